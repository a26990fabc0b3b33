"""One cell of a published table: a number, or the sign that says why there is none.

Statistics Finland's signs: "..." secret (1–4 persons or posts), ".." not available,
"." not applicable, "-" nil. A sign is never read as a number and a number never as a sign.
"""

from __future__ import annotations

import re

STATUSES = ("value", "zero", "missing", "secret", "withheld", "not_applicable", "carried")
SIGNS = {"...": "secret", "..": "missing", ".": "not_applicable", "-": "zero", "–": "zero"}
LARGEST = 1e12
SPACES = " \u00a0\u202f\u2009"


class NotANumber(ValueError):
    """The cell is neither a number nor a known sign; `expected` is a key of the wording."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def read(
    text: str,
    *,
    empty: str = "missing",
    decimal: str = ".",
    thousands: bool = False,
    signs: dict[str, str] | None = None,
) -> tuple[float | None, str]:
    """The value and the status of a cell, as `(9137.0, "value")` or `(None, "secret")`.

    `empty` is the status of an empty cell, `decimal` the declared decimal mark; spaces between
    thousands are read only where they are declared. NotANumber for anything else.
    """
    text = text.strip(SPACES + "\t")
    if not text:
        if empty == "refuse":
            raise NotANumber("expected_filled")
        return (0.0, "zero") if empty == "zero" else (None, empty)
    status = (signs or {}).get(text) or SIGNS.get(text)
    if status:
        return (0.0, status) if status == "zero" else (None, status)
    if thousands:
        text = re.sub(rf"(?<=\d)[{SPACES}](?=\d{{3}}(?!\d))", "", text)
    # ASCII digits only: other scripts' digits would pass \d and read as something else.
    if not re.fullmatch(rf"[-\u2212]?[0-9]{{1,15}}(?:{re.escape(decimal)}[0-9]{{1,12}})?", text):
        raise NotANumber("expected_number_comma" if decimal == "," else "expected_number_point")
    value = float(text.replace("\u2212", "-").replace(decimal, "."))
    if abs(value) > LARGEST:
        raise NotANumber("expected_reasonable")
    return (0.0, "zero") if value == 0 else (value, "value")


def month_or_year(text: str, form: str = "") -> str | None:
    """A period as "2026-06" or "2025"; None if the text is not one in the declared form.

    Forms: "yyyyMmm" (2026M06), "yyyy-mm" (2026-06), "yyyy" (2025); any of them if undeclared.
    """
    text = text.strip(SPACES)
    found = re.fullmatch(r"((?:19|20)[0-9]{2})(?:(M|-)(0[1-9]|1[0-2]))?", text)
    if not found:
        return None
    year, mark, month = found.groups()
    written = {"M": "yyyyMmm", "-": "yyyy-mm", None: "yyyy"}[mark]
    if form and written != form:
        return None
    return f"{year}-{month}" if month else year
