-- Seekers and openings at month end by municipality and two-digit occupation, from the cube.
--
-- Answers:  How many could meet if both place and occupation had to be the same?
-- Grain:    one row per municipality and two-digit occupation in which there is either
-- Params:   none
-- Columns:  area_code, occupation_code, persons, persons_partial, positions, positions_shaping
-- Notes:    Persons come from the publication cube: 0 reads 0–4. `none` is no usable occupation.
--           `persons_partial` have partial work ability, a part of `persons`. Positions are those
--           open on the last day of the reference month; `positions_shaping` can be shaped.

with seekers as (
    select
        area_code,
        occupation_code,
        sum(persons) filter (field = 'none') as persons,
        sum(persons) filter (field = 'partial_work_ability' and value = 'yes') as partial
    from labour.cube_jobseekers
    group by area_code, occupation_code
),

openings as (
    select
        area_code,
        left(occupation_code, 2) as occupation_code,
        sum(positions) as positions,
        sum(positions) filter (shaping) as shaping
    from labour.opening
    where at_month_end
    group by all
)

select
    coalesce(seekers.area_code, openings.area_code) as area_code,
    coalesce(seekers.occupation_code, openings.occupation_code) as occupation_code,
    coalesce(seekers.persons, 0) as persons,
    coalesce(seekers.partial, 0) as persons_partial,
    coalesce(openings.positions, 0) as positions,
    coalesce(openings.shaping, 0) as positions_shaping
from seekers
full join openings
    on openings.area_code = seekers.area_code
    and openings.occupation_code = seekers.occupation_code
order by 1, 2
