"""Draws the demonstration rows: 8 000 seekers and 10 000 openings that never were anybody's.

The published margins are met exactly (largest remainder); who in a municipality looks for what
is drawn by the weights of `data/register/demonstration.toml`, each marked there as a margin or
an assumption. The same seed and the same margins give the same bytes on every machine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from handprint.publish.register import contract, margins
from handprint.publish.register.contract import Contract
from handprint.publish.register.exact import Stream, Whole, fitted, shared_out
from handprint.publish.register.margins import Margins

SETTINGS = Path("register") / "demonstration.toml"
AGES = ("under_25", "25_50", "over_50")
EDUCATION = ("unknown", "primary", "upper_secondary", "tertiary")
NO_YES = ("no", "yes")
# One part in a million: chances that fall from day to day stay whole numbers.
MILLION = 1_000_000

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """How many rows each margin asks for, in the order of municipalities or of occupations."""

    by_place: dict[str, Whole]
    by_occupation: dict[str, Whole]
    education: Whole  # municipality × EDUCATION


@dataclass(frozen=True)
class Demonstration:
    """The rows and what they were meant to add up to."""

    seekers: pd.DataFrame
    openings: pd.DataFrame
    margins: Margins
    wanted: Wanted


def settings(data_dir: Path) -> dict[str, Any]:
    """What `demonstration.toml` of a data folder says."""
    return tomllib.loads((data_dir / SETTINGS).read_text(encoding="utf-8"))


def draw(connection: duckdb.DuckDBPyConnection, said: Settings, form: Contract) -> Demonstration:
    """The rows drawn from the tables of a release; margins.Lacking if those do not suffice."""
    known = margins.read(connection, said)
    wanted = _wanted(known, said)
    stream = Stream(said["seed"])
    seekers = _seekers(stream, known, wanted, said)
    openings = _openings(stream, known, wanted, said)
    return Demonstration(
        seekers=contract.frame(form.jobseekers, seekers),
        openings=contract.frame(form.openings, openings),
        margins=known,
        wanted=wanted,
    )


def written(frame: pd.DataFrame) -> bytes:
    """The frame as the bytes of a CSV file: UTF-8, semicolons, one line feed a row."""
    cells = [
        (["" if day is pd.NaT else f"{day:%Y-%m-%d}" for day in frame[name]])
        if frame[name].dtype.kind == "M"
        else [str(cell) for cell in frame[name].tolist()]
        for name in frame.columns
    ]
    lines = [";".join(frame.columns), *map(";".join, zip(*cells, strict=True))]
    return ("\n".join(lines) + "\n").encode()


def _wanted(known: Margins, said: Settings) -> Wanted:
    """The margins scaled to the rows to be drawn, each summing to its own scaled total."""
    count = said["seekers"]["count"]
    places = known.counts["unemployed"]
    all_unemployed = int(places.sum())
    by_place = {"unemployed": shared_out(count, places)}
    for group in margins.GROUPS:
        counts = known.counts[group]
        whole = (2 * count * int(counts.sum()) + all_unemployed) // (2 * all_unemployed)
        by_place[group] = shared_out(whole, counts, by_place["unemployed"])
    openings = said["openings"]
    at_end = (2 * count * known.openings_halves + known.unemployed_halves) // (
        2 * known.unemployed_halves
    )
    new = (2 * openings["count"] * openings["new_of_release"] + openings["open_of_release"]) // (
        2 * openings["open_of_release"]
    )
    stock = known.counts["at_end"]
    by_place["openings"] = shared_out(openings["count"], stock)
    by_place["at_end"] = shared_out(at_end, stock, by_place["openings"])
    by_place["new"] = shared_out(new, known.counts["new"], by_place["openings"])
    usable = np.array(known.usable)
    by_occupation = {
        "seekers": shared_out(count, known.seekers_by_occupation),
        "openings": shared_out(
            openings["count"], np.where(usable, known.openings_by_occupation, 0)
        ),
    }
    lowest = 1000 - known.education["share_post_compulsory"]
    unknown = said["education"]["unknown_of_lowest"]
    tertiary = known.education["share_tertiary"]
    shares = np.stack(
        [lowest * unknown, lowest * (100 - unknown), (1000 - lowest - tertiary) * 100,
         tertiary * 100],
        axis=1,
    )  # fmt: skip
    education = np.stack(
        [shared_out(int(n), s) for n, s in zip(by_place["unemployed"], shares, strict=True)]
    )
    return Wanted(by_place, by_occupation, education)


def _tilted(known: Margins, together: Whole, said: Settings, *, persons: bool) -> Whole:
    """How likely each municipality and occupation go together; any scale, cell by cell."""
    majors, together_said = known.occupations, said["together"]
    primary = _begins(majors, together_said["primary_majors"])
    secondary = _begins(majors, together_said["secondary_majors"])
    sectors = [known.sectors[name] for name in margins.SECTORS]
    by_sector = np.where(primary, 0, np.where(secondary, 1, 2))
    seed = together * np.maximum(np.stack(sectors)[by_sector].T, 1)
    if persons:
        tertiary = known.education["share_tertiary"][:, None]
        learned = _begins(majors, together_said["tertiary_majors"])
        seed = seed * np.where(learned[None, :], tertiary, 1000 - tertiary) // 1000
        usable = np.array(known.usable)[None, :]
        # Without an occupation nothing ties a person to the sectors of the place.
        seed = np.where(usable, seed, together * 1000 * 700 // 1000)
    return np.maximum(seed, 1)


def _begins(codes: Sequence[str], starts: Iterable[str]) -> np.ndarray:
    return np.array([code.startswith(tuple(starts)) for code in codes])


def _crossed(stream: Stream, seed: Whole, places: Whole, occupations: Whole) -> tuple[Whole, Whole]:
    """For each row to be drawn its municipality and its occupation, as positions."""
    used = np.flatnonzero(occupations)
    there = np.flatnonzero(places)
    table = fitted(seed[np.ix_(there, used)], places[there], occupations[used])
    counts = stream.rounded(table, places[there], occupations[used])
    row, column = np.divmod(np.arange(counts.size), counts.shape[1])
    return np.repeat(there[row], counts.ravel()), np.repeat(used[column], counts.ravel())


def _first(known: Margins) -> Whole:
    """The first digit of each occupation, 10 where it is not usable."""
    return np.array(
        [int(c[0]) if u else 10 for c, u in zip(known.occupations, known.usable, strict=True)],
        dtype=np.int64,
    )


def _by_first(rates: Mapping[str, int]) -> Whole:
    return np.array([*(rates[str(d)] for d in range(10)), rates.get("-", 0)], dtype=np.int64)


def _seekers(
    stream: Stream, known: Margins, wanted: Wanted, said: Settings
) -> dict[str, Sequence[Any]]:
    """The columns of the seekers' file."""
    seed = _tilted(known, known.seekers_together, said, persons=True)
    place, occupation = _crossed(
        stream, seed, wanted.by_place["unemployed"], wanted.by_occupation["seekers"]
    )
    size = len(place)
    first = _first(known)[occupation]
    age = np.ones(size, dtype=np.int64)
    has = {group: np.zeros(size, dtype=np.int64) for group in margins.GROUPS}
    for group in ("under_25", "over_50", "laid_off", "long_term", "partial_work_ability",
                  "foreign_background"):  # fmt: skip
        rates = said["groups"][group]
        weight = _by_first(rates["weight"])[first]
        if "age" in rates:
            weight = weight * np.array([rates["age"][a] for a in AGES])[age]
        for other in ("long_term", "laid_off"):
            if other in rates:
                weight = weight * np.array([rates[other][v] for v in NO_YES])[has[other]]
        if group == "over_50":
            weight = np.where(has["under_25"] == 1, 0, weight)
        if group == "long_term":
            weight = np.where(has["laid_off"] == 1, 0, weight)
        has[group][_within(stream, place, weight, wanted.by_place[group])] = 1
        age = np.where(has["under_25"] == 1, 0, np.where(has["over_50"] == 1, 2, 1))
    education = _education(stream, place, first, age, has["foreign_background"], wanted, said)
    order = stream.order(size)
    wishes = said["wishes"]
    part_time = np.where(
        has["partial_work_ability"] == 1,
        wishes["part_time_partial_work_ability"],
        np.array([wishes["part_time"][a] for a in AGES])[age],
    )
    fewer = stream.happens(part_time)
    kilometres = np.array(wishes["commuting_km"], dtype=np.int64)
    commuting = np.where(
        fewer,
        kilometres[stream.picked(np.array(wishes["commuting_weight_part_time"]), size)],
        kilometres[stream.picked(np.array(wishes["commuting_weight"]), size)],
    )
    months = _months(stream, has["long_term"] == 1, said["months"])
    codes = np.array([c if u else "" for c, u in zip(known.occupations, known.usable, strict=True)])
    columns = {
        "municipality": np.array(known.municipalities)[place],
        "occupation": codes[occupation],
        "education": np.array(EDUCATION)[education],
        "age_band": np.array(AGES)[age],
        "months_unemployed": months,
        "status": np.array(("unemployed", "laid_off"))[has["laid_off"]],
        "long_term": np.array(NO_YES)[has["long_term"]],
        "partial_work_ability": np.array(NO_YES)[has["partial_work_ability"]],
        "foreign_background": np.array(NO_YES)[has["foreign_background"]],
        "hours_wanted": np.where(fewer, "part_time", "full_time"),
        "commuting_km": commuting,
    }
    ordered = {name: values[order].tolist() for name, values in columns.items()}
    return {"jobseeker": [f"demo-js-{n:05d}" for n in range(1, size + 1)], **ordered}


