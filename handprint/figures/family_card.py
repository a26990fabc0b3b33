"""One project's card: its facts as pairs of names and words, what is missing said as missing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.figures.family_facts import (
    Project,
    Standing,
    days,
    followed,
    links,
    projects,
    standings,
)
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import family, listed, t
from queries import run


@dataclass(frozen=True)
class Fact:
    """One line of the card: its name, its words, and whether they say that it is missing."""

    name: str
    text: str
    missing: bool = False


@dataclass(frozen=True)
class Card:
    """A project's facts in order, and the address they come from (empty: the presentation)."""

    name: str
    facts: tuple[Fact, ...]
    address: str
    origin: str
    example: bool


@remembered
def card_of(project: str, day: dt.date, today: dt.date) -> Card:
    """The card of a project as it stands on a day."""
    one = next(s for s in standings(day) if s.project.id == project)
    found = one.project
    people = run("projects/partners")
    mine = people[people["project"] == project]
    facts = [
        Fact(t("family.card_name"), found.long_name),
        _or_missing("card_code", found.code),
        _or_missing("card_fund", _fund(found)),
        _or_missing("card_priority", ", ".join(p for p in (found.priority, found.objective) if p)),
        Fact(t("family.card_days"), days(found), missing=found.run is None),
        Fact(t("family.card_state"), _state(one, day), missing=one.state is None and not one.later),
        _source_state(one, day, today),
        _or_missing("card_lead", _names(mine, "lead")),
        _partners(found, mine),
        _or_missing("card_authority", _names(mine, "authority")),
        _money(project),
        *_ties(found),
        *_rest(found),
    ]
    own = found.source.startswith("http")
    return Card(
        name=found.name,
        facts=tuple(facts),
        address=found.source if own else "",
        origin=t(f"family.card_status_{found.status}"),
        example=found.status == "example",
    )


def _or_missing(key: str, text: str) -> Fact:
    return Fact(t(f"family.{key}"), text or t("family.missing"), missing=not text)


def _fund(project: Project) -> str:
    if not project.programme_period:
        return project.fund
    period = project.programme_period.replace("-", "–")
    return ", ".join(p for p in (project.fund, t("family.card_period", period=period)) if p)


def _state(one: Standing, day: dt.date) -> str:
    if one.state is None and one.later:
        first = min(one.project.events, key=lambda event: event.day)
        return t("family.card_state_later", date=family.moment(first.day, first.exact))
    if one.state is None:
        return t("family.not_known")
    slots = {"state": t(f"family.{one.state}"), "time": family.lasted(one.since, day)}
    if one.exact:
        words = t("family.card_state_since", date=numbers.date(one.since, language()), **slots)
    else:
        words = t("family.card_state_year", year=one.since.year, **slots)
    basis = t("family.card_basis_recorded" if one.recorded else "family.card_basis_dates")
    return f"{words}, {basis}"


def _source_state(one: Standing, day: dt.date, today: dt.date) -> Fact:
    words = one.project.source_state
    if words and one.conflict(day, today):
        words = t("family.card_conflict", state=words)
    return _or_missing("card_source_state", words)


def _names(rows: pd.DataFrame, role: str) -> str:
    """Organisations in a role; one that has ended says so, with who carries on its tasks."""
    lang = language()
    said = []
    for row in rows[rows["role"] == role].itertuples():
        name = getattr(row, f"name_{lang}")
        if pd.isna(row.valid_to):
            said.append(name)
            continue
        slots = {"name": name, "date": numbers.date(row.valid_to.date(), lang)}
        after = getattr(row, f"successor_{lang}")
        key = "card_ended" if isinstance(after, str) else "card_ended_alone"
        said.append(t(f"family.{key}", successor=after, **slots))
    return ", ".join(said)


def _partners(project: Project, rows: pd.DataFrame) -> Fact:
    names = _names(rows, "partner")
    if not names:
        names = t("family.card_sole" if project.sole else "family.card_partners_none")
    return Fact(t("family.card_partners"), names)


def _money(project: str) -> Fact:
    rows = run("projects/money", project=project)
    name = t("family.card_cost")
    if rows.empty:
        return Fact(name, t("family.card_cost_missing"), missing=True)
    said = [
        f"{t(f'family.kind_{row.kind}')} {numbers.money(row.amount_eur, language())}"
        for row in rows.itertuples()
    ]
    return Fact(name, ", ".join(said))


def _ties(project: Project) -> Sequence[Fact]:
    names = {one.id: one.name for one in projects()}
    before = [names[link.earlier] for link in links() if link.later == project.id]
    after = [names[id] for id in followed().get(project.id, ())]
    facts = [Fact(t("family.card_predecessors"), listed(before))] if before else []
    text = listed(after) or t("family.nothing")
    return [*facts, Fact(t("family.card_successor"), text, missing=not after)]


def _rest(project: Project) -> Sequence[Fact]:
    facts = []
    if project.published:
        words = t("family.card_publication_year", year=project.published)
        facts.append(Fact(t("family.card_publication"), words))
    if project.note:
        facts.append(Fact(t("family.card_note"), project.note))
    return facts
