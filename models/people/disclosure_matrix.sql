{%- set place = 'department_key, fiscal_year, is_synthetic, document_kind' -%}

with

disclosures as (select * from {{ ref('int_disclosures') }}),

departments as (select * from {{ ref('dim_departments') }}),

successions as (

    select * from {{ ref('int_department_successions') }}
    where is_continuing

),

-- What a department is to publish each year; government reports are not its own.
kinds as (select distinct document_kind from {{ ref('forms_of_kinds') }}),

-- A body is not asked for years before it took another's place, nor after another
-- took its own.
lives as (

    select
        disclosures.department_key,
        disclosures.is_synthetic,
        departments.department_name,
        departments.region_code,
        min(disclosures.fiscal_year) as first_year,
        max(disclosures.fiscal_year) as last_year,
        bool_or(earlier.successor_key is not null) as has_predecessor,
        bool_or(later.predecessor_key is not null) as has_successor
    from disclosures
    left join departments using (department_key)
    left join successions as earlier
        on disclosures.department_key = earlier.successor_key
    left join successions as later on disclosures.department_key = later.predecessor_key
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
        positions.department_name,
        positions.region_code,
        positions.is_synthetic,
        cast(positions.first_year + positions.year_no - 1 as integer) as fiscal_year,
        kinds.document_kind,
        true as is_within_life
    from positions
    cross join kinds

    union all

    select
        lives.department_key,
        lives.department_name,
        lives.region_code,
        lives.is_synthetic,
        region_disclosures.fiscal_year,
        region_disclosures.document_kind,
        false as is_within_life
    from lives
    inner join region_disclosures using (region_code, is_synthetic)
    inner join kinds using (document_kind)
    where
        (
            lives.first_year > region_disclosures.fiscal_year
            and not lives.has_predecessor
        )
        or (
            lives.last_year < region_disclosures.fiscal_year
            and not lives.has_successor
        )

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

-- Why a document is looked for at all: nobody has told that there is one.
final as (

    select
        {{ key_of([
            'asked.department_key',
            'asked.fiscal_year',
            'asked.document_kind',
            'asked.is_synthetic'
        ]) }} as disclosure_key,
        asked.department_key,
        asked.department_name,
        asked.region_code,
        asked.fiscal_year,
        asked.document_kind,
        asked.is_synthetic,
        coalesce(found.status, 'missing') as status,
        case
            when found.status is not null then 'disclosed'
            when own_disclosures.department_key is not null and asked.is_within_life
                then 'own_other_year'
            when
                region_disclosures.department_count > 1
                or region_disclosures.only_department_key <> asked.department_key
                then 'region_reports'
            else 'by_rule'
        end as expectation,
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
    from asked
    left join found using (department_key, fiscal_year, is_synthetic, document_kind)
    left join own_disclosures using (department_key, is_synthetic, document_kind)
    left join region_disclosures
        using (region_code, fiscal_year, is_synthetic, document_kind)

)

select * from final
