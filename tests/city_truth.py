"""What the documents of a synthetic city print, as tables made of the corpus' truth alone.

None of the warehouse's tables is read for them. `answer` gives what a named analysis says of
the city, in a form in which it compares with a query over these tables.
"""

import re
from decimal import Decimal

from warehouse.asking import analyses
from warehouse.connection import published, sandboxed

TABLES = ("documents", "cells", "facts", "indicators", "evaluations", "findings", "statements")
VIEWS = """
-- A row a figure; of departments as they publish for themselves and their units (`department`
-- caliber), and of documents that have no caliber.
create view printed as
    select
        d.document_kind, d.department, d.fiscal_year, d.region_code, f.mart,
        f."column" as measure, split(f.key, ' ') as key, f.key as whole_key, f.value,
        try_cast(f.value as decimal(20, 2)) as yuan
    from facts as f inner join documents as d on f.document_id = d.document_id
    where d.caliber is distinct from 'unit';

-- Money of a project's year: as its self-evaluation prints it, whose first budget, budget of
-- the year and execution stand side by side; an evaluation calls the second its budget.
create view projects as
    with said as (
        select department, fiscal_year, whole_key as stem,
            coalesce(
                max(yuan) filter (measure = 'approved_yuan'
                    and document_kind = 'self_evaluation'),
                max(yuan) filter (measure = 'approved_yuan'
                    and document_kind <> 'evaluation_results')
            ) as approved,
            max(yuan) filter (measure = 'adjusted_yuan') as adjusted,
            max(yuan) filter (measure = 'executed_yuan') as executed,
            max(value::decimal(18, 6)) filter (measure = 'execution_rate_published'
                and document_kind = 'self_evaluation') as printed_rate
        from printed where mart = 'fct_project_funding' group by all
    )
    select *, coalesce(adjusted, approved) as budget,
        round(executed / coalesce(adjusted, approved), 6)::decimal(18, 6) as rate
    from said;

-- An indicator of a project's year, or of a department's (without project), once: its targets
-- and its self-evaluation print it both. A result is the digits that are printed, in the unit
-- of its target; words are met by the same words.
create view promises as
    with told as (
        select d.department, d.fiscal_year, f.key, f."column" as field, f.value
        from facts as f inner join documents as d on f.document_id = d.document_id
        where f.mart = 'fct_indicators'
    ),
    fields as (
        pivot told on field in (level1, level2, operator, target_text, target_value,
            target_unit, actual_text, weight, score)
        using max(value) group by department, fiscal_year, key
    ),
    digits as (
        select * exclude (target_value), split(key, ' ')[1] as stem,
            split(key, ' ')[2] as indicator, target_value::decimal(28, 6) as target,
            nullif(regexp_extract(target_text, '[0-9.]+'), '')::decimal(28, 6)
                as target_digits,
            nullif(regexp_extract(actual_text, '[0-9.]+'), '')::decimal(28, 6) as digits
        from fields
    ),
    results as (
        select *, case when target is not null then
            (digits * coalesce(target / nullif(target_digits, 0), 1))::decimal(28, 6)
            end as actual
        from digits
    )
    select *, case
            when target is null then nullif(actual_text = target_text, false)
            when operator = '>=' then actual >= target
            when operator = '<=' then actual <= target
            when actual > target and score = weight then true
            else actual = target
        end as met,
        (actual / nullif(target, 0))::decimal(18, 6) as attained
    from results;

-- A problem that an evaluation names of a project, and the score of its self-evaluation.
create view problems as
    select d.department, d.fiscal_year, {stem_project} as stem, f.finding_text
    from findings as f inner join documents as d on f.document_id = d.document_id;
create view scores as
    select d.department, d.fiscal_year, {stem_project} as stem, e.total_score, e.grade
    from evaluations as e inner join documents as d on e.document_id = d.document_id;
"""
_AROUND = "^[0-9]{4}年|项目$"
_AROUND_NAME = re.compile(_AROUND)
_STEMS = VIEWS.replace("{stem_project}", f"regexp_replace(project, '{_AROUND}', '', 'g')")


def open_truth(connection, folder):
    """Makes the truth in `folder` known to a connection: its tables, and the views on them."""
    for name in TABLES:
        connection.execute(f"create view {name} as from '{folder / name}.parquet'")
    connection.execute(_STEMS)


def answer(warehouse, name, columns):
    """What an analysis says: the columns named, projects by the stems of their names."""
    with sandboxed(published(warehouse)) as sandbox:
        result = sandbox.fetch(analyses.named(name).query)
    named = columns.split()
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    for row in rows:
        if row.get("project_name"):
            row["project_name"] = _AROUND_NAME.sub("", row["project_name"])
    return alike([row[column] for column in named] for row in rows)


def alike(rows):
    """The rows in an order of their own, numbers as numbers, a printed zero as nothing."""
    told = [
        tuple((one.normalize() or None) if isinstance(one, Decimal) else one for one in row)
        for row in rows
    ]
    return sorted(told, key=repr)
