"""Families of like indicators, and their members."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboards.queries.edition import Edition, fetch


def families(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return families with more than one member, the most spread over departments first."""
    return fetch(of, _FAMILIES, synthetic=synthetic)


_FAMILIES = """
    select * from marts.indicator_families
    where member_count > 1 and is_synthetic = $synthetic
    order by department_count desc, member_count desc, family_name, family_key
"""


def family_receipts(of: Edition, family: str) -> list[str]:
    """Return the receipts of a family's members; they name rows of `indicators`."""
    return fetch(of, _MEMBERS, family=family)["receipt_id"].to_list()


_MEMBERS = """
    select receipt_id from marts.fct_indicators
    where family_key = $family and is_chosen order by receipt_id
"""


def family_keys(of: Edition, receipts: Sequence[str]) -> list[str]:
    """Return the families that some indicators, named by their receipts, belong to."""
    return fetch(of, _KEYS, receipts=list(receipts))["family_key"].to_list()


_KEYS = """
    select distinct family_key from marts.fct_indicators
    where receipt_id in (select unnest($receipts::varchar[])) order by 1
"""
