"""Which release of the data is served: the newest one whose every byte is as it was published.

A release is a folder `releases/<id>/` that is never changed after it appears. `releases/CURRENT`
names the one to serve. Both carry checksums, so a file that was cut short or altered is noticed
before anyone reads a figure from it, and the release before it is served instead.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHECKSUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
DATABASE = "labour.duckdb"
PROJECTS = "projects.duckdb"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{4}Z-[0-9a-f]{12}")

# What was verified, by path, modification time and size: a release is read through once, not
# once a page view.
_verified: dict[tuple[str, int, int], str] = {}
_opened: dict[tuple[object, ...], Release] = {}


@dataclass(frozen=True)
class Release:
    """One published set of tables: its id, its folder, its manifest.

    `fell_back` is true when CURRENT names something that cannot be trusted and this is the
    newest good release instead: the reader must be told.
    """

    id: str
    path: Path
    manifest: dict[str, Any] = field(repr=False, compare=False)
    fell_back: bool = False

    @property
    def database(self) -> Path:
        """The file with the tables."""
        return self.path / DATABASE


_OWN = Path(__file__).resolve().parent.parent / "data"


def data_folder() -> Path:
    """Where `releases/` lies: the environment's HANDPRINT_DATA, or `data/` of this copy."""
    named = os.environ.get("HANDPRINT_DATA")
    return Path(named) if named else _OWN


def newest_good(data_dir: Path | str | None = None) -> Release | None:
    """The release to serve: the one CURRENT names, or else the newest whole one; None if none.

    Cheap enough to ask at every page view: a few file times are compared, and the bytes are
    read again only when one of them has changed.
    """
    releases = (Path(data_dir) if data_dir else data_folder()) / "releases"
    named, promised, had_pointer = _pointer(releases)
    if named and (release := _whole(releases / named, promised=promised)):
        return release
    for folder in _candidates(releases, named):
        if release := _whole(folder, fell_back=had_pointer):
            return release
    return None


def pointer(data_dir: Path | str | None = None) -> dict[str, Any]:
    """What CURRENT says, as it stands; empty when there is none or it cannot be read."""
    return _read_json((Path(data_dir) if data_dir else data_folder()) / "releases" / "CURRENT")


def whole(folder: Path) -> Release | None:
    """The release in one folder, or None if anything in it is missing or altered."""
    return _whole(folder)


def checksums(folder: Path) -> dict[str, str]:
    """The checksums a release was published with, by file name."""
    return _sums(folder / CHECKSUMS)


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pointer(releases: Path) -> tuple[str | None, dict[str, str], bool]:
    """The release CURRENT names, the checksums it promises, and whether there is a CURRENT."""
    current = _read_json(releases / "CURRENT")
    name, promised = current.get("release"), current.get("sha256")
    if not isinstance(name, str) or not NAME.fullmatch(name) or not isinstance(promised, dict):
        return None, {}, (releases / "CURRENT").exists()
    return name, promised, True


def _candidates(releases: Path, named: str | None) -> list[Path]:
    """The other releases in the order to try them: back in time first, newer ones last.

    A release newer than the one CURRENT names was rolled back from, or never finished being
    pointed to; it is better than nothing, and worse than anything older.
    """
    try:
        found = [p for p in releases.iterdir() if NAME.fullmatch(p.name) and p.name != named]
    except OSError:
        return []
    found.sort(key=made, reverse=True)
    if named is None:
        return found
    then = made(releases / named)
    return [p for p in found if made(p) < then] + [p for p in found if made(p) > then]


def made(folder: Path) -> tuple[str, int, str]:
    """When a release was made, to sort by: the minute in its name, then its list of checksums."""
    try:
        moment = (folder / CHECKSUMS).stat().st_mtime_ns
    except OSError:
        moment = 0
    return folder.name[:16], moment, folder.name


def _whole(
    folder: Path, *, promised: dict[str, str] | None = None, fell_back: bool = False
) -> Release | None:
    """The release in a folder if nothing in it is missing, altered or beside the point."""
    try:
        sums = _sums(folder / CHECKSUMS)
        if not {DATABASE, PROJECTS, MANIFEST} <= set(sums):
            return None
        if promised is not None and promised != sums:
            return None
        # A write-ahead log beside the file would be replayed into it on opening.
        if any((folder / f"{name}.wal").exists() for name in (DATABASE, PROJECTS)):
            return None
        stamps = tuple(_stamp(folder / name) for name in sorted(sums))
        key = (str(folder), stamps, fell_back)
        if key in _opened:
            return _opened[key]
        if any(_digest(folder / name) != wanted for name, wanted in sums.items()):
            return None
        manifest = _read_json(folder / MANIFEST)
    except OSError:
        return None
    if manifest.get("release") != folder.name:
        return None
    if len(_opened) > 32:
        _opened.clear()
    _opened[key] = Release(folder.name, folder, manifest, fell_back)
    return _opened[key]


def _sums(path: Path) -> dict[str, str]:
    """The checksums of a release by file name; empty when the list cannot be understood."""
    sums: dict[str, str] = {}
    text = path.read_bytes().decode("utf-8", errors="replace")
    for line in text.split("\n")[:-1]:
        digest, _, name = line.partition("  ")
        if not re.fullmatch(r"[0-9a-f]{64}", digest) or not name or ".." in name:
            return {}
        sums[name] = digest
    # Exactly as it was written: the list has no checksum of its own.
    return sums if text == listed(sums) else {}


def listed(sums: dict[str, str]) -> str:
    """Checksums as `sha256sum` writes and checks them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def _digest(path: Path) -> str:
    """The checksum of a file, remembered until its time or size changes."""
    key = _stamp(path)
    if key not in _verified:
        if len(_verified) > 256:
            _verified.clear()
        _verified[key] = checksum(path)
    return _verified[key]


def _stamp(path: Path) -> tuple[str, int, int]:
    """What changes about a file whenever its content does: path, time, size."""
    stat = path.stat()
    return str(path), stat.st_mtime_ns, stat.st_size


def _read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file; empty when it is missing, cut short or something else."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
