"""The command line: exit codes, clear sentences, and nobody pays for others' imports."""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from small_warehouse import RECEIPT, publish

from ingest import landing
from ingest.errors import NothingToReadError
from warehouse import cli
from warehouse.asking import dashboard, prompt
from warehouse.building import build
from warehouse.cli import main
from warehouse.connection import current_file
from warehouse.errors import Reason, RefusedError
from warehouse.messages import Messages


@pytest.fixture(autouse=True)
def english(monkeypatch):
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "MINGZHANG_WAREHOUSE"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def folder(tmp_path):
    return publish(tmp_path / "warehouse").parent


def run(*arguments):
    return main([str(argument) for argument in arguments])


def usage(*arguments):
    """Return the exit code of arguments that argparse refuses."""
    with pytest.raises(SystemExit) as raised:
        run(*arguments)
    return raised.value.code


# ---------------------------------------------------------------- sql


def test_sql_prints_a_table(folder, capsys):
    assert run("sql", "--warehouse", folder, "from marts.fct_spending") == 0
    assert "4052900.00" in capsys.readouterr().out


def test_options_stand_before_or_after_the_command(folder, capsys):
    assert run("--warehouse", folder, "sql", "select 1") == 0
    assert run("sql", "select 1", "--warehouse", folder) == 0
    assert run("--language", "zh", "sql", "select nope", "--warehouse", folder) == 1
    assert "查询失败" in capsys.readouterr().err


def test_the_warehouse_may_be_named_by_the_environment(folder, monkeypatch, capsys):
    monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(folder))
    assert run("sql", "select 1") == 0
    assert run("sql", "select 1", "--warehouse", folder / "nowhere") == 2


def test_sql_writes_exact_json(folder, capsys):
    query = "select amount_yuan from marts.fct_spending"
    assert run("sql", "--warehouse", folder, "--format", "json", query) == 0
    out = capsys.readouterr().out
    assert json.loads(out, parse_float=Decimal) == [{"amount_yuan": Decimal("4052900.00")}]


def test_sql_reads_a_file_and_writes_a_file(folder, tmp_path, capsys):
    (tmp_path / "query.sql").write_text("\ufeffselect 1 as one;\n", "utf-8")
    out = tmp_path / "out.csv"
    arguments = ("--file", tmp_path / "query.sql", "--format", "csv", "--out", out)
    assert run("sql", "--warehouse", folder, *arguments) == 0
    assert out.read_text("utf-8") == "one\n1\n"
    assert str(out) in capsys.readouterr().out


def test_quiet_writes_the_file_and_says_nothing(folder, tmp_path, capsys):
    arguments = ("select 1", "--quiet", "--out", tmp_path / "out.txt")
    assert run("sql", "--warehouse", folder, *arguments) == 0
    assert capsys.readouterr() == ("", "")


def test_sql_takes_the_query_from_a_pipe(folder):
    done = invoke("sql", "--warehouse", folder, given="select 41 + 1 as answer")
    assert "42" in done.stdout
    empty = invoke("sql", "--warehouse", folder, given="")
    assert (empty.returncode, empty.stdout) == (2, "")


def test_a_long_result_is_cut_and_says_so(folder, capsys):
    assert run("sql", "--warehouse", folder, "from range(2000)") == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1002
    assert "first 1,000 rows" in shown.err
    assert run("sql", "--warehouse", folder, "--format", "csv", "from range(2000)") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2001


def test_a_query_that_fails_is_exit_1_in_the_engines_words(folder, capsys):
    assert run("sql", "--warehouse", folder, "select * from nowhere") == 1
    assert "nowhere" in capsys.readouterr().err


def test_a_query_that_writes_is_refused(folder):
    assert run("sql", "--warehouse", folder, "drop table marts.fct_spending") == 1
    assert run("sql", "--warehouse", folder, "from marts.fct_spending") == 0


