"""Mismatch between seekers and openings: indices, flows, and what they are made of.

Throughout, `u` are seekers (unemployed at the end of a month) and `v` openings (open on the last
day unless the caller says otherwise), by cell: occupation, area or both, labelled or as two
vectors in one order. Nothing undefined is ever a zero: a figure without a meaning is None (in a
series over time NaN). Cells of zero are ordinary; a negative or unknown count is a ValueError.
Indices see structure, not level, so the tightness stands beside them on every page; they fall
spuriously when series trend (Entorf 2003) and never fall when cells are split finer, so only
figures of one granularity compare.
"""

import math
from collections.abc import Hashable, Mapping
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from handprint.analysis.cells import Cells, Vector, aligned, checked, paired, total

DAYS_PER_MONTH = 30.4
"""The mean length of a month, as the mean open time of vacancies counts it."""


def percent(part: float, whole: float) -> float | None:
    """A part of a whole in percent; None when the whole is zero."""
    return 100 * part / whole if whole else None


def activation_rate(in_services: float, unemployed: float) -> float | None:
    """Activation rate in percent: those in services of those in services and unemployed.

    100 · S / (S + U), the Ministry's definition (aktivointiaste). None when there is nobody.
    """
    return percent(in_services, in_services + unemployed)


def implied_labour_force(unemployed: float, unemployed_share: float) -> float | None:
    """The labour force, in persons, that a count and a published percentage were made from.

    100 · U / share. None when the share is zero.
    """
    return 100 * unemployed / unemployed_share if unemployed_share else None


# -- Structure ---------------------------------------------------------------------------------


def tightness(u: float | Cells, v: float | Cells) -> float | None:
    """Openings per seeker, θ = V / U, from totals or cells; None when nobody seeks.

    Standard in search theory (Pissarides 2000, Equilibrium Unemployment Theory, ch. 1). Say
    which openings V are: new, open during the month, or open on its last day.
    """
    seekers = total(u)
    return total(v) / seekers if seekers else None


def seekers_per_opening(u: float | Cells, v: float | Cells) -> float | None:
    """Seekers per opening, U / V, from totals or cells; None when there is no opening."""
    return tightness(v, u)


def tightness_by_cell(
    u: Mapping[Hashable, float] | pd.Series, v: Mapping[Hashable, float] | pd.Series
) -> dict[Hashable, float | None]:
    """Openings per seeker in each labelled cell; None where nobody seeks."""
    labels = dict.fromkeys([*u.keys(), *v.keys()])
    return {label: tightness(u.get(label, 0.0), v.get(label, 0.0)) for label in labels}


def dissimilarity(u: Cells, v: Cells) -> float | None:
    """Dissimilarity of seekers and openings, ½ Σ |u_i/U − v_i/V|, from 0 to 1.

    The share of seekers who would have to change cell for openings per seeker to be the same
    everywhere: 0 when it is, 1 when no cell has both. None when either total is zero.
    Duncan & Duncan 1955 (American Sociological Review 20(2), 210–217), as a mismatch index
    Jackman & Roper 1987 (Oxford Bulletin of Economics and Statistics 49(1), 9–36).
    """
    shares = _shares(*aligned(u, v))
    return None if shares is None else _unit(0.5 * np.abs(shares[0] - shares[1]).sum())


def dissimilarity_persons(u: Cells, v: Cells) -> float | None:
    """Dissimilarity in persons, ½ Σ |U_i − (U/V) V_i|: the index times the seekers.

    How many seekers would have to change cell (Jackman & Roper 1987). None when either total is
    zero.
    """
    first, second = aligned(u, v)
    if not first.sum() or not second.sum():
        return None
    return float(0.5 * np.abs(first - first.sum() / second.sum() * second).sum())


def sahin(u: Cells, v: Cells, alpha: float = 0.5) -> float | None:
    """Share of hires lost to mismatch, M = 1 − Σ (v_i/V)^α (u_i/U)^(1−α), from 0 to 1.

    α is the elasticity of hires to openings, strictly between 0 and 1. At the ends themselves
    the formula does not depend on one of the sides and is 0 whatever the cells hold, while on
    the way there it comes near the share of seekers (α→0) or openings (α→1) whose cell has
    nothing on the other side; so the ends are refused with a ValueError, not given as 0.
    α = ½ is the multiplicative Jackman–Roper index. None when either total is zero.
    Şahin, Song, Topa & Violante 2014 (American Economic Review 104(11), 3529–3564), the index
    with cells of equal efficiency.
    """
    alpha = elasticity(alpha)
    shares = _shares(*aligned(u, v))
    if shares is None:
        return None
    return _unit(1 - float((shares[1] ** alpha * shares[0] ** (1 - alpha)).sum()))


