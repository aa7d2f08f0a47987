"""Rules of the dbt project, over its manifest: what dbt-project-evaluator asks for, and ours.

The package itself is fetched from a hub, which closed networks do not reach.
"""

import json
import re

import pytest
from conftest import ROOT

from expectations.suites import suites
from warehouse.building import descriptions

LAYERS = ("staging", "intermediate", "marts")
PREFIXES = {"staging": ("stg_",), "intermediate": ("int_",)}
READERS = ("dashboards", "reports")

NOT_PORTABLE = {
    "a hash whose value is the engine's own": r"(?<!\w)hash\(",
    "columns by a pattern": r"(?<!\w)columns\(",
    "pivot": r"(?<!\w)(?:un)?pivot\b",
    "quantile_cont": r"quantile_cont",
    "a number without an order": r"row_number\(\)\s*over\s*\("
    r"(?!(?:[^()]|\((?:[^()]|\([^()]*\))*\))*?order by)",
    "a regular expression outside macros/": r"regexp_(?:matches|replace|full_match)\(",
    "an unquoted name that is not ASCII": r"\bas\s+[^\x00-\x7f]",
    "ties in min_by": r"(?:arg_)?(?:min|max)_by\(",
}
"""What runs on this engine and not on the distributed one; macros/ gives such things a name."""


