-- The size of the network as reported, beside how many organisations are named.
--
-- Answers:  How many organisations and persons are said to take part, and how many have a name?
-- Grain:    one row
-- Params:   day
-- Columns:  organisations, persons, named
-- Notes:    For I23. The newest claims by the day; null where nobody has said. Persons cannot be
--           spread over organisations, and the unnamed organisations are never invented.

select
    arg_max(value, said_on) filter (subject = 'organisations') as organisations,
    arg_max(value, said_on) filter (subject = 'persons') as persons,
    (
        select count(*)
        from projects.organisation
        where block is not null and status <> 'example'
            and coalesce(joined, named_on) <= $day::date
            and (left_on is null or left_on >= $day::date)
    ) as named
from projects.reported
where said_on <= $day::date and status <> 'example'
order by named