def relative_variance(u: Cells, labour_force: Cells) -> float | None:
    """Half the variance of relative unemployment, ½ Σ (L_i/L) (r_i/r − 1)², r_i = U_i / L_i.

    0 when every cell has the same share of unemployed; no upper end. Cells without labour force
    weigh nothing; None when one of them has unemployed all the same (no rate), or when either
    total is zero. Jackman, Layard & Savouri 1991 (in Padoa Schioppa, ed., Mismatch and Labour
    Mobility, 44–101).
    """
    unemployed, force = aligned(u, labour_force)
    if not unemployed.sum() or not force.sum() or ((force == 0) & (unemployed > 0)).any():
        return None
    unemployed, force = unemployed[force > 0], force[force > 0]
    relative = unemployed / force / (unemployed.sum() / force.sum())
    return float(0.5 * (force / force.sum() * (relative - 1) ** 2).sum())


def lilien(
    before: Cells, after: Cells, weights: Literal["current", "mean"] = "current"
) -> float | None:
    """Dispersion of employment growth, σ = √Σ w_i (Δln e_i − Δln E)², in log points.

    `before` and `after` are the employed by industry at two times. The weights are shares of
    employment at the later time, or the mean of both times': say which. None when either total
    is zero or an industry is empty at only one of the times (its growth has no logarithm).
    Lilien 1982 (Journal of Political Economy 90(4), 777–793).
    """
    first, second = aligned(before, after)
    if not first.sum() or not second.sum() or ((first > 0) != (second > 0)).any():
        return None
    first, second = first[first > 0], second[second > 0]
    growth = np.log(second / first)
    whole = math.log(second.sum() / first.sum())
    share = second / second.sum()
    if weights == "mean":
        share = (share + first / first.sum()) / 2
    return float(np.sqrt((share * (growth - whole) ** 2).sum()))


# -- Flows -------------------------------------------------------------------------------------


class StockFlow(NamedTuple):
    """What became of a month's openings; each is None where it has no meaning.

    `closed` is a count, `turnover` the share in percent of all that were open that closed,
    `open_days` how long one is open on average, `filled` the share in percent of the closed.
    """

    closed: float | None
    turnover: float | None
    open_days: float | None
    filled: float | None


def vacancy_stock_flow(
    start: float,
    new: float,
    end: float,
    filled: float | None = None,
    *,
    days: float = DAYS_PER_MONTH,
) -> StockFlow:
    """Openings that closed in a month, from its two stocks and the new ones.

    closed = start + new − end; turnover = closed / (start + new); days open = mean stock /
    closed · days of the month (a stock divided by its outflow, exact in a steady state); filled
    = filled / closed. Closed is not filled: some are withdrawn. All None when more are open at
    the end than there ever were; the share filled also when more were filled than closed.
    """
    open_during = total([start, new])
    closed = open_during - total(end)
    if closed < 0:
        return StockFlow(None, None, None, None)
    share = None if filled is None or total(filled) > closed else percent(filled, closed)
    return StockFlow(
        closed=closed,
        turnover=percent(closed, open_during),
        open_days=(start + end) / 2 / closed * days if closed else None,
        filled=share,
    )


class JobFinding(NamedTuple):
    """How soon the unemployed leave unemployment.

    `probability` of leaving within the month (0–1), the `hazard` per month behind it, and the
    mean duration in `months`; each is None where it has no meaning.
    """

    probability: float | None
    hazard: float | None
    months: float | None


def shimer(unemployed: float, next_unemployed: float, next_short_term: float) -> JobFinding:
    """Job finding from stocks: f = 1 − (U₊₁ − Uˢ₊₁) / U, hazard −ln(1 − f), its inverse.

    `next_short_term` are those of next month's unemployed who were not unemployed a month ago.
    Leaving is to anywhere, not only to a job. All None when nobody is unemployed or the stocks
    contradict one another (f outside 0–1); the hazard when all leave, the months when none or
    all do. Shimer 2012 (Review of Economic Dynamics 15(2), 127–148).
    """
    stayed = total(next_unemployed) - total(next_short_term)
    if not total(unemployed) or not 0 <= stayed <= unemployed:
        return JobFinding(None, None, None)
    probability = 1 - stayed / unemployed
    if not stayed:
        return JobFinding(probability, None, None)
    hazard = math.log(unemployed / stayed)
    return JobFinding(probability, hazard, 1 / hazard if hazard else None)


