"""The publication cube: jobseekers counted, small counts rounded, only sums of one file published.

Everything shown about jobseekers is a sum of these cells, each 0 (read: "0-4") or at least the
base; so is the difference of any two sums of nested selections. There is nothing to average and
nothing to subtract (`docs/decisions/011-publication-cube.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import pandas as pd

from handprint.publish.register import outsider, rounding
from handprint.publish.register.carry_over import CarryOver
from handprint.publish.register.lattice import (
    ALL_VALUES,
    NO_FIELD,
    NO_OCCUPATION,
    Field,
    Lattice,
)

COLUMNS = ["area_code", "occupation_code", "field", "value", "persons"]
# A deviation in a municipality's total is dearer than in one of its cells; in the region's, still
# dearer. Unnamed geographies weigh 1.
WEIGHTS = {"": 6.0, "municipality": 4.0, "occupation": 1.5}
# How much dearer the region's totals become each time one of them is off by more than the base.
DEARER = 5.0
# Leaving what was shown for the same persons, against leaving the truth by as much.
STAYS = 50.0
PARTIAL = "partial_work_ability"
# Rounds of looking for another rounding where an outsider could pin a small count down.
MOST_ROUNDS = 6


class Register(Protocol):
    """Person-level rows of one month, as the register's room hands them over."""

    seekers: pd.DataFrame
    openings: pd.DataFrame
    reference_month: str
    synthetic: bool
    digest: str


@dataclass(frozen=True)
class Counted:
    """The register's inner cells and every published cell each of them belongs to.

    `inner` has municipality, occupation and one column per field; `members` has one row per
    published cell: place, occupation, field, value, and whether it is of the finest geography.
    """

    inner: pd.DataFrame
    published: pd.DataFrame
    counts: np.ndarray
    member: np.ndarray
    keys: list[list[str]]
    meeting: rounding.Meeting


def protected(register: Register, lattice: Lattice, carry_over: CarryOver) -> pd.DataFrame:
    """The cube's rows (area_code, occupation_code, field, value, persons), persons >= base.

    Only the finest geography, one field at a time. Pure but for `carry_over.kept`, which then
    holds this release's roundings too.
    """
    counted = count(register, lattice)
    marks = marked(counted, carry_over)
    values = rounded(counted, lattice, [carry_over.kept.get(mark, -1) for mark in marks])
    # An inner cell of the base or more is never rounded: it has nothing to remember.
    worth = [n < lattice.base for n in counted.counts] + [True] * (len(marks) - len(values))
    finest = counted.published["finest"].to_numpy(bool)
    found = [*values.tolist(), *sums(counted, values)[finest].tolist()]
    carry_over.kept |= {
        mark: value for mark, value, keep in zip(marks, found, worth, strict=True) if keep
    }
    return rows(counted, values)


def rounded(counted: Counted, lattice: Lattice, kept: Sequence[int]) -> np.ndarray:
    """The inner cells' published values; `kept` as `marked` orders it, -1 where there is none.

    Where an outsider with the register's totals could pin a small count down, its cell is not
    rounded up and the search is made again.
    """
    n, finest = len(counted.counts), counted.published["finest"].to_numpy(bool)
    truth = sums(counted, counted.counts)
    aim = truth.copy()
    weight = counted.published["geography"].map(WEIGHTS).fillna(1.0).to_numpy(float, copy=True)
    before = np.array(kept[n:], np.int64)
    # The same persons, though one may have moved between inner cells: stay with what was shown.
    aim[finest] = np.where(before >= 0, before, aim[finest])
    weight[finest] = np.where(before >= 0, STAYS, weight[finest])
    problem = rounding.Problem(
        counts=counted.counts,
        member=counted.member,
        finest=finest,
        base=lattice.base,
        meeting=counted.meeting,
        kept=np.array(kept[:n], np.int64),
        barred=np.zeros(n, bool),
        aim=aim,
        weight=weight,
    )
    values = rounding.rounded(problem)
    region = (counted.published["geography"] == "").to_numpy()
    for _ in range(MOST_ROUNDS):
        pinned = outsider.pinned(crossing(counted, lattice, values))
        up = (values > 0) & (counted.counts < lattice.base) & touched(counted, lattice, pinned)
        far = np.abs(sums(counted, values) - truth)[region].max(initial=0) > lattice.base
        # The persons around it have changed: what is kept would let five or more read "0-4".
        shown = sums(counted, values)
        bare = finest & (truth >= lattice.base) & (shown == 0)
        freed = (problem.kept == 0) & bare[counted.member].any(axis=1) & ~problem.barred
        if not far and not (up & ~problem.barred).any() and not freed.any():
            break
        weight = np.where(region & far, problem.weight * DEARER, problem.weight)
        problem = replace(
            problem,
            barred=problem.barred | up,
            kept=np.where(freed, -1, problem.kept),
            weight=weight,
        )
        values = rounding.rounded(problem, values)
    return values


