-- Net figures are the difference, or the sum, of the two they are made of.
with identities(net, plus, other, sign) as (
    values
        ('natural_increase', 'births', 'deaths', -1),
        ('net_migration_domestic', 'in_migration', 'out_migration', -1),
        ('net_immigration', 'immigration', 'emigration', -1),
        ('net_migration', 'net_immigration', 'net_migration_domestic', 1)
)

select
    net.indicator,
    net.area_code,
    net.period,
    net.value as found,
    plus.value + identities.sign * other.value as expected
from identities
inner join observation as net on net.indicator = identities.net
inner join observation as plus
    on plus.indicator = identities.plus
    and plus.area_code = net.area_code
    and plus.period = net.period
inner join observation as other
    on other.indicator = identities.other
    and other.area_code = net.area_code
    and other.period = net.period
where net.value <> plus.value + identities.sign * other.value
order by all