class Matching(NamedTuple):
    """What a month's hires say of matching; each is None where it has no meaning.

    `efficiency` m of the matching function, hires per seeker f and per opening q.
    """

    efficiency: float | None
    per_seeker: float | None
    per_opening: float | None


def matching_efficiency(u: float, v: float, hires: float, alpha: float = 0.5) -> Matching:
    """Efficiency of matching, m = H / (V^α U^(1−α)), with f = H / U and q = H / V.

    All three per month, from totals. α like in `sahin`. None where a denominator is zero.
    Petrongolo & Pissarides 2001 (Journal of Economic Literature 39(2), 390–431).
    """
    alpha = elasticity(alpha)
    seekers, openings, hired = total(u), total(v), total(hires)
    scale = openings**alpha * seekers ** (1 - alpha)
    return Matching(
        efficiency=hired / scale if scale else None,
        per_seeker=hired / seekers if seekers else None,
        per_opening=hired / openings if openings else None,
    )


class Market(NamedTuple):
    """Seekers, openings and hires of one period, in totals."""

    seekers: float
    openings: float
    hires: float


class JobFindingChange(NamedTuple):
    """A change of the log of job finding; `efficiency` and `tightness` sum to `total`."""

    total: float
    efficiency: float
    tightness: float


def job_finding_decomposition(
    before: Market, after: Market, alpha: float = 0.5
) -> JobFindingChange | None:
    """Why hires per seeker changed: Δln f = Δln m + α Δln θ, in log points.

    Follows from the matching function of `matching_efficiency`, so the parts add up exactly.
    None when any of the six totals is zero.
    """
    alpha = elasticity(alpha)
    totals = [checked(market) for market in (before, after)]
    if not all(each.all() for each in totals):
        return None
    seekers, openings, hires = np.log(totals[1] / totals[0])
    tighter = alpha * (openings - seekers)
    # Not the remainder: from the function itself, so that the sum can be checked.
    better = hires - alpha * openings - (1 - alpha) * seekers
    return JobFindingChange(float(hires - seekers), float(better), float(tighter))


class MismatchUnemployment(NamedTuple):
    """Unemployment as it is and as it would be without mismatch, in the long run.

    `share` and `share_without` are shares of the labour force (0–1), `finding_without` the job
    finding rate without mismatch, `gap` the difference of the shares in percentage points.
    """

    share: float
    finding_without: float
    share_without: float
    gap: float


def mismatch_unemployment(
    separation: float, finding: float, mismatch: float | None
) -> MismatchUnemployment | None:
    """Unemployment that mismatch accounts for in a steady state: u − u*.

    u = s / (s + f), u* = s / (s + f*), f* = f / (1 − M). `separation` s and `finding` f are
    monthly rates, `mismatch` M as `sahin` gives it. A simplification of Şahin et al. 2014 to the
    steady state. None when M is None or 1, or when nobody ever moves (s + f = 0).
    """
    if mismatch is None or not 0 <= mismatch < 1 or not separation + finding:
        return None
    without = finding / (1 - mismatch)
    share, better = separation / (separation + finding), separation / (separation + without)
    return MismatchUnemployment(share, without, better, 100 * (share - better))


# -- Decomposition -----------------------------------------------------------------------------


class Decomposition(NamedTuple):
    """Divergence of openings from seekers, taken apart in both orders, in nats.

    `area` + `occupation_within_area`, `occupation` + `area_within_occupation` and
    `shapley_area` + `shapley_occupation` each sum to `total`. None where infinite or undefined.
    """

    total: float | None
    area: float | None
    occupation_within_area: float | None
    occupation: float | None
    area_within_occupation: float | None
    shapley_area: float | None
    shapley_occupation: float | None


class CommonDecomposition(NamedTuple):
    """A decomposition over the cells that have both, and what it leaves out.

    The shares of all openings and of all seekers in other cells, in percent (None when there
    are none at all), and how many such cells there are.
    """

    parts: Decomposition
    openings_left_out: float | None
    seekers_left_out: float | None
    cells_left_out: int


