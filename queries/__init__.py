"""The only door to the data, locked from the inside.

Each `.sql` file in this folder is one question. `run` asks it:

    run("labour/indicator_by_area", indicator="unemployed_share", period="2026-06")

Answers are kept per release: a release never changes, so nothing ever expires on a clock.
"""

import logging
import secrets
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from handprint import session
from handprint.releases import Release, data_folder, newest_good

_QUERIES = Path(__file__).parent
_LOG = logging.getLogger("handprint.queries")

# A small cube on a small machine: one thread a query leaves the other readers theirs.
_SETTINGS = {
    "threads": "1",
    "memory_limit": "512MB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


class NoRelease(Exception):
    """There is no whole release to read; the frame says so and offers to build one."""


class QueryFailed(Exception):
    """A question could not be answered; `reference` finds the details in the log."""

    def __init__(self, name: str, reference: str) -> None:
        super().__init__(f"{name} failed, reference {reference}")
        self.reference = reference


def run(name: str, /, **params: object) -> pd.DataFrame:
    """Answer the question in `queries/{name}.sql` from the release in force.

    DuckDB itself refuses missing, surplus or misspelt parameters. Raises `NoRelease`
    or `QueryFailed`.
    """
    return _answer(name, params, release().id)


def text(name: str) -> str:
    """The SQL of a query, as written."""
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def release() -> Release:
    """The release this reader is on: the pinned one, else the newest whole one."""
    pinned = session.pinned_release()
    if pinned is not None and (known := _opened(data_folder(), pinned)) is not None:
        return known
    return pin()


def pin() -> Release:
    """Move this reader to the newest whole release; the frame does so on every full run."""
    found = newest_good(data_folder())
    if found is None:
        raise NoRelease
    _KNOWN[(data_folder(), found.id)] = found
    session.pin_release(found.id)
    return found


_KNOWN: dict[tuple[Path, str], Release] = {}


def _opened(folder: Path, release_id: str) -> Release | None:
    return _KNOWN.get((folder, release_id))


@st.cache_data(max_entries=2048, show_spinner=False)
def _answer(name: str, params: dict[str, object], release_id: str) -> pd.DataFrame:
    try:
        # A DuckDB connection shared between threads gives wrong rows silently; a cursor does not.
        cursor = _hub(str(data_folder()), release_id).cursor()
        return cursor.execute(_sql(name), params).df()
    except duckdb.Error as error:
        reference = f"K-{secrets.token_hex(2).upper()}"
        _LOG.exception("%s: query %s with %s", reference, name, params)
        raise QueryFailed(name, reference) from error


@lru_cache(maxsize=256)
def _sql(name: str) -> str:
    return text(name)


@st.cache_resource(max_entries=2, show_spinner=False)
def _hub(folder: str, release_id: str) -> duckdb.DuckDBPyConnection:
    """One in-memory database with the release's files attached read-only, then locked.

    Attaching by file name lets a query say `from labour.observation`; locking afterwards
    means that no query can reach the disk or the network, or undo the lock.
    """
    hub = duckdb.connect(":memory:", config=_SETTINGS)
    for file in sorted((Path(folder) / "releases" / release_id).glob("*.duckdb")):
        hub.execute(f"attach '{file}' as {file.stem} (read_only)")
    hub.execute("set enable_external_access = false")
    hub.execute("set lock_configuration = true")
    return hub
