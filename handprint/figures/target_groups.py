"""The five target groups: where each stands in the statistics and in the publication cube."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """One target group: its official indicator, and its field in the publication cube.

    `breaks` part its share among the unemployed into map classes, the same in every month.
    `sensitive` fields show shares between 5 and 95 per cent only. With `shaping`, only openings
    whose work can be shaped count as the group's. `stand_in` marks a field that is not the
    official heading but stands for it.
    """

    indicator: str
    field: str
    value: str
    breaks: tuple[float, ...]
    sensitive: bool = True
    shaping: bool = False
    stand_in: bool = False


GROUPS: dict[str, Group] = {
    "under_25": Group(
        "unemployed_under_25", "age", "under_25", (6.0, 9.0, 12.0, 15.0), sensitive=False
    ),
    "over_50": Group(
        "unemployed_over_50", "age", "over_50", (30.0, 40.0, 50.0, 60.0), sensitive=False
    ),
    "long_term": Group("long_term_unemployed", "long_term", "yes", (10.0, 20.0, 30.0, 40.0)),
    "disabled": Group(
        "unemployed_disabled",
        "partial_work_ability",
        "yes",
        (6.0, 9.0, 12.0, 15.0),
        shaping=True,
        stand_in=True,
    ),
    "foreign": Group("unemployed_foreign", "foreign", "yes", (6.0, 8.0, 10.0, 12.0), stand_in=True),
}

LEFT, RIGHT = 520, 440
"""Units that the pictures of the two columns are drawn at, so that words stay over 12 pixels."""
