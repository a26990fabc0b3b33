"""Attack 10: ways of breaking the protection on purpose, and the checks that must notice.

Some mutants damage a finished cube or the public file, as a careless change of the publisher
would; others change a line of the real rounding and run it.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from handprint.publish import schema
from handprint.publish.register import carry_over, cube, gates, lattice, rounding
from tests.attack import attacker, bounds, months, sweep, truth
from tests.attack.attacker import ALL, Counts, PublicFile

PLACE = ["area_code", "occupation_code"]
KEY = b"a key of the test's own, 32 byte"


@dataclass(frozen=True)
class Published:
    """What a publisher put out: the cube's rows in the order of the file, and the file itself."""

    both: truth.Sides
    cube: pd.DataFrame
    database: Path
    # How a month is published, for those mutants that only show over time.
    monthly: Callable[[truth.Rows], pd.DataFrame] | None = None

    @property
    def counts(self) -> Counts:
        """The cube as an attacker adds it up."""
        areas, occupations = self.both.places
        return Counts.of(self.cube, areas=areas, occupations=occupations)


# ---- the checks ---------------------------------------------------------------------------


def _chance() -> np.random.Generator:
    return np.random.default_rng(10)


def _look(one: Published) -> bool:
    return attacker.atoms(one.counts).leaks > 0


def _subsets(one: Published) -> bool:
    return attacker.groups(PublicFile(one.counts), subsets=50_000, chance=_chance()).leaks > 0


def _nested(one: Published) -> bool:
    return attacker.nested(PublicFile(one.counts), pairs=100_000, chance=_chance()).leaks > 0


def _averages(one: Published) -> bool:
    guesses = attacker.averages(PublicFile(one.counts), supersets=40, chance=_chance())
    known = {key: told for key, told in guesses.items() if key in one.both.true.tables}
    return attacker.recovered(known, one.both.true)[0] > 0


def _true_as_shown(one: Published) -> bool:
    shown = one.counts.tables
    return any(
        bool((attacker.small(true) & (shown[key] == true)).any())
        for key, true in one.both.true.tables.items()
        if key in shown
    )


def _does_not_add_up(one: Published) -> bool:
    return attacker.sums(one.counts).leaks > 0


def _order_tells(one: Published) -> bool:
    order = ["field", "value", *PLACE]
    stored = one.cube[order].to_numpy().tolist()
    return stored != sorted(stored) or opening_order_tells(one.database)


def _totals_pin(one: Published) -> bool:
    both, known = one.both, one.counts
    known = replace(known, tables={key: known.tables[key] for key in both.true.tables})
    boxes = bounds.boxes(known, bounds.limits(known, both.true))
    system = bounds.System(boxes, both.true.fields, bounds.Totals.of(both.true))
    return bounds.pinned(system, chance=_chance(), enough=1).leaks > 0


def _more_than_the_schema(one: Published) -> bool:
    return bool(beyond_schema(one.database))


def _keys_in_bytes(one: Published) -> bool:
    needles = sweep.Needles(one.both.seekers["jobseeker"])
    texts = [one.database.read_bytes(), *(data for _, data in sweep.tables(one.database))]
    return any(needles.found_in(data) for data in texts)


def _dropped(one: Published) -> bool:
    return sweep.left_over(one.database)["free"] > 0


def _openings_changed(one: Published) -> bool:
    stored = truth.stored_rows(one.both.release, "opening")
    with duckdb.connect(str(one.database), read_only=True) as connection:
        there = connection.execute("select * from opening").df()
    return not there.equals(stored)


def _months_tell(one: Published) -> bool:
    if one.monthly is None:
        return False
    seekers = truth.raw(one.both, "jobseekers.csv")
    year = [truth.rows(one.both, m) for m in months.passing(seekers, np.random.default_rng(11))]
    found = months.attacked(year, one.monthly, one.both.lattice)
    return found.right > 0.01 or found.mean < 0.9 * found.one


