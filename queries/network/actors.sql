-- The organisations of the network, each with its place in the picture.
--
-- Answers:  Who is named in the network, in which block, from where, and does it still exist?
-- Grain:    one row per organisation, by column and row of the picture
-- Params:   none
-- Columns:  organisation, name_fi, name_en, long_name_fi, block, sector, area_code, named_on,
--           joined, left_on, valid_from, valid_to, note_fi, note_en, source, status, side, row
-- Notes:    `block` is null for those that projects or successors name and the seed's slide does
--           not: they are no members. `area_code` is the municipality of the seat, null: not known.

select
    organisation.organisation,
    organisation.name_fi,
    coalesce(organisation.name_en, organisation.name_fi) as name_en,
    organisation.long_name_fi,
    organisation.block,
    organisation.sector,
    organisation.area_code,
    organisation.named_on,
    organisation.joined,
    organisation.left_on,
    organisation.valid_from,
    organisation.valid_to,
    organisation.note_fi,
    organisation.note_en,
    organisation.source,
    organisation.status,
    place.side,
    place.row
from projects.organisation
inner join projects.network_place as place
    on place.kind = 'organisation' and place.id = organisation.organisation
order by place.side, place.row
