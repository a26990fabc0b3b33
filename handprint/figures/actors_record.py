"""The network on a day, as the release records it: who there is, what ties whom, on what evidence.

A tie between two organisations is work done together: both lead or take part in the same project,
or a tie is recorded between them. Granting a project's money, having been at the same event and
standing on the same list are shown and are no ties; nor is anything marked as an example.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from handprint.analysis import network
from handprint.analysis.network import Graph
from handprint.figures import fields
from handprint.figures.memory import remembered
from handprint.session import language
from queries import run

WORK = ("lead", "partner")
BEGUN = ("running", "ended")
OUTSIDE = "outside"


@dataclass(frozen=True)
class Actor:
    """One organisation; `block` is null for those that are not on the seed's list."""

    id: str
    name: str
    name_fi: str
    long_name: str
    block: str | None
    sector: str
    area: str | None
    named_on: dt.date | None
    joined: dt.date | None
    left_on: dt.date | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    note: str
    source: str
    example: bool
    side: str
    row: float

    def member(self, day: dt.date) -> bool:
        """Whether it belongs to the network on a day, as far as is recorded."""
        joined = self.joined is None or self.joined <= day
        return self.block is not None and joined and (self.left_on is None or day <= self.left_on)

    def ended(self, day: dt.date) -> bool:
        """Whether the organisation itself has ended by a day."""
        return self.valid_to is not None and self.valid_to < day

    def ahead(self, day: dt.date) -> bool:
        """Whether the organisation does not exist yet."""
        return self.valid_from is not None and day < self.valid_from


@dataclass(frozen=True)
class Undertaking:
    """A project or an event; `state` is its status on the day, None where none is known.

    `since` is the earliest day it can have begun: its first day, or the first of its year or of
    its programme period. `dated` says whether its own first and last day or year are known.
    """

    kind: str
    id: str
    name: str
    long_name: str
    start_year: int | None
    end_year: int | None
    since: dt.date | None
    until: dt.date | None
    dated: bool
    state: str | None
    source: str
    example: bool
    row: float

    def ahead(self, day: dt.date) -> bool:
        """Whether it has certainly not begun: too early, or still being prepared or refused."""
        if self.kind == "project" and self.state is not None:
            return self.state not in BEGUN
        return self.since is not None and day < self.since


@dataclass(frozen=True)
class Bond:
    """One recorded row: an organisation, what it is tied to, as what, and who says so."""

    organisation: str
    kind: str
    id: str
    role: str
    since: dt.date | None
    until: dt.date | None
    source: str
    status: str

    @property
    def example(self) -> bool:
        """Whether it is made up."""
        return self.status == "example"

    @property
    def work(self) -> bool:
        """Whether it is work in a project."""
        return self.kind == "project" and self.role in WORK


@dataclass(frozen=True)
class Network:
    """All of it on one day.

    `graph` holds every organisation and the ties of work that have begun by the day; `named` the
    members alone. `holders` says of each goal, project and municipality through whom it hangs
    together with the network: `("goal", "G1"): {"lapin_amk", …}`.
    """

    day: dt.date
    actors: Mapping[str, Actor]
    undertakings: Mapping[tuple[str, str], Undertaking]
    bonds: tuple[Bond, ...]
    ties: tuple[network.Tie, ...]
    graph: Graph
    named: Graph
    holders: Mapping[tuple[str, str], frozenset[str]]
    successors: Mapping[str, tuple[tuple[str, str], ...]]
    goals: Mapping[str, str]
    reported: Mapping[str, int]
    unnamed: int

    @property
    def members(self) -> tuple[str, ...]:
        """The named members, in the order of the picture."""
        return tuple(id for id, actor in self.actors.items() if actor.member(self.day))

    def partners(self, id: str) -> tuple[str, ...]:
        """Whom an organisation is tied to, in the order of the picture."""
        return tuple(other for other in self.actors if other in self.graph[id])

    def shared_by(self, one: str, other: str) -> tuple[network.Tie, ...]:
        """What ties two organisations."""
        return tuple(tie for tie in self.ties if {tie.left, tie.right} == {one, other})

    def of(self, id: str) -> tuple[Bond, ...]:
        """What an organisation is recorded in, in the picture's order; links from both ends."""
        own = [bond for bond in self.bonds if bond.organisation == id]
        own += [b for b in self.bonds if b.kind == "organisation" and b.id == id]
        return tuple(sorted(own, key=lambda b: self._row(b.kind, b.id)))

    def running(self, tie: network.Tie) -> bool | None:
        """Whether a tie's project runs on the day; None where that is not known."""
        if tie.kind != "project":
            return bool(network.as_of([tie], self.day))
        state = self.undertakings["project", tie.evidence].state
        return None if state is None else state == "running"

    def _row(self, kind: str, id: str) -> float:
        one = self.undertakings.get((kind, id))
        return one.row if one else -1.0


