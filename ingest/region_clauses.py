"""What a clause of a government's report speaks of: a line of an account, or of its debt.

A clause is leading words (年份, 全市, 其中), a name, perhaps a verb, and an amount. Names are a
closed list; of what a name leaves open the sentence before it says which line is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

ACCOUNTS = (
    ("general_public_budget", "一般公共预算|公共财政预算|公共财政(?=收入|支出)"),
    ("government_fund", "政府性?基金(?:预算)?"),
    ("state_capital", "国有资本经营(?:预算)?"),
    ("social_insurance", "社会保[险障]基金(?:预算)?|社保基金(?:预算)?"),
)
ACCOUNT = re.compile("|".join(f"(?P<{name}>{words})" for name, words in ACCOUNTS))
_LABELS = {
    "general_public_budget": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "social_insurance": "社会保险基金预算",
}
SIDES = {"收入": "revenue", "支出": "expenditure"}
SIDE_WORDS = {side: word for word, side in SIDES.items()}
SPENT = ("expenditure", "transfer_out", "financing_out")
DEBT = "debt"

_VERB = (
    r"(?P<verb>(?:累计|共|实际|全年|预计|预期|拟|计划)*(?:完成|执行|实现|达到|达|为|安排|计划|预期|预计)"
    r"(?:数)?为?)?"
)
_BUDGET = (
    r"(?P<budget>年初预算|代编预算|汇总预算|(?:预算)?(?:调整|变动|变更)为"
    r"|(?:调整|变动)后?的?预算|预算|决算)?数?"
)
_OWN = re.compile(rf"(?P<total>总)?(?P<side>收入|支出){_BUDGET}{_VERB}")
_AGAIN = re.compile(rf"(?:年中|执行中)?{_BUDGET}{_VERB}")
"""A clause without a name, of the line that the sentence before it is about: 实际完成."""
_BEFORE_SIDE = re.compile(r"(?:调整|变动)后的?(?P<side>收入|支出)预算数?为?")
_GRAND = re.compile(rf"(?P<name>(?P<side>收入|支出)(?:预算)?(?:总计|总量|共计)){_VERB}")
_TOTAL_OF_ALL = re.compile(rf"(?P<name>总(?P<side>收入|支出)){_VERB}")
_LEFT = re.compile(r"(?:年终|年末)(?:滚存)?(?:结余|结转)(?:资金)?为?")
_DEBT = re.compile(
    r"(?P<new>新增)?(?:地方|法定)?(?:政府)?(?P<kind>一般|专项)?债务(?P<what>限额|余额)?"
    r"(?P<stage>(?:预计)?执行数|决算数|预算数)?(?:为|达到?|共计)?"
)
_BONDS = re.compile(
    r"(?P<issued>发行)?(?:地方)?(?:政府)?(?P<age>新增|再融资)?(?:地方)?(?:政府)?(?P<kind>一般|专项)?债[券务]"
    r"(?P<what>发行额?|还本|付息|本金|利息)?(?:(?<=债券还本|债券付息)支出)?(?P<stage>(?:预计)?执行数|决算数|预算数)?(?:为|达到?|共计)?"
)
"""What is issued, paid back and paid as interest: 发行新增一般债券, 债券还本."""
_BALANCE = re.compile(
    r"(?P<name>(?:当年|本年|年度|预算)?收支结余|(?:当年|本年|年度)结余|(?:年末|期末|累计)*(?:滚存|累计)结余)为?"
)
_FUND = re.compile(
    r"(?P<fund>[一-鿿]{2,16}?(?:养老|医疗|工伤|失业|生育|医保|护理)(?:保险)?基金)(?:预算)?总?(?P<side>收入|支出)"
    + _BUDGET
    + _VERB
)
THREE_PUBLIC = "three_public"
_ALL_OF_THREE = re.compile(
    r"(?:财政拨款)?(?:安排的?|开支的?)?(?P<name>三公经费)(?:财政拨款)?(?:支出)?(?:合计|总额)?"
    + _BUDGET
    + _VERB
)
_ONE_OF_THREE = re.compile(
    r"(?P<name>因公出国境?费用?|公务接待费用?|公务用车购置费?(?:及|和)运行(?:维护)?费用?|公务用车购置费用?"
    r"|公务用车运行(?:维护)?费用?)(?:支出)?" + _BUDGET + _VERB
)
_CLASSES = (
    r"一般公共服务|外交|国防|公共安全|教育|科学技术|文化(?:旅游)?体育与传媒|社会保障和就业"
    r"|卫生健康|医疗卫生与计划生育|节能环保|城乡社区|农林水|交通运输|资源勘探工业信息等|资源勘探信息等"
    r"|商业服务业等|金融|援助其他地区|自然资源海洋气象等|国土海洋气象等|住房保障|粮油物资储备"
    r"|灾害防治及应急管理|债务付息|债务发行费用"
)
_CLASS_ALONE = re.compile(rf"(?P<name>{_CLASSES}){_VERB}")
_ITEMS = (
    (
        "revenue",
        (
            r"税收收入|非税收入|(?:(?:国内|改征)?增值|消费|企业所得|个人所得|资源|城市维护建设|房产|印花|城镇土地使用|土地增值|车船"
            r"|耕地占用|契|烟叶|环境保护|环保|车辆购置)税(?:收入)?|专项收入|行政事业性收费收入|罚没收入"
            r"|国有资本经营收入|国有资源有偿使用收入|捐赠收入|(?:政府性?)?住房基金收入|其他收入"
            r"|国有土地使用权出让(?:金)?收入|国有土地收益基金收入|农业土地开发资金收入"
            r"|城市基础设施配套费收入|污水处理费收入|其他税收收入|专项债务对应项目专项收入|其他政府性基金收入|(?:福利|体育)?彩票公益金收入|车辆通行费收入"
            r"|利润收入|股[利息]、?股[利息]收入|产权转让收入|清算收入"
        ),
    ),
    (
        "expenditure",
        rf"(?:{_CLASSES}|其他)支出|国有土地使用权出让收入安排的支出|城市基础设施配套费安排的支出",
    ),
    (
        "transfer_in",
        (
            "(?:上级|省级?|市级?)(?:转移支付)?补助(?:收入)?|中央(?:财政)?补助(?:收入)?|上级转移支付收入"
            "|(?:下级|市县|县区|区县)上解(?:收入)?|返还性收入|税收返还收入"
            "|(?:一般性|专项)转移支付收入|(?:区域间)?转移性收入"
        ),
    ),
    (
        "transfer_out",
        (
            "对?(?:补助(?:下级|市县|县区|区县)|(?:下级|市县|县区|区县)补助)(?:支出)?"
            "|上解(?:上级|中央|省)(?:支出)?|上解支出|(?:区域间)?转移性支出"
        ),
    ),
    (
        "financing_in",
        (
            "待偿债置换(?:一般|专项)债券上年结余|国债转贷资金上年结余|上年(?:结余|结转|滚存)+(?:资金)?(?:收入)?"
            "|调入(?:资金|政府性基金(?:预算)?(?:资金)?|国有资本经营(?:预算)?(?:资金|收入)?|一般公共预算(?:资金)?)"
            "|(?:动用|调入|使用)(?:预算)?稳定调节基金"
            "|(?:地方政府)?(?:新增|再融资|置换)?(?:一般|专项)?债[务券](?:转贷)?收入"
        ),
    ),
    (
        "financing_out",
        (
            "调出资金|(?:安排|补充)(?:预算)?稳定调节基金|(?:地方政府)?(?:一般|专项)?债[务券]还本支出|债务转贷支出"
            "|年终结余|年终结转|结转下年(?:支出|使用)?"
        ),
    ),
)
"""Lines that sentences speak of, by their side; what is called otherwise is none."""
_NAMED = tuple(
    (side, re.compile(rf"(?P<name>{words}){_BUDGET}{_VERB}")) for side, words in _ITEMS
)

AMOUNT = re.compile(
    r"^(?P<words>[一-鿿]{0,30}?)(?P<number>-?\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)$"
)
WITHIN_LIMIT = re.compile("(?<=元)[以之]?内$")
"""What stands behind a limit that is kept."""
CHANGED = re.compile(
    r"^(?P<words>[一-鿿]*?)由(?:年初)?(?:预算)?的?(?P<first>\d[\d,]*(?:\.\d+)?)(?P<first_unit>亿元|万元)?"
    r"(?:调整|变动|变更|调增|调减)[为至到](?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元)$"
)
"""支出预算由3190691万元变动为4202408万元: the budget, then as adjusted."""


@dataclass(frozen=True, slots=True)
class Said:
    """The line that a clause is about.

    `phase` is one that its own words say; `item` is the kind of debt and what of it, or a fund;
    `classification` what its lines are, where that is not the account's own.
    """

    account: str
    side: str
    name: str
    total_kind: str | None = None
    phase: str | None = None
    verb: str = ""
    item: str | None = None
    is_named: bool = True
    classification: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether clauses without a name behind it can be about it: a total, a fund, debt."""
        return self.total_kind == "own" or self.item is not None


