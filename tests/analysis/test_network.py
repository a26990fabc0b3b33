"""What the network is said to hold agrees with going through every pair, path and removal."""

import datetime as dt
import itertools
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.analysis import network
from handprint.analysis.network import Tie, graph

REFERENCE = json.loads((Path(__file__).parent / "mismatch.json").read_text(encoding="utf-8"))
NAMES = [f"o{n:02}" for n in range(41)]
POSSIBLE = list(itertools.combinations(NAMES, 2))

# From an empty network to a dense one: 41 organisations have 820 pairs.
drawn = st.integers(0, 120).flatmap(
    lambda most: st.lists(st.sampled_from(POSSIBLE), min_size=most // 2, max_size=most)
)
networks = drawn.map(lambda chosen: graph(NAMES, chosen))

# Brute force goes through every removal or every triple of 41 nodes.
patient = settings(max_examples=40, deadline=None)
slow_by_hand = settings(max_examples=15, deadline=None)


def reached(net: network.Graph, start: str) -> set[str]:
    """Everything that can be reached from a node, by asking again until nothing is new."""
    found = {start}
    while True:
        more = found | {other for node in found for other in net[node]}
        if more == found:
            return found
        found = more


def parts(net: network.Graph) -> int:
    return len({frozenset(reached(net, node)) for node in net})


def lengths(net: network.Graph) -> dict[tuple[str, str], int]:
    """Every distance by Floyd and Warshall's triple loop."""
    far = len(net) + 1
    d = {(a, b): 0 if a == b else 1 if b in net[a] else far for a in net for b in net}
    for k, i, j in itertools.product(net, repeat=3):
        d[i, j] = min(d[i, j], d[i, k] + d[k, j])
    return d


def between(net: network.Graph) -> dict[str, float]:
    """Betweenness by its definition: the share of shortest paths of each pair through each node."""
    d = lengths(net)
    far = len(net) + 1
    count: dict[tuple[str, str], int] = {}
    for (a, b), length in sorted(d.items(), key=lambda item: item[1]):
        if length < far:
            count[a, b] = 1 if a == b else sum(
                count[a, c] for c in net[b] if d[a, c] == length - 1
            )  # fmt: skip
    return {
        v: sum(
            count[s, v] * count[v, t] / count[s, t]
            for s, t in itertools.combinations(sorted(net), 2)
            if v not in (s, t) and d[s, t] < far and d[s, v] + d[v, t] == d[s, t]
        )
        for v in net
    }


def test_the_pairs_and_the_missing_names_are_those_of_the_reference():
    told = {f["id"]: f for f in REFERENCE["fixtures"]}
    assert network.pairs(told["network-pairs"]["inputs"]["n"]) == 820
    counts = dict(told["network-named"]["inputs"])
    reported = counts.pop("reported")
    named = sum(counts.values())
    assert {"named": named, "unnamed": reported - named} == told["network-named"]["expected"]


@patient
@given(networks)
def test_articulation_points_are_the_nodes_whose_removal_breaks_a_part(net):
    broken = [
        node
        for node in sorted(net)
        # A node alone takes its own part away; any other leaves as many or more.
        if net[node] and parts(network.without(net, node)) > parts(net)
    ]
    assert list(network.articulation_points(net)) == broken


@patient
@given(networks)
def test_bridges_are_the_edges_whose_removal_breaks_a_part(net):
    there = network.edges(net)
    broken = [e for e in there if parts(graph(net, [o for o in there if o != e])) > parts(net)]
    assert list(network.bridges(net)) == broken


@slow_by_hand
@given(networks)
def test_betweenness_agrees_with_its_definition(net):
    told = network.betweenness(net)
    assert told == pytest.approx(between(net))
    assert max(told.values()) <= network.most_between(len(net)) + 1e-9


@patient
@given(networks)
def test_components_degree_density_and_isolates_agree_with_counting(net):
    assert {frozenset(part) for part in network.components(net)} == {
        frozenset(reached(net, node)) for node in net
    }
    there = network.edges(net)
    ends = Counter(itertools.chain.from_iterable(there))
    assert network.degree(net) == {node: ends[node] for node in net}
    assert network.density(net) == len(there) / 820
    assert set(network.isolates(net)) == {n for n in net if not ends[n]}
    sizes = [len(part) for part in network.components(net)]
    assert sizes == sorted(sizes, reverse=True)


@slow_by_hand
@given(networks, st.sampled_from(NAMES), st.integers(0, 4))
def test_ego_holds_what_is_within_so_many_steps(net, node, steps):
    d = lengths(net)
    assert network.ego(net, node, steps) == {o: d[node, o] for o in net if d[node, o] <= steps}


@patient
@given(networks, st.dictionaries(st.integers(0, 9), st.sets(st.sampled_from(NAMES), max_size=3)))
def test_fragility_is_what_each_removal_leaves_untied(net, holders):
    losses = network.fragility(net, holders)
    assert sorted(one.node for one in losses) == sorted(net)
    for one in losses:
        rest = network.without(net, one.node)
        assert set(one.things) == {
            t for t, held in holders.items() if held and not held - {one.node}
        }
        assert set(one.cut_off) == {n for n in rest if net[n] and not rest[n]}
        assert one.parts_after == sum(
            len(part) > 1 for part in {frozenset(reached(rest, n)) for n in rest}
        )
    gravity = [(len(one.things), len(one.cut_off)) for one in losses]
    assert gravity == sorted(gravity, reverse=True)


@patient
@given(drawn, st.randoms())
def test_the_order_of_the_rows_changes_nothing(chosen, random):
    net = graph(NAMES, chosen)
    shuffled = [pair[::-1] for pair in chosen]
    random.shuffle(shuffled)
    other = graph(NAMES[::-1], shuffled)
    assert (net, list(net)) == (other, list(other))
    assert list(network.betweenness(net).items()) == list(network.betweenness(other).items())


def test_a_network_of_one_has_no_density_and_an_edge_to_itself_is_none():
    alone = graph(["a"], [("a", "a")])
    assert (network.density(alone), network.isolates(alone)) == (None, ("a",))
    assert network.density(graph([], [])) is None


def test_an_edge_to_somebody_unknown_is_an_error():
    with pytest.raises(KeyError):
        graph(["a"], [("a", "b")])


def test_partners_of_a_project_are_tied_in_every_pair():
    ties = network.shared({"ryhti": ["c", "a", "b"], "alone": ["a"]}, "project")
    assert [(t.left, t.right, t.evidence) for t in ties] == [
        ("a", "b", "ryhti"),
        ("a", "c", "ryhti"),
        ("b", "c", "ryhti"),
    ]


def test_the_network_of_a_day_holds_what_stood_then_and_what_has_no_days():
    day = dt.date
    known = {"wot": (day(2021, 1, 1), day(2023, 6, 30)), "later": (day(2025, 1, 1), None)}
    ties = network.shared({"wot": "ab", "later": "ac", "ryhti": "bc"}, "project", known)
    assert {t.evidence: t.dated for t in ties} == {"wot": True, "later": False, "ryhti": False}

    def on(when: dt.date) -> list[str]:
        return [t.evidence for t in network.as_of(ties, when)]

    assert on(day(2023, 6, 30)) == ["ryhti", "wot"]
    assert on(day(2023, 7, 1)) == ["ryhti"]
    assert on(day(2026, 1, 1)) == ["later", "ryhti"]
    assert [t.evidence for t in network.tied_by(ties, day(2024, 1, 1))] == ["ryhti", "wot"]
    assert Tie("a", "b", "link", "x").since is None
