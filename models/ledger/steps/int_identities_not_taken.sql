with

terms as (select * from {{ ref('int_identity_terms') }}),

untaken as (select * from {{ ref('stg_untaken') }}),

accounts as (

    select distinct
        form_id,
        account_id
    from {{ ref('stg_identities') }}

),

-- Between tables: a figure that the identity asks for by account, line and column.
form_spans as (

    select distinct
        reconciliation_id,
        document_id,
        identity_no,
        code
    from terms
    where is_between_tables

),

of_forms as (

    select
        form_spans.reconciliation_id,
        untaken.untaken_id,
        true as is_certain
    from form_spans
    inner join {{ ref('cross_form_identities') }} as cross_form_identities
        using (identity_no)
    inner join accounts using (account_id)
    inner join untaken
        on
            form_spans.document_id = untaken.document_id
            and accounts.form_id = untaken.form_id
            and cross_form_identities.row_key = untaken.row_key
            and cross_form_identities.measure = untaken.measure
            and cross_form_identities.account_side is not distinct from untaken.side
            and coalesce(cross_form_identities.code, untaken.code, '')
            = coalesce(untaken.code, '')
            and coalesce(form_spans.code, '') = case
                when form_spans.code is null then ''
                else substr(untaken.code, 1, length(form_spans.code))
            end
    where cross_form_identities.years_before = 0

),

united as (

    select * from {{ ref('int_sums_not_taken') }}
    union all
    select * from of_forms

),

final as (

    select
        united.reconciliation_id,
        untaken.document_id,
        united.is_certain,
        untaken.untaken_text,
        untaken.locator as untaken_locator
    from united
    inner join untaken using (untaken_id)
    qualify row_number() over (
        partition by united.reconciliation_id
        order by
            coalesce(united.is_certain, false) desc,
            untaken.row_no asc,
            untaken.column_no asc,
            untaken.locator asc
    ) = 1

)

select * from final
