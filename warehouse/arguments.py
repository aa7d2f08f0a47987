"""What the command line can be asked: every command's arguments, help in either language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mingzhang import __version__
from warehouse.messages import LANGUAGES, Messages, language_of_locale

STATUSES = (
    "parsed",
    "partial",
    "set_aside",
    "empty_declared",
    "ignored",
    "unrecognised",
    "failed",
)
DEFAULT_PORT = 8501
DEFAULT_DEPARTMENTS = 12
DEFAULT_TIMEOUT = 300.0
MCP_TIMEOUT = 30.0


def parser(words: Messages) -> argparse.ArgumentParser:
    """Return the parser, its help in the words' language."""
    common = _common(words, suppress=True)
    root = argparse.ArgumentParser(
        prog="mingzhang",
        description=words.say("help_program"),
        epilog=words.say("help_epilog"),
        parents=[_common(words, suppress=False)],
        allow_abbrev=False,
    )
    root.add_argument(
        "--version",
        action="version",
        version=f"mingzhang {__version__}",
        help=words.say("help_version"),
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, add_arguments in _ARGUMENTS.items():
        text = words.say("help_" + name)
        command = commands.add_parser(
            name, help=text, description=text, parents=[common], allow_abbrev=False
        )
        add_arguments(command, words)
    return root


def _common(words: Messages, *, suppress: bool) -> argparse.ArgumentParser:
    """Return the options that every command takes, before or after its name."""

    def default(value: object) -> object:
        return argparse.SUPPRESS if suppress else value

    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument(
        "--warehouse",
        type=Path,
        metavar="DIR",
        default=default(None),
        help=words.say("help_warehouse"),
    )
    common.add_argument(
        "--quiet",
        action="store_true",
        default=default(value=False),
        help=words.say("help_quiet"),
    )
    common.add_argument(
        "--language",
        choices=LANGUAGES,
        default=default(None),
        help=words.say("help_language"),
    )
    return common


def _build_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=words.say("help_build_paths"),
    )
    command.add_argument(
        "--jobs", type=int, default=1, metavar="N", help=words.say("help_jobs")
    )
    command.add_argument("--full", action="store_true", help=words.say("help_full"))
    command.add_argument("--strict", action="store_true", help=words.say("help_strict"))
    command.add_argument("--spark", metavar="MASTER", help=words.say("help_spark"))
    command.add_argument(
        "--keep", choices=("pages", "none"), default="pages", help=words.say("help_keep")
    )


def _outcomes_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument("--status", metavar="S", help=words.say("help_status"))
    command.add_argument("--reason", metavar="R", help=words.say("help_reasons"))


def _explain_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument(
        "receipt", nargs="?", metavar="RECEIPT", help=words.say("help_receipt")
    )
    command.add_argument("--sql", metavar="QUERY", help=words.say("help_explain_sql"))
    command.add_argument("--page", type=Path, metavar="F", help=words.say("help_page"))
    _timeout_argument(command, words)


def _sql_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument("query", nargs="?", metavar="QUERY", help=words.say("help_query"))
    command.add_argument("--file", type=Path, metavar="F", help=words.say("help_file"))
    command.add_argument("--analysis", metavar="NAME", help=words.say("help_analysis"))
    command.add_argument("--analyses", action="store_true", help=words.say("help_analyses"))
    _synthetic_argument(command, words)
    command.add_argument(
        "--explain-sources", action="store_true", help=words.say("help_explain_sources")
    )
    command.add_argument("--time", action="store_true", help=words.say("help_time"))
    command.add_argument(
        "--format",
        choices=("table", "csv", "json", "parquet", "xlsx"),
        default="table",
        help=words.say("help_format"),
    )
    command.add_argument("--out", type=Path, metavar="F", help=words.say("help_out"))
    _timeout_argument(command, words)


