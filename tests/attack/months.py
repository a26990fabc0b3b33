"""Attack 11: the same small group, published month after month; does the mean tell it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tests.attack.attacker import ALL, BASE, Counts, Key
from tests.attack.truth import Lattice, Rows, named

MONTHS, CHURN = 12, 0.03
Cell = tuple[Key, str, str]


@dataclass(frozen=True)
class Estimate:
    """How well published months tell the small groups that were the same persons in all of them.

    `one` and `mean` are root mean square errors, in persons, of one month and of the mean of all;
    `right` is the share of groups whose mean, to the nearest person, is the truth.
    """

    groups: int
    unchanging: float
    one: float
    mean: float
    right: float

    def __str__(self) -> str:
        return (
            f"{self.groups:,} unchanged small groups, {self.unchanging:.1%} published alike in "
            f"{MONTHS} months; error of one month {self.one:.2f}, of the mean {self.mean:.2f}; "
            f"{self.right:.1%} guessed right"
        )


def passing(seekers: pd.DataFrame, chance: np.random.Generator) -> Iterator[pd.DataFrame]:
    """The seekers month by month: some leave, as many come who resemble others."""
    now = seekers
    for month in range(MONTHS):
        yield now
        now = now.copy()
        leaving = chance.choice(len(now), int(CHURN * len(now)), replace=False)
        coming = now.iloc[chance.choice(len(now), len(leaving))].copy()
        coming["jobseeker"] = [f"new-{month:02}-{at:05}" for at in range(len(leaving))]
        now.iloc[leaving] = coming.to_numpy()


def attacked(
    months: Sequence[Rows], published: Callable[[Rows], pd.DataFrame], lattice: Lattice
) -> Estimate:
    """Publish every month in turn and take the mean of what is seen of unchanged groups."""
    cubes = [published(month) for month in months]
    groups = [_groups(named(month.seekers, lattice), lattice) for month in months]
    areas = sorted({area for month in groups for _, area, _ in month})
    occupations = sorted({occupation for month in groups for *_, occupation in month})
    counts = [Counts.of(cube, areas=areas, occupations=occupations) for cube in cubes]
    same = [
        cell
        for cell, persons in groups[0].items()
        if len(persons) < BASE and all(month.get(cell) == persons for month in groups[1:])
    ]
    row = {code: at for at, code in enumerate(areas)}
    column = {code: at for at, code in enumerate(occupations)}
    seen = np.array(
        [[count.tables[key][row[a], column[o]] for count in counts] for key, a, o in same]
    )
    true = np.array([len(groups[0][cell]) for cell in same])
    mean = seen.mean(axis=1)
    return Estimate(
        groups=len(same),
        unchanging=float((seen == seen[:, :1]).all(axis=1).mean()),
        one=float(np.sqrt(((seen[:, 0] - true) ** 2).mean())),
        mean=float(np.sqrt(((mean - true) ** 2).mean())),
        right=float((np.rint(mean) == true).mean()),
    )


def _groups(rows: pd.DataFrame, lattice: Lattice) -> dict[Cell, frozenset[str]]:
    """The persons of every cell of the finest geography."""
    found: dict[Cell, frozenset[str]] = {}
    columns = {ALL: None} | {
        (name, value): column
        for name, column in lattice.columns.items()
        for value in lattice.values[name]
    }
    for key, column in columns.items():
        there = rows if column is None else rows[rows[column] == key[1]]
        for place, part in there.groupby(["area_code", "occupation_code"])["jobseeker"]:
            found[key, *place] = frozenset(part)
    return found
