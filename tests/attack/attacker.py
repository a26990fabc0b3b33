"""What a stranger can do who has the public file, a screen full of filters, and time.

Nothing here knows a true count. An attacker asks a `Desk` for counts over rectangles (some
municipalities × some occupations × one value of one field), as anybody can by choosing in the
page's filters or adding up rows of the public file, and tells what follows for 1–4 persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Protocol

import numpy as np
import pandas as pd

BASE = 5
HIDDEN = -1
"""What a desk answers when it does not tell."""
Key = tuple[str, str]
"""A field and one of its values; `ALL` is everybody."""
ALL: Key = ("none", "all")
Masks = np.ndarray
"""Which areas, or which occupations: boolean, one row a question."""


@dataclass(frozen=True)
class Counts:
    """Persons by area (rows) and occupation (columns), one table for each field and value."""

    areas: tuple[str, ...]
    occupations: tuple[str, ...]
    tables: Mapping[Key, np.ndarray]

    @classmethod
    def of(cls, frame: pd.DataFrame, *, areas: object = (), occupations: object = ()) -> Counts:
        """From rows (area_code, occupation_code, field, value, persons); what is absent is 0."""
        areas = tuple(sorted({*frame["area_code"], *areas}))
        occupations = tuple(sorted({*frame["occupation_code"], *occupations}))
        row = {code: at for at, code in enumerate(areas)}
        column = {code: at for at, code in enumerate(occupations)}
        tables: dict[Key, np.ndarray] = {}
        for key, part in frame.groupby(["field", "value"], sort=True):
            table = np.zeros((len(areas), len(occupations)), dtype=np.int64)
            np.add.at(
                table,
                (part["area_code"].map(row), part["occupation_code"].map(column)),
                part["persons"],
            )
            tables[key] = table
        return cls(areas, occupations, tables)

    @property
    def fields(self) -> dict[str, list[Key]]:
        """The values of each field, `none` left out."""
        found: dict[str, list[Key]] = {}
        for key in sorted(self.tables):
            if key != ALL:
                found.setdefault(key[0], []).append(key)
        return found

    def rows(self) -> pd.DataFrame:
        """The same as rows, those without persons left out."""
        parts = []
        for (name, value), table in self.tables.items():
            row, column = np.nonzero(table)
            parts.append(
                pd.DataFrame(
                    {
                        "area_code": np.array(self.areas)[row],
                        "occupation_code": np.array(self.occupations)[column],
                        "field": name,
                        "value": value,
                        "persons": table[row, column],
                    }
                )
            )
        every = pd.concat(parts, ignore_index=True)
        order = ["field", "value", "area_code", "occupation_code"]
        return every.sort_values(order, ignore_index=True)


class Desk(Protocol):
    """Whoever answers: the public file, or a way of protecting that is known to fail."""

    areas: tuple[str, ...]
    occupations: tuple[str, ...]
    keys: tuple[Key, ...]

    def ask(self, key: Key, areas: Masks, occupations: Masks) -> np.ndarray:
        """One count a row of the masks, or HIDDEN."""


class PublicFile:
    """The cube as published: any rows of it may be added up."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.areas, self.occupations = counts.areas, counts.occupations
        self.keys = tuple(counts.tables)

    def ask(self, key: Key, areas: Masks, occupations: Masks) -> np.ndarray:
        """The sum of the published cells."""
        return totals(self.counts.tables[key], areas, occupations)


def totals(table: np.ndarray, areas: Masks, occupations: Masks) -> np.ndarray:
    """Sums of a table over rectangles, one a row of the masks."""
    across = areas.astype(np.float64) @ table.astype(np.float64)
    return np.rint((across * occupations).sum(axis=1)).astype(np.int64)


@dataclass
class Found:
    """What an attack tried and what it got: each leak is a few words about one small count."""

    attack: str
    tried: int = 0
    leaks: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, small: np.ndarray, words: object) -> None:
        """Count answers that tell 1–4 persons; `words(place)` describes one of them."""
        where = np.flatnonzero(small)
        self.leaks += len(where)
        self.examples += [words(place) for place in where[: max(0, 3 - len(self.examples))]]

    def __str__(self) -> str:
        said = f"{self.attack}: {self.tried:,} tried, {self.leaks:,} leaks"
        return "; ".join([said, *self.examples])


def small(count: np.ndarray) -> np.ndarray:
    """Whether counts are 1–4."""
    return (count >= 1) & (count < BASE)


# The geographies of the lattice, by which of the two dimensions stay apart.
GEOGRAPHIES = {"all": (), "area": (0,), "occupation": (1,), "area×occupation": (0, 1)}


def members(counts: Counts) -> Iterator[tuple[str, Key, np.ndarray]]:
    """Each table of the lattice: a geography by one field's value, with its cells."""
    for name, kept in GEOGRAPHIES.items():
        for key, table in counts.tables.items():
            yield name, key, summed(table, kept)


