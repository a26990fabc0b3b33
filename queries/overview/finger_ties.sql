-- What the figures of one finger have to do with the strategy.
--
-- Answers:  Which goals, indicators and items of the strategy rest on a figure of this finger?
-- Grain:    one row per goal, indicator or item
-- Params:   finger
-- Columns:  kind, id, name_fi, name_en
-- Notes:    A goal is tied through its indicator. A tie says that both look at the same figure,
--           nothing more.

with figure as (
    select observation
    from projects.finger_indicator
    where finger = $finger and status <> 'example'
),

indicator as (
    select distinct strategy_indicator.*
    from projects.strategy_indicator
    inner join projects.indicator_part using (indicator)
    inner join figure using (observation)
),

tie(place, kind, id, name_fi, name_en, position) as (
    select distinct 1, 'goal', goal.goal, goal.short_fi, goal.short_en, goal.position
    from projects.goal
    inner join indicator using (goal)
    union all
    select 2, 'indicator', indicator, name_fi, name_en, position
    from indicator
    union all
    select distinct 3, 'item', item.item, item.name_fi, item.name_en, item.position
    from projects.strategy_item as item
    inner join projects.strategy_link as link
        on link.item = item.item and link.kind = 'observation'
    inner join figure on figure.observation = link.id
)

select kind, id, name_fi, name_en
from tie
order by place, position, id
