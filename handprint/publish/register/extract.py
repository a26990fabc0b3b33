"""Reads a real extract, all of it or nothing: jobseekers.csv and openings.csv beside extract.toml.

Built on the publisher's own CSV reader. Every cell that cannot be taken gets one sentence with
file, line, column, what was found and what was expected; accepted and rejected rows add up to
those read, and a single rejected row keeps the whole pair out.
"""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from handprint.publish import csv_table
from handprint.publish.body import LARGEST_FILE, Row
from handprint.publish.register import contract, personal
from handprint.publish.register.cells import Known, Reader, Wrong
from handprint.publish.register.contract import Column, Contract, Note
from handprint.publish.register.demonstration import month_of
from handprint.publish.wording import Refused, say

FILES = {"jobseekers": "jobseekers.csv", "openings": "openings.csv"}
ABOUT = "extract.toml"
DELIMITERS = ";\t,|"
SHOWN = 20
MOST_LISTED = 10_000
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Extract:
    """An accepted pair of files: its rows, typed, what it is about and what was put right."""

    seekers: pd.DataFrame
    openings: pd.DataFrame
    reference_month: str
    delivered: str
    digest: str
    notes: tuple[Note, ...]


class RowsRefused(Refused):
    """Some rows cannot be taken, and so nothing is: every sentence, and the sum of the rows."""

    def __init__(self, problems: Sequence[tuple[str, int, Refused]], read: Mapping[str, int]):
        rejected = {f: len({line for file, line, _ in problems if file == f}) for f in read}
        super().__init__(
            "extract_refused", read=sum(read.values()), rejected=sum(rejected.values())
        )
        self.problems = tuple(one for _, _, one in problems)
        self.read, self.rejected = dict(read), rejected
        self.accepted = {file: read[file] - rejected[file] for file in read}

    def message(self, lang: str | None = None) -> str:
        """How many rows, and the first sentences; the rest are in the list of the folder."""
        lines = [super().message(lang), *(one.message(lang) for one in self.problems[:SHOWN])]
        if len(self.problems) > SHOWN:
            lines.append(say("extract_more", lang, found=len(self.problems) - SHOWN))
        return "\n".join(lines)

    def listed(self) -> str:
        """Every sentence in both languages, for the list in the restricted folder."""
        return "".join(
            f"{one.message('fi')}\n{one.message('en')}\n" for one in self.problems[:MOST_LISTED]
        )


def there(home: Path) -> bool:
    """Whether anybody has put an extract, or a part of one, into the folder."""
    return any((home / name).exists() for name in FILES.values())


def known(connection: duckdb.DuckDBPyConnection, form: Contract) -> Known:
    """The codes and names of the release being made."""
    places = connection.execute(
        "select area_code, name_fi, name_sv from area where level = 'municipality' order by 1"
    ).fetchall()
    jobs = connection.execute(
        "select occupation_code, is_isco from occupation where level = 4"
    ).fetchall()
    spellings: dict[str, str] = {}
    for code, *names in places:
        for name in (code, f"KU{code}", *names):
            if name:
                spellings[unicodedata.normalize("NFC", name).casefold()] = code
    return Known(
        municipalities=spellings,
        names=tuple(name for _, *both in places for name in both if name),
        occupations=frozenset(code for code, isco in jobs if isco),
        not_usable=frozenset(code for code, isco in jobs if not isco),
        retired=form.retired,
    )


def read(home: Path, form: Contract, codes: Known, *, today: date | None = None) -> Extract:
    """The pair of files of a folder; Refused or RowsRefused if any of it cannot be taken."""
    month, delivered = _about(home / ABOUT, today or date.today())
    raw = {table: _bytes(home / name) for table, name in FILES.items()}
    notes: list[Note] = []
    frames, problems, counts = {}, [], {}
    for table, name in FILES.items():
        rows, columns = _rows(name, raw[table], form.columns(table), notes)
        reader = Reader(codes, delivered)
        cells, wrong = _cells(name, rows, columns, reader)
        wrong += _contradictions(table, name, cells, rows, month, {line for line, _ in wrong})
        problems += [(name, line, one) for line, one in sorted(wrong, key=lambda w: w[0])]
        counts[name] = len(rows)
        notes += [
            Note(f"extract_note_{what}", {"file": name, "column": column, "found": number})
            for (what, column), number in sorted(reader.counted.items())
        ]
        if not problems:
            frames[table] = contract.frame(form.columns(table), cells)
    if problems:
        raise RowsRefused(problems, counts)
    digest = hashlib.sha256()
    for table in FILES:
        digest.update(hashlib.sha256(raw[table]).digest())
    return Extract(
        seekers=frames["jobseekers"],
        openings=frames["openings"],
        reference_month=month,
        delivered=delivered,
        digest=digest.hexdigest(),
        notes=tuple(notes),
    )


