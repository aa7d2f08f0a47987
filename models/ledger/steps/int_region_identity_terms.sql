with

figures as (

    select * from {{ ref('stg_region_figures') }}

),

amounts as (

    select * from figures
    where is_money and not is_unit_missing

),

-- R24: a rate is worked out of the amounts that its column names; a growth is compared
-- as what it makes of its base.
rates as (

    select
        rates.*,
        numerators.amount_yuan as numerator_yuan,
        numerators.half_unit_yuan as numerator_half_unit,
        numerators.receipt_id as numerator_receipt_id,
        denominators.amount_yuan as denominator_yuan,
        denominators.half_unit_yuan as denominator_half_unit,
        denominators.receipt_id as denominator_receipt_id,
        concat(
            'row ', cast(rates.row_no as varchar),
            ' column ', cast(rates.column_no as varchar)
        ) as subject
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
        rates.measure in ('completion', 'growth')
        and denominators.amount_yuan > 0

),

rate_terms as (

    select
        document_id,
        form_id,
        block_no,
        'R24' as identity_id,
        'ratio' as axis,
        subject,
        side as account_side,
        line_code,
        label_text,
        measure,
        'left' as side,
        measure as term,
        false as blank_is_zero,
        rate + case when measure = 'growth' then 1 else 0 end as number,
        false as is_yuan,
        'fraction' as unit_text,
        half_unit_rate as half_unit,
        receipt_id
    from rates

    {% for part in ['numerator', 'denominator'] %}
        union all

        select
            document_id,
            form_id,
            block_no,
            'R24' as identity_id,
            'ratio' as axis,
            subject,
            side as account_side,
            line_code,
            label_text,
            measure,
            '{{ part }}' as side,
            '{{ part }}' as term,
            false as blank_is_zero,
            {{ part }}_yuan as number,
            true as is_yuan,
            '元' as unit_text,
            {{ part }}_half_unit as half_unit,
            {{ part }}_receipt_id as receipt_id
        from rates
    {% endfor %}

),

-- R35: a line is the sum of its parts, column by column; what is told as 其中 need not
-- be all of it.
parts as (

    select
        wholes.*,
        parts.amount_yuan as part_yuan,
        parts.half_unit_yuan as part_half_unit,
        parts.receipt_id as part_receipt_id
    from amounts as wholes
    inner join amounts as parts
        on
            wholes.document_id = parts.document_id
            and wholes.block_no = parts.block_no
            and wholes.column_no = parts.column_no
            and wholes.line_no = parts.parent_line_no
    where not parts.is_of_which and wholes.total_kind is null

),

-- R21: the account's own total is the sum of its top lines.
totals as (

    select
        *,
        row_number() over (
            partition by document_id, block_no, column_no, side
            order by line_no
        ) as total_no
    from amounts
    where total_kind = 'own'

),

tops as (

    select
        totals.*,
        lines.amount_yuan as part_yuan,
        lines.half_unit_yuan as part_half_unit,
        lines.receipt_id as part_receipt_id
    from totals
    inner join amounts as lines
        on
            totals.document_id = lines.document_id
            and totals.block_no = lines.block_no
            and totals.column_no = lines.column_no
            and totals.side = lines.side
            and lines.level = 1
            and lines.total_kind is null
            and not lines.is_of_which
    where totals.total_no = 1

),

sums as (

    select
        *,
        'R35' as identity_id,
        'tree' as axis,
        concat(
            'line ', cast(line_no as varchar), ' column ', cast(column_no as varchar)
        ) as subject
    from parts

    union all by name

    select
        *,
        'R21' as identity_id,
        'rows' as axis,
        concat('column ', cast(column_no as varchar)) as subject
    from tops

),

sum_terms as (

    select distinct
        document_id,
        form_id,
        block_no,
        identity_id,
        axis,
        subject,
        side as account_side,
        line_code,
        label_text,
        column_text as measure,
        'left' as side,
        'total' as term,
        false as blank_is_zero,
        amount_yuan as number,
        true as is_yuan,
        '元' as unit_text,
        half_unit_yuan as half_unit,
        receipt_id
    from sums

    union all

    select
        document_id,
        form_id,
        block_no,
        identity_id,
        axis,
        subject,
        side as account_side,
        line_code,
        label_text,
        column_text as measure,
        'right' as side,
        'part' as term,
        false as blank_is_zero,
        part_yuan as number,
        true as is_yuan,
        '元' as unit_text,
        part_half_unit as half_unit,
        part_receipt_id as receipt_id
    from sums

    -- No table says that its lines are all: what is less than the whole is not broken.
    union all

    select distinct
        sums.document_id,
        sums.form_id,
        sums.block_no,
        sums.identity_id,
        sums.axis,
        sums.subject,
        sums.side as account_side,
        sums.line_code,
        sums.label_text,
        sums.column_text as measure,
        'right' as side,
        'rest' as term,
        false as blank_is_zero,
        cast(null as decimal(20, 2)) as number,
        true as is_yuan,
        '元' as unit_text,
        cast(null as decimal(20, 6)) as half_unit,
        cast(null as varchar) as receipt_id
    from sums

),

