-- What the records hold, counted or as somebody has said.
--
-- Answers:  How many projects, organisations, persons, member municipalities and publications
--           are known, and how do we know?
-- Grain:    one row per fact, in the ledger's order
-- Params:   day
-- Columns:  fact, value, whole, evidence, said_on, said_by, source
-- Notes:    `counted` is a count of rows here, examples left out; `reported` is what somebody said,
--           the newest where there are several. `whole` is what a part is of. An organisation is
--           counted to the last day of its membership, and named also when it has ended.

with said as (
    select *
    from projects.reported
    where status <> 'example'
    qualify row_number() over (partition by subject order by said_on desc, claim) = 1
),

member as (
    select organisation, block, area_code, named_on
    from projects.organisation
    where block is not null
        and status <> 'example'
        and coalesce(left_on, date '9999-12-31') >= cast($day as date)
),

fact(place, fact, value, whole, evidence, said_on, said_by, source) as (
    select 1, 'projects', count(*), null, 'counted', null, null, null
    from projects.project
    where status <> 'example'
    union all
    select 2, 'organisations_named', count(*), null, 'counted', max(named_on), null, null
    from member
    union all
    select 3, 'organisations_reported', value, null, 'reported', said_on, said_by, source
    from said
    where subject = 'organisations'
    union all
    select 4, 'persons_reported', value, null, 'reported', said_on, said_by, source
    from said
    where subject = 'persons'
    union all
    select
        5,
        'municipalities',
        (select count(distinct area_code) from member where block = 'municipalities'),
        count(*),
        'counted',
        (select max(named_on) from member where block = 'municipalities'),
        null,
        null
    from labour.area
    where level = 'municipality'
    union all
    select 6, 'publications', count(*), null, 'counted', null, null, null
    from projects.publication
    where status <> 'example'
)

select fact, value, whole, evidence, said_on, said_by, source
from fact
order by place
