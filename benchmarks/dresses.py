"""One table of two facts in some eighty dresses: titles, units, numbers, layouts, formats.

Each dress is a page of 支出决算表 of an office of its own, which prints basic spending of one
item and project spending of another. The right answer is known: both facts, or, where nothing
printed decides, that they are set aside with a word. `python -m benchmarks.dresses FOLDER`
writes the pages.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from benchmarks import dress_wraps, ledger  # noqa: E402
from benchmarks.fates import BAD, Expected, Fates, fates  # noqa: E402
from benchmarks.standing import Standing, standings  # noqa: E402
from corpus.expected_facts import YUAN_IN  # noqa: E402
from corpus.render import (  # noqa: E402
    Beside,
    Part,
    Table,
    docx,
    html,
    pdf,
    txt,
    xlsx,
)

YEAR = 2023
MARK = "【合成数据】本文件由程序生成，仅供测试：示例单位并不存在，全部金额均为模拟数据。"
BASIC, PROJECT_ITEM = "2011301", "2011308"
HEADS = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出",
         "经营支出", "对附属单位补助支出")  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Dress:
    """A way to print the table; `{name}` and `{year}` in its texts are the office's.

    `number` prints an amount in `unit`; `wrap` puts the page into its file in another way
    than the format's own (see `dress_wraps`); `is_open`: nothing printed decides, so that the
    facts may be set aside with a word.
    """

    way: str
    format: str = "html"
    title: str = "支出决算表"
    cover: str = "{name}{year}年度部门决算"
    above: tuple[str, ...] = ("部门：{name}", "单位：{unit}")
    below: tuple[str, ...] = ()
    unit: str = "万元"
    number: Callable[[Decimal], str] = "{:,.2f}".format
    blank: str = ""
    heads: tuple[str, ...] = HEADS
    total: str = "合计"
    shape: str = "plain"
    layout: str = "tabs"
    rules: str = "all"
    wrap: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A dress as a file, with the office and the two amounts in yuan that it prints."""

    dress: Dress
    file_name: str
    data: bytes
    office: str
    basic: Decimal
    project: Decimal


def dresses() -> Iterator[Dress]:
    """Every dress."""
    plain = Dress("plain")
    for kind in ("html", "txt", "docx", "xlsx", "pdf"):
        yield replace(plain, way=f"plain {kind}", format=kind)
    yield from _titles(plain)
    yield from _units(plain)
    yield from _numbers(plain)
    yield from _blanks(plain)
    yield from _years(plain)
    yield from _heads(plain)
    yield from _layouts(plain)


def _titles(plain: Dress) -> Iterator[Dress]:
    for i, title in enumerate(
        (
            "支出决算情况表", "支出决算明细表", "支出决算总表", "《支出决算表》",
            "表三　支出决算表", "支出决算表（公开03表）", "{year}年度支出决算表",
            "部门支出决算表", "支 出 决 算 表",
            "附件3：支出决算表",
        )
    ):  # fmt: skip
        kind = ("html", "docx", "xlsx", "txt")[i % 4]
        yield replace(plain, way=f"title {title}", title=title, format=kind)


def _units(plain: Dress) -> Iterator[Dress]:
    name = "部门：{name}"
    for i, unit in enumerate(
        (
            "金额单位：{unit}", "金额单位：人民币{unit}", "（单位：{unit}）",
            "【单位：{unit}】",
            "单位:{unit}", "单位（{unit}）", "货币单位：{unit}",
        )
    ):  # fmt: skip
        kind = ("html", "txt", "docx")[i % 3]
        yield replace(plain, way=f"unit {unit}", above=(name, unit), format=kind)
    yield replace(plain, way="unit 元", unit="元", number="{:,.2f}".format)
    yield replace(
        plain, way="unit in the title", above=(name,), title="支出决算表（单位：{unit}）"
    )
    heads = (*HEADS[:2], *(f"{head}（万元）" for head in HEADS[2:]))
    yield replace(plain, way="unit in the heads", above=(name,), heads=heads)
    note = ("注：本表金额单位为{unit}。",)
    yield replace(plain, way="unit in a note", above=(name,), below=note)
    yield replace(plain, way="no unit", above=(name,), is_open=True)
    yield replace(plain, way="department in brackets", above=("（{name}）", "单位：{unit}"))
    for label in (
        "编制单位：{name}",
        "公开部门：{name}",
        "部门名称：{name}",
        "部门/单位：{name}",
    ):
        yield replace(plain, way=f"label {label}", above=(label, "金额单位：{unit}"))


