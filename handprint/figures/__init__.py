"""Figures before they meet a screen: a finding, its picture, its table and where it came from.

Pages choose which figure to show and views furnish it; the packs and snapshots of the
meetings use the same figures without any Streamlit. Nothing here draws to a screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from handprint.drawings.heat import Grid
from handprint.drawings.map import Paint
from handprint.drawings.marks import Picture

Mark = Literal["", "example", "synthetic"]
Kind = Literal["words", "amount", "time", "code"]


@dataclass(frozen=True)
class Column:
    """How one column of a table is headed and printed.

    `unit` is an indicator's unit (`persons`, `percent`, …) or `text`. A column with a unit
    other than text has its status beside it in `<name>_status`.

    A column of text is printed as it stands; `kind` says what a file makes of its cells. An
    `amount` has a unit of its own on each row, with its number beside it
    (`handprint.figures.printed`); a `time` is a printed day, month or year; a `code` looks like a
    number and is none.
    """

    title: str
    unit: str = "text"
    decimals: int = 0
    kind: Kind = "words"


@dataclass(frozen=True)
class Table:
    """Typed values with their statuses: what is printed, downloaded and read aloud.

    `frame` holds the columns of `columns` and `<name>_status` for each measured one. Where only
    some rows bear the figure's mark, its column `mark` says of each row which one, or none.
    """

    frame: pd.DataFrame
    columns: Mapping[str, Column]


@dataclass(frozen=True)
class Painted:
    """A map as its paint: the geometry is fetched once, each change sends this alone."""

    level: str
    paint: Paint


@dataclass(frozen=True)
class Plot:
    """A plotly picture as a plain specification, with its alternative text."""

    spec: Mapping[str, Any]
    alt: str
    height: int


@dataclass(frozen=True)
class Figure:
    """One finding: heading and sub-heading, picture, table, sources and the questions asked.

    `indicators` and `sources` are ids of `data/indicators` and `data/sources`; `asked` holds
    the name and the parameters of every query behind the figure; `cautions` are keys of
    `locales/*/cautions.toml`; `periods` is the time as printed (`6/2026`). `small` is the same
    picture drawn for a phone. `origins` names, as printed, the sources of rows that bear their
    own (the network, the projects, the strategy), where there is no file of `data/sources`.
    """

    key: str
    heading: str
    sub: str
    picture: Picture | Painted | Plot | Grid
    table: Table
    sources: tuple[str, ...]
    periods: str
    asked: tuple[tuple[str, Mapping[str, object]], ...]
    indicators: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    mark: Mark = ""
    small: Picture | None = None
    origins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rival:
    """Another published value of what a tile counts: as printed, when, where, in what words."""

    value: str
    period: str
    said: str
    address: str


@dataclass(frozen=True)
class Tile:
    """One headline number: value, stock or flow, when, change, and the rival published values.

    `measure` is the indicator's (`stock`, `flow`, `share`, `average`); `change` is a finished
    sentence that names what it compares with; `why` says why the rivals differ.
    """

    key: str
    label: str
    value: str
    measure: str
    when: str
    change: str = ""
    source: str = ""
    rivals: tuple[Rival, ...] = ()
    why: str = ""
    mark: Mark = ""
