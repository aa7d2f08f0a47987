"""Kinds of departments: what they are called, run and pay for.

A body's name is that of its region, the word 示例 (example), and the name of its kind: no
real department bears it.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from corpus.classification import GENERAL, GOVERNMENT_FUND, STATE_CAPITAL
from mingzhang import REFERENCE

MARK = "示例"
LEVELS = ("province", "prefecture", "county", "zone")


@dataclass(frozen=True, slots=True)
class Work:
    """What a kind of department spends project money on."""

    code: str
    names: tuple[str, ...]
    fund: str = GENERAL
    largest: int = 300
    """The most that such a project costs in a year, in 万元, at the level of a county."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of department.

    `run` is the item that its administration is paid from, `unit_run` that of its
    institutions; `own` the sources of money besides appropriations, with the share of the
    running costs that they bring.
    """

    names: tuple[str, ...]
    levels: tuple[str, ...]
    run: str
    unit_run: str
    units: tuple[str, ...]
    works: tuple[Work, ...]
    is_institution: bool = False
    own: tuple[tuple[str, float], ...] = ()


KINDS: Sequence[Kind] = (
    Kind(
        ("财政局",), ("prefecture", "county"), "2010601", "2010650",
        ("国库支付中心", "财政绩效评价中心"),
        (
            Work("2010602", ("财政业务管理经费", "会计管理与监督检查经费")),
            Work("2010607", ("财政信息系统运维经费", "财政一体化系统建设经费"), largest=600),
            Work("2010608", ("预算绩效评价委托服务经费", "投资评审委托服务经费")),
            Work("2230105", ("国有企业退休人员社会化管理补助资金",), STATE_CAPITAL),
            Work("2239999", ("国有资本经营预算其他支出资金",), STATE_CAPITAL),
        ),
    ),
    Kind(
        ("数字经济发展中心",), ("prefecture", "zone"), "2013750", "2013750",
        (),
        (
            Work("2013704", ("政务云平台租赁服务经费", "网络安全保障经费"), largest=1200),
            Work("2013702", ("数字政府建设推进工作经费",)),
            Work("2060503", ("城市数据平台专项资金", "算力平台专项资金"), largest=4000),
            Work("2011308", ("数字经济招商引资工作经费",), largest=60),
        ),
        is_institution=True,
    ),
    Kind(
        ("教育体育局", "教育局"), ("prefecture", "county"), "2050101", "2050199",
        ("第一中学", "实验小学", "幼儿园", "教师发展中心"),
        (
            Work("2050202", ("义务教育薄弱环节改善资金", "校舍维修改造资金"), largest=2600),
            Work("2050203", ("学生营养改善计划补助资金", "教学设备采购资金"), largest=1500),
            Work("2050204", ("普通高中改善办学条件补助资金",), largest=1500),
            Work("2050201", ("学前教育普惠性补助资金",), largest=500),
            Work("2050999", ("教育费附加安排的校园安全经费",), largest=400),
            Work("2296003", ("体育彩票公益金全民健身资金",), GOVERNMENT_FUND, 120),
        ),
        own=(("institutional", 0.12), ("other", 0.02)),
    ),
    Kind(
        ("卫生健康局", "卫生健康委员会"), ("prefecture", "county"), "2100101", "2100199",
        ("疾病预防控制中心", "人民医院", "妇幼保健院"),
        (
            Work("2100408", ("基本公共卫生服务补助资金",), largest=2400),
            Work("2100409", ("重大传染病防控经费",), largest=500),
            Work("2100717", ("计划生育家庭扶助资金",), largest=300),
            Work("2100201", ("县级公立医院综合改革补助资金",), largest=900),
        ),
        own=(("institutional", 0.9), ("other", 0.03)),
    ),
    Kind(
        ("农业农村局",), ("prefecture", "county"), "2130101", "2130104",
        ("农业技术推广中心", "动物疫病预防控制中心"),
        (
            Work("2130106", ("农业新品种试验示范经费",)),
            Work("2130108", ("农作物病虫害防控经费",), largest=200),
            Work("2130122", ("特色产业发展扶持资金", "高标准农田建设补助资金"), largest=3000),
            Work("2130505", ("衔接推进乡村振兴产业发展资金",), largest=2000),
            Work("2130504", ("农村人居环境整治资金",), largest=1200),
        ),
    ),
    Kind(
        ("文化和旅游局",), ("prefecture", "county"), "2070101", "2070114",
        ("图书馆", "文化馆"),
        (
            Work("2070104", ("公共图书馆免费开放补助资金",), largest=80),
            Work("2070109", ("群众文化活动经费", "乡镇文化站免费开放补助资金"), largest=150),
            Work("2070204", ("文物保护修缮经费",), largest=500),
            Work("2070102", ("旅游宣传推介经费",), largest=400),
        ),
        own=(("other", 0.02),),
    ),
    Kind(
        ("市场监督管理局",), ("prefecture", "county"), "2013801", "2013850",
        ("检验检测中心",),
        (
            Work("2013816", ("食品安全监督抽检经费",)),
            Work("2013812", ("药品安全监管经费",), largest=120),
            Work("2013802", ("市场监管执法办案经费",), largest=200),
            Work("2013808", ("智慧市场监管平台运维经费",), largest=300),
        ),
        own=(("institutional", 0.05), ("operating", 0.04)),
    ),
    Kind(
        ("民政局",), ("prefecture", "county"), "2080201", "2080202",
        ("社会福利院",),
        (
            Work("2080208", ("村级组织运转和社区治理补助资金",), largest=900),
            Work("2081901", ("城市最低生活保障配套资金",), largest=1200),
            Work("2081902", ("农村最低生活保障配套资金",), largest=1800),
            Work("2296002", ("福利彩票公益金养老服务资金",), GOVERNMENT_FUND, 400),
        ),
        own=(("superior_subsidy", 0.03), ("other", 0.01)),
    ),
    Kind(
        ("住房和城乡建设局",), ("county", "zone"), "2120101", "2120199",
        ("市政工程管理所", "园林绿化管理站"),
        (
            Work("2120303", ("小城镇基础设施建设资金",), largest=2500),
            Work("2120501", ("环卫保洁服务外包经费",), largest=2800),
            Work("2210108", ("老旧小区改造补助资金",), largest=2000),
            Work("2120803", ("市政道路建设资金",), GOVERNMENT_FUND, 6000),
            Work("2120801", ("征地拆迁补偿资金",), GOVERNMENT_FUND, 60000),
            Work("2110302", ("城镇污水处理设施运行经费",), largest=900),
        ),
    ),
    Kind(
        ("街道办事处", "镇人民政府"), ("county",), "2010301", "2010350",
        ("综合行政执法队", "党群服务中心"),
        (
            Work("2010302", ("街道日常运转保障经费",), largest=150),
            Work("2120102", ("网格化管理经费",), largest=400),
            Work("2120501", ("市容环境卫生整治经费",), largest=500),
            Work("2130705", ("村（社区）干部补助资金",), largest=700),
            Work("2080705", ("公益性岗位补贴资金",), largest=400),
            Work("2049999", ("平安建设工作经费",), largest=130),
            Work("2070308", ("群众体育活动经费",), largest=20),
            Work("2060702", ("科普活动经费",), largest=10),
        ),
    ),
    Kind(
        ("管理委员会",), ("zone",), "2010301", "2010350",
        ("企业服务中心",),
        (
            Work("2010302", ("园区日常管理经费", "法律服务与规划编制经费"), largest=700),
            Work("2011308", ("产业招商服务经费", "重大项目招引奖补资金"), largest=500),
            Work("2150805", ("企业扶持专项资金",), largest=90000),
            Work("2120399", ("园区公共设施养护经费",), largest=1500),
            Work("2120899", ("园区基础设施配套资金",), GOVERNMENT_FUND, 50000),
        ),
        own=(("other", 0.02),),
    ),
    Kind(
        ("商务局", "商务委员会"), ("prefecture", "county"), "2011301", "2011350",
        ("中小企业服务中心",),
        (
            Work("2011302", ("外经贸管理工作经费",), largest=150),
            Work("2160299", ("标准化菜市场改造补助资金",), largest=1500),
            Work("2150805", ("中小企业发展扶持资金",), largest=5000),
            Work("2011308", ("会展与招商活动经费",), largest=300),
        ),
    ),
    Kind(
        ("人力资源和社会保障局",), ("prefecture", "county"), "2080101", "2080109",
        ("社会保险中心", "劳动就业服务中心"),
        (
            Work("2080102", ("人事考试与职称评审经费",), largest=150),
            Work("2080705", ("公益性岗位补贴资金",), largest=900),
            Work("2080109", ("社保信息系统运维经费",), largest=200),
        ),
        own=(("other", 0.02),),
    ),
    Kind(
        ("统计局",), ("province", "prefecture", "county"), "2010501", "2010550",
        ("普查中心",),
        (
            Work("2010505", ("专项统计调查经费",), largest=300),
            Work("2010507", ("经济普查经费", "人口抽样调查经费"), largest=500),
            Work("2010502", ("统计业务工作经费",), largest=100),
        ),
    ),
    Kind(
        ("第二人民医院",), ("prefecture",), "2100201", "2100201",
        (),
        (
            Work("2100201", ("重点专科建设资金", "医疗设备购置资金"), largest=1500),
            Work("2100409", ("传染病防治能力提升资金",), largest=600),
        ),
        is_institution=True,
        own=(("institutional", 6.0), ("other", 0.2), ("operating", 0.05)),
    ),
    Kind(
        ("档案馆",), ("prefecture", "county"), "2012601", "2012650",
        (),
        (Work("2012604", ("档案数字化加工经费", "档案库房设备购置经费"), largest=120),),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A region as the reference data has it; `host_code` is its own code or its host's."""

    code: str
    full_name: str
    level: str
    province_name: str
    host_code: str


