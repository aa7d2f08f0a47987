"""The reference tables hold together: what dbt's tests on one column cannot show.

Everything is read as text, as a code that became a number has lost its zeros.
"""

import re
from functools import cache
from pathlib import Path

import polars as pl
import pytest

REFERENCE = Path(__file__).parents[2] / "data" / "reference"

KEYS = {
    "comparison_operators": ["printed"],
    "cross_form_identities": ["identity_no", "term_no"],
    "development_zone_names": ["printed_name"],
    "development_zones": ["zone_code"],
    "economic_classes": ["economic_code"],
    "finding_categories": ["category"],
    "function_class_names": ["printed_name"],
    "function_classes": ["class_code"],
    "grade_bands": ["grade"],
    "grade_names": ["printed_name"],
    "indicator_levels": ["printed_name", "level"],
    "number_scales": ["scale_text"],
    "region_amendments": ["region_code"],
    "region_names": ["printed_name"],
    "region_successions": ["region_code"],
    "regions": ["region_code"],
    "units": ["unit_text"],
}

# Split between several places, or not known: no successor is claimed.
WITHOUT_SUCCESSOR = {
    "130421",  # 邯郸县
    "230802",  # 永红区
    "232702",  # 松岭区
    "232703",  # 新林区
    "232704",  # 呼中区
    "320304",  # 九里区
    "341400",  # 巢湖市, a prefecture
    "371200",  # 莱芜市, a prefecture
    "450411",  # 市郊区
    "510902",  # 市中区
    "640222",  # 陶乐县
}


@cache
def table(name: str) -> pl.DataFrame:
    """Read a reference table, all columns as text, an empty cell as null."""
    return pl.read_csv(REFERENCE / f"{name}.csv", infer_schema=False)


def region(code: str) -> dict[str, str | None]:
    """Return the one row of a region."""
    return table("regions").row(by_predicate=pl.col("region_code") == code, named=True)


def values(name: str, column: str) -> set[str]:
    """Return the distinct values of a column that are not null."""
    return set(table(name)[column].drop_nulls().to_list())


