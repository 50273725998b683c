-- grain: one row a unit as shown in the report quarter (or a government, with $by_unit = 0), quarter of receipt up to seven before it, and whole minute since the start of the clock
-- reads: complaints, units, cuts
-- parameters: $as_of (last second that counts), $by_unit, $report (the report quarter), $horizon (the minute from which on no more is told apart)
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
ages as (
    select * from cuts
    where report_quarter = $report
),
placed as (
    select
        r.*,
        a.cut_at,
        case when $by_unit = 1 then s.shown_unit else -1 end as shown_unit
    from received as r
    inner join ages as a on a.agency = r.agency and a.quarter = r.quarter
    inner join shown as s on s.unit = r.unit and s.quarter = a.report_quarter
    where r.exclusion = 0 and r.received_at <= a.cut_at and r.clock_at <= a.cut_at
),
known as (
    select
        p.*,
        -- both as in at_age.sql
        case
            when p.response_evidence in (1, 2) and p.response_at_early <= p.cut_at then 1
            when p.response_evidence in (4, 5) and p.response_at <= p.cut_at then 1
            when p.response_evidence > 0 and p.cut_at >= $as_of then 1
            when p.response_evidence = 3 and (p.closed_at_early is null or p.closed_at_early <= p.cut_at) then 1
            else 0
        end as is_responded,
        case
            when p.closed_by < 0 then 0
            when p.closed_at is null or p.cut_at >= $as_of then 1
            when p.resolution_evidence in (4, 5) and p.closed_at <= p.cut_at then 1
            when p.resolution_evidence < 4 and p.closed_at_early <= p.cut_at then 1
            else 0
        end as is_closed
    from placed as p
),
outcomes as (
    select
        agency,
        shown_unit,
        quarter,
        is_responded,
        -- both as in survival.sql
        case
            when is_responded = 0 then null
            when response_evidence in (4, 5) then response_at - clock_at
            else response_day_seconds
        end as answered_after,
        case
            when is_responded = 1 or is_closed = 0 or closed_by <> 3 then null
            when resolution_evidence in (4, 5) then resolution_at - clock_at
            else resolution_day_seconds
        end as left_after,
        cut_at - clock_at as seen_for
    from known
),
ended as (
    select
        agency,
        shown_unit,
        quarter,
        case when answered_after is not null then 1 else 0 end as is_event,
        case when is_responded = 1 and answered_after is null then 1 else 0 end as is_untimed,
        -- what happened counts with the minute in which it did; who is lost from sight was seen for so many whole ones
        case
            when answered_after > 0 then (answered_after + 59) / 60
            when answered_after is null and coalesce(left_after, seen_for) > 0 then coalesce(left_after, seen_for) / 60
            else 0
        end as minute
    from outcomes
),
followed as (
    select
        agency,
        shown_unit,
        quarter,
        is_event,
        is_untimed,
        case when minute < $horizon then minute else $horizon end as minute
    from ended
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    cast(minute as bigint) as minute,
    sum(is_event) as events,
    -- nothing competes with a response
    sum(0 * is_event) as competing,
    sum(1 - is_event) as censored,
    sum(is_untimed) as untimed
from followed
group by agency, shown_unit, quarter, minute
order by agency, unit, quarter, minute
