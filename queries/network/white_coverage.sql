-- Which municipalities the network and its projects reach on a day.
--
-- Answers:  Who of the network, and which projects, are in each municipality, and where is nobody?
-- Grain:    one row per municipality
-- Params:   day
-- Columns:  area_code, municipal, members, projects, running, members_fi, members_en, member_ids,
--           projects_fi, projects_en
-- Notes:    A member is an organisation that a source names into the network by the day and that
--           has not left or ended; it is where its seat is recorded to be, and nowhere if it is
--           not. `municipal` says that the municipality itself is a member. A project is where its
--           lead and partners have their seats, members or not; an authority brings no project,
--           nor does one that was rejected or has no status yet on the day. One without any day is
--           always there. `running` are those in that status on the day.

with member as (
    select organisation, area_code, name_fi, coalesce(name_en, name_fi) as name_en, sector, position
    from projects.organisation
    where block is not null
        and coalesce(joined, named_on) <= cast($day as date)
        and coalesce(left_on, date '9999-12-31') >= cast($day as date)
        and coalesce(valid_to, date '9999-12-31') >= cast($day as date)
),

members as (
    select
        area_code,
        bool_or(sector = 'municipality') as municipal,
        count(*) as members,
        string_agg(name_fi, ', ' order by sector <> 'municipality', name_fi) as members_fi,
        string_agg(name_en, ', ' order by sector <> 'municipality', name_fi) as members_en,
        string_agg(organisation, ',' order by name_fi) as member_ids
    from member
    where area_code is not null
    group by area_code
),

state as (
    select project, arg_max(state, (day, state_order)) as state
    from projects.status_event
    where day <= cast($day as date)
    group by project
),

local as (
    select distinct organisation.area_code, participation.project
    from projects.participation
    inner join projects.organisation using (organisation)
    where participation.role <> 'authority' and organisation.area_code is not null
),

worked as (
    select
        local.area_code,
        count(*) as projects,
        count(*) filter (state.state = 'running') as running,
        string_agg(project.short_fi, ', ' order by project.start_date, project.project)
            as projects_fi,
        string_agg(project.short_en, ', ' order by project.start_date, project.project)
            as projects_en
    from local
    inner join projects.project using (project)
    left join state using (project)
    where state.state <> 'rejected'
        or (state.state is null and project.start_date is null and project.start_year is null)
    group by local.area_code
)

select
    area.area_code,
    coalesce(members.municipal, false) as municipal,
    coalesce(members.members, 0) as members,
    coalesce(worked.projects, 0) as projects,
    coalesce(worked.running, 0) as running,
    members.members_fi,
    members.members_en,
    members.member_ids,
    worked.projects_fi,
    worked.projects_en
from labour.area
left join members using (area_code)
left join worked using (area_code)
where area.level = 'municipality'
order by area.area_code
