-- Seekers by municipality, two-digit occupation and partial work ability, from the cube.
--
-- Answers:  How many could meet if a lever were pulled: who are they, cell by cell?
-- Grain:    one row per municipality, occupation and partial or full work ability
-- Params:   none
-- Columns:  area_code, occupation_code, partial, persons
-- Notes:    A missing row reads 0–4. `none` is no usable occupation.

select
    area_code,
    occupation_code,
    value = 'yes' as partial,
    persons
from labour.cube_jobseekers
where field = 'partial_work_ability'
order by area_code, occupation_code, partial
