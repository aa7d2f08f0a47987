"""Recognising forms: by title and headers, never by name; two claims are an error."""

import time

import pytest

from corpus.wordings import wordings
from ingest.documents import Grid, Line, Row
from ingest.errors import FormFileError, Reason, TwoClaimsError
from ingest.form import (
    FORMS_FOLDER,
    load_forms,
    normalised_title,
)
from ingest.recognise import is_titled, recognise_grid
from ingest.statements.state import is_neutral

FORMS = load_forms()
BARE = 'id = "bad"\nshape = "x"\ntitles = []\nkind = "other"\n'


HEADS = [
    *["项目", "收入", "支出", "金额", "合计", "行次", "决算数", "预算数", "本年收入合计"],
    *["本年支出合计", "基本支出", "项目支出", "财政拨款收入", "上级补助收入", "事业收入"],
    *["经营收入", "附属单位上缴收入", "其他收入", "上缴上级支出", "经营支出", "本年支出"],
    *["对附属单位补助支出", "一般公共预算财政拨款", "政府性基金预算财政拨款", "资产总额"],
    *["国有资本经营预算财政拨款", "资产原值合计", "流动资产", "在建工程", "原值", "净值"],
    *["房屋构筑物", "工资福利支出"],
]


def grid(*titles, rows=(HEADS,)):
    made = tuple(Row(tuple(r), tuple(f"cell {i}" for i in range(len(r)))) for r in rows)
    lines = tuple(Line(title, f"line {i}") for i, title in enumerate(titles))
    return Grid(1, made, before=lines)


@pytest.mark.parametrize(
    ("title", "form_id"),
    [
        ("收入支出决算总表", "revenue_expenditure_account"),
        ("收 入 决 算 表", "revenue_account"),
        ("公开03表 支出决算表", "spending_account"),
        ("三、财政拨款收入支出决算总表", "appropriation_account"),
        ("一般公共预算财政拨款支出决算表", "general_budget_appropriations"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund_appropriations"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital_appropriations"),
        ("一般公共预算财政拨款基本支出决算明细表", "basic_spending_economic"),
        ("一般公共预算财政拨款项目支出决算表", "project_spending_economic"),
        ("一般公共预算财政拨款“三公”经费情况表", "three_public_general_budget"),
        (
            "财政拨款“三公”经费、行政参公单位机关运行经费情况表",
            "three_public_all_funds",
        ),
        ("国有资产使用情况表", "state_assets"),
    ],
)
def test_a_form_is_known_by_its_title(title, form_id):
    claim = recognise_grid(grid(title), FORMS)
    assert claim is not None
    assert claim.form.id == form_id


@pytest.mark.parametrize(
    ("title", "form_id"),
    [
        ("《支出决算表》", "spending_account"),
        ("2023年度支出决算情况表", "spending_account"),
        ("示例市示例局（本级）支出决算明细表", "spending_account"),
        ("收入支出总体情况表", "revenue_expenditure_account"),
        ("收入支出决算总表（公开01表）", "revenue_expenditure_account"),
        ("“三公”经费支出情况表", "three_public_all_funds"),
        ("一般公共预算财政拨款‘三公’经费支出决算公开表", "three_public_general_budget"),
    ],
)
def test_words_that_say_nothing_of_a_table_do_not_hide_it(title, form_id):
    claim = recognise_grid(grid(title), FORMS)
    assert claim is not None
    assert claim.form.id == form_id


@pytest.mark.parametrize(
    "title",
    [
        "非税收入决算表",
        "事业收入决算情况表",
        "经营支出决算表",
        "专项资金收支总表",
        "教育收费收入支出决算总表",
        "上级补助收入决算表",
        "转移支付支出决算表",
    ],
)
def test_a_table_of_a_part_is_never_read_as_the_whole(title):
    claim = recognise_grid(grid(title), FORMS)
    assert claim is None or claim.form.set_aside is not None


PARTS = [
    *["单位资金", "上年结转", "其他资金", "专项债券", "政府债务", "财政专户管理资金", "人员"],
    *[
        "基本建设",
        "教育收费",
        "非税",
        "专项资金",
        "离退休干部",
        "城乡社区",
        "科学技术",
        "工会经费",
    ],
    *[
        "重点项目",
        "下属单位",
        "债务还本",
        "政府采购",
        "社会保险基金",
        "三公经费",
        "机关运行经费",
    ],
]
WHOLES = [
    *["支出预算表", "支出预算总表", "支出总表", "支出明细表", "支出预算明细表", "支出决算表"],
    *["收入预算表", "收入总表", "收入决算表", "收支决算总表", "收支总表"],
]
ALL_HEADS = [*HEADS, "科目编码", "科目名称", "一般公共预算", "上年结转"]
OF_THE_WHOLE = {"spending_account", "revenue_account", "revenue_expenditure_account"}


