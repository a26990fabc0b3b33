-- Goals with no running project.
--
-- Answers:  Which goals had no project recorded as running on the day?
-- Grain:    one row per such goal, in their order
-- Params:   day
-- Columns:  goal, name_fi, name_en, projects, unknown
-- Notes:    `projects` serve the goal in any status; of them `unknown` had no known status on the
--           day, so a running one may be among them. Examples serve no goal.

with entered as (
    select project, state
    from projects.status_event
    where day <= cast($day as date)
    qualify row_number() over (partition by project order by day desc, state_order desc) = 1
),

serving as (
    select link.goal, link.id as project, entered.state
    from projects.goal_link as link
    inner join projects.project on project.project = link.id
    left join entered on entered.project = link.id
    where link.kind = 'project' and link.status <> 'example' and project.status <> 'example'
)

select
    goal.goal,
    goal.short_fi as name_fi,
    goal.short_en as name_en,
    count(serving.project) as projects,
    count(serving.project) - count(serving.state) as unknown
from projects.goal
left join serving using (goal)
where not exists (
    select 1 from serving as running where running.goal = goal.goal and running.state = 'running'
)
group by goal.goal, goal.position, goal.short_fi, goal.short_en
order by goal.position
