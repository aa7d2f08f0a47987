"""One table of two facts in some hundreds of usual dresses, to be read in memory.

Each dress is a 支出决算表 that prints basic spending of one item and project spending of
another. `is_open`: nothing printed decides, so that the facts may be set aside; what is read
must be right all the same.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from docx import Document

OFFICE = "示例市示例甲局"
COVER = f"{OFFICE}2023年度部门决算"
LABEL, UNIT = f"部门：{OFFICE}", "单位：万元"
BASIC, PROJECT = Decimal("1203.50"), Decimal("800.25")
HEADS = [
    "科目编码",
    "科目名称",
    "本年支出合计",
    "基本支出",
    "项目支出",
    "上缴上级支出",
    "经营支出",
    "对附属单位补助支出",
]

Rows = list[list[str]]
Show = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Way:
    """A file, and what it says: year, office, and the two amounts in yuan."""

    name: str
    file_name: str
    data: bytes
    factor: int = 10_000
    year: str | None = "2023"
    office: str | None = OFFICE
    project: Decimal = PROJECT
    is_open: bool = False


def two_decimals(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def table(
    show: Show = two_decimals,
    blank: str = "",
    heads: Sequence[str] = HEADS,
    project: Decimal = PROJECT,
    total: str = "合计",
) -> Rows:
    """The table's rows: head, total, class, section and the two items."""
    both, nothing = BASIC + project, [blank] * 3
    whole = [show(both), show(BASIC), show(project), *nothing]
    return [
        list(heads),
        ["", total, *whole],
        ["201", "一般公共服务支出", *whole],
        ["20126", "档案事务", *whole],
        ["2012601", "行政运行", show(BASIC), show(BASIC), blank, *nothing],
        ["2012604", "档案馆", show(project), blank, show(project), *nothing],
    ]


def markup(rows: Rows) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def page(above: Sequence[str], body: str, below: Sequence[str] = (), title: str = "") -> bytes:
    lines = ["".join(f"<p>{line}</p>" for line in texts) for texts in (above, below)]
    head = f"<meta charset=utf-8><title>{title}</title>"
    return f"<html><head>{head}</head><body>{lines[0]}{body}{lines[1]}</body></html>".encode()


def text(above: Sequence[str], lines: Sequence[str]) -> bytes:
    return "\n".join([*above, "", *lines, "", "注：本表反映支出情况。", ""]).encode()


