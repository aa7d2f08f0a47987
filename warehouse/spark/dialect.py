"""A model's statement, compiled for DuckDB, in Spark's SQL.

sqlglot translates; what it leaves as DuckDB says it is said Spark's way here and nowhere else.
What would mean something else on Spark, and cannot be mended, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.transforms import eliminate_qualify

_FEW_READS = 15
_MANY_READS = 4

Columns = Callable[[str], Sequence[str]]
"""The names of the columns that a query in Spark's SQL gives."""


class NotPortableError(Exception):
    """A statement that means something else on Spark, or nothing."""


def view_name(schema: str, table: str) -> str:
    """Return what a table of the warehouse is called in Spark's session."""
    return f"{schema}__{table}"


@dataclass(frozen=True, slots=True)
class Query:
    """A model in Spark's SQL.

    `parts` are views by name, in order, that `text` reads, and later ones read earlier ones.
    """

    parts: tuple[tuple[str, str], ...]
    text: str


def query(name: str, statement: str, columns: Columns) -> Query:
    """Return the query of the model `name` in Spark's SQL.

    Of `create view marts.v as (select …)` that is the select; of a model with a contract, whose
    statement makes a table and then fills it, that of the second part. `columns` is asked for
    those of parts of it. Raises NotPortableError where it cannot be said on Spark.
    """
    try:
        *_, last = (tree for tree in sqlglot.parse(statement, read="duckdb") if tree)
    except sqlglot.errors.SqlglotError as error:
        raise NotPortableError(str(error)) from error
    found = last.expression
    while isinstance(found, exp.Subquery):
        found = found.this
    said: exp.Expr = found.copy()
    for select in reversed(list(said.find_all(exp.Select))):
        kept = _without_qualify(select)
        said = kept if select is said else said
    for node in list(said.walk()):
        _mend(node)
    for union in _unions_by_name(said):
        _by_position(union, columns)
    parts = tuple(_split(name, said))
    return Query(parts, _written(said))


def contract(statement: str) -> dict[str, exp.DataType]:
    """Return the columns that a model's statement promises, in order, with their types.

    Nothing where it promises none. A type says itself in an engine's SQL (`.sql("spark")`).
    """
    made = sqlglot.parse(statement, read="duckdb")[0]
    promised = made.find(exp.Schema) if isinstance(made, exp.Create) else None
    columns = promised.expressions if promised is not None else ()
    return {column.name: column.kind for column in columns}


def _written(tree: exp.Expr) -> str:
    return tree.sql("spark", comments=False)


def _mend(node: exp.Expr) -> None:
    """Say one node Spark's way, where it stands."""
    if isinstance(node, exp.Table) and node.db:
        node.replace(exp.table_(view_name(node.db, node.name), alias=node.alias or node.name))
    elif isinstance(node, exp.RegexpReplace):
        _name_groups(node)
    elif isinstance(node, exp.Div):
        _divide_doubles(node)
    elif isinstance(node, exp.Select):
        _without_replace(node)
    elif isinstance(node, exp.Explode) and node.expressions:  # max_depth := 2
        node.replace(exp.Anonymous(this="inline", expressions=[node.this]))


def _name_groups(node: exp.RegexpReplace) -> None:
    r"""Spark replaces every match, and calls a group `$1` where DuckDB says `\1`."""
    modifiers = node.args.get("modifiers")
    pattern = node.expression.name
    if (modifiers is None or "g" not in modifiers.name) and not pattern.startswith("^"):
        raise NotPortableError(f"regexp_replace of the first match of {pattern!r} alone")
    grouped = re.sub(r"\\(\d)", r"$\1", node.args["replacement"].name)
    node.set("replacement", exp.Literal.string(grouped))
    node.set("modifiers", None)


def _divide_doubles(node: exp.Div) -> None:
    """DuckDB divides as doubles, Spark decimals as decimals: a last digit may be another.

    A quotient that becomes a decimal again is made a whole number of the last digit first, as
    DuckDB rounds it; Spark would round what it prints of the double.
    """
    for side in ("this", "expression"):
        if not node.args[side].is_type("double"):
            node.set(side, exp.cast(node.args[side], "double", copy=False))
    target = node.parent
    while isinstance(target, exp.Paren):
        target = target.parent
    if isinstance(target, exp.Cast) and target.is_type("decimal"):
        *_, scale = (int(size.name) for size in target.to.expressions)
        digits = exp.Mul(this=exp.Paren(this=node), expression=exp.Literal.number(10**scale))
        whole = exp.cast(exp.Round(this=digits), "decimal(29, 0)", copy=False)
        last = exp.cast(
            exp.Literal.string(f"{10**-scale:.{scale}f}"), f"decimal({scale + 1}, {scale})"
        )
        target.set("this", exp.Mul(this=whole, expression=last))


def _without_replace(select: exp.Select) -> None:
    """`* replace (a + 1 as a)` → `* except (a), a + 1 as a`; the column goes to the end."""
    made: list[exp.Expr] = []
    for item in select.expressions:
        star = item.this if isinstance(item, exp.Column) else item
        replaced = star.args.get("replace") if isinstance(star, exp.Star) else None
        made.append(item)
        if replaced:
            names = [exp.to_identifier(alias.alias) for alias in replaced]
            star.set("except_", [*(star.args.get("except_") or []), *names])
            star.set("replace", None)
            made += replaced
    select.set("expressions", made)


