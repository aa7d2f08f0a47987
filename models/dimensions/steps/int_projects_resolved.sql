{%- set plain_words = [
    '本级', '区级', '市级', '省级', '县级', '中央', '工作', '业务', '服务', '建设', '运行',
    '实施', '开展', '相关', '采购', '补助', '配套', '费用', '项目', '经费', '资金', '专项', '费', '的',
    '等', '及',
] -%}

with

identified as (select * from {{ ref('int_projects_identified') }}),

money as (

    select
        identified.scope_key,
        identified.matching_name,
        identified.stem_name,
        identified.fiscal_year,
        identified.document_id,
        case
            when amounts.measure = 'total' then 'approved' else amounts.measure
        end as measure,
        amounts.amount_yuan
    from identified
    inner join {{ ref('stg_amounts') }} as amounts
        on
            identified.document_id = amounts.document_id
            and identified.project_reference = coalesce(
                cast(amounts.project_no as varchar),
                case when amounts.row_key = 'project_item' then amounts.label_text end
            )
    where
        amounts.row_key in ('total', 'project_item')
        and amounts.measure in ('total', 'approved', 'adjusted', 'executed')
        and amounts.amount_yuan > 0
        and amounts.reading <> 'unreconciled'

),

-- Names that say more than the stem and mean one project: one number of the budget
-- system; or one amount in two documents, where one name adds plain words to the other.
candidates as (

    select
        short_names.scope_key,
        short_names.matching_name as short_name,
        long_names.matching_name as long_name,
        'same_code' as rule
    from identified as short_names
    inner join identified as long_names using (scope_key, project_code)
    where
        length(short_names.matching_name) < length(long_names.matching_name)
        or (
            length(short_names.matching_name) = length(long_names.matching_name)
            and short_names.matching_name < long_names.matching_name
        )

    union

    select
        short_names.scope_key,
        short_names.matching_name as short_name,
        long_names.matching_name as long_name,
        'equal_amounts' as rule
    from money as short_names
    inner join money as long_names
        using (scope_key, fiscal_year, measure, amount_yuan)
    where
        short_names.document_id <> long_names.document_id
        and length(short_names.matching_name) < length(long_names.matching_name)
        and length(short_names.matching_name) >= 4
        and (
            short_names.stem_name = long_names.stem_name
            or {{ matches(
                "replace(long_names.matching_name, short_names.matching_name, '')",
                "'^(?:" ~ plain_words | join('|') ~ ")+$'"
            ) }}
        )

),

names_in_forms as (

    select distinct
        identified.scope_key,
        identified.matching_name,
        document_id,
        mentions.form_id
    from identified
    inner join {{ ref('int_project_mentions') }} as mentions
        using (document_id, project_reference)
    where mentions.form_id is not null

),

-- Never where one table prints both, nor where they print another execution.
contradicted as (

    {%- for names, condition in [
        (
            'names_in_forms',
            'short_names.document_id = long_names.document_id'
            ~ ' and short_names.form_id = long_names.form_id'
        ),
        (
            'money',
            'short_names.fiscal_year = long_names.fiscal_year'
            ~ ' and short_names.amount_yuan <> long_names.amount_yuan'
            ~ " and short_names.measure = 'executed'"
            ~ " and long_names.measure = 'executed'"
        )
    ] %}

        select candidates.*
        from candidates
        inner join {{ names }} as short_names
            on
                candidates.scope_key = short_names.scope_key
                and candidates.short_name = short_names.matching_name
        inner join {{ names }} as long_names
            on
                candidates.scope_key = long_names.scope_key
                and candidates.long_name = long_names.matching_name
                and {{ condition }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

pairs as (

    select
        candidates.scope_key,
        candidates.short_name,
        candidates.long_name,
        min(candidates.rule) as rule
    from candidates
    left join contradicted using (scope_key, short_name, long_name)
    where contradicted.scope_key is null
    group by candidates.scope_key, candidates.short_name, candidates.long_name

),

ends_of_pairs as (

    select
        scope_key,
        {{ each_item('[short_name, long_name]') }} as matching_name
    from pairs

),

-- A name with two partners is left alone, and so are they.
ambiguous as (

    select
        scope_key,
        matching_name
    from ends_of_pairs
    group by scope_key, matching_name
    having count(*) > 1

),

matched as (

    select pairs.*
    from pairs
    left join ambiguous
        on
            pairs.scope_key = ambiguous.scope_key
            and ambiguous.matching_name in (pairs.short_name, pairs.long_name)
    where ambiguous.scope_key is null

),

keyed as (

    select
        identified.* exclude (
            scope_key, matching_name, own_year_name, stem_name, project_code  -- noqa
        ),
        coalesce(matched.short_name, identified.matching_name) as matching_name,
        {{ key_of([
            'identified.scope_key',
            'coalesce(matched.short_name, identified.matching_name)'
        ]) }} as project_key,
        matched.rule as pair_rule
    from identified
    left join matched
        on
            identified.scope_key = matched.scope_key
            and identified.matching_name = matched.long_name

)

select * from keyed  -- noqa: AM04
