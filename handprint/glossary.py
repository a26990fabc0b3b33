"""Terms, notes on the series and the accessibility statement, as written in `data/*.toml`.

People at the Council edit those files. Nothing here draws or asks the database; the files are
read once and never change while the program runs.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from handprint import catalog

OWN = "own"
KINDS = ("gap", "break", "reading")


@dataclass(frozen=True)
class Term:
    """One word and what it means. `source` is `own` where this service decided the meaning."""

    code: str
    topic: str
    source: str
    address: str
    pages: tuple[str, ...]
    indicators: tuple[str, ...]
    see: tuple[str, ...]
    words: dict[str, dict[str, Any]] = field(hash=False)

    def term(self, lang: str) -> str:
        """The word itself."""
        return self.words[lang]["term"]

    def definition(self, lang: str) -> str:
        """What it means."""
        return self.words[lang]["definition"]

    def found_by(self, asked: str) -> bool:
        """True when the text stands in the word, its other names or its meaning."""
        return mentions(
            [
                name
                for said in self.words.values()
                for name in (said["term"], *said.get("also", ()), said["definition"])
            ],
            asked,
        )


@dataclass(frozen=True)
class Note:
    """Something to know about a series before it is quoted: a gap, a break, a way of reading.

    `start` and `end` are periods such as `2023-11`, empty where there is none.
    """

    code: str
    kind: str
    start: str
    end: str
    indicators: tuple[str, ...]
    address: str
    words: dict[str, dict[str, str]] = field(hash=False)

    def title(self, lang: str) -> str:
        """The note in one line."""
        return self.words[lang]["title"]

    def text(self, lang: str) -> str:
        """The note whole."""
        return self.words[lang]["text"]


@dataclass(frozen=True)
class Failing:
    """One accessibility requirement that is not met: where, what, why, and the way round it."""

    code: str
    criterion: str
    level: str
    origin: str
    since: date
    words: dict[str, dict[str, str]] = field(hash=False)

    def says(self, part: str, lang: str) -> str:
        """One part of it: `where`, `what`, `why` or `alternative`."""
        return self.words[lang][part]


@dataclass(frozen=True)
class Statement:
    """The accessibility statement: state, dates, failings, feedback channel, supervisor."""

    status: str
    law: str
    assessed: date
    written: date
    feedback: str
    answered_by: str
    standard: dict[str, str] = field(hash=False)
    method: dict[str, list[str]] = field(hash=False)
    not_done: dict[str, str] = field(hash=False)
    supervisor: dict[str, str] = field(hash=False)
    failings: tuple[Failing, ...] = ()


@cache
def terms() -> tuple[Term, ...]:
    """Every term, topic by topic, in the order of its file."""
    return tuple(
        Term(
            code=code,
            topic=path.stem,
            source=said["source"],
            address=said["address"],
            pages=tuple(said["pages"]),
            indicators=tuple(said.get("indicators", ())),
            see=tuple(said["see"]),
            words={lang: said[lang] for lang in catalog.LANGUAGES},
        )
        for path in sorted((_folder() / "terms").glob("*.toml"))
        for code, said in tomllib.loads(path.read_text(encoding="utf-8")).items()
    )


@cache
def notes() -> tuple[Note, ...]:
    """Every note on the series, in the order of its file."""
    return tuple(
        Note(
            code=code,
            kind=said["kind"],
            start=said["from"],
            end=said["to"],
            indicators=tuple(said["indicators"]),
            address=said["address"],
            words={lang: said[lang] for lang in catalog.LANGUAGES},
        )
        for code, said in _read("series_notes.toml").items()
    )


@cache
def statement() -> Statement:
    """The accessibility statement in force."""
    said = _read("accessibility.toml")
    failings = tuple(
        Failing(code=code, words={lang: one.pop(lang) for lang in catalog.LANGUAGES}, **one)
        for code, one in said.pop("failing", {}).items()
    )
    return Statement(failings=failings, **said)


def mentions(names: Iterable[str], asked: str) -> bool:
    """True when the text stands in one of the names, whatever the case and the dots."""
    wanted = _plain(asked)
    return any(wanted in _plain(name) for name in names)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_folder() / name).read_text(encoding="utf-8"))


def _folder() -> Path:
    """The catalogue's folder, or this copy's own `data/` where that one holds no terms."""
    place = catalog.folder()
    return place if (place / "terms").is_dir() else Path(__file__).parent.parent / "data"


def _plain(text: str) -> str:
    """Lower case without accents, so that `tyoton` finds `työtön`."""
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter)).strip()
