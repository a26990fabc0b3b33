"""Counts of occupations over some months, as they are printed and as they stand in tables.

Secret cells (1–4) make means and sums known only within limits; a figure prints the middle with
≈ and the table holds both limits. A count of secret cells alone reads `<5`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis.bounds import Bounds, Side, of_cells, side
from handprint.figures import Column, Table
from handprint.session import language
from handprint.words import REGION, named, t
from handprint.words.sentences import Amount
from queries import run

AREA = REGION
FINE = 4
"""Digits of the occupations as published; groups of two digits are sums of theirs."""
LEVELS, SPANS = ("4", "2"), ("12", "1")
"""Digits of a code, and months of a mean, as they stand in an address; the first is usual."""
# A fixed first choice, so that a bare link does not come to mean another occupation next spring.
FIRST = {4: "5131", 2: "51"}
WIDE = 10
"""From this spread on the middle is rounded to tens."""


@dataclass(frozen=True)
class Stretch:
    """The months a figure is about: one month, or the twelve whose mean it shows."""

    first: str
    last: str

    @property
    def mean(self) -> bool:
        """Whether figures are means of several months."""
        return self.first != self.last

    def printed(self) -> str:
        """`11/2022–10/2023`, or `10/2023`."""
        return numbers.period_range(self.first, self.last, language())


@dataclass(frozen=True)
class Row:
    """One occupation's two counts over a stretch of months."""

    code: str
    name: str
    unemployed: Bounds
    openings: Bounds

    @property
    def balance(self) -> Bounds:
        """Openings less unemployed: above zero people are lacking, below it jobs."""
        return self.openings.less(self.unemployed)

    @property
    def side(self) -> Side:
        """Which of the two is more beyond doubt."""
        return side(self.openings, self.unemployed)


def months() -> tuple[str, ...]:
    """The months with figures of occupations, newest first."""
    return tuple(run("labour/occupation_months", area=AREA)["period"])


def names(level: int) -> dict[str, tuple[str, str]]:
    """The occupations of a level by code: the name in the reader's language, and the other."""
    lang = language()
    other = "en" if lang == "fi" else "fi"
    table = run("labour/occupation_names", area=AREA, occupation_level=level)
    pairs = zip(table[f"name_{lang}"], table[f"name_{other}"], strict=True)
    return dict(zip(table["occupation_code"], pairs, strict=True))


def asked(level: int, stretch: Stretch) -> dict[str, object]:
    """The parameters of the balance of one level over a stretch."""
    return {
        "area": AREA,
        "occupation_level": level,
        "first": stretch.first,
        "last": stretch.last,
    }


def rows(level: int, stretch: Stretch) -> list[Row]:
    """The occupations of a level, largest shortage of people first."""
    table = named(run("labour/occupation_balance", **asked(level, stretch)))
    return [
        Row(
            code=line["occupation_code"],
            name=line["occupation_name"],
            unemployed=counted_cells(line, "unemployed"),
            openings=counted_cells(line, "openings"),
        )
        for line in table.to_dict("records")
    ]


def counted_cells(line: dict, kind: str) -> Bounds:
    """What a row of a query says of one kind of cells."""
    return of_cells(
        float(line[f"{kind}_low"]),
        float(line[f"{kind}_high"]),
        cells=int(line["cells"]),
        secret=int(line[f"{kind}_secret"]),
    )


def outside(stretch: Stretch) -> dict[str, Bounds]:
    """Unemployed by the groups that are no occupation, largest first."""
    table = run("labour/occupation_outside", area=AREA, first=stretch.first, last=stretch.last)
    return {
        line["occupation_code"]: counted_cells(line, "unemployed")
        for line in table.to_dict("records")
    }


def total(indicator: str, stretch: Stretch) -> Amount:
    """The region's own figure over the stretch, from the series of areas."""
    series = run("labour/indicator_over_time", indicator=indicator, area=AREA)
    inside = series[series["period"].between(stretch.first, stretch.last)]
    wanted = len(numbers.month_range(stretch.first, stretch.last))
    if len(inside) != wanted or not inside["status"].isin(["value", "zero"]).all():
        return Amount(None, "missing")
    return Amount(float(inside["value"].mean()))


def sources(level: int) -> tuple[str, ...]:
    """The files behind the figures, and the classification where groups or names are its own."""
    own = tuple(source.id for source in catalog.sources() if source.feeds == "occupation_month")
    return own if level == FINE and language() == "fi" else (*own, "isco08")


def plain(count: Bounds, *, in_words: bool = False) -> str:
    """A count as printed: `453`, `≈ 57`, `<5` (`alle 5` in words)."""
    lang = language()
    if count.hidden:
        return numbers.cell(
            None, "secret", unit="persons", decimals=0, lang=lang, in_words=in_words
        )
    return _about(count, numbers.count(_round(count), lang))


def signed(balance: Bounds) -> str:
    """A difference as printed, its sign always written: `+362`, `≈ −96`."""
    return _about(balance, numbers.change(_round(balance), language()))


def _about(count: Bounds, number: str) -> str:
    return number if count.exact else t("grammar.about", number=number)


def _round(count: Bounds) -> float:
    digits = 0 if count.spread < WIDE else -1
    return float(numbers.rounded(count.middle, digits) or 0)


def table(shown: Sequence[Row], stretch: Stretch) -> Table:
    """Occupations with both limits of each count; a count of secret cells alone has none."""
    decimals = 1 if stretch.mean else 0
    frame: dict[str, list] = {
        "occupation_name": [row.name for row in shown],
        "occupation_code": [row.code for row in shown],
    }
    columns = {
        "occupation_name": Column(t("occupations.column_name")),
        "occupation_code": Column(t("occupations.column_code"), kind="code"),
    }
    units = {"openings": "vacancies", "unemployed": "persons", "balance": "persons"}
    for kind, unit in units.items():
        counts = [getattr(row, kind) for row in shown]
        for end in ("low", "high"):
            name = f"{kind}_{end}"
            frame[name] = [None if c.hidden else getattr(c, end) for c in counts]
            frame[f"{name}_status"] = [_status(c, end) for c in counts]
            columns[name] = Column(t(f"occupations.column_{name}"), unit, decimals)
    return Table(pd.DataFrame(frame), columns)


def _status(count: Bounds, end: str) -> str:
    if count.hidden:
        return "secret"
    return "value" if getattr(count, end) else "zero"
