"""Writes the documentation that can be computed; `tests/docs` holds it to what it is made from.

Run it after a change to a mart, a form, a command, the sample documents or a check::

    uv run python scripts/make_docs.py

It writes `docs/cli.md` from the parser of the command line, the data dictionaries (see
`scripts/dictionary.py`), the form that `CONTRIBUTING.md` shows, and the answers that the
READMEs and the pages of questions print under each command of a `console` block, from a build
of the sample documents.
"""

import argparse
import contextlib
import io
import re
import shlex
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ingest.form import FORMS_FOLDER
from scripts import dictionary
from scripts.pages import GENERATED, table
from warehouse import arguments, cli
from warehouse.building import build, summary
from warehouse.building.progress import Steps
from warehouse.building.summary import Published
from warehouse.connection import reading
from warehouse.messages import Messages

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "data" / "documents"
ANSWERED: Mapping[str, str] = {
    "README.md": "en",
    "README.zh-CN.md": "zh",
    "docs/questions.md": "en",
    "docs/questions.zh-CN.md": "zh",
}
"""Pages with commands and their answers, and the language in which they answer."""

SHOWN_FOLDER = "…/data/warehouse"
_CONSOLE = re.compile(r"(?<=^```console\n)\$ .*?(?=^```$)", re.MULTILINE | re.DOTALL)
_TOML = re.compile(r"(?<=^```toml\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


# ---------------------------------------------------------------- the command line


def cli_page() -> str:
    """Return `docs/cli.md`: every command with its arguments, in English."""
    root = arguments.parser(Messages("en"))
    (commands,) = (
        action for action in root._actions if isinstance(action, argparse._SubParsersAction)
    )
    common = [
        action
        for action in root._actions
        if action.option_strings
        and not isinstance(action, (argparse._HelpAction, argparse._VersionAction))
    ]
    shared = {option for action in common for option in action.option_strings}
    parts = [
        "# The command line",
        GENERATED,
        f"{root.description} {_sentence(root.epilog or '')}",
        "`mingzhang --version` prints the version.",
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
    return table(("argument", "meaning"), rows)


def _default(action: argparse.Action) -> str:
    """Return what an option is where it is not given, in brackets; numbers without `.0`."""
    value = action.default
    if not action.option_strings or value in (None, False, [], argparse.SUPPRESS):
        return ""
    return f" (default {value:g})" if isinstance(value, float) else f" (default {value})"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


PAGES = {
    "docs/cli.md": cli_page,
    "docs/data-dictionary.md": dictionary.english_page,
    "docs/data-dictionary.zh-CN.md": dictionary.chinese_page,
}
"""The pages that are written whole, each with the function that makes it."""


# ---------------------------------------------------------------- the form that is shown


def with_form(text: str) -> str:
    """Return a page in which each `toml` block that names a known form is that form's file."""
    return _TOML.sub(lambda block: _form_file(block.group()), text)


def _form_file(shown: str) -> str:
    path = FORMS_FOLDER / f"{tomllib.loads(shown)['id']}.toml"
    return path.read_text(encoding="utf-8") if path.exists() else shown


# ---------------------------------------------------------------- the answers of commands


def answered(text: str, published: Published, language: str) -> str:
    """Return a page with the answer of a published warehouse under each of its commands.

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
        for name, language in ANSWERED.items():
            text = (ROOT / name).read_text(encoding="utf-8")
            (ROOT / name).write_text(answered(text, published, language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
