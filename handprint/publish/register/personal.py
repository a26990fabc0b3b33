"""Finds what must never be in an extract, and keeps it out of every sentence.

An identity code stops the import; e-mail addresses and telephone numbers are counted where they
stand in columns that are not read, and masked wherever a sentence would repeat them.
"""

from __future__ import annotations

import re
import unicodedata

from handprint.publish.body import shortened

# ddmmyy, the sign of the century (also those taken into use in 2023), number, check character.
IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])((?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2})"
    r" ?[-+\u2010-\u2015\u2212A-FU-Ya-fu-y] ?([0-9]{3})([0-9A-FHJ-NPR-Ya-fhj-npr-y])"
    r"(?![0-9A-Za-z])"
)
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A telephone number as it is written in Finland: 040 123 4567, +358 40 1234567, (016) 123456.
PHONE = re.compile(r"(?<![\w.-])\+?\(?[0-9]{1,4}\)?(?:[ -]?[0-9]{2,4}){2,4}(?!\w|[.-]\w)")
MASK = "***"


def identity_code(text: str) -> re.Match[str] | None:
    """The first Finnish personal identity code in the text whose check character is right."""
    for found in IDENTITY.finditer(text):
        birth, number, check = found.groups()
        if CHECK[int(birth + number) % 31] == check.upper():
            return found
    return None


def contacts(text: str) -> int:
    """How many e-mail addresses and telephone numbers there are in the text."""
    return len(MAIL.findall(text)) + sum(1 for _ in _phones(text))


def shown(text: str) -> str:
    """A cell's text for a sentence: short, printable, without codes, addresses or numbers."""
    text = unicodedata.normalize("NFKC", text[:1000])
    text = MAIL.sub(MASK, IDENTITY.sub(MASK, text))
    return shortened(PHONE.sub(lambda m: MASK if _is_phone(m[0]) else m[0], text))


def _phones(text: str) -> list[str]:
    return [m[0] for m in PHONE.finditer(text) if _is_phone(m[0])]


def _is_phone(text: str) -> bool:
    """Seven to fifteen digits with a leading zero or plus: a count of persons has neither."""
    digits = re.sub(r"\D", "", text)
    return 7 <= len(digits) <= 15 and text.lstrip("(").startswith(("0", "+"))
