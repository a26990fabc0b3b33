"""The one progress method: is a goal on pace, by how much, and how sure is that?

p = (latest − baseline) / (target − baseline) is set against the share e of the time that has gone.
The signs are those of Lapland's foresight service: `++` ahead, `+` on pace, `0` behind the pace,
`-` slipping back, `--` clearly the wrong way; what cannot be judged says why. A minus always means
the wrong direction. Thresholds come from `data/strategy/progress.toml` by way of the release, so
one line there changes every status alike; nothing else does, neither a filter nor a language.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from handprint.analysis.freshness import year_of
from handprint.numbers import months_between

Sign = Literal["++", "+", "0", "-", "--", "cannot_judge"]
Reason = Literal[
    "no_value", "no_baseline", "no_target", "no_band", "too_early", "one_point", "stale"
]
Better = Literal["lower", "higher", "neither"]

SIGNS: tuple[Sign, ...] = ("++", "+", "0", "-", "--", "cannot_judge")
"""From best to worst, then the one that says nothing."""

ON_PACE: frozenset[Sign] = frozenset({"++", "+"})
SLACK = 1e-9
"""Share of a threshold within which a figure counts as on it: 0.44 is 1.1 × 0.4."""


@dataclass(frozen=True)
class Thresholds:
    """Where one sign ends and the next begins, in shares of the elapsed time.

    `slope_months` and `slope_points` are for the second method: how far back the slope looks and
    from how few observations it is not computed.
    """

    ahead: float
    on_pace: float
    behind: float
    slipping: float
    too_early: float
    slope_months: float
    slope_points: float

    @classmethod
    def of(cls, said: Mapping[str, float]) -> "Thresholds":
        """The thresholds by name; ValueError names the missing, unknown or unordered one."""
        names = [f.name for f in fields(cls)]
        for name in [*names, *said]:
            number = said.get(name)
            if name not in names or isinstance(number, bool) or not isinstance(number, int | float):
                raise ValueError(name)
        made = cls(**{name: float(said[name]) for name in names})
        falling = (made.ahead, made.on_pace, made.behind, made.slipping)
        for name, upper, lower in zip(names[1:4], falling, falling[1:], strict=False):
            if not upper > lower:
                raise ValueError(name)
        if not 0 <= made.too_early < 1:
            raise ValueError("too_early")
        if made.slope_months < 1 or made.slope_points < 2:
            raise ValueError("slope_months" if made.slope_months < 1 else "slope_points")
        return made


@dataclass(frozen=True)
class Judgement:
    """A sign with what it rests on: `p`, the elapsed share, or the reason why there is none.

    `p` is None for a figure to be kept where it is; `keep` tells the two apart.
    """

    sign: Sign
    p: float | None
    elapsed: float
    reason: Reason | None = None
    keep: bool = False


@dataclass(frozen=True)
class Pace:
    """How fast the figure should move, has moved, and would now have to, in units a year.

    `expected` is where it should stand now. `needed` is None when the time is up, `actual` when
    no time has passed.
    """

    planned: float
    actual: float | None
    needed: float | None
    expected: float


@dataclass(frozen=True)
class Course:
    """The second method: the slope of the last months carried to the target's time.

    `slope` is in units a year, by least squares over `points` observations; `spread` is the
    standard deviation of what the line leaves over, None from fewer than three. `arrives` says
    whether the course reaches the target, or keeps within the band.
    """

    slope: float
    projected: float
    points: int
    spread: float | None
    arrives: bool


@dataclass(frozen=True)
class Doubt:
    """What the sign would be if the latest figure were a margin lower or higher."""

    margin: float
    signs: tuple[Sign, ...]

    @property
    def certain(self) -> bool:
        """Whether the sign holds over the whole margin."""
        return len(set(self.signs)) == 1


def elapsed_share(baseline_period: str, target_period: str, period: str) -> float:
    """The share of the time gone by a period, 0 before the start and 1 after the end.

    Periods are months (`2026-06`) or years (`2026`), each as the moment it begins; all three are
    of one kind. ValueError if the target's period is not after the baseline's.
    """
    start, end, at = (year_of(p) for p in (baseline_period, target_period, period))
    if not end > start:
        raise ValueError(f"{target_period} is not after {baseline_period}")
    return min(1.0, max(0.0, (at - start) / (end - start)))


def share_done(baseline: float | None, target: float | None, latest: float | None) -> float | None:
    """p: how much of the way from baseline to target is done; None where there is no way to go."""
    if not (_is_number(baseline) and _is_number(target) and _is_number(latest)):
        return None
    return (latest - baseline) / (target - baseline) if target != baseline else None


def judge(
    baseline: float | None,
    target: float | None,
    latest: float | None,
    elapsed: float,
    *,
    better: Better,
    thresholds: Thresholds,
    band: float | None = None,
    points: int | None = None,
    stale: bool = False,
) -> Judgement:
    """The sign of a figure against its target, after a share `elapsed` (0 … 1) of the time.

    A target equal to the baseline means: keep it within `band`. `points` is the number of
    observations since the baseline, itself included: one is no trend. `stale` marks a figure too
    old to speak of today. Source: design, “One progress method”; fixtures `progress_sign`.
    """
    if not 0 <= elapsed <= 1:
        raise ValueError(f"{elapsed} is not a share of time")
    p = share_done(baseline, target, latest)
    keep = _is_number(target) and target == baseline
    if reason := _unjudged(baseline, target, latest, band, points, keep=keep, stale=stale):
        return Judgement("cannot_judge", p, elapsed, reason, keep)
    if keep:
        return Judgement(_kept(latest - baseline, band, better), None, elapsed, keep=True)
    if _at_least(p, 1.0):
        return Judgement("++", p, elapsed)
    if elapsed < thresholds.too_early:
        return Judgement("cannot_judge", p, elapsed, "too_early")
    return Judgement(_sign(p, elapsed, thresholds), p, elapsed)


def pace(
    baseline: float,
    target: float,
    latest: float,
    periods: tuple[str, str, str],
) -> Pace:
    """The planned, actual and needed change a year; `periods` of baseline, target and latest."""
    start, end, at = (year_of(p) for p in periods)
    share = elapsed_share(*periods)
    return Pace(
        planned=(target - baseline) / (end - start),
        actual=(latest - baseline) / (at - start) if at > start else None,
        needed=(target - latest) / (end - at) if end > at else None,
        expected=baseline + share * (target - baseline),
    )


def course(
    series: Mapping[str, float],
    baseline: float,
    target: float,
    target_period: str,
    *,
    better: Better,
    thresholds: Thresholds,
    band: float | None = None,
) -> Course | None:
    """Where the slope of the last months leads; None without enough observations or time left.

    `series` is {period: value} with published values only. Of a monthly series the last
    `slope_months` before its newest month count, that month itself and the same one a year before
    included, so that the season weighs alike at both ends; of an annual one the last
    `slope_points` years. The newest value is carried on with the slope, not the line's end.
    """
    newest = max(series, default="")
    if len(newest) != len(target_period) or year_of(newest) >= year_of(target_period):
        return None
    window = thresholds.slope_months if len(newest) == 7 else 12 * (thresholds.slope_points - 1)
    recent = {
        period: value
        for period, value in series.items()
        if len(period) == len(newest) and months_between(period, newest) <= window
    }
    if len(recent) < thresholds.slope_points:
        return None
    slope, spread = _line(recent)
    projected = series[newest] + slope * (year_of(target_period) - year_of(newest))
    if target == baseline:
        arrives = band is not None and _kept(projected - baseline, band, better) in ON_PACE
    else:
        arrives = _at_least((projected - baseline) / (target - baseline), 1.0)
    return Course(slope, projected, len(recent), spread, arrives)


def disagree(judgement: Judgement, second: Course | None) -> bool | None:
    """Whether the two methods say opposite things; None when one of them says nothing."""
    if judgement.sign == "cannot_judge" or second is None:
        return None
    return (judgement.sign in ON_PACE) != second.arrives


def doubt(
    baseline: float,
    target: float,
    latest: float,
    elapsed: float,
    *,
    better: Better,
    thresholds: Thresholds,
    band: float | None = None,
    decimals: int = 0,
    spread: float | None = None,
) -> Doubt:
    """Would the sign stand if the latest figure were off by its rounding, or by its usual swing?

    The margin is half of the last printed decimal, or `spread` (what the recent line leaves over)
    if that is more.
    """
    margin = max(0.5 * 10**-decimals, spread or 0.0)
    signs = tuple(
        judge(
            baseline, target, latest + shift, elapsed,
            better=better, thresholds=thresholds, band=band,
        ).sign
        for shift in (-margin, 0.0, margin)
    )  # fmt: skip
    return Doubt(margin, signs)


def _unjudged(
    baseline: float | None,
    target: float | None,
    latest: float | None,
    band: float | None,
    points: int | None,
    *,
    keep: bool,
    stale: bool,
) -> Reason | None:
    """Why nothing can be said before any time is looked at, the plainest reason first."""
    reasons: tuple[tuple[bool, Reason], ...] = (
        (not _is_number(latest), "no_value"),
        (not _is_number(target), "no_target"),
        (not _is_number(baseline), "no_baseline"),
        (points is not None and points < 2, "one_point"),
        (stale, "stale"),
        (keep and not (_is_number(band) and band > 0), "no_band"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _sign(p: float, elapsed: float, thresholds: Thresholds) -> Sign:
    rungs: tuple[tuple[float, Sign], ...] = (
        (thresholds.ahead, "++"),
        (thresholds.on_pace, "+"),
        (thresholds.behind, "0"),
        (thresholds.slipping, "-"),
    )
    return next((sign for share, sign in rungs if _at_least(p, share * elapsed)), "--")


def _kept(drift: float, band: float, better: Better) -> Sign:
    """The sign of a figure to be kept: drift is latest less baseline."""
    if _at_least(band, abs(drift)):
        return "+"
    if better != "neither" and (drift > 0) == (better == "higher"):
        return "++"
    return "-" if _at_least(2 * band, abs(drift)) else "--"


def _line(series: Mapping[str, float]) -> tuple[float, float | None]:
    """The least-squares slope a year, and the standard deviation of what it leaves over."""
    times = [year_of(p) for p in series]
    values = list(series.values())
    n = len(values)
    middle, mean = math.fsum(times) / n, math.fsum(values) / n
    across = math.fsum((t - middle) ** 2 for t in times)
    slope = (
        math.fsum((t - middle) * (v - mean) for t, v in zip(times, values, strict=True)) / across
    )
    left = math.fsum(
        (v - mean - slope * (t - middle)) ** 2 for t, v in zip(times, values, strict=True)
    )
    return slope, math.sqrt(left / (n - 2)) if n > 2 else None


def _at_least(value: float, limit: float) -> bool:
    return value >= limit or math.isclose(value, limit, rel_tol=SLACK, abs_tol=SLACK)


def _is_number(value: float | None) -> bool:
    return value is not None and math.isfinite(value)
