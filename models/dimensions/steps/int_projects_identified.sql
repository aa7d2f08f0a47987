{%- set levels = ['stem_name', 'undated_name', 'own_year_name'] -%}
with

named as (select * from {{ ref('int_projects_named') }}),

mentions as (select * from {{ ref('int_project_mentions') }}),

forms as (

    select distinct
        document_id,
        project_reference,
        form_id
    from mentions
    where form_id is not null

),

printed as (

    select
        named.*,
        forms.form_id
    from named
    left join forms using (document_id, project_reference)

),

{% for level in levels %}
    -- Two names in one table are two projects, whatever they have in common.
    crowded_by_{{ level }} as (

        select
            scope_key,
            {{ level }}
        from printed
        group by scope_key, {{ level }}, document_id, form_id, fiscal_year
        having count(distinct plain_name) > 1

    ),

    rivals_by_{{ level }} as (

        select distinct
            scope_key,
            {{ level }}
        from crowded_by_{{ level }}

    ),

{% endfor -%}
-- As much of the name as tells them apart: the stem; the name without its year; without
-- the year of the document alone; the name.
final as (

    select
        named.*,
        case
            {% for level in levels %}
                when rivals_by_{{ level }}.scope_key is null
                    then named.{{ level }}
            {% endfor %}
            else named.plain_name
        end as matching_name
    from named
    {% for level in levels %}
        left join rivals_by_{{ level }}
            on
                named.scope_key = rivals_by_{{ level }}.scope_key
                and named.{{ level }} = rivals_by_{{ level }}.{{ level }}
    {% endfor %}

)

select * from final  -- noqa: AM04
