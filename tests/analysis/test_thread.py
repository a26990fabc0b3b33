"""A thread reads the same from above and from below, whatever the links are."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis import thread

THINGS = [f"t{n}" for n in range(9)]
# Levels in a row: links lead downwards only, as they do in the strategy.
downwards = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
    max_size=16,
).map(lambda pairs: [(THINGS[a], THINGS[b]) for a, b in pairs])
anyhow = st.lists(st.tuples(st.sampled_from(THINGS), st.sampled_from(THINGS)), max_size=20)
thing = st.sampled_from(THINGS)


def chains(links: Iterable[tuple[str, str]], start: str, *, down: bool) -> set[tuple[str, ...]]:
    """Every chain from a thing to an end, by walking each of them."""
    links = set(links)
    steps = [b if down else a for a, b in links if (a if down else b) == start]
    if not steps:
        return {(start,)}
    return {(start, *rest) for step in steps for rest in chains(links, step, down=down)}


@given(anyhow, thing, thing)
def test_what_is_below_one_has_that_one_above_it(links, one, other):
    assert (other in thread.below(links, one)) == (one in thread.above(links, other))


@given(anyhow, thing, thing)
def test_two_things_lie_on_each_others_threads_or_on_neithers(links, one, other):
    assert (other in thread.whole(links, one)) == (one in thread.whole(links, other))


@given(downwards)
def test_the_thread_read_upward_is_the_thread_read_downward(links):
    tops = {a for a, _ in links} - {b for _, b in links}
    ends = {b for _, b in links} - {a for a, _ in links}
    down = {chain for top in tops for chain in chains(links, top, down=True)}
    up = {chain[::-1] for end in ends for chain in chains(links, end, down=False)}
    assert down == up


@given(downwards, thing)
def test_a_thread_is_every_chain_through_the_thing(links, one):
    through = {step for chain in chains(links, one, down=True) for step in chain}
    through |= {step for chain in chains(links, one, down=False) for step in chain}
    assert thread.whole(links, one) == through


@given(anyhow, thing)
def test_a_link_more_never_makes_a_thread_shorter(links, one):
    for at in range(len(links)):
        assert thread.whole(links[:at] + links[at + 1 :], one) <= thread.whole(links, one)


@given(anyhow, thing)
def test_nothing_is_above_or_below_itself_even_in_a_circle(links, one):
    assert one not in thread.above(links, one)
    assert one not in thread.below(links, one)
    assert one in thread.whole(links, one)


@pytest.mark.parametrize(
    ("span", "period", "belongs"),
    [
        ("2022-2025", "2022-2025", True),
        ("2022-2023", "2022-2025", True),
        ("2021-2027", "2022-2025", True),
        ("2021-2027", "2026-2029", True),
        ("2014-2020", "2022-2025", False),
        ("2022-2025", "2026-2029", False),
        ("2026-2029", "2022-2025", False),
        ("2030", "2022-2025", True),
        ("", "2026-2029", True),
        (None, "2026-2029", True),
    ],
)
def test_a_span_of_years_belongs_to_the_periods_it_meets(span, period, belongs):
    assert thread.in_period(span, period) == belongs
