"""An append-only journal in SQLite: what it has acknowledged is on the disk, in order, unaltered.

Every entry carries the digest of the one before it, so an entry that is changed, taken out or put
in between by other means is noticed at the next opening. The digests have no secret key: they
find accidents and edits, not a forger who counts the whole chain anew. Entries cut off the end
leave no trace in the chain; the backups know them.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

PATIENCE = 10.0
"""Seconds that a writer waits for the others before it says that the file is busy."""

TABLE = """create table if not exists entry (
    number integer primary key check (number > 0),
    kind text not null check (typeof(kind) = 'text'),
    written text not null check (typeof(written) = 'text'),
    body text not null check (typeof(body) = 'text'),
    previous text not null check (typeof(previous) = 'text'),
    digest text not null check (length(digest) = 64)
)"""
TRIGGERS = (
    """create trigger if not exists entry_stays before delete on entry
begin select raise(abort, 'an entry is never taken out'); end""",
    """create trigger if not exists entry_is_kept before update on entry
begin select raise(abort, 'an entry is never changed'); end""",
    # Guards `insert or replace` too, which would take a row out without asking the other trigger.
    """create trigger if not exists entry_follows before insert on entry
when new.number is not (select coalesce(max(number), 0) + 1 from entry)
    or new.previous is not
        coalesce((select digest from entry order by number desc limit 1), '')
begin select raise(abort, 'an entry follows the last one'); end""",
)
_NEVER = datetime.fromtimestamp(0, UTC)
ROWS = "select number, kind, written, body, previous, digest from entry order by number"


class Unreadable(Exception):
    """The file of the records is no database, or a damaged one."""


class Busy(Exception):
    """Somebody else has been writing for so long that this writer gave up; nothing was written."""


@dataclass(frozen=True)
class Entry:
    """One thing written down: its number from one on, its kind, when (UTC), and its content.

    `body` is empty where the content is no longer the JSON object that was written. `held` tells
    that the clock stood behind the entry before, whose time this one then bears; what the clock
    said is kept in the body as `clock`.
    """

    number: int
    kind: str
    written: datetime
    body: Mapping[str, Any]
    held: bool = False

    @property
    def day(self) -> date:
        """The day of the entry where the app runs."""
        return day_of(self.written)


@dataclass(frozen=True)
class Fault:
    """Where the chain breaks: the first entry that does not hold, and how many come from it on."""

    number: int
    following: int


@dataclass(frozen=True)
class Reading:
    """All entries as they stand, and the first fault of the chain, if there is one."""

    entries: tuple[Entry, ...] = ()
    fault: Fault | None = None

    def ahead(self, now: datetime | None = None) -> datetime | None:
        """The time of the newest entry where the clock is more than a minute behind it."""
        now = now or datetime.now(UTC)
        last = self.entries[-1].written if self.entries else now
        return last if last - now > timedelta(minutes=1) else None

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind, oldest first."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


def day_of(moment: datetime) -> date:
    """The day of a moment where the app runs, as people there would date a paper."""
    try:
        return moment.astimezone().date()
    except OverflowError:
        # The calendar's first and last day have no other time zone.
        return moment.date()


Guard = Callable[[Reading], None]
"""Looks at what is there, under the lock of the writer, and raises if the new entry may not be."""


class Journal:
    """One open file of records, made if it is not there: `with Journal(path) as journal: …`.

    Belongs to the thread that opened it. `fault` is what was found when it was opened.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] | None = None) -> None:
        """Open the file and look through the whole chain."""
        self.path = path
        self._clock = clock or (lambda: datetime.now(UTC))
        path.parent.mkdir(parents=True, exist_ok=True)
        with _in_words(path):
            self._file = connected(path)
            try:
                _settled(self._file)
                self.fault = _read(self._file).fault
            except BaseException:
                self._file.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def read(self) -> Reading:
        """Everything that is there now."""
        with _in_words(self.path):
            return _read(self._file)

    def append(self, kind: str, body: Mapping[str, Any], *, guard: Guard | None = None) -> Entry:
        """Write one entry; when this returns, it is on the disk.

        `guard` is asked while nobody else can write. Time never goes backwards: with the clock
        behind the last entry, the time of that entry is kept. Raises Busy when the others do not
        let go.
        """
        with _in_words(self.path):
            self._file.execute("begin immediate")
            try:
                if guard is not None:
                    guard(_read(self._file))
                last = self._file.execute(
                    "select number, digest, written from entry order by number desc limit 1"
                ).fetchone()
                number, previous = (last[0] + 1, last[1]) if last else (1, "")
                now = self._clock().astimezone(UTC)
                moment = max(now, _moment(last[2])) if last else now
                held = {"clock": _stamp(now)} if now < moment else {}
                content = json.dumps(
                    {**body, **held}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
                )
                written = _stamp(moment)
                digest = digest_of(number, kind, written, content, previous)
                self._file.execute(
                    "insert into entry values (?, ?, ?, ?, ?, ?)",
                    (number, kind, written, content, previous, digest),
                )
                self._file.execute("commit")
            except BaseException:
                if self._file.in_transaction:
                    self._file.execute("rollback")
                raise
        return Entry(number, kind, moment, json.loads(content), bool(held))


