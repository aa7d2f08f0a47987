{#- Words that titles of projects share, whatever the project does. -#}
{%- set common_words = [
    '项目', '经费', '专项', '资金', '工作', '建设', '运行', '管理', '服务', '费用',
    '支出', '补助', '补贴', '重点', '评价', '报告', '年度', '预算', '其他', '相关',
    '一般', '等', '的', '和', '及', '与'
] -%}
{%- set fewest_pairs = 8 -%}
{%- set shortest_text = 100 -%}

with

stated_projects as (select * from {{ ref('stg_projects') }}),

resolved_projects as (select * from {{ ref('int_projects_resolved') }}),

figures as (select * from {{ ref('int_figures') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

described as (

    select
        stated_projects.document_id,
        stated_projects.project_no,
        stated_projects.name_text,
        stated_projects.receipt_id,
        concat(
            coalesce(stated_projects.overview_text, ''),
            coalesce(stated_projects.content_text, '')
        ) as description,
        stated_projects.result_text,
        {{ replaced(
            without(
                'stated_projects.name_text', '[\\s\\x{3000}]|(?:19|20)[0-9]{2}年?度?'
            ),
            (common_words | join('|')) ~ '|[^\\x{4E00}-\\x{9FFF}A-Za-z]',
            '|'
        ) }} as own_words
    from stated_projects
    inner join documents using (document_id)
    where
        documents.is_current
        and length(stated_projects.overview_text)
        + length(coalesce(stated_projects.content_text, '')) >= {{ shortest_text }}

),

positions as (

    select
        *,
        {{ each_position('length(own_words) - 1') }} as position_no
    from described

),

pairs as (

    select distinct
        document_id,
        project_no,
        name_text,
        receipt_id,
        description,
        result_text,
        substr(own_words, position_no, 2) as pair
    from positions

),

-- A title is its pairs of characters. A long description that has none of them, where
-- the passage on the results has most, speaks of something else.
counted as (

    select
        document_id,
        project_no,
        name_text,
        receipt_id,
        count(*) as pair_count,
        count(*) filter (where position(pair in description) > 0) as found_count,
        count(*) filter (where position(pair in result_text) > 0)
            as found_in_result_count
    from pairs
    where length(pair) = 2 and position('|' in pair) = 0
    group by document_id, project_no, name_text, receipt_id

),

figures_of_text as (

    select
        document_id,
        project_no,
        min(receipt_id) as receipt_id
    from figures
    where project_no is not null
    group by document_id, project_no

),

found as (

    select
        counted.*,
        resolved_projects.department_key,
        resolved_projects.region_code,
        resolved_projects.fiscal_year,
        resolved_projects.project_key,
        figures_of_text.receipt_id as figure_receipt_id
    from counted
    left join resolved_projects
        on
            counted.document_id = resolved_projects.document_id
            and cast(counted.project_no as varchar)
            = resolved_projects.project_reference
    left join figures_of_text
        on
            counted.document_id = figures_of_text.document_id
            and counted.project_no = figures_of_text.project_no
    where
        counted.pair_count >= {{ fewest_pairs }}
        and counted.found_count = 0
        and 2 * counted.found_in_result_count >= counted.pair_count

),

final as (

    {{ leads(
        'text_of_other_project',
        'found',
        'name_text',
        '「{name_text}」的项目概况没有提到项目名称中的任何词语，'
        ~ '而结果说明中有，概况可能是另一个项目的。',
        'Project "{name_text}": its description has no word of the title, its results '
        ~ 'have; the description may be that of another project.',
        'found_count',
        'pair_count',
        'null',
        'figure_receipt_id'
    ) }}

)

select * from final
