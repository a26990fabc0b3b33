-- The indicators of the goals, each with its target where it has one.
--
-- Answers:  What is measured for each goal, in what unit and direction, by whom, towards what?
-- Grain:    one row per indicator
-- Params:   none
-- Columns:  indicator, goal, position, name_fi, name_en, definition_fi, definition_en, unit,
--           decimals, better, impact_level, sdg, basis, context, owner, owner_name, frequency,
--           next_due, note_fi, note_en, part, observation, baseline_period, baseline_value,
--           target_period, target_value, band, target_status
-- Notes:    A decided target stands before an example of the same indicator. `part` says how the
--           observations of labour.duckdb make the figure: value, share, spread or cells; it is
--           null for the other bases. `observation` is the one behind a plain value.

with target as (
    select *
    from projects.target
    qualify row_number() over (partition by indicator order by status = 'example', status) = 1
),

part as (
    select
        indicator,
        case
            when bool_or(part = 'value') then 'value'
            when bool_or(part = 'spread') then 'spread'
            when bool_or(part = 'seekers') then 'cells'
            else 'share'
        end as part,
        min(observation) filter (part = 'value') as observation
    from projects.indicator_part
    group by indicator
)

select
    i.indicator, i.goal, i.position, i.name_fi, i.name_en, i.definition_fi, i.definition_en,
    i.unit, i.decimals, i.better, i.impact_level, i.sdg, i.basis, i.context, i.owner,
    owner.name_fi as owner_name, i.frequency, i.next_due, i.note_fi, i.note_en,
    part.part, part.observation,
    target.baseline_period, target.baseline_value, target.target_period, target.target_value,
    target.band, target.status as target_status
from projects.strategy_indicator as i
left join part using (indicator)
left join target using (indicator)
left join projects.organisation as owner on owner.organisation = i.owner
order by i.position
