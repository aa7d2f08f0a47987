"""The data dictionaries, English and Chinese, which `scripts/make_docs.py` writes.

Names, types, values and joins come from the marts' yml files, and so does what a table is in
English. What columns mean stands in `models/descriptions.en.csv`, where the yml does not say
it, and in Chinese, with what tables are, in `models/descriptions.zh-CN.csv`: see
`warehouse.descriptions`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.form import FORMS_FOLDER, Form, load_forms
from scripts.pages import GENERATED, table
from warehouse.building.descriptions import ENGLISH, Row, find, rows, said

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "models"
CHINESE = MODELS / "descriptions.zh-CN.csv"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # where there is the fast one

Describe = Callable[[str, str], str]
"""The description of a table's column, by both names; of the table where the column is ''."""

_GROUPS = (
    ("dim_", "Dimensions", "维度表"),
    ("receipts", "Receipts", "凭据"),
    ("fct_", "Facts, the ledger and leads", "事实表、勾稽账与疑点"),
    ("", "Wide tables for people", "供人使用的宽表"),
)
_OPENING = (
    "The tables of schema `marts`, which is what dashboards, reports and analysts read. Money"
    " is `decimal(20,2)` in yuan, rates are fractions, and what was not printed is null. The"
    " same descriptions travel in the published file, as comments, and beside every export, as"
    " `data_dictionary.csv`."
)
_OPENING_ZH = (
    "`marts` 模式的各表，看板、报告与分析都读它们。金额为 `decimal(20,2)`，单位元；比率为小数；"
    "文件没有印出的为空（null）。“已证明”指有勾稽关系证明，见 [receipts](#receipts)；"
    "术语的中英文对照见"
    "[术语表](glossary.md)，可识别的报表见[一览](data-dictionary.md#forms-that-can-be-read)（英文）。"
)
_FORMS_OPENING = (
    "One file each in `ingest/forms/`; [forms.md](forms.md) explains what stands in it. Several"
    " forms may print one account: its budget, or another province's layout of it."
)


# ---------------------------------------------------------------- the pages


def english_page() -> str:
    """Return `docs/data-dictionary.md`: the marts with their columns, and the forms."""
    known = dict(marts())

    def describe(mart: str, column: str) -> str:
        entries = {str(entry["name"]): entry for entry in known[mart]["columns"]}
        return _one_line((entries[column] if column else known[mart])["description"])

    parts = [
        "# Data dictionary",
        GENERATED,
        "[中文](data-dictionary.zh-CN.md)",
        _OPENING,
        *_groups([title for _, title, _ in _GROUPS], ("column", "type", "meaning"), describe),
        "## Forms that can be read",
        _FORMS_OPENING,
        _forms_table(load_forms()),
    ]
    return "\n\n".join(parts) + "\n"