@cache
def regions() -> Sequence[Region]:
    """Every region of today, and the development zones."""
    with (REFERENCE / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["is_current"] == "true"]
    found = [
        Region(
            row["region_code"],
            _full_name(row),
            row["region_level"],
            row["province_name"],
            row["region_code"],
        )
        for row in rows
    ]
    provinces = {region.code: region.province_name for region in found}
    with (REFERENCE / "development_zones.csv").open(encoding="utf-8", newline="") as file:
        found += [
            Region(
                row["zone_code"],
                row["zone_name"],
                "zone",
                provinces[row["host_region_code"]],
                row["host_region_code"],
            )
            for row in csv.DictReader(file)
        ]
    return found


def _full_name(row: dict[str, str]) -> str:
    """A county with its prefecture before it, as its departments sign."""
    if row["region_level"] != "county":
        return row["region_name"]
    host = row["prefecture_name"] or row["province_name"]
    return f"{host}{row['region_name']}"


@dataclass(frozen=True, slots=True)
class Body:
    """A department or one of its units."""

    name: str
    region: Region
    kind: Kind
    is_institution: bool
    staff: int


@dataclass(frozen=True, slots=True)
class Department:
    """A department, its own body first among the units whose accounts it sums."""

    name: str
    region: Region
    kind: Kind
    units: tuple[Body, ...]


