{#- A change in one figure may be the difference of two rounded ones: twice as
    uncertain. -#}
{%- set change_unit =
    "case when facts.kind = 'growth' and summed.above_count = 1 then 2 else 1 end" -%}
with

-- Each operand twice: as the sentence states it first, and as the tables print it.
operands as (

    select
        *,
        coalesce(stated_number, printed_number) as sentence_number,
        coalesce(stated_half_unit, printed_half_unit)
            as sentence_half_unit,
        coalesce(printed_number, stated_number) as table_number,
        coalesce(printed_half_unit, stated_half_unit) as table_half_unit
    from {{ ref('int_stated_terms_bound') }}

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
    from {{ ref('stg_stated_facts') }} as facts
    left join summed using (document_id, fact_no)

),

-- A percentage against both readings of its figures: the better one counts.
final as (

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

)

select * from final  -- noqa: AM04