def test_wrong_usage_of_sql_is_exit_2(folder, tmp_path, capsys):
    assert run("sql", "--warehouse", folder, "select 1", "--file", tmp_path / "q.sql") == 2
    assert run("sql", "--warehouse", folder, "--file", tmp_path / "missing.sql") == 2
    assert run("sql", "--warehouse", folder, "select 1", "--format", "parquet") == 2
    assert run("sql", "--warehouse", tmp_path / "none", "select 1") == 2
    assert "mingzhang build" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("sql", "--nope"),
        ("nope",),
        (),
        ("sql", "select 1", "--format", "xls"),
        ("build", "--jobs", "many"),
        ("report", "--year", "then", "--out", "r.html"),
        ("withdraw", "a.txt"),
        ("corpus", "somewhere"),
    ],
)
def test_an_unknown_option_or_command_is_exit_2(arguments, capsys):
    assert usage(*arguments) == 2
    assert "usage: mingzhang" in capsys.readouterr().err


def invoke(*arguments, given=None, code=None):
    """Run the command line in a process of its own."""
    start = (
        [sys.executable, "-m", "warehouse.cli"]
        if code is None
        else [sys.executable, "-c", code]
    )
    return subprocess.run(
        [*start, *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8"},
    )


HEAVY = (
    "dbt",
    "great_expectations",
    "streamlit",
    "rich",
    "polars",
    "pandas",
    "pyarrow",
    "sqlalchemy",
    "numpy",
    "ingest",
    "altair",
)


@pytest.mark.parametrize("command", ["sql", "explain", "outcomes", "export"])
def test_no_command_imports_what_it_does_not_need(folder, tmp_path, command):
    arguments = {
        "sql": ["sql", "select 1"],
        "explain": ["explain", RECEIPT],
        "outcomes": ["outcomes"],
        "export": ["export", str(tmp_path / "out"), "--format", "csv"],
    }[command]
    code = (
        "import sys; from warehouse.cli import main; code = main(sys.argv[1:]);"
        f"heavy = [name for name in {HEAVY} if name in sys.modules];"
        "sys.exit(' '.join(heavy) or code)"
    )
    done = invoke(*arguments, "--warehouse", folder, code=code)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_leaves_is_no_error(folder):
    code = (
        "import sys; from warehouse.cli import main;"
        f"sys.exit(main(['sql', '--warehouse', {str(folder)!r}, '--format', 'csv',"
        " 'from range(200000)']))"
    )
    command = f'{sys.executable} -c "{code}" | head -1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("range\n", "")


# ---------------------------------------------------------------- explain, outcomes, forms


def test_explain_leads_from_the_mart_to_the_printed_cell(folder, capsys):
    assert run("explain", RECEIPT, "--warehouse", folder) == 0
    lines = capsys.readouterr().out.splitlines()
    chain = [line.split(maxsplit=1) for line in lines[: lines.index("")]]
    assert chain == [
        ["receipt", RECEIPT],
        ["fact", "marts.fct_spending.amount_yuan · 2023 · 2013750 · basic"],
        ["value", "4,052,900.00 元 ± 50"],
        ["printed", "405.29 × 万元  (unit printed at line 3)"],
        ["place", "line 12 cell 4"],
        ["line", "2013750 | 事业运行 | 【405.29】"],
        ["row", "事业运行"],
        ["column", "基本支出"],
        ["table", "spending_account"],
        ["document", "甲局2023年度部门决算 · 甲局"],
        ["file", "甲局决算.txt · 2023 · final_accounts"],
        [
            "reading",
            (
                "realigned: moved to the column that the form's arithmetic proves"
                "  (its column borne out by R03,R05)"
            ),
        ],
        ["proof", "proven in place by R03,R05"],
    ]


def test_explain_shows_each_row_of_the_ledger_with_both_sides(folder, capsys):
    assert run("explain", RECEIPT, "--warehouse", folder) == 0
    text = capsys.readouterr().out
    assert text.partition("checks: ")[2].splitlines() == [
        "3",
        "  R05  broken  20137",
        "       5.00 元 ≠ 【1.00 元】  Δ 4.00 元 ± 100.00 元",
        "  R03  holds  total of a row and its columns · 2013750",
        "       【4,052,900.00 元】 = 4,052,900.00 元",
        "  R13  rounding  rate",
        "       100 % ≈ 【99.99 %】  Δ 0.01 % ± 0.01 %",
    ]


def test_explain_lists_the_figures_of_a_fact(folder, capsys):
    for table in ("fct_spending", "marts.fct_spending"):
        assert run("explain", f"{table}:{RECEIPT}", "--warehouse", folder) == 0
        text = capsys.readouterr().out
        assert "amount_yuan  4052900.00  405.29   万元  line 12 cell 4" in text
    assert run("explain", f"fct_revenue:{RECEIPT}", "--warehouse", folder) == 2
    assert "marts.fct_revenue has no row" in capsys.readouterr().err


def test_explain_takes_a_receipt_or_a_query(folder, capsys):
    assert run("explain", "--warehouse", folder) == 2
    assert run("explain", RECEIPT, "--sql", "select 1", "--warehouse", folder) == 2
    assert "Give a receipt, or a query" in capsys.readouterr().err


def test_explain_names_the_documents_behind_a_query(folder, capsys):
    query = "select sum(amount_yuan) from marts.fct_spending"
    assert run("explain", "--sql", query, "--warehouse", folder) == 0
    text = capsys.readouterr().out
    assert "Documents behind the rows of this result: 1" in text
    row = text.splitlines()[-1].split()
    assert row[:5] == ["甲局决算.txt", "甲局2023年度部门决算", "final_accounts", "2023", "甲局"]
    assert row[5:] == ["true", "1", "unrecognised", "100.0", "1"]


def test_explain_says_where_documents_cannot_be_told_exactly(folder, capsys):
    query = "pivot marts.fct_spending on fiscal_year using sum(amount_yuan)"
    assert run("explain", "--sql", query, "--warehouse", folder) == 0
    text = capsys.readouterr().out
    assert "Documents of the tables that this query names: 1." in text
    assert "甲局决算.txt" in text


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("select nope from marts.fct_spending", 1),
        ("selec 1", 1),
        ("drop table marts.fct_spending", 1),
        ("from read_csv('/etc/passwd')", 1),
        ("", 1),
        ("select 1; select 2", 2),
    ],
)
def test_a_query_that_sql_refuses_is_not_explained(folder, query, code, capsys):
    assert run("explain", "--sql", query, "--warehouse", folder) == code
    assert capsys.readouterr().err.startswith("mingzhang: ")


