"""The drill: back up, lose something, put it back, and nothing is thrown away on the way."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handprint.records import journal, keeping
from handprint.records.journal import Fault, Journal
from tests.records.test_journal import ROOT, altered, filled

NOW = datetime(2026, 11, 24, 15, 1, tzinfo=UTC)


def bodies(path: Path) -> list[int]:
    return [entry.body["one"] for entry in journal.read(path).entries]


def test_a_backup_is_one_dated_verified_file(tmp_path):
    path = filled(tmp_path / "r.sqlite", 4)
    kept = keeping.backed_up(path, tmp_path / "backups", now=NOW)
    assert kept.path.name == "records-2026-11-24T150100Z.sqlite"
    assert (kept.entries, kept.fault) == (4, None)
    assert [one.name for one in (tmp_path / "backups").iterdir()] == [kept.path.name]
    assert keeping.checked(kept.path) == (4, None)
    again = keeping.backed_up(path, tmp_path / "backups", now=NOW)
    assert again.path != kept.path, "a backup never takes the place of another"


def test_nothing_recorded_is_no_backup(tmp_path):
    with pytest.raises(keeping.NoRecords):
        keeping.backed_up(tmp_path / "r.sqlite", tmp_path / "backups")
    assert not (tmp_path / "backups").exists()


def test_a_backup_is_made_while_somebody_writes(tmp_path):
    path = filled(tmp_path / "r.sqlite", 20)
    done = threading.Event()

    def write() -> None:
        with Journal(path) as book:
            while not done.is_set():
                book.append("test", {"one": 0})

    other = threading.Thread(target=write)
    other.start()
    try:
        kept = [keeping.backed_up(path, tmp_path / "b", now=NOW) for _ in range(5)]
    finally:
        done.set()
        other.join()
    counts = [one.entries for one in kept]
    assert counts == sorted(counts) and counts[0] >= 20
    assert all(one.fault is None for one in kept) and journal.read(path).fault is None


def test_a_broken_chain_is_copied_as_it_is_and_told(tmp_path):
    path = filled(tmp_path / "r.sqlite", 4)
    altered(path, "update entry set kind = 'other' where number = 2")
    kept = keeping.backed_up(path, tmp_path / "b", now=NOW)
    assert kept.fault == Fault(2, 3) and bodies(kept.path) == [0, 1, 2, 3]


def test_restoring_puts_the_backup_in_force_and_keeps_the_replaced(tmp_path):
    path = filled(tmp_path / "r.sqlite", 3)
    kept = keeping.backed_up(path, tmp_path / "b", now=NOW)
    journal.append(path, "test", {"one": 7})
    done = keeping.restored(kept.path, path, now=NOW)
    assert (done.entries, done.newer) == (3, 1)
    assert bodies(path) == [0, 1, 2] and bodies(done.replaced) == [0, 1, 2, 7]
    assert journal.append(path, "test", {"one": 8}).number == 4
    assert journal.read(path).fault is None
    with closing(sqlite3.connect(path)) as file, pytest.raises(sqlite3.IntegrityError):
        file.execute("delete from entry")


def test_restoring_mends_a_broken_chain(tmp_path):
    path = filled(tmp_path / "r.sqlite", 3)
    kept = keeping.backed_up(path, tmp_path / "b", now=NOW)
    altered(path, "delete from entry where number = 1")
    assert journal.read(path).fault is not None
    done = keeping.restored(kept.path, path, now=NOW)
    assert journal.read(path).fault is None and bodies(path) == [0, 1, 2]
    assert bodies(done.replaced) == [1, 2]


@pytest.mark.parametrize("damage", [b"", b"nothing of SQLite" * 400])
def test_restoring_over_a_file_that_cannot_be_read_keeps_that_file(tmp_path, damage):
    path = filled(tmp_path / "r.sqlite", 3)
    kept = keeping.backed_up(path, tmp_path / "b", now=NOW)
    path.write_bytes(damage)
    done = keeping.restored(kept.path, path, now=NOW)
    assert bodies(path) == [0, 1, 2] and done.replaced.read_bytes() == damage


def test_restoring_where_there_is_nothing(tmp_path):
    kept = keeping.backed_up(filled(tmp_path / "r.sqlite", 3), tmp_path / "b", now=NOW)
    done = keeping.restored(kept.path, tmp_path / "fresh" / "r.sqlite", now=NOW)
    assert done.replaced is None and bodies(tmp_path / "fresh" / "r.sqlite") == [0, 1, 2]


@pytest.mark.parametrize("bad", ["missing", "damaged", "broken", "other"])
def test_only_a_whole_backup_is_restored_and_else_nothing_changes(tmp_path, bad):
    path = filled(tmp_path / "r.sqlite", 60)
    source = keeping.backed_up(path, tmp_path / "b", now=NOW).path
    if bad == "missing":
        source = tmp_path / "nowhere.sqlite"
    elif bad == "damaged":
        content = bytearray(source.read_bytes())
        content[4096:5000] = b"\xff" * 904
        source.write_bytes(content)
    elif bad == "broken":
        altered(source, "update entry set written = 'then' where number = 2")
    else:
        source.write_bytes(b"a letter, not a database")
    before = path.read_bytes()
    with pytest.raises(keeping.NotWhole):
        keeping.restored(source, path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("replaced-*")] == []


CUT = {
    "the last entry": "delete from entry where number = (select max(number) from entry)",
    "the last three": "delete from entry where number > 57",
    "all entries": "delete from entry",
    "the table": "drop table entry",
    "all entries and the count": "delete from entry; update seal set entries = 0, digest = ''",
    "the seal's row": "delete from seal",
}


@pytest.mark.parametrize("what", CUT)
def test_a_backup_with_its_end_cut_off_or_emptied_is_refused(tmp_path, what):
    path = filled(tmp_path / "r.sqlite", 60)
    source = keeping.backed_up(path, tmp_path / "b", now=NOW).path
    altered(source, *CUT[what].split("; "))
    if what.startswith("the last"):
        assert keeping.checked(source)[1] is None, "the chain alone does not tell"
    before = path.read_bytes()
    for unsealed in (False, True):
        if what == "the seal's row" and unsealed:
            continue
        with pytest.raises(keeping.NotWhole):
            keeping.restored(source, path, unsealed=unsealed)
    assert path.read_bytes() == before and not list(tmp_path.glob("replaced-*"))


@pytest.mark.parametrize("left", [0, 1, 99, 4096, 8192, -4096, -1])
def test_a_backup_cut_as_a_file_is_refused(tmp_path, left):
    path = filled(tmp_path / "r.sqlite", 60)
    source = keeping.backed_up(path, tmp_path / "b", now=NOW).path
    content = source.read_bytes()
    source.write_bytes(content[:left])
    with pytest.raises(keeping.NotWhole):
        keeping.restored(source, path, unsealed=True)
    assert len(bodies(path)) == 60


def test_a_file_with_bytes_for_words_is_refused_and_read_to_the_break(tmp_path):
    path = filled(tmp_path / "r.sqlite", 4)
    source = keeping.backed_up(path, tmp_path / "b", now=NOW).path
    altered(
        source,
        "pragma ignore_check_constraints = on",
        "update entry set body = x'ff00' where number = 3",
    )
    assert journal.read(source).fault == Fault(3, 2)
    with pytest.raises(keeping.NotWhole, match="entry 3"):
        keeping.restored(source, path)
    assert bodies(path) == [0, 1, 2, 3]


def test_a_copy_made_by_other_means_has_no_seal_and_is_restored_only_by_saying_so(tmp_path):
    path, copy = filled(tmp_path / "r.sqlite", 3), tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(copy)) as by_hand:
        live.backup(by_hand)
    with pytest.raises(keeping.Unsealed, match="no seal"):
        keeping.restored(copy, path)
    assert keeping.restored(copy, path, unsealed=True, now=NOW).entries == 3


def test_what_is_restored_can_be_backed_up_and_restored_again(tmp_path):
    """The seal is the backup's own: it does not follow into the records in force."""
    path = filled(tmp_path / "r.sqlite", 3)
    kept = keeping.backed_up(path, tmp_path / "b", now=NOW)
    done = keeping.restored(kept.path, path, now=NOW)
    journal.append(path, "test", {"one": 8})
    again = keeping.backed_up(path, tmp_path / "b", now=NOW)
    assert keeping.restored(again.path, path, now=NOW).entries == 4
    assert keeping.restored(done.replaced, path, now=NOW).entries == 3