def said_of(
    words: str,
    account: str | None,
    side: str | None,
    before: Said | None,
    *,
    is_planned: bool,
    last: Said | None = None,
) -> Said | None:
    """The line that the words before an amount name; None where they name none.

    Args:
        words: the clause without its leading words and its amount.
        account: the account that headings or the sentence are about.
        side: the side of the account's total that was told last.
        before: the whole that the sentence is about, for a clause that names none.
        is_planned: whether leading words say that it is planned (安排).
        last: the line told last, of which 年初预算 or 决算 alone is another stage.
    """
    found = next(_readings(words, account, side, before, is_planned=is_planned), None)
    found = found or _told_again(words, last) or _limit_around(words, last)
    if found is None or found.phase or not is_planned:
        return found
    return replace(found, phase="approved")


def _readings(
    words: str, account: str | None, side: str | None, before: Said | None, *, is_planned: bool
) -> Iterator[Said]:
    named = ACCOUNT.match(words)
    if named and not (words.startswith(_AN_ITEM) and account not in (None, "state_capital")):
        yield from _of_account(words[named.end() :], str(named.lastgroup), named.group())
        return
    yield from _debts(words, before)
    yield from _three_public(words, before)
    if found := _FUND.fullmatch(words):
        yield _insured(found)
    if account is None:
        yield from _bonds(words, before)
        return
    yield from _items(words, account, side, before)
    yield from _unnamed(words, account, before, is_planned=is_planned)
    if before is not None and before.account == DEBT:
        yield from _bonds(words, before)


