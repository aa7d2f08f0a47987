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
    "government_report",
    "other",
)
PHASES = ("approved", "adjusted", "executed")
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
READINGS = ("as_published", "realigned", "unreconciled")
OUTCOMES = ("parsed", "empty_declared", "ignored", "unrecognised", "failed")
RECONCILIATIONS = (
    "holds",
    "rounding",
    "broken",
    "insufficient",
    "not_applicable",
    "error",
)
GRADES = ("优", "良", "中", "差")
OPERATORS = ("=", ">=", "<=", ">", "<")
