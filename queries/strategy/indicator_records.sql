-- The indicators that are counted from the rows of network and projects, on a day.
--
-- Answers:  How large, how wide and how active is the network, and what money has it seen?
-- Grain:    one row per indicator that has rows to count
-- Params:   day
-- Columns:  indicator, period, value, part, whole, source
-- Notes:    Only rows dated by the day count. `period` is the month the newest row behind the
--           figure speaks of; empty where the source does not say it. `value` is per cent for
--           shares, `part` and `whole` are what it is made of. Named: has a block on the seed's
--           slide. A funder (authority) is no implementer. I25 looks at the twelve months before
--           the newest recorded day of any project or event: where nothing newer is recorded,
--           nobody knows that nothing happened.

with named as (
    select organisation, sector, area_code, coalesce(joined, named_on) as since
    from projects.organisation
    where block is not null
        and status <> 'example'
        and coalesce(joined, named_on) <= $day::date
        and (left_on is null or left_on >= $day::date)
),

naming as (select strftime(max(since), '%Y-%m') as period, count(*) as named from named),

spell as (
    select
        project,
        coalesce(start_date, make_date(start_year, 1, 1)) as start_day,
        least(
            coalesce(end_date, make_date(end_year, 12, 31), $day::date), $day::date
        ) as end_day
    from projects.project
    where coalesce(start_date, make_date(start_year, 1, 1)) <= $day::date and status <> 'example'
),

known_project as (
    select project
    from projects.project
    where status <> 'example'
        and (start_date is null or start_date <= $day::date)
        and (start_year is null or start_year <= year($day::date))
),

implementer as (
    select distinct p.project, p.organisation, organisation.sector
    from projects.participation as p
    inner join known_project using (project)
    inner join projects.organisation using (organisation)
    where p.role <> 'authority' and p.status <> 'example'
),

held as (
    select * from projects.event where day <= $day::date and status <> 'example'
),

project_size as (
    select
        known_project.project, count(distinct organisation) as organisations,
        count(distinct sector) as sectors
    from known_project
    left join implementer using (project)
    group by known_project.project
),

-- What is known of all projects speaks of the newest day that any of them or the network records.
recorded as (
    select max(day) as until
    from (
        select end_day as day from spell
        union all
        select day from held
        union all
        select since from named
    )
),

active_until as (
    select max(day) as until
    from (select end_day as day from spell union all select day from held)
),

active as (
    select implementer.organisation
    from implementer
    inner join spell using (project)
    cross join active_until
    where spell.end_day > until - interval 12 month and spell.start_day <= until
    union
    select e.organisation
    from projects.event_participation as e
    inner join held using (event)
    cross join active_until
    where held.day > until - interval 12 month and e.status <> 'example'
),

pair as (
    select distinct a.organisation as one, b.organisation as other
    from implementer as a
    inner join implementer as b on a.project = b.project and a.organisation < b.organisation
    where a.organisation in (select organisation from named)
        and b.organisation in (select organisation from named)
),

municipality as (select area_code from labour.area where level = 'municipality'),

money as (
    select
        arg_max(amount_eur, told) filter (kind = 'applied') as applied,
        arg_max(amount_eur, told) filter (kind = 'granted') as granted,
        arg_max(amount_eur, told) filter (kind = 'envelope') as envelope,
        coalesce(
            strftime(max(as_of) filter (kind = 'granted'), '%Y-%m'), ''
        ) as period
    from (select *, coalesce(as_of, date '1900-01-01') as told from projects.funding)
    where fund = 'JTF' and project is null and status <> 'example' and told <= $day::date
        and coalesce(granted_by, 'lapin_liitto') = 'lapin_liitto'
),

figure(indicator, period, value, part, whole) as (
    select 'I09', period, count(*), count(*), named
    from naming cross join named
    where sector = 'business'
    group by period, named
    union all
    select 'I18', period, 100 * granted / applied, granted, applied
    from money
    where applied > 0 and granted is not null
    union all
    select 'I19', period, 100 * granted / envelope, granted, envelope
    from money
    where envelope > 0 and granted is not null
    union all
    select
        'I21', strftime(any_value(until), '%Y-%m'),
        100 * count(*) filter (organisations >= 2) / count(*),
        count(*) filter (organisations >= 2), count(*)
    from project_size cross join recorded
    having count(*) > 0
    union all
    select
        'I22', any_value(period), 100 * count(distinct area_code) / (select count(*) from municipality),
        count(distinct area_code), (select count(*) from municipality)
    from naming cross join named
    where sector = 'municipality'
    having count(*) > 0
    union all
    select 'I23', strftime(said_on, '%Y-%m'), value, value, (select named from naming)
    from projects.reported
    where subject = 'organisations' and said_on <= $day::date and status <> 'example'
    qualify row_number() over (order by said_on desc) = 1
    union all
    select
        'I24', strftime(until, '%Y-%m'), 2 * (select count(*) from pair) / (named * (named - 1)),
        (select count(*) from pair), named * (named - 1) // 2
    from naming cross join recorded
    where named > 1
    union all
    select
        'I25', strftime(until, '%Y-%m'),
        100 * (select count(*) from active inner join named using (organisation)) / named,
        (select count(*) from active inner join named using (organisation)), named
    from naming cross join active_until
    where named > 0 and until is not null
    union all
    select
        'I26', strftime(any_value(until), '%Y-%m'),
        100 * count(*) filter (sectors >= 3) / count(*),
        count(*) filter (sectors >= 3), count(*)
    from project_size cross join recorded
    having count(*) > 0
)

select
    figure.indicator, figure.period, figure.value::double as value, figure.part::double as part,
    figure.whole::double as whole,
    case when figure.indicator in ('I18', 'I19') then (
        select min(source) from projects.funding where fund = 'JTF' and kind = 'granted'
    ) else 'seed' end as source
from figure
order by figure.indicator
