-- What stands above what.
--
-- Answers:  Which thing leads to which, from the world to the reader, and on what evidence?
-- Grain:    one row per upper and lower thing and basis
-- Params:   none
-- Columns:  upper_kind, upper_id, lower_kind, lower_id, basis, quote, source, status
-- Notes:    Basis part: the lower is part of the upper, on one level. link: a row of links.csv.
--           goal: the goal rests on the item (an item of the own organisation or of me lies below
--           the goal, every other above it). through: what the region's item that a goal rests on
--           leads to in the own organisation or in me belongs to the goal's thread as well.
--           project: the project serves the goal. lead, partner, authority: the project and its
--           organisations. A thing is never above itself.

with rests as (
    select goal_link.*, item.level in ('organisation', 'me') as lies_below
    from projects.goal_link
    inner join projects.strategy_item as item on item.item = goal_link.id
    where goal_link.kind = 'item'
)

select
    'item' as upper_kind,
    parent as upper_id,
    'item' as lower_kind,
    item as lower_id,
    'part' as basis,
    null as quote,
    source,
    status
from projects.strategy_item
where parent is not null

union all

select 'item', item, 'item', id, 'link', quote, source, status
from projects.strategy_link
where kind = 'item'

union all

select
    if(lies_below, 'goal', 'item'),
    if(lies_below, goal, id),
    if(lies_below, 'item', 'goal'),
    if(lies_below, id, goal),
    'goal', quote, source, status
from rests

union all

select distinct
    'goal', rests.goal, 'item', link.id, 'through', link.quote, link.source, link.status
from rests
inner join projects.strategy_link as link on link.item = rests.id and link.kind = 'item'
inner join projects.strategy_item as lower on lower.item = link.id
inner join projects.strategy_item as upper on upper.item = rests.id
where upper.level = 'regional' and lower.level in ('organisation', 'me')

union all

select 'goal', goal, 'project', id, 'project', quote, source, status
from projects.goal_link
where kind = 'project'

union all

select 'project', project, 'organisation', organisation, role, null, source, status
from projects.participation

order by upper_kind, upper_id, lower_kind, lower_id, basis
