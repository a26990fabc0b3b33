"""A release appears whole or not at all, and nothing that happens on the way is ever served."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint import releases
from handprint.publish import Refused, build, is_current, publication, rollback
from tests.publish.conftest import copied

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# Publishes without maps, and kills itself before the step it is told.
PROGRAM = """
import sys
sys.modules["handprint.publish.geometry"] = None
import os, signal
import sitecustomize
from handprint.publish import build
at = int(os.environ.get("KILLED_AT_STEP", "0"))
def progress(step, of, words):
    if at and step == at:
        os.kill(os.getpid(), signal.SIGKILL)
print(build(sys.argv[1], progress=progress), sitecustomize.report())
"""


def run(folder: Path, **environment: int) -> subprocess.CompletedProcess[str]:
    """Publish in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)], capture_output=True, text=True, check=False,
        cwd=ROOT, timeout=300,
        env={
            **os.environ, "PYTHONPATH": f"{HERE / 'killing'}{os.pathsep}{ROOT}",
            **{name: str(value) for name, value in environment.items()},
        },
    )  # fmt: skip


def changed(folder: Path, code: str = "047") -> None:
    """Take a municipality out of the network, so that the next release differs."""
    path = folder / "network.toml"
    path.write_text(path.read_text("utf-8").replace(f'"{code}", ', ""), "utf-8")


def pool(folder: Path) -> set[str]:
    """What lies among the releases."""
    return {path.name for path in (folder / "releases").iterdir()}


def altered(path: Path, change) -> None:
    """Change the bytes of a published file as a failing disk or a careless hand would."""
    path.parent.chmod(0o755)
    path.chmod(0o644)
    path.write_bytes(change(path.read_bytes()))


@pytest.fixture(scope="session")
def _two(_small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Two releases made once."""
    folder = copied(_small, tmp_path_factory.mktemp("two") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "handprint.publish.geometry", None)
        first = build(folder)
        changed(folder)
        return folder, first, build(folder)


@pytest.fixture
def two(_two, tmp_path, monkeypatch) -> tuple[Path, str, str]:
    """A folder of one's own with two releases: the older, the newer."""
    monkeypatch.setitem(sys.modules, "handprint.publish.geometry", None)
    return copied(_two[0], tmp_path / "data"), *_two[1:]


@pytest.fixture
def one(_two, tmp_path, monkeypatch) -> tuple[Path, str]:
    """A folder of one's own whose files say more than its one release does."""
    monkeypatch.setitem(sys.modules, "handprint.publish.geometry", None)
    source, first, second = _two
    folder = copied(source, tmp_path / "data")
    publication._remove(folder / "releases" / second)
    publication._point(folder / "releases", first, "")
    return folder, first


def test_a_release_has_its_id_its_checksums_and_a_pointer(small):
    release = build(small)
    assert releases.NAME.fullmatch(release)
    found = releases.newest_good(small)
    assert (found.id, found.fell_back) == (release, False)
    said = json.loads((small / "releases" / "CURRENT").read_text())
    assert said["release"] == release
    assert set(said["sha256"]) == {"labour.duckdb", "projects.duckdb", "manifest.json"}
    assert pool(small) == {release, "CURRENT", "LOCK"}
    assert found.manifest["content"].startswith(release[-12:])
    assert not list(found.path.glob("*.wal"))


def test_a_published_release_cannot_be_written_by_mistake(small):
    path = small / "releases" / build(small)
    assert stat.S_IMODE(path.stat().st_mode) == 0o555
    assert {stat.S_IMODE(p.stat().st_mode) for p in path.iterdir()} == {0o444}


def test_publishing_twice_gives_the_same_content_and_no_new_release(small):
    first = build(small)
    before = pool(small)
    assert build(small) == first
    assert pool(small) == before
    shutil.move(small / "releases", small / "elsewhere")
    assert build(small)[-12:] == first[-12:]


def test_whether_a_release_is_current_follows_the_files_and_costs_little(small):
    assert not is_current(small)
    build(small)
    assert is_current(small)
    path = small / "claims.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# \n", encoding="utf-8")
    assert not is_current(small)
    # The figures are the same: the release stays, and is current again.
    assert build(small) == releases.newest_good(small).id
    assert len(pool(small)) == 3
    assert is_current(small)


