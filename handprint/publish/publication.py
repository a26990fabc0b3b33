"""Makes a release appear all at once, and only when everything in it has been checked.

Lock, build into a hidden folder, validate, close, read back, hash, name, then point CURRENT to it.
Each step can be the last one (a kill, a full disk) without touching the release that is served.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from handprint import releases
from handprint.publish import assembly, database, projects, schema
from handprint.publish.register import filling, restricted
from handprint.publish.wording import Refused, say
from handprint.releases import CHECKSUMS, DATABASE, MANIFEST, NAME, PROJECTS

KEPT = 5
FEWEST = 0.7
HOME = Path(__file__).resolve().parents[2]
Progress = Callable[[int, int, str], None]


def build(
    data_dir: Path | str | None = None,
    *,
    progress: Progress | None = None,
    lang: str | None = None,
    accept_fewer_rows: bool = False,
    allow_older: bool = False,
    note: Callable[[str], object] | None = None,
) -> str:
    """Publish what the files of `data_dir` say; the id of the release that is now served.

    `progress(step, of, words)` is told of each step, `note(words)` of what was read otherwise than
    to the letter in an extract of the register. Refused, with one plain sentence, if any
    cell of any file is wrong: then nothing changes. The same content keeps the same release.
    """
    folder, inputs = _folders(data_dir)
    pool = folder / "releases"
    pool.mkdir(parents=True, exist_ok=True)
    with _alone(pool, lambda: progress and progress(0, 1, say("step_wait", lang))) as waited:
        if waited and is_current(folder):
            return releases.pointer(folder)["release"]
        _sweep(pool)
        # Taken before anything is read: a file changed from here on means a release out of date.
        before = fingerprint(inputs, folder)
        indicators, sources = assembly.catalogue(inputs)
        files = [s for s in sources if s.format != "persons"]
        told = _Steps(len(files) + 12, progress, lang)
        draft = pool / f".tmp-{os.getpid()}-{time.monotonic_ns()}"
        draft.mkdir()
        try:
            # First: a slip in a file that people edit is told in a second, not after the long work.
            told("step_projects")
            network = projects.write(draft / PROJECTS, inputs)
            report = assembly.assemble(
                draft / DATABASE,
                inputs,
                indicators,
                sources,
                told,
                filling.Asked(
                    lambda: restricted.folder(folder), folder, allow_older, accept_fewer_rows
                ),
            )
            for one in report.register.notes if note else ():
                note(say(one.key, lang, **one.slots))
            told("step_check")
            content, rows = _read_back(draft, report.drawings)
            _not_fewer(folder, rows, accept_fewer_rows)
            # Before anybody can see them: a rounding that is seen is a rounding that stays.
            report.register.remember()
            name = _same(pool, content)
            if name is None:
                told("step_publish")
                name = f"{datetime.now(UTC):%Y-%m-%dT%H%MZ}-{content[:12]}"
                manifest = {
                    "release": name,
                    "built": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                    "content": content,
                    "inputs": before,
                    "schema_version": schema.VERSION,
                    "duckdb": duckdb.__version__,
                    "tables": rows,
                    "projects": asdict(network),
                    **assembly.told(report, sources),
                }
                _finish(draft, manifest, report.drawings)
                _named(draft, pool / name)
            else:
                told("step_unchanged", release=name)
        finally:
            _remove(draft)
        _point(pool, name, before)
        _prune(pool, name)
        told.done(say("step_done", lang, release=name))
        return name


def is_current(data_dir: Path | str | None = None) -> bool:
    """Whether the served release was made from these very files by this very publisher; fast."""
    folder, inputs = _folders(data_dir)
    said = releases.pointer(folder)
    if said.get("inputs") != fingerprint(inputs, folder):
        return False
    release = releases.newest_good(folder)
    return release is not None and not release.fell_back and release.id == said.get("release")


def rollback(release: str, data_dir: Path | str | None = None) -> str:
    """Serve an older release again, until the files change; Refused if it is not a whole one."""
    folder, inputs = _folders(data_dir)
    pool = folder / "releases"
    there = (
        sorted(p.name for p in pool.glob("*") if NAME.fullmatch(p.name)) if pool.exists() else []
    )
    if release not in there:
        raise Refused("rollback_absent", found=release, expected=", ".join(there) or "–")
    with _alone(pool, lambda: None):
        if releases.whole(pool / release) is None:
            raise Refused("rollback_broken", found=release)
        # The files of today count as published: otherwise the next start would undo the rollback.
        _point(pool, release, fingerprint(inputs, folder))
    return release


def fingerprint(data_dir: Path, folder: Path) -> str:
    """A hash of everything a release is made from: raw files, catalogue, publisher, engine.

    `data_dir` has the files, `folder` the releases. An extract of the register counts too: only
    the publisher's process may ask this.
    """
    digest = hashlib.sha256(f"{schema.VERSION} {duckdb.__version__}".encode())
    digest.update(filling.extract_mark(restricted.place(folder)).encode())
    kinds = ("raw", "sources", "indicators", "register", *projects.FOLDERS)
    files = [p for kind in kinds for p in (data_dir / kind).rglob("*")]
    files += data_dir.glob("*.toml")
    code = HOME / "handprint"
    files += (code / "publish").rglob("*.py")
    files += (code / "publish").rglob("*.sql")
    # What the map is drawn with, the rules of progress and of small counts belong to it too.
    drawn = ("drawings/map.py", "drawings/marks.py", "drawings/hatching.py")
    rules = ("analysis/progress.py", "analysis/small_counts.py")
    files += [code / name for name in ("catalog.py", *rules, *drawn)]
    for path in sorted(p for p in files if p.is_file()):
        base = data_dir if path.is_relative_to(data_dir) else HOME
        data = path.read_bytes()
        digest.update(f"{path.relative_to(base).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


class _Steps:
    """Counts the steps and says each one in words."""

    def __init__(self, of: int, progress: Progress | None, lang: str | None) -> None:
        self.at, self.of, self.progress, self.lang = 0, of, progress, lang

    def __call__(self, key: str, **slots: object) -> None:
        self.at += 1
        if self.progress:
            self.progress(min(self.at, self.of - 1), self.of, say(key, self.lang, **slots))

    def done(self, words: str) -> None:
        """The last step."""
        if self.progress:
            self.progress(self.of, self.of, words)


def _folders(data_dir: Path | str | None) -> tuple[Path, Path]:
    """Where releases go, and where the files they are made from lie."""
    folder = Path(data_dir) if data_dir else releases.data_folder()
    inputs = folder if (folder / "sources").is_dir() else HOME / "data"
    return folder.resolve(), inputs.resolve()


@contextmanager
def _alone(pool: Path, waiting: Callable[[], object]) -> Iterator[bool]:
    """One publisher at a time; true if another had to be waited for."""
    with (pool / "LOCK").open("a+b") as file:
        waited = not _locked(file, wait=False)
        if waited:
            waiting()
            _locked(file, wait=True)
        try:
            yield waited
        finally:
            _unlocked(file)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: Any, *, wait: bool) -> bool:
        """Take the lock; false if somebody else has it and we do not wait."""
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True

    def _unlocked(file: Any) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(file: Any, *, wait: bool) -> bool:
        """Take the lock; false if somebody else has it and we do not wait."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlocked(file: Any) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def _read_back(draft: Path, drawings: dict[str, bytes]) -> tuple[str, dict[str, int]]:
    """Open the finished files as a reader would, and hash every cell and every drawing.

    The rows counted are those of the figures; the hand-edited tables may shrink as people wish.
    """
    digest = hashlib.sha256()
    for file in (DATABASE, PROJECTS):
        connection = database.reopen(draft / file)
        try:
            content, counted = database.content(connection)
        finally:
            connection.close()
        digest.update(content.encode())
        if file == DATABASE:
            rows = counted
    for name, data in sorted(drawings.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    content = digest.hexdigest()
    may_be_empty = ("occupation_month_national", *schema.REGISTER_TABLES)
    empty = sorted(t for t in schema.TABLES if not rows.get(t) and t not in may_be_empty)
    if empty:
        raise Refused("table_empty", table=", ".join(empty))
    return content, rows


def _not_fewer(folder: Path, rows: dict[str, int], accepted: bool) -> None:
    """A release that has lost a large part of its figures needs a person's word."""
    served = releases.newest_good(folder)
    for table, before in (served.manifest.get("tables", {}) if served else {}).items():
        if not accepted and table in rows and rows[table] < FEWEST * before:
            raise Refused("table_fewer", table=table, found=rows[table], expected=before)


def _same(pool: Path, content: str) -> str | None:
    """A whole release with exactly this content, if there is one already."""
    for path in sorted(pool.glob(f"*-{content[:12]}"), reverse=True):
        release = releases.whole(path)
        if release and release.manifest.get("content") == content:
            return release.id
    return None


def _finish(draft: Path, manifest: dict[str, Any], drawings: dict[str, bytes]) -> None:
    """Write the manifest, the drawings and the checksums, and see them onto the disk."""
    for name, data in drawings.items():
        path = draft / "drawings" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    files = sorted(p for p in draft.rglob("*") if p.is_file())
    manifest["files"] = {p.relative_to(draft).as_posix(): releases.checksum(p) for p in files}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=False) + "\n"
    (draft / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    sums = manifest["files"] | {MANIFEST: releases.checksum(draft / MANIFEST)}
    (draft / CHECKSUMS).write_text(releases.listed(sums), encoding="utf-8", newline="\n")
    for path in sorted(draft.rglob("*")):
        if path.is_file():
            _to_disk(path)
            path.chmod(0o444)
    for path in [*(p for p in draft.rglob("*") if p.is_dir()), draft]:
        _to_disk(path)


def _named(draft: Path, final: Path) -> None:
    """Give the finished folder its name; from here on it is a release."""
    if final.exists():
        # Made in the same minute and damaged since, or it would have been kept.
        _remove(_hidden(final))
    draft.rename(final)
    _to_disk(final.parent)
    for path in [*(p for p in final.rglob("*") if p.is_dir()), final]:
        path.chmod(0o555)


def _point(pool: Path, name: str, inputs: str) -> None:
    """Make CURRENT name a release, in one stroke."""
    sums = releases.checksums(pool / name)
    said = {"release": name, "sha256": sums, "inputs": inputs}
    if releases.pointer(pool.parent) == said:
        return
    draft = pool / ".tmp-CURRENT"
    draft.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8", newline="\n")
    _to_disk(draft)
    draft.replace(pool / "CURRENT")
    _to_disk(pool)


def _to_disk(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(pool: Path) -> None:
    """Remove what a killed build left behind."""
    for path in pool.glob(".tmp-*"):
        _remove(path)


def _prune(pool: Path, current: str) -> None:
    """Keep the newest releases, and always the one that is served."""
    there = sorted((p for p in pool.iterdir() if NAME.fullmatch(p.name)), key=releases.made)
    names = [p.name for p in reversed(there)]
    kept = {current, *[n for n in names if n != current][: KEPT - 1]}
    for name in names:
        if name not in kept:
            # Out of the readers' sight first: a half-removed release must not look like one.
            try:
                _remove(_hidden(pool / name))
            except PermissionError:
                # Windows keeps a file that somebody is reading; the next build sweeps it away.
                continue


def _hidden(release: Path) -> Path:
    """Take a release out of sight, to be removed; a killed removal is swept by the next build."""
    hidden = release.with_name(f".tmp-old-{release.name}")
    release.chmod(0o755)
    release.rename(hidden)
    return hidden


def _remove(path: Path) -> None:
    """Remove a file or a folder although it is read-only."""
    if path.is_dir():
        for folder in [path, *(p for p in path.rglob("*") if p.is_dir())]:
            folder.chmod(0o755)
        for file in path.rglob("*"):
            if file.is_file():
                file.chmod(0o644)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
