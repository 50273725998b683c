-- grain: one row a time that a unit handed on or returned a complaint received in $quarter
-- reads: handovers, complaints, units
-- parameters: $quarter
with
handed as (
    select * from handovers
),
received as (
    select * from complaints
),
shown as (
    select * from units
)
select
    r.complaint_id,
    cast(h.agency as bigint) as agency,
    cast(s.shown_unit as bigint) as unit,
    r.received_at,
    cast(r.received_exact as bigint) as received_exact,
    cast(r.restricted as bigint) as restricted,
    cast(h.step as bigint) as step,
    cast(h.returned as bigint) as returned,
    cast(h.late as bigint) as late,
    cast(h.unheld as bigint) as unheld,
    h.start_at,
    cast(h.start_exact as bigint) as start_exact,
    h.let_go_at,
    cast(h.let_go_exact as bigint) as let_go_exact,
    h.limit_at,
    cast(h.limit_work as bigint) as limit_work,
    h.complaint as number
from handed as h
inner join received as r on r.number = h.complaint
inner join shown as s on s.unit = h.unit and s.quarter = h.quarter
where h.quarter = $quarter
order by agency, unit, received_at, complaint_id, step, number