def department(rng: Random, provinces: Sequence[str]) -> Department:
    """A department of a region in one of the provinces."""
    kind = rng.choice(KINDS)
    found = _of_level(kind, provinces)
    while not found:
        kind = rng.choice(KINDS)
        found = _of_level(kind, provinces)
    return _body(rng, kind, rng.choice(found))


def city_department(
    rng: Random, provinces: Sequence[str], seed: int, number: int
) -> Department:
    """The `number`-th department of the one city of a seed: each is of another kind."""
    kinds = [kind for kind in KINDS if "prefecture" in kind.levels]
    cities = [
        region
        for region in regions()
        if region.level == "prefecture" and region.province_name in provinces
    ]
    return _body(rng, kinds[number % len(kinds)], cities[seed % len(cities)])


def _body(rng: Random, kind: Kind, region: Region) -> Department:
    name = f"{region.full_name}{MARK}{rng.choice(kind.names)}"
    staff = {"province": 140, "prefecture": 60, "county": 30, "zone": 40}[region.level]
    head = Body(
        name, region, kind, kind.is_institution, max(5, int(staff * rng.uniform(0.3, 2.5)))
    )
    chosen = rng.sample(kind.units, rng.randint(0, len(kind.units)))
    others = tuple(
        Body(
            f"{region.full_name}{MARK}{unit}", region, kind, is_institution=True,
            staff=max(3, int(staff * rng.uniform(0.1, 3))),
        )
        for unit in chosen
    )  # fmt: skip
    return Department(name, region, kind, (head, *others))


def _of_level(kind: Kind, provinces: Sequence[str]) -> list[Region]:
    return [
        region
        for region in regions()
        if region.level in kind.levels and region.province_name in provinces
    ]
