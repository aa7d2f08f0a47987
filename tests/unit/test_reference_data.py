"""The reference tables hold together: what dbt's tests on one column cannot show.

Everything is read as text, as a code that became a number has lost its zeros.
"""

import re
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from ingest.form import load_forms

REFERENCE = Path(__file__).parents[2] / "data" / "reference"

KEYS = {
    "accuracy_scores": ["document_set", "counted"],
    "code_bridges": ["code_system", "old_code", "new_code", "from_year"],
    "code_names": ["code_system", "code", "official_name"],
    "cross_form_identities": ["identity_no", "term_no"],
    "department_abbreviations": ["abbreviation"],
    "department_overrides": ["printed_name"],
    "documents": ["document"],
    "department_successions": ["old_body_name", "new_body_name"],
    "development_zone_names": ["printed_name"],
    "development_zones": ["zone_code"],
    "economic_classes": ["economic_code"],
    "finding_categories": ["category"],
    "forms_of_kinds": ["document_kind", "form_id"],
    "function_class_names": ["printed_name"],
    "function_classes": ["class_code"],
    "government_economic_classes": ["economic_code"],
    "grade_bands": ["grade"],
    "grade_names": ["printed_name"],
    "identity_names": ["identity_id"],
    "lead_kinds": ["lead_kind"],
    "indicator_family_overrides": ["printed_name"],
    "indicator_levels": ["printed_name", "level"],
    "price_indices": ["fiscal_year"],
    "project_overrides": ["printed_name"],
    "region_amendments": ["region_code"],
    "region_functional_areas": ["printed_name"],
    "region_statistics": ["region_code", "fiscal_year", "statistic"],
    "region_identities": ["identity_id", "identity_no", "side", "role"],
    "region_names": ["printed_name", "region_code"],
    "region_splits": ["region_code", "successor_region_code"],
    "region_successions": ["region_code"],
    "regions": ["region_code"],
    "set_aside_reasons": ["reason"],
    "shared_identities": ["identity_no", "term_no"],
    "units": ["unit_text"],
    "units_of_departments": ["unit_name", "department_name", "region_code"],
}

# Filled by whoever uses the warehouse; empty as shipped.
EMPTY_AS_SHIPPED = {
    "department_overrides",
    "documents",
    "indicator_family_overrides",
    "project_overrides",
    "units_of_departments",
}

# Not known: no successor is claimed.
WITHOUT_SUCCESSOR = {
    "230802",  # 永红区
    "232702",  # 松岭区
    "232703",  # 新林区
    "232704",  # 呼中区
    "320304",  # 九里区
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
    assert keys.height > 0 or name in EMPTY_AS_SHIPPED
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
        ("department_abbreviations", "abbreviation"),
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
        "county": 2845,
    }


def test_regions_stand_in_the_order_of_their_codes() -> None:
    codes = table("regions")["region_code"]
    assert codes.equals(codes.sort())
    assert codes.str.contains(r"^[1-8]\d{5}$").all()


@pytest.mark.parametrize(
    ("code", "name", "parent", "successor", "kind"),
    [
        ("530114", "呈贡区", "530100", None, None),
        ("530121", "呈贡县", "530100", "530114", "same_place"),
        ("320411", "新北区", "320400", None, None),
        ("310107", "普陀区", "310000", None, None),
        ("530300", "曲靖市", "530000", None, None),
        ("429004", "仙桃市", "420000", None, None),
        ("110000", "北京市", None, None, None),
        ("350402", "梅列区", "350400", "350404", "merged"),
        ("350403", "三元区", "350400", "350404", "same_place"),
        ("310108", "闸北区", "310000", "310106", "merged"),
        ("371200", "莱芜市", "370000", "370100", "merged"),
        ("500105", "江北区", "500000", "500157", "merged"),
        ("542232", "错那县", "542200", "540581", "same_place"),
        ("341422", "无为县", "341400", "340281", "same_place"),
        ("130721", "宣化县", "130700", "130705", "merged"),
        ("130421", "邯郸县", "130400", None, "split"),
    ],
)
def test_known_regions(
    code: str, name: str, parent: str | None, successor: str | None, kind: str | None
) -> None:
    row = region(code)
    assert row["region_name"] == name
    assert row["parent_region_code"] == parent
    assert row["successor_region_code"] == successor
    assert row["succession_kind"] == kind


