with

reconciliations as (select * from {{ ref('fct_reconciliations') }}),

documents as (

    select * from {{ ref('dim_documents') }}
    where is_current

),

identities as (select * from {{ ref('identity_names') }}),

counted as (

    select
        document_id,
        identity_id,
        count(*) filter (where status <> 'not_applicable') as applicable_count,
        count(*) filter (where status in ('holds', 'rounding', 'broken'))
            as checked_count,
        count(*) filter (where status = 'holds') as held_count,
        count(*) filter (where status = 'rounding') as rounding_count,
        count(*) filter (where status = 'broken') as broken_count,
        count(*) filter (where status = 'insufficient') as insufficient_count,
        count(*) filter (where status = 'error') as error_count,
        count(*) filter (where status = 'not_applicable') as not_applicable_count
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
