"""A published file as rows of text, whatever its format: the readers make it, the tables use it.

Nothing is converted here. Every cell stays the text that was published, and every row knows
where it stood, so that a refusal can point at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from handprint.catalog import Source
from handprint.publish import cells, places
from handprint.publish.wording import Refused

LARGEST_FILE = 50_000_000
MOST_CELLS = 10_000_000


@dataclass(frozen=True)
class Row:
    """One row: where it stood in the file, and its text by column or dimension code."""

    line: int
    text: dict[str, str]


@dataclass(frozen=True)
class Body:
    """A file that has been read: its dimensions, its measures, its rows.

    A CSV file does not tell dimensions from measures: there every column is both. `roles` holds
    what the file itself says about its dimensions: {"period": "timeperiod_m"}.
    """

    source: Source
    dimensions: tuple[str, ...]
    measures: tuple[str, ...]
    rows: list[Row]
    place: str
    roles: dict[str, str] = field(default_factory=dict)
    empty: str = "missing"
    # Most cells of a table say the same few things; each is read once.
    _read: dict[str, tuple[float | None, str]] = field(default_factory=dict, repr=False)
    _periods: dict[str, str] = field(default_factory=dict, repr=False)

    def where(self, row: Row, column: str) -> tuple[str, dict[str, object]]:
        """The words for one place in the file, for a refusal."""
        key = ", ".join(row.text[d] for d in self.dimensions if d in row.text and d != column)
        return (self.place, {"line": row.line, "column": column, "key": key})

    def refuse(self, key: str, row: Row, column: str, **slots: object) -> Refused:
        """A refusal that names the file, the place in it and what stood there."""
        return Refused(
            key,
            file=self.source.file,
            where=self.where(row, column),
            found=shortened(row.text.get(column, "")),
            **slots,
        )

    def number(self, row: Row, column: str) -> tuple[float | None, str]:
        """The value and status of one cell; Refused if it is neither a number nor a sign."""
        text, options = row.text[column], self.source.csv
        if text in self._read:
            return self._read[text]
        try:
            self._read[text] = cells.read(
                text,
                empty=self.source.symbols.get("empty", self.empty),
                decimal=options.get("decimal", "."),
                thousands=options.get("thousands") == "space",
                signs={k: v for k, v in self.source.symbols.items() if k != "empty"},
            )
        except cells.NotANumber as error:
            raise self.refuse(
                "cell_not_a_number", row, column, expected=(error.expected, {})
            ) from None
        return self._read[text]

    def period(self, row: Row, column: str | None) -> str:
        """The month or year a row is about; Refused if the text is not one."""
        if column is None:
            return self.source.fixed["period"]
        if row.text[column] in self._periods:
            return self._periods[row.text[column]]
        form = self.source.dimensions.get("period_format", "")
        period = cells.month_or_year(row.text[column], form)
        if period is None:
            raise self.refuse(
                "cell_not_a_period", row, column, expected=form or "2026M06, 2026-06, 2025"
            )
        if period > self.source.retrieved.isoformat()[: len(period)]:
            raise self.refuse(
                "cell_future", row, column, expected=self.source.retrieved.isoformat()
            )
        self._periods[row.text[column]] = period
        return period

    def area(self, row: Row, column: str | None, known: dict[str, str]) -> str | None:
        """Our area code of a row, None if it lies outside ours; Refused if it is no code."""
        text = self.source.fixed["area"] if column is None else row.text[column]
        try:
            return places.ours(text, known)
        except ValueError:
            raise self.refuse(
                "cell_not_an_area", row, column or "area", hint=hint(text, known)
            ) from None

    def need(self, columns: Iterable[str]) -> None:
        """Refused, naming the first column that is not there and what it may be called instead."""
        there = (*self.dimensions, *self.measures)
        for column in columns:
            if column not in there:
                raise Refused(
                    "body_no_dimension",
                    file=self.source.file,
                    column=column,
                    found=", ".join(dict.fromkeys(there[:12])),
                    hint=hint(column, there),
                )

    def role(self, role: str, *, measures: Iterable[str] = ()) -> str | None:
        """Which dimension holds the areas, the periods or the occupations.

        The source file's word comes first, then the file's own, then what its cells look like:
        never the position. A column of `measures` holds figures, though 148 is also Inari. None
        if the source says the same for every row (`[fixed]`).
        """
        if declared := self.source.dimensions.get(role):
            if declared not in self.dimensions:
                raise Refused(
                    "body_no_dimension",
                    file=self.source.file,
                    column=declared,
                    found=", ".join(self.dimensions[:12]),
                    hint=hint(declared, self.dimensions),
                )
            return declared
        if role in self.source.fixed:
            return None
        if role in self.roles:
            return self.roles[role]
        fits = places.looks_like_area if role == "area" else cells.month_or_year
        if role in ("area", "period"):
            found = [
                d
                for d in self.dimensions
                if d not in measures and all(fits(row.text[d]) for row in self.rows)
            ]
            if len(found) == 1:
                return found[0]
        raise Refused(
            "body_no_role",
            file=self.source.file,
            role=(f"role_{role}", {}),
            found=", ".join(self.dimensions[:12]),
            name=role,
        )


def hint(text: str, known: Sequence[str] | dict[str, str]) -> str:
    """The nearest known spelling in brackets, or nothing."""
    near = get_close_matches(text, list(known), n=1, cutoff=0.6)
    return f" ({near[0]}?)" if near else ""


def shortened(text: str, length: int = 60) -> str:
    """A cell's text, short enough for a sentence and without what would break the line."""
    text = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return text if len(text) <= length else text[: length - 1] + "…"
