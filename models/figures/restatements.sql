with

changes as (select * from {{ ref('int_figures_restated') }}),

figures as (select * from {{ ref('figure_versions') }}),

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
        coalesce(new_figures.phase, old_figures.phase) as phase,
        coalesce(new_figures.item, old_figures.item) as item,
        coalesce(new_figures.measure, old_figures.measure) as measure,
        coalesce(new_figures.row_label, old_figures.row_label) as row_label,
        coalesce(new_figures.column_label, old_figures.column_label) as column_label,
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
    left join figures as old_figures on changes.old_receipt_id = old_figures.receipt_id
    left join figures as new_figures on changes.new_receipt_id = new_figures.receipt_id
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
