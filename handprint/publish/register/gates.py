"""The gates a publication cube must pass before it is published; each says only pass or fail.

Every gate counts anew from the rows that would be published and from the register, not from what
the rounding kept in mind. Exact figures go to the restricted folder alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from handprint.publish.register import cube as cubes
from handprint.publish.register import outsider
from handprint.publish.register.cube import COLUMNS, Register
from handprint.publish.register.lattice import (
    ALL_VALUES,
    NO_FIELD,
    NO_OCCUPATION,
    Field,
    Lattice,
)
from handprint.publish.wording import Refused

# What protection may change of the ladder's joint rungs, of the unprotected ones.
LADDER_SHARE = 0.05
# Where the exact figures lie, in the restricted folder.
FILE = "gates.json"


@dataclass(frozen=True)
class Gate:
    """One gate: its name, whether it holds, what the refusal says and what only we may know."""

    name: str
    passed: bool
    slots: dict[str, Any]
    figures: dict[str, Any]


def check(register: Register, lattice: Lattice, cube: pd.DataFrame) -> dict[str, str]:
    """Every gate with "pass"; Refused, with a sentence that tells no true figure, if one fails."""
    found = measure(register, lattice, cube)
    refuse(found)
    return results(found)


def measure(register: Register, lattice: Lattice, cube: pd.DataFrame) -> list[Gate]:
    """Ask every gate; none of them refuses yet. A cube that is no cube is asked nothing more."""
    shape = _shape(lattice, cube)
    if not shape.passed:
        return [shape]
    gates: tuple[Callable[[Register, Lattice, pd.DataFrame], Gate], ...] = (
        _no_small,
        _additive,
        _region,
        _ladder,
        _known_totals,
    )
    return [shape, *(gate(register, lattice, cube) for gate in gates)]


def refuse(found: list[Gate]) -> None:
    """Refused for the first gate that does not hold."""
    for gate in found:
        if not gate.passed:
            raise Refused(f"gate_{gate.name}", file=FILE, **gate.slots)


def results(found: list[Gate]) -> dict[str, str]:
    """What may be told: each gate's name, pass or fail."""
    return {gate.name: "pass" if gate.passed else "fail" for gate in found}


def report(found: list[Gate]) -> bytes:
    """What only the restricted folder may hold: the gates with their exact figures."""
    told = [{"gate": g.name, "passed": g.passed, **g.slots, **g.figures} for g in found]
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _shape(lattice: Lattice, cube: pd.DataFrame) -> Gate:
    """Only cells of the lattice's finest geography with one field at most, each once."""
    allowed = {(NO_FIELD, ALL_VALUES)} | {(f.id, v) for f in lattice.fields for v in f.values}
    strange = [c for c in cube.columns if c not in COLUMNS] + [
        c for c in COLUMNS if c not in cube.columns
    ]
    if not strange:
        pairs = set(zip(cube["field"], cube["value"], strict=True))
        strange = [f"{name}={value}" for name, value in sorted(pairs - allowed)]
    if not strange and cube.duplicated(COLUMNS[:4]).any():
        strange = [", ".join(map(str, cube[cube.duplicated(COLUMNS[:4])].iloc[0][COLUMNS[:4]]))]
    return Gate("lattice", not strange, {"found": ", ".join(strange[:5])}, {})


def _no_small(register: Register, lattice: Lattice, cube: pd.DataFrame) -> Gate:
    """No cell of any member of the lattice lies in 1 .. base - 1 (and none is negative or 0)."""
    members, number = {}, int((cube["persons"] < lattice.base).sum())
    for geography, one in lattice.members:
        small = summed(cube, geography, one)
        small = small[(small != 0) & (small < lattice.base)]
        members[_named(geography, one)] = len(small)
        number = max(number, len(small))
    slots = {"number": number, "most": lattice.base - 1}
    return Gate("small", number == 0, slots, {"small_cells": members})


def _additive(register: Register, lattice: Lattice, cube: pd.DataFrame) -> Gate:
    """In every cell the values of a field add up to the cell's own count."""
    whole = summed(cube, ("municipality", "occupation"), None)
    wrong = {}
    for one in lattice.fields:
        rows = cube[cube["field"] == one.id]
        parts = rows.groupby(["area_code", "occupation_code"])["persons"].sum()
        parts, same = parts.align(whole, fill_value=0)
        wrong[one.id] = int((parts != same).sum())
    number = sum(wrong.values())
    return Gate("additive", number == 0, {"number": number}, {"not_adding_up": wrong})


def _region(register: Register, lattice: Lattice, cube: pd.DataFrame) -> Gate:
    """For the whole region every group, and the total, is within the base of the truth."""
    true = _register_as_rows(register, lattice)
    off = {}
    for one in (None, *lattice.fields):
        ours, theirs = summed(cube, (), one), summed(true, (), one)
        ours, theirs = ours.align(theirs, fill_value=0)
        for value, difference in (ours - theirs).items():
            off[f"{one.id if one else NO_FIELD}={value}"] = int(difference)
    places = {
        _named(geography, one): _deviations(cube, true, geography, one)
        for geography, one in lattice.members
        if geography
    }
    worst = max((abs(d) for d in off.values()), default=0)
    figures = {"region": off, "elsewhere": places}
    return Gate("region", worst <= lattice.base, {"most": lattice.base}, figures)


