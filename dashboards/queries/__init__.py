"""All SQL of the dashboards, by page: published file in, polars frames out.

Each function names the edition (the resolved published file) it reads. Connections are
read-only and closed when the page is drawn; results are cached by the resolved file, so that
a new build appears by itself. Values are bound, never written into a query. All is about
real documents or, where `synthetic`, about synthetic ones: they never stand in one sum.
"""

from dashboards.queries.console import (
    ROWS,
    SECONDS,
    Answer,
    ask,
    schema,
)
from dashboards.queries.departments import (
    department_years,
    disclosures,
    function_classes,
    lines_behind,
    populations,
    spending_lines,
    spending_structure,
)
from dashboards.queries.edition import (
    Edition,
    edition,
    is_complete,
    one_opening,
)
from dashboards.queries.families import (
    families,
    family_keys,
    family_receipts,
)
from dashboards.queries.leads import (
    broken_figures,
    broken_identities,
    lead_figures,
    leads,
)
from dashboards.queries.overview import (
    check_counts,
    conservation,
    coverage,
    documents,
    evidence,
    fact_count,
    headline,
    last_build,
    synthetic_share,
)
from dashboards.queries.projects import (
    findings,
    indicators,
    project_funding,
    project_years,
)
from dashboards.queries.quality import (
    accuracy,
    conservation_by_form,
    conserved_in,
    disclosed,
    disclosure_counts,
    documents_set_aside,
    expectations,
    identities,
    judged,
    set_aside,
    unproven,
)
from dashboards.queries.regions import (
    account_evidence,
    account_figures,
    area_debt,
    area_places,
    region_accounts,
    statement_parts,
    statement_trail,
)
from dashboards.queries.sources import (
    cells_around,
    checks_of,
    facts_of,
    passages_around,
    receipt,
    receipt_page_of,
    receipts_of,
    tables_of,
)
from dashboards.queries.structure import (
    TREES,
    children,
    figures_in,
    money_flows,
    names_of,
)
from dashboards.queries.trends import (
    department_trends,
    function_trends,
    members_of,
    price_factors,
    region_trends,
)

__all__ = [
    "ROWS",
    "SECONDS",
    "TREES",
    "Answer",
    "Edition",
    "account_evidence",
    "account_figures",
    "accuracy",
    "area_debt",
    "area_places",
    "ask",
    "broken_figures",
    "broken_identities",
    "cells_around",
    "check_counts",
    "checks_of",
    "children",
    "conservation",
    "conservation_by_form",
    "conserved_in",
    "coverage",
    "department_trends",
    "department_years",
    "disclosed",
    "disclosure_counts",
    "disclosures",
    "documents",
    "documents_set_aside",
    "edition",
    "evidence",
    "expectations",
    "fact_count",
    "facts_of",
    "families",
    "family_keys",
    "family_receipts",
    "figures_in",
    "findings",
    "function_classes",
    "function_trends",
    "headline",
    "identities",
    "indicators",
    "is_complete",
    "judged",
    "last_build",
    "lead_figures",
    "leads",
    "lines_behind",
    "members_of",
    "money_flows",
    "names_of",
    "one_opening",
    "passages_around",
    "populations",
    "price_factors",
    "project_funding",
    "project_years",
    "receipt",
    "receipt_page_of",
    "receipts_of",
    "region_accounts",
    "region_trends",
    "schema",
    "set_aside",
    "spending_lines",
    "spending_structure",
    "statement_parts",
    "statement_trail",
    "synthetic_share",
    "tables_of",
    "unproven",
]
