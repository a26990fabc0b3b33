"""What of the network, the projects and the goals there is in one municipality."""

import datetime as dt

from handprint.figures import connections, white_spots
from handprint.figures.connections import Connection
from handprint.figures.memory import remembered
from handprint.words.white_spots import of_area


@remembered
def heading(area: str, day: dt.date) -> str:
    """How many members and projects are recorded in the municipality on the day."""
    month = white_spots.periods("share")[0]
    spots = white_spots.every("share", month, "members", day)
    return of_area(next(spot for spot in spots if spot.code == area))


@remembered
def of(area: str) -> dict[str, tuple[Connection, ...]]:
    """Organisations and projects seated there, and the goals that those projects work for."""
    ties = connections.of("area", area)
    goals = {
        goal.id: goal
        for project in ties.get("project", ())
        for goal in connections.of("project", project.id).get("goal", ())
    }
    found = {kind: ties.get(kind, ()) for kind in ("organisation", "project")}
    found["goal"] = tuple(goals[one] for one in sorted(goals))
    return {kind: held for kind, held in found.items() if held}
