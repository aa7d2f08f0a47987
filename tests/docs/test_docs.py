"""The documentation says what the code does: what can rot is compared with what it is about.

Where a generated page or an answer in a README differs, `uv run python scripts/make_docs.py`
writes it anew; read the difference before it is committed.
"""

import csv
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

from expectations import vocabulary
from ingest import account, form
from ingest.errors import Reason
from ingest.shapes import GRID_SHAPES, PROSE_SHAPES
from scripts import dictionary, make_docs
from warehouse import cli
from warehouse.arguments import parser as command_parser
from warehouse.building.progress import STEPS
from warehouse.building.summary import Published
from warehouse.connection import published
from warehouse.messages import Messages

REMEDY = "run: uv run python scripts/make_docs.py"
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data" / "documents" / "README.md"]
)
READMES = ("README.md", "README.zh-CN.md")
WITH_COMMANDS = (*make_docs.ANSWERED, "CONTRIBUTING.md")
START = 150
"""Lines of a README at most: it is where one starts."""

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FIRST_CELL = re.compile(r"^\| (`[^|]+) \|", re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")
NAMED_COMMAND = re.compile(r"`(?:uv run )?mingzhang ([a-z]\w*)")
MACHINE_PATH = re.compile(r"(?<![\w.…])/(?:home|root|tmp|work|Users|mnt|var|opt)/")
REPOSITORY_PATH = re.compile(r"^(?:tests|scripts|models|docs|data/(?!warehouse))[\w./-]*$")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def quoted_in(name: str) -> set[str]:
    """The names in backticks, fenced blocks left out."""
    return set(QUOTED.findall(FENCED.sub("", text_of(name))))


def section_of(name: str, heading: str) -> str:
    """The text under a heading, up to the next one of its level."""
    level = heading.split(" ", 1)[0]
    _, found, after = text_of(name).partition(f"\n{heading}\n")
    assert found, f"{name} has no heading {heading!r}"
    return re.split(rf"^{level} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def names_in_first_cells(text: str) -> set[str]:
    return {name for cell in FIRST_CELL.findall(text) for name in QUOTED.findall(cell)}


def fenced(name: str, *languages: str) -> list[str]:
    return [body for language, body in FENCED.findall(text_of(name)) if language in languages]


def commands_of(name: str) -> list[str]:
    """The commands of a page's shell and console blocks, outputs left out."""
    lines = [line for body in fenced(name, "sh") for line in body.splitlines()]
    consoles = [
        make_docs.command_of(body.removeprefix("$ ")) for body in fenced(name, "console")
    ]
    return [part.strip() for line in (*lines, *consoles) for part in line.split(" && ")]


# ---------------------------------------------------------------- what is generated


@pytest.mark.parametrize("name", make_docs.PAGES)
def test_a_generated_page_is_what_its_generator_makes(name):
    assert text_of(name) == make_docs.PAGES[name](), REMEDY


def without_what_differs_by_build(text: str) -> str:
    """A page without build ids and seconds, and sizes of files."""
    text = re.sub(r"\b\d{8}-\d{4}(?:-\d+)?", "ID", text)
    return re.sub(r"\d+\.\d(?= (?:s|MB|秒))", "N", text)


@pytest.mark.parametrize("name", make_docs.ANSWERED)
def test_the_commands_of_a_page_answer_what_it_prints(name, published_warehouse):
    now = Published(
        "20000101-0000", 5, 5, published(published_warehouse), dict.fromkeys(STEPS, 0.0)
    )
    answered = make_docs.answered(text_of(name), now, make_docs.ANSWERED[name])
    expected = without_what_differs_by_build(answered)
    assert without_what_differs_by_build(text_of(name)) == expected, REMEDY


# ---------------------------------------------------------------- what is listed


@pytest.mark.parametrize("name", READMES)
def test_a_readme_is_short_and_lists_eight_tables_to_start_from(name):
    assert len(text_of(name).splitlines()) <= START
    marts = {name for name, _ in dictionary.marts()}
    heading = "## The tables" if name == "README.md" else "## 数据表"
    listed = names_in_first_cells(section_of(name, heading))
    assert listed <= marts
    assert len(listed) == 8


def test_the_dictionary_has_every_mart_and_every_form():
    page = text_of("docs/data-dictionary.md")
    marts = {name for name, _ in dictionary.marts()}
    assert marts <= set(re.findall(r"^### (\w+)$", page, re.MULTILINE))
    listed = section_of("docs/data-dictionary.md", "## Forms that can be read")
    assert names_in_first_cells(listed) == set(form.load_forms())


def test_every_mart_and_column_has_a_chinese_description():
    described = dictionary.chinese_descriptions()
    wanted = [(name, "") for name, _ in dictionary.marts()] + [
        (name, column["name"])
        for name, model in dictionary.marts()
        for column in model["columns"]
    ]
    assert [place for place in wanted if place not in described] == []


def test_every_chinese_description_describes_something():
    assert dictionary.idle_rows() == []


def test_the_chinese_dictionary_has_every_column_in_turn():
    page = "docs/data-dictionary.zh-CN.md"
    for name, model in dictionary.marts():
        listed = FIRST_CELL.findall(section_of(page, f"### {name}"))
        assert listed == [f"`{column['name']}`" for column in model["columns"]]


def test_every_reason_of_an_outcome_is_explained_and_no_other():
    listed = names_in_first_cells(section_of("docs/forms.md", "## Outcomes"))
    assert listed == {reason.value for reason in Reason}


def test_every_key_of_a_form_file_is_explained():
    named = quoted_in("docs/forms.md")
    axes = {f"[identities.{axis}]" for axis in form.AXES}
    keys = {key for key in form._KEYS if key != "identities"}
    assert {key for key in keys if not {key, f"[{key}]"} & named} == set()
    assert axes <= named
    assert GRID_SHAPES.keys() | PROSE_SHAPES.keys() <= named


def test_every_key_and_word_of_an_account_file_is_explained():
    named = quoted_in("docs/forms.md")
    keys = account._KEYS | account._FACTS | account._ASIDE
    words = {*account.CODES, *account.LINES, *account.ZEROS, *account.RULES}
    assert (keys | words) - {"id"} <= named


@pytest.mark.parametrize(
    "values",
    [
        vocabulary.DOCUMENT_KINDS,
        vocabulary.PHASES,
        vocabulary.NATURES,
        vocabulary.FUND_SOURCES,
        vocabulary.REVENUE_SOURCES,
        vocabulary.THREE_PUBLIC_ITEMS,
        vocabulary.ASSET_CLASSES,
        vocabulary.READINGS,
        vocabulary.OUTCOMES,
        vocabulary.RECONCILIATIONS,
        vocabulary.OPERATORS,
    ],
)
def test_every_value_of_a_closed_list_is_in_the_glossary(values):
    assert set(values) <= quoted_in("docs/glossary.md")


@pytest.mark.parametrize(
    ("table", "heading"),
    [
        ("function_classes", "## Functions (支出功能分类)"),
        ("economic_classes", "## Economic classes (部门预算支出经济分类)"),
        (
            "government_economic_classes",
            "## Economic classes of the government's budget (政府预算支出经济分类)",
        ),
    ],
)
def test_the_glossary_has_the_classes_of_the_reference(table, heading):
    with (ROOT / "data" / "reference" / f"{table}.csv").open(encoding="utf-8") as file:
        rows = [tuple(row[:2]) for row in csv.reader(file) if len(row[0]) == 3]
    rows = [row for row in rows if row[0].isdecimal()]
    page = section_of("docs/glossary.md", heading)
    assert re.findall(r"^\| (\d{3}) \| (\S+) \|", page, re.MULTILINE) == rows


def test_every_decision_is_in_the_architecture_and_numbered_in_turn():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    page = text_of("docs/architecture.md")
    for path, number in zip(decisions, numbers, strict=True):
        assert f"[{number}](decisions/{path.name})" in page
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"# {number}. ")


def test_the_folders_of_the_architecture_exist():
    named = names_in_first_cells(section_of("docs/architecture.md", "## Folders"))
    assert {name for name in named if not (ROOT / name).is_dir()} == set()


def test_the_rooms_of_the_architecture_have_as_many_models_as_it_says():
    section = section_of("docs/architecture.md", "## The models, in rooms")
    told = {room: int(count) for room, count in re.findall(r"\| `(\w+)` \| (\d+) \|", section)}
    rooms = [path for path in (ROOT / "models").iterdir() if path.is_dir()]
    assert told == {room.name: len(list(room.rglob("*.sql"))) for room in rooms}


# ---------------------------------------------------------------- what can be run


@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_the_commands_of_a_page_are_understood(name):
    parser = command_parser(Messages("en"))
    given = [shlex.split(command) for command in commands_of(name)]
    own = [words[3:] for words in given if words[:3] == ["uv", "run", "mingzhang"]]
    assert own
    for arguments in own:
        parser.parse_args(arguments)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_commands_that_a_page_names_exist(path):
    named = set(NAMED_COMMAND.findall(path.read_text(encoding="utf-8")))
    assert named <= set(cli.COMMANDS)


@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_the_paths_in_commands_exist(name):
    words = {word for command in commands_of(name) for word in command.split()}
    paths = {word for word in words if REPOSITORY_PATH.match(word)}
    assert {path for path in paths if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("name", ["README.md", "docs/questions.md"])
def test_both_languages_of_a_page_run_the_same_commands(name):
    assert commands_of(name) == commands_of(name.replace(".md", ".zh-CN.md"))


def test_the_form_that_contributing_shows_is_the_real_one():
    assert text_of("CONTRIBUTING.md") == make_docs.with_form(text_of("CONTRIBUTING.md")), REMEDY
    shown, *_ = fenced("CONTRIBUTING.md", "toml")
    form_id = tomllib.loads(shown)["id"]
    golden = ROOT / "tests" / "golden" / form_id
    document, *_ = fenced("CONTRIBUTING.md", "")
    assert document in {path.read_text("utf-8") for path in golden.glob("*.txt")}
    (record,) = fenced("CONTRIBUTING.md", "json")
    assert any(record.strip() in path.read_text("utf-8") for path in golden.glob("*.json"))


# ---------------------------------------------------------------- what every page keeps


def anchors_of(path: Path) -> set[str]:
    """The anchors that a page's headings give."""
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_links_of_a_page_lead_somewhere(path):
    for link in LINK.findall(FENCED.sub("", path.read_text(encoding="utf-8"))):
        if link.startswith("https://"):
            continue
        target, _, anchor = link.partition("#")
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), link
        assert not anchor or anchor in anchors_of(page), link


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_names_a_folder_of_some_machine(path):
    assert MACHINE_PATH.search(path.read_text(encoding="utf-8")) is None
