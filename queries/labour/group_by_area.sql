-- Where one target group is in the publication cube, and what was open there at month end.
--
-- Answers:  Where are the group's seekers and the openings, and where does the work shape to it?
-- Grain:    one row per area of the level
-- Params:   field, value, level
-- Columns:  area_code, persons, everyone, openings, shaping
-- Notes:    `persons` are the group's and `everyone` all seekers in the cube, where 0 reads 0–4;
--           seekers without a usable occupation are included. Openings are those open on the
--           last day of the month; `shaping` are those whose work can be shaped.

with municipality as (
    select
        area_code as municipality_code,
        case $level
            when 'sub_region' then sub_region_code
            when 'employment_area' then employment_area_code
            else area_code
        end as area_code
    from labour.area
    where level = 'municipality'
),

seekers as (
    select
        municipality.area_code,
        sum(cube.persons) filter (cube.field = $field and cube.value = $value) as persons,
        sum(cube.persons) filter (cube.field = 'none') as everyone
    from labour.cube_jobseekers as cube
    join municipality on municipality.municipality_code = cube.area_code
    group by municipality.area_code
),

open_then as (
    select
        municipality.area_code,
        sum(opening.positions) as openings,
        sum(opening.positions) filter (opening.shaping) as shaping
    from labour.opening
    join municipality on municipality.municipality_code = opening.area_code
    where opening.at_month_end
    group by municipality.area_code
)

select
    area.area_code,
    cast(coalesce(seekers.persons, 0) as integer) as persons,
    cast(coalesce(seekers.everyone, 0) as integer) as everyone,
    cast(coalesce(open_then.openings, 0) as integer) as openings,
    cast(coalesce(open_then.shaping, 0) as integer) as shaping
from labour.area
left join seekers using (area_code)
left join open_then using (area_code)
where area.level = $level
order by persons desc, openings desc, area.area_code
