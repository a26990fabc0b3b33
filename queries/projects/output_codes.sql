-- The common indicators of ESF+ 2021–2027: target and result, project by project.
--
-- Answers:  Which ESF+ indicators have the family's projects of that period told, and which not?
-- Grain:    one row per code and ESF+ project; for a sensitive code one row of the whole family
-- Params:   none
-- Columns:  code, kind, name_fi, name_en, sensitive, persons, project, target, period, result,
--           result_status, evidence, source, status
-- Notes:    Projects of 2014–2020 have another list and are never here. The newest period stands.
--           Fewer than five persons are not in the file, nor what would tell them by subtraction.
--           Figures on health, origin or housing are read only from rows of the whole family, and
--           withheld there while it has fewer than two ESF+ projects. `project` is null there.

with applies as (
    select project
    from projects.project
    where programme_period = '2021-2027' and fund = 'ESR+'
),

indicator as (
    select *, code not in ('EECO18', 'EECO19') as persons
    from projects.programme_indicator
    where programme_period = '2021-2027'
),

told as (
    select
        output.*,
        case length(output.period) when 4 then output.period || '-12' else output.period end
            as until,
        case output.status when 'example' then 2 when 'unconfirmed' then 1 else 0 end as doubt
    from projects.output
    where
        output.measure = 'indicator'
        -- An empty text is the whole family.
        and output.project in (select project from applies union all select '')
),

newest as (
    select *
    from told
    where evidence <> 'missing'
    qualify row_number() over (
        partition by project, code
        order by doubt, until desc, length(period) desc, source
    ) = 1
),

aimed as (
    select *
    from told
    where target is not null
    qualify row_number() over (
        partition by project, code
        order by doubt, until desc, length(period) desc, source
    ) = 1
),

single as (
    select
        indicator.code,
        applies.project,
        aimed.target,
        newest.period,
        newest.result,
        newest.result_status,
        newest.evidence,
        newest.source,
        newest.status
    from indicator
    cross join applies
    left join newest on newest.project = applies.project and newest.code = indicator.code
    left join aimed on aimed.project = applies.project and aimed.code = indicator.code
    where not indicator.sensitive
),

family as (
    select
        indicator.code,
        cast(null as varchar) as project,
        aimed.target,
        newest.period,
        newest.result,
        newest.result_status,
        newest.evidence,
        newest.source,
        newest.status
    from indicator
    left join newest on newest.project = '' and newest.code = indicator.code
    left join aimed on aimed.project = '' and aimed.code = indicator.code
    where indicator.sensitive
)

select
    indicator.code,
    indicator.kind,
    indicator.name_fi,
    indicator.name_en,
    indicator.sensitive,
    indicator.persons,
    one.project,
    one.target,
    one.period,
    one.result,
    coalesce(one.result_status, 'missing') as result_status,
    coalesce(one.evidence, 'missing') as evidence,
    one.source,
    one.status
from (select * from single union all select * from family) as one
inner join indicator using (code)
order by indicator.code, one.project nulls last
