"""The thread of one thing through the six levels, both ways, and the evidence it hangs on.

Everything rests on rows that people at the Council can edit; a tie that is our own reading is drawn
as such. What belongs to another strategy period is faded, never left out.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode, urlsplit

import pandas as pd

from handprint import numbers
from handprint.analysis import thread as threads
from handprint.drawings import thread as drawing
from handprint.figures import Column, Figure, Table, fields
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import catalogue, t
from handprint.words import thread as words
from handprint.words.sentences import joined
from queries import run

Thing = tuple[str, str]
"""A kind (item, goal, project, organisation) and an id."""

LEVELS = ("global", "eu", "national", "regional", "organisation", "me")
DAYS = dt.date(2014, 1, 1), dt.date(2035, 12, 31)
"""The first and the last day that can be looked at."""
KINDS = ("item", "goal", "project", "organisation")
BESIDE = ("change_factor", "value", "enabler")
"""Kinds of items that stand beside the chain and have a list of their own."""

_SURE = ("official", "reported")
_SORTS = (
    "strategy",
    "programme",
    "law",
    "vision",
    "priority",
    "theme",
    "measure",
    "commitment",
    "funding_line",
    "choice",
    "focus_area",
    "spearhead",
)
"""The order of kinds of items that share a whole and a place; the rest come after."""


@dataclass(frozen=True)
class Node:
    """One thing: its level and kind, its names in the reader's language, its time, its source."""

    kind: str
    id: str
    level: str
    sort: str
    parent: str | None
    place: int
    name: str
    short: str
    quote: str
    period: str
    valid_to: dt.date | None
    source: str
    status: str

    @property
    def thing(self) -> Thing:
        """Its name among all things."""
        return (self.kind, self.id)

    @property
    def pick(self) -> str:
        """Its name in a picture."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Link:
    """One tie, from the upper thing to the lower, and what it rests on."""

    upper: Thing
    lower: Thing
    basis: str
    quote: str
    source: str
    status: str


@dataclass(frozen=True)
class Period:
    """A strategy period of the region: when it ends, and whether its priorities are known."""

    code: str
    item: str
    ends: dt.date | None
    priorities: int


@dataclass(frozen=True)
class Evidence:
    """What one tie of the thing in view rests on."""

    way: Literal["above", "below"]
    node: Node
    level: str
    quote: str
    origin: str
    address: str
    status: str


@remembered
def nodes() -> Mapping[Thing, Node]:
    """Everything that can lie on a thread, in the order of levels and places."""
    lang = language()
    own = catalogue(lang)["thread"]
    found = {}
    for row in run("strategy/thread_nodes").itertuples(index=False):
        short = own.get(f"short_{row.id}") or getattr(row, f"short_{lang}")
        found[(row.kind, row.id)] = Node(
            kind=row.kind,
            id=row.id,
            level=row.level,
            sort=row.sort,
            parent=fields.text(row.parent) or None,
            place=int(row.place),
            name=getattr(row, f"name_{lang}"),
            short=short,
            quote=fields.text(row.quote),
            period=fields.text(row.period),
            valid_to=fields.day(row.valid_to),
            source=row.source,
            status=row.status,
        )
    return found


@remembered
def links() -> tuple[Link, ...]:
    """Every tie there is."""
    return tuple(
        Link(
            upper=(row.upper_kind, row.upper_id),
            lower=(row.lower_kind, row.lower_id),
            basis=row.basis,
            quote=fields.text(row.quote),
            source=row.source,
            status=row.status,
        )
        for row in run("strategy/thread_links").itertuples(index=False)
    )


@remembered
def periods() -> tuple[Period, ...]:
    """The strategy periods of the region, in time."""
    return tuple(
        Period(
            code=row.period,
            item=row.item,
            ends=fields.day(row.valid_to),
            priorities=int(row.priorities),
        )
        for row in run("strategy/thread_periods").itertuples(index=False)
    )


def known_period() -> str:
    """The newest period whose priorities have been seen, or else the newest of all."""
    known = [period.code for period in periods() if period.priorities]
    return (known or [period.code for period in periods()] or [""])[-1]


def first() -> Thing:
    """What the page shows unless asked otherwise: the measure of the implementation plan."""
    measures = [node for node in nodes().values() if node.sort == "measure"]
    return measures[0].thing if measures else next(iter(nodes()))


def choosable() -> dict[str, list[str]]:
    """The ids of everything that can be brought into view, by kind, in the order of levels."""
    order = {level: at for at, level in enumerate(LEVELS)}
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        mine = [node for node in nodes().values() if node.kind == kind]
        mine.sort(key=lambda node: (order.get(node.level, 9), node.place, node.name))
        found[kind] = [node.id for node in mine]
    return found


def in_force(period: str, focus: Thing) -> tuple[Link, ...]:
    """The ties of one strategy period: both ends belong to it, or are the thing in view."""
    known = nodes()
    if not period:
        return links()

    def belongs(thing: Thing) -> bool:
        # A project's years say when it ran, not which strategy it serves.
        node = known.get(thing)
        old = node is not None and node.kind == "item"
        return thing == focus or not old or threads.in_period(node.period, period)

    return tuple(link for link in links() if belongs(link.upper) and belongs(link.lower))


def of(focus: Thing, period: str) -> frozenset[Thing]:
    """The whole thread of one thing in a period."""
    return threads.whole(((one.upper, one.lower) for one in in_force(period, focus)), focus)


def reached(thread: frozenset[Thing]) -> tuple[str, ...]:
    """The levels on which the thread has an item, from the world down."""
    known = nodes()
    levels = {known[thing].level for thing in thread if thing in known}
    return tuple(level for level in LEVELS if level in levels)


@remembered
def drawn(
    focus: Thing, day: dt.date, period: str, running: tuple[str, ...], compact: bool
) -> Figure:
    """The thread as a picture and a table; `running` are the goals with a running project."""
    known, thread = nodes(), of(focus, period)
    own = known[focus]
    levels = reached(thread)
    heading = words.reach(own.name, [level for level in LEVELS if level not in levels])
    ties = [one for one in in_force(period, focus) if {one.upper, one.lower} <= thread]
    picture = drawing.drawn(
        [_level(level, thread, focus, day, period) for level in LEVELS],
        _bands(thread, focus, day, running),
        [
            drawing.Tie(known[one.upper].pick, known[one.lower].pick, one.status in _SURE)
            for one in ties
            if one.basis in ("part", "link", "goal")
        ],
        words=drawing.Words(
            rest=t("thread.rest"), sure=t("thread.sure"), unsure=t("thread.unsure")
        ),
        alt=_alt(heading, thread),
        compact=compact,
    )
    rows = [one for one in ties if one.basis != "through"]
    return Figure(
        key="thread",
        heading=heading,
        sub=t("thread.sub", period=_years(period), day=numbers.date(day, language())),
        picture=picture,
        table=_table(rows, own),
        sources=(),
        origins=(t("thread.origin"),),
        periods=numbers.date(day, language()),
        asked=(("strategy/thread_nodes", {}), ("strategy/thread_links", {})),
        mark="example" if any(one.status == "example" for one in rows) else "",
    )


def evidence(focus: Thing, period: str) -> tuple[Evidence, ...]:
    """What the ties of the thing in view rest on: first those above it, then those below."""
    known = nodes()
    found = []
    for way, here, there in (("above", "lower", "upper"), ("below", "upper", "lower")):
        for one in in_force(period, focus):
            if getattr(one, here) == focus and one.basis != "through":
                node = known[getattr(one, there)]
                found.append(
                    Evidence(
                        way=way,
                        node=node,
                        level=t(f"thread.level_{node.level}"),
                        quote=one.quote,
                        origin=origin(one.source),
                        address=one.source if one.source.startswith("http") else "",
                        status=t(f"thread.status_{one.status}"),
                    )
                )
    return tuple(found)


def origin(source: str) -> str:
    """Where a row comes from, as a reader reads it."""
    if source in ("seed", "own"):
        return t(f"thread.source_{source}")
    return urlsplit(source).netloc.removeprefix("www.")


def address(kind: str, id: str, **more: str) -> str:
    """The query that brings one thing into view, in the reader's language."""
    lang = {} if language() == "fi" else {"lang": language()}
    return "?" + urlencode({kind: id, **more, **lang})


