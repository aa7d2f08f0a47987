with

outcomes as (select * from {{ ref('stg_outcomes') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

forms as (

    select distinct
        form_id,
        account_id,
        phase
    from {{ ref('stg_identities') }}

),

final as (

    select
        outcomes.document_id,
        outcomes.block_no,
        outcomes.form_id,
        outcomes.locator,
        outcomes.detail,
        {{ receipt_of('outcomes.document_id', 'outcomes.block_no', '0', '0') }}
            as receipt_id,
        forms.account_id,
        forms.phase
    from outcomes
    inner join documents using (document_id)
    inner join forms using (form_id)
    where
        documents.is_current
        and outcomes.status = 'empty_declared'

)

select * from final