def read(path: Path) -> Reading:
    """Everything in the file; nothing, and no file made, where there is none yet.

    Also from a folder that may not be written to.
    """
    if not path.exists():
        return Reading()
    with _in_words(path):
        try:
            return _read_from(connected(path))
        except sqlite3.OperationalError as error:
            code, log = error.sqlite_errorcode & 0xFF, path.with_name(path.name + "-wal")
            kept_in_log = log.exists() and log.stat().st_size > 0
            if code not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) or kept_in_log:
                raise
            # Nobody can write and nothing waits in the log, so the file holds everything.
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            return _read_from(sqlite3.connect(address, uri=True))


def _read_from(file: sqlite3.Connection) -> Reading:
    with closing(file):
        return _read(file) if has_table(file) else Reading()


def append(path: Path, kind: str, body: Mapping[str, Any], *, guard: Guard | None = None) -> Entry:
    """Write one entry into the file and let go of it."""
    with Journal(path) as journal:
        return journal.append(kind, body, guard=guard)


def digest_of(number: int, kind: str, written: str, body: str, previous: str) -> str:
    """The SHA-256 of an entry and of the one before it, in hexadecimal."""
    # A foreign file may hold bytes where text belongs: its digest is then simply another.
    whole = json.dumps([number, kind, written, body, previous], ensure_ascii=False, default=repr)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def rows_of(file: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """The rows as they are stored, in order."""
    return file.execute(ROWS).fetchall()


def made(file: sqlite3.Connection) -> None:
    """Make the table and its triggers, if they are not there."""
    for statement in (TABLE, *TRIGGERS):
        file.execute(statement)


def fault_of(rows: Sequence[tuple[Any, ...]]) -> Fault | None:
    """The first row that does not follow from the one before it, or None for a whole chain."""
    before = ""
    for place, (number, kind, written, body, previous, digest) in enumerate(rows, start=1):
        holds = (
            number == place
            and previous == before
            and digest == digest_of(number, kind, written, body, previous)
        )
        if not holds:
            return Fault(number, len(rows) - place + 1)
        before = digest
    return None


def connected(path: Path) -> sqlite3.Connection:
    """A connection whose every commit waits for the disk; transactions are begun by hand."""
    file = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    file.execute("pragma synchronous = full")
    return file


def _settled(file: sqlite3.Connection) -> None:
    """Write-ahead logging on, table and triggers there; safe for several who come first."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            # Turning it on does not wait for others by itself.
            file.execute("pragma journal_mode = wal").fetchone()
            break
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
    wanted = 1 + len(TRIGGERS)
    there = file.execute("select count(*) from sqlite_master where tbl_name = 'entry'").fetchone()
    if there[0] < wanted:
        file.execute("begin immediate")
        made(file)
        file.execute("commit")


def has_table(file: sqlite3.Connection) -> bool:
    """Whether anything has been written into the file yet."""
    return bool(file.execute("select 1 from sqlite_master where name = 'entry'").fetchone())


def _read(file: sqlite3.Connection) -> Reading:
    rows, entries = rows_of(file), []
    fault, latest = fault_of(rows), _NEVER
    for row in rows:
        entry = _entry(row)
        # After a fault no time is certain, so none is carried on.
        if fault is None or entry.number < fault.number:
            if entry.written < latest:
                entry = replace(entry, written=latest, held=True)
            latest = entry.written
        entries.append(entry)
    return Reading(tuple(entries), fault)


def _entry(row: tuple[Any, ...]) -> Entry:
    number, kind, written, body, _, _ = row
    try:
        content = json.loads(body)
    except (TypeError, ValueError, RecursionError):
        content = {}
    content = content if isinstance(content, dict) else {}
    return Entry(number, str(kind), _moment(written), content, "clock" in content)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _moment(written: object) -> datetime:
    """A time as it was stored; long ago where it is no time."""
    try:
        found = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return _NEVER
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """SQLite's own errors as what they mean to the one who writes or reads."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy(path.name) from error
        raise Unreadable(f"{path.name}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise Unreadable(f"{path.name}: {error}") from error
