-- Unemployed and openings at month end by occupation of a level, every month, with what is secret.
--
-- Answers:  How many could meet if both had to be of the same occupation, and how has that moved?
-- Grain:    one row per occupation of the level and month
-- Params:   area, occupation_level
-- Columns:  period, occupation_code, unemployed_low, unemployed_high, openings_low, openings_high
-- Notes:    Four-digit occupations summed to 1, 2 or 4 digits. A secret cell counts as 1 in `low`
--           and as 4 in `high`, as do both cells of a month in which an occupation has no row
--           (see occupation_balance). Groups outside the classification (X…) are left out: their
--           unemployed can be matched by no occupation.

with months as (
    select distinct period
    from labour.occupation_month
    where area_code = $area
),

occupations as (
    select distinct month.occupation_code
    from labour.occupation_month as month
    join labour.occupation using (occupation_code)
    where month.area_code = $area and occupation.is_isco and occupation.level = 4
)

select
    months.period,
    left(occupations.occupation_code, $occupation_level) as occupation_code,
    sum(coalesce(month.unemployed, 1)) as unemployed_low,
    sum(coalesce(month.unemployed, 4)) as unemployed_high,
    sum(coalesce(month.openings, 1)) as openings_low,
    sum(coalesce(month.openings, 4)) as openings_high
from months
cross join occupations
left join labour.occupation_month as month
    on month.area_code = $area
    and month.occupation_code = occupations.occupation_code
    and month.period = months.period
group by all
order by months.period, 2
