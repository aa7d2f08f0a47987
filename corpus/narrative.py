"""情况说明: the text that restates the tables of final accounts, section by section."""

from collections.abc import Iterator, Sequence
from random import Random

from corpus.accounts_tables import (
    FUND_NAMES,
    NATURE_NAMES,
    SOURCE_NAMES,
    leaves,
    ordinal,
    summed,
)
from corpus.books import CLOSING, INCOME, OPENING, SPENDING, Accounts
from corpus.classification import (
    FUNDS,
    GENERAL,
    GOVERNMENT_FUND,
    OWN,
    SOURCES,
    STATE_CAPITAL,
    function_names,
)
from corpus.other_tables import three_public_amount
from corpus.telling import Sentence, Subject, Teller, Told

_REASONS = (
    "主要原因是本年度项目安排和人员经费有所变化。",
    "主要原因是按工作进度支付合同款项。",
    "主要原因是人员增减变动以及政策性调整。",
    "主要原因是落实过紧日子要求，统筹安排支出。",
)
_ACCOUNT = "revenue_expenditure_account"
_SPENDING_FORM = "spending_account"
_GENERAL_FORM = "general_budget_appropriations"
Paragraph = str | Told


def final_accounts(
    rng: Random, accounts: Accounts, before: Accounts, teller: Teller
) -> Iterator[Paragraph]:
    """The sections of a final account's text.

    Args:
        rng: chance, for the reasons that departments give.
        accounts: the year's books.
        before: the books of the year before.
        teller: the document's manner.
    """
    yield f"{accounts.name}{accounts.year}年度决算情况说明"
    yield from _whole(rng, accounts, before, teller)
    yield from _income_and_spending(accounts, teller)
    yield from _appropriations(rng, accounts, before, teller)
    yield from _general_budget(rng, accounts, before, teller)
    yield from _basic(accounts, teller)
    yield from _three_public(rng, accounts, before, teller)
    for number, fund in ((8, GOVERNMENT_FUND), (9, STATE_CAPITAL)):
        yield from _fund(number, accounts, fund, teller)
    yield from _running_costs(accounts, before, teller)


def _total(accounts: Accounts, funds: Sequence[str] = (*FUNDS, OWN)) -> int:
    return accounts.total((*INCOME, *OPENING, "reserves_used"), funds)


def _whole(
    rng: Random, accounts: Accounts, before: Accounts, teller: Teller
) -> Iterator[Paragraph]:
    yield "一、收入支出决算总体情况说明"
    subject = Subject("收入支出总计", _ACCOUNT, "grand_total", "amount")
    now = _total(accounts)
    opening = f"{accounts.name}{accounts.year}年度收入支出总计{{amount}}{teller.style.unit}。"
    yield Told(
        (
            Sentence(opening, {"amount": teller.money(subject, now)}),
            teller.compared(subject, now, _total(before), f"与{before.year}年度相比，"),
            Sentence(rng.choice(_REASONS)),
        )
    )


def _income_and_spending(accounts: Accounts, teller: Teller) -> Iterator[Paragraph]:
    unit = teller.style.unit
    yield "二、收入决算情况说明"
    received = accounts.total(INCOME)
    total = Subject("本年收入合计", _ACCOUNT, "income year_total", "amount")
    parts = [
        (
            Subject("财政拨款收入", "revenue_account", "total", "fiscal_appropriation"),
            accounts.total(INCOME, FUNDS),
        ),
        *(
            (
                Subject(SOURCE_NAMES[source], _ACCOUNT, f"income {source}", "amount"),
                accounts.total([source], [OWN]),
            )
            for source in SOURCES
        ),
    ]
    head = f"本年收入合计{{amount}}{unit}，其中："
    sentence = Sentence(head, {"amount": teller.money(total, received)})
    yield Told((sentence, *teller.listed(parts, received)))
    yield "三、支出决算情况说明"
    spent = accounts.total(SPENDING)
    total = Subject("本年支出合计", _ACCOUNT, "expenditure year_total", "amount")
    flows = {
        "basic": ("personnel", "public"),
        "project": ("project",),
        "remitted_upward": ("remitted_upward",),
        "operating": ("operating_spending",),
        "subsidy_to_affiliates": ("subsidy_to_affiliates",),
    }
    parts = [
        (Subject(NATURE_NAMES[nature], _SPENDING_FORM, "total", nature), accounts.total(names))
        for nature, names in flows.items()
    ]
    head = f"本年支出合计{{amount}}{unit}，其中："
    sentence = Sentence(head, {"amount": teller.money(total, spent)})
    yield Told((sentence, *teller.listed(parts, spent)))


