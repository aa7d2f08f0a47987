"""The page of whole areas, on a published file to which what governments state was added."""

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboards import area_charts, formats, queries
from dashboards.texts import LANGUAGES, say
from dashboards.views.region_measures import AREA_MEASURES
from tests.dashboards.test_views import APP, _metrics, _page
from warehouse.connection import POINTER_NAME, current_file

NAMES = {"name": "地区", "exact": "精确值", "stage": "账目", "year": "年度"}
ADDED = """
create temp table told as select * from (values
    ('530500', '保山市', 'prefecture', '云南省', 'whole_region', 2023, 600000000.00),
    ('530500', '保山市', 'prefecture', '云南省', 'whole_region', 2024, 660000000.00),
    ('530500', '保山市', 'prefecture', '云南省', 'own_level', 2024, 120000000.00),
    ('530900', '临沧市', 'prefecture', '云南省', 'whole_region', 2024, 520000000.00),
    ('371000', '威海市', 'prefecture', '山东省', 'whole_region', 2024, 2580000000.00),
    ('650000', '新疆维吾尔自治区', 'province', '新疆维吾尔自治区', 'whole_region', 2024,
        240000000000.00)
) as t (region_code, region_name, region_level, province_name, scope, fiscal_year, revenue);
insert into marts.region_accounts by name
    select region_code || scope || fiscal_year as region_account_key,
        * exclude (revenue), false as is_synthetic, revenue as general_revenue_yuan,
        revenue as general_revenue_final_yuan, 1.1 * revenue as general_revenue_approved_yuan,
        3 * revenue as general_spending_yuan, 3 * revenue as general_spending_final_yuan,
        if(fiscal_year = 2024 and region_code = '530500', 0.1, null)
            as general_revenue_growth,
        if(region_code = '371000', -0.05, null) as general_spending_growth,
        0.6 as tax_share, 2 * revenue as debt_limit_yuan, revenue as debt_balance_yuan,
        0.5 as debt_share_of_limit, 4 as figure_count, 1 as verified_share
    from told;
insert into marts.region_account_figures by name
    select region_code || scope || fiscal_year as region_account_key, region_code, scope,
        fiscal_year, false as is_synthetic, item, phase, false as is_estimate,
        '合计' as line_name, (revenue * factor)::decimal(20, 2) as amount_yuan,
        receipt_id, document_id, true as is_proven
    from told,
        (values ('general_revenue', 'final', 1), ('general_revenue', 'approved', 1.1),
            ('general_spending', 'final', 3), ('debt_balance', 'final', 1),
            ('debt_limit', 'final', 2)) as t (item, phase, factor),
        (select receipt_id, document_id from marts.receipts order by receipt_id limit 1);
insert into marts.fct_region_lines by name
    select '530500' as region_code, 'whole_region' as scope, 2024 as fiscal_year,
        'general_public_budget' as account, side, classification, 'final' as phase,
        line_no, line_name, line_code, level, false as is_of_which, total_kind,
        1 as block_no, parent as parent_line_no, true as is_chosen, false as is_synthetic,
        true as is_proven, amount::decimal(20, 2) as amount_yuan, place as counterpart_name,
        receipt_id, document_id
    from (values
        ('expenditure', 'function', 1, null, '教育支出', '205', 1, null, 700000000, null),
        ('expenditure', 'function', 2, 1, '普通教育', '20502', 2, null, 600000000, null),
        ('expenditure', 'function', 3, 2, '小学教育', '2050202', 3, null, 600000000, null),
        ('expenditure', 'function', 4, null, '农林水支出', '213', 1, null, 1280000000, null),
        ('expenditure', 'function', 5, null, '支出合计', null, null, 'own', 1980000000, null),
        ('revenue', 'place', 6, null, '收入', null, null, 'own', 50000000, '甲区'),
        ('revenue', 'place', 7, null, '收入', null, null, 'own', 70000000, '乙县')
    ) as t (side, classification, line_no, parent, line_name, line_code, level, total_kind,
        amount, place),
    (select receipt_id, document_id from marts.receipts order by receipt_id limit 1);
insert into marts.fct_region_debt by name
    select '530500' as region_code, 'whole_region' as scope, 2024 as fiscal_year,
        'final' as phase, 'total' as debt_kind, measure as debt_measure, 1 as line_no,
        true as is_chosen, false as is_synthetic, amount::decimal(20, 2) as amount_yuan,
        receipt_id, document_id
    from (values ('limit', 1320000000), ('balance', 660000000)) as t (measure, amount),
        (select receipt_id, document_id from marts.receipts order by receipt_id limit 1);
"""


@pytest.fixture(scope="module")
def warehouse(published_warehouse, tmp_path_factory) -> Path:
    """The samples' published file with what some governments state beside it."""
    folder = tmp_path_factory.mktemp("governments")
    file = folder / "warehouse-20260101-0000.duckdb"
    shutil.copy(current_file(published_warehouse), file)
    (folder / POINTER_NAME).write_text(f"{file.name}\n")
    with duckdb.connect(str(file)) as connection:
        connection.execute(ADDED)
    return folder


@pytest.fixture
def app(warehouse, monkeypatch):
    """The app on that file, at its first page."""
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(warehouse))
    return AppTest.from_file(str(APP), default_timeout=60).run()


