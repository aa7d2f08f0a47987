"""Layout noise: what departs from the form without a figure being wrong.

Each kind is a change that real documents show. A kind takes the document, a source of
chance and the format, and says whether it found something to change; the truth stays true,
because it is read from the changed cells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from corpus import noise_cells, noise_layout, noise_print, noise_rows
from corpus.documents import Document
from corpus.sheet import Sheet

Kind = Callable[[Random, Document, str], bool]

LEVELS: Mapping[str, tuple[int, int]] = {"none": (0, 0), "light": (1, 2), "heavy": (5, 8)}
"""How many kinds of noise a document has at each level."""
ONLY = "only:"
_LINKS = ("首页", "机构概况", "新闻中心", "政务公开", "办事服务", "互动交流", "网站地图")
_TERMS = (
    "名词解释",
    "（一）财政拨款收入：指本级财政当年拨付的资金。",
    "（二）基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出。",
    "（三）项目支出：指在基本支出之外为完成特定任务而发生的支出。",
    "（四）“三公”经费：指因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
)


def add(rng: Random, document: Document, kind: str, level: str) -> None:
    """Adds as many kinds of noise as the level has, and records them.

    `only:<kind>` in place of a level adds that kind alone, where the format shows it.
    """
    if level.startswith(ONLY):
        name = level.removeprefix(ONLY)
        if KINDS[name](rng, document, kind):
            document.noise.append(name)
        return
    _add_some(rng, document, kind, level)
    _print_copies(document)


def _add_some(rng: Random, document: Document, kind: str, level: str) -> None:
    low, high = LEVELS[level]
    wanted = rng.randint(low, high)
    names = list(KINDS)
    rng.shuffle(names)
    for name in names:
        if len(document.noise) >= wanted:
            return
        if KINDS[name](rng, document, kind):
            document.noise.append(name)


def _on_sheets(change: Callable[[Random, Sheet], Sheet | None], share: float) -> Kind:
    """A kind that changes about this share of the tables, at least one that it fits."""

    def apply(rng: Random, document: Document, _: str) -> bool:
        places = [i for i, piece in enumerate(document.body) if isinstance(piece, Sheet)]
        rng.shuffle(places)
        wanted = max(1, round(share * len(places)))
        done = 0
        for i in places:
            piece = document.body[i]
            changed = change(rng, piece) if isinstance(piece, Sheet) else None
            if changed is not None:
                document.body[i] = changed
                done += 1
            if done >= wanted:
                break
        return done > 0

    return apply


def _print_copies(document: Document) -> None:
    """A table that is printed twice is the same both times, whatever became of it."""
    sheets = [(i, part) for i, part in enumerate(document.body) if isinstance(part, Sheet)]
    for (_, sheet), (i, copy) in pairwise(sheets):
        if copy.is_copy:
            document.body[i] = replace(sheet, is_copy=True)


# ---------------------------------------------------------------- around the tables


def _twice(rng: Random, document: Document, _: str) -> bool:
    """A table is printed once more below itself; one that is cut in parts is not."""
    sheets = [(i, part) for i, part in enumerate(document.body) if isinstance(part, Sheet)]
    if not sheets or "table_in_parts" in document.noise:
        return False
    i, sheet = rng.choice(sheets)
    document.body.insert(i + 1, replace(sheet, is_copy=True))
    return True


def _in_parts(rng: Random, document: Document, _: str) -> bool:
    """A table is cut in two where a page ended, unless it is printed twice."""
    if "table_twice" in document.noise:
        return False
    sheets = [piece for piece in document.body if isinstance(piece, Sheet)]
    rng.shuffle(sheets)
    for sheet in sheets:
        parts = noise_layout.in_parts(rng, sheet)
        if parts is not None:
            at = next(i for i, piece in enumerate(document.body) if piece is sheet)
            document.body[at : at + 1] = parts
            return True
    return False


def _other_years(rng: Random, document: Document, kind: str) -> bool:
    """The menu and the foot of a web page name other years and the site's owner."""
    if kind != "html":
        return False
    years = [document.year + step for step in (-2, -1, 1)]
    links = tuple(f"{year}年度部门决算" for year in years)
    foot = f"示例市人民政府办公室主办　发布时间：{document.year + 1}-09-{rng.randint(1, 28):02}"
    document.look = replace(document.look, links=(*_LINKS, *links), foot=(*links[:2], foot))
    return True


