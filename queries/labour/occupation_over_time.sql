-- Openings and unemployed of one occupation, month by month.
--
-- Answers:  Has the occupation lacked people or jobs through the years?
-- Grain:    one row per month of the series
-- Params:   area, occupation
-- Columns:  period, cells, unemployed_low, unemployed_high, unemployed_secret, openings_low, openings_high, openings_secret
-- Notes:    `occupation` is a code of two digits (a group, the sum of its four-digit occupations)
--           or of four. A secret cell holds 1–4 and counts as 1 in `low` and as 4 in `high`, as
--           do the cells of an absent row (see occupation_balance); `cells` is the number of
--           four-digit occupations, `..._secret` says how many of them are secret.

with months as (
    select distinct period
    from labour.occupation_month
    where area_code = $area
),

occupations as (
    select distinct month.occupation_code
    from labour.occupation_month as month
    join labour.occupation using (occupation_code)
    where month.area_code = $area
        and starts_with(month.occupation_code, $occupation)
        and occupation.is_isco
        and occupation.level = 4
)

select
    months.period,
    count(*) as cells,
    sum(coalesce(month.unemployed, 1)) as unemployed_low,
    sum(coalesce(month.unemployed, 4)) as unemployed_high,
    count(*) - count(month.unemployed) as unemployed_secret,
    sum(coalesce(month.openings, 1)) as openings_low,
    sum(coalesce(month.openings, 4)) as openings_high,
    count(*) - count(month.openings) as openings_secret
from months
cross join occupations
left join labour.occupation_month as month
    on month.area_code = $area
    and month.occupation_code = occupations.occupation_code
    and month.period = months.period
group by months.period
order by months.period
