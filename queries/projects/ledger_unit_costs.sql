-- What a year of unemployment costs, or its end saves, as published.
--
-- Answers:  What published unit costs are there, in which year's money and from whom?
-- Grain:    one row per published figure, in order
-- Params:   none
-- Columns:  unit_cost, name_fi, name_en, eur_per_year, qualifier, price_year, kind, source, status
-- Notes:    `kind` benefits: unemployment benefits only; broad: taxes or indirect costs too. The
--           two are never mixed in one range, nor is the money of different years.

select
    unit_cost, name_fi, name_en, eur_per_year, qualifier, price_year, kind, source, status
from projects.unit_cost
where status <> 'example'
order by position
