"""The folder that only the publisher opens: persons' rows, the secret key, the fit report.

It lies beside the data folder, never in it, may be entered by its owner alone, and nothing in it
is ever served, copied into a release or attached to one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from handprint.publish.wording import Refused

ENVIRONMENT = "HANDPRINT_RESTRICTED"
EXTRACT, DEMONSTRATION = "extract", "demonstration"


def folder(data_dir: Path | str) -> Path:
    """The restricted folder of a data folder, made if it is not there, open to its owner alone.

    HANDPRINT_RESTRICTED names another. Refused if it would lie inside the data folder, which is
    served, or if somebody else could enter it.
    """
    return inner(place(data_dir))


def place(data_dir: Path | str) -> Path:
    """Where the restricted folder is or would be; nothing is made or opened."""
    data_dir = Path(data_dir).resolve()
    named = os.environ.get(ENVIRONMENT, "")
    path = Path(named).resolve() if named else data_dir.with_name(data_dir.name + "-restricted")
    if path == data_dir or path.is_relative_to(data_dir) or data_dir.is_relative_to(path):
        raise Refused("restricted_inside", file=path.name, expected=f"{data_dir.name}-restricted")
    return path


def inner(path: Path) -> Path:
    """A folder of ours, made if it is not there, open to its owner alone."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            path.chmod(0o700)
    except OSError as error:
        raise Refused("restricted_closed", file=path.name, found=str(error.strerror)) from None
    return path


def write(path: Path, data: bytes) -> None:
    """Put a file into the restricted folder all at once, readable by its owner alone."""
    draft = path.with_name(f".tmp-{path.name}")
    try:
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused("restricted_closed", file=path.name, found=str(error.strerror)) from None
