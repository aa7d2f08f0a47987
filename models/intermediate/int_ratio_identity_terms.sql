with

figures as (

    select * from {{ ref('int_figures') }}

),

equations as (

    select
        form_id,
        identity_no,
        identity_id,
        max(case when side = 'left' then term end) as rate_measure,
        max(case when side = 'numerator' then term end) as numerator_measure,
        max(case when side = 'denominator' then term end) as denominator_measure
    from {{ ref('stg_identities') }}
    where axis = 'ratio'
    group by form_id, identity_no, identity_id

),

-- A rate and its figures stand in one row, or in one line of one project.
line_figures as (

    select
        document_id,
        form_id,
        block_no,
        case
            when project_no is null then concat('row ', cast(row_no as varchar))
            else concat('project ', cast(project_no as varchar), ' ', row_key)
        end as scope,
        project_reference,
        side as account_side,
        code,
        label_text,
        measure,
        case when unit_text = '%' then rate else number end as number,
        is_yuan,
        unit_text,
        case when unit_text = '%' then half_unit * 0.01 else half_unit end
            as half_unit,
        receipt_id
    from figures

),

candidates as (

    select
        rates.*,
        equations.identity_no,
        equations.identity_id,
        equations.numerator_measure,
        equations.denominator_measure,
        numerators.number is not null and denominators.number <> 0 as is_computable
    from equations
    left join line_figures as rates
        on
            equations.form_id = rates.form_id
            and equations.rate_measure = rates.measure
    left join line_figures as numerators
        on
            rates.document_id = numerators.document_id
            and rates.block_no = numerators.block_no
            and rates.scope = numerators.scope
            and equations.numerator_measure = numerators.measure
    left join line_figures as denominators
        on
            rates.document_id = denominators.document_id
            and rates.block_no = denominators.block_no
            and rates.scope = denominators.scope
            and equations.denominator_measure = denominators.measure
    where rates.number is not null

),

-- Equations under one id are alternatives: the first whose figures are all there.
ranked as (

    select
        *,
        row_number() over (
            partition by document_id, form_id, block_no, scope, identity_id, receipt_id
            order by
                case when is_computable then 0 else 1 end,
                identity_no
        ) as choice
    from candidates

),

chosen as (

    select * from ranked
    where choice = 1

),

compared as (

    select
        *,
        'left' as term_side,
        measure as term
    from chosen

    union all

    select
        *,
        'numerator' as term_side,
        numerator_measure as term
    from chosen

    union all

    select
        *,
        'denominator' as term_side,
        denominator_measure as term
    from chosen

),

terms as (

    select
        compared.document_id,
        compared.form_id,
        compared.block_no,
        compared.identity_no,
        compared.identity_id,
        'ratio' as axis,
        compared.scope,
        compared.project_reference,
        compared.account_side,
        compared.code,
        compared.label_text,
        compared.measure,
        compared.term_side as side,
        1 as sign,
        compared.term,
        false as blank_is_zero,
        line_figures.number,
        line_figures.is_yuan,
        case
            when compared.term_side = 'left' then 'fraction'
            else line_figures.unit_text
        end as unit_text,
        line_figures.half_unit,
        line_figures.receipt_id,
        false as is_column_missing,
        false as is_ambiguous
    from compared
    left join line_figures
        on
            compared.document_id = line_figures.document_id
            and compared.block_no = line_figures.block_no
            and compared.scope = line_figures.scope
            and compared.term = line_figures.measure

)

select * from terms
