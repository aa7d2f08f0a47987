"""What is a part of what among the lines of a whole area's table.

A line's place in the tree is told by its code, else by its number (一、 （一） 1.), or by how
far it is set in, where the sums bear that out. Lines without either below a numbered one are
its parts only where they add up to it: nothing else says on which of several levels they stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.documents import Row
from ingest.region_columns import Role
from ingest.values import number


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; `rank` is how deep its number says that it stands.

    `total_kind` of a total is `own` where it adds up the account's lines, `grand` where those
    beside it too.
    """

    line_no: int
    label_text: str
    name: str
    code: str | None
    side: str | None
    rank: int | None
    total_kind: str | None
    is_of_which: bool
    parent_line_no: int | None = None
    level: int | None = None
    is_leaf: bool | None = None

    @property
    def is_total(self) -> bool:
        """Whether it adds up lines of its table."""
        return self.total_kind is not None


_ALL_TRANSFERS = ("110", "230")
_FROM_ABOVE_OR_BELOW = ("01", "02", "03")
"""Within all transfers (110 转移性收入, 230 转移性支出): what another level refunds and grants.
What is kept, borrowed and moved between accounts has codes there as well."""


def by_codes(lines: Mapping[int, Line]) -> dict[int, Line]:
    """Lines under the line whose code theirs begins with.

    A code that stands twice is misprinted where it stands outside of the line above that it
    names: nothing says what it is a part of.
    """
    by_code: dict[str, Line] = {}
    for line in lines.values():
        if line.code:
            by_code.setdefault(line.code, line)
    seen: set[str] = set()
    printed = ""  # the code of the line before
    placed: dict[int, Line] = {}
    for row_no, line in lines.items():
        if line.code is None:
            placed[row_no] = line
            continue
        above = [by_code[code] for code in _beginnings(line.code) if code in by_code]
        if above and not _holds(above[0], line.code):
            above = above[1:]
        is_lost = line.code in seen and bool(above) and printed[:3] != line.code[:3]
        placed[row_no] = replace(
            line,
            parent_line_no=above[-1].line_no if above and not is_lost else None,
            level=len(above) + 1,
            is_leaf=not any(
                code.startswith(line.code) and code != line.code and _holds(line, code)
                for code in by_code
            ),
        )
        seen.add(line.code)
        printed = line.code
    return placed


def _holds(above: Line, code: str) -> bool:
    """Whether a line is the whole of its code: 上级补助收入 beside 110 is not all transfers."""
    if above.code not in _ALL_TRANSFERS or "转移性" in above.name:
        return True
    return code[3:5] in _FROM_ABOVE_OR_BELOW


def _beginnings(code: str) -> Iterator[str]:
    yield from (code[:length] for length in range(3, len(code), 2))


def by_numbers(
    lines: Mapping[int, Line], body: Mapping[int, Row], roles: Mapping[int, Role]
) -> dict[int, Line]:
    """Lines under the nearest line above with a lower number.

    Those without a number below a numbered one are placed where they add up to it.
    """
    rows = [row_no for row_no, line in lines.items() if not line.is_total]
    if not any(lines[row_no].rank for row_no in rows):
        return dict(lines)
    placed = dict(lines)
    open_lines: list[tuple[int, int]] = []
    for row_no in rows:
        line = lines[row_no]
        if line.rank is None:
            continue
        open_lines = [(rank, above) for rank, above in open_lines if rank < line.rank]
        placed[row_no] = replace(
            line,
            parent_line_no=lines[open_lines[-1][1]].line_no if open_lines else None,
            level=len(open_lines) + 1,
            is_leaf=not _has_parts(lines, row_no),
        )
        open_lines.append((line.rank, row_no))
        for part in _whole_of(row_no, lines, body, roles):
            placed[part] = replace(
                lines[part],
                parent_line_no=line.line_no,
                level=len(open_lines) + 1,
                is_leaf=True,
                is_of_which=False,
            )
    return placed


def by_indent(
    lines: Mapping[int, Line], body: Mapping[int, Row], roles: Mapping[int, Role], name: int
) -> dict[int, Line] | None:
    """Lines under the nearest line above that is set in less; None where nothing bears it out.

    Left edges alone prove nothing, for labels may stand in the middle of their cells: most of
    the lines that have others below them must be what those add up to.
    """
    placed = [
        row_no
        for row_no, line in lines.items()
        if not line.is_total and any(_value(body[row_no], column) for column in roles)
    ]
    edges = {row_no: body[row_no].indents.get(name, 0.0) for row_no in placed}
    steps = _steps(edges.values())
    above: dict[int, int | None] = {}
    opened: list[tuple[int, int]] = []
    for row_no in placed:
        step = sum(edges[row_no] >= start for start in steps)
        side = lines[row_no].side
        opened = [(at, one) for at, one in opened if at < step and lines[one].side == side]
        above[row_no] = opened[-1][1] if opened else None
        opened.append((step, row_no))
    is_whole = {
        one: _add_up(one, parts, body, roles)
        for one, parts in _families(lines, above).items()
        if _share_a_column(one, parts, body, roles)
    }
    for one in [row_no for row_no, holds in is_whole.items() if not holds]:
        _lift(one, above, is_whole, lines, body, roles)
    if not any(is_whole.values()) or sum(is_whole.values()) < _MOST_SUMS * len(is_whole):
        return None
    return dict(lines) | dict(_under(lines, above))


def _families(
    lines: Mapping[int, Line], above: Mapping[int, int | None]
) -> dict[int, list[int]]:
    """The lines below each, but those that are told as 其中."""
    families: dict[int, list[int]] = {}
    for row_no, one in above.items():
        if one is not None and not lines[row_no].is_of_which:
            families.setdefault(one, []).append(row_no)
    return families


