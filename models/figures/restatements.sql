with

changes as (select * from {{ ref('int_figures_restated') }}),

versions as (select * from {{ ref('int_statement_versions') }}),

final as (

    select
        {{ key_of([
            'changes.figure_key', 'changes.old_document_id', 'changes.new_document_id'
        ]) }} as restatement_key,
        changes.statement_key,
        changes.change_kind,
        versions.department_key,
        versions.region_code,
        versions.fiscal_year,
        versions.document_kind,
        versions.caliber,
        versions.account_id,
        versions.project_name,
        changes.phase,
        changes.item,
        changes.measure,
        changes.row_label,
        changes.column_label,
        changes.old_document_id,
        changes.old_receipt_id,
        changes.old_amount_yuan,
        changes.new_document_id,
        changes.new_receipt_id,
        changes.new_amount_yuan,
        cast(
            coalesce(changes.new_amount_yuan, 0)
            - coalesce(changes.old_amount_yuan, 0)
            as decimal(20, 2)
        ) as difference_yuan,
        versions.version_rule,
        better.valid_from as restated_at
    from changes
    left join versions
        on
            changes.statement_key = versions.statement_key
            and changes.old_document_id = versions.document_id
    left join versions as better
        on
            changes.statement_key = better.statement_key
            and changes.new_document_id = better.document_id
    where changes.change_kind in ('changed', 'added', 'removed')

)

select * from final