def _contents(_: Random, document: Document, __: str) -> bool:
    """A contents page names every table before the first one."""
    titles = [sheet.title for sheet in document.sheets()]
    if len(titles) < 2:
        return False
    lines = [f"{i}．{title}……………………{i + 2}" for i, title in enumerate(titles, start=1)]
    document.body[:0] = ["目　录", *lines]
    return True


def _terms(rng: Random, document: Document, _: str) -> bool:
    """Paragraphs that explain terms stand before, between or after the tables."""
    at = rng.choice((0, len(document.body)))
    document.body[at:at] = list(_TERMS)
    return True


def _page_lines(rng: Random, document: Document, kind: str) -> bool:
    """Page numbers and running titles stand between the tables."""
    if kind == "pdf":
        return False
    made = []
    page = rng.randint(3, 9)
    for piece in document.body:
        made.append(piece)
        if isinstance(piece, Sheet):
            page += 1
            made.append(f"— {page} —")
    document.body[:] = made
    return True


def _title_marks(rng: Random, document: Document, _: str) -> bool:
    """Titles carry the year, a number or an ordinal before them; a second part has no title."""
    way = rng.randrange(3)
    for number, (i, piece) in enumerate(
        (
            (i, p)
            for i, p in enumerate(document.body)
            if isinstance(p, Sheet) and not p.is_continued
        ),
        start=1,
    ):
        marks = (f"{document.year}年度", f"附表{number}：", f"表{number}　")
        document.body[i] = replace(piece, title=marks[way] + piece.title)
    return True


# ---------------------------------------------------------------- of the file


def _look(formats: Sequence[str], **fields: object) -> Kind:
    """A kind that writes the file in another way, in the formats that know it."""

    def apply(_: Random, document: Document, kind: str) -> bool:
        if kind not in formats:
            return False
        document.look = replace(document.look, **fields)  # type: ignore[arg-type]
        return True

    return apply


def _without(other: str, change: Kind) -> Kind:
    """A kind that one file cannot have together with another."""
    return lambda rng, document, kind: (
        other not in document.noise and change(rng, document, kind)
    )


def _in(formats: Sequence[str], change: Kind) -> Kind:
    """A kind that only some formats can show."""

    def apply(rng: Random, document: Document, kind: str) -> bool:
        return kind in formats and change(rng, document, kind)

    return apply


def _encoding(rng: Random, document: Document, kind: str) -> bool:
    """Text in an encoding other than UTF-8."""
    choices = {
        "txt": ("gb18030", "gbk", "utf-16", "utf-8-sig"),
        "html": ("gb18030", "gbk"),
    }
    if kind not in choices:
        return False
    document.look = replace(document.look, encoding=rng.choice(choices[kind]))
    return True


