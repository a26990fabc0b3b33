"""The ledger of the handprint: what has been done, on what evidence, and what nobody has told.

Figures come from the projects' own outputs, never from regional statistics. The palm of the hand
and the page of outputs show the same lines. Each line is computed from real rows alone: examples
and unconfirmed rows are counted beside it and never summed.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from handprint import numbers
from handprint.analysis import cost, successors
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import listed, t
from queries import run

Evidence = Literal["counted", "reported", "estimated", "missing"]
GRADES: tuple[Evidence, ...] = ("counted", "reported", "estimated")
"""Evidence there may be, the best first."""

MEASURES = ("participants", "completed", "employed", "workplaces", "organisations")
"""Reached, completed, employed, workplaces changed, organisations joined."""


@dataclass(frozen=True)
class Amount:
    """A sum of one grade: a number, or a range where a part of it is under five and secret.

    `text` is it as printed, `40` or `41–44`; `projects` are those it is summed over.
    """

    evidence: Evidence
    low: float
    high: float
    text: str
    projects: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of the ledger, `amounts` with the best grade first; none when nobody has told.

    `text` is the figure as printed (`–` when missing; the sums of several grades are never added
    up and stand side by side), `evidence` the best grade there is, `said` the line in words for a
    text alternative. `asked` projects should tell it and `missing` of them have not; `left_out`
    have a figure that is not summed, because a project in the sum continues them or is continued
    by them; `unsure` have only an example or an unconfirmed row.
    """

    measure: str
    title: str
    amounts: tuple[Amount, ...]
    asked: int
    missing: int
    left_out: tuple[str, ...]
    unsure: tuple[str, ...]
    text: str
    evidence: Evidence
    said: str


@dataclass(frozen=True)
class Fact:
    """Something the records hold: `text` is it as printed (`39`, `8/21`), `basis` where from."""

    key: str
    title: str
    value: int
    whole: int | None
    text: str
    evidence: Evidence
    basis: str
    source: str


@dataclass(frozen=True)
class Avoided:
    """Euros a year avoided, as a range; `low` and `high` are None while it cannot be computed.

    `text` is the range as printed, `–` without one; `reason` says why there is none, else empty;
    `basis` names the unit costs, what they hold and in which year's money; `sources` their
    addresses; `persons` how many are counted as employed, as printed.
    """

    low: float | None
    high: float | None
    text: str
    reason: str
    basis: str
    sources: tuple[str, ...]
    price_year: int | None
    persons: str = ""


@remembered
def lines() -> tuple[Line, ...]:
    """The five lines of the projects' own results."""
    table = run("projects/output_results")
    pairs = run("projects/ledger_successors")
    continues = tuple(zip(pairs["project"], pairs["predecessor"], strict=True))
    return tuple(_line(name, table[table["measure"] == name], continues) for name in MEASURES)


def facts(day: dt.date | None = None) -> tuple[Fact, ...]:
    """What the records hold on a day (today unless given): counted, or as somebody has said."""
    return _facts(day or dt.date.today())


@remembered
def _facts(day: dt.date) -> tuple[Fact, ...]:
    return tuple(_fact(row) for row in run("projects/ledger_facts", day=day).itertuples())


@remembered
def avoided() -> Avoided:
    """Yearly cost avoided by those whom the projects count as employed, never by all reached.

    The unit costs are benefits saved, in the money of one year; broader published costs have no
    price year and are not mixed in.
    """
    known = run("projects/ledger_unit_costs")
    known = known[(known["kind"] == "benefits") & known["price_year"].notna()]
    if known.empty:
        return Avoided(None, None, _dash(), t("ledger.no_unit_cost"), "", (), None)
    year = int(known["price_year"].max())
    known = known[known["price_year"] == year]
    low, high = float(known["eur_per_year"].min()), float(known["eur_per_year"].max())
    basis = t("ledger.avoided_basis", euros=_euros(low, high), year=year)
    sources = tuple(dict.fromkeys(known["source"]))
    line = next(one for one in lines() if one.measure == "employed")
    counted = next((one for one in line.amounts if one.evidence == "counted"), None)
    if counted is None or counted.high == 0:
        key = "no_employed" if counted is None and not line.amounts else "no_counted"
        reason = t("ledger.zero_employed") if counted else t(f"ledger.{key}")
        return Avoided(None, None, _dash(), reason, basis, sources, year)
    least = cost.avoided(counted.low, low, high)[0]
    most = cost.avoided(counted.high, low, high)[1]
    return Avoided(least, most, _euros(least, most), "", basis, sources, year, counted.text)


