with

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}

),

form_terms as (

    select * from {{ ref('int_form_identity_terms') }}

),

cross_form_terms as (

    select * from {{ ref('int_cross_form_identity_terms') }}

),

score_terms as (

    select * from {{ ref('int_score_identity_terms') }}

),

identities as (

    select * from {{ ref('stg_identities') }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

terms as (

    select * from form_terms
    union all
    select * from cross_form_terms
    union all
    select * from score_terms

),

scoped as (

    select
        *,
        case when axis = 'forms' then 0 else block_no end as block_scope,
        min(case when side = 'left' then form_id end) over (
            partition by
                document_id,
                identity_no,
                identity_id,
                axis,
                scope,
                case when axis = 'forms' then 0 else block_no end
        ) as left_form_id
    from terms

),

-- The key of the ledger; a test holds that it finds every row there.
keyed as (

    select
        {{ key_of([
            'document_id',
            'identity_id',
            'identity_no',
            'axis',
            'left_form_id',
            'block_scope',
            'scope'
        ]) }} as reconciliation_id,
        document_id,
        form_id,
        block_no,
        identity_no,
        axis,
        scope,
        side,
        receipt_id
    from scoped

),

-- A rate compares two figures of its line, of which the ledger's terms name one.
figure_lines as (

    select
        document_id,
        block_no,
        measure,
        receipt_id,
        case
            when project_no is null then concat('row ', cast(row_no as varchar))
            else concat('project ', cast(project_no as varchar), ' ', row_key)
        end as scope
    from figures

),

rated_figures as (

    select
        keyed.reconciliation_id,
        figure_lines.receipt_id
    from keyed
    left join identities
        on
            keyed.form_id = identities.form_id
            and keyed.identity_no = identities.identity_no
            and identities.axis = 'ratio'
            and identities.side in ('numerator', 'denominator')
    left join figure_lines
        on
            keyed.document_id = figure_lines.document_id
            and keyed.block_no = figure_lines.block_no
            and keyed.scope = figure_lines.scope
            and identities.term = figure_lines.measure
    where keyed.axis = 'ratio' and keyed.side = 'left'

),

touched as (

    select
        reconciliation_id,
        receipt_id
    from keyed
    where receipt_id is not null

    union

    select
        reconciliation_id,
        receipt_id
    from rated_figures
    where receipt_id is not null

),

-- Identities that are not applicable are no rows of the ledger and touch nothing.
final as (

    select
        touched.reconciliation_id,
        touched.receipt_id,
        reconciliations.document_id,
        reconciliations.identity_id,
        reconciliations.status
    from touched
    left join reconciliations
        on touched.reconciliation_id = reconciliations.reconciliation_id
    where reconciliations.reconciliation_id is not null

)

select * from final
