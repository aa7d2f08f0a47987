"""The closed lists of the contract, typed in here on purpose.

A model that invents a value is caught by somebody else than its author.
"""

DOCUMENT_KINDS = (
    "final_accounts",
    "budget",
    "project_targets",
    "department_targets",
    "self_evaluation",
    "evaluation_results",
    "government",
    "other",
)
PHASES = ("approved", "adjusted", "executed")
AREA_ACCOUNTS = (
    "general_public_budget",
    "government_fund",
    "state_capital",
    "social_insurance",
    "all_accounts",
    "debt",
)
AREA_SCOPES = ("whole_region", "own_level", "city_level", "lower_levels", "lower_part")
AREA_PHASES = (*PHASES, "final")
TRANSFER_DIRECTIONS = ("received", "paid")
TRANSFER_KINDS = ("refund", "general", "shared_responsibility", "special", "total")
AREA_SIDES = (
    "revenue",
    "expenditure",
    "transfer_in",
    "transfer_out",
    "financing_in",
    "financing_out",
    "balance",
)
AREA_CLASSIFICATIONS = (
    "revenue_item",
    "function",
    "government_economic",
    "fund",
    "three_public",
    "place",
    "transfer",
)
DEBT_KINDS = ("general", "special", "external", "total")
DEBT_MEASURES = (
    "limit",
    "new_limit",
    "balance",
    "issued",
    "issued_new",
    "issued_refinancing",
    "principal_paid",
    "interest_paid",
)
AREA_ITEMS = (
    *("general_revenue", "general_spending", "fund_revenue", "fund_spending"),
    *("capital_revenue", "capital_spending", "insurance_revenue", "insurance_spending"),
    *("tax_revenue", "debt_limit", "debt_balance"),
    *("general_revenue_growth", "general_spending_growth"),
    *("general_revenue_completion", "general_spending_completion"),
)
AREA_MEASURES = ("completion", "growth", "growth_comparable", "change_yuan")
NATURES = ("basic", "project", "remitted_upward", "operating", "subsidy_to_affiliates")
FUND_SOURCES = (
    "general_public_budget",
    "government_fund",
    "state_capital",
    "special_account",
    "own_funds",
    "other",
)
REVENUE_SOURCES = (
    "fiscal_appropriation",
    "superior_subsidy",
    "institutional",
    "operating",
    "affiliate_remittance",
    "other",
)
THREE_PUBLIC_ITEMS = (
    "abroad",
    "vehicle_purchase",
    "vehicle_running",
    "reception_domestic",
    "reception_foreign",
    "reception",
    "abroad_groups",
    "abroad_persons",
    "vehicles_bought",
    "vehicles_held",
    "reception_batches",
    "reception_persons",
)
DISCLOSED_ITEMS = (
    "operating_costs",
    "procurement",
    "procurement_goods",
    "procurement_works",
    "procurement_services",
    "procurement_small_medium",
    "procurement_small_micro",
    "vehicles",
    "vehicles_minister",
    "vehicles_department_head",
    "vehicles_leaders",
    "vehicles_confidential",
    "vehicles_emergency",
    "vehicles_enforcement",
    "vehicles_special",
    "vehicles_retired",
    "vehicles_general",
    "vehicles_business",
    "vehicles_other",
    "large_equipment",
    "general_equipment",
    "special_equipment",
)
ASSET_CLASSES = (
    "current",
    "fixed_buildings",
    "fixed_vehicles",
    "fixed_large_equipment",
    "fixed_other",
    "investment",
    "construction_in_progress",
    "intangible",
    "other",
)
SOURCES = ("text", "scan")
READINGS = ("as_published", "realigned", "restored", "unreconciled")
OUTCOMES = (
    "parsed",
    "partial",
    "set_aside",
    "empty_declared",
    "ignored",
    "unrecognised",
    "failed",
)
NOT_CHOSEN = (
    "unreconciled",
    "superseded",
    "within_department",
    "other_statement",
    "other_document",
)
SET_ASIDE = (
    "unreconciled",
    "no_department",
    "no_year",
    "two_tables_of_an_account",
    "not_taken",
    "no_region",
    "no_scope",
    "other_place",
    "unit_unknown",
)
IDENTITIES = (
    *(f"R{number:02}" for number in range(1, 32)),
    *("R33", "R35", "R36"),
)
RECONCILIATIONS = (
    "holds",
    "rounding",
    "broken",
    "insufficient",
    "not_applicable",
    "error",
)
FINDINGS = (
    "equal",
    "within_limit",
    "within_rounding",
    "within_a_cut",
    "differs",
    "over_limit",
    "part_missing",
    "column_missing",
    "several_tables",
    "unit_unknown",
    "only_a_lead",
    "place_unproved",
    "figure_not_taken",
    "two_units",
    "empty_table",
)
"""What a row of the ledger between figures rests on; the narrative has findings of its own."""
FATES = (
    "published",
    "zero",
    "total_line",
    "sum_of_codes",
    "sum_of_rows",
    "sum_column",
    "part_of_figure",
    "year_before",
    "no_mart",
    "fund_unknown",
    "code_unknown",
    "told_by_other_table",
    "printed_again",
    "earlier_phase",
    "no_evaluation",
    "superseded",
    "unit_unknown",
    "place_unproved",
    "no_department",
    "no_year",
    "two_tables_of_an_account",
)
"""What becomes of a printed figure; one without a route (`no_route`) is none of these."""
LEAD_KINDS = (
    "execution_far_from_budget_with_full_score",
    "self_evaluated_spending_exceeds_project_spending",
    "sources_of_project_differ",
    "task_total_differs",
    "documents_of_a_year_differ",
    "units_differ_from_their_department",
    "printed_rate_differs",
    "narrative_differs_from_table",
    "target_far_exceeded",
    "qualitative_target_without_measure",
    "deadline_before_year",
    "same_target_text_in_other_project",
    "same_target_text_in_other_department",
    "same_targets_as_last_year",
    "text_of_other_project",
    "spending_over_its_budget",
    "debt_over_its_limit",
    "rate_of_area_differs",
    "total_of_area_differs",
)
PROJECT_RULES = (
    "as_printed",
    "accidents_removed",
    "code_removed",
    "year_removed",
    "suffix_removed",
    "same_code",
    "equal_amounts",
    "override",
)
"""How a printed name was taken for a project's."""
SOURCES_LEFT_OUT = ("within_department", "other_source")
"""Why a document does not speak for a project's year."""
GRADES = ("优", "良", "中", "差")
OPERATORS = ("=", ">=", "<=", ">", "<")
VERDICT_REASONS = (
    "compared", "dated", "worded", "full_points", "no_target", "no_result", "open_result",
    "unclear_unit", "unlike_units", "no_operator", "unclear_date", "unmeasured", "unsure",
)  # fmt: skip
