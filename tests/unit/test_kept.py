"""Rows of documents that did not change are kept, and all others are made again."""

import duckdb
import pytest

from warehouse.building import kept, plan, transform
from warehouse.errors import TransformError

# `made` tells whether a row was made again.
QUERIES = {
    '"scratch"."staging"."stg_a"': (
        "view",
        False,
        'select document_id, number from "warehouse"."raw"."amounts"',
    ),
    '"scratch"."intermediate"."int_whose"': (
        "table",
        False,
        """
        select document_id, body, row_number() over (order by document_id) as document_rank
        from "warehouse"."raw"."documents"
        """,
    ),
    '"scratch"."intermediate"."int_b"': (
        "table",
        True,
        """
        select document_id, number, body, number * factor as worth, uuid() as made
        from "scratch"."staging"."stg_a"
        inner join "scratch"."intermediate"."int_whose" using (document_id)
        cross join "warehouse"."reference"."units"
        """,
    ),
    '"scratch"."intermediate"."int_pairs"': (
        "table",
        False,
        """
        select document_id, before as source_document_id
        from "warehouse"."raw"."documents" where before is not null
        """,
    ),
    '"warehouse"."marts"."fct_c"': (
        "table",
        True,
        """
        select b.document_id, b.number - coalesce(before.number, 0) as more, uuid() as made
        from "scratch"."intermediate"."int_b" as b
        left join "scratch"."intermediate"."int_pairs" as pairs
            on b.document_id = pairs.document_id
        left join "scratch"."intermediate"."int_b" as before
            on pairs.source_document_id = before.document_id
        """,
    ),
    '"warehouse"."marts"."sums"': (
        "table",
        False,
        'select sum(worth) as worth from "scratch"."intermediate"."int_b"',
    ),
}
DOCUMENTS = {f"d{number}": (number, "甲局", None) for number in range(20)}


class House:
    """A warehouse of documents of one figure each, and what its models made of them."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.documents = dict(DOCUMENTS)
        self.factor = 10
        self.columns = ""
        self.queries = {name: query for name, (_, _, query) in QUERIES.items()}
        monkeypatch.setattr(plan, "ready", lambda *_: folder / "plan.duckdb")

    def build(self, folder=None):
        """Run the models; return {document: (more, made)}, and the sum."""
        self._write_plan()
        database = self.folder / "w.duckdb"
        database.unlink(missing_ok=True)
        with duckdb.connect(str(database)) as connection:
            connection.execute(
                "create schema raw;"
                "create table raw.documents"
                " (document_id varchar, body varchar, before varchar);"
                "create table raw.outcomes (document_id varchar, status varchar);"
                "create table raw.newest (document_id varchar, batch varchar);"
                f"create table raw.amounts"
                f" (document_id varchar, number integer{self.columns})"
            )
            for document, (number, body, before) in self.documents.items():
                connection.execute(
                    "insert into raw.documents values (?, ?, ?)", [document, body, before]
                )
                connection.execute("insert into raw.newest values (?, ?)", [document, number])
                connection.execute(
                    "insert into raw.amounts by name select ? as document_id, ? as number",
                    [document, number],
                )
        transform.run(database, folder or self.folder)
        with duckdb.connect(str(database)) as connection:
            rows = connection.execute("select document_id, more, made from marts.fct_c")
            found = {document: (more, made) for document, more, made in rows.fetchall()}
            return found, connection.execute("select worth from marts.sums").fetchone()[0]

    def _write_plan(self):
        path = self.folder / "plan.duckdb"
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            connection.execute(
                f"create table u as select {self.factor} as factor;"
                "create table steps (step_no integer, kind varchar, name varchar,"
                " schema_path varchar, statement varchar, comments varchar,"
                " query varchar, is_of_documents boolean);"
                "insert into steps values (0, 'seed', 'units', '\"warehouse\".\"reference\"',"
                ' \'create table "warehouse"."reference"."units" as from plan.main.u\', \'\','
                " 'from plan.main.u', false)"
            )
            for number, (name, (kind, is_of_documents, _)) in enumerate(QUERIES.items(), 1):
                query = self.queries[name]
                schema_path, _, table = name.rpartition(".")
                values = [
                    *(number, "model", table.strip('"'), schema_path),
                    *(f"create {kind} {name} as (\n{query}\n)", "", query, is_of_documents),
                ]
                connection.execute("insert into steps values (?, ?, ?, ?, ?, ?, ?, ?)", values)


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A warehouse that was built once."""
    return House(tmp_path, monkeypatch)


def made_again(before, after):
    """The documents whose rows are other rows now, or are gone."""
    return {
        document for document in before | after if before.get(document) != after.get(document)
    }


