with

departments as (select * from {{ ref('dim_departments') }}),

amounts as (select * from {{ ref('stg_amounts') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

told_by_hand as (select * from {{ ref('units_of_departments') }}),

-- A unit bears its department's name before its own. What belongs to the committee of a
-- party or to a government is none of its units; of an unknown place, a name that every
-- place has is no one's.
named as (

    select
        units.department_key as unit_key,
        departments.department_key
    from departments
    inner join departments as units
        on
            departments.region_code is not distinct from units.region_code
            and length(units.body_name) >= length(departments.body_name) + 2
            and position(departments.body_name in units.body_name) = 1
    where
        {{ matches('departments.body_name', "'.{2,}" ~ body_ending() ~ "$'") }}
        and not {{ matches(
            'departments.body_name', "'^(?:党委|人民政府|政府|委员会|政协|人大)$'"
        ) }}
        and (departments.region_code is not null or length(departments.body_name) > 6)

),

-- A department's table of its units names them.
tabled as (

    select distinct
        units.department_key as unit_key,
        documents.department_key
    from amounts
    inner join documents using (document_id)
    inner join departments as units
        on
            documents.region_code = units.region_code
            and {{ match_name(without_caliber(uncoded_name('amounts.label_text'))) }}
            in (
                {{ match_name('units.department_name') }},
                {{ match_name('units.body_name') }}
            )
    where
        amounts.account_id in ('revenue_by_unit', 'spending_by_unit')
        and amounts.row_key = 'unit'
        and documents.department_key <> units.department_key

),

by_hand as (

    select
        units.department_key as unit_key,
        departments.department_key,
        told_by_hand.is_contained
    from told_by_hand
    inner join departments
        on
            told_by_hand.department_name
            in (departments.body_name, departments.department_name)
            and coalesce(told_by_hand.region_code, departments.region_code)
            = departments.region_code
    inner join departments as units
        on
            told_by_hand.unit_name in (units.body_name, units.department_name)
            and departments.region_code = units.region_code

),

found as (

    select
        unit_key,
        department_key,
        'name' as rule
    from named

    union all

    select
        unit_key,
        department_key,
        'table_of_units' as rule
    from tabled

    union all

    select
        unit_key,
        department_key,
        'reference' as rule
    from by_hand
    where is_contained

),

-- Two bodies that name each other as units are told apart by nothing.
accepted as (

    select
        found.unit_key,
        found.department_key,
        {{ listed('found.rule') }} as rules,
        coalesce(bool_or(found.rule <> 'name'), false) as is_told
    from found
    left join by_hand as denied
        on
            found.unit_key = denied.unit_key
            and found.department_key = denied.department_key
            and not denied.is_contained
    left join tabled as reversed
        on
            found.unit_key = reversed.department_key
            and found.department_key = reversed.unit_key
    where denied.unit_key is null and reversed.unit_key is null
    group by found.unit_key, found.department_key

),

final as (

    select
        *,
        count(*) over (partition by department_key) as nesting
    from accepted

)

select * from final
