"""Area codes in their published forms, and which of them are ours.

A municipality is "047" or "KU047", a sub-regional unit "SK191", an employment area "TA22", the
region "MK19", the whole country "SSS". Tables of the whole country hold many more: those are
well-formed codes of areas outside ours, counted and left out. Anything else is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

OURS = re.compile(r"(?:KU)?(?P<municipality>[0-9]{3})|(?P<other>SK[0-9]{3}|TA[0-9]{2}|MK19|SSS)")
# Codes of Statistics Finland's other divisions, with their "unknown" classes (KUJOU, MKJO …).
KNOWN = re.compile(
    r"SSS|(?:KU|SK)?[0-9]{3}|(?:MK|TA)[0-9]{2}|KUJOU|SKJOU|MKJO"
    r"|(?:ELY|EVK|HVA|AVI|SA|MA|FI|HO|KO|PL|TK|VP|YTA|YT|KR)[0-9A-Z]{1,8}"
)
REGION, COUNTRY = "MK19", "SSS"


def looks_like_area(text: str) -> bool:
    """Whether a text has the form of an area code."""
    return bool(KNOWN.fullmatch(text.strip()))


def ours(text: str, known: Iterable[str]) -> str | None:
    """Our code for a published one; None if the area is outside ours; ValueError if no code."""
    text = text.strip()
    if not KNOWN.fullmatch(text):
        raise ValueError(text)
    found = OURS.fullmatch(text)
    if not found:
        return None
    code = found["municipality"] or found["other"]
    return code if code in known else None
