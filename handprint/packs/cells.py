"""The cells of a figure's table as a file writes them: typed where it can, words where it must."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from handprint import numbers
from handprint.figures import Column, Figure, Table
from handprint.session import language
from handprint.words import month_read, t

KNOWN = ("value", "zero", "carried")
"""Statuses of a cell that holds a number."""
DASH = "–"


@dataclass(frozen=True)
class Typed:
    """A number or a day for a spreadsheet, with the pattern that prints it as the screen does."""

    value: float | dt.date
    pattern: str


def typed(row: dict[str, Any], name: str, column: Column) -> Typed | None:
    """What a spreadsheet can reckon with in a cell; None where there are only words."""
    if column.unit != "text":
        value = number(row[name], row[f"{name}_status"], column)
        return None if value is None else Typed(value, _pattern(row, name, column))
    words, lang = text(row[name]), language()
    if column.kind == "amount":
        found = amount(words, row[f"{name}_number"], int(row[f"{name}_decimals"]))
        # What was before and what came after may also be days.
        return found or _time(words, lang)
    return _time(words, lang) if column.kind == "time" else None


def around(words: str, value: float, decimals: int) -> tuple[str, str] | None:
    """What stands before and after an amount in its words: `("", "\u00a0%")`, `("€", "")`.

    A minus is part of the number. None where the words do not hold the number: a file would tell
    another one than the screen.
    """
    shown = numbers.decimal(abs(value), decimals, language())
    # A limit, an end of a range or a part of a longer number is not the amount.
    found = re.search(rf"(?<![\d.,<>≤≥–-]){re.escape(shown)}(?![\d–]|[.,]\d)", words)
    if found and re.search(r"[<>≤≥–]\s*$", words[: found.start()]):
        return None
    if found is None:
        return None
    return words[: found.start()].replace(numbers.MINUS, ""), words[found.end() :]


def plain_pattern(decimals: int) -> str:
    """A spreadsheet's pattern for a number with so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _pattern(row: dict[str, Any], name: str, column: Column) -> str:
    """A measured cell's pattern; a figure carried forward keeps the word that says so."""
    shape = plain_pattern(column.decimals)
    if row[f"{name}_status"] != "carried":
        return shape
    value = numbers.value(row[name], unit=column.unit, decimals=column.decimals, lang=language())
    before, _, after = printed(row, name, column).partition(value)
    return f"{_literal(before)}{shape}{_literal(after)}"


def _literal(words: str) -> str:
    """Words inside a pattern, where a quotation mark would end them."""
    return '"' + words.replace('"', "") + '"' if words else ""


def amount(words: str, value: Any, decimals: int) -> Typed | None:
    """An amount printed as its words are; None where they hold no number."""
    if value is None or pd.isna(value):
        return None
    parts = around(words, float(value), decimals)
    if parts is None:
        return None
    before, after = (_literal(one) for one in parts)
    under = _literal(parts[0].lstrip("+±"))
    shape = plain_pattern(decimals)
    # The second part is for numbers under nought: a spreadsheet's own minus is a hyphen.
    pattern = f'{before}{shape}{after};"{numbers.MINUS}"{under}{shape}{after}'
    return Typed(float(numbers.rounded(float(value), decimals)), pattern)


# The slash and the names of months would turn with the reader's own settings: they are held fast.
_PATTERNS = {
    "fi": {"day": "d.m.yyyy", "month": 'm"/"yyyy', "year": "yyyy"},
    "en": {"day": "[$-409]d mmm yyyy", "month": "[$-409]mmm yyyy", "year": "yyyy"},
}


def _time(words: str, lang: str) -> Typed | None:
    """A printed day, month or year as a date, of the first day where it is longer."""
    patterns = _PATTERNS.get(lang, _PATTERNS["en"])
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return Typed(dt.date(int(words), 1, 1), patterns["year"])
    month = month_of(words, lang)
    if month is not None:
        return Typed(month, patterns["month"])
    parts = re.fullmatch(r"(\d{1,2})\D.*\D((?:19|20)\d\d)", words)
    if parts is None:
        return None
    for number_ in range(1, 13):
        try:
            day = dt.date(int(parts[2]), number_, int(parts[1]))
        except ValueError:
            continue
        if numbers.date(day, lang) == words:
            return Typed(day, patterns["day"])
    return None


def month_of(words: str, lang: str) -> dt.date | None:
    """The first day of a printed month; None for other words."""
    code = month_read(words, lang)
    return dt.date.fromisoformat(f"{code}-01") if code else None


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


def untyped(row: dict[str, Any], name: str, column: Column) -> str:
    """The words of a cell that is neither a number nor a day."""
    if column.unit != "text":
        return absent(row[f"{name}_status"], column)
    words = text(row[name])
    # A dash in a column of numbers is a number that is missing, and a file says so in words.
    return t("exports.missing") if column.kind == "amount" and words == DASH else words


def absent(status: str, column: Column) -> str:
    """What stands in a cell without a number: `<5` for a secret count, else the status in words."""
    if status in ("secret", "rounded"):
        return numbers.cell(None, status, unit=column.unit, decimals=0, lang=language())
    return t(f"exports.{status}")
