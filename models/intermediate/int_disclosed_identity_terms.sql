with

figures as (

    select
        *,
        case when unit_text = '%' then rate else number end as printed_number,
        case when unit_text = '%' then half_unit * 0.01 else half_unit end
            as printed_half_unit
    from {{ ref('int_figures') }}
    where account_id = 'disclosed_items'

),

-- Each item with what its document says of it at the stage of its accounts.
items as (

    select
        document_id,
        row_key,
        {%- for measure in ['current', 'change', 'growth', 'last_year'] %}
            {%- set is_it = (
                'measure = phase' if measure == 'current'
                else "measure = '" ~ measure ~ "'"
            ) %}
            {%- for value in [
                'printed_number', 'printed_half_unit', 'receipt_id', 'form_id',
                'block_no', 'label_text', 'unit_text'
            ] %}
                min(case when {{ is_it }} then {{ value }} end)
                    as {{ measure }}_{{ value }}
                {%- if not loop.last %},{% endif %}
            {%- endfor %}
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from figures
    group by document_id, row_key

),

shares as (

    select
        figures.document_id,
        figures.form_id,
        figures.block_no,
        figures.row_key,
        figures.measure,
        figures.label_text,
        figures.printed_number,
        figures.printed_half_unit,
        figures.receipt_id,
        parts.current_printed_number as part_number,
        parts.current_printed_half_unit as part_half_unit,
        parts.current_receipt_id as part_receipt_id,
        parts.current_unit_text as part_unit_text,
        wholes.current_printed_number as whole_number,
        wholes.current_printed_half_unit as whole_half_unit,
        wholes.current_receipt_id as whole_receipt_id,
        wholes.current_unit_text as whole_unit_text
    from figures
    left join items as parts
        on
            figures.document_id = parts.document_id
            and figures.row_key = parts.row_key
    left join items as wholes
        on
            figures.document_id = wholes.document_id
            and figures.measure = concat('share_of_', wholes.row_key)
    where figures.measure like 'share!_of!_%' escape '!'

),

-- The year before is as printed, else what the change leaves of this year's amount.
grown as (

    select
        *,
        coalesce(
            change_printed_number, current_printed_number - last_year_printed_number
        ) as change_number,
        coalesce(change_printed_half_unit, current_printed_half_unit)
            as change_half_unit,
        coalesce(change_receipt_id, current_receipt_id) as numerator_receipt_id,
        coalesce(
            last_year_printed_number, current_printed_number - change_printed_number
        ) as before_number,
        coalesce(
            last_year_printed_half_unit,
            current_printed_half_unit + change_printed_half_unit
        ) as before_half_unit,
        coalesce(last_year_receipt_id, current_receipt_id) as denominator_receipt_id
    from items
    where growth_receipt_id is not null

),

compared as (

    select
        document_id,
        form_id,
        block_no,
        911 as identity_no,
        'ratio' as axis,
        row_key,
        measure,
        label_text,
        'left' as side,
        'share' as term,
        printed_number as number,
        printed_half_unit as half_unit,
        'fraction' as unit_text,
        receipt_id
    from shares

    union all

    select
        document_id,
        form_id,
        block_no,
        911 as identity_no,
        'ratio' as axis,
        row_key,
        measure,
        label_text,
        'numerator' as side,
        'part' as term,
        part_number as number,
        part_half_unit as half_unit,
        part_unit_text as unit_text,
        part_receipt_id as receipt_id
    from shares

    union all

    select
        document_id,
        form_id,
        block_no,
        911 as identity_no,
        'ratio' as axis,
        row_key,
        measure,
        label_text,
        'denominator' as side,
        'whole' as term,
        whole_number as number,
        whole_half_unit as half_unit,
        whole_unit_text as unit_text,
        whole_receipt_id as receipt_id
    from shares

    union all

    select
        document_id,
        growth_form_id as form_id,
        growth_block_no as block_no,
        912 as identity_no,
        'ratio' as axis,
        row_key,
        'growth' as measure,
        current_label_text as label_text,
        'left' as side,
        'growth' as term,
        growth_printed_number as number,
        growth_printed_half_unit as half_unit,
        'fraction' as unit_text,
        growth_receipt_id as receipt_id
    from grown

    union all

    select
        document_id,
        growth_form_id as form_id,
        growth_block_no as block_no,
        912 as identity_no,
        'ratio' as axis,
        row_key,
        'growth' as measure,
        current_label_text as label_text,
        'numerator' as side,
        'change' as term,
        change_number as number,
        change_half_unit as half_unit,
        coalesce(change_unit_text, current_unit_text) as unit_text,
        numerator_receipt_id as receipt_id
    from grown

    union all

    select
        document_id,
        growth_form_id as form_id,
        growth_block_no as block_no,
        912 as identity_no,
        'ratio' as axis,
        row_key,
        'growth' as measure,
        current_label_text as label_text,
        'denominator' as side,
        'year_before' as term,
        before_number as number,
        before_half_unit as half_unit,
        current_unit_text as unit_text,
        denominator_receipt_id as receipt_id
    from grown

    {%- for side, sign, measure in [
        ('left', 1, 'change'), ('right', 1, 'current'), ('right', -1, 'last_year')
    ] %}

        union all

        select
            document_id,
            change_form_id as form_id,
            change_block_no as block_no,
            913 as identity_no,
            'rows' as axis,
            row_key,
            'change' as measure,
            current_label_text as label_text,
            '{{ side }}' as side,
            '{{ measure }}' as term,
            {{ measure }}_printed_number as number,
            {{ measure }}_printed_half_unit as half_unit,
            {{ measure }}_unit_text as unit_text,
            {{ measure }}_receipt_id as receipt_id
        from items
        where
            change_receipt_id is not null
            and current_receipt_id is not null
            and last_year_receipt_id is not null
    {%- endfor %}

),

terms as (

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        'R20' as identity_id,
        axis,
        concat(row_key, ' ', measure) as scope,
        cast(null as varchar) as project_reference,
        cast(null as varchar) as account_side,
        cast(null as varchar) as code,
        label_text,
        measure,
        side,
        case when term = 'last_year' then -1 else 1 end as sign,
        term,
        false as blank_is_zero,
        cast(number as decimal(28, 8)) as number,
        {{ yuan_factor('unit_text') }} is not null as is_yuan,
        unit_text,
        cast(half_unit as decimal(20, 8)) as half_unit,
        receipt_id,
        false as is_column_missing,
        false as is_ambiguous
    from compared

)

select * from terms
