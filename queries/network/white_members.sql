-- How much of the network can be put on a map at all, on a day.
--
-- Answers:  How many members are there, how many have a recorded seat, and how many were reported?
-- Grain:    one row
-- Params:   day
-- Columns:  named, ended, members, placed, reported, first_day
-- Notes:    `named` are the organisations that a source names into the network, `ended` those of
--           them that have left or ended by the day, `members` the rest, `placed` the members
--           whose seat is recorded. `reported` is the count that the same source gives;
--           before `first_day` nothing is known of the network.

with named as (
    select
        area_code,
        coalesce(joined, named_on) as since,
        coalesce(joined, named_on) <= cast($day as date)
            and coalesce(left_on, date '9999-12-31') >= cast($day as date)
            and coalesce(valid_to, date '9999-12-31') >= cast($day as date) as member,
        coalesce(least(left_on, valid_to) < cast($day as date), false) as ended
    from projects.organisation
    where block is not null
)

select
    count(*) as named,
    count(*) filter (ended) as ended,
    count(*) filter (member) as members,
    count(*) filter (member and area_code is not null) as placed,
    (
        select max(value)
        from projects.reported
        where subject = 'organisations' and said_on <= cast($day as date)
    ) as reported,
    min(since) as first_day
from named
order by named
