"""Each page on a published warehouse; numbers typed in from the printed pages."""

import io
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboards import formats, measures, queries
from dashboards.texts import LANGUAGES, say
from dashboards.views.compare_peers import suggested
from dashboards.views.compare_rows import Choice
from warehouse.connection import current_file

APP = Path(queries.__file__).parents[1] / "app.py"
TITLES = {
    "overview": "overview_title",
    "compare": "compare_title",
    "trends": "trends_title",
    "structure": "structure_page_title",
    "regions": "regions_title",
    "projects": "projects_title",
    "indicators": "indicators_page_title",
    "leads": "leads_title",
    "sources": "sources_title",
    "console": "console_title",
    "quality": "quality_title",
}
QUJING = "曲靖市数字经济发展中心"


@pytest.fixture
def app(published_warehouse, monkeypatch):
    """The app on the published warehouse, at its first page."""
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(published_warehouse))
    return _start()


@pytest.fixture
def edition(published_warehouse, monkeypatch):
    """The published edition, for its queries."""
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(published_warehouse))
    return queries.edition()


def _start() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=60).run()


def _page(app: AppTest, name: str, *, language: str = "zh", **parameters: str) -> AppTest:
    if language != "zh":
        app.segmented_control(key="language").set_value(language).run()
    for key, value in parameters.items():
        app.query_params[key] = value
    shown = app.switch_page(f"views/{name}.py").run()
    assert not shown.exception
    return shown


def _metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def _links(app: AppTest) -> list[str]:
    return [link.label for link in app.get("page_link")]


def _receipt_of(edition, label: str, column: str, text: str) -> str:
    documents = queries.documents(edition, synthetic=False)
    for document in documents["document_id"]:
        found = queries.receipts_of(edition, document).filter(
            (pl.col("row_label") == label)
            & (pl.col("column_label") == column)
            & (pl.col("printed_text") == text)
        )
        if not found.is_empty():
            return str(found["receipt_id"][0])
    raise AssertionError((label, column, text))


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_drawn_in_both_languages(app, name, language):
    shown = _page(app, name, language=language)
    assert shown.title[0].value == say(TITLES[name], language)


def test_the_overview_counts_what_is_there(app):
    metrics = _metrics(app)
    assert metrics["文档"] == "5"
    assert metrics["部门"] == "5"
    assert metrics["年度"] == "2022–2024"
    assert metrics["勾稽不符"] == "0"
    assert metrics["金额守恒"] == "一致"


def test_the_overview_lists_each_document_with_its_outcome(app):
    table = app.dataframe[-1].value
    assert len(table) == 5
    assert set(table["result"]) == {"已读"}
    assert "2022" in " ".join(caption.value for caption in app.caption)


def test_departments_are_compared_by_total_spending_unless_asked_otherwise(app):
    shown = _page(app, "compare", year="2023")
    assert _metrics(shown)["最高"] == "3,540 万元"
    table = pl.from_pandas(shown.dataframe[-1].value.astype(str))
    row = table.filter(pl.col("label") == QUJING).row(0, named=True)
    assert Decimal(row["total_spending_yuan"]) == Decimal("35386500.00")
    assert Decimal(row["basic_yuan"]) == Decimal("4052900.00")
    assert Decimal(row["project_yuan"]) == Decimal("31333600.00")
    assert Decimal(row["personnel_yuan"]) == Decimal("3682400.00")
    assert Decimal(row["public_yuan"]) == Decimal("370500.00")


def test_a_shared_address_shows_the_same_comparison_in_another_language(app):
    parameters = {"measure": "project_yuan", "year": "2023", "as": "share"}
    shown = _page(app, "compare", language="en", department=QUJING, **parameters)
    assert _metrics(shown) == {
        "Departments with data": "1 / 1",
        "Sum of 1 departments": "31.3 million yuan",
        "Median": "31.3 million yuan",
        "Highest": "31.3 million yuan",
    }
    assert shown.query_params["measure"] == "project_yuan"


def test_a_view_is_exact_and_says_why_a_value_is_missing(app, edition):
    shown = _page(app, "compare", measure="project_yuan", year="2023", view="share")
    assert _metrics(shown)["最高"] == "88.55%"  # 31,333,600 of 35,386,500
    asked = {"measure": "total_spending_yuan", "year": "2023"}
    real = _page(_start(), "compare", view="real", **asked)
    base, factors = queries.price_factors(edition)
    expected = (Decimal("35386500") * factors[2023]).quantize(Decimal("0.01"))
    table = real.dataframe[0].value.set_index("部门")
    assert Decimal(str(table.loc[QUJING].iloc[0])) == expected
    assert f"{base} 年价格" in " ".join(caption.value for caption in real.caption)


