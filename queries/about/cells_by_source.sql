-- Published cells of each source, and how many of them are secret.
--
-- Answers:  How much of the data is hidden because there are under five?
-- Grain:    one row per source that has figures in a table of cells
-- Params:   none
-- Columns:  source, cells, secret
-- Notes:    An occupation and month holds two cells, unemployed and openings. Cells derived
--           here (source 'derived') are not the source's own and are left out.

with occupations as (
    select 'occupation_month' as feeds, period, unemployed_status, openings_status
    from labour.occupation_month

    union all

    select 'occupation_month_national', period, unemployed_status, openings_status
    from labour.occupation_month_national
),

of_occupations as (
    select s.source, o.unemployed_status, o.openings_status
    from occupations as o
    join labour.source as s
        on s.feeds = o.feeds and o.period between s.first_period and s.last_period
),

cells as (
    select source, status
    from labour.observation
    where source <> 'derived'

    union all

    select source, unemployed_status
    from of_occupations

    union all

    select source, openings_status
    from of_occupations
)

select
    source,
    count(*) as cells,
    count(*) filter (status = 'secret') as secret
from cells
group by source
order by source
