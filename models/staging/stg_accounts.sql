with

source as (

    select * from {{ source('raw', 'accounts') }}

)

select
    account_id,
    codes,
    scope,
    precedence,
    stands_beside,
    is_told
from source
