"""Fills the four tables that rest on persons: the cube, the openings, and what they are about."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from handprint.publish import database
from handprint.publish.register import (
    Note,
    Register,
    carry_over,
    cube,
    gates,
    lattice,
    restricted,
    rows,
)
from handprint.publish.register.carry_over import CarryOver
from handprint.publish.register.cube import COLUMNS, open_at_end
from handprint.publish.register.lattice import NO_FIELD, Lattice
from handprint.publish.wording import Refused

RETRAINING = "retraining.toml"
CODE = Path(__file__).resolve().parent
# Cubes made lately, so that the same rows are not rounded again; a month's is a few hundred kB.
STORE, STORED = "cubes", 4


@dataclass(frozen=True)
class Asked:
    """Where the persons' rows lie, what is served now, and what a person has given a word for.

    `folder()` makes the restricted folder when it is first needed.
    """

    folder: Callable[[], Path]
    released: Path
    allow_older: bool = False
    accept_fewer_rows: bool = False


@dataclass
class Filled:
    """What the public manifest may say, and what is remembered once the release is made."""

    told: dict[str, Any] = field(default_factory=dict)
    delivered: str = ""
    notes: tuple[Note, ...] = ()
    roundings: CarryOver | None = None
    folder: Path | None = None

    def remember(self) -> None:
        """Keep the roundings in the restricted folder; before the release can be seen."""
        if self.roundings is not None and self.folder is not None:
            carry_over.write(self.folder, self.roundings)


def fill(
    connection: duckdb.DuckDBPyConnection,
    data_dir: Path,
    asked: Asked,
    step: Callable[..., None],
) -> Filled:
    """Fill the register's tables in a draft; nothing is filled where there are no rows.

    Refused if an extract cannot be taken or a gate is closed.
    """
    step("step_register")
    if not (data_dir / lattice.FILE).is_file():
        return Filled()
    home = asked.folder()
    register = rows(
        connection,
        data_dir,
        home,
        progress=step,
        released=asked.released,
        allow_older=asked.allow_older,
        accept_fewer_rows=asked.accept_fewer_rows,
    )
    if register is None:
        return Filled()
    step("step_cube")
    form = lattice.read(data_dir)
    neighbours = retraining(connection, data_dir, form)
    roundings = carry_over.read(home)
    cells, passed = _cube(register, form, roundings, home)
    step("step_register_tables")
    _insert(connection, register, form, cells, neighbours)
    fit = register.fit_passed
    told = {
        "lattice": form.digest,
        "register": {
            "reference_month": register.reference_month,
            "synthetic": register.synthetic,
            **({} if fit is None else {"fit": "pass" if fit else "fail"}),
            **({"notes": [n.public() for n in register.notes]} if register.notes else {}),
            "gates": passed,
        },
    }
    return Filled(told, register.delivered, register.notes, roundings, home)


def retraining(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, form: Lattice
) -> list[tuple[str, str, str]]:
    """Rows of occupation_neighbour: the same first digit, and the Council's own pairs.

    Refused if the Council's list names a group that there is not.
    """
    digits = form.occupation_digits
    groups = [
        code
        for (code,) in connection.execute(
            "select occupation_code from occupation where is_isco and level = ? order by 1",
            [digits],
        ).fetchall()
    ]
    basis = {
        (one, other): "major_group"
        for one in groups
        for other in groups
        if one != other and one[0] == other[0]
    }
    for one, other in _pairs(data_dir, set(groups)):
        for pair in ((one, other), (other, one)):
            basis.setdefault(pair, "council")
    return [(*pair, why) for pair, why in sorted(basis.items())]


def extract_mark(folder: Path) -> str:
    """What changes when the Council's extract does: a keyed hash, for the public fingerprint.

    Keyed, because a plain hash of nearly known rows would let guesses at the rest be tried; so
    the key is made here if it is not there yet. Empty where there is no extract.
    """
    home = folder / restricted.EXTRACT
    if not home.is_dir():
        return ""
    mark = hmac.new(carry_over.secret(folder), digestmod=hashlib.sha256)
    for path in sorted(p for p in home.rglob("*") if p.is_file()):
        data = path.read_bytes()
        mark.update(f"{path.relative_to(home).as_posix()}\0{len(data)}\0".encode() + data)
    return mark.hexdigest()


def _cube(
    register: Register, form: Lattice, roundings: CarryOver, home: Path
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The cube that passed its gates, made anew unless these very rows have been rounded."""
    store = restricted.inner(home / STORE)
    made_of = f"{register.digest} {register.reference_month} {form.digest} {_code()}"
    path = store / f"{hmac.new(roundings.key, made_of.encode(), 'sha256').hexdigest()[:32]}.json"
    kept = _stored(path)
    if kept is not None:
        roundings.kept |= {(cell, mark): value for cell, mark, value in kept["roundings"]}
        return pd.DataFrame(kept["rows"], columns=COLUMNS), kept["gates"]
    before = dict(roundings.kept)
    cells = cube.protected(register, form, roundings)
    found = gates.measure(register, form, cells)
    restricted.write(home / gates.FILE, gates.report(found))
    gates.refuse(found)
    new = [[*key, value] for key, value in roundings.kept.items() if before.get(key) != value]
    made = {
        "rows": cells.to_numpy().tolist(),
        "gates": gates.results(found),
        "roundings": new,
    }
    restricted.write(path, json.dumps(made, separators=(",", ":")).encode())
    for old in sorted(store.glob("*.json"), key=lambda p: p.stat().st_mtime_ns)[:-STORED]:
        old.unlink(missing_ok=True)
    return cells, gates.results(found)