def claimed(title, phase="approved", heads=ALL_HEADS):
    return recognise_grid(grid(title, rows=(heads,)), FORMS, phase=phase)


@pytest.mark.parametrize("whole", WHOLES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "around", ["{}{}", "2025年{}{}", "示例市示例局{}{}", "部门{}{}", "{1}（{0}）"]
)
def test_no_word_that_names_a_part_is_read_over(part, whole, around):
    title = around.format(part, whole)
    phase = "executed" if "决算" in whole else "approved"
    claim = claimed(title, phase)
    assert claim is None or claim.form.account_id not in OF_THE_WHOLE, claim


def test_a_row_that_is_called_like_a_fund_makes_no_table_by_fund():
    planned = [head for head in ALL_HEADS if "一般公共" not in head and "政府性" not in head]
    planned = [head for head in planned if "国有资本" not in head and head != "决算数"]
    row = ["223", "国有资本经营预算支出", "1.00", "1.00"]
    claim = recognise_grid(grid("支出预算表", rows=(planned, row)), FORMS, phase="approved")
    assert claim is not None
    assert claim.form.id == "budget_spending_account"


FUNDS = {
    "一般公共预算": "general_budget_appropriations",
    "政府性基金": "government_fund_appropriations",
    "国有资本经营": "state_capital_appropriations",
}


@pytest.mark.parametrize("fund", FUNDS)
@pytest.mark.parametrize(
    "around", ["{}支出预算表", "示例市示例局{}支出总表", "2025年部门{}支出表"]
)
def test_a_fund_makes_the_table_that_fund_s(fund, around):
    planned = [head for head in ALL_HEADS if head != "决算数"]
    claim = claimed(around.format(fund), heads=planned)
    assert claim is not None
    assert claim.form.account_id == FUNDS[fund]


AROUND = [
    *[
        "{}",
        "2025年{}",
        "示例市示例局2025年度{}",
        "部门{}",
        "预算单位{}",
        "本级{}",
        "市直部门{}",
    ],
    *[
        "示例市示例局（本级）{}",
        "公开03表 {}",
        "附表3：{}",
        "附表三 {}",
        "{}（公开03表）",
        "{}（续表）",
    ],
    *["{}（单位：万元）", "《{}》", "（三）{}", "示例县第一中学{}", "示例县人民检察院2025年{}"],
    *["示例市示例局机关服务中心{}", "示例市政府采购中心{}", "示例市非税收入管理局{}"],
    *["示例市社会保险事业管理局{}", "示例县转移支付管理中心{}"],
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    ("name", "form_ids"),
    [
        ("支出预算表", {"budget_spending_account", "budget_spending_by_fund"}),
        ("支出决算表", {"spending_account"}),
        ("收入决算表", {"revenue_account"}),
        ("收入支出决算总表", {"revenue_expenditure_account"}),
        ("财政拨款收入支出决算总表", {"appropriation_account"}),
        ("政府性基金预算财政拨款收入支出决算表", {"government_fund_appropriations"}),
    ],
)
def test_a_year_a_body_or_a_number_around_a_title_hides_no_table(around, name, form_ids):
    claim = claimed(around.format(name), "executed" if "决算" in name else "approved")
    assert claim is not None
    assert claim.form.id in form_ids


@pytest.mark.parametrize("above", ["支出预算总表", "目录 支出预算总表"])
def test_a_title_of_no_form_is_not_passed_over_for_one_above(above):
    claim = recognise_grid(
        grid(above, "财政专户管理资金支出预算表", "单位：元", rows=(ALL_HEADS,)),
        FORMS,
        phase="approved",
    )
    assert claim is None


def test_a_budget_beside_last_years_account_is_no_final_account():
    head = ["项目", "2024年决算数", "2025年预算数"]
    claim = recognise_grid(grid("“三公”经费情况表", rows=(head,)), FORMS)
    assert claim is not None
    assert claim.form.id == "budget_three_public_lines"


def test_the_nearest_title_counts_and_notes_between_do_not():
    claim = recognise_grid(grid("收入决算表", "注：本表…", "支出决算表", "单位：万元"), FORMS)
    assert claim is not None
    assert claim.form.id == "spending_account"


def test_a_title_may_stand_in_the_grid_itself():
    claim = recognise_grid(grid(rows=(("", "支出决算表"), HEADS)), FORMS)
    assert claim is not None
    assert claim.form.id == "spending_account"


def test_an_unknown_title_is_nobodys():
    assert recognise_grid(grid("示例情况登记表"), FORMS) is None


BUDGET_HEADS = ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "预算数", "金额"]


