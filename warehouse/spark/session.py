"""The connection to Spark: the user's cluster, or the cores of this machine."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MEANING: Final = {
    # An overflow or a text that is no number is an error, as DuckDB has it, and never null.
    "spark.sql.ansi.enabled": "true",
    # A sum of 38 digits keeps its decimals.
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}
"""What the models' meaning rests on; a cluster's own settings do not change it."""
_HERE: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # No file of checksums beside each: to make a file, Hadoop starts another program.
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}
"""For Spark on the cores of this machine, which is for trying it."""


@contextmanager
def opened(master: str) -> Iterator[SparkSession]:
    """Open Spark at `master` (`local[4]`, `spark://host:7077`, `yarn` …) for the block.

    What else Spark is to know stands in its own files and variables (`SPARK_CONF_DIR`). Raises
    WarehouseError where the extra or Java is missing, or the cluster does not answer.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        from py4j.protocol import Py4JError  # type: ignore[import-untyped]
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise WarehouseError("no_spark") from error
    builder = SparkSession.builder.appName("mingzhang").master(master)
    settings = _MEANING | (_HERE if master.startswith("local") else {})
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        reason = _first_reason(str(error))
        raise WarehouseError("spark_not_reached", master=master, reason=reason) from error
    session.sparkContext.setLogLevel("OFF")  # what goes wrong is raised, in one sentence
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    try:
        yield session
    finally:
        session.stop()


def _first_reason(words: str) -> str:
    """What Spark says went wrong, without the ways that led there."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    said = (line for line in lines if line.startswith(": "))
    return next(said, lines[0] if lines else "").removeprefix(": ")