def _within(stream: Stream, place: Whole, weight: Whole, counts: Whole) -> Whole:
    """Exactly so many rows of each municipality, drawn by weight; positions."""
    found = []
    for at, count in enumerate(counts):
        here = np.flatnonzero(place == at)
        if count:
            # A weight is never nought where the margin asks for more than have one.
            chances = weight[here] * 1000 + (0 if (weight[here] > 0).sum() >= count else 1)
            found.append(here[stream.chosen(chances, int(count))])
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _education(
    stream: Stream,
    place: Whole,
    first: Whole,
    age: Whole,
    foreign: Whole,
    wanted: Wanted,
    said: Settings,
) -> Whole:
    """Each seeker's level as a position in EDUCATION: the municipality's shares, by occupation."""
    education = np.full(len(place), EDUCATION.index("upper_secondary"), dtype=np.int64)
    free = np.ones(len(place), dtype=bool)
    for level in ("tertiary", "unknown", "primary"):
        rates = said["education"][level]
        weight = _by_first(rates["weight"])[first]
        if "age" in rates:
            weight = weight * np.array([rates["age"][a] for a in AGES])[age]
        if "foreign" in rates:
            weight = weight * np.array([rates["foreign"][v] for v in NO_YES])[foreign]
        at = EDUCATION.index(level)
        chosen = _within(stream, place, np.where(free, weight, 0), wanted.education[:, at])
        education[chosen], free[chosen] = at, False
    return education


