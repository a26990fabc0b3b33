-- What each project reached by each of the five measures of the ledger.
--
-- Answers:  What is each project's target and result, on what evidence, and what is missing?
-- Grain:    one row per project and measure, in the order of projects and measures
-- Params:   none
-- Columns:  project, measure, asked, target, target_period, target_status, target_source, period,
--           result, result_status, low, high, evidence, source, status
-- Notes:    A result is a count to the end of its period, so the newest one stands and periods are
--           never summed. What is real goes before what is unconfirmed, and that before an example.
--           Fewer than five persons are not in the file: such a result is secret, and one that
--           would tell by subtraction from the participants is withheld; `low` and `high` are what
--           may be said of it. `asked` is false for a project that has not started.

with measures(measure, place) as (
    values
        ('participants', 1),
        ('completed', 2),
        ('employed', 3),
        ('workplaces', 4),
        ('organisations', 5)
),

told as (
    select
        *,
        case length(period) when 4 then period || '-12' else period end as until,
        case status when 'example' then 2 when 'unconfirmed' then 1 else 0 end as doubt
    from projects.output
    where measure <> 'indicator'
),

newest as (
    select *
    from told
    where evidence <> 'missing'
    qualify row_number() over (
        partition by project, measure
        order by doubt, until desc, length(period) desc, source
    ) = 1
),

aimed as (
    select *
    from told
    where target is not null
    qualify row_number() over (
        partition by project, measure
        order by doubt, until desc, length(period) desc, source
    ) = 1
),

judged as (
    select
        project.project,
        project.start_date,
        project.start_year,
        measures.measure,
        measures.place,
        newest.period,
        newest.result,
        newest.evidence,
        newest.source,
        newest.status,
        exists (
            select 1
            from told
            where told.project = project.project and told.measure = measures.measure
        ) as asked,
        aimed.target,
        aimed.period as target_period,
        aimed.status as target_status,
        aimed.source as target_source,
        whole.result as whole,
        coalesce(newest.result_status, 'missing') as told_as
    from projects.project
    cross join measures
    left join newest
        on newest.project = project.project and newest.measure = measures.measure
    left join aimed
        on aimed.project = project.project and aimed.measure = measures.measure
    left join newest as whole
        on whole.project = project.project and whole.measure = 'participants'
)

select
    project,
    measure,
    asked,
    target,
    target_period,
    target_status,
    target_source,
    period,
    result,
    case when asked then told_as else 'not_applicable' end as result_status,
    case told_as
        when 'secret' then 1
        -- Of six, what is under five is withheld too.
        when 'withheld' then case when whole < 7 then 1 else greatest(whole - 4, 5) end
        else result
    end as low,
    case told_as when 'secret' then 4 when 'withheld' then whole - 1 else result end as high,
    coalesce(evidence, 'missing') as evidence,
    source,
    status
from judged
order by start_date nulls last, start_year nulls last, project, place
