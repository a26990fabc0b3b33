"""The greatest number who could meet: exact, monotone, and the same as trying every person."""

from collections import defaultdict
from dataclasses import replace
from functools import cache, partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from handprint.analysis import matching
from handprint.analysis.matching import (
    LEVERS,
    REST,
    LeftOver,
    Levers,
    Market,
    Openings,
    Seekers,
    most,
)

AREAS, OCCUPATIONS = ("047", "240", "698"), ("51", "52", "71")
ENDS = Levers(radius_km=100, remote_percent=100, retrained=9, shaped=9)


def by_trying_every_person(market: Market, levers: Levers) -> int:
    """The most who could meet, found by giving each person every opening in turn.

    Independent of the programme under test: persons and openings are told apart one by one, and
    the rules are written out again.
    """
    persons = [cell for cell, number in sorted(market.seekers.items(), key=str) if number]
    persons = [cell for cell in persons for _ in range(market.seekers[cell])]
    kinds: list[tuple[Openings, bool]] = []
    left: list[int] = []
    for cell, number in sorted(market.openings.items()):
        opened = (number * levers.remote_percent) // 100 if cell.remote else 0
        for is_opened, part in ((True, opened), (False, number - opened)):
            kinds.append((cell, is_opened))
            left.append(part)

    def reached(home: str, opening: Openings, opened: bool) -> bool:
        if home == opening.area or opened:
            return True
        return market.road_km.get((home, opening.area), float("inf")) <= levers.radius_km

    @cache
    def best(person: int, room: tuple[int, ...], retrained: int, shaped: int) -> int:
        if person == len(persons):
            return 0
        seeker = persons[person]
        found = best(person + 1, room, retrained, shaped)
        for number, (opening, opened) in enumerate(kinds):
            if not room[number] or not reached(seeker.area, opening, opened):
                continue
            other = seeker.occupation != opening.occupation
            linked = (seeker.occupation, opening.occupation) in market.links
            unfit = seeker.partial and not opening.shaping
            if other and not (linked and retrained) or unfit and not shaped:
                continue
            rest = (*room[:number], room[number] - 1, *room[number + 1 :])
            found = max(found, 1 + best(person + 1, rest, retrained - other, shaped - unfit))
        return found

    return best(0, tuple(left), levers.retrained, levers.shaped)


def ladder(market: Market) -> int:
    """Σ over cells of min(U_full + min(U_partial, V_shaping), V): the last rung of the ladder."""
    cells = defaultdict(lambda: [0, 0, 0, 0])
    for seeker, number in market.seekers.items():
        if seeker.occupation is not None:
            cells[seeker.area, seeker.occupation][seeker.partial] += number
    for opening, number in market.openings.items():
        cells[opening.area, opening.occupation][2] += number
        cells[opening.area, opening.occupation][3] += number * opening.shaping
    return sum(min(u + min(part, shaping), v) for u, part, v, shaping in cells.values())


