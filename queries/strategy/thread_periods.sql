-- The strategy periods of the region.
--
-- Answers:  Which strategy periods are there, when do they end, and have their priorities been
--           seen?
-- Grain:    one row per regional strategy that carries out no other regional strategy
-- Params:   none
-- Columns:  period, item, valid_to, priorities
-- Notes:    `priorities` 0: the priorities of the period have not been seen.

select
    strategy.period,
    strategy.item,
    strategy.valid_to,
    (
        select count(*)
        from projects.strategy_item as priority
        where priority.parent = strategy.item and priority.kind = 'priority'
    ) as priorities
from projects.strategy_item as strategy
where
    strategy.level = 'regional'
    and strategy.kind = 'strategy'
    and strategy.period is not null
    and not exists (
        select 1
        from projects.strategy_link as link
        inner join projects.strategy_item as upper on upper.item = link.item
        where
            link.kind = 'item'
            and link.id = strategy.item
            and upper.level = 'regional'
            and upper.kind = 'strategy'
    )
order by strategy.period
