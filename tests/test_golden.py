"""Each form's documents with what must be read from them, side by side.

`tests/golden/<form>/<name>.txt` is a document, `<name>.json` what it says. After a change
that is meant to change a reading: `uv run pytest tests/test_golden.py --rewrite-goldens`,
then read the difference before it is committed.
"""

import json
from pathlib import Path

import pytest

from ingest.form import load_forms
from ingest.reading import read_document

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(path for path in GOLDEN.glob("*/*") if path.suffix != ".json")
SHOWN = {
    "outcomes": "block_no form_id status reason_code record_count cell_count read_count",
    "projects": "project_no name_text department_text total_score_text grade_text year_text",
    "amounts": "row_no column_no side row_key line_code code_text label_text measure "
    "amount_text unit_text phase fund_source project_no reading proof",
    "region_figures": "row_no column_no account_id scope place_text fiscal_year phase part "
    "side line_no parent_line_no level classification code_text line_name total_kind "
    "is_of_which is_leaf measure counterpart_text column_item number_text unit_text base_phase "
    "base_year of_column_no base_column_no",
    "indicators": "row_no project_no level1_text level2_text indicator_text "
    "target_operator_text target_text target_number target_scale_text target_unit_text "
    "adjusted_target_text half_year_target_text actual_text weight_number score_number "
    "kind_text task_text related_project_text reading",
    "findings": "project_no finding_no finding_text",
}


OF_FEW = {"region_figures"}
"""Tables that most documents have no row of, and that are shown only where they do."""


def records(path):
    """What a document says, a line a record, without what is empty."""
    rows = read_document(path.read_bytes(), path.name, path.name)
    return {
        table: [
            " | ".join(
                f"{name}={row[name]}" for name in columns.split() if row[name] is not None
            )
            for row in rows.get(table, [])
        ]
        for table, columns in SHOWN.items()
        if table not in OF_FEW or rows.get(table)
    }


def test_every_form_has_a_golden_document():
    assert {path.parent.name for path in DOCUMENTS} == set(load_forms())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_document_says_what_its_golden_says(path, request):
    found = records(path)
    assert any(f"form_id={path.parent.name} " in line for line in found["outcomes"])
    expectation = path.with_suffix(".json")
    if request.config.getoption("--rewrite-goldens"):
        text = json.dumps(found, ensure_ascii=False, indent=1)
        expectation.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(expectation.read_text(encoding="utf-8"))


def test_every_expectation_has_its_document():
    expected = {path.with_suffix("") for path in GOLDEN.glob("*/*.json")}
    assert expected == {path.with_suffix("") for path in DOCUMENTS}
