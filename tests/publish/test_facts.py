"""What the release of the real raw data must say: figures anyone can look up in the sources."""

import re

import duckdb
import pytest

from handprint.releases import Release

Labour = duckdb.DuckDBPyConnection


def value(labour: Labour, indicator: str, area: str, period: str) -> tuple[float | None, str]:
    """One figure and its status."""
    found = labour.execute(
        "select value, status from observation where (indicator, area_code, period) = (?, ?, ?)",
        [indicator, area, period],
    ).fetchall()
    assert len(found) == 1, (indicator, area, period)
    return found[0]


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("jobseekers", 14828),
        ("unemployed", 9137),
        ("unemployed_share", 11.1),
        ("open_at_month_end", 2515),
        ("new_vacancies", 1662),
        ("unemployed_under_25", 1202),
        ("unemployed_over_50", 3242),
        ("unemployed_disabled", 1171),
        ("unemployed_foreign", 816),
        ("long_term_unemployed", 2502),
        ("laid_off", 690),
        ("unemployed_men", 5244),
        ("unemployed_women", 3885),
    ],
)
def test_lapland_in_june_2026_is_as_the_statistics_office_published_it(labour, indicator, expected):
    assert value(labour, indicator, "MK19", "2026-06") == (expected, "value")


def test_kemi_has_the_highest_unemployed_share_in_june_2026_and_sodankyla_the_lowest(labour):
    ranked = labour.execute("""
        select area.name_fi, value from observation join area using (area_code)
        where indicator = 'unemployed_share' and period = '2026-06' and level = 'municipality'
        order by value desc, area_code
    """).fetchall()
    assert len(ranked) == 21
    assert ranked[:3] == [("Kemi", 17.1), ("Savukoski", 15.8), ("Kemijärvi", 13.7)]
    assert ranked[-3:] == [("Keminmaa", 8.6), ("Pello", 8.3), ("Sodankylä", 6.9)]


def test_the_mean_of_november_2022_to_october_2023_is_8129_unemployed_and_4301_open(labour):
    means = dict(
        labour.execute("""
            select indicator, round(avg(value)) from observation
            where area_code = 'MK19' and period between '2022-11' and '2023-10'
                and indicator in ('unemployed', 'open_at_month_end')
            group by indicator
        """).fetchall()
    )
    assert means == {"unemployed": 8129, "open_at_month_end": 4301}


@pytest.mark.parametrize(
    ("period", "unemployed", "open_at_month_end"),
    [("2021-11", 8350, 3814), ("2022-10", 7915, 4763), ("2023-10", 7680, 3216)],
)
def test_past_months_agree_with_the_releases_of_their_time(
    labour, period, unemployed, open_at_month_end
):
    assert value(labour, "unemployed", "MK19", period)[0] == unemployed
    assert value(labour, "open_at_month_end", "MK19", period)[0] == open_at_month_end


def test_the_highest_month_end_stock_is_6070_in_september_2022(labour):
    assert labour.execute("""
        select period, value from observation
        where indicator = 'open_at_month_end' and area_code = 'MK19'
        order by value desc limit 1
    """).fetchone() == ("2022-09", 6070)


@pytest.mark.parametrize("indicator", ["unemployed", "labour_force"])
def test_the_21_municipalities_add_up_to_the_region_in_every_month(labour, indicator):
    months, unequal, secret = labour.execute(
        "select count(*), count(*) filter (sum_of_known <> region_value), sum(secret_cells) "
        "from remainder where indicator = ? and level = 'municipality'",
        [indicator],
    ).fetchone()
    assert (months, unequal, secret) == (215, 0, 0)


def test_the_six_sub_regions_add_up_to_the_region_too(labour):
    assert labour.execute("""
        select count(*), count(*) filter (sum_of_known <> region_value)
        from remainder where indicator = 'unemployed' and level = 'sub_region'
    """).fetchone() == (215, 0)


def test_what_secret_cells_leave_of_the_openings_is_kept_and_within_one_to_four_each(labour):
    assert labour.execute("""
        select region_value, sum_of_known, secret_cells, remainder, withheld from remainder
        where indicator = 'open_at_month_end' and period = '2026-06' and level = 'municipality'
    """).fetchone() == (2515, 2506, 3, 9, False)
    assert labour.execute("""
        select count(*) from remainder
        where indicator = 'open_at_month_end' and level = 'municipality'
            and remainder not between secret_cells and 4 * secret_cells
    """).fetchone() == (0,)


