"""The figures of the page of actors: the network's picture, and what stands beside it.

What is chosen brings its neighbours forward and fades the rest; nothing is hidden, and no choice
changes a number. `actors_record` says what counts as a tie.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from handprint.analysis import network as graphs
from handprint.drawings import network as drawing
from handprint.figures import Column, Figure, Table
from handprint.figures import actors_record as record
from handprint.figures.actors_record import OUTSIDE, WORK, Actor, Bond, Network, Undertaking
from handprint.figures.memory import remembered
from handprint.words import actors as words
from handprint.words import listed, place, t
from handprint.words.sentences import Sentence, joined
from queries import run

UNNAMED = "unnamed"
SHAPES: Mapping[str, drawing.Shape] = {
    "municipality": "circle",
    "public": "square",
    "foundation": "triangle",
    "association": "hexagon",
    "education": "diamond",
    "business": "wedge",
}
STATES = ("running", "ended", "unknown", "ahead")
QUERIES = (
    "network/actors",
    "network/actor_places",
    "network/actor_undertakings",
    "network/actor_ties",
    "network/actor_claims",
)


@dataclass(frozen=True)
class View:
    """What the reader has chosen: a day, what is in focus and how far from it, and filters.

    `kind` is organisation, project or event; an empty `id` is the whole network.
    """

    day: dt.date
    kind: str = ""
    id: str = ""
    steps: int = 1
    block: str = ""
    area: str = ""
    state: str = ""
    find: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the picture apart from the focus."""
        return bool(self.block or self.area or self.state or self.find)


@remembered
def opening(view: View) -> Sentence:
    """The page's answer: of what is in focus, or of the whole network."""
    net = record.on(view.day)
    known = _whole(net)
    whole = words.opening(known)
    if not view.id:
        return whole
    kind, id = view.kind, view.id
    if kind == "organisation":
        title = words.focus(part_of(net, id))
    elif kind == "project":
        one = net.undertakings[kind, id]
        title = words.project(one.name, _team(net, one, WORK), state_of(net, one))
    else:
        one = net.undertakings[kind, id]
        title = words.event(one.name, _team(net, one, ("event",)))
    return Sentence(
        title, joined([f"{whole.title}.", words.undated(known), t("actors.missing_line")])
    )


@remembered
def picture(view: View, compact_too: bool = True) -> Figure:
    """The network with everything it holds, what is chosen brought forward."""
    net = record.on(view.day)
    lit = _lit(net, view)
    heading = _heading(net)
    alt = _alt(net, heading)
    drawn = {
        compact: drawing.drawn(
            _organisations(net, view, lit),
            _undertakings(net, view, lit),
            _ties(net, lit),
            _blocks(net),
            middle=t("actors.middle"),
            legend=_legend(net),
            alt=alt,
            compact=compact,
            alone=t("actors.alone_below"),
        )
        for compact in ((False, True) if compact_too else (False,))
    }
    example = any(b.example for b in net.bonds) or any(a.example for a in net.actors.values())
    return Figure(
        key="actors-network",
        heading=heading,
        sub=joined([t("actors.sub", day=words.day(view.day)), _filtered(view, lit)]),
        picture=drawn[False],
        small=drawn.get(True),
        table=_table(net),
        sources=(),
        origins=(t("actors.origin"),),
        periods=words.day(view.day),
        asked=_asked(view.day),
        cautions=("network_tie", "network_blocks"),
        mark="example" if example else "",
    )


def part_of(net: Network, id: str) -> words.Part:
    """What one organisation is in, in names."""
    actor = net.actors[id]
    bonds = [bond for bond in net.of(id) if not bond.example]
    partners = net.partners(id)
    return words.Part(
        name=actor.name,
        member=actor.member(net.day),
        inside=[net.actors[o].name for o in partners if net.actors[o].member(net.day)],
        outside=[net.actors[o].name for o in partners if not net.actors[o].member(net.day)],
        projects=_names(net, [b for b in bonds if b.work]),
        granted=_names(net, [b for b in bonds if b.role == "authority"]),
        events=sum(b.kind == "event" and not _ahead(net, b) for b in bonds),
        ended=actor.valid_to if actor.ended(net.day) else None,
        successors=successors(net, id) if actor.ended(net.day) else (),
    )


