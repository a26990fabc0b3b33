"""The true rows behind the release under test, and the public file: both sides of the wall.

The publisher's restricted folder is read here because a test must know what it looks for. The
web process may not, which `test_restricted.py` proves.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from handprint import releases
from tests.attack.attacker import ALL, Counts

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Lattice:
    """`data/lattice.toml` as read by somebody who does not trust the publisher's reader."""

    base: int
    digits: int
    geographies: frozenset[frozenset[str]]
    columns: dict[str, str]
    values: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls) -> Lattice:
        """The lattice of this repository."""
        said = tomllib.loads((DATA / "lattice.toml").read_text("utf-8"))
        return cls(
            base=said["base"],
            digits=said["occupation_digits"],
            geographies=frozenset(map(frozenset, said["geographies"])),
            columns={one["id"]: one["column"] for one in said["field"]},
            values={one["id"]: tuple(one["values"]) for one in said["field"]},
        )


@dataclass(frozen=True)
class Sides:
    """One release: where it lies, where its true rows lie, and how the cube is cut."""

    release: releases.Release
    restricted: Path
    lattice: Lattice

    @property
    def rows_folder(self) -> Path:
        """The extract if there is one, else the demonstration rows."""
        extract = self.restricted / "extract"
        there = (extract / "jobseekers.csv").is_file()
        return extract if there else self.restricted / "demonstration"

    @cached_property
    def seekers(self) -> pd.DataFrame:
        """The true rows as text, with the cube's names for places."""
        return named(raw(self, "jobseekers.csv"), self.lattice)

    @cached_property
    def public(self) -> Counts:
        """The cube as published."""
        with duckdb.connect(str(self.release.database), read_only=True) as connection:
            frame = connection.execute("select * from cube_jobseekers").df()
        return Counts.of(frame, areas=self.places[0], occupations=self.places[1])

    @cached_property
    def true(self) -> Counts:
        """The same tables from the true rows."""
        return counted(self.seekers, self.lattice, *self.places)

    @cached_property
    def places(self) -> tuple[list[str], list[str]]:
        """Every municipality and occupation group that has a jobseeker."""
        rows = self.seekers
        return sorted(set(rows["area_code"])), sorted(set(rows["occupation_code"]))


def sides(release_id: str) -> Sides:
    """Both sides of the release that the tests read."""
    release = releases.newest_good()
    assert release is not None
    assert release.id == release_id
    return Sides(release, restricted_folder(), Lattice.read())


def restricted_folder() -> Path:
    """Where the publisher keeps true rows for the tests' data folder."""
    data = Path(os.environ["HANDPRINT_DATA"]).resolve()
    named_folder = os.environ.get("HANDPRINT_RESTRICTED", "")
    return Path(named_folder) if named_folder else data.with_name(data.name + "-restricted")


def named(rows: pd.DataFrame, lattice: Lattice) -> pd.DataFrame:
    """Rows of the register with the cube's columns for area and occupation."""
    group = rows["occupation"].str[: lattice.digits]
    usable = rows["occupation"].str.fullmatch(r"\d{4}")
    return rows.assign(area_code=rows["municipality"], occupation_code=group.where(usable, "none"))


def counted(
    rows: pd.DataFrame, lattice: Lattice, areas: object = (), occupations: object = ()
) -> Counts:
    """True counts of named rows in the shape of the cube."""
    place = ["area_code", "occupation_code"]
    parts = [rows.groupby(place).size().reset_index(name="persons")]
    parts[0] = parts[0].assign(field=ALL[0], value=ALL[1])
    for name, column in lattice.columns.items():
        part = rows.groupby([*place, column]).size().reset_index(name="persons")
        parts.append(part.rename(columns={column: "value"}).assign(field=name))
    return Counts.of(pd.concat(parts, ignore_index=True), areas=areas, occupations=occupations)


def stored_rows(release: releases.Release, table: str) -> pd.DataFrame:
    """A table of the public file in the order in which it lies there."""
    with duckdb.connect(str(release.database), read_only=True) as connection:
        connection.execute("set threads = 1")
        connection.execute("set preserve_insertion_order = true")
        return connection.execute(f"select * from {table}").df()


def raw(both: Sides, name: str) -> pd.DataFrame:
    """One of the two files of true rows, as text."""
    return pd.read_csv(both.rows_folder / name, sep=";", dtype=str).fillna("")


@dataclass(frozen=True)
class Rows:
    """True rows as the publisher's cube takes them."""

    seekers: pd.DataFrame
    openings: pd.DataFrame
    reference_month: str
    synthetic: bool = True
    digest: str = "made by a test"


def rows(both: Sides, seekers: pd.DataFrame | None = None) -> Rows:
    """The release's own rows, or other seekers beside the same openings."""
    month = stored_rows(both.release, "register")["reference_month"].iloc[0]
    openings = raw(both, "openings.csv")
    for column in ("posted", "closed"):
        openings[column] = pd.to_datetime(openings[column].replace("", None))
    openings["positions"] = openings["positions"].astype(int)
    return Rows(raw(both, "jobseekers.csv") if seekers is None else seekers, openings, month)
