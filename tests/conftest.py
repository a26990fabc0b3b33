"""One small but real Lapland for all tests: a release built from the committed raw data."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
# Built once and used again until the raw data or the publisher change.
DATA = ROOT / "build" / "test-data"
# Folders whose tests read a release. The others are pure, or make the small files they need.
READERS = ("browser", "pages", "queries", "views")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--slow`, the same as SLOW=1 in the environment."""
    parser.addoption("--slow", action="store_true", help="run the slow tests and the attacks too")


def pytest_configure(config: pytest.Config) -> None:
    """Point every import at the tests' own data before anything reads the real ones."""
    config.option.slow = config.option.slow or os.environ.get("SLOW", "") not in ("", "0")
    os.environ.setdefault("HANDPRINT_DATA", str(DATA))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark by folder, and leave the slow ones out of the everyday suite."""
    for item in items:
        if item.path.is_relative_to(TESTS / "browser"):
            item.add_marker("browser")
    if not config.option.slow:
        out = [i for i in items if any(i.get_closest_marker(m) for m in ("slow", "attack"))]
        config.hook.pytest_deselected(items=out)
        items[:] = [i for i in items if i not in set(out)]


@pytest.fixture(scope="session")
def release() -> str:
    """The id of a release of the real raw data in HANDPRINT_DATA, built if it is not there."""
    from handprint import publish, releases

    data = Path(os.environ["HANDPRINT_DATA"])
    if not publish.is_current(data):
        data.mkdir(parents=True, exist_ok=True)
        publish.build(data_dir=data)
    found = releases.newest_good(data)
    assert found is not None
    return found.id


@pytest.fixture(autouse=True)
def _release_for_readers(request: pytest.FixtureRequest) -> None:
    if request.path.relative_to(TESTS).parts[0] in READERS:
        request.getfixturevalue("release")
