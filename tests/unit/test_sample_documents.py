"""The five documents of ``data/documents``: whole tables, no personal data."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "data" / "documents"
ORIGINALS = ROOT.parent / "shared" / "documents"

NAMES = (
    "01_yunnan_digital_zone_2024_project_target.txt",
    "02_kunming_etdz_2023_evaluation_results.txt",
    "03_qujing_digital_economy_centre_2023_final_accounts.txt",
    "04_chenggong_publicity_department_2022_project_target.txt",
    "05_changzhou_creative_park_office_2024_department_target.txt",
)

AMOUNT = re.compile(r"^-?[\d,]+\.\d{2}$")
TELEPHONE = re.compile(r"联系电话.*?(?:\d[\d -]{5,}\d)")
PERSON = re.compile(r"^法人代表[：:](.*)$", re.MULTILINE)
PROBLEMS = re.compile(r"存在.*(?:问题|情况|加强|提高)。?$")

#: Document 03 prints this many lines of tab cells with an amount of two decimals.
AMOUNT_LINES_OF_03 = 202

needs_originals = pytest.mark.skipif(
    not ORIGINALS.is_dir(),
    reason="the originals (shared/documents beside the checkout) are not present",
)


def read_lines(folder: Path, name: str) -> list[str]:
    """Return the lines of a document, decoded strictly as UTF-8."""
    return (folder / name).read_bytes().decode("utf-8").split("\n")


def has_amount(line: str) -> bool:
    """Tell whether a tab line has a cell that is an amount of two decimals."""
    return "\t" in line and any(AMOUNT.match(cell) for cell in line.split("\t"))


def test_the_folder_holds_the_five_documents_and_no_other() -> None:
    assert sorted(path.name for path in DOCUMENTS.glob("*.txt")) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_utf8_text(name: str) -> None:
    text = "\n".join(read_lines(DOCUMENTS, name))
    assert text.strip()
    assert "\ufffd" not in text
    assert "\r" not in text


@pytest.mark.parametrize("name", NAMES)
def test_no_telephone_number_and_no_personal_name_stands(name: str) -> None:
    text = "\n".join(read_lines(DOCUMENTS, name))
    assert TELEPHONE.search(text) is None
    assert all(value == "（略）" for value in PERSON.findall(text))


@pytest.mark.parametrize(
    "line",
    ["联系电话：13800000000", "联系电话：0000-0000000", "联系电话：00000000"],
)
def test_the_telephone_pattern_finds_a_number(line: str) -> None:
    assert TELEPHONE.search(line) is not None


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_names_each_document(name: str) -> None:
    assert f"`{name}`" in (DOCUMENTS / "README.md").read_text(encoding="utf-8")


def test_the_final_accounts_keep_their_amount_lines() -> None:
    lines = read_lines(DOCUMENTS, NAMES[2])
    assert sum(has_amount(line) for line in lines) == AMOUNT_LINES_OF_03


@needs_originals
@pytest.mark.parametrize("name", NAMES)
def test_every_amount_line_of_the_original_stands_identically(name: str) -> None:
    printed = Counter(filter(has_amount, read_lines(ORIGINALS, name)))
    kept = Counter(filter(has_amount, read_lines(DOCUMENTS, name)))
    assert kept == printed


@needs_originals
@pytest.mark.parametrize("name", NAMES)
def test_the_layout_is_that_of_the_original(name: str) -> None:
    def layout(folder: Path) -> list[tuple[int, bool]]:
        lines = read_lines(folder, name)
        return [(line.count("\t"), bool(line.strip())) for line in lines]

    assert layout(DOCUMENTS) == layout(ORIGINALS)


@needs_originals
def test_every_problem_of_the_original_is_named_as_printed() -> None:
    def problems(folder: Path) -> list[str]:
        lines = read_lines(folder, NAMES[1])
        # "不存在…" denies a problem and must not start a statement of problems.
        found = (PROBLEMS.search(line.replace("不存在", "无")) for line in lines)
        return [match.group() for match in found if match]

    kept = problems(DOCUMENTS)
    assert len(kept) == 20
    assert kept == problems(ORIGINALS)
