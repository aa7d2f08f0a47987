"""What models make of single documents, kept from one build to the next.

A model of documents (`unit: document` in its yml) makes the rows of a document from what is
read and said of this document alone: from `raw`, from other such models, and from what tables
across documents (whose it is, whether it counts) hold under its id. Its rows are kept in a file
of their own, and made again for the documents of which any of that changed. Where a statement
or a reference table changed, they are made again for all.

A document may see another, of the year before: a table that says so has a column
`source_document_id`. Documents that see one another, one after the other, are made again
together.

The file says which documents it holds, and from what. Before rows of a document are touched,
the document is written down as undone: a build that dies leaves the others as they were. It
says as well which published file has the same rows, but for those of documents since (`since`):
a build goes on from a copy of that file, see `carried`.
"""
# ruff: noqa: S608  names and queries come from the plan, never from a user

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from expectations.verdicts import UNCHANGED, Changed
from warehouse.building import compiling
from warehouse.building.plan import NAME, Relation, Step
from warehouse.errors import TransformError

FILE = "kept.duckdb"
NOT_GIVEN = frozenset({"document_rank"})
"""Columns that say how documents stand among all others: another document changes them all."""
MOST_SHARE = 4
"""Where more than one in so many documents changed, they are all made again."""

_KEPT, _FEW = "kept", "few"
_EVERYTHING = ""
"""In place of the id of a document: all of them, or a table's rows that name none."""
_BOOKS = """
    create schema if not exists kept.books;
    create table if not exists kept.books.documents (document_id varchar, content varchar);
    create table if not exists kept.books.given (
        relation varchar, document_id varchar, content varchar
    );
    create table if not exists kept.books.statements (relation varchar, content varchar);
    create table if not exists kept.books.seen (
        relation varchar, document_id varchar, source_document_id varchar
    );
    create table if not exists kept.books.undone (document_id varchar);
    create table if not exists kept.books.published (state varchar);
    create table if not exists kept.books.since (document_id varchar);
"""
_DOCUMENTS = """
    create or replace temp table documents_now as
    with told as (
        select document_id, sum(hash(outcomes)::hugeint) as content
        from warehouse.raw.outcomes as outcomes group by document_id
    )
    select documents.document_id,
        concat_ws(' ', newest.batch, hash(documents), told.content) as content
    from warehouse.raw.documents as documents
    left join warehouse.raw.newest as newest on documents.document_id = newest.document_id
    left join told on documents.document_id = told.document_id
"""
_NEWS = """
    select coalesce(now.document_id, before.document_id)
    from documents_now as now
    full join kept.books.documents as before on now.document_id = before.document_id
    where now.content is distinct from before.content
"""
_HELD = """
    select count(*) from kept.books.documents
    where document_id in (from kept.books.undone)
"""
_GOES_ON = "select count(*) from kept.books.published"
_CHANGED = "(select * from kept.books.since union select * from kept.books.undone)"
_BESIDE = """
    with recursive pairs as (
        select document_id, source_document_id from kept.books.seen
        union all
        select source_document_id, document_id from kept.books.seen
    ), reached as (
        select document_id from kept.books.undone
        union
        select pairs.source_document_id
        from reached inner join pairs on reached.document_id = pairs.document_id
    )
    select document_id from reached
"""


