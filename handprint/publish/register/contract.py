"""The form of the two files: their columns, types and allowed values, from `contract.toml`.

The demonstration rows and a real extract keep the same contract, so that nothing after this
knows which of the two it has.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

CONTRACT = Path("register") / "contract.toml"
TABLES = ("jobseekers", "openings")


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, and the other headings it is known by."""

    name: str
    kind: str  # key, municipality, occupation, choice, whole or date
    headings: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    may_be_empty: bool = False
    signs: bool = False  # `..`, `...`, `.`, `-` and -1 are read, as unknown, secret, nil
    thousands: bool = False  # a space between thousands is read


@dataclass(frozen=True)
class Contract:
    """The columns of the two files, and municipalities that have ceased."""

    jobseekers: tuple[Column, ...]
    openings: tuple[Column, ...]
    retired: Mapping[str, Mapping[str, str]]

    def columns(self, table: str) -> tuple[Column, ...]:
        """The columns of `jobseekers` or `openings`, in the order they are written."""
        return self.jobseekers if table == "jobseekers" else self.openings


@dataclass(frozen=True)
class Note:
    """Something the reader should know of a file that was accepted; a key of the wording."""

    key: str
    slots: Mapping[str, Any]

    def public(self) -> dict[str, str]:
        """The note for the public manifest: what and where, but never how many persons."""
        told = {name: value for name, value in self.slots.items() if isinstance(value, str)}
        return {"note": self.key.removeprefix("extract_note_"), **told}


@dataclass(frozen=True)
class Register:
    """The rows of one reference month, checked; restricted, never to be served as they are.

    `seekers` and `openings` have the contract's columns: text, int64 (Int64 where a sign may
    stand for a number), and datetime64 for `posted` and `closed` (NaT: still open). `digest` is
    the sha256 of the two files' bytes. `fit_passed` says whether demonstration rows meet their
    margins (None for a real extract).
    """

    seekers: pd.DataFrame
    openings: pd.DataFrame
    reference_month: str
    synthetic: bool
    digest: str
    delivered: str = ""
    fit_passed: bool | None = None
    notes: tuple[Note, ...] = field(default=())


def read(data_dir: Path) -> Contract:
    """The contract of a data folder."""
    return _read(data_dir / CONTRACT)


@lru_cache(maxsize=8)
def _read(path: Path) -> Contract:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Contract(
        **{table: tuple(map(_column, said[table])) for table in TABLES},
        retired={one["code"]: one for one in said.get("retired", ())},
    )


def _column(said: Mapping[str, Any]) -> Column:
    lists = {key: tuple(said[key]) for key in ("headings", "values") if key in said}
    return Column(**{**said, **lists})


def frame(columns: tuple[Column, ...], cells: Mapping[str, Any]) -> pd.DataFrame:
    """The typed frame of one file's cells, column by column.

    Text stays text, whole numbers become int64 (Int64 where one may be unknown), days
    datetime64[s].
    """
    made = {}
    for column in columns:
        values = cells[column.name]
        if column.kind == "whole":
            made[column.name] = pd.array(values, dtype="Int64" if column.signs else "int64")
        elif column.kind == "date":
            days = [day or "NaT" for day in values]
            made[column.name] = pd.Series(days, dtype="datetime64[s]")
        else:
            made[column.name] = pd.array([str(v) for v in values], dtype="str")
    return pd.DataFrame(made)