@remembered
def on(day: dt.date) -> Network:
    """The network as it is recorded for a day."""
    actors, undertakings = _actors(), _undertakings(day)
    bonds = tuple(
        Bond(
            row.organisation, row.kind, row.id, row.role, fields.day(row.since),
            fields.day(row.until), row.source, row.status,
        )
        for row in run("network/actor_ties").itertuples()
    )  # fmt: skip
    begun = {key for key, one in undertakings.items() if not one.ahead(day)}
    teams = {
        id: [
            b.organisation
            for b in bonds
            if b.work and b.id == id and not b.example and not actors[b.organisation].example
        ]
        for kind, id in begun
        if kind == "project" and not undertakings[kind, id].example
    }
    days = {
        id: (undertakings["project", id].since, undertakings["project", id].until) for id in teams
    }
    ties = network.shared(teams, "project", days)
    ties += [
        network.Tie(b.organisation, b.id, b.role, b.source, b.since, b.until)
        for b in bonds
        if b.kind == "organisation" and not b.example
    ]
    known = tuple(network.tied_by(ties, day))
    graph = network.graph(actors, ((tie.left, tie.right) for tie in known))
    members = {id for id, actor in actors.items() if actor.member(day)}
    named = {id: found & members for id, found in graph.items() if id in members}
    claims = run("network/actor_claims").drop_duplicates("subject")
    return Network(
        day=day,
        actors=actors,
        undertakings=undertakings,
        bonds=bonds,
        ties=known,
        graph=graph,
        named=named,
        holders=_holders(actors, teams, members),
        successors=_successors(),
        goals=_goals(),
        reported=dict(zip(claims["subject"], map(int, claims["value"]), strict=True)),
        unnamed=int((run("network/actor_places")["kind"] == "unnamed").sum()),
    )


def span() -> tuple[dt.date, dt.date]:
    """The first day anything is recorded of, and the last day worth asking for."""
    days = [d for one in _undertakings(dt.date.today()).values() for d in (one.since, one.until)]
    known = [day for day in days if day is not None]
    last = max([dt.date.today(), *known])
    return min([dt.date.today(), *known]), last


def _holders(
    actors: Mapping[str, Actor], teams: Mapping[str, list[str]], members: set[str]
) -> dict[tuple[str, str], frozenset[str]]:
    """Through whom each goal, project and municipality is tied to the network."""
    found: dict[tuple[str, str], set[str]] = {}
    for id, team in teams.items():
        found["project", id] = set(team)
    for row in run("network/actor_goals").itertuples():
        if fields.text(row.kind) and row.status != "example":
            held = teams.get(row.id, []) if row.kind == "project" else [row.id]
            found.setdefault(("goal", row.goal), set()).update(held)
    working = members | {id for team in teams.values() for id in team}
    for id, actor in actors.items():
        if actor.area and id in working:
            found.setdefault(("area", actor.area), set()).add(id)
    return {thing: frozenset(held) for thing, held in found.items()}


def _actors() -> dict[str, Actor]:
    lang = language()
    return {
        row.organisation: Actor(
            id=row.organisation,
            name=getattr(row, f"name_{lang}"),
            name_fi=row.name_fi,
            long_name=fields.text(row.long_name_fi),
            block=fields.text(row.block) or None,
            sector=row.sector,
            area=fields.text(row.area_code) or None,
            named_on=fields.day(row.named_on),
            joined=fields.day(row.joined),
            left_on=fields.day(row.left_on),
            valid_from=fields.day(row.valid_from),
            valid_to=fields.day(row.valid_to),
            note=fields.text(getattr(row, f"note_{lang}")),
            source=row.source,
            example=row.status == "example",
            side=row.side,
            row=float(row.row),
        )
        for row in run("network/actors").itertuples()
    }


def _undertakings(day: dt.date) -> dict[tuple[str, str], Undertaking]:
    lang = language()
    states = run("projects/states_on", day=day.isoformat()).set_index("project")["state"]
    found = {}
    for row in run("network/actor_undertakings").itertuples():
        start, end = fields.day(row.start_date), fields.day(row.end_date)
        first = fields.whole(row.start_year)
        last = fields.whole(row.end_year)
        since = start or (first and dt.date(first, 1, 1)) or fields.day(row.not_before)
        found[row.kind, row.id] = Undertaking(
            kind=row.kind,
            id=row.id,
            name=getattr(row, f"short_{lang}"),
            long_name=getattr(row, f"name_{lang}"),
            start_year=first,
            end_year=last,
            since=since or None,
            until=end or (last and dt.date(last, 12, 31)) or None,
            dated=first is not None and last is not None,
            state=(fields.text(states.get(row.id)) or None) if row.kind == "project" else None,
            source=row.source,
            example=row.status == "example",
            row=float(row.row),
        )
    return found


def _successors() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in run("network/actor_successors").itertuples():
        found.setdefault(row.organisation, []).append((row.successor, row.status))
    return {id: tuple(after) for id, after in found.items()}


def _goals() -> dict[str, str]:
    lang = language()
    table = run("network/actor_goals").drop_duplicates("goal")
    return dict(zip(table["goal"], table[f"name_{lang}"], strict=True))
