"""The pages that follow, drill, search and ask: trends, structure, indicators, leads, SQL."""

import importlib
import io
import shutil
import zipfile
from contextlib import contextmanager
from decimal import Decimal

import duckdb
import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboards import page, queries
from tests.dashboards.test_views import APP, QUJING, _metrics, _page
from warehouse.building import set_aside
from warehouse.building.set_aside import Broken
from warehouse.connection import reading
from warehouse.errors import QueryError


@pytest.fixture
def app(published_warehouse, monkeypatch):
    """The app on the published warehouse, at its first page."""
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(published_warehouse))
    return AppTest.from_file(str(APP), default_timeout=60).run()


@pytest.fixture
def edition(published_warehouse, monkeypatch):
    """The published edition, for its queries."""
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(published_warehouse))
    return queries.edition()


def _captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


# ------------------------------------------------------------------ trends


@pytest.mark.parametrize("followed", ["departments", "regions", "functions"])
@pytest.mark.parametrize("shown", ["amount", "change"])
@pytest.mark.parametrize("prices", ["nominal", "real"])
def test_trends_are_drawn_of_everything_at_both_prices(app, followed, shown, prices):
    parameters = {"follow": followed, "as": shown, "prices": prices}
    page = _page(app, "trends", **parameters)
    assert page.dataframe[0].value.shape[0] >= 1
    assert ("现价" in _captions(page)) == (prices == "nominal")


def test_the_first_year_of_a_line_has_no_change_and_says_so(app):
    table = pl.from_pandas(_page(app, "trends").dataframe[0].value.astype(str))
    first = table.group_by("对象", maintain_order=True).first()
    assert set(first["比上年 (%)"]) <= {None, "nan", "None", "<NA>"}
    assert set(first["与上年可比吗"]) == {"首个年度"}


def test_a_year_without_price_level_has_no_real_value(edition):
    base, factors = queries.price_factors(edition)
    assert factors[base] == 1
    assert min(factors) > 1990


def test_a_region_year_leads_to_the_departments_it_adds_up(edition):
    regions = queries.region_trends(edition, synthetic=False)
    row = regions.filter(pl.col("total_spending_yuan") == Decimal("35386500")).row(
        0, named=True
    )
    members = queries.members_of(edition, row["department_year_key"])
    assert members["amount_yuan"].sum() == row["total_spending_yuan"]
    assert QUJING in members["label"].to_list()


def test_a_function_year_leads_to_figures_that_add_up_to_it(edition):
    functions = queries.function_trends(edition, synthetic=False)
    assert functions.height >= 5
    for row in functions.iter_rows(named=True):
        figures = queries.members_of(edition, row["department_year_key"])
        assert figures["amount_yuan"].sum() == row["spending_yuan"], row["line_name"]
        assert figures["receipt_id"].null_count() == 0


# ------------------------------------------------------------------ structure


@pytest.mark.parametrize("tree", queries.TREES)
def test_every_node_is_the_sum_of_its_parts_down_to_printed_figures(edition, tree):
    whole = queries.children(edition, tree, 2023, [], [], synthetic=False)
    assert whole.height >= 2
    for node, amount in whole.select("node", "amount_yuan").iter_rows():
        below = queries.children(edition, tree, 2023, [], [node], synthetic=False)
        figures = queries.figures_in(edition, tree, 2023, [], [node], synthetic=False)
        assert below["amount_yuan"].sum() == amount
        assert figures["amount_yuan"].sum() == amount
        assert below["figure_count"].sum() == figures.height


def test_the_tree_is_opened_down_to_an_item_by_its_address(app):
    page = _page(app, "structure", year="2023", node="201,20137")
    table = page.dataframe[0].value
    assert "2013750" in set(table["node"])
    assert all(code.startswith("20137") for code in table["node"])
    page.button(key="up").click().run()
    assert not page.exception
    assert page.query_params["node"] == ["201"] or page.query_params["node"] == "201"


def test_a_node_that_is_not_there_says_so(app):
    page = _page(app, "structure", year="2023", node="999")
    assert any("没有这一分类" in info.value for info in page.info)


def test_the_flow_says_what_both_sides_differ_by(edition):
    flows = queries.money_flows(edition, 2023, [], synthetic=False)
    sides = dict(flows.group_by("side").agg(pl.col("amount_yuan").sum()).iter_rows())
    assert sides == {"income": Decimal("35386500"), "spending": Decimal("35386500")}


# ------------------------------------------------------------------ indicators


@pytest.mark.parametrize("kind", ["quantitative", "qualitative"])
def test_indicators_are_told_apart_by_their_kind(app, edition, kind):
    every = queries.indicators(edition, synthetic=False)["indicator_kind"]
    shown = _page(app, "indicators", kind=kind).dataframe[-1].value
    assert len(shown) == (every == kind).sum()
    assert 0 < len(shown) < len(every)


