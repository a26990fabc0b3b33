-- One indicator in one period, area by area, highest first.
--
-- Answers:  Where in Lapland is a figure high, where is it low, and where is it secret?
-- Grain:    one row per area of the level, whether or not it has a figure
-- Params:   indicator, level, period
-- Columns:  area_code, value, status, source
-- Notes:    An area without an observation has status 'missing' and no source. A secret
--           cell (1–4 in the source) has no value. Ties are in order of area code.

select
    area.area_code,
    observation.value,
    coalesce(observation.status, 'missing') as status,
    observation.source
from labour.area
left join labour.observation
    on observation.area_code = area.area_code
    and observation.indicator = $indicator
    and observation.period = $period
where area.level = $level
order by observation.value desc nulls last, area.area_code
