"""A release of its own for one test, altered on purpose and whole all the same."""

import json
import secrets
import shutil
from pathlib import Path

import duckdb

from handprint import releases


def altered(
    release: str, served: Path, folder: Path, *statements: str, projects: Path | None = None
) -> Path:
    """Copy a served release into `folder`, change it by SQL, and make its checksums true again.

    The tables of the network, projects and strategy are `projects.<table>`, the others bare;
    `projects` is a file to take their place first. The copy has another id, because answers are
    remembered by release. Returns `folder`, which can be named as HANDPRINT_DATA.
    """
    name = f"{release[:-12]}{secrets.token_hex(6)}"
    copy = folder / "releases" / name
    shutil.copytree(served / "releases" / release, copy)
    if projects:
        shutil.copy(projects, copy / releases.PROJECTS)
    with duckdb.connect(copy / releases.DATABASE) as file:
        file.execute(f"attach '{copy / releases.PROJECTS}' as projects")
        for statement in statements:
            file.execute(statement)
    manifest = copy / releases.MANIFEST
    said = json.loads(manifest.read_bytes()) | {"release": name}
    manifest.write_text(json.dumps(said), encoding="utf-8")
    sums = {file: releases.checksum(copy / file) for file in releases.checksums(copy)}
    (copy / releases.CHECKSUMS).write_text(releases.listed(sums), encoding="utf-8")
    return folder
