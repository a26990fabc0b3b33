-- What one target group looks for, and what was open in the same occupations at month end.
--
-- Answers:  In which occupations is the group, are there openings, and does the work shape to it?
-- Grain:    one row per two-digit occupation that has seekers or openings
-- Params:   field, value
-- Columns:  occupation_code, name_fi, name_sv, name_en, persons, everyone, openings, shaping
-- Notes:    `persons` are the group's and `everyone` all seekers in the publication cube, where
--           0 reads 0–4. Seekers without a usable occupation are not here. Openings are those
--           open on the last day of the month; `shaping` are those whose work can be shaped.

with seekers as (
    select
        occupation_code,
        sum(persons) filter (field = $field and value = $value) as persons,
        sum(persons) filter (field = 'none') as everyone
    from labour.cube_jobseekers
    where occupation_code <> 'none'
    group by occupation_code
),

open_then as (
    select
        left(opening.occupation_code, 2) as occupation_code,
        sum(opening.positions) as openings,
        sum(opening.positions) filter (opening.shaping) as shaping
    from labour.opening
    where opening.at_month_end
    group by 1
)

select
    occupation_code,
    occupation.name_fi,
    occupation.name_sv,
    occupation.name_en,
    cast(coalesce(seekers.persons, 0) as integer) as persons,
    cast(coalesce(seekers.everyone, 0) as integer) as everyone,
    cast(coalesce(open_then.openings, 0) as integer) as openings,
    cast(coalesce(open_then.shaping, 0) as integer) as shaping
from seekers
full join open_then using (occupation_code)
left join labour.occupation using (occupation_code)
order by persons desc, openings desc, occupation_code
