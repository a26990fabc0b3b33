-- The occupations of one level that have ever had a figure.
--
-- Answers:  Which occupations can be chosen?
-- Grain:    one row per occupation
-- Params:   area, occupation_level
-- Columns:  occupation_code, name_fi, name_sv, name_en
-- Notes:    `occupation_level` is the number of digits of ISCO-08: 2, or 4 as published.
--           Groups outside the classification (codes beginning with X) are not occupations.

with counted as (
    select distinct left(month.occupation_code, $occupation_level) as occupation_code
    from labour.occupation_month as month
    join labour.occupation using (occupation_code)
    where month.area_code = $area and occupation.is_isco and occupation.level = 4
)

select occupation_code, name_fi, name_sv, name_en
from counted
join labour.occupation using (occupation_code)
order by occupation_code
