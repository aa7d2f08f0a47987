with

documents as (

    select * from {{ ref('stg_documents') }}

),

projects as (

    select * from {{ ref('int_projects_resolved') }}

),

figures as (

    select * from {{ ref('int_figures') }}

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
    where versions.is_current

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

project_figures as (

    select
        current_projects.document_id,
        current_projects.project_key,
        current_projects.fiscal_year,
        case
            when figures.row_key = 'project_item' then 'total'
            else figures.row_key
        end as line,
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
                case
                    when figures.row_key = 'project_item' then 'total'
                    else figures.row_key
                end,
                figures.measure
            order by figures.block_no, figures.row_no, figures.column_no
        ) as printing_order
    from current_projects
    left join figures
        on
            current_projects.document_id = figures.document_id
            and current_projects.project_reference = figures.project_reference
    where
        figures.row_key in (
            'total', 'project_item', 'appropriation', 'carryover', 'other_funds'
        )
        and figures.measure in ('approved', 'adjusted', 'executed', 'execution_rate')

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
        max(case when line = 'total' and measure = 'approved' then amount_yuan end)
            as approved_yuan,
        max(case when line = 'total' and measure = 'adjusted' then amount_yuan end)
            as adjusted_yuan,
        max(case when line = 'total' and measure = 'executed' then amount_yuan end)
            as executed_yuan,
        max(case when line = 'total' and measure = 'execution_rate' then rate end)
            as execution_rate_published,
        coalesce(
            max(
                case
                    when line = 'appropriation' and measure = 'adjusted'
                        then amount_yuan
                end
            ),
            max(
                case
                    when line = 'appropriation' and measure = 'approved'
                        then amount_yuan
                end
            )
        ) as appropriation_yuan,
        coalesce(
            max(
                case
                    when line = 'carryover' and measure = 'adjusted' then amount_yuan
                end
            ),
            max(
                case
                    when line = 'carryover' and measure = 'approved' then amount_yuan
                end
            )
        ) as carryover_yuan,
        coalesce(
            max(
                case
                    when line = 'other_funds' and measure = 'adjusted'
                        then amount_yuan
                end
            ),
            max(
                case
                    when line = 'other_funds' and measure = 'approved'
                        then amount_yuan
                end
            )
        ) as other_funds_yuan,
        {{ worst_reading('reading') }} as reading
    from first_figures
    group by document_id, project_key, fiscal_year

),

final as (

    select
        project_years.document_id,
        coalesce(funding.receipt_id, project_years.receipt_id) as receipt_id,
        project_years.department_key,
        project_years.region_code,
        project_years.fiscal_year,
        project_years.project_key,
        funding.approved_yuan,
        funding.adjusted_yuan,
        funding.executed_yuan,
        funding.execution_rate_published,
        {{ share_of(
            'funding.executed_yuan',
            'coalesce(nullif(funding.adjusted_yuan, 0), funding.approved_yuan)'
        ) }} as execution_rate,
        funding.appropriation_yuan,
        funding.carryover_yuan,
        funding.other_funds_yuan,
        coalesce(funding.reading, 'as_published') as reading
    from project_years
    left join funding
        on
            project_years.document_id = funding.document_id
            and project_years.project_key = funding.project_key
            and coalesce(project_years.fiscal_year, 0)
            = coalesce(funding.fiscal_year, 0)

),

with_caliber as (

    select
        final.*,
        documents.caliber
    from final
    left join documents
        on final.document_id = documents.document_id

)

select * from with_caliber
