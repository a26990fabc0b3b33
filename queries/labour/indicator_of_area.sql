-- One indicator of one area in one period.
--
-- Answers:  What is the figure of this area in this period?
-- Grain:    no row or one row
-- Params:   indicator, area, period
-- Columns:  area_code, period, value, status, source
-- Notes:    No row means that the figure was never published.

select area_code, period, value, status, source
from labour.observation
where indicator = $indicator and area_code = $area and period = $period
order by area_code, period
