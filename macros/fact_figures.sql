{#- Columns of facts that a printed cell says and stated_facts does not have as they are:
    texts and scores, and lines that take their figures from several documents. Fact
    table, column, the column of its receipt, and whether it is yuan, another number or a
    text; a column that is neither here nor in stated_facts has no receipt. -#}
{% macro fact_figures() %}
    {%- set figures = [
        ('fct_three_public', 'budget_yuan', 'budget_receipt_id', 'yuan'),
        ('fct_three_public', 'adjusted_yuan', 'adjusted_receipt_id', 'yuan'),
        ('fct_three_public', 'executed_yuan', 'executed_receipt_id', 'yuan'),
        ('fct_three_public', 'quantity', 'quantity_receipt_id', 'number'),
        ('fct_project_funding', 'approved_yuan', 'approved_receipt_id', 'yuan'),
        ('fct_project_funding', 'adjusted_yuan', 'adjusted_receipt_id', 'yuan'),
        ('fct_project_funding', 'executed_yuan', 'executed_receipt_id', 'yuan'),
        (
            'fct_project_funding',
            'execution_rate_published',
            'execution_rate_receipt_id',
            'number'
        ),
        (
            'fct_project_funding',
            'appropriation_yuan',
            'appropriation_receipt_id',
            'yuan'
        ),
        ('fct_project_funding', 'carryover_yuan', 'carryover_receipt_id', 'yuan'),
        ('fct_project_funding', 'other_funds_yuan', 'other_funds_receipt_id', 'yuan'),
        ('fct_project_funding', 'project_key', 'project_receipt_id', 'text'),
        ('fct_project_funding_all', 'project_key', 'project_receipt_id', 'text'),
        ('fct_evaluations', 'total_score', 'total_score_receipt_id', 'number'),
        ('fct_evaluations', 'grade_published', 'grade_receipt_id', 'text'),
        ('fct_evaluations', 'execution_score', 'execution_score_receipt_id', 'number'),
        ('fct_indicators', 'indicator_name', 'indicator_receipt_id', 'text'),
        ('fct_indicators', 'target_text', 'target_receipt_id', 'text'),
        (
            'fct_indicators',
            'adjusted_target_text',
            'adjusted_target_receipt_id',
            'text'
        ),
        (
            'fct_indicators',
            'half_year_target_text',
            'half_year_target_receipt_id',
            'text'
        ),
        ('fct_indicators', 'actual_text', 'actual_receipt_id', 'text'),
        ('fct_indicators', 'weight', 'weight_receipt_id', 'number'),
        ('fct_indicators', 'score', 'score_receipt_id', 'number'),
        ('fct_findings', 'finding_text', 'receipt_id', 'text'),
        ('fct_region_lines', 'amount_yuan', 'receipt_id', 'yuan'),
        ('fct_region_debt', 'amount_yuan', 'receipt_id', 'yuan'),
        ('fct_region_transfers', 'amount_yuan', 'receipt_id', 'yuan'),
        ('fct_region_rates', 'value', 'receipt_id', 'number'),
    ] -%}
    {{ return(figures) }}
{%- endmacro %}


{#- A column as the yuan, the other number or the text of a receipt. -#}
{% macro figure_of_kind(column, kind) -%}
    cast({{ column if kind == 'yuan' else 'null' }} as decimal(20, 2)) as amount_yuan,
    cast({{ column if kind == 'number' else 'null' }} as decimal(28, 8)) as number,
    cast({{ column if kind == 'text' else 'null' }} as varchar) as text
{%- endmacro %}
