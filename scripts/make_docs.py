"""Writes the documentation that can be computed; `tests/docs` holds it to what it is made from.

Run it after a change to a mart, a form, a command, the sample documents or a check::

    uv run python scripts/make_docs.py

It writes `docs/cli.md` from the parser of the command line, `docs/data-dictionary.md` from the
marts' yml files and the form files, the form that `CONTRIBUTING.md` shows, and the answers that
the READMEs print under each command of a `console` block, from a build of the sample documents.
"""

import argparse
import contextlib
import io
import re
import shlex
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ingest.form import FORMS_FOLDER, Form, load_forms
from warehouse import build, cli, summary
from warehouse.connection import reading
from warehouse.messages import Messages
from warehouse.progress import Steps
from warehouse.summary import Published

ROOT = Path(__file__).resolve().parent.parent
MARTS = ROOT / "models" / "marts"
DOCUMENTS = ROOT / "data" / "documents"
READMES: Mapping[str, str] = {"README.md": "en", "README.zh-CN.md": "zh"}
"""The READMEs and the language in which their commands answer."""

SHOWN_FOLDER = "…/data/warehouse"
_CONSOLE = re.compile(r"(?<=^```console\n)\$ .*?(?=^```$)", re.MULTILINE | re.DOTALL)
_TOML = re.compile(r"(?<=^```toml\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_GENERATED = (
    "<!-- Written by scripts/make_docs.py; change what it is made from, not this page. -->"
)
_GROUPS = (
    ("dim_", "Dimensions"),
    ("receipts", "Receipts"),
    ("fct_", "Facts, the ledger and leads"),
    ("", "Wide tables for people"),
)
_DICTIONARY_OPENING = (
    "The tables of schema `marts`, which is what dashboards, reports and analysts read. Money"
    " is `decimal(20,2)` in yuan, rates are fractions, and what was not printed is null. The"
    " same descriptions travel in the published file, as comments, and beside every export, as"
    " `data_dictionary.csv`."
)
_FORMS_OPENING = (
    "One file each in `ingest/forms/`; [forms.md](forms.md) explains what stands in it. Several"
    " forms may print one account: its budget, or another province's layout of it."
)


# ---------------------------------------------------------------- the command line


def cli_page() -> str:
    """Return `docs/cli.md`: every command with its arguments, in English."""
    root = cli.parser(Messages("en"))
    (commands,) = (
        action for action in root._actions if isinstance(action, argparse._SubParsersAction)
    )
    common = [
        action
        for action in root._actions
        if action.option_strings and not isinstance(action, argparse._HelpAction)
    ]
    shared = {option for action in common for option in action.option_strings}
    parts = [
        "# The command line",
        _GENERATED,
        f"{root.description} {_sentence(root.epilog or '')}",
        "Every command takes, before or after its name:",
        _arguments_table(common),
    ]
    for name, command in commands.choices.items():
        own = [
            action
            for action in command._actions
            if not isinstance(action, argparse._HelpAction)
            and not shared.intersection(action.option_strings)
        ]
        usage = " ".join(["mingzhang", name, *map(_usage, own)])
        parts += [
            f"## {name}",
            _sentence(command.description or ""),
            f"```sh\n{usage}\n```",
        ]
        if own:
            parts.append(_arguments_table(own))
    return "\n\n".join(parts) + "\n"


def _usage(action: argparse.Action) -> str:
    """Return how an argument stands on the command line, in brackets where it may lack."""
    words = [action.option_strings[-1]] if action.option_strings else []
    if action.nargs != 0:
        words.append(_value_name(action))
    shown = " ".join(words) + (" ..." if action.nargs in ("*", "+") else "")
    is_needed = action.required if action.option_strings else action.nargs in (None, "+")
    return shown if is_needed else f"[{shown}]"


def _value_name(action: argparse.Action) -> str:
    if action.choices is not None:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return str(action.metavar or action.dest.upper())


def _arguments_table(actions: Iterable[argparse.Action]) -> str:
    rows = []
    for action in actions:
        words = list(action.option_strings[-1:])
        if action.nargs != 0:
            words.append(_value_name(action))
        text = (action.help or "") + _default(action)
        rows.append((f"`{' '.join(words)}`", text))
    return _table(("argument", "meaning"), rows)


def _default(action: argparse.Action) -> str:
    """Return what an option is where it is not given, in brackets; numbers without `.0`."""
    value = action.default
    if not action.option_strings or value in (None, False, [], argparse.SUPPRESS):
        return ""
    return f" (default {value:g})" if isinstance(value, float) else f" (default {value})"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


# ---------------------------------------------------------------- the data dictionary


