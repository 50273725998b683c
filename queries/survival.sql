-- grain: one row a shown unit (or a government, with $by_unit = 0), quarter of receipt and whole minute since the start of the clock
-- reads: complaints, units
-- parameters: $as_of (last second that counts), $by_unit, $resolution (1 = until the resolution, 0 = until the first response)
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
followed as (
    select
        r.agency,
        case when $by_unit = 1 then s.shown_unit else -1 end as shown_unit,
        r.quarter,
        r.exclusion,
        r.closed_by,
        r.response_evidence,
        -- between two exports up to the second that the reading takes; where dates alone are known by calendar days
        case
            when r.response_evidence in (4, 5) then r.response_at - r.clock_at else r.response_day_seconds
        end as answered_after,
        case
            when r.resolution_evidence in (4, 5) then r.resolution_at - r.clock_at else r.resolution_day_seconds
        end as closed_after,
        r.archived_seconds as archived_after,
        $as_of - r.clock_at as seen_for
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
    where r.exclusion = 0 or (r.exclusion = 4 and $resolution = 1)
),
outcomes as (
    select
        agency,
        shown_unit,
        quarter,
        case
            when $resolution = 0 then answered_after
            when exclusion = 0 then closed_after
        end as event_after,
        case when $resolution = 1 and exclusion = 4 then archived_after end as competing_after,
        case when $resolution = 0 and response_evidence = 0 and closed_by = 3 then closed_after end as left_after,
        seen_for,
        -- an outcome is proved, its time is not
        case
            when $resolution = 1 and exclusion = 4 and archived_after is null then 1
            when $resolution = 1 and exclusion = 0 and closed_by >= 0 and closed_after is null then 1
            when $resolution = 0 and response_evidence = 3 then 1
            when $resolution = 0 and response_evidence = 0 and closed_by = 3 and closed_after is null then 1
            else 0
        end as is_untimed
    from followed
),
ended as (
    select
        agency,
        shown_unit,
        quarter,
        is_untimed,
        case when event_after is not null then 1 else 0 end as is_event,
        case when event_after is null and competing_after is not null then 1 else 0 end as is_competing,
        coalesce(event_after, competing_after) as over_after,
        coalesce(left_after, seen_for) as unseen_after
    from outcomes
),
placed as (
    select
        agency,
        shown_unit,
        quarter,
        is_untimed,
        is_event,
        is_competing,
        -- what happened counts with the minute in which it did; who is lost from sight was seen for so many whole ones
        case
            when over_after > 0 then (over_after + 59) / 60
            when over_after is null and unseen_after > 0 then unseen_after / 60
            else 0
        end as minute
    from ended
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    cast(minute as bigint) as minute,
    sum(is_event) as events,
    sum(is_competing) as competing,
    sum(1 - is_event - is_competing) as censored,
    sum(is_untimed) as untimed
from placed
group by agency, shown_unit, quarter, minute
order by agency, unit, quarter, minute
