"""Peers of the departments chosen: where they stand among them, and whom to add."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import streamlit as st

from dashboards import formats
from dashboards.page import Context
from dashboards.views.compare_rows import Choice

PEERS_SUGGESTED = 5


def show(context: Context, frame: pl.DataFrame, choice: Choice) -> None:
    """Show the rank of each department chosen and offer the peers nearest in size.

    `frame`: rows of department_years. Peers are of one sector and one level of government.
    """
    chosen = frame.filter(pl.col("label").is_in(choice.labels))
    if chosen.is_empty():
        return
    for row in chosen.filter(pl.col("fiscal_year") == choice.year).iter_rows(named=True):
        if row["spending_rank"] is not None and row["ranked_peer_count"] > 1:
            st.caption(
                context.say(
                    "peer_rank",
                    department=formats.plain(row["label"]),
                    sector=formats.plain(row["sector_name"]),
                    rank=row["spending_rank"],
                    count=row["ranked_peer_count"],
                )
            )
    peers = suggested(frame, choice)
    if not peers:
        st.caption(context.say("peers_none"))
        return
    st.button(
        context.say("peers_add", count=len(peers), names=formats.plain("、".join(peers))),
        icon=":material/group_add:",
        key="peers_add",
        on_click=_add,
        args=(choice.labels, peers),
    )


def suggested(frame: pl.DataFrame, choice: Choice) -> list[str]:
    """Return the labels of peers not chosen that spent the year, nearest in size first."""
    chosen = frame.filter(pl.col("label").is_in(choice.labels))
    groups = chosen["peer_group_key"].drop_nulls().unique()
    spent = frame.filter(
        pl.col("fiscal_year") == choice.year, pl.col("total_spending_yuan").is_not_null()
    )
    own = spent.filter(pl.col("label").is_in(choice.labels))["total_spending_yuan"]
    sizes = sorted(Decimal(amount) for amount in own)
    size = sizes[len(sizes) // 2] if sizes else Decimal(0)
    peers = spent.filter(
        pl.col("peer_group_key").is_in(groups.to_list()),
        ~pl.col("label").is_in(choice.labels),
    )
    found = sorted(
        peers.select("total_spending_yuan", "label").iter_rows(),
        key=lambda peer: (abs(peer[0] - size), peer[1]),
    )
    return list(dict.fromkeys(label for _, label in found))[:PEERS_SUGGESTED]


def _add(labels: tuple[str, ...], peers: list[str]) -> None:
    st.session_state["department"] = [*labels, *peers]