def test_a_remainder_that_would_tell_a_secret_cell_is_withheld(labour):
    shown, told = labour.execute("""
        select
            count(*) filter (not withheld and secret_cells > 0),
            count(*) filter (
                not withheld and (secret_cells = 1 or remainder in (secret_cells, 4 * secret_cells))
                and secret_cells > 0
            )
        from remainder
    """).fetchone()
    assert shown > 50
    assert told == 0
    assert labour.execute(
        "select count(*) from remainder where withheld and remainder is not null"
    ).fetchone() == (0,)


def test_the_under_20s_of_enontekio_in_june_2026_are_secret_and_never_nought(labour):
    assert value(labour, "unemployed_under_20", "047", "2026-06") == (None, "secret")


def test_a_true_nought_is_a_value_of_nought(labour):
    assert value(labour, "coaching", "047", "2026-06") == (0, "zero")


def test_no_secret_or_missing_cell_has_a_value_and_no_nought_is_anything_else(labour):
    for table, column, status in (
        ("observation", "value", "status"),
        ("occupation_month", "unemployed", "unemployed_status"),
        ("occupation_month", "openings", "openings_status"),
        ("occupation_month_national", "openings", "openings_status"),
    ):
        statuses = dict(
            labour.execute(
                f"select {status}, count({column}) from {table} group by {status}"
            ).fetchall()
        )
        assert statuses.pop("secret") == statuses.pop("withheld", 0) == 0
        assert statuses.pop("missing", 0) == statuses.pop("not_applicable", 0) == 0
        assert set(statuses) == {"value", "zero"}


def test_an_employment_area_of_whole_sub_regions_is_their_sum_although_a_part_is_secret(labour):
    # Salla or another part of Itä-Lappi may be secret; SK194 and SK197 are published.
    assert value(labour, "unemployed_under_20", "TA28", "2026-06")[0] == sum(
        value(labour, "unemployed_under_20", code, "2026-06")[0] for code in ("SK194", "SK197")
    )


def test_an_employment_area_with_a_part_nobody_knows_is_withheld(labour):
    # Meri-Lappi is Kemi-Tornio and Ylitornio, and Ylitornio's vacancies were secret.
    period, secret = labour.execute("""
        select period, value is null from observation
        where indicator = 'open_at_month_end' and area_code = '976' and status = 'secret'
        order by period desc limit 1
    """).fetchone()
    assert secret
    assert value(labour, "open_at_month_end", "TA22", period) == (None, "withheld")


def test_the_share_of_an_employment_area_is_recomputed_from_its_counts(labour):
    above = value(labour, "unemployed", "TA22", "2026-06")[0]
    below = value(labour, "labour_force", "TA22", "2026-06")[0]
    assert value(labour, "unemployed_share", "TA22", "2026-06")[0] == round(100 * above / below, 1)


def test_the_two_middle_geographies_are_both_there_and_do_not_nest(labour):
    rows = dict(
        labour.execute("""
            select area_code, (sub_region_code, employment_area_code) from area
            where level = 'municipality'
        """).fetchall()
    )
    assert len(rows) == 21
    assert rows["854"] == ("SK193", "TA40")  # Pello
    assert rows["976"] == ("SK193", "TA22")  # Ylitornio: same sub-region, another employment area
    assert {len(set(kind)) for kind in zip(*rows.values(), strict=True)} == {6, 4}


def test_the_published_employment_areas_confirm_the_membership(labour):
    # Statistics Finland's own population of the four areas in 2025.
    published = {"TA22": 56949, "TA28": 31333, "TA33": 69721, "TA40": 18212}
    for code, people in published.items():
        assert value(labour, "population", code, "2025")[0] == people
        assert labour.execute(
            "select sum(value) from observation join area using (area_code) "
            "where indicator = 'population' and period = '2025' and employment_area_code = ?",
            [code],
        ).fetchone() == (people,)


def test_codes_are_text_with_their_leading_zeros(labour):
    assert labour.execute("select typeof(area_code) from area limit 1").fetchone() == ("VARCHAR",)
    codes = [c for (c,) in labour.execute("select area_code from area").fetchall()]
    assert "047" in codes
    assert len([c for c in codes if re.fullmatch(r"\d{3}", c)]) == 21
    occupations = labour.execute("select occupation_code from occupation").fetchall()
    assert ("0110",) in occupations


