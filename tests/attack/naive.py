"""Made-up persons, and three ways of protecting them that are known to fail."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.attack.attacker import BASE, HIDDEN, Counts, Key, totals

FIELDS = {
    "age": (("under_25", 0.13), ("25_50", 0.51), ("over_50", 0.36)),
    "long_term": (("yes", 0.27), ("no", 0.73)),
    "partial_work_ability": (("yes", 0.13), ("no", 0.87)),
    "foreign": (("yes", 0.09), ("no", 0.91)),
}


def persons(number: int = 8000, *, seed: int = 1, areas: int = 21, occupations: int = 40):
    """So many persons of a region like ours: a few large places and trades, many small ones."""
    chance = np.random.default_rng(seed)
    frame = {"jobseeker": [f"M{at:06}" for at in range(number)]}
    for name, size in (("area_code", areas), ("occupation_code", occupations)):
        weights = 1 / np.arange(1, size + 1) ** 1.1
        codes = np.array([f"{at:03}" for at in range(size)])
        frame[name] = chance.choice(codes, number, p=weights / weights.sum())
    for name, values in FIELDS.items():
        frame[name] = chance.choice([v for v, _ in values], number, p=[s for _, s in values])
    return pd.DataFrame(frame)


def counted(people: pd.DataFrame, weight: np.ndarray | int = 1) -> Counts:
    """True counts of persons (or of whatever each weighs) in the shape of the cube."""
    weighed = people.assign(persons=weight, none="all")
    parts = [
        weighed.groupby(["area_code", "occupation_code", name], as_index=False)["persons"]
        .sum()
        .rename(columns={name: "value"})
        .assign(field=name)
        for name in ("none", *FIELDS)
    ]
    return Counts.of(pd.concat(parts, ignore_index=True))


class _Desk:
    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.areas, self.occupations = counts.areas, counts.occupations
        self.keys = tuple(counts.tables)

    def true(self, key: Key, areas: np.ndarray, occupations: np.ndarray) -> np.ndarray:
        return totals(self.counts.tables[key], areas, occupations)


class Threshold(_Desk):
    """Hides an answer under five, tells any other exactly."""

    def ask(self, key: Key, areas: np.ndarray, occupations: np.ndarray) -> np.ndarray:
        """The true count, or HIDDEN."""
        count = self.true(key, areas, occupations)
        return np.where(count < BASE, HIDDEN, count)


class Rounding(_Desk):
    """Rounds each answer by itself to the nearest five."""

    def ask(self, key: Key, areas: np.ndarray, occupations: np.ndarray) -> np.ndarray:
        """The true count, rounded."""
        return (self.true(key, areas, occupations) + BASE // 2) // BASE * BASE


class CellKey(_Desk):
    """Adds noise of ±4 that is the same whenever the same persons are counted."""

    def __init__(self, people: pd.DataFrame, *, seed: int = 7) -> None:
        super().__init__(counted(people))
        chance = np.random.default_rng(seed)
        self._keys = counted(people, chance.integers(0, 256, len(people)))
        self._noise = chance.integers(-4, 5, 256)

    def ask(self, key: Key, areas: np.ndarray, occupations: np.ndarray) -> np.ndarray:
        """The noisy count, never 1–4."""
        count = self.true(key, areas, occupations)
        summed = totals(self._keys.tables[key], areas, occupations)
        noisy = np.maximum(count + self._noise[summed % 256], 0)
        return np.where(noisy < BASE, 0, noisy)
