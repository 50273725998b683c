-- grain: one row a spell that stood in the open stock in $quarter or left it then, or is open at as-of
-- reads: stock, complaints, units
-- parameters: $quarter
with
spells as (
    select * from stock
),
received as (
    select * from complaints
),
shown as (
    select * from units
),
placed as (
    select p.*, s.shown_unit
    from spells as p
    inner join shown as s on s.unit = p.unit and s.quarter = $quarter
),
listed as (
    select p.*
    from placed as p
    where p.closed_quarter is null or (p.opened_quarter <= $quarter and p.closed_quarter >= $quarter)
)
select
    r.complaint_id,
    cast(l.agency as bigint) as agency,
    cast(l.shown_unit as bigint) as unit,
    l.received_at,
    cast(r.received_exact as bigint) as received_exact,
    cast(r.restricted as bigint) as restricted,
    r.clock_at,
    cast(l.opened_quarter as bigint) as opened_quarter,
    cast(l.opened_day as bigint) as opened_day,
    cast(l.reopened as bigint) as reopened,
    cast(l.closed_quarter as bigint) as closed_quarter,
    cast(l.closed_day as bigint) as closed_day,
    cast(l.closing_known as bigint) as closing_known,
    cast(l.over_limit_quarter as bigint) as over_limit_quarter,
    r.resolution_limit_at as limit_at,
    cast(r.resolution_limit_work as bigint) as limit_work,
    l.number
from listed as l
inner join received as r on r.number = l.number
order by agency, unit, received_at, complaint_id, opened_quarter, opened_day, number
