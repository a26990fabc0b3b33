"""Occupations by places: openings less seekers in every cell, from the cube of persons.

The cube gives persons by municipality and two-digit occupation; sums of its cells are safe, so
rows may be major groups and columns any level of areas. A cell without persons reads 0–4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.drawings import heat
from handprint.drawings.heat import Cell
from handprint.figures import Column, Figure, Table
from handprint.figures.memory import remembered
from handprint.figures.mismatch import INDICATORS
from handprint.figures.mismatch_counts import NONE, Register, cells, register
from handprint.figures.mismatch_rungs import data_name
from handprint.session import language
from handprint.words import place, t, when
from handprint.words.forms import capital, lower_first
from handprint.words.sentences import joined
from queries import run

_PARENTS = {
    "municipality": "area_code",
    "sub_region": "sub_region_code",
    "employment_area": "employment_area_code",
}
ALL = "all"
MOST_UNSEEN = 4
"""What a cell of the cube without a row may hold at most."""


@dataclass(frozen=True)
class Sides:
    """Openings and seekers of one cell; seekers of nought mean nought to four."""

    seekers: int
    openings: int

    @property
    def balance(self) -> int:
        """Openings less seekers; where seekers are not published, the most it can be."""
        return self.openings - self.seekers

    @property
    def published(self) -> bool:
        """Whether the cube has persons here."""
        return self.seekers > 0


@dataclass(frozen=True)
class View:
    """What the reader chose: rows, columns and their orders, each by its code."""

    level: str
    drill: str
    rows: str
    columns: str


@remembered
def groups(drill: str) -> tuple[str, ...]:
    """Codes of the rows: major groups, or the two-digit groups of one; `none` last."""
    codes = sorted(set(cells()["occupation_code"]) - {NONE})
    if drill == ALL:
        return (*sorted({code[:1] for code in codes}), NONE)
    return tuple(code for code in codes if code.startswith(drill))


@remembered
def areas(level: str) -> tuple[str, ...]:
    """Codes of the columns, in the order of their names."""
    codes = run("labour/areas_by_level", level=level)["area_code"].tolist()
    return tuple(sorted(codes, key=lambda code: place(code).name.casefold()))


@remembered
def group_names() -> Mapping[str, str]:
    """Names of the occupations of one and two digits, and of those without one."""
    table = run("labour/mismatch_groups")
    found = dict(zip(table["occupation_code"], table[f"name_{language()}"], strict=True))
    return {**found, NONE: t("mismatch.heat_outside")}


@remembered
def counted(level: str, drill: str) -> Mapping[tuple[str, str], Sides]:
    """Both sides by row and column; every row and column is there."""
    table = cells()
    places = run("labour/areas_by_level", level="municipality")
    parents = dict(zip(places["area_code"], places[_PARENTS[level]], strict=True))
    digits = 1 if drill == ALL else 2
    code = table["occupation_code"]
    summed = (
        table.assign(
            row=code.where(code == NONE, code.str[:digits]),
            column=table["area_code"].map(parents),
        )
        .groupby(["row", "column"])[["persons", "positions"]]
        .sum()
    )
    wanted = pd.MultiIndex.from_product([groups(drill), areas(level)], names=["row", "column"])
    summed = summed.reindex(wanted, fill_value=0)
    return {
        key: Sides(int(persons), int(positions))
        for key, persons, positions in zip(
            summed.index, summed["persons"], summed["positions"], strict=True
        )
    }


@remembered
def balances(view: View) -> Figure | None:
    """The table of one view; None where there are no person-level data."""
    about = register()
    if about is None:
        return None
    sides = counted(view.level, view.drill)
    rows, columns = _ordered(view, sides)
    names = group_names()
    month = when(about.month, "short")
    heading = _heading(sides, names)
    alt = joined([t("mismatch.alt_heat", data=capital(data_name(about))), f"{heading}."])
    lines = [
        heat.Line(
            names[row],
            [_cell(sides[row, column]) for column in columns],
            _cell(_sum(sides, [row], columns)),
            strong=row == view.columns,
        )
        for row in rows
    ]
    foot = heat.Line(
        t("mismatch.heat_foot"),
        [_cell(_sum(sides, rows, [column])) for column in columns],
        _cell(_sum(sides, rows, columns)),
    )
    by_column = columns.index(view.rows) if view.rows in columns else None
    grid = heat.drawn(
        caption=alt,
        corner=t("mismatch.heat_corner"),
        columns=[place(column).short for column in columns],
        lines=lines,
        foot=foot,
        total=t("mismatch.heat_total"),
        alt=alt,
        sorted_column=len(columns) if view.rows == "balance" else by_column,
        example=about.synthetic,
    )
    return Figure(
        key="mismatch_places",
        heading=heading,
        sub=t("mismatch.heat_sub", month=when(about.month, "end")),
        picture=grid,
        table=_table(sides, rows, columns, names),
        sources=(about.source,),
        periods=month,
        asked=(
            ("labour/mismatch_cells", {}),
            ("labour/areas_by_level", {"level": "municipality"}),
            ("labour/mismatch_groups", {}),
        ),
        indicators=INDICATORS,
        cautions=("vacancy_concepts", "small_populations"),
        notes=_notes(about),
        mark=about.mark,
    )


def _notes(about: Register) -> tuple[str, ...]:
    return (t("mismatch.protected" if about.synthetic else "mismatch.protected_register"),)


def _sum(
    sides: Mapping[tuple[str, str], Sides], rows: Sequence[str], columns: Sequence[str]
) -> Sides:
    inside = [sides[row, column] for row in rows for column in columns]
    return Sides(sum(s.seekers for s in inside), sum(s.openings for s in inside))


def _cell(sides: Sides) -> Cell:
    """A balance with its sign; where persons are not published, what it may be at least and most.

    Nothing on either side reads 0–4, as the persons do.
    """
    lang = language()
    if sides.published:
        return Cell(sides.balance, numbers.change(sides.balance, lang))
    if not sides.openings:
        return Cell(None, numbers.cell(None, "rounded", unit="persons", decimals=0, lang=lang))
    least = sides.openings - MOST_UNSEEN
    low, high = (numbers.change(end, lang) for end in (least, sides.openings))
    # Painted only where it is beyond doubt on which side of balance the cell lies.
    return Cell(least if least > 0 else None, t("mismatch.heat_range", low=low, high=high))


def _ordered(
    view: View, sides: Mapping[tuple[str, str], Sides]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rows and columns in the chosen orders, the largest shortage first; ties by code."""
    rows, columns = groups(view.drill), areas(view.level)

    def of_row(row: str) -> int:
        inside = [view.rows] if view.rows in columns else columns
        return -_sum(sides, [row], inside).balance

    def of_column(column: str) -> int:
        inside = [view.columns] if view.columns in rows else rows
        return -_sum(sides, inside, [column]).balance

    if view.rows != "code":
        rows = tuple(sorted(rows, key=of_row))
    if view.columns != "name":
        columns = tuple(sorted(columns, key=of_column))
    return rows, columns


