with

mentions as (select * from {{ ref('int_department_mentions') }}),

evidence as (select * from {{ ref('int_region_evidence') }}),

chains as (select * from {{ ref('int_region_chains') }}),

regions as (select * from {{ ref('dim_regions') }}),

-- A text counts once, where it speaks strongest.
candidates as (

    select
        document_id,
        department_reference,
        matched_text,
        region_code,
        max(weight) as weight
    from evidence
    group by document_id, department_reference, matched_text, region_code

),

candidate_chains as (

    select distinct
        candidates.document_id,
        candidates.department_reference,
        candidates.region_code,
        chains.ancestor_region_code
    from candidates
    left join chains using (region_code)

),

-- What speaks for a region: every name and code on its way up to the province.
supports as (

    select
        candidate_chains.document_id,
        candidate_chains.department_reference,
        candidate_chains.region_code,
        candidates.matched_text,
        max(candidates.weight) as weight
    from candidate_chains
    inner join candidates
        on
            candidate_chains.document_id = candidates.document_id
            and candidate_chains.department_reference
            = candidates.department_reference
            and candidate_chains.ancestor_region_code = candidates.region_code
    group by all

),

scores as (

    select
        document_id,
        department_reference,
        region_code,
        sum(weight) as score
    from supports
    group by document_id, department_reference, region_code

),

best_scores as (

    select
        document_id,
        department_reference,
        max(score) as score
    from scores
    group by document_id, department_reference

),

chosen as (

    select
        scores.document_id,
        scores.department_reference,
        max(scores.region_code) as region_code,
        count(distinct scores.region_code) as region_count
    from scores
    left join best_scores using (document_id, department_reference)
    where scores.score = best_scores.score
    group by scores.document_id, scores.department_reference

),

strongest as (

    select
        document_id,
        department_reference,
        region_code,
        min(
            case rule
                when 'credit_code' then 1
                when 'zone_name' then 2
                when 'department_name' then 3
                when 'short_name' then 4
                when 'credit_code_prefecture' then 5
                when 'publisher' then 6
                else 7
            end
        ) as rule_rank
    from evidence
    group by document_id, department_reference, region_code

),

located as (

    select
        mentions.document_id,
        mentions.department_reference,
        case when chosen.region_count = 1 then chosen.region_code end as region_code,
        case strongest.rule_rank
            when 1 then 'credit_code'
            when 2 then 'zone_name'
            when 3 then 'department_name'
            when 4 then 'short_name'
            when 5 then 'credit_code_prefecture'
            when 6 then 'publisher'
            when 7 then 'title'
            else 'unresolved'
        end as region_evidence,
        case
            when chosen.region_code is null then 'unknown'
            when chosen.region_count > 1 then 'ambiguous'
            when
                not regions.is_development_zone
                and {{ matches(
                    "coalesce(mentions.department_name, '')",
                    "'(?:开发区|高新区|经开区|示范区|度假区|管理区|合作区|保税区|工业园区)"
                    ~ "(?:管理委员会|管委会|党工委|财政|$)'"
                ) }}
                and position(
                    {{ without('regions.region_name', '[省市县区]$') }}
                    in coalesce(mentions.department_name, '')
                ) > 0
                and strongest.rule_rank <> 1
                then 'host_of_unlisted_zone'
            else 'resolved'
        end as region_status
    from mentions
    left join chosen using (document_id, department_reference)
    left join strongest
        on
            chosen.region_count = 1
            and chosen.document_id = strongest.document_id
            and chosen.department_reference = strongest.department_reference
            and chosen.region_code = strongest.region_code
    left join regions
        on
            chosen.region_count = 1
            and chosen.region_code = regions.region_code

)

select * from located
