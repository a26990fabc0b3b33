-- Who can tell what each project reached.
--
-- Answers:  Which organisation leads each project and so reports its results?
-- Grain:    one row per project, by first day and id
-- Params:   none
-- Columns:  project, short_fi, short_en, code, fund, programme_period, organisation,
--           organisation_fi, organisation_en, role, publications
-- Notes:    The leader; where none is known, the first partner by name, and `role` says so. Both
--           are null where nobody is known. `publications` counts those that name the project.

with reporter as (
    select
        participation.project,
        participation.organisation,
        participation.role,
        organisation.name_fi,
        coalesce(organisation.name_en, organisation.name_fi) as name_en
    from projects.participation
    inner join projects.organisation using (organisation)
    where participation.role in ('lead', 'partner')
    qualify row_number() over (
        partition by participation.project order by participation.role, organisation.name_fi
    ) = 1
),

published as (
    select project, count(*) as publications
    from projects.publication
    where status <> 'example'
    group by project
)

select
    project.project,
    project.short_fi,
    project.short_en,
    project.code,
    project.fund,
    project.programme_period,
    reporter.organisation,
    reporter.name_fi as organisation_fi,
    reporter.name_en as organisation_en,
    reporter.role,
    coalesce(published.publications, 0) as publications
from projects.project
left join reporter using (project)
left join published using (project)
order by project.start_date nulls last, project.start_year nulls last, project.project
