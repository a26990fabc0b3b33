"""Reads the hand-edited files: every field is of its kind, or the file is refused with its place.

What comes out is a list of entries for each table, each entry knowing where it stands, so that a
rule that finds it wrong later can say so.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handprint.analysis.progress import Thresholds
from handprint.publish.body import LARGEST_FILE, hint, shortened
from handprint.publish.projects.contact import personal
from handprint.publish.projects.files import FILES, FILLED_BY, Field, File
from handprint.publish.wording import Refused

DELIMITER = ";"
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FINNISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
# What anything here can be dated to; outside it a day is a slip of the hand.
_YEARS = range(1990, 2100)
_FLAGS = {"yes": True, "no": False}


@dataclass(frozen=True)
class Entry:
    """One row of a file: its fields by name (None where left out) and its place in words."""

    file: str
    place: tuple[str, dict[str, Any]]
    values: dict[str, Any] = field(hash=False)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def wrong(self, name: str, expected: str, /, found: object = None, **slots: object) -> Refused:
        """The refusal of one field: file, row, field, what was found and what was expected."""
        shown = self.values.get(name) if found is None else found
        return Refused(
            "projects_field",
            file=self.file,
            row=self.place,
            field=name,
            found="" if shown is None else shortened(str(shown)),
            expected=(f"wanted_{expected}", slots),
        )


def entries(data_dir: Path) -> dict[str, list[Entry]]:
    """What every file says, by the table it fills; Refused at the first field of a wrong kind."""
    return {file.table: list(_read(file, data_dir)) for file in FILES}


def thresholds(data_dir: Path) -> dict[str, float]:
    """The limits of the progress method by name; Refused if one is missing or out of order."""
    name = "strategy/progress.toml"
    path = data_dir / name
    if not path.is_file():
        raise Refused("file_absent", file=name, hint="")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("toml_broken", file=name, found=str(error)) from None
    try:
        Thresholds.of(said)
    except ValueError as error:
        field_name = str(error)
        raise Refused(
            "toml_field",
            file=name,
            field=field_name,
            found=shortened(str(said.get(field_name, ""))),
            expected="ahead > on_pace > behind > slipping, 0 ≤ too_early < 1, "
            "slope_months ≥ 1, slope_points ≥ 2",
        ) from None
    return {key: float(value) for key, value in said.items()}


def _read(file: File, data_dir: Path) -> Iterator[Entry]:
    path = data_dir / file.path
    if not path.is_file():
        raise Refused("file_absent", file=file.path, hint="")
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("file_too_large", file=file.path, expected=LARGEST_FILE // 1_000_000)
    text = _decoded(file, path.read_bytes())
    for raw in _tables(file, text) if file.entry else _lines(file, text):
        yield _checked(file, raw)


def _decoded(file: File, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(
            "projects_bytes", file=file.path, line=line, expected=("wanted_utf8", {})
        ) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Refused("csv_nul", file=file.path, where=("projects_place_line", {"line": line}))
    return unicodedata.normalize("NFC", text)


def _tables(file: File, text: str) -> Iterator[Entry]:
    """The `[[entry]]` tables of a TOML file, as they stand."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused("toml_broken", file=file.path, found=str(error)) from None
    for name, value in said.items():
        if name != file.entry or not isinstance(value, list):
            raise Refused(
                "toml_field",
                file=file.path,
                field=name,
                found=shortened(str(value)),
                expected=f"[[{file.entry}]]",
            )
    for number, values in enumerate(said.get(file.entry, []), 1):
        place = ("projects_place_entry", {"entry": file.entry, "number": number, "id": "–"})
        if not isinstance(values, dict):
            raise Entry(file.path, place, {}).wrong(file.entry, "table", found=values)
        named = values.get(next(iter(file.fields)))
        if isinstance(named, str):
            place[1]["id"] = shortened(named)
        yield Entry(file.path, place, values)


def _lines(file: File, text: str) -> Iterator[Entry]:
    """The rows of a CSV file, as they stand; an empty field is left out."""
    csv.field_size_limit(100_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITER, strict=True)
    columns: list[str] = []
    begun = 1
    try:
        for cells in reader:
            line, begun = begun, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _header(file, cells)
                continue
            if len(cells) != len(columns):
                raise Refused(
                    "csv_width",
                    file=file.path,
                    line=line,
                    found=len(cells),
                    expected=len(columns),
                )
            there = {n: c.strip() for n, c in zip(columns, cells, strict=True) if c.strip()}
            yield Entry(file.path, ("projects_place_line", {"line": line}), there)
    except csv.Error as error:
        raise Refused("csv_broken", file=file.path, line=begun, found=str(error)) from None
    if not columns:
        raise Refused("file_empty", file=file.path)


def _header(file: File, cells: list[str]) -> list[str]:
    columns = [cell.strip() for cell in cells]
    twice = sorted({c for c in columns if columns.count(c) > 1})
    if twice:
        raise Refused("csv_twice", file=file.path, column=shortened(twice[0]))
    if len(columns) == 1:
        raise Refused(
            "projects_delimiter",
            file=file.path,
            found=shortened(columns[0]),
            expected=DELIMITER.join(file.fields),
        )
    for wanted in file.fields:
        if wanted not in columns:
            raise Refused(
                "projects_column",
                file=file.path,
                column=wanted,
                hint=hint(wanted, columns),
                found=", ".join(columns),
            )
    for column in columns:
        if column not in file.fields:
            raise Refused(
                "projects_unknown_column",
                file=file.path,
                column=shortened(column),
                hint=hint(column, list(file.fields)),
                expected=", ".join(file.fields),
            )
    return columns