def workbook(*sheets: tuple[str, Rows]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    digits = cell.replace(",", "")
                    is_amount = "." in digits and digits.replace(".", "").isdecimal()
                    sheet.write(i, j, float(digits) if is_amount else cell)
    return made.getvalue()


def word(above: Sequence[str], *tables: Rows, header: str = "") -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = header
    for line in above:
        document.add_paragraph(line)
    for rows in tables:
        made = document.add_table(rows=len(rows), cols=len(rows[0]))
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                made.cell(i, j).text = cell
        document.add_paragraph("")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def over(
    title: str = "支出决算表", label: str = LABEL, unit: str = UNIT, cover: str = COVER
) -> list[str]:
    return [line for line in (cover, title, "公开03表", label, unit) if line]


STANDARD = over()


def ways() -> Iterator[Way]:
    """Every dress."""
    for part in (
        titles,
        units,
        offices,
        years,
        numbers,
        signs,
        blanks,
        heads,
        stages,
        codes,
        texts,
        pages,
        web_pages,
        word_files,
        documents,
        workbooks,
    ):
        yield from part()


def titles() -> Iterator[Way]:
    for title in (
        "支出决算情况表",
        "支出决算明细表",
        "2023年支出决算表",
        "部门支出决算总表",
        "支出决算公开表",
        "表3 支出决算表",
        "表三：支出决算表",
        "（三）支出决算表",
        "附表3-支出决算表",
        "附件1-3 支出决算表",
        "【支出决算表】",
        "“支出决算表”",
        "〈支出决算表〉",
        "支出决算表（一）",
        "支出决算表(财决03表)",
        "支出决算表（按功能分类）",
        "支出总体情况表",
        "支出总表",
        "支出决算批复表",
        "支出情况表",
        "支出明细表",
        "支出决算汇总表",
        "支 出 决 算 表",
        "支出决算表 （续表）",
        "支出决算表2023",
        f"{OFFICE}支出决算表",
        "二○二三年度支出决算表",
        "公开03表 支出决算表",
        "2023支出决算表",
        "[支出决算表]",
        "◆支出决算表",
        "支出决算表（草案）",
        "支出决算表·2023",
        "支出决算表03",
        "第三部分 支出决算表",
        "2023年度部门决算公开表（支出决算表）",
    ):
        yield Way(f"title {title}", "a.html", page(over(title), markup(table())))
    bare = [COVER, LABEL, UNIT]
    yield Way("no title", "a.html", page(bare, markup(table())))
    below = ["表3 支出决算表", f"{LABEL} {UNIT}"]
    yield Way("title below", "a.html", page([COVER], markup(table()), below))
    first = [["支出决算表", *[""] * 7], [LABEL, *[""] * 6, UNIT], *table()]
    yield Way("title in the table", "a.html", page([COVER], markup(first)))


def units() -> Iterator[Way]:
    for unit, factor in {
        "单位：元": 1,
        "金额单位：人民币万元": 10_000,
        "单位：万元（人民币）": 10_000,
        "币种：人民币　单位：万元": 10_000,
        "计量单位：万元": 10_000,
        "货币单位：人民币元": 1,
        "（单位：元）": 1,
        "【金额单位：万元】": 10_000,
        "单位:人民币：万元": 10_000,
        "单位 ： 万 元": 10_000,
        "单位—万元": 10_000,
        "单位/万元": 10_000,
        "以万元为单位": 10_000,
        "金额：万元": 10_000,
        "万元": 10_000,
        "（万元）": 10_000,
        "人民币万元": 10_000,
        "单位：千元": 1_000,
        "单位：亿元": 100_000_000,
        "单位：万元，精确到分": 10_000,
        "金额单位为：万元": 10_000,
    }.items():
        yield Way(f"unit {unit}", "a.html", page(over(unit=unit), markup(table())), factor)
    none = over(unit="")
    for note, factor in {
        "注：本表金额单位为元。": 1,
        "注：以上金额以万元为单位": 10_000,
        "注：单位均为万元。": 10_000,
        "说明：1.本表反映部门本年度各项支出情况。2.金额单位：元": 1,
        "*本表数据单位：万元": 10_000,
        "注：本表以“万元”为金额单位": 10_000,
        "（上表单位：万元）": 10_000,
    }.items():
        yield Way(f"unit {note}", "a.html", page(none, markup(table()), [note]), factor)
    yuan = [["", "", *["元"] * 6]]
    body = table()
    yield Way("unit below", "a.html", page(none, markup([body[0], *yuan, *body[1:]])), 1)
    for said, factor in {
        "(元)": 1,
        "（万元）": 10_000,
        " 万元": 10_000,
        "/万元": 10_000,
        "[元]": 1,
        "，万元": 10_000,
        "—万元": 10_000,
        "_元": 1,
    }.items():
        own = [*HEADS[:2], *(f"{head}{said}" for head in HEADS[2:])]
        yield Way(f"heads {said}", "a.html", page(none, markup(table(heads=own))), factor)
    over_it = page([COVER, UNIT, "支出决算表", LABEL], markup(table()))
    yield Way("unit over the title", "a.html", over_it)
    again = [["支出决算表", *[""] * 7], ["公开03表", *[""] * 7], *table()]
    yield Way("title again in the table", "a.html", page(STANDARD, markup(again)))
    yield Way("no unit", "a.html", page(none, markup(table())), is_open=True)
    own = [*HEADS[:2], *(f"{head}（万元）" for head in HEADS[2:])]
    two = page(over(unit="单位：元"), markup(table(heads=own)))
    yield Way("two units", "a.html", two, is_open=True)


def offices() -> Iterator[Way]:
    for label in (
        f"编报单位: {OFFICE}",
        f"部门/单位：{OFFICE}",
        f"部门（单位）：{OFFICE}",
        f"单位（部门）名称：{OFFICE}",
        f"填报单位（盖章）：{OFFICE}",
        f"部门名称 {OFFICE}",
        f"公开部门（单位）：{OFFICE}",
        f"单位名称（公章）：{OFFICE}",
        f"部门：[101]{OFFICE}",
        f"部门代码及名称：101 {OFFICE}",
        f"部门：101001-{OFFICE}",
        f"汇总单位：{OFFICE}",
        f"部门 — {OFFICE}",
        f"填制单位﹕{OFFICE}",
        f"单位:{OFFICE}",
        f"一级预算单位：{OFFICE}",
        f"编制单位：{OFFICE}  2023年度  单位：万元",
        f"部门：{OFFICE}（单位：万元）",
        f"部门：{OFFICE}(万元)",
        f"部门：{OFFICE}　公开03表　单位：万元",
        f"（{OFFICE}）",
        f"预算部门:{OFFICE}  编制日期:2024年3月1日",
        f"部门：{OFFICE}（本级及下属单位汇总）",
        f"部门代码：203　部门名称：{OFFICE}",
        f"决算公开单位：{OFFICE}",
        f"单位名称:{OFFICE}(部门)",
        f"部门名称：{OFFICE}　第3页",
        f"编制单位：【{OFFICE}】　决算年度：2023",
        f"公开部门名称:{OFFICE};单位:万元",
        f"部门名称（盖章）： {OFFICE} 法定代表人：张某",
        f"报送单位：{OFFICE}　组织机构代码：11530300MB000000",
    ):
        above = over(label=label, cover="2023年度部门决算")
        yield Way(f"office {label}", "a.html", page(above, markup(table())))
    for cover in (
        [COVER],
        [f"{OFFICE}关于2023年度部门决算公开的说明"],
        [OFFICE, "2023年度部门决算"],
        ["2023年度", OFFICE, "部门决算公开"],
        [f"关于{OFFICE}2023年度部门决算的公开"],
        [f"示例市财政局关于批复{OFFICE}2023年度部门决算的通知"],
        [f"《{OFFICE}2023年度部门决算》"],
        [f"{OFFICE}：2023年度部门决算公开"],
    ):
        above = [*cover, "支出决算表", UNIT]
        yield Way(f"office {cover}", "a.html", page(above, markup(table())))
    bare = page(["支出决算表", UNIT], markup(table()))
    for name in (
        f"{OFFICE}2023年度部门决算",
        f"2023_{OFFICE}_支出决算表",
        f"附件：2023年{OFFICE}决算公开表",
        f"{OFFICE}/2023年度/支出",
        f"2023-{OFFICE}-决算",
        f"关于公开{OFFICE}2023年部门决算的通知",
    ):
        yield Way(f"file {name}", f"{name}.html", bare)


def years() -> Iterator[Way]:
    cover = f"{OFFICE}部门决算"
    for said in (
        "2023年度",
        "2023年",
        "会计年度：2023",
        "年度：2023年",
        "所属年度：2023年度",
        "（2023年度）",
        "二〇二三年度",
        "二零二三年度",
        "预算年度 2023",
        "报告期：2023年",
        "年份 2023",
        "2023财年",
        "编制日期：2024年3月1日 会计年度：2023",
        "填表日期：2024.3.5　2023年度",
        "填表日期：2024.3.1　2023年度",
        "2023年1月1日至2023年12月31日",
        "决算期间：2023年1月1日—12月31日",
    ):
        above = [cover, "支出决算表", said, LABEL, UNIT]
        yield Way(f"year {said}", "a.html", page(above, markup(table())))
    for title in ("支出决算表（2023年度）", "2023支出决算表", "支出决算表2023"):
        above = over(title, cover=cover)
        yield Way(f"year {title}", "a.html", page(above, markup(table())))
    for date in ("二〇二四年八月", "2024年8月", "发布时间：2024-08-30 来源：某局"):
        above = [cover, date, "支出决算表", LABEL, UNIT]
        way = page(above, markup(table()))
        yield Way(f"no year, {date}", "a.html", way, year=None)
    for head in ("2023年度支出合计", "2023年支出决算数"):
        rows = table(heads=[*HEADS[:2], head, *HEADS[3:]])
        way = page([cover, "支出决算表", LABEL, UNIT], markup(rows))
        yield Way(f"year in the head {head}", "a.html", way)
    told = "与2022年度相比，本年支出增加。2022年度支出为100万元。"
    yield Way("other year", "a.html", page([COVER, told, *STANDARD[1:]], markup(table())))
    bare = page(["支出决算表", LABEL, UNIT], markup(table()))
    yield Way("year of the file", "决算公开2023.html", bare)
    yield Way("date of the file", "20240830决算公开.html", bare, year=None)


def numbers() -> Iterator[Way]:
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    shows: dict[str, Show] = {
        "plain": lambda a: f"{a:.2f}",
        "¥": lambda a: f"¥{a:,.2f}",
        "￥": lambda a: f"￥{a:,.2f}",
        "unit behind": lambda a: f"{a:,.2f}万元",
        "thin": lambda a: f"{a:,.2f}".replace(",", "\u2009"),
        "wide": lambda a: f"{a:,.2f}".translate(wide),
        "apostrophe": lambda a: f"'{a:,.2f}",
        "plus": lambda a: f"+{a:,.2f}",
        "power": lambda a: f"{float(a):.5E}",
        "unseen": lambda a: f"\u200b{a:,.2f}\ufeff",
        "注1": lambda a: f"{a:,.2f}注1",
        "(1)": lambda a: f"{a:,.2f}(1)",
        "⑴": lambda a: f"{a:,.2f}⑴",
        "†": lambda a: f"{a:,.2f}†",
        "**": lambda a: f"{a:,.2f}**",
        "three": lambda a: f"{a:,.3f}",
        "quoted": lambda a: f'"{a:,.2f}"',
        "（注①）": lambda a: f"{a:,.2f}（注①）",
        "^1": lambda a: f"{a:,.2f}^1",
        "^{2}": lambda a: f"{a:.2f}^{{2}}",
        "*2": lambda a: f"{a:,.2f}*2",
        "soft hyphen": lambda a: f"{a:,.2f}".replace(".", "\u00ad."),
    }
    for name, show in shows.items():
        rows = table(show)
        yield Way(f"number {name}", "a.html", page(STANDARD, markup(rows)))
        lines = ["\t".join(row) for row in rows]
        yield Way(f"number {name} in text", "a.txt", text(STANDARD, lines))
    marks = {"raised": "<sup>1</sup>", "bold": "</b>", "space": "&nbsp;", "break": "<br>"}
    for name, mark in marks.items():
        rows = table(lambda amount, mark=mark: f"<b>{amount:,.2f}{mark}")
        yield Way(f"number {name}", "a.html", page(STANDARD, markup(rows)))
    for name, point in {"·": "·", "_": "_."}.items():
        rows = table(lambda amount, point=point: f"{amount:,.2f}".replace(".", point))
        way = page(STANDARD, markup(rows))
        yield Way(f"no number {name}", "a.html", way, is_open=True)


def signs() -> Iterator[Way]:
    for sign in ("-{}", "－{}", "—{}", "−{}", "△{}", "({})", "（{}）", "{}-"):
        rows = table(
            lambda a, sign=sign: sign.format(f"{-a:,.2f}") if a < 0 else f"{a:,.2f}",
            project=-PROJECT,
        )
        way = page(STANDARD, markup(rows))
        yield Way(f"sign {sign}", "a.html", way, project=-PROJECT)


def blanks() -> Iterator[Way]:
    for blank in (
        "—",
        "——",
        "-",
        "－",
        "--",
        "/",
        "0.00",
        "0",
        "×",
        "X",
        "……",
        "…",
        "无",
        "N/A",
        "*",
        "#REF!",
        "#DIV/0!",
        "####",
        "&nbsp;",
        "零",
        "不适用",
        "0.0",
        "¥0.00",
    ):
        way = page(STANDARD, markup(table(blank=blank)))
        yield Way(f"blank {blank}", "a.html", way, is_open=blank == "零")


def heads() -> Iterator[Way]:
    for head in (
        "支出合计",
        "合计",
        "本年支出",
        "总计",
        "支出总计",
        "2023年支出合计",
        "总支出",
    ):
        own = [*HEADS[:2], head, *HEADS[3:]]
        yield Way(f"head {head}", "a.html", page(STANDARD, markup(table(heads=own))))
    for head in ("支出功能分类科目编码", "功能分类科目代码", "编码", "科目编号", "项目编码"):
        own = [head, *HEADS[1:]]
        yield Way(f"head {head}", "a.html", page(STANDARD, markup(table(heads=own))))
    for basic, project in {
        "基本支出小计": "项目支出小计",
        "基本支出决算数": "项目支出决算数",
        "一、基本支出": "二、项目支出",
        "基本支出（含人员）": "项目支出（含结转）",
        "基本经费": "项目经费",
    }.items():
        own = [*HEADS[:3], basic, project, *HEADS[5:]]
        yield Way(f"head {basic}", "a.html", page(STANDARD, markup(table(heads=own))))
    rows = table()
    shapes = {
        "cut": [row[:5] for row in rows],
        "numbered": [[str(i) if i else "序号", *row] for i, row in enumerate(rows)],
        "remarks": [[*row, "见说明" if i else "备注"] for i, row in enumerate(rows)],
        "letters": [rows[0], list("ABCDEFGH"), *rows[1:]],
        "column numbers": [rows[0], ["栏次", "", *"123456"], *rows[1:]],
        "total last": [rows[0], *rows[2:], rows[1]],
        "total first": [rows[0], ["合计", "", *rows[1][2:]], *rows[2:]],
        "one column": [["科目", *rows[0][2:]], *([f"{r[0]} {r[1]}", *r[2:]] for r in rows[1:])],
    }
    for name, shape in shapes.items():
        yield Way(f"shape {name}", "a.html", page(STANDARD, markup(shape)))


def stages() -> Iterator[Way]:
    """The budget, or last year's accounts, beside the accounts: column by column or apart."""
    own = [row[:5] for row in table()]
    other = [[*row[:2], *("9.00" if cell else "" for cell in row[2:])] for row in own]
    other[1:4] = [[*row[:2], "18.00", "9.00", "9.00"] for row in own[1:4]]
    parts = ["合计", "基本支出", "项目支出"]
    for before, after in (
        ("年初预算", "决算"),
        ("2023年预算数", "2023年执行数"),
        ("2022年决算数", "2023年决算数"),
    ):
        top = [["科目编码", "科目名称", before, "", "", after, "", ""], ["", "", *parts * 2]]
        rows = [[*one[:2], *two[2:], *one[2:]] for one, two in zip(own, other, strict=True)]
        way = page(STANDARD, markup([*top, *rows[1:]]))
        yield Way(f"beside {before} {after}", "a.html", way)
    pairs = [
        [*one[:2], *(c for i in (2, 3, 4) for c in (two[i], one[i]))]
        for one, two in zip(own, other, strict=True)
    ]
    stages_of = [f"{part}{stage}" for part in parts for stage in ("预算数", "决算数")]
    over = ["科目编码", "科目名称", "合计", "", "基本支出", "", "项目支出", ""]
    years = [f"{year}年{part}" for part in parts for year in (2022, 2023)]
    heads_of = {
        "in one line": [["科目编码", "科目名称", *stages_of]],
        "in two lines": [over, ["", "", *["预算数", "决算数"] * 3]],
        "by year": [["科目编码", "科目名称", *years]],
    }
    for name, top in heads_of.items():
        way = page(STANDARD, markup([*top, *pairs[1:]]))
        yield Way(f"stages {name}", "a.html", way)
    total = [[*one[:2], two[2], *one[2:]] for one, two in zip(own, other, strict=True)]
    top = [["科目编码", "科目名称", "年初预算数", "决算数", "其中：基本支出", "项目支出"]]
    yield Way("stages of the total", "a.html", page(STANDARD, markup([*top, *total[1:]])))


def codes() -> Iterator[Way]:
    rows = table()
    body = rows[1:]
    parts = [[row[0][:3], row[0][3:5], row[0][5:], *row[1:]] for row in body]
    alone = [[*_last(row[:3]), *row[3:]] for row in parts]
    head = ["类", "款", "项", *rows[0][1:]]
    dashes = [["-".join(filter(None, row[:3])), *row[3:]] for row in parts]
    ways = {
        "in parts": [head, *parts],
        "in parts of their own": [head, *alone],
        "with dashes": [rows[0], *dashes],
        "with decimals": [rows[0], *([f"{row[0]}.0" * bool(row[0]), *row[1:]] for row in body)],
        "with two decimals": [rows[0], *([f"{r[0]}.00" * bool(r[0]), *r[1:]] for r in body)],
        "in brackets": [rows[0], *([f"[{row[0]}]" * bool(row[0]), *row[1:]] for row in body)],
        "with spaces": [rows[0], *([" ".join(row[:3]), *row[3:]] for row in parts)],
    }
    for name, shape in ways.items():
        yield Way(f"codes {name}", "a.html", page(STANDARD, markup(shape)))
    old = str.maketrans(
        "决项计支务业补编码级营对单档馆万总额门", "決項計支務業補編碼級營對單檔館萬總額門"
    )
    above = [line.translate(old) for line in STANDARD]
    traditional = page(above, markup([[cell.translate(old) for cell in row] for row in rows]))
    yield Way("traditional characters", "a.html", traditional)


def _last(parts: Sequence[str]) -> list[str]:
    """The parts of a code without those that stand in rows above."""
    own = sum(map(bool, parts)) - 1
    return [part if i >= own else "" for i, part in enumerate(parts)]


def _width(line: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in line)


def _padded(rows: Rows, mark: str = "  ", end: str = "") -> list[str]:
    """Lines whose cells stand below each other."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    made = []
    for row in rows:
        cells = (cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True))
        made.append(end + mark.join(cells) + end)
    return made


def texts() -> Iterator[Way]:
    for blank in ("", "-", "0.00"):
        rows = table(blank=blank)
        rule = "+".join("-" * 12 for _ in HEADS)
        boxed = _padded(rows, " | ", "|")
        ways = {
            "tabs": ["\t".join(row) for row in rows],
            "bars": ["|".join(row) for row in rows],
            "framed bars": [f"| {' | '.join(row)} |" for row in rows],
            "Markdown": [f"|{'|'.join(r)}|" for r in [rows[0], ["---"] * 8, *rows[1:]]],
            "places": _padded(rows),
            "box": [f"+{rule}+", *(x for line in boxed for x in (line, f"+{rule}+"))],
            "a cell a line": [cell for row in rows for cell in row],
            "a cell a line, rows apart": [c for r in rows for c in (*r, "")] if blank else [],
            "commas": [",".join(f'"{cell}"' for cell in row) for row in rows],
            "semicolons": [";".join(row) for row in rows],
            "rows apart": ["\t".join(row) + "\n" for row in rows] if blank else [],
        }
        for name, lines in ways.items():
            if lines:
                yield Way(f"text {name} {blank}", "a.txt", text(STANDARD, lines))
        wide = ["\u3000\u3000".join(row) for row in rows]
        yield Way(f"text wide {blank}", "a.txt", text(STANDARD, wide), is_open=not blank)
        once = [" ".join(filter(None, row)) for row in rows]
        yield Way(f"text once {blank}", "a.txt", text(STANDARD, once), is_open=True)


def pages() -> Iterator[Way]:
    rows = table()
    boxes = "".join(f"<div>{''.join(f'<div>{c}</div>' for c in r)}</div>" for r in rows)
    lists = "".join(f"<ul>{''.join(f'<li>{c}</li>' for c in r)}</ul>" for r in table(blank="0"))
    whole = markup(rows)
    menu = "<div class=nav><a href=a>首页</a> <a href=b>2022年度部门决算</a></div>"
    foot = "<div class=footer>主办：某市财政局 2020-2025</div>"
    lines = "".join(f"<p>{line}</p>" for line in STANDARD)
    titled = markup([[COVER], ["支出决算表"], [LABEL, UNIT]])
    unseen = markup([["2012605", "隐", "9.00", "9.00"]])
    hidden = unseen.replace("<table><tr>", "<tr style='display:none'>")
    caption = f"<table><caption>支出决算表<br>{UNIT}</caption>"
    printed = "\n".join([*STANDARD[1:], *_padded(rows)])
    ways = {
        "boxes": page(STANDARD, f"<div>{boxes}</div>"),
        "lists": page(STANDARD, f"<div>{lists}</div>"),
        "arranged": page([], f"<table><tr><td>{lines}{whole}</td></tr></table>"),
        "titles arranged": page([], titled + whole),
        "as printed": page([COVER], f"<pre>{printed}</pre>"),
        "bars": page(STANDARD, f"<p>{'<br>'.join('|'.join(row) for row in rows)}</p>"),
        "menu": page([], menu + lines + whole + foot, title="某市人民政府网 - 2022年"),
        "list above": page(["2021年度部门决算", "乙局2022年度部门决算", *STANDARD], whole),
        "menu in a cell": page(
            [],
            "<table><tr><td><a href=a>2021年度部门预算</a><br><a>乙局2022年度部门决算</a></td>"
            f"<td>{lines}{whole}</td></tr></table>",
        ),
        "text of the source": page(
            STANDARD,
            f"<div style='white-space:pre'>{chr(10).join(chr(9).join(r) for r in rows)}</div>",
        ),
        "next page": page(STANDARD, whole, ["上一篇：乙局2022年度部门决算"]),
        "hidden": page(STANDARD, whole.replace("</table>", hidden)),
        "struck": page(STANDARD, whole.replace("<td>800.25", "<td><del>1.00</del>800.25")),
        "head again": page(STANDARD, markup(rows[:4]) + markup([rows[0], *rows[4:]])),
        "no head again": page(STANDARD, markup(rows[:4]) + markup(rows[4:])),
        "three parts": page(STANDARD, markup(rows[:3]) + markup(rows[3:5]) + markup(rows[5:])),
        "head apart": page(STANDARD, markup(rows[:1]) + markup(rows[1:])),
        "caption": page([COVER], whole.replace("<table>", caption)),
    }
    for name, data in ways.items():
        yield Way(f"page {name}", "a.html", data)
    yield Way(
        "page in wide characters", "a.html", page(STANDARD, whole).decode().encode("utf-16")
    )


def web_pages() -> Iterator[Way]:
    """Pages as their programs write them, and what their sites put around them."""
    rows = table()
    whole = markup(rows)
    total = whole.replace("<td></td><td>合计</td>", "<td colspan=2>合计</td>")
    doubled = [[text for cell in row for text in (cell, "")] for row in rows]
    heads = "".join(f"<td>{head}</td>" for head in HEADS[3:])
    top = "".join(f"<td rowspan=2>{head}</td>" for head in HEADS[:3])
    two = f"<table><tr>{top}<td colspan=5>其中</td></tr><tr>{heads}</tr>"
    span = f"<div>{LABEL}<span style='float:right'>{UNIT}</span></div>"
    ways = {
        "heads of two rows": page(STANDARD, two + markup(rows[1:]).removeprefix("<table>")),
        "one line above": page([f"{COVER} 支出决算表 {LABEL} {UNIT}"], whole),
        "labels in a box": page([COVER], f"<h3>支出决算表</h3>{span}{whole}"),
        "blank rows": page(STANDARD, markup([r for row in rows for r in (row, [""] * 8)])),
        "blank columns": page(STANDARD, markup(doubled)),
        "a blank column": page(STANDARD, markup([["", *row] for row in rows])),
        "spaces in cells": page(STANDARD, markup([[c or "&nbsp;" for c in r] for r in rows])),
        "capital tags": page(STANDARD, whole.upper()),
        "open tags": page(STANDARD, whole.replace("</tr>", "").replace("</td>", "")),
        "a script": page(STANDARD, f"<script>var y='2021年度部门决算';</script>{whole}"),
        "a path": page(["您所在的位置：首页 > 2022年度部门决算 > 某局", *STANDARD], whole),
        "a spanned total": page(STANDARD, total),
        "names first": page(STANDARD, markup([[r[1], r[0], *r[2:]] for r in rows])),
        "texts of codes": page(STANDARD, markup([[f"'{r[0]}", *r[1:]] for r in rows])),
        "a foot": page(STANDARD, whole, ["【打印本页】", "版权所有：某市财政局 2022年"]),
    }
    for name, data in ways.items():
        yield Way(f"web page {name}", "a.html", data)


def _in_pieces(paragraph: Any, cell: str) -> None:
    for character in cell:
        paragraph.add_run(character)


def _struck(paragraph: Any, cell: str) -> None:
    if cell == "800.25":
        paragraph.add_run("700.00").font.strike = True
    if cell == "1,203.50":
        paragraph.add_run("1").font.hidden = True
    paragraph.add_run(cell)


def _raised(paragraph: Any, cell: str) -> None:
    paragraph.add_run(cell)
    if cell == "800.25":
        paragraph.add_run("2").font.superscript = True


def _filled(made: Any, rows: Rows, change: Callable[[Any, str], None]) -> None:
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            change(made.cell(i, j).paragraphs[0], cell)


def word_files() -> Iterator[Way]:
    """A table in a cell, texts in pieces, struck, hidden or raised."""
    rows = table()
    for name in ("in pieces", "struck", "raised", "in a cell"):
        change = {"struck": _struck, "raised": _raised}.get(name, _in_pieces)
        document = Document()
        holder = document.add_table(1, 1).cell(0, 0) if name == "in a cell" else document
        for line in STANDARD:
            holder.add_paragraph(line)
        _filled(holder.add_table(len(rows), len(rows[0])), rows, change)
        file = io.BytesIO()
        document.save(file)
        yield Way(f"word file {name}", "a.docx", file.getvalue())


def documents() -> Iterator[Way]:
    rows = table()
    lines = [*STANDARD, *("\t".join(row) for row in rows)]
    ways = {
        "plain": word(STANDARD, rows),
        "page header": word(["支出决算表", UNIT], rows, header=COVER),
        "tabs": word(lines, [["附注"]]),
        "head again": word(STANDARD, rows[:4], [rows[0], *rows[4:]]),
        "no head again": word(STANDARD, rows[:4], rows[4:]),
    }
    for name, data in ways.items():
        yield Way(f"document {name}", "a.docx", data)


def workbooks() -> Iterator[Way]:
    rows = table(blank="0.00")
    tops = {
        "labels": [["支出决算表"], [LABEL, "", "2023年度", "", UNIT]],
        "cells beside": [["2023年度支出决算表"], ["单位名称", OFFICE, "", "金额单位", "万元"]],
        "cells with colons": [
            ["2023年度支出决算表"],
            ["单位名称：", OFFICE, "", "金额单位：", "万元"],
        ],
        "year beside": [["支出决算表"], ["年度", "2023", "部门", OFFICE, "单位", "万元"]],
        "date beside": [
            ["支出决算表"],
            [LABEL, "2023年度", "编制日期：", "2024年2月1日", UNIT],
        ],
        "name beside year": [["支出决算表"], [OFFICE, "", "2023年度", UNIT]],
        "one cell": [["支出决算表"], [f"{LABEL}      2023年度      {UNIT}"]],
        "title alone": [[f"{OFFICE}2023年度支出决算表（单位：万元）"]],
        "name alone": [["2023年度支出决算表"], [OFFICE, "", "", UNIT]],
        "two 单位": [["2023年度支出决算表"], ["单位：", OFFICE, "", "单位：", "万元"]],
        "date": [["支出决算表"], [LABEL, "2024年3月5日", UNIT], ["2023年度"]],
    }
    for name, top in tops.items():
        yield Way(f"workbook {name}", "a.xlsx", workbook(("S", [*top, *rows])))
    below = [["2023年度支出决算表"], *rows, ["注：单位万元"], [f"填报单位：{OFFICE}"]]
    yield Way("workbook labels below", "a.xlsx", workbook(("S", below)))
    sheet = ("2023支出决算表", [[LABEL, "", UNIT], *rows])
    yield Way("workbook sheet", "a.xlsx", workbook(sheet))
    covers = {
        "cover": [["2023年度"], ["部门决算报表"], [f"部门名称：{OFFICE}"]],
        "cover of labels": [["单位名称", OFFICE], ["年度", "2023"], ["填报日期", "2024-02-01"]],
    }
    for name, cover in covers.items():
        book = workbook(("封面", cover), ("支出", [["支出决算表"], [UNIT], *rows]))
        yield Way(f"workbook {name}", "a.xlsx", book)
