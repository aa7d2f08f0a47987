"""Functions by their names, as the document's own tables print them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.about import Recognised
from ingest.statements.paragraphs import plain
from ingest.statements.stated import Address, Mention

_GENERAL = (
    ("general_budget_appropriations", "spending"),
    ("budget_spending_by_fund", "general_public_budget"),
)
_GOVERNMENT_FUND = (("government_fund_appropriations", "spending"),)
_STATE_CAPITAL = (("state_capital_appropriations", "spending"),)
_ALL_FUNDS = (("spending_account", "total"), ("budget_spending_by_fund", "total"))
_APPROPRIATIONS = (*_GENERAL, *_GOVERNMENT_FUND, *_STATE_CAPITAL)
_MEANT = {
    "general": _GENERAL,
    "government_fund": _GOVERNMENT_FUND,
    "state_capital": _STATE_CAPITAL,
    "spending": _ALL_FUNDS,
    "budget": _APPROPRIATIONS,
    "appropriation": _APPROPRIATIONS,
}
"""Section → the accounts and measures that print a function's spending there."""
_FUNCTION_ACCOUNTS = frozenset(
    account for account, _ in (*_APPROPRIATIONS, *_ALL_FUNDS, ("revenue_account", ""))
)
_ECONOMIC_ACCOUNT = "basic_spending_economic"
_CLASS, _SECTION, _ITEM = 3, 5, 7
_LENGTHS = (_CLASS, _SECTION, _ITEM)
"""Digits of the codes of classes, sections and items."""
_LEAST_NAME = 4
_LAST_YEAR = {"approved": "last_year_approved", "executed": "last_year_executed"}
_WHOLE = frozenset({"spending", "total", "amount", "{stage}"})
"""Measures of all of a line's money, beside which last year's may be printed."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of codes in a document's tables.

    `labels` maps a function code to its plain name; `economic` likewise for economic codes;
    `accounts` are the accounts that were read, empty ones included; `measures` the measures
    that each of them prints.
    """

    labels: dict[str, str] = field(default_factory=dict)
    economic: dict[str, str] = field(default_factory=dict)
    accounts: frozenset[str] = frozenset()
    measures: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def prints(self, measure: str, mention: Mention) -> bool:
        """Whether an account of the mention prints a measure."""
        return any(measure in self._measures(address) for address in mention.addresses)

    def either_budget(self, mention: Mention) -> Mention:
        """The mention with the adjusted budget for another figure that 预算 may mean."""
        adjusted = (
            replace(address, measure="adjusted", stage="adjusted")
            for address in mention.addresses
            if address.measure == "{stage}" and "adjusted" in self._measures(address)
        )
        return replace(mention, addresses=(*mention.addresses, *adjusted))

    def last_year(self, mention: Mention, stage: str | None) -> tuple[Address, ...]:
        """Where a plan prints last year's figure of a stage beside this year's.

        Where the stage is not said, it is last year's plan, if that alone is printed.
        """
        return tuple(
            replace(address, measure=_LAST_YEAR[stage or "approved"])
            for address in mention.addresses
            if address.measure in _WHOLE
            and _LAST_YEAR[stage or "approved"] in self._measures(address)
            and (stage or _LAST_YEAR["executed"] not in self._measures(address))
        )

    def _measures(self, address: Address) -> frozenset[str]:
        return self.measures.get(address.account_id, frozenset())


def names_of(recognised: Sequence[Recognised]) -> Names:
    """The names that the recognised tables print, and the accounts among them."""
    labels: dict[str, str] = {}
    economic: dict[str, str] = {}
    for found in recognised:
        account_id = found.claim.form.account_id
        target = economic if account_id == _ECONOMIC_ACCOUNT else labels
        if account_id not in _FUNCTION_ACCOUNTS and account_id != _ECONOMIC_ACCOUNT:
            continue
        for amount in found.records.amounts:
            if amount.code_text and amount.label_text:
                target.setdefault(amount.code_text, plain(amount.label_text))
    measures: dict[str, set[str]] = {}
    for found in recognised:
        printed = (amount.measure for amount in found.records.amounts)
        measures.setdefault(found.claim.form.account_id, set()).update(printed)
    return Names(
        labels,
        economic,
        accounts=frozenset(measures),
        measures={account: frozenset(printed) for account, printed in measures.items()},
    )