def _about(path: Path, today: date) -> tuple[str, str]:
    """The month the extract is about and the day it was taken."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused("extract_no_about", file=ABOUT) from None
    except (OSError, ValueError) as error:
        raise Refused("toml_broken", file=ABOUT, found=personal.shown(str(error))) from None
    month, delivered = said.get("reference_month"), said.get("delivered")
    if not isinstance(month, str) or not re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", month):
        raise Refused(
            "extract_about", field="reference_month", file=ABOUT,
            found=personal.shown(str(month)), expected='"2026-06"',
        )  # fmt: skip
    first = month_of(month)[1]
    if type(delivered) is not date or not first <= delivered <= today:
        raise Refused(
            "extract_about", field="delivered", file=ABOUT, found=personal.shown(str(delivered)),
            expected=f"{first.isoformat()} … {today.isoformat()}",
        )  # fmt: skip
    return month, delivered.isoformat()


def _bytes(path: Path) -> bytes:
    """The bytes of one of the two files, if it is of a size that can be read."""
    try:
        if not path.is_file():
            raise Refused("file_absent", file=path.name, hint="")
        if path.stat().st_size > LARGEST_FILE:
            raise Refused("file_too_large", file=path.name, expected=LARGEST_FILE // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise Refused("restricted_closed", file=path.name, found=str(error.strerror)) from None


def _rows(
    file: str, data: bytes, columns: tuple[Column, ...], notes: list[Note]
) -> tuple[list[Row], list[Column]]:
    """The rows by our column names, each cell still as it stood."""
    text, encoding = _decoded(file, data)
    if not text.strip():
        raise Refused("file_empty", file=file)
    if encoding != "utf-8":
        notes.append(Note("extract_note_encoding", {"file": file, "found": encoding}))
    delimiter = _delimiter(text, columns)
    if delimiter != ";":
        mark = "TAB" if delimiter == "\t" else delimiter
        notes.append(Note("extract_note_delimiter", {"file": file, "found": mark}))
    # Before anything else looks at the text: no sentence may repeat what it finds.
    _no_identity_codes(file, text, delimiter)
    found: list[str] = []

    def header(cells: list[str]) -> list[str]:
        found.extend(_header(file, cells, columns))
        return found

    _, rows = csv_table.split(file, text, delimiter, header)
    ours = {c.name for c in columns}
    for extra in (name for name in found if name not in ours):
        inside = sum(personal.contacts(row.text[extra]) for row in rows)
        slots = {"file": file, "column": personal.shown(extra), "found": inside}
        notes.append(Note("extract_note_contacts" if inside else "extract_note_extra", slots))
    return rows, list(columns)


def _decoded(file: str, data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding, found out; Refused where lines disagree."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        name = "utf-16"
    elif len(data) > 3 and data[1:200:2].count(0) * 2 > len(data[1:200:2]):
        name = "utf-16-le"
    elif len(data) > 3 and data[0:200:2].count(0) * 2 > len(data[0:200:2]):
        name = "utf-16-be"
    else:
        try:
            return data.decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError:
            name = _one_byte(file, data)
    try:
        return data.decode(name), name
    except UnicodeDecodeError as error:
        line = len(LINE_END.findall(data[: error.start].decode(name, "replace"))) + 1
        raise Refused("extract_bytes", file=file, line=line, found=name) from None


def _one_byte(file: str, data: bytes) -> str:
    """ISO-8859-1 or Windows-1252; Refused, with the line, if other lines are in UTF-8."""
    eights, others = [], []
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            eights.append(number)
        except UnicodeDecodeError:
            others.append(number)
    if eights:
        line = (eights if len(eights) < len(others) else others)[0]
        raise Refused("extract_mixed", file=file, line=line)
    return "windows-1252" if re.search(rb"[\x80-\x9f]", data) else "iso-8859-1"


def _delimiter(text: str, columns: tuple[Column, ...]) -> str:
    """The delimiter under which the first row shows the most columns of ours; `;` if none."""
    first = next((line for line in LINE_END.split(text[:200_000]) if line.strip()), "")[:50_000]
    headings = {_folded(h) for c in columns for h in (c.name, *c.headings)}
    shown = {d: sum(_folded(cell) in headings for cell in first.split(d)) for d in DELIMITERS}
    best = max(DELIMITERS, key=lambda d: shown[d])
    return best if shown[best] > max(1, shown[";"]) else ";"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip(" \t\u00a0\ufeff\"'").casefold()


def _header(file: str, cells: list[str], columns: tuple[Column, ...]) -> list[str]:
    """Our name for each column of the file; another's column keeps its own."""
    ours = {_folded(heading): c.name for c in columns for heading in (c.name, *c.headings)}
    names = [ours.get(_folded(cell), cell.strip()) for cell in cells]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise Refused("csv_twice", file=file, column=personal.shown(twice[0]))
    free = [name for name in names if name not in ours.values()]
    there_are = ", ".join(personal.shown(name) for name in names[:14])
    if not set(names) & set(ours.values()) and len(names) == 1:
        raise Refused("extract_delimiter", file=file, found=there_are, expected=";")
    for column in columns:
        if column.name not in names:
            raise Refused(
                "extract_no_column",
                file=file,
                column=column.name,
                hint=_nearest(column, free),
                found=there_are,
            )
    return names


