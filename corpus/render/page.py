"""A web page: tables with spans, and what a site prints around them."""

import html as markup
from collections.abc import Sequence

from corpus.render.printed import Part, Table, plain_lines


def html(
    parts: Sequence[Part],
    charset: str = "utf-8",
    *,
    title: str = "",
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> bytes:
    """A page with the tables' spans.

    Args:
        parts: the document's parts.
        charset: the encoding of the file, named in its head.
        title: the page's title, if it has one.
        before: links that the site prints above the document.
        after: links and lines that it prints below.
    """
    head = f"<title>{markup.escape(title)}</title>" if title else ""
    made = [f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>']
    if before:
        made.append(f'<div class="nav"><ul>{_links(before)}</ul></div>')
    for part in parts:
        if isinstance(part, Table):
            made += _table(part)
        else:
            made.append(f"<p>{markup.escape(plain_lines(part))}</p>")
    if after:
        made.append(f'<div class="footer"><ul>{_links(after)}</ul></div>')
    made.append("</body></html>")
    return "\n".join(made).encode(charset, "xmlcharrefreplace")


def _links(texts: Sequence[str]) -> str:
    return "".join(f'<li><a href="#">{markup.escape(text)}</a></li>' for text in texts)


def _table(part: Table) -> list[str]:
    made = ['<table border="1">']
    for i, row in enumerate(part.rows):
        made.append('<tr style="display:none">' if i in part.hidden else "<tr>")
        for cell in filter(None, row):
            spans = f' colspan="{cell.columns}"' * (cell.columns > 1)
            spans += f' rowspan="{cell.rows}"' * (cell.rows > 1)
            struck = f"<s>{markup.escape(cell.struck)}</s> " * bool(cell.struck)
            text = markup.escape(cell.text, quote=False)
            made.append(f"<td{spans}>{struck}{text}</td>")
        made.append("</tr>")
    made.append("</table>")
    return made
