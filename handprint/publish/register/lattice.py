"""The lattice: which cross-classifications of jobseekers exist, from `data/lattice.toml`."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handprint.publish.wording import Refused

FILE = "lattice.toml"
# Area keys that a geography may name.
PLACES = ("municipality", "occupation")
# How the absence of a field, of a choice among its values and of an occupation is written.
NO_FIELD, ALL_VALUES, NO_OCCUPATION = "none", "all", "none"


@dataclass(frozen=True)
class Field:
    """One field that jobseekers may be counted by: its id, the register's column, its values."""

    id: str
    column: str
    values: tuple[str, ...]
    sensitive: bool


@dataclass(frozen=True)
class Lattice:
    """The base, the geographies and the fields; a member is one geography with one field or none.

    `digest` is the SHA-256 of the file it was read from; it stands in the public manifest.
    """

    base: int
    occupation_digits: int
    geographies: tuple[tuple[str, ...], ...]
    fields: tuple[Field, ...]
    digest: str

    @property
    def members(self) -> tuple[tuple[tuple[str, ...], Field | None], ...]:
        """Every geography without a field and with each one."""
        return tuple((geo, field) for geo in self.geographies for field in (None, *self.fields))


def read(data_dir: Path) -> Lattice:
    """The lattice of a data folder; Refused, naming the field, if it is not one."""
    path = data_dir / FILE
    if not path.is_file():
        raise Refused("file_absent", file=FILE, hint="")
    data = path.read_bytes()
    try:
        said = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("toml_broken", file=FILE, found=str(error)) from None
    base = _expect(said, "base", lambda x: isinstance(x, int) and 3 <= x <= 100, "3 … 100")
    digits = _expect(said, "occupation_digits", lambda x: x in (1, 2, 3, 4), "1 | 2 | 3 | 4")
    geographies = _expect(said, "geographies", _geographies, '[[], …, ["municipality", …]]')
    fields = _expect(said, "field", _fields, "[[field]] id, column, values, sensitive")
    return Lattice(
        base=base,
        occupation_digits=digits,
        geographies=tuple(tuple(g) for g in geographies),
        fields=tuple(
            Field(f["id"], f["column"], tuple(f["values"]), f["sensitive"]) for f in fields
        ),
        digest=hashlib.sha256(data).hexdigest(),
    )


def _expect(said: dict[str, Any], name: str, holds: Any, expected: str) -> Any:
    value = said.get(name)
    if isinstance(value, bool) or not holds(value):
        raise Refused("toml_field", file=FILE, field=name, found=value, expected=expected)
    return value


def _geographies(value: Any) -> bool:
    """Lists of places, each once; the last one names them all, so that the others are its sums."""
    return (
        isinstance(value, list)
        and len(value) > 0
        and all(isinstance(g, list) and set(g) <= set(PLACES) for g in value)
        and len({tuple(sorted(g)) for g in value}) == len(value)
        and sorted(value[-1]) == sorted(PLACES)
    )


def _fields(value: Any) -> bool:
    """Tables with an id, a column of the register, values and whether the field is sensitive."""
    if not isinstance(value, list) or not all(isinstance(f, dict) for f in value):
        return False
    ids = [f.get("id") for f in value]
    return len(set(map(str, ids))) == len(ids) and all(
        isinstance(f.get("id"), str)
        and f["id"].isidentifier()
        and f["id"] != NO_FIELD
        and isinstance(f.get("column"), str)
        and isinstance(f.get("sensitive"), bool)
        and isinstance(f.get("values"), list)
        and len(f["values"]) > 1
        and len(set(map(str, f["values"]))) == len(f["values"])
        and all(isinstance(v, str) and v for v in f["values"])
        for f in value
    )
