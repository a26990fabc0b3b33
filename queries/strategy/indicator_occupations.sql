-- Unemployed and openings by occupation, as means of the twelve months that end with each month.
--
-- Answers:  How unlike are the occupations' shares of the unemployed and of the openings?
-- Grain:    one row per four-digit occupation and last month of twelve
-- Params:   area
-- Columns:  period, occupation_code, unemployed, openings
-- Notes:    For I17. The mean is over the months whose count is published, as in the reference; it
--           is null where all twelve are secret, and is then filled once with 0 and once with 2.5.
--           Groups outside the classification (X…) are left out. The first eleven months of the
--           series have no row.

with cell as (
    select
        month.occupation_code, month.unemployed, month.openings,
        12 * left(month.period, 4)::integer + right(month.period, 2)::integer as number
    from labour.occupation_month as month
    inner join labour.occupation using (occupation_code)
    where month.area_code = $area and occupation.is_isco and occupation.level = 4
),

last_month as (
    select distinct
        period, 12 * left(period, 4)::integer + right(period, 2)::integer as number
    from labour.occupation_month
    where area_code = $area
    qualify number >= min(number) over () + 11
)

select
    last_month.period,
    cell.occupation_code,
    avg(cell.unemployed) as unemployed,
    avg(cell.openings) as openings
from last_month
inner join cell on cell.number between last_month.number - 11 and last_month.number
group by last_month.period, cell.occupation_code
order by last_month.period, cell.occupation_code
