"""Two frozen editions compared: what is new, what was revised, and what cannot be compared.

An edition holds, without any language, the facts that were shown on a day. `compare` tells every
difference of two editions once, under the one kind it belongs to. A newer period is news; another
value of a period that was already shown is a revision; across a changed definition, target or
method no difference is ever computed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from handprint.numbers import is_month, months_before

FORMAT = 1
"""The layout of a frozen record; a record of another layout is refused."""

Kind = Literal[
    "new",
    "signs",
    "started",
    "ended",
    "moved",
    "joined",
    "left",
    "overdue",
    "settled",
    "revised",
    "known",
    "missing",
    "sourced",
    "redefined",
]
KINDS: tuple[Kind, ...] = (
    "new", "signs", "started", "ended", "moved", "joined", "left", "overdue", "settled",
    "revised", "known", "missing", "sourced", "redefined",
)  # fmt: skip
"""Every kind of difference, in the order it is told: what happened, then what was put right."""

About = Literal["value", "sign", "project", "organisation", "decision"]

UNKNOWN = frozenset({"missing", "none", "secret", "withheld", "rounded", "not_applicable"})
"""Statuses of a figure that nobody can read."""


class Unreadable(ValueError):
    """A record is no edition: a part is missing, is of a wrong kind, or of another layout."""


@dataclass(frozen=True)
class Point:
    """A figure as it was printed, rounded so; None unless `status` says that it is known."""

    value: float | None
    status: str

    @property
    def known(self) -> bool:
        """Whether there is a figure of the real world to read; a made-up one is none."""
        return self.value is not None and self.status not in UNKNOWN and not self.example

    @property
    def example(self) -> bool:
        """Whether the figure is made up."""
        return self.status == "example"


@dataclass(frozen=True)
class Series:
    """One measured thing: its points by period, and all that makes two of them comparable.

    `definition` is a digest of what the figure means and how it is computed. A period is a month,
    a year, or empty where nobody says when the figure was. `source` is who says the newest figure,
    empty where that is not kept.
    """

    definition: str
    unit: str
    better: str
    decimals: int
    points: Mapping[str, Point]
    source: str = ""

    @property
    def newest(self) -> str:
        """The last period; empty for none."""
        return max(self.points, default="")


@dataclass(frozen=True)
class Sign:
    """A progress sign, and digests of what it was judged by: definition, target and method.

    `example` tells that it was judged by a made-up target.
    """

    sign: str
    definition: str
    target: str
    method: str
    example: bool = False


@dataclass(frozen=True)
class Project:
    """A project's status and its days, as they were known; None where nobody knew.

    `source` is who says so, and `status` how far it is to be trusted; empty where not kept.
    """

    state: str | None
    entered: dt.date | None
    start: dt.date | None
    end: dt.date | None
    source: str = ""
    status: str = ""


@dataclass(frozen=True)
class Membership:
    """From when an organisation is known as a member, and its last day if it has left.

    `source` and `status` as of a project.
    """

    since: dt.date | None
    until: dt.date | None
    source: str = ""
    status: str = ""


@dataclass(frozen=True)
class Edition:
    """What was shown on a day: a release, and the facts of it by key.

    `overdue` holds the due days of decisions that were late, by id; None when no decisions were
    kept. `names` gives what each key was called, by language: it is never compared. What decisions
    say is in the journal alone, where it is corrected, and in no edition.
    """

    release: str
    day: dt.date
    values: Mapping[str, Series] = field(default_factory=dict, hash=False)
    signs: Mapping[str, Sign] = field(default_factory=dict, hash=False)
    projects: Mapping[str, Project] = field(default_factory=dict, hash=False)
    organisations: Mapping[str, Membership] = field(default_factory=dict, hash=False)
    overdue: Mapping[str, dt.date] | None = field(default=None, hash=False)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True)
class Change:
    """One difference, under its one kind.

    `before` and `after` are what the older and the newer edition showed: points, signs, statuses
    or days. `period` is that of `after`, or of the point that was revised. Of a new value `also`
    names the other new periods, and `like` is the same period of an earlier year. `what` says
    which fact was revised or why a comparison is refused; `made_up` that a sign was judged by an
    example of a target; `new` that the older edition did not list the thing at all.
    """

    kind: Kind
    about: About
    key: str
    what: str = ""
    before: Point | str | dt.date | None = None
    after: Point | str | dt.date | None = None
    period: str = ""
    before_period: str = ""
    like: Point | None = None
    like_period: str = ""
    also: tuple[str, ...] = ()
    made_up: bool = False
    new: bool = False

    @property
    def delta(self) -> float | None:
        """The difference of two figures, in their unit; None where it may not be computed.

        A new value is set against the same period a year earlier, a revised one against the
        figure that it replaced. Two figures of different meaning are never subtracted.
        """
        other = {"new": self.like, "revised": self.before}.get(self.kind)
        if not isinstance(other, Point) or not isinstance(self.after, Point):
            return None
        if not other.known or not self.after.known:
            return None
        return self.after.value - other.value

    @property
    def example(self) -> bool:
        """Whether made-up figures or targets are told of."""
        return self.made_up or any(
            isinstance(one, Point) and one.example for one in (self.before, self.after)
        )


@dataclass(frozen=True)
class Changes:
    """All differences of two editions, by kind and then by key."""

    since: dt.date
    until: dt.date
    all: tuple[Change, ...]

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """The differences of some kinds."""
        return tuple(one for one in self.all if one.kind in kinds)

    @property
    def nothing(self) -> bool:
        """Whether the two editions showed the same."""
        return not self.all


def compare(old: Edition, new: Edition) -> Changes:
    """Every difference between two editions, each exactly once.

    Raises ValueError when the first is of a later day than the second.
    """
    if old.day > new.day:
        raise ValueError(f"{old.day} is later than {new.day}: an edition is compared with a newer")
    found = [
        *_values(old.values, new.values),
        *_signs(old.signs, new.signs),
        *_projects(old.projects, new.projects, old.day),
        *_organisations(old.organisations, new.organisations, old.day),
        *_overdue(old.overdue, new.overdue),
        *_sourced("value", old.values, new.values),
        *_sourced("project", old.projects, new.projects),
        *_sourced("organisation", old.organisations, new.organisations),
    ]
    found.sort(key=lambda one: (KINDS.index(one.kind), one.about, one.key, one.period, one.what))
    return Changes(old.day, new.day, tuple(found))


def _values(old: Mapping[str, Series], new: Mapping[str, Series]) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            what = "added" if key in new else "removed"
            yield Change("redefined", "value", key, what)
        elif reason := _refusal(old[key], new[key]):
            yield Change("redefined", "value", key, reason)
        else:
            yield from _points(key, old[key], new[key])


def _refusal(old: Series, new: Series) -> str:
    """Why two series cannot be compared; empty when they can."""
    if old.definition != new.definition:
        return "definition"
    if old.unit != new.unit or old.decimals != new.decimals:
        return "unit"
    if old.better != new.better:
        return "direction"
    lengths = [{len(p) for p, point in one.points.items() if point.known} for one in (old, new)]
    if all(lengths) and lengths[0] != lengths[1]:
        return "undated" if 0 in lengths[0] | lengths[1] else "frequency"
    undated = any(one.points[""].known for one in (old, new) if "" in one.points)
    return "undated" if undated and old.points != new.points else ""


def _points(key: str, old: Series, new: Series) -> Iterator[Change]:
    last = old.newest
    later = tuple(sorted(period for period in new.points if period > last))
    absent = Point(None, "missing")
    for period in sorted(old.points.keys() | new.points.keys()):
        if period in later or (later and not period and not new.points.get("")):
            # A placeholder that gives way is told with the figure that replaces it.
            continue
        before, after = old.points.get(period, absent), new.points.get(period, absent)
        if before == after:
            continue
        if before.known != after.known:
            kind: Kind = "known" if after.known else "missing"
        elif after.known and before.value == after.value:
            # The same figure, told otherwise: counted then, carried forward now.
            kind = "sourced"
        elif after.known or (before.example and after.example):
            kind = "revised"
        else:
            kind = "missing"
        yield Change(
            kind, "value", key, "value", before, after, period=period, before_period=period
        )
    if later:
        yield _newer(key, old, new, later)


def _newer(key: str, old: Series, new: Series, later: tuple[str, ...]) -> Change:
    """What the periods after the last shown one have brought: one piece of news for them all."""
    readable = [period for period in later if new.points[period].known]
    period = readable[-1] if readable else later[-1]
    if not readable:
        kind: Kind = "missing"
    else:
        # The first figure of something that had none is no newer period of anything.
        kind = "new" if any(point.known for point in old.points.values()) else "known"
    like = _like(period, new.points)
    return Change(
        kind,
        "value",
        key,
        "value",
        old.points.get(old.newest),
        new.points[period],
        period=period,
        before_period=old.newest,
        like=new.points.get(like),
        like_period=like,
        also=tuple(one for one in later if one != period),
    )


def _like(period: str, points: Mapping[str, Point]) -> str:
    """The same period of the newest earlier year with a known figure; empty for none."""
    if not period:
        return ""
    wanted = months_before(period)
    return max(
        (
            one
            for one, point in points.items()
            if len(one) == len(period)
            and one <= wanted
            and point.known
            and (not is_month(one) or one[5:] == period[5:])
        ),
        default="",
    )


def _signs(old: Mapping[str, Sign], new: Mapping[str, Sign]) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            yield Change("redefined", "sign", key, "added" if key in new else "removed")
            continue
        before, after = old[key], new[key]
        reasons = [
            name
            for name in ("definition", "example", "target", "method")
            if getattr(before, name) != getattr(after, name)
        ]
        made_up = before.example or after.example
        if reasons:
            yield Change("redefined", "sign", key, reasons[0], made_up=made_up)
        elif before.sign != after.sign:
            yield Change("signs", "sign", key, "sign", before.sign, after.sign, made_up=made_up)


def _projects(
    old: Mapping[str, Project], new: Mapping[str, Project], seen: dt.date
) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if after is None:
            yield Change("missing", "project", key, "listed", before.state, None)
        elif before is None:
            fresh = after.entered is not None and after.entered > seen
            kind = _move(after.state) if fresh else "known"
            yield Change(kind, "project", key, "state", None, after.state, new=True)
        else:
            yield from _project(key, before, after, seen)


def _project(key: str, old: Project, new: Project, seen: dt.date) -> Iterator[Change]:
    if old.state != new.state:
        # A status entered before the older edition was frozen is put right now: no event since.
        fresh = new.entered is not None and new.entered > seen
        if new.state is None:
            kind: Kind = "missing"
        elif old.state is None and not fresh:
            kind = "known"
        else:
            kind = _move(new.state) if fresh else "revised"
        yield Change(kind, "project", key, "state", old.state, new.state)
    elif old.entered != new.entered:
        yield _day("project", key, "entered", old.entered, new.entered)
    for what in ("start", "end"):
        before, after = getattr(old, what), getattr(new, what)
        if before != after:
            yield _day("project", key, what, before, after)


def _move(state: str | None) -> Kind:
    return {"running": "started", "ended": "ended"}.get(state or "", "moved")


def _day(
    about: About, key: str, what: str, before: dt.date | None, after: dt.date | None
) -> Change:
    kind: Kind = "revised"
    if before is None or after is None:
        kind = "known" if before is None else "missing"
    return Change(kind, about, key, what, before, after)


def _organisations(
    old: Mapping[str, Membership], new: Mapping[str, Membership], seen: dt.date
) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if after is None:
            yield Change("missing", "organisation", key, "listed", before.since, None)
        elif before is None:
            fresh = after.since is not None and after.since > seen
            kind: Kind = "joined" if fresh else "known"
            yield Change(kind, "organisation", key, "since", None, after.since, new=True)
        else:
            if before.since != after.since:
                yield _day("organisation", key, "since", before.since, after.since)
            if before.until != after.until:
                gone = before.until is None and after.until >= seen
                if gone:
                    yield Change("left", "organisation", key, "until", None, after.until)
                else:
                    yield Change("revised", "organisation", key, "until", before.until, after.until)


def _overdue(
    old: Mapping[str, dt.date] | None, new: Mapping[str, dt.date] | None
) -> Iterator[Change]:
    if old is None or new is None:
        # Where no decisions were kept, nothing can have become late or been done.
        return
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        kind: Kind = "overdue" if before is None else "settled" if after is None else "revised"
        yield Change(kind, "decision", key, "due", before, after)


def _sourced(about: About, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Who says so, and how far it is to be trusted, where both editions keep it."""
    for key in sorted(old.keys() & new.keys()):
        for what in ("source", "status"):
            before, after = (getattr(one[key], what, "") for one in (old, new))
            if before and after and before != after:
                made_up = what == "status" and "example" in (before, after)
                yield Change("sourced", about, key, what, before, after, made_up=made_up)


