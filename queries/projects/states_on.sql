-- Every project's status on a day.
--
-- Answers:  Which status is each project in, since when, and how do we know?
-- Grain:    one row per project, by first day and id
-- Params:   day
-- Columns:  project, state, entered, precision, basis, source, status
-- Notes:    The status is the last one entered by the day. `state` is null where no status had
--           been entered by then, or none is known. `basis` dates: it follows from the plan's days.

with entered as (
    select *
    from projects.status_event
    where day <= cast($day as date)
    qualify row_number() over (partition by project order by day desc, state_order desc) = 1
)

select
    project.project,
    entered.state,
    entered.day as entered,
    entered.precision,
    entered.basis,
    entered.source,
    entered.status
from projects.project
left join entered using (project)
order by project.start_date nulls last, project.start_year nulls last, project.project
