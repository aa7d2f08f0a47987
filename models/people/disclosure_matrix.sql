with recursive

documents as (select * from {{ ref('int_documents_ranked') }}),

outcomes as (select * from {{ ref('stg_outcomes') }}),

figures as (select * from {{ ref('int_figures') }}),

indicators as (select * from {{ ref('fct_indicators') }}),

receipts as (select * from {{ ref('receipts') }}),

departments as (select * from {{ ref('dim_departments') }}),

successions as (select * from {{ ref('int_department_successions') }}),

-- What a department is to publish each year; government reports are not its own.
kinds as (

    select 'budget' as document_kind
    union all
    select 'project_targets' as document_kind
    union all
    select 'department_targets' as document_kind
    union all
    select 'final_accounts' as document_kind
    union all
    select 'self_evaluation' as document_kind
    union all
    select 'evaluation_results' as document_kind

),

document_outcomes as (

    select
        document_id,
        max(status) filter (where block_no = 0) as document_status,
        coalesce(
            max(reason_code) filter (
                where block_no = 0 and status not in ('parsed', 'partial')
            ),
            max(reason_code) filter (
                where block_no > 0 and status in ('unrecognised', 'failed')
            )
        ) as reason_code,
        count(*) filter (
            where block_no > 0
            and form_id is not null
            and status in ('parsed', 'partial')
        ) as table_count,
        count(*) filter (where block_no > 0 and status = 'empty_declared')
            as empty_table_count,
        count(*) filter (
            where block_no > 0 and status in ('unrecognised', 'failed')
        ) as unreadable_table_count
    from outcomes
    where row_no is null
    group by document_id

),

own_kinds as (

    select
        documents.department_key,
        documents.fiscal_year,
        documents.is_synthetic,
        documents.document_kind,
        documents.document_id,
        documents.document_rank,
        coalesce(document_outcomes.table_count, 0) as table_count,
        coalesce(document_outcomes.empty_table_count, 0) as empty_table_count,
        coalesce(document_outcomes.unreadable_table_count, 0)
            as unreadable_table_count,
        false as is_within_other_document,
        case
            when coalesce(document_outcomes.table_count, 0) > 0 then 'found'
            when document_outcomes.document_status = 'empty_declared'
                then 'empty_declared'
            when coalesce(document_outcomes.empty_table_count, 0) > 0
                then 'empty_declared'
            else 'unreadable'
        end as status,
        coalesce(document_outcomes.reason_code, 'nothing_recognised') as reason_code
    from documents
    left join document_outcomes
        on documents.document_id = document_outcomes.document_id

),

-- A document may hold forms of several kinds, and of several departments and years.
form_lines as (

    select
        department_key,
        fiscal_year,
        document_id,
        form_id,
        phase
    from figures

    union

    select
        indicators.department_key,
        indicators.fiscal_year,
        indicators.document_id,
        receipts.form_id,
        cast(null as varchar) as phase
    from indicators
    left join receipts
        on indicators.receipt_id = receipts.receipt_id

),

form_kinds as (

    select distinct
        department_key,
        fiscal_year,
        document_id,
        case
            when
                form_id in (
                    'department_profile',
                    'department_self_evaluation',
                    'department_tasks',
                    'project_self_evaluation',
                    'self_evaluation_results'
                )
                then 'self_evaluation'
            when form_id in ('department_targets', 'evaluation_results')
                then form_id
            when form_id = 'project_targets' then form_id
            when
                form_id in (
                    'revenue_expenditure_account', 'revenue_account', 'spending_account'
                )
                and phase = 'executed'
                then 'final_accounts'
            when
                form_id in (
                    'revenue_expenditure_account', 'revenue_account', 'spending_account'
                )
                and phase = 'approved'
                then 'budget'
        end as document_kind
    from form_lines

),

held_kinds as (

    select
        form_kinds.department_key,
        form_kinds.fiscal_year,
        documents.is_synthetic,
        form_kinds.document_kind,
        form_kinds.document_id,
        documents.document_rank,
        0 as table_count,
        0 as empty_table_count,
        0 as unreadable_table_count,
        true as is_within_other_document,
        'found' as status,
        cast(null as varchar) as reason_code
    from form_kinds
    inner join documents
        on form_kinds.document_id = documents.document_id
    left join own_kinds
        on
            form_kinds.document_id = own_kinds.document_id
            and form_kinds.department_key = own_kinds.department_key
            and form_kinds.fiscal_year = own_kinds.fiscal_year
            and form_kinds.document_kind = own_kinds.document_kind
    where
        form_kinds.document_kind is not null
        and own_kinds.document_id is null

),

-- Without department or year a document has no place here; its outcome is in raw.
disclosures as (

    select * from own_kinds
    where department_key is not null and fiscal_year is not null

    union all

    select * from held_kinds
    where department_key is not null and fiscal_year is not null

),

spans as (

    select
        department_key,
        is_synthetic,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year
    from disclosures
    group by department_key, is_synthetic

),

-- Every year between, those of which no document is there among them.
years as (

    select
        department_key,
        is_synthetic,
        first_year as fiscal_year,
        last_year
    from spans

    union all

    select
        years.department_key,
        years.is_synthetic,
        years.fiscal_year + 1 as fiscal_year,
        years.last_year
    from years
    where years.fiscal_year < years.last_year

),

