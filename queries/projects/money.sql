-- What has been published of a project's money.
--
-- Answers:  Has any sum of this project been seen: applied, granted, spent or its cost?
-- Grain:    one row per sum
-- Params:   project
-- Columns:  funding, kind, amount_eur, qualifier, as_of, source
-- Notes:    No row means that no sum has been seen: missing, never nought.

select funding, kind, amount_eur, qualifier, as_of, source
from projects.funding
where project = $project
order by kind, funding
