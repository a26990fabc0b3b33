-- One target group in the publication cube, and the openings it is set against.
--
-- Answers:  How many of the group are there, how many without an occupation, and what is open?
-- Grain:    one row, or none where there is no person-level data
-- Params:   field, value
-- Columns:  reference_month, synthetic, seekers, persons, persons_without_occupation,
--           openings_at_end, shaping_at_end
-- Notes:    A count of the cube that is 0 reads 0–4. Openings are those open on the last day of
--           the month; `shaping_at_end` are those where the work can be shaped.

with people as (
    select
        sum(persons) as persons,
        sum(persons) filter (occupation_code = 'none') as without_occupation
    from labour.cube_jobseekers
    where field = $field and value = $value
),

open_then as (
    select
        sum(opening.positions) as positions,
        sum(opening.positions) filter (opening.shaping) as shaping
    from labour.opening
    where opening.at_month_end
)

select
    register.reference_month,
    register.synthetic,
    register.seekers,
    cast(coalesce(people.persons, 0) as integer) as persons,
    cast(coalesce(people.without_occupation, 0) as integer) as persons_without_occupation,
    cast(coalesce(open_then.positions, 0) as integer) as openings_at_end,
    cast(coalesce(open_then.shaping, 0) as integer) as shaping_at_end
from labour.register
cross join people
cross join open_then
order by register.reference_month
