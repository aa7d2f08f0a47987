"""Running text that states figures: sentences whose amounts and directions are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from corpus.sheet import Figure, Style


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or direction that a sentence states.

    `kind`: `amount`, `share` (per cent of another amount), `change` (amount against the
    year before), `growth` (per cent of the year before), `direction` (a word), `count`.
    `form`, `row` and `measure` name the table's figure that it speaks of. `stated` is what
    is printed, `true` what the books give: they differ where a slip is planted.
    """

    kind: str
    subject: str
    form: str
    row: str
    measure: str
    stated: str
    true: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that only the sentence states, as an evaluation's text does."""

    stated: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Found:
    """A problem that a sentence names about a project."""

    project: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with places for what it states: `本年收入合计{total}万元`.

    `claims` restate figures of tables; `facts` are figures of their own; `found` are the
    problems that it names.
    """

    template: str
    claims: Mapping[str, Claim] = field(default_factory=dict)
    facts: Mapping[str, Stated] = field(default_factory=dict)
    found: tuple[Found, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as printed."""
        places: dict[str, Claim | Stated] = {**self.claims, **self.facts}
        return self.template.format(**{name: said.stated for name, said in places.items()})


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph of sentences."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return "".join(sentence.text for sentence in self.sentences)

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Each claim with the sentence that states it."""
        for sentence in self.sentences:
            for claim in sentence.claims.values():
                yield sentence.text, claim


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence speaks of: its name, and the table's figure that it restates."""

    name: str
    form: str = ""
    row: str = ""
    measure: str = ""

    def claim(self, kind: str, text: str) -> Claim:
        """A claim about it that is true."""
        return Claim(kind, self.name, self.form, self.row, self.measure, text, text)


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes sentences in a document's manner: its unit, its thousands, its per cents.

    `from_print`: changes and per cents are worked out from the printed amounts, as people
    do with a sheet; else from the books, as the accounting program does.
    """

    style: Style
    thousands: bool = False
    from_print: bool = False
    words: Mapping[str, tuple[str, str]] = field(
        default_factory=lambda: {"change": ("增加", "减少"), "growth": ("增长", "下降")}
    )

    def amount(self, fen: int) -> str:
        """An amount as the text prints it, always with the table's decimals."""
        value = self.style.amount(fen)
        return f"{value:,}" if self.thousands else f"{value}"

    def money(self, subject: Subject, fen: int) -> Claim:
        """The claim of an amount."""
        return subject.claim("amount", self.amount(fen))

    def share(self, subject: Subject, fen: int, whole: int) -> Claim:
        """The claim of a share in a whole that is not zero."""
        return subject.claim("share", per_cent(self._basis(fen) / self._basis(whole)))

    def _basis(self, fen: int) -> Decimal:
        """The amount that changes and per cents are worked out from, in the unit."""
        return self.style.amount(fen) if self.from_print else self.style.exact(fen)

    def listed(self, parts: Sequence[tuple[Subject, int]], whole: int) -> list[Sentence]:
        """`甲收入1.00万元，占20.00%` for each part that is not nothing."""
        made = []
        shown = [(subject, fen) for subject, fen in parts if fen]
        for i, (subject, fen) in enumerate(shown):
            end = "。" if i == len(shown) - 1 else "；"
            template = f"{subject.name}{{amount}}{self.style.unit}，占{{share}}%{end}"
            claims = {"amount": self.money(subject, fen)}
            if self._basis(whole):
                claims["share"] = self.share(subject, fen, whole)
            else:
                template = f"{subject.name}{{amount}}{self.style.unit}{end}"
            made.append(Sentence(template, claims))
        return made

    def compared(self, subject: Subject, now: int, before: int, opening: str) -> Sentence:
        """`与上年相比，总计增加1.00万元，增长2.00%`, or that it stayed the same."""
        difference = self.style.amount(now) - self.style.amount(before)
        if not difference:
            claims = {"word": subject.claim("direction", "持平")}
            return Sentence(f"{opening}{subject.name}{{word}}。", claims)
        up = difference > 0
        unit = self.style.unit
        claims = {
            "change_word": subject.claim("direction", self.words["change"][not up]),
            "change": subject.claim("change", self._plain(self._change(now, before))),
        }
        text = f"{opening}{subject.name}{{change_word}}{{change}}{unit}"
        if self._basis(before) > 0:
            rate = abs(self._basis(now) - self._basis(before)) / self._basis(before)
            claims["growth_word"] = subject.claim("direction", self.words["growth"][not up])
            claims["growth"] = subject.claim("growth", per_cent(rate))
            text += "，{growth_word}{growth}%"
        return Sentence(f"{text}。", claims)

    def _change(self, now: int, before: int) -> Decimal:
        if self.from_print:
            return abs(self.style.amount(now) - self.style.amount(before))
        return self.style.amount(abs(now - before))

    def _plain(self, value: Decimal) -> str:
        return f"{value:,}" if self.thousands else f"{value}"

    def executed(self, subject: Subject, planned: int, spent: int, plan_word: str) -> Sentence:
        """`年初预算为1.00万元，支出决算为2.00万元，完成年初预算的200.00%`."""
        unit = self.style.unit
        claims = {
            "planned": Subject(subject.name + plan_word).claim("amount", self.amount(planned)),
            "spent": self.money(subject, spent),
        }
        text = f"{subject.name}{plan_word}为{{planned}}{unit}，支出决算为{{spent}}{unit}"
        if self._basis(planned):
            rate = self._basis(spent) / self._basis(planned)
            claims["rate"] = subject.claim("share", per_cent(rate))
            text += f"，完成{plan_word}的{{rate}}%"
        difference = self.style.amount(spent) - self.style.amount(planned)
        word = "大于" if difference > 0 else "小于" if difference < 0 else "等于"
        claims["word"] = subject.claim("direction", word)
        return Sentence(f"{text}，决算数{{word}}预算数。", claims)


def per_cent(rate: Decimal) -> str:
    """A rate as per cent with two decimals: 0.31428 → 31.43."""
    return f"{(rate * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}"
