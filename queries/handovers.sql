-- grain: one row a shown unit that let complaints go, and quarter of receipt
-- reads: handovers, units
-- parameters: none
with
handed as (
    select * from handovers
),
shown as (
    select * from units
)
select
    cast(h.agency as bigint) as agency,
    cast(s.shown_unit as bigint) as unit,
    cast(h.quarter as bigint) as quarter,
    count(*) as let_go,
    sum(h.returned) as returned,
    sum(h.unheld) as unheld,
    sum(h.late) as returned_late
from handed as h
inner join shown as s on s.unit = h.unit and s.quarter = h.quarter
group by h.agency, s.shown_unit, h.quarter
order by agency, unit, quarter
