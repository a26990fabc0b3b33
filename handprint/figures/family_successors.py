"""The successor tree: which project carries on which, and how long nothing did in between."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from handprint import numbers
from handprint.analysis import succession
from handprint.drawings import successors
from handprint.drawings.successors import Box, Tie
from handprint.figures import Column, Figure, Table
from handprint.figures.family_facts import (
    Link,
    Project,
    Standing,
    chosen,
    days,
    followed,
    links,
    origins,
)
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import capital, family, listed, t


@remembered
def tree_of(day: dt.date, goal: str, fund: str, lead: str, project: str, compact: bool) -> Figure:
    """What came before what among the chosen projects, and where no successor is recorded."""
    rows = chosen(day, goal, fund, lead)
    there = {one.project.id: one.project for one in rows}
    ties = [link for link in links() if {link.earlier, link.later} <= there.keys()]
    heading = _heading(rows)
    loose = [one.project for one in rows if not _tied(one.project.id, ties)]
    alt = t(
        "family.alt_tree",
        finding=heading,
        ties="; ".join(_told(link, there) for link in ties) or t("family.nothing"),
        loose=listed([one.name for one in loose]) or t("family.alt_loose_none"),
    )
    boxes, drawn_ties = _drawn(rows, ties, project)
    draw = [
        successors.drawn(boxes, drawn_ties, alt=alt, loose_head=t("family.loose"), compact=small)
        for small in (False, True)
    ]
    return Figure(
        key="family-successors",
        heading=heading,
        sub=t("family.tree_sub"),
        picture=draw[compact],
        small=draw[True],
        table=_table(rows, ties, there),
        sources=(),
        cautions=("project_successor",),
        origins=(t("family.origin_seed"), *origins(there.values())),
        periods=t("family.periods", date=numbers.date(day, language())),
        asked=(("projects/links", {}), ("projects/family", {}), ("projects/events", {})),
    )


def _heading(rows: Sequence[Standing]) -> str:
    ended = [one for one in rows if one.state == "ended"]
    held = sum(one.project.id in followed() for one in ended)
    if not ended:
        return t("family.tree_empty")
    if not held:
        return t("family.tree_none")
    return capital(t("family.tree_some", few=family.Number(held, language())))


def _tied(id: str, ties: Sequence[Link]) -> bool:
    return any(id in (link.earlier, link.later) for link in ties)


def _gap(link: Link, there: dict[str, Project]) -> str:
    """How the end of the earlier and the start of the later lie, in words."""
    earlier, later = there[link.earlier], there[link.later]
    exact = bool(earlier.run and later.run and earlier.run.exact and later.run.exact)
    start = later.run.start if later.run else None
    return family.between(earlier.last_day, start, exact=exact)


def _told(link: Link, there: dict[str, Project]) -> str:
    return t(
        f"family.alt_tie_{link.kind}",
        earlier=there[link.earlier].name,
        later=there[link.later].name,
        text=_gap(link, there),
    )


def _drawn(
    rows: Sequence[Standing], ties: Sequence[Link], chosen_id: str
) -> tuple[list[Box], list[Tie]]:
    """Boxes and ties, with an empty place after each project that nothing continues."""
    there = {one.project.id: one.project for one in rows}
    before: dict[str, list[str]] = {}
    for link in ties:
        before.setdefault(link.later, []).append(link.earlier)
    layers = succession.layers(before)
    boxes = [
        Box(
            id=one.id,
            name=one.name,
            note=days(one),
            layer=layers.get(one.id),
            kind="known" if one.run else "unknown",
            strong=one.core,
            chosen=one.id == chosen_id,
            says=t("family.pick", name=one.name, text=days(one)),
        )
        for one in there.values()
    ]
    lines = [Tie(link.earlier, link.later, _gap(link, there), link.kind) for link in ties]
    led_on = {link.earlier for link in ties}
    for id, layer in layers.items():
        if id not in led_on:
            slot = f"after-{id}"
            boxes.append(Box(slot, t("family.slot"), layer=layer + 1, kind="slot"))
            lines.append(Tie(id, slot, "", "none"))
    return boxes, lines


def _table(rows: Sequence[Standing], ties: Sequence[Link], there: dict[str, Project]) -> Table:
    """Every project with what comes next, or that nothing is recorded."""
    missing = t("family.missing")
    lines = []
    for one in rows:
        project = one.project
        after = [link for link in ties if link.earlier == project.id]
        end = _edge(project.last_day, project)
        for link in after:
            later = there[link.later]
            start = _edge(later.run.start if later.run else None, later)
            kind = t(f"family.{link.kind}")
            lines.append((project.name, end, later.name, kind, start, _gap(link, there)))
        if not after:
            lines.append((project.name, end, t("family.nothing"), "–", missing, missing))
    names = ("project", "end", "next", "kind", "next_start", "gap")
    frame = pd.DataFrame(lines, columns=list(names))
    kinds = {"end": "time", "next_start": "time"}
    return Table(
        frame,
        {name: Column(t(f"family.column_{name}"), kind=kinds.get(name, "words")) for name in names},
    )


def _edge(day: dt.date | None, project: Project) -> str:
    if day is None or project.run is None:
        return t("family.missing")
    return numbers.date(day, language()) if project.run.exact else str(day.year)
