-- The areas of one level.
--
-- Answers:  Which areas are there?
-- Grain:    one row per area
-- Params:   level
-- Columns:  area_code, sub_region_code, employment_area_code, in_network
-- Notes:    The two middle codes are filled for municipalities; the two levels do not nest.

select area_code, sub_region_code, employment_area_code, in_network
from labour.area
where level = $level
order by name_fi, area_code
