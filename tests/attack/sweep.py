"""Attack 7: what is left in bytes. Finds thousands of needles in a file, in several writings."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import duckdb
import numpy as np

WRITINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda key: key.encode(),
    "UTF-16 little": lambda key: key.encode("utf-16-le"),
    "UTF-16 big": lambda key: key.encode("utf-16-be"),
    "UTF-32 little": lambda key: key.encode("utf-32-le"),
    "reversed": lambda key: key[::-1].encode(),
    "hexadecimal": lambda key: key.encode().hex().encode(),
    "base64": lambda key: base64.b64encode(key.encode()).rstrip(b"="),
    "MD5": lambda key: hashlib.md5(key.encode()).digest(),
    "MD5 in hexadecimal": lambda key: hashlib.md5(key.encode()).hexdigest().encode(),
    "SHA-1 in hexadecimal": lambda key: hashlib.sha1(key.encode()).hexdigest().encode(),
    "SHA-256": lambda key: hashlib.sha256(key.encode()).digest(),
    "SHA-256 in hexadecimal": lambda key: hashlib.sha256(key.encode()).hexdigest().encode(),
}
_HEAD = 8
_TABLE = 1 << 24
_CHUNK = 1 << 23


class Needles:
    """Person keys, each in every writing: `found_in(data)` lists those that stand in the bytes."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = sorted(set(keys))
        self._said: dict[bytes, str] = {}
        for name, write in WRITINGS.items():
            for key in self.keys:
                self._said[write(key)] = f"{key} ({name})"
        if any(len(needle) < _HEAD for needle in self._said):
            raise ValueError("a key is too short to be looked for in bytes")
        by_head: dict[int, list[bytes]] = {}
        for needle in self._said:
            by_head.setdefault(int.from_bytes(needle[:_HEAD], "little"), []).append(needle)
        self._by_head = by_head
        self._heads = np.array(sorted(by_head), dtype=np.uint64)
        self._likely = np.zeros(_TABLE, bool)
        self._likely[_place(self._heads)] = True
        self._tails = {
            head: (
                {len(needle) for needle in needles},
                set(needles),
            )
            for head, needles in by_head.items()
        }

    def __len__(self) -> int:
        return len(self._said)

    def found_in(self, data: bytes, *, most: int = 5) -> list[str]:
        """Which needles stand in the data, at most so many."""
        found: list[str] = []
        for start in range(0, len(data), _CHUNK):
            # Windows that begin in this chunk; the rest of a needle may lie beyond it.
            size = min(_CHUNK, len(data) - start - _HEAD + 1)
            if size <= 0:
                break
            windows = np.ndarray((size,), "<u8", data, start, (1,))
            maybe = np.flatnonzero(self._likely[_place(windows)])
            for at in maybe[np.isin(windows[maybe], self._heads)].tolist():
                lengths, needles = self._tails[int(windows[at])]
                for length in lengths:
                    piece = data[start + at : start + at + length]
                    if piece in needles:
                        found.append(self._said[piece])
                        if len(found) == most:
                            return found
        return found


def _place(words: np.ndarray) -> np.ndarray:
    """A place in the table of likely heads (multiplicative hashing; 24 bits are kept)."""
    return (words * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)


def unpacked(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file's bytes, and those of what is packed inside it."""
    data = path.read_bytes()
    yield path.name, data
    yield from inside(path.name, data)


def inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed inside some bytes."""
    if data[:2] == b"\x1f\x8b":
        yield f"{name} unpacked", gzip.decompress(data)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield f"{name}/{member}", archive.read(member)


def tables(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every value of every table and view of a DuckDB file, as text and as it is read back.

    The file's own compression hides strings from a search of its bytes; this does not.
    """
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            "union all select schema_name, view_name from duckdb_views() where not internal"
        ).fetchall()
        for schema, name in names:
            rows = connection.execute(f'select * from "{schema}"."{name}"').fetchall()
            yield f"table {name}", "\n".join(map(repr, rows)).encode()
        for what in ("duckdb_columns", "duckdb_tables", "duckdb_constraints"):
            rows = connection.execute(f"select * from {what}()").fetchall()
            yield what, repr(rows).encode()


def made_of(path: Path) -> dict[str, list[str]]:
    """Everything that a DuckDB file defines, by kind."""
    questions = {
        "tables": "select table_name from duckdb_tables()",
        "views": "select view_name from duckdb_views() where not internal",
        "schemas": "select schema_name from duckdb_schemas() where not internal",
        "sequences": "select sequence_name from duckdb_sequences()",
        "macros": "select function_name from duckdb_functions() where not internal",
        "indexes": "select index_name from duckdb_indexes()",
        "types": "select type_name from duckdb_types() where not internal and schema_name = 'main'",
        "databases": "select database_name from duckdb_databases() where not internal",
    }
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            kind: sorted(name for (name,) in connection.execute(question).fetchall())
            for kind, question in questions.items()
        }


def left_over(path: Path) -> dict[str, int]:
    """Blocks of a DuckDB file that belong to nothing any more: what was dropped lies there."""
    with duckdb.connect(str(path), read_only=True) as connection:
        answer = connection.execute("pragma database_size").fetchone()
        names = [column[0] for column in connection.description]
    said = dict(zip(names, answer, strict=True))
    return {"free": said["free_blocks"], "unused": said["total_blocks"] - said["used_blocks"]}