_AN_ITEM = "国有资本经营收入"
"""Within another account this is one of its lines, not an account of its own."""


def _of_account(rest: str, account: str, printed: str) -> Iterator[Said]:
    """What is said of an account by name: its total, all of a side, what is left."""
    if found := _OWN.fullmatch(rest):
        if found["total"] and account != "social_insurance":
            return
        name = printed + found["side"]
        yield _own(account, found["side"], name, found["budget"], found["verb"])
    elif found := _GRAND.fullmatch(rest):
        yield Said(
            account, SIDES[found["side"]], found["name"], "grand", verb=found["verb"] or ""
        )
    elif account == "social_insurance" and (found := _BALANCE.fullmatch(rest)):
        yield Said(account, "balance", found["name"])
    elif _LEFT.fullmatch(rest):
        yield Said(account, "financing_out", rest.removesuffix("为"))


def _own(account: str, word: str, name: str, budget: str | None, verb: str | None) -> Said:
    return Said(account, SIDES[word], name, "own", _phase_of(budget, verb), verb or "")


def of_side_alone(words: str, account: str) -> Said | None:
    """The account's total of a side that is named alone: 收入, 支出."""
    if words not in SIDES:
        return None
    return replace(_own(account, words, _LABELS[account] + words, None, None), is_named=False)


def _phase_of(budget: str | None, verb: str | None) -> str | None:
    """The stage that a budget's name or a verb says; None where the sentence around says it."""
    if budget:
        if re.search("调整|变动|变更", budget):
            return "adjusted"
        return "final" if budget == "决算" else "approved"
    return "approved" if verb and re.search("安排|预期|计划|拟", verb) else None


def _debts(words: str, before: Said | None) -> Iterator[Said]:
    """Limit or balance of debt; behind one that says which, a kind alone is of the same."""
    found = _DEBT.fullmatch(words)
    if not found or not (found["what"] or (found["kind"] and before and before.item)):
        return
    what = {"限额": "limit", "余额": "balance"}.get(found["what"] or "")
    if what is None and before is not None and before.account == DEBT:
        what = (before.item or "").partition(" ")[2]
    if not what or (found["new"] and what != "limit"):
        return
    what = "new_limit" if found["new"] else what
    yield Said(
        DEBT, DEBT, "债务", None, _stage(found), "",
        f"{_KINDS.get(found['kind'] or '', 'total')} {what}",
    )  # fmt: skip


_KINDS = {"一般": "general", "专项": "special"}
_OF_BONDS = {
    "发行": "issued",
    "还本": "principal_paid",
    "本金": "principal_paid",
    "付息": "interest_paid",
    "利息": "interest_paid",
}
_OF_AGE = {"新增": "issued_new", "再融资": "issued_refinancing"}