def _ladder(register: Register, lattice: Lattice, cube: pd.DataFrame) -> Gate:
    """Both joint rungs, with and without the capacity rule, are within 5 % of the unprotected.

    Or within the base: a handful of persons cannot be met more closely.
    """
    true = _register_as_rows(register, lattice)
    there = cubes.open_at_end(register.openings, register.reference_month)
    there = there.assign(
        occupation_code=cubes.groups(there["occupation"], lattice.occupation_digits),
        area_code=there["municipality"],
        shaped=there["positions"].where(there["shaping"] == "yes", 0),
    )
    there = there[there["occupation_code"] != NO_OCCUPATION]
    openings = there.groupby(["area_code", "occupation_code"])[["positions", "shaped"]].sum()
    rungs = {}
    for name, rows in (("protected", cube), ("true", true)):
        seekers = pd.DataFrame(
            {
                "all": summed(rows, ("municipality", "occupation"), None),
                "partial": rows[
                    (rows["field"] == cubes.PARTIAL) & (rows["value"] == "yes")
                ].set_index(["area_code", "occupation_code"])["persons"],
            }
        )
        both = openings.join(seekers, how="inner").fillna(0)
        fit = both["all"] - both["partial"] + np.minimum(both["partial"], both["shaped"])
        rungs[name] = {
            "joint": int(np.minimum(both["all"], both["positions"]).sum()),
            "capacity": int(np.minimum(fit, both["positions"]).sum()),
        }
    passed = all(
        abs(rungs["protected"][rung] - true_rung) <= max(LADDER_SHARE * true_rung, lattice.base)
        for rung, true_rung in rungs["true"].items()
    )
    return Gate("ladder", passed, {"share": round(100 * LADDER_SHARE)}, {"ladder": rungs})


def _known_totals(register: Register, lattice: Lattice, cube: pd.DataFrame) -> Gate:
    """Nobody who knows the register's published totals can tell what a small cell holds."""
    counted = cubes.count(register, lattice)
    crossing = cubes.crossing(counted, lattice, np.zeros(len(counted.counts), np.int64))
    areas, groups = (np.unique(counted.inner[place]) for place in ("municipality", "occupation"))
    values = [(NO_FIELD, ALL_VALUES), *((f.id, v) for f in lattice.fields for v in f.values)]
    published = np.zeros_like(crossing.published)
    known = cube[cube["area_code"].isin(areas) & cube["occupation_code"].isin(groups)]
    column = {pair: place for place, pair in enumerate(values)}
    columns = [column[pair] for pair in zip(known["field"], known["value"], strict=True)]
    area = np.searchsorted(areas, known["area_code"])
    group = np.searchsorted(groups, known["occupation_code"])
    published[area, group, columns] = known["persons"]
    pinned = outsider.pinned(replace(crossing, published=published))
    number = int(pinned.sum())
    small = (crossing.true > 0) & (crossing.true < lattice.base)
    figures = {
        "small_cells": int(small.sum()),
        "pinned": [
            [areas[m], groups[o], *values[c], int(crossing.true[m, o, c])]
            for m, o, c in np.argwhere(pinned).tolist()
        ],
        "zero_but_not_small": int(((crossing.true >= lattice.base) & (published == 0)).sum()),
        "shown_for_nobody": int(((crossing.true == 0) & (published > 0)).sum()),
    }
    return Gate("known_totals", number == 0, {"number": number}, figures)


def summed(rows: pd.DataFrame, geography: tuple[str, ...], one: Field | None) -> pd.Series:
    """A lattice member as the sum of published rows, by its places and the field's value."""
    rows = rows[rows["field"] == (one.id if one else NO_FIELD)]
    names = {"municipality": "area_code", "occupation": "occupation_code"}
    by = [*(names[place] for place in geography), *(["value"] if one or not geography else [])]
    return rows.groupby(by)["persons"].sum()


def _register_as_rows(register: Register, lattice: Lattice) -> pd.DataFrame:
    """The register's true counts in the form of the cube, to compare with it."""
    seekers = pd.DataFrame(
        {
            "area_code": register.seekers["municipality"],
            "occupation_code": cubes.groups(
                register.seekers["occupation"], lattice.occupation_digits
            ),
        }
    )
    parts = []
    for one in (None, *lattice.fields):
        parts.append(
            seekers.assign(
                field=one.id if one else NO_FIELD,
                value=register.seekers[one.column] if one else ALL_VALUES,
            )
        )
    return pd.concat(parts).groupby(COLUMNS[:4]).size().rename("persons").reset_index()


def _deviations(
    cube: pd.DataFrame, true: pd.DataFrame, geography: tuple[str, ...], one: Field | None
) -> dict[str, float]:
    ours, theirs = summed(cube, geography, one).align(summed(true, geography, one), fill_value=0)
    off = (ours - theirs).abs()
    return {"mean": round(float(off.mean()), 2), "largest": int(off.max()) if len(off) else 0}


def _named(geography: tuple[str, ...], one: Field | None) -> str:
    return " × ".join([*geography, one.id if one else NO_FIELD])