def rule() -> str:
    """How double counting is kept out, in plain words."""
    return t("ledger.rule")


def sentence() -> str:
    """What the ledger says in one sentence: what is known, then what is missing."""
    told = [line for line in lines() if line.amounts]
    if not told:
        return t("ledger.nothing_told")
    words = listed([t("ledger.one_told", title=line.title, text=line.text) for line in told])
    return t("ledger.told", lines=words)


def evidence_word(evidence: Evidence) -> str:
    """The word beside the evidence disc: `laskettu`, `ilmoitettu`, `arvioitu`, `puuttuu`."""
    return t(f"ledger.{evidence}")


def _line(measure: str, rows: pd.DataFrame, continues: tuple[tuple[str, str], ...]) -> Line:
    asked = rows[rows["asked"]]
    told = asked[asked["evidence"] != "missing"]
    sure = told[~told["status"].isin(["example", "unconfirmed"])]
    figures = {
        row.project: [row.low if row.evidence == grade else 0.0 for grade in GRADES]
        for row in sure.itertuples()
    }
    kept = successors.without_overlap(figures, continues)
    summed = sure[sure["project"].isin(kept)]
    amounts = tuple(
        _amount(grade, part)
        for grade in GRADES
        if not (part := summed[summed["evidence"] == grade]).empty
    )
    # An example tells nothing; an unconfirmed figure is told, only not summed.
    missing = int(((asked["evidence"] == "missing") | (asked["status"] == "example")).sum())
    title = t(f"ledger.{measure}")
    text = listed([one.text for one in amounts]) if amounts else _dash()
    return Line(
        measure=measure,
        title=title,
        amounts=amounts,
        asked=len(asked),
        missing=missing,
        left_out=tuple(name for name in figures if name not in kept),
        unsure=tuple(told[~told["project"].isin(figures)]["project"]),
        text=text,
        evidence=amounts[0].evidence if amounts else "missing",
        said=_said(title, amounts, missing, len(asked)),
    )


def _amount(grade: Evidence, rows: pd.DataFrame) -> Amount:
    low, high = float(rows["low"].sum()), float(rows["high"].sum())
    one = _count(low)
    text = one if low == high else t("ledger.range", low=one, high=_count(high))
    return Amount(grade, low, high, text, tuple(rows["project"]))


def _said(title: str, amounts: tuple[Amount, ...], missing: int, asked: int) -> str:
    if not amounts:
        return t("ledger.said_missing", title=title, asked=asked)
    parts = listed(
        [t("ledger.graded", text=one.text, evidence=evidence_word(one.evidence)) for one in amounts]
    )
    key = "ledger.said_partly" if missing else "ledger.said"
    return t(key, title=title, parts=parts, missing=missing, asked=asked)


def _fact(row: object) -> Fact:
    lang = language()
    whole = None if pd.isna(row.whole) else int(row.whole)
    number = _count(row.value)
    said = [] if pd.isna(row.said_on) else [numbers.date(str(row.said_on)[:10], lang)]
    if said and row.source == "seed":
        # One source, one name, as on the other pages; the file's own words are Finnish.
        said = [t("ledger.seed", day=said[0])]
    elif isinstance(row.said_by, str):
        said.append(row.said_by)
    return Fact(
        key=row.fact,
        title=t(f"ledger.fact_{row.fact}"),
        value=int(row.value),
        whole=whole,
        text=number if whole is None else t("ledger.part", part=number, whole=_count(whole)),
        evidence=row.evidence,
        basis=", ".join(said[::-1]) or t("ledger.records"),
        source=row.source if isinstance(row.source, str) else "",
    )


def _euros(low: float, high: float) -> str:
    return t("ledger.euros", low=_count(low), high=_count(high))


def _count(value: float) -> str:
    return numbers.count(value, language())


def _dash() -> str:
    return numbers.count(None, language())
