"""The gate: what every published table must keep, checked by Great Expectations."""

import sys

# Great Expectations imports Spark Connect where pyspark is installed, and that ends a process
# which has no main file. Nothing here uses it.
sys.modules.setdefault("pyspark.sql.connect", None)  # type: ignore[arg-type]
