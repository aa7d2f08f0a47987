with

documents as (

    select * from {{ ref('stg_documents') }}

),

projects as (

    select * from {{ ref('stg_projects') }}

),

amounts as (

    select * from {{ ref('stg_amounts') }}

),

indicators as (

    select * from {{ ref('stg_indicators') }}

),

regions as (

    select * from {{ ref('dim_regions') }}

),

chains as (

    select * from {{ ref('int_region_chains') }}

),

region_names as (

    select * from {{ ref('region_names') }}

),

zone_names as (

    select * from {{ ref('development_zone_names') }}

),

-- Every way in which a document refers to a department; '' is its own.
mentions as (

    select
        document_id,
        '' as department_reference,
        department_text,
        credit_code
    from documents

    union all

    select
        document_id,
        coalesce(department_text, '') as department_reference,
        department_text,
        credit_code
    from projects

    union all

    select
        document_id,
        coalesce(department_text, '') as department_reference,
        department_text,
        cast(null as varchar) as credit_code
    from amounts

    union all

    select
        document_id,
        coalesce(department_text, '') as department_reference,
        department_text,
        cast(null as varchar) as credit_code
    from indicators

),

-- A document that names no department of its own is that of its only named one.
document_departments as (

    select
        document_id,
        min({{ plain_department('department_text') }}) as department_name
    from mentions
    where {{ plain_department('department_text') }} is not null
    group by document_id
    having count(distinct {{ plain_department('department_text') }}) = 1

),

named as (

    select
        mentions.document_id,
        mentions.department_reference,
        coalesce(
            max({{ plain_department('mentions.department_text') }}),
            max({{ plain_department('documents.department_text') }}),
            max(document_departments.department_name)
        ) as department_name,
        max(mentions.credit_code) as mentioned_credit_code,
        max({{ plain_name('documents.title') }}) as title
    from mentions
    left join documents
        on mentions.document_id = documents.document_id
    left join document_departments
        on mentions.document_id = document_departments.document_id
    group by mentions.document_id, mentions.department_reference

),

-- The same body under two references of one document has one credit code.
identified as (

    select
        *,
        max(mentioned_credit_code) over (
            partition by document_id, coalesce(department_name, '')
        ) as credit_code
    from named

),

names as (

    select
        region_name as printed_name,
        coalesce(successor_region_code, region_code) as region_code,
        'region' as name_kind
    from regions
    where not is_development_zone

    union

    select
        printed_name,
        region_code,
        'region' as name_kind
    from region_names

    union

    select
        printed_name,
        zone_code as region_code,
        'zone' as name_kind
    from zone_names

),

-- Two characters (城区, 东区) are a name only where a name can begin.
matches as (

    select
        identified.document_id,
        identified.department_reference,
        names.printed_name,
        names.region_code,
        case
            when
                position(
                    names.printed_name in coalesce(identified.department_name, '')
                ) = 0
                then 'title'
            when names.name_kind = 'zone' then 'zone_name'
            else 'department_name'
        end as evidence
    from identified
    left join names
        on
            position(
                names.printed_name in concat(
                    coalesce(identified.department_name, ''),
                    '|',
                    coalesce(identified.title, '')
                )
            ) > 0
    where
        names.region_code is not null
        and (
            length(names.printed_name) > 2
            or {{ matches(
                "concat('|', coalesce(identified.department_name, ''), "
                ~ "'|', coalesce(identified.title, ''))",
                "concat('[|省市州盟]', names.printed_name)"
            ) }}
        )

),

-- A name inside a longer matched name (昆明市 in 昆明市经开区) says nothing more.
longest_matches as (

    select matches.*
    from matches
    left join matches as longer
        on
            matches.document_id = longer.document_id
            and matches.department_reference = longer.department_reference
            and length(longer.printed_name) > length(matches.printed_name)
            and position(matches.printed_name in longer.printed_name) > 0
    where longer.printed_name is null

),

candidates as (

    select
        document_id,
        department_reference,
        printed_name,
        region_code,
        evidence,
        case when evidence = 'title' then 1 else 2 end as weight
    from longest_matches

    union all

    select
        identified.document_id,
        identified.department_reference,
        identified.credit_code as printed_name,
        coalesce(regions.successor_region_code, regions.region_code) as region_code,
        'credit_code' as evidence,
        4 as weight
    from identified
    left join regions
        on substr(identified.credit_code, 3, 6) = regions.region_code
    where regions.region_code is not null

),

candidate_chains as (

    select distinct
        candidates.document_id,
        candidates.department_reference,
        candidates.region_code,
        chains.ancestor_region_code
    from candidates
    left join chains
        on candidates.region_code = chains.region_code

),

-- What speaks for a region: every name and code on its way up to the province.
supports as (

    select distinct
        candidate_chains.document_id,
        candidate_chains.department_reference,
        candidate_chains.region_code,
        candidates.printed_name,
        candidates.weight
    from candidate_chains
    left join candidates
        on
            candidate_chains.document_id = candidates.document_id
            and candidate_chains.department_reference
            = candidates.department_reference
            and candidate_chains.ancestor_region_code = candidates.region_code
    where candidates.region_code is not null

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
        max(scores.region_code) as region_code
    from scores
    left join best_scores
        on
            scores.document_id = best_scores.document_id
            and scores.department_reference = best_scores.department_reference
    where scores.score = best_scores.score
    group by scores.document_id, scores.department_reference
    having count(distinct scores.region_code) = 1

),

evidences as (

    select
        document_id,
        department_reference,
        region_code,
        min(
            case evidence
                when 'credit_code' then 1
                when 'zone_name' then 2
                when 'department_name' then 3
                else 4
            end
        ) as evidence_rank
    from candidates
    group by document_id, department_reference, region_code

),

located as (

    select
        identified.document_id,
        identified.department_reference,
        identified.department_name,
        identified.credit_code,
        chosen.region_code,
        case evidences.evidence_rank
            when 1 then 'credit_code'
            when 2 then 'zone_name'
            when 3 then 'department_name'
            when 4 then 'title'
            else 'unresolved'
        end as region_evidence,
        case
            when identified.department_name is not null
                then {{ key_of([
                    'identified.department_name', 'chosen.region_code'
                ]) }}
        end as department_key
    from identified
    left join chosen
        on
            identified.document_id = chosen.document_id
            and identified.department_reference = chosen.department_reference
    left join evidences
        on
            chosen.document_id = evidences.document_id
            and chosen.department_reference = evidences.department_reference
            and chosen.region_code = evidences.region_code

)

select * from located
