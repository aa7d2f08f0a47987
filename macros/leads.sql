{#- Leads: suspicions that say in a sentence what stands printed. -#}


{#- A sentence with values in it: '项目{project_name}' is a text and what stands in a
    column; what is missing leaves nothing. -#}
{% macro sentence(text) -%}
    concat(
        {%- for part in text.split('{') -%}
            {%- if loop.first -%}
                '{{ part }}'
            {%- else -%}
                , cast({{ part.split('}')[0] }} as varchar), '{{ part.split('}')[1] }}'
            {%- endif -%}
        {%- endfor -%}
    )
{%- endmacro %}


{#- The leads of one kind, one a row of `rows`: what they are about, the sentence in both
    languages, the value measured and what it is compared with, in which unit. `other`
    is the receipt on the other side, `further` the list of all else that is named,
    `condition` which of the rows it is about. -#}
{% macro leads(
    kind,
    rows,
    subject,
    zh,
    en,
    measured='null',
    compared='null',
    unit="'元'",
    other='null',
    further='null',
    project='project_key',
    condition=none
) -%}
    select
        '{{ kind }}' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        cast({{ project }} as varchar) as project_key,
        document_id,
        receipt_id,
        cast({{ other }} as varchar) as other_receipt_id,
        cast({{ further }} as varchar[]) as further_receipt_ids,
        {{ subject }} as subject,
        {{ sentence(zh) }} as sentence_zh,
        {{ sentence(en) }} as sentence_en,
        cast({{ measured }} as decimal(28, 6)) as measured_value,
        cast({{ compared }} as decimal(28, 6)) as compared_value,
        cast({{ unit }} as varchar) as value_unit
    from {{ rows }}
    {%- if condition %}
    where {{ condition }}
    {%- endif %}
{%- endmacro %}


{#- The models that raise leads; all have the columns of `leads`. -#}
{% macro models_of_leads() %}
    {{ return([
        ref('int_leads_of_spending'),
        ref('int_leads_of_projects'),
        ref('int_leads_of_targets'),
        ref('int_leads_of_copies'),
        ref('int_leads_of_texts'),
        ref('int_leads_of_identities'),
        ref('int_leads_of_statements'),
        ref('int_leads_of_governments')
    ]) }}
{%- endmacro %}
