{#- Of which instance of an identity a figure is, and what it is called there;
    region_identities says which of these make a side. A span is told by the columns that
    its instances have in common, by the role of a figure in it, none where it has none,
    and by what an instance is called. -#}
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
    (
        'formula', ['receipt_id'], "concat(cell, ' ', formula_text)",
        "case when right_text is not null then 'whole' end"
    ),
] -%}
with

-- Of several totals of a column the account's own first, that of all last.
totals as (

    select
        receipt_id,
        row_number() over (
            partition by document_id, block_no, column_no, side, total_kind
            order by line_no
        ) as total_no,
        row_number() over (
            partition by document_id, block_no, column_no, table_side, total_kind
            order by line_no desc
        ) as grand_no,
        row_number() over (
            partition by document_id, block_no, column_no, side
            order by
                case
                    when line_name like '本年%合计' then 1
                    when total_kind = 'own' then 2
                    else 3
                end,
                line_no
        ) as year_total_no
    from {{ ref('stg_region_figures') }}
    where total_kind is not null

),

figures as (

    select
        figures.*,
        totals.total_no,
        totals.grand_no,
        totals.year_total_no,
        concat(
            'row ', cast(figures.row_no as varchar),
            ' column ', cast(figures.column_no as varchar)
        ) as cell,
        concat('column ', cast(figures.column_no as varchar)) as column_place,
        figures.form_id = 'region_told' as is_told,
        -- What the table says that the figure is worked out of, in its row or column.
        case
            when
                {{ matches(
                    'figures.formula_text', "'^[A-Z]=[A-Z](?:[-+][A-Z])*$'"
                ) }}
                then substr(figures.formula_text, 3)
        end as right_text
    from {{ ref('stg_region_figures') }} as figures
    left join totals using (receipt_id)

),

amounts as (

    select * from figures
    where is_money and not is_unit_missing

),

-- A rate, or a change, is worked out of the amounts that its columns name.
rates as (

    select
        rates.receipt_id as span_key,
        rates.cell as subject,
        case when rates.measure = 'change_yuan' then 'change' else 'rate' end as span,
        rates.receipt_id as rate_receipt_id,
        numerators.receipt_id as numerator_receipt_id,
        denominators.receipt_id as denominator_receipt_id
    from figures as rates
    inner join amounts as numerators using (document_id, block_no, row_no)
    inner join amounts as denominators using (document_id, block_no, row_no)
    where
        rates.of_column_no = numerators.column_no
        and rates.base_column_no = denominators.column_no
        and (
            rates.measure = 'change_yuan'
            or (
                rates.measure in ('completion', 'growth')
                and denominators.amount_yuan > 0
            )
        )

),

-- The nearest figure of a letter, below before above: letters begin again.
lettered as (

    select
        {{ key_of(['wholes.receipt_id']) }} as span_key,
        length({{ without('wholes.right_text', '[^A-Z]') }}) as letter_count,
        parts.receipt_id,
        substr(parts.formula_text, 1, 1) as letter,
        case
            when position(concat('-', letter) in wholes.right_text) > 0 then 'minus'
            else 'plus'
        end as role
    from amounts as wholes
    inner join amounts as parts using (document_id, block_no)
    where
        wholes.right_text is not null
        and parts.formula_text is not null
        and (wholes.row_no = parts.row_no or wholes.column_no = parts.column_no)
        and position(substr(parts.formula_text, 1, 1) in wholes.right_text) > 0
    qualify row_number() over (
        partition by wholes.receipt_id, substr(parts.formula_text, 1, 1)
        order by
            parts.row_no < wholes.row_no,
            abs(parts.row_no - wholes.row_no),
            parts.column_no < wholes.column_no,
            abs(parts.column_no - wholes.column_no)
    ) = 1

),

-- Where the table prints all of them.
formula_parts as (

    select * from lettered
    qualify count(*) over (partition by span_key) = letter_count

),

