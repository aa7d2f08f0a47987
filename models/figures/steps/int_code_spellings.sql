with

figures as (select * from {{ ref('int_figures') }}),

coded as (

    select
        classification as code_system,
        code,
        fiscal_year,
        label_text,
        document_id,
        block_no,
        row_no
    from figures
    where
        fiscal_year is not null
        and (
            (classification = 'function' and length(code) in (3, 5, 7))
            or (classification = 'economic' and length(code) in (3, 5))
        )

),

labels as (

    select
        label_text,
        {{ plain_name('label_text') }} as printed_name
    from coded
    group by label_text

),

-- A row's figures spell its code once.
printed as (

    select distinct
        coded.code_system,
        coded.code,
        coded.fiscal_year,
        labels.printed_name,
        coded.document_id,
        coded.block_no,
        coded.row_no
    from coded
    left join labels on coded.label_text is not distinct from labels.label_text

),

spellings as (

    select
        document_id,
        code_system,
        code,
        fiscal_year,
        printed_name,
        count(*) as row_count
    from printed
    group by document_id, code_system, code, fiscal_year, printed_name

)

select * from spellings
