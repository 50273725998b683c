-- grain: one row a restricted complaint of an earlier quarter in the line of a report quarter
-- reads: complaints, units, cuts
-- parameters: $as_of (last second that counts), $by_unit (0 = as governments see it), $report, $horizon (the minute from which on no more is told apart)
with
received as (
    select * from complaints
    where restricted = 1
),
shown as (
    select * from units
    where quarter = $report
),
ages as (
    select * from cuts
    where report_quarter = $report and quarter < $report
),
placed as (
    select
        r.*,
        a.cut_at,
        a.cut_work,
        s.as_of_work,
        case when $by_unit = 1 then s.shown_unit else -1 end as shown_unit,
        case when r.exclusion = 0 then 1 else 0 end as is_eligible,
        case when r.received_at <= a.cut_at and r.clock_at <= a.cut_at then 1 else 0 end as is_there
    from received as r
    inner join ages as a on a.agency = r.agency and a.quarter = r.quarter
    inner join shown as s on s.unit = r.unit
),
known as (
    select
        p.*,
        case
            when p.response_evidence in (1, 2) and p.response_at_early <= p.cut_at then 1
            when p.response_evidence in (4, 5) and p.response_at <= p.cut_at then 1
            when p.response_evidence = 3 and (p.closed_at_early is null or p.closed_at_early <= p.cut_at) then 1
            else 0
        end as is_responded,
        case when p.response_evidence > 0 and p.response_at <= p.cut_at then 1 else 0 end as is_responded_surely,
        case
            when p.response_evidence = 3 then 1
            when p.response_evidence > 0 and p.response_at_early <= p.cut_at then 1
            else 0
        end as is_responded_possibly,
        case
            when p.closed_by < 0 then 0
            when p.closed_at is null then 1
            when p.resolution_evidence in (4, 5) and p.closed_at <= p.cut_at then 1
            when p.resolution_evidence < 4 and p.closed_at_early <= p.cut_at then 1
            else 0
        end as is_closed,
        case
            when p.response_limit_work is null and p.response_limit_at is null then -1
            when p.response_limit_work is not null and p.as_of_work >= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_limit_at <= $as_of then 1
            else 0
        end as response_due,
        case
            when p.resolution_limit_work is null and p.resolution_limit_at is null then -1
            when p.resolution_limit_work is not null and p.as_of_work >= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_limit_at <= $as_of then 1
            else 0
        end as resolution_due,
        case
            when p.response_limit_work is not null and p.cut_work >= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_limit_at <= p.cut_at then 1
            else 0
        end as is_response_due,
        case
            when p.resolution_limit_work is not null and p.cut_work >= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_limit_at <= p.cut_at then 1
            else 0
        end as is_resolution_due,
        case
            when p.response_limit_work is not null and p.response_work <= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_at <= p.response_limit_at then 1
            else 0
        end as response_in_time,
        case
            when p.resolution_limit_work is not null and p.resolution_work <= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_at <= p.resolution_limit_at then 1
            else 0
        end as resolution_in_time
    from placed as p
),
outcomes as (
    select
        k.*,
        -- all three as in survival_at_age.sql
        case
            when k.is_responded = 0 then null
            when k.response_evidence in (4, 5) then k.response_at - k.clock_at
            else k.response_day_seconds
        end as answered_after,
        case
            when k.is_responded = 1 or k.is_closed = 0 or k.closed_by <> 3 then null
            when k.resolution_evidence in (4, 5) then k.resolution_at - k.clock_at
            else k.resolution_day_seconds
        end as left_after,
        k.cut_at - k.clock_at as seen_for
    from known as k
),
ended as (
    select
        o.*,
        case
            when o.answered_after > 0 then (o.answered_after + 59) / 60
            when o.answered_after is null and coalesce(o.left_after, o.seen_for) > 0 then coalesce(o.left_after, o.seen_for) / 60
            else 0
        end as minute
    from outcomes as o
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    cast(exclusion as bigint) as exclusion,
    cast(closed_by as bigint) as closed_by,
    cast(tells_response as bigint) as tells_response,
    cast(response_evidence as bigint) as response_evidence,
    cast(response_due as bigint) as response_due,
    cast(response_in_time as bigint) as response_in_time,
    response_seconds,
    cast(response_workdays as bigint) as response_workdays,
    cast(resolution_evidence as bigint) as resolution_evidence,
    cast(resolution_due as bigint) as resolution_due,
    cast(resolution_in_time as bigint) as resolution_in_time,
    resolution_day_seconds as resolution_seconds,
    cast(resolution_workdays as bigint) as resolution_workdays,
    cast(case when minute < $horizon then minute else $horizon end as bigint) as followed_minutes,
    cast(is_there as bigint) as is_there,
    cast(is_there * is_responded as bigint) as is_responded,
    cast(is_there * is_responded_surely as bigint) as is_responded_surely,
    cast(is_there * is_responded_possibly as bigint) as is_responded_possibly,
    cast(is_there * is_response_due * is_eligible as bigint) as is_response_due,
    cast(is_there * is_closed as bigint) as is_closed,
    cast(is_there * is_resolution_due * is_eligible as bigint) as is_resolution_due
from ended
order by agency, unit, quarter, number
