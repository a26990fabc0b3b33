-- Openings and unemployed by occupation, the mean of some months, with what secret cells leave open.
--
-- Answers:  Which occupations lack people, and which lack jobs?
-- Grain:    one row per occupation of the level
-- Params:   area, occupation_level, first, last
-- Columns:  occupation_code, name_fi, name_sv, name_en, cells, unemployed_low, unemployed_high, unemployed_secret, openings_low, openings_high, openings_secret, balance_low, balance_high
-- Notes:    A secret cell holds 1–4, so it counts as 1 in `low` and as 4 in `high`; where nothing
--           is secret the two are equal. The file has no row at all where both cells of a month
--           are secret (rows of two zeros are there, rows of two secrets never, and the totals
--           fit only so): an absent row counts as two secret cells. `balance` is openings less
--           unemployed, lowest when openings are fewest and unemployed most. `cells` is months
--           times four-digit occupations; `..._secret` says how many of them are secret.

with months as (
    select distinct period
    from labour.occupation_month
    where area_code = $area and period between $first and $last
),

occupations as (
    select distinct month.occupation_code
    from labour.occupation_month as month
    join labour.occupation using (occupation_code)
    where month.area_code = $area and occupation.is_isco and occupation.level = 4
),

cells as (
    select
        left(occupations.occupation_code, $occupation_level) as occupation_code,
        month.unemployed,
        month.openings
    from occupations
    cross join months
    left join labour.occupation_month as month
        on month.area_code = $area
        and month.occupation_code = occupations.occupation_code
        and month.period = months.period
),

bounds as (
    select
        occupation_code,
        count(*) as cells,
        sum(coalesce(unemployed, 1)) / (select count(*) from months) as unemployed_low,
        sum(coalesce(unemployed, 4)) / (select count(*) from months) as unemployed_high,
        count(*) - count(unemployed) as unemployed_secret,
        sum(coalesce(openings, 1)) / (select count(*) from months) as openings_low,
        sum(coalesce(openings, 4)) / (select count(*) from months) as openings_high,
        count(*) - count(openings) as openings_secret
    from cells
    group by occupation_code
)

select
    bounds.occupation_code,
    occupation.name_fi,
    occupation.name_sv,
    occupation.name_en,
    bounds.cells,
    bounds.unemployed_low,
    bounds.unemployed_high,
    bounds.unemployed_secret,
    bounds.openings_low,
    bounds.openings_high,
    bounds.openings_secret,
    bounds.openings_low - bounds.unemployed_high as balance_low,
    bounds.openings_high - bounds.unemployed_low as balance_high
from bounds
join labour.occupation using (occupation_code)
order by balance_low + balance_high desc, bounds.occupation_code
