-- The goals that projects are tied to.
--
-- Answers:  Which goals are there, and what are they called?
-- Grain:    one row per goal, in order
-- Params:   none
-- Columns:  goal, short_fi, short_en
-- Notes:    The goals are our own grouping of the seed's aims.

select goal, short_fi, short_en
from projects.goal
order by position
