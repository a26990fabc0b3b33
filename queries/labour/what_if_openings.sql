-- Openings on the last day of the month by municipality, two-digit occupation, shaping and remote.
--
-- Answers:  How many could meet if a lever were pulled: what is open, cell by cell?
-- Grain:    one row per municipality, occupation, job shaping and remote work
-- Params:   none
-- Columns:  area_code, occupation_code, shaping, remote, positions
-- Notes:    Positions open on the last day of the reference month.

with last_day as (
    select last_day(cast(reference_month || '-01' as date)) as day
    from labour.register
)

select
    area_code,
    left(occupation_code, 2) as occupation_code,
    shaping,
    remote,
    cast(sum(positions) as integer) as positions
from labour.opening
cross join last_day
where posted <= last_day.day and (closed is null or closed >= last_day.day)
group by all
order by all
