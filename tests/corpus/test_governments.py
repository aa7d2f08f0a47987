"""Governments of the corpus: their books add up, and each figure is read as what it is."""

from collections import Counter
from decimal import Decimal

import duckdb
import pytest
from conftest import build

from corpus.documents import MARK
from corpus.governments import OWN, WHOLE, papers
from corpus.render import RENDERERS
from ingest.reading import read_document
from ingest.values import squeeze

PROVINCES = ("河北省", "江苏省")
FORMATS = ("txt", "html", "docx", "xlsx", "pdf")
YUAN_IN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


@pytest.fixture(scope="module")
def found():
    """What a city and two of its counties publish of two years."""
    return list(papers(7, PROVINCES, 2, (2022, 2023)))


def test_the_same_seed_gives_the_same_papers_and_another_gives_others(found):
    again = list(papers(7, PROVINCES, 2, (2022, 2023)))
    assert [paper.told for paper in again] == [paper.told for paper in found]
    other = list(papers(8, PROVINCES, 2, (2022, 2023)))
    assert [paper.told for paper in other] != [paper.told for paper in found]


def test_every_paper_says_that_it_is_synthetic(found):
    assert len(found) == 8
    for paper in found:
        assert paper.printed().count(MARK) == 2


def test_a_city_is_the_sum_of_its_own_level_and_its_counties(found):
    final = [paper for paper in found if paper.title.endswith("2022年财政决算")]
    totals = {
        (paper.region.level, one.scope): one.yuan
        for paper in final
        for one in paper.told
        if (one.side, one.name) == ("expenditure", "支出合计")
    }
    own = {
        paper.region.code: one.yuan
        for paper in final
        for one in paper.told
        if (one.scope, one.side, one.name) == (OWN, "expenditure", "支出合计")
    }
    assert totals["prefecture", WHOLE] == sum(own.values())
    assert totals["prefecture", OWN] < totals["prefecture", WHOLE]


def test_a_total_is_the_sum_of_its_lines(found):
    for paper in found:
        told = [one for one in paper.told if one.side == "revenue" and one.scope == WHOLE]
        for stage in {(one.phase, one.fiscal_year) for one in told}:
            of = {one.name: one.yuan for one in told if (one.phase, one.fiscal_year) == stage}
            assert of["收入合计"] == of["税收收入"] + of["非税收入"]


@pytest.mark.parametrize("number", range(8))
def test_each_figure_is_read_as_what_it_is_and_none_is_invented(found, number):
    paper, kind = found[number], FORMATS[number % len(FORMATS)]
    read = read_document(RENDERERS[kind](paper.printed()), f"a.{kind}", f"a.{kind}")
    said = Counter(
        (
            figure["scope"],
            figure["phase"],
            figure["fiscal_year"],
            figure["side"],
            figure["column_item"] if figure["side"] == "debt" else figure["line_name"],
            figure["counterpart_text"] or "",
            Decimal(figure["number"]) * YUAN_IN[figure["unit_text"]],
        )
        for figure in read["region_figures"]
        if figure["measure"] == "amount" and figure["form_id"] != "region_told"
    )
    expected = Counter(
        (
            one.scope,
            one.phase,
            one.fiscal_year,
            "debt" if one.account == "debt" else one.side,
            f"{one.name} {one.side}" if one.account == "debt" else squeeze(one.name),
            one.place,
            one.yuan,
        )
        for one in paper.told
    )
    assert said - expected == Counter()
    assert expected - said == Counter()


def test_the_own_spending_of_a_county_is_a_tree_that_left_edges_tell(found):
    county = next(paper for paper in found if paper.region.level == "county")
    for kind in ("html", "xlsx", "pdf", "docx", "txt"):
        data = RENDERERS[kind](county.printed())
        lines = [
            one
            for one in read_document(data, f"a.{kind}", f"a.{kind}")["region_figures"]
            if (one["scope"], one["side"], one["total_kind"]) == (OWN, "expenditure", None)
            and one["account_id"] == "general_public_budget"
        ]
        assert {one["level"] for one in lines} == {1, 2, 3}
        by_no = {one["line_no"]: one for one in lines}
        for whole in lines:
            parts = [
                one["number"] for one in lines if one["parent_line_no"] == whole["line_no"]
            ]
            assert not parts or sum(parts) == whole["number"]
            assert (whole["level"] == 1) == (whole["parent_line_no"] not in by_no)


def test_a_final_account_is_told_again_a_year_later(found, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for paper in found:
        (folder / f"{paper.title}.html").write_bytes(RENDERERS["html"](paper.printed()))
    published = build(tmp_path / "warehouse", folder)
    with duckdb.connect(str((published / "current.duckdb").resolve()), read_only=True) as sql:
        rows = sql.execute(
            "select status, count(*) from marts.fct_reconciliations "
            "where identity_id = 'R33' group by 1"
        ).fetchall()
    assert rows == [("holds", 4)]
