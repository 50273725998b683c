-- grain: one row a complaint received in $quarter
-- reads: complaints, units
-- parameters: $as_of (last second that counts), $quarter
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
judged as (
    select
        r.*,
        case
            when r.response_limit_work is null and r.response_limit_at is null then -1
            when r.response_limit_work is not null and s.as_of_work >= r.response_limit_work then 1
            when r.response_limit_work is null and r.response_limit_at <= $as_of then 1
            else 0
        end as response_due,
        case
            when r.resolution_limit_work is null and r.resolution_limit_at is null then -1
            when r.resolution_limit_work is not null and s.as_of_work >= r.resolution_limit_work then 1
            when r.resolution_limit_work is null and r.resolution_limit_at <= $as_of then 1
            else 0
        end as resolution_due,
        case
            when r.response_limit_work is not null and r.response_work <= r.response_limit_work then 1
            when r.response_limit_work is null and r.response_at <= r.response_limit_at then 1
            else 0
        end as response_in_time,
        case
            when r.resolution_limit_work is not null and r.resolution_work <= r.resolution_limit_work then 1
            when r.resolution_limit_work is null and r.resolution_at <= r.resolution_limit_at then 1
            else 0
        end as resolution_in_time
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
    where r.quarter = $quarter
)
-- what is empty is -1, which no such number is
select
    number,
    cast(exclusion as bigint) as exclusion,
    cast(response_evidence as bigint) as response_evidence,
    coalesce(response_seconds, -1) as response_seconds,
    cast(coalesce(response_workdays, -1) as bigint) as response_workdays,
    coalesce(response_limit_at, -1) as response_limit_at,
    cast(coalesce(response_limit_work, -1) as bigint) as response_limit_work,
    cast(response_due as bigint) as response_due,
    cast(response_in_time as bigint) as response_in_time,
    cast(resolution_evidence as bigint) as resolution_evidence,
    coalesce(resolution_day_seconds, -1) as resolution_day_seconds,
    cast(coalesce(resolution_workdays, -1) as bigint) as resolution_workdays,
    coalesce(resolution_limit_at, -1) as resolution_limit_at,
    cast(coalesce(resolution_limit_work, -1) as bigint) as resolution_limit_work,
    cast(resolution_due as bigint) as resolution_due,
    cast(resolution_in_time as bigint) as resolution_in_time
from judged
order by number
