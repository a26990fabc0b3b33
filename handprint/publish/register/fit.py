"""How well the demonstration rows meet the margins they were drawn from; for the restricted folder.

Only its one word, passed or not, ever leaves that folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy import stats

from handprint.publish.register import margins
from handprint.publish.register.demonstration import EDUCATION, Demonstration, month_of
from handprint.publish.register.exact import Whole


@dataclass(frozen=True)
class Line:
    """One margin: how far its counts are from the scaled official ones, and the test of it."""

    margin: str
    cells: int
    total: int
    total_expected: float
    largest_deviation: float
    chi_square: float
    degrees: int
    p: float
    passed: bool


def report(made: Demonstration, said: Mapping[str, Any]) -> list[Line]:
    """One line per margin, the official counts scaled to the rows' own total.

    Pearson's chi-square over the cells that can be non-zero; degrees of freedom one less than
    cells (one per two-way row for education).
    """
    seekers, openings, known = made.seekers, made.openings, made.margins
    places = list(known.municipalities)
    count = said["seekers"]["count"]
    scale = count / int(known.counts["unemployed"].sum())
    yes = {
        "under_25": seekers.age_band == "under_25",
        "over_50": seekers.age_band == "over_50",
        "long_term": seekers.long_term == "yes",
        "partial_work_ability": seekers.partial_work_ability == "yes",
        "foreign_background": seekers.foreign_background == "yes",
        "laid_off": seekers.status == "laid_off",
    }
    lines = [
        _line(
            "seekers: municipality",
            _counted(seekers.municipality, places),
            known.counts["unemployed"] * scale,
            said,
        )
    ]
    for group in margins.GROUPS:
        observed = _counted(seekers.municipality[yes[group]], places)
        lines.append(
            _line(f"seekers: {group} × municipality", observed, known.counts[group] * scale, said)
        )
    usable = np.array(known.usable)
    halves = known.seekers_by_occupation
    codes = [c for c, u in zip(known.occupations, known.usable, strict=True) if u]
    expected = np.append(halves[usable], halves[~usable].sum()) * count / halves.sum()
    # The codes without an occupation were shared out one by one and are counted as one here.
    together = np.append(np.ones(len(codes), dtype=np.int64), (~usable).sum())
    observed = _counted(seekers.occupation, [*codes, ""])
    lines.append(_line("seekers: occupation", observed, expected, said, together=together))
    shares = _education_shares(made)
    level = seekers.education.where(seekers.education != "unknown", "primary")
    observed = np.concatenate(
        [_counted(seekers.municipality[level == name], places) for name in EDUCATION[1:]]
    )
    lines.append(
        _line(
            "seekers: education × municipality",
            observed,
            shares,
            said,
            degrees=2 * len(places),
            together=np.repeat((2, 1, 1), len(places)),
        )
    )
    start, end = (np.datetime64(day) for day in month_of(said["reference_month"]))
    parts = {
        "openings": np.ones(len(openings), dtype=bool),
        "at_end": (openings.closed.isna() | (openings.closed >= end)).to_numpy(),
        "new": (openings.posted >= start).to_numpy(),
    }
    for name, part in parts.items():
        source = known.counts["at_end" if name == "openings" else name]
        if name == "new":
            # A municipality without openings at the month's end has none in these rows at all.
            source = np.where(known.counts["at_end"] > 0, source, 0)
        observed = _counted(openings.municipality[part], places)
        lines.append(
            _line(
                f"openings: municipality, {name}",
                observed,
                source * (int(part.sum()) / int(source.sum())),
                said,
            )
        )
    halves = np.where(usable, known.openings_by_occupation, 0)
    lines.append(
        _line(
            "openings: occupation",
            _counted(openings.occupation, codes),
            halves[usable] * said["openings"]["count"] / halves.sum(),
            said,
        )
    )
    return lines


def passed(lines: list[Line]) -> bool:
    """Whether every margin is met."""
    return all(line.passed for line in lines)


def as_json(lines: list[Line], said: Mapping[str, Any]) -> bytes:
    """The report for a machine."""
    told = {
        "passed": passed(lines),
        "tolerance": dict(said["fit"]),
        "seed": said["seed"],
        "margins": [asdict(line) for line in lines],
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def as_text(lines: list[Line], said: Mapping[str, Any]) -> bytes:
    """The report as a table to read."""
    fit = said["fit"]
    text = [
        "# Marginal fit of the demonstration rows",
        "",
        f"Passed when no count misses its scaled official margin by {fit['largest_deviation']} or",
        f"more and a chi-square test does not reject it (p > {fit['smallest_p']}). Where several",
        "rounded counts are told as one (the codes without an occupation, the two lowest levels of",
        "education) the deviation is divided by their number. Counts are shared out by largest",
        "remainder, not drawn: a p near 1 is by construction.",
        "This file and the rows stay in the restricted folder.",
        "",
        "| margin | cells | total | official, scaled | largest deviation | χ² | df | p | fit |",
        "|---|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    text += [
        f"| {x.margin} | {x.cells} | {x.total} | {x.total_expected:.1f} | "
        f"{x.largest_deviation:.3f} | {x.chi_square:.3f} | {x.degrees} | {x.p:.4f} | "
        f"{'pass' if x.passed else 'FAIL'} |"
        for x in lines
    ]
    return ("\n".join(text) + "\n").encode()


def _counted(values: Any, names: list[str]) -> Whole:
    """How many of the values are each of the names; what is none of them is a defect."""
    counts = values.value_counts().reindex(names, fill_value=0)
    if int(counts.sum()) != len(values):
        raise ValueError("a value outside its margin")
    return counts.to_numpy(dtype=np.int64)


def _education_shares(made: Demonstration) -> np.ndarray:
    """The expected seekers by level (compulsory or unknown, secondary, tertiary) and place."""
    places = made.wanted.by_place["unemployed"]
    lowest = 1000 - made.margins.education["share_post_compulsory"]
    tertiary = made.margins.education["share_tertiary"]
    shares = np.concatenate([lowest, 1000 - lowest - tertiary, tertiary])
    return np.tile(places, 3) * shares / 1000


def _line(
    margin: str,
    observed: Whole,
    expected: np.ndarray,
    said: Mapping[str, Any],
    *,
    degrees: int | None = None,
    together: Whole | None = None,
) -> Line:
    """One margin's line; `together` says of how many rounded counts each one told here is made."""
    possible = expected > 0
    if int(observed[~possible].sum()):
        raise ValueError(f"{margin}: rows where the margin has none")
    o, e = observed[possible], expected[possible]
    # The test compares shares: its totals have to agree to the last part.
    e_scaled = e * (o.sum() / e.sum())
    chi = float(((o - e_scaled) ** 2 / e_scaled).sum())
    df = degrees if degrees is not None else int(possible.sum()) - 1
    p = float(stats.chi2.sf(chi, df))
    each = 1 if together is None else together[possible]
    deviation = float((np.abs(o - e) / each).max())
    fit = said["fit"]
    return Line(
        margin=margin,
        cells=int(possible.sum()),
        total=int(o.sum()),
        total_expected=float(e.sum()),
        largest_deviation=deviation,
        chi_square=chi,
        degrees=df,
        p=p,
        passed=deviation < fit["largest_deviation"] and p > fit["smallest_p"],
    )
