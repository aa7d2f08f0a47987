with

judged as (select * from {{ ref('int_stated_facts_judged') }}),

-- The figures that rows of the ledger compare: of sums, and of the narrative. A
-- direction, a year or a denial tells too little of a figure to vouch for it. Terms of
-- sums that do not apply are no rows of the ledger.
terms as (

    select
        terms.document_id,
        terms.reconciliation_id,
        terms.side,
        terms.term,
        terms.receipt_id
    from {{ ref('int_identity_terms') }} as terms
    inner join {{ ref('int_reconciliations_judged') }} using (reconciliation_id)

    union all

    select
        document_id,
        reconciliation_id,
        'left' as side,
        check_kind as term,
        left_receipt_id as receipt_id
    from judged

    union all

    select
        judged.document_id,
        judged.reconciliation_id,
        'right' as side,
        figures.role as term,
        figures.receipt_id
    from judged
    inner join {{ ref('stg_stated_facts') }} as facts
        on
            judged.document_id = facts.document_id
            and judged.left_receipt_id = facts.receipt_id
    inner join {{ ref('int_stated_terms_bound') }} as figures
        on
            facts.document_id = figures.document_id
            and facts.fact_no = figures.fact_no
    where judged.check_kind not in ('direction', 'year', 'none')

),

-- A rate is recomputed from the figures on its right.
compared as (

    select
        document_id,
        reconciliation_id,
        case when side = 'left' then 'left' else 'right' end as side,
        min(term) as term,
        receipt_id
    from terms
    where receipt_id is not null
    group by all

)

select * from compared
