with

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}

),

documents as (

    select * from {{ ref('dim_documents') }}
    where is_current

),

identities as (

    select * from {{ ref('identity_names') }}

),

counted as (

    select
        document_id,
        identity_id,
        count(case when status <> 'not_applicable' then 1 end) as applicable_count,
        count(case when status in ('holds', 'rounding', 'broken') then 1 end)
            as checked_count,
        count(case when status = 'holds' then 1 end) as held_count,
        count(case when status = 'rounding' then 1 end) as rounding_count,
        count(case when status = 'broken' then 1 end) as broken_count,
        count(case when status = 'insufficient' then 1 end) as insufficient_count,
        count(case when status = 'error' then 1 end) as error_count,
        count(case when status = 'not_applicable' then 1 end) as not_applicable_count
    from reconciliations
    group by document_id, identity_id

),

-- Every identity for every document: nought where its forms make none applicable.
final as (

    select
        documents.document_id,
        documents.department_key,
        documents.region_code,
        documents.fiscal_year,
        documents.caliber,
        documents.is_synthetic,
        identities.identity_id,
        {%- for count in [
            'applicable_count', 'checked_count', 'held_count', 'rounding_count',
            'broken_count', 'insufficient_count', 'error_count', 'not_applicable_count'
        ] %}
            coalesce(counted.{{ count }}, 0) as {{ count }}
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from documents
    cross join identities
    left join counted
        on
            documents.document_id = counted.document_id
            and identities.identity_id = counted.identity_id

)

select * from final
