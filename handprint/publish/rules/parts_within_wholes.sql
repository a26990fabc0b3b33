-- A group never has more members than the group it belongs to.
--
-- Secret stands for 1–4: a secret whole is read as 4, a secret part as 1. A sum that could not
-- be derived for its secret parts says nothing.
with pairs(part, whole) as (
    values
        ('long_term_unemployed', 'unemployed'),
        ('unemployed_under_25', 'unemployed'),
        ('unemployed_under_20', 'unemployed_under_25'),
        ('unemployed_over_50', 'unemployed'),
        ('unemployed_disabled', 'unemployed'),
        ('unemployed_foreign', 'unemployed'),
        ('unemployed_men', 'unemployed'),
        ('unemployed_women', 'unemployed'),
        ('fund_members', 'unemployed'),
        ('laid_off', 'unemployed'),
        ('unemployed', 'jobseekers'),
        ('unemployed', 'labour_force'),
        ('new_vacancies', 'open_during_month'),
        ('filled_vacancies', 'open_during_month'),
        ('open_at_month_end', 'open_during_month'),
        ('population_men', 'population'),
        ('population_women', 'population'),
        ('population_over_15', 'population'),
        ('low_income_persons', 'population')
)

select
    part.indicator,
    part.area_code,
    part.period,
    coalesce(part.value, 1) as found,
    '≤ ' || pairs.whole || ' ' || cast(coalesce(whole.value, 4) as bigint) as expected
from pairs
inner join observation as part on part.indicator = pairs.part
inner join observation as whole
    on whole.indicator = pairs.whole
    and whole.area_code = part.area_code
    and whole.period = part.period
where (part.value is not null or (part.status = 'secret' and part.source <> 'derived'))
    and (whole.value is not null or (whole.status = 'secret' and whole.source <> 'derived'))
    and coalesce(part.value, 1) > coalesce(whole.value, 4)
order by all
