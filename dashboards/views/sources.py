"""溯源: from a figure back to the printed line: place, unit, reading, identities, facts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dashboards import formats, page, printed, queries, tables
from dashboards.page import Context
from dashboards.texts import term
from warehouse.asking import receipt_text
from warehouse.messages import Messages

ROWS_AROUND = 4


def show(context: Context) -> None:
    """Draw the page: a receipt's, or the way to find one."""
    st.title(context.say("sources_title"), anchor=False)
    wanted = st.text_input(
        context.say("receipt_id"),
        key="receipt",
        help=context.say("receipt_help"),
        placeholder="b87df991dfc5d294-6-4-5",
        bind="query-params",
    )
    if not wanted:
        _browse(context)
        return
    receipt = queries.receipt(context.edition, wanted.strip())
    if receipt is None:
        st.subheader(context.say("receipt_unknown_title"), anchor=False)
        unknown = formats.plain(wanted)
        st.write(context.say("receipt_unknown_body", receipt=unknown))
        return
    _receipt(context, receipt)


# ------------------------------------------------------------------ one receipt


def _receipt(context: Context, receipt: dict[str, Any]) -> None:
    if receipt["is_synthetic"]:
        st.badge(context.say("synthetic_badge"), color="orange")
    kind = term("kind", receipt["document_kind"], context.language)
    st.subheader(formats.plain(receipt["title"] or receipt["file_name"]), anchor=False)
    about = [receipt["department_name"], str(receipt["fiscal_year"] or ""), kind]
    about.append(receipt["file_name"])
    st.caption(" · ".join(formats.plain(text) for text in about if text))
    page.metrics(_figure(context, receipt))
    _how(context, receipt)
    _original(context, receipt)
    if (receipt["locator"] or "").startswith("page "):
        _page_of(context, receipt)
    _checks(context, receipt["receipt_id"])
    _facts(context, receipt["receipt_id"])


def _page_of(context: Context, receipt: dict[str, Any]) -> None:
    """Draw the part of the page where the figure is printed, or say where to look."""
    file = formats.plain(receipt["file_name"])
    place = formats.place(receipt["locator"], context.language)
    shown = queries.receipt_page_of(
        context.edition,
        receipt["document_id"],
        receipt["locator"],
        receipt["printed_text"] or "",
    )
    if shown is None:
        st.caption(context.say("page_not_kept", file=file, place=place))
        return
    key = "page_subtitle" if shown.is_marked else "page_subtitle_unmarked"
    page.heading(context.say("page_title"), context.say(key, file=file, place=place))
    st.image(shown.png)


