with

documents as (select * from {{ ref('int_documents_named') }}),

receipts as (select * from {{ ref('receipts') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

figures as (

    select * from {{ ref('int_figures') }}
    where set_aside_reason is null

),

versions as (select * from {{ ref('int_document_versions') }}),

ranks as (select * from {{ ref('int_documents_ranked') }}),

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

-- A project's rows in a budget table, added up, however its name is spelt in them; a
-- subtotal of the same amount that the table prints for it is their receipt.
budget_rows as (

    select
        figures.document_id,
        figures.block_no,
        figures.row_no,
        figures.column_no,
        figures.row_key,
        figures.amount_yuan,
        figures.receipt_id,
        figures.reading,
        current_projects.project_key,
        current_projects.fiscal_year,
        case
            when figures.measure = 'total' then 'total'
            when
                figures.measure in (
                    'appropriation',
                    'general_public_budget',
                    'government_fund',
                    'state_capital'
                )
                then 'appropriation'
            when
                figures.measure = 'carryover'
                or figures.measure like 'carryover!_%' escape '!'
                then 'carryover'
            else 'other_funds'
        end as line
    from current_projects
    inner join figures
        on
            current_projects.document_id = figures.document_id
            and current_projects.project_reference = figures.label_text
    where
        figures.account_id = 'project_budget'
        and figures.row_key in ('project_item', 'subtotal')
        and figures.measure not in (
            'appropriation_total', 'carryover_total', 'own_funds_total'
        )
        and figures.amount_yuan is not null

),

budget_sums as (

    select
        document_id,
        project_key,
        fiscal_year,
        block_no,
        line,
        {{ yuan_where("row_key = 'project_item'") }} as amount_yuan,
        {{ yuan_where("row_key = 'subtotal'") }} as subtotal_yuan,
        count(*) filter (where row_key = 'subtotal') as subtotal_count,
        min(receipt_id) filter (where row_key = 'subtotal') as subtotal_receipt_id,
        min(receipt_id) filter (where row_key = 'project_item') as first_receipt_id,
        min(row_no) filter (where row_key = 'project_item') as row_no,
        min(column_no) filter (where row_key = 'project_item') as column_no,
        {{ worst_reading('reading') }} as reading
    from budget_rows
    group by document_id, project_key, fiscal_year, block_no, line

),

project_figures as (

    select
        current_projects.document_id,
        current_projects.project_key,
        current_projects.fiscal_year,
        figures.block_no,
        figures.row_no,
        figures.column_no,
        case when figures.row_key = 'project_item' then 'total' else figures.row_key end
            as line,
        figures.measure,
        figures.amount_yuan,
        figures.rate,
        figures.receipt_id,
        figures.reading
    from current_projects
    inner join figures
        on
            current_projects.document_id = figures.document_id
            and current_projects.project_reference = figures.project_reference
    where
        figures.row_key in (
            'total',
            'project_item',
            'appropriation',
            'special_account',
            'own_funds',
            'carryover',
            'other_funds'
        )
        and figures.measure in ('approved', 'adjusted', 'executed', 'execution_rate')

    union all

    select
        document_id,
        project_key,
        fiscal_year,
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

ordered_figures as (

    select
        *,
        row_number() over (
            partition by document_id, project_key, fiscal_year, line, measure
            order by block_no, row_no, column_no
        ) as printing_order
    from project_figures

),

-- Two forms of one document that tell of the same project print its figures twice.
first_figures as (

    select * from ordered_figures
    where printing_order = 1

),

funding as (

    select
        document_id,
        project_key,
        fiscal_year,
        coalesce(
            max(receipt_id) filter (where line = 'total' and measure = 'executed'),
            max(receipt_id) filter (where line = 'total' and measure = 'adjusted'),
            max(receipt_id) filter (where line = 'total' and measure = 'approved'),
            min(receipt_id)
        ) as receipt_id,
        max(rate) filter (where line = 'total' and measure = 'execution_rate')
            as execution_rate_published,
        max(receipt_id) filter (
            where line = 'total' and measure = 'execution_rate'
        ) as execution_rate_receipt_id,
        {% for value, suffix in [
            ('amount_yuan', 'yuan'), ('receipt_id', 'receipt_id')
        ] %}
            {% for measure in ['approved', 'adjusted', 'executed'] %}
                max({{ value }}) filter (
                    where line = 'total' and measure = '{{ measure }}'
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
                    max({{ value }}) filter (
                        where line = '{{ line }}' and measure = 'adjusted'
                    ),
                    max({{ value }}) filter (
                        where line = '{{ line }}' and measure = 'approved'
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

),

-- One source speaks for a project's year: the document that prints its execution, else
-- the whole year's budget, else the first; of those the department's before a unit's,
-- the one that prints execution and budget side by side, and the one landed later.
ordered as (

    select
        with_proof.*,
        coalesce(ranks.is_synthetic, false) as is_synthetic,
        {{ key_of([
            'with_proof.project_key',
            'with_proof.fiscal_year',
            'coalesce(ranks.is_synthetic, false)'
        ]) }} as project_year_key,
        row_number() over (
            partition by
                with_proof.project_key,
                with_proof.fiscal_year,
                coalesce(ranks.is_synthetic, false)
            order by
                case
                    when with_proof.executed_yuan is not null then 1
                    when with_proof.adjusted_yuan is not null then 2
                    when with_proof.approved_yuan is not null then 3
                    else 4
                end,
                case ranks.caliber
                    when 'department' then 1
                    when 'unit' then 3
                    else 2
                end,
                case when with_proof.adjusted_yuan is null then 2 else 1 end,
                coalesce(ranks.document_rank, 0),
                with_proof.document_id
        ) as source_order
    from with_proof
    left join ranks
        on with_proof.document_id = ranks.document_id

),

chosen as (

    select
        project_year_key,
        document_id,
        receipt_id,
        caliber
    from ordered
    where source_order = 1

),

judged as (

    select
        ordered.document_id,
        ordered.receipt_id,
        ordered.project_receipt_id,
        ordered.department_key,
        ordered.region_code,
        ordered.fiscal_year,
        ordered.project_key,
        ordered.approved_yuan,
        ordered.approved_receipt_id,
        ordered.adjusted_yuan,
        ordered.adjusted_receipt_id,
        ordered.executed_yuan,
        ordered.executed_receipt_id,
        ordered.execution_rate_published,
        ordered.execution_rate_receipt_id,
        ordered.execution_rate,
        ordered.appropriation_yuan,
        ordered.appropriation_receipt_id,
        ordered.special_account_yuan,
        ordered.special_account_receipt_id,
        ordered.own_funds_yuan,
        ordered.own_funds_receipt_id,
        ordered.carryover_yuan,
        ordered.carryover_receipt_id,
        ordered.other_funds_yuan,
        ordered.other_funds_receipt_id,
        ordered.reading,
        ordered.caliber,
        ordered.half_unit_yuan,
        ordered.is_amount_proven,
        ordered.is_proven,
        ordered.verified_by,
        ordered.is_synthetic,
        ordered.project_year_key,
        ordered.source_order,
        ordered.source_order = 1 as is_chosen,
        case
            when ordered.source_order = 1 then null
            when ordered.caliber = 'unit' and chosen.caliber = 'department'
                then 'within_department'
            else 'other_source'
        end as not_chosen_reason,
        chosen.document_id as chosen_document_id,
        chosen.receipt_id as chosen_receipt_id
    from ordered
    left join chosen
        on ordered.project_year_key = chosen.project_year_key

)

select * from judged