def _level(
    level: str, thread: frozenset[Thing], focus: Thing, day: dt.date, period: str
) -> drawing.Level:
    mine = [node for node in nodes().values() if node.kind == "item" and node.level == level]
    on = {node.id: node for node in mine if node.thing in thread}
    parents = {node.parent for node in on.values()}
    # A leaf whose whole is here too is a line in its box; what is in view has a box of its own.
    leaves = {
        node.id
        for node in on.values()
        if node.parent in on and node.id not in parents and node.thing != focus
    }
    boxes = sorted(
        (node for node in on.values() if node.id not in leaves),
        key=lambda node: (_depth(node, on, thread), _trail(node)),
    )
    return drawing.Level(
        head=t(f"thread.level_{level}"),
        boxes=tuple(
            drawing.Box(
                pick=node.pick,
                text=node.short,
                said=_said(node, thread),
                under=_under(node, day, period),
                parts=tuple(
                    drawing.Part(part.pick, part.short, _said(part, thread))
                    for part in sorted(on.values(), key=_trail)
                    if part.id in leaves and part.parent == node.id
                ),
                focus=node.thing == focus,
            )
            for node in boxes
        ),
        rest=tuple(
            drawing.Part(node.pick, node.short, _said(node, thread))
            for node in sorted(mine, key=_trail)
            if node.id not in on and node.sort not in BESIDE
        ),
        hole=t("thread.level_hole"),
    )


