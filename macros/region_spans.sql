{#- What the figures of a report of a whole area are held to: spans that identities run along.
    A span is told by the columns that its instances have in common, by what an instance is
    called, and by the role of a figure in it, none where it has none. -#}
{% macro spans_of_regions() %}
    {%- set table_key = ['document_id', 'block_no'] -%}
    {%- set column_key = table_key + ['column_no'] -%}
    {%- set debt_key = table_key + ['scope', 'counterpart_name'] -%}
    {%- set place_key = ['column_item', 'phase', 'fiscal_year', 'side'] -%}
    {%- set is_of_places = "classification in ('place', 'transfer') and not is_told" -%}
    {%- set spans = [
        (
            'side', column_key + ['side'], 'column_place',
            "case when total_kind = 'own' and total_no = 1 then 'total'
                when total_kind is null and level = 1 and not is_of_which then 'top' end"
        ),
        (
            'grand_totals',
            table_key + ['row_no', 'column_item', 'phase', 'fiscal_year', 'scope'],
            'column_place',
            "case when total_kind = 'grand' and grand_no = 1 and not is_told
                then table_side end"
        ),
        (
            'table_side', column_key + ['table_side'], 'column_place',
            "case when is_told then null
                when total_kind = 'grand' then case when grand_no = 1 then 'grand' end
                when total_kind = 'own' then case
                    when total_no = 1 and side in ('revenue', 'expenditure') then 'own' end
                when total_kind is null and level = 1 and not is_of_which
                    and side not in ('revenue', 'expenditure', 'balance', 'debt')
                    then 'beside' end"
        ),
        (
            'transfers', column_key + ['side'], 'column_place',
            "case when side in ('transfer_in', 'transfer_out') and not is_told
                and counterpart_name is null then " ~ transfer_kind('line_name') ~ " end"
        ),
        (
            'places_of_row', table_key + ['row_no'] + place_key, 'cell',
            "case when " ~ is_of_places
            ~ " then case when counterpart_name is null then 'all' else 'one' end end"
        ),
        (
            'places_of_column', column_key + place_key, 'cell',
            "case when " ~ is_of_places
            ~ " then case when counterpart_name is null then 'all' else 'one' end end"
        ),
        (
            'items_of_row',
            table_key + ['row_no', 'counterpart_name', 'phase', 'fiscal_year', 'side'],
            'cell',
            "case when " ~ is_of_places
            ~ " then case when column_item is null then 'all' else 'one' end end"
        ),
        (
            'debt_kinds', debt_key + ['phase', 'fiscal_year', 'debt_measure'], 'cell',
            'debt_kind'
        ),
        (
            'debt_measures', debt_key + ['phase', 'fiscal_year', 'debt_kind'], 'cell',
            "case when debt_measure in ('balance', 'limit') then debt_measure end"
        ),
        (
            'debt_years', debt_key + ['debt_kind', 'fiscal_year'], 'cell', 'debt_measure'
        ),
        (
            'debt_years', debt_key + ['debt_kind', 'fiscal_year + 1'], 'cell',
            "case when debt_measure = 'balance' then 'opening' end"
        ),
        (
            'insurance', table_key + ['column_no', 'column_item'], 'column_place',
            "case when account <> 'social_insurance' or is_told then null
                when side = 'balance' then case
                    when line_name in ('本年收支结余', '本年结余') then 'balance' end
                when side in ('revenue', 'expenditure') and year_total_no = 1
                    and (total_kind = 'own'
                        or total_kind is not null and line_name like '本年%合计')
                    then side end"
        ),
        (
            'parts', column_key + ['line_no'],
            "concat('line ', cast(line_no as varchar), ' ', column_place)",
            "case when total_kind is null then 'whole' end"
        ),
        (
            'parts', column_key + ['parent_line_no'], 'cast(null as varchar)',
            "case when parent_line_no is not null and not is_of_which then 'part' end"
        ),
    ] -%}
    {{ return(spans) }}
{%- endmacro %}
