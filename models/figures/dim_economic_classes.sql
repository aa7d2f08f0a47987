with

figures as (select * from {{ ref('int_figures_read') }}),

listed as (

    select
        economic_code,
        economic_name
    from {{ ref('economic_classes') }}

    union all

    select
        economic_code,
        economic_name
    from {{ ref('government_economic_classes') }}

),

printed as (

    select
        code as economic_code,
        trim(label_text) as economic_name,
        count(*) as row_count
    from figures
    where classification = 'economic' and length(code) in (3, 5)
    group by code, trim(label_text)

),

ranked as (

    select
        economic_code,
        economic_name,
        row_number() over (
            partition by economic_code
            order by
                row_count desc, length(economic_name) desc, economic_name asc
        ) as spelling_rank
    from printed
    where economic_name is not null and economic_name <> ''

),

codes as (

    select economic_code from printed
    union
    select substr(economic_code, 1, 3) as economic_code from printed
    union
    select economic_code from listed

),

named as (

    select
        codes.economic_code,
        coalesce(
            listed.economic_name, ranked.economic_name, codes.economic_code
        ) as economic_name
    from codes
    left join listed using (economic_code)
    left join ranked
        on
            codes.economic_code = ranked.economic_code
            and ranked.spelling_rank = 1

),

final as (

    select
        named.economic_code,
        named.economic_name,
        case when length(named.economic_code) = 3 then 'class' else 'item' end
            as economic_level,
        case
            when length(named.economic_code) > 3
                then substr(named.economic_code, 1, 3)
        end as parent_economic_code,
        classes.economic_name as class_name
    from named
    left join named as classes
        on substr(named.economic_code, 1, 3) = classes.economic_code

)

select * from final
