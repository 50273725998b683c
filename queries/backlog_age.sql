-- grain: one row a unit with open complaints at as-of
-- reads: stock
-- parameters: $as_of (last second that counts)
with
spells as (
    select * from stock
),
open as (
    select agency, unit, ($as_of - received_at) / 86400 as age
    from spells
    where closed_quarter is null
)
select
    cast(agency as bigint) as agency,
    cast(unit as bigint) as unit,
    sum(case when age <= 5 then 1 else 0 end) as up_to_5,
    sum(case when age > 5 and age <= 14 then 1 else 0 end) as up_to_14,
    sum(case when age > 14 and age <= 60 then 1 else 0 end) as up_to_60,
    sum(case when age > 60 and age <= 180 then 1 else 0 end) as up_to_180,
    sum(case when age > 180 then 1 else 0 end) as beyond
from open
group by agency, unit
order by agency, unit
