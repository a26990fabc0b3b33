-- Municipalities with no member in the network.
--
-- Answers:  Which of Lapland's municipalities had no municipal member among the named ones on a
--           day?
-- Grain:    one row per such municipality, by name
-- Params:   day
-- Columns:  area_code
-- Notes:    A municipality is a member when the seed names it, from the day it joined (where that
--           is recorded) to the last day of its membership. An organisation that is only seated in
--           a municipality does not make it one, nor does an example.

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
            and organisation.status <> 'example'
            and coalesce(organisation.joined, date '1900-01-01') <= cast($day as date)
            and coalesce(organisation.left_on, date '9999-12-31') >= cast($day as date)
            and coalesce(organisation.valid_to, date '9999-12-31') >= cast($day as date)
    )
order by area.name_fi
