-- grain: one row a shown unit and quarter of receipt
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
    cast(r.agency as bigint) as agency,
    cast(s.shown_unit as bigint) as unit,
    cast(r.quarter as bigint) as quarter,
    sum(case when r.class = 0 then 1 else 0 end) as supervisory,
    sum(case when r.class = 1 then 1 else 0 end) as non_supervisory,
    sum(case when r.class = 2 then 1 else 0 end) as information,
    sum(case when r.class = 3 then 1 else 0 end) as aspiration,
    sum(case when r.closed_by in (0, 1) and r.tells_response = 1 then 1 else 0 end) as closings,
    sum(case when r.closed_by in (0, 1) and r.tells_response = 1 then r.silent_closing else 0 end) as silent_closings,
    sum(case when r.same_reporter > 0 then 1 else 0 end) as with_reporter,
    cast(max(r.same_reporter) as bigint) as most_of_one_reporter,
    sum(case when r.same_reply > 0 then 1 else 0 end) as with_reply,
    cast(max(r.same_reply) as bigint) as most_of_one_reply
from received as r
inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
group by r.agency, s.shown_unit, r.quarter
order by agency, unit, quarter
