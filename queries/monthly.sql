-- grain: one row a shown unit and month of local receipt; with $by_unit = 0 one row a government and month
-- reads: complaints, units
-- parameters: $as_of (last second that counts), $by_unit, $shown_in (the quarter whose names of units hold), $first_day and $last_day (local days of receipt)
with
received as (
    select * from complaints where received_day >= $first_day and received_day <= $last_day
),
shown as (
    -- one name over all months: a renamed unit goes with its predecessors
    select * from units where quarter = $shown_in
),
-- the month of a day since 1970 by whole numbers: days since 1 March of the year 0, in eras of 400 years, and years that begin in March
counted as (
    select
        r.*,
        s.as_of_work,
        case when $by_unit = 1 then s.shown_unit else -1 end as shown_unit,
        (r.received_day + 719468) / 146097 as era,
        (r.received_day + 719468) - (r.received_day + 719468) / 146097 * 146097 as day_of_era
    from received as r
    inner join shown as s on s.unit = r.unit
),
years as (
    select
        c.*,
        (c.day_of_era - c.day_of_era / 1460 + c.day_of_era / 36524 - c.day_of_era / 146096) / 365 as year_of_era
    from counted as c
),
days as (
    select
        y.*,
        y.day_of_era - (365 * y.year_of_era + y.year_of_era / 4 - y.year_of_era / 100) as day_of_year
    from years as y
),
placed as (
    -- months are numbered through, twelve a year; the year that begins in March has January and February as its last two
    select
        d.*,
        (d.era * 400 + d.year_of_era) * 12 + (5 * d.day_of_year + 2) / 153 + 2 as month,
        case when d.exclusion = 0 then 1 else 0 end as is_eligible,
        case when d.response_evidence > 0 then 1 else 0 end as is_responded
    from days as d
),
judged as (
    select
        p.*,
        case
            when p.response_limit_work is not null and p.as_of_work >= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_limit_at <= $as_of then 1
            else 0
        end * p.is_eligible as is_due,
        case
            when p.response_limit_work is not null and p.response_work <= p.response_limit_work then 1
            when p.response_limit_work is null and p.response_at <= p.response_limit_at then 1
            else 0
        end as is_answered_in_time
    from placed as p
)
select
    cast(agency as bigint) as agency,
    cast(shown_unit as bigint) as unit,
    cast(month as bigint) as month,
    count(*) as received,
    sum(is_eligible) as eligible,
    sum(is_eligible * is_responded) as responded,
    sum(is_due) as due,
    sum(is_due * is_responded * is_answered_in_time) as responded_in_time,
    sum(is_due * (1 - is_responded)) as unanswered_overdue
from judged
group by agency, shown_unit, month
order by agency, unit, month
