"""The corpus: departments with their books, a document at a time, and the truth beside it."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path

from corpus import (
    budgets,
    final_accounts,
    governments,
    layouts,
    misprints,
    noise,
    performance,
    wordings,
    write,
)
from corpus.bodies import city_department, department
from corpus.books import united
from corpus.documents import Document
from corpus.money import seeded
from corpus.render import RENDERERS
from corpus.simulate import years as years_of
from corpus.truth import Truth

SETS = {
    final_accounts.YUNNAN: ("云南省",),
    final_accounts.SHANGHAI: ("上海市",),
    final_accounts.NATIONAL: ("江苏省", "四川省", "福建省", "河北省", "广东省", "湖北省"),
}
"""The provinces whose departments use each set of tables."""
_SHARE = 12
"""Documents to a department, about: fewer documents still come from several departments."""
_ONE_SHEET = 0.3
"""The share of workbooks that print all tables on one sheet."""
_FEWEST, _MOST = 4, 40
"""How many departments take turns."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to generate.

    `noise` is `none`, `light` or `heavy`; `misprints` the share of documents in which a
    figure is printed wrong; `first_year` and `last_year` the fiscal years. With `departments`,
    that many departments of one city publish everything of these years, in `documents`
    documents at most.

    `printed`: tables are in words, signs and numbers that offices print; else in those of the
    official templates. With `counties`, the governments of the city and of as many of its
    counties publish too.
    """

    documents: int
    seed: int
    formats: tuple[str, ...] = ("txt", "xlsx")
    noise: str = "none"
    misprints: float = 0.0
    first_year: int = 2022
    last_year: int = 2024
    departments: int = 0
    printed: bool = True
    counties: int = 0


def generate(request: Request, folder: Path) -> int:
    """Writes the documents to `folder/documents` and their truth to `folder/truth`.

    The same request gives the same bytes. Returns how many documents were written.
    """
    into = folder / "documents"
    into.mkdir(parents=True, exist_ok=True)
    truth = Truth()
    for each in made(request):
        (into / each.file_name).write_bytes(each.data)
        truth.add(each.document, each.file_name, each.data, each.format, each.misprint)
    for number, paper in enumerate(_papers(request), start=1):
        kind = request.formats[number % len(request.formats)]
        file_name = f"g{number:04}_government_{paper.year}.{kind}"
        data = RENDERERS[kind](paper.printed())
        (into / file_name).write_bytes(data)
        truth.add_paper(paper, file_name, data, kind)
    truth.write(folder / "truth")
    return len(truth.rows["documents"])


def _papers(request: Request) -> Iterator[governments.Paper]:
    """What the governments of the city publish."""
    if not request.counties:
        return iter(())
    provinces = SETS[final_accounts.NATIONAL]
    years = request.first_year, request.last_year
    return governments.papers(request.seed, provinces, request.counties, years)


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its file's name, content and format, and the misprint in it."""

    document: Document
    file_name: str
    data: bytes
    format: str
    misprint: misprints.Misprint | None


def made(request: Request) -> Iterator[Made]:
    """Each document as it is written."""
    for number, document in enumerate(documents(request), start=1):
        rng = seeded(request.seed, "print", number)
        kind = rng.choice(request.formats)
        planted = None
        if rng.random() < request.misprints:
            planted = misprints.plant(rng, document)
        document.look.one_sheet = rng.random() < _ONE_SHEET
        if request.printed:
            if planted is None:
                layouts.relay(seeded(request.seed, "layouts", number), document)
            wordings.reword(seeded(request.seed, "words", number), document)
        noise.add(rng, document, kind, request.noise)
        file_name = f"{number:05}_{document.kind}_{document.year}.{kind}"
        yield Made(document, file_name, write.printed(document, kind, rng), kind, planted)


def documents(request: Request) -> Iterator[Document]:
    """As many documents as asked for, departments taking turns; no two have one name."""
    taken: set[str] = set()
    if request.departments:
        every = (_department_documents(request, n, taken) for n in range(request.departments))
        return islice(chain.from_iterable(every), request.documents)
    at_once = min(max(_FEWEST, request.documents // _SHARE), _MOST)
    sources = (_department_documents(request, number, taken) for number in count())
    return islice(_in_turn(sources, at_once), request.documents)


def _in_turn(sources: Iterator[Iterator[Document]], at_once: int) -> Iterator[Document]:
    """A document of each open source in turn; the next source opens where one ends."""
    opened = deque(islice(sources, at_once))
    while True:
        source = opened.popleft()
        document = next(source, None)
        if document is None:
            opened.append(next(sources))
        else:
            yield document
            opened.append(source)


def _department_documents(request: Request, number: int, taken: set[str]) -> Iterator[Document]:
    """What a department publishes, year by year; its name is `taken` from then on."""
    rng = seeded(request.seed, "department", number)
    if request.departments:
        table_set = final_accounts.NATIONAL
        body = city_department(rng, SETS[table_set], request.seed, number)
    else:
        table_set = list(SETS)[number % len(SETS)]
        body = department(rng, SETS[table_set])
        while body.name in taken:
            body = department(rng, SETS[table_set])
    taken.add(body.name)
    style = final_accounts.style_of(rng, table_set)
    if request.printed:
        style = wordings.in_printed_numbers(seeded(request.seed, "numbers", number), style)
    first, final = request.first_year - 1, request.last_year
    units = [
        list(years_of(seeded(request.seed, number, i), unit, first, final))
        for i, unit in enumerate(body.units)
    ]
    plan_style = budgets.style_of(rng, table_set, style)
    for year in range(1, final - first + 1):
        own = [years[year] for years in units]
        last = [years[year - 1] for years in units]
        whole, ago = united(body.name, own), united(body.name, last)
        calibers = [("department", own, whole, ago), ("unit", own[:1], own[0], last[0])]
        for caliber, parts, now, before in calibers[: len(own)]:
            about = {
                "department": body.name,
                "region_code": body.region.code,
                "caliber": caliber,
                "table_set": table_set,
            }
            yield final_accounts.document(rng, now, before, **about, style=style)
            yield budgets.document(rng, parts, now, before, **about, style=plan_style)
        yield from performance.documents(rng, body, whole, table_set, style)


def request_of(
    documents: int, seed: int, formats: Sequence[str], noise: str, misprints: float, years: str
) -> Request:
    """A request from the words of the command line.

    Raises:
        ValueError: there is no such format, noise or span of years, or a number is no share.
    """
    unknown = set(formats) - set(write.FORMATS)
    if unknown or not formats:
        raise ValueError(
            f"{','.join(sorted(unknown)) or 'no format'}: {', '.join(write.FORMATS)}"
        )
    first, _, last = years.partition("-")
    if not first.isdecimal() or not (last or first).isdecimal() or first > (last or first):
        raise ValueError(f"{years}: no years")
    if documents < 1 or not 0 <= misprints <= 1:
        raise ValueError(f"{documents}, {misprints}: no corpus")
    return Request(
        documents, seed, tuple(formats), noise, misprints, int(first), int(last or first)
    )
