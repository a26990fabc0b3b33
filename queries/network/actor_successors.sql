-- Who carries on the tasks of organisations that have ended.
--
-- Answers:  Which organisations come after which?
-- Grain:    one row per organisation that ended and successor
-- Params:   none
-- Columns:  organisation, successor, source, status
-- Notes:    `status` unconfirmed: to be checked before it is relied on.

select organisation, successor, source, status
from projects.organisation_successor
order by organisation, successor
