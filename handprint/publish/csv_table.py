"""Reads a CSV file as it was published, gzipped or not, and refuses what is not quite one.

`read` takes a source of the catalogue; `split` is the part below it that knows only a text and
a delimiter, and serves the extract of the register as well.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path

from handprint.catalog import Source
from handprint.publish.body import LARGEST_FILE, MOST_CELLS, Body, Row, hint, shortened
from handprint.publish.wording import Refused

ENCODINGS = ("utf-8", "latin-1", "windows-1252", "utf-16")
LONGEST_CELL = 100_000
MOST_COLUMNS = 1_000


def read(source: Source, path: Path) -> Body:
    """The rows of a CSV file; delimiter, encoding and decimal mark as its source file says."""
    text = _decoded(source, _unpacked(source, path))
    if not text.strip():
        raise Refused("file_empty", file=source.file)
    delimiter = source.csv.get("delimiter", ",")
    columns, rows = split(
        source.file, text, delimiter, lambda cells: _header(source, cells, delimiter)
    )
    return Body(source, tuple(columns), tuple(columns), rows, "place_csv")


def split(
    file: str, text: str, delimiter: str, header: Callable[[list[str]], list[str]]
) -> tuple[list[str], list[Row]]:
    """The column names and the rows of a CSV text, every cell still as it stood.

    `header` turns the first row into the column names, or refuses it. Refused, with the line
    where the trouble begins, if a row has another width, a quotation mark is left open, a cell
    is too long or holds a null byte, or if there are no rows.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(LONGEST_CELL)
    begun, columns, rows = 1, [], []
    null_somewhere = "\x00" in text
    try:
        for cells in reader:
            line, begun = begun, reader.line_num + 1
            if not cells:
                continue
            if null_somewhere:
                _no_null(file, line, columns, cells)
            if not columns:
                if len(cells) > MOST_COLUMNS:
                    raise Refused(
                        "csv_wide", file=file, line=line, found=len(cells), expected=MOST_COLUMNS
                    )
                columns = header(cells)
                continue
            if len(cells) != len(columns):
                raise Refused(
                    "csv_width",
                    file=file,
                    line=line,
                    found=len(cells),
                    expected=len(columns),
                )
            rows.append(Row(line, dict(zip(columns, cells, strict=True))))
            if len(rows) * len(columns) > MOST_CELLS:
                raise Refused("body_too_large", file=file, found=">", expected=MOST_CELLS)
    except csv.Error as error:
        key = "csv_long" if "field limit" in str(error) else "csv_broken"
        raise Refused(key, file=file, line=begun, found=str(error), expected=LONGEST_CELL) from None
    if not rows:
        raise Refused("file_no_rows", file=file)
    return columns, rows


def _no_null(file: str, line: int, columns: list[str], cells: list[str]) -> None:
    """Refused, with line and column, if a cell holds a null byte."""
    for at, cell in enumerate(cells):
        if "\x00" in cell:
            column = columns[at] if at < len(columns) else str(at + 1)
            where = ("place_csv", {"line": line, "column": column, "key": ""})
            raise Refused("csv_nul", file=file, where=where)


def _header(source: Source, cells: list[str], delimiter: str) -> list[str]:
    """The column names, once each; a single column means another delimiter."""
    columns = [cell.strip() for cell in cells]
    twice = sorted({c for c in columns if columns.count(c) > 1})
    if twice:
        raise Refused("csv_twice", file=source.file, column=shortened(twice[0]))
    if len(columns) == 1 and (other := [d for d in ";\t,|" if d in columns[0] and d != delimiter]):
        mark = "TAB" if other[0] == "\t" else other[0]
        raise Refused("csv_delimiter", file=source.file, found=mark, expected=delimiter)
    wanted = [
        *(v for k, v in source.dimensions.items() if k != "period_format"),
        *source.columns.values(),
    ]
    for column in wanted:
        if column not in columns:
            raise Refused(
                "body_no_dimension",
                file=source.file,
                column=column,
                found=", ".join(columns[:12]),
                hint=hint(column, columns),
            )
    return columns


def _unpacked(source: Source, path: Path) -> bytes:
    """The bytes of the file, unzipped up to a limit."""
    if path.suffix != ".gz":
        data = path.read_bytes()
    else:
        try:
            with gzip.open(path) as file:
                data = file.read(LARGEST_FILE + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise Refused("file_gzip", file=source.file, found=str(error)) from None
    if len(data) > LARGEST_FILE:
        raise Refused("file_too_large", file=source.file, expected=LARGEST_FILE // 1_000_000)
    return data


def _decoded(source: Source, data: bytes) -> str:
    """The text of the file; Refused with the line where the encoding is another."""
    encoding = source.csv.get("encoding", "utf-8")
    if encoding not in ENCODINGS:
        raise Refused(
            "csv_encoding", file=source.file, found=encoding, expected=", ".join(ENCODINGS)
        )
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused("csv_bytes", file=source.file, line=line, expected=encoding) from None
