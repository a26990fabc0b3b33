"""Backups of the records, and putting one back: each is verified, and nothing is thrown away.

A backup is sealed: it holds how many entries it was made of and the digest of the last. The chain
of the entries cannot tell that its end is missing; the seal can.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from handprint.records import journal
from handprint.records.journal import Fault, Unreadable


class NoRecords(Exception):
    """There is nothing to back up yet."""


class NotWhole(Exception):
    """The file is not a backup whose every entry holds, so it is not put in place of anything."""


class Unsealed(NotWhole):
    """Every entry holds, but without a seal nobody can tell whether the last ones are missing."""


@dataclass(frozen=True)
class Kept:
    """A verified copy: where it is, how many entries it holds, what was broken already."""

    path: Path
    entries: int
    fault: Fault | None = None
    gone: int = 0
    """Entries of the newest earlier backup that the records no longer have: cut off, or restored
    to an older state."""


@dataclass(frozen=True)
class Restored:
    """What is in force now, and the file that it replaced (None when there was none)."""

    entries: int
    replaced: Path | None
    newer: int
    """Entries of the replaced file that the backup does not have; they are in `replaced`."""


def backed_up(path: Path, folder: Path, *, now: datetime | None = None) -> Kept:
    """A dated copy of the records in a folder, made while others may read and write.

    A broken chain is copied as it is and reported in `fault`, entries that the newest earlier
    backup has and the records no longer in `gone`. Raises NoRecords, Unreadable.
    """
    if not path.exists():
        raise NoRecords(str(path))
    folder.mkdir(parents=True, exist_ok=True)
    earlier = sorted(folder.glob("records-*.sqlite"), key=_made_at)
    kept = _copied(path, _free(folder, "records", now))
    return replace(kept, gone=_gone(earlier[-1], kept.path)) if earlier else kept


def restored(
    source: Path, path: Path, *, unsealed: bool = False, now: datetime | None = None
) -> Restored:
    """Put a backup in force in one step; what was there before stays beside it under a new name.

    Works while the app runs: nobody can write between the copy of the old and the change. Raises
    NotWhole, and changes nothing, unless the source is a whole database with entries in a whole
    chain that ends where its seal says; a file without a seal is put in force only where
    `unsealed` allows it. Raises Busy when a writer does not let go; Unreadable, sqlite3.Error or
    OSError, and changes nothing, when the disk is full or may not be written to.
    """
    rows = _whole_rows(source, unsealed=unsealed)
    path.parent.mkdir(parents=True, exist_ok=True)
    replaced, newer = None, 0
    if path.exists():
        replaced = _free(path.parent, "replaced", now)
        if _sound(path):
            newer = _exchanged(path, rows, replaced)
        else:
            _put_in_place_of(path, rows, replaced)
    else:
        _filled(path, rows)
    return Restored(len(rows), replaced, newer)


def checked(path: Path) -> tuple[int, Fault | None]:
    """How many entries a file holds and its first fault; Unreadable if SQLite finds damage."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            told = file.execute("pragma integrity_check").fetchone()[0]
            if told != "ok":
                raise Unreadable(f"{path.name}: {told}")
            rows = journal.rows_of(file)
    except sqlite3.DatabaseError as error:
        raise Unreadable(f"{path.name}: {error}") from error
    return len(rows), journal.fault_of(rows)


