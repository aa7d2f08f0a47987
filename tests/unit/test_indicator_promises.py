"""What the placing of indicator rows promises, whatever is printed: nothing is invented."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Row
from ingest.shapes.indicator_rows import Columns, place
from ingest.shapes.indicator_words import is_value

NAMES = ["level1", "level2", "indicator", "operator", "target", "unit", "actual", "weight",
         "score", "deviation"]  # fmt: skip
POSITIONS = {name: column for column, name in enumerate(NAMES)}
LETTERS = st.sampled_from("培训期数宣传次数验收合格率覆盖面建设进度")
TEXT = st.text(LETTERS, min_size=4, max_size=9)
LEVEL1 = st.sampled_from(["产出指标", "效益指标", "满意度指标（10分）", "决策", ""])
LEVEL2 = st.sampled_from(["数量指标", "社会效益", "服务对象满意度指标", "成本指标", "履职", ""])
QUANTITY = st.builds(
    "{}{}".format, st.integers(1, 999), st.sampled_from(["", "%", "期", "人次"])
)
VALUE = st.one_of(QUANTITY, st.sampled_from(["作用明显", "及时", "健全"]))
POINTS = st.integers(1, 50)
WORDS = ["无", "", "因疫情推迟"]


@st.composite
def straight_rows(draw):
    """A row whose cells stand under their headers, by the name of the column."""
    weight = draw(POINTS)
    cells = {
        "level1": draw(LEVEL1),
        "level2": draw(LEVEL2),
        "indicator": "名为" + draw(TEXT),
        "operator": draw(st.sampled_from(["≥", "=", "≤"])),
        "target": draw(VALUE),
        "unit": draw(st.sampled_from(["期", "%", "人次"])),
        "actual": draw(VALUE),
        "weight": str(weight),
        "score": str(draw(st.integers(0, weight))),
        "deviation": draw(st.sampled_from(WORDS)),
    }
    return [cells[name] for name in NAMES]


def read(cells, beside=()):
    return place(Row(tuple(cells), ("",) * len(cells)), Columns(POSITIONS, frozenset(beside)))


@given(straight_rows(), st.sets(st.sampled_from([n for n in NAMES if n != "indicator"])))
def test_a_blank_moves_no_other_cell(cells, blanked):
    printed = ["" if name in blanked else cell for name, cell in zip(NAMES, cells, strict=True)]
    found = read(printed)
    expected = {name: cell for name, cell in zip(NAMES, printed, strict=True) if cell}
    assert (found.reading, found.texts) == ("as_published", expected)


@given(st.lists(st.one_of(VALUE, TEXT, LEVEL1, LEVEL2, st.just("")), min_size=10, max_size=10))
def test_no_name_and_no_target_is_invented(cells):
    found = read(cells)
    for name in ("indicator", "target", "actual", "weight", "score"):
        if name in found.texts:
            assert found.texts[name] == cells[found.columns[name]]
    assert "indicator" not in found.texts or not is_value(found.texts["indicator"])
    places = [found.columns[name] for name in NAMES if name in found.columns]
    assert places == sorted(set(places))


@given(
    straight_rows(),
    st.sets(st.sampled_from(["target", "actual", "level2", "deviation"])),
    st.integers(0, 10),
    st.one_of(VALUE, TEXT),
)
def test_a_column_that_is_none_of_the_forms_takes_no_part(cells, blanked, at, text):
    printed = ["" if name in blanked else cell for name, cell in zip(NAMES, cells, strict=True)]
    beside = {n: c + (c >= at) for n, c in POSITIONS.items()}
    wider = [*printed[:at], text, *printed[at:]]
    row = Row(tuple(wider), ("",) * len(wider))
    found = place(row, Columns(beside, frozenset([at])))
    assert found.texts == read(printed).texts
    assert at not in found.columns.values()
