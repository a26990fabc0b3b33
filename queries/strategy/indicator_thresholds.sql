-- The limits of the one progress method.
--
-- Answers:  Where does one progress sign end and the next begin?
-- Grain:    one row per limit
-- Params:   none
-- Columns:  name, value
-- Notes:    Written in data/strategy/progress.toml; shares of the elapsed time.

select name, value
from projects.progress_threshold
order by name
