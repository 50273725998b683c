-- grain: one row a shown unit and local day on which its unit, an admin or nobody knows who closed
-- reads: complaints, units
-- parameters: none
with
closed as (
    select * from complaints where exclusion <> 1 and closed_by in (0, 1, 4) and closed_day is not null
),
shown as (
    select * from units
)
select
    cast(c.agency as bigint) as agency,
    cast(s.shown_unit as bigint) as unit,
    cast(c.closed_day as bigint) as closed_day,
    count(*) as complaints
from closed as c
inner join shown as s on s.unit = c.unit and s.quarter = c.quarter
group by c.agency, s.shown_unit, c.closed_day
order by agency, unit, closed_day
