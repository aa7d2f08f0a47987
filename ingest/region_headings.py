"""Where a sentence of a government's report stands: what headings and leading words say.

二、2025年预算草案 / （一）全市一般公共预算 / 2025年，全市… — account, level, year and stage of
what follows, each said by the nearest that says it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.documents import Line, Prose, RegionFigure
from ingest.region_clauses import ACCOUNT
from ingest.region_titles import levels_of, place_in, years_by_phase
from ingest.values import squeeze, year_in_digits

HEADING = (
    re.compile(r"^第[一二三四五六七八九十]{1,3}部分"),
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)
LONGEST_HEADING = 40
LEVELS = "省市州盟县区旗"
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_LEVEL = "省|市|州|盟|县|区|旗|自治区|自治州"
ZONE = re.compile(
    r"[一-鿿]{0,10}?(?:高新区|经开区|开发区|管理区|示范区|新区|保税区|度假区|风景区|园区)"
)
ABOUT = (
    r"(?=地方|一般公共|公共财政|政府性?基金|国有资本|社会保险|社保|收入|支出|税收|财政"
    r"|预算|政府债务)"
)
APPROVED = (
    r"[一-鿿]{0,24}(?:人大|人代会|会议)[一-鿿]{0,4}(?:批准|通过)的?"
    r"|(?:经?省级?|国务院|财政部|中央|自治区)[一-鿿]{0,4}(?:核定|批准|下达)(?:的|(?=[我全]|[一-鿿]{2,5}[市州县区]))"
)
"""Who approved what follows: no word of it says whose the money is."""
_LEADS = (
    rf"其中[:：]?|加上(?![级解年])|加(?=上级|上解|上年|预计|地方|补助|调入|调出|安排|结转|年终|补充|债|返还|转移|动用|区域|中央|省|一般债|专项债)"
    rf"|减去|——|[①-⑳]|全年|{HEADING[1].pattern[1:]}"
    rf"|\d{{1,2}}[.．](?!\d)|(?:截至)?(?:19|20)\d{{2}}年度?(?:[末底](?=[^\d]))?|年[末底](?=[^\d滚结])|预计|当年(?!收支|结余)"
    rf"|地方(?!政府)|全(?:{_LEVEL})|(?:{_LEVEL})?本级|(?:{_LEVEL})级|各(?:县区|区县|县市区|县)|我[{LEVELS}]"
    r"|汇总(?:编制)?的?|统筹的|代编|相应|安排(?=一般公|政府性|国有资|社会保|支出|收入)"
    rf"|{APPROVED}"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known where a sentence stands: by the headings above, then by its own words.

    A scope of no text is one of another area, which is not this document's to be told of;
    `is_of_months` is said of a part of a year, whose figures are no year's.
    """

    account: str | None = None
    scope: str | None = None
    year: int | None = None
    phase: str | None = None
    side: str | None = None
    place: str | None = None
    is_of_months: bool = False


OTHER_AREA = ""
OF_MONTHS = re.compile(r"上半年|下半年|1[-—–~至到](?!12)\d{1,2}月|[一二三四]季度|前三季度")
"""A part of a year: 上半年, 1-6月."""


@dataclass(slots=True)
class Reader:
    """The place in a document: its headings by rank, and the figures so far.

    `carried` is what the paragraphs before said of level and place, under the same heading, by
    the rank of the number that they stand under; `is_of_months` that one spoke of a part of a
    year; `only_scope` is the one level that the
    document tells of at all.
    """

    level: str
    place: str | None
    years: Mapping[str | None, int]
    lead: re.Pattern[str]
    headings: dict[int, Told] = field(default_factory=dict)
    carried: list[tuple[int, Told]] = field(default_factory=list)
    is_of_months: bool = False
    only_scope: str | None = None
    figures: dict[int, list[RegionFigure]] = field(default_factory=dict)

    def above(self, rank: int) -> Told:
        """What the headings above one of a rank say together."""
        told = Told()
        for at in sorted(self.headings):
            if at < rank:
                told = over(told, self.headings[at])
        return told

    def open(self, rank: int, text: str) -> None:
        """Begin the part of a heading: those of its rank and below are over."""
        self.close(rank)
        self.headings[rank] = said_by(text, self, is_heading=True)
        self.carried = []
        self.is_of_months = False

    @property
    def is_under_account(self) -> bool:
        """Whether the nearest heading names an account itself."""
        nearest = self.headings[max(self.headings)] if self.headings else Told()
        return nearest.account is not None

    def close(self, rank: int) -> None:
        """End the parts of headings whose number is as low as that of a line."""
        self.headings = {at: told for at, told in self.headings.items() if at < rank}

    def carried_to(self, rank: int | None) -> Told | None:
        """What was said before of level and place: under no number as high as a line's own."""
        if rank is not None:
            self.carried = [(at, told) for at, told in self.carried if at < rank]
        return self.carried[-1][1] if self.carried else None


