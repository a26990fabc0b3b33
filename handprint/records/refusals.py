"""What may not be written down: persons and how to reach them, foreign addresses, nothing at all.

An e-mail address and a telephone number are known by their form. A person's name is guessed from
two words in capitals that name nothing we know, so whoever writes can say that it is none.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

TEXT_MOST = 600
ADDRESS_MOST = 1000

_EMAIL = re.compile(r"[^\s@]+\s?(?:@|\(at\)|\[at\]|\(ät\))\s?[^\s@]+\.\w+", re.I)
# Starts with + or 0 and has seven to fifteen digits; a date with hyphens is no number to call.
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00|0(?=[1-9]))[\d()][\d\s\u00a0()–-]{5,20}\d(?![\w])")
_DATE = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}\s?[-–]\s?\d{4}")
_WORD = r"[A-ZÅÄÖ][a-zåäöéü]{2,}(?:-[A-ZÅÄÖ][a-zåäöéü]+)?"
_NAME = re.compile(rf"\b({_WORD})[ \u00a0]({_WORD})\b")
_PAGE = re.compile(r"[a-z_]+")
_STEM = 4


@dataclass(frozen=True)
class Refusal:
    """Why something is not written down: a code, and the part of the text that is meant."""

    code: str
    what: str = ""


class Refused(Exception):
    """Nothing was written, for these reasons."""

    def __init__(self, refusals: Collection[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(", ".join(one.code for one in self.refusals))


def tidy(text: str) -> str:
    """Text on one line without signs that cannot be seen, its spaces single."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    seen = (" " if sign.isspace() else sign for sign in text)
    hidden = ("Cc", "Cf", "Cn", "Co")
    kept = "".join(sign for sign in seen if unicodedata.category(sign) not in hidden)
    return " ".join(kept.split())


def of_text(text: str, *, needed: bool = True) -> list[Refusal]:
    """What is wrong with a text, apart from names."""
    found = []
    if needed and not text:
        found.append(Refusal("empty"))
    if len(text) > TEXT_MOST:
        found.append(Refusal("long", str(TEXT_MOST)))
    if match := _EMAIL.search(text):
        found.append(Refusal("email", match[0].strip()))
    if match := _phone(text):
        found.append(Refusal("phone", match.strip()))
    return found


def of_names(text: str, known: Collection[str]) -> list[Refusal]:
    """Two words in capitals side by side that may be a person's name.

    `known` are names of organisations, places and projects: a pair with a word of theirs, in any
    case ending, is none.
    """
    stems = {word[:_STEM] for name in known for word in re.findall(r"\w+", name.lower())}
    for match in _NAME.finditer(text):
        if not any(word.lower()[:_STEM] in stems for word in match.groups()):
            return [Refusal("name", match[0])]
    return []


def own_address(text: str, *, pages: Collection[str], hosts: Collection[str]) -> str | None:
    """A view's address as it is kept, `goals?goal=G1`; None for anything that is not ours.

    `pages` are the app's own addresses, `hosts` what its reader calls it (`127.0.0.1:8501`), so
    that a link copied whole can be pasted.
    """
    text = text.strip()
    if len(text) > ADDRESS_MOST or re.search(r"[\s\\<>\"'`]", text) or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    whole = parts.scheme or parts.netloc
    if whole and (parts.scheme not in ("http", "https") or parts.netloc not in hosts):
        return None
    page = parts.path.removeprefix("/").removesuffix("/")
    if parts.fragment or not _PAGE.fullmatch(page) or page not in pages:
        return None
    if of_text(unquote(parts.query), needed=False):
        return None
    return f"{page}?{parts.query}" if parts.query else page


def _phone(text: str) -> str | None:
    for match in _PHONE.finditer(text):
        digits = sum(sign.isdigit() for sign in match[0])
        if 7 <= digits <= 15 and not _DATE.fullmatch(match[0].strip()):
            return match[0]
    return None