def function_mention(
    names: Names, section: str, parts: Sequence[str], printed_code: str | None = None
) -> Mention | None:
    """What a function's name or code means in a section; None where no table prints it.

    Args:
        names: of the document's tables.
        section: where the sentence stands; it decides which account is meant.
        parts: the printed names of class, section and item, as far as given; text that runs
            into the class's name from before is allowed.
        printed_code: the code printed with the name, where there is one.
    """
    code, is_certain = _code(names, parts, printed_code)
    if code is None:
        return None
    meant = _MEANT.get(section)
    if meant is None:
        meant, is_certain = _APPROPRIATIONS, False
    return Mention(
        key=code,
        name=names.labels[code],
        addresses=tuple(
            Address(account, None, measure, code=code)
            for account, measure in meant
            if account in names.accounts
        ),
        is_certain=is_certain,
    )


def economic_mention(names: Names, printed: str) -> Mention | None:
    """What the name of an economic class or item means; None where two codes have it."""
    codes = [code for code, name in names.economic.items() if name == printed]
    if len(codes) != 1:
        return None
    address = Address(_ECONOMIC_ACCOUNT, None, "amount", code=codes[0])
    return Mention(codes[0], printed, (address,))


def item_mentions(names: Names, section: str, above: str, item: str) -> list[Mention]:
    """What an item's name may mean whose section is named and whose class is not.

    Args:
        names: of the document's tables.
        section: where the sentence stands.
        above: the name of the item's section.
        item: the item's own name.
    """
    found = (
        function_mention(names, section, [item], code)
        for code, label in names.labels.items()
        if len(code) == _ITEM
        and _same(item, label)
        and _same(above, names.labels.get(code[:_SECTION], ""))
    )
    return [mention for mention in found if mention is not None]


@dataclass(frozen=True, slots=True)
class ItemNames:
    """What items go by → their codes: their own names, and the section's name with it."""

    short: dict[str, frozenset[str]]
    long: dict[str, frozenset[str]]

    def codes(self, printed: str) -> frozenset[str]:
        """The codes of the items that go by a name."""
        name = _stem(printed)
        return self.short.get(name, frozenset()) | self.long.get(name, frozenset())

    def codes_of_long(self, printed: str) -> frozenset[str]:
        """The codes of the items that go by a name that begins with their section's."""
        return self.long.get(_stem(printed), frozenset())


def item_names(names: Names) -> ItemNames:
    """The names that the items of a document go by."""
    short: dict[str, set[str]] = {}
    long: dict[str, set[str]] = {}
    for code, name in names.labels.items():
        if len(code) == _ITEM:
            short.setdefault(_stem(name), set()).add(code)
            if above := names.labels.get(code[:_SECTION]):
                long.setdefault(_stem(above + name), set()).add(code)
    return ItemNames(
        {name: frozenset(codes) for name, codes in short.items()},
        {name: frozenset(codes) for name, codes in long.items()},
    )


def class_mention(names: Names, section: str, printed: str) -> Mention | None:
    """What the bare name of a function class means in a section."""
    codes = [
        code
        for code, name in names.labels.items()
        if len(code) == _CLASS and _same(printed, name)
    ]
    if len(codes) != 1 or len(printed) < _LEAST_NAME:
        return None
    return function_mention(names, section, [names.labels[codes[0]]])


def _code(
    names: Names, parts: Sequence[str], printed_code: str | None
) -> tuple[str | None, bool]:
    """The code of a printed name, and whether every part of the name leads to it."""
    if printed_code is not None:
        label = names.labels.get(printed_code)
        return (printed_code, _ends_with(parts[-1], label)) if label else (None, False)
    classes = [
        code
        for code, name in names.labels.items()
        if len(code) == _CLASS and _ends_with(parts[0], name)
    ]
    if len(classes) != 1:
        return None, False
    return (classes[0], True) if len(parts) == 1 else _code_below(names, classes[0], parts)


def _code_below(names: Names, above: str, parts: Sequence[str]) -> tuple[str | None, bool]:
    """The code of a section or an item of a class; certain where its section has its name."""
    wanted = [
        code
        for code, name in names.labels.items()
        if code.startswith(above)
        and len(code) == _LENGTHS[len(parts) - 1]
        and _same(parts[-1], name)
    ]
    exact = [code for code in wanted if _same(parts[1], names.labels.get(code[:_SECTION], ""))]
    found = exact or wanted
    return (found[0], found == exact) if len(found) == 1 else (None, False)


def _stem(name: str) -> str:
    """A name without the 支出 at its end, which is printed or not."""
    return name.removesuffix("支出")


def _same(printed: str, label: str) -> bool:
    return bool(printed) and _stem(printed) == _stem(label)


def _ends_with(printed: str, label: str) -> bool:
    return bool(_stem(label)) and _stem(printed).endswith(_stem(label))
