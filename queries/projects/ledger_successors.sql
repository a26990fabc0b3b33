-- Which projects continue which.
--
-- Answers:  Whose figures must not be added to whose, because one project continues another?
-- Grain:    one row per pair, by the later project and the earlier one
-- Params:   none
-- Columns:  project, predecessor, source, status
-- Notes:    Only `continues`: a project in the background of another is no predecessor of its
--           people and organisations. Continuing through a third project follows from the pairs.

select project, predecessor, source, status
from projects.project_link
where kind = 'continues' and status <> 'example'
order by project, predecessor