def successors(net: Network, id: str) -> tuple[str, ...]:
    """Who carries on, by name; the unconfirmed say so."""
    return tuple(
        net.actors[other].name
        if status != "unconfirmed"
        else t("actors.unconfirmed", name=net.actors[other].name)
        for other, status in net.successors.get(id, ())
    )


def block_of(actor: Actor) -> str:
    """The name of an organisation's block."""
    return t(f"actors.block_{actor.block or OUTSIDE}")


def state_of(net: Network, one: Undertaking) -> str:
    """The state of a project on the day, `unknown` where none is known; of an event, `event`."""
    if one.kind == "event":
        return "ahead" if one.ahead(net.day) else "event"
    if one.state is None:
        return "ahead" if one.ahead(net.day) else "unknown"
    return one.state


def organisations(day: dt.date) -> dict[str, str]:
    """Every organisation's id and name, in the order of names."""
    found = {id: actor.name for id, actor in record.on(day).actors.items()}
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def undertakings(day: dt.date, kind: str) -> dict[str, str]:
    """Every project's or event's id and name, in the order they began."""
    return {one.id: one.name for one in record.on(day).undertakings.values() if one.kind == kind}


def blocks() -> tuple[str, ...]:
    """The blocks there are, in the order of the picture."""
    table = run("network/actor_places")
    found = table[table["kind"] == "block"]["id"].tolist()
    return tuple(block for block in found if block != UNNAMED)


def _whole(net: Network) -> words.Whole:
    tied = [id for id in net.named if net.named[id]]
    degrees = graphs.degree(net.named)
    hub = max(tied, key=lambda id: degrees[id], default=None)
    holds = hub is not None and degrees[hub] == len(tied) - 1 and len(tied) > 2
    shared = {tie.evidence for tie in net.ties if tie.kind == "project"}
    known = [net.undertakings["project", id] for id in shared]
    days = [a.named_on for a in net.actors.values() if a.named_on]
    return words.Whole(
        day=net.day,
        today=net.day == dt.date.today(),
        named=len(net.named),
        tied=len(tied),
        hub=net.actors[hub].name if holds else "",
        linked=any(tie.kind != "project" for tie in net.ties),
        organisations=net.reported.get("organisations", 0),
        persons=net.reported.get("persons", 0),
        unnamed=net.unnamed,
        running=_in_order(one for one in known if one.state == "running"),
        undated=_in_order(one for one in known if one.state is None),
        list_day=min(days, default=None),
    )


def _in_order(found: Iterable[Undertaking]) -> tuple[str, ...]:
    return tuple(one.name for one in sorted(found, key=lambda one: one.row))


def _heading(net: Network) -> str:
    alone = len(graphs.isolates(net.named))
    return t("actors.alone_heading", count=alone) if alone else t("actors.alone_heading_none")


def _team(net: Network, one: Undertaking, roles: Sequence[str]) -> list[str]:
    return [
        net.actors[b.organisation].name
        for b in net.bonds
        if (b.kind, b.id) == (one.kind, one.id) and b.role in roles and not b.example
    ]


def _names(net: Network, bonds: Sequence[Bond]) -> list[str]:
    return [net.undertakings[b.kind, b.id].name for b in bonds if not _ahead(net, b)]


def _ahead(net: Network, bond: Bond) -> bool:
    one = net.undertakings.get((bond.kind, bond.id))
    return one is not None and one.ahead(net.day)


def _code(kind: str, id: str) -> str:
    return f"{kind}:{id}"


def _lit(net: Network, view: View) -> frozenset[str] | None:
    """What is brought forward; None when nothing is chosen and all stand alike."""
    if not view.id and not view.filtered:
        return None
    lit = _matching(net, view)
    if view.id:
        lit &= _around(net, view.kind, view.id, view.steps)
        lit |= {_code(view.kind, view.id)}
    return lit


