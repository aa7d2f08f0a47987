with

-- Of several totals of a column the account's own first, that of all last.
totals as (

    select
        receipt_id,
        row_number() over (
            partition by document_id, block_no, column_no, side, total_kind
            order by line_no
        ) as total_no,
        row_number() over (
            partition by document_id, block_no, column_no, table_side, total_kind
            order by line_no desc
        ) as grand_no,
        row_number() over (
            partition by document_id, block_no, column_no, side
            order by
                case
                    when line_name like '本年%合计' then 1
                    when total_kind = 'own' then 2
                    else 3
                end,
                line_no
        ) as year_total_no
    from {{ ref('stg_region_figures') }}
    where total_kind is not null

),

amounts as (

    select
        figures.*,
        totals.total_no,
        totals.grand_no,
        totals.year_total_no,
        {{ cell_of('figures') }} as cell,
        concat('column ', cast(figures.column_no as varchar)) as column_place,
        figures.form_id = 'region_told' as is_told
    from {{ ref('stg_region_figures') }} as figures
    left join totals using (receipt_id)
    where figures.is_money and not figures.is_unit_missing

),

final as (

    {%- for span, keys, subject, role in spans_of_regions() %}
        select
            '{{ span }}' as span,
            {{ key_of(keys) }} as span_key,
            {{ role }} as role,
            {{ subject }} as subject,
            receipt_id
        from amounts
        where ({{ role }}) is not null
        {% if not loop.last %}

            union all

        {% endif %}
    {%- endfor %}

)

select * from final
