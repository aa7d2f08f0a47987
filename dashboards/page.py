"""The pieces of every page: its start, metrics, charts with their footer, tables, receipts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn
from urllib.parse import quote

import altair as alt
import polars as pl
import streamlit as st

from dashboards import charts, formats, queries, tables
from dashboards.queries import Edition
from dashboards.texts import LANGUAGES, Language, say
from warehouse.connection import default_warehouse
from warehouse.errors import QueryError

SOURCES_PAGE = "views/sources.py"
RECEIPTS_SHOWN = 30
NAMED_AT_MOST = 5
MOST_ROWS = 1_000
"""Rows of a table on a page; its files hold all."""
BUILD_COMMAND = "mingzhang build"
_ARCHIVED = (2000, 1, 1, 0, 0, 0)  # one date for all files of an archive


Words = Callable[[str], str]
Control = Callable[[str, list[str], Words, str], str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a page is drawn for: the published file, the reader's language, synthetic or not."""

    edition: Edition
    language: Language
    synthetic: bool

    def say(self, key: str, **values: object) -> str:
        """Return a text in the reader's language."""
        return say(key, self.language, **values)


def language() -> Language:
    """Return the reader's language; Chinese unless English was chosen."""
    return "en" if st.session_state.get("language") == "en" else "zh"


def start() -> Context:
    """Return the page's context; where there is nothing to show, say what to do and stop."""
    chosen = language()
    edition = queries.edition()
    if edition is None:
        _nothing_published(chosen)
    if not _is_readable(edition):
        _unreadable(edition, chosen)
    context = Context(edition, chosen, bool(st.session_state.get("synthetic", False)))
    if context.synthetic:
        st.badge(context.say("synthetic_badge"), color="orange")
    return context


def _is_readable(edition: Edition) -> bool:
    try:
        return queries.is_complete(edition)
    except (QueryError, OSError):
        return False


def _nothing_published(chosen: Language) -> NoReturn:
    st.title(say("empty_title", chosen))
    st.write(say("empty_body", chosen))
    st.code(BUILD_COMMAND, language="bash")
    folder = formats.plain(str(default_warehouse()))
    st.caption(say("empty_folder", chosen, folder=folder))
    st.stop()


def _unreadable(edition: Edition, chosen: Language) -> NoReturn:
    st.title(say("broken_title", chosen))
    file = formats.plain(edition.path)
    st.write(say("broken_body", chosen, file=file))
    st.code(BUILD_COMMAND, language="bash")
    st.stop()


def metrics(items: Iterable[tuple[str, str, str | None]]) -> None:
    """Show headline figures side by side: label, value, explanation; they wrap on a phone."""
    with st.container(horizontal=True, gap="small"):
        for label, value, explanation in items:
            st.metric(label, value, help=explanation, width="content", border=True)


def caliber_guard(context: Context, rows: pl.DataFrame) -> None:
    """Warn where rows of department_years tell of different calibers, and say whose do."""
    odd = rows.filter(pl.Series(of_other_caliber(rows), dtype=pl.Boolean))
    if odd.is_empty():
        return
    names = odd["department_name"].unique(maintain_order=True).drop_nulls()
    listed = context.say("list_separator").join(names.head(NAMED_AT_MOST))
    if len(names) > NAMED_AT_MOST:
        listed = context.say("and_more", names=listed, count=len(names))
    st.warning(
        context.say("caliber_mixed", names=formats.plain(listed)), icon=":material/balance:"
    )


def of_other_caliber(rows: pl.DataFrame) -> list[bool]:
    """Tell of each row of department_years whether its caliber keeps it from comparing.

    That is one whose own figures are of several calibers and, where both calibers are in
    view, a unit's own accounts.
    """
    both = rows["caliber"].drop_nulls().n_unique() > 1
    return [
        bool(is_mixed) or (both and caliber == "unit")
        for caliber, is_mixed in rows.select("caliber", "is_caliber_mixed").iter_rows()
    ]


def marked_names(context: Context, rows: pl.DataFrame) -> pl.Series:
    """Return the label of each row, with its caliber where that keeps it from comparing."""
    names = [
        context.say(f"named_{'mixed' if is_mixed else 'unit'}", name=label) if is_odd else label
        for label, is_mixed, is_odd in zip(
            rows["label"], rows["is_caliber_mixed"], of_other_caliber(rows), strict=True
        )
    ]
    return pl.Series("name", names, dtype=pl.String)


