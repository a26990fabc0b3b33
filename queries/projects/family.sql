-- The project family, project by project.
--
-- Answers:  What is known of each project: name, code, fund, days, leads, goals, source?
-- Grain:    one row per project, by id
-- Params:   none
-- Columns:  project, short_fi, short_en, name_fi, name_en, code, fund, programme_period, priority,
--           objective, start_date, end_date, start_year, end_year, family, applicants,
--           source_state, source_state_means, note_fi, note_en, source, status, leads, goals,
--           published, cost_eur
-- Notes:    `leads` and `goals` are lists of ids, empty where none is recorded. `published` is the
--           year of its first known publication. Days and years are the plan's, `cost_eur` the published cost;
--           null: not seen, never nought.

select
    project.*,
    coalesce((
        select list(organisation order by organisation)
        from projects.participation
        where participation.project = project.project and role = 'lead'
    ), []) as leads,
    coalesce((
        select list(goal order by goal)
        from projects.goal_link
        where kind = 'project' and id = project.project
    ), []) as goals,
    (select min(year) from projects.publication where publication.project = project.project)
        as published,
    (
        select max(amount_eur)
        from projects.funding
        where funding.project = project.project and kind = 'cost'
    ) as cost_eur
from projects.project
order by project
