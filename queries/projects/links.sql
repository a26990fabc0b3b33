-- Which project came before which.
--
-- Answers:  What does each project continue, and what is it said to have as background?
-- Grain:    one row per pair, by later and earlier project
-- Params:   none
-- Columns:  project, predecessor, kind, source, status
-- Notes:    `continues`: a source says that it carries on the earlier one. `background`: the seed
--           names the earlier one as background, which promises no continuity.

select project, predecessor, kind, source, status
from projects.project_link
order by project, predecessor