def _gate(name: str) -> Callable[[Published], bool]:
    def closed(one: Published) -> bool:
        found = gates.measure(truth.rows(one.both), form(), one.cube)
        return any(gate.name == name and not gate.passed for gate in found)

    return closed


ATTACKS: dict[str, Callable[[Published], bool]] = {
    "1 atoms": _look,
    "2 subsets": _subsets,
    "3 nested pairs": _nested,
    "4 averages": _averages,
    "5 truth": _true_as_shown,
    "fields add up": _does_not_add_up,
    "7 schema": _more_than_the_schema,
    "7 keys": _keys_in_bytes,
    "7 dropped blocks": _dropped,
    "11 months": _months_tell,
    "12 order of rows": _order_tells,
    "13 totals": _totals_pin,
    "openings as delivered": _openings_changed,
}
GATES = ("lattice", "small", "additive", "region", "ladder", "known_totals")
CHECKS = ATTACKS | {f"gate {name}": _gate(name) for name in GATES}


def beyond_schema(database: Path) -> list[str]:
    """Tables, columns and other things of a file that its schema does not name."""
    made = sweep.made_of(database)
    known = set(schema.TABLES) | {"map_layer", "shape"}
    found = [name for name in made.pop("tables") if name not in known]
    made.pop("databases")
    found += [name for names in made.values() for name in names]
    with duckdb.connect(str(database), read_only=True) as connection:
        for table, (_, _, columns) in schema.TABLES.items():
            rows = connection.execute(
                "select column_name from duckdb_columns() where table_name = ?", [table]
            ).fetchall()
            found += [f"{table}.{name}" for (name,) in rows if name not in columns]
    return found


def opening_order_tells(database: Path) -> bool:
    """Whether the openings lie in another order than that of their keys."""
    with duckdb.connect(str(database), read_only=True) as connection:
        keys = [key for (key,) in connection.execute("select opening from opening").fetchall()]
    return keys != sorted(keys)


# ---- the mutants --------------------------------------------------------------------------


def form() -> lattice.Lattice:
    """The lattice as the publisher reads it."""
    return lattice.read(truth.DATA)


def sound(both: truth.Sides) -> Published:
    """The release as it is."""
    return Published(
        both, truth.stored_rows(both.release, "cube_jobseekers"), both.release.database
    )


def _small_true(one: Published) -> Iterator[tuple[attacker.Key, int, int, int]]:
    """True cells of 1–4: key, row, column, persons."""
    for key, table in one.both.true.tables.items():
        for row, column in np.argwhere(attacker.small(table)).tolist():
            yield key, row, column, int(table[row, column])


def _set(one: Published, key: attacker.Key, row: int, column: int, persons: int) -> Published:
    counts = one.counts
    tables = {name: table.copy() for name, table in counts.tables.items()}
    tables[key][row, column] = persons
    frame = Counts(counts.areas, counts.occupations, tables).rows()
    return replace(one, cube=frame[list(one.cube.columns)])


def one_rounding_removed(one: Published, folder: Path) -> Published:
    """One small count is published as it is, its field still adding up."""
    for key, row, column, persons in _small_true(one):
        shown = one.counts.tables[key][row, column]
        others = [k for k in one.counts.fields.get(key[0], []) if k != key]
        room = [k for k in others if one.counts.tables[k][row, column] + shown - persons >= 5]
        if room:
            rest = int(one.counts.tables[room[0]][row, column] + shown - persons)
            return _set(_set(one, key, row, column, persons), room[0], row, column, rest)
    raise AssertionError("no small count that could be published")


def one_exact_total(one: Published, folder: Path) -> Published:
    """A municipality's true total stands in the cube, its groups stay protected."""
    true, shown = one.both.true.tables[ALL], one.counts.tables[ALL]
    gap = true.sum(axis=1) - shown.sum(axis=1)
    row = int(np.argmax(np.abs(gap)))
    column = int(np.argmax(shown[row]))
    return _set(one, ALL, row, column, int(shown[row, column] + gap[row]))


