"""Files read back the way another program would, with nothing of what wrote them."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import pypdf

from handprint import session
from handprint.figures import Figure
from handprint.packs import cells

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def workbook(content: bytes) -> dict[str, dict[tuple[int, int], Any]]:
    """Every sheet's cells by row and column from nought: a float for a number, else words."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = [
            "".join(part.text or "" for part in one.iter(f"{SHEET}t"))
            for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).find(f"{SHEET}sheets")
        return {
            sheet.get("name"): _cells(book.read(f"xl/worksheets/sheet{at}.xml"), shared)
            for at, sheet in enumerate(sheets, start=1)
        }


def _cells(xml: bytes, shared: list[str]) -> dict[tuple[int, int], Any]:
    found: dict[tuple[int, int], Any] = {}
    for cell in ElementTree.fromstring(xml).iter(f"{SHEET}c"):
        assert cell.find(f"{SHEET}f") is None, "a cell holds a formula"
        value = cell.find(f"{SHEET}v")
        if value is None:
            continue
        words = cell.get("t") == "s"
        found[_place(cell.get("r"))] = shared[int(value.text)] if words else float(value.text)
    return found


def patterns(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """The pattern that prints each cell, of every sheet, by row and column from nought."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        named = {
            one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{SHEET}numFmt")
        }
        named |= {"0": "General", "1": "0", "3": "#,##0", "4": "#,##0.00"}
        formats = [one.get("numFmtId") for one in styles.find(f"{SHEET}cellXfs")]
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).find(f"{SHEET}sheets")
        return {
            sheet.get("name"): {
                _place(cell.get("r")): named[formats[int(cell.get("s", 0))]]
                for cell in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{at}.xml")).iter(
                    f"{SHEET}c"
                )
            }
            for at, sheet in enumerate(sheets, start=1)
        }


def shown(value: float, pattern: str, lang: str) -> str:
    """A number as a spreadsheet in the reader's language would print it by a pattern."""
    if "yy" in pattern:
        return _day(value, pattern)
    parts = pattern.split(";")
    under = value < 0 and len(parts) > 1
    pattern = parts[1] if under else parts[0]
    body = re.search(
        r"#,##0(?:\.(0+))?|(?<![\w#])0(?:\.(0+))?", re.sub(r'"[^"]*"', _masked, pattern)
    )
    decimals = len(body[1] or body[2] or "")
    digits = f"{abs(value) if under else value:,.{decimals}f}"
    marks = {"fi": ("\u00a0", ","), "en": (",", ".")}[lang]
    digits = digits.translate({ord(","): marks[0], ord("."): marks[1]})
    return (pattern[: body.start()] + digits + pattern[body.end() :]).replace('"', "")


def _masked(words: re.Match[str]) -> str:
    return "_" * len(words[0])


def _day(value: float, pattern: str) -> str:
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(value))
    names = {"mmm": f"{day:%b}", "yyyy": str(day.year), "m": str(day.month), "d": str(day.day)}
    pattern = pattern.replace("[$-409]", "").replace('"', "")
    return re.sub(r"yyyy|mmm|m|d", lambda found: names[found[0]], pattern)


def _place(name: str) -> tuple[int, int]:
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(row) - 1, column - 1


NUMERIC = re.compile(r"[€(+±≈−-]*\s?\d[\d\s.,]*\.?\s?(?:%|€|%-yks\.|pp|vuotta|years|päivää|days)?")
"""Words that a reader would take for a number; ranges, codes and dates with words are none."""


def numbers_kept_as_text(figure: Figure, found: dict[tuple[int, int], object], first: int) -> list:
    """Cells of a figure's sheet that are words though they look like numbers or months."""
    lang = session.language()
    return [
        (figure.key, key, cell)
        for across, (key, column) in enumerate(figure.table.columns.items())
        for down in range(first, first + len(figure.table.frame))
        for cell in [found.get((down, across), "")]
        if column.kind != "code" and isinstance(cell, str)
        if NUMERIC.fullmatch(cell) or cells.month_of(cell, lang)
        # A source's own day stands among sources that are words.
        if not (key == "basis" and cell.count(".") == 2)
    ]


def footers(content: bytes) -> list[str]:
    """What each sheet prints at its foot."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return [
            ElementTree.fromstring(book.read(name)).findtext(f".//{SHEET}oddFooter", "")
            for name in sheets
        ]


def outside(content: bytes) -> list[str]:
    """Relations of an office file that lead out of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return [
            one.get("Target")
            for name in book.namelist()
            if name.endswith(".rels")
            for one in ElementTree.fromstring(book.read(name))
            if one.get("TargetMode") == "External"
        ]


@lru_cache(maxsize=8)
def page_texts(content: bytes) -> tuple[str, ...]:
    """The text of each page of a PDF; reading it takes seconds, and many tests ask."""
    return tuple(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def tags(content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """The structure of a tagged PDF in reading order: each element's kind and itself."""
    root = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]
    yield from _tags(root.get_object())


def _tags(element: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if "/S" in element:
        yield str(element["/S"]), element
    below = element.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        found = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(found, dict):
            yield from _tags(found)
