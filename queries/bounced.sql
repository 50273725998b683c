-- grain: one row a hand-over of a complaint that units returned or handed on twice or more
-- reads: complaints, handovers, units
-- parameters: none
with
received as (
    select * from complaints
),
handed as (
    select * from handovers
),
shown as (
    select * from units
),
bounced as (
    select r.number, r.complaint_id, r.agency, r.quarter, r.received_at, r.restricted, r.closed_by, s.shown_unit as holder
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
    where r.hops >= 2
)
select
    b.complaint_id,
    cast(b.agency as bigint) as agency,
    cast(b.holder as bigint) as holder,
    cast(b.quarter as bigint) as quarter,
    b.received_at,
    cast(b.restricted as bigint) as restricted,
    cast(b.closed_by as bigint) as closed_by,
    cast(s.shown_unit as bigint) as unit,
    cast(h.step as bigint) as step,
    cast(h.returned as bigint) as returned,
    cast(h.late as bigint) as late,
    b.number
from bounced as b
inner join handed as h on h.complaint = b.number
inner join shown as s on s.unit = h.unit and s.quarter = h.quarter
order by agency, received_at, complaint_id, step, number
