-- Municipalities with no member in the network.
--
-- Answers:  Which of Lapland's municipalities have no municipal member among the named ones?
-- Grain:    one row per such municipality, by name
-- Params:   none
-- Columns:  area_code
-- Notes:    A municipality is a member when the seed names it. An organisation that is only seated
--           in a municipality does not make it one.

select area.area_code
from labour.area
where
    area.level = 'municipality'
    and not exists (
        select 1
        from projects.organisation
        where
            organisation.block = 'municipalities'
            and organisation.area_code = area.area_code
    )
order by area.name_fi
