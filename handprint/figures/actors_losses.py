"""What holds the network together: its measures in plain words, and what a leaver would loosen."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.analysis import network as graphs
from handprint.analysis.network import Loss
from handprint.drawings import losses as drawing
from handprint.figures import Column, Figure, Table
from handprint.figures import actors_record as record
from handprint.figures.actors import QUERIES, View
from handprint.figures.actors_record import Network
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import actors as words
from handprint.words import listed, place, shown, t
from handprint.words.sentences import joined

KINDS = {"goals": "goal", "projects": "project", "areas": "area"}


@dataclass(frozen=True)
class Measure:
    """One measure of the network: its name, its value as printed, what it means here."""

    name: str
    value: str
    means: str


@remembered
def measures(view: View) -> tuple[Measure, ...]:
    """Density, parts, betweenness, cut points and bridges, each with what it says of this network.

    Density is of the named members; the others of everyone who has a tie, members or not.
    """
    net = record.on(view.day)
    density = graphs.density(net.named)
    pairs = len(graphs.edges(net.named))
    parts = [part for part in graphs.components(net.graph) if len(part) > 1]
    between = graphs.betweenness(net.graph)
    top = max(between, key=lambda id: between[id], default=None)
    cuts, bridges = graphs.articulation_points(net.graph), graphs.bridges(net.graph)
    found = [
        Measure(
            t("actors.density"),
            shown(None if density is None else 100 * density, unit="percent", decimals=1),
            t("actors.density_means", pairs=pairs, possible=graphs.pairs(len(net.named))),
        ),
        Measure(
            t("actors.parts"),
            str(len(parts)),
            t(
                "actors.parts_means_one",
                largest=len(parts[0]),
                names=_names(net, parts[0]),
                alone=len(graphs.isolates(net.named)),
            )
            if parts
            else t("actors.parts_means_none"),
        ),
    ]
    if top is not None and between[top]:
        size = next(len(part) for part in parts if top in part)
        value = numbers.decimal(between[top], 0 if between[top] % 1 == 0 else 1, language())
        found.append(
            Measure(
                t("actors.between"),
                value,
                t(
                    "actors.between_means",
                    name=net.actors[top].name,
                    value=value,
                    possible=graphs.most_between(size),
                ),
            )
        )
    else:
        found.append(Measure(t("actors.between"), "0", t("actors.between_none")))
    found += [
        Measure(
            t("actors.cuts"),
            str(len(cuts)),
            t("actors.cuts_means", names=_names(net, cuts)) if cuts else t("actors.cuts_none"),
        ),
        Measure(
            t("actors.bridges"),
            str(len(bridges)),
            t("actors.bridges_means", pairs=_pairs(net, bridges))
            if bridges
            else t("actors.bridges_none"),
        ),
    ]
    return tuple(found)


@remembered
def picture(view: View) -> Figure:
    """Who holds alone what would come loose, the gravest first."""
    net = record.on(view.day)
    found = graphs.fragility(net.graph, net.holders)
    told = sorted(
        (one for one in found if one.things or one.cut_off),
        key=lambda one: (-len(one.things), -len(one.cut_off), *(-n for n in counts(one).values())),
    )
    first = next((one for one in found if one.node == view.id), None)
    head = first if first and (first.things or first.cut_off) else (told[0] if told else None)
    heading = (
        words.loss(net.actors[head.node].name, counts(head))
        if head
        else t("actors.loss_heading_none")
    )
    rows = [
        drawing.Row(
            net.actors[one.node].name,
            tuple(counts(one).values()),
            strong=one.node == (head.node if head else ""),
        )
        for one in told
    ]
    heads = [t(f"actors.loss_{kind}") for kind in words.KINDS]
    alt = joined(
        [
            t("actors.alt_losses"),
            f"{heading}.",
            "; ".join(
                t(
                    "actors.alt_loss",
                    name=net.actors[one.node].name,
                    things=words.losses(counts(one)),
                )
                for one in told
            )
            + "."
            if told
            else None,
        ]
    )
    return Figure(
        key="actors-losses",
        heading=heading,
        sub=t("actors.loss_sub", day=words.day(view.day)),
        picture=drawing.drawn(rows, heads, alt=alt),
        small=drawing.drawn(rows, heads, alt=alt, compact=True),
        table=_table(net, found),
        sources=(),
        origins=(t("actors.origin"),),
        periods=words.day(view.day),
        asked=tuple((name, {}) for name in (*QUERIES, "network/actor_goals")),
        cautions=("network_tie",),
        notes=(t("actors.loss_note"),),
    )


def alone(net: Network, id: str) -> str:
    """What would come loose without one organisation, by name."""
    one = graphs.loss(net.graph, id, net.holders)
    names = [name for kind in words.KINDS for name in things(net, one)[kind]]
    return words.loss_alone(net.actors[id].name, counts(one), names)


def counts(one: Loss) -> dict[str, int]:
    """How many of each kind would come loose, in the order they are told."""
    found = {kind: sum(thing[0] == code for thing in one.things) for kind, code in KINDS.items()}
    return found | {"actors": len(one.cut_off)}


def things(net: Network, one: Loss) -> Mapping[str, list[str]]:
    """What would come loose, by name."""
    found: dict[str, list[str]] = {kind: [] for kind in words.KINDS}
    for kind, id in one.things:
        if kind == "goal":
            found["goals"].append(t("actors.loss_goal", goal=id, name=net.goals[id]))
        elif kind == "project":
            found["projects"].append(net.undertakings["project", id].name)
        else:
            found["areas"].append(place(id).name)
    found["actors"] = [net.actors[id].name for id in one.cut_off]
    return found


def _names(net: Network, ids: tuple[str, ...]) -> str:
    order = list(net.actors)
    return listed([net.actors[id].name for id in sorted(ids, key=order.index)])


def _pairs(net: Network, bridges: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(
        t("actors.bridge", left=net.actors[left].name, right=net.actors[right].name)
        for left, right in bridges
    )


def _table(net: Network, found: list[Loss]) -> Table:
    lines = []
    for one in found:
        names = things(net, one)
        total = len(one.things) + len(one.cut_off)
        lines.append(
            {
                "actor": net.actors[one.node].name,
                "total": float(total),
                "total_status": "value" if total else "zero",
                **{kind: "; ".join(names[kind]) or "–" for kind in words.KINDS},
            }
        )
    return Table(
        pd.DataFrame(lines),
        {
            "actor": Column(t("actors.column_actor")),
            "total": Column(t("actors.column_losses"), "count"),
            **{kind: Column(t(f"actors.loss_{kind}")) for kind in words.KINDS},
        },
    )