def _numbers(plain: Dress) -> Iterator[Dress]:
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    ways: tuple[tuple[str, Callable[[Decimal], str]], ...] = (
        ("no separators", "{:.2f}".format),
        ("yuan sign", "¥{:,.2f}".format),
        ("wide digits", lambda amount: f"{amount:,.2f}".translate(wide)),
        ("zero width", lambda amount: f"{amount:,.2f}".replace(".", "\u200b.")),
        ("note mark ①", "{:,.2f}①".format),
        ("note mark [1]", "{:,.2f}[1]".format),
        ("star", "{:,.2f}*".format),
        ("spaces", lambda amount: f"{amount:,.2f}".replace(",", " ")),
        ("four decimals", "{:,.4f}".format),
        ("wide separators", lambda amount: f"{amount:,.2f}".replace(",", "，")),
        ("one decimal too few", lambda amount: f"{amount.normalize():f}"),
    )
    for i, (way, number) in enumerate(ways):
        kind = ("html", "docx", "txt")[i % 3]
        yield replace(plain, way=f"number {way}", number=number, format=kind)


def _blanks(plain: Dress) -> Iterator[Dress]:
    for i, blank in enumerate(
        ("—", "-", "/", "0.00", "0", "×", "……", "无", "#REF!", "########")
    ):
        kind = ("html", "xlsx", "docx", "txt")[i % 4]
        yield replace(plain, way=f"blank {blank}", blank=blank, format=kind)


def _years(plain: Dress) -> Iterator[Dress]:
    name, unit = "部门：{name}", "单位：{unit}"
    bare = replace(plain, cover="{name}部门决算")
    for line in ("{year}年度", "会计年度：{year}", "年度：{year}", "{year}年"):
        yield replace(bare, way=f"year {line}", above=(name, line, unit))
    yield replace(bare, way="year in the title", title="{year}年度支出决算表")
    dates = ("编制日期：2024年3月1日", "会计年度：{year}")
    yield replace(bare, way="two dates", above=(name, *dates, unit))
    yield replace(
        bare, way="month on the cover", cover="{name}部门决算\n2024年8月", is_open=True
    )
    yield replace(bare, way="no year", is_open=True)
    yield replace(plain, way="year in words", cover="{name}二〇二三年度部门决算")
    yield replace(plain, way="other years in the menu", wrap="menu")


def _heads(plain: Dress) -> Iterator[Dress]:
    code, name, *_ = HEADS
    for i, total in enumerate(("支出合计", "合计", "本年支出", "本年支出总计", "总计")):
        heads = (code, name, total, *HEADS[3:])
        kind = ("html", "xlsx", "docx")[i % 3]
        yield replace(plain, way=f"head {total}", heads=heads, format=kind)
    for word in ("支出功能分类科目编码", "功能分类科目代码", "科目代码"):
        yield replace(plain, way=f"head {word}", heads=(word, *HEADS[1:]))
    short = (*HEADS[:5], "上缴上级", "经营支出", "对附属单位补助")
    yield replace(plain, way="short heads", heads=short)
    for shape in ("cut", "two_rows", "numbered", "overflow", "flat", "split", "total_last",
                  "total_unnamed", "displaced", "levels_in_names"):  # fmt: skip
        kind = "txt" if shape == "displaced" else "html"
        yield replace(plain, way=f"shape {shape}", shape=shape, format=kind)
    yield replace(plain, way="label 支出合计", total="支出合计", format="docx")


def _layouts(plain: Dress) -> Iterator[Dress]:
    for layout in ("double_tabs", "bars", "spaces"):
        yield replace(plain, way=f"text {layout}", format="txt", layout=layout)
    for rules in ("none", "bands"):
        yield replace(plain, way=f"pdf {rules}", format="pdf", rules=rules)
    for wrap in (
        "caption",
        "pre",
        "parts_again",
        "parts_bare",
        "head_apart",
        "hidden",
        "struck",
    ):
        yield replace(plain, way=f"html {wrap}", wrap=wrap)
    for wrap in ("nested", "page_header", "parts_bare"):
        yield replace(plain, way=f"docx {wrap}", wrap=wrap, format="docx")
    for wrap in ("remarks", "stray", "stored"):
        yield replace(plain, way=f"xlsx {wrap}", wrap=wrap, format="xlsx")
    yield replace(plain, way="single file web page", wrap="mht")
    yield replace(
        plain, way="spreadsheet as one XML file", wrap="spreadsheet_xml", format="xml"
    )


# ---------------------------------------------------------------- pages


