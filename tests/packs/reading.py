"""Files read back the way another program would, with nothing of what wrote them."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pypdf

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
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
        column = 0
        for letter in letters:
            column = 26 * column + ord(letter) - 64
        words = cell.get("t") == "s"
        found[int(row) - 1, column - 1] = shared[int(value.text)] if words else float(value.text)
    return found


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
