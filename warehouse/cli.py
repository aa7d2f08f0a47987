"""The command line: parse, call one function, print. No command pays for another's imports."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.arguments import STATUSES, language, parser
from warehouse.errors import RefusedError, UsageError, WarehouseError
from warehouse.messages import Messages

if TYPE_CHECKING:
    from warehouse.building.progress import Steps
    from warehouse.building.summary import Published
    from warehouse.connection import Result, Sandbox

SHOWN_ROWS = 1000
_INTERRUPTED = 130

Options = argparse.Namespace
Command = Callable[[Options, Messages], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no user error ends in a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Messages(language(given))
    options = parser(words).parse_args(given)
    try:
        COMMANDS[options.command](options, words)
    except WarehouseError as error:
        return _report(error, words)
    except KeyboardInterrupt:
        print(words.say("interrupted"), file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # a full disk, a folder without rights
        place = error.filename or "mingzhang"
        return _report(WarehouseError("system", file=place, reason=error.strerror), words)
    return 0


# ---------------------------------------------------------------- the commands


def _build(options: Options, words: Messages) -> None:
    from warehouse.building import build

    _at_least_one(options.jobs, "no_jobs")
    paths = tuple(options.paths) or (build.SAMPLES,)
    if not options.paths and not build.SAMPLES.is_dir():
        raise UsageError("no_samples")
    request = build.Request(
        _warehouse(options),
        paths,
        options.jobs,
        full=options.full,
        strict=options.strict,
        spark=options.spark,
        keep=options.keep == "pages",
    )
    _print_summary(build.build(request, _steps(options, words)), options, words)


def _replay(options: Options, words: Messages) -> None:
    from warehouse.building import build

    done = build.replay(_warehouse(options), _steps(options, words))
    if done.published is not None:
        _print_summary(done.published, options, words)
    if not options.quiet:
        print(words.say("replayed", before=done.before, after=done.after))


def _outcomes(options: Options, words: Messages) -> None:
    from warehouse.asking import outcomes
    from warehouse.connection import published, reading

    statuses = _chosen(options.status, STATUSES, "unknown_status")
    reasons: Sequence[str] | None = None
    if options.reason is not None:
        from ingest.errors import Reason

        reasons = _chosen(options.reason, tuple(Reason), "unknown_reason")
    with reading(published(_warehouse(options))) as connection:
        _print_result(outcomes.listed(connection, statuses, reasons), "table", words)


def _chosen(given: str | None, known: Sequence[str], unknown: str) -> Sequence[str]:
    """The names given by commas, or all known ones; `unknown` is the message otherwise."""
    names = [name.strip() for name in (given or "").split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UsageError(unknown, name=name, known=", ".join(known))
    return names or known


def _explain(options: Options, words: Messages) -> None:
    if (options.receipt is None) == (options.sql is None):
        raise UsageError("receipt_or_query")
    if options.sql is not None:
        _explain_query(options, words)
        return
    from warehouse.asking import receipt_text, receipts
    from warehouse.connection import published, reading

    fact_table, _, receipt = options.receipt.rpartition(":")
    with reading(published(_warehouse(options))) as connection:
        if fact_table:
            _print_result(receipts.figures(connection, fact_table, receipt), "table", words)
            return
        found = receipts.explain(connection, receipt)
    sys.stdout.write(receipt_text.render(found, words))
    if options.page is not None:
        _show_page(options, found.receipt, words)


def _show_page(options: Options, receipt: Mapping[str, object], words: Messages) -> None:
    from warehouse.asking import receipt_page

    page = receipt_page.page_of(_warehouse(options), receipt)
    if page is None:
        raise UsageError("no_page", place=receipt["locator"])
    options.page.write_bytes(page.png)
    if not options.quiet:
        print(
            words.say("page_written" if page.is_marked else "page_unmarked", file=options.page)
        )


def _explain_query(options: Options, words: Messages) -> None:
    from warehouse.connection import Limits, published, sandboxed

    limits = Limits(seconds=options.timeout)
    with sandboxed(published(_warehouse(options)), limits) as sandbox:
        _print_sources(sandbox, options.sql, words)


def _print_sources(sandbox: Sandbox, query: str, words: Messages) -> None:
    from warehouse.asking.documents_behind import documents_behind

    behind = documents_behind(sandbox, query)
    print(words.say("behind_" + behind.basis, count=len(behind.documents.rows)))
    for loss in sorted(behind.losses):
        print(words.say("loss_" + loss))
    if behind.documents.rows:
        print()
        _print_result(behind.documents, "table", words)


def _sql(options: Options, words: Messages) -> None:
    if options.analyses:
        from warehouse.asking import analyses

        _print_result(analyses.listed(words.language), "table", words)
        return
    query = _query(options)
    if options.format in ("parquet", "xlsx") and options.out is None:
        raise UsageError("needs_out", format=options.format)
    from warehouse.connection import published

    database = published(_warehouse(options))
    if query is None:
        from warehouse.asking import prompt

        prompt.converse(database, options.timeout, words, synthetic=options.synthetic)
        return
    _answer(database, query, options, words)


def _answer(database: Path, query: str, options: Options, words: Messages) -> None:
    """Print or write the rows of one query, then its sources and its time where asked."""
    from warehouse.connection import Limits, sandboxed

    on_screen = options.out is None and options.format == "table"
    limits = Limits(seconds=options.timeout, rows=SHOWN_ROWS if on_screen else None)
    started = time.perf_counter()
    with sandboxed(database, limits, synthetic=options.synthetic) as sandbox:
        if sandbox.synthetic and options.analysis is not None and not options.quiet:
            print(words.say("answered_synthetic"), file=sys.stderr)
        if options.out is None:
            _print_result(sandbox.fetch(query), options.format, words)
        else:
            from warehouse.leaving import export

            rows = export.write_query(sandbox, query, options.format, options.out)
            if not options.quiet:
                print(words.say("written", rows=f"{rows:,}", path=options.out))
        seconds = time.perf_counter() - started
        if options.explain_sources:
            print()
            _print_sources(sandbox, query, words)
    if options.time:
        print(words.say("took", seconds=f"{seconds:.3f}"), file=sys.stderr)


def _export(options: Options, words: Messages) -> None:
    from warehouse.leaving import export

    folder = _warehouse(options)
    if options.target.startswith(export.SERVERS):
        written = export.load_server(
            folder, options.target, options.table, synthetic=options.synthetic
        )
    elif options.format is None:
        raise UsageError("needs_format", known=", ".join(export.EXPORT_FORMATS))
    else:
        target = Path(options.target)
        written = export.export_marts(
            folder, target, options.format, options.table, synthetic=options.synthetic
        )
    if not options.quiet:
        for one in written:
            print(words.say("exported", table=one.table, rows=f"{one.rows:,}", path=one.path))


def _report_command(options: Options, words: Messages) -> None:
    from warehouse.connection import published

    is_check = options.check is not None
    if is_check == (options.year is not None and options.out is not None):
        raise UsageError("report_or_check")
    database = published(_warehouse(options))
    from reports import annual
    from reports.errors import MissingReceiptError, ReportError
    from reports.texts import Texts

    try:
        if is_check:
            checked = annual.check(database, options.check, Texts(words.language))
        else:
            scope = (options.year, options.region, options.department)
            annual.write(
                database, *scope, options.out, words.language, synthetic=options.synthetic
            )
    except MissingReceiptError as error:
        raise WarehouseError("report_failed", reason=error) from error
    except ReportError as error:
        raise UsageError("report_failed", reason=error) from error
    if is_check:
        builds = {"build": checked.build, "published": checked.published}
        if not checked.is_same:
            raise WarehouseError("report_outdated", file=options.check, **builds)
        print(words.say("report_current", **builds))
    elif not options.quiet:
        print(words.say("report_written", path=options.out))


def _dashboard(options: Options, _words: Messages) -> None:
    from warehouse.asking import dashboard
    from warehouse.connection import published

    _check_port(options.port)
    published(_warehouse(options))
    dashboard.serve(_warehouse(options), options.port)


def _check_port(port: int) -> None:
    if not 1 <= port <= 65535:
        raise UsageError("not_a_port", port=port)


def _demo(options: Options, words: Messages) -> None:
    from mingzhang import working_folder
    from warehouse.asking import dashboard
    from warehouse.building import demo

    _check_port(options.port)
    _at_least_one(options.departments, "no_departments")
    folder = options.folder or working_folder("demo")

    def said(count: int) -> None:
        if not options.quiet:
            path = folder / "documents"
            print(words.say("corpus_written", documents=count, path=path), flush=True)

    city = demo.prepare(folder, options.departments, _steps(options, words), said)
    if city.published is not None:
        _print_summary(city.published, options, words)
    if options.no_open:
        return
    if not options.quiet:
        print(words.say("demo_opens", port=options.port), flush=True)
    dashboard.serve(city.warehouse, options.port)


def _mcp(options: Options, _words: Messages) -> None:
    from warehouse.connection import published

    published(_warehouse(options))
    try:
        from warehouse.asking import mcp_server
    except ModuleNotFoundError as error:
        raise UsageError("no_mcp", reason=error) from error
    mcp_server.serve(_warehouse(options), options.timeout)


def _corpus(options: Options, words: Messages) -> None:
    from corpus.generate import generate, request_of

    try:
        request = request_of(
            options.documents,
            options.seed,
            options.formats.split(","),
            options.noise,
            options.misprints,
            options.years,
        )
    except ValueError as error:
        raise UsageError("no_such_corpus", reason=error) from error
    try:
        written = generate(request, options.folder)
    except ModuleNotFoundError as error:
        raise UsageError("no_reportlab", reason=error) from error
    if not options.quiet:
        folder = options.folder / "documents"
        print(words.say("corpus_written", documents=written, path=folder))


def _withdraw(options: Options, words: Messages) -> None:
    from warehouse.building import build

    folder = _warehouse(options)
    for document in build.withdraw(folder, options.documents, options.reason):
        if not options.quiet:
            print(words.say("withdrawn", document=document))


def _forms(_options: Options, words: Messages) -> None:
    from warehouse.asking import outcomes

    _print_result(outcomes.forms(), "table", words)


COMMANDS: Mapping[str, Command] = {
    "build": _build,
    "outcomes": _outcomes,
    "replay": _replay,
    "explain": _explain,
    "sql": _sql,
    "export": _export,
    "report": _report_command,
    "dashboard": _dashboard,
    "mcp": _mcp,
    "demo": _demo,
    "corpus": _corpus,
    "withdraw": _withdraw,
    "forms": _forms,
}


# ---------------------------------------------------------------- what the commands share


def _warehouse(options: Options) -> Path:
    from warehouse.connection import default_warehouse

    return Path(options.warehouse) if options.warehouse else default_warehouse()


def _steps(options: Options, words: Messages) -> Steps:
    from warehouse.building.progress import Steps

    return Steps(words, quiet=options.quiet)


def _at_least_one(number: int, otherwise: str) -> None:
    if number < 1:
        raise UsageError(otherwise)


def _query(options: Options) -> str | None:
    """Return the query of argument, analysis, file or pipe; None: ask at a prompt."""
    if sum(one is not None for one in (options.query, options.file, options.analysis)) > 1:
        raise UsageError("query_and_file")
    if options.analysis is not None:
        from warehouse.asking import analyses

        return analyses.named(options.analysis).query
    if options.query is not None:
        return str(options.query)
    if options.file is not None:
        try:
            return str(options.file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError("cannot_read", file=options.file, reason=reason) from error
    if sys.stdin.isatty() and options.out is None:
        return None
    query = sys.stdin.read()
    if not query.strip():
        raise UsageError("query_empty")
    return query


def _print_result(result: Result, form: str, words: Messages) -> None:
    from warehouse import render

    sys.stdout.write(render.render(result, form))
    if result.truncated:
        print(words.say("truncated", rows=f"{len(result.rows):,}"), file=sys.stderr)


def _print_summary(published: Published, options: Options, words: Messages) -> None:
    if options.quiet:
        return
    from warehouse.building import summary
    from warehouse.connection import reading

    with reading(published.file) as connection:
        counted = summary.collect(connection)
    sys.stdout.write("\n" + summary.render(counted, published, words))


def _report(error: WarehouseError, words: Messages) -> int:
    message = words.say(error.key, **error.values)
    print(words.say("error", message=message), file=sys.stderr)
    if isinstance(error, RefusedError):
        for reason in error.reasons:
            print(f"  · {reason.told}", file=sys.stderr)
            for document in reason.documents:
                print(f"      {document}", file=sys.stderr)
            print(f"    → {words.say('remedy_' + reason.remedy)}", file=sys.stderr)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
