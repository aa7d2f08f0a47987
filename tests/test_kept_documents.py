"""Marts over what is kept of documents are those of a build that knows nothing of them."""

import random
import shutil
import sys

import duckdb
import pytest
from conftest import ROOT

from corpus.generate import generate, request_of
from expectations import conservation
from ingest import landing, pipeline
from warehouse.building import carried, kept, outcomes, plan, set_aside, transform
from warehouse.building.set_aside import Broken

sys.path.insert(0, str(ROOT / "scripts"))

AREAS = ROOT / "tests" / "areas"
TABLE = """部门：示例市甲局
支出决算表
公开03表
金额单位：万元

科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
\t合计\t{total}\t200.00\t{project}\t\t\t
201\t一般公共服务支出\t{total}\t200.00\t{project}\t\t\t
20126\t档案事务\t{total}\t200.00\t{project}\t\t\t
2012601\t行政运行\t200.00\t200.00\t\t\t\t
2012604\t档案馆\t{project}\t\t{project}\t\t\t
"""
FIRST = f"2023年度部门决算公开\n{TABLE.format(total='250.00', project='50.00')}"
RESTATED = f"2023年度部门决算公开（更正）\n{TABLE.format(total='270.00', project='70.00')}"
NEXT_YEAR = f"2024年度部门决算公开\n{TABLE.format(total='240.00', project='40.00')}"
DEPARTMENT = NEXT_YEAR.replace("示例市甲局", "北京市海淀区档案局")
UNIT = DEPARTMENT.replace("部门", "单位")


class House:
    """Documents that land stage by stage in one folder, beside a plan of its own."""

    def __init__(self, folder, monkeypatch, last=None):
        self.folder = folder
        self.aside = ()
        self.last = {} if last is None else {folder: folder / f"{last}.duckdb"}
        self.plan = folder / "plan.duckdb"
        if not self.plan.exists():
            shutil.copyfile(plan.ready(folder / "plans", folder / "logs"), self.plan)
        monkeypatch.setattr(plan, "ready", lambda *_: self.plan)

    def land(self, *paths):
        """Read documents, as a build does."""
        pipeline.land(paths, self.folder)

    def models(self, name, beside=None, *, publishes=True):
        """Build the file of what is landed, from the last one; return it.

        What is kept lies `beside`.
        """
        folder = beside or self.folder
        database = self.folder / f"{name}.duckdb"
        again = carried.begin(database, folder, self.last.get(folder), "the code")
        with duckdb.connect(str(database)) as connection:
            landing.load(connection, self.folder, again)
            set_aside.stand_aside(connection, self.aside)
        transform.run(database, folder)
        with duckdb.connect(str(database)) as connection:
            outcomes.tell_what_is_set_aside(connection)
            conservation.weigh(connection)
            set_aside.record(connection, self.aside, "the rules", None)
        if publishes:
            kept.note_published(folder, carried.state(database, "the code"))
            self.last[folder] = database
        return database

    def from_nothing(self, name):
        """Run the models without anything kept; return the file."""
        empty = self.folder / f"beside {name}"
        empty.mkdir()
        return self.models(name, empty)

    def run(self, *statements):
        """Change the plan."""
        with duckdb.connect(str(self.plan)) as connection:
            for statement in statements:
                connection.execute(statement)

    def contents(self):
        """Count and sum, as hashes, the rows of each table that is kept."""
        with duckdb.connect(str(self.folder / kept.FILE), read_only=True) as connection:
            tables = connection.execute(
                "select concat(schema_name, '.', table_name) from duckdb_tables()"
                " where schema_name <> 'books'"
            ).fetchall()
            counted = "select count(*), sum(hash(one)::hugeint) from {} as one"
            return {
                table: connection.execute(counted.format(table)).fetchall()
                for (table,) in tables
            }

    def undo(self, share):
        """Let a share of the documents count as touched by a build that died."""
        with duckdb.connect(str(self.folder / kept.FILE)) as connection:
            ids = connection.execute(
                "select document_id from books.documents order by all"
            ).fetchall()
            chosen = random.Random(5).sample(ids, int(len(ids) * share))
            connection.executemany("insert into books.undone values (?)", chosen)


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    """A folder in which generated documents, those of areas and one by hand have landed."""
    folder = tmp_path_factory.mktemp("landed")
    generate(request_of(30, 5, ["txt"], "none", 0.0, "2021-2023"), folder / "corpus")
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "unit.txt").write_text(UNIT, "utf-8")
    by_hand = (folder / "first.txt", folder / "unit.txt")
    pipeline.land([folder / "corpus" / "documents", AREAS, *by_hand], folder)
    return folder


