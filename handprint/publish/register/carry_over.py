"""Which rounding a group of persons had in earlier releases, so that it keeps it (rule P6).

If every release drew a new rounding for the same persons, the mean of the releases would tell how
many they are. So the rounding is remembered by the cell and a keyed hash of the very persons in
it. Without the key the hashes cannot be tried against a list of persons; the key and the table
never leave the restricted folder.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from handprint.publish.register import restricted
from handprint.publish.wording import Refused

KEY, TABLE = "secret.key", "carry-over.csv"
KEY_BYTES = 32
HEADER = ["cell", "persons", "value"]


@dataclass
class CarryOver:
    """The key and the roundings so far: `kept[cell, mark of its persons]` is the value it had.

    Cells are inner cells ("inner|…") and published cells of the finest geography ("finest|…").
    Nothing is ever forgotten: persons who come together again get the rounding they had.
    """

    key: bytes
    kept: dict[tuple[str, str], int] = field(default_factory=dict)

    def mark(self, persons: Iterable[str]) -> str:
        """HMAC-SHA256 of the sorted person keys, in hexadecimal."""
        # Each with its length, so that no two different groups read alike.
        text = "".join(f"{len(p)}:{p}" for p in sorted(persons))
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()


def read(folder: Path) -> CarryOver:
    """What the restricted folder remembers; a new secret key if there is none yet."""
    table = folder / TABLE
    if not (folder / KEY).is_file() and table.is_file():
        # With a new key every group would look new, and be rounded anew.
        raise Refused("carry_over_no_key", file=KEY, table=TABLE)
    key = secret(folder)
    if len(key) != KEY_BYTES:
        raise Refused("carry_over_broken", file=KEY)
    if not table.is_file():
        return CarryOver(key)
    try:
        rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8"))))
        if rows[0] != HEADER:
            raise ValueError(rows[0])
        kept = {(cell, mark): int(value) for cell, mark, value in rows[1:]}
    except (ValueError, IndexError, csv.Error):
        raise Refused("carry_over_broken", file=TABLE) from None
    return CarryOver(key, kept)


def secret(folder: Path) -> bytes:
    """The secret key of a restricted folder; a new one if there is none yet.

    Empty where the roundings of a lost key are still there: that is for `read` to refuse.
    """
    path = folder / KEY
    if not path.is_file():
        if (folder / TABLE).is_file():
            return b""
        restricted.write(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def write(folder: Path, carry_over: CarryOver) -> None:
    """Remember; the same roundings give the same bytes."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    table.writerows([*key, value] for key, value in sorted(carry_over.kept.items()))
    data = text.getvalue().encode()
    path = folder / TABLE
    if not path.is_file() or path.read_bytes() != data:
        restricted.write(path, data)