@pytest.mark.slow
def test_five_releases_are_kept_and_older_ones_removed(small):
    first = small / "releases" / build(small)
    for year in range(2010, 2016):
        shutil.copytree(first, first.with_name(f"{year}-01-01T0000Z-{'0' * 12}"))
    changed(small)
    served = build(small)
    kept = sorted(name for name in pool(small) if releases.NAME.fullmatch(name))
    assert set(kept) == {
        served, first.name, *(f"{year}-01-01T0000Z-{'0' * 12}" for year in (2013, 2014, 2015)),
    }  # fmt: skip
    assert releases.newest_good(small).id == served


def test_progress_is_told_step_by_step_in_the_language_asked_for(small):
    told = []
    build(small, progress=lambda *step: told.append(step), lang="en")
    steps, of, words = zip(*told, strict=True)
    assert list(steps) == sorted(steps)
    assert steps[-1] == of[-1]
    assert "Reading 12r5_2026M06" in words
    assert words[-1].startswith("Release 20")


def test_a_refused_build_changes_nothing(two, said):
    folder, _, newest = two
    before = pool(folder)
    raw = folder / "raw" / "pxweb" / "12r5_2026M06.json"
    raw.write_bytes(raw.read_bytes()[:-100])
    with pytest.raises(Refused) as refused:
        build(folder)
    assert refused.value.key == "file_changed"
    assert pool(folder) == before
    assert releases.newest_good(folder).id == newest
    assert said(folder, "select count(*) from area") == [(33,)]


@pytest.mark.slow
def test_leftovers_of_a_killed_build_are_swept(small):
    left = small / "releases" / ".tmp-1-2"
    left.mkdir(parents=True)
    (left / "labour.duckdb").write_bytes(b"half")
    (small / "releases" / ".tmp-CURRENT").write_text("{")
    build(small)
    assert not [name for name in pool(small) if name.startswith(".tmp")]


@pytest.mark.slow
def test_an_older_release_is_served_again_after_rollback_and_stays_until_the_files_change(two):
    folder, first, second = two
    assert rollback(first, folder) == first
    assert releases.newest_good(folder) == releases.Release(
        first, folder / "releases" / first, {}, fell_back=False
    )
    assert is_current(folder)
    assert build(folder) == second


@pytest.mark.parametrize("name", ["2020-01-01T0000Z-000000000000", "../..", ""])
def test_a_release_that_is_not_there_cannot_be_rolled_back_to(two, name):
    with pytest.raises(Refused) as refused:
        rollback(name, two[0])
    assert two[1] in refused.value.message("en")


def test_a_damaged_release_cannot_be_rolled_back_to(two):
    folder, first, second = two
    altered(folder / "releases" / first / "labour.duckdb", lambda data: data[:-1])
    with pytest.raises(Refused, match=first):
        rollback(first, folder)
    assert releases.newest_good(folder).id == second


@pytest.mark.slow
def test_losing_a_third_of_a_table_needs_a_persons_word(small):
    build(small)
    for name in ("migration_2010_2018", "commuting_2017"):
        assert (small / "sources" / f"{name}.toml").exists()
    path = small / "claims.toml"
    entries = path.read_text(encoding="utf-8").split("[[claim]]")
    path.write_text("[[claim]]".join(entries[:4]), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        build(small)
    assert refused.value.key == "table_fewer"
    assert build(small, accept_fewer_rows=True)


@pytest.mark.slow
def test_two_publishers_at_once_make_one_release(small):
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(small)], stdout=subprocess.PIPE, text=True,
            cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{HERE / 'killing'}{os.pathsep}{ROOT}"},
        )
        for _ in range(2)
    ]  # fmt: skip
    said_ids = {program.communicate(timeout=300)[0].split()[0] for program in programs}
    assert len(said_ids) == 1
    assert len([n for n in pool(small) if releases.NAME.fullmatch(n)]) == 1


