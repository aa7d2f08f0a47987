with

figures as (

    select
        *,
        {{ cell_of('figures') }} as cell,
        -- What the table says that the figure is worked out of, in its row or column.
        case
            when {{ matches('formula_text', "'^[A-Z]=[A-Z](?:[-+][A-Z])*$'") }}
                then substr(formula_text, 3)
        end as right_text
    from {{ ref('stg_region_figures') }} as figures

),

amounts as (

    select * from figures
    where is_money and not is_unit_missing

),

-- A rate, or a change, is worked out of the amounts that its columns name.
rates as (

    select
        rates.receipt_id as span_key,
        rates.cell as subject,
        case when rates.measure = 'change_yuan' then 'change' else 'rate' end as span,
        rates.receipt_id as rate_receipt_id,
        numerators.receipt_id as numerator_receipt_id,
        denominators.receipt_id as denominator_receipt_id
    from figures as rates
    inner join amounts as numerators using (document_id, block_no, row_no)
    inner join amounts as denominators using (document_id, block_no, row_no)
    where
        rates.of_column_no = numerators.column_no
        and rates.base_column_no = denominators.column_no
        and (
            rates.measure = 'change_yuan'
            or (
                rates.measure in ('completion', 'growth')
                and denominators.amount_yuan > 0
            )
        )

),

-- The nearest figure of a letter, below before above: letters begin again.
lettered as (

    select
        {{ key_of(['wholes.receipt_id']) }} as span_key,
        length({{ without('wholes.right_text', '[^A-Z]') }}) as letter_count,
        parts.receipt_id,
        substr(parts.formula_text, 1, 1) as letter,
        case
            when position(concat('-', letter) in wholes.right_text) > 0 then 'minus'
            else 'plus'
        end as role
    from amounts as wholes
    inner join amounts as parts using (document_id, block_no)
    where
        wholes.right_text is not null
        and parts.formula_text is not null
        and (wholes.row_no = parts.row_no or wholes.column_no = parts.column_no)
        and position(substr(parts.formula_text, 1, 1) in wholes.right_text) > 0
    qualify row_number() over (
        partition by wholes.receipt_id, substr(parts.formula_text, 1, 1)
        order by
            parts.row_no < wholes.row_no,
            abs(parts.row_no - wholes.row_no),
            parts.column_no < wholes.column_no,
            abs(parts.column_no - wholes.column_no)
    ) = 1

),

-- Where the table prints all of them.
formula_parts as (

    select * from lettered
    qualify count(*) over (partition by span_key) = letter_count

),

-- The own total of an account's year as its own final account has it; a report on the
-- year after drafts the budget of the second, and is of that one.
totals_of_years as (

    select * from {{ ref('int_region_figures') }}
    where
        set_aside_reason is null
        and is_current
        and is_money
        and not is_of_which
        and total_kind = 'own'
        and phase = 'final'
        and part is null
        and column_item is null
        and classification in ('revenue_item', 'function')

),

years as (

    select
        'years' as span,
        again.receipt_id as span_key,
        again.document_id as subject,
        again.receipt_id as again_receipt_id,
        originals.receipt_id as first_receipt_id
    from totals_of_years as again
    inner join totals_of_years as originals
        using (
            region_code, scope, account, side, classification, fiscal_year, is_synthetic
        )
    where
        again.report_year between again.fiscal_year + 1 and again.fiscal_year + 2
        and originals.report_year = originals.fiscal_year
        and originals.is_chosen

),

final as (

    {% for instances, role in [
        ('rates', 'rate'),
        ('rates', 'numerator'),
        ('rates', 'denominator'),
        ('years', 'again'),
        ('years', 'first')
    ] %}
        select
            span,
            span_key,
            '{{ role }}' as role,
            subject,
            {{ role }}_receipt_id as receipt_id
        from {{ instances }}

        union all

    {% endfor %}
    select
        'formula' as span,
        {{ key_of(['receipt_id']) }} as span_key,
        'whole' as role,
        concat(cell, ' ', formula_text) as subject,
        receipt_id
    from amounts
    where right_text is not null

    union all

    select
        'formula' as span,
        span_key,
        role,
        cast(null as varchar) as subject,
        receipt_id
    from formula_parts

)

select * from final