@pytest.mark.parametrize(
    "title",
    [
        "2025年示例市一般公共预算支出表",
        "示例省2024年一般公共预算支出决算表",
        "2025年市级一般公共预算支出情况表",
        "2025年全市政府性基金预算支出表",
        "示例县本级国有资本经营预算支出表",
        "示例经济开发区2025年一般公共预算支出预算表",
        "2025年市本级“三公”经费预算统计表",
        "一般公共预算收入预算表",
        "2025年一般公共预算本级支出表",
        "2025年示例市地方政府专项债务限额情况表",
        "新增地方政府债券情况表",
        "社会保险基金支出预算表",
        "2025年示例市分地区税收返还和转移支付预算表",
    ],
)
def test_a_table_of_a_whole_area_is_never_a_department_s(title):
    claim = recognise_grid(grid(title, rows=([*HEADS, *BUDGET_HEADS],)), FORMS)
    assert claim is not None
    assert claim.form.set_aside == Reason.REGION_LEVEL


@pytest.mark.parametrize(
    ("title", "form_id"),
    [
        ("2025年示例市财政局一般公共预算支出表", "budget_general_appropriations"),
        ("示例县示例镇2025年部门一般公共预算支出表", "budget_general_appropriations"),
        ("示例社区2025年一般公共预算支出表", "budget_general_appropriations"),
        ("2025年市级部门政府性基金预算支出表", "budget_government_fund_appropriations"),
        ("部门政府性基金预算支出预算表", "budget_government_fund_appropriations"),
    ],
)
def test_a_department_in_an_area_keeps_its_table(title, form_id):
    planned = [head for head in HEADS if head != "决算数"]
    claim = recognise_grid(grid(title, rows=([*planned, *BUDGET_HEADS],)), FORMS)
    assert claim is not None
    assert claim.form.id == form_id


@pytest.mark.parametrize(
    "title",
    [
        "预算07表 2025年部门政府采购预算表",
        "部门政府购买服务预算表",
        "2025年新增资产配置表",
        "部门项目中期规划预算表",
        "2025年县对下转移支付预算表",
        "上级转移支付补助项目支出预算表",
        "一般公共预算机关运行经费支出预算表",
        "单位人员基本情况表",
    ],
)
def test_a_table_that_is_known_and_not_ours_is_set_aside(title):
    claim = recognise_grid(grid(title), FORMS)
    assert claim is not None
    assert claim.form.set_aside == Reason.OUTSIDE_SCOPE


def test_a_title_that_sets_aside_is_inherited_by_a_table_right_below_alone():
    title = Line("部门政府采购预算表", "line 1")
    row = Row(("序号", "金额"), ("", ""))
    below = recognise_grid(Grid(2, (row,)), FORMS, title)
    assert below is not None
    apart = Grid(2, (row,), before=(Line("另一张表", "line 9"),))
    assert recognise_grid(apart, FORMS, title) is None


def test_a_bracket_after_a_title_can_belong_to_it():
    assert not FORMS["budget_general_appropriations"].claims_title(
        "一般公共预算支出表（按经济分类科目）"
    )
    assert FORMS["budget_general_appropriations"].claims_title(
        "一般公共预算支出表（按功能分类科目）"
    )


def test_a_title_without_the_form_s_headers_is_no_claim():
    assert recognise_grid(grid("2023年度项目支出绩效自评表"), FORMS) is None


def test_two_claims_are_an_error():
    twin = FORMS["spending_account"]
    with pytest.raises(TwoClaimsError, match="both claim"):
        recognise_grid(grid("支出决算表"), {"one": twin, "two": twin})


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("附件2：支出决算表（空表）", "支出决算表"),
        ("公开03表 支出决算表", "支出决算表"),
        ("一、支出决算表（单位：万元）", "支出决算表"),
    ],
)
def test_titles_are_compared_without_numbers_and_units(line, title):
    assert normalised_title(line) == title


@pytest.mark.parametrize("bracket", ["1" * 60, "年度" * 30, "一" * 60, "12." * 20, "-" * 60])
def test_a_long_bracket_behind_a_title_takes_no_time(bracket):
    started = time.perf_counter()
    assert normalised_title(f"支出决算表（{bracket}次") == f"支出决算表({bracket}次"
    assert not is_neutral(f"{bracket}次")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("line", ["", "（单位：万元）", "支出决算表"])
def test_a_form_without_titles_claims_no_line(line):
    untitled = [form for form in FORMS.values() if not form.titles]
    assert untitled
    assert not [form.id for form in untitled if form.claims_title(line)]


TITLES = [title for printed in wordings().titles.values() for title in printed]


