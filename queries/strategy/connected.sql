-- What hangs together with one thing.
--
-- Answers:  Which goals, indicators, projects, organisations, municipalities and items of the
--           strategy are directly tied to this one?
-- Grain:    one row per tied thing, by kind and name
-- Params:   kind, id
-- Columns:  kind, id, name_fi, name_en, evidence
-- Notes:    `kind` is goal, indicator, project, organisation, area or item. Ties have no direction
--           here. A municipality is tied to the organisations seated in it and, through them, to
--           their projects. `evidence` is the source of the tie.

with tie(left_kind, left_id, right_kind, right_id, evidence) as (
    select 'goal', goal, kind, id, source from projects.goal_link
    union all
    select 'goal', goal, 'indicator', indicator, source from projects.strategy_indicator
    union all
    select 'item', item, kind, id, source from projects.strategy_link where kind <> 'observation'
    union all
    select 'item', parent, 'item', item, source from projects.strategy_item where parent is not null
    union all
    select 'indicator', indicator, 'item', sdg, source
    from projects.strategy_indicator
    where sdg is not null
    union all
    select 'indicator', indicator, 'organisation', owner, source
    from projects.strategy_indicator
    where owner is not null
    union all
    select 'project', project, 'organisation', organisation, source from projects.participation
    union all
    select 'project', project, 'project', predecessor, source from projects.project_link
    union all
    select 'organisation', organisation, 'organisation', successor, source
    from projects.organisation_successor
    union all
    select 'organisation', organisation, 'organisation', other, source
    from projects.organisation_link
    union all
    select 'organisation', organisation, 'area', area_code, coalesce(area_source, source)
    from projects.organisation
    where area_code is not null
    union all
    select distinct 'project', participation.project, 'area', organisation.area_code,
        participation.source
    from projects.participation
    inner join projects.organisation using (organisation)
    where organisation.area_code is not null and participation.role <> 'authority'
),

tied(kind, id, evidence) as (
    select right_kind, right_id, evidence from tie where left_kind = $kind and left_id = $id
    union all
    select left_kind, left_id, evidence from tie where right_kind = $kind and right_id = $id
),

named(kind, id, name_fi, name_en, place) as (
    select 'goal', goal, short_fi, short_en, position from projects.goal
    union all
    select 'indicator', indicator, name_fi, name_en, position from projects.strategy_indicator
    union all
    select 'project', project, short_fi, short_en, coalesce(start_year, 9999) from projects.project
    union all
    select 'organisation', organisation, name_fi, name_en, 0 from projects.organisation
    union all
    select 'area', area_code, name_fi, name_en, 0 from labour.area where level = 'municipality'
    union all
    select 'item', item, name_fi, name_en, position from projects.strategy_item
)

select kind, id, name_fi, coalesce(name_en, name_fi) as name_en, min(evidence) as evidence
from tied
inner join named using (kind, id)
group by kind, id, name_fi, name_en, place
order by kind, place, name_fi