def _months(stream: Stream, long_term: np.ndarray, said: Settings) -> Whole:
    """Whole months unemployed: under twelve, or twelve and more for the long-term unemployed."""
    size = len(long_term)
    short = stream.picked(np.array(said["under_a_year"], dtype=np.int64), size)
    years = stream.picked(np.array(said["years"], dtype=np.int64), size)
    return np.where(long_term, 12 + 12 * years + stream.below(12, size), short)


def _openings(
    stream: Stream, known: Margins, wanted: Wanted, said: Settings
) -> dict[str, Sequence[Any]]:
    """The columns of the openings' file."""
    seed = _tilted(known, known.openings_together, said, persons=False)
    place, occupation = _crossed(
        stream, seed, wanted.by_place["openings"], wanted.by_occupation["openings"]
    )
    size = len(place)
    first = _first(known)[occupation]
    posted, closed = _days(stream, place, known, wanted, said)

    def happens(name: str) -> np.ndarray:
        return stream.happens(_by_first(said[name]["rate"])[first])

    part_time, seasonal, permanent = (happens(n) for n in ("part_time", "seasonal", "permanent"))
    shaping, remote = happens("shaping"), happens("remote")
    asked = {
        level: stream.happens(_by_first(rates["rate"])[first])
        for level, rates in said["asked"].items()
    }
    columns = {
        "municipality": np.array(known.municipalities)[place],
        "occupation": np.array(known.occupations)[occupation],
        "education": np.where(
            asked["tertiary"],
            "tertiary",
            np.where(asked["upper_secondary"], "upper_secondary", "none"),
        ),
        "posted": posted,
        "closed": closed,
        "positions": np.ones(size, dtype=np.int64),
        "working_time": np.where(part_time, "part_time", "full_time"),
        "duration": np.where(seasonal, "seasonal", np.where(permanent, "permanent", "fixed_term")),
        "shaping": np.where(shaping, "yes", "no"),
        "remote": np.where(remote, "yes", "no"),
    }
    order = stream.order(size)
    ordered = {name: values[order].tolist() for name, values in columns.items()}
    return {"opening": [f"demo-op-{n:05d}" for n in range(1, size + 1)], **ordered}


