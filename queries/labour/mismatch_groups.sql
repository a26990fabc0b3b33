-- Names of the occupation groups of one and two digits.
--
-- Answers:  What are the rows of the table of occupations and places called?
-- Grain:    one row per group of one or two digits
-- Params:   none
-- Columns:  occupation_code, name_fi, name_sv, name_en
-- Notes:    ISCO-08 major and sub-major groups; the groups outside the classification are left out.

select
    occupation_code,
    name_fi,
    name_sv,
    name_en
from labour.occupation
where is_isco and level in (1, 2)
order by occupation_code