class Kept:
    """The tables of models of documents, as a build brings them up to date, one by one."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, steps: Sequence[Step]) -> None:
        """Open the books, and find the documents that changed."""
        self._connection = connection
        self._steps = {step.relation: step for step in steps}
        self._noticed: set[Relation] = set()
        self._columns_of: dict[str, dict[str, str]] = {}
        self.is_all = False
        """Whether the rows of all documents are made again."""
        connection.execute(_BOOKS)
        connection.execute(_DOCUMENTS)
        self.count = _number(connection, "select count(*) from documents_now")
        """How many documents there are."""
        self._is_after_death = self.redone > 0
        self._carried = set(_tables(connection, compiling.DATABASE, "marts"))
        self._forget_few()
        self._redo(_NEWS)

    @property
    def redone(self) -> int:
        """Return of how many documents rows are made again, or taken away."""
        asked = "documents_now" if self.is_all else "kept.books.undone"
        return _number(self._connection, f"select count(*) from {asked}")

    def statement(self, step: Step) -> str:
        """Bring the kept rows of a step up to date; return what gives the step's table them.

        A mart that the file has from the last one gets the rows of documents that changed.
        """
        rows = self._fill(step)
        if self._database(step.relation) == compiling.SCRATCH:
            made = step.statement.replace(step.query, rows)
            return made.replace("create table", "create view", 1)
        if step.relation.table not in self._carried:
            return step.statement.replace(step.query, rows)
        table = f'{step.schema_path}."{step.name}"'
        if self.is_all:
            made = step.statement.replace(step.query, rows)
            return f"drop table {table}; {made}"
        changed = f"where document_id in {_CHANGED}"
        names = _listed(list(self._columns(compiling.DATABASE, step.relation)))
        return (
            f"delete from {table} {changed};"
            f" insert into {table} ({names}) select {names} {rows} {changed}"
        )

    def _fill(self, step: Step) -> str:
        """Bring the kept rows of a step up to date; return the query that gives them."""
        relation = step.relation
        queries = {relation: step.query}
        for read in self._read_by(step, queries):
            self._notice(read)
        content = self._said(queries)
        if not self._holds(relation, content):
            self._redo_all()
        home = f"{_KEPT}.{relation.name}"
        if self.is_all:
            self._connection.execute(f'create schema if not exists {_KEPT}."{relation.schema}"')
            self._connection.execute(f"create or replace table {home} as (\n{step.query}\n)")
            self._book(relation, content)
        elif self.redone:
            self._make_again(step, relation, home)
        return f"from {home}"

    def finish(self) -> None:
        """Write down that all is done; drop the tables that no step fills any more."""
        known = {relation for relation, step in self._steps.items() if step.is_of_documents}
        schemas = {relation.schema for relation in self._steps}
        for relation in (
            Relation(schema, table)
            for schema in schemas
            for table in _tables(self._connection, _KEPT, schema)
        ):
            if relation not in known:
                self._connection.execute(f"drop table {_KEPT}.{relation.name}")
        self._connection.execute(
            "begin;"
            "delete from kept.books.documents;"
            "insert into kept.books.documents select document_id, content from documents_now;"
            "insert into kept.books.since from kept.books.undone;"
            f"{'delete from kept.books.published;' if self.is_all else ''}"
            "delete from kept.books.undone;"
            "commit"
        )

    def _make_again(self, step: Step, relation: Relation, home: str) -> None:
        """Replace the rows of the documents that changed by what the step makes of them."""
        few = f"{_FEW}.{relation.name}"
        self._connection.execute(f"create or replace table {few} as ({self._of_few(step)}\n)")
        self._few.add(relation)
        is_held = self._is_after_death or _number(self._connection, _HELD) > 0
        gone = f"delete from {home} where document_id in (from kept.books.undone);"
        self._connection.execute(
            f"begin; {gone if is_held else ''} insert into {home} by name from {few}; commit"
        )

    def _of_few(self, step: Step) -> str:
        """Return the step's query over the documents that changed; make what it reads."""
        for read in step.reads():
            self._make_few_of(read)
        return NAME.sub(rf'{_FEW}."\1"."\2"', step.query)

    def _make_few_of(self, relation: Relation) -> None:
        if relation in self._few:
            return
        self._few.add(relation)
        step = self._steps.get(relation)
        few = f"{_FEW}.{relation.name}"
        if step is not None and step.is_view:
            self._connection.execute(f"create view {few} as ({self._of_few(step)}\n)")
            return
        is_kept = step is not None and step.is_of_documents
        database = _KEPT if is_kept else self._database(relation)
        columns = [name for name in self._columns(database, relation) if name not in NOT_GIVEN]
        if "document_id" not in columns:
            self._connection.execute(f"create view {few} as from {database}.{relation.name}")
            return
        self._connection.execute(
            f"create table {few} as select {_listed(columns)} from {database}.{relation.name}"
            " where document_id is null or document_id in (from kept.books.undone)"
        )

    def _forget_few(self) -> None:
        """Make room for what is made of few documents; what was there was of fewer."""
        self._connection.execute(
            f"detach database if exists {_FEW}; attach ':memory:' as {_FEW}"
        )
        self._few: set[Relation] = set()
        for schema in {relation.schema for relation in self._steps} | {"raw"}:
            self._connection.execute(f'create schema if not exists {_FEW}."{schema}"')

    def _read_by(self, step: Step, queries: dict[Relation, str]) -> dict[Relation, None]:
        """Return the tables that a step reads, itself and through views; note their queries."""
        found: dict[Relation, None] = {}
        for relation in step.reads():
            view = self._steps.get(relation)
            if view is None or not view.is_view:
                found[relation] = None
            elif relation not in queries:
                queries[relation] = view.query
                found |= self._read_by(view, queries)
        return found

    def _said(self, queries: dict[Relation, str]) -> str:
        """Return the digest of queries and of the columns that they find, and of the engine."""
        read = {name for query in queries.values() for name in NAME.findall(query)}
        found = {
            relation.name: self._columns(self._database(relation), relation)
            for relation in sorted(Relation(*name) for name in read)
        }
        said = [duckdb.__version__, *queries.values(), str(found)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def _notice(self, relation: Relation) -> None:
        """Find the documents of which a table across documents says something else now."""
        step = self._steps.get(relation)
        if relation in self._noticed or (step is not None and step.is_of_documents):
            return
        self._noticed.add(relation)
        columns = self._columns(self._database(relation), relation)
        if relation.schema == "raw" and "document_id" in columns:
            return  # of the contents of documents
        name, table = relation.name, f"{self._database(relation)}.{relation.name}"
        whose = "document_id" if "document_id" in columns else "null"
        given = _listed([column for column in columns if column not in NOT_GIVEN])
        self._connection.execute(
            "create or replace temp table given_now as"
            f" select coalesce({whose}, '{_EVERYTHING}') as document_id,"
            f" concat_ws(' ', count(*), sum(hash({given})::hugeint)) as content"
            f" from {table} group by all"
        )
        before = f"(from kept.books.given where relation = '{name}')"
        self._redo(
            "select coalesce(now.document_id, before.document_id)"
            f" from given_now as now full join {before} as before"
            " on now.document_id = before.document_id"
            " where now.content is distinct from before.content"
        )
        pairs = "source_document_id" in columns
        if pairs:
            self._redo_beside()  # by what was seen before
            self._connection.execute(
                f"begin; delete from kept.books.seen where relation = '{name}';"
                f"insert into kept.books.seen select distinct '{name}', document_id,"
                f" source_document_id from {table} where document_id <> source_document_id;"
                "commit"
            )
            self._redo_beside()
        self._connection.execute(
            f"begin; delete from kept.books.given where relation = '{name}';"
            f"insert into kept.books.given select '{name}', * from given_now; commit"
        )

    def _redo_beside(self) -> None:
        self._redo(_BESIDE)

    def _redo(self, query: str) -> None:
        """Count the documents that a query gives among those that are made again."""
        if self.is_all:
            return
        self._connection.execute(
            f"create or replace temp table more as"
            f" select * from ({query}) as found(document_id)"
            " where document_id not in (from kept.books.undone)"
        )
        if not _number(self._connection, "select count(*) from more"):
            if self._is_undone(_EVERYTHING):
                self._redo_all()
            return
        self._connection.execute("insert into kept.books.undone from more")
        self._forget_few()
        if self._is_undone(_EVERYTHING) or self.redone * MOST_SHARE > self.count:
            self._redo_all()

    def _redo_all(self) -> None:
        if not self.is_all:
            self._connection.execute(f"insert into kept.books.undone values ('{_EVERYTHING}')")
            self.is_all = True
            self._forget_few()

    def _is_undone(self, document_id: str) -> bool:
        asked = "select count(*) from kept.books.undone where document_id = ?"
        return _number(self._connection, asked, document_id) > 0

    def _holds(self, relation: Relation, content: str) -> bool:
        asked = "select count(*) from kept.books.statements where relation = ? and content = ?"
        return _number(self._connection, asked, relation.name, content) > 0

    def _book(self, relation: Relation, content: str) -> None:
        self._connection.execute(
            "delete from kept.books.statements where relation = ?", [relation.name]
        )
        self._connection.execute(
            "insert into kept.books.statements values (?, ?)", [relation.name, content]
        )

    def _database(self, relation: Relation) -> str:
        step = self._steps.get(relation)
        if step is None:
            return compiling.DATABASE
        return step.schema_path.partition(".")[0].strip('"')

    def _columns(self, database: str, relation: Relation) -> dict[str, str]:
        """Return the names and types of its columns, in order; ask once of what is made."""
        table = f"{database}.{relation.name}"
        if table not in self._columns_of:
            found = self._connection.execute(f"from {table} limit 0")
            described = found.description or ()
            self._columns_of[table] = {str(name): str(kind) for name, kind, *_ in described}
        return self._columns_of[table]


@contextmanager
def opened(
    connection: duckdb.DuckDBPyConnection, warehouse_dir: Path, steps: Sequence[Step]
) -> Iterator[Kept]:
    """Attach what is kept beside a warehouse, as `kept`, for the block; finish after it.

    Raises TransformError where the file cannot be written.
    """
    attach = f"attach '{_quoted(warehouse_dir / FILE)}' as {_KEPT}"
    try:
        try:
            connection.execute(attach)
        except duckdb.Error:  # torn, or of another version: it can be made again
            forget(warehouse_dir)
            connection.execute(attach)
        kept = Kept(connection, steps)
        if kept.is_all:  # a new file has no holes
            connection.execute(f"detach {_KEPT}")
            forget(warehouse_dir)
            connection.execute(attach)
            kept = Kept(connection, steps)
        yield kept
        kept.finish()
    except duckdb.Error as error:
        raise TransformError("transform_failed", reason=f"{FILE}: {error}") from error


def marts_in(warehouse_dir: Path, state: str) -> list[str] | None:
    """Return the marts of documents that the published file of this `state` has rows of.

    None where the rows that are kept are not those of this file.
    """
    with suppress(duckdb.Error), _books(warehouse_dir) as connection:  # torn, or older
        if connection is not None:
            asked = "select count(*) from kept.books.published where state = ?"
            is_same = _number(connection, asked, state) > 0
            return _tables(connection, _KEPT, "marts") if is_same else None
    return None


def changed(warehouse_dir: Path) -> Changed:
    """Return the documents whose rows are others than in the last published file.

    With them the tables that have the rows of all others from a copy of it, once the models are
    built; nothing where they were all made again.
    """
    with suppress(duckdb.Error), _books(warehouse_dir) as connection:  # torn, or older
        if connection is not None and _number(connection, _GOES_ON):
            names = _tables(connection, _KEPT, "marts")
            documents = connection.execute("from kept.books.since").fetchall()
            carried = {("raw", "amounts"), *(("marts", name) for name in names)}
            return Changed(carried, {str(document_id) for (document_id,) in documents})
    return UNCHANGED


@contextmanager
def _books(warehouse_dir: Path) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """Open what is kept, to look at it; None where nothing is."""
    path = warehouse_dir / FILE
    if not path.exists():
        yield None
        return
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(path)}' as {_KEPT} (read_only)")
        yield connection


def note_published(warehouse_dir: Path, state: str) -> None:
    """Write down that the published file of this `state` has the rows that are kept.

    Where that cannot be written, the next build goes on from no file.
    """
    path = warehouse_dir / FILE
    if not path.exists():
        return
    with suppress(duckdb.Error), duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(path)}' as {_KEPT}")
        connection.execute("begin; delete from kept.books.since")
        connection.execute("delete from kept.books.published")
        connection.execute("insert into kept.books.published values (?)", [state])
        connection.execute("commit")


def forget(warehouse_dir: Path) -> None:
    """Remove what is kept: the next build makes it anew."""
    for name in (FILE, f"{FILE}.wal"):
        (warehouse_dir / name).unlink(missing_ok=True)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _tables(connection: duckdb.DuckDBPyConnection, database: str, schema: str) -> list[str]:
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = ?",
        [database, schema],
    ).fetchall()
    return [str(name) for (name,) in found]


def _number(connection: duckdb.DuckDBPyConnection, query: str, *values: str) -> int:
    found = connection.execute(query, list(values)).fetchone()
    return int(found[0]) if found else 0