def test_per_head_without_a_population_is_no_data_and_says_so(app):
    asked = {"measure": "total_spending_yuan", "year": "2023"}
    table = _page(app, "compare", view="per_head", **asked).dataframe[0].value
    reasons = dict(zip(table["部门"], table["无数据"], strict=True))
    assert reasons[QUJING] == "没有该地区该年度的常住人口"


def test_views_of_an_unknown_value_are_unknown():
    assert measures.per_head(Decimal("100"), None) is None
    assert measures.per_head(Decimal("100"), Decimal("3")) == Decimal("33.33")
    assert measures.in_prices(None, Decimal("1.1")) is None
    assert measures.MEASURES["mean_score"].views == ("amount",)


def test_peers_are_of_one_group_that_spent_the_year_the_nearest_first():
    rows = [("a", "g", 10), ("b", "g", 90), ("c", "g", 12), ("d", "h", 10), ("e", "g", None)]
    frame = pl.DataFrame(
        [
            {
                "label": label,
                "peer_group_key": group,
                "fiscal_year": 2023,
                "total_spending_yuan": None if yuan is None else Decimal(yuan),
            }
            for label, group, yuan in rows
        ]
    )
    asked = Choice("total_spending_yuan", 2023, "amount", ("a",), None, None, None)
    assert suggested(frame, asked) == ["c", "b"]


def test_the_lines_of_spending_add_up_to_the_structure(edition):
    structure = queries.spending_structure(edition, 2023, synthetic=False)
    for key in structure["department_year_key"].unique():
        lines = queries.spending_lines(edition, key)
        own = structure.filter(pl.col("department_year_key") == key)
        assert lines["amount_yuan"].sum() == own["amount_yuan"].sum()


def test_no_data_is_told_apart_from_zero_with_its_reason(app):
    shown = _page(app, "compare", year="2022")
    table = shown.dataframe[0].value
    reasons = set(table["无数据"])
    assert table["总支出"].isna().all()
    assert reasons == {"仓库中没有该年度的决算"}


def test_the_lines_behind_a_total_add_up_to_it(edition):
    years = queries.department_years(edition, synthetic=False)
    key = years.filter((pl.col("label") == QUJING) & (pl.col("fiscal_year") == 2023))[
        "department_year_key"
    ][0]
    lines = queries.lines_behind(edition, "total_spending_yuan", key)
    assert lines.height == 10
    assert lines["amount"].sum() == Decimal("35386500")
    for measure, total in (
        ("basic_yuan", "4052900"),
        ("project_yuan", "31333600"),
        ("personnel_yuan", "3682400"),
        ("public_yuan", "370500"),
        ("total_revenue_yuan", "35386500"),
    ):
        found = queries.lines_behind(edition, measure, key)
        assert found["amount"].sum() == Decimal(total), measure


def test_projects_are_counted_and_rated(app):
    metrics = _metrics(_page(app, "projects"))
    assert metrics["有评分"] == "3"
    assert int(metrics["项目"]) >= 25


def test_one_project_shows_its_money_score_and_targets(app, edition):
    projects = queries.project_years(edition, synthetic=False)
    key = projects.filter(pl.col("total_score") == 96)["project_key"][0]
    shown = _page(app, "project", project=key)
    metrics = _metrics(shown)
    assert metrics["年初预算"] == "4,000 万元"
    assert metrics["执行率"] == "100.00%"
    assert (metrics["得分"], metrics["等级"]) == ("96", "优")
    assert any("30,942,200" in unescaped(link) for link in _links(shown))
    targets = shown.dataframe[-1].value
    assert len(targets) == 18
    assert "≥ 200,000,000 条" in set(targets["target"])


def unescaped(label: str) -> str:
    """A label without the marks that keep it from being Markdown."""
    return label.replace("\\", "")


def test_each_named_problem_leads_to_its_receipt(app, edition):
    projects = queries.project_years(edition, synthetic=False)
    name = "2023年产业招商地图编制及招商支持服务经费项目"
    row = projects.filter(pl.col("project_name") == name).row(0, named=True)
    shown = _page(app, "project", project=row["project_key"])
    problems = [link for link in shown.get("page_link") if "资金到位" in link.label]
    assert len(problems) == 1
    assert "receipt=" in problems[0].proto.query_string


def test_an_unknown_project_says_so(app):
    assert _page(app, "project", project="no such").title[0].value == "没有这个项目"


def test_indicators_can_be_searched(app):
    shown = _page(app, "indicators", search="满意度")
    names = shown.dataframe[-1].value["indicator_name"]
    assert 0 < len(names) < 20