def _nearest(column: Column, free: list[str]) -> str:
    """Which unknown heading may be meant for a column, as " (kunat → kunta?)"; or nothing."""
    for heading in (column.name, *column.headings):
        if near := get_close_matches(heading, free, n=1, cutoff=0.6):
            return f" ({personal.shown(near[0])} → {heading}?)"
    return ""


def _no_identity_codes(file: str, text: str, delimiter: str) -> None:
    """Refused, with line and column but never the value, if there is an identity code."""
    plain = unicodedata.normalize("NFKC", text)
    found = personal.identity_code(plain)
    if not found:
        return
    lines = LINE_END.split(plain[: found.start()])
    try:
        head = next(csv.reader([LINE_END.split(plain)[0]], delimiter=delimiter))
        before = next(csv.reader([lines[-1] + "."], delimiter=delimiter))
    except (csv.Error, StopIteration):
        head, before = [], []
    at = max(len(before), 1)
    name = head[at - 1] if at <= len(head) and len(lines) > 1 else ""
    # A heading that is itself somebody's data is not repeated: the number of the column is.
    column = name if name and name == personal.shown(name) else str(at)
    where = ("place_csv", {"line": len(lines), "column": column.strip("\ufeff "), "key": ""})
    raise Refused("extract_identity_code", file=file, where=where)


def _cells(
    file: str, rows: list[Row], columns: list[Column], reader: Reader
) -> tuple[dict[str, list[Any]], list[tuple[int, Refused]]]:
    """The values column by column, and a sentence for each cell that cannot be taken."""
    values: dict[str, list[Any]] = {}
    wrong: list[tuple[int, Refused]] = []
    for column in columns:
        name, taken = column.name, []
        # Most cells of a column say the same few things; each is read once.
        seen: dict[str, tuple[Any, tuple[str, ...]] | Wrong] = {}
        for row in rows:
            text = row.text[name]
            if text not in seen:
                try:
                    seen[text] = reader.read(column, text)
                except Wrong as reason:
                    seen[text] = reason
            got = seen[text]
            if isinstance(got, Wrong):
                # A key may be anything, a person's name too: it is not repeated.
                said = personal.MASK if column.kind == "key" and text.strip() else text
                wrong.append((row.line, _sentence(got, file, row.line, name, said)))
                taken.append(None)
                continue
            taken.append(got[0])
            for note in got[1]:
                reader.counted[note, name] += 1
        values[name] = taken
        if column.kind == "key":
            wrong += _twice(file, rows, name, taken)
    return values, wrong


def _sentence(reason: Wrong, file: str, line: int, column: str, text: str) -> Refused:
    where = ("place_csv", {"line": line, "column": column, "key": ""})
    return Refused(reason.key, file=file, where=where, found=personal.shown(text), **reason.slots)


def _twice(
    file: str, rows: list[Row], column: str, keys: Iterable[str | None]
) -> Iterator[tuple[int, Refused]]:
    """A sentence for each key that has already been used, with both lines."""
    first: dict[str, int] = {}
    for row, key in zip(rows, keys, strict=True):
        if key is None:
            continue
        other = first.setdefault(key, row.line)
        if other != row.line:
            where = ("place_csv", {"line": row.line, "column": column, "key": ""})
            yield row.line, Refused("extract_twice", file=file, where=where, other=other)


def _contradictions(
    table: str,
    file: str,
    cells: Mapping[str, list[Any]],
    rows: list[Row],
    month: str,
    already: set[int],
) -> list[tuple[int, Refused]]:
    """Rows whose cells cannot all be true; those already refused are left at that."""
    first, last = (day.isoformat() for day in month_of(month))
    found = []
    for at, row in enumerate(rows):
        if row.line in already:
            continue
        if table == "jobseekers":
            months, long_term = cells["months_unemployed"][at], cells["long_term"][at]
            if (months >= 12) != (long_term == "yes"):
                found.append((row.line, _against(file, row, "long_term", "extract_long_term")))
            continue
        posted, closed = cells["posted"][at], cells["closed"][at]
        if closed and closed < posted:
            found.append((row.line, _against(file, row, "closed", "extract_order")))
        elif posted > last or (closed and closed < first):
            column = "posted" if posted > last else "closed"
            found.append((row.line, _against(file, row, column, "extract_not_open", month=month)))
    return found


def _against(file: str, row: Row, column: str, key: str, **slots: Any) -> Refused:
    where = ("place_csv", {"line": row.line, "column": column, "key": ""})
    found = personal.shown(row.text[column])
    return Refused(key, file=file, where=where, found=found, **slots)