def divergence(u: Cells, v: Cells) -> float | None:
    """Divergence of openings from seekers, Σ v_i ln(v_i / u_i) over shares, in nats, at least 0.

    Kullback & Leibler 1951 (Annals of Mathematical Statistics 22(1), 79–86); in economics
    Theil 1967 (Economics and Information Theory). Cells without openings add nothing; None when
    a cell has openings and no seeker (infinite), or when either total is zero.
    """
    shares = _shares(*aligned(u, v))
    if shares is None or ((shares[0] == 0) & (shares[1] > 0)).any():
        return None
    return max(0.0, math.fsum(_terms(*shares)))


def decomposition(u: pd.DataFrame | Cells, v: pd.DataFrame | Cells) -> Decomposition:
    """Divergence by place and occupation as place plus occupation, adding up exactly.

    `u` and `v` are tables whose first three columns are place, occupation and count, or counts
    labelled by (place, occupation). The chain rule: T = Σ v_a ln(v_a/u_a) + Σ_a v_a Σ_o v_o|a
    ln(v_o|a / u_o|a), and the same with the roles changed (Cover & Thomas 2006, Elements of
    Information Theory, theorem 2.5.3; Theil 1967). Which comes first matters, so both orders are
    given and their mean, which favours neither (Shapley 1953; Shorrocks 2013, Journal of
    Economic Inequality 11, 99–126). Strict: see `divergence` for what is None.
    `decomposition_of_common` answers when a cell has openings and no seeker.
    """
    cells = paired(u, v)
    whole = divergence(cells["first"], cells["second"])
    area, by_area = _margin(cells, "area"), _within(cells, "area", whole)
    occupation, by_occupation = _margin(cells, "occupation"), _within(cells, "occupation", whole)
    return Decomposition(
        total=whole,
        area=area,
        occupation_within_area=by_area,
        occupation=occupation,
        area_within_occupation=by_occupation,
        shapley_area=_mean(area, by_occupation),
        shapley_occupation=_mean(occupation, by_area),
    )


def decomposition_of_common(
    u: pd.DataFrame | Cells, v: pd.DataFrame | Cells
) -> CommonDecomposition:
    """The decomposition over cells that have both seekers and openings, and what that leaves out.

    Both sides are restricted to those cells and taken as shares of what is left, so it is finite
    wherever one such cell exists. It says nothing of the rest, which is the worst of the
    mismatch: print what is left out beside it, or use the persons of `ladder.rungs(...).shapley`,
    which leave out nothing. The parts are all None when no cell has both.
    """
    cells = paired(u, v)
    both = (cells["first"] > 0) & (cells["second"] > 0)
    kept, outside = cells[both], cells[~both]
    seekers, openings = cells["first"].sum(), cells["second"].sum()
    return CommonDecomposition(
        parts=decomposition(kept["first"], kept["second"]),
        openings_left_out=percent(float(outside["second"].sum()), float(openings)),
        seekers_left_out=percent(float(outside["first"].sum()), float(seekers)),
        cells_left_out=int((outside > 0).any(axis=1).sum()),
    )


def _margin(cells: pd.DataFrame, level: str) -> float | None:
    sums = cells.groupby(level=level).sum()
    return divergence(sums["first"], sums["second"])


def _within(cells: pd.DataFrame, level: str, whole: float | None) -> float | None:
    """Divergence inside the groups of a level, weighted with their openings; from the formula."""
    if whole is None:
        return None
    held = cells[cells["second"] > 0]
    sums = cells.groupby(level=level).sum().reindex(held.index.get_level_values(level))
    inside_first = held["first"].to_numpy() / sums["first"].to_numpy()
    inside_second = held["second"].to_numpy() / sums["second"].to_numpy()
    weights = sums["second"].to_numpy() / cells["second"].sum()
    terms = weights * inside_second * np.log(inside_second / inside_first)
    return max(0.0, math.fsum(terms))


def _mean(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else (first + second) / 2


def _terms(first: Vector, second: Vector) -> Vector:
    held = second > 0
    return second[held] * np.log(second[held] / first[held])


def elasticity(alpha: float) -> float:
    """α itself, when it lies strictly between 0 and 1. Raises ValueError otherwise."""
    if not 0 < alpha < 1:
        raise ValueError(f"α must lie between 0 and 1, both excluded; it is {alpha}")
    return float(alpha)


def _shares(first: Vector, second: Vector) -> tuple[Vector, Vector] | None:
    if not first.sum() or not second.sum():
        return None
    return first / first.sum(), second / second.sum()


def _unit(index: float) -> float:
    """An index of 0 to 1 without the trace that rounding leaves outside."""
    return min(1.0, max(0.0, float(index)))
