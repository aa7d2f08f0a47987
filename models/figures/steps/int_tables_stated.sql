{#- The bodies, years, forms and phases that a document prints figures of. -#}

select distinct
    document_id,
    form_id,
    account_id,
    phase,
    department_key,
    fiscal_year
from {{ ref('int_figures_read') }}
where is_current
