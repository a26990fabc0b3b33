-- The periods for which an indicator has figures of a level, newest first.
--
-- Answers:  Which months or years can be chosen?
-- Grain:    one row per period
-- Params:   indicator, level
-- Columns:  period, areas
-- Notes:    `areas` counts areas with a value, a zero or a secret cell.

select observation.period, count(*) as areas
from labour.observation
join labour.area on area.area_code = observation.area_code
where observation.indicator = $indicator
    and area.level = $level
    and observation.status <> 'missing'
group by observation.period
order by observation.period desc
