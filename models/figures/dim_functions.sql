with

figures as (select * from {{ ref('int_figures_read') }}),

classes as (select * from {{ ref('function_classes') }}),

printed as (

    select
        code as function_code,
        trim(label_text) as function_name,
        fiscal_year,
        document_id,
        block_no,
        row_no
    from figures
    where classification = 'function' and length(code) in (3, 5, 7)

),

spellings as (

    select
        function_code,
        function_name,
        count(distinct concat(document_id, '-', block_no, '-', row_no)) as row_count
    from printed
    group by function_code, function_name

),

-- The commonest spelling; of two as common, the longer: cut names are shorter.
ranked_spellings as (

    select
        function_code,
        function_name,
        row_number() over (
            partition by function_code
            order by
                row_count desc, length(function_name) desc, function_name asc
        ) as spelling_rank
    from spellings
    where function_name is not null and function_name <> ''

),

seen as (

    select
        function_code,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year
    from printed
    group by function_code

),

-- Codes that stand above a printed one are codes too, printed or not.
codes as (

    select function_code from seen
    union
    select substr(function_code, 1, 5) as function_code from seen
    where length(function_code) = 7
    union
    select substr(function_code, 1, 3) as function_code from seen
    union
    select class_code as function_code from classes

),

final as (

    select
        codes.function_code,
        coalesce(
            case when length(codes.function_code) = 3 then classes.class_name end,
            ranked_spellings.function_name,
            codes.function_code
        ) as function_name,
        case length(codes.function_code)
            when 3 then 'class'
            when 5 then 'section'
            else 'item'
        end as function_level,
        case
            when length(codes.function_code) > 3
                then substr(codes.function_code, 1, length(codes.function_code) - 2)
        end as parent_function_code,
        substr(codes.function_code, 1, 3) as class_code,
        coalesce(
            classes.class_name,
            class_spellings.function_name,
            substr(codes.function_code, 1, 3)
        ) as class_name,
        seen.first_year,
        seen.last_year
    from codes
    left join seen using (function_code)
    left join ranked_spellings
        on
            codes.function_code = ranked_spellings.function_code
            and ranked_spellings.spelling_rank = 1
    left join classes
        on substr(codes.function_code, 1, 3) = classes.class_code
    left join ranked_spellings as class_spellings
        on
            substr(codes.function_code, 1, 3) = class_spellings.function_code
            and class_spellings.spelling_rank = 1

)

select * from final
