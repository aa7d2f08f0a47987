{#- Of which instance of an identity a figure is, and what it is called there;
    region_identities says which of these make a side. -#}
{%- set table_key = ['document_id', 'block_no'] -%}
{%- set column_key = table_key + ['column_no'] -%}
{%- set stage_key = ['phase', 'fiscal_year', 'scope'] -%}
{%- set debt_key = table_key + ['phase', 'scope', 'counterpart_name'] -%}
with

figures as (

    select
        *,
        concat('row ', cast(row_no as varchar), ' column ', cast(column_no as varchar))
            as cell,
        concat('column ', cast(column_no as varchar)) as column_place,
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
                    when total_kind is null then 3
                    when line_name like '本年%合计' then 1
                    when total_kind = 'own' then 2
                    else 3
                end,
                line_no
        ) as year_total_no
    from {{ ref('stg_region_figures') }}

),

amounts as (

    select * from figures
    where is_money and not is_unit_missing

),

-- A rate, or a change, is worked out of the amounts that its columns name.
rates as (

    select
        rates.receipt_id,
        rates.cell as subject,
        case when rates.measure = 'change_yuan' then 'change' else 'rate' end as span,
        numerators.receipt_id as numerator_receipt_id,
        denominators.receipt_id as denominator_receipt_id
    from figures as rates
    inner join amounts as numerators
        on
            rates.document_id = numerators.document_id
            and rates.block_no = numerators.block_no
            and rates.row_no = numerators.row_no
            and rates.of_column_no = numerators.column_no
    inner join amounts as denominators
        on
            rates.document_id = denominators.document_id
            and rates.block_no = denominators.block_no
            and rates.row_no = denominators.row_no
            and rates.base_column_no = denominators.column_no
    where
        rates.measure = 'change_yuan'
        or (
            rates.measure in ('completion', 'growth')
            and denominators.amount_yuan > 0
        )

),

-- A figure that its table says is worked out of others, in its row or in its column.
worked_out as (

    select
        *,
        substr(formula_text, 3) as right_text,
        length({{ without('substr(formula_text, 3)', '[^A-Z]') }}) as letter_count
    from amounts
    where {{ matches("coalesce(formula_text, '')", "'^[A-Z]=[A-Z](?:[-+][A-Z])*$'") }}

),

-- The nearest figure of a letter, below before above: letters begin again.
lettered as (

    select
        worked_out.receipt_id as whole_receipt_id,
        worked_out.letter_count,
        parts.receipt_id,
        case
            when
                position(
                    concat('-', substr(parts.formula_text, 1, 1))
                    in worked_out.right_text
                ) > 0
                then 'minus'
            else 'plus'
        end as role,
        row_number() over (
            partition by worked_out.receipt_id, substr(parts.formula_text, 1, 1)
            order by
                parts.row_no < worked_out.row_no,
                abs(parts.row_no - worked_out.row_no),
                parts.column_no < worked_out.column_no,
                abs(parts.column_no - worked_out.column_no)
        ) as nearness
    from worked_out
    inner join amounts as parts
        on
            worked_out.document_id = parts.document_id
            and worked_out.block_no = parts.block_no
            and (
                worked_out.row_no = parts.row_no
                or worked_out.column_no = parts.column_no
            )
            and position(
                substr(parts.formula_text, 1, 1) in worked_out.right_text
            ) > 0

),

formula_parts as (

    select
        *,
        count(*) over (partition by whole_receipt_id) as part_count
    from lettered
    where nearness = 1

),