-- What departments of the region, the department itself among them, have in a year.
region_disclosures as (

    select
        departments.region_code,
        disclosures.fiscal_year,
        disclosures.document_kind,
        disclosures.is_synthetic,
        count(distinct disclosures.department_key) as department_count,
        min(disclosures.department_key) as only_department_key
    from disclosures
    inner join departments
        on disclosures.department_key = departments.department_key
    where
        departments.region_code is not null
        and disclosures.status in ('found', 'empty_declared')
    group by all

),

own_disclosures as (

    select
        department_key,
        is_synthetic,
        document_kind,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year
    from disclosures
    group by department_key, is_synthetic, document_kind

),

-- A body is not asked for years before it took another's place, nor after another
-- took its own.
lives as (

    select
        spans.department_key,
        spans.is_synthetic,
        spans.first_year,
        spans.last_year,
        departments.region_code,
        bool_or(earlier.successor_key is not null) as has_predecessor,
        bool_or(later.predecessor_key is not null) as has_successor
    from spans
    left join departments
        on spans.department_key = departments.department_key
    left join successions as earlier
        on
            spans.department_key = earlier.successor_key
            and earlier.is_continuing
    left join successions as later
        on
            spans.department_key = later.predecessor_key
            and later.is_continuing
    group by all

),

asked as (

    select
        years.department_key,
        years.fiscal_year,
        years.is_synthetic,
        kinds.document_kind
    from years
    cross join kinds

    union

    select
        lives.department_key,
        region_disclosures.fiscal_year,
        lives.is_synthetic,
        region_disclosures.document_kind
    from lives
    left join region_disclosures
        on
            lives.region_code = region_disclosures.region_code
            and lives.is_synthetic = region_disclosures.is_synthetic
            and (
                (
                    lives.first_year > region_disclosures.fiscal_year
                    and not lives.has_predecessor
                )
                or (
                    lives.last_year < region_disclosures.fiscal_year
                    and not lives.has_successor
                )
            )
    inner join kinds
        on region_disclosures.document_kind = kinds.document_kind

),

-- Why a document is looked for at all: nobody has told that there is one.
expected as (

    select
        asked.*,
        case
            when
                own_disclosures.department_key is not null
                and asked.fiscal_year >= lives.first_year
                and asked.fiscal_year <= lives.last_year
                then 'own_other_year'
            when
                region_disclosures.department_count > 1
                or region_disclosures.only_department_key <> asked.department_key
                then 'region_reports'
            else 'by_rule'
        end as expectation
    from asked
    left join lives
        on
            asked.department_key = lives.department_key
            and asked.is_synthetic = lives.is_synthetic
    left join own_disclosures
        on
            asked.department_key = own_disclosures.department_key
            and asked.is_synthetic = own_disclosures.is_synthetic
            and asked.document_kind = own_disclosures.document_kind
    left join region_disclosures
        on
            lives.region_code = region_disclosures.region_code
            and asked.fiscal_year = region_disclosures.fiscal_year
            and asked.is_synthetic = region_disclosures.is_synthetic
            and asked.document_kind = region_disclosures.document_kind

),

ranked as (

    select
        *,
        row_number() over (
            partition by department_key, fiscal_year, is_synthetic, document_kind
            order by
                case status
                    when 'found' then 1
                    when 'empty_declared' then 2
                    else 3
                end,
                is_within_other_document,
                document_rank
        ) as disclosure_order
    from disclosures

),

counted as (

    select
        department_key,
        fiscal_year,
        is_synthetic,
        document_kind,
        count(distinct document_id) as document_count,
        sum(table_count) as table_count,
        sum(empty_table_count) as empty_table_count,
        sum(unreadable_table_count) as unreadable_table_count
    from disclosures
    group by department_key, fiscal_year, is_synthetic, document_kind

),

final as (

    select
        {{ key_of([
            'expected.department_key',
            'expected.fiscal_year',
            'expected.document_kind',
            'expected.is_synthetic'
        ]) }} as disclosure_key,
        expected.department_key,
        departments.department_name,
        departments.region_code,
        expected.fiscal_year,
        expected.document_kind,
        expected.is_synthetic,
        coalesce(ranked.status, 'missing') as status,
        case
            when ranked.status is null then expected.expectation else 'disclosed'
        end as expectation,
        case
            when ranked.status is null then 'no_document'
            when ranked.status = 'empty_declared' then 'empty_declared'
            when ranked.status = 'unreadable' then ranked.reason_code
        end as reason_code,
        ranked.document_id,
        ranked.is_within_other_document,
        coalesce(counted.document_count, 0) as document_count,
        cast(coalesce(counted.table_count, 0) as bigint) as table_count,
        cast(coalesce(counted.empty_table_count, 0) as bigint) as empty_table_count,
        cast(coalesce(counted.unreadable_table_count, 0) as bigint)
            as unreadable_table_count
    from expected
    left join ranked
        on
            expected.department_key = ranked.department_key
            and expected.fiscal_year = ranked.fiscal_year
            and expected.is_synthetic = ranked.is_synthetic
            and expected.document_kind = ranked.document_kind
            and ranked.disclosure_order = 1
    left join counted
        on
            expected.department_key = counted.department_key
            and expected.fiscal_year = counted.fiscal_year
            and expected.is_synthetic = counted.is_synthetic
            and expected.document_kind = counted.document_kind
    left join departments
        on expected.department_key = departments.department_key

)

select * from final
