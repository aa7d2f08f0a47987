with

documents as (select * from {{ ref('int_documents_named') }}),

regions as (select * from {{ ref('regions') }}),

-- Of an area that nothing names the parts are listed: it is the one place that most of
-- them are parts of.
listed as (

    select
        documents.document_id,
        regions.parent_region_code,
        count(distinct regions.region_name) as part_count,
        max(length(documents.region_text))
        - max(length(replace(documents.region_text, '、', ''))) + 1 as name_count
    from documents
    inner join regions
        on
            position(
                concat('、', regions.region_name, '、')
                in concat('、', documents.region_text, '、')
            ) > 0
    where documents.region_source = 'parts' and regions.is_current
    group by documents.document_id, regions.parent_region_code

),

wholes as (

    select
        listed.document_id,
        max(regions.region_name) as region_name
    from listed
    left join regions on listed.parent_region_code = regions.region_code
    where listed.part_count >= 3 and listed.part_count * 2 > listed.name_count
    group by listed.document_id
    having count(*) = 1

),

-- A government's document is called after the area that it is about.
publishers as (

    select
        documents.document_id,
        documents.fiscal_year,
        documents.document_kind,
        case
            when documents.region_source = 'parts' then wholes.region_name
            when documents.document_kind = 'government'
                then coalesce(regions.region_name, documents.region_text)
            else documents.title
        end as title,
        {{ filled_in_name('documents.department_text') }} as department_text
    from documents
    left join regions on documents.region_text = regions.region_code
    left join wholes using (document_id)

),

-- Every way in which a document refers to a department; '' is its own.
mentions as (

    select
        document_id,
        '' as department_reference,
        department_text,
        credit_code
    from documents

    {%- for table in ['stg_projects', 'stg_amounts', 'stg_indicators'] %}

        union all

        select
            document_id,
            coalesce(department_text, '') as department_reference,
            department_text,
            {{ "credit_code" if loop.first else "null" }} as credit_code
        from {{ ref(table) }}
    {%- endfor %}

),

referred as (

    select
        document_id,
        department_reference,
        max({{ filled_in_name('department_text') }}) as department_text,
        max(credit_code) as mentioned_credit_code
    from mentions
    group by document_id, department_reference

),

-- A document that names no department of its own is that of its only named one; a
-- government's is of none.
only_departments as (

    select
        referred.document_id,
        max(referred.department_text) as department_text
    from referred
    inner join documents using (document_id)
    where
        {{ without_caliber(uncoded_name('referred.department_text')) }} is not null
        and documents.document_kind is distinct from 'government'
    group by referred.document_id
    having
        count(
            distinct {{ without_caliber(uncoded_name('referred.department_text')) }}
        ) = 1

),

printed as (

    select
        referred.document_id,
        referred.department_reference,
        referred.mentioned_credit_code,
        publishers.fiscal_year,
        publishers.document_kind,
        coalesce(
            referred.department_text,
            publishers.department_text,
            only_departments.department_text
        ) as printed_name,
        coalesce(publishers.department_text, only_departments.department_text)
            as publisher_text,
        {{ plain_name('publishers.title') }} as title
    from referred
    left join publishers using (document_id)
    left join only_departments using (document_id)

),

uncoded as (

    select
        *,
        {{ uncoded_name('printed_name') }} as uncoded_name,
        {{ without_caliber(uncoded_name('publisher_text')) }} as publisher_name
    from printed

),

named as (

    select
        *,
        {{ without_caliber('uncoded_name') }} as department_name,
        {{ caliber_of_name('uncoded_name') }} as named_caliber
    from uncoded

),

-- The same body under two references of one document has one credit code.
final as (

    select
        document_id,
        department_reference,
        fiscal_year,
        document_kind,
        printed_name,
        department_name,
        named_caliber,
        {{ without_name_plate('department_name') }} as first_plate_name,
        {{ name_plate_of('department_name') }} as second_plate_name,
        publisher_name,
        {{ without('title', '^[0-9]{4}年度?') }} as title,
        max(mentioned_credit_code) over (
            partition by document_id, coalesce(department_name, '')
        ) as credit_code
    from named

)

select * from final
