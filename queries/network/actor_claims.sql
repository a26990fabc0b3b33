-- What has been said of the network's size.
--
-- Answers:  How many organisations and persons are reported, by whom and when?
-- Grain:    one row per claim
-- Params:   none
-- Columns:  claim, subject, value, quote, said_on, said_by, source, status
-- Notes:    The rows of table organisation name fewer than are reported. Persons are a number only.

select claim, subject, value, quote, said_on, said_by, source, status
from projects.reported
order by subject, said_on desc, claim
