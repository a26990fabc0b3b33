-- A figure has a value exactly when its status says so, and nought is never anything but nought.
with cells as (
    select indicator, area_code, period, value, status from observation
    union all
    select 'unemployed', occupation_code, period, unemployed, unemployed_status from occupation_month
    union all
    select 'openings', occupation_code, period, openings, openings_status from occupation_month
)

select
    indicator,
    area_code,
    period,
    coalesce(cast(value as varchar), '–') as found,
    status as expected
from cells
where status not in ('value', 'zero', 'missing', 'secret', 'withheld', 'not_applicable', 'carried')
    or (status in ('value', 'zero', 'carried')) <> (value is not null)
    or (status = 'zero') <> (coalesce(value, 1) = 0)
    or isnan(value)
    or isinf(value)
order by all
