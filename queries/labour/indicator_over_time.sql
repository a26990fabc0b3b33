-- One indicator of one area through time.
--
-- Answers:  How has the figure moved since the series began?
-- Grain:    one row per published period
-- Params:   indicator, area
-- Columns:  period, value, status, source
-- Notes:    Periods that were never published have no row; a drawing must leave the gap open.

select period, value, status, source
from labour.observation
where indicator = $indicator and area_code = $area
order by period
