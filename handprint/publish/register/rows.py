"""Gives the publisher the month's rows, from the extract or drawn from the margins."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from handprint import releases
from handprint.publish import database
from handprint.publish.register import (
    contract,
    demonstration,
    extract,
    fit,
    margins,
    restricted,
)
from handprint.publish.register.contract import Contract, Note, Register
from handprint.publish.wording import Refused

# What a file may lose from one extract to the next without a person's word.
FEWEST = 0.7
# Which extracts have been read: their sums only.
RECEIVED = "received.json"
# Every sentence about the last refused extract.
LIST = "refused.txt"


@dataclass(frozen=True)
class Served:
    """What the served release says of its own register."""

    reference_month: str
    seekers: int
    openings: int


def rows(
    connection: duckdb.DuckDBPyConnection,
    data_dir: Path,
    folder: Path,
    *,
    progress: Callable[[str], object] | None = None,
    released: Path | None = None,
    allow_older: bool = False,
    accept_fewer_rows: bool = False,
    today: date | None = None,
) -> Register | None:
    """The register of the month; None where the tables lack what the rows would be drawn from.

    `connection` holds the release's official tables, `folder` is the restricted one, `released`
    the data folder whose served release the extract must not fall behind (`data_dir` if not
    given). `progress` is told the key of the step. Refused if there is an extract that cannot be
    taken: the demonstration rows never stand in for a broken one.
    """
    if not (data_dir / contract.CONTRACT).is_file():
        return None
    form = contract.read(data_dir)
    home = folder / restricted.EXTRACT
    if not extract.there(home):
        return _demonstration(connection, data_dir, folder, form)
    if progress:
        progress("step_extract")
    try:
        taken = extract.read(home, form, extract.known(connection, form), today=today)
    except extract.RowsRefused as refusal:
        restricted.write(folder / LIST, refusal.listed().encode())
        raise
    _no_step_back(
        taken, served(released or data_dir), allow_older=allow_older, fewer=accept_fewer_rows
    )
    (folder / LIST).unlink(missing_ok=True)
    return Register(
        seekers=taken.seekers,
        openings=taken.openings,
        reference_month=taken.reference_month,
        synthetic=False,
        digest=taken.digest,
        delivered=taken.delivered,
        notes=(*taken.notes, *_received(folder, taken)),
    )


def served(data_dir: Path) -> Served | None:
    """The register of the release that is served; None if it has none or a demonstration."""
    release = releases.newest_good(data_dir)
    if release is None:
        return None
    connection = database.reopen(release.database)
    try:
        found = connection.execute(
            "select reference_month, seekers, openings_during from register where not synthetic"
        ).fetchone()
    except duckdb.Error:
        # A release from before there was a register.
        return None
    finally:
        connection.close()
    return Served(*found) if found else None


def digest(files: Iterable[bytes]) -> str:
    """One sha256 over the bytes of the two files, seekers first."""
    whole = hashlib.sha256()
    for data in files:
        whole.update(hashlib.sha256(data).digest())
    return whole.hexdigest()


def _demonstration(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, folder: Path, form: Contract
) -> Register | None:
    """Draw the rows anew, keep them with the report of their fit in the restricted folder."""
    said = demonstration.settings(data_dir)
    try:
        made = demonstration.draw(connection, said, form)
    except margins.Lacking:
        return None
    lines = fit.report(made, said)
    home = restricted.inner(folder / restricted.DEMONSTRATION)
    files = {
        extract.FILES["jobseekers"]: demonstration.written(made.seekers),
        extract.FILES["openings"]: demonstration.written(made.openings),
    }
    for name, data in files.items():
        restricted.write(home / name, data)
    restricted.write(folder / "fit.json", fit.as_json(lines, said))
    restricted.write(folder / "fit.md", fit.as_text(lines, said))
    return Register(
        seekers=made.seekers,
        openings=made.openings,
        reference_month=said["reference_month"],
        synthetic=True,
        digest=digest(files.values()),
        delivered=str(said["delivered"]),
        fit_passed=fit.passed(lines),
    )


def _no_step_back(
    taken: extract.Extract, before: Served | None, *, allow_older: bool, fewer: bool
) -> None:
    """Refused if the extract is of an older month than the served one, or much smaller."""
    if before is None:
        return
    if taken.reference_month < before.reference_month and not allow_older:
        raise Refused("extract_older", found=taken.reference_month, expected=before.reference_month)
    for table, found, expected in (
        ("jobseekers", len(taken.seekers), before.seekers),
        ("openings", int(taken.openings.positions.sum()), before.openings),
    ):
        if found < FEWEST * expected and not fewer:
            file = extract.FILES[table]
            raise Refused("extract_fewer", file=file, found=found, expected=expected)


def _received(folder: Path, taken: extract.Extract) -> list[Note]:
    """Write down that this pair has been read; a note if the very same one has been before."""
    path = folder / RECEIVED
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    if taken.digest in before:
        return [Note("extract_note_again", {"found": taken.reference_month})]
    before[taken.digest] = {
        "reference_month": taken.reference_month,
        "delivered": taken.delivered,
        "jobseekers": len(taken.seekers),
        "openings": len(taken.openings),
    }
    restricted.write(path, (json.dumps(before, indent=1, sort_keys=True) + "\n").encode())
    return []