def marked(counted: Counted, carry_over: CarryOver) -> list[tuple[str, str]]:
    """What the carry-over knows a cell by: first all inner cells, then those of the finest."""
    columns = [c for c in counted.inner if c not in ("municipality", "occupation")]
    inner = [
        (f"inner|{'|'.join(row)}", carry_over.mark(keys))
        for row, keys in zip(
            counted.inner[["municipality", "occupation", *columns]].itertuples(
                index=False, name=None
            ),
            counted.keys,
            strict=True,
        )
    ]
    persons: dict[int, list[str]] = {}
    finest = counted.published["finest"].to_numpy(bool)
    for keys, cells in zip(counted.keys, counted.member.tolist(), strict=True):
        for cell in cells:
            if finest[cell]:
                persons.setdefault(cell, []).extend(keys)
    named = counted.published[["municipality", "occupation", "field", "value"]]
    return inner + [
        (f"finest|{'|'.join(named.iloc[cell])}", carry_over.mark(persons[cell]))
        for cell in np.flatnonzero(finest).tolist()
    ]


def crossing(counted: Counted, lattice: Lattice, values: np.ndarray) -> outsider.Crossing:
    """The same as full arrays, with every occupation of the region in every municipality."""
    areas, area = np.unique(counted.inner["municipality"], return_inverse=True)
    groups, group = np.unique(counted.inner["occupation"], return_inverse=True)
    patterns, pattern = np.unique(_patterns(counted, lattice), axis=0, return_inverse=True)
    shape = (len(areas), len(groups), len(patterns))
    persons, shown = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    persons[area, group, pattern] = counted.counts
    shown[area, group, pattern] = values
    published = np.einsum("mok,kc->moc", shown, patterns.astype(np.int64))
    return outsider.Crossing(persons, patterns.astype(bool), published, lattice.base)


def touched(counted: Counted, lattice: Lattice, cells: np.ndarray) -> np.ndarray:
    """Which inner cells belong to any of these cells (municipality, occupation, column)."""
    area = np.unique(counted.inner["municipality"], return_inverse=True)[1]
    group = np.unique(counted.inner["occupation"], return_inverse=True)[1]
    return (cells[area, group] & _patterns(counted, lattice)).any(axis=1)


def _patterns(counted: Counted, lattice: Lattice) -> np.ndarray:
    """For each inner cell the columns it counts in: all, then each value of each field."""
    columns = [np.ones(len(counted.inner), bool)]
    for one in lattice.fields:
        columns += [(counted.inner[one.column] == value).to_numpy() for value in one.values]
    return np.column_stack(columns)


def count(register: Register, lattice: Lattice) -> Counted:
    """Count the persons of every inner cell, in an order that the rows' order does not change."""
    seekers, digits = register.seekers, lattice.occupation_digits
    columns = [f.column for f in lattice.fields]
    frame = pd.DataFrame(
        {
            "municipality": seekers["municipality"].astype(str),
            "occupation": groups(seekers["occupation"], digits),
            **{c: seekers[c].astype(str) for c in columns},
            "person": seekers["jobseeker"].astype(str),
        }
    ).sort_values(["municipality", "occupation", *columns, "person"], ignore_index=True)
    crossing = ["municipality", "occupation", *columns]
    starts = np.flatnonzero(~frame.duplicated(crossing).to_numpy())
    inner = frame.loc[starts, crossing].reset_index(drop=True)
    ends = np.append(starts, len(frame))[1:]
    counts = (ends - starts).astype(np.int64)
    persons = frame["person"].tolist()
    keys = [persons[a:b] for a, b in zip(starts, ends, strict=True)]
    member, published = _members(inner, lattice)
    return Counted(inner, published, counts, member, keys, _meeting(register, inner, digits))