def _trail(node: Node) -> tuple[tuple[int, int, str], ...]:
    """Where an item stands on its level: after its whole, before the whole's next sibling."""
    known, trail, at = nodes(), [], node
    while at is not None and len(trail) < len(known):
        kind = _SORTS.index(at.sort) if at.sort in _SORTS else len(_SORTS)
        trail.append((kind, at.place, at.id))
        at = known.get(("item", at.parent)) if at.parent else None
    return tuple(reversed(trail))


def _depth(node: Node, on: Mapping[str, Node], thread: frozenset[Thing]) -> int:
    """How many things of its level stand above a thing on the thread."""
    same = [
        (one.upper, one.lower)
        for one in links()
        if one.upper[0] == one.lower[0] == "item" and one.upper[1] in on and one.lower[1] in on
    ]
    return len(threads.above(same, node.thing) & thread)


def _bands(
    thread: frozenset[Thing], focus: Thing, day: dt.date, running: Sequence[str]
) -> list[drawing.Band]:
    known = nodes()
    serves: dict[str, list[str]] = {}
    taking_part = set()
    for one in links():
        if one.basis == "project":
            serves.setdefault(one.lower[1], []).append(one.upper[1])
        if one.lower[0] == "organisation":
            taking_part.add(one.lower)

    def chips(kind: str) -> list[drawing.Chip]:
        mine = [
            node
            for node in known.values()
            if node.kind == kind
            and (kind != "organisation" or node.thing in taking_part or node.thing == focus)
        ]
        mine.sort(key=lambda node: (node.place, node.name))
        return [
            drawing.Chip(
                pick=node.pick,
                text=f"{node.id} {node.short}" if kind == "goal" else node.short,
                said=_said(node, thread),
                under=under(node),
                on=node.thing in thread,
                focus=node.thing == focus,
            )
            for node in mine
        ]

    def under(node: Node) -> str:
        if node.kind == "goal":
            return t("thread.running") if node.id in running else t("thread.none_running")
        if node.kind == "project":
            goals = ", ".join(sorted(serves.get(node.id, ()))) or t("thread.no_goal")
            return joined_dots([_years(node.period) or t("thread.no_years"), goals])
        return ""

    return [
        drawing.Band(t("thread.band_goals"), tuple(chips("goal")), 6),
        drawing.Band(t("thread.band_projects"), tuple(chips("project")), 5),
        drawing.Band(t("thread.band_organisations"), tuple(chips("organisation")), 4),
    ]


