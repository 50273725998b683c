-- grain: one row a unit, quarter of opening, quarter of closing, quarter in which the limit passed, and kind of opening
-- reads: stock
-- parameters: none
with
spells as (
    select * from stock
)
select
    cast(agency as bigint) as agency,
    cast(unit as bigint) as unit,
    cast(opened_quarter as bigint) as opened_quarter,
    cast(closed_quarter as bigint) as closed_quarter,
    cast(over_limit_quarter as bigint) as over_limit_quarter,
    cast(reopened as bigint) as reopened,
    cast(closing_known as bigint) as closing_known,
    count(*) as spells,
    min(received_at) as oldest_at
from spells
group by agency, unit, opened_quarter, closed_quarter, over_limit_quarter, reopened, closing_known
order by agency, unit, opened_quarter, closed_quarter, over_limit_quarter, reopened, closing_known
