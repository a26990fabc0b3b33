-- Where a larger area is published, its parts add up to it, secret cells apart (1–4 each).
with parts as (
    select area_code as part, sub_region_code as whole from area where level = 'municipality'
    union all
    select area_code, employment_area_code from area where level = 'municipality'
    union all
    select area_code, parent_code from area where level in ('municipality', 'sub_region')
),

levels as (
    select parts.part, parts.whole, area.level from parts inner join area on area.area_code = parts.part
),

sums as (
    select
        part.indicator,
        levels.whole,
        part.period,
        levels.level,
        sum(part.value) as known,
        count(*) filter (where part.status = 'secret') as secret,
        count(*) as there,
        count(*) filter (where part.status in ('missing', 'withheld', 'not_applicable')) as missing
    from observation as part
    inner join levels on levels.part = part.area_code
    where part.source <> 'derived'
    group by all
),

sizes as (
    select whole, level, count(*) as members from levels group by all
)

select
    whole.indicator,
    whole.area_code,
    whole.period,
    whole.value as found,
    coalesce(sums.known, 0) + sums.secret || '…' || (coalesce(sums.known, 0) + 4 * sums.secret)
        || ' (' || sums.level || ')' as expected
from observation as whole
inner join sums
    on sums.indicator = whole.indicator
    and sums.whole = whole.area_code
    and sums.period = whole.period
inner join sizes on sizes.whole = sums.whole and sizes.level = sums.level
where whole.source <> 'derived'
    and whole.value is not null
    and sums.there = sizes.members
    and sums.missing = 0
    and whole.indicator in (select indicator from additive)
    and whole.value - coalesce(sums.known, 0) not between sums.secret and 4 * sums.secret
order by all
