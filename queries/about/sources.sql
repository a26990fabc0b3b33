-- Every source of the release: whose it is, what was read of it and how far it reaches.
--
-- Answers:  Where do the figures come from, and how new are they?
-- Grain:    one row per source
-- Params:   none
-- Columns:  source, publisher, table_id, licence, address, retrieved, sha256, rows_read, rows_accepted, rows_out_of_scope, first_period, last_period
-- Notes:    Newest first; sources without a period (areas, boundaries, classifications) last.

select
    source,
    publisher,
    table_id,
    licence,
    address,
    retrieved,
    sha256,
    rows_read,
    rows_accepted,
    rows_out_of_scope,
    first_period,
    last_period
from labour.source
order by last_period desc nulls last, source
