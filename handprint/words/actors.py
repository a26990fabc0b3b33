"""Sentences of the page of actors: who is tied to whom, and what would come loose.

A name stands first in its sentence or in a list, in its basic form: names of organisations bend
badly. How many is said in words up to ten.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from handprint import numbers
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import Few, capital, listed
from handprint.words.sentences import Sentence, joined

KINDS = ("goals", "projects", "areas", "actors")
"""What can come loose, in the order it is told."""


@dataclass(frozen=True)
class Whole:
    """What the page's answer rests on: how many, who connects them, what runs on the day.

    `linked` is true when some ties are recorded otherwise than by a project; `today` when the day
    is the reader's own; `list_day` is when the members were named.
    """

    day: dt.date
    today: bool
    named: int
    tied: int
    hub: str
    linked: bool
    organisations: int
    persons: int
    unnamed: int
    running: Sequence[str] = ()
    undated: Sequence[str] = ()
    list_day: dt.date | None = None


@dataclass(frozen=True)
class Part:
    """What one organisation is in: partners inside and outside the network, projects, roles."""

    name: str
    member: bool
    inside: Sequence[str] = ()
    outside: Sequence[str] = ()
    projects: Sequence[str] = ()
    granted: Sequence[str] = ()
    events: int = 0
    ended: dt.date | None = None
    successors: Sequence[str] = field(default_factory=tuple)


def opening(whole: Whole) -> Sentence:
    """The page's answer: how many are tied, who connects them; then what is not known."""
    lang = language()
    thing = t("actors.thing_tie" if whole.linked else "actors.thing_project")
    few = Few(whole.tied, lang).adessive
    if not whole.tied:
        title = t("actors.title_none", named=whole.named)
    elif whole.hub:
        title = t("actors.title_hub", named=whole.named, few=few, thing=thing, hub=whole.hub)
    else:
        title = t("actors.title_many", named=whole.named, few=few, thing=thing)
    title = capital(title)
    if not whole.today:
        # Its own capital stays: in Finnish the network, in English the number, begins it.
        sentence = title[:1].lower() + title[1:]
        title = t("actors.by_day", day=day(whole.day), sentence=sentence)
    return Sentence(title, joined([_running(whole), _reported(whole), _listed_on(whole),
                                   t("actors.missing_line")]))  # fmt: skip


def _reported(whole: Whole) -> str:
    slots = {"organisations": whole.organisations, "persons": whole.persons}
    if not whole.unnamed:
        return t("actors.reported_all", **slots)
    return t("actors.reported", unnamed=whole.unnamed, **slots)


def _running(whole: Whole) -> str | None:
    if not whole.tied:
        return None
    if whole.running:
        said = t("actors.running_some", day=day(whole.day), names=listed(whole.running))
    else:
        said = t("actors.running_none", day=day(whole.day))
    return joined([said, undated(whole)])


def undated(whole: Whole) -> str | None:
    """Which joint projects are counted though nobody has told their days."""
    return t("actors.undated", names=listed(whole.undated)) if whole.undated else None


def _listed_on(whole: Whole) -> str | None:
    if whole.list_day is None or whole.day >= whole.list_day:
        return None
    return t("actors.before_list", day=day(whole.list_day))


def focus(part: Part) -> str:
    """An organisation in one line: its partners, or why it has none."""
    return t("actors.focus", name=part.name, what=_what(part))


def _what(part: Part) -> str:
    inside, outside = len(part.inside), len(part.outside)
    if inside and outside:
        return t(
            "actors.partners_both",
            inside=many("partners", inside),
            outside=many("outside", outside),
        )
    if inside:
        return t("actors.partners_inside", inside=many("partners", inside))
    if outside:
        return t("actors.partners_outside", outside=many("outside_alone", outside))
    if part.projects:
        return many("alone_projects", len(part.projects))
    if part.granted:
        return many("alone_authority", len(part.granted), form="inessive")
    if part.events:
        return t("actors.alone_event")
    return t("actors.alone_member" if part.member else "actors.alone_outside")


def brief(part: Part) -> str:
    """An organisation in one sentence or two, for the table."""
    partners = [*part.inside, *part.outside]
    slots = {"name": part.name}
    if part.projects and partners:
        said = t("actors.brief_partners", projects=listed(part.projects), partners=listed(partners),
                 **slots)  # fmt: skip
    elif part.projects:
        said = t("actors.brief_projects", projects=listed(part.projects), **slots)
    elif partners:
        said = t("actors.brief_link", partners=listed(partners), **slots)
    elif part.granted:
        said = t("actors.brief_authority", projects=listed(part.granted), **slots)
    elif part.events:
        said = t("actors.brief_event", **slots)
    else:
        said = t("actors.brief_member" if part.member else "actors.brief_outside", **slots)
    ended = t("actors.brief_ended", day=day(part.ended)) if part.ended else None
    after = t("actors.brief_successors", names=listed(part.successors)) if part.successors else None
    return joined([said, ended, after])


def project(name: str, team: Sequence[str], state: str) -> str:
    """A project in one line: who carries it out, and its state."""
    words = t(f"actors.state_{state}")
    what = (
        t("actors.project_team", team=listed(team), state=words)
        if team
        else t("actors.project_nobody", state=words)
    )
    return t("actors.focus", name=name, what=what)


def event(name: str, team: Sequence[str]) -> str:
    """An event in one line: who is recorded as having been there."""
    what = t("actors.event_who", team=listed(team)) if team else t("actors.event_nobody")
    return t("actors.focus", name=name, what=what)


def losses(counts: Mapping[str, int]) -> str:
    """How many goals, projects, municipalities and organisations, the noughts left out."""
    return listed([many(f"loss_{kind}", counts[kind]) for kind in KINDS if counts.get(kind)])


def loss(name: str, counts: Mapping[str, int]) -> str:
    """The heading of what would come loose."""
    if not any(counts.values()):
        return t("actors.loss_heading_none")
    if sum(counts.values()) == 1:
        return t("actors.loss_heading_one", name=name, things=losses(counts))
    return t("actors.loss_heading", name=name, things=losses(counts))


def loss_alone(name: str, counts: Mapping[str, int], names: Sequence[str]) -> str:
    """What would come loose without one, counted and by name."""
    if not any(counts.values()):
        return t("actors.loss_nothing")
    slots = {"name": name, "things": losses(counts), "names": listed(names)}
    if sum(counts.values()) == 1:
        return t("actors.loss_alone_one", **slots)
    return t("actors.loss_alone", **slots)


def many(key: str, number: int, *, form: str = "") -> str:
    """`kolme kumppania` by the pair of keys `<key>_one`, `<key>_many`."""
    if number == 1:
        return t(f"actors.{key}_one")
    few = Few(number, language())
    return t(f"actors.{key}_many", number=getattr(few, form) if form else few)


def years(start: int | None, end: int | None) -> str:
    """`2019–2022`, one year alone, or that they are missing."""
    if start is None and end is None:
        return t("actors.years_missing")
    if start == end:
        return str(start)
    if end is None:
        return t("actors.year_start", start=start)
    if start is None:
        return t("actors.year_end", end=end)
    return t("actors.years", start=start, end=end)


def day(when: dt.date) -> str:
    """A day as it is printed."""
    return numbers.date(when, language())


def source(address: str) -> str:
    """Who says so: the site of an address, or the seed's slides, or ourselves."""
    if address.startswith("http"):
        return urlsplit(address).netloc.removeprefix("www.")
    return t(f"actors.source_{address}")
