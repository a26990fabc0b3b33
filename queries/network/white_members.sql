-- How much of the network can be put on a map at all, on a day.
--
-- Answers:  How many members are there, how many have a recorded seat, and how many were reported?
-- Grain:    one row
-- Params:   day
-- Columns:  named, ended, members, placed, reported, unnamed, first_day
-- Notes:    `reported` is the newest count that a source gives by the day, `named` the
--           organisations that had been named into the network by then (all of them where no count
--           is given) and `unnamed` those that it counts besides; who joins later is in none of
--           the three. `ended` are those that have left or ended by the day, `members` those there
--           are on the day, `placed` the members whose seat is recorded. Before `first_day` nothing
--           is known of the network.

with claim as (
    select value, said_on
    from projects.reported
    where subject = 'organisations' and said_on <= cast($day as date)
    order by said_on desc
    limit 1
),

known as (
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
    count(*) filter (claim.said_on is null or since <= claim.said_on) as named,
    count(*) filter (ended) as ended,
    count(*) filter (member) as members,
    count(*) filter (member and area_code is not null) as placed,
    any_value(claim.value) as reported,
    greatest(any_value(claim.value) - named, 0) as unnamed,
    min(since) as first_day
from known
left join claim on true
order by named
