with

indicators as (select * from {{ ref('int_indicators_named') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

-- Targets and their self-evaluation print the same indicators: those with actual
-- values count for the year.
stated as (

    select
        department_year_key,
        project_key,
        document_id,
        bool_or(actual_text is not null) as has_actual
    from indicators
    group by all

),

ranked as (

    select
        stated.*,
        rank() over (
            partition by stated.department_year_key, coalesce(stated.project_key, '')
            order by
                stated.has_actual desc,
                documents.document_rank asc,
                stated.document_id asc
        ) = 1 as is_chosen
    from stated
    left join documents using (document_id)

)

select * exclude (has_actual) from ranked
