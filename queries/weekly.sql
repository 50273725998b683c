-- grain: one row a government, week of local receipt (Monday to Sunday), class and channel; with $unit >= 0 of that shown unit alone
-- reads: complaints, units
-- parameters: $as_of (last second that counts), $unit (-1 = all), $shown_in (the quarter whose names of units hold), $first_day and $last_day (local days of receipt), $age_seconds
with
received as (
    select * from complaints where received_day >= $first_day and received_day <= $last_day
),
shown as (
    -- one name over both periods: a renamed unit goes with its predecessors
    select * from units where quarter = $shown_in
),
placed as (
    select
        r.*,
        s.as_of_work,
        -- day 0 is a Thursday: week 0 begins on the Monday before it
        (r.received_day + 3) / 7 as week,
        case when r.exclusion = 0 then 1 else 0 end as is_eligible,
        case when r.response_evidence > 0 then 1 else 0 end as is_responded,
        case when r.closed_by >= 0 then 1 else 0 end as is_closed,
        -- where the clock's start is known to the day only, it may have started at the day's last second
        r.clock_at + 86399 * (1 - r.clock_exact) as clock_by
    from received as r
    inner join shown as s on s.unit = r.unit
    where $unit < 0 or s.shown_unit = $unit
),
watched as (
    select
        p.*,
        case
            when p.response_limit_work is not null and p.as_of_work >= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_limit_at <= $as_of then 1
            else 0
        end * p.is_eligible as is_due,
        case
            when p.response_limit_work is null and p.response_limit_at is null then 1 else 0
        end * p.is_eligible as has_no_deadline,
        case
            when p.response_limit_work is not null and p.response_work <= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_at <= p.response_limit_at then 1
            else 0
        end as is_answered_in_time,
        case
            when p.resolution_limit_work is not null and p.as_of_work >= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_limit_at <= $as_of then 1
            else 0
        end * p.is_eligible as is_resolution_due,
        case
            when p.resolution_limit_work is null and p.resolution_limit_at is null then 1 else 0
        end * p.is_eligible as has_no_resolution_deadline,
        case
            when p.resolution_limit_work is not null and p.resolution_work <= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_at <= p.resolution_limit_at then 1
            else 0
        end as is_resolved_in_time,
        case when p.clock_by + 86400 <= $as_of then 1 else 0 end * p.is_eligible as is_day_old,
        case when p.clock_work is not null then 1 else 0 end * p.is_eligible as has_clock_work,
        case when p.as_of_work >= p.clock_work + 3 then 1 else 0 end * p.is_eligible as is_3_workdays_old,
        case when p.as_of_work >= p.clock_work + 5 then 1 else 0 end * p.is_eligible as is_5_workdays_old,
        case when p.clock_by + $age_seconds <= $as_of then 1 else 0 end * p.is_eligible as is_of_age,
        case when p.response_day_seconds <= $age_seconds then 1 else 0 end as is_answered_by_age
    from placed as p
)
select
    cast(agency as bigint) as agency,
    cast(week as bigint) as week,
    cast(class as bigint) as class,
    cast(channel as bigint) as channel,
    count(*) as received,
    sum(is_eligible) as eligible,
    sum(is_eligible * is_responded) as responded,
    sum(case when is_eligible = 1 and response_evidence = 0 and is_closed = 1 and tells_response = 0 then 1 else 0 end) as response_untold,
    sum(case when is_eligible = 1 and response_evidence = 1 then 1 else 0 end) as response_exact,
    sum(case when is_eligible = 1 and response_evidence in (1, 2, 4, 5) then 1 else 0 end) as response_timed,
    count(case when is_eligible = 1 then response_workdays end) as response_worked,
    sum(is_due) as due,
    sum(is_due * is_responded * is_answered_in_time) as responded_in_time,
    sum(has_no_deadline) as no_deadline,
    sum(is_day_old) as day_old,
    sum(case when is_day_old = 1 and response_seconds <= 86400 then 1 else 0 end) as within_24h,
    sum(has_clock_work) as clock_worked,
    sum(is_3_workdays_old) as workdays_old_3,
    sum(case when is_3_workdays_old = 1 and response_workdays <= 3 then 1 else 0 end) as within_3wd,
    sum(is_5_workdays_old) as workdays_old_5,
    sum(case when is_5_workdays_old = 1 and response_workdays <= 5 then 1 else 0 end) as within_5wd,
    sum(is_of_age) as of_age,
    sum(is_of_age * is_answered_by_age) as answered_by_age,
    count(case when is_of_age = 1 and is_answered_by_age = 1 then response_workdays end) as workdays_count,
    sum(case when is_of_age = 1 and is_answered_by_age = 1 then response_workdays else 0 end) as workdays_sum,
    sum(case when is_of_age = 1 and is_answered_by_age = 1 then response_workdays * response_workdays else 0 end) as workdays_squares,
    sum(is_eligible * is_closed) as closed,
    sum(case when is_eligible = 1 and is_closed = 1 and resolution_evidence in (1, 2, 4, 5) then 1 else 0 end) as closed_timed,
    sum(is_resolution_due) as resolution_due,
    sum(is_resolution_due * is_closed * is_resolved_in_time) as resolved_in_time,
    sum(has_no_resolution_deadline) as no_resolution_deadline
from watched
group by agency, week, class, channel
order by agency, week, class, channel
