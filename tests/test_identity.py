"""One truth across departments, regions, years and editions, on planted documents.

Each document is a made-up spending account of a few lines; what the warehouse is to make of
it is written here by hand.
"""

from collections import Counter
from decimal import Decimal

import duckdb
import pytest
from conftest import build

from dashboards import queries
from reports import annual
from reports.history import gather
from reports.marks import Asked
from reports.texts import Texts
from warehouse.connection import published, reading

TITLES = """{title}

合成数据
公开日期：{published}

支出决算表

公开03表
金额单位：万元

部门：{department}

"""

ROWS = (
    ("项目", "", "", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出",
     "对附属单位补助支出"),
    ("支出功能 分类科目 编码", "科目名称", "", "", "", "", "", "", ""),
    ("类", "款", "项", "1", "2", "3", "4", "5", "6"),
)  # fmt: skip
FUNCTIONS = (("213", "农林水支出"), ("21301", "农业农村"), ("2130101", "行政运行"))


def account(department, year, basic, project, caliber="部门", published=None, mark=""):
    """The text of a spending account: one function, spent on running costs and projects."""
    amounts = (f"{basic + project}.00", f"{basic}.00", f"{project}.00" if project else "")
    rows = [
        *ROWS,
        ("", "", "合计", *amounts, "", "", ""),
        *((code, name, "", *amounts, "", "", "") for code, name in FUNCTIONS),
    ]
    titles = TITLES.format(
        title=f"{department.split('（')[0]}{year}年度{caliber}决算{mark}",
        published=published or f"{year + 1}年9月1日",
        department=department,
    )
    return titles + "\n".join("\t".join(row) for row in rows) + "\n"


OLD, NEW = "昆明市呈贡区农业局", "昆明市呈贡区农业农村局"
DOCUMENTS = {
    # Renamed with its region, then by the reorganisation of 2018.
    "a10": account("呈贡县农业局", 2010, 100, 10),
    "a17": account(OLD, 2017, 170, 17),
    "a18": account("134001 昆明市呈贡区农业局", 2018, 180, 18),
    "a19": account("呈贡区农业农村局", 2019, 190, 19),
    # Department and unit of one body; the department's once more as a web page.
    "a20": account(NEW, 2020, 200, 20),
    "a20unit": account(f"{NEW}（本级）", 2020, 150, 15, caliber="单位"),
    # Merged; corrected two months later; then a year missing.
    "c18": account("昆明市呈贡区文化局", 2018, 80, 8),
    "t18": account("昆明市呈贡区旅游局", 2018, 60, 6),
    "ct19": account("昆明市呈贡区文旅局", 2019, 140, 14),
    "ct19b": account(
        "昆明市呈贡区文化和旅游局", 2019, 141, 14, published="2020年11月5日", mark="（更正）"
    ),
    "ct21": account("昆明市呈贡区文化和旅游局", 2021, 150, 0),
    # A department, and beside it a unit whose department published nothing.
    "f21": account("昆明市东川区林业局", 2021, 10, 2),
    "o21": account("昆明市东川区园林管理所", 2021, 5, 1, caliber="单位"),
    # Two plates.
    "d20": account("昆明市呈贡区发展和改革局（昆明市呈贡区粮食和物资储备局）", 2020, 70, 7),
    "d21": account("昆明市呈贡区发改局", 2021, 71, 7),
    # Two regions of which one went to the other.
    "z14": account("上海市闸北区教育局", 2014, 300, 30),
    "j14": account("上海市静安区教育局", 2014, 400, 40),
    "j15": account("上海市静安区教育局", 2015, 750, 75),
    # Of no place that is told.
    "u1": account("审计局", 2020, 11, 1),
    "u2": account("审计局", 2020, 22, 2),
}
TRUTH = {
    # (region, year, caliber): what the current editions spent, in 万元.
    ("530114", 2010, "department"): 110,
    ("530114", 2017, "department"): 187,
    ("530114", 2018, "department"): 198 + 88 + 66,
    ("530114", 2019, "department"): 209 + 155,
    ("530114", 2020, "department"): 220 + 77,
    ("530114", 2020, "unit"): 165,
    ("530114", 2021, "department"): 150 + 78,
    ("530113", 2021, "department"): 12,
    ("530113", 2021, "unit"): 6,
    ("310108", 2014, "department"): 330,
    ("310106", 2014, "department"): 440,
    ("310106", 2015, "department"): 825,
    (None, 2020, "department"): 12 + 24,
}


