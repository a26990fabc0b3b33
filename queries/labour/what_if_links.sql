-- Between which two-digit occupation groups people may retrain.
--
-- Answers:  Which occupations lie near enough to retrain for?
-- Grain:    one row per ordered pair of groups
-- Params:   none
-- Columns:  occupation_code, neighbour_code, basis
-- Notes:    `major_group`: the same first digit; `council`: the list in data/retraining.toml.

select
    occupation_code,
    neighbour_code,
    basis
from labour.occupation_neighbour
order by occupation_code, neighbour_code
