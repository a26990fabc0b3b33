-- The target groups among the unemployed of one area, beside Lapland, in one month.
--
-- Answers:  Who are the unemployed of this area, and how do they differ from Lapland's?
-- Grain:    one row per group
-- Params:   area, period
-- Columns:  indicator, persons, persons_status, unemployed, region_persons, region_unemployed
-- Notes:    The groups overlap, so they never add up to the unemployed. A secret group
--           (1–4 persons) has no value; its share is then secret too.

with groups(indicator, place) as (
    values
        ('long_term_unemployed', 1),
        ('unemployed_over_50', 2),
        ('unemployed_under_25', 3),
        ('unemployed_disabled', 4),
        ('unemployed_foreign', 5)
),

now as (
    select indicator, area_code, value, status
    from labour.observation
    where period = $period
)

select
    groups.indicator,
    here.value as persons,
    coalesce(here.status, 'missing') as persons_status,
    here_all.value as unemployed,
    region.value as region_persons,
    region_all.value as region_unemployed
from groups
left join now as here on here.indicator = groups.indicator and here.area_code = $area
left join now as here_all on here_all.indicator = 'unemployed' and here_all.area_code = $area
left join now as region on region.indicator = groups.indicator and region.area_code = 'MK19'
left join now as region_all on region_all.indicator = 'unemployed' and region_all.area_code = 'MK19'
order by groups.place
