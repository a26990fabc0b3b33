"""The choices with which every figure of the pages is there to be seen."""

from collections.abc import Mapping

from handprint.figures import focus

CHOSEN: Mapping[str, Mapping[str, str]] = {
    "areas-map": {"area": "240"},
    "areas-peers": {"area": "240"},
    "areas-trend": {"area": "240"},
    "areas-groups": {"area": "240"},
    "areas-strip": {"area": "583", "indicator": "population"},
    "goals-past": {"indicator": "I01"},
    "goals-tree": {"goal": "G4"},
    "groups-map": {"level": "sub_region", "target": "disabled"},
    "outputs-matrix": {"project": "voitto"},
    "white-rows": {"area": "583"},
    "family-timeline": {"fund": "ESR"},
}
"""Choices by figure key; what is not here is seen as its page opens."""


def choices(key: str) -> Mapping[str, str]:
    """The choices of a figure in these tests."""
    return CHOSEN.get(key, {})


def every() -> tuple[str, ...]:
    """The keys of all figures."""
    return focus.KEYS