def _without_qualify(select: exp.Select) -> exp.Expr:
    """`*, x as a … qualify` gives each column once: sqlglot would name `a` beside the star."""
    if not (select.args.get("qualify") and select.is_star):
        return select
    kept = eliminate_qualify(select.copy())
    inner = next(kept.find_all(exp.Subquery)).this
    names = (name for name in inner.named_selects if re.fullmatch(r"_w\d*", name))
    added = [exp.to_identifier(name) for name in names]
    kept.set("expressions", [exp.Star(except_=added)])
    return select.replace(kept)


def _unions_by_name(tree: exp.Expr) -> Iterator[exp.Union]:
    """The unions by name, those inside others and in earlier parts of `with` first."""
    found = [union for union in tree.find_all(exp.Union) if union.args.get("by_name")]
    depths = {id(union): union.depth for union in found}
    yield from sorted(found, key=lambda union: (_part_no(union), -depths[id(union)]))


def _part_no(node: exp.Expr) -> int:
    """The number of the part of a `with` that a node stands in; the query itself is last."""
    part = node.find_ancestor(exp.CTE)
    return part.index if part is not None and part.index is not None else 1_000_000


def _by_position(union: exp.Union, columns: Columns) -> None:
    """Names the columns of both sides in one order, null where a side has none."""
    sides = union.this, union.expression
    held = [columns(_written(_with_what_it_reads(side))) for side in sides]
    names = list(dict.fromkeys([*held[0], *held[1]]))
    for side, has in zip(("this", "expression"), held, strict=True):
        items = [
            exp.column(name, quoted=True)
            if name in has
            else exp.alias_(exp.null(), name, quoted=True)
            for name in names
        ]
        one = exp.Subquery(this=union.args[side], alias=exp.TableAlias(this="one"))
        union.set(side, exp.select(*items).from_(one))
    union.set("by_name", None)


def _with_what_it_reads(node: exp.Expr) -> exp.Expr:
    """A part of a query as a query of its own, with the parts of `with` before it."""
    part = node.find_ancestor(exp.CTE)
    parts = part.parent if part is not None else _outer_with(node.parent)
    before = []
    for known in parts.expressions if parts is not None else ():
        if known is part:
            break
        before.append(known.copy())
    query = exp.Subquery(this=node.copy(), alias=exp.TableAlias(this="one"))
    whole = exp.select("*").from_(query)
    if parts is not None and before:
        is_recursive = parts.args.get("recursive")
        whole.set("with_", exp.With(expressions=before, recursive=is_recursive))
    return whole


def _outer_with(node: exp.Expr | None) -> exp.Expr | None:
    """The `with` of the query that a node is, or stands in."""
    while node is not None:
        if node.args.get("with_"):
            found: exp.Expr = node.args["with_"]
            return found
        node = node.parent
    return None


def _split(model: str, tree: exp.Expr) -> Iterator[tuple[str, str]]:
    """Take out of a query the parts that Spark would plan, and run, again and again.

    Spark puts a part of `with` in each place that names it: of ten that each name the one
    before twice, it makes a thousand. Parts of many reads named more than once become views,
    and so do recursive ones, of which each place would run every round.
    """
    parts = tree.find(exp.With)
    if parts is None:
        return
    reads: dict[str, int] = {}
    for part in parts.expressions:
        reads[part.alias] = _reads(part.this, reads)
    is_large = sum(reads.values()) > _FEW_READS
    for part in list(parts.expressions):
        name = part.alias
        reads[name] = _reads(part.this, reads)
        named = [table for table in tree.find_all(exp.Table) if _names(table, name)]
        outside = [table for table in named if table.find_ancestor(exp.CTE) is not part]
        is_recursive = len(outside) < len(named)
        is_costly = is_recursive or (is_large and reads[name] >= _MANY_READS)
        if len(outside) < 2 or not is_costly:
            continue
        view = view_name(model, name)
        alone = _rounds(parts, part) if is_recursive else _with_what_it_reads(part.this)
        yield view, _written(alone)
        for table in outside:
            table.replace(exp.table_(view, alias=table.alias or name))
        part.pop()
        reads[name] = 1


def _rounds(parts: exp.With, part: exp.CTE) -> exp.Expr:
    """What a recursive part of `with` gives, as a query of its own."""
    known = parts.expressions
    upto = [one.copy() for one in known[: known.index(part) + 1]]
    whole = exp.select("*").from_(exp.table_(part.alias))
    whole.set("with_", exp.With(expressions=upto, recursive=True))
    return whole


def _reads(node: exp.Expr, reads: Mapping[str, int]) -> int:
    """How many tables are read once each part that a query names is put in its place."""
    return sum(reads.get(table.name, 1) for table in node.find_all(exp.Table))


def _names(table: exp.Table, part: str) -> bool:
    return table.name == part and not table.db