# --- a release that is not what it was ----------------------------------------------------------


def flipped(at: float):
    """A change of one bit at a share of the file's length."""

    def change(data: bytes) -> bytes:
        place = min(int(len(data) * at), len(data) - 1)
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return change


@pytest.mark.parametrize(
    "file", ["labour.duckdb", "projects.duckdb", "manifest.json", "SHA256SUMS"]
)
@pytest.mark.parametrize("at", [0.0, 0.3, 0.7, 1.0])
def test_one_flipped_bit_anywhere_gives_the_release_before_with_a_word(two, file, at):
    folder, first, second = two
    altered(folder / "releases" / second / file, flipped(at))
    found = releases.newest_good(folder)
    assert (found.id, found.fell_back) == (first, True)


@pytest.mark.parametrize("kept", [0, 1, 4096, 100_000, -4096, -1])
def test_a_truncated_release_gives_the_one_before(two, kept):
    folder, first, second = two
    altered(folder / "releases" / second / "labour.duckdb", lambda data: data[:kept])
    found = releases.newest_good(folder)
    assert (found.id, found.fell_back) == (first, True)


def test_damage_after_the_release_was_opened_is_noticed_too(two):
    folder, first, second = two
    assert releases.newest_good(folder).id == second
    altered(folder / "releases" / second / "labour.duckdb", flipped(0.5))
    assert releases.newest_good(folder).id == first


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[]", b'{"release": "../x", "sha256": {}}', b'{"release": 1}', b"\xff"]
)
def test_a_spoilt_pointer_gives_the_newest_whole_release(two, said):
    folder, _, second = two
    (folder / "releases" / "CURRENT").write_bytes(said)
    found = releases.newest_good(folder)
    assert (found.id, found.fell_back) == (second, True)


def test_a_pointer_to_a_removed_release_gives_the_one_before(two):
    folder, first, second = two
    publication._remove(folder / "releases" / second)
    found = releases.newest_good(folder)
    assert (found.id, found.fell_back) == (first, True)


def test_a_log_beside_the_file_would_be_replayed_so_the_release_is_left_alone(two):
    folder, first, second = two
    path = folder / "releases" / second
    path.chmod(0o755)
    (path / "labour.duckdb.wal").write_bytes(b"x")
    assert releases.newest_good(folder).id == first


def test_a_release_swapped_for_another_whole_one_is_not_what_the_pointer_promised(two):
    folder, first, second = two
    target = folder / "releases" / second
    publication._remove(target)
    shutil.copytree(folder / "releases" / first, target)
    assert releases.newest_good(folder).id == first


def test_a_release_made_whole_again_by_hand_is_not_what_the_pointer_promised(two):
    folder, first, second = two
    path = folder / "releases" / second
    altered(path / "manifest.json", lambda data: data.replace(b'"built"', b'"bUilt"'))
    sums = releases.checksums(path) | {"manifest.json": releases.checksum(path / "manifest.json")}
    altered(path / "SHA256SUMS", lambda _: releases.listed(sums).encode())
    assert releases.whole(path) is not None
    assert releases.newest_good(folder).id == first


def test_after_a_rollback_a_damaged_release_falls_back_in_time_before_forward(two):
    folder, *names = two
    changed(folder, "240")
    old, middle, new = *names, build(folder)
    rollback(middle, folder)
    altered(folder / "releases" / middle / "manifest.json", flipped(0.5))
    assert releases.newest_good(folder).id == old
    altered(folder / "releases" / old / "manifest.json", flipped(0.5))
    assert releases.newest_good(folder).id == new


