-- The target groups' shares of the unemployed, area by area.
--
-- Answers:  Where is each group a large part of the unemployed, and where is it secret?
-- Grain:    one row per group and area of the level, and per group for Lapland and the country
-- Params:   level, period
-- Columns:  indicator, area_code, level, value, status, persons, persons_status, unemployed,
--           source
-- Notes:    `value` is per cent of the unemployed. A group that is secret (1–4 persons) or
--           withheld has no share, nor has one whose unemployed are. Without any unemployed a
--           share does not apply. The groups overlap and never add up.

with groups(indicator, place) as (
    values
        ('unemployed_under_25', 1),
        ('unemployed_over_50', 2),
        ('long_term_unemployed', 3),
        ('unemployed_disabled', 4),
        ('unemployed_foreign', 5)
),

now as (
    select indicator, area_code, value, status, source,
        status in ('value', 'zero', 'carried') as known
    from labour.observation
    where period = $period
)

select
    groups.indicator,
    area.area_code,
    area.level,
    case
        when part.known and whole.known and whole.value > 0
            then 100 * coalesce(part.value, 0) / whole.value
    end as value,
    case
        when part.status is null then 'missing'
        when not part.known then part.status
        when whole.status is null then 'missing'
        when not whole.known then whole.status
        when coalesce(whole.value, 0) = 0 then 'not_applicable'
        when coalesce(part.value, 0) = 0 then 'zero'
        else 'value'
    end as status,
    part.value as persons,
    coalesce(part.status, 'missing') as persons_status,
    whole.value as unemployed,
    part.source
from groups
cross join labour.area
left join now as part on part.indicator = groups.indicator and part.area_code = area.area_code
left join now as whole on whole.indicator = 'unemployed' and whole.area_code = area.area_code
where area.level = $level or area.level in ('region', 'country')
order by groups.place, value desc nulls last, area.area_code
