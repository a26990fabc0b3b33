-- Unemployed who have no occupation or whose occupation is not known, the mean of some months.
--
-- Answers:  How many unemployed can stand in no ranking of occupations?
-- Grain:    one row per group outside the classification
-- Params:   area, first, last
-- Columns:  occupation_code, name_fi, name_sv, name_en, cells, unemployed_low, unemployed_high, unemployed_secret
-- Notes:    Groups whose code begins with X, such as no occupation (X211) and occupation unknown
--           (X212). Secret cells count as 1 in `low` and as 4 in `high`, as do months without a
--           row (see occupation_balance). The groups are ordered by size.

with months as (
    select distinct period
    from labour.occupation_month
    where area_code = $area and period between $first and $last
),

groups as (
    select distinct month.occupation_code
    from labour.occupation_month as month
    where month.area_code = $area and starts_with(month.occupation_code, 'X')
),

bounds as (
    select
        groups.occupation_code,
        count(*) as cells,
        sum(coalesce(month.unemployed, 1)) / count(*) as unemployed_low,
        sum(coalesce(month.unemployed, 4)) / count(*) as unemployed_high,
        count(*) - count(month.unemployed) as unemployed_secret
    from groups
    cross join months
    left join labour.occupation_month as month
        on month.area_code = $area
        and month.occupation_code = groups.occupation_code
        and month.period = months.period
    group by groups.occupation_code
)

select
    bounds.occupation_code,
    occupation.name_fi,
    occupation.name_sv,
    occupation.name_en,
    bounds.cells,
    bounds.unemployed_low,
    bounds.unemployed_high,
    bounds.unemployed_secret
from bounds
join labour.occupation using (occupation_code)
order by bounds.unemployed_low desc, bounds.occupation_code
