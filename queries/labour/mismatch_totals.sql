-- Unemployed, openings at month end and the labour force of one area, month by month.
--
-- Answers:  How tight is the labour market, and where does the month stand on the Beveridge curve?
-- Grain:    one row per month with all three figures
-- Params:   area
-- Columns:  period, unemployed, openings, labour_force
-- Notes:    Openings are those open on the last day of the month. The labour force comes from
--           employment statistics and lags by about two years.

select
    period,
    max(value) filter (indicator = 'unemployed') as unemployed,
    max(value) filter (indicator = 'open_at_month_end') as openings,
    max(value) filter (indicator = 'labour_force') as labour_force
from labour.observation
where area_code = $area
    and indicator in ('unemployed', 'open_at_month_end', 'labour_force')
    and status in ('value', 'zero')
group by period
having count(distinct indicator) = 3
order by period