def _stored(path: Path) -> dict[str, Any] | None:
    """A cube made before from the same rows; None if there is none or it cannot be read."""
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and {"rows", "gates", "roundings"} <= set(kept) else None


def _code() -> str:
    """A hash of how rows are counted and rounded."""
    digest = hashlib.sha256()
    for name in ("carry_over", "cube", "gates", "outsider", "rounding"):
        digest.update((CODE / f"{name}.py").read_bytes())
    return digest.hexdigest()


def _insert(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    form: Lattice,
    cells: pd.DataFrame,
    neighbours: list[tuple[str, str, str]],
) -> None:
    """Put the public rows into the draft; of the register nothing but these."""
    openings = register.openings
    month = pd.Period(register.reference_month, "M")
    first, last = month.start_time, month.end_time.normalize()
    posted, closed = pd.to_datetime(openings["posted"]), pd.to_datetime(openings["closed"])
    during = openings[(posted <= last) & ~(closed < first)]
    at_end = openings.index.isin(open_at_end(openings, register.reference_month).index)
    positions = openings["positions"].astype(int)
    seekers = int(cells.loc[cells["field"] == NO_FIELD, "persons"].sum())
    database.fill(
        connection,
        "register",
        [
            (
                register.reference_month,
                register.synthetic,
                seekers,
                int(positions[during.index].sum()),
                int(positions[at_end].sum()),
                int(positions[(posted >= first) & (posted <= last)].sum()),
                form.base,
            )
        ],
    )
    database.fill(connection, "cube_jobseekers", list(cells.itertuples(index=False, name=None)))
    there = pd.DataFrame(
        {
            "opening": during["opening"],
            "area_code": during["municipality"],
            "occupation_code": during["occupation"],
            "education": during["education"],
            "posted": posted[during.index].dt.date,
            "closed": closed[during.index].dt.date.astype(object).where(closed.notna(), None),
            "at_month_end": pd.Series(at_end, openings.index)[during.index],
            "positions": positions[during.index],
            "working_time": during["working_time"],
            "duration": during["duration"],
            "shaping": during["shaping"] == "yes",
            "remote": during["remote"] == "yes",
        }
    )
    database.fill(connection, "opening", list(there.itertuples(index=False, name=None)))
    database.fill(connection, "occupation_neighbour", neighbours)


def _pairs(data_dir: Path, groups: set[str]) -> list[tuple[str, str]]:
    """The Council's own pairs of neighbouring groups."""
    path = data_dir / RETRAINING
    if not path.is_file():
        return []
    try:
        said = tomllib.load(io.BytesIO(path.read_bytes())).get("pair", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("toml_broken", file=RETRAINING, found=str(error)) from None
    pairs = []
    for entry in said if isinstance(said, list) else [said]:
        pair = entry.get("groups") if isinstance(entry, dict) else None
        if (
            not isinstance(pair, list)
            or len(pair) != 2
            or pair[0] == pair[1]
            or not all(isinstance(code, str) and code in groups for code in pair)
        ):
            raise Refused(
                "toml_field",
                file=RETRAINING,
                field="[[pair]] groups",
                found=pair,
                expected='["71", "83"]',
            )
        pairs.append((pair[0], pair[1]))
    return pairs
