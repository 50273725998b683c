-- grain: one row a shown unit and quarter of receipt
-- reads: complaints, units
-- parameters: none
with
received as (
    select * from complaints
),
shown as (
    select * from units
),
eligible as (
    select r.agency, s.shown_unit, r.quarter, r.response_evidence, r.response_seconds
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
    where r.exclusion = 0
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    sum(case when response_seconds <= 21600 then 1 else 0 end) as up_to_6,
    sum(case when response_seconds > 21600 and response_seconds <= 86400 then 1 else 0 end) as up_to_24,
    sum(case when response_seconds > 86400 and response_seconds <= 172800 then 1 else 0 end) as up_to_48,
    sum(case when response_seconds > 172800 and response_seconds <= 259200 then 1 else 0 end) as up_to_72,
    sum(case when response_seconds > 259200 and response_seconds <= 604800 then 1 else 0 end) as up_to_168,
    sum(case when response_seconds > 604800 and response_seconds <= 1209600 then 1 else 0 end) as up_to_336,
    sum(case when response_seconds > 1209600 then 1 else 0 end) as beyond,
    sum(case when response_evidence > 0 and response_seconds is null then 1 else 0 end) as time_unknown,
    sum(case when response_evidence = 0 then 1 else 0 end) as unanswered
from eligible
group by agency, shown_unit, quarter
order by agency, unit, quarter
