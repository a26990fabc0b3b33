-- The five fingers of the hand and the figures that fill them.
--
-- Answers:  Which figures fill which finger, which way is right, how much does each weigh and why?
-- Grain:    one row per figure of a finger, thumb first; one row for a finger without any
-- Params:   none
-- Columns:  finger, position, name_fi, name_en, quote, note_fi, note_en, observation, better,
--           weight, why_fi, why_en
-- Notes:    `observation` is null for a finger without a figure. Examples never fill a finger.

select
    finger.finger,
    finger.position,
    finger.name_fi,
    finger.name_en,
    finger.quote,
    finger.note_fi,
    finger.note_en,
    figure.observation,
    figure.better,
    figure.weight,
    figure.why_fi,
    figure.why_en
from projects.finger
left join projects.finger_indicator as figure
    on figure.finger = finger.finger and figure.status <> 'example'
order by finger.position, figure.weight desc, figure.observation
