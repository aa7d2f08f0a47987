with

amounts as (select * from {{ ref('stg_amounts') }}),

indicator_cells as (select * from {{ ref('int_indicator_cells') }}),

projects as (select * from {{ ref('stg_projects') }}),

findings as (select * from {{ ref('stg_findings') }}),

cells as (select * from {{ ref('stg_cells') }}),

stated_facts as (select * from {{ ref('stg_stated_facts') }}),

empty_tables as (select * from {{ ref('int_empty_tables') }}),

region_figures as (select * from {{ ref('stg_region_figures') }}),

figures as (select * from {{ ref('int_figures') }}),

placed as (select * from {{ ref('int_figures_placed') }}),

reconciliations as (select * from {{ ref('fct_reconciliations') }}),

compared as (select * from {{ ref('reconciliation_receipts') }}),

identity_names as (select * from {{ ref('identity_names') }}),

printed as (

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        label_text as row_label,
        column_text as column_label,
        amount_text as printed_text,
        unit_text,
        unit_locator,
        cast(amount as decimal(28, 8)) as number,
        amount_yuan,
        reading,
        proof,
        1 as source_rank
    from amounts

    union all

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        row_label,
        column_label,
        printed_text,
        unit_text,
        unit_locator,
        number,
        cast(null as decimal(20, 2)) as amount_yuan,
        reading,
        cast(null as varchar) as proof,
        2 as source_rank
    from indicator_cells

    union all

    select
        projects.grade_receipt_id as receipt_id,
        projects.document_id,
        coalesce(cells.locator, projects.locator) as locator,
        projects.form_id,
        projects.name_text as row_label,
        '等级' as column_label,
        projects.grade as printed_text,
        cast(null as varchar) as unit_text,
        cast(null as varchar) as unit_locator,
        cast(null as decimal(28, 8)) as number,
        cast(null as decimal(20, 2)) as amount_yuan,
        'as_published' as reading,
        cast(null as varchar) as proof,
        3 as source_rank
    from projects
    left join cells
        on
            projects.document_id = cells.document_id
            and projects.grade_receipt_id = cells.receipt_id
    where projects.grade_receipt_id is not null

    union all

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        name_text as row_label,
        '项目名称' as column_label,
        name_text as printed_text,
        cast(null as varchar) as unit_text,
        cast(null as varchar) as unit_locator,
        cast(null as decimal(28, 8)) as number,
        cast(null as decimal(20, 2)) as amount_yuan,
        'as_published' as reading,
        cast(null as varchar) as proof,
        4 as source_rank
    from projects

    union all

    select
        receipt_id,
        document_id,
        locator,
        cast(null as varchar) as form_id,
        cast(null as varchar) as row_label,
        '存在问题' as column_label,
        finding_text as printed_text,
        cast(null as varchar) as unit_text,
        cast(null as varchar) as unit_locator,
        cast(null as decimal(28, 8)) as number,
        cast(null as decimal(20, 2)) as amount_yuan,
        'as_published' as reading,
        cast(null as varchar) as proof,
        5 as source_rank
    from findings

    union all

    select
        receipt_id,
        document_id,
        locator,
        cast(null as varchar) as form_id,
        subject_text as row_label,
        '情况说明' as column_label,
        stated_text as printed_text,
        unit_text,
        cast(null as varchar) as unit_locator,
        number,
        cast(null as decimal(20, 2)) as amount_yuan,
        'as_published' as reading,
        cast(null as varchar) as proof,
        6 as source_rank
    from stated_facts

    union all

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        cast(null as varchar) as row_label,
        '空表' as column_label,
        coalesce(detail, '') as printed_text,
        cast(null as varchar) as unit_text,
        cast(null as varchar) as unit_locator,
        cast(null as decimal(28, 8)) as number,
        cast(null as decimal(20, 2)) as amount_yuan,
        'as_published' as reading,
        cast(null as varchar) as proof,
        7 as source_rank
    from empty_tables

    union all

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        label_text as row_label,
        column_text as column_label,
        number_text as printed_text,
        unit_text,
        unit_locator,
        number,
        amount_yuan,
        'as_published' as reading,
        cast(null as varchar) as proof,
        8 as source_rank
    from region_figures

),

