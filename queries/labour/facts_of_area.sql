-- The newest figure of each annual indicator of one area, beside Lapland's of the same year.
--
-- Answers:  What kind of a place is this?
-- Grain:    one row per indicator
-- Params:   area, indicators
-- Columns:  indicator, period, value, status, region_value, region_status, source
-- Notes:    `indicators` is a list of ids; the order of rows is the order of that list.

with asked as (
    select unnest($indicators) as indicator, generate_subscripts($indicators, 1) as place
),

newest as (
    select indicator, max(period) as period
    from labour.observation
    where area_code = $area and status <> 'missing'
    group by indicator
)

select
    asked.indicator,
    here.period,
    here.value,
    here.status,
    region.value as region_value,
    coalesce(region.status, 'missing') as region_status,
    here.source
from asked
join newest on newest.indicator = asked.indicator
join labour.observation as here
    on here.indicator = newest.indicator
    and here.period = newest.period
    and here.area_code = $area
left join labour.observation as region
    on region.indicator = here.indicator
    and region.period = here.period
    and region.area_code = 'MK19'
order by asked.place