def test_explain_stops_a_query_in_time(folder, capsys):
    query = "select count(*) from range(10000000000) as a, marts.fct_spending"
    arguments = ("--sql", query, "--timeout", "0.3", "--warehouse", folder)
    assert run("explain", *arguments) == 1
    assert "stopped after 0.3 seconds" in capsys.readouterr().err


def test_explain_shows_running_text_around_the_right_figure(folder, capsys):
    assert run("explain", f"{RECEIPT[:16]}-5-16-78", "--warehouse", folder) == 0
    assert "执行实际支出【49.50】万元，执行率100%。…" in capsys.readouterr().out


def test_explain_speaks_chinese(folder, capsys):
    assert run("explain", RECEIPT, "--warehouse", folder, "--language", "zh") == 0
    assert "移位：由表内算术证明所属栏次" in capsys.readouterr().out


@pytest.fixture
def seen(folder):
    """The small warehouse with a figure that was seen on a picture, and in doubt."""
    probability = "probability decimal(4, 3)"
    kind = f"struct(character_no integer, seen varchar, other varchar, {probability})[]"
    with duckdb.connect(str(current_file(folder).resolve())) as connection:
        connection.execute(f"alter table marts.receipts add column alternatives {kind}")
        connection.execute("alter table marts.receipts add column seen_text varchar")
        connection.execute(
            "update marts.receipts set source = 'scan', confidence = 0.58, alternatives = ?"
            " where receipt_id = ?",
            [ALTERNATIVES, RECEIPT],
        )
    return folder