CONTAINED = {("530114", 2020, "unit")}
"""What another document of TRUTH holds: a unit whose department published."""


def as_web_page(text):
    """The same account as a web page."""
    before, _, table = text.partition("项目\t")
    rows = [line.split("\t") for line in f"项目\t{table}".strip().splitlines()]
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    lines = "".join(f"<p>{line}</p>" for line in before.splitlines() if line)
    return f"<html><body>{lines}<table>{cells}</table></body></html>"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A warehouse of the planted documents."""
    folder = tmp_path_factory.mktemp("planted")
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "a20.html").write_text(as_web_page(DOCUMENTS["a20"]), encoding="utf-8")
    return build(tmp_path_factory.mktemp("warehouse"), folder)


@pytest.fixture(scope="module")
def query(planted):
    """A function that queries the warehouse of the planted documents."""

    def ask(sql, *parameters):
        with duckdb.connect(str(planted / "current.duckdb"), read_only=True) as connection:
            connection.execute("set schema = 'marts'")
            return connection.execute(sql, list(parameters)).fetchall()

    return ask


def test_every_document_is_read(query):
    statuses = query("select status, count(*) from raw.outcomes where block_no = 0 group by 1")
    assert statuses == [("parsed", len(DOCUMENTS) + 1)]


def test_spending_per_region_year_and_caliber_is_the_truth_to_the_fen(query):
    rows = query(
        "select region_code, fiscal_year, caliber, sum(amount_yuan) "
        "from fct_spending_all where not_chosen_reason is distinct from 'superseded' "
        "group by all"
    )
    found = {tuple(row[:3]): row[3] for row in rows}
    assert found == {key: Decimal(sum_) * 10000 for key, sum_ in TRUTH.items()}


def test_the_plain_sum_counts_every_yuan_once(query):
    wanted = Counter()
    for key in TRUTH.keys() - CONTAINED:
        wanted[key[:2]] += Decimal(TRUTH[key]) * 10000
    rows = query(
        "select region_code, fiscal_year, sum(amount_yuan) from fct_spending group by all"
    )
    assert {tuple(row[:2]): row[2] for row in rows} == wanted
    regions = query(
        "select region_code, fiscal_year, total_spending_yuan from region_years "
        "where total_spending_yuan is not null"
    )
    known = {key: yuan for key, yuan in wanted.items() if key[0]}
    assert {tuple(row[:2]): row[2] for row in regions if row[0]} == known


def test_a_unit_whose_department_published_nothing_is_in_every_sum(planted, query, monkeypatch):
    """In the region's year, a report on it, and the lines that a page shows behind a sum."""
    total = Decimal(180000)
    [(of_region, units)] = query(
        "select total_spending_yuan, unit_count from region_years"
        " where region_code = '530113' and fiscal_year = 2021"
    )
    assert (of_region, units) == (total, 1)
    with reading(published(planted)) as connection:
        asked = Asked(2021, "530113", None, "zh")
        scope = annual.resolved(connection, asked, Texts("zh"))
        history = gather(connection, scope)
    [spent] = [line for line in history.totals if line.name == "total_spending_yuan"]
    assert spent.by_year == {2021: total}
    assert {one.department: one.spending for one in history.departments} == {
        "昆明市东川区林业局": 120000,
        "昆明市东川区园林管理所": 60000,
    }
    assert history.departments_by_year.by_year == {2021: 1}
    assert not scope.excluded
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(planted))
    [(key,)] = query(
        "select function_year_key from function_years where region_code = '530113'"
    )
    behind = queries.members_of(queries.edition(), key)
    assert sum(behind["amount_yuan"]) == total


