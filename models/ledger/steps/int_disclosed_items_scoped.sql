{%- set values = ['number', 'half_unit', 'unit_text', 'receipt_id'] -%}
{%- set compared = {
    'shares': ['share', 'part', 'whole'],
    'grown': ['growth', 'change', 'year_before'],
    'changed': ['change', 'current', 'last_year'],
} -%}

with

figures as (

    select
        document_id,
        form_id,
        block_no,
        row_key,
        measure,
        case when measure = phase then 'current' else measure end as kind,
        label_text,
        case when unit_text = '%' then rate else number end as number,
        case when unit_text = '%' then half_unit * 0.01 else half_unit end
            as half_unit,
        unit_text,
        receipt_id
    from {{ ref('int_figures') }}
    where account_id = 'disclosed_items'

),

-- Each item with what its document says of it at the stage of its accounts.
items as (

    select
        {%- for kind in ['current', 'change', 'growth', 'last_year'] %}
            {%- for value in values + ['form_id', 'block_no', 'label_text'] %}
                min({{ value }}) filter (where kind = '{{ kind }}')
                    as {{ kind }}_{{ value }},
            {%- endfor %}
        {%- endfor %}
        document_id,
        row_key
    from figures
    group by document_id, row_key

),

shares as (

    select
        {%- for value in values %}
            figures.{{ value }} as share_{{ value }},
            parts.current_{{ value }} as part_{{ value }},
            wholes.current_{{ value }} as whole_{{ value }},
        {%- endfor %}
        figures.document_id,
        figures.form_id,
        figures.block_no,
        'share' as span,
        figures.row_key,
        figures.measure,
        figures.label_text
    from figures
    inner join items as parts using (document_id, row_key)
    left join items as wholes
        on
            figures.document_id = wholes.document_id
            and figures.measure = concat('share_of_', wholes.row_key)
    where figures.measure like 'share!_of!_%' escape '!'

),

-- The year before is as printed, else what the change leaves of this year's amount.
grown as (

    select
        * replace (
            coalesce(change_number, current_number - last_year_number)
                as change_number,
            coalesce(change_half_unit, current_half_unit) as change_half_unit,
            coalesce(change_unit_text, current_unit_text) as change_unit_text,
            coalesce(change_receipt_id, current_receipt_id) as change_receipt_id
        ),
        'growth' as span,
        growth_form_id as form_id,
        growth_block_no as block_no,
        'growth' as measure,
        current_label_text as label_text,
        coalesce(last_year_number, current_number - change_number)
            as year_before_number,
        coalesce(last_year_half_unit, current_half_unit + change_half_unit)
            as year_before_half_unit,
        current_unit_text as year_before_unit_text,
        coalesce(last_year_receipt_id, current_receipt_id) as year_before_receipt_id
    from items
    where growth_receipt_id is not null

),

changed as (

    select
        *,
        'change' as span,
        change_form_id as form_id,
        change_block_no as block_no,
        'change' as measure,
        current_label_text as label_text
    from items
    where
        change_receipt_id is not null
        and current_receipt_id is not null
        and last_year_receipt_id is not null

),

compared as (

    {%- for source, names in compared.items() %}

        select
            document_id,
            form_id,
            block_no,
            span,
            row_key,
            measure,
            label_text,
            unnest([
                {%- for name in names %}
                    {
                        'name': '{{ name }}',
                        {%- for value in values %}
                            '{{ value }}': {{ name }}_{{ value }}
                            {%- if not loop.last %},{% endif %}
                        {%- endfor %}
                    }
                    {%- if not loop.last %},{% endif %}
                {%- endfor %}
            ], max_depth := 2)
        from {{ source }}
        {%- if not loop.last %}

            union all by name
        {%- endif %}
    {%- endfor %}

),

final as (

    select
        document_id,
        form_id,
        block_no,
        span,
        concat(row_key, ' ', measure) as scope,
        name,
        true as is_subject,
        label_text,
        measure,
        cast(number as decimal(28, 8)) as number,
        {{ yuan_factor('unit_text') }} is not null as is_yuan,
        unit_text,
        cast(half_unit as decimal(20, 8)) as half_unit,
        receipt_id
    from compared

)

select * from final