def test_families_show_their_members_with_receipts(app):
    page = _page(app, "indicators", view="families")
    families = page.dataframe[0].value
    assert (families["member_count"] > 1).all()
    members = page.dataframe[-1].value
    assert members["address"].str.startswith("sources?receipt=").all()


# ------------------------------------------------------------------ leads


def test_leads_stand_with_their_receipts(app, edition):
    leads = queries.leads(edition, synthetic=False)
    page = _page(app, "leads")
    assert _metrics(page)["疑点"] == str(leads.height)
    assert page.dataframe[-1].value["address"].notna().all()
    for lead in leads["lead_id"]:
        assert not queries.lead_figures(edition, lead).is_empty()


def test_without_broken_identities_the_page_says_so(app):
    page = _page(app, "leads", view="broken")
    assert page.success[0].value == "当前筛选下没有不符的勾稽。"


def test_a_departments_pack_holds_its_leads_and_their_figures(app, edition):
    leads = queries.leads(edition, synthetic=False)
    department = leads["department_name"].drop_nulls()[0]
    shown = _page(app, "leads", of=department)
    button = shown.get("download_button")[-1]
    assert department in button.label.replace("\\", "")
    context = page.Context(edition, "zh", synthetic=False)
    content = page.archive(context, {"leads": leads, "empty": leads.clear()})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["leads.csv", "empty.csv"]
        read = pl.read_csv(archive.read("leads.csv"), infer_schema=False)
    assert read["lead_id"].to_list() == leads["lead_id"].to_list()


# ------------------------------------------------------------------ SQL


def test_a_query_in_the_address_is_run(app):
    query = "select count(*) as documents from marts.dim_documents"
    page = _page(app, "console", q=query)
    assert page.text_area(key="sql").value == query
    assert page.dataframe[-1].value["documents"].tolist() == [5]


def test_a_query_that_is_typed_is_run_and_stands_in_the_address(app):
    page = _page(app, "console")
    page.text_area(key="sql").set_value("select 1 as one, 1 as one")
    page.get("button")[-1].click().run()
    assert not page.exception
    assert list(page.dataframe[-1].value.columns) == ["one", "one_2"]


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to 'x.csv'",
        "create table marts.x as select 1",
        "set enable_external_access = true",
        "install httpfs",
        "select nothing from nowhere",
    ],
)
def test_what_reads_files_writes_or_is_wrong_is_refused(app, edition, query):
    with pytest.raises(QueryError):
        queries.ask(edition, query)
    page = _page(app, "console", q=query)
    assert page.error[0].value == "查询没有运行"


def test_every_example_runs(edition):
    from dashboards.views.console_examples import EXAMPLES

    for query in EXAMPLES.values():
        queries.ask(edition, query)


# ------------------------------------------------------------------ indicators


def test_indicators_come_by_project_and_there_as_they_are_printed(edition):
    found = queries.indicators(edition, synthetic=False)
    order = ["department", "project", "fiscal_year", "document_id", "block_no", "row_no"]
    assert found.height > 100
    assert found.select(order).equals(found.select(order).sort(order, nulls_last=True))


def test_what_is_wanted_is_found_counted_and_cut(edition):
    every = queries.indicators(edition, synthetic=False)
    department = every["department"].drop_nulls().mode().sort()[0]
    kept = every.filter(
        pl.col("department") == department,
        pl.concat_str("indicator_name", "level2", "project", separator=" ", ignore_nulls=True)
        .str.contains("率"),
    )  # fmt: skip
    wanted = queries.Wanted(department=department, words="率")
    assert 1 < kept.height < every.height
    assert queries.indicators(edition, synthetic=False, wanted=wanted).equals(kept)
    assert queries.indicators(edition, synthetic=False, wanted=wanted, most=1).height == 1
    counts = queries.indicator_counts(edition, synthetic=False, wanted=wanted)
    assert counts["indicators"].sum() == kept.height
    assert set(counts["is_met"]) == set(kept["is_met"])


def test_families_are_those_of_what_is_wanted(edition):
    every = queries.families(edition, synthetic=False, wanted=queries.Wanted())
    one = queries.families(
        edition, synthetic=False, wanted=queries.Wanted(family=every["family_key"][0])
    )
    assert every.height > 1
    assert one.equals(every.head(1))
    assert queries.families(
        edition, synthetic=False, wanted=queries.Wanted(words="没有这样的指标")
    ).is_empty()


# ------------------------------------------------------------------ quality


