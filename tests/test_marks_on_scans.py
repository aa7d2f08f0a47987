"""A figure on a scan carries its mark wherever it is one: areas, indicators, sentences.

Tables and sentences are typed in here, printed, and read as a clean scan, as a photocopy and
with a pale speck on one digit. What is unsure is no fact, proves nothing and convicts nobody.
"""

import duckdb
import pytest
from conftest import build, missing
from specks import scanned

from corpus.render import pdf as printed
from corpus.render import table
from ingest.readers.scan import pages
from warehouse.cli import main

PLACES = {"clean": "曲靖市", "photocopy": "玉溪市", "speck": "保山市"}
MISPRINTED = {"denied": "丽江市", "text": "普洱市"}
EXECUTED = {
    "一、税收收入": "1,050",
    "增值税": "630",
    "企业所得税": "420",
    "二、非税收入": "540",
    "专项收入": "330",
    "罚没收入": "210",
    "本年收入合计": "1,590",
}
RATES = {
    "一、税收收入": "95.5%",
    "增值税": "96.9%",
    "企业所得税": "93.3%",
    "二、非税收入": "103.8%",
    "专项收入": "106.5%",
    "罚没收入": "100.0%",
    "本年收入合计": "98.1%",
}
BUDGET = ["1,100", "650", "450", "520", "310", "210", "1,620"]
INDICATORS = [
    ["产出指标", "数量指标", "古树体检数量", "≥300株", "312株", "20", "20"],
    ["", "", "古树复壮数量", "≥15株", "12株", "20", "18"],
    ["", "质量指标", "复壮成活率", "100%", "100%", "20", "20"],
    ["效益指标", "生态效益指标", "古树长势改善", "明显改善", "明显改善", "20", "20"],
    ["满意度指标", "服务对象满意度指标", "市民满意度", "≥90%", "93%", "20", "19"],
]
SENTENCE = (
    "本部门2023年度收入合计970.00万元。其中：财政拨款收入950.00万元，占总收入的97.94%；"
    "其他收入20.00万元，占总收入的2.06%。与上年相比，收入合计增加120.00万元，增长14.12%。"
)
STATED = ["970.00", "950.00", "97.94", "20.00", "2.06", "120.00", "14.12"]


def area(place):
    """A government's table of revenue; in two places the total is misprinted."""
    executed = EXECUTED | ({"本年收入合计": "1,690"} if place in MISPRINTED.values() else {})
    rows = zip(EXECUTED, BUDGET, executed.values(), RATES.values(), strict=True)
    heads = ["项目", "2024年预算数", "2024年执行数", "占预算"]
    title = f"2024年{place}一般公共预算收入执行情况表"
    report = f"关于{place}2024年预算执行情况和2025年预算草案的报告"
    return printed([report, title, "单位：万元", table([heads, *map(list, rows)])])


def performance(place):
    """A project's self-evaluation."""
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    rows = [
        ["项目名称", "古树保护项目"],
        heads,
        *INDICATORS,
        ["总分", "", "", "", "", "100", "97"],
    ]
    titles = ["项目支出绩效自评表", "（2024年度）", f"单位名称：{place}园林局"]
    return printed([*titles, table(rows)])


def narrative(place):
    """Final accounts with sentences that repeat their table."""
    rows = [
        ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "其他收入"],
        ["205", "教育支出", "820.00", "800.00", "20.00"],
        ["20502", "普通教育", "820.00", "800.00", "20.00"],
        ["2050202", "小学教育", "820.00", "800.00", "20.00"],
        ["208", "社会保障和就业支出", "150.00", "150.00", "0.00"],
        ["20805", "行政事业单位养老支出", "150.00", "150.00", "0.00"],
        ["2080505", "机关事业单位基本养老保险缴费支出", "150.00", "150.00", "0.00"],
        ["", "合计", "970.00", "950.00", "20.00"],
    ]
    head = [
        f"{place}教育局2023年度部门决算",
        "收入决算表",
        f"部门：{place}教育局",
        "单位：万元",
    ]
    told = ["第三部分 2023年度部门决算情况说明", "一、收入决算情况说明", SENTENCE]
    return printed([*head, table(rows), *told])


