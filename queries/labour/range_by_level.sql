-- Every value an indicator has ever had at one level.
--
-- Answers:  Which classes should the map have, the same for every period?
-- Grain:    one row per published value
-- Params:   indicator, level
-- Columns:  value
-- Notes:    Secret and missing cells have no value and are left out.

select observation.value
from labour.observation
join labour.area on area.area_code = observation.area_code
where observation.indicator = $indicator
    and area.level = $level
    and observation.status in ('value', 'zero')
order by observation.value
