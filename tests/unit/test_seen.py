"""What is seen on a picture: sure figures count, unsure ones where arithmetic proves them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest import readers
from ingest.documents import Alternative, Amount, Records, Sight, Wanted
from ingest.form import load_forms
from ingest.reading import read_document
from ingest.seen import marked


def amount(text="12.00", *, place="page 2 table 1 row 3 cell 2", **how):
    return Amount(3, 1, "total", "amount", text, Decimal("12.00"), 2, place, **how)


def sights(sure):
    return {
        page: {text: Sight(odds) for text, odds in texts.items()}
        for page, texts in sure.items()
    }


def one(figure, sure):
    (made,) = marked(Records([figure]), sights(sure)).amounts
    return made.source, made.confidence, made.reading


@pytest.mark.parametrize(
    ("sure", "proof", "expected"),
    [
        ({"12.00": 0.99}, None, ("scan", 0.99, "as_published")),
        ({"12.00": 0.62}, None, ("scan", 0.62, "unreconciled")),
        ({"12.00": 0.62}, "total_is_sum", ("scan", 0.62, "as_published")),
        ({"12.00": 0.5}, "R03", ("scan", 0.5, "unreconciled")),  # a guess
        ({"12.00": 0.5}, "R03,total_is_sum", ("scan", 0.5, "as_published")),
        ({"共 12.00 万元": 0.95, "12.001": 0.5}, None, ("scan", 0.5, "unreconciled")),
        ({"7.00": 0.99}, None, ("scan", 0.0, "unreconciled")),
    ],
)
def test_a_figure_counts_where_it_is_sure_or_proven(sure, proof, expected):
    assert one(amount(proof=proof), {"page 2": sure}) == expected


def test_a_proof_of_a_row_is_none_of_a_figure_that_it_does_not_speak_of():
    """教育收费 stands beside what is added up: that the others add up says nothing of it."""
    identities = load_forms()["revenue_account"].identities
    seen = sights({"page 2": {"12.00": 0.62}})

    def read(measure, proof, **how):
        figure = replace(amount(proof=proof, **how), measure=measure)
        (made,) = marked(Records([figure]), seen, identities).amounts
        return made.reading, made.proof

    assert read("education_fees", "R03") == ("unreconciled", None)
    assert read("education_fees", "R03", reading="realigned") == ("realigned", "R03")
    assert read("education_fees", "R03,R05") == ("as_published", "R05")
    assert read("institutional", "R03") == ("as_published", "R03")
    assert read("education_fees", "of_no_form") == ("as_published", "of_no_form")


def test_a_sure_figure_that_its_row_and_column_deny_is_no_fact():
    seen = {"page 2": {"12.00": 0.99}}
    assert one(amount(is_refuted=True), seen) == ("scan", 0.99, "unreconciled")
    assert one(amount(is_refuted=True, proof="R01"), seen) == ("scan", 0.99, "as_published")


def test_a_figure_unlike_the_others_of_its_table_is_doubted():
    """Its point was not seen, or a stroke beside it was, or it is no figure of the table."""
    others = [amount(place=f"page 2 table 1 row {row} cell 2") for row in range(1, 13)]
    seen = sights(
        {"page 2": {"12.00": 0.99, "1200": 0.99, "0": 0.99, "-12.00": 0.99, "1": 0.95}}
    )

    def reading(text, printed, decimals=0, **how):
        odd = replace(amount(text, **how), amount=Decimal(printed), decimals=decimals)
        return marked(Records([*others, odd]), seen).amounts[-1].reading

    assert reading("1200", "1200") == "unreconciled"
    assert reading("1200", "1200", proof="R01") == "as_published"
    assert reading("0", "0") == "as_published"
    assert reading("-12.00", "-12.00", 2) == "unreconciled"
    slash = replace(amount("1"), amount=Decimal(1), decimals=0)
    for made in marked(Records([*others, *[slash] * 20]), seen).amounts[len(others) :]:
        assert made.reading == "unreconciled"
    assert reading("12.00", "12.00", 2) == "as_published"
    del others[4:]
    assert reading("-12.00", "-12.00", 2) == "as_published"
    assert reading("1200", "1200") == "as_published"


def test_a_rate_without_its_point_is_doubted_in_a_sentence_of_exact_ones():
    def reading(*told):
        figures = [
            replace(
                amount(text, place=f"page 2 line {line}", unit_text=unit),
                amount=Decimal(text),
                decimals=len(text.partition(".")[2]),
            )
            for line, (text, unit) in enumerate(told, start=1)
        ]
        seen = sights({"page 2": {text: 0.98 for text, _ in told}})
        return [made.reading for made in marked(Records(figures), seen).amounts]

    money = [("179.98", "万元"), ("105.59", "万元")]
    assert reading(*money, ("14195", "%"))[-1] == "unreconciled"
    assert set(reading(*money, ("141.95", "%"), ("10", "%"), ("1204", "人"))) == {
        "as_published"
    }
    assert set(reading(("180", "万元"), ("106", "万元"), ("141.95", "%"))) == {"as_published"}


def test_a_figure_is_as_sure_as_in_its_own_cell():
    place = "page 2 table 1 row 3 cell 2"
    seen = {"page 2": {"12.00": 0.5, f"{place} 12.00": 0.99}}
    assert one(amount(place=place), seen) == ("scan", 0.99, "as_published")
    assert one(amount(place="page 2 line 4"), seen) == ("scan", 0.5, "unreconciled")


def test_a_figure_in_whose_row_something_was_not_read_is_doubted():
    """Its code may be another."""
    place = "page 2 table 1 row 3 cell 2"
    seen = {"page 2": {"12.00": 0.99, "page 2 table 1 row 3": 0.0}}
    assert one(amount(place=place), seen) == ("scan", 0.99, "unreconciled")
    assert one(amount(place=place, proof="R01"), seen) == ("scan", 0.99, "as_published")
    assert one(amount(place=place.replace("3", "4")), seen) == ("scan", 0.99, "as_published")


ROW = "page 2 table 1 row 3"


@pytest.mark.parametrize(
    ("sight", "expected"),
    [
        ({f"{ROW} cell 2": 0.0}, ("unreconciled", None)),  # its label, or a part of its code
        ({f"{ROW} cell 1 05": 0.6}, ("unreconciled", None)),
        ({"page 2 table 1": 0.0}, ("unreconciled", None)),  # the title over its table
        ({f"{ROW} cell 1 05": 0.95}, ("as_published", "R03")),
        ({f"{ROW} cell 1 18": 0.6}, ("as_published", "R03")),  # it is no part of the code
        ({f"{ROW} cell 4": 0.0}, ("as_published", "R03")),  # another figure of the row
        ({"page 2 table 1 row 4 cell 2": 0.0}, ("as_published", "R03")),
    ],
)
def test_arithmetic_of_a_row_does_not_say_which_row_it_is(sight, expected):
    figures = [
        amount(place=f"{ROW} cell {column}", code_text="20805", proof="R03")
        for column in (3, 5)
    ]
    seen = sights({"page 2": {"12.00": 0.99} | sight})
    made = marked(Records(figures), seen).amounts
    assert [(one.reading, one.proof) for one in made] == [expected, expected]


def test_each_half_of_a_row_has_a_name_of_its_own():
    figures = [
        amount(place=f"{ROW} cell {column}", label_text=label, proof="R03")
        for column, label in ((2, "教育支出"), (5, "科学技术支出"))
    ]
    seen = sights({"page 2": {"12.00": 0.99, f"{ROW} cell 4": 0.0}})
    made = marked(Records(figures), seen).amounts
    assert [one.reading for one in made] == ["as_published", "unreconciled"]


@pytest.mark.parametrize(
    ("code", "label", "reading"),
    [("30199", "其他工资福利支出", "unreconciled"), ("30214", "租赁费", "as_published")],
)
def test_a_code_that_ran_into_its_name_is_that_of_the_figure_behind_it(code, label, reading):
    """30199 | 其他工资福利支出 | 30214租赁费 | | | 12.00: no line was seen after 30214."""
    texts = ["cell 1 30199", "cell 3 30214", "cell 3 30214租赁费", "cell 6 12.00"]
    seen = sights({"page 2": {f"{ROW} {text}": 0.99 for text in texts}})
    figure = amount(place=f"{ROW} cell 6", code_text=code, label_text=label, proof="R04")
    (made,) = marked(Records([figure]), seen).amounts
    assert made.reading == reading


def test_a_figure_whose_label_ran_together_with_another_is_doubted():
    seen = {"page 2": {"12.00": 0.99}}
    whole, *run = "社会保障缴费", "社会保障缴费50.2830206", "社会保障缴费 50.2830206"
    assert one(amount(label_text=whole), seen) == ("scan", 0.99, "as_published")
    assert [one(amount(label_text=label), seen)[2] for label in run] == ["unreconciled"] * 2


def test_nothing_is_sure_or_proven_of_a_table_whose_title_was_not_read():
    records = Records([amount(proof="R03,total_is_sum")])
    (made,) = marked(records, sights({"page 2": {"12.00": 0.99}}), is_titled=False).amounts
    assert (made.reading, made.proof) == ("unreconciled", None)
    (printed,) = marked(records, sights({"page 3": {"12.00": 0.99}}), is_titled=False).amounts
    assert (printed.reading, printed.proof) == ("as_published", "R03,total_is_sum")


def test_a_figure_of_a_page_with_text_is_as_it_was():
    plain = amount()
    assert one(plain, {"page 22": {"12.00": 0.1}}) == ("text", None, "as_published")
    records = Records([plain])
    assert marked(records, {}) is records


def test_what_is_set_aside_is_said():
    records = marked(Records([amount()], notes=["first"]), sights({"page 2": {"12.00": 0.5}}))
    assert records.notes == [
        "first",
        "1 figures were not seen for sure, and nothing proves them: 12.00",
    ]


WANTED = Wanted(Decimal("42.00"), ("R01", "total_is_sum"))


FOUR = Alternative(1, "1", "4", Decimal("0.210"))
SEVEN = Alternative(1, "1", "7", Decimal("0.130"))
LETTER = Alternative(5, "0", "D", Decimal("0.040"))
ZERO = Alternative(1, "12", "0", Decimal("0.210"))


def restored(*alternatives, wanted=WANTED, sure=0.6):
    figure = amount(is_refuted=True, wanted=wanted)
    sight = Sight(sure, alternatives)
    (made,) = marked(Records([figure]), {"page 2": {"12.00": sight}}).amounts
    return made


def test_a_figure_is_restored_to_what_all_its_sums_want_if_it_may_be_that():
    made = restored(FOUR, SEVEN, LETTER)
    assert (made.reading, made.amount, made.amount_text) == (
        "restored",
        Decimal("42.00"),
        "42.00",
    )
    assert (made.seen_text, made.proof) == ("12.00", "R01,total_is_sum")
    assert made.alternatives[0] == FOUR  # of what it was seen as
    assert not made.is_refuted


@pytest.mark.parametrize(
    "made",
    [
        restored(SEVEN),  # it cannot be what its sums want
        restored(ZERO, wanted=Wanted(Decimal(0), ("R01", "total_is_sum"))),  # or a dash
        restored(FOUR, wanted=None),  # its row and its column want different figures
        restored(),  # a misprint: it was seen for sure
        restored(sure=0.999),
    ],
)
def test_else_it_stays_as_it_was_seen(made):
    assert (made.reading, made.amount_text, made.seen_text) == ("unreconciled", "12.00", None)


TEXT = """2025年部门支出总表
部门：示例市示例局 单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
204\t公共安全支出\t79.00\t14.00\t65.00
20406\t司法\t79.00\t14.00\t65.00
2040601\t行政运行\t14.00\t14.00\t0.00
2040604\t基层司法业务\t10.00\t0.00\t40.00
2040605\t普法宣传\t25.00\t0.00\t25.00
"""


def on_a_page(block):
    """A grid whose cells stand on page 1."""
    rows = getattr(block, "rows", None)
    if rows is None:
        return block
    moved = (replace(row, places=tuple(f"page 1 {p}" for p in row.places)) for row in rows)
    return replace(block, rows=tuple(moved))


@pytest.mark.parametrize(
    ("alternatives", "expected"),
    [
        ((FOUR, SEVEN), ("restored", "40.00", "10.00")),
        ((SEVEN,), ("unreconciled", "10.00", None)),
        ((), ("unreconciled", "10.00", None)),
    ],
)
def test_a_digit_of_a_table_is_restored_by_its_row_and_its_column(
    monkeypatch, alternatives, expected
):
    reading = readers.read(TEXT.encode())
    seen = {text: Sight(0.99) for text in TEXT.split()} | {"10.00": Sight(0.6, alternatives)}
    pictures = replace(
        reading, blocks=tuple(map(on_a_page, reading.blocks)), seen={"page 1": seen}
    )
    monkeypatch.setattr(readers, "read", lambda _: pictures)
    amounts = list(read_document(b"", "a.pdf", "a.pdf")["amounts"])
    (made,) = (a for a in amounts if (a["code_text"], a["measure"]) == ("2040604", "total"))
    assert (made["reading"], made["amount_text"], made["seen_text"]) == expected
    assert {a["reading"] for a in amounts if a is not made} == {"as_published"}


@pytest.mark.parametrize(
    ("label", "reading"),
    [
        ("社会保障缴费", "as_published"),
        ("2022年街道运转经费", "as_published"),  # a year is no part of a code
        ("12其他社会保障缴费", "unreconciled"),  # the rest of the code 30112
        ("A1", "unreconciled"),
        (None, "as_published"),  # a code may stand alone
    ],
)
def test_what_a_code_stands_beside_is_its_name_or_the_figure_is_doubted(label, reading):
    figure = amount(place=f"{ROW} cell 4", code_text="301", label_text=label, proof="R04")
    (made,) = marked(Records([figure]), sights({"page 2": {"12.00": 0.99}})).amounts
    assert made.reading == reading
