"""Queries to start from, by their names in `texts`."""

from __future__ import annotations

EXAMPLES = {
    "departments": """select department_name, fiscal_year, total_spending_yuan
from marts.department_years
where total_spending_yuan is not null
order by fiscal_year desc, total_spending_yuan desc""",
    "functions": """select class_name, sum(spending_yuan) as spending_yuan
from marts.function_years
group by class_name
order by spending_yuan desc""",
    "broken": """select identity_id, subject, difference_yuan, left_receipt_id
from marts.fct_reconciliations
where status = 'broken'
order by abs(difference_yuan) desc""",
    "projects": """select project_name, fiscal_year, execution_rate, total_score
from marts.project_years
where execution_rate is not null
order by execution_rate
limit 20""",
    "receipts": """select r.row_label, r.column_label, r.printed_text, r.unit_text, r.locator,
    r.receipt_id
from marts.fct_spending as s
inner join marts.receipts as r on s.receipt_id = r.receipt_id
limit 50""",
}
