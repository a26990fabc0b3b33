"""The attacks find what they look for: a test that cannot fail proves nothing."""

import numpy as np
import pytest

from tests.attack import attacker, bounds, naive
from tests.attack.attacker import small

pytestmark = pytest.mark.attack

PEOPLE = naive.persons()
TRUE = naive.counted(PEOPLE)


def chance() -> np.random.Generator:
    return np.random.default_rng(3)


def recovered(guesses) -> tuple[int, int]:
    """How many true small cells were guessed right, and how many there are."""
    right = sum(
        int((small(TRUE.tables[k]) & (g == TRUE.tables[k])).sum()) for k, g in guesses.items()
    )
    return right, sum(int(small(table).sum()) for table in TRUE.tables.values())


def test_looking_finds_true_small_cells():
    found = attacker.atoms(TRUE)
    print(found)
    assert found.leaks > 500


def test_complements_get_around_a_threshold():
    found = attacker.groups(naive.Threshold(TRUE), subsets=20_000, chance=chance())
    print(found)
    assert found.leaks > 100


def test_nested_pairs_get_around_a_threshold():
    found = attacker.nested(naive.Threshold(TRUE), pairs=20_000, chance=chance())
    print(found)
    assert found.leaks > 50


def test_overlapping_pairs_get_around_a_threshold():
    found = attacker.crossing(naive.Threshold(TRUE), pairs=20_000, chance=chance())
    print(found)
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
def test_averages_get_around(desk, least):
    right, every = recovered(attacker.averages(desk, supersets=400, chance=chance()))
    print(f"4 averages over 400 supersets: {right} of {every} small cells recovered")
    assert right > least * every


def test_bounds_of_two_fields_can_leave_nothing_but_a_small_count():
    found, low = attacker.frechet(TRUE)
    print(found, f"{low:,} lower bounds of 1–4")
    assert found.leaks > 50


def test_a_sum_that_misses_its_total_is_seen():
    damaged = naive.counted(PEOPLE)
    damaged.tables[("age", "over_50")][3, 4] += 1
    assert attacker.sums(TRUE).leaks == 0
    assert attacker.sums(damaged).leaks == 1


def test_published_totals_pin_what_a_threshold_hides():
    true = naive.counted(naive.persons(2000, areas=10, occupations=20))
    shown = {key: np.where(table < 5, 0, table) for key, table in true.tables.items()}
    boxes = {key: (table, np.where(table == 0, 4, table)) for key, table in shown.items()}
    system = bounds.System(boxes, true.fields, bounds.Totals.of(true))
    found = bounds.pinned(system, chance=chance())
    print(found, f"{system.solved} programs solved")
    assert found.leaks > 20
