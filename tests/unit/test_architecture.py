"""Who may import whom: the packages stand in an order, and no modules import each other."""

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.conftest import ROOT

MAY_IMPORT = {
    "mingzhang": {"warehouse.cli"},  # `python -m mingzhang`
    "ingest": set(),
    "expectations": set(),
    "corpus": {"ingest"},
    "warehouse": set(),
    "warehouse.building": {"ingest", "expectations", "corpus", "warehouse", "warehouse.spark"},
    "warehouse.spark": {"ingest", "warehouse", "warehouse.building"},
    "warehouse.asking": {"ingest", "warehouse"},
    "warehouse.leaving": {"warehouse"},
    "reports": {"warehouse"},
    "dashboards": {
        "warehouse",
        "warehouse.leaving",
        "warehouse.asking.receipt_page",
        "warehouse.asking.receipt_text",
        "ingest.readers.page_pictures",
    },
    "benchmarks": {"corpus", "ingest", "warehouse", "warehouse.building", "dashboards"},
}
"""What a room imports besides itself and `mingzhang`; `warehouse` is what its rooms share."""
ROOMS = ("warehouse.building", "warehouse.spark", "warehouse.asking", "warehouse.leaving")
PACKAGES = sorted({name.split(".")[0] for name in MAY_IMPORT})


@cache
def modules() -> dict[str, set[str]]:
    """Every module and the modules it imports, wherever in it that is written."""
    paths = {name_of(path): path for one in PACKAGES for path in (ROOT / one).rglob("*.py")}
    return {name: imported(path) & paths.keys() - {name} for name, path in paths.items()}


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{name.name}" for name in node.names}
            found |= inner & known_names() or {node.module}
    return found


@cache
def known_names():
    return {name_of(path) for one in PACKAGES for path in (ROOT / one).rglob("*.py")}


def room_of(name):
    return next((room for room in ROOMS if name.startswith(room)), name.split(".")[0])


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_stands_below_it(room):
    strange = {
        (name, other)
        for name, others in modules().items()
        for other in others
        if room_of(name) == room and name != "warehouse.cli"
        if room_of(other) != room
        and not {room_of(other), other} & {"mingzhang", *MAY_IMPORT[room]}
    }
    assert strange == set()


def test_no_modules_import_each_other():
    try:
        order = list(TopologicalSorter(modules()).static_order())
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' → '.join(error.args[1])}")
    assert len(order) == len(modules())
