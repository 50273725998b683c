-- grain: one row a shown unit (or a government, with $by_unit = 0) and quarter of receipt that has a response known to the second
-- reads: complaints, units
-- parameters: $by_unit
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
answered as (
    select
        r.agency,
        case when $by_unit = 1 then s.shown_unit else -1 end as shown_unit,
        r.quarter,
        r.number,
        r.response_seconds
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
    where r.exclusion = 0 and r.response_seconds is not null
),
ordered as (
    select
        agency,
        shown_unit,
        quarter,
        response_seconds,
        row_number() over (partition by agency, shown_unit, quarter order by response_seconds, number) as place,
        count(*) over (partition by agency, shown_unit, quarter) as answered
    from answered
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    max(case when place = (answered + 1) / 2 then response_seconds end) as lower_middle,
    max(case when place = (answered + 2) / 2 then response_seconds end) as upper_middle,
    max(case when place = (answered * 9 + 9) / 10 then response_seconds end) as p90
from ordered
group by agency, shown_unit, quarter
order by agency, unit, quarter