@pytest.fixture(scope="module")
def manifest(parsed_project):
    """The manifest of the project, as dbt parses it."""
    return json.loads((parsed_project.target / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def models(manifest):
    """Every model by name."""
    return {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }


def layer_of(node):
    """The schema that a model is built in: staging, intermediate or marts."""
    return node["schema"]


ROOMS = ("staging", "dimensions", "figures", "ledger", "facts", "people")
"""The folders of models/ in the order in which a figure goes through them."""


def room_of(node):
    """The number of the folder under models/ that a model lies in."""
    return ROOMS.index(node["fqn"][1])


def parents(node):
    """Names of what a node reads, each with its type in front: model.x, source.y."""
    return {
        f"{parent.split('.')[0]}.{parent.split('.')[-1]}"
        for parent in node["depends_on"]["nodes"]
    }


def test_models_lie_in_a_layer_and_are_named_for_it(models):
    assert models
    for name, node in models.items():
        assert layer_of(node) in LAYERS, name
        for layer, prefixes in PREFIXES.items():
            assert name.startswith(prefixes) == (layer_of(node) == layer), name


def test_each_layer_reads_the_one_before_it(models):
    for name, node in models.items():
        read = parents(node)
        sources = {parent for parent in read if parent.startswith("source.")}
        staged = {parent for parent in read if parent.startswith("model.stg_")}
        if layer_of(node) == "staging":
            assert len(sources) == 1, name
            assert not any(parent.startswith("model.") for parent in read), name
        else:
            assert not sources, f"{name} reads {sources}"
        if layer_of(node) == "intermediate":
            assert read, name
        assert not (layer_of(node) == "staging" and staged), name


def test_a_source_is_staged_once_and_every_source_is(manifest, models):
    staged = [
        parent
        for node in models.values()
        if layer_of(node) == "staging"
        for parent in parents(node)
        if parent.startswith("source.")
    ]
    assert len(staged) == len(set(staged))


def test_every_intermediate_model_is_read(manifest, models):
    read = {
        parent
        for group in ("nodes", "exposures")
        for node in manifest[group].values()
        if node["resource_type"] in ("model", "exposure")
        for parent in parents(node)
    }
    unread = [
        name
        for name, node in models.items()
        if layer_of(node) != "marts" and f"model.{name}" not in read
    ]
    assert unread == []


def test_every_mart_says_its_grain_describes_its_columns_and_keeps_its_contract(models):
    known = descriptions.rows(ROOT / descriptions.ENGLISH)
    for name, node in models.items():
        if layer_of(node) != "marts":
            continue
        assert "One row per" in node["description"], name
        assert node["contract"]["enforced"], name
        assert node["access"] == "public", name
        for column in node["columns"].values():
            described = column["description"] or descriptions.said(known, name, column["name"])
            assert described.strip(), f"{name}.{column['name']}"
            assert column["data_type"], f"{name}.{column['name']}"


def test_other_layers_are_the_projects_own(models):
    for name, node in models.items():
        assert node["group"] == "ledger", name
        assert (node["access"] == "private") == (layer_of(node) != "marts"), name


def test_no_model_reads_a_later_room(models):
    later = [
        (name, parent)
        for name, node in models.items()
        for kind, _, parent in (one.partition(".") for one in sorted(parents(node)))
        if kind == "model" and room_of(models[parent]) > room_of(node)
    ]
    assert later == []


def test_steps_stand_apart_from_what_people_read(models):
    for name, node in models.items():
        is_step = node["fqn"][2] == "steps"
        assert (layer_of(node) == "intermediate") == is_step == name.startswith("int_"), name


def test_every_mart_has_a_tested_key(manifest, models):
    tested = {
        parent.split(".")[-1]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test"
        and (node.get("test_metadata") or {}).get("name") in ("unique", "is_grain")
        for parent in node["depends_on"]["nodes"]
    }
    assert {name for name, node in models.items() if layer_of(node) == "marts"} <= tested


def test_a_column_that_the_gate_keeps_filled_is_not_asked_again_by_dbt(manifest):
    asked = {
        (suite.table.removeprefix("marts."), expectation.column)
        for suite in suites()
        for expectation in suite.expectations
        if type(expectation).__name__ == "ExpectColumnValuesToNotBeNull"
    }
    tested = {
        (node["attached_node"].split(".")[-1], column)
        for node in manifest["nodes"].values()
        if (node.get("test_metadata") or {}).get("name") == "is_filled"
        for column in node["test_metadata"]["kwargs"]["columns"]
    }
    assert asked
    assert tested
    assert asked & tested == set()


def test_every_page_and_the_report_is_an_exposure_of_marts(manifest, models):
    exposures = list(manifest["exposures"].values())
    modules = {exposure["meta"]["module"] for exposure in exposures}
    app = (ROOT / "dashboards" / "app.py").read_text(encoding="utf-8")
    pages = {f"dashboards/{page}" for page in re.findall(r'"(views/\w+\.py)"', app)}
    assert pages
    assert pages <= modules
    for exposure in exposures:
        assert (ROOT / exposure["meta"]["module"]).exists(), exposure["name"]
        for parent in parents(exposure):
            assert layer_of(models[parent.removeprefix("model.")]) == "marts"


@pytest.mark.parametrize("package", READERS)
def test_what_people_look_at_names_the_marts_that_it_reads(manifest, package):
    read = {
        name
        for path in (ROOT / package).rglob("*.py")
        for name in re.findall(r"\bmarts\.(\w+)", path.read_text(encoding="utf-8"))
    }
    declared = {
        parent.removeprefix("model.")
        for exposure in manifest["exposures"].values()
        for parent in parents(exposure)
        if exposure["meta"]["module"].startswith(package)
    }
    assert read - declared == set()


@pytest.mark.parametrize("reason", NOT_PORTABLE)
def test_models_stay_in_the_portable_subset(reason):
    pattern = re.compile(NOT_PORTABLE[reason])
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / "models").rglob("*.sql"))
        for match in pattern.finditer(without_comments(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_what_is_not_portable_is_found():
    known_bad = {
        "a hash whose value is the engine's own": "select hash(a)",
        "columns by a pattern": "select columns('a.*')",
        "pivot": "pivot t on a",
        "quantile_cont": "select quantile_cont(a, 0.5)",
        "a number without an order": "select row_number() over (partition by a)",
        "a regular expression outside macros/": "select regexp_replace(a, 'x', '')",
        "an unquoted name that is not ASCII": "select a as 金额",
        "ties in min_by": "select arg_min_by(a, b)",
    }
    assert known_bad.keys() == NOT_PORTABLE.keys()
    for reason, query in known_bad.items():
        assert re.search(NOT_PORTABLE[reason], query), reason
    fine = "select row_number() over (partition by a order by b) as row_no"
    assert not any(re.search(pattern, fine) for pattern in NOT_PORTABLE.values())


def without_comments(query):
    """A model's text without comments."""
    return re.sub(r"--[^\n]*|\{#.*?#\}", "", query, flags=re.DOTALL)
