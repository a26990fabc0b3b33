-- Figures of the indicators of 2014–2020, which are another list than that of 2021–2027.
--
-- Answers:  How many projects have the old list, and how many of its figures are recorded?
-- Grain:    one row
-- Params:   none
-- Columns:  projects, figures
-- Notes:    Only counted, never summed: the two programme periods count different people in
--           different ways (under 25 and over 54 then, 18–29 and 55 or over now). The figures
--           themselves are not in the file.

select
    count(distinct project.project) as projects,
    count(*) filter (where output.evidence <> 'missing') as figures
from projects.project
left join projects.output on output.project = project.project and output.measure = 'indicator'
where project.programme_period = '2014-2020'
order by projects
