-- What is drawn around and under the areas of one level.
--
-- Answers:  Where do the lakes, the outline and the enlarged corner lie?
-- Grain:    one row per layer
-- Params:   level
-- Columns:  *
-- Notes:    Geometry is prepared at publish time in drawing units (`handprint/publish/geometry.py`).

select *
from labour.map_layer
where level = $level
order by all