def _copied(path: Path, target: Path) -> Kept:
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(path, timeout=journal.PATIENCE)) as live,
            closing(sqlite3.connect(part)) as copy,
        ):
            live.backup(copy)
            # One file that can be carried away: no log beside it.
            copy.execute("pragma journal_mode = delete").fetchone()
            _seal(copy)
        entries, fault = checked(part)
        _on_disk(part)
        part.replace(target)
        _on_disk(target.parent)
    except sqlite3.DatabaseError as error:
        raise Unreadable(f"{path.name}: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return Kept(target, entries, fault)


def _seal(copy: sqlite3.Connection) -> None:
    """Write into a copy how many entries it was made of, and the digest of the last."""
    rows = journal.rows_of(copy) if journal.has_table(copy) else []
    copy.execute("drop table if exists seal")
    copy.execute("create table seal (entries integer not null, digest text not null)")
    copy.execute("insert into seal values (?, ?)", (len(rows), rows[-1][-1] if rows else ""))
    copy.commit()


def _sealed(file: sqlite3.Connection) -> tuple[int, str] | None:
    """What a copy was sealed with: entries, and the digest of the last; None without a seal."""
    if not file.execute("select 1 from sqlite_master where name = 'seal'").fetchone():
        return None
    return file.execute("select entries, digest from seal").fetchone()


def _whole_rows(source: Path, *, unsealed: bool) -> list[tuple[object, ...]]:
    """The rows of a backup, or NotWhole with the reason in both languages."""
    name = source.name
    if not source.is_file():
        raise NotWhole(f"{source}: tiedostoa ei ole / no such file")
    try:
        _, fault = checked(source)
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as file:
            rows, seal = journal.rows_of(file), _sealed(file)
    except (Unreadable, sqlite3.DatabaseError) as error:
        raise NotWhole(str(error)) from error
    if fault is not None:
        raise NotWhole(
            f"{name}: ketju katkeaa kirjauksessa {fault.number}"
            f" / the chain breaks at entry {fault.number}"
        )
    if not rows:
        raise NotWhole(f"{name}: siinä ei ole yhtään kirjausta / it holds no entries")
    if seal is not None and seal != (len(rows), rows[-1][-1]):
        raise NotWhole(
            f"{name}: tehty {seal[0]} kirjauksesta, nyt niitä on {len(rows)}"
            f" / made of {seal[0]} entries, holds {len(rows)} now"
        )
    if seal is None and not unsealed:
        raise Unsealed(
            f"{name}: sinettiä ei ole, joten ei tiedetä, puuttuuko lopusta kirjauksia"
            " / it has no seal, so nobody can tell whether its last entries are missing"
        )
    return rows


def _gone(earlier: Path, kept: Path) -> int:
    """How many entries an earlier backup has that a newer one lacks; 0 if it cannot be read."""
    digests = []
    for path in (earlier, kept):
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
                digests.append({row[-1] for row in journal.rows_of(file)})
        except sqlite3.DatabaseError:
            return 0
    return len(digests[0] - digests[1])


def _made_at(path: Path) -> tuple[str, int]:
    """The moment in a backup's name, and its place among those of the same second."""
    moment, _, place = path.stem.removeprefix("records-").partition("Z")
    return moment, int(place.removeprefix("-") or 1) if place.removeprefix("-").isdecimal() else 1


def _sound(path: Path) -> bool:
    """Whether SQLite can work with the file, whatever its chain says."""
    try:
        checked(path)
    except Unreadable:
        return False
    return True


def _exchanged(path: Path, rows: list[tuple[object, ...]], aside: Path) -> int:
    """Change the content of a live file in one transaction; how many entries only the old had."""
    with closing(journal.connected(path)) as live:
        try:
            live.execute("begin immediate")
        except sqlite3.OperationalError as error:
            raise journal.Busy(path.name) from error
        try:
            # Readers see the last commit while this one holds the lock, so the copy is complete.
            _copied(path, aside)
            there = journal.rows_of(live)
            live.execute("drop table if exists entry")
            journal.made(live)
            live.executemany("insert into entry values (?, ?, ?, ?, ?, ?)", rows)
            live.execute("commit")
        except BaseException:
            if live.in_transaction:
                live.execute("rollback")
            raise
    known = {row[-1] for row in rows}
    return sum(row[-1] not in known for row in there)


def _move_aside(path: Path, aside: Path) -> None:
    """Move a file that SQLite cannot read out of the way, with its log."""
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            shutil.move(beside, aside.with_name(aside.name + ending))
    path.replace(aside)


def _put_in_place_of(path: Path, rows: list[tuple[object, ...]], aside: Path) -> None:
    """Fill a file under another name first: a full disk then takes nothing out of the way."""
    fresh = path.with_name(f"restoring-{os.getpid()}.sqlite")
    try:
        _filled(fresh, rows)
        _move_aside(path, aside)
        fresh.replace(path)
        _on_disk(path.parent)
    finally:
        for ending in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def _filled(path: Path, rows: list[tuple[object, ...]]) -> None:
    with journal.Journal(path):
        pass
    with closing(journal.connected(path)) as file:
        file.execute("begin immediate")
        file.executemany("insert into entry values (?, ?, ?, ?, ?, ?)", rows)
        file.execute("commit")


def _free(folder: Path, name: str, now: datetime | None) -> Path:
    """A name with the moment in it (UTC) that no file has yet."""
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    stem = f"{name}-{moment:%Y-%m-%dT%H%M%SZ}"
    tries = (f"{stem}{'' if one == 1 else f'-{one}'}.sqlite" for one in range(1, 1000))
    return next(folder / one for one in tries if not (folder / one).exists())


def _on_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:
        # Windows opens no folder; its file system keeps names by itself.
        return
    try:
        os.fsync(handle)
    except OSError:
        if not path.is_dir():
            raise
    finally:
        os.close(handle)
