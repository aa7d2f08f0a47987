"""Building on many machines: Apache Spark reads the documents and runs the models.

One machine reads some ten documents a second. Where that is not enough, the same pure function
from bytes to rows runs in the tasks of a cluster, and the same models, which dbt compiled for
DuckDB, run there as Spark SQL. What comes of them is brought home into the file that every
other command reads, so that the gate, the dashboards and the reports know nothing of it.

`landing` reads on the cluster, `dialect` says a statement in Spark's SQL, `transform` runs the
models, `session` opens Spark. The extra `spark` brings pyspark and sqlglot; Java 17 is the
system's. See docs/scale.md.
"""
