"""What the occupations of Lapland are known to be, and what secret cells leave open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from handprint.numbers import month_range, months_before, rounded

AREA = "MK19"
YEAR = {"area": AREA, "first": "2022-11", "last": "2023-10"}


@pytest.fixture(scope="module")
def balance(release):
    """The newest twelve-month mean of the four-digit occupations, by code."""
    table = queries.run("labour/occupation_balance", occupation_level=4, **YEAR)
    return table.set_index("occupation_code")


@pytest.mark.parametrize(
    ("code", "unemployed", "openings"),
    [
        ("5131", 91, 453),
        ("9112", 144, 336),
        ("5120", 201, 397),
        ("5321", 175, 289),
        ("7115", 307, 62),
        ("7111", 200, 65),
        ("8332", 219, 47),
    ],
)
def test_the_well_known_shortages_and_surpluses_are_found(balance, code, unemployed, openings):
    row = balance.loc[code]
    assert int(rounded(row["unemployed_low"], 0)) == unemployed
    assert int(rounded(row["openings_low"], 0)) == openings
    assert row["unemployed_secret"] == row["openings_secret"] == 0


def test_the_unemployed_without_an_occupation_are_told_apart(release):
    groups = queries.run("labour/occupation_outside", **YEAR).set_index("occupation_code")
    assert int(rounded(groups.loc["X211", "unemployed_low"], 0)) == 776
    assert int(rounded(groups.loc["X212", "unemployed_low"], 0)) == 491
    assert all(code.startswith("X") for code in groups.index)


def test_no_group_outside_the_classification_is_ranked(balance):
    assert len(balance) == 417
    assert not any(code.startswith(("X", "SSS")) for code in balance.index)


def test_the_published_total_lies_within_what_the_occupations_allow(release):
    """An absent row is two secret cells: only so do the totals fit, in every month."""
    hub = queries._hub(str(queries.data_folder()), queries.release().id)
    off = hub.cursor().execute(
        """
        with months as (select distinct period from labour.occupation_month),
        codes as (
            select distinct occupation_code from labour.occupation_month
            where occupation_code <> 'SSS'
        ),
        bounds as (
            select
                months.period,
                sum(coalesce(cell.unemployed, 1)) as unemployed_low,
                sum(coalesce(cell.unemployed, 4)) as unemployed_high,
                sum(coalesce(cell.openings, 1)) as openings_low,
                sum(coalesce(cell.openings, 4)) as openings_high
            from months
            cross join codes
            left join labour.occupation_month as cell
                on cell.period = months.period and cell.occupation_code = codes.occupation_code
            group by months.period
        )
        select bounds.*, total.unemployed, total.openings
        from bounds
        join labour.occupation_month as total
            on total.period = bounds.period and total.occupation_code = 'SSS'
        where total.unemployed not between unemployed_low and unemployed_high
            or total.openings not between openings_low and openings_high
        """
    )
    assert off.fetchall() == []


@settings(deadline=None, max_examples=25)
@given(
    last=st.sampled_from(month_range("2006-12", "2023-10")),
    months=st.sampled_from([1, 12]),
    level=st.sampled_from([2, 4]),
)
def test_the_lower_limit_is_never_above_the_upper_one(release, last, months, level):
    table = queries.run(
        "labour/occupation_balance",
        area=AREA,
        occupation_level=level,
        first=months_before(last, months - 1),
        last=last,
    )
    for kind in ("unemployed", "openings"):
        gap = table[f"{kind}_high"] - table[f"{kind}_low"]
        secret = table[f"{kind}_secret"]
        assert (gap >= 0).all()
        assert (gap[secret == 0] == 0).all()
        assert ((gap - 3 * secret / months).abs() < 1e-6).all(), "each secret cell leaves three"
    middle = (table["balance_low"] + table["balance_high"]) / 2
    assert middle.is_monotonic_decreasing


def test_a_group_is_the_sum_of_its_occupations(balance):
    groups = queries.run("labour/occupation_balance", occupation_level=2, **YEAR)
    groups = groups.set_index("occupation_code")
    sums = balance.groupby(balance.index.str[:2])[
        ["unemployed_low", "openings_high", "cells"]
    ].sum()
    for code, row in sums.iterrows():
        assert groups.loc[code, "unemployed_low"] == pytest.approx(row["unemployed_low"])
        assert groups.loc[code, "openings_high"] == pytest.approx(row["openings_high"])
        assert groups.loc[code, "cells"] == row["cells"]


def test_one_occupation_has_every_month_and_its_secret_months_no_value(release):
    series = queries.run("labour/occupation_over_time", area=AREA, occupation="2261")
    assert series["period"].tolist() == month_range("2006-01", "2023-10")
    secret = series[series["unemployed_secret"] == 1]
    assert len(secret) > 100
    assert (secret["unemployed_low"] == 1).all() and (secret["unemployed_high"] == 4).all()


def test_the_mean_of_the_months_is_the_mean_of_the_year(release):
    series = queries.run("labour/occupation_over_time", area=AREA, occupation="5131")
    year = series[series["period"].between("2022-11", "2023-10")]
    assert year["unemployed_low"].mean() == pytest.approx(90.6667, abs=1e-4)
    assert year["openings_low"].mean() == pytest.approx(453.0833, abs=1e-4)


def test_names_can_be_asked_for_in_finnish_and_english(release):
    for level, count in ((4, 417), (2, 42)):
        names = queries.run("labour/occupation_names", area=AREA, occupation_level=level)
        assert len(names) == count
        assert names["name_fi"].str.len().gt(2).all() and names["name_en"].str.len().gt(2).all()


def test_an_area_without_occupations_has_none(release):
    assert queries.run("labour/occupation_months", area="240").empty
    with pytest.raises(queries.QueryFailed):
        queries.run("labour/occupation_months", region=AREA)
