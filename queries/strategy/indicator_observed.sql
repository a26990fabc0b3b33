-- The indicators that official series of the region give, through time.
--
-- Answers:  What is the figure of each month or year, and which source gave it?
-- Grain:    one row per indicator and period
-- Params:   area
-- Columns:  indicator, period, value, source
-- Notes:    A plain value, a share of sums (per cent where that is the unit), or the highest less
--           the lowest municipality. A figure exists only where every part of it is published: a
--           sum without one of its parts, or a spread without one of the municipalities, has none.

with known as (
    select indicator as observation, area_code, period, coalesce(value, 0) as value, source
    from labour.observation
    where status in ('value', 'zero', 'carried')
),

parts as (
    select indicator, part, count(*) as parts
    from projects.indicator_part
    group by all
),

summed as (
    select
        p.indicator, p.part, known.period, sum(known.value) as value, count(*) as parts,
        max(known.source) as source
    from projects.indicator_part as p
    inner join known using (observation)
    where known.area_code = $area and p.part in ('value', 'numerator', 'denominator')
    group by all
),

whole as (
    select summed.*
    from summed
    inner join parts using (indicator, part, parts)
),

municipality as (
    select area_code from labour.area where level = 'municipality'
),

figure(indicator, period, value, source) as (
    select indicator, period, value, source from whole where part = 'value'
    union all
    select
        above.indicator, above.period,
        case i.unit when 'percent' then 100 else 1 end * above.value / below.value,
        above.source
    from whole as above
    inner join whole as below using (indicator, period)
    inner join projects.strategy_indicator as i using (indicator)
    where above.part = 'numerator' and below.part = 'denominator' and below.value > 0
    union all
    select p.indicator, known.period, max(known.value) - min(known.value), max(known.source)
    from projects.indicator_part as p
    inner join known using (observation)
    inner join municipality using (area_code)
    where p.part = 'spread'
    group by p.indicator, known.period
    having count(*) = (select count(*) from municipality)
)

select indicator, period, value, source
from figure
order by indicator, period