def test_eight_municipalities_are_members_of_the_network(labour):
    names = labour.execute("select name_fi from area where in_network order by 1").fetchall()
    assert [n for (n,) in names] == [
        "Enontekiö", "Kemi", "Keminmaa", "Posio", "Rovaniemi", "Salla", "Simo", "Tornio",
    ]  # fmt: skip
    assert labour.execute(
        "select count(*) from area where level <> 'municipality' and in_network is not null"
    ).fetchone() == (0,)


def test_occupations_of_lapland_have_87336_rows_and_keep_the_groups_outside_isco(labour):
    assert labour.execute(
        "select count(*), count(distinct period), min(period), max(period) from occupation_month"
    ).fetchone() == (87336, 214, "2006-01", "2023-10")
    assert labour.execute("""
        select count(*), count(*) filter (level = 4 and is_isco) from occupation
    """).fetchone() == (635, 436)
    assert labour.execute("""
        select count(distinct occupation_code) from occupation_month
        join occupation using (occupation_code) where not is_isco
    """).fetchone() == (16,)


@pytest.mark.parametrize(
    ("code", "unemployed", "openings"),
    [("5131", 91, 453), ("9112", 144, 336), ("7115", 307, 62)],
)
def test_the_best_known_shortages_and_surpluses_come_out(labour, code, unemployed, openings):
    means = labour.execute(
        "select round(avg(unemployed)), round(avg(openings)) from occupation_month "
        "where occupation_code = ? and period between '2022-11' and '2023-10'",
        [code],
    ).fetchone()
    assert means == (unemployed, openings)


def test_population_of_lapland_is_175795_in_2022_and_176215_in_2025(labour):
    assert value(labour, "population", "MK19", "2022") == (175795, "value")
    assert value(labour, "population", "MK19", "2025") == (176215, "value")


def test_a_mean_over_no_filled_vacancies_does_not_exist(labour):
    assert value(labour, "filled_vacancies", "047", "2006-11") == (0, "zero")
    assert value(labour, "mean_days_open", "047", "2006-11") == (None, "not_applicable")


def test_the_regional_unemployed_of_the_gap_come_with_their_sentences(labour):
    gap = labour.execute("""
        select period, value, kind, quote from published_figure
        where indicator = 'unemployed' and area_code = 'MK19'
            and period between '2023-12' and '2026-01'
        order by period
    """).fetchall()
    assert len(gap) == 20
    assert gap[-1][:3] == ("2026-01", 8260, "quoted")
    assert "8 260" in gap[-1][3].replace("\u00a0", " ")
    assert gap[0][:3] == ("2023-12", 8165, "derived")
    assert all(quote.strip() for *_, quote in gap)


def test_published_figures_differ_from_the_series_by_their_rounding_only(labour):
    # "yli 6 000" is the one figure given so roughly.
    differences = labour.execute("""
        select published_figure.period, published_figure.indicator,
            observation.value - published_figure.value
        from published_figure join observation using (indicator, area_code, period)
        where abs(observation.value - published_figure.value) > 5
    """).fetchall()
    assert differences == [("2019-09", "open_during_month", 93)]


def test_every_source_is_fully_accounted_for(labour, published: Release):
    for name, source in published.manifest["sources"].items():
        assert source["rows_rejected"] == 0, name
        assert source["rows_accepted"] + source["rows_out_of_scope"] == source["rows_read"], name
    assert published.manifest["sources"]["12r5_2026M06"]["rows_read"] == 421
    assert published.manifest["sources"]["12r5_2026M06"]["rows_accepted"] == 29
    assert labour.execute("select count(*) from source").fetchone() == (
        len(published.manifest["sources"]),
    )


def test_two_sources_for_one_population_agree_but_for_two_figures_that_the_manifest_names(
    published: Release,
):
    revised = {tuple(r["key"]): r for r in published.manifest["revisions"]}
    assert set(revised) == {("population", "320", "2014"), ("population", "851", "2014")}
    kemijarvi = revised["population", "320", "2014"]
    assert kemijarvi["kept"] == {
        "value": 7891, "status": "value", "source": "sotkanet127_2000_2022",
    }  # fmt: skip
    assert kemijarvi["replaced"]["value"] == 7892


def test_no_contradiction_had_to_be_let_through(published: Release):
    assert published.manifest["exceptions"] == []
    assert len(published.manifest["rules"]) >= 8


def test_the_file_explains_itself(labour):
    said = dict(labour.execute("select table_name, comment from duckdb_tables()").fetchall())
    assert "do not nest" in said["area"]
    columns = labour.execute(
        "select count(*), count(comment) from duckdb_columns() where table_name = 'observation'"
    ).fetchone()
    assert columns[0] == columns[1] == 6
