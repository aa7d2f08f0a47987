{%- set filled = ['approved', 'adjusted'] -%}

with

sources as (select * from {{ ref('fct_project_funding_all') }}),

-- What the chosen document leaves blank the next one fills, with its own receipt.
{% for measure in filled %}
    first_{{ measure }} as (

        select
            project_year_key,
            {{ measure }}_yuan,
            {{ measure }}_receipt_id,
            row_number() over (
                partition by project_year_key
                order by source_order
            ) as filling_order
        from sources
        where {{ measure }}_yuan is not null

    ),

{% endfor -%}
final as (

    select
        sources.document_id,
        sources.receipt_id,
        sources.project_receipt_id,
        sources.department_key,
        sources.region_code,
        sources.fiscal_year,
        sources.project_key,
        first_approved.approved_yuan,
        first_approved.approved_receipt_id,
        first_adjusted.adjusted_yuan,
        first_adjusted.adjusted_receipt_id,
        sources.executed_yuan,
        sources.executed_receipt_id,
        sources.execution_rate_published,
        sources.execution_rate_receipt_id,
        {{ share_of(
            'sources.executed_yuan',
            'coalesce('
            ~ 'nullif(first_adjusted.adjusted_yuan, 0), first_approved.approved_yuan)'
        ) }} as execution_rate,
        sources.appropriation_yuan,
        sources.appropriation_receipt_id,
        sources.special_account_yuan,
        sources.special_account_receipt_id,
        sources.own_funds_yuan,
        sources.own_funds_receipt_id,
        sources.carryover_yuan,
        sources.carryover_receipt_id,
        sources.other_funds_yuan,
        sources.other_funds_receipt_id,
        sources.reading,
        sources.caliber,
        sources.half_unit_yuan,
        sources.is_amount_proven,
        sources.is_proven,
        sources.verified_by,
        sources.is_synthetic,
        sources.project_year_key
    from sources
    {% for measure in filled %}
        left join first_{{ measure }}
            on
                sources.project_year_key = first_{{ measure }}.project_year_key
                and first_{{ measure }}.filling_order = 1
    {% endfor %}
    where sources.is_chosen

)

select * from final