@pytest.mark.parametrize(
    ("former", "last_year", "today", "first_year"),
    [
        ("530121", "2010", "530114", "2011"),
        ("110228", "2014", "110118", "2015"),
        ("371202", "2018", "370116", "2019"),
        ("140726", "2018", "140703", "2019"),
        ("130526", "2019", "130505", "2020"),
        ("540422", "2022", "540481", "2023"),
    ],
)
def test_a_place_goes_on_in_the_year_after_its_former_code(
    former: str, last_year: str, today: str, first_year: str
) -> None:
    assert region(former)["valid_to_year"] == last_year
    assert region(former)["successor_region_code"] == today
    assert region(today)["valid_from_year"] == first_year
    assert region(today)["valid_to_year"] is None


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("呈贡县", {"530114"}),
        ("呈贡", {"530114"}),
        ("曲靖", {"530300"}),
        ("云南", {"530000"}),
        ("广西", {"450000"}),
        ("红河州", {"532500"}),
        ("寻甸县", {"530129"}),
        ("襄樊市", {"420600"}),
        ("东陵区", {"210112"}),
        ("闸北区", {"310108"}),
        ("朝阳区", {"110105", "220104"}),
        ("加格达奇区", set()),
        ("双桥区", {"130802"}),
    ],
)
def test_places_are_found_by_every_name(printed: str, codes: set[str]) -> None:
    rows = table("region_names").filter(pl.col("printed_name") == printed)
    assert set(rows["region_code"]) == codes


def test_names_are_dated_as_the_lists_date_them() -> None:
    rows = table("region_names").filter(pl.col("region_code") == "420600")
    dated = {row["printed_name"]: row["valid_to_year"] for row in rows.iter_rows(named=True)}
    assert dated == {"襄樊市": "2009", "襄阳市": None, "襄阳": None}


def test_a_split_region_names_the_places_it_went_to() -> None:
    splits = table("region_splits").filter(pl.col("region_code") == "130421")
    assert set(splits["successor_region_code"]) == {"130402", "130403"}
    kinds = {region(code)["succession_kind"] for code in values("region_splits", "region_code")}
    assert kinds == {"split"}


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
    assert (joined["succession_kind"].is_in(["same_place", "merged"])).all()


def test_only_the_named_former_codes_have_no_successor() -> None:
    lost = table("regions").filter(
        (pl.col("is_current") == "false")
        & pl.col("successor_region_code").is_null()
        & pl.col("succession_kind").is_null()
    )
    assert set(lost["region_code"]) == WITHOUT_SUCCESSOR


def test_hosts_of_zones_are_todays_regions_and_names_those_of_places() -> None:
    regions = table("regions")
    current = set(regions.filter(pl.col("is_current") == "true")["region_code"])
    assert values("development_zones", "host_region_code") <= current
    moved = regions.filter(pl.col("succession_kind") == "same_place")["region_code"]
    assert not values("region_names", "region_code") & set(moved)


def test_statistics_file_a_zone_under_its_host() -> None:
    hosts = mapping("development_zones", "statistical_code", "host_region_code")
    assert hosts.pop(None) is not None  # zones that their list does not have
    assert len(hosts) > 130
    assert all(code[:4] == host[:4] for code, host in hosts.items())


def test_a_zone_code_is_its_hosts_code_and_a_number() -> None:
    for code, host in mapping("development_zones", "zone_code", "host_region_code").items():
        assert re.fullmatch(rf"{host}Z\d\d", code)


def test_each_zone_is_known_by_its_official_name() -> None:
    names = mapping("development_zone_names", "printed_name", "zone_code")
    zones = mapping("development_zones", "zone_name", "zone_code")
    assert zones.items() <= names.items()


