"""A Lapland small enough to publish in a second, cut from the real raw files."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from handprint import releases
from handprint.publish import publication
from handprint.publish.register import restricted

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "data"
KEPT_MONTHS = re.compile(r"\b(?:2020-0[78]|2023-(?:09|10))\b")
KEPT_MOVES = re.compile(r"^2018,(?:Kemi|Tornio),")


@pytest.fixture(scope="session")
def published(release: str) -> releases.Release:
    """The release of the real raw data."""
    found = releases.newest_good()
    assert found is not None
    assert found.id == release
    return found


@pytest.fixture(scope="session")
def labour(published: releases.Release) -> Iterator[duckdb.DuckDBPyConnection]:
    """The real release's tables, read-only."""
    with duckdb.connect(str(published.database), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder with most months of the long files taken out."""
    folder = tmp_path_factory.mktemp("small") / "data"
    shutil.copytree(REAL, folder, ignore=shutil.ignore_patterns("releases", ".building*"))
    for name in ("stats/tyonv_12r5", "stats/tyonv_12ti", "stats/tyonv_2310"):
        for path in folder.glob(f"raw/{name}*"):
            cut(folder, path, lambda line: bool(KEPT_MONTHS.search(line)))
    moves = next(folder.glob("raw/stats/migration*"))
    cut(folder, moves, lambda line: bool(KEPT_MOVES.search(line)))
    # Published once, so that the restricted folder beside it has this month's cube: rounding it
    # anew in every test would take longer than everything else here.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "handprint.publish.geometry", None)
        publication.build(folder)
    publication._remove(folder / "releases")
    return folder


@pytest.fixture
def small(_small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data folder of one's own, published without maps."""
    # The maps take longer than everything else here, and have tests of their own.
    monkeypatch.setitem(sys.modules, "handprint.publish.geometry", None)
    return copied(_small, tmp_path / "data")


@pytest.fixture
def said() -> Callable[[Path, str], list[tuple]]:
    """Ask the newest good release of a folder: `said(folder, "select …")`."""

    def ask(folder: Path, question: str) -> list[tuple]:
        release = releases.newest_good(folder)
        assert release is not None
        with duckdb.connect(str(release.database), read_only=True) as connection:
            return connection.execute(question).fetchall()

    return ask


def copied(source: Path, folder: Path) -> Path:
    """A copy of a data folder together with the restricted folder beside it."""
    shutil.copytree(source, folder)
    shutil.copytree(restricted.place(source), restricted.place(folder))
    return folder


def cut(folder: Path, path: Path, keep: Callable[[str], bool]) -> None:
    """Keep the header and some lines of a CSV file, and correct its source file."""
    zipped = path.suffix == ".gz"
    data = gzip.decompress(path.read_bytes()) if zipped else path.read_bytes()
    head, *lines = data.decode().splitlines(keepends=True)
    kept = [line for line in lines if keep(line)]
    text = (head + "".join(kept)).encode()
    path.write_bytes(gzip.compress(text, mtime=0) if zipped else text)
    resealed(folder, path, rows=len(kept))


def resealed(folder: Path, path: Path, *, rows: int | None = None) -> None:
    """Write a raw file's new checksum, and its number of rows, into its source file."""
    name = path.relative_to(folder).as_posix()
    for source in folder.glob("sources/*.toml"):
        text = source.read_text(encoding="utf-8")
        if f'"{name}"' in text:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            text = re.sub(r'(?m)^(sha256\s*= ").*"$', rf'\g<1>{digest}"', text)
            if rows is not None:
                text = re.sub(r"(?m)^(rows\s*= )\d+$", rf"\g<1>{rows}", text)
            source.write_text(text, encoding="utf-8")
