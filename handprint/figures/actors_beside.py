"""What stands beside the network's picture: the thing in focus, its partners and its evidence."""

from dataclasses import dataclass

from handprint.figures import actors_record as record
from handprint.figures.actors import View, block_of, brief, state_of, successors
from handprint.figures.actors_losses import alone
from handprint.figures.actors_record import WORK, Bond, Network
from handprint.figures.memory import remembered
from handprint.words import actors as words
from handprint.words import listed, place, t


@dataclass(frozen=True)
class Line:
    """One row: a name with a small remark, and what is told of it."""

    name: str
    note: str
    what: str


@dataclass(frozen=True)
class List:
    """A small table of two columns."""

    heads: tuple[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Beside:
    """Heading, tables and facts; `about` is what other pages know of it, as kind and id."""

    heading: str
    said: str = ""
    lists: tuple[List, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    about: tuple[str, str] | None = None


@remembered
def focus(view: View) -> Beside:
    """The thing in focus, or who is tied to whom when nothing is."""
    net = record.on(view.day)
    if not view.id:
        return _everyone(net)
    if view.kind == "organisation":
        return _organisation(net, view.id)
    return _undertaking(net, view.kind, view.id)


@remembered
def entries(view: View) -> tuple[tuple[str, ...], ...]:
    """Every recorded entry with its evidence: organisation, in what, as what, when, by whom."""
    net = record.on(view.day)
    return tuple(
        (
            net.actors[bond.organisation].name,
            _what(net, bond),
            t(f"actors.role_{bond.role}"),
            _when(net, bond),
            words.source(bond.source),
            t(f"actors.status_{bond.status}"),
        )
        for bond in sorted(net.bonds, key=lambda b: (list(net.actors).index(b.organisation),))
    )


def _everyone(net: Network) -> Beside:
    tied = [id for id in net.actors if net.graph[id]]
    tied.sort(key=lambda id: -len(net.graph[id]))
    lines = tuple(
        Line(
            net.actors[id].name,
            block_of(net.actors[id]),
            listed([net.actors[other].name for other in net.partners(id)]),
        )
        for id in tied
    )
    heads = (t("actors.column_actor"), t("actors.column_neighbours"))
    return Beside(t("actors.tied"), lists=(List(heads, lines),) if lines else ())


def _organisation(net: Network, id: str) -> Beside:
    actor = net.actors[id]
    partners = tuple(
        Line(
            net.actors[other].name,
            block_of(net.actors[other]),
            listed(
                [
                    net.undertakings["project", tie.evidence].name
                    if tie.kind == "project"
                    else t(f"actors.role_{tie.kind}")
                    for tie in net.shared_by(id, other)
                ]
            ),
        )
        for other in net.partners(id)
    )
    lines = tuple(Line(_what(net, bond), _when(net, bond), _evidence(bond)) for bond in net.of(id))
    lists = []
    if partners:
        heads = (t("actors.column_partner"), t("actors.column_shared"))
        lists.append(List(heads, partners))
    if lines:
        lists.append(List((t("actors.column_project"), t("actors.column_evidence")), lines))
    carried = [other for other, after in net.successors.items() if id in dict(after)]
    facts = [
        (t("actors.full_name"), actor.long_name),
        (t("actors.column_block"), block_of(actor)),
        (t("actors.seat"), place(actor.area).name if actor.area else t("actors.not_known")),
        (
            t("actors.listed_on"),
            f"{words.day(actor.named_on)}, {words.source(actor.source)}" if actor.named_on else "",
        ),
        (t("actors.began"), words.day(actor.valid_from) if actor.valid_from else ""),
        (t("actors.ended"), words.day(actor.valid_to) if actor.valid_to else ""),
        (t("actors.carried_by"), listed(successors(net, id))),
        (t("actors.carries"), listed([net.actors[other].name for other in carried])),
        (t("actors.remark"), actor.note),
        (t("actors.if_gone"), alone(net, id)),
    ]
    return Beside(
        heading=actor.name,
        said=brief(net, id),
        lists=tuple(lists),
        facts=tuple((name, what) for name, what in facts if what),
        about=("organisation", id),
    )


def _undertaking(net: Network, kind: str, id: str) -> Beside:
    one = net.undertakings[kind, id]
    lines = tuple(
        Line(
            net.actors[bond.organisation].name,
            block_of(net.actors[bond.organisation]),
            _evidence(bond),
        )
        for bond in sorted(net.bonds, key=_rank)
        if (bond.kind, bond.id) == (kind, id)
    )
    heads = (t("actors.column_actor"), t("actors.column_evidence"))
    facts = [
        (t("actors.full_name"), one.long_name if one.long_name != one.name else ""),
        (t("actors.column_time"), words.years(one.start_year, one.end_year)),
        (t("actors.column_state"), t(f"actors.state_{state_of(net, one)}")),
        (t("actors.source"), words.source(one.source)),
    ]
    return Beside(
        heading=one.name,
        lists=(List(heads, lines),) if lines else (),
        facts=tuple((name, what) for name, what in facts if what),
        about=("project", id) if kind == "project" else None,
    )


def _rank(bond: Bond) -> int:
    order = (*WORK, "authority")
    return order.index(bond.role) if bond.role in order else len(order)


def _what(net: Network, bond: Bond) -> str:
    if bond.kind == "organisation":
        return net.actors[bond.id].name
    return net.undertakings[bond.kind, bond.id].name


def _when(net: Network, bond: Bond) -> str:
    if bond.kind == "organisation":
        return words.years(
            bond.since.year if bond.since else None, bond.until.year if bond.until else None
        )
    one = net.undertakings[bond.kind, bond.id]
    state = t(f"actors.state_{state_of(net, one)}")
    years = words.years(one.start_year, one.end_year)
    return years if years == state else f"{years}, {state}"


def _evidence(bond: Bond) -> str:
    """`osatoteuttaja, eura2014.fi`, and that it is an example where it is one."""
    parts = [t(f"actors.role_{bond.role}"), words.source(bond.source)]
    if bond.status in ("example", "unconfirmed"):
        parts.append(t(f"actors.status_{bond.status}"))
    return ", ".join(parts)
