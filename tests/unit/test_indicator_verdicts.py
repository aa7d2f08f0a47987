"""Targets and results as offices print them, with the verdict of whoever reads them.

Reading and rule together: the texts are read as in a build, and the model that judges them
runs as it stands. Where nothing printed decides there is no verdict; a false one is worse.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import yaml

from ingest.indicator_values import adjusted_target, values_of
from ingest.raw_tables import TABLES

MODELS = Path(__file__).parents[2] / "models" / "figures" / "steps"
YEAR = 2023
"""Of the document, for dates that print none."""

# Target | result, and where they stand in columns of their own | operator | unit.
MET = """
≥90% | 95%
≥90% | 90.00%
≥90％ | ９５％
10-20个 | 15个
10-20个 | 10个
10～20个 | 20个
10至20个 | 12个
1-2万元 | 1.5万元
1-2万元 | 15000元
5000-1万元 | 8000元
90%-100% | 95%
90-100% | 95%
≤30个工作日 | 25个工作日
≤30个工作日 | 25工作日
≥1次/年 | 2次/年
≤50元/平方米 | 48.5元/平方米
≤2万元/公里 | 1.8万元/公里
12期 | 12期
12期 | 12
12 | 12期
100% | 100.00%
100% | 100%
100 | 100%
≥2公里 | 2500米
≥2千米 | 2公里
≥1公顷 | 15亩
≥100亩 | 7公顷
≥1亩 | 700平方米
≥5000吨 | 0.6万吨
≥1吨 | 1200公斤
≤2小时 | 90分钟
≤24小时 | 1天
≤3天 | 72小时
≤90万元 | 900000元
≤90万元 | 85
≥2万人 | 3
≥2万人 | 30000人
≥2万人 | 3万人
≥1,000人次 | 1,200人次
≥1.5万人次 | 16000人次
2023年12月31日前 | 2023年12月20日
2023年12月31日前 | 2023年12月31日
2023年12月底前完成 | 2023年12月31日
2023年12月底前 | 2023年11月
2023年底 | 2023年12月
2023年底前 | 2023年10月15日
2023年12月31日 | 2023年11月30日
2023年12月31日 | 2023年12月31日
2023-12-31 | 2023-11-30
2023.12.31 | 2023.11.30
2023/12/31 | 2023/11/30
20231231 | 20231130
2023年12月31日前 | 20231130
10月31日前 | 10月20日
10月31日前 | 2023年10月20日
12月底前 | 12月25日
12月 | 11月
12月 | 12月
2023年12月 | 2023年12月20日
第一季度 | 2023年3月
第一季度 | 第一季度
2023年第四季度 | 2023年11月
全年 | 全年
每月 | 每月
2023年6月—12月 | 2023年10月
2023年6月—12月 | 2023年6月—12月
2023年1-12月 | 2023年1-12月
2023年12月31日前完成 | 已于2023年12月20日完成
2023年12月31日前 | 2023年12月31日前
≤2023年12月31日 | 2023年12月1日
不晚于2023年12月31日 | 2023年12月1日
≥十个 | 12个
两次 | 2次
≥三十人 | 35人
不少于一百二十人 | 130人
百分之九十以上 | 95%
≥90% | 百分之九十五
100% | 百分之百
至少5项 | 6项
不得少于5次 | 5次
不得低于95% | 96%
控制在5%以内 | 4.5%
控制在100万元以内 | 98.5万元
控制在100万元 | 98.5万元
90%以上 | 95%
90%（含）以上 | 90%
90%及以上 | 90%
5%以下 | 3%
3天内 | 2天
3天以内 | 3天
24小时内 | 20小时
24小时内 | 24小时内
3个工作日内 | 2个工作日
不低于90% | 92%
不超过5次 | 4次
小于等于5% | 5%
大于等于90% | 90%
大于90% | 91%
＞90% | 91%
≧90% | 91%
≦5% | 5%
超过1000人 | 1001人
不足10件 | 8件
=1个 | 1个
=1个 | 1
=100% | 100%
≥95分 | 96
≥95分 | 96分
0起 | 0起
0起 | 0
≤0起 | 0起
=0 | 0
≥95% | 98
提高 | 提高
优 | 优
是 | 是
完成 | 已完成
完成 | 完成
全部完成 | 全部完成
完成 | 全部完成
及时 | 及时
合格 | 合格
提升 | 达成预期指标
有效保障 | 达成年度指标
1:3 | 1:3
增长5% | 增长5%
较上年增长≥5% | 增长6%
较上年增长≥5% | 6%
下降≥5% | 下降6%
下降 | 下降
-5% | -5%
≤5‰ | 3‰
≤5‰ | 0.4%
≥2个百分点 | 2.5个百分点
3-5天 | 4天
≤18月 | 14月
≤18个月 | 14个月
≤18个月 | 1年
≤2年 | 18个月
≤6月 | 5月
≥12场 | 12场次
≥30名 | 32人
≥5家 | 6家企业
90 | 95 | ≥ | %
90 | 95% | ≥ | %
1 | 1 | = | 个
12 | 12 |  | 期
≥12 | 13 |  | 期
90 | 100 | ≥ | 百分比
2 | 3 | ≥ | 万人
2 | 30000人 | ≥ | 万人
2023年12月31日 | 2023年12月20日 | ≤
2023年12月31日前 | 2023年12月20日 | =
达标 | 达标 | =
100 | 100 | ＝ | %
90 | 95 | 大于等于 | %
50 | 48 | ≤ | 万元
50 | 480000元 | ≤ | 万元
12 | 12.00 | = | 次
15 | 20 | 不少于 | 人次
达到90% | 95%
达到90%以上 | 95%
完成12期 | 完成12期
≥12期 | 完成12期
≥12期 | 共15期
≥1000平方米 | 1000㎡
≥1000平方米 | 1200m²
10个（含）以上 | 10个
≥95%① | 96%
≥900.00① | 900.00②
每季度1次 | 每季度1次
±5% | 3%
2023年内 | 2023年11月
年底前 | 2023年11月30日
12月上旬 | 12月5日
2023年上半年 | 2023年5月
一年 | 1年
1年 | 12个月
≤12个月 | 1年
≥98% | 98.00%
≥2次/年 | 2次/年
每年2次 | 每年2次
≥200平方米 | 200平方米
≥0.5万平方米 | 5000平方米
≥500万千瓦时 | 520万千瓦时
≥3个月 | 3个月
12个月 | 12个月
≤1‰ | 0.5‰
≤15分钟 | 10分钟
≥1000立方米 | 1000方
≤0.1% | 0.05%
100% | 100
100 | 100
≥100 | 100%
≥100万元 | 120
≥100万元 | 120万
≥100万元 | 120万元
≤100万元 | 100
1000元/人 | 1000元/人
≤1000元/人·月 | 900元/人·月
≤1000元/人/月 | 900元/人/月
≥3篇（次） | 3篇（次）
374台（套） | 374台（套）
=374台（套） | 374台（套）
100分 | 100分
≥85分 | 88.5分
≥99.9% | 99.95%
0 | 0
0次 | 0次
无 | 无
不发生 | 未发生
零事故 | 零事故
按时完成 | 按时完成
按时完成 | 已按时完成
已完成 | 完成
有效 | 有效
≥5件 | 5件
≥5 件 | 5 件
≥ 5件 |  6件
2-4次 | 3次
2次-4次 | 3次
2~4次 | 4次
1-3年 | 2年
3-5个工作日 | 3个工作日
3-5天 | 3-5天
≤5天 | 3-5天
>0 | 1
＞0件 | 3件
＜3% | 2.5%
<=3% | 3%
>=3% | 3%
=>3% | 3%
≥80%（含） | 80%
大于80%（含） | 80%
应不低于80% | 85%
不低于上年 | 不低于上年
2023 | 2023
2023年 | 2023年
2023年度 | 2023年度
当年完成 | 当年完成
年内完成 | 2023年9月
2023年12月25日前 | 2023年12月中旬
2023年6月底前 | 2023年6月30日
6月30日前 | 6月30日
6月底 | 6月20日
每月10日前 | 每月10日前
2023年1月1日-2023年12月31日 | 2023年1月1日-2023年12月31日
2023年1月-2023年12月 | 2023年1月至2023年12月
2023.1-2023.12 | 2023年1月-12月
2023年12月前 | 2023年11月
2023年12月底前完成项目验收 | 2023年11月完成
2023年12月底前完成项目验收 | 2023年11月完成项目验收
2023年12月31日前 | 二〇二三年十二月二十日
2023年9月底前 | 2023年8月
2023年12月31日前 | 2023-12-20
2023年12月31日前 | 2023-12-20 00:00:00
2023.12 | 2023.12
2023年12月 | 2023.11
≥3场 | 举办3场
10/12 | 10/12
≤100万元 | 100.00万元
≥30000平方米 | 3公顷
≥5km | 5公里
≥10吨 | 10t
≥500kg | 0.5吨
≤200g | 0.2kg
≥1亿千瓦时 | 1亿千瓦时
15日内 | 10日
15日内 | 10天
≤15日 | 10日
≤7天 | 1周
≤1季度 | 3个月
三级 | 三级
一次 | 1次
一致 | 一致
十四五期间 | 十四五期间
一般 | 一般
≥20万 | 20万
≥20万 | 200000
≥20 | 20万
第四季度前 | 2023年9月
每年≥4次 | 每年5次
每月不少于2次 | 每月2次
合格率≥95% | 96%
5个工作日内办结 | 3个工作日
≥20平方米/人 | 21㎡/人
≥50公顷 | 800亩
≥3.5亿元 | 36200万元
2小时内 | 1小时内
不超预算 | 未超预算
≥1000m³ | 1000立方米
≤5‰ | 4
1:2 | 1∶2
≤100 | 98.56 |  | 万元
≤48小时 | 2天
2023年6月30日 | 20230630
完成1项 | 已完成1项
满意度≥90% | 满意度95%
增加≥10个 | 增加12个
"""
NOT_MET = """
在30天内 | 31天
≥90% | 85%
10-20个 | 25个
10—20个 | 8个
≤30个工作日 | 35个工作日
≤50元/平方米 | 51元/平方米
≥2公里 | 1500米
≥120亩 | 7公顷
≥1吨 | 900千克
≤2小时 | 150分钟
≤90万元 | 95万元
≤90万元 | 95
≤90万元 | 950000
≥1亿元 | 9000万元
≥1.5万人次 | 1.2万人次
2023年12月31日前 | 2024年1月5日
2023年12月底前完成 | 2024年1月5日
2023年底前 | 2024年2月
10月31日前 | 11月20日
10月31日前 | 2023年11月20日
第一季度 | 2023年4月
2023年6月—12月 | 2024年2月
不晚于2023年12月31日 | 2024年1月1日
≥十个 | 9个
至少5项 | 4项
不得少于5次 | 4次
不得超过5% | 6%
控制在5%以内 | 5.5%
5%以下 | 8%
3天内 | 4天
不超过5次 | 6次
小于等于5% | 6%
大于90% | 90%
＞90% | 85%
=1个 | 0个
=100% | 98%
≤0起 | 1起
≥95% | 93
是 | 否
完成 | 未完成
及时 | 不及时
合格 | 不合格
较上年增长≥5% | 增长3%
较上年增长≥5% | 下降3%
≥5% | -5%
≤5‰ | 0.6%
3-5天 | 6天
90 | 85 | ≥ | %
±5% | 8%
12月上旬 | 12月25日
≤15分钟 | 0.5小时
不发生 | 发生
达标 | 未达标
按时完成 | 未按时完成
2-4次 | 5次
＜3% | 3%
2023年 | 2024年3月
2023年6月30日前 | 2023年7月1日
2023年3月前启动 | 2023年5月启动
≤100万元 | 100.01万元
15日内 | 20日
≤7天 | 2周
第四季度前 | 2024年1月
合格率≥95% | 合格率93%
=100% | 105%
≥50公顷 | 700亩
提高 | 未达成年度指标且效果较差
6月底前 | 7月1日
5%~10% | 12%
≥-5% | -6%
"""
UNTOLD = """
≥5oo | 300
≤30个工作日 | 25天
≤50元/平方米 | 30元/亩
12期 | 13期
12期 | 11期
100% | 98%
2023年6月-12月 | 2023年6月-11月
2023年12月15日前 | 2023年12月
2023年12月31日前完成 | 已完成
0起 | 1起
≥90% | 0.95
≥95% | 0.96
≤3% | 0.05
| 12个
≥80% | 80%以上
≥80% | 约85%
≥80% | 85%左右
≥100人 | 100余人
≥100人 | 100多人
≥80% | ≥85%
≥80% | 超过80%
提高 | 有所提高
优 | 良
完成 | 基本完成
完成 | 部分完成
及时 | 较及时
有效保障 | 部分达成年度指标并具有一定效果
1:3 | 1:4
增长5% | 增长6%
下降≥5% | 6%
下降 | 下降5%
≥2个百分点 | 3%
≤30天 | 1个月
≥90% |
≥12次 | 已完成
≥12次 | 12场
≥5个村 | 6个项目
≥100人 | 120人次
约100人 | 约100人
100人左右 | 105人
比2021年增长5个百分点 | 增长5个百分点
2023年12月31日前 | 1月5日
≥98% | 1
1 | 100%
≥4次/年 | 4次
≥4次/年 | 3次/季度
显著 | 明显
长期 | 中长期
0次 | 无
无 | 有
达标 | 基本达标
按时完成 | 已完成
较高 | 高
3-5月 | 4
≤4天 | 3-5天
≤5% | 5%以内
≥95% | 95%以上
≥1000人 | 1000人以上
≥1000人 | 近1000人
≥1000人 | 1000余人
大于等于上年 | 大于等于上年度
每月10日前 | 每月8日
启动时间2023年3月 | 2023年3月
2023年12月底前完成 | 2023年11月启动
2023年12月31日前 | 100%
2023年12月31日前 | 按时完成
≥3场 | 3场，参与120人
≥90% | 95%，完成
≥50人次 | 50人次/55人次
≥10GB | 1TB
100% | 1:1
三级 | 二级
≥1级 | 1级
一次性 | 一次
一般 | 较好
二等奖 | 一等奖
1年 | 2023年
≥1年 | 2023年
二级及以上 | 一级
-3%以内 | -2%
第四季度前 | 2023年11月
2023年12月前 | 2023年12月15日
≥5000元 | 0.6
每月1次 | 每月2次
合格率≥95% | 参与率98%
100% | 100%（未完成）
≥5家 | 5家未完成
≥3.5万元/人 | 3.6万元
12月31日前 | 12月31日前未完成
12月20日前 | 12月25日前
≥50家 | 50个
零投诉 | 0
≤5‰ | 0.005
提高 | 部分达成年度指标并具有一定效果
四季度前 | 四季度
≤1000000元 | 98.56
≤5分钟 | 5分
≤7个工作日 | 7天
2023年12月31日 | 45260
每年12月底前 | 12月20日
通过 | 通过验收
满意 | 基本满意
"""


def pairs(table):
    """The lines of a table as (target, actual, operator, unit)."""
    cells = [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]
    return [tuple(row + [""] * (4 - len(row))) for row in cells]


@cache
def model():
    """The model that judges, and the columns that it reads."""
    sql = (MODELS / "int_indicators_judged.sql").read_text(encoding="utf-8")
    described = yaml.safe_load(
        (MODELS / "int_indicators_levelled.yml").read_text(encoding="utf-8")
    )
    columns = [column["name"] for column in described["models"][0]["columns"]]
    return re.sub(r"\{\{ ref\('(\w+)'\) \}\}", r"\1", sql), columns


def judge(indicators):
    """What the warehouse says of indicators, in their order.

    Each is its printed cells, beside weight and score, and the `unsure` ones.
    """
    rows = []
    for no, printed in enumerate(indicators):
        unsure = printed.get("unsure", ())
        cells = {name: text for name, text in printed.items() if name != "unsure"}
        values = values_of({n: text for n, text in cells.items() if text}, YEAR, unsure)
        row = {
            "row_no": no,
            "operator": values["target_operator"],
            "target_unit": values["target_unit_text"],
            "target_text": cells["target"] or None,
            "actual_text": cells["actual"] or None,
            "weight": cells.get("weight"),
            "score": cells.get("score"),
            "is_value_unsure": bool(unsure),
        }
        rows.append({**values, **row})
    sql, columns = model()
    types = TABLES["indicators"] | dict.fromkeys(("weight", "score"), pa.decimal128(18, 6))
    types["is_value_unsure"] = pa.bool_()
    table = pa.table(
        {
            name: pa.array([row.get(name) for row in rows], types.get(name, pa.string()))
            for name in columns
        }
    )
    with duckdb.connect() as connection:
        connection.register("int_indicators_levelled", table)
        return connection.sql(f"{sql} order by row_no").pl().rows(named=True)


def judged(target, actual, **points):
    """What the warehouse says of one indicator."""
    return judge([{"target": target, "actual": actual, **points}])[0]


@cache
def verdicts():
    """The verdict on every pair of the lists above."""
    every = pairs(MET) + pairs(NOT_MET) + pairs(UNTOLD)
    names = ("target", "actual", "operator", "unit")
    found = judge([dict(zip(names, pair, strict=True)) for pair in every])
    return {pair: row["is_met"] for pair, row in zip(every, found, strict=True)}


@pytest.mark.parametrize("pair", pairs(MET), ids=" ".join)
def test_it_is_met(pair):
    assert verdicts()[pair] is True


@pytest.mark.parametrize("pair", pairs(NOT_MET), ids=" ".join)
def test_it_is_not_met(pair):
    assert verdicts()[pair] is False


@pytest.mark.parametrize("pair", pairs(UNTOLD), ids=" ".join)
def test_nothing_printed_decides(pair):
    assert verdicts()[pair] is None


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        ("", "12个", "no_target"),
        ("12个", "", "no_result"),
        ("≥80%", "80%以上", "open_result"),
        ("≥90%", "0.95", "unclear_unit"),
        ("≤30天", "1个月", "unlike_units"),
        ("12期", "13期", "no_operator"),
        ("2023年12月15日前", "2023年12月", "unclear_date"),
        ("提高", "有所提高", "unmeasured"),
        ("≥90%", "95%", "compared"),
        ("2023年底前", "2023年11月", "dated"),
        ("健全", "健全", "worded"),
    ],
)
def test_a_verdict_or_its_want_has_a_reason(target, actual, reason):
    assert judged(target, actual)["verdict_reason"] == reason


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("≤90万元", "95", 1.055556),
        ("≥2公里", "2500米", 1.25),
        ("≥90%", "0.95", None),
        ("≤30天", "1个月", None),
        ("≥80%", "约85%", None),
        ("10-20个", "15个", None),
        ("=0起", "0起", None),
        ("12期", "13期", 1.083333),
    ],
)
def test_a_ratio_needs_two_numbers_in_one_unit(target, actual, ratio):
    found = judged(target, actual)["attainment_ratio"]
    assert (None if found is None else float(found)) == ratio


def test_values_are_in_the_targets_unit():
    found = judged("≥2公里", "2500米")
    assert (found["target_value"], found["target_unit"]) == (2, "公里")
    assert float(found["actual_value"]) == 2.5
    assert (found["target_low"], found["target_high"]) == (2, None)
    found = judged("1-2万元", "15000元")
    assert (found["target_low"], found["target_high"]) == (10_000, 20_000)
    assert (found["target_value"], found["actual_value"]) == (None, 15_000)


def test_a_deadline_is_the_last_day_that_is_allowed():
    found = judged("2024年2月底前完成", "2024年1月")
    assert (found["target_date"], found["actual_date"]) == (
        date(2024, 2, 29),
        date(2024, 1, 31),
    )
    assert found["operator"] == "<="


def test_more_than_an_equal_target_is_met_where_full_points_say_so():
    assert judged("=95%", "100%", weight=20, score=20)["is_met"] is True
    assert judged("=95%", "100%", weight=20, score=15)["is_met"] is False
    assert judged("=95%", "90%", weight=20, score=20)["is_met"] is False


@pytest.mark.parametrize(
    ("adjusted", "said"), [("≥20座", "≥20座"), ("无调整", None), ("—", None), ("", None)]
)
def test_a_result_is_held_to_the_target_as_adjusted(adjusted, said):
    texts = {"target": "≥30座", "adjusted_target": adjusted, "actual": "24座"}
    assert adjusted_target(texts) == said
    assert values_of(texts, YEAR)["target_low"] == (20 if said else 30)


@pytest.mark.parametrize("unsure", ["adjusted_target", "actual"])
def test_what_was_not_seen_for_sure_is_not_judged(unsure):
    """Nor is a result held to the target that another one took the place of."""
    cells = {"target": "≥90%", "adjusted_target": "≥80%", "actual": "85%"}
    assert judge([cells])[0]["is_met"] is True
    row = judge([cells | {"unsure": (unsure,)}])[0]
    assert (row["is_met"], row["verdict_reason"]) == (None, "unsure")
    assert row["attainment_ratio"] is None
    assert row["target_value"] == (80 if unsure == "actual" else None)
