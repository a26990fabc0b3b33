"""Who stands where: ranks from both ends, with ties, and with the hidden kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from handprint.numbers import rounded

SECRET_RANGE = (1, 4)
"""A secret count is known to lie between these, both included."""

DERIVED = "derived"
"""The source of figures that we have summed ourselves."""

_RANKED = ("value", "zero", "carried")


@dataclass(frozen=True)
class Standing:
    """One area's place in its row.

    Ranks are competition ranks (1, 2, 2, 4) and None for an area whose value is not shown.
    `of` counts the places there are. `tied` names the other areas with the same shown value.
    `unknown` names the areas that could stand anywhere, so that every rank is one among the
    published only.
    """

    value: float | None
    status: str
    rank_from_top: int | None
    rank_from_bottom: int | None
    of: int
    tied: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def ranked(self) -> bool:
        """Whether the area has a place at all."""
        return self.rank_from_top is not None

    @property
    def middle(self) -> bool:
        """Whether the area stands exactly as far from the top as from the bottom."""
        return self.ranked and self.rank_from_top == self.rank_from_bottom

    @property
    def alone(self) -> bool:
        """Whether there is nobody to be compared with."""
        return self.ranked and self.of == 1

    @property
    def all_equal(self) -> bool:
        """Whether every area with a value has the same one."""
        return self.ranked and self.of > 1 and len(self.tied) == self.of - 1


def standings(
    table: pd.DataFrame, *, decimals: int = 1, counted: bool = False
) -> dict[str, Standing]:
    """Each area's standing, from a table [area_code, value, status].

    Values are compared as they will be shown, so two areas that both read 10,5 % are tied.
    Pass areas of one level only: a region among its municipalities would be ranked too.

    A sum we derived ourselves is secret because some of its parts are, so it is not 1–4: where
    the table has a column `source`, a secret figure of source `derived` becomes `withheld`.

    `counted` is for numbers of persons or posts: a secret one is 1–4, so it has a known place,
    under every shown value of five or more and above zero. It counts as a place for the others
    but has no rank of its own. A secret share could stand anywhere, and so could a missing one.
    """
    shown: dict[str, float] = {}
    fixed: list[float] = []
    unknown: list[str] = []
    rows = dict(
        zip(table["area_code"], zip(table["value"], told_statuses(table), strict=True), strict=True)
    )
    for code, (value, status) in rows.items():
        exact = rounded(0.0 if status == "zero" else value, decimals)
        if status in _RANKED and exact is not None:
            shown[code] = float(exact)
        elif status == "secret" and counted:
            fixed.append(float(SECRET_RANGE[0]))
        elif status != "not_applicable":
            unknown.append(code)
    # A shown count of 1–4 beside a secret one cannot be ordered; it does not occur in the
    # source, which hides all of them alike.
    row = [*shown.values(), *fixed]
    result = {}
    for code, (_, status) in rows.items():
        own = shown.get(code)
        result[code] = Standing(
            value=own,
            status=status,
            rank_from_top=None if own is None else 1 + sum(x > own for x in row),
            rank_from_bottom=None if own is None else 1 + sum(x < own for x in row),
            of=len(row),
            tied=()
            if own is None
            else tuple(c for c, x in shown.items() if x == own and c != code),
            unknown=tuple(unknown),
        )
    return result


def told_statuses(table: pd.DataFrame) -> list[str]:
    """The statuses of a table as they are told: a derived sum with secret parts is `withheld`."""
    if "source" not in table:
        return list(table["status"])
    return [
        "withheld" if status == "secret" and source == DERIVED else status
        for status, source in zip(table["status"], table["source"], strict=True)
    ]


def ends(row: Mapping[str, Standing]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas that stand first from the top and first from the bottom.

    Either may be empty: the lowest counts are often secret, and then no shown area is lowest.
    """
    return (
        tuple(code for code, s in row.items() if s.rank_from_top == 1),
        tuple(code for code, s in row.items() if s.rank_from_bottom == 1),
    )


def hidden(row: Mapping[str, Standing], status: str) -> tuple[str, ...]:
    """The areas of one status: `hidden(row, "secret")`."""
    return tuple(code for code, s in row.items() if s.status == status)