def test_quality_shows_identities_and_checks(app, edition):
    page = _page(app, "quality")
    checks = queries.expectations(edition)
    passed = int(checks["success"].sum())
    assert _metrics(page)["通过的检查"] == f"{passed:,} / {checks.height:,}"
    found = queries.identities(edition, synthetic=False)
    assert found["applicable"].sum() > 100
    outcomes = found.select("holds", "rounding", "broken", "insufficient", "error")
    assert outcomes.sum_horizontal().sum() == found["applicable"].sum()


def test_quality_shows_how_well_known_documents_are_read(app, edition):
    page = _page(app, "quality")
    assert "读得有多准？" in [heading.value for heading in page.subheader]
    found = {(row["document_set"], row["counted"]): row for row in
             queries.accuracy(edition).to_dicts()}  # fmt: skip
    assert found["samples", "cells"]["f1"] == 1
    assert "real" in {name for name, what in found if what == "facts"}
    assert all(0 <= row["f1"] <= 1 for row in found.values())


def test_quality_says_that_no_document_breaks_a_rule(app):
    page = _page(app, "quality")
    assert "没有文件违反检查规则。" in [info.value for info in page.info]


def test_quality_names_the_documents_that_the_gate_set_aside(
    published_warehouse, tmp_path, monkeypatch
):
    file = tmp_path / "warehouse-1.duckdb"
    shutil.copy((published_warehouse / "current.duckdb").resolve(), file)
    (tmp_path / "CURRENT").write_text(f"{file.name}\n", encoding="utf-8")
    with duckdb.connect(str(file)) as connection:
        names = set_aside.names(connection)
        document_id, name = min(names.items())
        sentence = "one row for each code"
        broken = Broken(document_id, "fct_spending", "grain", "", sentence, 2, "twice")
        set_aside.record(connection, [broken], "rules", None)
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(tmp_path))
    page = _page(AppTest.from_file(str(APP), default_timeout=60).run(), "quality")
    (shown,) = (frame.value for frame in page.dataframe if "remedy_zh" in frame.value)
    assert shown["file_name"].tolist() == [name]
    assert shown["row_count"].tolist() == [2]


def test_what_an_identity_counts_is_listed_with_its_receipts(edition):
    row = queries.identities(edition, synthetic=False).sort("holds").row(-1, named=True)
    found = queries.judged(edition, row["identity_id"], "holds", synthetic=False)
    assert found.height == min(row["holds"], 500)
    assert found["receipt_id"].null_count() == 0


def test_what_no_identity_proves_is_the_rest_of_the_verified_share(edition):
    years = queries.department_years(edition, synthetic=False)
    for row in years.filter(pl.col("verified_yuan").is_not_null()).iter_rows(named=True):
        lines = queries.unproven(edition, row["department_year_key"])
        rest = sum((abs(amount) for amount in lines["amount_yuan"]), Decimal(0))
        assert row["verified_yuan"] + rest == row["verifiable_yuan"]


def test_each_form_and_kind_leads_to_its_documents(edition):
    for form in queries.conservation_by_form(edition).iter_rows(named=True):
        documents = queries.conserved_in(edition, form["form_id"])
        assert documents["read_yuan"].sum() == form["read_yuan"]
        assert documents["file_name"].null_count() == 0
    for kind, status, count in queries.disclosure_counts(edition, synthetic=False).iter_rows():
        assert queries.disclosed(edition, kind, status, synthetic=False).height == count


def test_money_by_form_is_conserved(edition):
    forms = queries.conservation_by_form(edition)
    gone = forms["published_yuan"] + forms["quarantined_yuan"] + forms["excluded_yuan"]
    assert (forms["read_yuan"] == gone).all()


def test_the_queries_of_one_drawing_open_the_file_once_and_close_it(edition, monkeypatch):
    module = importlib.import_module("dashboards.queries.edition")
    opened, closed = [], []

    @contextmanager
    def counted(path):
        opened.append(path)
        with reading(path) as connection:
            yield connection
        closed.append(path)

    monkeypatch.setattr(module, "reading", counted)
    st.cache_data.clear()
    with queries.one_opening():
        queries.headline(edition, synthetic=False)
        queries.identities(edition, synthetic=False)
        assert (len(opened), len(closed)) == (1, 0)
    assert len(closed) == 1
    queries.expectations(edition)
    assert len(opened) == len(closed) > 1


# ------------------------------------------------------------------ synthetic data


def test_what_may_hold_synthetic_data_says_so_in_name_and_rows(edition):
    table = pl.DataFrame({"a": [1, 2]})
    real = page.Context(edition, "en", synthetic=False)
    made_up = page.Context(edition, "en", synthetic=True)
    assert page.marked_rows(real, table).equals(table)
    assert "synthetic" not in page.file_name(real, "x", "csv")
    assert page.marked_rows(made_up, table)["Nature of the data"].n_unique() == 1
    assert "-synthetic-" in page.file_name(made_up, "x", "csv")