ALTERNATIVES = [
    {"character_no": at, "seen": seen, "other": other, "probability": Decimal(odds)}
    for at, seen, other, odds in (
        (1, "4", "9", "0.049"),
        (3, "5", "", "0.104"),
        (5, "2", "7", "0.412"),
    )
]


def test_explain_says_what_else_a_seen_character_may_be(seen, capsys):
    """The likeliest first, and nothing of what is hardly likely."""
    assert run("explain", RECEIPT, "--warehouse", seen) == 0
    said = "the 2 (character 5) may be 7 (0.41); the 5 (character 3) may be nothing (0.10)"
    assert f"58 % sure)  ({said})\n" in capsys.readouterr().out
    assert run("explain", RECEIPT, "--warehouse", seen, "--language", "zh") == 0
    said = "第 5 个字符 2 可能是 7（0.41）; 第 3 个字符 5 可能并不存在（0.10）"
    assert f"({said})\n" in capsys.readouterr().out


def test_explain_says_of_a_restored_figure_all_that_it_may_be(seen, capsys):
    with duckdb.connect(str(current_file(seen).resolve())) as connection:
        connection.execute("update marts.receipts set seen_text = '405.29'")
    assert run("explain", RECEIPT, "--warehouse", seen) == 0
    assert "the 4 (character 1) may be 9 (0.05))" in capsys.readouterr().out


@pytest.mark.parametrize("receipt", ["nope", "a-1-2-3", "", "'; drop table x"])
def test_an_unknown_receipt_is_exit_2(folder, receipt, capsys):
    assert run("explain", receipt, "--warehouse", folder) == 2
    assert "no receipt" in capsys.readouterr().err


def test_outcomes_lists_documents_and_tables(folder, capsys):
    assert run("outcomes", "--warehouse", folder) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert run("outcomes", "--warehouse", folder, "--status", "failed,unrecognised") == 0
    text = capsys.readouterr().out
    assert "职工花名册" in text
    assert len(text.splitlines()) == 3


def test_outcomes_filters_by_reason(folder, capsys):
    assert run("outcomes", "--warehouse", folder, "--reason", "no_form,archive") == 0
    text = capsys.readouterr().out
    assert "no_form" in text
    assert "parsed" not in text


@pytest.mark.parametrize("option", ["--status", "--reason"])
def test_an_unknown_status_or_reason_is_exit_2(folder, option, capsys):
    assert run("outcomes", "--warehouse", folder, option, "lost") == 2
    assert "lost" in capsys.readouterr().err


def test_forms_lists_the_forms(capsys):
    assert run("forms") == 0
    assert "spending_account" in capsys.readouterr().out


# ---------------------------------------------------------------- build and the rest


def test_build_says_what_it_published(folder, monkeypatch, capsys):
    def fake(request, steps):
        assert request.paths == (Path("here"),)
        assert request.jobs == 2
        file = folder / "warehouse-20261121-0930.duckdb"
        return build.Published("20261121-0930", 1, 1, file, {"read": 0.1})

    monkeypatch.setattr(build, "build", fake)
    assert run("build", "here", "--jobs", "2", "--warehouse", folder) == 0
    text = capsys.readouterr().out
    assert "1 documents · 1 tables · 3 figures · 0 quarantined" in text
    assert "2 as printed · 1 realigned" in text
    assert "4 identities apply · 2 hold · 1 rounding · 1 broken" in text
    assert "1 sums · 4,052,900.00 yuan read = 4,052,900.00 published" in text
    assert "2 expectations · 0 critical · 1 warnings → mingzhang sql" in text
    assert "mingzhang report --year 2023" in text
    assert run("build", "here", "--jobs", "2", "--warehouse", folder, "--quiet") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("jobs", ["0", "-1"])