def _around(net: Network, kind: str, id: str, steps: int) -> frozenset[str]:
    """What is within so many steps of one thing: partners are one step away.

    A way goes on through work only: sharing a funding authority or an event brings nobody nearer.
    """
    start = _code(kind, id)
    nodes = {_code("organisation", one) for one in net.actors}
    nodes |= {_code(*key) for key in net.undertakings}
    own = [b for b in net.bonds if start in (_code("organisation", b.organisation), _to(b))]
    ways = [b for b in net.bonds if b.work or b.kind == "organisation"] + own
    pairs = [(_code("organisation", b.organisation), _to(b)) for b in ways]
    # A partner is two lines away, over the project; from a project it is one.
    lines = 2 * steps if kind == "organisation" else 2 * steps - 1
    near = set(graphs.ego(graphs.graph(nodes, pairs), start, lines))
    near |= {
        _code("organisation", b.organisation)
        for b in net.bonds
        if b.role == "authority" and _to(b) in near and kind == "project"
    }
    return frozenset(near)


def _to(bond: Bond) -> str:
    return _code(bond.kind, bond.id)


def _matching(net: Network, view: View) -> frozenset[str]:
    """What the filters and the search leave in front: a project with who is in it, and so back."""
    sought = view.find.casefold()
    actors = {
        _code("organisation", id)
        for id, a in net.actors.items()
        if (not view.block or (a.block or OUTSIDE) == view.block)
        and (not view.area or a.area == view.area)
        and (not sought or sought in f"{a.name} {a.name_fi} {a.long_name}".casefold())
    }
    projects = {
        _code(*key)
        for key, one in net.undertakings.items()
        if (not view.state or state_of(net, one) == view.state)
        and (not sought or sought in f"{one.name} {one.long_name}".casefold())
    }
    ties = [(_code("organisation", b.organisation), _to(b)) for b in net.bonds]
    of_actors = {project for actor, project in ties if actor in actors}
    of_projects = {actor for actor, project in ties if project in projects}
    if sought:
        return frozenset(actors | projects)
    if view.state and not (view.block or view.area):
        return frozenset(projects | of_projects)
    if not view.state:
        return frozenset(actors | of_actors)
    both = {(a, p) for a, p in ties if a in actors and p in projects}
    return frozenset({a for a, _ in both} | {p for _, p in both})


def _filtered(view: View, lit: frozenset[str] | None) -> str | None:
    if not view.filtered or lit is None:
        return None
    kinds = Counter(code.split(":")[0] for code in lit)
    if not lit:
        return t("actors.filtered_none")
    return t(
        "actors.filtered",
        organisations=kinds["organisation"],
        projects=kinds["project"] + kinds["event"],
    )


def _light(code: str, lit: frozenset[str] | None) -> drawing.Light:
    if lit is None:
        return "plain"
    return "strong" if code in lit else "faded"


def _organisations(
    net: Network, view: View, lit: frozenset[str] | None
) -> list[drawing.Organisation]:
    found = []
    for id, actor in net.actors.items():
        code = _code("organisation", id)
        found.append(
            drawing.Organisation(
                code=code,
                # A long English name would be cut: the picture then says what the source says.
                name=actor.name if drawing.fits(actor.name) else actor.name_fi,
                side=actor.side,
                row=actor.row,
                shape=SHAPES[actor.sector],
                says=_says(net, actor),
                tied=bool(net.graph[id]),
                ended=actor.ended(net.day),
                chosen=("organisation", id) == (view.kind, view.id),
                light="faded" if actor.ahead(net.day) else _light(code, lit),
            )
        )
    unnamed = run("network/actor_places")
    for row in unnamed[unnamed["kind"] == UNNAMED].itertuples():
        found.append(
            drawing.Organisation(
                code=_code(UNNAMED, row.id),
                name=t("actors.unnamed"),
                side=row.side,
                row=float(row.row),
                shape="unknown",
                says=t(
                    "actors.unnamed_says",
                    organisations=net.reported.get("organisations", 0),
                    named=net.reported.get("organisations", 0) - net.unnamed,
                ),
                light="plain" if lit is None else "faded",
            )
        )
    return found


