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
told as (
    select
        r.agency,
        s.shown_unit,
        r.quarter,
        r.received_at,
        case when r.exclusion <> 0 or r.tells_verification = 0 then -1 else r.verification_evidence end as verification,
        case when r.exclusion <> 0 then -1 else r.response_evidence end as response,
        case when r.exclusion <> 0 or r.closed_by < 0 then -1 else r.resolution_evidence end as resolution
    from received as r
    inner join shown as s on s.unit = r.unit and s.quarter = r.quarter
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(quarter as bigint) as quarter,
    max(received_at) as newest_at,
    sum(case when verification = 0 then 1 else 0 end) as verification_none,
    sum(case when verification = 3 then 1 else 0 end) as verification_status,
    sum(case when verification in (4, 5) then 1 else 0 end) as verification_interval,
    sum(case when verification = 2 then 1 else 0 end) as verification_day,
    sum(case when verification = 1 then 1 else 0 end) as verification_second,
    sum(case when response = 0 then 1 else 0 end) as response_none,
    sum(case when response = 3 then 1 else 0 end) as response_status,
    sum(case when response in (4, 5) then 1 else 0 end) as response_interval,
    sum(case when response = 2 then 1 else 0 end) as response_day,
    sum(case when response = 1 then 1 else 0 end) as response_second,
    sum(case when resolution = 0 then 1 else 0 end) as resolution_none,
    sum(case when resolution = 3 then 1 else 0 end) as resolution_status,
    sum(case when resolution in (4, 5) then 1 else 0 end) as resolution_interval,
    sum(case when resolution = 2 then 1 else 0 end) as resolution_day,
    sum(case when resolution = 1 then 1 else 0 end) as resolution_second
from told
group by agency, shown_unit, quarter
order by agency, unit, quarter
