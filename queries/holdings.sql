-- grain: one row a shown unit that held complaints, and quarter of receipt
-- reads: holdings, units
-- parameters: none
with
held as (
    select * from holdings
),
shown as (
    select * from units
)
select
    cast(h.agency as bigint) as agency,
    cast(s.shown_unit as bigint) as unit,
    cast(h.quarter as bigint) as quarter,
    count(*) as spells,
    sum(h.let_go) as handed_on,
    count(h.seconds) as timed,
    sum(case when h.seconds is null then 0 else h.seconds end) as seconds
from held as h
inner join shown as s on s.unit = h.unit and s.quarter = h.quarter
group by h.agency, s.shown_unit, h.quarter
order by agency, unit, quarter