def _says(net: Network, actor: Actor) -> str:
    parts = [t("actors.says_place", name=actor.name, block=block_of(actor)), brief(net, actor.id)]
    if actor.ahead(net.day):
        parts.append(t("actors.says_ahead", day=words.day(actor.valid_from)))
    if actor.example:
        parts.append(t("actors.says_example"))
    return ". ".join(part.rstrip(".") for part in parts) + "."


def brief(net: Network, id: str) -> str:
    """An organisation in one sentence."""
    return words.brief(part_of(net, id))


def _undertakings(
    net: Network, view: View, lit: frozenset[str] | None
) -> list[drawing.Undertaking]:
    found = []
    for (kind, id), one in net.undertakings.items():
        code, state = _code(kind, id), state_of(net, one)
        team = _team(net, one, WORK)
        told = (
            words.project(one.name, team, state)
            if kind == "project"
            else words.event(one.name, _team(net, one, ("event",)))
        )
        years = words.years(one.start_year, one.end_year)
        found.append(
            drawing.Undertaking(
                code=code,
                name=one.name,
                years=years,
                row=one.row,
                says=f"{told}. {years}.",
                kind=kind,
                state=_drawn_state(state),
                joint=kind == "project" and len(team) > 1,
                example=one.example,
                chosen=(kind, id) == (view.kind, view.id),
                light=_light(code, lit),
            )
        )
    return found


def _drawn_state(state: str) -> str:
    if state in ("running", "unknown"):
        return state
    return "past" if state in ("ended", "event") else "ahead"


def _ties(net: Network, lit: frozenset[str] | None) -> list[drawing.Tie]:
    teams = Counter(b.id for b in net.bonds if b.work and not b.example)
    found = []
    for bond in net.bonds:
        left, right = _code("organisation", bond.organisation), _to(bond)
        shown = lit is None or (left in lit and right in lit)
        light = "faded" if _ahead(net, bond) or not shown else "plain"
        found.append(
            drawing.Tie(
                left=left,
                right=right,
                kind="link" if bond.kind == "organisation" else bond.role,
                joint=bond.kind == "organisation" or (bond.work and teams[bond.id] > 1),
                example=bond.example,
                light=light if lit is None or light == "faded" else "strong",
            )
        )
    return found


def _blocks(net: Network) -> list[drawing.Block]:
    table = run("network/actor_places")
    found = []
    for row in table[table["kind"] == "block"].itertuples():
        members = [
            _code("organisation", id)
            for id, actor in net.actors.items()
            if (actor.block or OUTSIDE) == row.id
        ]
        if row.id == UNNAMED:
            members = [_code(UNNAMED, r.id) for r in table.itertuples() if r.kind == UNNAMED]
        name = t(f"actors.block_{row.id}")
        found.append(
            drawing.Block(
                title=t("actors.block_head", name=name, count=len(members)),
                side=row.side,
                row=float(row.row),
                members=tuple(members),
            )
        )
    return found


def _legend(net: Network) -> list[drawing.Key]:
    states = {state_of(net, one) for one in net.undertakings.values()}
    marks = {
        "tied": any(net.graph.values()),
        "alone": True,
        "ended": any(a.ended(net.day) for a in net.actors.values()),
        "unnamed": net.unnamed > 0,
        "work": any(b.work for b in net.bonds),
        "authority": any(b.role == "authority" for b in net.bonds),
        "running": "running" in states,
        "unknown": "unknown" in states,
        "event": any(kind == "event" for kind, _ in net.undertakings),
        "example": any(b.example for b in net.bonds),
    }
    return [drawing.Key(mark, t(f"actors.key_{mark}")) for mark, shown in marks.items() if shown]


