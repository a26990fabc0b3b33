-- Which goals rest on which projects and organisations.
--
-- Answers:  Through whom does each goal hang together with the network?
-- Grain:    one row per goal and project or organisation
-- Params:   none
-- Columns:  goal, name_fi, name_en, kind, id, source, status
-- Notes:    G1–G6 are our own grouping of the seed's aims. `kind` is project or organisation; a goal
--           that nothing is linked to has one row with nulls.

select
    goal.goal,
    goal.short_fi as name_fi,
    goal.short_en as name_en,
    link.kind,
    link.id,
    link.source,
    link.status
from projects.goal
left join projects.goal_link as link
    on link.goal = goal.goal and link.kind in ('project', 'organisation')
order by goal.position, link.kind, link.id
