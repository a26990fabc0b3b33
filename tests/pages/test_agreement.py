"""Two pages never answer one question differently, and never name last month's source."""

import re
from pathlib import Path

import pytest

from handprint import catalog
from tests.pages.opening import open_page, text_of

FIGURES = Path(__file__).resolve().parents[2] / "handprint" / "figures"
# Named for what they are, not for a month: releases, boundaries, the classification.
LASTING = {
    "neighbours",
    "published_facts",
    "boundaries_municipalities",
    "isco08",
    "centre_distances",
    "register_demonstration",
    "register_extract",
}


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_lapland_has_the_same_headline_numbers_on_both_pages(lang):
    overview = open_page("overview/now", lang=lang)
    municipalities = open_page("labour/municipalities", lang=lang)
    assert [m.value for m in overview.metric] == [m.value for m in municipalities.metric][:3]


def test_the_named_members_are_as_many_on_every_page_that_counts_them():
    pages = ("network/actors", "network/white_spots", "overview/now")
    said = {page: text_of(open_page(page, day="2026-11-24")) for page in pages}
    counts = {page: set(re.findall(r"(\d+) nimet(?:tyä|ystä)", one)) for page, one in said.items()}
    assert set.union(*counts.values()) == {"39"}, counts
    assert counts["network/white_spots"] and counts["network/actors"]
    assert "39 nimetystä toimijasta 36 on yhä mukana" in said["network/white_spots"]


def test_headline_numbers_have_the_same_change_and_sources_on_both_pages(release):
    from handprint.figures import areas, situation

    pairs = zip(situation.tiles_of("2026-06"), areas.tiles_of("MK19", "2026-06"), strict=True)
    for one, other in pairs:
        assert (one.value, one.change, one.source) == (other.value, other.change, other.source)


def test_a_change_that_rests_on_a_release_names_it(release):
    from handprint.figures import areas

    unemployed = areas.tiles_of("MK19", "2026-06")[0]
    assert unemployed.change.startswith("+372") and "tiedotteet" in unemployed.source


def test_the_overview_counts_the_sources_as_the_data_page_does():
    said = open_page("about/data").title[0].value.replace("\\", "").rstrip(".")
    assert said in text_of(open_page("overview/now")).replace("\\", "")


def test_no_figure_names_a_source_of_one_month():
    named = {source.id for source in catalog.sources()} - LASTING
    for file in FIGURES.glob("*.py"):
        text = file.read_text("utf-8")
        assert not [source for source in named if f'"{source}"' in text], file.name


def test_a_sum_of_ours_names_the_sources_of_its_parts(release):
    from handprint.figures import areas

    strip = areas.strip_of("employment_area", "unemployed_share", "2026-06", "MK19", False)
    assert strip.sources == ("12r5_2026M06",)
    assert any("laskettu kuntien luvuista" in note for note in strip.notes)
    line = areas.trend_of("unemployed_share", "TA22", False)
    assert {"12r5_2006_2023", "12r5_2026M06"} <= set(line.sources)
    new = areas.tiles_of("MK19", "2026-06")[2]
    assert "2310" in new.source and "tiedotteet" not in new.source


@pytest.mark.slow
def test_no_figure_of_any_level_or_indicator_is_without_a_source(release):
    from handprint.figures import areas
    from queries import run

    for level in ("municipality", "sub_region", "employment_area"):
        for indicator, last in run("labour/indicators_by_level", level=level)[
            ["indicator", "last_period"]
        ].itertuples(index=False):
            strip = areas.strip_of(level, indicator, last, "MK19", False)
            assert set(strip.sources), (level, indicator)


@pytest.mark.parametrize("area", ["MK19", "240", "241", "698"])
def test_a_group_has_the_same_share_and_persons_on_both_pages(area, release):
    """Kemi has all five; Keminmaa's foreigners are secret and Rovaniemi's withheld."""
    from handprint.figures import areas, groups
    from handprint.figures.target_groups import GROUPS
    from handprint.views import exports
    from handprint.words import place

    profile = areas.groups_of(area, "2026-06", False)
    theirs = profile.table.frame.assign(indicator=list(profile.indicators)).set_index("indicator")
    for code, group in GROUPS.items():
        if area == "MK19":
            every = groups.every(code, "municipality", "2026-06", False)
            order = list(every.indicators)
            own = every.table.frame.rename(columns={"region": "value", "region_status": "s"})
            row = own.iloc[order.index(group.indicator)]
        else:
            figure = groups.by_area(code, "municipality", "2026-06", False)
            row = figure.table.frame.set_index("area").loc[place(area).name]
        other = theirs.loc[group.indicator]
        assert row["persons_status"] == other["persons_status"]
        assert row["persons"] == other["persons"] or row["persons"] != row["persons"]
        if other["share_status"] == "value":
            assert abs(row["value"] - other["share"]) < 1e-9
        else:
            shown = exports.shown(figure.table).set_index("Kunta")
            assert shown.loc[place(area).name].iloc[0] == "salattu"


def test_the_persons_of_every_group_are_the_headline_amounts(release):
    from handprint.figures import groups, headline
    from handprint.figures.target_groups import GROUPS

    figure = groups.every("over_50", "municipality", "2026-06", False)
    for indicator, persons in zip(figure.indicators, figure.table.frame["persons"], strict=False):
        assert headline.amount(indicator, "MK19", "2026-06").value == persons
    assert set(figure.indicators) == {g.indicator for g in GROUPS.values()} | {"unemployed"}


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("page", ["labour/mismatch", "labour/groups", "labour/what_if"])
def test_the_overview_quotes_the_answers_of_the_pages_it_links_to(page, lang):
    answer = open_page(page, lang=lang).title[0].value.replace("\\", "").rstrip(".")
    assert answer in text_of(open_page("overview/now", lang=lang)).replace("\\", "")


def test_the_overview_says_months_and_marks_beside_what_it_quotes():
    said = text_of(open_page("overview/now")).replace("\\", "")
    assert "(11/2022–10/2023)" in said and "(synteettinen aineisto)" in said
