with

amounts as (select * from {{ ref('stg_amounts') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

parts as (select * from {{ ref('statement_parts') }}),

statements as (select * from {{ ref('int_statement_versions') }}),

-- What a figure is, said alike in every edition: by its code, else by its line.
placed as (

    select
        amounts.receipt_id,
        amounts.document_id,
        parts.statement_key,
        amounts.account_id,
        amounts.phase,
        amounts.fund_source,
        amounts.side,
        amounts.measure,
        amounts.block_no,
        amounts.row_no,
        amounts.column_no,
        amounts.label_text as row_label,
        amounts.column_text as column_label,
        coalesce(
            amounts.code,
            amounts.line_code,
            case
                when amounts.row_key in ('total', 'year_total', 'grand_total')
                    then amounts.row_key
                else concat(
                    coalesce(amounts.row_key, ''),
                    ' ',
                    coalesce({{ plain_name('amounts.label_text') }}, '')
                )
            end
        ) as item,
        amounts.amount_yuan,
        cast(
            {{ half_unit('amounts.decimals') }} * amounts.unit_factor as decimal(20, 6)
        ) as half_unit_yuan,
        documents.is_current and parts.is_current as is_current
    from amounts
    left join parts
        on
            amounts.document_id = parts.document_id
            and amounts.form_id = parts.form_id
            and coalesce(amounts.department_text, '') = parts.department_reference
            and coalesce(amounts.fiscal_year, 0) = coalesce(parts.printed_year, 0)
            and coalesce(amounts.project_no, 0) = coalesce(parts.project_no, 0)
    left join documents on amounts.document_id = documents.document_id
    where amounts.amount_yuan is not null

),

-- A table that prints a line twice has two figures of it, told apart by their order.
numbered as (

    select
        *,
        row_number() over (
            partition by
                document_id,
                statement_key,
                phase,
                fund_source,
                side,
                item,
                measure
            order by block_no, row_no, column_no
        ) as occurrence_no
    from placed

),

final as (

    select
        numbered.receipt_id,
        numbered.document_id,
        numbered.statement_key,
        {{ key_of([
            'numbered.statement_key',
            'numbered.phase',
            'numbered.fund_source',
            'numbered.side',
            'numbered.item',
            'numbered.measure',
            'numbered.occurrence_no'
        ]) }} as figure_key,
        statements.department_key,
        statements.region_code,
        statements.fiscal_year,
        statements.document_kind,
        statements.caliber,
        statements.project_name,
        numbered.account_id,
        numbered.phase,
        numbered.fund_source,
        numbered.side,
        numbered.item,
        numbered.measure,
        numbered.row_label,
        numbered.column_label,
        numbered.amount_yuan,
        numbered.half_unit_yuan,
        statements.valid_from,
        statements.valid_to,
        numbered.is_current
    from numbered
    left join statements using (statement_key, document_id)

)

select * from final