def record(edition: Edition) -> dict[str, Any]:
    """An edition as plain lists, texts and numbers, the same for the same edition."""
    return {
        "format": FORMAT,
        "release": edition.release,
        "day": edition.day.isoformat(),
        "values": {
            key: {
                **_plain(one, "points"),
                "points": {period: _short(one.points[period]) for period in sorted(one.points)},
            }
            for key, one in sorted(edition.values.items())
        },
        "signs": {key: _plain(one) for key, one in sorted(edition.signs.items())},
        "projects": {key: _plain(one) for key, one in sorted(edition.projects.items())},
        "organisations": {key: _plain(one) for key, one in sorted(edition.organisations.items())},
        "overdue": None
        if edition.overdue is None
        else {key: day.isoformat() for key, day in sorted(edition.overdue.items())},
        "names": {key: dict(sorted(one.items())) for key, one in sorted(edition.names.items())},
    }


def edition(record: Mapping[str, Any]) -> Edition:
    """The edition that a record holds; Unreadable when it holds none."""
    try:
        if record["format"] != FORMAT:
            raise Unreadable(f"layout {record['format']}, expected {FORMAT}")
        return Edition(
            release=str(record["release"]),
            day=dt.date.fromisoformat(record["day"]),
            values={
                key: Series(
                    **{**one, "points": {p: _long(said) for p, said in one["points"].items()}}
                )
                for key, one in record["values"].items()
            },
            signs={key: Sign(**one) for key, one in record["signs"].items()},
            projects={
                key: Project(
                    one["state"],
                    *(_date(one[n]) for n in ("entered", "start", "end")),
                    *_said_by(one),
                )
                for key, one in record["projects"].items()
            },
            organisations={
                key: Membership(_date(one["since"]), _date(one["until"]), *_said_by(one))
                for key, one in record["organisations"].items()
            },
            overdue=None
            if record["overdue"] is None
            else {key: dt.date.fromisoformat(day) for key, day in record["overdue"].items()},
            names={key: dict(one) for key, one in record["names"].items()},
        )
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable(f"{type(fault).__name__}: {fault}") from fault


def _said_by(one: Mapping[str, Any]) -> tuple[str, str]:
    """Source and status; editions frozen before these were kept have none."""
    return one.get("source", ""), one.get("status", "")


def _short(point: Point) -> Any:
    """Most points are plain figures: their status goes without saying."""
    return point.value if point.status == "value" else [point.value, point.status]


def _long(said: Any) -> Point:
    return Point(*said) if isinstance(said, list) else Point(float(said), "value")


def _plain(one: Any, *without: str) -> dict[str, Any]:
    told = {part.name: getattr(one, part.name) for part in fields(one) if part.name not in without}
    return {
        name: said.isoformat() if isinstance(said, dt.date) else said for name, said in told.items()
    }


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
