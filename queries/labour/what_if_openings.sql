-- Openings on the last day of the month by municipality, two-digit occupation, shaping and remote.
--
-- Answers:  How many could meet if a lever were pulled: what is open, cell by cell?
-- Grain:    one row per municipality, occupation, job shaping and remote work
-- Params:   none
-- Columns:  area_code, occupation_code, shaping, remote, positions
-- Notes:    Positions open on the last day of the reference month.

select
    area_code,
    left(occupation_code, 2) as occupation_code,
    shaping,
    remote,
    cast(sum(positions) as integer) as positions
from labour.opening
where at_month_end
group by all
order by all
