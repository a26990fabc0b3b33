"""The link travels: what hangs together is found from both of its ends."""

import pytest

import queries
from handprint.figures import connections

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