def joined_dots(parts: Sequence[str]) -> str:
    """Short facts side by side."""
    return " · ".join(part for part in parts if part)


def _said(node: Node, thread: frozenset[Thing]) -> str:
    key = "said_on" if node.thing in thread else "said_off"
    return t(f"thread.{key}", name=node.name, level=t(f"thread.level_{node.level}"))


def _under(node: Node, day: dt.date, period: str) -> str:
    ended = ""
    if node.valid_to is not None and node.valid_to < day:
        ended = t("thread.ended", day=numbers.date(node.valid_to, language()))
    years = _years(node.period)
    return joined_dots(
        [
            years if years and years not in node.short and not ended else "",
            ended,
            "" if threads.in_period(node.period, period) else t("thread.out_of_period"),
            t("thread.status_unconfirmed") if node.status == "unconfirmed" else "",
            t("thread.status_example") if node.status == "example" else "",
        ]
    )


def _alt(heading: str, thread: frozenset[Thing]) -> str:
    known = nodes()
    on = [node for thing, node in known.items() if thing in thread]
    levels = "; ".join(
        t(
            "thread.alt_level",
            level=t(f"thread.level_{level}"),
            names=", ".join(
                node.short for node in on if node.level == level and node.kind == "item"
            )
            or t("thread.alt_hole"),
        )
        for level in LEVELS
    )
    return joined(
        [
            f"{t('thread.alt_kind')}.",
            f"{heading}.",
            f"{levels}.",
            t(
                "thread.alt_bands",
                goals=", ".join(node.id for node in on if node.kind == "goal") or "–",
                projects=", ".join(node.short for node in on if node.kind == "project") or "–",
            ),
        ]
    )


def _table(rows: Sequence[Link], own: Node) -> Table:
    known = nodes()
    order = {level: at for at, level in enumerate((*LEVELS, "goal", "project"))}
    rows = sorted(
        rows,
        key=lambda one: (order.get(known[one.upper].level, 9), known[one.upper].place, one.lower),
    )
    frame = pd.DataFrame(
        [
            {
                "upper": known[one.upper].name,
                "upper_level": t(f"thread.level_{known[one.upper].level}"),
                "lower": known[one.lower].name,
                "lower_level": t(f"thread.level_{known[one.lower].level}"),
                "basis": t(f"thread.basis_{one.basis}"),
                "quote": one.quote or t("thread.no_quote"),
                "source": one.source if one.source.startswith("http") else origin(one.source),
                "status": t(f"thread.status_{one.status}"),
            }
            for one in rows
        ]
        # A thing without any ties is its own thread: the table says so and is not empty.
        or [
            {
                "upper": own.name,
                "upper_level": t(f"thread.level_{own.level}"),
                "lower": t("thread.evidence_none"),
                **dict.fromkeys(("lower_level", "basis", "quote", "source", "status"), "–"),
            }
        ],
        columns=[
            "upper",
            "upper_level",
            "lower",
            "lower_level",
            "basis",
            "quote",
            "source",
            "status",
        ],
    )
    return Table(
        frame=frame,
        columns={name: Column(t(f"thread.column_{name}")) for name in frame.columns},
    )


def _years(span: str) -> str:
    return span.replace("-", "–")
