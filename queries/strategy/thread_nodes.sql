-- Everything that can lie on the thread.
--
-- Answers:  Which items, goals, projects and organisations are there, and on which level?
-- Grain:    one row per item of the strategy, goal, project, and organisation of any project
-- Params:   none
-- Columns:  kind, id, level, sort, parent, place, name_fi, name_en, short_fi, short_en, quote,
--           period, valid_to, source, status
-- Notes:    `level` is one of the six for items and the kind itself for the others. `sort` is the
--           item's own kind (sdg, law, priority …). Organisations without a project are here too:
--           one can be asked for, and its thread is then itself alone.

select
    'item' as kind,
    item as id,
    level,
    kind as sort,
    parent,
    position as place,
    name_fi,
    coalesce(name_en, name_fi) as name_en,
    name_fi as short_fi,
    coalesce(name_en, name_fi) as short_en,
    quote,
    period,
    valid_to,
    source,
    status
from projects.strategy_item

union all

select
    'goal', goal, 'goal', 'goal', null, position, name_fi, name_en, short_fi, short_en, quote,
    null, null, source, status
from projects.goal

union all

select
    'project', project, 'project', family, null,
    coalesce(start_year, year(start_date), 9999), name_fi, coalesce(name_en, name_fi),
    short_fi, short_en, null,
    concat_ws(
        '-', coalesce(start_year, year(start_date)), coalesce(end_year, year(end_date))
    ),
    end_date, source, status
from projects.project

union all

select
    'organisation', organisation, 'organisation_of_project', sector, null,
    coalesce(position, 99), name_fi, coalesce(name_en, name_fi), name_fi,
    coalesce(name_en, name_fi), null, null, valid_to, source, status
from projects.organisation

order by kind, level, place, id
