-- What secret municipalities leave between the region's figure and the visible ones, newest period.
--
-- Answers:  What is missing from a sum of municipalities?
-- Grain:    one row per counted indicator with secret municipalities
-- Params:   region
-- Columns:  indicator, period, secret, total, remainder
-- Notes:    The remainder is null where it would tell a secret figure: one secret municipality,
--           or a sum that only ones, or only fours, can make.

with newest as (
    select indicator, max(period) as period
    from labour.observation
    where area_code = $region
    group by indicator
),

municipalities as (
    select
        o.indicator,
        o.period,
        count(*) filter (o.status = 'secret') as secret,
        coalesce(sum(o.value) filter (o.status <> 'secret'), 0) as visible
    from labour.observation as o
    join newest using (indicator, period)
    join labour.area as a on a.area_code = o.area_code
    join labour.indicator as i on i.indicator = o.indicator
    where a.level = 'municipality' and i.unit in ('persons', 'vacancies')
    group by o.indicator, o.period
)

select
    m.indicator,
    m.period,
    m.secret,
    r.value as total,
    case
        when m.secret > 1
        and r.value - m.visible > m.secret
        and r.value - m.visible < 4 * m.secret
        then r.value - m.visible
    end as remainder
from municipalities as m
join labour.observation as r
    on r.indicator = m.indicator and r.period = m.period and r.area_code = $region
where m.secret > 0
order by m.secret desc, m.indicator
