with

empty_tables as (select * from {{ ref('int_empty_tables') }}),

identities as (

    select distinct
        form_id,
        identity_no,
        identity_id,
        axis
    from {{ ref('stg_identities') }}

),

cross_form_identities as (

    select distinct
        identity_no,
        identity_id,
        subject,
        phase,
        account_id
    from {{ ref('cross_form_identities') }}
    where
        side = 'left'
        and years_before = 0
        and coalesce(relation, 'equal') = 'equal'

),

across_years as (

    select distinct identity_no
    from {{ ref('cross_form_identities') }}
    where years_before > 0

),

judged as (

    select * from {{ ref('int_reconciliations_judged') }}
    where axis = 'forms'

),

-- Between tables: where the left one is empty. What is printed there all the same is
-- judged, and is no row here.
united as (

    select
        empty_tables.*,
        identities.identity_no,
        identities.identity_id,
        identities.axis,
        cast(null as varchar) as label_text
    from empty_tables
    inner join identities using (form_id)

    union all by name

    select
        empty_tables.*,
        cross_form_identities.identity_no,
        cross_form_identities.identity_id,
        'forms' as axis,
        cross_form_identities.subject as label_text
    from empty_tables
    inner join cross_form_identities
        on
            empty_tables.account_id = cross_form_identities.account_id
            and (
                cross_form_identities.phase is null
                or empty_tables.phase = cross_form_identities.phase
            )
    left join across_years using (identity_no)
    left join judged
        on
            empty_tables.document_id = judged.document_id
            and cross_form_identities.identity_no = judged.identity_no
    where across_years.identity_no is null and judged.reconciliation_id is null

),

final as (

    select
        {{ key_of([
            'document_id', 'identity_id', 'identity_no', 'axis', 'form_id',
            'block_no', "'empty'"
        ]) }} as reconciliation_id,
        document_id,
        identity_id,
        axis,
        form_id,
        block_no,
        label_text,
        false as is_yuan,
        receipt_id as left_receipt_id,
        'empty_table' as finding,
        'not_applicable' as status
    from united

)

select * from final
