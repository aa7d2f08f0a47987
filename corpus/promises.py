"""What projects promise and achieve: goals and indicators, as performance forms print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from corpus.books import Indicator, Project
from corpus.money import TEN_THOUSAND

FULL_MARKS = Decimal(90)
"""The points of all indicators; ten more are for spending the money."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """An indicator that projects use: values between two bounds, or words."""

    level1: str
    level2: str
    name: str
    operators: tuple[str, ...]
    low: float = 0
    high: float = 0
    step: float = 1
    unit: str = ""
    words: tuple[str, ...] = ()


_PATTERNS: Sequence[_Pattern] = (
    _Pattern("产出指标", "数量指标", "开展检查次数", (">=",), 2, 60, 1, "次"),
    _Pattern("产出指标", "数量指标", "举办培训班期数", (">=", "="), 1, 12, 1, "期"),
    _Pattern("产出指标", "数量指标", "参加培训人次", (">=",), 50, 3000, 10, "人次"),
    _Pattern("产出指标", "数量指标", "补助对象人数", ("=", ">="), 30, 9000, 1, "人"),
    _Pattern("产出指标", "数量指标", "采购设备数量", ("=",), 1, 400, 1, "台（套）"),
    _Pattern("产出指标", "数量指标", "形成工作报告数量", (">=",), 1, 30, 1, "份"),
    _Pattern("产出指标", "数量指标", "数据归集数量", (">=",), 1000, 30000, 500, "万条"),
    _Pattern("产出指标", "数量指标", "维护面积", (">=", "="), 500, 90000, 0.5, "平方米"),
    _Pattern("产出指标", "数量指标", "建设道路里程", (">=",), 1, 40, 0.1, "公里"),
    _Pattern("产出指标", "数量指标", "编发宣传稿件篇数", (">=",), 20, 900, 5, "篇"),
    _Pattern("产出指标", "质量指标", "项目验收合格率", (">=", "="), 90, 100, 1, "%"),
    _Pattern("产出指标", "质量指标", "系统运行稳定率", (">=",), 90, 99.5, 0.5, "%"),
    _Pattern("产出指标", "质量指标", "资金使用合规性", ("=",), words=("合规",)),
    _Pattern("产出指标", "质量指标", "培训人员合格率", (">=",), 85, 100, 5, "%"),
    _Pattern("产出指标", "时效指标", "任务按时完成率", (">=", "="), 90, 100, 5, "%"),
    _Pattern("产出指标", "时效指标", "资金拨付及时性", ("=",), words=("及时",)),
    _Pattern("产出指标", "时效指标", "项目完成时间", ("<=", "="), words=("{year}年底前",)),
    _Pattern("产出指标", "时效指标", "故障响应时间", ("<=",), 1, 48, 1, "小时"),
    _Pattern("效益指标", "经济效益指标", "带动社会投资额", (">=",), 50, 20000, 50, "万元"),
    _Pattern("效益指标", "经济效益指标", "节约财政资金率", (">=",), 2, 20, 1, "%"),
    _Pattern("效益指标", "社会效益指标", "政策知晓率", (">=",), 80, 95, 5, "%"),
    _Pattern("效益指标", "社会效益指标", "公共服务能力", ("=",), words=("有效提升",)),
    _Pattern("效益指标", "社会效益指标", "安全责任事故发生数", ("=", "<="), 0, 0, 1, "起"),
    _Pattern("效益指标", "生态效益指标", "新增绿化面积", (">=",), 100, 30000, 100, "平方米"),
    _Pattern("效益指标", "可持续影响指标", "长效机制健全性", ("=",), words=("健全",)),
    _Pattern("满意度指标", "服务对象满意度指标", "服务对象满意度", (">=",), 80, 98, 1, "%"),
    _Pattern("满意度指标", "服务对象满意度指标", "受益群众满意度", (">=",), 85, 95, 5, "%"),
)  # fmt: skip
_LEVELS = ("产出指标", "效益指标", "满意度指标")
_MOST = {"产出指标": 8, "效益指标": 4, "满意度指标": 2}


def make(rng: Random, project: Project, year: int) -> tuple[str, str, tuple[Indicator, ...]]:
    """Goal, what was done, and the indicators of a project in a year."""
    chosen: list[_Pattern] = []
    for level in _LEVELS:
        found = [pattern for pattern in _PATTERNS if pattern.level1 == level]
        count = rng.randint(1 if level == "满意度指标" else 2, _MOST[level])
        names: set[str] = set()
        for pattern in rng.sample(found, min(count, len(found))):
            names.add(pattern.name)
            chosen.append(pattern)
    chosen.sort(key=_PATTERNS.index)
    weights = _weights(rng, len(chosen))
    indicators = tuple(
        _indicator(rng, pattern, weight, year)
        for pattern, weight in zip(chosen, weights, strict=True)
    )
    cost = sum(project.approved.values()) / TEN_THOUSAND
    first = indicators[0]
    goal = (
        f"{year}年计划实施{project.name}，安排资金{cost:.2f}万元，"
        f"{first.name}达到{first.target}{first.unit}，保障各项任务按期完成。"
    )
    done = f"{year}年按计划推进{project.name}，{first.name}实际完成{first.actual}{first.unit}。"
    return goal, done, indicators


def _weights(rng: Random, count: int) -> list[Decimal]:
    """Points that sum to the full marks, most of them alike."""
    step = rng.choice((5, 5, 1))
    units = int(FULL_MARKS) // step
    weights = [units // count] * count
    for _ in range(units - sum(weights)):
        weights[rng.randrange(count)] += 1
    return [Decimal(weight * step) for weight in weights]


def _indicator(rng: Random, pattern: _Pattern, weight: Decimal, year: int) -> Indicator:
    operator = rng.choice(pattern.operators)
    if pattern.words:
        target = rng.choice(pattern.words).format(year=year)
        actual = target if rng.random() < 0.9 else "基本达到"
        is_met = actual == target
    else:
        value = _value(rng, pattern)
        reached = rng.choice((1.0, 1.0, 1.0, rng.uniform(0.5, 1.0), rng.uniform(1.0, 1.5)))
        if operator == "=" and rng.random() < 0.8:
            reached = 1.0
        top = 100.0 if pattern.unit == "%" else float("inf")
        done = min(round(value * reached / pattern.step) * pattern.step, top)
        target, actual = _printed(value), _printed(done)
        is_met = {"=": done == value, ">=": done >= value, "<=": done <= value}[operator]
    lost = Decimal(0) if is_met else (weight * rng.randint(10, 60) / 100).quantize(Decimal(1))
    return Indicator(
        pattern.level1,
        pattern.level2,
        pattern.name,
        operator,
        target,
        pattern.unit,
        not pattern.words,
        actual,
        weight,
        weight - min(lost, weight),
        f"反映{pattern.name}的情况。",
    )


def _value(rng: Random, pattern: _Pattern) -> float:
    steps = round((pattern.high - pattern.low) / pattern.step)
    return pattern.low + rng.randint(0, steps) * pattern.step


def _printed(value: float) -> str:
    """A value without needless decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text or "0"
