-- Indicators with no owner.
--
-- Answers:  Which of the goals' indicators has nobody been named to answer for?
-- Grain:    one row per such indicator, in their order
-- Params:   none
-- Columns:  indicator, goal, name_fi, name_en
-- Notes:    Whether an indicator has data is told with the indicators themselves, not here.

select indicator.indicator, indicator.goal, indicator.name_fi, indicator.name_en
from projects.strategy_indicator as indicator
where not exists (
    select 1
    from projects.organisation as owner
    where owner.organisation = indicator.owner
)
order by indicator.goal, indicator.position
