"""Gives the publisher the month's rows, from the extract or drawn from the margins."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import duckdb

from handprint.publish.register import contract, demonstration, fit, margins, restricted
from handprint.publish.register.contract import Register

JOBSEEKERS, OPENINGS = "jobseekers.csv", "openings.csv"


def rows(
    connection: duckdb.DuckDBPyConnection,
    data_dir: Path,
    folder: Path,
    *,
    progress: Callable[[str], object] | None = None,
) -> Register | None:
    """The register of the month; None where the tables lack what the rows would be drawn from.

    `connection` holds the release's official tables, `folder` is the restricted one.
    """
    if not (data_dir / demonstration.SETTINGS).is_file():
        return None
    form = contract.read(data_dir)
    return _demonstration(connection, data_dir, folder, form)


def _demonstration(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, folder: Path, form: contract.Contract
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
        JOBSEEKERS: demonstration.written(made.seekers),
        OPENINGS: demonstration.written(made.openings),
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


def digest(files: object) -> str:
    """One sha256 over the bytes of the two files, seekers first."""
    whole = hashlib.sha256()
    for data in files:
        whole.update(hashlib.sha256(data).digest())
    return whole.hexdigest()
