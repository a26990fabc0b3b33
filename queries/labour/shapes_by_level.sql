-- The shapes of one level, ready to be drawn.
--
-- Answers:  What does the map look like?
-- Grain:    one row per area
-- Params:   level
-- Columns:  *
-- Notes:    Geometry is prepared at publish time in drawing units (`handprint/publish/geometry.py`).

select *
from labour.shape
where level = $level
order by area_code
