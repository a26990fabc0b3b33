-- The months for which occupations have figures, newest first.
--
-- Answers:  Which months can be chosen, and where does the series end?
-- Grain:    one row per month
-- Params:   area
-- Columns:  period, occupations
-- Notes:    `occupations` counts the occupations with a row of their own in the month.

select period, count(*) as occupations
from labour.occupation_month
where area_code = $area
group by period
order by period desc
