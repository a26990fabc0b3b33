-- What measures the change factors, the values and the enablers of the seed.
--
-- Answers:  Which indicator or statistic follows each of them, and which has none?
-- Grain:    one row per item and what measures it; one row with nulls where nothing does
-- Params:   none
-- Columns:  item, sort, name_fi, name_en, measured_by, id, indicator_fi, indicator_en, status
-- Notes:    `measured_by` is indicator (of the 29) or observation (of labour.duckdb, whose name is
--           in the catalogue of indicators). `status` is that of the link: own is our reading.

select
    item.item,
    item.kind as sort,
    item.name_fi,
    coalesce(item.name_en, item.name_fi) as name_en,
    link.kind as measured_by,
    link.id,
    indicator.name_fi as indicator_fi,
    indicator.name_en as indicator_en,
    link.status
from projects.strategy_item as item
left join projects.strategy_link as link
    on link.item = item.item and link.kind in ('indicator', 'observation')
left join projects.strategy_indicator as indicator
    on link.kind = 'indicator' and indicator.indicator = link.id
where item.kind in ('change_factor', 'value', 'enabler')
order by item.kind, item.position, link.kind, link.id
