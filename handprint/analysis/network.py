"""Who is tied to whom, who holds it together, and what breaks when one leaves.

Pure and small: an undirected graph of at most some hundred nodes as a mapping to neighbours. All
answers are in a fixed order, so that the same network gives the same words every time. Betweenness
by Brandes (2001, Journal of Mathematical Sociology 25(2), 163–177); cut vertices and bridges by
the depth-first search of Hopcroft and Tarjan (1973, Communications of the ACM 16(6), 372–378).
"""

import datetime as dt
import itertools
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Graph = Mapping[str, frozenset[str]]
"""{node: its neighbours}; a node without neighbours is there too."""

Thing = TypeVar("Thing", bound=Hashable)


@dataclass(frozen=True)
class Tie:
    """Two organisations tied by one piece of evidence: a project, an event or a recorded link.

    `since` and `until` are None where the source gives no day.
    """

    left: str
    right: str
    kind: str
    evidence: str
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def dated(self) -> bool:
        """Whether both ends of its time are known."""
        return self.since is not None and self.until is not None


@dataclass(frozen=True)
class Loss:
    """What is lost when one node leaves.

    `things` had a tie to it alone; `cut_off` are the nodes left without any tie; `parts_before`
    and `parts_after` count the components with at least two nodes, the leaver not counted after.
    """

    node: str
    things: tuple[Hashable, ...]
    cut_off: tuple[str, ...]
    parts_before: int
    parts_after: int


