-- The figures of the fingers through time, of one area.
--
-- Answers:  How has each figure that fills a finger moved?
-- Grain:    one row per figure and published period
-- Params:   area
-- Columns:  observation, period, value, status, source
-- Notes:    A month that the statistics lack has the figure of a press release, where there is
--           one (source 'published_facts'). Job self-sufficiency is published by municipality only; for a larger area it is
--           100 × jobs / employed residents, both sums of the municipalities (source 'derived').
--           A period that was never published has no row.

with wanted as (
    select distinct observation from projects.finger_indicator where status <> 'example'
),

published as (
    select figure.indicator as observation, figure.period, figure.value, figure.status,
        figure.source
    from labour.observation as figure
    inner join wanted on wanted.observation = figure.indicator
    where figure.area_code = $area
),

released as (
    select figure.indicator as observation, figure.period, figure.value, 'value' as status,
        'published_facts' as source
    from labour.published_figure as figure
    inner join wanted on wanted.observation = figure.indicator
    where figure.area_code = $area and figure.value is not null
    qualify row_number() over (
        partition by figure.indicator, figure.period order by figure.kind desc, figure.url desc
    ) = 1
),

computed as (
    select
        wanted.observation,
        jobs.period,
        100 * jobs.value / residents.value as value,
        'value' as status,
        'derived' as source
    from wanted
    inner join labour.observation as jobs
        on jobs.indicator = 'jobs' and jobs.area_code = $area and jobs.status = 'value'
    inner join labour.observation as residents
        on residents.indicator = 'employed_residents'
        and residents.area_code = $area
        and residents.period = jobs.period
        and residents.status = 'value'
        and residents.value > 0
    where wanted.observation = 'job_self_sufficiency'
)

select observation, period, value, status, source
from published
union all
select observation, period, value, status, source
from (select * from released union all select * from computed) as other
where not exists (
    select 1
    from published
    where published.observation = other.observation and published.period = other.period
)
order by observation, period