def _appropriations(
    rng: Random, accounts: Accounts, before: Accounts, teller: Teller
) -> Iterator[Paragraph]:
    yield "四、财政拨款收入支出决算总体情况说明"
    now, then = _total(accounts, FUNDS), _total(before, FUNDS)
    subject = Subject("财政拨款收入支出总计", "appropriation_account", "grand_total", "amount")
    opening = f"{accounts.year}年度财政拨款收入支出总计{{amount}}{teller.style.unit}。"
    yield Told(
        (
            Sentence(opening, {"amount": teller.money(subject, now)}),
            teller.compared(subject, now, then, f"与{before.year}年度相比，"),
            Sentence(rng.choice(_REASONS)),
        )
    )


def _general_budget(
    rng: Random, accounts: Accounts, before: Accounts, teller: Teller
) -> Iterator[Paragraph]:
    unit = teller.style.unit
    names = function_names()
    spent, whole = accounts.total(SPENDING, [GENERAL]), accounts.total(SPENDING)
    subject = Subject("一般公共预算财政拨款支出", _GENERAL_FORM, "total", "spending")
    yield "五、一般公共预算财政拨款支出决算情况说明"
    yield "（一）总体情况"
    head = f"一般公共预算财政拨款支出{{amount}}{unit}，占本年支出合计的{{share}}%。"
    claims = {"amount": teller.money(subject, spent)}
    if whole:
        claims["share"] = teller.share(subject, spent, whole)
    then = before.total(SPENDING, [GENERAL])
    yield Told(
        (
            Sentence(head, claims),
            teller.compared(subject, spent, then, f"与{before.year}年度相比，"),
            Sentence(rng.choice(_REASONS)),
        )
    )
    yield "（二）结构情况"
    classes: dict[str, int] = {}
    for code, amounts in leaves(accounts, [GENERAL], {"spending": summed(*SPENDING)}).items():
        classes[code[:3]] = classes.get(code[:3], 0) + (amounts["spending"] or 0)
    parts = [
        (Subject(f"{names[code]}（类）", _GENERAL_FORM, code, "spending"), amount)
        for code, amount in sorted(classes.items())
    ]
    head = f"一般公共预算财政拨款支出{{amount}}{unit}，主要用于以下方面："
    sentence = Sentence(head, {"amount": teller.money(subject, spent)})
    yield Told((sentence, *teller.listed(parts, spent)))
    yield "（三）具体情况"
    planned = accounts.total(
        ["approved_personnel", "approved_public", "approved_project"], [GENERAL]
    )
    yield Told((teller.executed(subject, planned, spent, "年初预算"), Sentence("其中：")))
    yield from _items(accounts, teller)


def _items(accounts: Accounts, teller: Teller) -> Iterator[Paragraph]:
    """One paragraph for each item of the general budget."""
    names = function_names()
    number = 0
    for code, flows in accounts.items([GENERAL]).items():
        spent = sum(flows[name] for name in SPENDING)
        planned = sum(
            flows[name]
            for name in ("approved_personnel", "approved_public", "approved_project")
        )
        if not spent:
            continue
        number += 1
        title = f"{names[code[:3]]}（类）{names[code[:5]]}（款）{names[code]}（项）"
        subject = Subject(title, _GENERAL_FORM, code, "spending")
        yield Told(
            (
                Sentence(f"{number}．"),
                teller.executed(subject, planned, spent, "年初预算"),
            )
        )