@pytest.fixture(scope="module")
def built(landed, tmp_path_factory):
    """A copy of that folder with a first file built, and what was made again for it."""
    folder = shutil.copytree(landed, tmp_path_factory.mktemp("built") / "house")
    with pytest.MonkeyPatch.context() as patched:
        redone = watched(patched)
        House(folder, patched).models("before")
    return folder, redone


@pytest.fixture
def fresh(landed, tmp_path, monkeypatch):
    """A house in which documents have landed."""
    return House(shutil.copytree(landed, tmp_path / "house"), monkeypatch)


@pytest.fixture
def house(built, tmp_path, monkeypatch):
    """A house in which a first file was built, `before`."""
    folder, _ = built
    return House(shutil.copytree(folder, tmp_path / "house"), monkeypatch, "before")


def watched(patched):
    """For each build to come: whether all documents were made again, and how many."""
    redone = []
    finish = kept.Kept.finish
    patched.setattr(
        kept.Kept, "finish", lambda own: redone.append((own.is_all, own.redone)) or finish(own)
    )
    return redone


def reasons(database, name):
    """Say why the facts of a document do not count; None for those that do."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select distinct not_chosen_reason from marts.fct_spending_all"
            " inner join marts.dim_documents using (document_id) where file_name = ?",
            [name],
        ).fetchall()
        return [reason for (reason,) in rows]


def unlike(one, other):
    """Say what differs between two files."""
    from compare_published import compare

    return [
        line
        for schema in ("raw", "reference", "marts", "quality")
        for line in compare(one, other, (), schema)
    ]


def test_files_are_those_of_a_build_that_keeps_nothing(house, built, monkeypatch):
    monkeypatch.setattr(kept, "MOST_SHARE", 1)
    assert reasons(house.folder / "before.duckdb", "unit.txt") == [None]
    landed = len(landing.landed(house.folder))
    ids = sorted(landing.landed(house.folder))
    assert built[1] == [(True, landed)]
    redone = watched(monkeypatch)

    # A restated and a withdrawn document, one read again, one aside, one of another year, and
    # one of a department, which speaks for what its own accounts said.
    texts = {"restated": RESTATED, "next_year": NEXT_YEAR, "department": DEPARTMENT}
    for name, text in texts.items():
        (house.folder / f"{name}.txt").write_text(text, "utf-8")
        house.land(house.folder / f"{name}.txt")
    landing.withdraw(house.folder, [ids[3]], "a test")
    with monkeypatch.context() as later:
        later.setattr(landing, "extractor_version", lambda: "later")
        house.land(house.folder / "first.txt")
    house.models("refused", publishes=False)
    redone.pop()
    house.aside = (Broken(ids[7], "fct_spending", "grain", "amount", "twice", 2, "twice"),)
    changed = house.models("changed")
    assert reasons(changed, "unit.txt") == ["within_department"]
    assert unlike(house.from_nothing("changed from nothing"), changed) == []
    assert redone.pop() == (True, landed + 2)
    is_all, count = redone.pop()
    assert not is_all
    assert 1 <= count < landed

    # It stands aside no more.
    house.aside = ()
    back = house.models("back")
    assert unlike(house.from_nothing("back from nothing"), back) == []

    # A line in a reference table, and a body that somebody names.
    house.run(
        "insert into reference.department_overrides"
        " values ('示例市甲局', null, '示例市乙局', 'a test')"
    )
    (house.folder / "documents.csv").write_text(
        "document,department,year,reason\nfirst.txt,,2020,a test\n", "utf-8"
    )
    named = house.models("named")
    assert unlike(house.from_nothing("named from nothing"), named) == []

    # A model that says something else.
    name = "int_figures_read"
    house.run(
        "update steps set query = replace(query, '''two_years''', '''other_years'''),"
        " statement = replace(statement, '''two_years''', '''other_years''')"
        f" where name = '{name}' and contains(query, '''two_years''')"
    )
    other = house.models("other")
    assert unlike(house.from_nothing("other from nothing"), other) == []


def test_models_of_documents_depend_on_single_documents(house, monkeypatch):
    monkeypatch.setattr(kept, "MOST_SHARE", 1)
    before = house.contents()
    assert len(before) > 20
    house.undo(0.3)
    house.models("some")
    assert house.contents() == before


def test_a_model_that_only_says_it_depends_on_single_documents_is_found(fresh, monkeypatch):
    monkeypatch.setattr(kept, "MOST_SHARE", 1)
    crossing = "'select * replace (count(*) over ()::varchar as row_label) from (', query, ')'"
    fresh.run(
        f"update steps set query = concat({crossing}),"
        f" statement = replace(statement, query, concat({crossing}))"
        " where name = 'int_indicator_cells'"
    )
    fresh.models("all")
    before = fresh.contents()
    fresh.undo(0.3)
    fresh.models("some")
    name = "intermediate.int_indicator_cells"
    assert fresh.contents()[name] != before[name]
