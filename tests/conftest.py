"""One small but real Lapland for all tests, and real servers: started here, stopped by their id."""

import atexit
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
# Built once and used again until the raw data or the publisher change.
DATA = ROOT / "build" / "test-data"
# Folders whose tests read a release. The others are pure, or make the small files they need.
READERS = ("browser", "packs", "pages", "queries", "views")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--slow`, the same as SLOW=1 in the environment."""
    parser.addoption("--slow", action="store_true", help="run the slow tests and the attacks too")


def pytest_configure(config: pytest.Config) -> None:
    """Point every import at the tests' own data before anything reads the real ones."""
    config.option.slow = config.option.slow or os.environ.get("SLOW", "") not in ("", "0")
    os.environ.setdefault("HANDPRINT_DATA", str(DATA))
    # How long an example takes says how busy the machine is, not whether it is right.
    settings.register_profile("shared", deadline=None)
    settings.load_profile("shared")


def pytest_unconfigure() -> None:
    """Let pytest's closing line be the last one.

    DuckDB's binding lists what is left of it when the interpreter ends, and after a property
    test that is a page of "leaked" types: Hypothesis holds on to modules until then.
    """
    atexit.register(lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), 2))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark by folder, and leave the slow ones out of the everyday suite."""
    for item in items:
        if item.path.is_relative_to(TESTS / "browser"):
            item.add_marker("browser")
    if not config.option.slow:
        out = [i for i in items if any(i.get_closest_marker(m) for m in ("slow", "attack"))]
        config.hook.pytest_deselected(items=out)
        items[:] = [i for i in items if i not in set(out)]


class _Sharing(LoadScopeScheduling):
    """How two processes share the tests (`make test`).

    A file stays in one, which makes its fixtures once, and every browser test in the same one, so
    that two browsers never race each other. The enumeration of screens is long and each of its
    tests starts from nothing: they are dealt singly. Said by the test's id, for xdist's own groups
    (`--dist loadgroup`) do nothing under pytest 9.2, which no longer lets it rename a test.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        if file.startswith("tests/browser/"):
            return "browser"
        return nodeid if file.endswith("/test_screens.py") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Deal the tests out as `_Sharing` says."""
    return _Sharing(config, log)


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


def free_port() -> int:
    """A port on this machine that nobody listens to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@dataclass
class Server:
    """One running app: where it answers and what it has logged."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> None:
        """End the process started for it, and only that."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


@pytest.fixture(scope="session")
def start(
    release: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Server]]:
    """Start a fresh server when called; all of them are stopped at the end."""
    servers: list[Server] = []

    def _start(**environment: str) -> Server:
        port = free_port()
        log = tmp_path_factory.mktemp("server") / "log.txt"
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
        with log.open("wb") as file:
            process = subprocess.Popen(
                [*command, "--server.port", str(port)],
                cwd=ROOT,
                stdout=file,
                stderr=subprocess.STDOUT,
                env=os.environ | environment,
            )
        server = Server(f"http://127.0.0.1:{port}", process, log)
        servers.append(server)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5)
                return server
            time.sleep(0.1)
        pytest.fail(f"the server did not answer:\n{log.read_text(encoding='utf-8')}")

    yield _start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def server(start: Callable[..., Server]) -> Server:
    """The one server that most tests share."""
    return start()