def _stage(found: re.Match[str]) -> str | None:
    """The stage that a word behind debt says: 余额预计执行数."""
    stages = (("执行", "executed"), ("决算", "final"), ("预算", "approved"))
    return next((phase for word, phase in stages if word in (found["stage"] or "")), None)


def _bonds(words: str, before: Said | None) -> Iterator[Said]:
    """What is issued, paid back and paid as interest; a kind alone is of what was told."""
    found = _BONDS.fullmatch(words)
    if not found:
        return
    what = _OF_BONDS.get((found["what"] or found["issued"] or "")[:2])
    if what in (None, "issued") and found["age"]:
        what = _OF_AGE[found["age"]]
    elif what is None and found["kind"] and before is not None and before.account == DEBT:
        what = (before.item or "").partition(" ")[2]
    if what and (what.startswith("issued") or not found["age"]):
        kind = _KINDS.get(found["kind"] or "", "total")
        yield Said(DEBT, DEBT, "债务", None, _stage(found), "", f"{kind} {what}")


def _three_public(words: str, before: Said | None) -> Iterator[Said]:
    """三公 of the level: all of it, and behind that its items."""
    is_told = before is not None and before.classification == THREE_PUBLIC
    found = _ALL_OF_THREE.fullmatch(words) or (
        _ONE_OF_THREE.fullmatch(words) if is_told else None
    )
    if found:
        verb = found["verb"] or ""
        yield Said(
            "general_public_budget", "expenditure", found["name"],
            None if _ONE_OF_THREE.fullmatch(words) else "own",
            _phase_of(found["budget"], verb), verb, classification=THREE_PUBLIC,
        )  # fmt: skip


def _insured(found: re.Match[str]) -> Said:
    name = found["fund"] + found["side"]
    phase = _phase_of(found["budget"], found["verb"])
    return Said(
        "social_insurance", SIDES[found["side"]], name, None, phase, found["verb"] or "",
        found["fund"],
    )  # fmt: skip


def _items(words: str, account: str, side: str | None, before: Said | None) -> Iterator[Said]:
    """The lines that a closed list has, of any account."""
    for of_side, rule in _NAMED:
        if found := rule.fullmatch(words):
            phase = _phase_of(found["budget"], found["verb"])
            yield Said(account, of_side, found["name"], None, phase, found["verb"] or "")
    if side == "expenditure" and account == "general_public_budget":
        found = _CLASS_ALONE.fullmatch(words)
        if found:
            phase = _phase_of(None, found["verb"])
            yield Said(account, side, found["name"], None, phase, found["verb"] or "")
    if account == "social_insurance" and (found := _BALANCE.fullmatch(words)):
        fund = before.item if before and before.account == account else None
        yield Said(account, "balance", found["name"], item=fund, is_named=False)
    elif found := _LEFT.fullmatch(words):
        yield Said(account, "financing_out", words.removesuffix("为"))


def _unnamed(
    words: str, account: str, before: Said | None, *, is_planned: bool
) -> Iterator[Said]:
    """What a clause without a name says: of the account, or of what was told before."""
    fund = before.item if before is not None and before.account == "social_insurance" else None
    label = fund or _LABELS[account]
    kind = None if fund else "own"
    found = _OWN.fullmatch(words)
    is_insured = account == "social_insurance"
    is_told = found and (found["budget"] or found["verb"] or is_planned or found["total"])
    if found and (is_told or _is_other_side(found, account, before)):
        if not found["total"] or is_insured:
            name = label + found["side"]
            phase = _phase_of(found["budget"], found["verb"])
            verb = found["verb"] or ""
            yield Said(
                account, SIDES[found["side"]], name, kind, phase, verb, fund, is_named=False
            )
        elif _TOTAL_OF_ALL.fullmatch(words):
            phase = _phase_of(None, found["verb"])
            yield Said(
                account, SIDES[found["side"]], "总" + found["side"], "grand", phase,
                found["verb"] or "",
            )  # fmt: skip
    if found := _GRAND.fullmatch(words):
        phase = _phase_of(None, found["verb"])
        yield Said(
            account, SIDES[found["side"]], found["name"], "grand", phase, found["verb"] or ""
        )
    if found := _BEFORE_SIDE.fullmatch(words):
        name = label + found["side"]
        yield Said(
            account, SIDES[found["side"]], name, kind, "adjusted", "", fund, is_named=False
        )