def over(above: Told, below: Told) -> Told:
    """What is known below where something is known above: the nearest word counts."""
    is_scoped = below.scope is not None
    return Told(
        below.account or above.account,
        below.scope if is_scoped else above.scope,
        below.year or above.year,
        below.phase or above.phase,
        below.side if below.side or below.account else above.side,
        below.place if is_scoped else above.place,
        above.is_of_months or below.is_of_months,
    )


def _scope(text: str, reader: Reader) -> str | None:
    """The level that a text names, in the words of the document's own: 全市, 市本级, 市级."""
    level = reader.level
    whole = re.search(f"[全我]{level}(?!面)", text)
    own = re.search(f"{level}本?级|(?<![{LEVELS}])本级", text)
    if bool(whole) == bool(own):
        is_named = not whole and reader.place is not None and reader.place in text
        lower = _LOWER.match(text) if level not in "县区旗" else None
        return "whole_region" if is_named else "lower_levels" if lower else None
    return "whole_region" if whole else "own_level"


_LOWER = re.compile("(?:其中[:：]?)?(?:各(?:县区|区县|县市区|县)|(?:县区|区县|县市区|县)级)$")


def _level_of(lines: Iterable[str], place: str | None) -> str:
    """The level of government that a document speaks for: 市 where it says 全市 most."""
    said = Counter(found for line in lines for found in re.findall(f"全([{LEVELS}])", line))
    if said:
        level: str = said.most_common(1)[0][0]
        return level
    return place[-1] if place and place[-1] in LEVELS else "市"


def said_by(text: str, reader: Reader, *, is_heading: bool = False) -> Told:
    """What a heading, or the lead of a sentence, says."""
    plain = squeeze(year_in_digits(text))
    years = set(_YEAR.findall(plain))
    found = {name.lastgroup for name in ACCOUNT.finditer(plain)}
    sides = {word for word in ("收入", "支出") if word in plain}
    scope, place = _scope(plain, reader), None
    zone = (
        ZONE.match(re.sub(r"^[(（]?[\d一二三四五六七八九十]+[)）.、．]?", "", plain))
        if is_heading
        else None
    )
    if zone and zone.group() != reader.place and scope is None:
        scope, place = "lower_part", zone.group()
    return Told(
        found.pop() if len(found) == 1 else None,
        scope,
        int(years.pop()) if len(years) == 1 else None,
        _phase(plain),
        _SIDE[sides.pop()] if len(sides) == 1 and is_heading else None,
        place,
        is_heading and bool(OF_MONTHS.search(plain)),
    )


_SIDE = {"收入": "revenue", "支出": "expenditure"}


def _phase(text: str) -> str | None:
    executed, final = re.search("执行|完成情况", text), re.search("决算", text)
    approved = re.search("草案|安排(?!的)|代编", text)
    said = [
        name
        for name, found in (("executed", executed), ("final", final), ("approved", approved))
        if found
    ]
    return said[0] if len(said) == 1 else None


def reader_of(lines: Sequence[str]) -> Reader:
    """The reader of a document of these lines: of its level, its place, its years."""
    titles = [text for line in lines[:_TITLE_LINES] if "。" not in (text := squeeze(line))]
    place = next((found for title in titles if (found := place_in(title))), None)
    named = rf"|{re.escape(place)}(?!本?级)" if place else ""
    lead = re.compile(rf"^(?:{_LEADS}{named})+")
    level = _level_of(lines, place)
    only = _only_scope(lines, level, titles)
    return Reader(level, place, _years(lines), lead, only_scope=only)


