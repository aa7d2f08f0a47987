"""Performance documents: targets before the year, evaluations after it, in text and tables."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from corpus import performance_tables as tables
from corpus.accounts_tables import ordinal
from corpus.bodies import Department
from corpus.books import Accounts, Project
from corpus.documents import Document, Piece
from corpus.sheet import Figure, Style
from corpus.telling import Found, Sentence, Stated, Told

_PROBLEMS = (
    "绩效目标设置不够明确",
    "预算执行进度偏慢",
    "项目管理制度不健全",
    "资金拨付不及时",
    "项目资料归档不完整",
    "部分设备使用率不高",
    "合同履约监管不到位",
    "满意度调查样本不足",
)


def _document(
    kind: str, title: str, body: Department, year: int, table_set: str, style: Style
) -> Document:
    return Document(
        kind, title, body.name, body.name, body.region.code, year, None, table_set, style
    )


def self_evaluations(
    body: Department,
    accounts: Accounts,
    projects: Sequence[Project],
    table_set: str,
    style: Style,
    *,
    apart: bool,
) -> Document:
    """The self-evaluations of projects, a table each."""
    year = accounts.year
    made = _document(
        "self_evaluation",
        f"{body.name}{year}年度项目支出绩效自评",
        body,
        year,
        table_set,
        style,
    )
    for project in projects:
        made.body.append(tables.self_evaluation(project, body.name, style, apart=apart))
    made.body.append("备注：涉密内容依规不公开。")
    return made


def many_targets(
    body: Department,
    accounts: Accounts,
    projects: Sequence[Project],
    table_set: str,
    style: Style,
) -> Document:
    """The targets of many projects in one table."""
    title = f"{accounts.year}年部门项目支出绩效目标表"
    made = _document("project_targets", f"{body.name}{title}", body, accounts.year, table_set,
                     style)  # fmt: skip
    made.body.append(tables.project_targets(projects, body.name, title))
    return made


def statement(
    rng: Random,
    body: Department,
    accounts: Accounts,
    project: Project,
    table_set: str,
    style: Style,
) -> Document:
    """One project told under headings, its targets in a table at the end."""
    year = accounts.year
    made = _document(
        "project_targets", f"{body.name}{year}年{project.name}", body, year, table_set, style
    )
    numbered = rng.random() < 0.5
    headings = iter("一二三四五六七八九")

    def heading(text: str) -> str:
        return f"{next(headings)}、{text}" if numbered else text

    fen = sum(project.approved.values())
    amount = style.amount(fen)
    figure = Figure(
        "project_statement", "total", "approved", amount, style.exact(fen), style.unit,
        project=project.name,
    )  # fmt: skip
    lead = rng.choice(("年初预算资金", "安排财政资金", "年度资金总投入"))
    funding = Told(
        (
            Sentence(
                f"{lead}{{amount}}{style.unit}。", facts={"amount": Stated(f"{amount}", figure)}
            ),
        )
    )
    pieces: list[Piece] = [
        heading("项目名称"), project.name,
        heading("立项依据"), "根据本年度重点工作安排和部门职责设立。",
        heading("项目实施单位"), f"单位名称：{project.unit}", "经费来源：财政资金",
        heading("项目基本概况"), project.goal,
        heading("项目实施内容"), f"按照年度计划组织实施{project.name}，完成各项任务。",
        heading("资金安排情况"), funding,
        heading("项目实施计划"), "按季度推进，年底前完成。",
        heading("项目实施成效"), "各项绩效目标按期实现，服务对象满意。",
    ]  # fmt: skip
    made.body += pieces
    made.body.append(tables.targets_of(project, heading("项目绩效目标表")))
    return made


def department_targets(
    body: Department, accounts: Accounts, table_set: str, style: Style
) -> Document:
    """What a department promises for the year, with its funds."""
    title = f"{accounts.year}年度部门整体支出绩效目标表"
    made = _document("department_targets", title, body, accounts.year, table_set, style)
    made.body.append(tables.department_targets(accounts, style, title))
    return made


def evaluation_results(
    rng: Random,
    body: Department,
    accounts: Accounts,
    projects: Sequence[Project],
    table_set: str,
    style: Style,
) -> Document:
    """What outsiders found about projects: two passages each, published a year later."""
    year = accounts.year
    title = f"{year + 1}年{body.name}关于重点项目绩效评价结果的说明"
    made = _document("evaluation_results", title, body, year, table_set, style)
    for number, project in enumerate(projects, start=1):
        name = project.name if project.name.startswith(str(year)) else f"{year}年{project.name}"
        made.body += [
            f"{ordinal(number)}、{name}项目",
            "（一）项目基本情况",
            _told_money(project, f"{name}项目", style),
            "（二）绩效目标执行结果",
            _told_problems(rng, f"{name}项目"),
        ]
    return made


def _told_money(project: Project, name: str, style: Style) -> Told:
    planned, spent = sum(project.adjusted.values()), sum(project.executed.values())
    form = "evaluation_results"
    facts = {}
    for measure, fen in (("approved", planned), ("executed", spent)):
        amount = style.amount(fen)
        figure = Figure(form, "total", measure, amount, style.exact(fen), style.unit,
                        project=name)  # fmt: skip
        facts[measure] = Stated(f"{amount:,}", figure)
    template = f"项目预算资金{{approved}}{style.unit}，实际支出资金{{executed}}{style.unit}"
    if planned:
        rate = (Decimal(spent) * 100 / planned).quantize(Decimal("0.01"), ROUND_HALF_UP)
        figure = Figure(form, "total", "execution_rate", rate, rate, "%", project=name)
        facts["rate"] = Stated(f"{rate}", figure)
        template += "，预算执行率为{rate}%"
    return Told((Sentence(project.goal), Sentence(f"{template}。", facts=facts)))


def _told_problems(rng: Random, name: str) -> Told:
    chosen = rng.sample(_PROBLEMS, rng.randint(0, 3))
    opening = "经评价，立项依据充分、程序规范，绩效目标完成较好。"
    if not chosen:
        return Told((Sentence(opening),))
    found = tuple(Found(name, problem) for problem in chosen)
    return Told(
        (Sentence(opening), Sentence(f"但存在{'；'.join(chosen)}等问题。", found=found))
    )


def chosen(rng: Random, accounts: Accounts, most: int) -> list[Project]:
    """Some projects of the year, each name once, be it with the year or without."""
    named = {
        project.name.removeprefix(f"{accounts.year}年"): project
        for project in accounts.projects
        if project.indicators
    }
    projects = list(named.values())
    return projects if len(projects) <= most else rng.sample(projects, most)


def documents(
    rng: Random, body: Department, accounts: Accounts, table_set: str, style: Style
) -> Iterator[Document]:
    """The performance documents of a year; no two promise the same for one project."""
    projects = chosen(rng, accounts, 8)
    if not projects:
        return
    apart = table_set == "yunnan" or rng.random() < 0.5
    yield self_evaluations(body, accounts, projects, table_set, style, apart=apart)
    own = rng.choice(projects)
    others = [project for project in projects if project is not own]
    if others:
        yield many_targets(body, accounts, others, table_set, style)
    yield statement(rng, body, accounts, own, table_set, style)
    if table_set == "national":
        yield department_targets(body, accounts, table_set, style)
    yield evaluation_results(rng, body, accounts, projects, table_set, style)
