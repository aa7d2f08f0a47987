{%- set place =
    'department_key, fiscal_year, document_kind, is_synthetic, account_id' -%}
with

documents as (

    select * from {{ ref('int_documents_ranked') }}
    where is_current

),

outcomes as (select * from {{ ref('stg_outcomes') }}),

matrix as (select * from {{ ref('disclosure_matrix') }}),

-- What a form prints; a form that is nowhere filled in may be known by its identities.
accounts as (

    select
        form_id,
        max(account_id) as account_id
    from (
        select
            form_id,
            account_id
        from {{ ref('stg_amounts') }}
        union all
        select
            form_id,
            account_id
        from {{ ref('stg_identities') }}
    ) as forms
    group by form_id

),

tables as (

    select
        documents.department_key,
        documents.fiscal_year,
        documents.document_kind,
        documents.is_synthetic,
        outcomes.document_id,
        outcomes.reason_code,
        documents.document_rank,
        outcomes.block_no,
        coalesce(accounts.account_id, outcomes.form_id) as account_id,
        case
            when outcomes.status in ('parsed', 'partial') then 'found'
            when outcomes.status = 'empty_declared' then 'empty_declared'
            else 'unreadable'
        end as status
    from outcomes
    inner join documents using (document_id)
    left join accounts using (form_id)
    where
        outcomes.block_no > 0
        and outcomes.row_no is null
        and outcomes.form_id is not null
        and outcomes.status in ('parsed', 'partial', 'empty_declared', 'failed')
        and documents.department_key is not null
        and documents.fiscal_year is not null

),

found as (

    select
        *,
        count(*) over (partition by {{ place }}) as table_count
    from tables
    qualify row_number() over (
        partition by {{ place }}
        order by
            case status when 'found' then 1 when 'empty_declared' then 2 else 3 end,
            document_rank,
            block_no
    ) = 1

),

-- A form is looked for wherever the same department, or another of its region in the
-- same year, has it in a document of the kind.
own_forms as (

    select distinct
        department_key,
        is_synthetic,
        document_kind,
        account_id
    from tables

),

region_forms as (

    select distinct
        matrix.region_code,
        tables.fiscal_year,
        tables.is_synthetic,
        tables.document_kind,
        tables.account_id
    from tables
    inner join matrix using (department_key, fiscal_year, is_synthetic, document_kind)
    where matrix.region_code is not null

),

-- What the department itself has comes before what others have.
expected as (

    select
        matrix.department_key,
        matrix.department_name,
        matrix.region_code,
        matrix.fiscal_year,
        matrix.is_synthetic,
        matrix.document_kind,
        matrix.status as matrix_status,
        own_forms.account_id,
        'own_other_year' as expectation
    from matrix
    inner join own_forms using (department_key, is_synthetic, document_kind)

    union all

    select
        matrix.department_key,
        matrix.department_name,
        matrix.region_code,
        matrix.fiscal_year,
        matrix.is_synthetic,
        matrix.document_kind,
        matrix.status as matrix_status,
        region_forms.account_id,
        'region_reports' as expectation
    from matrix
    inner join region_forms
        using (region_code, fiscal_year, is_synthetic, document_kind)
    left join own_forms
        on
            matrix.department_key = own_forms.department_key
            and matrix.is_synthetic = own_forms.is_synthetic
            and matrix.document_kind = own_forms.document_kind
            and region_forms.account_id = own_forms.account_id
    where own_forms.account_id is null

),

final as (

    select
        {{ key_of([
            'expected.department_key',
            'expected.fiscal_year',
            'expected.document_kind',
            'expected.is_synthetic',
            'expected.account_id'
        ]) }} as disclosure_form_key,
        expected.department_key,
        expected.department_name,
        expected.region_code,
        expected.fiscal_year,
        expected.document_kind,
        expected.account_id,
        expected.is_synthetic,
        coalesce(found.status, 'missing') as status,
        case when found.status is null then expected.expectation else 'disclosed' end
            as expectation,
        case
            when found.status is not null and found.status <> 'found'
                then found.reason_code
            when found.status is null and expected.matrix_status = 'missing'
                then 'no_document'
            when found.status is null and expected.matrix_status = 'unreadable'
                then 'document_unreadable'
            when found.status is null then 'not_in_document'
        end as reason_code,
        found.document_id,
        coalesce(found.table_count, 0) as table_count
    from expected
    left join found
        using (department_key, fiscal_year, is_synthetic, document_kind, account_id)

)

select * from final
