"""A query rewritten so that each row of its result carries the documents it was made of.

Pure: works on the tree that DuckDB's json_serialize_sql gives, and returns such a tree. Every
relation gets one more column, the list of its rows' documents: a table's own; of a join, both
sides'; of a group, all of its rows'. So filters, limits and set operations cut the documents as
they cut the rows. What cannot be followed so is said: by a `Loss`, where the documents are too
many and not too few, or by `UntraceableError`, where the whole query has to be given up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

Node = dict[str, Any]
Parse = Callable[[str], Node]
"""SQL of one SELECT → its tree."""

DOCUMENTS: Final = "__documents"
_NONE: Final = "[]::varchar[]"
_SAFE_FUNCTIONS: Final = frozenset({"unnest", "range", "generate_series"})
_LIMITS: Final = frozenset({"LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER"})
_SEEN_SIDES: Final = frozenset({"INNER", "LEFT", "RIGHT", "OUTER"})


class Loss(StrEnum):
    """Why more documents may be named than the result rests on."""

    WINDOW = "window"
    SUBQUERY = "subquery"
    LIMIT = "limit"
    SEMI_JOIN = "semi_join"


class UntraceableError(Exception):
    """The query holds something through which documents cannot be followed."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the rewriting must know of the warehouse, names in lower case.

    `documents` maps (schema, table) to a query that gives the table's columns and
    `__documents`; a table that is not in it names no documents. `aggregates` are the names of
    aggregate functions.
    """

    documents: Mapping[tuple[str, str], str]
    aggregates: frozenset[str]


@dataclass(slots=True)
class Traced:
    """A rewritten query: its tree, and what of it could be followed only roughly.

    `read` are the tables whose rows carry their documents; `whole` those all of whose
    documents must be counted, `losses` why.
    """

    node: Node
    read: set[tuple[str, str]] = field(default_factory=set)
    whole: set[tuple[str, str]] = field(default_factory=set)
    losses: set[Loss] = field(default_factory=set)


def trace(node: Node, parse: Parse, catalogue: Catalogue) -> Traced:
    """Return the query with the column `__documents`; `node` itself is changed.

    Raises UntraceableError.
    """
    traced = Traced(node)
    tracer = _Tracer(parse, catalogue, traced)
    tracer.unqualify(node)
    tracer.query(node, {})
    return traced


Scope = Mapping[str, set[tuple[str, str]]]
"""The common table expressions in sight → the tables with documents that each reads."""


@dataclass(slots=True)
class _Tracer:
    parse: Parse
    catalogue: Catalogue
    traced: Traced

    def unqualify(self, node: Node) -> None:
        """Take the schema off columns (`marts.t.c`): a rewritten table has none."""
        for part in _nodes(node):
            names = part.get("column_names") or []
            if tuple(map(str.lower, names[:2])) in self.catalogue.documents and names[2:]:
                part["column_names"] = names[1:]

    def query(self, node: Node, scope: Scope) -> None:
        """Add the documents to a query's columns, last."""
        if node.get("sample"):
            raise UntraceableError("SAMPLE")
        scope = self._expressions(node, scope)
        if node["type"] == "SELECT_NODE":
            self._select(node, scope)
        elif node["type"] == "SET_OPERATION_NODE" and node["setop_type"] == "UNION":
            for child in node["children"]:
                self.query(child, scope)
            if not node["setop_all"]:
                self._unlimit(node)
        else:
            raise UntraceableError(node["type"])

    def _expressions(self, node: Node, scope: Scope) -> Scope:
        """Rewrite the common table expressions of a query; return those in sight in it."""
        inner = dict(scope)
        for entry in (node.get("cte_map") or {}).get("map") or ():
            query = entry["value"]["query_node"]
            read = self._tables(query, inner)
            if read:
                self.query(query, inner)
            inner[entry["key"].lower()] = read
        return inner

    def _select(self, node: Node, scope: Scope) -> None:
        sources = self._relation(node["from_table"], scope)
        parts = [node["select_list"], node["modifiers"], node["group_expressions"]]
        parts += [node["where_clause"], node["having"], node["qualify"]]
        self._subqueries(parts, scope)
        self._stars(node["select_list"], sources)
        found = list(_expressions(parts))
        documents = " || ".join(f"coalesce({s}.{DOCUMENTS}, {_NONE})" for s in sources) or _NONE
        if self._is_aggregated(node, found):
            documents = f"flatten(list(distinct {documents}))"
        if sources and any(expression["class"] == "WINDOW" for expression in found):
            documents = f"flatten(list(distinct {documents}) over ())"
            self.traced.losses.add(Loss.WINDOW)
        item = self.parse(f"select {documents} as {DOCUMENTS}")["select_list"][0]
        node["select_list"].append(item)
        if any(m["type"] == "DISTINCT_MODIFIER" for m in node["modifiers"]):
            self._unlimit(node)

    def _is_aggregated(self, node: Node, found: Sequence[Node]) -> bool:
        return bool(
            node["group_expressions"]
            or node["aggregate_handling"] == "FORCE_AGGREGATES"
            or any(
                expression["class"] == "FUNCTION"
                and expression["function_name"].lower() in self.catalogue.aggregates
                for expression in found
            )
        )

    def _unlimit(self, node: Node) -> None:
        """Rows that differ by their documents alone would use up a limit: take it away."""
        kept = [m for m in node["modifiers"] if m["type"] not in _LIMITS]
        if len(kept) < len(node["modifiers"]):
            node["modifiers"] = kept
            self.traced.losses.add(Loss.LIMIT)

    def _stars(self, items: Sequence[Node], sources: Sequence[str]) -> None:
        """Keep the sources' documents out of `*`: they come once, last."""
        for star in _expressions(items):
            if star["class"] != "STAR" or not sources:
                continue
            if star.get("columns"):
                raise UntraceableError("COLUMNS")
            relation = star.get("relation_name") or ""
            if not relation or _quoted(relation) in sources:
                star["exclude_list"] = [*(star.get("exclude_list") or ()), DOCUMENTS]

    # ------------------------------------------------------------ relations

    def _relation(self, node: Node, scope: Scope) -> list[str]:
        """Rewrite a FROM item; return the quoted names of those that carry documents."""
        kind = node["type"]
        if kind == "BASE_TABLE":
            return self._table(node, scope)
        if kind == "JOIN":
            return self._join(node, scope)
        if kind == "SUBQUERY":
            query = node["subquery"]["node"]
            if not self._tables(query, scope):
                return []
            self.query(query, scope)
            node["alias"] = node["alias"] or f"__q{node['query_location']}"
            return [_quoted(node["alias"])]
        if kind in {"EMPTY", "EXPRESSION_LIST"}:
            return []
        if kind == "TABLE_FUNCTION" and _function(node) in _SAFE_FUNCTIONS:
            return []
        raise UntraceableError(kind)

    def _table(self, node: Node, scope: Scope) -> list[str]:
        schema, name = node["schema_name"].lower(), node["table_name"].lower()
        alias = node["alias"] or node["table_name"]
        if not schema and name in scope:
            return [_quoted(alias)] if scope[name] else []
        relation = self.catalogue.documents.get((schema, name))
        if relation is None:
            return []
        if node["sample"]:
            raise UntraceableError("SAMPLE")
        self.traced.read.add((schema, name))
        renamed = node["column_name_alias"]
        replaced = self.parse(f"from ({relation}) as {_quoted(alias)}")["from_table"]
        node.clear()
        node.update(replaced, column_name_alias=renamed)
        return [_quoted(alias)]

    def _join(self, node: Node, scope: Scope) -> list[str]:
        if node["ref_type"] == "NATURAL":
            raise UntraceableError("NATURAL")
        self._subqueries(node.get("condition"), scope)
        left = self._relation(node["left"], scope)
        if node["join_type"] in {"SEMI", "ANTI"}:
            self._whole(self._tables(node["right"], scope), Loss.SEMI_JOIN)
            return left
        if node["join_type"] not in _SEEN_SIDES:
            raise UntraceableError(node["join_type"])
        return left + self._relation(node["right"], scope)

    def _subqueries(self, parts: object, scope: Scope) -> None:
        """A query inside an expression counts with all documents of its tables."""
        for expression in _expressions(parts):
            if expression["class"] == "SUBQUERY":
                self._whole(self._tables(expression["subquery"], scope), Loss.SUBQUERY)

    def _whole(self, tables: set[tuple[str, str]], loss: Loss) -> None:
        if tables:
            self.traced.whole |= tables
            self.traced.losses.add(loss)

    def _tables(self, node: object, scope: Scope) -> set[tuple[str, str]]:
        """Return the tables with documents that a tree reads, common expressions included."""
        found: set[tuple[str, str]] = set()
        for part in _nodes(node):
            kind = part.get("type")
            if kind == "BASE_TABLE":
                name = (part["schema_name"].lower(), part["table_name"].lower())
                found |= scope.get(name[1], set()) if not name[0] else set()
                found |= {name} & self.catalogue.documents.keys()
            elif kind == "TABLE_FUNCTION" and _function(part) not in _SAFE_FUNCTIONS:
                raise UntraceableError(kind)
        return found


def _function(node: Node) -> str:
    return str(node["function"]["function_name"]).lower()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _expressions(tree: object) -> Iterator[Node]:
    """Yield every expression of a tree, those inside subqueries left out."""
    if isinstance(tree, dict):
        if "class" in tree:
            yield tree
            if tree["class"] == "SUBQUERY":
                yield from _expressions(tree.get("child"))
                return
        for value in tree.values():
            yield from _expressions(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _expressions(value)


def _nodes(tree: object) -> Iterator[Node]:
    """Yield every mapping of a tree."""
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)
