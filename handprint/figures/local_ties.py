"""What of the network, the projects and the goals there is in one municipality."""

import datetime as dt

from handprint.figures import connections, fields, white_spots
from handprint.figures.connections import Connection
from handprint.figures.memory import remembered
from handprint.words.white_spots import of_area
from queries import run


@remembered
def heading(area: str, day: dt.date) -> str:
    """How many members and projects are recorded in the municipality on the day."""
    month = white_spots.periods("share")[0]
    spots = white_spots.every("share", month, "members", day)
    return of_area(next(spot for spot in spots if spot.code == area))


@remembered
def of(area: str, day: dt.date) -> dict[str, tuple[Connection, ...]]:
    """Members on the day, others seated there, projects, and the goals that those work for."""
    ties = connections.of("area", area)
    members = _members(area, day)
    goals = {
        goal.id: goal
        for project in ties.get("project", ())
        for goal in connections.of("project", project.id).get("goal", ())
    }
    seated = ties.get("organisation", ())
    found = {
        "member": tuple(one for one in seated if one.id in members),
        "other": tuple(one for one in seated if one.id not in members),
        "project": ties.get("project", ()),
    }
    found["goal"] = tuple(goals[one] for one in sorted(goals))
    return {kind: held for kind, held in found.items() if held}


def _members(area: str, day: dt.date) -> frozenset[str]:
    """The organisations seated in the municipality that are members of the network on the day."""
    rows = run("network/white_coverage", day=day)
    (ids,) = rows.loc[rows["area_code"] == area, "member_ids"]
    return frozenset(fields.text(ids).split(","))
