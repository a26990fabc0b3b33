-- Every recorded tie of the network with its evidence.
--
-- Answers:  Who takes part in which project or event, as what, and who says so? Which
--           organisations have a tie recorded outside projects and events?
-- Grain:    one row per organisation and project, event or other organisation, and role
-- Params:   none
-- Columns:  organisation, kind, id, role, since, until, source, status
-- Notes:    `kind` says what `id` is: project, event or organisation. `role` is lead, partner,
--           authority (grants the money, no partner), event, or the kind of a recorded tie. Being
--           named on the same list is no tie and has no row. `status` example: made up.

select organisation, 'project' as kind, project as id, role,
    cast(null as date) as since, cast(null as date) as until, source, status
from projects.participation
union all
select organisation, 'event', event, 'event', null, null, source, status
from projects.event_participation
union all
select organisation, 'organisation', other, kind, since, until, source, status
from projects.organisation_link
order by kind, id, role, organisation