ranked as (

    select
        *,
        row_number() over (
            partition by receipt_id
            order by source_rank, row_label, column_label, printed_text
        ) as reading_order
    from printed

),

half_units as (

    select
        receipt_id,
        max(half_unit) as half_unit_yuan
    from figures
    where is_yuan
    group by receipt_id

    union all

    select
        receipt_id,
        half_unit_yuan
    from region_figures
    where is_money

),

-- What each rule came to, wherever it compares the figure. A limit that is kept proves
-- nothing. A narrative is judged by the table, not the table by it: its slips are its
-- own.
judgements as (

    select
        compared.receipt_id,
        reconciliations.identity_id,
        max(
            case
                when
                    reconciliations.status in ('holds', 'rounding')
                    and reconciliations.axis <> 'limit'
                    then 1
                else 0
            end
        ) as is_held,
        max(
            case
                when
                    reconciliations.status = 'holds'
                    and reconciliations.axis <> 'limit'
                    then 1
                else 0
            end
        ) as is_held_exactly,
        max(case when reconciliations.status = 'broken' then 1 else 0 end) as is_broken
    from compared
    left join reconciliations
        on compared.reconciliation_id = reconciliations.reconciliation_id
    left join identity_names
        on reconciliations.identity_id = identity_names.identity_id
    where
        identity_names.is_rule
        and (reconciliations.axis <> 'prose' or compared.side = 'left')
    group by compared.receipt_id, reconciliations.identity_id

),

judged as (

    select
        receipt_id,
        {{ listed('case when is_held = 1 then identity_id end') }} as held_by,
        {{ listed('case when is_held_exactly = 1 then identity_id end') }}
            as held_exactly_by,
        {{ listed('case when is_broken = 1 then identity_id end') }} as broken_by
    from judgements
    group by receipt_id

),

-- Rounding bears out no decimal that the table's other figures do not print.
odd_amounts as (

    select distinct receipt_id
    from amounts
    where has_odd_decimals

),

seen as (

    select
        receipt_id,
        max(source) as source,
        min(confidence) as confidence,
        max(seen_text) as seen_text
    from amounts
    group by receipt_id

),

-- One printed cell has one receipt, however many records were read from it.
receipts as (

    select
        ranked.receipt_id,
        ranked.document_id,
        ranked.locator,
        ranked.form_id,
        ranked.row_label,
        ranked.column_label,
        ranked.printed_text,
        ranked.unit_text,
        ranked.unit_locator,
        ranked.number,
        ranked.amount_yuan,
        cast(half_units.half_unit_yuan as decimal(20, 6)) as half_unit_yuan,
        ranked.reading,
        ranked.proof,
        case
            when odd_amounts.receipt_id is not null then judged.held_exactly_by
            else coalesce(
                judged.held_by,
                case when ranked.reading = 'realigned' then ranked.proof end
            )
        end as held_by,
        judged.broken_by,
        placed.place_doubt,
        placed.rivals,
        placed.pinned_by,
        seen.source,
        seen.confidence,
        seen.seen_text
    from ranked
    left join seen
        on ranked.receipt_id = seen.receipt_id
    left join half_units
        on ranked.receipt_id = half_units.receipt_id
    left join judged
        on ranked.receipt_id = judged.receipt_id
    left join odd_amounts
        on ranked.receipt_id = odd_amounts.receipt_id
    left join placed
        on ranked.receipt_id = placed.receipt_id
    where ranked.reading_order = 1

),

proven as (

    select
        *,
        reading <> 'unreconciled' and held_by is not null and broken_by is null
            as is_amount_proven
    from receipts

),

final as (

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        row_label,
        column_label,
        printed_text,
        unit_text,
        unit_locator,
        number,
        amount_yuan,
        half_unit_yuan,
        reading,
        proof,
        is_amount_proven,
        is_amount_proven and place_doubt is null as is_proven,
        case when is_amount_proven then held_by end as verified_by,
        broken_by,
        case when is_amount_proven then place_doubt end as place_doubt,
        case when is_amount_proven then rivals end as rivals,
        case when is_amount_proven then pinned_by end as pinned_by,
        source,
        cast(confidence as decimal(4, 3)) as confidence,
        seen_text
    from proven

)

select * from final
