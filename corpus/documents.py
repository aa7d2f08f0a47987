"""A document of the corpus: what it prints in which order, before noise and format."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.performance_tables import Evaluation, Promise
from corpus.render import Cell, Part
from corpus.sheet import Around, Figure, Sheet, Style, around
from corpus.telling import Claim, Found, Told

MARK = "【合成数据】本文件由程序生成，仅供测试：示例单位并不存在，全部金额均为模拟数据。"
"""Every document says in its first lines and at its end that it is synthetic."""


@dataclass(slots=True)
class Look:
    """How a document is put into its file.

    `links` is what a web site prints above it, `foot` what it prints below; the other fields
    are those of the formats' renderers.
    """

    layout: str = "tabs"
    encoding: str = "utf-8"
    one_sheet: bool = False
    hidden_sheet: bool = False
    as_text: bool = False
    repeat_header: bool = False
    running_title: bool = False
    links: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    rules: str = "all"


Piece = str | Told | Sheet
"""A line, a paragraph that states figures, or a table with what is printed around it."""


@dataclass(slots=True)
class Document:
    """A document: whose it is, what it says of itself, and what it prints."""

    kind: str
    title: str
    department: str
    publisher: str
    region_code: str
    year: int
    caliber: str | None
    table_set: str
    style: Style
    body: list[Piece] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    around: Around = field(default_factory=Around)

    def parts(self) -> Iterator[Part]:
        """What is printed, from the title to the closing mark."""
        yield self.title
        yield MARK
        for piece in self.body:
            if isinstance(piece, str):
                yield piece
            elif isinstance(piece, Told):
                yield piece.text
            else:
                yield from around(piece, self.style, self.publisher, self.around)
        yield MARK

    def sheets(self) -> Iterator[Sheet]:
        """The tables in their order."""
        return (piece for piece in self.body if isinstance(piece, Sheet))

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """What the running text states, each with its sentence."""
        for piece in self.body:
            if isinstance(piece, Told):
                yield from piece.claims()

    def cells(self) -> Iterator[tuple[int, Cell]]:
        """Every cell that states something, with the number of its table, from 1."""
        for number, sheet in enumerate(self.sheets(), start=1):
            for row in sheet.table.rows:
                for cell in row:
                    if cell is not None and cell.figure is not None:
                        yield number, cell

    def figures(self) -> Iterator[tuple[int, str, Figure]]:
        """Every printed figure: the number of its table (0: in text), its text, its truth."""
        for number, cell in self.cells():
            if isinstance(cell.figure, Figure):
                yield number, cell.text, cell.figure
        for piece in self.body:
            if isinstance(piece, Told):
                for sentence in piece.sentences:
                    for said in sentence.facts.values():
                        yield 0, said.stated, said.figure

    def promises(self) -> Iterator[Promise]:
        """Every indicator that a table states."""
        for _, cell in self.cells():
            if isinstance(cell.figure, Promise):
                yield cell.figure

    def evaluations(self) -> Iterator[Evaluation]:
        """Every total score with its grade."""
        for _, cell in self.cells():
            if isinstance(cell.figure, Evaluation):
                yield cell.figure

    def findings(self) -> Iterator[Found]:
        """Every problem that the text names."""
        for piece in self.body:
            if isinstance(piece, Told):
                for sentence in piece.sentences:
                    yield from sentence.found
