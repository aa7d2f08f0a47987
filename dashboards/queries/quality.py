"""The state of the checks: expectations, conservation, identities, verified share."""

from __future__ import annotations

import polars as pl

from dashboards.queries.edition import Edition, fetch, tables


def expectations(of: Edition) -> pl.DataFrame:
    """Return the expectations of the build, those that failed first; empty if none are kept."""
    if "quality.expectations" not in tables(of):
        return pl.DataFrame()
    return fetch(of, _EXPECTATIONS)


_EXPECTATIONS = """
    select suite, expectation, "column", severity, success, unexpected_count, detail, error
    from quality.expectations
    order by success, severity, suite, expectation, "column"
"""


def conservation_by_form(of: Edition) -> pl.DataFrame:
    """Return yuan read, published, quarantined and excluded by form; empty if not kept."""
    if "quality.conservation" not in tables(of):
        return pl.DataFrame()
    return fetch(of, _CONSERVATION)


_CONSERVATION = """
    select
        form_id,
        sum(figure_count)::bigint as figure_count,
        sum(read_yuan)::decimal(38, 2) as read_yuan,
        sum(published_yuan)::decimal(38, 2) as published_yuan,
        sum(quarantined_yuan)::decimal(38, 2) as quarantined_yuan,
        sum(excluded_yuan)::decimal(38, 2) as excluded_yuan
    from quality.conservation
    group by 1
    order by quarantined_yuan desc, excluded_yuan desc, read_yuan desc, 1
"""


def identities(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return each identity with how often it applies, holds, is broken or cannot be judged."""
    return fetch(of, _IDENTITIES, synthetic=synthetic)


_IDENTITIES = """
    select
        coverage.identity_id,
        any_value(names.name_zh) as name_zh,
        any_value(names.name_en) as name_en,
        sum(coverage.applicable_count)::bigint as applicable,
        sum(coverage.held_count)::bigint as holds,
        sum(coverage.rounding_count)::bigint as rounding,
        sum(coverage.broken_count)::bigint as broken,
        sum(coverage.insufficient_count)::bigint as insufficient,
        sum(coverage.error_count)::bigint as error
    from marts.reconciliation_coverage as coverage
    left join reference.identity_names as names
        on coverage.identity_id = names.identity_id
    where $synthetic or not coverage.is_synthetic
    group by 1
    order by 1
"""


def disclosure_counts(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return how many department years have each kind of document: kind, status, count."""
    return fetch(of, _DISCLOSURES, synthetic=synthetic)


_DISCLOSURES = """
    select document_kind, status, count(*) as count from marts.disclosure_matrix
    where $synthetic or not is_synthetic
    group by all order by 1, 2
"""
