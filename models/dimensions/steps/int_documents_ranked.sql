with

documents as (select * from {{ ref('dim_documents') }}),

-- Consolidated accounts before those that do not say, own accounts last; of two alike
-- the one that calls itself a revision, then the one published or landed later.
ranked as (

    select
        document_id,
        document_kind,
        department_key,
        region_code,
        fiscal_year,
        caliber,
        is_synthetic,
        document_kind = 'government' as is_of_government,
        row_number() over (
            order by
                case caliber when 'department' then 1 when 'unit' then 3 else 2 end,
                case when is_declared_revision then 1 else 2 end,
                published_date desc nulls last,
                landed_at desc nulls last,
                document_id asc
        ) as document_rank
    from documents
    where is_current

)

select * from ranked
