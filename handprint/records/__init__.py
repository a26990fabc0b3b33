"""What users write: decisions, saved stories, frozen editions. Added to, never overwritten.

One file, `records.sqlite`, apart from every release: a release can be built anew, a record cannot.
"""

import os
from pathlib import Path

from handprint.releases import data_folder


def folder() -> Path:
    """Where the records lie: the environment's HANDPRINT_RECORDS, or `records/` beside releases."""
    named = os.environ.get("HANDPRINT_RECORDS")
    return Path(named) if named else data_folder() / "records"


def file() -> Path:
    """The file of the records."""
    return folder() / "records.sqlite"