def test_no_name_means_a_zone_and_a_division() -> None:
    zones = values("development_zone_names", "printed_name")
    assert not values("region_names", "printed_name") & zones


def test_an_abbreviation_stands_for_one_body_and_no_full_name_is_one() -> None:
    def plain(name: str) -> str:
        return re.sub("[和与及、·]", "", name)

    short = [plain(name) for name in table("department_abbreviations")["abbreviation"]]
    full = {plain(name) for name in values("department_abbreviations", "body_name")}
    assert len(short) == len(set(short))
    assert not full & set(short)


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
    names = mapping("region_functional_areas", "printed_name", "region_code")
    assert names["常州国家高新技术产业开发区（新北区）"] == "320411"
    assert names.keys() <= values("region_names", "printed_name")


def test_successions_name_bodies_in_full_and_end_after_they_begin() -> None:
    rows = table("department_successions")
    names = set(rows["old_body_name"]) | set(rows["new_body_name"])
    assert not names & values("department_abbreviations", "abbreviation")
    years = rows.select(pl.col("from_year", "to_year").cast(pl.Int32))
    assert (years["from_year"] <= years["to_year"]).all()
    assert not (rows["old_body_name"] == rows["new_body_name"]).any()


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


def test_names_of_a_code_follow_one_another_without_gap_or_overlap() -> None:
    rows = table("code_names")
    for _, names in rows.group_by("code_system", "code"):
        years = pl.col("valid_from_year", "valid_to_year").cast(pl.Int32)
        ordered = names.with_columns(years).sort("valid_from_year", nulls_last=False)
        ends, starts = ordered["valid_to_year"][:-1], ordered["valid_from_year"][1:]
        assert starts.to_list() == [year + 1 for year in ends]


def test_a_bridge_between_two_codes_joins_the_years_of_their_names() -> None:
    names = {
        (row["code_system"], row["code"]): row for row in table("code_names").rows(named=True)
    }
    for row in table("code_bridges").rows(named=True):
        if row["old_code"] != row["new_code"]:
            old, new = (names[row["code_system"], row[c]] for c in ("old_code", "new_code"))
            assert int(old["valid_to_year"]) + 1 == int(row["from_year"]), row
            if row["new_code"] not in ("20701",):
                assert new["valid_from_year"] == row["from_year"], row
        assert (row["kind"] in ("rename", "move")) == (row["is_comparable"] == "true"), row


def test_todays_official_names_are_those_of_the_code_lists() -> None:
    classes = mapping("function_classes", "class_code", "class_name")
    economic = mapping("economic_classes", "economic_code", "economic_name")
    for row in table("code_names").rows(named=True):
        listed = classes if row["code_system"] == "function" else economic
        if row["valid_to_year"] is None and row["code"] in listed:
            assert row["official_name"] == listed[row["code"]]


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


def test_units_are_exact() -> None:
    assert mapping("units", "unit_text", "factor") == {
        "元": "1",
        "千元": "1000",
        "万元": "10000",
        "百万元": "1000000",
        "亿元": "100000000",
    }


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


def test_kinds_of_documents_are_told_by_known_forms() -> None:
    assert values("forms_of_kinds", "form_id") <= set(load_forms())


def test_identities_across_forms_name_known_accounts_and_have_two_sides() -> None:
    accounts = {form.account_id for form in load_forms().values()}
    assert values("cross_form_identities", "account_id") <= accounts
    sides = (
        table("cross_form_identities").group_by("identity_no").agg(pl.col("side").n_unique())
    )
    assert sides["side"].unique().to_list() == [2]


def test_the_provinces_have_the_people_of_the_census() -> None:
    people = table("region_statistics").filter(pl.col("fiscal_year") == "2020")
    assert people.height == 31
    # The census counts 1,411,778,724, of whom 2,000,000 serve and live nowhere.
    assert sum(int(value) for value in people["value"]) == 1_411_778_724 - 2_000_000


def test_price_indices_leave_out_no_year() -> None:
    years = sorted(int(year) for year in table("price_indices")["fiscal_year"])
    assert years == list(range(years[0], years[-1] + 1))