-- The own total of an account's year as its own final account has it; a report on the
-- year after drafts the budget of the second, and is of that one.
totals_of_years as (

    select * from {{ ref('int_region_figures') }}
    where
        set_aside_reason is null
        and is_current
        and is_money
        and not is_of_which
        and total_kind = 'own'
        and phase = 'final'
        and part is null
        and column_item is null
        and classification in ('revenue_item', 'function')

),

years as (

    select
        'years' as span,
        again.receipt_id as span_key,
        again.document_id as subject,
        again.receipt_id as again_receipt_id,
        originals.receipt_id as first_receipt_id
    from totals_of_years as again
    inner join totals_of_years as originals
        using (
            region_code, scope, account, side, classification, fiscal_year, is_synthetic
        )
    where
        again.report_year between again.fiscal_year + 1 and again.fiscal_year + 2
        and originals.report_year = originals.fiscal_year
        and originals.is_chosen

),

seen as (

    {% for span, keys, subject, role in spans %}
        select
            '{{ span }}' as span,
            {{ key_of(keys) }} as span_key,
            {{ role }} as role,
            {{ subject }} as subject,
            receipt_id
        from amounts
        where ({{ role }}) is not null

        union all

    {% endfor %}
    {% for instances, role in [
        ('rates', 'rate'),
        ('rates', 'numerator'),
        ('rates', 'denominator'),
        ('years', 'again'),
        ('years', 'first')
    ] %}
        select
            span,
            span_key,
            '{{ role }}' as role,
            subject,
            {{ role }}_receipt_id as receipt_id
        from {{ instances }}

        union all

    {% endfor %}
    select
        'formula' as span,
        span_key,
        role,
        cast(null as varchar) as subject,
        receipt_id
    from formula_parts

),

identities as (

    select
        *,
        count(case when is_needed then 1 end) over (
            partition by identity_id, identity_no
        ) as needed_count
    from {{ ref('region_identities') }}

),

-- An instance is one that has all it needs, and a whole to be held to.
instances as (

    select
        identities.identity_id,
        identities.identity_no,
        seen.span_key,
        min(seen.receipt_id) filter (where identities.side = 'left')
            as whole_receipt_id,
        min(seen.subject) filter (where identities.side = 'left') as scope
    from seen
    inner join identities using (span, role)
    group by identities.identity_id, identities.identity_no, seen.span_key
    having
        count(distinct identities.role) filter (where identities.is_needed)
        = max(identities.needed_count)
        and count(distinct seen.receipt_id) filter (where identities.side = 'left') = 1

),

-- No table says that its lines are all: what is less than the whole is not broken.
terms as (

    select distinct
        instances.identity_no,
        instances.identity_id,
        instances.whole_receipt_id,
        instances.scope,
        identities.axis,
        identities.side,
        identities.sign,
        identities.role as term,
        seen.receipt_id
    from instances
    inner join identities using (identity_id, identity_no)
    left join seen using (span, span_key, role)
    where seen.receipt_id is not null or identities.role = 'rest'

),

final as (

    select
        terms.identity_no,
        terms.identity_id,
        terms.scope,
        terms.axis,
        terms.side,
        terms.sign,
        terms.term,
        terms.receipt_id,
        wholes.document_id,
        wholes.form_id,
        wholes.block_no,
        wholes.side as account_side,
        wholes.line_code as code,
        wholes.label_text,
        case when wholes.is_money then wholes.column_text else wholes.measure end
            as measure,
        false as blank_is_zero,
        case
            when figures.is_money then figures.amount_yuan
            when figures.measure = 'growth' then figures.rate + 1
            else figures.rate
        end as number,
        coalesce(figures.is_money, wholes.is_money)
        or wholes.measure = 'change_yuan' as is_yuan,
        case when is_yuan then '元' else 'fraction' end as unit_text,
        case
            when figures.is_money then figures.half_unit_yuan
            else figures.half_unit_rate
        end as half_unit,
        false as is_column_missing,
        false as is_ambiguous
    from terms
    inner join figures as wholes on terms.whole_receipt_id = wholes.receipt_id
    left join figures on terms.receipt_id = figures.receipt_id

)

select * from final
