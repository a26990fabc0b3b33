-- Distances between municipal centres as the crow flies.
--
-- Answers:  Whose openings lie within a commute?
-- Grain:    one row per ordered pair of municipalities
-- Params:   none
-- Columns:  from_code, to_code, geodesic_km
-- Notes:    Kilometres on the ellipsoid; roads are longer, see road_factor in data/what_if.toml.

select
    from_code,
    to_code,
    geodesic_km
from labour.centre_distance
order by from_code, to_code