def sums(counted: Counted, values: np.ndarray) -> np.ndarray:
    """Every published cell of the lattice as the sum of inner values."""
    return rounding.sums(counted.member, values, len(counted.published))


def rows(counted: Counted, values: np.ndarray) -> pd.DataFrame:
    """The published rows: cells of the finest geography that are not 0."""
    frame = counted.published.assign(persons=sums(counted, values))
    frame = frame[frame["finest"] & (frame["persons"] > 0)]
    frame = frame.rename(columns={"municipality": "area_code", "occupation": "occupation_code"})
    return frame[COLUMNS].sort_values(COLUMNS[:4], ignore_index=True)


def groups(occupations: pd.Series, digits: int) -> pd.Series:
    """The occupation group of a register's occupation; "none" where there is no usable one."""
    text = occupations.fillna("").astype(str)
    return text.str[:digits].where(text.str.fullmatch(r"\d{4}"), NO_OCCUPATION)


def _members(inner: pd.DataFrame, lattice: Lattice) -> tuple[np.ndarray, pd.DataFrame]:
    """For each inner cell its published cell in every member; and what each of those is."""
    columns, described, offset = [], [], 0
    for geography, one in lattice.members:
        by = [*geography, *([one.column] if one else [])]
        if by:
            ids = inner.groupby(by, sort=True).ngroup().to_numpy()
        else:
            ids = np.zeros(len(inner), np.int64)
        places = pd.DataFrame({"id": ids}).drop_duplicates("id").sort_values("id")
        at = places.index.to_numpy()
        described.append(_described(inner.iloc[at], geography, one, lattice))
        columns.append(ids + offset)
        offset += len(at)
    return np.column_stack(columns).astype(np.int64), pd.concat(described, ignore_index=True)


def _described(
    inner: pd.DataFrame, geography: tuple[str, ...], one: Field | None, lattice: Lattice
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "municipality": inner["municipality"] if "municipality" in geography else "",
            "occupation": inner["occupation"] if "occupation" in geography else "",
            "field": one.id if one else NO_FIELD,
            "value": inner[one.column] if one else ALL_VALUES,
            "geography": "×".join(geography),
            "finest": geography == lattice.geographies[-1],
        },
        index=inner.index,
    )


def _meeting(register: Register, inner: pd.DataFrame, digits: int) -> rounding.Meeting:
    """Openings at month end in each municipality and occupation group that has jobseekers."""
    there = open_at_end(register.openings, register.reference_month)
    there = there.assign(occupation=groups(there["occupation"], digits))
    places = ["municipality", "occupation"]
    usable = inner["occupation"] != NO_OCCUPATION
    blocks = inner.loc[usable, places].drop_duplicates().reset_index(drop=True)
    positions = there.assign(
        shaped=there["positions"].where(there["shaping"].astype(str).isin(["yes", "True"]), 0)
    )
    sums = positions.groupby(places)[["positions", "shaped"]].sum()
    sums = sums.reindex(pd.MultiIndex.from_frame(blocks), fill_value=0)
    index = pd.MultiIndex.from_frame(blocks)
    block = index.get_indexer(pd.MultiIndex.from_frame(inner[places]))
    partial = (
        (inner[PARTIAL] == "yes").to_numpy() if PARTIAL in inner else np.zeros(len(inner), bool)
    )
    return rounding.Meeting(
        block=block.astype(np.int64),
        partial=partial,
        openings=sums["positions"].to_numpy(float),
        shaping=sums["shaped"].to_numpy(float),
    )


def open_at_end(openings: pd.DataFrame, month: str) -> pd.DataFrame:
    """The openings that are open on the last day of a month."""
    last = pd.Period(month, "M").end_time.normalize()
    posted = pd.to_datetime(openings["posted"])
    closed = pd.to_datetime(openings["closed"].replace("", None))
    positions = openings["positions"].astype(int)
    return openings.assign(positions=positions)[(posted <= last) & ~(closed < last)]
