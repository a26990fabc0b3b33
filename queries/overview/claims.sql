-- What has been said in public about Lapland's jobseekers and openings, word for word.
--
-- Answers:  Which figures compete with the statistics, who gave them, and when?
-- Grain:    one row per claim
-- Params:   none
-- Columns:  claim, indicator, period, value, qualifier, quote, said_on, said_by, url
-- Notes:    `indicator` is the concept that the figure fits best; `period` is the month spoken
--           about, if one was named.

select claim, indicator, period, value, qualifier, quote, said_on, said_by, url
from labour.claim
order by indicator, coalesce(period, cast(said_on as text)), claim
