-- What ties organisations together: projects and events, with their days and places.
--
-- Answers:  Which projects and events are there, when, and where do they stand in the picture?
-- Grain:    one row per project and event, by row of the picture
-- Params:   none
-- Columns:  kind, id, short_fi, short_en, name_fi, name_en, start_date, end_date, start_year,
--           end_year, not_before, source, status, row
-- Notes:    Days and years are null where no source gives them. `not_before` is the first day of
--           the programme period, the earliest a project without days can have begun.

with undertaking as (
    select
        'project' as kind,
        project as id,
        short_fi,
        short_en,
        name_fi,
        coalesce(name_en, name_fi) as name_en,
        start_date,
        end_date,
        start_year,
        end_year,
        cast(left(programme_period, 4) || '-01-01' as date) as not_before,
        source,
        status
    from projects.project
    union all
    select
        'event',
        event,
        name_fi,
        coalesce(name_en, name_fi),
        name_fi,
        coalesce(name_en, name_fi),
        day,
        day,
        year(day),
        year(day),
        null,
        source,
        status
    from projects.event
)

select undertaking.*, place.row
from undertaking
inner join projects.network_place as place using (kind, id)
order by place.row
