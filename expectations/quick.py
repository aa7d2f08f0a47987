"""What Great Expectations does again and again for one check, done once; findings are the same.

Of checking the samples that was a third of the library's work, of importing it another third.
Each of these leaves the library as it is where it has not what is replaced.
"""
# ruff: noqa: ANN401  the library's objects have no types to name

from __future__ import annotations

import sys
import types
from typing import Any

_UNUSED = ("altair", "scipy", "scipy.stats")
"""What the library imports for its tests of distributions and their charts; we have none."""


def without_unused() -> None:
    """Keep out of the import what no expectation of ours asks for; call it before the import.

    It would import Spark as well, where that is installed.
    """
    sys.modules.setdefault("pyspark", None)  # type: ignore[arg-type]
    for name in _UNUSED:
        if name in sys.modules:
            return
    for name in _UNUSED:
        sys.modules[name] = types.ModuleType(name)
    sys.modules["scipy"].stats = sys.modules["scipy.stats"]  # type: ignore[attr-defined]


def remember() -> None:
    """Let an expectation say its configuration once, and plain values be their own JSON.

    Rows that break a rule are counted, and not fetched as well: no finding shows them.
    """
    _remember_configurations()
    _remember_expectations()
    _keep_plain_values()
    _count_alone()


def without_saving(context: Any) -> Any:
    """Return a context in memory that does not write itself down after each table."""
    context._save_project_config = lambda: None
    return context


def _remember_configurations() -> None:
    """An expectation is asked for its configuration some seventy times, and makes it anew."""
    from great_expectations.expectations.expectation import Expectation

    made = getattr(Expectation, "configuration", None)
    if not isinstance(made, property) or made.fget is None:
        return
    known: dict[int, tuple[Any, Any]] = {}
    make = made.fget

    def configuration(expectation: Any) -> Any:
        found = known.get(id(expectation))
        if found is None:  # with the expectation itself, so that its id is given once
            found = known[id(expectation)] = (expectation, make(expectation))
        return found[1]

    Expectation.configuration = property(configuration)  # type: ignore[assignment, method-assign]


def _remember_expectations() -> None:
    """A configuration is asked for its expectation at each step, and makes and checks it anew.

    It is asked when it is whole: the library changes none afterwards.
    """
    from great_expectations.expectations.expectation_configuration import (
        ExpectationConfiguration,
    )

    make = getattr(ExpectationConfiguration, "to_domain_obj", None)
    if make is None:
        return
    known: dict[int, tuple[Any, Any]] = {}

    def to_domain_obj(configuration: Any) -> Any:
        found = known.get(id(configuration))
        if found is None:  # with the configuration itself, so that its id is given once
            found = known[id(configuration)] = (configuration, make(configuration))
        return found[1]

    setattr(ExpectationConfiguration, "to_domain_obj", to_domain_obj)  # noqa: B010  typed as it was


def _keep_plain_values() -> None:
    """The keys of metrics are JSON of values that are plain: nothing has to be converted."""
    from great_expectations.core import id_dict

    convert = getattr(id_dict, "convert_to_json_serializable", None)
    if convert is None:
        return

    def converted(data: Any) -> Any:
        return data if _is_plain(data) else convert(data=data)

    vars(id_dict)["convert_to_json_serializable"] = converted


def _count_alone() -> None:
    """Bad rows are queried twice: for the rows, and for their number, which alone is used."""
    from great_expectations.expectations.metrics import query_metrics

    rows = getattr(query_metrics, "UnexpectedRowsQueryTable", None)
    for name in _FETCHING:
        if not hasattr(rows, name):
            return
    for name, nothing in _FETCHING.items():
        setattr(rows, name, lambda nothing=nothing, **_: nothing)


_FETCHING: dict[str, Any] = {
    "_get_substituted_batch_subquery_from_query_and_batch_selectable": "",
    "_get_sqlalchemy_records_from_substituted_batch_subquery": (),
}
"""The methods that write the query of bad rows, and run it; what they give instead."""


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return True
    if kind is list:
        return all(map(_is_plain, value))
    return kind is dict and all(type(k) is str and _is_plain(v) for k, v in value.items())
