-- grain: one row a shown unit (or a government, with $by_unit = 0), quarter of receipt, and way in which eligible complaints were handled
-- reads: complaints, units
-- parameters: $as_of (last second that counts), $by_unit
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
placed as (
    select
        r.*,
        s.as_of_work,
        case when $by_unit = 1 then s.shown_unit else -1 end as shown_unit
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
    where r.exclusion = 0
),
judged as (
    select
        p.agency,
        p.shown_unit,
        p.quarter,
        case when p.response_evidence > 0 then 1 else 0 end as responded,
        case when p.closed_by >= 0 then 1 else 0 end as closed,
        case
            when p.response_limit_work is not null and p.as_of_work >= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_limit_at <= $as_of then 1
            else 0
        end as due,
        case
            when p.response_evidence = 0 then 0
            when p.response_limit_work is not null and p.response_work <= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_at <= p.response_limit_at then 1
            else 0
        end as is_answered_in_time,
        case
            when p.resolution_limit_work is not null and p.as_of_work >= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_limit_at <= $as_of then 1
            else 0
        end as resolution_due,
        case
            when p.closed_by < 0 then 0
            when p.resolution_limit_work is not null and p.resolution_work <= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_at <= p.resolution_limit_at then 1
            else 0
        end as is_resolved_in_time,
        p.response_seconds / 360 as response_tenths,
        cast(p.response_workdays as bigint) as response_workdays,
        p.resolution_day_seconds / 360 as resolution_tenths,
        cast(p.resolution_workdays as bigint) as resolution_workdays
    from placed as p
),
handled as (
    select
        j.*,
        j.due * j.is_answered_in_time as in_time,
        j.resolution_due * j.is_resolved_in_time as resolved_in_time
    from judged as j
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    responded,
    due,
    in_time,
    closed,
    resolution_due,
    resolved_in_time,
    count(*) as complaints,
    count(response_tenths) as response_tenths_count,
    sum(response_tenths) as response_tenths_sum,
    sum(response_tenths * response_tenths) as response_tenths_squares,
    count(response_workdays) as response_workdays_count,
    sum(response_workdays) as response_workdays_sum,
    sum(response_workdays * response_workdays) as response_workdays_squares,
    count(resolution_tenths) as resolution_tenths_count,
    sum(resolution_tenths) as resolution_tenths_sum,
    sum(resolution_tenths * resolution_tenths) as resolution_tenths_squares,
    count(resolution_workdays) as resolution_workdays_count,
    sum(resolution_workdays) as resolution_workdays_sum,
    sum(resolution_workdays * resolution_workdays) as resolution_workdays_squares
from handled
group by agency, shown_unit, quarter, responded, due, in_time, closed, resolution_due, resolved_in_time
order by agency, unit, quarter, responded, due, in_time, closed, resolution_due, resolved_in_time
