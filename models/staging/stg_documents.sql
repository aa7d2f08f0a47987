with

source as (

    select * from {{ source('raw', 'documents') }}

),

renamed as (

    select
        document_id,
        file_name,
        source_path,
        media_type,
        title,
        department_text,
        landed_at,
        try_cast(year_text as integer) as fiscal_year,
        upper({{ without('credit_code_text', '\\s') }}) as credit_code,
        case
            when document_kind in (
                'final_accounts',
                'budget',
                'project_targets',
                'department_targets',
                'self_evaluation',
                'evaluation_results',
                'government_report'
            ) then document_kind
            else 'other'
        end as document_kind,
        case
            when caliber_text in ('department', 'unit') then caliber_text
        end as caliber,
        coalesce(is_synthetic, false) as is_synthetic
    from source

)

select * from renamed
