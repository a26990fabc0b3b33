"""The attacks on the cube of the real release: reliability.md §1.4, 1–6, 12 and 13."""

import numpy as np
import pytest

from tests.attack import attacker, bounds, truth
from tests.attack.attacker import ALL, BASE, PublicFile, small

pytestmark = pytest.mark.attack


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(20260630)


@pytest.fixture(scope="module")
def desk(both):
    return PublicFile(both.public)


def test_the_lattice_is_the_one_that_is_attacked(both):
    lattice = both.lattice
    assert lattice.base == BASE
    places = {"municipality", "occupation"}
    assert lattice.geographies == {
        frozenset(),
        frozenset({"municipality"}),
        frozenset({"occupation"}),
        frozenset(places),
    }
    assert len(lattice.geographies) == len(attacker.GEOGRAPHIES)
    wanted = {name: {(name, value) for value in values} for name, values in lattice.values.items()}
    assert {name: set(keys) for name, keys in both.true.fields.items()} == wanted
    assert {name: set(keys) for name, keys in both.public.fields.items()} == wanted


def test_the_public_file_has_no_place_that_nobody_is_in(both):
    assert (both.public.areas, both.public.occupations) == tuple(map(tuple, both.places))


def test_1_no_cell_of_any_table_is_small(both, tell):
    found = attacker.atoms(both.public)
    tell(found)
    assert found.tried > 5000
    assert found.leaks == 0, found


def test_2_no_group_complement_or_subset_is_small(desk, chance, tell):
    found = attacker.groups(desk, subsets=300_000, chance=chance)
    tell(found)
    assert found.tried > 3 * 300_000 * 0.9
    assert found.leaks == 0, found


def test_3_nothing_small_lies_between_nested_pairs(desk, chance, tell):
    found = attacker.nested(desk, pairs=100_000, chance=chance)
    tell(found)
    assert found.tried >= 100_000
    assert found.leaks == 0, found


def test_4_averages_recover_no_small_cell(both, desk, chance, tell):
    guesses = attacker.averages(desk, supersets=400, chance=chance)
    right, every = attacker.recovered(guesses, both.true)
    tell(f"4 averages over 400 supersets: {right} of {every:,} small cells recovered")
    assert every > 1000
    assert right == 0


def test_5_no_true_small_count_is_published_as_it_is(both, tell):
    tried = told = 0
    for kept in attacker.GEOGRAPHIES.values():
        for key, table in both.true.tables.items():
            true = attacker.summed(table, kept)
            shown = attacker.summed(both.public.tables[key], kept)
            tried += int(small(true).sum())
            told += int((small(true) & (shown == true)).sum())
    tell(f"5 truth: {told} of {tried:,} true cells of 1–4 published as they are")
    assert tried > 1000
    assert told == 0


def test_6_two_fields_at_once_stay_open(both, tell):
    found, guesses = attacker.frechet(both.public)
    made = right = 0
    for geography, x, y, low in guesses:
        kept = attacker.GEOGRAPHIES[geography]
        joint = attacker.summed(_joint(both, x, y), kept).ravel()
        made += int(small(low).sum())
        right += int((small(low) & (low == joint)).sum())
    tell(f"{found}; {made} lower bounds of 1–4, {right} of them the true count")
    assert found.leaks == 0, found
    # Taking one of 1, 2, 3, 4 blindly would be right as often.
    assert right <= made / 4


def test_every_field_adds_up_to_everybody(both, tell):
    found = attacker.sums(both.public)
    tell(found)
    assert found.leaks == 0, found


def test_12_nothing_small_lies_between_overlapping_pairs(desk, chance, tell):
    found = attacker.crossing(desk, pairs=100_000, chance=chance)
    tell(found)
    assert found.leaks == 0, found


def test_12_the_order_of_rows_tells_nothing(both):
    order = ["field", "value", "area_code", "occupation_code"]
    shown = truth.stored_rows(both.release, "cube_jobseekers")
    assert shown[order].to_numpy().tolist() == sorted(shown[order].to_numpy().tolist())


def test_13_published_totals_pin_no_small_cell(both, chance, tell):
    limits = bounds.limits(both.public, both.true)
    system = bounds.System(
        bounds.boxes(both.public, limits), both.true.fields, bounds.Totals.of(both.true)
    )
    found = bounds.pinned(system, chance=chance)
    tell(f"{found}; {system.solved} programs solved; deviations given away: {limits}")
    assert found.leaks == 0, found


def test_nothing_reads_0_to_4_that_is_more(both):
    for key, table in both.true.tables.items():
        assert table[both.public.tables[key] == 0].max() < BASE, key


def test_the_region_is_off_by_at_most_five(both):
    for key, table in both.true.tables.items():
        assert abs(int(table.sum()) - int(both.public.tables[key].sum())) <= 5, key


def _joint(both, x, y) -> np.ndarray:
    """True persons who have both values, by place."""
    columns = both.lattice.columns
    rows = both.seekers
    there = rows[(rows[columns[x[0]]] == x[1]) & (rows[columns[y[0]]] == y[1])]
    return truth.counted(there, both.lattice, *both.places).tables.get(
        ALL, np.zeros(both.true.tables[ALL].shape, np.int64)
    )