def graph(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> Graph:
    """A graph of these nodes; an edge to itself is dropped, one given twice counts once.

    KeyError for an edge whose end is not a node.
    """
    neighbours: dict[str, set[str]] = {node: set() for node in sorted(set(nodes))}
    for left, right in edges:
        if left != right:
            neighbours[left].add(right)
            neighbours[right].add(left)
    return {node: frozenset(found) for node, found in neighbours.items()}


def shared(
    memberships: Mapping[str, Collection[str]],
    kind: str,
    days: Mapping[str, tuple[dt.date | None, dt.date | None]] | None = None,
) -> list[Tie]:
    """A tie for every pair in every project or event: {evidence: its organisations}."""
    known = days or {}
    return [
        Tie(left, right, kind, evidence, *known.get(evidence, (None, None)))
        for evidence in sorted(memberships)
        for left, right in itertools.combinations(sorted(set(memberships[evidence])), 2)
    ]


def as_of(ties: Iterable[Tie], day: dt.date) -> list[Tie]:
    """The ties that stand on a day. One without days stands always: nothing says it does not."""
    return [
        tie
        for tie in ties
        if (tie.since is None or tie.since <= day) and (tie.until is None or day <= tie.until)
    ]


def tied_by(ties: Iterable[Tie], day: dt.date) -> list[Tie]:
    """The ties that have begun by a day, ended or not: who has ever worked with whom."""
    return [tie for tie in ties if tie.since is None or tie.since <= day]


def edges(network: Graph) -> list[tuple[str, str]]:
    """Each edge once, its ends and the list in order."""
    return [(a, b) for a in sorted(network) for b in sorted(network[a]) if a < b]


def degree(network: Graph) -> dict[str, int]:
    """How many neighbours each node has."""
    return {node: len(neighbours) for node, neighbours in network.items()}


def isolates(network: Graph) -> tuple[str, ...]:
    """The nodes without any tie."""
    return tuple(sorted(node for node, neighbours in network.items() if not neighbours))


def pairs(n: int) -> int:
    """How many pairs n nodes make: n(n − 1)/2; fixture `network_pairs`."""
    return n * (n - 1) // 2


def density(network: Graph) -> float | None:
    """The share of pairs that are tied, 2m / (n(n − 1)); None under two nodes."""
    possible = pairs(len(network))
    return len(edges(network)) / possible if possible else None


def components(network: Graph) -> list[tuple[str, ...]]:
    """The parts that hang together, the largest first, then by name; isolates are parts of one."""
    found, seen = [], set()
    for node in sorted(network):
        if node not in seen:
            part = tuple(sorted(ego(network, node, len(network))))
            seen.update(part)
            found.append(part)
    return sorted(found, key=lambda part: (-len(part), part))


def ego(network: Graph, node: str, steps: int) -> dict[str, int]:
    """The nodes within so many steps of one, with their distance; itself at 0."""
    distance = {node: 0}
    waiting = deque([node])
    while waiting:
        at = waiting.popleft()
        if distance[at] == steps:
            continue
        for other in sorted(network[at]):
            if other not in distance:
                distance[other] = distance[at] + 1
                waiting.append(other)
    return distance


def betweenness(network: Graph) -> dict[str, float]:
    """On how many shortest paths between other pairs each node lies; several share the pair.

    Not normalised: for n nodes the most there can be is (n − 1)(n − 2)/2, see `most_between`.
    """
    total = dict.fromkeys(network, 0.0)
    for source in network:
        order, paths, before = _paths(network, source)
        carried = dict.fromkeys(order, 0.0)
        for node in reversed(order):
            for earlier in before[node]:
                carried[earlier] += paths[earlier] / paths[node] * (1 + carried[node])
            if node != source:
                total[node] += carried[node]
    # Every pair has been gone through from both ends.
    return {node: value / 2 for node, value in total.items()}


def most_between(n: int) -> int:
    """The betweenness of the middle of a star of n nodes, which no node can pass."""
    return max(0, (n - 1) * (n - 2) // 2)


def articulation_points(network: Graph) -> tuple[str, ...]:
    """The nodes whose leaving breaks a part in two."""
    return tuple(sorted(_search(network)[0]))


def bridges(network: Graph) -> tuple[tuple[str, str], ...]:
    """The edges whose loss breaks a part in two, each with its ends in order."""
    return tuple(sorted(_search(network)[1]))


def without(network: Graph, node: str) -> Graph:
    """The network when a node has left."""
    return {other: found - {node} for other, found in network.items() if other != node}


def only_held_by(holders: Mapping[Thing, Collection[str]], node: str) -> tuple[Thing, ...]:
    """The things (goals, municipalities, projects) whose one and only holder is this node."""
    return tuple(sorted((t for t, held in holders.items() if set(held) == {node}), key=str))


def loss(network: Graph, node: str, holders: Mapping[Thing, Collection[str]]) -> Loss:
    """What breaks when a node leaves; `holders` says which nodes each thing is tied to."""
    rest = without(network, node)
    return Loss(
        node=node,
        things=only_held_by(holders, node),
        cut_off=tuple(sorted(n for n in network[node] if not rest[n])),
        parts_before=_parts(network),
        parts_after=_parts(rest),
    )


def fragility(network: Graph, holders: Mapping[Thing, Collection[str]]) -> list[Loss]:
    """The loss of every node, the gravest first: things lost, then nodes cut off, then by name."""
    losses = [loss(network, node, holders) for node in network]
    return sorted(losses, key=lambda one: (-len(one.things), -len(one.cut_off), one.node))


def _parts(network: Graph) -> int:
    return sum(len(part) > 1 for part in components(network))


def _paths(network: Graph, source: str) -> tuple[list[str], dict[str, int], dict[str, list[str]]]:
    """Breadth first: the order of reaching, the number of shortest paths, the nodes before."""
    distance, paths = {source: 0}, {source: 1}
    before: dict[str, list[str]] = {source: []}
    order, waiting = [], deque([source])
    while waiting:
        at = waiting.popleft()
        order.append(at)
        for other in sorted(network[at]):
            if other not in distance:
                distance[other] = distance[at] + 1
                paths[other], before[other] = 0, []
                waiting.append(other)
            if distance[other] == distance[at] + 1:
                paths[other] += paths[at]
                before[other].append(at)
    return order, paths, before


def _search(network: Graph) -> tuple[set[str], set[tuple[str, str]]]:
    """Cut vertices and bridges by one depth-first search, without recursion."""
    entered: dict[str, int] = {}
    lowest: dict[str, int] = {}
    cuts: set[str] = set()
    found: set[tuple[str, str]] = set()
    for root in sorted(network):
        if root in entered:
            continue
        entered[root] = lowest[root] = len(entered)
        children = 0
        stack = [(root, "", iter(sorted(network[root])))]
        while stack:
            node, parent, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                stack.pop()
                if not stack:
                    break
                lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] > entered[parent]:
                    found.add((min(node, parent), max(node, parent)))
                if parent == root:
                    children += 1
                elif lowest[node] >= entered[parent]:
                    cuts.add(parent)
            elif other not in entered:
                entered[other] = lowest[other] = len(entered)
                stack.append((other, node, iter(sorted(network[other]))))
            elif other != parent:
                lowest[node] = min(lowest[node], entered[other])
        if children > 1:
            cuts.add(root)
    return cuts, found
