"""Attack 10: every way of breaking the protection is noticed by the check that is there for it."""

import pytest

from tests.attack import mutants

pytestmark = pytest.mark.attack


@pytest.fixture(scope="module")
def sound(both):
    return mutants.sound(both)


@pytest.mark.parametrize("check", mutants.CHECKS)
def test_the_sound_release_passes(check, sound):
    assert not mutants.CHECKS[check](sound)


def test_there_are_ten():
    assert len(mutants.TEN) == 10


@pytest.mark.parametrize(
    ("mutant", "meant"),
    (mutants.TEN | mutants.MORE).items(),
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_10_a_mutant_is_killed(mutant, meant, sound, tmp_path, tell):
    damaged = mutant(sound, tmp_path)
    killed = [name for name, check in mutants.CHECKS.items() if check(damaged)]
    tell(f"10 killed by {', '.join(killed) or 'nothing'}")
    assert set(meant) <= set(killed), mutant.__doc__