def dictionary_page() -> str:
    """Return `docs/data-dictionary.md`: the marts with their columns, and the forms."""
    parts = ["# Data dictionary", _GENERATED, _DICTIONARY_OPENING]
    left = dict(marts())
    for prefix, title in _GROUPS:
        chosen = [name for name in left if name.startswith(prefix)]
        parts.append(f"## {title}")
        for name in chosen:
            parts += _mart(name, left.pop(name))
    parts += [
        "## Forms that can be read",
        _FORMS_OPENING,
        _forms_table(load_forms()),
    ]
    return "\n\n".join(parts) + "\n"


def marts() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every mart's name with its entry of the yml file beside it, by name."""
    found = {}
    for path in MARTS.rglob("*.yml"):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            found[str(model["name"])] = model
    yield from sorted(found.items())


def _mart(name: str, model: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {name}"
    yield _one_line(model["description"])
    rows = [
        (f"`{column['name']}`", column["data_type"], _column_text(column))
        for column in model["columns"]
    ]
    yield _table(("column", "type", "meaning"), rows)


def _column_text(column: Mapping[str, Any]) -> str:
    """Return a column's description, the values it may have, and what it joins to."""
    text = _one_line(column.get("description", ""))
    for test in column.get("data_tests", []):
        if not isinstance(test, dict):
            continue
        if "accepted_values" in test:
            values = test["accepted_values"]["arguments"]["values"]
            text += " Values: " + ", ".join(f"`{value}`" for value in values) + "."
        if "relationships" in test:
            target = re.sub(r"ref\('(\w+)'\)", r"\1", test["relationships"]["arguments"]["to"])
            if (MARTS / f"{target}.sql").exists():
                text += f" → [{target}](#{target})"
    return text.strip()


def _forms_table(forms: Mapping[str, Form]) -> str:
    rows = [
        (
            f"`{form.id}`",
            _first_comment(FORMS_FOLDER / f"{form.id}.toml"),
            f"`{form.account_id}`" if form.account_id != form.id else "",
            form.phase or "",
            form.shape,
            form.kind,
        )
        for form in forms.values()
    ]
    heads = (
        "form",
        "what is printed",
        "account, if another",
        "phase",
        "shape",
        "document kind",
    )
    return _table(heads, rows)


def _first_comment(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("#").strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


PAGES = {"docs/cli.md": cli_page, "docs/data-dictionary.md": dictionary_page}
"""The pages that are written whole, each with the function that makes it."""


# ---------------------------------------------------------------- the form that is shown


def with_form(text: str) -> str:
    """Return a page in which each `toml` block that names a form is that form's file."""
    return _TOML.sub(lambda block: _form_file(block.group()), text)


def _form_file(shown: str) -> str:
    path = FORMS_FOLDER / f"{tomllib.loads(shown)['id']}.toml"
    return path.read_text(encoding="utf-8")


# ---------------------------------------------------------------- the READMEs' answers


def answered(text: str, published: Published, language: str) -> str:
    """Return a README with the answer of a published warehouse under each of its commands.

    A command stands alone in a `console` block, after `$`; a quoted query may run over lines.
    """
    return _CONSOLE.sub(
        lambda block: "$ " + _with_answer(block.group()[2:], published, language), text
    )


def _with_answer(block: str, published: Published, language: str) -> str:
    command = command_of(block)
    arguments = shlex.split(command)[3:]  # what stands after `uv run mingzhang`
    if arguments[:1] == ["build"]:
        with reading(published.file) as connection:
            counted = summary.collect(connection)
        answer = summary.render(counted, published, Messages(language))
    else:
        answer = _printed(arguments, published, language)
    shown = answer.replace(str(published.file.parent), SHOWN_FOLDER)
    return command + "\n" + "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def command_of(block: str) -> str:
    """Return the command that a block begins with: up to the line that closes its quotes."""
    lines = block.splitlines()
    for count in range(1, len(lines) + 1):
        command = "\n".join(lines[:count])
        with contextlib.suppress(ValueError):
            shlex.split(command)
            return command
    raise ValueError(f"the quotes of this command are not closed: {block}")


def _printed(arguments: list[str], published: Published, language: str) -> str:
    """Return what a command prints; raise ValueError where it fails."""
    folder = str(published.file.parent)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = cli.main([*arguments, "--warehouse", folder, "--language", language])
    if code:
        raise ValueError(f"mingzhang {shlex.join(arguments)} ends with {code}")
    return said.getvalue()


def main() -> int:
    """Write every page and every answer; return the exit code."""
    for name, make in PAGES.items():
        (ROOT / name).write_text(make(), encoding="utf-8")
    guide = ROOT / "CONTRIBUTING.md"
    guide.write_text(with_form(guide.read_text(encoding="utf-8")), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        request = build.Request(Path(folder) / "warehouse", (DOCUMENTS,))
        published = build.build(request, Steps(Messages("en"), quiet=True))
        for name, language in READMES.items():
            text = (ROOT / name).read_text(encoding="utf-8")
            (ROOT / name).write_text(answered(text, published, language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