def _told_again(words: str, last: Said | None) -> Said | None:
    """Another stage of the line told last: 年初预算, 调整为, 实际完成."""
    found = _AGAIN.fullmatch(words)
    if found is None or last is None or last.account == DEBT:
        return None
    budget, verb = found["budget"], found["verb"] or ""
    if not (budget or re.search("完成|执行|实现", verb)):
        return None
    return replace(last, phase=_phase_of(budget, verb) or "done", verb=verb, is_named=False)


def _limit_around(words: str, last: Said | None) -> Said | None:
    """The limit within which all debt is said to be: 控制在省核定的限额650亿元以内.

    Behind parts of the balance nobody says whether it is theirs.
    """
    is_whole = last is not None and last.item == "total balance"
    if last is None or not is_whole or _AROUND.fullmatch(words) is None:
        return None
    return replace(last, item="total limit", phase=None)


_AROUND = re.compile(
    r"(?:严格)?(?:控制|保持)?在(?:[省市州]|上级|财政部|国务院|自治区|政府|财政厅|人大|常委会|批准|核定|下达|规定|确定|的)*(?:债务)?限额"
)


def _is_other_side(found: re.Match[str], account: str, before: Said | None) -> bool:
    """Whether a side alone (支出2310.7亿元) stands behind the other side's total."""
    return (
        before is not None
        and before.is_whole
        and before.account == account
        and before.side != SIDES[found["side"]]
    )


_COMPLETION = re.compile(
    r"^(?:完成|为|占|达到?|是)*(?:汇总|代编|全年|年度|当年)*(?P<base>年初|调整后?|变动后?)?的?(?:年度)?预算"
    r"(?P<changed>调整|变动)?后?(?:收入|支出)?(?:目标|任务|安排)?数?(?:[\d.,]+[亿万]元)?的?"
    r"(?P<rate>\d+(?:\.\d+)?)[%％]$"
)
_GROWTH = re.compile(
    r"^(?P<like>按?(?:同口径|可比口径))?(?:同比|(?:比|较)(?:上年度?|去年|\d{4}年)(?:同期)?"
    r"(?P<base>决算|快报|预计执行|执行|实际完成|实绩|完成|预算|年初预算|同口径)?数?)?(?:可比|同口径)?"
    r"(?P<sign>增长|下降|增加|减少|提高|降低|增幅为?|降幅为?)(?P<rate>\d+(?:\.\d+)?)[%％](?:左右)?$"
)
COMPARABLE = re.compile(
    r"^(?:若|如)?(?:剔除|扣除|还原|按)[一-鿿、“”\d年]{2,30}(?:因素|影响|口径|后|计算)$"
)
"""What is said before a rate that is worked out otherwise: 剔除留抵退税因素，增长15.3%."""
DIFFERENCE = re.compile(
    r"^(?:同口径)?(?:同比|(?:比|较)(?:上年|去年|\d{4}年|年初|预算)[一-鿿]{0,8}?(?:[\d,.]+[亿万]?元)?)?"
    r"(?:增收|增支|减收|减支|超收|短收|增加|减少|增长|下降)额?[\d,.]+(?:亿|万)?元$"
)
SHARE = re.compile(r"^占(?!预算|调整|年初|变动)[^\d%]*[\d.]+[%％]$")
"""What stands between an amount and its rates and is none: 增加3亿元, 占收入的72.9%."""
_BASES = {"年初": "approved", "年度": "approved", "全年": "approved", "汇总": "approved",
          "代编": "approved"}  # fmt: skip
_BASES_OF_GROWTH = {"决算": "final", "预算": "approved", "年初预算": "approved"}
_DOWN = ("下降", "减少", "降低", "降幅")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of the amount before it, in percent, and the stage of what it is over."""

    measure: str
    value: Decimal
    decimals: int
    base_phase: str | None


def rate_of(clause: str) -> Rate | None:
    """The rate that a clause says; None where it says none, or more than one."""
    if found := _COMPLETION.match(clause):
        word = found["base"] or ""
        is_changed = found["changed"] or word[:2] in ("调整", "变动")
        base = "adjusted" if is_changed else _BASES.get(word)
        return Rate("completion", Decimal(found["rate"]), _decimals(found["rate"]), base)
    if found := _GROWTH.match(clause):
        value = Decimal(found["rate"])
        value = -value if found["sign"].startswith(_DOWN) else value
        measure = "growth_comparable" if re.search("同口径|可比", clause) else "growth"
        base = _BASES_OF_GROWTH.get(found["base"] or "")
        return Rate(measure, value, _decimals(found["rate"]), base)
    return None


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])
