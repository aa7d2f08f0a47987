with

broken as (

    select distinct terms.receipt_id
    from {{ ref('int_identity_terms') }} as terms
    inner join {{ ref('int_reconciliations_judged') }} as judged
        using (reconciliation_id)
    where judged.status = 'broken' and terms.receipt_id is not null

),

-- A figure that its own tables contradict convicts no sentence, nor does one whose
-- column is not certain.
contradicted as (

    select distinct
        terms.document_id,
        terms.fact_no
    from {{ ref('int_stated_terms_bound') }} as terms
    left join broken using (receipt_id)
    where broken.receipt_id is not null or terms.reading = 'unreconciled'

),

stated as (

    select
        compared.*,
        contradicted.fact_no is not null as is_contradicted
    from {{ ref('int_stated_facts_compared') }} as compared
    inner join {{ ref('int_documents_ranked') }} as documents using (document_id)
    left join contradicted
        on
            compared.document_id = contradicted.document_id
            and compared.fact_no = contradicted.fact_no
    where documents.is_current

),

sided as (

    select
        *,
        least(sentence_rank, table_rank) as fraction_rank,
        least(sentence_direction_rank, table_direction_rank) as direction_rank,
        case
            when kind = 'none' then 0
            when kind = 'direction' then direction
            when kind in ('template', 'clause') then 1
            else number
        end as left_number,
        case
            when kind in ('template', 'clause') then 0
            when kind in ('amount', 'none') then printed_number
            when kind in ('sum', 'year') then sentence_above
            when kind = 'change' and is_complete then sentence_above
            when kind = 'direction' and is_complete then sign(sentence_above)
            when fraction_rank = table_rank then table_fraction
            else sentence_fraction
        end as right_number,
        case
            when kind in ('amount', 'none')
                then coalesce(half_unit, 0) + printed_half_unit
            when kind in ('sum', 'change') then half_unit + sentence_above_half
            when fraction_rank = table_rank then half_unit + table_spread
            when fraction_rank is not null then half_unit + sentence_spread
        end as tolerance
    from stated

),

judged as (

    select
        *,
        left_number - right_number as difference,
        case
            when kind in ('template', 'clause') then 'not_as_stated'
            when reason_code is not null and years_before = 0 then reason_code
            when kind = 'year' and below_count = 0 and number = right_number
                then 'as_stated'
            when kind = 'year' and below_count = 0 then 'not_as_stated'
            when kind = 'year' and below_distance <= below_tolerance
                then 'not_as_stated'
            when kind = 'year' then 'prior_year_unknown'
            when kind in ('share', 'growth', 'completion', 'direction')
                then case coalesce(fraction_rank, direction_rank)
                    when 0 then 'as_stated'
                    when 1 then 'within_rounding'
                    when 2 then 'within_a_cut'
                    when 3 then 'base_is_zero'
                    when 4 then 'not_of_a_base_of_zero'
                    when 5 then 'not_as_stated'
                    else coalesce(reason_code, 'not_printed')
                end
            when
                right_number is null and kind in ('amount', 'none')
                and left_number = 0 and is_account_read
                then 'blank_is_zero'
            when right_number is null then coalesce(reason_code, 'not_printed')
            when left_number = right_number then 'as_stated'
            when abs(left_number - right_number) <= tolerance then 'within_rounding'
            when
                kind = 'amount'
                and left_number * right_number >= 0
                and abs(right_number) >= abs(left_number)
                and abs(right_number) < abs(left_number) + 2 * half_unit
                then 'within_a_cut'
            else 'not_as_stated'
        end as first_finding
    from sided

),

-- What only a doubtful binding, or a doubtful table, speaks against is not broken.
final as (

    select
        {{ key_of([
            'document_id', "'R18'", 'block_no', 'row_no', 'column_no', "'prose'"
        ]) }} as reconciliation_id,
        document_id,
        'R18' as identity_id,
        'prose' as axis,
        block_no,
        subject_text as label_text,
        kind as measure,
        kind as check_kind,
        case
            when first_finding not in ('not_as_stated', 'not_of_a_base_of_zero')
                then first_finding
            when years_before > 0 then 'prior_year_differs'
            when not is_certain then 'subject_uncertain'
            when is_contradicted then 'table_contradicts_itself'
            else first_finding
        end as finding,
        case
            when finding in ('as_stated', 'blank_is_zero') then 'holds'
            when finding in ('within_rounding', 'within_a_cut') then 'rounding'
            when finding in ('not_as_stated', 'not_of_a_base_of_zero') then 'broken'
            else 'insufficient'
        end as status,
        is_yuan or kind = 'none' as is_yuan,
        cast(left_number as decimal(28, 8)) as left_number,
        cast(right_number as decimal(28, 8)) as right_number,
        cast(difference as decimal(28, 8)) as difference,
        cast(
            case
                when first_finding = 'within_a_cut' then 2 * half_unit else tolerance
            end as decimal(28, 8)
        ) as tolerance,
        case
            when kind in ('template', 'clause') then '处'
            when kind in ('share', 'growth', 'completion') then 'fraction'
            else unit_text
        end as unit_text,
        receipt_id as left_receipt_id,
        case when kind not in ('direction', 'year', 'sum') then figure_receipt_id end
            as right_receipt_id
    from judged

)

select * from final
