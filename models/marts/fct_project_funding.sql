with

documents as (

    select * from {{ ref('int_documents_named') }}

),

receipts as (

    select * from {{ ref('receipts') }}

),

projects as (

    select * from {{ ref('int_projects_resolved') }}

),

figures as (

    select * from {{ ref('int_figures_accepted') }}

),

versions as (

    select * from {{ ref('int_document_versions') }}

),

current_projects as (

    select
        projects.document_id,
        projects.project_key,
        projects.project_reference,
        projects.receipt_id,
        projects.department_key,
        projects.region_code,
        projects.fiscal_year
    from projects
    left join versions
        on projects.document_id = versions.document_id
    where
        versions.is_current
        and projects.department_key is not null
        and projects.fiscal_year is not null

),

project_years as (

    select
        document_id,
        project_key,
        fiscal_year,
        max(department_key) as department_key,
        max(region_code) as region_code,
        min(receipt_id) as receipt_id
    from current_projects
    group by document_id, project_key, fiscal_year

),

-- A project's rows in a budget table, added up; a subtotal of the same amount that the
-- table prints for it is their receipt.
budget_rows as (

    select
        *,
        case
            when measure = 'total' then 'total'
            when
                measure in (
                    'appropriation',
                    'general_public_budget',
                    'government_fund',
                    'state_capital'
                )
                then 'appropriation'
            when measure = 'carryover' or measure like 'carryover!_%' escape '!'
                then 'carryover'
            else 'other_funds'
        end as line
    from figures
    where
        account_id = 'project_budget'
        and row_key in ('project_item', 'subtotal')
        and measure not in (
            'appropriation_total', 'carryover_total', 'own_funds_total'
        )
        and amount_yuan is not null

),

budget_sums as (

    select
        document_id,
        block_no,
        label_text,
        line,
        {{ yuan_where("row_key = 'project_item'") }} as amount_yuan,
        {{ yuan_where("row_key = 'subtotal'") }} as subtotal_yuan,
        sum(case when row_key = 'subtotal' then 1 else 0 end) as subtotal_count,
        min(case when row_key = 'subtotal' then receipt_id end) as subtotal_receipt_id,
        min(case when row_key = 'project_item' then receipt_id end)
            as first_receipt_id,
        min(case when row_key = 'project_item' then row_no end) as row_no,
        min(case when row_key = 'project_item' then column_no end) as column_no,
        {{ worst_reading('reading') }} as reading
    from budget_rows
    group by document_id, block_no, label_text, line

),

funding_figures as (

    select
        document_id,
        project_reference,
        block_no,
        row_no,
        column_no,
        case when row_key = 'project_item' then 'total' else row_key end as line,
        measure,
        amount_yuan,
        rate,
        receipt_id,
        reading
    from figures
    where
        row_key in (
            'total',
            'project_item',
            'appropriation',
            'special_account',
            'own_funds',
            'carryover',
            'other_funds'
        )
        and measure in ('approved', 'adjusted', 'executed', 'execution_rate')

    union all

    select
        document_id,
        label_text as project_reference,
        block_no,
        row_no,
        column_no,
        line,
        'approved' as measure,
        amount_yuan,
        cast(null as decimal(18, 6)) as rate,
        case
            when subtotal_count = 1 and subtotal_yuan = amount_yuan
                then subtotal_receipt_id
            else first_receipt_id
        end as receipt_id,
        reading
    from budget_sums
    where amount_yuan is not null

),

project_figures as (

    select
        current_projects.document_id,
        current_projects.project_key,
        current_projects.fiscal_year,
        figures.line,
        figures.measure,
        figures.amount_yuan,
        figures.rate,
        figures.receipt_id,
        figures.reading,
        row_number() over (
            partition by
                current_projects.document_id,
                current_projects.project_key,
                current_projects.fiscal_year,
                figures.line,
                figures.measure
            order by figures.block_no, figures.row_no, figures.column_no
        ) as printing_order
    from current_projects
    left join funding_figures as figures
        on
            current_projects.document_id = figures.document_id
            and current_projects.project_reference = figures.project_reference
    where figures.line is not null

),

