-- The publications of the family.
--
-- Answers:  What has been published, by whom, in which series, under which licence, and where?
-- Grain:    one row per publication, newest first
-- Params:   none
-- Columns:  publication, title, year, day, publisher_fi, publisher_en, series, isbn, licence,
--           language, project, project_fi, project_en, address, source, status
-- Notes:    Authors stand on the publications themselves and are not recorded. A null is a thing
--           that has not been seen: it does not say that the publication lacks it.

select
    publication.publication,
    publication.title,
    publication.year,
    publication.day,
    organisation.name_fi as publisher_fi,
    coalesce(organisation.name_en, organisation.name_fi) as publisher_en,
    publication.series,
    publication.isbn,
    publication.licence,
    publication.language,
    publication.project,
    project.short_fi as project_fi,
    project.short_en as project_en,
    publication.address,
    publication.source,
    publication.status
from projects.publication
left join projects.organisation on organisation.organisation = publication.publisher
left join projects.project on project.project = publication.project
order by publication.year desc, publication.day desc nulls last, publication.title
