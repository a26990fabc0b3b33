"""What the journal has acknowledged is there, in order and unaltered, whatever happens."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.records import journal
from handprint.records.journal import Busy, Journal, Unreadable

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).resolve().parents[2]


def writer(path: Path, name: str, most: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-S", str(WRITER), str(path), name, str(most)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def acknowledged(said: bytes, name: str) -> dict[int, tuple[str, int]]:
    """Numbers and what they hold; a line cut off by the kill was not acknowledged."""
    lines = [line.split() for line in said.split(b"\n")[:-1]]
    return {int(number): (name, int(one)) for number, one in lines}


def filled(path: Path, number: int = 5) -> Path:
    with Journal(path) as book:
        for one in range(number):
            book.append("test", {"one": one, "words": "päätös"})
    return path


def altered(path: Path, *statements: str) -> None:
    """Change the file as somebody with a database tool would, triggers out of the way."""
    with closing(sqlite3.connect(path)) as file:
        for name in ("entry_stays", "entry_is_kept", "entry_follows"):
            file.execute(f"drop trigger if exists {name}")
        for statement in statements:
            file.execute(statement)
        file.commit()


def test_reading_where_nothing_has_been_written_makes_no_file(tmp_path):
    path = tmp_path / "records" / "records.sqlite"
    assert journal.read(path) == journal.Reading()
    assert not path.parent.exists()


def test_what_was_written_is_read_back_in_order(tmp_path):
    path = filled(tmp_path / "r.sqlite", 3)
    found = journal.read(path)
    assert found.fault is None
    assert [e.number for e in found.entries] == [1, 2, 3]
    assert [e.body["one"] for e in found.of("test")] == [0, 1, 2]
    assert found.of("story") == ()


def test_the_file_waits_for_the_disk_at_every_commit(tmp_path):
    with Journal(tmp_path / "r.sqlite") as book:
        assert book._file.execute("pragma synchronous").fetchone() == (2,)
        assert book._file.execute("pragma journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    "statement",
    [
        "update entry set body = '{}' where number = 2",
        "delete from entry where number = 2",
        "delete from entry",
        "insert into entry values (9, 'test', 'w', '{}', '', hex(randomblob(32)))",
        "insert into entry values (6, 'test', 'w', '{}', 'other', hex(randomblob(32)))",
        "insert or replace into entry values (2, 'test', 'w', '{}', '', hex(randomblob(32)))",
        "replace into entry select number, kind, written, '{}', previous, digest from entry",
    ],
)
def test_the_database_itself_refuses_to_change_or_take_out(tmp_path, statement):
    path = filled(tmp_path / "r.sqlite")
    with closing(sqlite3.connect(path)) as file, pytest.raises(sqlite3.IntegrityError):
        file.execute(statement)
    assert journal.read(path).fault is None and len(journal.read(path).entries) == 5


@pytest.mark.parametrize(
    ("statement", "number", "following"),
    [
        ("update entry set body = replace(body, 'päätös', 'paatos') where number = 3", 3, 3),
        ("update entry set written = '2020-01-01T00:00:00+00:00' where number = 5", 5, 1),
        ("update entry set kind = 'story' where number = 1", 1, 5),
        ("delete from entry where number = 2", 3, 3),
        ("delete from entry where number = 1", 2, 4),
        ("update entry set number = 10 where number = 4", 5, 2),
        ("update entry set body = 'no object' where number = 4", 4, 2),
    ],
)
def test_a_change_by_other_means_is_found_and_the_rest_stays(
    tmp_path, statement, number, following
):
    path = filled(tmp_path / "r.sqlite")
    altered(path, statement)
    found = journal.read(path)
    assert found.fault == journal.Fault(number, following)
    with Journal(path) as book:
        assert book.fault == found.fault
        book.append("test", {"one": "after"})
    after = journal.read(path)
    assert after.entries[:-1] == found.entries and after.entries[-1].body == {"one": "after"}
    assert after.fault == journal.Fault(number, following + 1), "the fault is not healed over"


@pytest.mark.parametrize(
    "content", [b"", b"not a database" * 400, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path, content):
    path = tmp_path / "r.sqlite"
    path.write_bytes(content)
    if content:
        with pytest.raises(Unreadable):
            journal.read(path)
        with pytest.raises(Unreadable):
            journal.append(path, "test", {})
    else:
        assert journal.read(path) == journal.Reading()
    assert path.read_bytes() == content


def test_a_guard_sees_what_is_there_and_can_refuse(tmp_path):
    path = filled(tmp_path / "r.sqlite", 2)

    def refuse(found: journal.Reading) -> None:
        assert len(found.entries) == 2
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        journal.append(path, "test", {}, guard=refuse)
    assert len(journal.read(path).entries) == 2
    assert journal.append(path, "test", {}).number == 3, "the lock was let go"


def test_a_writer_that_waits_too_long_says_so_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "PATIENCE", 0.1)
    path = filled(tmp_path / "r.sqlite", 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(Busy):
            journal.append(path, "test", {})
        assert len(journal.read(path).entries) == 1, "readers are not stopped by a writer"
        other.execute("rollback")
    assert len(journal.read(path).entries) == 1


@settings(deadline=None)
@given(bodies=st.lists(st.dictionaries(st.text(), st.text() | st.integers() | st.none())))
def test_any_content_comes_back_as_it_was(tmp_path_factory, bodies):
    path = tmp_path_factory.mktemp("any") / "r.sqlite"
    with Journal(path) as book:
        for body in bodies:
            book.append("test", body)
    found = journal.read(path)
    assert [entry.body for entry in found.entries] == bodies and found.fault is None


def test_four_processes_and_the_first_moment_lose_nothing(tmp_path):
    path = tmp_path / "new" / "r.sqlite"
    writers = [(str(n), writer(path, str(n), 60)) for n in range(4)]
    said = {}
    for name, process in writers:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        mine = acknowledged(out, name)
        assert [one for _, one in mine.values()] == list(range(60)), "in the writer's own order"
        assert not mine.keys() & said.keys()
        said |= mine
    found = journal.read(path)
    assert found.fault is None and len(found.entries) == 240
    assert {e.number: (e.body["writer"], e.body["one"]) for e in found.entries} == said


def test_threads_of_one_process_lose_nothing(tmp_path):
    path = tmp_path / "r.sqlite"
    numbers: list[int] = []

    def write() -> None:
        numbers.extend(journal.append(path, "test", {}).number for _ in range(10))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 41))
    assert journal.read(path).fault is None


@pytest.mark.slow
def test_ten_thousand_acknowledged_writes_outlive_a_hundred_kills(tmp_path):
    path = tmp_path / "r.sqlite"
    draw = random.Random(20261124)
    said: dict[int, tuple[str, int]] = {}
    kills = 0
    while kills < 100 or len(said) < 10_000:
        name = str(kills)
        process = writer(path, name, 10_000)
        if kills % 5 == 0:
            # While it starts, looks through the chain or makes the table.
            time.sleep(draw.uniform(0, 0.25))
            out = b""
        else:
            wanted = draw.randint(20, 240)
            out = b""
            while out.count(b"\n") < wanted:
                out += os.read(process.stdout.fileno(), 65536)
            time.sleep(draw.uniform(0, 0.004))
        process.kill()
        out += process.communicate(timeout=30)[0]
        assert process.returncode == -9
        kills += 1
        said |= acknowledged(out, name)
        if kills % 20 == 0:
            assert journal.read(path).fault is None
    found = journal.read(path)
    there = {e.number: (e.body["writer"], e.body["one"]) for e in found.entries}
    lost = {number: what for number, what in said.items() if there.get(number) != what}
    assert lost == {} and len(said) >= 10_000 and kills >= 100
    assert found.fault is None
    assert len(there) - len(said) <= kills, "at most one entry a life was written and not yet said"


# A folder that may not be written to


def as_nobody(act: Callable[[], None]) -> bool:
    """Whether something goes well for a user who may only read (root may always write)."""
    pid = os.fork()
    if pid == 0:
        done = 1
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            act()
            done = 0
        finally:
            os._exit(done)
    return os.waitpid(pid, 0)[1] == 0


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """Records in a folder that anybody may read and nobody write to."""
    with tempfile.TemporaryDirectory() as folder:
        path = filled(Path(folder) / "r.sqlite", 3)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        yield path
        Path(folder).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions by POSIX means")
def test_records_in_a_folder_that_may_not_be_written_to_are_read_and_refuse_to_be_added_to(
    read_only,
):
    def look() -> None:
        assert [one.body["one"] for one in journal.read(read_only).entries] == [0, 1, 2]
        with pytest.raises((Unreadable, OSError)):
            journal.append(read_only, "test", {})

    assert as_nobody(look)
    assert len(journal.read(read_only).entries) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="permissions by POSIX means")
def test_entries_that_wait_in_the_log_of_such_a_folder_are_never_passed_over_in_silence(read_only):
    read_only.parent.chmod(0o755)
    (read_only.parent / "r.sqlite-wal").write_bytes(b"newer entries")
    read_only.parent.chmod(0o555)

    def look() -> None:
        with pytest.raises(Unreadable):
            journal.read(read_only)

    assert as_nobody(look)


# The clock


EARLY, NOON, LATE = (datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (9, 12, 15))


def written_at(path: Path, *moments: datetime) -> Path:
    for moment in moments:
        with Journal(path, clock=lambda moment=moment: moment) as book:
            book.append("test", {"at": moment.isoformat()})
    return path


def test_a_clock_that_is_set_back_does_not_turn_time_back_and_is_told(tmp_path):
    path = written_at(tmp_path / "r.sqlite", NOON, EARLY, LATE)
    first, second, third = journal.read(path).entries
    assert [one.written for one in (first, second, third)] == [NOON, NOON, LATE]
    assert [one.held for one in (first, second, third)] == [False, True, False]
    assert datetime.fromisoformat(second.body["clock"]) == EARLY, "what the clock said is kept"
    assert journal.read(path).fault is None


def test_an_acknowledged_entry_says_the_time_that_is_read_back(tmp_path):
    path = written_at(tmp_path / "r.sqlite", NOON)
    with Journal(path, clock=lambda: EARLY) as book:
        entry = book.append("test", {})
    assert entry == journal.read(path).entries[-1] and entry.held


def test_entries_written_before_the_rule_are_read_in_its_spirit_and_stay_as_they_are(tmp_path):
    path = written_at(tmp_path / "r.sqlite", NOON, LATE)
    early = EARLY.isoformat(timespec="microseconds")
    number, kind, _, body, previous, _ = rows(path)[1]
    digest = journal.digest_of(number, kind, early, body, previous)
    altered(path, f"update entry set written = '{early}', digest = '{digest}' where number = 2")
    found = journal.read(path)
    assert found.fault is None
    assert (found.entries[1].written, found.entries[1].held) == (NOON, True)
    assert rows(path)[1][2] == early


def test_a_time_forged_into_the_middle_moves_no_other_entry(tmp_path):
    path = written_at(tmp_path / "r.sqlite", EARLY, NOON, LATE)
    altered(path, "update entry set written = '2099-01-01T00:00:00+00:00' where number = 2")
    found = journal.read(path)
    assert found.fault.number == 2 and found.entries[2].written == LATE


def test_a_clock_behind_the_newest_entry_is_noticed(tmp_path):
    found = journal.read(written_at(tmp_path / "r.sqlite", EARLY, NOON))
    assert (found.ahead(EARLY), found.ahead(LATE)) == (NOON, None)
    assert journal.Reading().ahead(EARLY) is None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), max_size=8))
def test_time_never_goes_backwards_whatever_the_clock_says(moments):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.sqlite"
        written_at(path, *(moment.replace(tzinfo=UTC) for moment in moments))
        times = [one.written for one in journal.read(path).entries]
    assert times == sorted(times) and len(times) == len(moments)


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return journal.rows_of(file)


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
@pytest.mark.parametrize("hours", [-12, 14])
def test_the_ends_of_the_calendar_have_a_day_too(moment, hours):
    zone = timezone(timedelta(hours=hours))
    assert journal.day_of(moment.replace(tzinfo=zone)).year == moment.year
