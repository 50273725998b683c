-- grain: one row a complaint received from $first_quarter to $last_quarter
-- reads: complaints, units
-- parameters: $as_of, $first_quarter, $last_quarter, $unanswered_only (1 = the work list: eligible, open, no response, limit passed)
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
listed as (
    select
        r.*,
        s.shown_unit,
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
        end as resolution_in_time,
        case
            when r.tells_verification = 0 then -2
            when r.verification_limit_work is null and r.verification_limit_at is null then -1
            when r.verification_limit_work is not null and s.as_of_work >= r.verification_limit_work then 1
            when r.verification_limit_work is null and r.verification_limit_at <= $as_of then 1
            else 0
        end as verification_due,
        case
            when r.verification_limit_work is not null and r.verification_work <= r.verification_limit_work then 1
            when r.verification_limit_work is null and r.verification_at <= r.verification_limit_at then 1
            else 0
        end as verification_in_time
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
    where r.quarter >= $first_quarter and r.quarter <= $last_quarter
)
select
    complaint_id,
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    received_at,
    cast(received_exact as bigint) as received_exact,
    clock_at,
    cast(clock_exact as bigint) as clock_exact,
    cast(exclusion as bigint) as exclusion,
    cast(class as bigint) as class,
    cast(channel as bigint) as channel,
    cast(restricted as bigint) as restricted,
    cast(hops as bigint) as hops,
    cast(closed_by as bigint) as closed_by,
    closed_at,
    closed_at_early,
    cast(tells_response as bigint) as tells_response,
    cast(response_evidence as bigint) as response_evidence,
    response_at,
    response_at_early,
    response_seconds,
    response_day_seconds,
    cast(response_workdays as bigint) as response_workdays,
    response_limit_at,
    cast(response_limit_work as bigint) as response_limit_work,
    cast(response_due as bigint) as response_due,
    cast(response_in_time as bigint) as response_in_time,
    cast(resolution_evidence as bigint) as resolution_evidence,
    resolution_at,
    resolution_at_early,
    resolution_day_seconds as resolution_seconds,
    cast(resolution_workdays as bigint) as resolution_workdays,
    resolution_limit_at,
    cast(resolution_limit_work as bigint) as resolution_limit_work,
    cast(resolution_due as bigint) as resolution_due,
    cast(resolution_in_time as bigint) as resolution_in_time,
    archived_seconds,
    verification_at,
    verification_at_early,
    cast(verification_work as bigint) as verification_work,
    verification_limit_at,
    cast(verification_limit_work as bigint) as verification_limit_work,
    cast(verification_due as bigint) as verification_due,
    cast(verification_in_time as bigint) as verification_in_time,
    cast(state as bigint) as state,
    cast(category as bigint) as category,
    number
from listed
where $unanswered_only = 0 or (exclusion = 0 and response_evidence = 0 and response_due = 1 and closed_by < 0)
order by agency, unit, received_at, complaint_id, number
