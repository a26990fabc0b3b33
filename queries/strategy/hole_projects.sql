-- Projects with no goal or no measure.
--
-- Answers:  Which projects serve no goal, or only goals that rest on no measure of the region?
-- Grain:    one row per such project, by first year
-- Params:   none
-- Columns:  project, name_fi, name_en, goals
-- Notes:    A goal rests on a measure when an item it rests on is a measure or a part of one.
--           `goals` 0: no goal at all; above 0: goals, but no measure. A tie that is an example
--           closes no hole.

with recursive part_of as (
    select item, item as whole from projects.strategy_item
    union
    select part_of.item, item.parent
    from part_of
    inner join projects.strategy_item as item on item.item = part_of.whole
    where item.parent is not null
),

on_measure as (
    select distinct link.goal
    from projects.goal_link as link
    inner join part_of on part_of.item = link.id
    inner join projects.strategy_item as measure
        on measure.item = part_of.whole and measure.kind = 'measure'
    where link.kind = 'item' and link.status <> 'example'
),

serves as (
    select goal, id as project
    from projects.goal_link
    where kind = 'project' and status <> 'example'
)

select
    project.project,
    project.short_fi as name_fi,
    project.short_en as name_en,
    (select count(*) from serves where serves.project = project.project) as goals
from projects.project
where not exists (
    select 1
    from serves
    inner join on_measure using (goal)
    where serves.project = project.project
)
order by project.start_date nulls last, project.start_year nulls last, project.project