-- R22: what comes in and what goes out add up to the same.
grand as (

    select
        *,
        row_number() over (
            partition by document_id, block_no, column_no, table_side
            order by line_no desc
        ) as total_no
    from amounts
    where total_kind = 'grand' and form_id <> 'region_told'

),

balanced as (

    select
        earned.document_id,
        earned.form_id,
        earned.block_no,
        earned.column_no,
        earned.label_text,
        earned.column_text,
        earned.amount_yuan as earned_yuan,
        earned.half_unit_yuan as earned_half_unit,
        earned.receipt_id as earned_receipt_id,
        spent.amount_yuan as spent_yuan,
        spent.half_unit_yuan as spent_half_unit,
        spent.receipt_id as spent_receipt_id
    from grand as earned
    inner join grand as spent
        on
            earned.document_id = spent.document_id
            and earned.block_no = spent.block_no
            and earned.row_no = spent.row_no
            and earned.phase = spent.phase
            and earned.fiscal_year = spent.fiscal_year
            and coalesce(earned.scope, '') = coalesce(spent.scope, '')
            and coalesce(earned.column_item, '') = coalesce(spent.column_item, '')
    where
        earned.table_side = 'revenue'
        and spent.table_side = 'expenditure'
        and earned.total_no = 1
        and spent.total_no = 1

),

-- R27: debt is general and special debt, with what is owed abroad where it is told.
debts as (

    select
        wholes.*,
        parts.debt_kind as part_kind,
        parts.amount_yuan as part_yuan,
        parts.half_unit_yuan as part_half_unit,
        parts.receipt_id as part_receipt_id,
        count(*) over (partition by wholes.receipt_id) as part_count
    from amounts as wholes
    inner join amounts as parts
        on
            wholes.document_id = parts.document_id
            and wholes.block_no = parts.block_no
            and wholes.debt_measure = parts.debt_measure
            and wholes.phase = parts.phase
            and wholes.fiscal_year = parts.fiscal_year
            and coalesce(wholes.scope, '') = coalesce(parts.scope, '')
            and coalesce(wholes.counterpart_name, '')
            = coalesce(parts.counterpart_name, '')
    where wholes.debt_kind = 'total' and parts.debt_kind <> 'total'

),

more_sums as (

    select
        document_id,
        form_id,
        block_no,
        'R22' as identity_id,
        'rows' as axis,
        concat('column ', cast(column_no as varchar)) as subject,
        cast(null as varchar) as account_side,
        label_text,
        column_text,
        earned_yuan as whole_yuan,
        earned_half_unit as whole_half_unit,
        earned_receipt_id as whole_receipt_id,
        spent_yuan as part_yuan,
        spent_half_unit as part_half_unit,
        spent_receipt_id as part_receipt_id
    from balanced

    union all

    select
        document_id,
        form_id,
        block_no,
        'R27' as identity_id,
        'columns' as axis,
        concat(
            'row ', cast(row_no as varchar), ' column ', cast(column_no as varchar)
        ) as subject,
        side as account_side,
        label_text,
        column_text,
        amount_yuan as whole_yuan,
        half_unit_yuan as whole_half_unit,
        receipt_id as whole_receipt_id,
        part_yuan,
        part_half_unit,
        part_receipt_id
    from debts
    where part_count > 1

),

more_terms as (

    {% for side, part in [('left', 'whole'), ('right', 'part')] %}
        {%- if not loop.first %}

            union all

        {% endif -%}
        select distinct
            document_id,
            form_id,
            block_no,
            identity_id,
            axis,
            subject,
            account_side,
            cast(null as varchar) as line_code,
            label_text,
            column_text as measure,
            '{{ side }}' as side,
            '{{ part }}' as term,
            false as blank_is_zero,
            {{ part }}_yuan as number,
            true as is_yuan,
            '元' as unit_text,
            {{ part }}_half_unit as half_unit,
            {{ part }}_receipt_id as receipt_id
        from more_sums
    {% endfor %}

),

united as (

    select * from rate_terms
    union all by name
    select * from more_terms
    union all by name
    select * from sum_terms

),

terms as (

    select
        document_id,
        form_id,
        block_no,
        1 as identity_no,
        identity_id,
        axis,
        subject as scope,
        cast(null as varchar) as project_reference,
        account_side,
        line_code as code,
        label_text,
        measure,
        side,
        1 as sign,
        term,
        blank_is_zero,
        number,
        is_yuan,
        unit_text,
        half_unit,
        receipt_id,
        false as is_column_missing,
        false as is_ambiguous
    from united

)

select * from terms
