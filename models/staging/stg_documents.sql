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
        revision_text,
        try_cast(published_text as date) as published_date,
        -- A publisher's mark that this replaces an earlier edition: in text or name.
        revision_text is not null
        or {{ matches(
            'file_name',
            "'更正|勘误|修订|修正版|更新版|重新公开|重新公示|再次公开'"
        ) }} as is_declared_revision,
        try_cast(year_text as integer) as fiscal_year,
        year_source,
        title_years_text,
        department_source,
        region_text,
        region_source,
        upper({{ without('credit_code_text', '\\s') }}) as credit_code,
        case
            when document_kind in (
                'final_accounts',
                'budget',
                'project_targets',
                'department_targets',
                'self_evaluation',
                'evaluation_results',
                'government'
            ) then document_kind
            else 'other'
        end as document_kind,
        coalesce(
            case when caliber_text in ('department', 'unit') then caliber_text end,
            {{ caliber_of_name(uncoded_name('department_text')) }}
        ) as caliber,
        coalesce(is_synthetic, false) as is_synthetic
    from source

)

select * from renamed
