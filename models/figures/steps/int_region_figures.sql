{%- set told_key = [
    'region_code', 'scope', 'account', 'table_side', 'phase', 'fiscal_year', 'is_synthetic'
] -%}
with

figures as (select * from {{ ref('stg_region_figures') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

-- A statement is a column of amounts of a table; a rate is of the one that it is
-- worked out of.
located as (

    select
        figures.*,
        coalesce(figures.of_column_no, figures.column_no) as statement_column_no,
        departments.region_code,
        documents.fiscal_year as report_year,
        documents.is_synthetic,
        documents.landed_at,
        documents.is_current,
        figures.classification in ('place', 'transfer', 'debt')
        or figures.form_id = 'region_told' as is_of_places,
        case
            when figures.reading = 'unreconciled' then 'unreconciled'
            when figures.is_unit_missing then 'unit_unknown'
            when departments.region_code is null then 'no_region'
            when
                documents.region_text not like concat('%', figures.place_name)
                and figures.place_name not like concat('%', documents.region_text)
                and try_cast(documents.region_text as integer) is null
                then 'other_place'
            when figures.scope is null then 'no_scope'
        end as reason_alone
    from figures
    left join documents using (document_id)
    left join departments
        on
            figures.document_id = departments.document_id
            and departments.department_reference = ''

),

statements as (

    select
        document_id,
        block_no,
        statement_column_no,
        table_side,
        max(region_code) as region_code,
        max(scope) as scope,
        max(account) as account,
        max(classification) as classification,
        max(column_item) as column_item,
        max(phase) as phase,
        max(fiscal_year) as fiscal_year,
        max(part) as part,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_current) as is_current,
        max(landed_at) as landed_at,
        bool_or(report_year = fiscal_year) as is_of_its_year,
        min(case when total_kind = 'own' then amount_yuan end) as total_yuan,
        max(half_unit_yuan) as half_unit_yuan,
        count(*) as line_count
    from located
    where is_money and reason_alone is null and not is_of_places
    group by document_id, block_no, statement_column_no, table_side

),

-- Two tables of one document that say the same of other totals: nobody says which of
-- them is of another level.
contradicted as (

    select distinct
        statements.document_id,
        statements.block_no,
        statements.statement_column_no,
        statements.table_side
    from statements
    inner join statements as others
        using (
            document_id, scope, account, classification, table_side, phase, fiscal_year
        )
    where
        coalesce(statements.part, '') = coalesce(others.part, '')
        and coalesce(statements.column_item, '') = coalesce(others.column_item, '')
        and abs(statements.total_yuan - others.total_yuan)
        > statements.half_unit_yuan + others.half_unit_yuan

),

-- Of several statements of the same the current one of its own year's document counts,
-- the one with the most lines first.
ranked as (

    select
        statements.*,
        row_number() over (
            partition by
                statements.region_code, statements.scope, statements.account,
                statements.classification, statements.table_side, statements.phase,
                statements.fiscal_year, statements.part, statements.column_item,
                statements.is_synthetic
            order by
                statements.is_of_its_year desc,
                statements.line_count desc,
                statements.landed_at desc,
                statements.document_id asc,
                statements.block_no asc,
                statements.statement_column_no asc
        ) as choice
    from statements
    left join contradicted
        using (document_id, block_no, statement_column_no, table_side)
    where statements.is_current and contradicted.document_id is null

),

-- What is told of places, of transfers, of debt and in sentences counts figure by
-- figure; a sentence where no table of its document says the same.
ranked_figures as (

    select
        document_id,
        block_no,
        row_no,
        column_no,
        row_number() over (
            partition by
                region_code, scope, counterpart_name, account, classification, side,
                case when side <> 'debt' then line_name end, column_item, phase,
                fiscal_year, part, is_synthetic
            order by
                report_year = fiscal_year desc,
                landed_at desc,
                document_id asc,
                form_id = 'region_told' asc,
                block_no asc,
                row_no asc,
                column_no asc
        ) as choice
    from located
    where is_money and is_of_places and is_current and reason_alone is null

),

told_by_tables as (

    select distinct
        {{ told_key | join(',\n        ') }}
    from ranked
    where choice = 1 and column_item is null and part is null

),

final as (

    select
        located.*,
        case
            when located.reason_alone is not null then located.reason_alone
            when contradicted.document_id is not null then 'two_tables_of_an_account'
        end as set_aside_reason,
        coalesce(ranked.choice, ranked_figures.choice, 0) = 1
        and told_by_tables.region_code is null as is_chosen
    from located
    left join contradicted
        using (document_id, block_no, statement_column_no, table_side)
    left join ranked using (document_id, block_no, statement_column_no, table_side)
    left join ranked_figures
        on
            located.document_id = ranked_figures.document_id
            and located.block_no = ranked_figures.block_no
            and located.row_no = ranked_figures.row_no
            and located.statement_column_no = ranked_figures.column_no
    left join told_by_tables
        on
            located.form_id = 'region_told'
            {%- for column in told_key %}
                and located.{{ column }} = told_by_tables.{{ column }}
            {%- endfor %}

)

select * exclude (reason_alone, is_of_places, landed_at) from final  -- noqa: AM04