def test_a_receipt_shows_the_printed_row_with_the_figure_marked(app, edition):
    receipt = _receipt_of(edition, "合计", "本年支出合计", "3,538.65")
    shown = _page(app, "sources", receipt=receipt)
    metrics = _metrics(shown)
    assert metrics["印出的文字"] == "3,538.65 万元"
    assert metrics["换算为元"] == "35,386,500.00 元"
    markup = "".join(block.proto.body for block in shown.get("html"))
    assert markup.count("<mark") == 1
    for figure in ("3,538.65", "405.29", "3,133.36", "1,094.85"):
        assert figure in markup
    checks = shown.dataframe[0].value
    assert {"R03", "R05", "R07"} <= set(checks["identity_id"])
    assert all("成立" in status for status in checks["shown_status"])


def test_a_receipt_of_a_narrative_shows_its_passage(app, edition):
    receipt = next(
        line["receipt_id"]
        for line in queries.project_years(edition, synthetic=False).iter_rows(named=True)
        if line["executed_yuan"] == Decimal("495000.00")
    )
    shown = _page(app, "sources", receipt=receipt)
    markup = "".join(block.proto.body for block in shown.get("html"))
    assert "实际支出资金<mark" in markup
    assert ">49.50</mark>" in markup


def test_an_unknown_receipt_says_what_to_do(app):
    shown = _page(app, "sources", receipt="'; drop table marts.receipts; --")
    assert shown.subheader[0].value == "没有这张凭据"
    assert not shown.metric


def test_every_receipt_has_its_printed_text(edition):
    """Whatever a fact carries can be shown: a row of cells, or a passage."""
    for document in queries.documents(edition, synthetic=False)["document_id"]:
        for name in queries.receipts_of(edition, document)["receipt_id"][::23]:
            receipt = queries.receipt(edition, name)
            place = (document, receipt["block_no"])
            cells = queries.cells_around(edition, *place, receipt["row_no"], 0)
            locator = receipt["locator"] or ""
            passages = queries.passages_around(edition, *place, locator)
            assert not (cells.is_empty() and passages.is_empty()), name


def test_without_a_warehouse_the_page_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(tmp_path))
    shown = _start()
    assert not shown.exception
    assert shown.title[0].value == "还没有发布的仓库"
    assert shown.code[0].value == "mingzhang build"


def test_a_file_that_is_no_warehouse_says_what_to_do(tmp_path, monkeypatch):
    (tmp_path / "warehouse-20260101-0000.duckdb").write_bytes(b"not a database" * 99)
    (tmp_path / "CURRENT").write_text("warehouse-20260101-0000.duckdb")
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(tmp_path))
    shown = _start()
    assert not shown.exception
    assert shown.title[0].value == "仓库打不开或不完整"


def test_a_new_build_appears_without_a_restart(published_warehouse, tmp_path, monkeypatch):
    source = current_file(published_warehouse)
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(tmp_path))
    seen = []
    app = None
    for build in ("20260101-0000", "20260102-0000"):
        shutil.copy(source, tmp_path / f"warehouse-{build}.duckdb")
        (tmp_path / "CURRENT").write_text(f"warehouse-{build}.duckdb\n")
        app = _start() if app is None else app.run()
        captions = " ".join(caption.value for caption in app.caption)
        seen.append(formats.plain(build) in captions)
    assert seen == [True, True]


def test_values_are_bound_never_written_into_a_query(edition):
    hostile = "x' or '1'='1"
    assert queries.receipt(edition, hostile) is None
    assert queries.findings(edition, hostile).is_empty()
    assert queries.lines_behind(edition, "basic_yuan", hostile).is_empty()


def test_amounts_stay_decimal_up_to_the_chart(edition):
    frame = queries.department_years(edition, synthetic=False)
    assert isinstance(frame.schema["total_spending_yuan"], pl.Decimal)
    table = pl.read_csv(io.BytesIO(formats.csv(frame)), infer_schema=False)
    assert "35386500.00" in set(table["total_spending_yuan"])


def _partly_synthetic(source: Path, folder: Path) -> None:
    """Copies a warehouse in which the department with accounts is said to be synthetic."""
    file = folder / "warehouse-20260101-0000.duckdb"
    shutil.copy(source, file)
    (folder / "CURRENT").write_text(file.name)
    with duckdb.connect(str(file)) as connection:
        for table in (
            "dim_documents",
            "department_years",
            "project_years",
            "disclosure_matrix",
        ):
            connection.execute(
                f"update marts.{table} set is_synthetic = true where department_key ="
                " (select department_key from marts.dim_departments where department_name = ?)",
                [QUJING],
            )


def test_synthetic_documents_stay_out_unless_asked_for(
    published_warehouse, tmp_path, monkeypatch
):
    _partly_synthetic(current_file(published_warehouse), tmp_path)
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(tmp_path))
    app = _start()
    assert _metrics(app)["文档"] == "4"
    app.toggle(key="synthetic").set_value(True).run()
    assert _metrics(app)["文档"] == "1"
    assert any("合成数据" in mark.value for mark in app.markdown)
