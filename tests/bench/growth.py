"""The same release with many more rows, to see what growth costs."""

import json
import shutil
from pathlib import Path

import duckdb

from handprint import releases


def grown(folder: Path, times: int) -> Path:
    """A data folder in `folder` whose observations are `times` as many; returns it.

    The added rows are areas of no level of ours, as a neighbour's data in the same table would
    be: nothing more is shown, but whoever reads the whole table reads all of it.
    """
    release = releases.newest_good()
    data = folder / f"data-{times}"
    target = data / "releases" / release.id
    shutil.copytree(release.path, target, copy_function=shutil.copyfile)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with duckdb.connect(str(target / releases.DATABASE)) as database:
        database.execute(
            """
            insert into observation
            select indicator, area_code || '-' || copy, period, value, status, source
            from observation, range(1, $times) as copies(copy)
            """,
            {"times": times},
        )
    sums = {name: releases.checksum(target / name) for name in releases.checksums(target)}
    (target / releases.CHECKSUMS).write_text(
        "".join(f"{digest}  {name}\n" for name, digest in sums.items()), "utf-8"
    )
    current = {"release": release.id, "sha256": sums}
    (data / "releases" / "CURRENT").write_text(json.dumps(current), "utf-8")
    return data
