"""Attack 9, and the wall seen from outside: a real server, a recorded session, a watched folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import duckdb
import pytest

from handprint.publish.register import restricted
from tests.attack import opened, sweep, wire

pytestmark = pytest.mark.attack

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(p.stem for p in (ROOT / "pages").glob("*/*.py") if p.stem != "home")


@pytest.fixture(scope="module")
def needles(both) -> sweep.Needles:
    return sweep.Needles(both.seekers["jobseeker"])


@pytest.fixture(scope="module")
def session(start, both, tmp_path_factory):
    """A server on its own copy of the data folder, walked through while its restricted folder,
    which lies where it always lies, is watched."""
    data = tmp_path_factory.mktemp("walked") / "data"
    shutil.copytree(both.release.path.parents[1] / "releases", data / "releases")
    folder = restricted.folder(data)
    shutil.copytree(both.restricted, folder, dirs_exist_ok=True)
    with opened.noticed(folder) as names:
        server = start(HANDPRINT_DATA=str(data))
        recorded = wire.record(server.url, PAGES)
        held = [str(p.resolve()) for p in Path(f"/proc/{server.process.pid}/fd").iterdir()]
    yield server, recorded, names, held, folder
    server.stop()


def test_9_nothing_that_is_sent_holds_a_person_key(session, needles, tell):
    _, recorded, *_ = session
    found = []
    for page, messages in recorded.messages.items():
        found += [f"{page}: {hit}" for hit in needles.found_in(b"\n".join(messages))]
    for address, data in recorded.files.items():
        for name, inner in [(address, data), *sweep.inside(address, data)]:
            found += [f"{name}: {hit}" for hit in needles.found_in(inner)]
    number = sum(map(len, recorded.messages.values()))
    tell(
        f"9 wire: {len(recorded.messages)} visits, {number:,} messages, {len(recorded.files)} "
        f"files, {recorded.size / 1e6:.1f} MB; {', '.join(sorted(recorded.kinds))}"
    )
    assert len(PAGES) >= 9
    assert {"html", "bidi_component", "markdown", "download_button"} <= recorded.kinds
    levers = b"".join(recorded.messages["what_if fi"])
    assert b"radius_km=300" in levers, "the sliders were not moved"
    assert any(name.endswith(".xlsx") for name in recorded.files)
    assert not found


def test_a_key_on_the_wire_would_be_seen(session, needles):
    _, recorded, *_ = session
    messages = recorded.messages[f"{PAGES[0]} fi"]
    planted = [*messages, needles.keys[77].encode()]
    assert needles.found_in(b"\n".join(planted))


@pytest.mark.skipif(not opened.AVAILABLE, reason="inotify is Linux's own")
def test_the_server_opened_nothing_of_the_restricted_folder(session, tell):
    _, recorded, names, held, folder = session
    tell(f"restricted folder: {len(names)} events during {len(recorded.messages)} visits")
    assert names == []
    assert any(path.endswith("labour.duckdb") for path in held), "the release was not even read"
    assert not [path for path in held if path.startswith(str(folder.resolve()))]


@pytest.mark.skipif(not opened.AVAILABLE, reason="inotify is Linux's own")
def test_the_watch_notices_python_and_duckdb(tmp_path):
    (tmp_path / "demonstration").mkdir()
    file = tmp_path / "demonstration" / "jobseekers.csv"
    file.write_text("a;b\n1;2\n", "utf-8")
    for ways in (lambda: file.read_bytes(), lambda: duckdb.sql(f"from '{file}'").fetchall()):
        with opened.noticed(tmp_path) as names:
            ways()
        assert any(name.endswith("jobseekers.csv") for name in names)


def test_no_address_of_the_server_leads_to_the_restricted_folder(session, needles, tell):
    server, *_, folder = session
    tried = 0
    for name in ("demonstration/jobseekers.csv", "secret.key", "gates.json"):
        for way in (
            f"/assets/../../{folder.name}/{name}",
            f"/assets/..%2f..%2f{folder.name}%2f{name}",
            f"/drawings/..%2f..%2f..%2f{folder.name}/{name}",
            f"/media/../{folder.name}/{name}",
            f"/app/static/../../{folder.name}/{name}",
            f"/static/%2e%2e/%2e%2e/{folder.name}/{name}",
            f"/{folder.name}/{name}",
        ):
            tried += 1
            try:
                with urllib.request.urlopen(server.url + way, timeout=10) as answer:
                    data = answer.read()
            except urllib.error.HTTPError as error:
                data = error.read()
            assert not needles.found_in(data)
            assert (folder / name).read_bytes() not in data, way
    tell(f"{tried} addresses led nowhere")


@pytest.mark.skipif(not opened.AVAILABLE, reason="asks /proc")
def test_the_first_visit_builds_in_another_process(start, both, tmp_path, tell):
    """With no release yet, the web process starts a publisher and opens nothing itself."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases", ".*"))
    folder = restricted.folder(data)
    log = tmp_path / "opened.log"
    server = start(
        HANDPRINT_DATA=str(data),
        PYTHONPATH=str(Path(__file__).parent / "hook"),
        ATTACK_FOLDER=str(folder),
        ATTACK_LOG=str(log),
    )
    recorded = wire.record(server.url, ["now"])
    assert (folder / "demonstration" / "jobseekers.csv").is_file(), "the publisher did not run"
    lines = log.read_text("utf-8").splitlines()
    own = [line for line in lines if line.startswith(f"{server.process.pid} ")]
    tell(f"first visit: {len(lines)} events of the publisher, {len(own)} of the server")
    assert lines, "the hook saw nothing of the publisher either"
    assert not own
    assert recorded.messages
    server.stop()


def test_the_hook_is_there_in_every_python(tmp_path):
    (tmp_path / "secret.key").write_bytes(b"x")
    log = tmp_path / "log"
    subprocess.run(
        [sys.executable, "-c", f"open({str(tmp_path / 'secret.key')!r})"],
        env={
            "PYTHONPATH": str(Path(__file__).parent / "hook"),
            "ATTACK_FOLDER": str(tmp_path / "secret.key"),
            "ATTACK_LOG": str(log),
        },
        check=True,
    )
    assert "open" in log.read_text("utf-8")
