-- Money is conserved: what was read and is due in a mart = what the mart holds +
-- what is quarantined + what a named rule excludes, to the fen. One row per document,
-- form, mart and item (the measure, as the mart calls it).
--
-- read         figures that the mart's item is made of: leaves, not their sums
-- published    what the mart holds of it
-- quarantined  figures whose unit, place, body or year nobody can tell, or that were not
--              seen for sure; see marts.figures_set_aside
-- excluded     figures of superseded statements, and what another table tells already
--
-- Yuan are money; values are rates, points and counts, in their printed unit; records
-- are indicators and findings, counted.
create or replace table quality.conservation as
with

-- Sums and parts are not read for a mart: their fates stand in quality.figure_fates.
due as (

    select
        explained.*,
        case
            when explained.rule in ('superseded', 'told_by_other_table', 'printed_again',
                'earlier_phase', 'code_unknown', 'no_evaluation') then 'excluded'
            when explained.rule = 'unit_unknown' then 'quarantined'
            when explained.rule is null and explained.set_aside_reason is not null
                then 'quarantined'
            when explained.rule is null then 'published'
        end as fate
    from explained
    where explained.mart is not null

),

read_side as (

    select
        document_id,
        form_id,
        mart,
        item,
        count(*) as figure_count,
        sum(yuan) as read_yuan,
        sum(yuan) filter (where fate = 'quarantined') as quarantined_yuan,
        sum(yuan) filter (where fate = 'excluded') as excluded_yuan,
        sum(value) as read_value,
        sum(value) filter (where fate = 'quarantined') as quarantined_value,
        sum(value) filter (where fate = 'excluded') as excluded_value
    from due
    where fate is not null
    group by all

),

-- A mart's row whose receipt is no printed figure stands against nothing that was read.
published_side as (

    select
        published.document_id,
        printed.form_id,
        published.mart,
        published.item,
        sum(published.yuan) as published_yuan,
        sum(published.value) as published_value
    from published
    left join printed on published.receipt_id = printed.receipt_id
    group by all

),

figures as (

    select
        coalesce(read_side.document_id, published_side.document_id) as document_id,
        coalesce(read_side.form_id, published_side.form_id) as form_id,
        coalesce(read_side.mart, published_side.mart) as mart,
        coalesce(read_side.item, published_side.item) as measure,
        'figure' as unit,
        coalesce(read_side.figure_count, 0) as figure_count,
        read_side.* exclude (document_id, form_id, mart, item, figure_count),
        published_side.published_yuan,
        published_side.published_value
    from read_side
    full join published_side
        on
            read_side.document_id = published_side.document_id
            and read_side.form_id is not distinct from published_side.form_id
            and read_side.mart = published_side.mart
            and read_side.item = published_side.item

),

counted as (

    select
        document_id,
        form_id,
        mart,
        unnest(['record', 'weight', 'score']) as measure,
        'record' as unit,
        read_count as figure_count,
        unnest([read_count, weight, score]) as read_value,
        unnest([published_count, published_weight, published_score])
            as published_value,
        is_current,
        unnest([
            is_set_aside,
            is_set_aside or is_weight_aside,
            is_set_aside or is_score_aside
        ]) as is_set_aside
    from records

),

record_sums as (

    select
        document_id,
        form_id,
        mart,
        measure,
        unit,
        sum(figure_count) as figure_count,
        sum(read_value) as read_value,
        sum(published_value) as published_value,
        sum(read_value) filter (where is_set_aside) as quarantined_value,
        sum(read_value) filter (where not is_current and not is_set_aside)
            as excluded_value,
        bool_or(
            is_current and not is_set_aside and read_value <> published_value
        ) as is_any_unlike
    from counted
    group by all

),

united as (

    select
        document_id,
        form_id,
        mart,
        measure,
        unit,
        figure_count,
        read_yuan,
        published_yuan,
        quarantined_yuan,
        excluded_yuan,
        read_value,
        published_value,
        quarantined_value,
        excluded_value,
        false as is_any_unlike
    from figures
    union all
    select
        document_id,
        form_id,
        mart,
        measure,
        unit,
        figure_count,
        null,
        null,
        null,
        null,
        read_value,
        published_value,
        quarantined_value,
        excluded_value,
        is_any_unlike
    from record_sums

)

select
    document_id,
    form_id,
    mart,
    measure,
    unit,
    figure_count,
    cast(coalesce(read_yuan, 0) as decimal(38, 2)) as read_yuan,
    cast(coalesce(published_yuan, 0) as decimal(38, 2)) as published_yuan,
    cast(coalesce(quarantined_yuan, 0) as decimal(38, 2)) as quarantined_yuan,
    cast(coalesce(excluded_yuan, 0) as decimal(38, 2)) as excluded_yuan,
    cast(coalesce(read_value, 0) as decimal(38, 8)) as read_value,
    cast(coalesce(published_value, 0) as decimal(38, 8)) as published_value,
    cast(coalesce(quarantined_value, 0) as decimal(38, 8)) as quarantined_value,
    cast(coalesce(excluded_value, 0) as decimal(38, 8)) as excluded_value,
    is_any_unlike
from united
order by all;

-- What became of every printed figure: published, or the rule by which it is not.
create or replace table quality.figure_fates as
select
    explained.document_id,
    explained.form_id,
    explained.account_id,
    explained.measure,
    explained.mart,
    case
        when explained.rule is not null then explained.rule
        when explained.set_aside_reason = 'unreconciled' then 'place_unproved'
        when explained.set_aside_reason is not null then explained.set_aside_reason
        when explained.yuan = 0 or explained.value = 0 then 'zero'
        else 'published'
    end as fate,
    count(*) as figure_count,
    cast(coalesce(sum(explained.yuan), 0) as decimal(38, 2)) as yuan
from explained
group by all
order by all;

-- Figures whose published amount is not the printed one, although one cell says both.
create or replace table quality.unlike_figures as
select
    published.document_id,
    published.mart,
    published.item,
    published.receipt_id,
    printed.yuan as printed_yuan,
    published.yuan as published_yuan
from published
left join printed on published.receipt_id = printed.receipt_id
left join explained
    on
        published.receipt_id = explained.receipt_id
        and published.mart = explained.mart
        and published.item = explained.item
where
    published.mart <> 'fct_project_funding'
    and not coalesce(explained.is_summed, false)
    and (
        printed.yuan is distinct from published.yuan
        or printed.value is distinct from published.value
    )
order by all;
