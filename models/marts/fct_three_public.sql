with

documents as (

    select * from {{ ref('int_documents_named') }}

),

receipts as (

    select * from {{ ref('receipts') }}

),

figures as (

    select * from {{ ref('int_figures_accepted') }}

),

lines as (

    select
        *,
        case account_id
            when 'three_public_all_funds' then 'fiscal_appropriation'
            when 'three_public_general_budget' then 'general_public_budget'
        end as fund_basis
    from figures
    where account_id in ('three_public_all_funds', 'three_public_general_budget')

),

-- Whether a table splits its reception, in each of its columns.
splits as (

    select
        document_id,
        block_no,
        measure,
        max(
            case
                when row_key in ('reception_domestic', 'reception_foreign')
                    then abs(amount_yuan)
            end
        ) as split_reception_yuan
    from lines
    group by document_id, block_no, measure

),

money_items as (

    select
        lines.document_id,
        lines.receipt_id,
        lines.department_key,
        lines.region_code,
        lines.fiscal_year,
        lines.row_key as item_code,
        lines.label_text,
        lines.fund_basis,
        lines.block_no,
        lines.measure,
        lines.amount_yuan,
        lines.is_counted,
        lines.reading
    from lines
    left join splits
        on
            lines.document_id = splits.document_id
            and lines.block_no = splits.block_no
            and lines.measure = splits.measure
    where
        lines.is_money
        and lines.measure in ('approved', 'adjusted', 'executed')
        and lines.amount_yuan is not null
        and (
            lines.row_key in (
                'abroad',
                'vehicle_purchase',
                'vehicle_running',
                'reception_domestic',
                'reception_foreign'
            )
            or (
                lines.row_key = 'reception'
                and coalesce(splits.split_reception_yuan, 0) = 0
                and lines.amount_yuan <> 0
            )
        )

),

money_rows as (

    select
        document_id,
        coalesce(
            max(case when measure = 'executed' then receipt_id end),
            max(case when measure = 'adjusted' then receipt_id end),
            max(receipt_id)
        ) as receipt_id,
        max(department_key) as department_key,
        max(region_code) as region_code,
        max(fiscal_year) as fiscal_year,
        item_code,
        max(label_text) as item_name,
        fund_basis,
        {{ yuan_where("measure = 'approved'") }} as budget_yuan,
        max(case when measure = 'approved' then receipt_id end) as budget_receipt_id,
        {{ yuan_where("measure = 'adjusted'") }} as adjusted_yuan,
        max(case when measure = 'adjusted' then receipt_id end) as adjusted_receipt_id,
        {{ yuan_where("measure = 'executed'") }} as executed_yuan,
        max(case when measure = 'executed' then receipt_id end) as executed_receipt_id,
        cast(null as decimal(20, 2)) as quantity,
        cast(null as varchar) as quantity_unit,
        cast(null as varchar) as quantity_receipt_id,
        {{ worst_reading('reading') }} as reading
    from money_items
    group by document_id, block_no, item_code, fund_basis
    having max(case when is_counted then 1 else 0 end) = 1

),

count_rows as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        row_key as item_code,
        label_text as item_name,
        fund_basis,
        cast(null as decimal(20, 2)) as budget_yuan,
        cast(null as varchar) as budget_receipt_id,
        cast(null as decimal(20, 2)) as adjusted_yuan,
        cast(null as varchar) as adjusted_receipt_id,
        cast(null as decimal(20, 2)) as executed_yuan,
        cast(null as varchar) as executed_receipt_id,
        cast(amount as decimal(20, 2)) as quantity,
        unit_text as quantity_unit,
        receipt_id as quantity_receipt_id,
        reading
    from lines
    where
        row_key in (
            'abroad_groups',
            'abroad_persons',
            'vehicles_bought',
            'vehicles_held',
            'reception_batches',
            'reception_persons'
        )
        and measure = 'executed'
        and amount <> 0

),

united as (

    select * from money_rows
    union all
    select * from count_rows

),

with_proof as (

    select
        united.*,
        documents.caliber,
        receipts.half_unit_yuan,
        coalesce(receipts.is_amount_proven, false) as is_amount_proven,
        coalesce(receipts.is_proven, false) as is_proven,
        receipts.verified_by
    from united
    left join documents
        on united.document_id = documents.document_id
    left join receipts
        on united.receipt_id = receipts.receipt_id

)

select * from with_proof