def test_no_release_is_none(tmp_path):
    assert releases.newest_good(tmp_path) is None
    (tmp_path / "releases").mkdir()
    assert releases.newest_good(tmp_path) is None


def test_the_next_build_mends_what_was_damaged(two):
    folder, _, second = two
    altered(folder / "releases" / second / "labour.duckdb", lambda data: data[: len(data) // 2])
    assert not is_current(folder)
    mended = build(folder)
    found = releases.newest_good(folder)
    assert (found.id, found.fell_back) == (mended, False)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(at=st.floats(0, 1), bit=st.integers(0, 7))
def test_no_flipped_bit_of_the_real_release_goes_unseen(published, tmp_path_factory, at, bit):
    folder = tmp_path_factory.mktemp("flip")
    (folder / "releases").mkdir()
    copy = folder / "releases" / published.id
    shutil.copytree(published.path, copy)
    assert releases.newest_good(folder) is not None

    def change(data: bytes) -> bytes:
        place = min(int(len(data) * at), len(data) - 1)
        return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]

    altered(copy / "labour.duckdb", change)
    assert releases.newest_good(folder) is None
    publication._remove(folder)


# --- killed -------------------------------------------------------------------------------------

STEPS = 37


def killed(folder: Path, **where: int) -> bool:
    """Publish and be killed there; false if the build was over before that."""
    ended = run(folder, **where)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


def still_whole(folder: Path, first: str) -> str:
    """After a kill the old release is served, or the new one if it was already pointed to."""
    found = releases.newest_good(folder)
    assert found is not None
    assert not found.fell_back
    if found.id != first:
        assert json.loads((folder / "releases" / "CURRENT").read_text())["release"] == found.id
    with duckdb.connect(str(found.database), read_only=True) as connection:
        assert connection.execute("select count(*) from area").fetchone() == (33,)
        in_network = connection.execute("select count(*) from area where in_network").fetchone()
    assert in_network == ((8,) if found.id == first else (7,))
    return found.id


def and_then_published(folder: Path, first: str) -> None:
    """The next build finishes what the killed one began, and leaves nothing behind."""
    second = build(folder)
    assert second != first
    assert pool(folder) == {first, second, "CURRENT", "LOCK"}
    assert still_whole(folder, first) == second


@pytest.mark.slow
@pytest.mark.parametrize(
    "at", [15, *(pytest.param(at, marks=pytest.mark.slow) for at in (1, 2, 7, 12))]
)
def test_a_kill_at_a_change_on_the_disk_leaves_the_old_release_served(one, at):
    folder, first = one
    assert killed(folder, KILLED_AT=at)
    still_whole(folder, first)
    and_then_published(folder, first)


@pytest.mark.parametrize("step", [pytest.param(20, marks=pytest.mark.slow), STEPS - 3])
def test_a_kill_between_two_steps_leaves_the_old_release_served(one, step):
    folder, first = one
    assert killed(folder, KILLED_AT_STEP=step)
    assert still_whole(folder, first) == first
    and_then_published(folder, first)


@pytest.mark.slow
def test_a_first_build_that_is_killed_leaves_nothing_to_serve_and_the_next_one_works(small):
    assert killed(small, KILLED_AT=5)
    assert releases.newest_good(small) is None
    assert build(small) == releases.newest_good(small).id


@pytest.mark.slow
def test_a_kill_at_any_point_leaves_a_whole_release_served(one, tmp_path):
    source, first = one
    points = 0
    outcomes = set()
    for where in ("KILLED_AT", "KILLED_AT_STEP"):
        for at in range(1, 400):
            folder = tmp_path / f"{where}-{at}"
            copied(source, folder)
            if not killed(folder, **{where: at}):
                publication._remove(folder)
                break
            points += 1
            outcomes.add(still_whole(folder, first) == first)
            and_then_published(folder, first)
            publication._remove(folder)
    assert points >= 50
    # Some kills come after the pointer has moved: both ends of the stroke were seen.
    assert outcomes == {True, False}