def heading(title: str, subtitle: str) -> None:
    """Show a chart's or table's question, and below it measure, unit, scope and caliber."""
    st.subheader(title, anchor=False)
    if subtitle:
        st.caption(subtitle)


def one_of(
    context: Context,
    control: Control,
    label: str,
    options: Mapping[str, str],
    key: str,
    default: str | None = None,
) -> str:
    """Ask for one of a closed list and keep it in the address by its id, in any language.

    `options`: id → word. Streamlit's own binding would write the word. Without a `default`, the
    first option is it, and stays out of the address; a default that may change with the next
    build is named and always written, so that a link goes on showing the same.
    """
    fixed = default is None
    default = default or next(iter(options))
    state = f"{key}_chosen"
    if st.session_state.get(state) not in options:
        asked = st.query_params.get(key)
        st.session_state[state] = asked if asked in options else default
    chosen = control(context.say(label), list(options), lambda name: options[name], state)
    if chosen != default or not fixed:
        st.query_params[key] = chosen
    elif key in st.query_params:
        del st.query_params[key]
    return chosen


def segments(label: str, options: list[str], words: Words, key: str) -> str:
    """Ask by a row of buttons, of which one is always pressed."""
    chosen = st.segmented_control(label, options, required=True, format_func=words, key=key)
    return str(chosen)


def drop_down(label: str, options: list[str], words: Words, key: str) -> str:
    """Ask by a list that opens."""
    return str(st.selectbox(label, options, format_func=words, key=key))


def chart(drawn: alt.LayerChart, key: str, alt_text: str, field: str = "key") -> list[str]:
    """Show a chart and return what was picked in it: the values of `field` of its marks."""
    event: Any = st.altair_chart(
        _ready(drawn),
        width="stretch",
        key=key,
        on_select="rerun",
        selection_mode=[charts.PICKED],
        alt=alt_text,
    )
    points = event.selection.get(charts.PICKED, [])
    return [str(point[field]) for point in points if point.get(field) is not None]


def still_chart(drawn: alt.LayerChart, key: str, alt_text: str) -> None:
    """Show a chart in which nothing can be picked."""
    st.altair_chart(_ready(drawn), width="stretch", key=key, alt=alt_text)


def _ready(drawn: alt.LayerChart) -> alt.LayerChart:
    """Return a chart in the page's ink; where synthetic data may be in it, it says so."""
    inked = charts.inked(drawn, dark=_is_dark())
    if st.session_state.get("synthetic"):
        return charts.marked(inked, say("synthetic_badge", language()))
    return inked


def _is_dark() -> bool:
    return st.context.theme.type == "dark"


def footer(context: Context, keys: Sequence[str], table: pl.DataFrame, name: str) -> None:
    """Show below a chart what it rests on, and the ways out: its table and its download.

    `keys` are the department years behind the chart; `table` has its columns named for people.
    """
    found = queries.evidence(context.edition, list(keys), context.synthetic)
    evidence_line(context, found["documents"], found["verified_share"])
    with st.expander(context.say("table")):
        tables.shown(context.say("no_data"), table)
        download(context, table, name)


def evidence_line(context: Context, documents: int, verified: Decimal | None) -> None:
    """Say on how many documents something rests, how much of it is verified, the build."""
    st.caption(
        context.say(
            "footer",
            documents=documents,
            verified=formats.rate(verified, context.language),
            build=formats.plain(context.edition.build_id),
        ),
        help=context.say("verified_help"),
    )


def download(context: Context, table: pl.DataFrame, name: str) -> None:
    """Offer a table as CSV (UTF-8 with BOM) and as an Excel workbook, decimals exact."""
    download_later(context, lambda: table, name, table.height)


