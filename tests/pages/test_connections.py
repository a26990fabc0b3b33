"""The link travels: what hangs together is found from both of its ends."""

from pathlib import Path

import pytest

import queries
from handprint.figures import connections
from tests.pages.opening import open_page

COLUMNS = {
    "goal": "select goal from projects.goal",
    "indicator": "select indicator from projects.strategy_indicator",
    "project": "select project from projects.project",
    "organisation": "select organisation from projects.organisation",
    "item": "select item from projects.strategy_item",
    "area": "select area_code from labour.area where level = 'municipality'",
}


@pytest.fixture
def ids(release) -> dict[str, list[str]]:
    """Every thing of every kind, straight from the release."""
    hub = queries._hub(str(queries.data_folder()), release).cursor()
    return {kind: [row[0] for row in hub.execute(sql).fetchall()] for kind, sql in COLUMNS.items()}


def test_what_is_tied_one_way_is_tied_the_other_way(ids):
    ties = {
        (kind, id, one.kind, one.id)
        for kind, there in ids.items()
        for id in there
        for found in connections.of(kind, id).values()
        for one in found
    }
    assert len(ties) > 200
    assert {(b, j, a, i) for a, i, b, j in ties} == ties


def test_a_project_leads_to_its_goal_its_organisations_and_their_municipality():
    found = connections.of("project", "wot")
    assert [one.id for one in found["goal"]] == ["G1"]
    assert {one.id for one in found["organisation"]} >= {"lapin_amk", "eduro"}
    assert "698" in {one.id for one in found["area"]}


def test_a_thing_without_ties_has_none():
    assert connections.of("organisation", "nobody") == {}


@pytest.mark.parametrize(
    ("page", "choices"),
    [
        ("overview/now", {}),
        ("overview/handprint", {"finger": "employment"}),
        ("labour/municipalities", {"area": "698"}),
        ("labour/groups", {}),
        ("network/white_spots", {"area": "698"}),
        ("projects/family", {"project": "wot"}),
        ("strategy/goals", {"goal": "G1"}),
        ("strategy/thread", {}),
        ("meetings/decisions", {}),
        ("meetings/editions", {}),
    ],
)
def test_no_link_throws_an_english_reader_into_finnish(page, choices):
    links = open_page(page, lang="en", **choices).get("page_link")
    bare = [one.proto.label for one in links if "lang=en" not in one.proto.query_string.split("&")]
    assert bare == []
    # The two pages of meetings have nothing to link to before anything is recorded.
    assert links or page.startswith("meetings/")


def test_every_link_of_the_views_is_made_in_the_one_place_that_keeps_the_language():
    folder = Path(connections.__file__).parents[1] / "views"
    made = {file.name for file in folder.glob("*.py") if "st.page_link(" in file.read_text("utf-8")}
    assert made == {"links.py"}