def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Return two columns as a dictionary."""
    return dict(table(name).select(key, value).iter_rows())


def test_every_table_is_listed_here() -> None:
    assert {path.stem for path in REFERENCE.glob("*.csv")} == set(KEYS)


@pytest.mark.parametrize("name", sorted(KEYS))
def test_keys_are_present_and_unique(name: str) -> None:
    keys = table(name).select(KEYS[name])
    assert keys.height > 0
    assert keys.null_count().sum_horizontal().item() == 0
    assert not keys.is_duplicated().any()


@pytest.mark.parametrize("name", sorted(KEYS))
def test_files_are_plain_utf8_with_lf(name: str) -> None:
    content = (REFERENCE / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("development_zone_names", "printed_name"),
        ("function_class_names", "printed_name"),
        ("indicator_levels", "printed_name"),
        ("region_names", "printed_name"),
    ],
)
def test_printed_names_are_plain(name: str, column: str) -> None:
    accident = re.compile(r"[\s()“”\"‘’]|^（?[一二三四五六七八九十]+[、）]")
    assert [text for text in values(name, column) if accident.search(text)] == []


def test_todays_regions_are_about_as_many_as_the_state_counts() -> None:
    counts = (
        table("regions").filter(pl.col("is_current") == "true").group_by("region_level").len()
    )
    assert dict(counts.iter_rows()) == {
        "province": 34,
        "prefecture": 333,
        "county": 2844,
    }


def test_regions_stand_in_the_order_of_their_codes() -> None:
    codes = table("regions")["region_code"]
    assert codes.equals(codes.sort())
    assert codes.str.contains(r"^[1-8]\d{5}$").all()


@pytest.mark.parametrize(
    ("code", "name", "parent", "successor"),
    [
        ("530114", "呈贡区", "530100", None),
        ("530121", "呈贡县", "530100", "530114"),
        ("320411", "新北区", "320400", None),
        ("310107", "普陀区", "310000", None),
        ("530300", "曲靖市", "530000", None),
        ("429004", "仙桃市", "420000", None),
        ("110000", "北京市", None, None),
        ("350403", "三元区", "350400", "350404"),
        ("542232", "错那县", "542200", "540581"),
        ("341422", "无为县", "341400", "340281"),
        ("130421", "邯郸县", "130400", None),
    ],
)
def test_known_regions(code: str, name: str, parent: str | None, successor: str | None) -> None:
    row = region(code)
    assert row["region_name"] == name
    assert row["parent_region_code"] == parent
    assert row["successor_region_code"] == successor


def test_a_former_code_keeps_the_years_that_list_it() -> None:
    former, today = region("530121"), region("530114")
    assert former["is_current"] == "false"
    assert (former["valid_from_year"], former["valid_to_year"]) == ("2002", "2010")
    assert today["is_current"] == "true"
    assert (today["valid_from_year"], today["valid_to_year"]) == ("2011", None)


def test_names_above_a_region_are_those_of_its_codes() -> None:
    row = region("530114")
    assert row["province_name"] == "云南省"
    assert row["prefecture_name"] == "昆明市"
    assert row["county_name"] == "呈贡区"
    assert region("310107")["prefecture_name"] is None


def test_parents_exist_and_those_of_todays_regions_are_todays() -> None:
    assert values("regions", "parent_region_code") <= values("regions", "region_code")
    rows = table("regions").select("region_code", "parent_region_code", "is_current")
    current = rows.filter(pl.col("is_current") == "true")
    parents = set(current["parent_region_code"].drop_nulls())
    assert parents <= set(current["region_code"])
    orphans = rows.filter(pl.col("parent_region_code").is_null())["region_code"]
    assert orphans.str.ends_with("0000").all()


def test_successors_are_todays_regions_of_the_same_level() -> None:
    regions = table("regions")
    current = regions.filter(pl.col("is_current") == "true")
    joined = regions.filter(pl.col("successor_region_code").is_not_null()).join(
        current.select(successor_region_code="region_code", successor_level="region_level"),
        on="successor_region_code",
        how="left",
    )
    assert (joined["is_current"] == "false").all()
    assert joined["successor_level"].null_count() == 0
    unlike = joined.filter(pl.col("region_level") != pl.col("successor_level"))
    assert unlike["region_code"].to_list() == ["469003"]  # 儋州市 became a prefecture


def test_only_the_named_former_codes_have_no_successor() -> None:
    lost = table("regions").filter(
        (pl.col("is_current") == "false") & pl.col("successor_region_code").is_null()
    )
    assert set(lost["region_code"]) == WITHOUT_SUCCESSOR


def test_hosts_of_zones_and_other_names_are_todays_regions() -> None:
    rows = table("regions").filter(pl.col("is_current") == "true")
    current = set(rows["region_code"])
    assert values("development_zones", "host_region_code") <= current
    assert values("region_names", "region_code") <= current


def test_a_zone_code_is_its_hosts_code_and_a_number() -> None:
    for code, host in mapping("development_zones", "zone_code", "host_region_code").items():
        assert re.fullmatch(rf"{host}Z\d\d", code)


def test_each_zone_is_known_by_its_official_name() -> None:
    names = mapping("development_zone_names", "printed_name", "zone_code")
    zones = mapping("development_zones", "zone_name", "zone_code")
    assert zones.items() <= names.items()


def test_no_name_means_two_places() -> None:
    regions = values("regions", "region_name")
    other = values("region_names", "printed_name")
    zones = values("development_zone_names", "printed_name")
    assert not regions & other
    assert not regions & zones
    assert not other & zones


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("昆明经开区", "530100"),
        ("昆明市经济技术开发区", "530100"),
        ("中国（云南）自由贸易试验区昆明片区", "530100"),
        ("云南省数字经济开发区", "530114"),
        ("呈贡信息产业园区", "530114"),
    ],
)
def test_zones_of_the_sample_documents(name: str, host: str) -> None:
    code = mapping("development_zone_names", "printed_name", "zone_code")[name]
    assert mapping("development_zones", "zone_code", "host_region_code")[code] == host


def test_the_changzhou_zone_is_a_district() -> None:
    names = mapping("region_names", "printed_name", "region_code")
    assert names["常州国家高新技术产业开发区（新北区）"] == "320411"


def test_function_classes_cover_the_account_form() -> None:
    expected = {*range(201, 225), 227, *range(229, 235)}
    assert values("function_classes", "class_code") == {str(n) for n in expected}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("文化体育与传媒支出", "207"),
        ("医疗卫生与计划生育支出", "210"),
        ("资源勘探信息等支出", "215"),
        ("国土海洋气象等支出", "220"),
        ("抗疫特别国债安排的支出", "234"),
    ],
)
def test_names_of_function_classes(printed: str, code: str) -> None:
    assert mapping("function_class_names", "printed_name", "class_code")[printed] == (code)


def test_each_function_class_is_known_by_its_present_name() -> None:
    names = mapping("function_class_names", "printed_name", "class_code")
    classes = mapping("function_classes", "class_name", "class_code")
    assert classes.items() <= names.items()


def test_economic_items_stand_under_the_class_of_their_code() -> None:
    rows = table("economic_classes")
    items = rows.filter(pl.col("economic_level") == "item")
    classes = rows.filter(pl.col("economic_level") == "class")
    parents = items["parent_economic_code"]
    assert items["economic_code"].str.slice(0, 3).equals(parents, check_names=False)
    assert set(parents) == set(classes["economic_code"])
    assert classes["parent_economic_code"].null_count() == classes.height
    personnel = classes.filter(pl.col("expenditure_group") == "personnel")
    assert set(personnel["economic_code"]) == {"301", "303"}


def test_an_economic_item_is_of_the_group_of_its_class() -> None:
    groups = mapping("economic_classes", "economic_code", "expenditure_group")
    assert all(group == groups[code[:3]] for code, group in groups.items())


def test_units_and_scales_are_exact() -> None:
    assert mapping("units", "unit_text", "factor") == {
        "元": "1",
        "千元": "1000",
        "万元": "10000",
        "百万元": "1000000",
        "亿元": "100000000",
    }
    scales = mapping("number_scales", "scale_text", "factor")
    assert (scales["万"], scales["亿"]) == ("10000", "100000000")
    assert all(re.fullmatch("10+", factor) for factor in scales.values())


@pytest.mark.parametrize(
    ("printed", "operator"),
    [
        ("≥", ">="),
        ("大于等于", ">="),
        ("不少于", ">="),
        ("以上", ">="),
        ("≤", "<="),
        ("不超过", "<="),
        ("以内", "<="),
        ("超过", ">"),
        ("不满", "<"),
        ("＝", "="),
    ],
)
def test_comparison_operators(printed: str, operator: str) -> None:
    assert mapping("comparison_operators", "printed", "operator")[printed] == operator


def test_level_two_headings_stand_under_a_level_one_heading() -> None:
    levels = table("indicator_levels")
    first = levels.filter(pl.col("level") == "1")
    second = levels.filter(pl.col("level") == "2")
    assert first.height + second.height == levels.height
    assert first["parent_official_name"].null_count() == first.height
    assert set(second["parent_official_name"]) <= set(first["official_name"])


def test_an_official_heading_stands_for_itself() -> None:
    levels = table("indicator_levels")
    named = {(row[0], row[1]): row[2] for row in levels.iter_rows()}
    for official, level in levels.select("official_name", "level").iter_rows():
        assert named[official, level] == official


def test_grade_bands_join_without_gap() -> None:
    bands = table("grade_bands").sort(pl.col("lower_bound").cast(pl.Int64))
    assert bands["grade"].to_list() == ["差", "中", "良", "优"]
    assert bands["upper_bound"].to_list() == ["60", "80", "90", None]
    assert bands["lower_bound"].to_list() == ["0", "60", "80", "90"]
    assert values("grade_names", "grade") == values("grade_bands", "grade")


@pytest.mark.parametrize(
    ("finding", "category"),
    [
        ("绩效目标不合理", "performance_targets"),
        ("指标名称过于冗长", "performance_targets"),
        ("未按时开展绩效自评", "performance_targets"),
        ("审计工作开展较晚", "audit_and_acceptance"),
        ("未按合同约定付款", "procurement_and_contracts"),
        ("额度测算依据不充分", "budget_preparation"),
        ("整改未及时完成", "rectification"),
        ("专业技术人员缺位", "staffing"),
        ("巡查记录不全面", "records"),
        ("泵站维修养护不及时", "facilities"),
        ("预算执行率较低", "execution_slow"),
        ("资金到位不及时", "execution_slow"),
        ("部分建设内容未完成", "execution_slow"),
        ("会计核算不规范", "funds_management"),
        ("未严格执行考勤制度", "systems_and_procedures"),
        ("人才公寓入住率未达到要求", "quality_and_outcome"),
        ("无", "other"),
    ],
)
def test_finding_categories(finding: str, category: str) -> None:
    rules = table("finding_categories").sort(pl.col("priority").cast(pl.Int64))
    matching = [
        name
        for name, pattern in rules.select("category", "pattern").iter_rows()
        if re.search(pattern, finding)
    ]
    assert matching[0] == category


def test_identities_across_forms_name_known_forms_and_have_two_sides() -> None:
    forms = {path.stem for path in (REFERENCE.parents[1] / "ingest" / "forms").glob("*.toml")}
    assert values("cross_form_identities", "account_id") <= forms
    sides = (
        table("cross_form_identities").group_by("identity_no").agg(pl.col("side").n_unique())
    )
    assert sides["side"].unique().to_list() == [2]
