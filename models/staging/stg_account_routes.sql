with

source as (

    select * from {{ source('raw', 'account_routes') }}

)

select
    account_id,
    row_key,
    measure,
    phase,
    mart,
    column_name,
    item,
    fund_source,
    rule,
    lines,
    zeros,
    is_once,
    parts
from source