def _alt(net: Network, heading: str) -> str:
    kinds = Counter(kind for kind, _ in net.undertakings)
    pairs = [
        t(
            "actors.alt_pair",
            left=net.actors[left].name,
            right=net.actors[right].name,
            what=listed(_shared(net, left, right)),
        )
        for left, right in graphs.edges(net.graph)
    ]
    granted = dict.fromkeys(
        net.actors[b.organisation].name for b in net.bonds if b.role == "authority"
    )
    alone = [net.actors[id].name for id in net.members if not net.graph[id]]
    return joined(
        [
            t(
                "actors.alt_kind",
                organisations=len(net.actors),
                projects=kinds["project"],
                events=kinds["event"],
                day=words.day(net.day),
            ),
            f"{heading}.",
            t("actors.alt_pairs", pairs="; ".join(pairs)) if pairs else None,
            t("actors.alt_authority", names=listed(list(granted))) if granted else None,
            t("actors.alt_alone", names=listed(alone)) if alone else None,
            t("actors.alt_unnamed", number=net.unnamed) if net.unnamed else None,
            t("actors.alt_example") if any(b.example for b in net.bonds) else None,
        ]
    )


def _shared(net: Network, left: str, right: str) -> list[str]:
    """What ties two organisations, by name."""
    return [
        net.undertakings["project", tie.evidence].name
        if tie.kind == "project"
        else t(f"actors.role_{tie.kind}")
        for tie in net.shared_by(left, right)
    ]


def _table(net: Network) -> Table:
    """The picture as a table: everyone, with partners, place between others and evidence."""
    between = graphs.betweenness(net.graph)
    bridges = Counter(end for pair in graphs.bridges(net.graph) for end in pair)
    lines = []
    for id, actor in net.actors.items():
        partners = net.partners(id)
        bonds = net.of(id)
        projects = {b.id for b in bonds if b.work and not b.example and not _ahead(net, b)}
        lines.append(
            {
                "actor": actor.name,
                "block": block_of(actor),
                "area": place(actor.area).name if actor.area else t("actors.not_known"),
                **_counted("partners", len(partners)),
                **_counted("projects", len(projects)),
                **_counted("between", between[id]),
                **_counted("bridges", bridges[id]),
                "neighbours": listed([net.actors[other].name for other in partners]) or "–",
                "brief": brief(net, id),
                "evidence": "; ".join(dict.fromkeys(_evidence(net, b) for b in bonds)) or "–",
                "mark": "example" if actor.example or any(b.example for b in bonds) else "",
            }
        )
    for _ in range(net.unnamed):
        blank = dict.fromkeys(("area", "neighbours", "brief", "evidence"), "–")
        counts: dict[str, object] = {}
        for name in ("partners", "projects", "between", "bridges"):
            counts |= {name: None, f"{name}_status": "missing"}
        lines.append(
            {"actor": t("actors.unnamed"), "block": t("actors.block_unnamed"), "mark": ""}
            | blank
            | counts
        )
    return Table(
        pd.DataFrame(lines),
        {
            "actor": Column(t("actors.column_actor")),
            "block": Column(t("actors.column_block")),
            "area": Column(t("actors.column_area")),
            "partners": Column(t("actors.column_partners"), "count"),
            "projects": Column(t("actors.column_projects"), "count"),
            "between": Column(t("actors.column_between"), "count", 1),
            "bridges": Column(t("actors.column_bridges"), "count"),
            "neighbours": Column(t("actors.column_neighbours")),
            "brief": Column(t("actors.column_brief")),
            "evidence": Column(t("actors.column_evidence")),
        },
    )


def _counted(name: str, number: float) -> dict[str, object]:
    return {name: float(number), f"{name}_status": "value" if number else "zero"}


def _evidence(net: Network, bond: Bond) -> str:
    """`WOT (osatoteuttaja, eura2014.fi)`."""
    if bond.kind == "organisation":
        what = net.actors[bond.id].name
    else:
        what = net.undertakings[bond.kind, bond.id].name
    example = f", {t('actors.status_example')}" if bond.example else ""
    role = t(f"actors.role_{bond.role}")
    return f"{what} ({role}, {words.source(bond.source)}{example})"


def _asked(day: dt.date) -> tuple[tuple[str, Mapping[str, object]], ...]:
    own = tuple((name, {}) for name in QUERIES)
    return (*own, ("projects/states_on", {"day": day.isoformat()}))
