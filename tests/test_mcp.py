"""The server for assistants, spoken to over standard input and output."""

import asyncio
import json
import sys

import pytest

pytest.importorskip("mcp")

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from warehouse.connection import published, sandboxed

NAMES = {
    "list_tables",
    "describe_table",
    "find",
    "run_sql",
    "analyse",
    "compare",
    "describe_area",
    "explain_receipt",
}
ESCAPES = (
    "select * from read_text('/etc/hostname')",
    "select * from 'https://example.org/a.csv'",
    "attach '/tmp/other.duckdb'",
    "install httpfs",
    "set enable_external_access = true",
    "copy (select 1) to '/tmp/escaped.csv'",
    "drop table marts.receipts",
    "insert into marts.dim_departments select * from marts.dim_departments",
    "select list(repeat('x', 1000000)) from range(100000)",
    "with recursive t(i) as (select 1 union all select i + 1 from t) select count(*) from t",
)


def spoken(warehouse, *calls):
    """The answers of one server process to calls (tool, arguments), and its tools."""

    async def speak():
        arguments = ["-m", "warehouse.cli", "mcp", "--timeout", "2"]
        server = StdioServerParameters(
            command=sys.executable, args=[*arguments, "--warehouse", str(warehouse)]
        )
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            answers = []
            for name, given in calls:
                result = await session.call_tool(name, given)
                answers.append(json.loads(result.content[0].text))
            return {one.name: one.description for one in tools.tools}, answers

    return asyncio.run(asyncio.wait_for(speak(), 120))


def test_an_assistant_can_find_compare_and_cite(published_warehouse):
    with sandboxed(published(published_warehouse)) as sandbox:
        [(key, receipt)] = sandbox.fetch(
            "select department_key, receipt_id from marts.fct_spending"
            " where amount_yuan = 23575000"
        ).rows
    tools, answers = spoken(
        published_warehouse,
        ("list_tables", {}),
        ("describe_table", {"table": "marts.fct_spending"}),
        ("find", {"kind": "departments", "text": "数字经济发展中心"}),
        ("run_sql", {"query": "select amount_yuan, receipt_id from marts.fct_spending"}),
        ("analyse", {"name": "scores_and_grades"}),
        (
            "compare",
            {"departments": [key], "year": 2023, "measure": "total_spending_yuan"},
        ),
        ("explain_receipt", {"receipt_id": receipt}),
        ("find", {"kind": "regions", "text": "曲靖"}),
        ("describe_area", {"region": "530300", "year": 2023}),
    )
    assert set(tools) == NAMES
    assert all(tools.values())
    tables, columns, found, rows, scores, compared, explained, *areas = answers
    assert ("530300", "曲靖市") in {
        (one["region_code"], one["region_name"]) for one in areas[0]["regions"]
    }
    assert (areas[1]["rows"], areas[1]["receipts"]) == ([], [])  # no government among them
    assert "fct_spending" in {one["table_name"] for one in tables["tables"]}
    assert len(tables["analyses"]) >= 30
    assert "amount_yuan" in {one["column_name"] for one in columns["columns"]}
    assert [one["department_key"] for one in found["departments"]] == [key]
    assert receipt in {one["receipt_id"] for one in rows["rows"]}
    assert len(rows["sources"]["documents"]) == 1
    assert rows["build"] in published(published_warehouse).name
    assert 0 < rows["verified_share_of_warehouse"] < 1
    assert scores["rows"][0]["total_score"] == 96
    assert compared["rows"][0]["total_spending_yuan"] == 35386500
    assert compared["rows"][0]["verified_share"] == 1
    assert receipt in {one["receipt_id"] for one in compared["receipts"]}
    assert "2,357.50" in explained["explanation"] or "2357.5" in explained["explanation"]


def test_every_escape_is_refused_and_the_server_lives(published_warehouse):
    calls = [("run_sql", {"query": query}) for query in ESCAPES]
    _, answers = spoken(
        published_warehouse,
        *calls,
        ("find", {"kind": "people", "text": "a"}),
        ("compare", {"departments": [], "year": 2023, "measure": "1; drop table x"}),
        ("explain_receipt", {"receipt_id": "nope"}),
        ("analyse", {"name": "../../etc"}),
        ("run_sql", {"query": "select count(*) as n from marts.receipts"}),
    )
    *refused, alive = answers
    assert all("error" in one for one in refused), refused
    assert alive["rows"][0]["n"] > 1000


def test_an_answer_of_many_rows_says_that_it_was_cut(published_warehouse):
    _, [answer] = spoken(published_warehouse, ("run_sql", {"query": "from range(1000)"}))
    assert answer["is_truncated"] is True
    assert len(answer["rows"]) == 200