def summed(table: np.ndarray, kept: tuple[int, ...]) -> np.ndarray:
    """A table with only the kept dimensions left apart."""
    return np.atleast_1d(table.sum(axis=tuple(axis for axis in (0, 1) if axis not in kept)))


def atoms(counts: Counts) -> Found:
    """Attack 1: look at every cell of every table that may be shown."""
    found = Found("1 atoms")
    for name, key, cells in members(counts):
        flat = cells.ravel()
        found.tried += flat.size
        found.add(small(flat), lambda at, n=name, k=key, f=flat: f"{n} {k} cell {at}: {f[at]}")
    return found


def groups(desk: Desk, *, subsets: int, chance: np.random.Generator) -> Found:
    """Attack 2: single groups and random sets of filters; each also as all less the group.

    Singles: each municipality × each occupation, either alone, neither. Sets: `subsets` random
    choices of municipalities and occupations. Each is asked for each value of each field, and
    subtracted from everybody in the same places, and from the same group in all places.
    """
    found = Found("2 groups, complements, subsets")
    singles = _singles(desk)
    each = -(-subsets // len(desk.keys))
    whole = _whole(desk)
    for key in desk.keys:
        areas, occupations = (
            np.vstack([single, random])
            for single, random in zip(singles, _random(desk, each, chance), strict=True)
        )
        group = desk.ask(key, areas, occupations)
        _told(found, group, f"{key}")
        _told(found, _less(desk.ask(key, *whole), group), f"{key} in all other places")
        if key != ALL:
            everybody = desk.ask(ALL, areas, occupations)
            _told(found, _less(everybody, group), f"all less {key}")
    return found


def nested(desk: Desk, *, pairs: int, chance: np.random.Generator) -> Found:
    """Attack 3: two questions A ⊃ B over both dimensions; what lies between them.

    Half of the pairs differ by one municipality or occupation, the other half by any number;
    B may also be one value of a field where A is everybody.
    """
    found = Found("3 nested pairs")
    each = -(-pairs // (2 * len(desk.keys)))
    for key in desk.keys:
        for inner in (_smaller, _one_less):
            areas, occupations = _random(desk, each, chance)
            fewer_areas, fewer_occupations = inner(areas, occupations, chance)
            wide_key = ALL if chance.random() < 0.5 else key
            wide = desk.ask(wide_key, areas, occupations)
            narrow = desk.ask(key, fewer_areas, fewer_occupations)
            _told(found, _less(wide, narrow), f"{wide_key} less part of {key}")
    return found


def crossing(desk: Desk, *, pairs: int, chance: np.random.Generator) -> Found:
    """Attack 12: two filters that overlap; each less what they have in common."""
    found = Found("12 pairs that are not nested")
    each = -(-pairs // len(desk.keys))
    for key in desk.keys:
        one, other = _random(desk, each, chance), _random(desk, each, chance)
        both = one[0] & other[0], one[1] & other[1]
        common = desk.ask(key, *both)
        for areas, occupations in (one, other):
            _told(found, _less(desk.ask(key, areas, occupations), common), f"{key} not in common")
    return found


def averages(desk: Desk, *, supersets: int, chance: np.random.Generator) -> dict[Key, np.ndarray]:
    """Attack 4: guess each cell that is not shown from many sets with and without it.

    Half of the sets are other municipalities with the same occupation, half other occupations
    of the same municipality. The guess is the mean difference, to the nearest person; -1 where
    nothing was shown. Whether a guess is right, only a test knows.
    """
    every_area, every_occupation = len(desk.areas), len(desk.occupations)
    half = supersets // 2
    guesses = {}
    for key in desk.keys:
        told = np.full((every_area, every_occupation), HIDDEN)
        for row in range(every_area):
            for column in range(every_occupation):
                one_area = np.zeros((1, every_area), bool)
                one_occupation = np.zeros((1, every_occupation), bool)
                one_area[0, row] = one_occupation[0, column] = True
                if desk.ask(key, one_area, one_occupation)[0] >= BASE:
                    continue  # shown as it is: not a small cell
                areas = chance.random((half, every_area)) < 0.5
                occupations = chance.random((half, every_occupation)) < 0.5
                same_occupation = np.repeat(one_occupation, half, axis=0)
                same_area = np.repeat(one_area, half, axis=0)
                with_it = [
                    desk.ask(key, areas | one_area, same_occupation),
                    desk.ask(key, same_area, occupations | one_occupation),
                ]
                without = [
                    desk.ask(key, areas & ~one_area, same_occupation),
                    desk.ask(key, same_area, occupations & ~one_occupation),
                ]
                more, less = np.concatenate(with_it), np.concatenate(without)
                shown = (more != HIDDEN) & (less != HIDDEN)
                if shown.any():
                    told[row, column] = np.rint((more - less)[shown].mean())
        guesses[key] = told
    return guesses


def recovered(guesses: Mapping[Key, np.ndarray], true: Counts) -> tuple[int, int]:
    """How many true cells of 1–4 were guessed right, and how many there are; for tests."""
    right = {
        key: small(true.tables[key]) & (told == true.tables[key]) for key, told in guesses.items()
    }
    return sum(int(r.sum()) for r in right.values()), sum(
        int(small(true.tables[key]).sum()) for key in guesses
    )


def frechet(counts: Counts) -> tuple[Found, list[tuple[str, Key, Key, np.ndarray]]]:
    """Attack 6: bounds of two fields at once, from each of them and everybody.

    Persons with x and y are at least x + y - n and at most min(x, y). Leaks are cells whose
    bounds leave nothing but 1–4. Also returned, where some lower bound is 1–4: the geography,
    the two groups and the lower bounds, for a test to see whether they are good guesses.
    """
    found = Found("6 Fréchet bounds")
    guesses = []
    for geography, kept in GEOGRAPHIES.items():
        table = {key: summed(one, kept).ravel() for key, one in counts.tables.items()}
        for x, y in pairs_of_fields(counts):
            low = np.maximum(table[x] + table[y] - table[ALL], 0)
            high = np.minimum(table[x], table[y])
            found.tried += low.size
            found.add(
                (low >= 1) & (high < BASE),
                lambda at, x=x, y=y, low=low, high=high: f"{x} and {y}: {low[at]}–{high[at]}",
            )
            if small(low).any():
                guesses.append((geography, x, y, low))
    return found, guesses


def pairs_of_fields(counts: Counts) -> Iterator[tuple[Key, Key]]:
    """Every value of every field with every value of every other."""
    for one, other in combinations(sorted(counts.fields), 2):
        yield from product(counts.fields[one], counts.fields[other])


def sums(counts: Counts) -> Found:
    """Every field's values add up to everybody, in each cell: a difference would be somebody."""
    found = Found("fields add up")
    for name, keys in counts.fields.items():
        gap = counts.tables[ALL] - np.sum([counts.tables[key] for key in keys], axis=0)
        found.tried += gap.size
        flat = gap.ravel()
        found.add(flat != 0, lambda at, n=name, f=flat: f"{n} cell {at} misses {f[at]}")
    return found


def _told(found: Found, answers: np.ndarray, words: str) -> None:
    found.tried += len(answers)
    found.add(small(answers), lambda at: f"{words}: {answers[at]}")


def _less(wide: np.ndarray, narrow: np.ndarray) -> np.ndarray:
    """The difference where both are shown, else HIDDEN."""
    shown = (wide != HIDDEN) & (narrow != HIDDEN)
    return np.where(shown, wide - narrow, HIDDEN)


def _whole(desk: Desk) -> tuple[Masks, Masks]:
    return np.ones((1, len(desk.areas)), bool), np.ones((1, len(desk.occupations)), bool)


def _singles(desk: Desk) -> tuple[Masks, Masks]:
    """Each area or all of them, with each occupation or all of them."""
    areas = np.vstack([np.eye(len(desk.areas), dtype=bool), _whole(desk)[0]])
    occupations = np.vstack([np.eye(len(desk.occupations), dtype=bool), _whole(desk)[1]])
    return np.repeat(areas, len(occupations), axis=0), np.tile(occupations, (len(areas), 1))


def _random(desk: Desk, number: int, chance: np.random.Generator) -> tuple[Masks, Masks]:
    """Random filters: a few or many of each, never none."""
    masks = []
    for size in (len(desk.areas), len(desk.occupations)):
        share = chance.choice([0.05, 0.2, 0.5, 0.8, 0.95], (number, 1))
        mask = chance.random((number, size)) < share
        mask[np.arange(number), chance.integers(0, size, number)] = True
        masks.append(mask)
    return masks[0], masks[1]


def _smaller(areas: Masks, occupations: Masks, chance: np.random.Generator) -> tuple[Masks, Masks]:
    """Some of each."""
    return (
        areas & (chance.random(areas.shape) < 0.8),
        occupations & (chance.random(occupations.shape) < 0.8),
    )


def _one_less(areas: Masks, occupations: Masks, chance: np.random.Generator) -> tuple[Masks, Masks]:
    """One municipality or one occupation taken out."""
    fewer = areas.copy(), occupations.copy()
    which = chance.random(len(areas)) < 0.5
    for mask, rows in zip(fewer, (np.flatnonzero(which), np.flatnonzero(~which)), strict=True):
        weights = mask[rows] * chance.random((len(rows), mask.shape[1]))
        mask[rows, weights.argmax(axis=1)] = False
    return fewer
