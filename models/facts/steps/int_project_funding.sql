with

documents as (select * from {{ ref('int_documents_ranked') }}),

money as (select * from {{ ref('int_project_money') }}),

-- One source speaks for a project's year: the document that prints its execution, else
-- the whole year's budget, else the first; of those the department's before a unit's,
-- the one that prints execution and budget side by side, and the one landed later.
ordered as (

    select
        money.*,
        documents.caliber,
        documents.is_synthetic,
        {{ key_of([
            'money.project_key',
            'money.fiscal_year',
            'documents.is_synthetic'
        ]) }} as project_year_key,
        row_number() over (
            partition by
                money.project_key,
                money.fiscal_year,
                documents.is_synthetic
            order by
                case
                    when money.executed_yuan is not null then 1
                    when money.adjusted_yuan is not null then 2
                    when money.approved_yuan is not null then 3
                    else 4
                end,
                case documents.caliber
                    when 'department' then 1
                    when 'unit' then 3
                    else 2
                end,
                case when money.adjusted_yuan is null then 2 else 1 end,
                coalesce(documents.document_rank, 0),
                money.document_id
        ) as source_order
    from money
    inner join documents using (document_id)

),

final as (

    select
        *,
        source_order = 1 as is_chosen,
        case
            when source_order = 1 then null
            when
                caliber = 'unit'
                and first_value(caliber) over (
                    partition by project_year_key
                    order by source_order
                ) = 'department'
                then 'within_department'
            else 'other_source'
        end as not_chosen_reason,
        {%- for column in ['document_id', 'receipt_id'] %}
            first_value({{ column }}) over (
                partition by project_year_key
                order by source_order
            ) as chosen_{{ column }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from ordered

)

select * from final  -- noqa: AM04
