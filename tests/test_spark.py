"""A build on Spark publishes what a build on this machine does, row for row."""

import re
import shutil
import sys

import pytest
from conftest import ROOT, build, missing
from streamlit.testing.v1 import AppTest

from mingzhang import beside
from warehouse.catalogue import MARTS
from warehouse.cli import main
from warehouse.connection import current_file, sandboxed

sys.path.insert(0, str(ROOT / "scripts"))

CORES = "local[2]"
# Plans of a few rows take longer to compile than to run, and a task longer to begin; nobody
# looks at the page that would describe them.
SMALL = {
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m"
    " -XX:+UseSerialGC -Xmn1000m",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.lightweightPlanChangeValidation": "false",
    "spark.sql.optimizer.dynamicPartitionPruning.enabled": "false",
    "spark.sql.optimizer.nestedSchemaPruning.enabled": "false",
    "spark.sql.optimizer.runtime.bloomFilter.enabled": "false",
    "spark.sql.variant.pushVariantIntoScan": "false",
    "spark.sql.maxPlanStringLength": "100",
    "spark.sql.ui.explainMode": "simple",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
}
GIVEN_BY_VALUE = 80_000
"""Bytes of a table: a few of the samples' have more, and go the way of large ones, by file."""


@pytest.fixture(scope="module")
def spark_settings(tmp_path_factory):
    """What Spark is to know of this machine, in its own file, as on a cluster."""
    try:
        import pyspark  # noqa: F401  the extra
    except ImportError:
        missing("the extra spark")
    if shutil.which("java") is None:
        missing("Java 17")
    folder = tmp_path_factory.mktemp("conf")
    lines = [f"{name} {value}\n" for name, value in SMALL.items()]
    (folder / "spark-defaults.conf").write_text("".join(lines), "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SPARK_CONF_DIR", str(folder))
        yield


@pytest.fixture(scope="module")
def sizes():
    """The bytes of the tables that the build gives to Spark."""
    return []


@pytest.fixture(scope="module")
def built_on_spark(spark_settings, tmp_path_factory, sample_documents, sizes):
    from warehouse.spark import transform

    def bytes_of(path, of=transform._bytes):
        sizes.append(of(path))
        return sizes[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(transform, "_SMALL", GIVEN_BY_VALUE)
        patched.setattr(transform, "_bytes", bytes_of)
        return build(tmp_path_factory.mktemp("spark"), sample_documents, "--spark", CORES)


def test_every_mart_is_the_same_row_for_row(built_on_spark, published_warehouse, sizes):
    from compare_published import compare

    assert min(sizes) <= GIVEN_BY_VALUE < max(sizes), "tables are given in one way alone"
    here, there = current_file(published_warehouse), current_file(built_on_spark)
    assert list(compare(here, there)) == []
    with sandboxed(there) as sandbox:
        assert sandbox.fetch("select count(*) from marts.fct_spending").rows[0][0] > 0


def test_marts_lie_by_year_and_province_and_a_year_is_read_alone(built_on_spark):
    file = current_file(built_on_spark)
    marts = beside.folder(file)
    assert list(marts.glob("fct_spending/fiscal_year=2023/province_code=530000/*.parquet"))
    assert list(marts.glob("code_years/fiscal_year=2023/*.parquet"))
    assert list(marts.glob("receipts/*.parquet"))
    with sandboxed(file) as sandbox:
        query = "explain analyze from marts.department_years where fiscal_year = 2023"
        [(_, plan)] = sandbox.fetch(query).rows
        views = "select count(*) from duckdb_views() where schema_name = 'marts'"
        tables = "select count(*) from duckdb_tables() where schema_name = 'marts'"
        assert sandbox.fetch(f"select ({views}) > 50, ({tables})").rows == [(True, 0)]
    read, all_ = map(int, re.search(r"Scanning Files: (\d+)/(\d+)", plan).groups())
    assert read < all_


def test_types_and_meanings_are_the_same(built_on_spark, published_warehouse):
    def described(warehouse):
        with sandboxed(current_file(warehouse)) as sandbox:
            marts = sandbox.fetch(f"select table_name, comment from {MARTS} order by 1").rows
            return marts, sandbox.fetch(
                "select table_name, column_name, data_type, comment from duckdb_columns()"
                " where schema_name = 'marts' order by table_name, column_index"
            ).rows

    assert described(built_on_spark) == described(published_warehouse)


def test_questions_reports_and_pages_are_the_same(
    built_on_spark, published_warehouse, tmp_path, monkeypatch, capsys
):
    def told(warehouse):
        where = ["--warehouse", str(warehouse)]
        capsys.readouterr()
        assert main(["sql", "--analysis", "scores_and_grades", *where]) == 0
        asked = capsys.readouterr().out
        report = tmp_path / "report.html"
        assert main(["report", "--year", "2023", "--out", str(report), *where]) == 0
        monkeypatch.setenv("MINGZHANG_WAREHOUSE", str(warehouse))
        page = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60).run()
        page = page.switch_page("views/structure.py").run()
        assert not page.exception
        build_id = current_file(warehouse).stem.removeprefix("warehouse-")
        return (
            asked,
            report.read_text("utf-8").partition("<body")[2].replace(build_id, ""),
            [frame.value.to_dict() for frame in page.dataframe],
        )

    on_spark, here = told(built_on_spark), told(published_warehouse)
    assert on_spark == here
    assert all(here)


def test_nothing_of_spark_is_left_behind(built_on_spark):
    assert not (built_on_spark / "spark").exists()
    assert len(list((built_on_spark / "landing").iterdir())) == 2  # a batch a task


def test_what_is_landed_is_not_read_again(built_on_spark, sample_documents, capsys):
    assert main(["build", str(sample_documents), "--warehouse", str(built_on_spark)]) == 0
    assert "5" in capsys.readouterr().out


def test_a_cluster_that_is_not_there_is_told(
    spark_settings, tmp_path, sample_documents, capsys
):
    words = ["build", str(sample_documents), "--warehouse", str(tmp_path / "w")]
    assert main([*words, "--spark", "spark:/nowhere"]) == 1
    assert "spark:/nowhere" in capsys.readouterr().err