def _heading(sides: Mapping[tuple[str, str], Sides], names: Mapping[str, str]) -> str:
    """The cell with the largest shortage and the one with the largest surplus, by occupation."""
    known = {key: s.balance for key, s in sides.items() if s.published and key[0] != NONE}
    short = max(known, key=lambda key: (known[key], key), default=None)
    long = min(known, key=lambda key: (known[key], key), default=None)
    if short is None or long is None or known[short] <= 0 or known[long] >= 0:
        return t("mismatch.heat_heading_none")
    lang = language()
    return t(
        "mismatch.heat_heading_both",
        short=lower_first(names[short[0]]),
        short_area=place(short[1]).locative,
        short_value=numbers.change(known[short], lang),
        long=lower_first(names[long[0]]),
        long_area=place(long[1]).locative,
        long_value=numbers.change(known[long], lang),
    )


def _table(
    sides: Mapping[tuple[str, str], Sides],
    rows: Sequence[str],
    columns: Sequence[str],
    names: Mapping[str, str],
) -> Table:
    """One row a cell, so that a spreadsheet can turn it any way."""
    out = []
    for row in rows:
        for column in columns:
            cell = sides[row, column]
            known = cell.published
            out.append(
                {
                    "group": names[row],
                    "place": place(column).name,
                    "seekers": cell.seekers if known else None,
                    "seekers_status": "value" if known else "rounded",
                    "openings": cell.openings,
                    "openings_status": "value" if cell.openings else "zero",
                    "balance": cell.balance if known else None,
                    "balance_status": ("value" if cell.balance else "zero") if known else "missing",
                }
            )
    return Table(
        pd.DataFrame(out),
        {
            "group": Column(t("mismatch.column_group")),
            "place": Column(t("mismatch.column_place")),
            "seekers": Column(t("mismatch.column_seekers"), "persons"),
            "openings": Column(t("mismatch.column_openings"), "vacancies"),
            "balance": Column(t("mismatch.column_balance"), "persons"),
        },
    )