def chinese_page() -> str:
    """Return `docs/data-dictionary.zh-CN.md`; raise ValueError where a description lacks."""
    texts = chinese_descriptions()
    if lacking := [place for place in _places() if place not in texts]:
        names = ", ".join(f"{mart}.{column}" if column else mart for mart, column in lacking)
        raise ValueError(f"{CHINESE.relative_to(ROOT)} does not describe {names}")
    parts = [
        "# 数据字典",
        GENERATED,
        "[English](data-dictionary.md)",
        _OPENING_ZH,
        *_groups(
            [title for _, _, title in _GROUPS],
            ("列", "类型", "含义"),
            lambda mart, column: texts[mart, column],
            values="取值：{}。",
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _groups(
    titles: list[str],
    heads: tuple[str, str, str],
    describe: Describe,
    values: str = " Values: {}.",
) -> Iterator[str]:
    """Yield the groups with their marts, in the order of the yml files."""
    left = dict(marts())
    for (prefix, _, _), title in zip(_GROUPS, titles, strict=True):
        yield f"## {title}"
        for mart in [name for name in left if name.startswith(prefix)]:
            yield f"### {mart}"
            yield describe(mart, "")
            lines = [
                (
                    f"`{column['name']}`",
                    str(column["data_type"]),
                    describe(mart, column["name"]) + _values(column, values) + _joins(column),
                )
                for column in left.pop(mart)["columns"]
            ]
            yield table(heads, lines)


# ---------------------------------------------------------------- what the marts say


@cache
def marts() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Return every mart's name with its entry of the yml file beside it, by name."""
    found, described = {}, rows(ROOT / ENGLISH)
    for path in MODELS.rglob("*.yml"):
        if path.stem.startswith(("stg_", "int_", "_")):
            continue
        loaded = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506  safe both
        for model in loaded.get("models", []):
            name = str(model["name"])
            columns = [_whole(model, column, described) for column in model["columns"]]
            found[name] = {**model, "columns": columns}
    return tuple(sorted(found.items()))


def _whole(
    model: Mapping[str, Any], column: Mapping[str, Any], described: list[Row]
) -> Mapping[str, Any]:
    """Return the column with its description and with what tests of the table say of it."""
    name = str(column["name"])
    tests = list(column.get("data_tests", []))
    if target := _of_column(model, "joins", "to").get(name):
        tests.append({"relationships": {"arguments": {"to": target.split(".")[0]}}})
    if values := _of_column(model, "has_values", "of").get(name):
        tests.append({"accepted_values": {"arguments": {"values": values}}})
    text = column.get("description") or said(described, str(model["name"]), name)
    return {**column, "description": text, "data_tests": tests}


def _of_column(model: Mapping[str, Any], test: str, argument: str) -> dict[str, Any]:
    """Return what tests of the whole table say of single columns, by column."""
    return {
        column: given
        for arguments in _tests(model, test)
        for column, given in arguments[argument].items()
    }


def _tests(column: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the arguments of a column's or a table's tests of that name."""
    for test in column.get("data_tests", []):
        if isinstance(test, dict) and name in test:
            yield test[name]["arguments"]


def _values(column: Mapping[str, Any], sentence: str) -> str:
    """Return the values that a column may have, in a sentence; nothing where any will do."""
    lists = (arguments["values"] for arguments in _tests(column, "accepted_values"))
    return "".join(sentence.format(", ".join(f"`{value}`" for value in each)) for each in lists)


def _joins(column: Mapping[str, Any]) -> str:
    """Return links to the marts that a column joins to."""
    targets = [
        re.sub(r"ref\('(\w+)'\)", r"\1", arguments["to"])
        for arguments in _tests(column, "relationships")
    ]
    return "".join(
        f" → [{target}](#{target})" for target in targets if any(MODELS.rglob(f"{target}.sql"))
    )


# ---------------------------------------------------------------- the Chinese descriptions


def chinese_rows() -> list[Row]:
    """Return the rows of the file of Chinese descriptions, in order."""
    return rows(CHINESE)


def chinese_descriptions() -> dict[tuple[str, str], str]:
    """Return the Chinese descriptions that there are, by table and column (table: '')."""
    return {place: text for place, (_, text) in _described().items()}


def idle_rows() -> list[Row]:
    """Return the rows that describe nothing: no such table or column, or said before."""
    used = {row for row, _ in _described().values()}
    return [row for row in chinese_rows() if row not in used]


def _described() -> dict[tuple[str, str], tuple[Row, str]]:
    known = chinese_rows()
    found = {place: find(known, *place) for place in _places()}
    return {place: one for place, one in found.items() if one is not None}


def _places() -> Iterator[tuple[str, str]]:
    """Yield what wants a description: every mart, with '', and its columns."""
    for name, model in marts():
        yield name, ""
        for column in model["columns"]:
            yield name, str(column["name"])


# ---------------------------------------------------------------- the forms


def _forms_table(forms: Mapping[str, Form]) -> str:
    lines = [
        (
            f"`{form.id}`",
            _first_comment(FORMS_FOLDER / f"{form.id}.toml"),
            f"`{form.account_id}`" if form.account_id != form.id else "",
            form.phase or "",
            form.shape,
            form.kind,
        )
        for form in forms.values()
    ]
    heads = (
        "form",
        "what is printed",
        "account, if another",
        "phase",
        "shape",
        "document kind",
    )
    return table(heads, lines)


def _first_comment(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("#").strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
