with

indicators as (select * from {{ ref('int_indicators_levelled') }}),

-- Both ends of a result that is one number are that number.
opposed as (

    select
        *,
        coalesce(operator, '') as sign,
        coalesce(target_value, target_low, target_high) is not null as is_measured,
        coalesce(actual_low, actual_value) as lowest,
        coalesce(actual_high, actual_value) as highest
    from indicators

),

bounded as (

    select
        *,
        coalesce(
            lowest > target_low or (lowest = target_low and sign <> '>'),
            target_low is null
        )
        and coalesce(
            highest < target_high or (highest = target_high and sign <> '<'),
            target_high is null
        ) as is_inside,
        coalesce(
            highest < target_low or (highest = target_low and sign = '>'),
            false
        )
        or coalesce(
            lowest > target_high or (lowest = target_high and sign = '<'),
            false
        ) as is_outside,
        case
            when sign in ('>=', '>') and actual_first_date >= target_date then true
            when sign in ('>=', '>') and actual_date < target_date then false
            when sign in ('>=', '>') then null
            when actual_first_date > target_date then false
            when
                actual_date <= target_date
                and (
                    target_first_date is null
                    or actual_first_date >= target_first_date
                )
                then true
        end as is_in_time
    from opposed

),

-- Without an operator equal meets, whatever the direction; unequal says nothing.
compared as (

    select
        *,
        case
            when target_low is null and target_high is null
                then nullif(lowest = target_value and highest = target_value, false)
            when is_inside then true
            when is_outside then false
        end as is_reached,
        sign = '=' and lowest > target_value and score = weight as is_exceeded
    from bounded

),

reasoned as (

    select
        *,
        case
            when coalesce(trim(adjusted_target_text), trim(target_text), '') = ''
                then 'no_target'
            when coalesce(trim(actual_text), '') = '' then 'no_result'
            when is_value_unsure then 'unsure'
            when
                target_date is not null
                and (words_fit = 'same' or is_in_time is not null)
                then 'dated'
            when target_date is not null then 'unclear_date'
            when actual_fit = 'open' then 'open_result'
            when is_measured and actual_fit = 'exact' and is_exceeded then 'full_points'
            when is_measured and actual_fit = 'exact' and is_reached is not null
                then 'compared'
            when
                is_measured
                and actual_fit = 'exact'
                and coalesce(target_low, target_high) is null
                then 'no_operator'
            when is_measured and actual_fit = 'exact' then 'open_result'
            when is_measured then coalesce(actual_fit, 'unmeasured')
            when words_fit is not null then 'worded'
            else 'unmeasured'
        end as verdict_reason
    from compared

),

judged as (

    select
        * exclude (
            sign,
            is_measured,
            lowest,
            highest,
            is_inside,
            is_outside,
            is_in_time,
            is_reached,
            is_exceeded,
            target_first_date,
            actual_unit,
            actual_low,
            actual_high,
            actual_first_date,
            actual_fit,
            words_fit,
            weight_text,
            score_text,
            reading,
            unsure_measures,
            is_value_unsure
        ),
        case when unsure_measures is null then reading else 'unreconciled' end
            as reading,
        case
            when actual_fit = 'exact' and target_value <> 0
                then try_cast(
                    cast(actual_value as double) / cast(target_value as double)
                    as decimal(18, 6)
                )
        end as attainment_ratio,
        case verdict_reason
            when 'dated' then coalesce(words_fit = 'same', false) or is_in_time
            when 'compared' then is_reached
            when 'full_points' then true
            when 'worded' then words_fit <> 'opposite'
        end as is_met
    from reasoned

)

select * from judged  -- noqa: AM04
