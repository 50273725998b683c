-- grain: one row a file
-- reads: complaints
-- parameters: none
with
received as (
    select * from complaints where exclusion <> 1
),
turned as (
    select
        r.*,
        case when r.received_hour is not null then 1 else 0 end as has_hour,
        case when r.received_hour < 6 then 1 else 0 end as is_at_night,
        case
            when r.outcome_day - r.received_day > 60
                and (r.received_turned_day is not null or r.outcome_turned_day is not null) then 1
            else 0
        end as is_long,
        case
            when r.outcome_day - r.received_turned_day between 0 and 14 then 1
            when r.outcome_turned_day - r.received_day between 0 and 14 then 1
            when r.outcome_turned_day - r.received_turned_day between 0 and 14 then 1
            else 0
        end as is_short_when_turned
    from received as r
)
select
    cast(file as bigint) as file,
    sum(has_hour) as timed,
    sum(is_at_night) as at_night,
    sum(is_long) as long_ones,
    sum(is_long * is_short_when_turned) as folding_back
from turned
group by file
order by file