def _only_scope(lines: Sequence[str], level: str, titles: Sequence[str]) -> str | None:
    """The one level that a document is of: its title's, else the whole area.

    Not the area where a line tells of the accounts of the level's own, or the title names no
    area's: then each sentence has to say its level.
    """
    titles = [title for title in titles if not any(rule.match(title) for rule in HEADING)]
    said = next((levels for title in titles if (levels := levels_of(title))), set())
    of_all = re.compile(f"[全我]{level}(?!面)")
    if said == {"own_level"} and not any(of_all.search(squeeze(line)) for line in lines):
        return "own_level"
    if said:
        return "whole_region" if said == {"whole_region"} else None
    own = re.compile(
        f"(?:{level}本?级|本级)(?=地方|一般公共|公共财政|政府性|国有资本|社会保险|社保|收入|支出|预算)"
    )
    if any(own.search(squeeze(line)) for line in lines):
        return None
    is_named = any(place_in(title) and years_by_phase(title) for title in titles)
    return "whole_region" if is_named or any(f"全{level}" in x for x in lines) else None


_TITLE_LINES = 8


def paragraphs(proses: Sequence[Prose]) -> Iterator[tuple[int, int, Line]]:
    """Lines joined to the end of their sentence, with block and number; headings stay alone.

    A sentence goes on over the end of a page, where the next text begins no part.
    """
    begun: tuple[int, int, Line] | None = None
    last = 0
    is_rest = False
    for prose in proses:
        is_cut = begun is not None and prose.block_no != last + 1
        if begun and is_cut:
            yield begun
            begun = None
        last = prose.block_no
        for row_no, line in enumerate(prose.lines, start=1):
            text = line.text.strip()
            is_rest = is_rest or (is_cut and bool(_GOES_ON.match(text)))
            is_cut = False
            if is_rest:  # of a sentence whose beginning stands elsewhere
                is_rest, text = "。" not in text, text.partition("。")[2]
            is_numbered = any(rule.match(squeeze(text)) for rule in HEADING)
            if begun and (is_numbered or not text):
                yield begun
                begun = None
            if begun:
                block_no, first, before = begun
                begun = block_no, first, Line(before.text + text, before.place)
            elif text:
                begun = prose.block_no, row_no, line
            is_heading = (is_numbered or _TITLE.search(text)) and _is_heading(squeeze(text))
            if begun and (is_heading or text.endswith(("。", "；", "：", ":", ";"))):
                yield begun
                begun = None
    if begun:
        yield begun


_GOES_ON = re.compile("[万亿]?元|[，。、；：%）)]")


def _is_heading(text: str) -> bool:
    """Whether a numbered line is a heading alone: short, no sentence, no amount."""
    is_short = "。" not in text and len(text) <= _SHORT_HEADING
    return is_short and not text.endswith("的") and not _SAYS_AMOUNT.search(text)


_SHORT_HEADING = 40
_TITLE = re.compile(r"(?:报告|草案|说明|公开|会议上)[)）]?$")
"""What ends the title of a report, or of a part of one without a number."""
_SAYS_AMOUNT = re.compile(r"\d(?:亿|万)?元|\d[%％]|[，,]")


def _years(lines: Sequence[str]) -> Mapping[str | None, int]:
    """The years of the report by their stages, of its title."""
    titles = [
        squeeze(line) for line in lines if re.search("报告|决算", line) and "。" not in line
    ]
    found = [
        years for title in [_whole_title(lines), *titles] if (years := years_by_phase(title))
    ]
    most = max(found[:_TITLES], key=len, default={})
    return {phase: year for phase, year in most.items() if phase or len(most) == 1}


_TITLES = 2


def _whole_title(lines: Sequence[str]) -> str:
    """A title over several lines: the first lines down to one that ends a title."""
    first = [squeeze(line) for line in lines[:_TITLE_LINES]]
    last = next((at for at, line in enumerate(first) if _TITLE.search(line)), -1)
    begun = [line for line in first[: last + 1] if "。" not in line]
    start = next((at for at, line in enumerate(begun) if "年" in line), 0)
    return "".join(begun[start:])