def _basic(accounts: Accounts, teller: Teller) -> Iterator[Paragraph]:
    unit = teller.style.unit
    yield "六、一般公共预算财政拨款基本支出决算情况说明"
    personnel = accounts.total(["personnel"], [GENERAL])
    public = accounts.total(["public"], [GENERAL])
    basic = Subject("一般公共预算财政拨款基本支出", _GENERAL_FORM, "total", "basic")
    form = "basic_spending_economic"
    head = f"一般公共预算财政拨款基本支出{{amount}}{unit}。其中："
    yield Told(
        (
            Sentence(head, {"amount": teller.money(basic, personnel + public)}),
            Sentence(
                f"人员经费{{amount}}{unit}，主要包括工资福利支出和对个人和家庭的补助；",
                {
                    "amount": teller.money(
                        Subject("人员经费", form, "personnel_total", "amount"), personnel
                    )
                },
            ),
            Sentence(
                f"公用经费{{amount}}{unit}，主要包括商品和服务支出和资本性支出。",
                {
                    "amount": teller.money(
                        Subject("公用经费", form, "public_total", "amount"), public
                    )
                },
            ),
        )
    )


def _three_public(
    rng: Random, accounts: Accounts, before: Accounts, teller: Teller
) -> Iterator[Paragraph]:
    yield "七、财政拨款“三公”经费支出决算情况说明"
    spent = three_public_amount(accounts, "total", "executed")
    planned = three_public_amount(accounts, "total", "approved")
    if not spent and not planned:
        yield f"{accounts.name}{accounts.year}年度无“三公”经费财政拨款支出。"
        return
    form = "three_public_all_funds"
    subject = Subject("“三公”经费财政拨款支出", form, "total", "executed")
    sentences = [teller.executed(subject, planned, spent, "预算")]
    parts = []
    for key, name in (
        ("abroad", "因公出国（境）费支出"),
        ("vehicles", "公务用车购置及运行维护费支出"),
        ("reception", "公务接待费支出"),
    ):
        amount = three_public_amount(accounts, key, "executed")
        parts.append((Subject(name, form, key, "executed"), amount))
    sentences.append(Sentence("其中："))
    sentences += teller.listed(parts, spent) or [Sentence("各项支出均为0。")]
    then = three_public_amount(before, "total", "executed")
    sentences.append(teller.compared(subject, spent, then, f"与{before.year}年度相比，"))
    sentences.append(Sentence(rng.choice(_REASONS)))
    yield Told(tuple(sentences))


def _fund(number: int, accounts: Accounts, fund: str, teller: Teller) -> Iterator[Paragraph]:
    unit, name = teller.style.unit, FUND_NAMES[fund]
    yield f"{ordinal(number)}、{name}收入支出决算情况说明"
    if not any(accounts.items([fund])):
        yield f"{accounts.name}{accounts.year}年度无{name}收入和支出。"
        return
    form = f"{fund}_appropriations"
    received, spent = accounts.total(INCOME, [fund]), accounts.total(SPENDING, [fund])
    left = accounts.total(CLOSING, [fund])
    template = (
        f"{name}收入{{income}}{unit}，支出{{spending}}{unit}，年末结转和结余{{closing}}{unit}。"
    )
    yield Told(
        (
            Sentence(
                template,
                {
                    "income": teller.money(
                        Subject(f"{name}收入", form, "total", "income"), received
                    ),
                    "spending": teller.money(
                        Subject(f"{name}支出", form, "total", "spending"), spent
                    ),
                    "closing": teller.money(
                        Subject(f"{name}年末结转和结余", form, "total", "closing"), left
                    ),
                },
            ),
        )
    )


def _running_costs(accounts: Accounts, before: Accounts, teller: Teller) -> Iterator[Paragraph]:
    amount = accounts.operating_costs["executed"]
    yield "十、其他重要事项的情况说明"
    if not amount:
        yield "本单位不属于机关运行经费统计范围。"
        return
    subject = Subject(
        "机关运行经费支出", "three_public_all_funds", "operating_costs", "executed"
    )
    template = f"{accounts.year}年度机关运行经费支出{{amount}}{teller.style.unit}。"
    yield Told(
        (
            Sentence(template, {"amount": teller.money(subject, amount)}),
            teller.compared(
                subject,
                amount,
                before.operating_costs["executed"],
                f"与{before.year}年度相比，",
            ),
        )
    )
