-- What secret municipalities leave between the region's figure and the visible ones.
--
-- Answers:  What is missing from a sum of municipalities?
-- Grain:    one row per counted indicator with secret municipalities in the newest month
-- Params:   none
-- Columns:  indicator, period, secret, total, remainder
-- Notes:    The remainder is null where it would tell, or nearly tell, a single figure: under
--           three secret municipalities, or a sum that only ones or only fours can make.

with newest as (
    select max(period) as period
    from labour.remainder
    where level = 'municipality'
)

select
    r.indicator,
    r.period,
    r.secret_cells as secret,
    r.region_value as total,
    case
        when r.secret_cells >= 3
        and r.remainder > r.secret_cells
        and r.remainder < 4 * r.secret_cells
        then r.remainder
    end as remainder
from labour.remainder as r
join newest on newest.period = r.period
where r.level = 'municipality' and r.secret_cells > 0 and r.region_value is not null
order by r.secret_cells desc, r.indicator
