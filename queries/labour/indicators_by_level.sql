-- The indicators that have figures for the areas of a level.
--
-- Answers:  What can be shown on the map?
-- Grain:    one row per indicator
-- Params:   level
-- Columns:  indicator, first_period, last_period
-- Notes:    Ordered by topic and id; the order on screen is the page's own.

select
    observation.indicator,
    min(observation.period) as first_period,
    max(observation.period) as last_period
from labour.observation
join labour.area on area.area_code = observation.area_code
join labour.indicator on indicator.indicator = observation.indicator
where area.level = $level and observation.status <> 'missing'
group by observation.indicator, indicator.topic
order by indicator.topic, observation.indicator