def test_what_did_not_change_is_kept_and_a_new_document_is_added(house):
    before, _ = house.build()
    house.documents["d99"] = (5, "乙局", None)
    after, worth = house.build()
    assert made_again(before, after) == {"d99"}
    assert worth == 10 * (sum(range(20)) + 5)


def test_a_changed_document_is_made_again_and_one_that_left_is_gone(house):
    before, _ = house.build()
    house.documents["d3"] = (300, "甲局", None)
    del house.documents["d4"]
    after, worth = house.build()
    assert made_again(before, after) == {"d3", "d4"}
    assert "d4" not in after
    assert after["d3"][0] == 300
    assert worth == 10 * (sum(range(20)) - 3 - 4 + 300)


def test_documents_that_see_one_another_are_made_again_together(house):
    house.documents |= {"d1": (1, "甲局", "d0"), "d2": (2, "甲局", "d1")}
    before, _ = house.build()
    house.documents["d0"] = (100, "甲局", None)
    after, _ = house.build()
    assert made_again(before, after) == {"d0", "d1", "d2"}
    assert after["d1"][0] == 1 - 100
    del house.documents["d0"]
    last, _ = house.build()
    assert made_again(after, last) == {"d0", "d1", "d2"}
    assert last["d1"][0] == 1


@pytest.mark.parametrize("what", ["a reference table", "a model", "a view"])
def test_what_all_rows_are_made_with_makes_all_again(house, what):
    before, _ = house.build()
    if what == "a reference table":
        house.factor = 20
    else:
        name, words = {
            "a model": ('"scratch"."intermediate"."int_b"', "factor"),
            "a view": ('"scratch"."staging"."stg_a"', "number"),
        }[what]
        said = house.queries[name].replace(words, f"{words} * 2", 1)
        house.queries[name] = said.replace("number * 2", "number * 2 as number")
    after, worth = house.build()
    assert made_again(before, after) == set(DOCUMENTS)
    assert worth == 20 * sum(range(20))


def test_a_column_more_in_what_is_read_makes_all_again(house):
    name = '"scratch"."staging"."stg_a"'
    house.queries[name] = 'select * from "warehouse"."raw"."amounts"'
    before, _ = house.build()
    house.columns = ", text varchar"
    after, _ = house.build()
    assert made_again(before, after) == set(DOCUMENTS)


def test_many_changed_documents_make_all_again(house):
    before, _ = house.build()
    house.documents |= {f"d{number}": (100, "甲局", None) for number in range(6)}
    after, _ = house.build()
    assert made_again(before, after) == set(DOCUMENTS)


def test_a_build_that_died_is_taken_up_and_the_others_are_kept(house, monkeypatch):
    before, _ = house.build()
    house.documents["d3"] = (300, "甲局", None)
    fill = transform.fill

    def die(connection, step, statement):
        if step.name == "fct_c":
            raise KeyboardInterrupt
        fill(connection, step, statement)

    with monkeypatch.context() as dying:
        dying.setattr(transform, "fill", die)
        with pytest.raises(KeyboardInterrupt):
            house.build()
    house.documents["d3"] = (3, "甲局", None)  # as it was: the books alone know of the death
    after, worth = house.build()
    assert made_again(before, after) == {"d3"}
    assert after["d3"][0] == 3
    assert worth == 10 * sum(range(20))


def test_a_build_that_died_while_all_was_made_makes_all_again(house, monkeypatch):
    house.build()
    house.factor = 20
    with monkeypatch.context() as dying:
        dying.setattr(kept.Kept, "finish", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            house.build()
    house.factor = 10
    _, worth = house.build()
    assert worth == 10 * sum(range(20))


def test_a_torn_file_is_made_again(house):
    _, worth = house.build()
    (house.folder / kept.FILE).write_bytes(b"torn")
    assert house.build()[1] == worth


def test_tables_of_models_that_are_no_more_leave_the_file(house):
    house.build()
    with duckdb.connect(str(house.folder / kept.FILE)) as connection:
        connection.execute("create table intermediate.old as select 1 as document_id")
    house.build()
    with duckdb.connect(str(house.folder / kept.FILE)) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name <> 'books' order by all"
        ).fetchall()
    assert tables == [("fct_c",), ("int_b",)]


def test_how_a_document_stands_among_all_is_given_to_no_model_of_documents(house):
    name = '"scratch"."intermediate"."int_b"'
    house.build()
    house.queries[name] = house.queries[name].replace("body,", "body, document_rank,")
    house.build()  # all at once: the column is there
    house.documents["d99"] = (5, "乙局", None)
    with pytest.raises(TransformError, match=r"int_b: .*document_rank"):
        house.build()


def test_the_file_can_be_forgotten(house):
    before, _ = house.build()
    kept.forget(house.folder)
    after, _ = house.build()
    assert made_again(before, after) == set(DOCUMENTS)
