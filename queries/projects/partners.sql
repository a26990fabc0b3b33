-- Who takes part in each project, and as what.
--
-- Answers:  Who leads, who is a partner, and which authority grants the money?
-- Grain:    one row per project, organisation and role; lead first, authority last
-- Params:   none
-- Columns:  project, organisation, role, name_fi, name_en, valid_to, successor_fi, successor_en
-- Notes:    An authority is no partner. `valid_to` is the organisation's last day, where it has
--           ended; its successors are then named, in one text.

with successor as (
    select
        organisation_successor.organisation,
        string_agg(organisation.name_fi, ', ' order by organisation.name_fi) as successor_fi,
        string_agg(coalesce(organisation.name_en, organisation.name_fi), ', '
            order by organisation.name_fi) as successor_en
    from projects.organisation_successor
    inner join projects.organisation
        on organisation.organisation = organisation_successor.successor
    group by organisation_successor.organisation
)

select
    participation.project,
    participation.organisation,
    participation.role,
    organisation.name_fi,
    coalesce(organisation.name_en, organisation.name_fi) as name_en,
    organisation.valid_to,
    successor.successor_fi,
    successor.successor_en
from projects.participation
inner join projects.organisation using (organisation)
left join successor using (organisation)
order by
    participation.project,
    case participation.role when 'lead' then 1 when 'partner' then 2 else 3 end,
    organisation.name_fi
