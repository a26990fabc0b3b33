-- The published unemployed share is 100 × unemployed / labour force, to the last printed digit.
select
    share.indicator,
    share.area_code,
    share.period,
    share.value as found,
    round(100 * above.value / below.value, 3) as expected
from observation as share
inner join observation as above
    on above.indicator = 'unemployed'
    and above.area_code = share.area_code
    and above.period = share.period
inner join observation as below
    on below.indicator = 'labour_force'
    and below.area_code = share.area_code
    and below.period = share.period
where share.indicator = 'unemployed_share'
    and below.value > 0
    and abs(share.value - 100 * above.value / below.value) > 0.0501
order by all
