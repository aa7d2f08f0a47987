"""The picture of a receipt, as the command line and the pages ask for it."""

from corpus.render import pdf, table
from ingest import landing
from ingest.pipeline import land
from warehouse.asking import receipt_page

ROWS = [
    ["项目", "本年支出合计", "基本支出"],
    ["一般公共服务支出", "1,094.85", "360.20"],
    ["合计", "1,094.85", "360.20"],
]
PARTS = ["支出决算表", "单位：万元", table(ROWS)]


def test_a_receipt_has_a_picture_while_its_original_is_kept(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(PARTS))
    land([tmp_path / "a.pdf"], tmp_path / "w")
    (kept,) = landing.originals_in(tmp_path / "w").iterdir()
    receipt = {
        "document_id": kept.name,
        "locator": "page 1 table 1 row 2 cell 2",
        "printed_text": "1,094.85",
    }
    shown = receipt_page.page_of(tmp_path / "w", receipt)
    assert shown.is_marked
    assert shown.png.startswith(b"\x89PNG")
    assert receipt_page.page_of(tmp_path / "w", receipt | {"locator": None}) is None
    assert landing.withdraw(tmp_path / "w", ["a.pdf"], "published in error") == [kept.name]
    assert receipt_page.page_of(tmp_path / "w", receipt) is None