@pytest.mark.parametrize("title", [title.format(year=2023) for title in TITLES])
def test_no_two_forms_claim_a_usual_title_unless_their_heads_differ(title):
    claims = [form for form in FORMS.values() if form.claims_title(title)]
    assert claims, title
    open_ = [form for form in claims if not form.requires and form.set_aside is None]
    layouts = {(form.shape, form.phase) for form in open_}  # lines down the table, or across it
    assert len(open_) == len(layouts), (title, open_)


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        'id = "other"\nshape = "x"\ntitles = []\nkind = "other"',
        'id = "bad"\nshape = "x"\ntitles = []\nkind = "other"\nsurprise = 1',
        'id = "bad"\nshape = "x"\ntitles = ["("]\nkind = "other"',
        'id = "bad"\ntitles = []\nkind = "other"',
        BARE + '[identities.columns]\nR1 = "a + b"',
        BARE + '[identities.sideways]\nR1 = "a = b"',
        BARE + 'reason = "outside_scope"',
        BARE.replace('"x"', '"set_aside"'),
        BARE.replace('"x"', '"set_aside"') + 'reason = "whatever"',
        BARE + 'codes = "colours"',
    ],
)
def test_a_bad_form_file_is_named(tmp_path, text):
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FormFileError, match=r"bad\.toml"):
        load_forms(tmp_path)


def test_a_folder_without_forms_is_an_error(tmp_path):
    with pytest.raises(FormFileError):
        load_forms(tmp_path)


def test_every_identity_names_columns_or_lines_that_its_form_has():
    for form in FORMS.values():
        measures = {column.measure for column in form.columns} | set(form.amounts)
        keys = set(form.rows) | {"item", "opening_part", "closing_part"}
        for identity in form.identities:
            for term in identity.terms:
                name = term.name.removeprefix("income.").removeprefix("expenditure.")
                if form.shape == "told":
                    continue  # what a sentence tells stands in no column
                if identity.axis in ("columns", "ratio"):
                    assert (
                        name in {m.rpartition("expenditure.")[2] for m in measures} | measures
                    )
                elif identity.axis == "rows":
                    assert name in keys, (form.id, name)


def test_every_form_file_says_in_a_comment_what_the_form_is():
    for path in FORMS_FOLDER.glob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_an_optional_term_is_left_out_where_its_column_is_not_printed(tmp_path):
    text = BARE + '[identities.columns]\nR03 = "total = basic + operating?"'
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    (identity,) = load_forms(tmp_path)["bad"].identities
    assert identity.printed_in({"total", "basic", "operating"}) == identity
    terms = identity.printed_in({"total", "basic"}).terms
    assert [term.name for term in terms] == ["total", "basic"]
    assert identity.printed_in({"total"}).terms == terms


BASIC_TITLE = "一般公共预算财政拨款基本支出明细表"
BASIC_HEADS = ("经济分类科目编码", "科目名称", "金额", "30101", "人员经费合计")


@pytest.mark.parametrize(
    ("title", "heads", "phase", "form_id"),
    [
        (BASIC_TITLE, BASIC_HEADS, "executed", "basic_spending_economic"),
        (BASIC_TITLE, BASIC_HEADS, None, "budget_basic_economic_groups"),
        ("“三公”经费支出情况表", ("合计", "2022年预算数", "金额"), "executed",
         "three_public_row"),
        ("一般公共预算支出决算表", ("合计", "基本支出", "项目支出"), None,
         "general_budget_appropriations"),
        ("财政拨款支出决算表（一般公共预算）", ("合计", "基本支出", "项目支出"), None,
         "general_budget_appropriations"),
        ("收入支出决算（总）表（单位：万元）", ("收入", "支出", "金额"), None,
         "revenue_expenditure_account"),
        ("表三　支出决算表", HEADS, None, "spending_account"),
        ("附件三：支出决算表", HEADS, None, "spending_account"),
    ],
)  # fmt: skip
def test_what_the_table_leaves_open_the_document_says(title, heads, phase, form_id):
    claim = recognise_grid(grid(title, rows=(heads,)), FORMS, phase=phase)
    assert claim is not None
    assert claim.form.id == form_id


def test_a_table_under_an_unknown_title_is_not_read_under_the_last_one():
    last = Line("支出决算表", "line 1")
    assert recognise_grid(grid("示例情况登记表", rows=(HEADS,)), FORMS, last) is None
    assert recognise_grid(grid("公开03表", rows=(HEADS,)), FORMS, last) is not None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("支出决算表", "公开03表"), True),
        (("单位：万元",), True),
        (("注：本表反映各项支出。", "续表", "单位：万元"), True),
        (("注：本表反映各项支出。", "公开07表", "单位：万元"), False),
        (("附表3",), False),
    ],
)
def test_a_table_that_goes_by_a_title_above_is_not_titled_where_another_begins(lines, expected):
    """Of a picture: the title of the other was not read."""
    above = Line("支出决算表", "page 4 line 2")
    block = grid(*lines)
    claim = recognise_grid(block, FORMS, above)
    assert claim.form.id == "spending_account"
    assert is_titled(block, claim) is expected