def test_records_that_have_lost_their_end_since_the_last_backup_are_told(tmp_path):
    path = filled(tmp_path / "r.sqlite", 5)
    first = [keeping.backed_up(path, tmp_path / "b", now=NOW).gone for _ in range(12)]
    altered(path, "delete from entry where number > 3")
    assert journal.read(path).fault is None, "the chain alone does not tell"
    assert keeping.backed_up(path, tmp_path / "b", now=NOW).gone == 2
    assert keeping.backed_up(path, tmp_path / "b", now=NOW).gone == 0, "told once"
    assert set(first) == {0}


def test_no_write_is_lost_while_a_backup_is_restored(tmp_path):
    """Each acknowledged entry is in the file in force or in the one that was replaced."""
    path = filled(tmp_path / "r.sqlite", 3)
    source = keeping.backed_up(path, tmp_path / "b", now=NOW).path
    said: list[int] = []
    done = threading.Event()

    def write() -> None:
        one = 100
        while not done.is_set():
            journal.append(path, "test", {"one": one})
            said.append(one)
            one += 1

    other = threading.Thread(target=write)
    other.start()
    try:
        replaced = [keeping.restored(source, path, now=NOW).replaced for _ in range(5)]
    finally:
        done.set()
        other.join()
    kept = {one for file in (*replaced, path) for one in bodies(file)}
    assert said and set(said) <= kept
    assert journal.read(path).fault is None


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "handprint.records", *words],
        cwd=ROOT,
        env=os.environ | {"HANDPRINT_RECORDS": str(folder), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def test_the_drill_as_the_commands_run_it(tmp_path):
    assert command(tmp_path, "backup").returncode == 0
    path = filled(tmp_path / "records.sqlite", 3)
    told = command(tmp_path, "backup")
    (kept,) = (tmp_path / "backups").iterdir()
    assert told.returncode == 0 and str(kept) in told.stdout and "3 kirjausta" in told.stdout
    altered(path, "delete from entry where number = 2")
    assert command(tmp_path, "backup").returncode == 1, "a broken chain is a failure that is seen"
    told = command(tmp_path, "restore", str(kept))
    assert told.returncode == 0 and "replaced-" in told.stdout
    assert bodies(path) == [0, 1, 2]
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(kept.read_bytes())
    altered(cut, "delete from entry where number = 3")
    told = command(tmp_path, "restore", str(cut))
    assert told.returncode == 1 and "made of 3 entries, holds 2 now" in told.stderr
    altered(cut, "drop table seal")
    assert "UNSEALED=1" in command(tmp_path, "restore", str(cut)).stderr
    assert bodies(path) == [0, 1, 2]
    altered(cut, "delete from entry")
    told = command(tmp_path, "restore", str(cut), "unsealed")
    assert told.returncode == 1 and "holds no entries" in told.stderr
    assert "Traceback" not in told.stderr
    assert command(tmp_path, "restore", str(tmp_path / "none")).returncode == 1
    assert command(tmp_path, "restore", "").returncode == 2
    assert bodies(path) == [0, 1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited by POSIX means")
@pytest.mark.parametrize("damaged", [True, False])
def test_a_restore_that_the_disk_has_no_room_for_changes_nothing(tmp_path, damaged):
    """A limit on the size of files stands for the full disk."""
    kept = keeping.backed_up(filled(tmp_path / "big.sqlite", 600), tmp_path / "backups", now=NOW)
    live = filled(tmp_path / "records.sqlite", 2)
    if damaged:
        live.write_bytes(b"no database " * 40)
    before = live.read_bytes() if damaged else bodies(live)
    there = sorted(one.name for one in tmp_path.iterdir())
    run = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (40960, 40960));"
        "from handprint.records.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", run, "restore", str(kept.path)],
        cwd=ROOT,
        env=os.environ | {"HANDPRINT_RECORDS": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert (live.read_bytes() if damaged else bodies(live)) == before
    left = {one.name for one in tmp_path.iterdir()} - {"records.sqlite-wal", "records.sqlite-shm"}
    assert not [name for name in left if name.startswith("restoring")]
    assert damaged is False or sorted(left) == there