def test_no_jobs_are_wrong_usage(folder, jobs):
    assert run("build", "--warehouse", folder, "--jobs", jobs) == 2


def test_nothing_to_read_is_exit_2_and_leaves_the_published_file(folder, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "missing", tmp_path / "empty"):
        assert run("build", path, "--warehouse", folder) == 2
        assert "Nothing to read" in capsys.readouterr().err
    assert run("sql", "select 1", "--warehouse", folder) == 0


def test_a_warehouse_that_cannot_be_is_exit_2(tmp_path, capsys):
    (tmp_path / "file").write_text("", "utf-8")
    assert run("build", "--warehouse", tmp_path / "file") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_an_interrupted_command_says_that_nothing_changed(folder, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "build", interrupted)
    assert run("build", "--warehouse", folder) == 130
    assert "unchanged" in capsys.readouterr().err


def test_a_full_disk_is_a_sentence(folder, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device", "/disk/file")

    monkeypatch.setattr(build, "build", full)
    assert run("build", "--warehouse", folder) == 1
    assert capsys.readouterr().err == "mingzhang: /disk/file: No space left on device\n"


def test_withdraw_keeps_the_reason(folder, monkeypatch, capsys):
    seen = {}

    def fake(warehouse_dir, identifiers, reason):
        seen.update(identifiers=identifiers, reason=reason)
        return ["a" * 64] if "甲局决算.txt" in identifiers else []

    monkeypatch.setattr(landing, "withdraw", fake)
    arguments = ("--reason", "重复公开", "--warehouse", folder)
    assert run("withdraw", "甲局决算.txt", *arguments) == 0
    assert seen == {"identifiers": ["甲局决算.txt"], "reason": "重复公开"}
    assert "a" * 64 in capsys.readouterr().out
    assert run("withdraw", "nope.txt", *arguments) == 2


def test_export_names_an_unknown_mart(folder, tmp_path, capsys):
    arguments = ("--format", "csv", "--table", "nope", "--warehouse", folder)
    assert run("export", tmp_path / "out", *arguments) == 2
    assert "fct_spending" in capsys.readouterr().err


def test_a_report_is_html(folder, tmp_path):
    arguments = ("--year", "2023", "--warehouse", folder)
    assert run("report", *arguments, "--out", tmp_path / "report.exe") == 2
    assert run("report", "--year", "2023", "--warehouse", tmp_path, "--out", "report.html") == 2


def test_the_dashboards_are_for_this_machine_only(folder, monkeypatch):
    started = {}
    monkeypatch.setattr(
        dashboard, "serve", lambda warehouse, port: started.update(at=warehouse, port=port)
    )
    assert run("dashboard", "--warehouse", folder, "--port", "9000") == 0
    assert started == {"at": folder, "port": 9000}
    command = " ".join(dashboard.command(9000))
    assert "--server.address 127.0.0.1 --server.port 9000" in command
    assert "--browser.gatherUsageStats false" in command
    assert dashboard.environment(folder)["MINGZHANG_WAREHOUSE"] == str(folder)
    assert run("dashboard", "--warehouse", folder, "--port", "70000") == 2


def test_the_help_speaks_chinese(capsys):
    assert usage("--language", "zh", "--help") == 0
    assert "每个数字都有凭据" in capsys.readouterr().out


def test_every_command_has_help(capsys):
    for command in cli.COMMANDS:
        assert usage(command, "--help") == 0
    assert "--warehouse" in capsys.readouterr().out


def test_an_ingest_error_becomes_a_sentence(folder, monkeypatch, capsys):
    from ingest import pipeline

    def fail(*_, **__):
        raise NothingToReadError("x: there is no such file or folder")

    monkeypatch.setattr(pipeline, "land", fail)
    assert run("build", "x", "--warehouse", folder, "--language", "zh") == 2
    assert "没有可读取的文件" in capsys.readouterr().err


def test_the_prompt_answers_and_goes_on_after_a_mistake(folder, monkeypatch, capsys):
    typed = iter([".tables", "select 41", "+ 1 as answer;", "select nope;", "", ".quit"])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    prompt.converse(folder / "warehouse-20261121-0930.duckdb", 10, Messages())
    shown = capsys.readouterr()
    assert "fct_spending" in shown.out
    assert re.search(r"answer\n──────\n    42\n1 rows · \d\.\d{3} s\n", shown.out)
    assert "nope" in shown.err


def test_the_prompt_knows_columns_and_named_questions(folder, monkeypatch, capsys):
    typed = iter([".columns marts.fct_spending", ".analyses", ".analysis nope", ".quit"])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    prompt.converse(folder / "warehouse-20261121-0930.duckdb", 10, Messages())
    shown = capsys.readouterr()
    assert "spending_nature" in shown.out
    assert "scores_and_grades" in shown.out
    assert "There is no analysis nope" in shown.err


def test_the_prompt_keeps_its_history(folder, monkeypatch, tmp_path):
    readline = pytest.importorskip("readline")
    place = tmp_path / "state" / "history"
    monkeypatch.setenv("MINGZHANG_HISTORY", str(place))
    readline.clear_history()
    readline.add_history("select 41;")
    monkeypatch.setattr("builtins.input", lambda _: ".quit")
    prompt.converse(folder / "warehouse-20261121-0930.duckdb", 10, Messages())
    assert "select 41;" in place.read_text("utf-8").replace("\\040", " ")
    readline.clear_history()


def test_sql_names_sources_and_takes_the_time(folder, capsys):
    query = "from marts.fct_spending"
    assert run("sql", query, "--warehouse", folder, "--explain-sources", "--time") == 0
    shown = capsys.readouterr()
    assert "甲局决算.txt" in shown.out
    assert re.search(r"\d\.\d{3} s", shown.err)


def test_sql_writes_a_workbook(folder, tmp_path, capsys):
    out = tmp_path / "rows.xlsx"
    query = "from marts.fct_spending"
    arguments = ("--warehouse", folder, "--format", "xlsx")
    assert run("sql", query, *arguments) == 2
    assert run("sql", query, *arguments, "--out", out) == 0
    assert out.read_bytes().startswith(b"PK")


def test_the_prompt_ends_with_its_input(folder, monkeypatch, capsys):
    def ended(_):
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    prompt.converse(folder / "warehouse-20261121-0930.duckdb", 10, Messages("zh"))
    assert ".quit" in capsys.readouterr().out


def test_replay_counts_before_and_after(folder, monkeypatch, capsys):
    monkeypatch.setattr(build, "replay", lambda *_, **__: build.Replayed(3, 3, None))
    assert run("replay", "--warehouse", folder) == 0
    assert "3 documents in quarantine before, 3 after" in capsys.readouterr().out


def test_what_the_gate_refused_is_listed(folder, monkeypatch, capsys):
    def refused(*_):
        kept = folder / "refused-1.json"
        raise RefusedError(
            "refused",
            (Reason("fct_spending · unique × 2", "twice", ("a.html (12ab) × 2",)),),
            build_id="1",
            kept=kept,
        )

    monkeypatch.setattr(build, "build", refused)
    assert run("build", "--warehouse", folder, "--quiet") == 1
    told = capsys.readouterr().err
    assert "untouched" in told
    assert "  · fct_spending · unique × 2\n      a.html (12ab) × 2\n    → a table" in told


def test_a_report_that_cannot_be_is_exit_2(folder, monkeypatch, capsys):
    from reports import annual
    from reports.errors import MissingReceiptError, NothingToReportError

    for error, code in ((NothingToReportError("no 1999"), 2), (MissingReceiptError("a-1"), 1)):

        def fail(*_, raised=error, **__):
            raise raised

        monkeypatch.setattr(annual, "write", fail)
        arguments = ("--year", "1999", "--out", "r.html", "--warehouse", folder)
        assert run("report", *arguments) == code
        assert str(error) in capsys.readouterr().err
