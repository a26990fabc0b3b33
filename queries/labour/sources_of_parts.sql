-- The sources of the municipal figures that sums of ours are made from.
--
-- Answers:  Where does a figure come from that nobody published as it stands?
-- Grain:    one row per source
-- Params:   indicator, first, last
-- Columns:  source
-- Notes:    `first` and `last` are periods, both included. A recomputed share rests on the
--           sources of its own indicator where municipalities have it.

select distinct observation.source
from labour.observation
join labour.area on area.area_code = observation.area_code
where observation.indicator = $indicator
    and area.level = 'municipality'
    and observation.source <> 'derived'
    and observation.period between $first and $last
order by observation.source
