"""The cells of a figure's table as a file writes them: typed where it can, words where it must."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from handprint import numbers
from handprint.figures import Column, Figure, Table
from handprint.session import language
from handprint.words import t

KNOWN = ("value", "zero", "carried")
"""Statuses of a cell that holds a number."""


def number(value: Any, status: str, column: Column) -> float | None:
    """The number of a measured cell, rounded half up as on the screen; None where there is none."""
    if status not in KNOWN or pd.isna(value):
        return None
    return float(numbers.rounded(float(value), column.decimals))


def text(value: Any) -> str:
    """A cell of words; nothing for nothing."""
    return "" if value is None or (isinstance(value, float) and pd.isna(value)) else str(value)


def printed(row: dict[str, Any], name: str, column: Column) -> str:
    """A cell as the reader sees it on the screen, its status in words where it has no number."""
    if column.unit == "text":
        return text(row[name]) or "–"
    status = row[f"{name}_status"]
    return numbers.cell(
        row[name], status, unit=column.unit, decimals=column.decimals, lang=language()
    )


def only(table: Table, columns: Sequence[str]) -> Table:
    """The same table with some of its columns, in their order; all of it when none are named."""
    kept = {name: table.columns[name] for name in columns if name in table.columns}
    return replace(table, columns=kept) if kept else table


def rows(table: Table) -> Iterator[list[str]]:
    """The whole table as printed words, row by row."""
    for row in table.frame.to_dict("records"):
        yield [printed(row, name, column) for name, column in table.columns.items()]


def heads(table: Table) -> list[str]:
    """The titles of the columns."""
    return [column.title for column in table.columns.values()]


def measured(table: Table) -> list[bool]:
    """Which columns hold numbers."""
    return [column.unit != "text" for column in table.columns.values()]


def mark(figure: Figure) -> str:
    """The word for made-up or placeholder data, and of which rows; empty for real figures."""
    if not figure.mark:
        return ""
    words = t(f"figure.{figure.mark}")
    some = "mark" in figure.table.frame
    return t("exports.marked_rows", mark=words) if some else words


def marks_of_rows(figure: Figure) -> list[str]:
    """The mark of each row, where only some rows bear one; nothing else."""
    frame = figure.table.frame
    if not figure.mark or "mark" not in frame:
        return []
    return [t(f"figure.{one}") if isinstance(one, str) and one else "" for one in frame["mark"]]


def absent(status: str, column: Column) -> str:
    """What stands in a cell without a number: `<5` for a secret count, else the status in words."""
    if status in ("secret", "rounded"):
        return numbers.cell(None, status, unit=column.unit, decimals=0, lang=language())
    return t(f"exports.{status}")