-- Two forms of one document that tell of the same project print its figures twice.
first_figures as (

    select * from project_figures
    where printing_order = 1

),

funding as (

    select
        document_id,
        project_key,
        fiscal_year,
        coalesce(
            max(
                case when line = 'total' and measure = 'executed' then receipt_id end
            ),
            max(
                case when line = 'total' and measure = 'adjusted' then receipt_id end
            ),
            max(
                case when line = 'total' and measure = 'approved' then receipt_id end
            ),
            min(receipt_id)
        ) as receipt_id,
        max(case when line = 'total' and measure = 'execution_rate' then rate end)
            as execution_rate_published,
        max(
            case when line = 'total' and measure = 'execution_rate' then receipt_id end
        ) as execution_rate_receipt_id,
        {% for value, suffix in [
            ('amount_yuan', 'yuan'), ('receipt_id', 'receipt_id')
        ] %}
            {% for measure in ['approved', 'adjusted', 'executed'] %}
                max(
                    case
                        when
                            line = 'total' and measure = '{{ measure }}'
                            then {{ value }}
                    end
                ) as {{ measure }}_{{ suffix }},
            {% endfor %}
            {% for line in [
                'appropriation',
                'special_account',
                'own_funds',
                'carryover',
                'other_funds'
            ] %}
                coalesce(
                    max(
                        case
                            when
                                line = '{{ line }}' and measure = 'adjusted'
                                then {{ value }}
                        end
                    ),
                    max(
                        case
                            when
                                line = '{{ line }}' and measure = 'approved'
                                then {{ value }}
                        end
                    )
                ) as {{ line }}_{{ suffix }},
            {% endfor %}
        {% endfor %}
        {{ worst_reading('reading') }} as reading
    from first_figures
    group by document_id, project_key, fiscal_year

),

final as (

    select
        project_years.document_id,
        coalesce(funding.receipt_id, project_years.receipt_id) as receipt_id,
        project_years.receipt_id as project_receipt_id,
        project_years.department_key,
        project_years.region_code,
        project_years.fiscal_year,
        project_years.project_key,
        funding.approved_yuan,
        funding.approved_receipt_id,
        funding.adjusted_yuan,
        funding.adjusted_receipt_id,
        funding.executed_yuan,
        funding.executed_receipt_id,
        funding.execution_rate_published,
        funding.execution_rate_receipt_id,
        {{ share_of(
            'funding.executed_yuan',
            'coalesce(nullif(funding.adjusted_yuan, 0), funding.approved_yuan)'
        ) }} as execution_rate,
        funding.appropriation_yuan,
        funding.appropriation_receipt_id,
        funding.special_account_yuan,
        funding.special_account_receipt_id,
        funding.own_funds_yuan,
        funding.own_funds_receipt_id,
        funding.carryover_yuan,
        funding.carryover_receipt_id,
        funding.other_funds_yuan,
        funding.other_funds_receipt_id,
        coalesce(funding.reading, 'as_published') as reading
    from project_years
    left join funding
        on
            project_years.document_id = funding.document_id
            and project_years.project_key = funding.project_key
            and coalesce(project_years.fiscal_year, 0)
            = coalesce(funding.fiscal_year, 0)

),

with_proof as (

    select
        final.*,
        documents.caliber,
        receipts.half_unit_yuan,
        coalesce(receipts.is_amount_proven, false) as is_amount_proven,
        coalesce(receipts.is_proven, false) as is_proven,
        receipts.verified_by
    from final
    left join documents
        on final.document_id = documents.document_id
    left join receipts
        on final.receipt_id = receipts.receipt_id

)

select * from with_proof