def _figure(context: Context, receipt: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    unit = receipt["unit_text"] or ""
    text = printed.masked(receipt["printed_text"], receipt["row_label"])
    if len(text) > _METRIC_TEXT:
        return []
    items: list[tuple[str, str, str | None]] = [
        (context.say("printed"), f"{text} {unit}".strip(), None)
    ]
    if receipt["amount_yuan"] is not None:
        exact = formats.yuan(receipt["amount_yuan"], context.language)
        items.append((context.say("value"), exact, None))
    return items


_METRIC_TEXT = 20


def _how(context: Context, receipt: dict[str, Any]) -> None:
    place = formats.place(receipt["locator"], context.language)
    lines = [
        ("place", place),
        ("row", printed.masked(receipt["row_label"], None)),
        ("column", receipt["column_label"]),
        ("unit", _unit(context, receipt)),
        ("reading", _reading(context, receipt)),
        ("proof", _listed(receipt["proof"])),
        ("verdict", _verdict(context, receipt)),
        ("form", receipt["table_title"] or receipt["form_id"]),
        ("receipt_id", receipt["receipt_id"]),
    ]
    rows = [(context.say(key), text) for key, text in lines if text]
    st.html(printed.definitions(rows))


def _reading(context: Context, receipt: dict[str, Any]) -> str:
    reading = term("reading", receipt["reading"], context.language)
    if receipt.get("source") != "scan":
        return reading
    if receipt.get("seen_text"):
        reading += f" · {context.say('reading_seen_as', text=receipt['seen_text'])}"
    confidence = f"{receipt['confidence'] * 100:.0f}"
    seen = context.say("reading_seen", confidence=confidence)
    doubts = receipt_text.doubts(receipt, Messages(context.language))
    return " · ".join(text for text in (reading, seen, doubts) if text)


def _verdict(context: Context, receipt: dict[str, Any]) -> str:
    """Say whether identities prove the figure, and which: as `mingzhang explain` does."""
    if receipt["is_proven"]:
        return context.say("proven_by", identities=_listed(receipt["verified_by"]))
    if receipt["is_amount_proven"]:
        doubt = context.say(f"doubt_{receipt['place_doubt']}")
        identities = _listed(receipt["verified_by"])
        return context.say("amount_proven_by", identities=identities, doubt=doubt)
    if receipt["broken_by"]:
        return context.say("not_proven_broken", identities=_listed(receipt["broken_by"]))
    return context.say("proof_none")


def _listed(identities: str | None) -> str:
    return (identities or "").replace(",", "、")


def _unit(context: Context, receipt: dict[str, Any]) -> str:
    unit = receipt["unit_text"]
    if unit is None:
        return context.say("unit_none") if receipt["number"] is not None else ""
    if not receipt["unit_locator"]:
        return context.say("unit_of_form", unit=unit)
    place = formats.place(receipt["unit_locator"], context.language)
    return context.say("unit_found", unit=unit, place=place)


def _original(context: Context, receipt: dict[str, Any]) -> None:
    cells = queries.cells_around(
        context.edition,
        receipt["document_id"],
        receipt["block_no"],
        receipt["row_no"],
        ROWS_AROUND,
    )
    if receipt["row_no"] in cells["row_no"]:
        subtitle = context.say(
            "printed_subtitle",
            block=receipt["block_no"],
            title=formats.plain(receipt["table_title"] or "—"),
        )
        page.heading(context.say("printed_title"), subtitle)
        table = printed.table(cells, receipt["row_no"], receipt["column_no"])
        _html(context, table)
        return
    _passages(context, receipt)


def _passages(context: Context, receipt: dict[str, Any]) -> None:
    found = queries.passages_around(
        context.edition,
        receipt["document_id"],
        receipt["block_no"],
        receipt["locator"] or "",
    )
    st.subheader(context.say("passage_title"), anchor=False)
    if found.is_empty():
        st.info(context.say("passage_none"))
    for row in found.iter_rows(named=True):
        place = formats.place(row["locator"], context.language)
        heading = formats.plain(row["heading"])
        st.caption(context.say("passage_subtitle", heading=heading, place=place))
        figure = receipt["printed_text"] if row["is_place"] else None
        near = receipt["column_no"]
        _html(context, printed.passage(row["heading"], row["text"], figure, near))


def _html(context: Context, escaped: str) -> None:
    """Show markup whose every printed text is escaped and masked already."""
    st.html(escaped)
    if printed.MASK in escaped:
        st.caption(context.say("masked"))


def _checks(context: Context, receipt: str) -> None:
    frame = queries.checks_of(context.edition, receipt)
    if frame.is_empty():
        page.heading(context.say("checks_title"), context.say("checks_none"))
        return
    counts = dict(frame.group_by("status").len().iter_rows())
    page.heading(
        context.say("checks_title"),
        context.say(
            "checks_subtitle",
            held=counts.get("holds", 0) + counts.get("rounding", 0),
            broken=counts.get("broken", 0),
            insufficient=counts.get("insufficient", 0),
        ),
    )
    shown = _check_rows(context, frame)
    columns = _check_columns(context)
    row = page.selectable(context, shown, columns, "checks")
    if row is not None:
        _sides(context, frame.row(row, named=True), receipt)


def _check_rows(context: Context, frame: pl.DataFrame) -> pl.DataFrame:
    marks = {"holds": "✓", "rounding": "≈", "broken": "✗", "error": "✗"}
    statuses = [
        f"{marks.get(status, '·')} {term('check', status, context.language)}"
        for status in frame["status"]
    ]
    frame = frame.with_columns(difference_value=pl.col("left_value") - pl.col("right_value"))
    sides = {
        side: [
            _marked(_side(context, yuan, value, unit), own=side in own)
            for yuan, value, unit, own in frame.select(
                f"{side}_yuan", f"{side}_value", "unit_text", "sides"
            ).iter_rows()
        ]
        for side in ("left", "right", "difference")
    }
    tolerances = [
        "" if tolerance is None else f"± {formats.yuan(tolerance, context.language)}"
        for tolerance in frame["tolerance_yuan"]
    ]
    return frame.with_columns(
        shown_status=pl.Series(statuses, dtype=pl.String),
        tolerance=pl.Series(tolerances, dtype=pl.String),
        **{side: pl.Series(words, dtype=pl.String) for side, words in sides.items()},
    )


def _marked(text: str | None, *, own: bool) -> str | None:
    """Mark the side of an identity on which the figure stands."""
    return f"【{text}】" if own and text is not None else text


def _side(
    context: Context, yuan: Decimal | None, value: Decimal | None, unit: str | None
) -> str | None:
    if yuan is not None:
        return formats.yuan(yuan, context.language)
    if value is None:
        return None
    if unit == "fraction":
        return formats.rate(value, context.language)
    return f"{formats.number(value, context.language)} {unit or ''}".strip()


def _check_columns(context: Context) -> dict[str, Any]:
    text = st.column_config.TextColumn
    return {
        "shown_status": text(context.say("status"), width="small"),
        "identity_id": text(context.say("identity"), width="small"),
        "subject": text(context.say("subject"), width="large"),
        "left": text(context.say("left"), alignment="right"),
        "right": text(context.say("right"), alignment="right"),
        "difference": text(context.say("difference"), alignment="right"),
        "tolerance": text(context.say("tolerance"), alignment="right"),
    }


def _sides(context: Context, check: dict[str, Any], receipt: str) -> None:
    lines = [
        (f"{context.say(side)} · {check[f'{side}_receipt_id']}", check[f"{side}_receipt_id"])
        for side in ("left", "right")
        if check[f"{side}_receipt_id"] not in {None, receipt}
    ]
    if lines:
        for label, other in lines:
            _turn_to(label, other)


def _facts(context: Context, receipt: str) -> None:
    frame = queries.facts_of(context.edition, receipt)
    page.heading(
        context.say("facts_title"), context.say("facts_none") if frame.is_empty() else ""
    )
    if frame.is_empty():
        return
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    columns = {
        "fact": text(context.say("fact")),
        "column_name": text(context.say("fact_column")),
        "what": text(context.say("description"), width="large"),
        "amount_yuan": number(context.say("amount"), format="accounting"),
        "said": text(context.say("fact_value")),
    }
    tables.shown(context.say("no_data"), frame, columns, key="facts")


def _turn_to(label: str, receipt: str) -> None:
    """Offer another receipt: a link to the page one is on would leave the old address."""
    st.button(
        formats.plain(label),
        icon=":material/receipt_long:",
        type="tertiary",
        key=f"turn_to_{receipt}",
        on_click=_choose_receipt,
        args=(receipt,),
    )


def _choose_receipt(receipt: str) -> None:
    st.session_state["receipt"] = receipt


# ------------------------------------------------------------------ finding a receipt


def _browse(context: Context) -> None:
    frame = queries.documents(context.edition, context.synthetic)
    if frame.is_empty():
        st.info(context.say("nothing_selected"))
        return
    titles = dict(frame.select("file_name", "title").iter_rows())
    with st.sidebar:
        file = st.selectbox(
            context.say("choose_document"),
            list(titles),
            key="document",
            bind="query-params",
        )
    row = frame.filter(pl.col("file_name") == file).row(0, named=True)
    tables = queries.tables_of(context.edition, row["document_id"])
    receipts = queries.receipts_of(context.edition, row["document_id"])
    page.heading(
        f"{context.say('browse_title')} {formats.plain(row['title'] or file)}",
        context.say("browse_subtitle", tables=tables.height, figures=receipts.height),
    )
    block = _choose_table(context, tables)
    if block is not None:
        receipts = receipts.filter(pl.col("block_no") == block)
    _receipt_table(context, receipts)


def _choose_table(context: Context, tables: pl.DataFrame) -> int | None:
    labels = {
        row["block_no"]: " · ".join(
            [
                str(row["block_no"]),
                row["title_text"] or row["form_id"] or "—",
                term("outcome", row["status"], context.language),
            ]
        )
        for row in tables.iter_rows(named=True)
    }
    with st.sidebar:
        block: int | None = st.selectbox(
            context.say("choose_table"),
            list(labels),
            index=None,
            placeholder=context.say("all"),
            format_func=lambda block: labels[block],
            key="table",
        )
    return block


def _receipt_table(context: Context, frame: pl.DataFrame) -> None:
    text = st.column_config.TextColumn
    shown = page.with_addresses(context, frame).with_columns(
        pl.col("row_label", "column_label", "unit_text").fill_null(""),
        place=pl.Series(
            [formats.place(place, context.language) for place in frame["locator"]],
            dtype=pl.String,
        ),
        text=pl.Series(
            [
                printed.masked(words, label)
                for words, label in frame.select("printed_text", "row_label").iter_rows()
            ],
            dtype=pl.String,
        ),
        shown_reading=pl.Series(
            [term("reading", reading, context.language) for reading in frame["reading"]],
            dtype=pl.String,
        ),
    )
    columns = {
        "row_label": text(context.say("row"), width="medium"),
        "column_label": text(context.say("column"), width="medium"),
        "text": text(context.say("printed"), alignment="right", width="medium"),
        "unit_text": text(context.say("unit"), width="small"),
        "address": page.receipt_column(context),
        "shown_reading": text(context.say("reading"), width="small"),
        "place": text(context.say("place"), width="small"),
    }
    row = page.selectable(context, shown, columns, "receipts")
    if row is not None:
        chosen = shown.row(row, named=True)
        _turn_to(f"{chosen['row_label'] or ''} {chosen['text']}", chosen["receipt_id"])


show(page.start())