def _share_a_column(
    one: int, parts: Sequence[int], body: Mapping[int, Row], roles: Mapping[int, Role]
) -> bool:
    """Whether a line and one of those below it print an amount in one column."""
    return any(
        _value(body[one], column) is not None
        and any(_value(body[part], column) is not None for part in parts)
        for column, role in roles.items()
        if role.measure == "amount"
    )


def _lift(
    one: int,
    above: dict[int, int | None],
    is_whole: dict[int, bool],
    lines: Mapping[int, Line],
    body: Mapping[int, Row],
    roles: Mapping[int, Role],
) -> None:
    """Puts what stands below a line beside it, where that makes a line whole.

    Its last parts, if it is what the others add up to, else all of them, if the line above
    both is. A label that is too wide for its cell is printed narrower, and further in.
    """
    parts = [row_no for row_no, at in above.items() if at == one]
    own = [row_no for row_no in parts if not lines[row_no].is_of_which]
    upper = above[one]
    for count in range(len(own) - 1, -1, -1):
        lifted = own[count:]
        if count and not _add_up(one, own[:count], body, roles):
            continue
        beside = [row_no for row_no, at in above.items() if at == upper]
        both = [row_no for row_no in (*beside, *lifted) if not lines[row_no].is_of_which]
        is_made = upper is not None and _add_up(upper, both, body, roles)
        if count or (is_made and not is_whole.get(upper or 0, True)):
            above |= dict.fromkeys(lifted if count else parts, upper)
            _now_whole(one, upper, is_whole, is_own=bool(count), is_upper=is_made)
            return


def _now_whole(
    one: int, upper: int | None, is_whole: dict[int, bool], *, is_own: bool, is_upper: bool
) -> None:
    """Notes what adds up now: the line without those that were lifted, the one above it."""
    if is_own:
        is_whole[one] = True
    else:
        del is_whole[one]
    if upper is not None and upper in is_whole:
        is_whole[upper] = is_upper


def _under(
    lines: Mapping[int, Line], above: Mapping[int, int | None]
) -> Iterator[tuple[int, Line]]:
    """The lines with the line above each, how deep they stand, and whether any is below."""
    levels: dict[int, int] = {}
    below = set(above.values())
    for row_no, one in above.items():
        levels[row_no] = levels[one] + 1 if one is not None else 1
        yield (
            row_no,
            replace(
                lines[row_no],
                parent_line_no=lines[one].line_no if one is not None else None,
                level=levels[row_no],
                is_leaf=row_no not in below,
            ),
        )


def _steps(edges: Iterable[float]) -> list[float]:
    """The left edges at which levels begin: each further in than those of the level before."""
    steps: list[float] = []
    last: float | None = None
    for edge in sorted(edges):
        if last is None or edge - last > _SAME_EDGE:
            steps.append(edge)
        last = edge
    return steps


_SAME_EDGE = 0.9
"""Edges of one level are no further apart, in narrow spaces or in points."""
_MOST_SUMS = 0.8


def _has_parts(lines: Mapping[int, Line], above: int) -> bool:
    """Whether the line after one is a part of it: of its side, and of no number as high."""
    line = lines[above]
    after = next((lines[row_no] for row_no in lines if row_no > above), None)
    if after is None or after.is_total or after.side != line.side:
        return False
    return (after.rank or 9) > (line.rank or 9) or after.rank is None


def _whole_of(
    row_no: int, lines: Mapping[int, Line], body: Mapping[int, Row], roles: Mapping[int, Role]
) -> list[int]:
    """The lines without numbers below a line that add up to it: of its side, else all.

    What is told as 其中 may be all that there is, grants from other levels among it; of what
    is told so further down the line above it is the whole.
    """
    below = list(_unnumbered(lines, row_no))
    own = [
        part
        for part in below
        if lines[part].side == lines[row_no].side and not lines[part].is_of_which
    ]
    first = [part for part in below if part == below[0] or not lines[part].is_of_which]
    tried = (parts for parts in (own, first, below) if parts)
    return next((parts for parts in tried if _add_up(row_no, parts, body, roles)), [])


def _unnumbered(lines: Mapping[int, Line], above: int) -> Iterator[int]:
    """The lines without numbers right below a line, down to the next number or total."""
    for row_no, line in lines.items():
        if row_no <= above:
            continue
        if line.is_total or line.rank is not None:
            return
        yield row_no


def _add_up(
    above: int, below: Sequence[int], body: Mapping[int, Row], roles: Mapping[int, Role]
) -> bool:
    """Whether lines are the whole of the line above in every column that prints both."""
    compared = 0
    for column, role in roles.items():
        if role.measure != "amount":
            continue
        whole = _value(body[above], column)
        parts = [v for row_no in below if (v := _value(body[row_no], column)) is not None]
        if whole is None or not parts:
            continue
        compared += 1
        if (
            abs(sum(parts, Decimal(0)) - whole)
            > Decimal(len(parts) + 1) * _unit(body, column) / 2
        ):
            return False
    return compared > 0


def _value(row: Row, column: int) -> Decimal | None:
    parsed = number(row.figure(column)) if column < len(row.cells) else None
    return parsed.value if parsed else None


def _unit(body: Mapping[int, Row], column: int) -> Decimal:
    """The last printed place of a column."""
    found = [number(row.figure(column)) for row in body.values() if column < len(row.cells)]
    decimals = max((parsed.decimals for parsed in found if parsed), default=0)
    return Decimal(1).scaleb(-decimals)
