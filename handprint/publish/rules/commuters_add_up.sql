-- Residents at work are those who stay and those who leave; jobs are those who stay and those who come.
select 'commuting' as indicator, area_code, year as period,
    employed_residents || ' / ' || jobs as found,
    (live_and_work + out_commuters) || ' / ' || (live_and_work + in_commuters) as expected
from commuting
where live_and_work + out_commuters <> employed_residents
    or live_and_work + in_commuters <> jobs
order by all