DOCUMENTS = {"area": area, "performance": performance, "narrative": narrative}
SPECKS = {
    # what it is over, and what is seen instead; the last digit of a score, and a result
    "area": ("630", 0, (0.25, 0.3, 0.24)),
    "performance": ("18", 1, (0.25, 0.3, 0.24)),
    "narrative": ("占总收入的97.94", 5, (0.0, 0.3, 0.24)),
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """A warehouse of scans: each document clean, copied and with a speck, and a result."""
    if not pages.can_see():
        missing("the extra `scan`")
    from benchmarks.scan_dresses import as_scan

    folder = tmp_path_factory.mktemp("marks")
    documents = folder / "documents"
    documents.mkdir()
    for kind, made in DOCUMENTS.items():
        for dress in ("clean", "photocopy"):
            data, _ = as_scan(made(PLACES[dress]), dress, 200, 7)
            (documents / f"{kind}_{dress}.pdf").write_bytes(data)
        data = scanned(made(PLACES["speck"]), *SPECKS[kind])
        (documents / f"{kind}_speck.pdf").write_bytes(data)
    (documents / "area_text.pdf").write_bytes(area(MISPRINTED["text"]))
    data, _ = as_scan(area(MISPRINTED["denied"]), "clean", 200, 7)
    (documents / "area_denied.pdf").write_bytes(data)
    data = scanned(performance("昭通市"), "312", 0, (0.8, 0.7, 0.21))
    (documents / "result_speck.pdf").write_bytes(data)
    return build(folder / "warehouse", documents)


@pytest.fixture(scope="module")
def ask(warehouse):
    """What the warehouse answers a query of a document, which it calls `{document}`."""
    path = str((warehouse / "current.duckdb").resolve())

    def answer(query, name):
        document = f"(select document_id from raw.documents where file_name = '{name}.pdf')"
        with duckdb.connect(path, read_only=True) as db:
            return db.execute(query.format(document=document)).fetchall()

    return answer


@pytest.mark.parametrize("dress", ["clean", "photocopy"])
def test_a_figure_of_an_area_is_marked(ask, dress):
    found = ask(
        "select label_text, number_text, source, reading, confidence >= 0.9,"
        " alternatives is not null from raw.region_figures where document_id = {document}"
        " and (phase = 'executed' or measure = 'completion')",
        f"area_{dress}",
    )
    printed_figures = [*EXECUTED.items(), *RATES.items()]
    expected = [(*one, "scan", "as_published", True, True) for one in printed_figures]
    assert sorted(found) == sorted(expected)
    told = ask(
        "select line_name, receipts.source, receipts.confidence >= 0.9, lines.amount_yuan"
        " from marts.fct_region_lines as lines inner join marts.receipts using (receipt_id)"
        " where lines.document_id = {document} and phase = 'executed'",
        f"area_{dress}",
    )
    assert len(told) == len(EXECUTED)
    assert ("增值税", "scan", True, 6_300_000) in told


@pytest.mark.parametrize("dress", ["clean", "photocopy"])
def test_a_figure_of_an_indicator_is_marked(ask, dress):
    found = ask(
        "select trim(printed_text), source, confidence >= 0.9, reading, number is not null"
        " from marts.receipts where document_id = {document}"
        " and row_label in (select indicator_name from marts.fct_indicators)"
        " and column_label in ('年度指标值', '实际完成值', '分值', '得分')",
        f"performance_{dress}",
    )
    figures = [text for row in INDICATORS for text in row[3:]]
    expected = [
        (text, "scan", True, "as_published", True)
        if any(map(str.isdigit, text))
        else (text, None, None, "as_published", False)
        for text in figures
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("dress", ["clean", "photocopy"])
def test_a_figure_in_a_sentence_is_marked(ask, dress):
    found = ask(
        "select number, source, confidence >= 0.9, reading from raw.stated_facts"
        " where document_id = {document} and kind <> 'year'",
        f"narrative_{dress}",
    )
    assert [f"{number:.2f}" for number, *_ in found] == STATED
    for _, source, is_sure, reading in found:
        assert source == "scan"
        assert reading == ("as_published" if is_sure else "unreconciled")
    assert sum(is_sure for _, _, is_sure, _ in found) >= len(STATED) - 1
    told = ask(
        "select number, unit_text, source, confidence >= 0.9, reading from marts.receipts"
        " where document_id = {document} and column_label = '情况说明' and unit_text <> '年'",
        f"narrative_{dress}",
    )
    assert len(told) == len(STATED)
    assert {row[2:] for row in told} == {row[1:] for row in found}


def unsure(ask, name):
    """What a document's receipts say that is unsure."""
    return ask(
        "select trim(printed_text), source, confidence < 0.9, is_amount_proven, is_proven,"
        " len(alternatives) > 0 from marts.receipts"
        " where document_id = {document} and reading = 'unreconciled'",
        name,
    )


def broken(ask, name):
    """What of a document the ledger finds broken."""
    return ask(
        "select identity_id from marts.fct_reconciliations"
        " where document_id = {document} and status = 'broken'",
        name,
    )


def test_an_unsure_figure_of_an_area_is_no_fact_and_convicts_nobody(ask):
    """It is read as another than is printed, so that the sum over it does not hold."""
    ((text, *how),) = unsure(ask, "area_speck")
    assert text != "630"
    assert how == ["scan", True, False, False, True]
    facts = ask(
        "select line_name from marts.fct_region_lines where document_id = {document}"
        " and phase = 'executed'",
        "area_speck",
    )
    assert len(facts) == len(EXECUTED) - 1
    assert ("增值税",) not in facts
    aside = ask(
        "select reason, source, confidence < 0.9, len(alternatives) > 0"
        " from marts.figures_set_aside where document_id = {document}",
        "area_speck",
    )
    assert aside == [("unreconciled", "scan", True, True)]
    assert broken(ask, "area_speck") == []
    ((detail,),) = ask(
        "select detail from raw.outcomes where document_id = {document}"
        " and form_id is not null",
        "area_speck",
    )
    assert f"1 figures were not seen for sure, and nothing proves them: {text}" in detail


def test_a_sure_figure_of_an_area_that_its_sums_deny_is_a_fact_only_where_it_is_text(ask):
    """1,690 is not 1,050 and 540, nor 98.1 % of 1,620: misread, for all that a scan says."""
    of_total = (
        "select amount_yuan, is_proven from marts.fct_region_lines"
        " where document_id = {document} and phase = 'executed' and line_name = '本年收入合计'"
    )
    of_taxes = of_total.replace("本年收入合计", "税收收入")
    assert ask(of_total, "area_text") == [(16_900_000, False)]
    assert ask(of_total, "area_denied") == []
    assert ask(of_taxes, "area_denied") == [(10_500_000, True)]
    budgeted = of_total.replace("executed", "approved")
    assert ask(budgeted, "area_denied") == [(16_200_000, False)]  # its parts bear it out
    aside = ask(
        "select distinct reason, row_label from marts.figures_set_aside"
        " where document_id = {document} and amount_yuan = 16_900_000",
        "area_denied",
    )
    assert aside == [("unreconciled", "本年收入合计")]


def test_an_unsure_score_is_no_fact_and_convicts_nobody(ask):
    ((text, *how),) = unsure(ask, "performance_speck")
    assert text != "18"
    assert how == ["scan", True, False, False, True]
    rows = ask(
        "select indicator_name, score, reading from marts.fct_indicators"
        " where document_id = {document} order by receipt_id",
        "performance_speck",
    )
    assert {name: score for name, score, _ in rows} == {
        "古树体检数量": 20,
        "古树复壮数量": None,
        "复壮成活率": 20,
        "古树长势改善": 20,
        "市民满意度": 19,
    }
    assert [name for name, _, reading in rows if reading == "unreconciled"] == ["古树复壮数量"]
    assert broken(ask, "performance_speck") == []
    recomputed = ask(
        "select total_score, score_recomputed from marts.fct_evaluations"
        " where document_id = {document}",
        "performance_speck",
    )
    assert recomputed == [(97, None)]
    aside = ask(
        "select measure, reason, source from marts.figures_set_aside"
        " where document_id = {document}",
        "performance_speck",
    )
    assert aside == [("score", "unreconciled", "scan")]


def test_an_unsure_result_is_held_to_no_target(ask):
    ((text, *how),) = unsure(ask, "result_speck")
    assert text != "312株"
    assert how == ["scan", True, False, False, True]
    rows = ask(
        "select target_value, actual_text, actual_value, is_met, verdict_reason, score"
        " from marts.fct_indicators where document_id = {document}"
        " and indicator_name = '古树体检数量'",
        "result_speck",
    )
    assert rows == [(300, text, None, None, "unsure", 20)]


def test_an_unsure_figure_in_a_sentence_convicts_nobody(ask):
    ((text, *how),) = unsure(ask, "narrative_speck")
    assert "97.94" not in text
    assert how == ["scan", True, False, False, True]
    assert broken(ask, "narrative_speck") == []
    ((character_no, character),) = ask(
        "select alternatives[1].character_no, alternatives[1].seen from marts.receipts"
        " where document_id = {document} and reading = 'unreconciled'",
        "narrative_speck",
    )
    assert text[character_no - 1] == character


def test_explain_says_that_an_indicator_was_not_seen_for_sure(ask, warehouse, capsys):
    ((receipt,),) = ask(
        "select receipt_id from marts.receipts where document_id = {document}"
        " and reading = 'unreconciled'",
        "performance_speck",
    )
    arguments = ["explain", receipt, "--warehouse", str(warehouse), "--language", "en"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "not seen for sure, and nothing proves it" in said
    assert "may be" in said
