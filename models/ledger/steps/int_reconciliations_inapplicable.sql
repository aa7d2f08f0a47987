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

judged as (select * from {{ ref('int_reconciliations_judged') }}),

within_tables as (

    select
        empty_tables.document_id,
        empty_tables.form_id,
        empty_tables.block_no,
        empty_tables.receipt_id,
        identities.identity_no,
        identities.identity_id,
        identities.axis,
        cast(null as varchar) as label_text
    from empty_tables
    left join identities
        on empty_tables.form_id = identities.form_id
    where identities.identity_id is not null

),

-- Between tables: where the left one is empty. What is printed there all the same is
-- judged, and is no row here.
between_tables as (

    select
        empty_tables.document_id,
        empty_tables.form_id,
        empty_tables.block_no,
        empty_tables.receipt_id,
        cross_form_identities.identity_no,
        cross_form_identities.identity_id,
        'forms' as axis,
        cross_form_identities.subject as label_text
    from empty_tables
    left join cross_form_identities
        on
            empty_tables.account_id = cross_form_identities.account_id
            and (
                cross_form_identities.phase is null
                or empty_tables.phase = cross_form_identities.phase
            )
    left join across_years
        on cross_form_identities.identity_no = across_years.identity_no
    left join judged
        on
            empty_tables.document_id = judged.document_id
            and cross_form_identities.identity_no = judged.identity_no
            and judged.axis = 'forms'
    where
        cross_form_identities.identity_no is not null
        and across_years.identity_no is null
        and judged.reconciliation_id is null

),

united as (

    select * from within_tables
    union all
    select * from between_tables

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
        cast(null as varchar) as project_reference,
        cast(null as varchar) as account_side,
        cast(null as varchar) as code,
        label_text,
        cast(null as varchar) as measure,
        false as is_yuan,
        cast(null as decimal(28, 8)) as left_number,
        cast(null as decimal(28, 8)) as right_number,
        cast(null as decimal(28, 8)) as difference,
        cast(null as decimal(28, 8)) as tolerance,
        cast(null as varchar) as unit_text,
        receipt_id as left_receipt_id,
        cast(null as varchar) as right_receipt_id,
        'empty_table' as finding,
        'not_applicable' as status
    from united

)

select * from final
