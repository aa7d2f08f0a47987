"""Final accounts: the sets of tables in which departments publish their year."""

from dataclasses import replace
from random import Random

from corpus import accounts_tables as tables
from corpus import economic_tables, narrative, other_tables
from corpus.books import Accounts
from corpus.classification import GOVERNMENT_FUND, STATE_CAPITAL
from corpus.documents import Document
from corpus.sheet import Sheet, Style
from corpus.telling import Teller

YUNNAN, NATIONAL, SHANGHAI = "yunnan", "national", "shanghai"
_RESERVES = ("使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "使用专用结余")


def style_of(rng: Random, table_set: str) -> Style:
    """How a department that uses the set prints its accounts."""
    zero = rng.choice(("", "", "0.00", "0.00", "0", "—"))
    if table_set == YUNNAN:
        return Style(zero=zero, title_numbers=True)
    if table_set == SHANGHAI:
        return Style(
            zero=rng.choice(("", "", "0.00")), codes="split", total="head",
            line_numbers=False, column_numbers=False,
        )  # fmt: skip
    return Style(
        zero=zero,
        codes=rng.choice(("merged", "merged", "single")),
        thousands=rng.random() < 0.8,
        line_numbers=rng.random() < 0.8,
        title_numbers=True,
        unit_place=rng.choice(("line", "line", "title")),
    )


def document(
    rng: Random,
    accounts: Accounts,
    before: Accounts,
    *,
    department: str,
    region_code: str,
    caliber: str,
    table_set: str,
    style: Style,
) -> Document:
    """The final accounts of a department (汇总) or of one unit, in text and tables."""
    word = "部门" if caliber == "department" else "单位"
    title = f"{accounts.name}{accounts.year}年度{word}决算"
    made = Document(
        "final_accounts", title, department, accounts.name, region_code, accounts.year, caliber,
        table_set, style,
    )  # fmt: skip
    makers = {YUNNAN: _yunnan, NATIONAL: _national, SHANGHAI: _shanghai}
    sheets = makers[table_set](rng, accounts, style)
    teller = Teller(style, thousands=rng.random() < 0.3, from_print=rng.random() < 0.3)
    told = list(narrative.final_accounts(rng, accounts, before, teller))
    made.body += [*sheets, *told] if rng.random() < 0.6 else [*told, *sheets]
    return made


def _yunnan(rng: Random, accounts: Accounts, style: Style) -> list[Sheet]:
    """The twelve tables."""
    reserves = rng.choice(_RESERVES)
    return [
        tables.revenue_expenditure(accounts, style, "收入支出决算表", reserves),
        tables.revenue(accounts, style, "收入决算表", education_fees=True),
        tables.spending(accounts, style, "支出决算表"),
        tables.appropriation_account(accounts, style, "财政拨款收入支出决算表"),
        tables.general_appropriations_full(
            accounts, style, "一般公共预算财政拨款收入支出决算表"
        ),
        economic_tables.basic_yunnan(accounts, style, "一般公共预算财政拨款基本支出决算表"),
        economic_tables.project_yunnan(accounts, style, "一般公共预算财政拨款项目支出决算表"),
        tables.government_fund_full(accounts, style, "政府性基金预算财政拨款收入支出决算表"),
        tables.state_capital_full(accounts, style, "国有资本经营预算财政拨款收入支出决算表"),
        other_tables.three_public_lines(
            accounts, style, "财政拨款“三公”经费、行政参公单位机关运行经费情况表",
            all_funds=True,
        ),
        other_tables.three_public_lines(
            accounts, style, "一般公共预算财政拨款“三公”经费情况表", all_funds=False
        ),
        other_tables.state_assets(accounts, style, "国有资产使用情况表"),
    ]  # fmt: skip


def _national(rng: Random, accounts: Accounts, style: Style) -> list[Sheet]:
    """The nine tables with line and column numbers, as most provinces print them."""
    reserves = rng.choice(_RESERVES)
    general = rng.random() < 0.5
    prefix = "一般公共预算" if general else ""
    return [
        tables.revenue_expenditure(accounts, style, "收入支出决算总表", reserves),
        tables.revenue(accounts, style, "收入决算表", education_fees=False),
        tables.spending(accounts, style, "支出决算表"),
        tables.appropriation_account(accounts, style, "财政拨款收入支出决算总表"),
        tables.general_appropriations(accounts, style, "一般公共预算财政拨款支出决算表"),
        economic_tables.basic_national(
            accounts, style, "一般公共预算财政拨款基本支出决算明细表"
        ),
        other_tables.three_public_row(
            accounts, style, f"{prefix}财政拨款“三公”经费支出决算表",
            by_phase=True, general=general,
        ),
        tables.fund_appropriations(
            accounts, style, GOVERNMENT_FUND, "政府性基金预算财政拨款收入支出决算表"
        ),
        tables.fund_appropriations(
            accounts, style, STATE_CAPITAL, "国有资本经营预算财政拨款收入支出决算表"
        ),
    ]  # fmt: skip


def _shanghai(_: Random, accounts: Accounts, style: Style) -> list[Sheet]:
    """The nine tables without line numbers, codes cut over 类, 款 and 项."""
    below = replace(style, total="last")
    return [
        tables.revenue_expenditure(accounts, style, "收入支出决算总表", _RESERVES[1]),
        tables.revenue(accounts, style, "收入决算表", education_fees=False),
        tables.spending(accounts, style, "支出决算表"),
        tables.appropriation_account(accounts, style, "财政拨款收入支出决算总表"),
        tables.general_appropriations(accounts, below, "一般公共预算财政拨款支出决算表"),
        economic_tables.basic_national(accounts, style, "一般公共预算财政拨款基本支出决算表"),
        other_tables.three_public_row(
            accounts, style, "财政拨款“三公”经费支出决算表", by_phase=False, general=False
        ),
        tables.fund_appropriations(
            accounts, below, GOVERNMENT_FUND, "政府性基金预算财政拨款收入支出决算表"
        ),
        tables.fund_appropriations(
            accounts, below, STATE_CAPITAL, "国有资本经营预算财政拨款收入支出决算表"
        ),
    ]