def _checked(file: File, raw: Entry) -> Entry:
    """The entry with every field of its kind, those left out as None."""
    _nothing_personal(raw)
    for name in raw.values:
        if name not in file.fields:
            raise raw.wrong(
                name,
                "field",
                found=name,
                hint=hint(name, list(file.fields)),
                names=", ".join(file.fields),
            )
    values = {
        name: _value(raw, name, raw.values.get(name), wanted)
        for name, wanted in file.fields.items()
    }
    return Entry(raw.file, raw.place, values)


def _nothing_personal(raw: Entry) -> None:
    """No address of a person in any field; what was found is not repeated in the message."""
    for name, text in _texts(raw.values):
        if kind := personal(text):
            raise raw.wrong(name, f"no_{kind}", found="…")


def _texts(values: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, str):
            yield before + name, value
        for inner in value if isinstance(value, list) else ():
            if isinstance(inner, dict):
                yield from _texts(inner, f"{before}{name}.")
            elif isinstance(inner, str):
                yield before + name, inner


def _value(raw: Entry, name: str, value: Any, wanted: Field) -> Any:
    if isinstance(value, str):
        value = value.strip() or None
    if value is None:
        if wanted.required:
            raise raw.wrong(name, "filled")
        return [] if wanted.kind in ("references", "observations", "entries") else None
    return _KINDS[wanted.kind](raw, name, value, wanted)


def _text(raw: Entry, name: str, value: Any, _: Field) -> str:
    if not isinstance(value, str):
        raise raw.wrong(name, "text")
    # Line breaks, and marks that turn the reading direction, spoil sentences, pictures and files.
    if any(unicodedata.category(sign) == "Cc" or sign in _TURNS for sign in value):
        raise raw.wrong(name, "one_line")
    return value


def _id(raw: Entry, name: str, value: Any, _: Field) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise raw.wrong(name, "id")
    return value


def _choice(raw: Entry, name: str, value: Any, wanted: Field) -> str:
    if value not in wanted.choices:
        raise raw.wrong(name, "choice", choices=" | ".join(wanted.choices))
    return value


def _day(raw: Entry, name: str, value: Any, _: Field) -> date:
    day = value if type(value) is date else None
    if isinstance(value, str):
        finnish = _FINNISH_DAY.fullmatch(value)
        try:
            if finnish:
                day = date(*(int(part) for part in reversed(finnish.groups())))
            else:
                day = datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            pass
    if day is None or day.year not in _YEARS:
        raise raw.wrong(name, "day")
    return day


def _year(raw: Entry, name: str, value: Any, _: Field) -> int:
    year = _whole(raw, name, value, _)
    if year not in _YEARS:
        raise raw.wrong(name, "year")
    return year


def _period(raw: Entry, name: str, value: Any, _: Field) -> str:
    if not isinstance(value, str) or not _PERIOD.fullmatch(value):
        raise raw.wrong(name, "period")
    return value


def _number(raw: Entry, name: str, value: Any, _: Field) -> float:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value.replace(",", ".").replace("−", "-"))
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12:
        return float(value)
    raise raw.wrong(name, "number")


def _whole(raw: Entry, name: str, value: Any, wanted: Field) -> int:
    number = _number(raw, name, value, wanted)
    if number != int(number) or number < 0:
        raise raw.wrong(name, "whole")
    return int(number)


def _flag(raw: Entry, name: str, value: Any, _: Field) -> bool:
    if isinstance(value, bool):
        return value
    if value not in _FLAGS:
        raise raw.wrong(name, "flag")
    return _FLAGS[value]


def _address(raw: Entry, name: str, value: Any, _: Field) -> str:
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise raw.wrong(name, "address")
    return value


def _source(raw: Entry, name: str, value: Any, wanted: Field) -> str:
    if value in ("seed", "own"):
        return value
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise raw.wrong(name, "source")
    return value


def _list(raw: Entry, name: str, value: Any, _: Field) -> list[str]:
    """Several ids: a TOML list, or words with spaces between in a CSV."""
    ids = value.split() if isinstance(value, str) else value
    if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
        raise raw.wrong(name, "list")
    if len(set(ids)) != len(ids):
        raise raw.wrong(name, "once")
    return ids


def _inner(raw: Entry, name: str, value: Any, _: Field) -> list[Entry]:
    """The tables under a finger, each an entry of its own."""
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise raw.wrong(name, "table")
    inner = File(raw.file, name, name, FILLED_BY)
    return [_checked(inner, Entry(raw.file, raw.place, values)) for values in value]


_KINDS = {
    "id": _id,
    "text": _text,
    "day": _day,
    "year": _year,
    "period": _period,
    "whole": _whole,
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "reference": _id,
    "references": _list,
    "observations": _list,
    "observation": _id,
    "entries": _inner,
    "area": _text,
    "address": _address,
    "source": _source,
}
