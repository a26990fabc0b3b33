-- Every status that a project has entered or will enter by its plan.
--
-- Answers:  When did each project enter which status, and how exactly is the day known?
-- Grain:    one row per project, day and status, in order of time
-- Params:   none
-- Columns:  project, day, state, state_order, precision, basis
-- Notes:    A project of which no day is known has no rows. `precision` year: only the year is
--           known and `day` is its first.

select project, day, state, state_order, precision, basis
from projects.status_event
order by project, day, state_order
