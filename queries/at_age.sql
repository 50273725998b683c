-- grain: one row a report quarter, unit as shown there, and quarter of receipt up to seven before it; with $by_unit = 0 a government
-- reads: complaints, units, cuts
-- parameters: $as_of (last second that counts), $by_unit, $first_report, $last_report
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
ages as (
    select * from cuts
    where report_quarter >= $first_report and report_quarter <= $last_report
),
placed as (
    select
        r.*,
        a.report_quarter,
        a.cut_at,
        a.cut_work,
        case when $by_unit = 1 then s.shown_unit else -1 end as shown_unit,
        case when r.exclusion = 0 then 1 else 0 end as is_eligible
    from received as r
    inner join ages as a on a.agency = r.agency and a.quarter = r.quarter
    inner join shown as s on s.unit = r.unit and s.quarter = a.report_quarter
    where r.received_at <= a.cut_at and r.clock_at <= a.cut_at
),
known as (
    select
        p.*,
        case
            when p.response_evidence in (1, 2) and p.response_at_early <= p.cut_at then 1
            when p.response_evidence in (4, 5) and p.response_at <= p.cut_at then 1
            when p.response_evidence > 0 and p.cut_at >= $as_of then 1
            when p.response_evidence = 3 and (p.closed_at_early is null or p.closed_at_early <= p.cut_at) then 1
            else 0
        end as is_responded,
        case
            when p.response_evidence > 0 and (p.response_at <= p.cut_at or p.cut_at >= $as_of) then 1
            else 0
        end as is_responded_surely,
        case
            when p.response_evidence = 3 then 1
            when p.response_evidence > 0 and (p.response_at_early <= p.cut_at or p.cut_at >= $as_of) then 1
            else 0
        end as is_responded_possibly,
        case
            when p.closed_by < 0 then 0
            when p.closed_at is null or p.cut_at >= $as_of then 1
            when p.resolution_evidence in (4, 5) and p.closed_at <= p.cut_at then 1
            when p.resolution_evidence < 4 and p.closed_at_early <= p.cut_at then 1
            else 0
        end as is_closed
    from placed as p
),
judged as (
    select
        p.*,
        case
            when p.response_limit_work is not null and p.cut_work >= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_limit_at <= p.cut_at then 1
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
            when p.resolution_limit_work is not null and p.cut_work >= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_limit_at <= p.cut_at then 1
            else 0
        end * p.is_eligible as is_resolution_due,
        case
            when p.resolution_limit_work is not null and p.resolution_work <= p.resolution_limit_work then 1
            when p.resolution_limit_work is null and p.resolution_at <= p.resolution_limit_at then 1
            else 0
        end as is_resolved_in_time,
        case
            when p.verification_limit_work is not null and p.cut_work >= p.verification_limit_work then 1
            when p.verification_limit_work is null and p.verification_limit_at <= p.cut_at then 1
            else 0
        end * p.is_eligible * p.tells_verification as is_verification_due,
        case
            when p.verification_at_early > p.cut_at then 0
            when p.verification_limit_work is not null and p.verification_work <= p.verification_limit_work then 1
            when p.verification_limit_work is null and p.verification_at <= p.verification_limit_at then 1
            else 0
        end as is_verified_in_time
    from known as p
),
timed as (
    select
        j.*,
        -- tenths of an hour: the squares of seconds would not add up in 64 bits
        case when j.is_eligible = 1 and j.is_responded = 1 then j.response_seconds / 360 end as response_tenths,
        case when j.is_eligible = 1 and j.is_responded = 1 then cast(j.response_workdays as bigint) end as days_to_response,
        case when j.is_eligible = 1 and j.is_closed = 1 then j.resolution_day_seconds / 360 end as resolution_tenths,
        case when j.is_eligible = 1 and j.is_closed = 1 then cast(j.resolution_workdays as bigint) end as days_to_resolution
    from judged as j
)
select
    cast(agency as bigint) as agency,
    cast(report_quarter as bigint) as report_quarter,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    min(cut_at) as cut_at,
    count(*) as received,
    sum(is_eligible) as eligible,
    sum(case when exclusion = 1 then 1 else 0 end) as excluded_duplicate,
    sum(case when exclusion = 2 then 1 else 0 end) as excluded_blocked,
    sum(case when exclusion = 3 then 1 else 0 end) as excluded_jurisdiction,
    sum(case when exclusion = 4 then 1 else 0 end) as excluded_archived,
    sum(case when exclusion = 5 then 1 else 0 end) as excluded_waiting,
    sum(is_eligible * is_responded) as responded,
    sum(is_due) as due,
    sum(is_due * is_responded * is_answered_in_time) as responded_in_time,
    sum(is_due * (1 - is_responded)) as unanswered_overdue,
    sum(case when is_closed = 1 and closed_by = 3 then 0 else is_due * (1 - is_responded) end) as unanswered_named,
    sum(is_eligible * is_responded_surely) as responded_surely,
    sum(is_eligible * is_responded_possibly) as responded_possibly,
    sum(has_no_deadline) as no_deadline,
    sum(case when is_eligible = 1 and is_responded = 0 and response_evidence = 0 and is_closed = 1 and tells_response = 0 then 1 else 0 end) as response_untold,
    sum(case when is_eligible = 1 and is_responded = 1 and response_evidence = 1 then 1 else 0 end) as response_exact,
    sum(case when is_eligible = 1 and is_responded = 1 and response_evidence in (2, 4) then 1 else 0 end) as response_dated,
    sum(case when is_eligible = 1 and is_responded = 1 and response_evidence = 5 then 1 else 0 end) as response_undecided,
    sum(case when is_eligible = 1 and is_responded = 1 then response_seconds else 0 end) as response_seconds_sum,
    count(case when is_eligible = 1 and is_responded = 1 then response_seconds end) as response_seconds_count,
    count(response_tenths) as response_tenths_count,
    sum(response_tenths) as response_tenths_sum,
    sum(response_tenths * response_tenths) as response_tenths_squares,
    count(days_to_response) as response_workdays_count,
    sum(days_to_response) as response_workdays_sum,
    sum(days_to_response * days_to_response) as response_workdays_squares,
    sum(is_eligible * is_closed) as closed,
    sum(case when is_eligible = 1 and is_closed = 1 and closed_by in (0, 1) then 1 else 0 end) as closed_by_admin,
    sum(case when is_eligible = 1 and is_closed = 1 and closed_by = 2 then 1 else 0 end) as closed_by_system,
    sum(case when is_eligible = 1 and is_closed = 1 and closed_by = 3 then 1 else 0 end) as closed_by_reporter,
    sum(case when is_eligible = 1 and is_closed = 1 then resolution_day_seconds else 0 end) as resolution_seconds_sum,
    count(case when is_eligible = 1 and is_closed = 1 then resolution_day_seconds end) as resolution_seconds_count,
    sum(case when is_eligible = 1 and is_closed = 1 and resolution_evidence = 5 then 1 else 0 end) as resolution_undecided,
    count(resolution_tenths) as resolution_tenths_count,
    sum(resolution_tenths) as resolution_tenths_sum,
    sum(resolution_tenths * resolution_tenths) as resolution_tenths_squares,
    count(days_to_resolution) as resolution_workdays_count,
    sum(days_to_resolution) as resolution_workdays_sum,
    sum(days_to_resolution * days_to_resolution) as resolution_workdays_squares,
    sum(is_resolution_due) as resolution_due,
    sum(is_resolution_due * is_closed * is_resolved_in_time) as resolved_in_time,
    sum(is_verification_due) as verification_due,
    sum(is_verification_due * is_verified_in_time) as verified_in_time,
    sum(is_eligible * hops) as hops
from timed
group by agency, report_quarter, shown_unit, quarter
order by agency, report_quarter, unit, quarter
