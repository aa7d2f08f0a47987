{#- A change in one figure may be the difference of two rounded ones: twice as
    uncertain. -#}
{%- set change_unit =
    "case when facts.kind = 'growth' and summed.above_count = 1 then 2 else 1 end" -%}
with

facts as (select * from {{ ref('stg_stated_facts') }}),

terms as (select * from {{ ref('int_stated_terms_bound') }}),

identity_terms as (select * from {{ ref('int_identity_terms') }}),

identities_judged as (select * from {{ ref('int_reconciliations_judged') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

-- A figure that its own tables contradict convicts no sentence, nor does one whose
-- column is not certain.
contradicted as (

    select distinct identity_terms.receipt_id
    from identity_terms
    inner join identities_judged using (reconciliation_id)
    where
        identities_judged.status = 'broken'
        and identity_terms.receipt_id is not null

),

-- Each operand twice: as the sentence states it first, and as the tables print it.
operands as (

    select
        terms.document_id,
        terms.fact_no,
        terms.term_no,
        terms.role,
        terms.sign,
        terms.years_before,
        terms.is_account_read,
        terms.stated_number,
        terms.stated_half_unit,
        terms.printed_number,
        terms.printed_half_unit,
        terms.receipt_id,
        coalesce(terms.stated_number, terms.printed_number) as sentence_number,
        coalesce(terms.stated_half_unit, terms.printed_half_unit)
            as sentence_half_unit,
        coalesce(terms.printed_number, terms.stated_number) as table_number,
        coalesce(terms.printed_half_unit, terms.stated_half_unit) as table_half_unit,
        contradicted.receipt_id is not null
        or coalesce(terms.reading = 'unreconciled', false) as is_contradicted
    from terms
    left join contradicted using (receipt_id)

),

summed as (

    select
        document_id,
        fact_no,
        count(*) as term_count,
        count(sentence_number) as number_count,
        count(*) filter (where role = 'above') as above_count,
        count(*) filter (where role = 'below') as below_count,
        max(years_before) as years_before,
        coalesce(bool_or(is_account_read), false) as is_account_read,
        coalesce(bool_or(is_contradicted), false) as is_contradicted,
        max(printed_number) filter (where role = 'above') as printed_number,
        max(printed_half_unit) filter (where role = 'above') as printed_half_unit,
        min(abs(stated_number - printed_number)) filter (where role = 'below')
            as below_distance,
        min(stated_half_unit + printed_half_unit) filter (
            where role = 'below'
        ) as below_tolerance,
        min(receipt_id) as receipt_id
        {%- for first in ['sentence', 'table'] %}
            ,
            sum(sign * {{ first }}_number) filter (where role = 'above')
                as {{ first }}_above,
            sum({{ first }}_half_unit) filter (where role = 'above')
                as {{ first }}_above_half,
            sum(sign * {{ first }}_number) filter (where role = 'below')
                as {{ first }}_below,
            sum({{ first }}_half_unit) filter (where role = 'below')
                as {{ first }}_below_half
        {%- endfor %}
    from operands
    group by document_id, fact_no

),

stated as (

    select
        facts.*,
        coalesce(summed.term_count, 0) as term_count,
        coalesce(summed.term_count = summed.number_count, false) as is_complete,
        coalesce(summed.is_account_read, false) as is_account_read,
        coalesce(summed.is_contradicted, false) as is_contradicted,
        coalesce(summed.years_before, 0) as years_before,
        coalesce(summed.below_count, 0) as below_count,
        summed.printed_number,
        summed.printed_half_unit,
        summed.below_distance,
        summed.below_tolerance,
        summed.receipt_id as figure_receipt_id
        {%- for first in ['sentence', 'table'] %}
            ,
            summed.{{ first }}_above,
            summed.{{ first }}_above_half,
            summed.{{ first }}_below,
            summed.{{ first }}_below_half,
            {{ fraction('summed.' ~ first ~ '_above', 'summed.' ~ first ~ '_below') }}
                as {{ first }}_fraction,
            {{ fraction(
            'summed.' ~ first ~ '_above_half * ' ~ change_unit
            ~ ' + abs(facts.number) * summed.' ~ first ~ '_below_half',
            'greatest(abs(summed.' ~ first ~ '_below) - summed.'
            ~ first ~ '_below_half, 0)'
        ) }} as {{ first }}_spread
        {%- endfor %}
    from facts
    inner join documents using (document_id)
    left join summed using (document_id, fact_no)
    where documents.is_current

),

-- A percentage against both readings of its figures: the better one counts.
compared as (

    select
        *
        {%- for first in ['sentence', 'table'] %}
            ,
            case
                when kind not in ('share', 'growth', 'completion') then null
                when number = 0 and {{ first }}_above = 0 then 0
                when not is_complete or below_count = 0 then null
                when
                    {{ first }}_below = 0 and number <> 0 and {{ first }}_above <> 0
                    then 4
                when {{ first }}_below = 0 or {{ first }}_spread is null then 3
                when abs({{ first }}_fraction - number) <= half_unit then 0
                when
                    abs({{ first }}_fraction - number) <= half_unit + {{ first }}_spread
                    then 1
                when
                    {{ first }}_fraction * number >= 0
                    and abs({{ first }}_fraction) >= abs(number)
                    and abs({{ first }}_fraction) < abs(number) + 2 * half_unit
                    then 2
                else 5
            end as {{ first }}_rank,
            case
                when kind <> 'direction' or not is_complete then null
                when direction * {{ first }}_above > 0 then 0
                when direction = 0 and {{ first }}_above = 0 then 0
                when abs({{ first }}_above) < {{ first }}_above_half then 1
                when is_approximate then 3
                else 5
            end as {{ first }}_direction_rank
        {%- endfor %}
    from stated

),

ranked as (

    select
        *,
        least(
            coalesce(sentence_rank, table_rank), coalesce(table_rank, sentence_rank)
        ) as fraction_rank,
        least(
            coalesce(sentence_direction_rank, table_direction_rank),
            coalesce(table_direction_rank, sentence_direction_rank)
        ) as direction_rank
    from compared

),

sided as (

    select
        *,
        case
            when kind = 'none' then 0
            when kind = 'direction' then direction
            when kind in ('template', 'clause') then 1
            else number
        end as left_number,
        case
            when kind in ('template', 'clause') then 0
            when kind in ('amount', 'none') then printed_number
            when kind in ('sum', 'year') then sentence_above
            when kind = 'change' and is_complete then sentence_above
            when kind = 'direction' and is_complete then sign(sentence_above)
            when fraction_rank = table_rank then table_fraction
            else sentence_fraction
        end as right_number,
        case
            when kind in ('amount', 'none')
                then coalesce(half_unit, 0) + printed_half_unit
            when kind in ('sum', 'change') then half_unit + sentence_above_half
            when fraction_rank = table_rank then half_unit + table_spread
            when fraction_rank is not null then half_unit + sentence_spread
        end as tolerance
    from ranked

),

judged as (

    select
        *,
        left_number - right_number as difference,
        case
            when kind in ('template', 'clause') then 'not_as_stated'
            when reason_code is not null and years_before = 0 then reason_code
            when kind = 'year' and below_count = 0 and number = right_number
                then 'as_stated'
            when kind = 'year' and below_count = 0 then 'not_as_stated'
            when kind = 'year' and below_distance <= below_tolerance
                then 'not_as_stated'
            when kind = 'year' then 'prior_year_unknown'
            when kind in ('share', 'growth', 'completion', 'direction')
                then case coalesce(fraction_rank, direction_rank)
                    when 0 then 'as_stated'
                    when 1 then 'within_rounding'
                    when 2 then 'within_a_cut'
                    when 3 then 'base_is_zero'
                    when 4 then 'not_of_a_base_of_zero'
                    when 5 then 'not_as_stated'
                    else coalesce(reason_code, 'not_printed')
                end
            when
                right_number is null and kind in ('amount', 'none')
                and left_number = 0 and is_account_read
                then 'blank_is_zero'
            when right_number is null then coalesce(reason_code, 'not_printed')
            when left_number = right_number then 'as_stated'
            when abs(left_number - right_number) <= tolerance then 'within_rounding'
            when
                kind = 'amount'
                and left_number * right_number >= 0
                and abs(right_number) >= abs(left_number)
                and abs(right_number) < abs(left_number) + 2 * half_unit
                then 'within_a_cut'
            else 'not_as_stated'
        end as finding
    from sided

),

-- What only a doubtful binding, or a doubtful table, speaks against is not broken.
found as (

    select
        {{ key_of([
            'document_id', "'R18'", 'block_no', 'row_no', 'column_no', "'prose'"
        ]) }} as reconciliation_id,
        document_id,
        'R18' as identity_id,
        'prose' as axis,
        cast(null as varchar) as form_id,
        block_no,
        cast(null as varchar) as project_reference,
        cast(null as varchar) as account_side,
        cast(null as varchar) as code,
        subject_text as label_text,
        kind as measure,
        kind as check_kind,
        case
            when finding not in ('not_as_stated', 'not_of_a_base_of_zero') then finding
            when years_before > 0 then 'prior_year_differs'
            when not is_certain then 'subject_uncertain'
            when is_contradicted then 'table_contradicts_itself'
            else finding
        end as finding,
        is_yuan or kind = 'none' as is_yuan,
        cast(left_number as decimal(28, 8)) as left_number,
        cast(right_number as decimal(28, 8)) as right_number,
        cast(difference as decimal(28, 8)) as difference,
        cast(
            case when finding = 'within_a_cut' then 2 * half_unit else tolerance end
            as decimal(28, 8)
        ) as tolerance,
        case
            when kind in ('template', 'clause') then '处'
            when kind in ('share', 'growth', 'completion') then 'fraction'
            else unit_text
        end as unit_text,
        receipt_id as left_receipt_id,
        case when kind not in ('direction', 'year', 'sum') then figure_receipt_id end
            as right_receipt_id
    from judged

),

final as (

    select
        *,
        case
            when finding in ('as_stated', 'blank_is_zero') then 'holds'
            when finding in ('within_rounding', 'within_a_cut') then 'rounding'
            when finding in ('not_as_stated', 'not_of_a_base_of_zero') then 'broken'
            else 'insufficient'
        end as status
    from found

)

select * from final
