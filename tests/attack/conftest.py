"""Every attack says how much it tried, passing or not: the numbers stand after the results."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.attack.truth import Sides, sides

_SAID = pytest.StashKey[list[str]]()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[object], None]:
    """Say what was tried: `tell(found)`."""
    said = request.config.stash.setdefault(_SAID, [])
    return lambda words: said.append(f"{request.node.name}\n    {words}")


@pytest.fixture(scope="session")
def both(release: str) -> Sides:
    """The release under test: its public file, and the true rows that it must not tell."""
    found = sides(release)
    assert found.seekers.shape[0] > 0
    return found


def pytest_terminal_summary(terminalreporter: object, config: pytest.Config) -> None:
    """Write what the attacks said."""
    if said := config.stash.get(_SAID, []):
        terminalreporter.section("attacks", bold=True)
        for words in said:
            terminalreporter.write_line(words)
