-- Figures of one area that were given in press releases, through time.
--
-- Answers:  What has been published for the months that the statistical series lacks?
-- Grain:    one row per published figure
-- Params:   indicator, area
-- Columns:  period, value, kind, quote, url
-- Notes:    `kind` is 'quoted' (stands in the text) or 'derived' (computed from a stated
--           difference, rounded). These are rounded by their publisher and never enter sums.

select period, value, kind, quote, url
from labour.published_figure
where indicator = $indicator and area_code = $area and value is not null
order by period, kind, url
