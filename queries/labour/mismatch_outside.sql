-- Unemployed and openings whose group is no occupation, every month, with what is secret.
--
-- Answers:  How many are in no occupation, and what is left of the region's total for the others?
-- Grain:    one row per month
-- Params:   area
-- Columns:  period, unemployed_low, unemployed_high, openings_low, openings_high
-- Notes:    Groups whose code begins with X: no occupation, occupation unknown and the like. A
--           secret cell counts as 1 in `low` and as 4 in `high`, as do both cells of a month in
--           which a group has no row (see occupation_balance).

with months as (
    select distinct period
    from labour.occupation_month
    where area_code = $area
),

groups as (
    select distinct month.occupation_code
    from labour.occupation_month as month
    where month.area_code = $area and starts_with(month.occupation_code, 'X')
)

select
    months.period,
    sum(coalesce(month.unemployed, 1)) as unemployed_low,
    sum(coalesce(month.unemployed, 4)) as unemployed_high,
    sum(coalesce(month.openings, 1)) as openings_low,
    sum(coalesce(month.openings, 4)) as openings_high
from months
cross join groups
left join labour.occupation_month as month
    on month.area_code = $area
    and month.occupation_code = groups.occupation_code
    and month.period = months.period
group by months.period
order by months.period
