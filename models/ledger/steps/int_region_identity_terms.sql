{#- What makes the sides of the identities of whole areas: region_identities says which
    of the roles in a span stand on which side. -#}
with

figures as (select * from {{ ref('stg_region_figures') }}),

seen as (

    select * from {{ ref('int_region_spans') }}
    union all
    select * from {{ ref('int_region_derivations') }}

),

identities as (

    select
        *,
        count(case when is_needed then 1 end) over (
            partition by identity_id, identity_no
        ) as needed_count
    from {{ ref('region_identities') }}

),

-- An instance is one that has all it needs, and a whole to be held to.
instances as (

    select
        identities.identity_id,
        identities.identity_no,
        seen.span_key,
        min(seen.receipt_id) filter (where identities.side = 'left')
            as whole_receipt_id,
        min(seen.subject) filter (where identities.side = 'left') as scope
    from seen
    inner join identities using (span, role)
    group by identities.identity_id, identities.identity_no, seen.span_key
    having
        count(distinct identities.role) filter (where identities.is_needed)
        = max(identities.needed_count)
        and count(distinct seen.receipt_id) filter (where identities.side = 'left') = 1

),

-- No table says that its lines are all: what is less than the whole is not broken.
terms as (

    select distinct
        instances.identity_no,
        instances.identity_id,
        instances.whole_receipt_id,
        instances.scope,
        identities.axis,
        identities.side,
        identities.sign,
        identities.role as term,
        seen.receipt_id
    from instances
    inner join identities using (identity_id, identity_no)
    left join seen using (span, span_key, role)
    where seen.receipt_id is not null or identities.role = 'rest'

),

final as (

    select
        terms.identity_no,
        terms.identity_id,
        terms.scope,
        terms.axis,
        terms.side,
        terms.sign,
        terms.term,
        terms.receipt_id,
        wholes.document_id,
        wholes.form_id,
        wholes.block_no,
        wholes.side as account_side,
        wholes.line_code as code,
        wholes.label_text,
        case when wholes.is_money then wholes.column_text else wholes.measure end
            as measure,
        false as blank_is_zero,
        case
            when figures.is_money then figures.amount_yuan
            when figures.measure = 'growth' then figures.rate + 1
            else figures.rate
        end as number,
        coalesce(figures.is_money, wholes.is_money)
        or wholes.measure = 'change_yuan' as is_yuan,
        case when is_yuan then '元' else 'fraction' end as unit_text,
        case
            when figures.is_money then figures.half_unit_yuan
            else figures.half_unit_rate
        end as half_unit,
        false as is_column_missing,
        false as is_ambiguous
    from terms
    inner join figures as wholes on terms.whole_receipt_id = wholes.receipt_id
    left join figures on terms.receipt_id = figures.receipt_id

)

select * from final