def test_what_does_not_count_says_why_and_what_does(query):
    rows = query(
        "select own.file_name, not_chosen_reason, other.file_name "
        "from fct_spending_all f join dim_documents own using (document_id) "
        "left join dim_documents other on f.chosen_document_id = other.document_id "
        "where not is_chosen group by all order by 1"
    )
    assert rows == [
        ("a20.html", "superseded", "a20.txt"),
        ("a20unit.txt", "within_department", "a20.txt"),
        ("ct19.txt", "superseded", "ct19b.txt"),
    ]


def test_one_body_is_one_department_in_all_spellings(query):
    rows = query(
        "select body_name, d.region_code, list(distinct fiscal_year order by fiscal_year) "
        "from dim_departments d join fct_spending using (department_key) "
        "where d.region_code is not null group by all order by all"
    )
    assert rows == [
        ("农业农村局", "530114", [2019, 2020]),
        ("农业局", "530114", [2010, 2017, 2018]),
        ("发展和改革局", "530114", [2020, 2021]),
        ("园林管理所", "530113", [2021]),
        ("教育局", "310106", [2014, 2015]),
        ("教育局", "310108", [2014]),
        ("文化和旅游局", "530114", [2019, 2021]),
        ("文化局", "530114", [2018]),
        ("旅游局", "530114", [2018]),
        ("林业局", "530113", [2021]),
    ]


def test_what_nothing_tells_stays_apart_and_says_so(query):
    rows = query(
        "select file_name, region_status, is_current from dim_documents "
        "where region_code is null order by 1"
    )
    assert rows == [("u1.txt", "unknown", True), ("u2.txt", "unknown", True)]
    departments = query("select count(*) from dim_departments where body_name = '审计局'")
    assert departments == [(2,)]
    evidence = query(
        "select distinct rule, status from identity_evidence "
        "where subject = 'region' and region_code is null"
    )
    assert evidence == [("no_evidence", "unknown")]


def test_the_evidence_is_kept(query):
    rows = query(
        "select rule, matched_text, is_supporting from identity_evidence "
        "join dim_documents using (document_id) where file_name = 'a10.txt' "
        "and subject = 'region' and department_reference = '' order by all"
    )
    assert rows == [("department_name", "呈贡县", True), ("title", "呈贡县", True)]
    names = query(
        "select distinct rule from identity_evidence join dim_documents using (document_id) "
        "where subject = 'department' and file_name in ('a18.txt', 'd20.txt', 'd21.txt') "
        "order by 1"
    )
    # The budget code before a18's name falls when the document is read.
    assert names == [("abbreviation",), ("as_printed",), ("first_name_plate",)]


def test_a_trend_follows_the_body_and_says_where_it_breaks(query):
    rows = query(
        "select d.body_name, c.fiscal_year, last.body_name, is_comparable, break_reason "
        "from department_comparability c "
        "join dim_departments d on c.department_key = d.department_key "
        "join dim_departments last on c.continuity_key = last.department_key "
        "where c.region_code is not null order by 3, 2, 1"
    )
    assert rows == [
        ("农业局", 2010, "农业农村局", False, "first_year"),
        ("农业局", 2017, "农业农村局", False, "year_missing"),
        ("农业局", 2018, "农业农村局", True, None),
        ("农业农村局", 2019, "农业农村局", True, "renamed"),
        ("农业农村局", 2020, "农业农村局", True, None),
        ("发展和改革局", 2020, "发展和改革局", False, "first_year"),
        ("发展和改革局", 2021, "发展和改革局", True, None),
        ("园林管理所", 2021, "园林管理所", False, "first_year"),
        ("教育局", 2014, "教育局", False, "first_year"),
        ("教育局", 2014, "教育局", False, "first_year"),
        ("教育局", 2015, "教育局", False, "region_changed"),
        ("文化局", 2018, "文化和旅游局", False, "first_year"),
        ("旅游局", 2018, "文化和旅游局", False, "first_year"),
        ("文化和旅游局", 2019, "文化和旅游局", False, "merged"),
        ("文化和旅游局", 2021, "文化和旅游局", False, "year_missing"),
        ("林业局", 2021, "林业局", False, "first_year"),
    ]


