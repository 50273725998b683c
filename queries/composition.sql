-- grain: one row a shown unit, quarter of receipt, class, channel and state
-- reads: complaints, units
-- parameters: none
with
received as (
    select * from complaints
),
shown as (
    select * from units
)
select
    cast(r.agency as bigint) as agency,
    cast(s.shown_unit as bigint) as unit,
    cast(r.quarter as bigint) as quarter,
    cast(r.class as bigint) as class,
    cast(r.channel as bigint) as channel,
    cast(r.state as bigint) as state,
    count(*) as received
from received as r
inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
group by r.agency, s.shown_unit, r.quarter, r.class, r.channel, r.state
order by agency, unit, quarter, class, channel, state
