-- Single figures of indicators: published ones, and placeholders marked as examples.
--
-- Answers:  What has been published of an indicator beside what the release computes?
-- Grain:    one row per figure
-- Params:   none
-- Columns:  indicator, period, area_code, kind, value, note_fi, note_en, source, status
-- Notes:    `period` is empty where the source does not say it. A placeholder is made up.

select indicator, period, area_code, kind, value, note_fi, note_en, source, status
from projects.indicator_value
order by indicator, period desc, kind
