-- Unemployed and openings at month end by area of a level, every month, with what is secret.
--
-- Answers:  How many could meet if both had to be in the same municipality, and how has that moved?
-- Grain:    one row per area and month in which both figures are published
-- Params:   level
-- Columns:  period, area_code, unemployed_low, unemployed_high, openings_low, openings_high
-- Notes:    A secret count is 1–4: 1 in `low`, 4 in `high`; elsewhere the two are equal. Openings
--           are those open on the last day of the month. Months without a series have no row.

with sides as (
    select
        observation.period,
        observation.area_code,
        observation.indicator,
        case observation.status when 'secret' then 1 else observation.value end as low,
        case observation.status when 'secret' then 4 else observation.value end as high
    from labour.observation
    join labour.area using (area_code)
    where area.level = $level
        and observation.indicator in ('unemployed', 'open_at_month_end')
        and observation.status in ('value', 'zero', 'secret')
)

select
    unemployed.period,
    unemployed.area_code,
    unemployed.low as unemployed_low,
    unemployed.high as unemployed_high,
    openings.low as openings_low,
    openings.high as openings_high
from sides as unemployed
join sides as openings
    on openings.indicator = 'open_at_month_end'
    and openings.period = unemployed.period
    and openings.area_code = unemployed.area_code
where unemployed.indicator = 'unemployed'
order by unemployed.period, unemployed.area_code
