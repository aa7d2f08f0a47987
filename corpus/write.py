"""A document in one format, in one of the ways in which departments write it."""

from random import Random

from corpus.documents import Document
from corpus.render import (
    RENDERERS,
    Part,
    Table,
    docx,
    html,
    pdf,
    table,
    txt,
    workbook,
)

FORMATS = tuple(RENDERERS)
_MOST_NAME = 31
"""The longest name of a sheet."""


def printed(document: Document, kind: str, rng: Random) -> bytes:
    """The file's content in the document's look."""
    parts, look = list(document.parts()), document.look
    if kind == "txt":
        return txt(parts, layout=look.layout, encoding=look.encoding)
    if kind == "html":
        return html(
            parts,
            look.encoding,
            title=document.title,
            before=look.links,
            after=look.foot or look.links[:2],
        )
    if kind == "pdf":
        running = (document.title,) if look.running_title else ()
        return pdf(parts, repeat_header=look.repeat_header, running=running, rules=look.rules)
    if kind == "docx":
        return docx(parts)
    if kind != "xlsx":
        return RENDERERS[kind](parts)
    sheets = [("公开表", parts)] if look.one_sheet else _sheets(parts)
    return workbook(sheets, hidden=_hidden(rng) if look.hidden_sheet else (),
                    as_text=look.as_text)  # fmt: skip


def _hidden(rng: Random) -> list[tuple[str, list[Part]]]:
    """A sheet of an earlier draft that nobody is to see."""
    rows = [["项目", "金额"], *([f"底稿{i}", f"{rng.randint(1, 99999)}.00"] for i in range(9))]
    return [("HIDDEN_DRAFT", [table(rows, header=1)])]


def _sheets(parts: list[Part]) -> list[tuple[str, list[Part]]]:
    """A sheet for each table with the lines above it and the notes that follow it."""
    sheets: list[tuple[str, list[Part]]] = []
    lines: list[Part] = []
    for part in parts:
        if sheets and not lines and isinstance(part, str) and _is_note(part):
            sheets[-1][1].append(part)
            continue
        lines.append(part)
        if isinstance(part, Table):
            sheets.append((f"表{len(sheets) + 1}"[:_MOST_NAME], lines))
            lines = []
    if lines:
        sheets.append(("说明", lines))
    return sheets


def _is_note(part: str) -> bool:
    return part.startswith(("注", "1．", "2．", "备注", "说明"))
