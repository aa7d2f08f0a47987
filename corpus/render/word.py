"""The smallest Word package that states its merges."""

import html as markup
import io
import zipfile
from collections.abc import Mapping, Sequence

from corpus.render.printed import Part, Table, anchor_above, plain_lines

ROOT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOT_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the same document is the same file, whenever it is made."""


def docx(parts: Sequence[Part]) -> bytes:
    """Paragraphs and tables in their order."""
    body = "".join(
        _table(part) if isinstance(part, Table) else _paragraph(plain_lines(part))
        for part in parts
    )
    return word_package(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def word_package(document: str) -> bytes:
    """A Word package around the XML of its document."""
    return package(
        {
            "[Content_Types].xml": ROOT_TYPES,
            "_rels/.rels": ROOT_RELATIONS,
            "word/document.xml": document,
        }
    )


def package(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _LONG_AGO)
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _paragraph(text: str, *, struck: str = "", is_hidden: bool = False) -> str:
    """A paragraph; a struck run before the text, or all of it hidden."""
    look = "<w:rPr><w:vanish/></w:rPr>" * is_hidden
    before = f"<w:r><w:rPr><w:strike/></w:rPr><w:t>{markup.escape(struck)}</w:t></w:r>"
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{markup.escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:p>{before * bool(struck)}<w:r>{look}{lines}</w:r></w:p>"


def _table(part: Table) -> str:
    rows = []
    for row_no in range(len(part.rows)):
        cells = []
        for column, cell in enumerate(part.rows[row_no]):
            properties = ""
            if cell is None:
                top = anchor_above(part, row_no, column)
                if top is None:
                    continue
                span, properties, text = top.columns, "<w:vMerge/>", ""
            else:
                span, text = cell.columns, cell.text
                properties = '<w:vMerge w:val="restart"/>' * (cell.rows > 1)
            if span > 1:
                properties = f'<w:gridSpan w:val="{span}"/>{properties}'
            properties = f'<w:tcW w:w="{900 * span}" w:type="dxa"/>{properties}'
            struck = cell.struck if cell else ""
            printed = _paragraph(text, struck=struck, is_hidden=row_no in part.hidden)
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{printed}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="900"/>' * part.width
    size = f'<w:tblPr><w:tblW w:w="{900 * part.width}" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{size}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
