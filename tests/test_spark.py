"""A build on Spark publishes what a build on this machine does, row for row."""

import shutil
import sys

import duckdb
import pytest
from conftest import ROOT, build, missing

from warehouse.cli import main
from warehouse.connection import current_file

sys.path.insert(0, str(ROOT / "scripts"))

CORES = "local[2]"
# Plans of a few rows take longer to compile than to run, and a task longer to begin; nobody
# looks at the page that would describe them.
SMALL = {
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m"
    " -XX:+UseSerialGC -Xmn700m",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.constraintPropagation.enabled": "false",
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
    with duckdb.connect(str(there), read_only=True) as connection:
        assert connection.execute("select count(*) from marts.fct_spending").fetchone()[0] > 0


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
