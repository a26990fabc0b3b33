-- Unemployed and openings at month end by municipality, every month, the secret ones left open.
--
-- Answers:  How unlike are the municipalities' shares of the unemployed and of the openings?
-- Grain:    one row per municipality and month in which both are published or secret
-- Params:   level
-- Columns:  period, area_code, unemployed, openings, source
-- Notes:    For I17b. A secret count (1–4) is null; the reference fills it once with 0 and once
--           with 2.5, which gives the two ends of the figure.

with cell as (
    select
        observation.indicator, observation.period, observation.area_code, observation.source,
        case when observation.status <> 'secret' then coalesce(observation.value, 0) end as value
    from labour.observation
    inner join labour.area using (area_code)
    where area.level = $level
        and observation.status in ('value', 'zero', 'carried', 'secret')
)

select u.period, u.area_code, u.value as unemployed, v.value as openings, u.source
from cell as u
inner join cell as v using (period, area_code)
where u.indicator = 'unemployed' and v.indicator = 'open_at_month_end'
order by u.period, u.area_code
