"""Lines of text → the rows of a table, where ruled lines do not tell; pure geometry.

机关事业单位基本养老
保险缴费支出             41.23   nearer than two rows are: one row
─────────────────────────────   or: a ruled line between rows
行政单位医疗             14.81
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.pdf.phrases import LINES, WRAPPED, Phrase, TextLine

EXACT = re.compile(r"\d[.,]\d")
"""A figure with a point or a comma."""
_BEGINS = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．]|[(（]|其中|减|加")
"""What the name of a row begins with that is one by itself."""
_WHOLE = re.compile(r"\.\d\d$")
"""A figure to the fen: the nought under it is an amount of its own."""
LAST_DIGITS = 2
"""A figure that its cell wraps leaves no more digits than these for the next line."""

NAMES_APART = 1.1
"""The last line of a name is further from the next one than this times from the line above."""


def by_rules(
    body: Sequence[TextLine], horizontals: Sequence[Rule]
) -> list[list[TextLine]] | None:
    """The lines between ruled lines, together; None where these do not part all rows."""
    x0, x1 = min(line.x0 for line in body), max(line.x1 for line in body)
    width = x1 - x0
    places = sorted(
        rule.at for rule in horizontals if min(rule.end, x1) - max(rule.start, x0) > 0.8 * width
    )
    groups: dict[int, list[TextLine]] = {}
    for line in body:
        groups.setdefault(sum(place < line.y for place in places), []).append(line)
    made = list(groups.values())
    return made if all(sum(line.is_row for line in group) <= 1 for group in made) else None


def by_distance(body: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines that are nearer to each other than two rows are, together."""
    apart = [
        after.y - before.y for before, after in pairwise(body) if before.is_row and after.is_row
    ]
    least = 0.85 * min(apart, default=WRAPPED * body[0].height)
    groups: list[list[TextLine]] = []
    for line in body:
        if groups and line.y - groups[-1][-1].y < least:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [part for group in groups for part in _one_row_each(group)]


def by_names(body: Sequence[TextLine]) -> list[list[TextLine]] | None:
    """The lines of each name, with the figures beside its middle; None where that is not so.

    The lines of a name are nearer to each other than to those of the next:

        彩票公益金支持社会
        福利事业资金          1,514
        彩票公益金支持医疗         a row without figures
        救助资金
    """
    names = [line for line in body if not line.phrases[0].is_figure]
    gaps = [below.y - above.y for above, below in pairwise(names)]
    if not gaps:
        return None
    pitch = min(gaps)
    groups = [[names[0]]]
    for line, gap in zip(names[1:], gaps, strict=True):
        if gap > NAMES_APART * pitch:
            groups.append([])
        groups[-1].append(line)
    middles = [(group[0].y + group[-1].y) / 2 for group in groups]
    figured = [line for line in body if any(phrase.is_figure for phrase in line.phrases)]
    rows = [min(range(len(middles)), key=lambda i: abs(middles[i] - f.y)) for f in figured]
    if len({*rows}) < len(rows) or any(
        abs(middles[row] - line.y) > pitch / 2 for row, line in zip(rows, figured, strict=True)
    ):
        return None
    for row, line in zip(rows, figured, strict=True):
        if line not in groups[row]:
            groups[row] = sorted([*groups[row], line], key=lambda line: line.y)
    return groups


def _one_row_each(group: list[TextLine]) -> list[list[TextLine]]:
    """A group parted at its widest gap while two lines of figures stand in it."""
    if sum(line.is_row for line in group) <= 1:
        return [group]
    cut = max(range(1, len(group)), key=lambda i: group[i].y - group[i - 1].y)
    return _one_row_each(group[:cut]) + _one_row_each(group[cut:])


def with_rests(rows: Sequence[list[TextLine]]) -> list[list[TextLine]]:
    """The rows, lines that print but the rest of names in the row above put to it.

    Each text of such a line begins where one above does that is about the widest of its place.
    """
    widest: dict[int, float] = {}
    for line in (line for row in rows for line in row):
        for phrase in line.phrases:
            place = round(phrase.x0)
            widest[place] = max(widest.get(place, 0.0), phrase.x1 - phrase.x0)
    made: list[list[TextLine]] = []
    for row in rows:
        if made and len(row) == 1 and _is_rest(row[0], made[-1], widest):
            made[-1] = [*made[-1], *row]
        else:
            made.append(row)
    return made


def _is_rest(line: TextLine, row: Sequence[TextLine], widest: Mapping[int, float]) -> bool:
    if line.is_row or line.y - row[-1].y >= LINES * line.height:
        return False
    last = row[-1].phrases
    for phrase in line.phrases:
        upper = [p for p in last if abs(p.x0 - phrase.x0) < 1.0 and not p.is_figure]
        if phrase.is_figure or not upper or _BEGINS.match(phrase.text):
            return False
        width = upper[0].x1 - upper[0].x0
        if width <= widest[round(upper[0].x0)] - line.height or width <= phrase.x1 - phrase.x0:
            return False
    return True


def are_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether a line may print only the last digits of the figures above it."""
    figured = [line for line in lines if any(phrase.is_figure for phrase in line.phrases)]
    return any(_goes_on(line, below) for line, below in pairwise(figured))


def _goes_on(line: TextLine, below: TextLine) -> bool:
    if below.y - line.y >= WRAPPED * below.height:
        return False
    exact = [phrase for phrase in line.phrases if EXACT.search(phrase.text)]
    return not any(EXACT.search(phrase.text) for phrase in below.phrases) and any(
        len(digits.text) <= LAST_DIGITS
        and digits.text.isdecimal()
        and _overlap(digits, figure)
        and not (digits.text == "0" and _WHOLE.search(figure.text))
        for digits in below.phrases
        for figure in exact
    )


def _overlap(first: Phrase, second: Phrase) -> bool:
    return first.x0 < second.x1 and first.x1 > second.x0
