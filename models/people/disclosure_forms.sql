with

documents as (select * from {{ ref('int_documents_ranked') }}),

outcomes as (select * from {{ ref('stg_outcomes') }}),

amounts as (select * from {{ ref('stg_amounts') }}),

identities as (select * from {{ ref('stg_identities') }}),

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
        from amounts

        union

        select
            form_id,
            account_id
        from identities
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
    inner join documents
        on outcomes.document_id = documents.document_id
    left join accounts
        on outcomes.form_id = accounts.form_id
    where
        outcomes.block_no > 0
        and outcomes.row_no is null
        and outcomes.form_id is not null
        and outcomes.status in ('parsed', 'partial', 'empty_declared', 'failed')
        and documents.department_key is not null
        and documents.fiscal_year is not null

),

ranked as (

    select
        *,
        row_number() over (
            partition by
                department_key,
                fiscal_year,
                document_kind,
                is_synthetic,
                account_id
            order by
                case status
                    when 'found' then 1 when 'empty_declared' then 2 else 3
                end,
                document_rank,
                block_no
        ) as table_order,
        count(*) over (
            partition by
                department_key,
                fiscal_year,
                document_kind,
                is_synthetic,
                account_id
        ) as table_count
    from tables

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
    inner join matrix
        on
            tables.department_key = matrix.department_key
            and tables.fiscal_year = matrix.fiscal_year
            and tables.is_synthetic = matrix.is_synthetic
            and tables.document_kind = matrix.document_kind
    where matrix.region_code is not null

),

asked as (

    select
        matrix.department_key,
        matrix.fiscal_year,
        matrix.is_synthetic,
        matrix.document_kind,
        own_forms.account_id,
        'own_other_year' as expectation
    from matrix
    inner join own_forms
        on
            matrix.department_key = own_forms.department_key
            and matrix.is_synthetic = own_forms.is_synthetic
            and matrix.document_kind = own_forms.document_kind
    where own_forms.account_id is not null

    union all

    select
        matrix.department_key,
        matrix.fiscal_year,
        matrix.is_synthetic,
        matrix.document_kind,
        region_forms.account_id,
        'region_reports' as expectation
    from matrix
    inner join region_forms
        on
            matrix.region_code = region_forms.region_code
            and matrix.fiscal_year = region_forms.fiscal_year
            and matrix.is_synthetic = region_forms.is_synthetic
            and matrix.document_kind = region_forms.document_kind
    where region_forms.account_id is not null

),

expected as (

    select
        department_key,
        fiscal_year,
        is_synthetic,
        document_kind,
        account_id,
        min(expectation) as expectation
    from asked
    group by all

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
        matrix.department_name,
        matrix.region_code,
        expected.fiscal_year,
        expected.document_kind,
        expected.account_id,
        expected.is_synthetic,
        coalesce(ranked.status, 'missing') as status,
        case
            when ranked.status is null then expected.expectation else 'disclosed'
        end as expectation,
        case
            when ranked.status is not null and ranked.status <> 'found'
                then ranked.reason_code
            when ranked.status is null and matrix.status = 'missing'
                then 'no_document'
            when ranked.status is null and matrix.status = 'unreadable'
                then 'document_unreadable'
            when ranked.status is null then 'not_in_document'
        end as reason_code,
        ranked.document_id,
        coalesce(ranked.table_count, 0) as table_count
    from expected
    left join ranked
        on
            expected.department_key = ranked.department_key
            and expected.fiscal_year = ranked.fiscal_year
            and expected.is_synthetic = ranked.is_synthetic
            and expected.document_kind = ranked.document_kind
            and expected.account_id = ranked.account_id
            and ranked.table_order = 1
    left join matrix
        on
            expected.department_key = matrix.department_key
            and expected.fiscal_year = matrix.fiscal_year
            and expected.is_synthetic = matrix.is_synthetic
            and expected.document_kind = matrix.document_kind

)

select * from final
