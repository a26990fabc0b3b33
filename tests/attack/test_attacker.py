"""The attacks find what they look for: a test that cannot fail proves nothing."""

import numpy as np
import pytest

from tests.attack import attacker, bounds, naive

pytestmark = pytest.mark.attack

PEOPLE = naive.persons()
TRUE = naive.counted(PEOPLE)


def chance() -> np.random.Generator:
    return np.random.default_rng(3)


def test_looking_finds_true_small_cells(tell):
    found = attacker.atoms(TRUE)
    tell(found)
    assert found.leaks > 500


def test_complements_get_around_a_threshold(tell):
    found = attacker.groups(naive.Threshold(TRUE), subsets=20_000, chance=chance())
    tell(found)
    assert found.leaks > 100


def test_nested_pairs_get_around_a_threshold(tell):
    found = attacker.nested(naive.Threshold(TRUE), pairs=20_000, chance=chance())
    tell(found)
    assert found.leaks > 50


def test_overlapping_pairs_get_around_a_threshold(tell):
    found = attacker.crossing(naive.Threshold(TRUE), pairs=20_000, chance=chance())
    tell(found)
    assert found.leaks > 10


@pytest.mark.parametrize(
    ("desk", "least"),
    [
        (naive.Threshold(TRUE), 0.95),
        (naive.Rounding(TRUE), 0.5),
        (naive.CellKey(PEOPLE), 0.5),
    ],
    ids=["threshold", "rounding", "cell key"],
)
def test_averages_get_around(desk, least, tell):
    right, every = attacker.recovered(attacker.averages(desk, supersets=400, chance=chance()), TRUE)
    tell(f"4 averages over 400 supersets: {right} of {every} small cells recovered")
    assert right > least * every


def test_bounds_of_two_fields_can_leave_nothing_but_a_small_count(tell):
    found, _ = attacker.frechet(TRUE)
    tell(found)
    assert found.leaks > 50


def test_a_sum_that_misses_its_total_is_seen(tell):
    damaged = naive.counted(PEOPLE)
    damaged.tables[("age", "over_50")][3, 4] += 1
    assert attacker.sums(TRUE).leaks == 0
    assert attacker.sums(damaged).leaks == 1


def test_published_totals_pin_what_a_threshold_hides(tell):
    true = naive.counted(naive.persons(2000, areas=10, occupations=20))
    shown = {key: np.where(table < 5, 0, table) for key, table in true.tables.items()}
    boxes = {key: (table, np.where(table == 0, 4, table)) for key, table in shown.items()}
    system = bounds.System(boxes, true.fields, bounds.Totals.of(true))
    found = bounds.pinned(system, chance=chance())
    tell(f"{found}; {system.solved} programs solved")
    assert found.leaks > 20
