"""A speck on a digit of a scan: what two identities want is restored, a misprint is not."""

from decimal import Decimal

import duckdb
import pytest
from conftest import build, missing
from specks import scanned

from corpus.render import pdf as printed
from corpus.render import table
from ingest.readers.scan import pages
from ingest.reading import read_document
from warehouse.cli import main

RIGHT, CODE = "840.36", "2040604"
TITLES = ["2025年部门支出总表", "部门：示例市示例局 单位：万元"]
SPECKS = [(0.25, 0.3, 0.18), (0.0, 0.3, 0.3), (0.25, 0.3, 0.24), (0.25, 0.3, 0.3)]
"""Where pale specks lie on the first digit, and their radius, as shares of its size."""


def document(figure=RIGHT):
    """A table in which a figure stands in a sum along its row and in one down its column."""
    return printed(
        [
            *TITLES,
            table(
                [
                    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
                    ["204", "公共安全支出", "879.36", "14.00", "865.36"],
                    ["20406", "司法", "879.36", "14.00", "865.36"],
                    ["2040601", "行政运行", "14.00", "14.00", "0.00"],
                    [CODE, "基层司法业务", figure, "0.00", RIGHT],
                    ["2040605", "普法宣传", "25.00", "0.00", "25.00"],
                ]
            ),
        ]
    )


def total_of(data):
    """The figure of the row under 合计, as it is landed; None where it could not be read."""
    amounts = read_document(data, "a.pdf", "a.pdf")["amounts"]
    of_row = (a for a in amounts if (a["code_text"], a["measure"]) == (CODE, "total"))
    return next(of_row, None)


@pytest.fixture(scope="module", autouse=True)
def eyes():
    """What these tests need: the extra, and a Chinese font to print with."""
    if not pages.can_see():
        missing("the extra `scan`")


@pytest.fixture(scope="module")
def specked():
    """Scans with a speck on the figure, and what each was read as."""
    scans = [scanned(document(), RIGHT, 0, speck) for speck in SPECKS]
    return [(scan, total_of(scan)) for scan in scans]


def restored_of(specked):
    return [(s, made) for s, made in specked if made and made["reading"] == "restored"]


def test_what_is_restored_is_what_is_printed_and_the_rest_is_set_aside(specked):
    assert restored_of(specked)
    for _, made in restored_of(specked):
        assert (made["amount_text"], made["amount"]) == (RIGHT, Decimal(RIGHT))
        assert made["seen_text"] != RIGHT
        assert len(made["proof"].split(",")) == 2
        (taken,) = (a for a in made["alternatives"] if a.in_text(made["seen_text"]) == RIGHT)
        assert taken.probability >= Decimal("0.01")
    for _, made in specked:
        assert made is None or made["amount_text"] == RIGHT or made["reading"] == "unreconciled"


@pytest.mark.parametrize("digit", [1, 2])
def test_a_misprint_stays_whatever_lies_on_its_other_digits(digit):
    """The recogniser is sure of the digit that is wrong, and doubts another."""
    misprint = "340.36"
    made = total_of(scanned(document(misprint), misprint, digit, (0.25, 0.3, 0.18)))
    assert made["amount_text"][0] == "3"
    assert (made["reading"], made["seen_text"]) == ("unreconciled", None)


def test_a_restored_figure_is_a_fact_with_its_receipt(specked, tmp_path, capsys):
    scan, made = restored_of(specked)[0]
    (tmp_path / "a.pdf").write_bytes(scan)
    folder = build(tmp_path / "w", tmp_path / "a.pdf")
    with duckdb.connect(str((folder / "current.duckdb").resolve()), read_only=True) as file:
        facts = file.execute(
            "select facts.amount_yuan, receipts.receipt_id, receipts.reading,"
            " receipts.printed_text, receipts.seen_text, receipts.proof,"
            " receipts.is_amount_proven, receipts.alternatives"
            " from marts.receipts as receipts left join marts.fct_budgets as facts"
            " on receipts.receipt_id = facts.receipt_id where receipts.reading = 'restored'"
        ).fetchall()
        ((of_row,),) = file.execute(
            "select sum(amount_yuan) from marts.fct_budgets where function_code = ?", [CODE]
        ).fetchall()
    ((_, receipt, reading, printed_text, seen_text, proof, is_proven, others),) = facts
    assert of_row == Decimal("8403600.00")
    assert (reading, printed_text, proof) == ("restored", RIGHT, made["proof"])
    assert seen_text == made["seen_text"]
    assert is_proven
    assert [tuple(one.values()) for one in others] == [tuple(a) for a in made["alternatives"]]
    capsys.readouterr()
    assert main(["explain", receipt, "--warehouse", str(folder)]) == 0
    said = capsys.readouterr().out
    assert f"(seen as {seen_text})" in said
    taken = next(one for one in others if one["other"] == "8")
    assert f"the {taken['seen']} (character 1) may be 8 ({taken['probability']:.2f})" in said
