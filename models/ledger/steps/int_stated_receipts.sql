with

judged as (select * from {{ ref('int_stated_facts_judged') }}),

terms as (select * from {{ ref('int_stated_terms_bound') }}),

facts as (select * from {{ ref('stg_stated_facts') }}),

sentences as (

    select
        reconciliation_id,
        'left' as side,
        check_kind as term,
        left_receipt_id as receipt_id
    from judged

),

-- A direction or a year tells too little of a figure to vouch for it.
figures as (

    select
        judged.reconciliation_id,
        'right' as side,
        terms.role as term,
        terms.receipt_id
    from judged
    left join facts
        on
            judged.document_id = facts.document_id
            and judged.left_receipt_id = facts.receipt_id
    left join terms
        on
            facts.document_id = terms.document_id
            and facts.fact_no = terms.fact_no
    where
        terms.receipt_id is not null
        and judged.check_kind not in ('direction', 'year', 'none')

),

united as (

    select * from sentences
    union all
    select * from figures

)

select * from united