def by_maximum_flow(market: Market, levers: Levers) -> int:
    """The same without budgets, by another solver: scipy's maximum flow, one edge a pair."""
    seekers = sorted((c for c in market.seekers if c.occupation is not None), key=str)
    opened = [
        (cell, flag, part)
        for cell, number in sorted(market.openings.items())
        for share in [number * levers.remote_percent // 100 if cell.remote else 0]
        for flag, part in ((True, share), (False, number - share))
    ]
    source, sink = len(seekers) + len(opened), len(seekers) + len(opened) + 1
    edges = [(source, row, market.seekers[seeker]) for row, seeker in enumerate(seekers)]
    alike = defaultdict(list)
    for column, (opening, flag, part) in enumerate(opened, start=len(seekers)):
        edges.append((column, sink, part))
        alike[opening.occupation].append((column, opening, flag, part))
    for row, seeker in enumerate(seekers):
        for column, opening, flag, part in alike[seeker.occupation]:
            road = market.road_km.get((seeker.area, opening.area), float("inf"))
            near = flag or seeker.area == opening.area or road <= levers.radius_km
            if near and (opening.shaping or not seeker.partial):
                edges.append((row, column, part))
    rows, columns, rooms = np.array(edges, dtype=np.int32).reshape(-1, 3).T
    graph = csr_array((rooms, (rows, columns)), shape=(sink + 1, sink + 1))
    return int(maximum_flow(graph, source, sink).flow_value)


def markets(most_in_a_cell: int = 2, most_cells: int = 4) -> st.SearchStrategy[Market]:
    """Small markets in three municipalities and three occupations, not all of them linked."""
    area, occupation = st.sampled_from(AREAS), st.sampled_from(OCCUPATIONS)
    number = st.integers(0, most_in_a_cell)
    seeker = st.builds(Seekers, area, st.one_of(occupation, st.none()), st.booleans())
    opening = st.builds(Openings, area, occupation, st.booleans(), st.booleans())
    pair = st.tuples(area, area).filter(lambda pair: pair[0] != pair[1])
    link = st.tuples(occupation, occupation)
    return st.builds(
        Market,
        st.dictionaries(seeker, number, max_size=most_cells),
        st.dictionaries(opening, number, max_size=most_cells),
        st.dictionaries(pair, st.sampled_from([20.0, 60.0, 90.0])),
        st.frozensets(link),
    )


levers_of = st.builds(
    Levers,
    st.sampled_from([0, 20, 60, 100]),
    st.sampled_from([0, 30, 50, 100]),
    st.integers(0, 4),
    st.integers(0, 4),
)


@settings(max_examples=300, deadline=None)
@given(markets(), levers_of)
def test_the_most_is_what_trying_every_person_finds(market, levers):
    assert most(market, levers) == by_trying_every_person(market, levers)


@settings(max_examples=150, deadline=None)
@given(markets(most_in_a_cell=40, most_cells=12))
def test_with_every_lever_at_rest_it_is_the_last_rung_of_the_ladder(market):
    assert most(market) == ladder(market)


@settings(max_examples=100, deadline=None)
@given(markets(most_in_a_cell=40, most_cells=12), st.sampled_from([0, 20, 60]), st.integers(0, 100))
def test_without_budgets_another_solver_agrees(market, radius, percent):
    levers = Levers(radius_km=radius, remote_percent=percent)
    assert most(market, levers) == by_maximum_flow(market, levers)


@settings(max_examples=150, deadline=None)
@given(markets(most_in_a_cell=40, most_cells=12), levers_of)
def test_never_more_than_there_are_of_either(market, levers):
    assert 0 <= most(market, levers) <= min(market.usable, market.positions)
    assert market.usable <= market.persons


@settings(max_examples=150, deadline=None)
@given(
    markets(most_in_a_cell=9, most_cells=10),
    levers_of,
    st.sampled_from(LEVERS),
    st.integers(1, 60),
)
def test_pulling_a_lever_further_never_loses_anyone(market, levers, lever, further):
    there = getattr(levers, lever) + further
    pulled = replace(levers, **{lever: min(there, 100) if lever == "remote_percent" else there})
    assert most(market, pulled) >= most(market, levers)


@settings(max_examples=50, deadline=None)
@given(markets(most_in_a_cell=9, most_cells=10), levers_of, st.randoms())
def test_the_order_in_which_cells_are_told_changes_nothing(market, levers, random):
    def shuffled(cells):
        pairs = list(cells.items())
        random.shuffle(pairs)
        return dict(pairs)

    told = Market(shuffled(market.seekers), shuffled(market.openings), market.road_km, market.links)
    assert most(told, levers) == most(market, levers)


@settings(max_examples=100, deadline=None)
@given(markets(most_in_a_cell=9, most_cells=10), levers_of)
def test_the_shares_of_the_levers_add_up_from_the_base_to_the_scenario(market, levers):
    told = matching.in_order(partial(most, market), levers)
    assert list(told) == ["base", *LEVERS]
    assert list(told.values()) == sorted(told.values())
    assert told["base"] == most(market)
    assert told[LEVERS[-1]] == most(market, levers)


@settings(max_examples=100, deadline=None)
@given(markets(), levers_of)
def test_the_next_step_of_each_lever_is_told_from_where_it_stands(market, levers):
    step = Levers(radius_km=40, remote_percent=50, retrained=1, shaped=2)
    met = most(market, levers)
    gains = matching.next_steps(partial(most, market), levers, step=step, ends=ENDS)
    for lever in LEVERS:
        there, end = getattr(levers, lever), getattr(ENDS, lever)
        if there == end:
            assert lever not in gains
        else:
            further = replace(levers, **{lever: min(end, there + getattr(step, lever))})
            assert gains[lever] == by_trying_every_person(market, further) - met


@settings(max_examples=200, deadline=None)
@given(markets(), levers_of)
def test_whoever_is_left_is_told_by_what_stops_them_and_the_parts_add_up(market, levers):
    met = most(market, levers)
    left = matching.left_over(market, levers, met)
    people = (left.no_occupation, left.no_opening, left.unfit, left.outnumbered)
    posts = (left.nobody, left.unshaped, left.unfilled)
    assert min(people + posts) >= 0
    assert sum(people) == market.persons - met
    assert sum(posts) == market.positions - met
    # Who is said to be stopped by a rule is not among any who could meet.
    stopped = left.no_occupation + left.no_opening + left.unfit
    assert by_trying_every_person(market, levers) <= market.persons - stopped
    assert by_trying_every_person(market, levers) <= market.positions - left.nobody - left.unshaped


def test_each_reason_has_its_own_number():
    market = Market(
        {
            Seekers("240", None, False): 7,
            Seekers("240", "51", False): 4,
            Seekers("240", "52", True): 3,
            Seekers("240", "71", False): 2,
            Seekers("698", "71", True): 1,
        },
        {
            Openings("240", "51", False, False): 1,
            Openings("240", "52", False, False): 5,
            Openings("240", "71", False, True): 6,
            Openings("698", "51", True, True): 4,
        },
        {("240", "698"): 117.0},
    )
    assert matching.left_over(market, REST, most(market)) == LeftOver(
        no_occupation=7,
        no_opening=1,
        unfit=3,
        outnumbered=3,
        nobody=4,
        unshaped=5,
        unfilled=4,
    )
    levers = Levers(radius_km=120, remote_percent=50, retrained=1, shaped=2)
    assert matching.left_over(market, levers, most(market, levers)) == LeftOver(
        no_occupation=7,
        no_opening=0,
        unfit=0,
        outnumbered=2,
        nobody=0,
        unshaped=0,
        unfilled=8,
    )


# One more needs two retrainings here, or two shaped openings there: half of each is nobody.
HALVES = Market(
    {
        Seekers("1", "11", False): 1,
        Seekers("2", "12", False): 1,
        Seekers("1", "21", True): 1,
        Seekers("4", "21", False): 1,
        Seekers("5", "21", True): 1,
    },
    {
        Openings("1", "12", False, False): 1,
        Openings("2", "13", False, False): 1,
        Openings("1", "21", False, False): 1,
        Openings("6", "21", True, False): 1,
        Openings("3", "21", False, False): 1,
    },
    {("2", "1"): 1, ("4", "1"): 1, ("4", "6"): 1, ("5", "6"): 1, ("5", "3"): 1},
    frozenset({("11", "12"), ("12", "13")}),
)


def test_halves_of_two_budgets_do_not_make_a_person():
    """The linear optimum is four; a flow of whole persons within both budgets has three."""
    levers = Levers(radius_km=1, retrained=1, shaped=1)
    linear, whole = matching._Programme(HALVES, levers).solved()
    assert linear == pytest.approx(4) and not whole
    assert most(HALVES, levers) == by_trying_every_person(HALVES, levers) == 3
    assert most(HALVES, replace(levers, retrained=2)) == 4
    assert most(HALVES, replace(levers, shaped=2)) == 4


def test_retraining_is_one_step_and_never_a_chain():
    market = Market(
        {Seekers("240", "51", False): 3},
        {Openings("240", "53", False, False): 3},
        links=frozenset({("51", "52"), ("52", "53")}),
    )
    assert most(market, Levers(retrained=3)) == 0
    assert most(replace(market, links=market.links | {("51", "53")}), Levers(retrained=2)) == 2


def test_one_retrained_into_an_opening_that_must_be_shaped_uses_both_budgets():
    market = Market(
        {Seekers("240", "51", True): 5},
        {Openings("240", "52", False, False): 5},
        links=frozenset({("51", "52")}),
    )
    assert [most(market, Levers(retrained=r, shaped=s)) for r, s in ((4, 0), (0, 4), (4, 3))] == [
        0,
        0,
        3,
    ]


def test_part_of_an_opening_is_never_opened_to_remote_work():
    market = Market({Seekers("240", "25", False): 9}, {Openings("698", "25", False, True): 9})
    told = [most(market, Levers(remote_percent=percent)) for percent in (0, 11, 12, 50, 99, 100)]
    assert told == [0, 0, 1, 4, 8, 9]


def test_a_way_that_leads_in_one_direction_only_is_followed_in_that_direction():
    """Kemi and Tornio reach the same places, but from Simo only one of them is reached."""
    market = Market(
        {Seekers("751", "51", False): 3},
        {Openings("240", "51", False, False): 1, Openings("851", "51", False, False): 2},
        {("240", "851"): 30, ("851", "240"): 30, ("751", "240"): 30},
    )
    assert most(market, Levers(radius_km=30)) == 1


def test_nobody_and_nothing_is_zero():
    levers = Levers(radius_km=50, remote_percent=50, retrained=5, shaped=5)
    for market in (Market({}, {}), Market({Seekers("240", None, False): 7}, {})):
        assert most(market, levers) == 0
        assert matching.left_over(market, levers, 0).no_occupation == market.persons


@pytest.mark.parametrize(
    "bad", [{"radius_km": -1}, {"remote_percent": 101}, {"retrained": -5}, {"shaped": -1}]
)
def test_levers_out_of_their_range_are_refused(bad):
    with pytest.raises(ValueError, match="lever|opened"):
        Levers(**bad)


def test_a_cell_of_fewer_than_none_is_refused():
    with pytest.raises(ValueError, match="fewer than none"):
        Market({Seekers("240", "51", False): -1}, {})


def national(times: int = 1, *, seed: int = 5) -> Market:
    """A market of Lapland's size: 21 municipalities, 42 occupations, 8 000 and 4 200 `times`."""
    random = np.random.default_rng(seed)
    areas = [f"{number:03d}" for number in range(21)]
    at = random.uniform(0, 400, (21, 2))
    groups = [f"{number}" for number in (*range(11, 15), *range(21, 59))]
    people = random.multinomial(8000 * times, random.dirichlet(np.full(21 * 43, 0.3)))
    posts = random.multinomial(4200 * times, random.dirichlet(np.full(21 * 42, 0.3)))
    cells = [(area, group) for area in areas for group in (*groups, None)]
    seekers: dict[Seekers, int] = {}
    for (area, group), number in zip(cells, people, strict=True):
        fewer = int(random.binomial(number, 0.12))
        seekers |= {
            Seekers(area, group, True): fewer,
            Seekers(area, group, False): number - fewer,
        }
    openings: dict[Openings, int] = {}
    cells = [(area, group) for area in areas for group in groups]
    for (area, group), number in zip(cells, posts, strict=True):
        parts = random.multinomial(number, [0.02, 0.18, 0.08, 0.72])
        kinds = ((True, True), (True, False), (False, True), (False, False))
        openings |= {
            Openings(area, group, *kind): int(part) for kind, part in zip(kinds, parts, strict=True)
        }
    road = {
        (a, b): 1.18 * float(np.hypot(*(at[i] - at[j])))
        for i, a in enumerate(areas)
        for j, b in enumerate(areas)
        if i != j
    }
    links = frozenset((a, b) for a in groups for b in groups if a != b and a[0] == b[0])
    return Market(seekers, openings, road, links)


def test_a_scenario_of_real_size_has_its_ladder_and_no_step_that_loses():
    """How long it takes is the benchmark's business."""
    market = national()
    levers = Levers(radius_km=80, remote_percent=40, retrained=300, shaped=100)
    kept = cache(partial(most, market))
    told = matching.in_order(kept, levers)
    step = Levers(radius_km=10, remote_percent=10, retrained=50, shaped=50)
    ends = Levers(radius_km=500, remote_percent=100, retrained=2000, shaped=500)
    gains = matching.next_steps(kept, levers, step=step, ends=ends)
    assert told["base"] == ladder(market) and min(gains.values()) >= 0


def test_a_hundred_times_the_persons_are_solved_exactly():
    market = national(100)
    assert most(market) == ladder(market)
    levers = Levers(radius_km=80, remote_percent=40)
    assert most(market, levers) == by_maximum_flow(market, levers)