def _synthetic_argument(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument("--synthetic", action="store_true", help=words.say("help_synthetic"))


def _timeout_argument(
    command: argparse.ArgumentParser, words: Messages, seconds: float = DEFAULT_TIMEOUT
) -> None:
    command.add_argument(
        "--timeout",
        type=float,
        default=seconds,
        metavar="SECONDS",
        help=words.say("help_timeout"),
    )


def _export_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument("target", metavar="DIR|URL", help=words.say("help_folder"))
    command.add_argument(
        "--format",
        choices=("csv", "parquet", "xlsx", "duckdb"),
        help=words.say("help_format"),
    )
    command.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="T",
        help=words.say("help_table"),
    )
    _synthetic_argument(command, words)


def _report_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument("--year", type=int, metavar="Y", help=words.say("help_year"))
    command.add_argument("--region", metavar="CODE", help=words.say("help_region"))
    command.add_argument("--department", metavar="NAME", help=words.say("help_department"))
    _synthetic_argument(command, words)
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=words.say("help_report_out"),
    )
    command.add_argument(
        "--check", type=Path, metavar="FILE", help=words.say("help_report_check")
    )


def _dashboard_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument(
        "--port",
        type=int,
        default=DEFAULT_PORT,
        metavar="P",
        help=words.say("help_port"),
    )


def _demo_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help=words.say("help_demo_folder")
    )
    command.add_argument(
        "--departments",
        type=int,
        default=DEFAULT_DEPARTMENTS,
        metavar="N",
        help=words.say("help_demo_departments"),
    )
    command.add_argument("--no-open", action="store_true", help=words.say("help_no_open"))
    _dashboard_arguments(command, words)


def _mcp_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    _timeout_argument(command, words, MCP_TIMEOUT)


def _corpus_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help=words.say("help_corpus_dir"))
    command.add_argument(
        "--documents",
        type=int,
        required=True,
        metavar="N",
        help=words.say("help_corpus_documents"),
    )
    command.add_argument(
        "--seed", type=int, default=1, metavar="S", help=words.say("help_seed")
    )
    command.add_argument(
        "--formats", default="txt,xlsx", metavar="F,…", help=words.say("help_corpus_formats")
    )
    command.add_argument(
        "--noise",
        choices=("none", "light", "heavy"),
        default="none",
        help=words.say("help_noise"),
    )
    command.add_argument(
        "--misprints",
        type=float,
        default=0.0,
        metavar="SHARE",
        help=words.say("help_misprints"),
    )
    command.add_argument(
        "--years", default="2022-2024", metavar="A-B", help=words.say("help_corpus_years")
    )


def _withdraw_arguments(command: argparse.ArgumentParser, words: Messages) -> None:
    command.add_argument(
        "documents", nargs="+", metavar="DOCUMENT", help=words.say("help_document")
    )
    command.add_argument(
        "--reason", required=True, metavar="TEXT", help=words.say("help_reason")
    )


def _no_arguments(_command: argparse.ArgumentParser, _words: Messages) -> None:
    """Take nothing further."""


_ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser, Messages], None]] = {
    "build": _build_arguments,
    "outcomes": _outcomes_arguments,
    "replay": _no_arguments,
    "explain": _explain_arguments,
    "sql": _sql_arguments,
    "export": _export_arguments,
    "report": _report_arguments,
    "dashboard": _dashboard_arguments,
    "mcp": _mcp_arguments,
    "demo": _demo_arguments,
    "corpus": _corpus_arguments,
    "withdraw": _withdraw_arguments,
    "forms": _no_arguments,
}


def language(arguments: Sequence[str]) -> str:
    """Return the language asked for, before parsing: help and usage errors speak it too."""
    for index, argument in enumerate(arguments):
        named = argument.removeprefix("--language=")
        if argument == "--language":
            named = next(iter(arguments[index + 1 : index + 2]), "")
        if named in LANGUAGES and argument.startswith("--language"):
            return named
    return language_of_locale()
