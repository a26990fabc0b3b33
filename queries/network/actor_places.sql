-- The headings and the unnamed organisations of the network's picture.
--
-- Answers:  Where do the blocks begin, and where stand those that are counted and not named?
-- Grain:    one row per block and per unnamed organisation, by column and row of the picture
-- Params:   none
-- Columns:  kind, id, side, block, row
-- Notes:    `kind` is block or unnamed. Rows are heights of one organisation, from the top.

select kind, id, side, block, row
from projects.network_place
where kind in ('block', 'unnamed')
order by side, row