KINDS: Mapping[str, Kind] = {
    "displaced_total": _on_sheets(noise_rows.displaced_total, 0.3),
    "displaced_rows": _on_sheets(noise_rows.displaced_rows, 0.3),
    "header_spans": _on_sheets(noise_rows.header_spans, 0.3),
    "header_again": _on_sheets(noise_rows.header_again, 0.3),
    "blank_rows": _on_sheets(noise_rows.blank_rows, 0.5),
    "total_without_label": _on_sheets(noise_rows.total_without_label, 0.3),
    "note_in_table": _on_sheets(noise_rows.note_in_table, 0.3),
    "title_in_table": _on_sheets(noise_rows.title_in_table, 0.5),
    "remark_column": _on_sheets(noise_rows.remark_column, 0.2),
    "hidden_rows": _in(("xlsx",), _on_sheets(noise_rows.hidden_rows, 0.2)),
    "spaced_words": _on_sheets(noise_cells.spaced_words, 0.8),
    "full_width": _on_sheets(noise_cells.full_width, 0.2),
    "wrapped_names": _on_sheets(noise_cells.wrapped_names, 0.6),
    "cut_names": _on_sheets(noise_cells.cut_names, 0.4),
    "mixed_blanks": _on_sheets(noise_cells.mixed_blanks, 0.6),
    "negative_brackets": _on_sheets(noise_cells.negative_brackets, 1.0),
    "short_codes": _on_sheets(noise_cells.short_codes, 0.5),
    "unit_in_header": _on_sheets(noise_cells.unit_in_header, 0.3),
    "hash_cells": _in(("txt", "html", "pdf"), _on_sheets(noise_print.hash_cells, 0.2)),
    "note_marks": _on_sheets(noise_print.note_marks, 0.2),
    "other_signs": _on_sheets(noise_print.other_signs, 1.0),
    "struck_figures": _in(("html", "docx"), _on_sheets(noise_print.struck_figures, 0.2)),
    "zero_width": _on_sheets(noise_print.zero_width, 0.2),
    "yuan_sign": _on_sheets(noise_print.yuan_sign, 0.2),
    "sign_for_nothing": _on_sheets(noise_print.sign_for_nothing, 0.2),
    "error_values": _on_sheets(noise_print.error_values, 0.1),
    "refuted_cell": _on_sheets(noise_print.refuted_cell, 0.05),
    "stored_numbers": _without(
        "numbers_as_text", _in(("xlsx",), _on_sheets(noise_print.stored_numbers, 1.0))
    ),
    "grade_with_label": _on_sheets(noise_print.grade_with_label, 1.0),
    "blank_targets": _on_sheets(noise_print.blank_targets, 0.5),
    "months_as_unit": _on_sheets(noise_print.months_as_unit, 1.0),
    "letters_in_heads": _on_sheets(noise_print.letters_in_heads, 0.5),
    "number_line_overflow": _on_sheets(noise_layout.number_line_overflow, 0.3),
    "header_cell_too_many": _on_sheets(noise_layout.header_cell_too_many, 0.2),
    "header_cell_missing": _on_sheets(noise_layout.header_cell_missing, 0.2),
    "flat_heads": _in(("html", "docx", "xlsx"), _on_sheets(noise_layout.flat_heads, 0.3)),
    "slipped_account_line": _on_sheets(noise_layout.slipped_account_line, 1.0),
    "dropped_empty_columns": _on_sheets(noise_layout.dropped_empty_columns, 0.4),
    "remark_words": _on_sheets(noise_layout.remark_words, 0.2),
    "two_value_columns": _on_sheets(noise_layout.two_value_columns, 1.0),
    "signature_rows": _on_sheets(noise_layout.signature_rows, 0.5),
    "hidden_lines": _in(("html", "docx"), _on_sheets(noise_rows.hidden_lines, 0.2)),
    "table_in_parts": _in_parts,
    "other_years": _other_years,
    "bars": _look(("txt",), layout="bars"),
    "spaces": _look(("txt",), layout="spaces"),
    "unruled": _look(("pdf",), rules="none"),
    "banded": _look(("pdf",), rules="bands"),
    "table_twice": _twice,
    "contents_page": _contents,
    "terms": _terms,
    "page_lines": _page_lines,
    "title_marks": _title_marks,
    "encoding": _encoding,
    "navigation": _look(("html",), links=_LINKS),
    "double_tabs": _look(("txt",), layout="double_tabs"),
    "one_sheet": _look(("xlsx",), one_sheet=True),
    "hidden_sheet": _look(("xlsx",), hidden_sheet=True),
    "numbers_as_text": _without("stored_numbers", _look(("xlsx",), as_text=True)),
    "header_on_each_page": _look(("pdf",), repeat_header=True),
    "running_title": _look(("pdf",), running_title=True),
}
"""Every kind of noise by its name."""