def test_what_became_of_a_department_names_its_source(query):
    rows = query(
        "select predecessor_name, successor_name, kind, rule, source is not null "
        "from department_lineages where is_continuing order by 1"
    )
    assert rows == [
        (OLD, NEW, "rename", "declared", True),
        ("昆明市呈贡区文化局", "昆明市呈贡区文化和旅游局", "merge", "declared", True),
        ("昆明市呈贡区旅游局", "昆明市呈贡区文化和旅游局", "merge", "declared", True),
    ]


def test_editions_supersede_by_rule_and_the_same_in_another_format_is_the_same(query):
    rows = query(
        "select file_name, relation, version_rule, is_current from document_versions "
        "where edition_count > 1 order by file_name"
    )
    (page, page_row), (text, text_row) = ((row[0], row[1:]) for row in rows[:2])
    assert {page, text} == {"a20.html", "a20.txt"}
    assert {page_row[0], text_row[0]} == {"current", "same_content"}
    assert rows[2:] == [
        ("ct19.txt", "restated", "declared_revision", False),
        ("ct19b.txt", "current", None, True),
    ]


def test_every_changed_figure_is_in_the_journal_with_both_receipts(query):
    rows = query(
        "select item, measure, old_amount_yuan, new_amount_yuan, difference_yuan "
        "from restatements order by measure, item"
    )
    changed = [("basic", "1400000.00", "1410000.00"), ("total", "1540000.00", "1550000.00")]
    assert rows == [
        (item, measure, Decimal(old), Decimal(new), Decimal("10000.00"))
        for measure, old, new in changed
        for item in ("213", "21301", "2130101", "total")
    ]
    orphans = query(
        "select count(*) from restatements left join receipts as old "
        "on old_receipt_id = old.receipt_id left join receipts as new "
        "on new_receipt_id = new.receipt_id where old.receipt_id is null "
        "or new.receipt_id is null"
    )
    assert orphans == [(0,)]


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        ("2020-08-31", []),
        ("2020-09-01", ["1540000.00"]),
        ("2020-11-04", ["1540000.00"]),
        ("2020-11-05", ["1550000.00"]),
    ],
)
def test_both_editions_can_be_asked_for_as_known_on_a_day(query, day, amounts):
    rows = query(
        "select amount_yuan from figure_versions join dim_departments using (department_key) "
        "where body_name = '文化和旅游局' and fiscal_year = 2019 and item = 'total' "
        "and measure = 'total' and valid_from <= cast(? as timestamp) "
        "and (valid_to is null or cast(? as timestamp) < valid_to)",
        day,
        day,
    )
    assert rows == [(Decimal(amount),) for amount in amounts]


def test_what_is_not_there_is_missing_as_an_expectation(query):
    rows = query(
        "select fiscal_year, status, expectation from disclosure_matrix "
        "join dim_departments using (department_key) "
        "where body_name = '文化和旅游局' and document_kind = 'final_accounts' order by 1"
    )
    assert rows == [
        (2019, "found", "disclosed"),
        (2020, "missing", "own_other_year"),
        (2021, "found", "disclosed"),
    ]
    later = query(
        "select fiscal_year, status, expectation from disclosure_matrix "
        "join dim_departments using (department_key) where body_name = '农业农村局' "
        "and document_kind = 'final_accounts' and fiscal_year > 2020"
    )
    assert later == [(2021, "missing", "region_reports")]
    ended = query(
        "select max(fiscal_year) from disclosure_matrix "
        "join dim_departments using (department_key) where body_name = '农业局'"
    )
    assert ended == [(2018,)]
