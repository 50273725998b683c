-- grain: one row a file, shown unit, quarter and local day of receipt
-- reads: complaints, units
-- parameters: none
with
received as (
    select * from complaints where exclusion <> 1
),
shown as (
    select * from units
)
select
    cast(r.file as bigint) as file,
    cast(r.agency as bigint) as agency,
    cast(s.shown_unit as bigint) as unit,
    cast(r.quarter as bigint) as quarter,
    cast(r.received_day as bigint) as received_day,
    count(*) as complaints
from received as r
inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
group by r.file, r.agency, s.shown_unit, r.quarter, r.received_day
order by file, agency, unit, quarter, received_day
