with

source as (

    select * from {{ source('raw', 'accounts') }}

)

select
    account_id,
    codes,
    scope,
    lines,
    is_single,
    precedence,
    stands_beside,
    is_told
from source
