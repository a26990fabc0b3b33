-- What the person-level data are about: their month, their totals, and whether they are real.
--
-- Answers:  Is there person-level data, of which month, and is it demonstration data?
-- Grain:    one row, or none where there is no person-level data
-- Params:   none
-- Columns:  reference_month, synthetic, seekers, openings_during, openings_at_end, openings_new, base
-- Notes:    `seekers` is the total of the publication cube; three counts of openings: open at some
--           time in the month, open on its last day, posted in it.

select
    reference_month,
    synthetic,
    seekers,
    openings_during,
    openings_at_end,
    openings_new,
    base
from labour.register
order by reference_month
