with

mentions as (select * from {{ ref('int_departments_resolved') }}),

region_evidence as (select * from {{ ref('int_region_evidence') }}),

chains as (select * from {{ ref('int_region_chains') }}),

region_rows as (

    select
        mentions.document_id,
        mentions.department_reference,
        'region' as subject,
        coalesce(region_evidence.rule, 'no_evidence') as rule,
        region_evidence.matched_text,
        region_evidence.region_code as stated_region_code,
        region_evidence.weight,
        region_evidence.is_in_period,
        mentions.region_code,
        mentions.department_key,
        mentions.region_status as status,
        chains.ancestor_region_code is not null as is_supporting
    from mentions
    left join region_evidence using (document_id, department_reference)
    left join chains
        on
            mentions.region_code = chains.region_code
            and region_evidence.region_code = chains.ancestor_region_code

),

department_rows as (

    select
        document_id,
        department_reference,
        'department' as subject,
        name_rule as rule,
        printed_name as matched_text,
        cast(null as varchar) as stated_region_code,
        cast(null as integer) as weight,
        cast(null as boolean) as is_in_period,
        region_code,
        department_key,
        case when department_key is null then 'not_named' else 'resolved' end
            as status,
        department_key is not null as is_supporting
    from mentions

),

united as (

    select * from region_rows
    union all
    select * from department_rows

),

final as (

    select
        {{ key_of([
            'document_id',
            'department_reference',
            'subject',
            'rule',
            'matched_text',
            'stated_region_code'
        ]) }} as evidence_key,
        document_id,
        department_reference,
        subject,
        rule,
        matched_text,
        stated_region_code,
        cast(max(weight) as integer) as weight,
        max(case when is_in_period then 1 when not is_in_period then 0 end) = 1
            as is_in_period,
        coalesce(bool_or(is_supporting), false) as is_supporting,
        max(region_code) as region_code,
        max(department_key) as department_key,
        max(status) as status
    from united
    group by
        document_id,
        department_reference,
        subject,
        rule,
        matched_text,
        stated_region_code

)

select * from final