def _days(
    stream: Stream, place: Whole, known: Margins, wanted: Wanted, said: Settings
) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last day open of every opening, ISO; an empty last day: still open.

    New ones are spread over the month by weekday. Older ones have the ages of a stock whose
    inflow follows the calendar months' new vacancies and whose outflow the mean days open. Who
    is still open on the last day is drawn by the same outflow, exactly as many as wanted.
    """
    start, end = month_of(said["reference_month"])
    length, size = (end - start).days + 1, len(place)
    new = np.zeros(size, dtype=bool)
    new[_within(stream, place, np.ones(size, dtype=np.int64), wanted.by_place["new"])] = True
    mean_open = max(2, known.days_open[start.month] // 10)
    holidays = {date.fromisoformat(day) for day in said["posting"]["holidays"]}

    def weight(day: date) -> int:
        weekday = 6 if day in holidays else day.weekday()
        return said["posting"]["weekday"][weekday]

    fresh = np.array([weight(start + timedelta(d)) for d in range(length)], dtype=np.int64)
    back = range(1, said["posting"]["days_back"] + 1)
    older = np.array(
        [
            weight(day) * known.new_by_month[day.month] * _survival(known, day, start) // MILLION
            for day in (start - timedelta(d) for d in back)
        ],
        dtype=np.int64,
    )
    # Days after the first of the month; negative before it.
    posted = np.where(new, stream.picked(fresh, size), -1 - stream.picked(older, size))
    left_by_age = np.array(
        [MILLION * (mean_open - 1) ** d // mean_open**d for d in range(length + 1)],
        dtype=np.int64,
    )
    chance = left_by_age[length - 1 - np.maximum(posted, 0)]
    at_end = np.zeros(size, dtype=bool)
    at_end[_within(stream, place, chance, wanted.by_place["at_end"])] = True
    # What is posted on the last day is open on it: the few not drawn came a day earlier.
    posted = np.where(~at_end & (posted == length - 1), length - 2, posted)
    earliest = np.maximum(posted, 0)
    within = earliest + stream.below(1 << 20, size) * (length - 1 - earliest) // (1 << 20)
    # Since the month ended some of those open on its last day have been closed as well.
    since = (date.fromisoformat(str(said["delivered"])) - end).days
    later = np.array(
        [MILLION * (mean_open - 1) ** d // mean_open ** (d + 1) for d in range(since + 1)]
        + [MILLION * (mean_open - 1) ** (since + 1) // mean_open ** (since + 1)],
        dtype=np.int64,
    )
    after = stream.picked(later, size)
    still = at_end & (after > since)
    closed = np.where(at_end, length - 1 + after, within)
    days = _iso(start, posted), _iso(start, closed)
    return days[0], np.where(still, "", days[1])


def _survival(known: Margins, day: date, start: date) -> int:
    """How many of a million opened on a day are open when the month starts.

    A day of calendar month m closes one in as many as the mean days open in m.
    """
    left = MILLION
    while day < start:
        mean = max(2, known.days_open[day.month] // 10)
        left = left * (mean - 1) // mean
        day += timedelta(1)
    return left


def _iso(start: date, after: Whole) -> np.ndarray:
    days = {int(d): (start + timedelta(int(d))).isoformat() for d in np.unique(after)}
    return np.array([days[int(d)] for d in after])


def month_of(month: str) -> tuple[date, date]:
    """The first and the last day of a month given as 2026-06."""
    start = date.fromisoformat(f"{month}-01")
    after = (start + timedelta(31)).replace(day=1)
    return start, after - timedelta(1)
