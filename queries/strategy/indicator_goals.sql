-- The goals in order.
--
-- Answers:  Which goals are followed, on what words do they rest, and who owns them?
-- Grain:    one row per goal
-- Params:   none
-- Columns:  goal, name_fi, name_en, short_fi, short_en, quote, owner, owner_name
-- Notes:    G1–G6 are our grouping of the seed's aims. A goal without an owner has a null.

select
    goal.goal, goal.name_fi, goal.name_en, goal.short_fi, goal.short_en, goal.quote, goal.owner,
    owner.name_fi as owner_name
from projects.goal
left join projects.organisation as owner on owner.organisation = goal.owner
order by goal.position
