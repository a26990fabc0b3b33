"""The figures of the page of goals: the tree with its signs, and one light for each goal."""

from collections.abc import Mapping
from dataclasses import dataclass

from handprint.analysis.progress import SIGNS, Sign
from handprint.figures import indicators
from handprint.figures.memory import remembered
from handprint.session import language
from queries import run


@dataclass(frozen=True)
class Goal:
    """One of G1–G6, our grouping: names, the seed's words it rests on, its owner or none."""

    goal: str
    name: str
    short: str
    quote: str
    owner: str


@dataclass(frozen=True)
class Light:
    """One goal's light: the weakest sign among its judged indicators, and how many there are.

    `sign` is cannot_judge when no indicator of the goal could be judged. `counts` holds how many
    indicators have each sign; `example` says that some judged target is made up.
    """

    goal: str
    short: str
    sign: Sign
    judged: int
    indicators: int
    counts: Mapping[Sign, int]
    example: bool


@remembered
def all_goals() -> tuple[Goal, ...]:
    """G1–G6 in order, in the reader's language."""
    lang = language()
    return tuple(
        Goal(
            row["goal"],
            row[f"name_{lang}"],
            row[f"short_{lang}"],
            row["quote"],
            row["owner_name"] if isinstance(row["owner_name"], str) else "",
        )
        for row in run("strategy/indicator_goals").to_dict("records")
    )


def lights(*, examples: bool = True) -> tuple[Light, ...]:
    """One light for each goal, in the goals' own order."""
    standings = indicators.all_of(examples=examples)
    return tuple(_light(goal, standings) for goal in all_goals())


def _light(goal: Goal, standings: tuple[indicators.Standing, ...]) -> Light:
    own = [standing for standing in standings if standing.goal == goal.goal]
    judged = [standing for standing in own if standing.judged]
    counts = {sign: sum(one.judgement.sign == sign for one in own) for sign in SIGNS}
    worst = max((one.judgement.sign for one in judged), key=SIGNS.index, default="cannot_judge")
    return Light(
        goal=goal.goal,
        short=goal.short,
        sign=worst,
        judged=len(judged),
        indicators=len(own),
        counts=counts,
        example=any(one.target_example for one in judged),
    )
