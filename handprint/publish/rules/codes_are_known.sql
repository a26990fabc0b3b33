-- Every figure is about an area, an indicator and a period that exist; codes are text, zeros kept.
select observation.indicator, observation.area_code, observation.period, observation.source as found,
    'area, indicator, yyyy-mm | yyyy' as expected
from observation
left join area on area.area_code = observation.area_code
left join indicator on indicator.indicator = observation.indicator
where area.area_code is null
    or indicator.indicator is null
    or not regexp_full_match(observation.period, '(19|20)\d\d(-(0[1-9]|1[0-2]))?')
    or (length(observation.period) = 7) <> (indicator.frequency = 'month')
union all
select '', area_code, level, area_code, '21 × nnn, SKnnn, TAnn, MK19, SSS'
from area
where not regexp_full_match(area_code, case level
    when 'municipality' then '[0-9]{3}'
    when 'sub_region' then 'SK[0-9]{3}'
    when 'employment_area' then 'TA[0-9]{2}'
    when 'region' then 'MK19'
    else 'SSS'
end)
union all
select '', level, '', cast(count(*) as varchar), '21'
from area
where level = 'municipality'
group by level
having count(*) <> 21
order by all
