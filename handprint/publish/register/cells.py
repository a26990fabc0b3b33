"""One cell of an extract: what it says, or why it cannot be taken.

Readings that are not to the letter (a name for a code, a lost leading zero, spaces around) are
counted, so that the reader is told of them; nothing is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handprint.publish import cells
from handprint.publish.body import hint
from handprint.publish.register.contract import Column

KEY = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
ISO = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})")
FINNISH = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20)[0-9]{2})")
# What strip() leaves: a zero-width space and a byte order mark in the middle of a file.
INVISIBLE = "\u200b\ufeff"


class Wrong(Exception):
    """The cell cannot be taken; a key of the wording and its slots."""

    def __init__(self, key: str, /, **slots: Any) -> None:
        super().__init__(key)
        self.key, self.slots = key, slots


@dataclass(frozen=True)
class Known:
    """What codes and names there are: municipalities of the region, occupations, X codes."""

    municipalities: Mapping[str, str]  # any name or code, folded -> the code
    names: tuple[str, ...]  # for the nearest spelling
    occupations: frozenset[str]
    not_usable: frozenset[str]
    retired: Mapping[str, Mapping[str, str]]


@dataclass
class Reader:
    """Reads the cells of one file and counts what was not to the letter."""

    known: Known
    delivered: str
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(self, column: Column, text: str) -> tuple[Any, tuple[str, ...]]:
        """The cell's value and the names of what was put right; Wrong if it cannot be taken."""
        clean = unicodedata.normalize("NFC", text)
        notes = ["composed"] if clean != text else []
        bare = clean.strip().strip(INVISIBLE).strip()
        if bare != clean:
            notes.append("trimmed")
        if not bare and not column.may_be_empty:
            raise Wrong("extract_empty", expected=self.expected(column))
        value, more = getattr(self, f"_{column.kind}")(column, bare)
        return value, (*notes, *more)

    def expected(self, column: Column) -> str | tuple[str, dict[str, Any]]:
        """What the column holds, in words or as its list of values."""
        if column.kind == "choice":
            return ", ".join(column.values)
        if column.kind == "whole":
            return ("extract_expected_whole", {"least": column.least, "most": column.most})
        return (f"extract_expected_{column.kind}", {})

    def _key(self, column: Column, text: str) -> tuple[str, tuple[str, ...]]:
        if not KEY.fullmatch(text):
            raise Wrong("extract_cell", expected=self.expected(column), hint="")
        return text, ()

    def _municipality(self, column: Column, text: str) -> tuple[str, tuple[str, ...]]:
        folded = text.casefold()
        if code := self.known.municipalities.get(folded):
            exact = text in (code, f"KU{code}")
            return code, () if exact else ("named",)
        if re.fullmatch("[0-9]{1,2}", text) and text.zfill(3) in self.known.municipalities:
            return text.zfill(3), ("zeros",)
        for gone in self.known.retired.values():
            if folded in (gone["code"], f"ku{gone['code']}", gone["name"].casefold()):
                raise Wrong("extract_retired", **gone)
        raise Wrong(
            "extract_municipality",
            hint=hint(text, self.known.names),
            expected=self.expected(column),
        )

    def _occupation(self, column: Column, text: str) -> tuple[str, tuple[str, ...]]:
        if not text or text in self.known.occupations:
            return text, ()
        if column.may_be_empty and text.upper() in self.known.not_usable:
            return "", ("no_occupation",)
        if re.fullmatch("[0-9]{3}", text) and "0" + text in self.known.occupations:
            return "0" + text, ("zeros",)
        near = hint(text, sorted(self.known.occupations))
        raise Wrong("extract_cell", expected=self.expected(column), hint=near)

    def _choice(self, column: Column, text: str) -> tuple[str, tuple[str, ...]]:
        if text in column.values:
            return text, ()
        near = hint(text, column.values)
        raise Wrong("extract_cell", expected=self.expected(column), hint=near)

    def _whole(self, column: Column, text: str) -> tuple[int | None, tuple[str, ...]]:
        if not column.signs and text in cells.SIGNS:
            raise Wrong("extract_cell", expected=self.expected(column), hint="")
        # Statistics Finland's Paavo writes a protected count as -1.
        if column.signs and text in ("-1", "\u22121"):
            return None, ("sign_secret",)
        try:
            value, status = cells.read(
                text, empty="refuse", decimal=",", thousands=column.thousands
            )
        except cells.NotANumber:
            raise Wrong("extract_cell", expected=self.expected(column), hint="") from None
        if value is None:
            return None, (f"sign_{status}",)
        if value != int(value) or not column.least <= value <= column.most:
            raise Wrong("extract_cell", expected=self.expected(column), hint="")
        return int(value), ("sign_zero",) if text in cells.SIGNS else ()

    def _date(self, column: Column, text: str) -> tuple[str, tuple[str, ...]]:
        if not text:
            return "", ()
        if found := ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
        elif found := FINNISH.fullmatch(text):
            day, month, year = map(int, found.groups())
        else:
            raise Wrong("extract_cell", expected=self.expected(column), hint="")
        try:
            iso = date(year, month, day).isoformat()
        except ValueError:
            raise Wrong("extract_no_such_day", expected=self.expected(column)) from None
        if iso > self.delivered:
            raise Wrong("extract_future", expected=self.delivered)
        return iso, ()