def second_field(one: Published, folder: Path) -> Published:
    """Two fields at once, each pair counted from the rounded inner cells."""
    counted = cube.count(truth.rows(one.both), form())
    values = cube.rounded(counted, form(), [-1] * (len(counted.counts) + _finest(counted)))
    first, second = form().fields[:2]
    inner = counted.inner.assign(
        persons=values,
        field=f"{first.id}×{second.id}",
        value=counted.inner[first.column] + "×" + counted.inner[second.column],
    ).rename(columns={"municipality": "area_code", "occupation": "occupation_code"})
    more = inner.groupby([*PLACE, "field", "value"], as_index=False)["persons"].sum()
    every = pd.concat([one.cube, more[more["persons"] > 0]])
    return replace(one, cube=every.sort_values(["field", "value", *PLACE], ignore_index=True))


def sorted_by_truth(one: Published, folder: Path) -> Published:
    """The rows lie in the order of their true counts."""
    rows = one.both.true.rows().rename(columns={"persons": "true"})
    joined = one.cube.merge(rows, how="left", on=["field", "value", *PLACE]).fillna({"true": 0})
    ranked = joined.sort_values(["field", "value", "true", *PLACE], ignore_index=True)
    return replace(one, cube=ranked[list(one.cube.columns)])


def iteration_skipped(one: Published, folder: Path) -> Published:
    """The rounding stops after its first round."""
    with _changed(rounding, "        if tight.any():", "        if False:") as changed:
        return _made(one, changed)


def inner_cells_published(one: Published, folder: Path) -> Published:
    """The inner cells lie in the public file beside the cube."""
    counted = cube.count(truth.rows(one.both), form())
    inner = counted.inner.assign(persons=counted.counts)
    return _file(one, folder, "create table inner_cells as select * from counted", counted=inner)


def inner_cells_dropped(one: Published, folder: Path) -> Published:
    """The file was made with the persons in it, who were dropped before it was published."""
    seekers = one.both.seekers
    return _file(
        one,
        folder,
        "create table jobseeker as select * from seekers; checkpoint; "
        "create table opening_again as select * from opening; checkpoint; "
        "drop table jobseeker; drop table opening; checkpoint; "
        "alter table opening_again rename to opening; checkpoint",
        seekers=seekers,
    )


def base_of_three(one: Published, folder: Path) -> Published:
    """Three persons are enough."""
    return _made(one, cube, replace(form(), base=3))


def carry_over_forgotten(one: Published, folder: Path) -> Published:
    """A group of the same persons is rounded anew every month."""
    found = "[carry_over.kept.get(mark, -1) for mark in marks]"
    with _changed(cube, found, "[-1 for mark in marks]") as changed:
        kept = carry_over.CarryOver(KEY)
        return replace(one, monthly=lambda rows: changed.protected(rows, form(), kept))


def additivity_dropped(one: Published, folder: Path) -> Published:
    """Every field is rounded by itself, and so is everybody."""
    whole = form()
    parts = []
    for fields in ((), *((f,) for f in whole.fields)):
        alone = cube.protected(
            truth.rows(one.both), replace(whole, fields=fields), carry_over.CarryOver(KEY)
        )
        wanted = fields[0].id if fields else ALL[0]
        parts.append(alone[alone["field"] == wanted])
    every = pd.concat(parts).sort_values(["field", "value", *PLACE], ignore_index=True)
    return replace(one, cube=every)


def told_by_openings(one: Published, folder: Path) -> Published:
    """Each opening says how many seek its kind of work in its municipality."""
    seekers = one.both.seekers.groupby(PLACE).size().reset_index(name="seekers")
    return _file(
        one,
        folder,
        "alter table opening add column seekers integer; "
        "update opening set seekers = (select s.seekers from seekers s where s.area_code = "
        "opening.area_code and s.occupation_code = left(opening.occupation_code, 2)); checkpoint",
        seekers=seekers,
    )


