{#- Suspicions that the ledger proves: each sentence with both of its sides. -#}
with

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}

),

compared as (

    select * from {{ ref('reconciliation_receipts') }}

),

projects as (

    select * from {{ ref('dim_projects') }}

),

receipts_compared as (

    select
        reconciliation_id,
        array_agg(receipt_id order by side, receipt_id) as receipt_ids
    from compared
    group by reconciliation_id

),

broken as (

    select
        reconciliations.*,
        coalesce(projects.project_name, reconciliations.line_name) as named_subject,
        receipts_compared.receipt_ids,
        coalesce(reconciliations.left_yuan, reconciliations.left_value) as left_side,
        coalesce(reconciliations.right_yuan, reconciliations.right_value)
            as right_side,
        row_number() over (
            partition by reconciliations.identity_id, reconciliations.receipt_id
            order by reconciliations.reconciliation_id
        ) as reading_order
    from reconciliations
    left join projects
        on reconciliations.project_key = projects.project_key
    left join receipts_compared
        on reconciliations.reconciliation_id = receipts_compared.reconciliation_id
    where
        reconciliations.status = 'broken'
        and reconciliations.identity_id in ('R13', 'R18')
        and reconciliations.left_receipt_id is not null

),

-- What breaks several identities is one suspicion.
suspected as (

    select * from broken
    where reading_order = 1

),

rate_leads as (

    select
        'printed_rate_differs' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        right_receipt_id as other_receipt_id,
        receipt_ids as further_receipt_ids,
        coalesce(named_subject, subject) as subject,
        concat(
            '「', coalesce(named_subject, subject), '」印出的执行率为',
            cast(cast(left_side * 100 as decimal(18, 2)) as varchar),
            '%，按印出的执行数与预算数计算为',
            cast(cast(right_side * 100 as decimal(18, 2)) as varchar), '%。'
        ) as sentence_zh,
        concat(
            '"', coalesce(named_subject, subject), '": the printed execution rate is ',
            cast(cast(left_side * 100 as decimal(18, 2)) as varchar),
            '%; the printed figures give ',
            cast(cast(right_side * 100 as decimal(18, 2)) as varchar), '%.'
        ) as sentence_en,
        cast(left_side * 100 as decimal(28, 6)) as measured_value,
        cast(right_side * 100 as decimal(28, 6)) as compared_value,
        '%' as value_unit
    from suspected
    where identity_id = 'R13'

),

-- What the narrative says, in the words of what it is: money, a share, a direction.
stated as (

    select
        *,
        concat('文字说明中「', coalesce(named_subject, subject), '」') as named_zh,
        concat('The narrative on "', coalesce(named_subject, subject), '"') as named_en,
        case
            when left_yuan is not null then cast(left_yuan as varchar)
            when unit_text = 'fraction'
                then cast(cast(left_side * 100 as decimal(18, 2)) as varchar)
            else {{ without('cast(left_side as varchar)', '\\.?0+$') }}
        end as left_text,
        case
            when right_yuan is not null then cast(right_yuan as varchar)
            when unit_text = 'fraction'
                then cast(cast(right_side * 100 as decimal(18, 2)) as varchar)
            else {{ without('cast(right_side as varchar)', '\\.?0+$') }}
        end as right_text,
        case
            when unit_text = 'fraction' then '%'
            else coalesce(unit_text, '')
        end as unit_zh,
        case
            when unit_text = 'fraction' then '%'
            when unit_text = '元' then ' yuan'
            else concat(' ', coalesce(unit_text, ''))
        end as unit_en
    from suspected
    where identity_id = 'R18'

),

narrative_leads as (

    select
        'narrative_differs_from_table' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        right_receipt_id as other_receipt_id,
        receipt_ids as further_receipt_ids,
        coalesce(named_subject, subject) as subject,
        case
            when measure = 'clause'
                then concat(named_zh, '的语句像是从另一项的说明中照抄的。')
            when measure = 'template' then concat(named_zh, '留有未删去的模板用语。')
            when measure = 'direction'
                then concat(named_zh, '所说的增减与表中数字相反。')
            when measure = 'year'
                then concat(named_zh, '所说的年份与所属年度不符。')
            when measure = 'none'
                then concat(named_zh, '称没有发生，表中为', right_text, unit_zh, '。')
            when finding = 'not_of_a_base_of_zero'
                then concat(named_zh, '为', left_text, unit_zh, '，而表中的基数为零。')
            when right_text is null
                then concat(named_zh, '为', left_text, unit_zh, '，与表中数字不符。')
            else
                concat(
                    named_zh,
                    '为',
                    left_text,
                    unit_zh,
                    '，按表中数字为',
                    right_text,
                    unit_zh,
                    '。'
                )
        end as sentence_zh,
        case
            when measure = 'clause'
                then concat(named_en, ' has a clause that seems copied from another.')
            when measure = 'template'
                then concat(named_en, ' has words of the template left standing.')
            when measure = 'direction'
                then concat(named_en, ' tells a change opposite to that of the tables.')
            when measure = 'year'
                then concat(named_en, ' names a year that is not that of the document.')
            when measure = 'none'
                then concat(
                    named_en, ' says that there was none; the tables give ',
                    right_text, unit_en, '.'
                )
            when finding = 'not_of_a_base_of_zero'
                then
                    concat(
                        named_en, ' says ', left_text, unit_en, ' of a base of zero.'
                    )
            when right_text is null
                then concat(
                    named_en, ' says ', left_text, unit_en, '; the tables do not agree.'
                )
            else concat(
                named_en,
                ' says ',
                left_text,
                unit_en,
                '; by the tables it is ',
                right_text,
                unit_en,
                '.'
            )
        end as sentence_en,
        cast(left_side as decimal(28, 6)) as measured_value,
        cast(right_side as decimal(28, 6)) as compared_value,
        unit_text as value_unit
    from stated

),

united as (

    select * from rate_leads
    union all
    select * from narrative_leads

)

select * from united