def download_later(
    context: Context, table: Callable[[], pl.DataFrame], name: str, count: int
) -> None:
    """Offer a table of `count` rows, as `download` does, that is made when somebody asks.

    The buttons say how many rows they give: while a page is drawn anew, those of before
    stand there until their turn comes.
    """

    def made() -> pl.DataFrame:
        return marked_rows(context, table())

    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: formats.csv(made()),
        "xlsx": lambda: formats.excel(made(), name),
    }
    with st.container(horizontal=True, gap="small"):
        for ending, (label, media_type) in _FILES.items():
            st.download_button(
                context.say(label, rows=f"{count:,}"),
                data=writers[ending],
                file_name=file_name(context, name, ending),
                mime=media_type,
                key=f"download_{name}_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )


_FILES = {
    "csv": ("download_csv", "text/csv"),
    "xlsx": (
        "download_xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def file_name(context: Context, name: str, ending: str) -> str:
    """Return a download's name: the build, what it holds, and `synthetic` where it may be."""
    mark = "-synthetic" if context.synthetic else ""
    return f"mingzhang-{context.edition.build_id}{mark}-{name}.{ending}"


def marked_rows(context: Context, table: pl.DataFrame) -> pl.DataFrame:
    """Return a table to take away; one that may hold synthetic data says so in each row."""
    if not context.synthetic:
        return table
    return table.with_columns(
        pl.lit(context.say("synthetic_mark")).alias(context.say("synthetic_column"))
    )


def archive(context: Context, tables: Mapping[str, pl.DataFrame]) -> bytes:
    """Return a ZIP archive of tables as CSV, by name; the same tables give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, table in tables.items():
            content = formats.csv(marked_rows(context, table))
            packed.writestr(zipfile.ZipInfo(f"{name}.csv", _ARCHIVED), content)
    return buffer.getvalue()


def say_first_rows(context: Context, count: int) -> None:
    """Say that a page shows only the first of `count` rows, where there are more."""
    if count > MOST_ROWS:
        counts = {"shown": f"{MOST_ROWS:,}", "all": f"{count:,}"}
        st.caption(context.say("first_rows", **counts))


def selectable(
    context: Context, frame: pl.DataFrame, columns: Mapping[str, Any], key: str
) -> int | None:
    """Show a table of the given columns and return the number of the row selected, or None."""
    event: Any = tables.shown(
        context.say("no_data"),
        frame,
        columns,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = event.selection.rows
    return int(rows[0]) if rows and rows[0] < frame.height else None


def receipt_address(context: Context, receipt: str | None) -> str | None:
    """Return the address of a receipt's page, relative to the app."""
    return None if receipt is None else _sources(context, "receipt", receipt)


def document_address(context: Context, file_name: str | None) -> str | None:
    """Return the address of a document's page, relative to the app."""
    return None if file_name is None else _sources(context, "document", file_name)


def _sources(context: Context, key: str, value: str) -> str:
    ending = "" if context.language == "zh" else f"&language={LANGUAGES['en']}"
    return f"sources?{key}={quote(value)}{ending}"


def addresses(context: Context, receipts: pl.Series) -> pl.Series:
    """Return where each receipt of a column is shown; null where there is none."""
    found = [receipt_address(context, receipt) for receipt in receipts]
    return pl.Series("address", found, dtype=pl.String)


def with_addresses(
    context: Context, frame: pl.DataFrame, column: str = "receipt_id"
) -> pl.DataFrame:
    """Return the frame with a column `address`: where each row's receipt is shown."""
    return frame.with_columns(addresses(context, frame[column]))


def receipt_column(context: Context, title: str = "receipt") -> Mapping[str, object]:
    """Return the configuration of a column of addresses, under the words of `title`."""
    return st.column_config.LinkColumn(
        context.say(title), display_text=context.say("open_receipt"), width="small"
    )


def receipt_link(label: str, receipt: str) -> None:
    """Show one line that leads to a receipt; the label is published text."""
    st.page_link(
        SOURCES_PAGE,
        label=formats.plain(label),
        icon=":material/receipt_long:",
        query_params={"receipt": receipt},
    )


def page_link(page: str, label: str, **parameters: str) -> None:
    """Show a link to a page with these parameters; the label is published text."""
    st.page_link(page, label=formats.plain(label), query_params=parameters)


def receipts(context: Context, subject: str, lines: Sequence[tuple[str, str]]) -> None:
    """Show the receipts of a figure: its lines (label, receipt id), each with its link."""
    with st.container(border=True):
        st.markdown(f"**{context.say('receipts_of', subject=formats.plain(subject))}**")
        for label, receipt in lines[:RECEIPTS_SHOWN]:
            receipt_link(label, receipt)
        if len(lines) > RECEIPTS_SHOWN:
            cut = context.say("receipts_cut", count=len(lines), shown=RECEIPTS_SHOWN)
            st.caption(cut)