def pages() -> Iterator[Page]:
    """Every dress as a file."""
    for number, dress in enumerate(dresses()):
        stem, branch = _STEMS[number % 10], _BRANCHES[number // 10 % 12]
        office = f"弥勒市示例{stem}{branch}局"
        basic = Decimal("1203.5") + number
        project = Decimal("800.25")
        scale = YUAN_IN[dress.unit]
        data = _rendered(dress, office, basic, project)
        extension = {"mht": "mht"}.get(dress.wrap, dress.format)
        yield Page(
            dress,
            f"{number:03}_dress.{extension}",
            data,
            office,
            basic * scale,
            project * scale,
        )


def _rendered(dress: Dress, office: str, basic: Decimal, project: Decimal) -> bytes:
    words = {"name": office, "year": YEAR, "unit": dress.unit}
    rows = _rows(dress, basic, project)
    above = tuple(line.format(**words) for line in dress.above)
    parts: list[Part] = [
        *dress.cover.format(**words).split("\n"), MARK, dress.title.format(**words),
        Beside(above) if len(above) > 1 else above[0], rows,
        *(line.format(**words) for line in dress.below), MARK,
    ]  # fmt: skip
    if dress.wrap:
        return dress_wraps.WRAPS[dress.wrap](parts, dress.format)
    if dress.format == "txt":
        return txt(parts, layout=dress.layout)
    if dress.format == "pdf":
        return pdf(parts, rules=dress.rules)
    return {"html": html, "docx": docx, "xlsx": xlsx}[dress.format](parts)


def _rows(dress: Dress, basic: Decimal, project: Decimal) -> Table:
    nothing = [dress.blank] * 3
    show, zero = dress.number, dress.blank
    both = basic + project
    of_all = [show(both), show(basic), show(project), *nothing]
    total = ["", dress.total, *of_all]
    body = [
        ["201", "一般公共服务支出", *of_all],
        ["20113", "商贸事务", *of_all],
        [BASIC, "行政运行", show(basic), show(basic), zero, *nothing],
        [PROJECT_ITEM, "招商引资", show(project), zero, show(project), *nothing],
    ]
    rows = [list(dress.heads), total, *body]
    return dress_wraps.SHAPES[dress.shape](rows)


def expected(page: Page) -> list[Expected]:
    """The two facts of a page."""
    items = ((BASIC, "basic", page.basic), (PROJECT_ITEM, "project", page.project))
    return [
        Expected(
            "fct_spending",
            (("function_code", code), ("spending_nature", nature)),
            "amount_yuan",
            f"{amount:.2f}",
            YEAR,
            page.office,
            "spending_account",
        )
        for code, nature, amount in items
    ]


# ---------------------------------------------------------------- the scoreboard

OUTCOMES = ("right", "set aside with a word", "wrong", "silent")


def outcome(found: Fates) -> str:
    """What became of a page: the worst of what became of its facts."""
    counts = found.counts
    if counts["proven_but_wrong"] or counts["invented"]:
        return "wrong"
    if counts["lost_in_silence"]:
        return "silent"
    good = sum(counts[f] for f in ("proven_in_place", "proven_in_amount", "unproven"))
    return "right" if good == found.total else "set aside with a word"


@dataclass(frozen=True, slots=True)
class Worn:
    """A page and what became of its facts; `right` where nothing better was possible."""

    dress: Dress
    found: Fates

    @property
    def is_good(self) -> bool:
        """Whether the page came in right, or is set aside where nothing printed decides."""
        which = outcome(self.found)
        return which == "right" or (self.dress.is_open and which == OUTCOMES[1])


def measured() -> list[Worn]:
    """Every page read into a warehouse of them all.

    Raises:
        ledger.RefusedError: nothing was published.
    """
    import duckdb

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = list(pages())
        write(made, folder / "documents")
        database = ledger.build(folder)
        held = standings(database)
        with duckdb.connect(str(database), read_only=True) as connection:
            query = "select file_name, document_id from raw.documents"
            ids = dict(connection.execute(query).fetchall())
    return [
        Worn(
            page.dress,
            fates(
                expected(page), held.get(ids.get(page.file_name, ""), Standing()),
                page.dress.way, complete=("fct_spending",),
            ),
        )
        for page in made
    ]  # fmt: skip


def write(made: Sequence[Page], folder: Path) -> None:
    """Writes the pages as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in made:
        (folder / page.file_name).write_bytes(page.data)


def main(arguments: Sequence[str]) -> int:
    """Writes the pages to a folder, or measures them and says what each became."""
    if arguments:
        write(list(pages()), Path(arguments[0]))
        return 0
    for each in measured():
        bad = {fate: n for fate, n in each.found.counts.items() if fate in BAD}
        print(f"{each.dress.way:32} {outcome(each.found):24} {bad or ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
