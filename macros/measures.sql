{#- Sums of money that a department's year is told by, each a column `<measure>_yuan` of
    department_years and region_years with its verified share and its interval. -#}
{% macro department_measures() %}
    {{ return([
        'total_revenue',
        'total_spending',
        'basic',
        'project',
        'personnel',
        'public',
        'three_public',
        'net_assets',
        'approved_revenue',
        'approved_budget',
        'approved_basic_budget',
        'approved_project_budget',
        'approved_project',
        'adjusted_project',
        'executed_project'
    ]) }}
{%- endmacro %}


{#- Whether a measure of an indicator was seen on a picture, and not for sure. -#}
{% macro is_unsure(measure) -%}
    concat(',', coalesce(unsure_measures, ''), ',') like '%,{{ measure }},%'
{%- endmacro %}
