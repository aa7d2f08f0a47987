"""The dashboards' server: what all sessions share is imported before the first of them.

Each visitor's page is drawn in a thread of its own. pandas and Altair import themselves in
circles: of two threads that import them at once, one sees them half made. So this process,
which is what `mingzhang dashboard` becomes, draws a chart that nobody sees before it listens.
"""

from __future__ import annotations

import altair as alt
import duckdb
import polars as pl
from streamlit.web.cli import main


def warm() -> None:
    """Draw one chart of a query's rows, as pages do, and let pandas have the rows as well."""
    with duckdb.connect() as connection:
        rows: pl.DataFrame = connection.sql("select 1.0 as x", params=None).pl()
    rows.to_pandas()
    bars = alt.Chart(rows).mark_bar().encode(x="x:Q")
    alt.LayerChart(layer=[bars]).to_dict()


if __name__ == "__main__":
    warm()
    main()