-- The own total of an account's year as its own final account has it; a report on the
-- year after drafts the budget of the second, and is of that one.
totals_of_years as (

    select
        *,
        {{ key_of([
            'region_code',
            'scope',
            'account',
            'side',
            'classification',
            'fiscal_year',
            'is_synthetic'
        ]) }} as total_key
    from {{ ref('int_region_figures') }}
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

seen as (

    {% for role, column in [
        ('rate', 'receipt_id'),
        ('numerator', 'numerator_receipt_id'),
        ('denominator', 'denominator_receipt_id'),
    ] %}
        select
            span,
            receipt_id as span_key,
            '{{ role }}' as role,
            subject,
            {{ column }} as receipt_id
        from rates

        union all

    {% endfor %}

    -- The account's own total and its top lines, column by column.
    select
        'side' as span,
        {{ key_of(column_key + ['side']) }} as span_key,
        case when total_kind = 'own' then 'total' else 'top' end as role,
        column_place as subject,
        receipt_id
    from amounts
    where
        (total_kind = 'own' and total_no = 1)
        or (total_kind is null and level = 1 and not is_of_which)

    union all

    -- What comes in and what goes out of all of a row's two sides.
    select
        'grand_totals' as span,
        {{ key_of(table_key + ['row_no', 'column_item'] + stage_key) }} as span_key,
        table_side as role,
        column_place as subject,
        receipt_id
    from amounts
    where total_kind = 'grand' and grand_no = 1 and form_id <> 'region_told'

    union all

    -- The total of all, the account's own, and what is told beside it at the top.
    select
        'table_side' as span,
        {{ key_of(column_key + ['table_side']) }} as span_key,
        case coalesce(total_kind, '')
            when 'grand' then 'grand' when 'own' then 'own' else 'beside'
        end as role,
        column_place as subject,
        receipt_id
    from amounts
    where
        form_id <> 'region_told'
        and (
            (total_kind = 'grand' and grand_no = 1)
            or (
                total_kind = 'own'
                and total_no = 1
                and side in ('revenue', 'expenditure')
            )
            or (
                total_kind is null
                and level = 1
                and not is_of_which
                and side not in ('revenue', 'expenditure', 'balance', 'debt')
            )
        )

    union all

    select
        'transfers' as span,
        {{ key_of(column_key + ['side']) }} as span_key,
        {{ transfer_kind('line_name') }} as role,
        column_place as subject,
        receipt_id
    from amounts
    where
        side in ('transfer_in', 'transfer_out')
        and form_id <> 'region_told'
        and counterpart_name is null
        and {{ transfer_kind('line_name') }} is not null

    union all

    -- Places of a row or of a column with what they come to together, and the items of
    -- a row. Places may hold one another, so that more than the whole is no fault.
    {% for span, keys, of in [
        ('places_of_row', ['row_no', 'column_item'], 'counterpart_name'),
        ('places_of_column', ['column_no', 'column_item'], 'counterpart_name'),
        ('items_of_row', ['row_no', 'counterpart_name'], 'column_item'),
    ] %}
        select
            '{{ span }}' as span,
            {{ key_of(table_key + keys + ['phase', 'fiscal_year', 'side']) }}
                as span_key,
            case when {{ of }} is null then 'all' else 'one' end as role,
            cell as subject,
            receipt_id
        from amounts
        where classification in ('place', 'transfer') and form_id <> 'region_told'

        union all

    {% endfor %}

    select
        'debt_kinds' as span,
        {{ key_of(debt_key + ['fiscal_year', 'debt_measure']) }} as span_key,
        debt_kind as role,
        cell as subject,
        receipt_id
    from amounts
    where side = 'debt'

    union all

    select
        'debt_measures' as span,
        {{ key_of(debt_key + ['fiscal_year', 'debt_kind']) }} as span_key,
        debt_measure as role,
        cell as subject,
        receipt_id
    from amounts
    where side = 'debt' and debt_measure in ('balance', 'limit')

    union all

    -- What is owed at the end of a year opens the next.
    {% for role, year in [
        ('debt_measure', 'fiscal_year'),
        ("'opening'", 'fiscal_year + 1'),
    ] %}
        select
            'debt_years' as span,
            {{ key_of(table_key + ['scope', 'counterpart_name', 'debt_kind', year]) }}
                as span_key,
            {{ role }} as role,
            cell as subject,
            receipt_id
        from amounts
        where
            side = 'debt'
            {%- if not loop.first %}
                and debt_measure = 'balance'
            {%- endif %}

        union all

    {% endfor %}

    -- What is worked out of others as its table prints it, where it prints all of them.
    select
        'formula' as span,
        receipt_id as span_key,
        'whole' as role,
        concat(cell, ' ', formula_text) as subject,
        receipt_id
    from worked_out

    union all

    select
        'formula' as span,
        whole_receipt_id as span_key,
        role,
        cast(null as varchar) as subject,
        receipt_id
    from formula_parts
    where part_count = letter_count

    union all

    -- What a fund of social insurance, or all of them, takes in, spends and keeps.
    select
        'insurance' as span,
        {{ key_of(table_key + ['column_no', 'column_item']) }} as span_key,
        side as role,
        column_place as subject,
        receipt_id
    from amounts
    where
        account = 'social_insurance'
        and form_id <> 'region_told'
        and (
            (side = 'balance' and line_name in ('本年收支结余', '本年结余'))
            or (
                side in ('revenue', 'expenditure')
                and (total_kind = 'own' or line_name like '本年%合计')
                and total_kind is not null
                and year_total_no = 1
            )
        )

    union all

    select
        'parts' as span,
        {{ key_of(column_key + ['line_no']) }} as span_key,
        'whole' as role,
        concat('line ', cast(line_no as varchar), ' ', column_place) as subject,
        receipt_id
    from amounts
    where total_kind is null

    union all

    select
        'parts' as span,
        {{ key_of(column_key + ['parent_line_no']) }} as span_key,
        'part' as role,
        cast(null as varchar) as subject,
        receipt_id
    from amounts
    where parent_line_no is not null and not is_of_which

    {% for role, told in [('again', 'told_again'), ('first', 'told_first')] %}
        union all

        select
            'years' as span,
            told_again.receipt_id as span_key,
            '{{ role }}' as role,
            told_again.document_id as subject,
            {{ told }}.receipt_id
        from totals_of_years as told_again
        inner join totals_of_years as told_first
            on
                told_again.total_key = told_first.total_key
                and told_again.report_year
                between told_again.fiscal_year + 1 and told_again.fiscal_year + 2
                and told_first.report_year = told_first.fiscal_year
                and told_first.is_chosen
    {% endfor %}

),

identities as (

    select
        *,
        count(case when is_needed then 1 end) over (
            partition by identity_id, identity_no
        ) as needed_count
    from {{ ref('region_identities') }}

),

named as (

    select
        identities.*,
        seen.span_key,
        seen.subject,
        seen.receipt_id
    from seen
    inner join identities
        on
            seen.span = identities.span
            and seen.role = identities.role

),

-- An instance is one that has all it needs, and a whole to be held to.
instances as (

    select
        identity_id,
        identity_no,
        span_key,
        min(case when side = 'left' then receipt_id end) as whole_receipt_id,
        min(case when side = 'left' then subject end) as subject
    from named
    group by identity_id, identity_no, span_key
    having
        count(distinct case when is_needed then role end) = max(needed_count)
        and count(distinct case when side = 'left' then receipt_id end) = 1

),

-- No table says that its lines are all: what is less than the whole is not broken.
terms_of_instances as (

    select
        identity_id,
        identity_no,
        span_key,
        axis,
        side,
        sign,
        role,
        receipt_id
    from named

    union

    select
        instances.identity_id,
        instances.identity_no,
        instances.span_key,
        identities.axis,
        identities.side,
        identities.sign,
        identities.role,
        cast(null as varchar) as receipt_id
    from instances
    inner join identities
        on
            instances.identity_id = identities.identity_id
            and instances.identity_no = identities.identity_no
            and identities.role = 'rest'

),

terms as (

    select
        wholes.document_id,
        wholes.form_id,
        wholes.block_no,
        instances.identity_no,
        instances.identity_id,
        terms_of_instances.axis,
        instances.subject as scope,
        cast(null as varchar) as project_reference,
        wholes.side as account_side,
        wholes.line_code as code,
        wholes.label_text,
        case when wholes.is_money then wholes.column_text else wholes.measure end
            as measure,
        terms_of_instances.side,
        terms_of_instances.sign,
        terms_of_instances.role as term,
        false as blank_is_zero,
        case
            when figures.is_money then figures.amount_yuan
            when figures.measure = 'growth' then figures.rate + 1
            else figures.rate
        end as number,
        coalesce(figures.is_money, wholes.is_money)
        or wholes.measure = 'change_yuan' as is_yuan,
        case
            when
                coalesce(figures.is_money, wholes.is_money)
                or wholes.measure = 'change_yuan'
                then '元'
            else 'fraction'
        end as unit_text,
        case
            when figures.is_money then figures.half_unit_yuan
            else figures.half_unit_rate
        end as half_unit,
        terms_of_instances.receipt_id,
        false as is_column_missing,
        false as is_ambiguous
    from terms_of_instances
    inner join instances
        on
            terms_of_instances.identity_id = instances.identity_id
            and terms_of_instances.identity_no = instances.identity_no
            and terms_of_instances.span_key = instances.span_key
    inner join figures as wholes
        on instances.whole_receipt_id = wholes.receipt_id
    left join figures
        on terms_of_instances.receipt_id = figures.receipt_id

)

select * from terms