@pytest.fixture
def edition(warehouse, monkeypatch):
    """That published edition, for its queries."""
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(warehouse))
    return queries.edition()


def _words(page: AppTest) -> str:
    shown = (*page.subheader, *page.caption, *page.markdown, *page.info)
    return " ".join(one.value for one in shown)


@pytest.mark.parametrize("number", range(len(AREA_MEASURES)))
def test_the_page_is_drawn_by_every_measure(app, number):
    language = list(LANGUAGES)[number % 2]
    measure = list(AREA_MEASURES)[number]
    shown = _page(app, "regions", language=language, measure=measure)
    assert shown.title[0].value == say("regions_title", language)


def test_a_ranking_holds_one_year_level_and_scope(app):
    shown = _page(app, "regions", year="2024", level="prefecture", scope="whole_region")
    metrics = _metrics(shown)
    assert metrics["有数的地区"] == "3"
    assert metrics["最高：威海市"] == "25.8 亿元"
    assert metrics["已核实占比"] == "100.00%"
    table = pl.from_pandas(shown.dataframe[0].value.astype(str))
    assert table["region_name"].to_list() == ["威海市", "保山市", "临沧市"]


def test_a_province_stands_among_provinces(app):
    shown = _page(app, "regions", year="2024", level="province", scope="whole_region")
    assert _metrics(shown)["有数的地区"] == "1"


def test_what_is_not_there_says_so(app):
    shown = _page(app, "regions", year="2024", level="province", scope="own_level")
    assert any("没有这一指标" in info.value for info in shown.info)


def test_a_file_without_governments_says_what_to_bring(published_warehouse, monkeypatch):
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(published_warehouse))
    shown = _page(AppTest.from_file(str(APP), default_timeout=60).run(), "regions")
    assert "mingzhang build" in shown.info[0].value


def test_an_area_is_opened_by_its_address(app):
    asked = {"year": "2024", "level": "prefecture", "scope": "whole_region"}
    shown = _page(app, "regions", region="530500", **asked)
    assert "保山市 2024 年，支出由什么组成" in _words(shown)


def test_a_line_is_opened_and_left_by_its_address(app):
    asked = {"year": "2024", "level": "prefecture", "scope": "whole_region"}
    opened = _page(app, "regions", region="530500", line="2", **asked)
    assert "教育支出 › 普通教育" in _words(opened)
    opened.button(key="area_up").click().run()
    assert not opened.exception
    assert opened.query_params["line"] in (["1"], "1")


def test_the_parts_of_a_line_are_its_own_down_to_what_has_none(edition):
    key = "530500whole_region2024"
    asked = (edition, key, "general_public_budget", "expenditure")
    tops = queries.statement_parts(*asked, None)
    assert tops.select("name", "part_count").rows() == [("农林水支出", 0), ("教育支出", 1)]
    below = queries.statement_parts(*asked, 1)
    assert below.select("name", "amount_yuan").rows() == [("普通教育", Decimal("600000000.00"))]
    assert queries.statement_parts(*asked, 3).is_empty()
    assert [name for _, name in queries.statement_trail(*asked, 3)] == [
        *("教育支出", "普通教育", "小学教育")
    ]
    assert queries.statement_trail(*asked, 99) == []


def test_a_measure_leads_to_the_printed_figures_behind_it(edition):
    items = AREA_MEASURES["debt_share_of_limit"].items
    figures = queries.account_figures(edition, "530500whole_region2024", items)
    assert figures["amount_yuan"].to_list() == [Decimal(660000000), Decimal(1320000000)]
    assert figures["receipt_id"].null_count() == 0
    budget_too = queries.account_figures(edition, "530500whole_region2024", ["general_revenue"])
    assert budget_too["phase"].to_list() == ["final", "approved"]


def test_places_and_debt_of_an_area_have_their_receipts(edition):
    places = queries.area_places(edition, "530500", 2024, synthetic=False)
    assert places.select("place", "amount_yuan").rows() == [
        ("乙县", Decimal("70000000.00")),
        ("甲区", Decimal("50000000.00")),
    ]
    debt = queries.area_debt(edition, "530500whole_region2024")
    assert debt["debt_measure"].to_list() == ["balance", "limit"]
    assert debt["receipt_id"].null_count() == 0


def test_each_province_has_a_tile_of_its_own_and_one_without_figure_is_hatched():
    places = [(column, row) for _, column, row in area_charts.TILES.values()]
    assert len(places) == len(set(places)) == 34
    frame = pl.DataFrame(
        {
            "key": ["a"],
            "province": ["65"],
            "value": [Decimal(240)],
            "short": ["240"],
            "exact": ["240 亿元"],
        }
    )
    chart = area_charts.province_tiles(frame, "亿元", NAMES).to_dict()
    (data,) = chart["datasets"].values()
    assert [tile["name"] for tile in data if tile["value"] is not None] == ["新疆"]


def test_growth_has_its_sign_and_money_its_unit():
    growth = AREA_MEASURES["general_revenue_growth"]
    assert growth.short(Decimal("-0.0512"), "zh") == "-5.1%"
    money = AREA_MEASURES["general_revenue_yuan"]
    assert money.exact(Decimal(5), "zh") == "5.00 元"
    assert money.unit(pl.Series([Decimal(3 * 10**8)]), "zh") == formats.Unit(
        100_000_000, "unit_hundred_million"
    )