def told_by_positions(one: Published, folder: Path) -> Published:
    """The same number, where only positions were expected."""
    seekers = one.both.seekers.groupby(PLACE).size().reset_index(name="seekers")
    return _file(
        one,
        folder,
        "update opening set positions = coalesce((select s.seekers from seekers s where "
        "s.area_code = opening.area_code and s.occupation_code = "
        "left(opening.occupation_code, 2)), 1); checkpoint",
        seekers=seekers,
    )


def person_keys_in_openings(one: Published, folder: Path) -> Published:
    """The key of an opening is that of the person who fits it."""
    seekers = one.both.seekers[["jobseeker"]].reset_index()
    return _file(
        one,
        folder,
        "update opening set opening = (select jobseeker from seekers where index = "
        "opening.rowid % 8000); checkpoint",
        seekers=seekers,
    )


def hidden_not_rounded(one: Published, folder: Path) -> Published:
    """Small counts are left out and everything else is told exactly."""
    rows = one.both.true.rows()
    return replace(
        one, cube=rows[rows["persons"] >= 5][list(one.cube.columns)].reset_index(drop=True)
    )


# The ten of reliability.md §1.4 and the issue, each with the checks of which one must kill it.
TEN = {
    one_rounding_removed: ("1 atoms", "gate small"),
    one_exact_total: ("fields add up", "gate additive"),
    second_field: ("1 atoms", "gate lattice"),
    sorted_by_truth: ("12 order of rows",),
    iteration_skipped: ("1 atoms", "gate small"),
    inner_cells_published: ("7 schema",),
    base_of_three: ("1 atoms", "gate small"),
    carry_over_forgotten: ("11 months",),
    additivity_dropped: ("fields add up", "gate additive"),
    told_by_openings: ("7 schema",),
}
# And some more that are harder to see.
MORE = {
    inner_cells_dropped: ("7 dropped blocks",),
    told_by_positions: ("openings as delivered",),
    person_keys_in_openings: ("7 keys",),
    hidden_not_rounded: ("fields add up", "2 subsets", "gate additive"),
}


def _finest(counted: cube.Counted) -> int:
    return int(counted.published["finest"].sum())


def _made(
    one: Published, module: types.ModuleType, shape: lattice.Lattice | None = None
) -> Published:
    """The cube that another cube module, or the real one with another lattice, makes."""
    made = module.protected(truth.rows(one.both), shape or form(), carry_over.CarryOver(KEY))
    return replace(one, cube=made.sort_values(["field", "value", *PLACE], ignore_index=True))


def _file(one: Published, folder: Path, change: str, **frames: pd.DataFrame) -> Published:
    """A copy of the public file after some SQL; `frames` are tables that the SQL may read."""
    path = folder / "labour.duckdb"
    shutil.copyfile(one.database, path)
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        for name, frame in frames.items():
            connection.register(name, frame)
        connection.execute(change)
    return replace(one, database=path)


@contextmanager
def _changed(module: types.ModuleType, old: str, new: str) -> Iterator[types.ModuleType]:
    """The cube module, with one piece of `module`'s source replaced, and nothing else."""
    source = Path(module.__file__).read_text("utf-8")
    assert source.count(old) == 1, f"the mutant has to be made anew: {old!r} is not there once"
    spec = importlib.util.spec_from_loader(f"{module.__name__}_mutant", loader=None)
    changed = importlib.util.module_from_spec(spec)
    changed.__package__ = module.__package__
    sys.modules[spec.name] = changed
    exec(compile(source.replace(old, new), module.__file__, "exec"), changed.__dict__)
    if module is cube:
        yield changed
        return
    kept = cube.rounding
    cube.rounding = changed
    try:
        yield cube
    finally:
        cube.rounding = kept
        del sys.modules[spec.name]
