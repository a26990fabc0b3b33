-- What the municipalities are compared by when peers are looked for.
--
-- Answers:  Which municipalities resemble each other?
-- Grain:    one row per municipality and feature
-- Params:   features
-- Columns:  area_code, feature, period, value, status
-- Notes:    `features` is a list of annual indicator ids; the newest year in which all
--           municipalities have a figure is used for each of them.

with covered as (
    select observation.indicator, observation.period
    from labour.observation
    join labour.area on area.area_code = observation.area_code
    where area.level = 'municipality'
        and observation.indicator in (select unnest($features))
        and observation.status in ('value', 'zero')
    group by observation.indicator, observation.period
    having count(*) = (select count(*) from labour.area where level = 'municipality')
),

newest as (
    select indicator, max(period) as period
    from covered
    group by indicator
)

select
    observation.area_code,
    observation.indicator as feature,
    observation.period,
    observation.value,
    observation.status
from labour.observation
join newest on newest.indicator = observation.indicator and newest.period = observation.period
join labour.area on area.area_code = observation.area_code
where area.level = 'municipality'
order by observation.area_code, observation.indicator
