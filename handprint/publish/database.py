"""Writes one fresh DuckDB file, and reads it back to see that it says what was meant."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from handprint.publish.schema import TABLES
from handprint.publish.wording import Refused

if TYPE_CHECKING:
    import pandas as pd

Tables = dict[str, tuple[str, tuple[str, ...], dict[str, tuple[str, str]]]]

# Nothing is fetched and nothing is loaded that is not in the file's own engine.
CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "threads": "2",
}


def write(path: Path, tables: Tables = TABLES) -> duckdb.DuckDBPyConnection:
    """A connection to a new file with every table of the schema, empty."""
    database = duckdb.connect(str(path), config=CONFIG)
    for table, (_, _, columns) in tables.items():
        defined = ", ".join(f'"{name}" {kind}' for name, (kind, _) in columns.items())
        database.execute(f'create table "{table}" ({defined})')
    return database


def fill(
    database: duckdb.DuckDBPyConnection,
    table: str,
    rows: list[tuple[Any, ...]],
    tables: Tables = TABLES,
) -> None:
    """Put rows into a table in the order of its key, so that the same rows give the same file."""
    _, key, columns = tables[table]
    if not rows:
        return
    cells = zip(*rows, strict=True)
    database.register("staged", pa.table(dict(zip(columns, map(list, cells), strict=True))))
    ordered = ", ".join(f'"{name}"' for name in key)
    database.execute(f'insert into "{table}" select * from staged order by {ordered}')
    database.unregister("staged")
    twice = database.execute(
        f'select {ordered}, count(*) from "{table}" group by all having count(*) > 1 limit 1'
    ).fetchone()
    if twice:
        raise Refused("table_twice", table=table, found=", ".join(map(str, twice[:-1])))


def add(database: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """A table that comes ready made, such as the shapes of the map."""
    if not table.isidentifier() or table in TABLES:
        raise Refused("table_name", table=table)
    database.register("staged", frame)
    database.execute(f'create table "{table}" as select * from staged order by all')
    database.unregister("staged")


def describe(database: duckdb.DuckDBPyConnection, tables: Tables = TABLES) -> None:
    """Write what each table and column means into the file itself."""
    for table, (meaning, _, columns) in tables.items():
        database.execute(f"comment on table \"{table}\" is '{_quoted(meaning)}'")
        for column, (_, said) in columns.items():
            database.execute(f'comment on column "{table}"."{column}" is \'{_quoted(said)}\'')


def close(database: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Everything into the one file: no write-ahead log may be left beside it."""
    database.execute("checkpoint")
    database.close()
    if path.with_name(path.name + ".wal").exists():
        raise Refused("table_wal", file=path.name)


def reopen(path: Path) -> duckdb.DuckDBPyConnection:
    """The finished file, read-only and with the door to the rest of the machine locked."""
    database = duckdb.connect(str(path), read_only=True, config=CONFIG)
    database.execute("set enable_external_access = false")
    database.execute("set lock_configuration = true")
    return database


def content(database: duckdb.DuckDBPyConnection) -> tuple[str, dict[str, int]]:
    """A hash over every table's columns and rows in order, and each table's number of rows.

    The file's own bytes may differ between two builds; this differs only if a figure does.
    """
    digest = hashlib.sha256()
    counts: dict[str, int] = {}
    tables = database.execute(
        "select table_name from information_schema.tables "
        "where table_catalog = current_database() and table_schema = 'main' order by 1"
    ).fetchall()
    for (table,) in tables:
        shape = database.execute(
            "select column_name, data_type from information_schema.columns "
            "where table_catalog = current_database() and table_name = ? order by ordinal_position",
            [table],
        ).fetchall()
        digest.update(repr((table, shape)).encode())
        answer = database.execute(f'select * from "{table}" order by all')
        counts[table] = 0
        while rows := answer.fetchmany(20_000):
            digest.update(repr(rows).encode())
            counts[table] += len(rows)
    return digest.hexdigest(), counts


def _quoted(text: str) -> str:
    return text.replace("'", "''")
