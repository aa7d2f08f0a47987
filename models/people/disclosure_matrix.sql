{%- set kinds = [
    'budget',
    'project_targets',
    'department_targets',
    'final_accounts',
    'self_evaluation',
    'evaluation_results'
] -%}
{%- set place = 'department_key, fiscal_year, is_synthetic, document_kind' -%}

with

documents as (

    select * from {{ ref('int_documents_ranked') }}
    where is_current

),

departments as (select * from {{ ref('dim_departments') }}),

successions as (

    select * from {{ ref('int_department_successions') }}
    where is_continuing

),

-- What a department is to publish each year; government reports are not its own.
kinds as (

    select {{ each_item("['" ~ kinds | join("', '") ~ "']") }} as document_kind

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
        count(form_id) filter (
            where block_no > 0 and status in ('parsed', 'partial')
        ) as table_count,
        count(*) filter (where block_no > 0 and status = 'empty_declared')
            as empty_table_count,
        count(*) filter (
            where block_no > 0 and status in ('unrecognised', 'failed')
        ) as unreadable_table_count
    from {{ ref('stg_outcomes') }}
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
        coalesce(outcomes.table_count, 0) as table_count,
        coalesce(outcomes.empty_table_count, 0) as empty_table_count,
        coalesce(outcomes.unreadable_table_count, 0) as unreadable_table_count,
        false as is_within_other_document,
        case
            when outcomes.table_count > 0 then 'found'
            when
                outcomes.document_status = 'empty_declared'
                or outcomes.empty_table_count > 0
                then 'empty_declared'
            else 'unreadable'
        end as status,
        coalesce(outcomes.reason_code, 'nothing_recognised') as reason_code
    from documents
    left join document_outcomes as outcomes using (document_id)

),

-- A document may hold forms of several kinds, and of several departments and years.
form_lines as (

    select
        department_key,
        fiscal_year,
        document_id,
        form_id,
        phase
    from {{ ref('int_figures') }}

    union

    select
        indicators.department_key,
        indicators.fiscal_year,
        indicators.document_id,
        receipts.form_id,
        cast(null as varchar) as phase
    from {{ ref('fct_indicators') }} as indicators
    left join {{ ref('receipts') }} as receipts using (receipt_id)

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
            when
                form_id in (
                    'department_targets', 'evaluation_results', 'project_targets'
                )
                then form_id
            when
                form_id in (
                    'revenue_expenditure_account', 'revenue_account', 'spending_account'
                )
                then case phase
                    when 'executed' then 'final_accounts' when 'approved' then 'budget'
                end
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
    inner join documents using (document_id)
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

-- A body is not asked for years before it took another's place, nor after another
-- took its own.
lives as (

    select
        disclosures.department_key,
        disclosures.is_synthetic,
        departments.region_code,
        min(disclosures.fiscal_year) as first_year,
        max(disclosures.fiscal_year) as last_year,
        bool_or(earlier.successor_key is not null) as has_predecessor,
        bool_or(later.predecessor_key is not null) as has_successor
    from disclosures
    left join departments using (department_key)
    left join successions as earlier
        on disclosures.department_key = earlier.successor_key
    left join successions as later
        on disclosures.department_key = later.predecessor_key
    group by all

),

positions as (

    select
        *,
        {{ each_position('last_year - first_year + 1') }} as year_no
    from lives

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
    inner join departments using (department_key)
    where
        departments.region_code is not null
        and disclosures.status in ('found', 'empty_declared')
    group by all

),

own_disclosures as (

    select distinct
        department_key,
        is_synthetic,
        document_kind
    from disclosures

),

-- Every year between, those of which no document is there among them; and what the
-- region has before and after.
asked as (

    select
        positions.department_key,
        cast(positions.first_year + positions.year_no - 1 as integer) as fiscal_year,
        positions.is_synthetic,
        kinds.document_kind
    from positions
    cross join kinds

    union

    select
        lives.department_key,
        region_disclosures.fiscal_year,
        lives.is_synthetic,
        region_disclosures.document_kind
    from lives
    inner join region_disclosures
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
        departments.department_name,
        departments.region_code,
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
    inner join lives using (department_key, is_synthetic)
    left join departments using (department_key)
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

-- Of several documents the first; each stands here once.
found as (

    select
        department_key,
        fiscal_year,
        is_synthetic,
        document_kind,
        document_id,
        status,
        reason_code,
        is_within_other_document,
        count(*) over (partition by {{ place }}) as document_count,
        {%- for tables in ['table', 'empty_table', 'unreadable_table'] %}
            sum({{ tables }}_count) over (partition by {{ place }})
                as {{ tables }}_count{% if not loop.last %},{% endif %}
        {%- endfor %}
    from disclosures
    qualify row_number() over (
        partition by {{ place }}
        order by
            case status when 'found' then 1 when 'empty_declared' then 2 else 3 end,
            is_within_other_document,
            document_rank
    ) = 1

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
        expected.department_name,
        expected.region_code,
        expected.fiscal_year,
        expected.document_kind,
        expected.is_synthetic,
        coalesce(found.status, 'missing') as status,
        case when found.status is null then expected.expectation else 'disclosed' end
            as expectation,
        case
            when found.status is null then 'no_document'
            when found.status = 'empty_declared' then 'empty_declared'
            when found.status = 'unreadable' then found.reason_code
        end as reason_code,
        found.document_id,
        found.is_within_other_document,
        {%- for counted in ['document', 'table', 'empty_table', 'unreadable_table'] %}
            cast(coalesce(found.{{ counted }}_count, 0) as bigint)
                as {{ counted }}_count{% if not loop.last %},{% endif %}
        {%- endfor %}
    from expected
    left join found using (department_key, fiscal_year, is_synthetic, document_kind)

)

select * from final
