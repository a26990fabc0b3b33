-- The occupational groups add up to the published total, secret cells apart (1–4 each).
with cells as (
    select area_code, occupation_code, period, 'unemployed' as indicator, unemployed as value,
        unemployed_status as status
    from occupation_month
    union all
    select area_code, occupation_code, period, 'openings', openings, openings_status
    from occupation_month
),

sums as (
    select
        area_code,
        period,
        indicator,
        sum(value) filter (where occupation_code <> 'SSS') as known,
        count(*) filter (where occupation_code <> 'SSS' and status = 'secret') as secret,
        max(value) filter (where occupation_code = 'SSS') as total
    from cells
    group by all
)

select indicator, area_code, period, total as found,
    known + secret || '…' || (known + 4 * secret) as expected
from sums
where total not between known + secret and known + 4 * secret
order by all
