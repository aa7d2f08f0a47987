"""Performance forms: project targets, self-evaluations and a department's targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from corpus.books import Accounts, Indicator, Project
from corpus.classification import FUNDS, GENERAL, GOVERNMENT_FUND, OWN
from corpus.render import Cell, Table
from corpus.sheet import NOTHING, Row, RowName, Sheet, Style, blanks, count, money

SELF_EVALUATION = "project_self_evaluation"
TARGETS = "project_targets"
DEPARTMENT = "department_targets"
BANDS = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_SYMBOLS = {">=": "≥", "<=": "≤", "=": "="}


@dataclass(frozen=True, slots=True)
class Promise:
    """What an indicator's row states; a field that the form lacks is None."""

    form: str
    project: str | None
    level1: str
    level2: str
    name: str
    operator: str
    target: str
    unit: str | None
    half_year: str | None = None
    actual: str | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The closing row of an evaluation: total score and grade."""

    project: str | None
    total_score: Decimal
    grade: str


def with_levels(indicators: Sequence[Indicator]) -> Iterator[tuple[Indicator, Row]]:
    """Each indicator with its cells of both levels, merged over the rows they head."""
    for level1, of_first in groupby(indicators, key=lambda i: i.level1):
        firsts = list(of_first)
        head: Cell | None = Cell(level1, 1, len(firsts))
        for level2, of_second in groupby(firsts, key=lambda i: i.level2):
            seconds = list(of_second)
            below: Cell | None = Cell(level2, 1, len(seconds))
            for indicator in seconds:
                yield indicator, [head, below]
                head = below = None


def points(value: Decimal, style: Style) -> str:
    """Points as the department prints them: `5.00` where it prints decimals, else `5`."""
    return f"{value:.2f}" if style.thousands else f"{value.normalize():f}"


# ---------------------------------------------------------------- self-evaluation


def self_evaluation(project: Project, publisher: str, style: Style, *, apart: bool) -> Sheet:
    """项目支出绩效自评表: funds, goals, indicators with scores, the total.

    `apart`: operator and unit stand in columns of their own (Yunnan); else inside the value.
    """
    width = 10 if apart else 8
    rows = [
        _wide([("项目名称", 2), (project.name, width - 2)]),
        _wide([("主管部门", 2), (publisher, width // 2 - 2), ("实施单位", 2),
               (project.unit, width - width // 2 - 2)]),
    ]  # fmt: skip
    rows += _funding(project, style, width)
    rows += [
        [Cell("年度总体目标", 1, 2), *_wide([("预期目标", width // 2 - 1),
                                             ("实际完成情况", width - width // 2)])],
        [None, *_wide([(project.goal, width // 2 - 1), (project.done, width - width // 2)])],
    ]  # fmt: skip
    heads = ["一级指标", "二级指标", "三级指标"]
    heads += ["指标性质", "指标值", "度量单位"] if apart else ["年度指标值"]
    heads += ["实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    rows.append(list(map(Cell, heads)))
    depth = len(rows)
    for indicator, levels in with_levels(project.indicators):
        rows.append([*levels, *_evaluated(project, indicator, style, apart=apart)])
    rows += _closing(project, style, width)
    title = "项目支出绩效自评表"
    return Sheet(SELF_EVALUATION, title, "", Table(tuple(map(tuple, rows)), depth))


def _wide(cells: Sequence[tuple[str, int]]) -> Row:
    row: Row = []
    for text, columns in cells:
        row += [Cell(text, columns), *[None] * (columns - 1)]
    return row


def execution_score(project: Project) -> Decimal:
    """Ten points for spending all of the money, in proportion below it."""
    rate = min(project.rate or Decimal(0), Decimal(1))
    return (10 * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


def total_score(project: Project) -> Decimal:
    """The scores of all indicators and of the execution."""
    return sum((i.score for i in project.indicators), execution_score(project))


def grade(score: Decimal) -> str:
    """The grade of a score."""
    return next(name for least, name in BANDS if score >= least)


def _funding(project: Project, style: Style, width: int) -> list[Row]:
    """The funding block: a line for the total and for each source."""
    heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    spare = width - 2 - len(heads)
    first: Row = [Cell(f"项目资金（{style.unit}）", 1, 5), Cell("", 1 + spare), *[None] * spare]
    rows = [[*first, *map(Cell, heads)]]
    lines = (
        ("total", "年度资金总额", ("appropriation", "carryover", "other_funds")),
        ("appropriation", "其中：当年财政拨款", ("appropriation",)),
        ("carryover", "上年结转资金", ("carryover",)),
        ("other_funds", "其他资金", ("other_funds",)),
    )
    for key, label, sources in lines:
        name = RowName(key, None, label, project=project.name)
        row: Row = [None, Cell(label, 1 + spare), *[None] * spare]
        planned = sum(project.adjusted[s] for s in sources)
        spent = sum(project.executed[s] for s in sources)
        for measure, amounts in (
            ("approved", project.approved),
            ("adjusted", project.adjusted),
            ("executed", project.executed),
        ):
            fen = sum(amounts[s] for s in sources)
            row.append(money(style, SELF_EVALUATION, name, measure, fen))
        row += _marks(project, style, name, planned, spent, is_total=key == "total")
        rows.append(row)
    return rows


def _marks(
    project: Project, style: Style, name: RowName, planned: int, spent: int, *, is_total: bool
) -> Row:
    """Points, execution rate and score of a funding line."""
    form = SELF_EVALUATION
    rate: Cell = Cell(NOTHING)
    if planned:
        share = (Decimal(spent) * 100 / planned).quantize(Decimal("0.01"), ROUND_HALF_UP)
        rate = count(form, name, "execution_rate", share, "%")
    if not is_total:
        return [Cell(NOTHING), rate, Cell(NOTHING)]
    full = count(form, name, "weight", 10, "分")
    score = execution_score(project)
    cell = count(form, name, "score", Decimal(points(score, style)), "分")
    return [full, rate, cell]


def _evaluated(project: Project, indicator: Indicator, style: Style, *, apart: bool) -> Row:
    weight, score = (Decimal(points(v, style)) for v in (indicator.weight, indicator.score))
    measured = indicator.is_quantitative
    actual = indicator.actual + ("" if apart or not measured else indicator.unit)
    promise = Promise(
        SELF_EVALUATION, project.name, indicator.level1, indicator.level2, indicator.name,
        indicator.operator if apart or measured else "",
        indicator.target if apart else inside(indicator),
        (indicator.unit or None) if apart else None,
        None, actual, weight, score,
    )  # fmt: skip
    reason = "无" if indicator.score == indicator.weight else "受实施进度影响，下一步加强管理。"
    target = Cell(promise.target, figure=promise)
    asked = [Cell(indicator.operator), target, Cell(indicator.unit)] if apart else [target]
    ends = (actual, f"{weight}", f"{score}", reason)
    return [Cell(indicator.name), *asked, *map(Cell, ends)]


def inside(indicator: Indicator) -> str:
    """A target with its operator and unit inside: `≥90%`."""
    if not indicator.is_quantitative:
        return indicator.target
    return f"{_SYMBOLS[indicator.operator]}{indicator.target}{indicator.unit}"


def _closing(project: Project, style: Style, width: int) -> list[Row]:
    whole = total_score(project)
    printed = Decimal(points(whole, style))
    stated = Evaluation(project.name, printed, grade(whole))
    name = RowName("score_total", None, "总分", project=project.name)
    full = count(SELF_EVALUATION, name, "weight", 100, "分")
    reached = count(SELF_EVALUATION, name, "score", printed, "分")
    return [
        _wide([("其他需要说明事项", 3), ("无。", width - 3)]),
        [*_wide([("总分", width - 3)]), full, reached, Cell(stated.grade, figure=stated)],
    ]  # fmt: skip


# ---------------------------------------------------------------- targets


def project_targets(projects: Sequence[Project], publisher: str, title: str) -> Sheet:
    """项目支出绩效目标表 05-2: the indicators of many projects in one table."""
    heads = ("单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标",
             "指标性质", "指标值", "度量单位", "指标属性", "指标内容")  # fmt: skip
    rows: list[Row] = [
        list(map(Cell, heads)),
        [Cell(str(i)) for i in range(1, len(heads) + 1)],
        [Cell(publisher), *blanks(len(heads) - 1)],
    ]
    for project in projects:
        first: Row = [Cell(project.name), Cell(project.goal)]
        for indicator in project.indicators:
            levels: Row = [Cell(indicator.level1), Cell(indicator.level2)]
            rows.append([*first, *levels, *_promised(project.name, indicator)])
            first = blanks(2)
    return Sheet(TARGETS, title, "预算05-2表", Table(tuple(map(tuple, rows)), 2))


def targets_of(project: Project, title: str) -> Sheet:
    """项目绩效目标表 of one project, every cell filled, as it ends a statement."""
    heads = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性",
             "指标内容")  # fmt: skip
    rows: list[Row] = [list(map(Cell, heads))]
    for indicator in project.indicators:
        levels: Row = [Cell(indicator.level1), Cell(indicator.level2)]
        rows.append([*levels, *_promised(project.name, indicator)])
    return Sheet(TARGETS, title, "", Table(tuple(map(tuple, rows)), 1))


def _promised(project: str, indicator: Indicator) -> Row:
    kind = "定量指标" if indicator.is_quantitative else "定性指标"
    promise = Promise(
        TARGETS, project, indicator.level1, indicator.level2, indicator.name,
        indicator.operator, indicator.target, indicator.unit or None, kind=kind,
    )  # fmt: skip
    target = Cell(indicator.target, figure=promise)
    return [Cell(indicator.name), Cell(indicator.operator), target, Cell(indicator.unit),
            Cell(kind), Cell(indicator.content)]  # fmt: skip


# ---------------------------------------------------------------- a department's targets


_PLAN = ("approved_personnel", "approved_public", "approved_project")


def department_targets(accounts: Accounts, style: Style, title: str) -> Sheet:
    """部门整体支出绩效目标表 (Jiangsu): funds, goals, half-year and full-year targets."""
    rows: list[Row] = [
        _wide([("单位名称", 1), (accounts.name, 4)]),
        _wide(
            [("单位主要职能", 1), ("贯彻执行有关法律法规和政策，组织实施本领域各项工作。", 4)]
        ),
    ]
    rows += _department_funds(accounts, style)
    goal = f"{accounts.year}年完成各项重点工作任务，资金使用规范有效，服务对象满意。"
    rows.append(_wide([("年度目标", 1), (goal, 4)]))
    heads = ("一级指标", "二级指标", "三级指标", "半年指标值", "全年指标值")
    rows.append(list(map(Cell, heads)))
    depth = len(rows)
    chosen = _department_indicators(accounts)
    for indicator, levels in with_levels(chosen):
        half = inside(indicator)
        promise = Promise(
            DEPARTMENT, None, indicator.level1, indicator.level2, indicator.name,
            indicator.operator if indicator.is_quantitative else "", inside(indicator), None,
            half,
        )  # fmt: skip
        cells: Row = [Cell(indicator.name), Cell(half), Cell(inside(indicator), figure=promise)]
        rows.append([*levels, *cells])
    return Sheet(DEPARTMENT, title, "", Table(tuple(map(tuple, rows)), depth), unit=style.unit)


def _department_indicators(accounts: Accounts) -> list[Indicator]:
    """Indicators of the projects, each name once, in the order of the levels."""
    found: dict[str, Indicator] = {}
    for project in accounts.projects:
        for indicator in project.indicators:
            found.setdefault(indicator.name, indicator)
    order = {"产出指标": 0, "效益指标": 1, "满意度指标": 2}
    first = {indicator.level2: i for i, indicator in reversed(list(enumerate(found.values())))}
    return sorted(found.values(), key=lambda i: (order[i.level1], first[i.level2]))


def _department_funds(accounts: Accounts, style: Style) -> list[Row]:
    income = [
        ("income_total", "资金总额", accounts.total(_PLAN)),
        ("income_general_public_budget", "一般公共预算资金", accounts.total(_PLAN, [GENERAL])),
        ("income_government_fund", "政府性基金", accounts.total(_PLAN, [GOVERNMENT_FUND])),
        ("income_state_capital", "国有资本金", accounts.total(_PLAN, [FUNDS[2]])),
        ("income_other", "其他资金", accounts.total(_PLAN, [OWN])),
    ]
    spending = [
        ("basic", "基本支出", accounts.total(_PLAN[:2])),
        ("project", "项目支出", accounts.total(_PLAN[2:])),
    ]
    height = len(income) + len(spending) + 2
    block = Cell(f"部门整体资金（{style.unit}）", 1, height)
    rows: list[Row] = [[block, Cell("收入", 1, len(income) + 1), Cell("", 2), None,
                        Cell("全年预算数")]]  # fmt: skip
    for key, label, fen in income:
        name = RowName(key, None, label)
        cell = money(style, DEPARTMENT, name, "approved", fen)
        rows.append([None, None, Cell(label, 2), None, cell])
    rows.append([None, Cell("支出", 1, len(spending) + 1), Cell(""), Cell("半年计划执行数"),
                 Cell("全年预算数")])  # fmt: skip
    for key, label, fen in spending:
        name = RowName(key, None, label)
        half = money(style, DEPARTMENT, name, "half_year", fen // 2)
        rows.append([None, None, Cell(label), half, money(style, DEPARTMENT, name, "approved",
                                                          fen)])  # fmt: skip
    return rows
