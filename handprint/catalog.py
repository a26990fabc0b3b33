"""What an indicator means and where a source comes from, as written in `data/*.toml`.

The files are the catalogue: adding one adds an indicator or a source, and no Python is needed.
Everything here is read once and never changes while the program runs.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

UNITS = (
    "percent",
    "persons",
    "vacancies",
    "euros",
    "years",
    "days",
    "index",
    "moves",
    "ratio",
    "jobs",
)
BETTER = ("lower", "higher", "neither")
MEASURES = ("stock", "flow", "share", "average")
FREQUENCIES = ("month", "year")
HUES = ("seekers", "openings", "context")
FORMATS = ("csv", "pxweb-json", "json-stat2", "geojson", "persons")
STATUSES = ("secret", "missing", "not_applicable", "zero", "value", "refuse")
LANGUAGES = ("fi", "en")
# What may stand in a section of a source file; empty where the names are the source's own.
SECTIONS: dict[str, set[str]] = {
    "dimensions": {"area", "period", "occupation", "measure", "period_format"},
    "fixed": {"area", "period"},
    "csv": {"delimiter", "encoding", "decimal", "thousands"},
    "symbols": set(),
    "columns": set(),
}


class Incomplete(ValueError):
    """A catalogue file lacks something or says something we do not know.

    `file` is its path below `data/`, `field` the name in it, `expected` what would be right.
    """

    def __init__(self, file: str, field: str, found: object, expected: str) -> None:
        super().__init__(f"{file}: {field} = {found!r} (expected {expected})")
        self.file, self.field, self.found, self.expected = file, field, found, expected


@dataclass(frozen=True)
class Column:
    """Where an indicator's figures stand: a table, a column, and which rows of it."""

    table: str
    column: str
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Words:
    """What an indicator or a source is called in one language."""

    title: str
    short: str = ""
    definition: str = ""
    holds: str = ""
    gaps: str = ""
    publisher: str = ""


@dataclass(frozen=True)
class Ratio:
    """How a share is recomputed where nobody published it: 100 × of / by, for instance."""

    of: str
    by: str
    times: float = 100.0


@dataclass(frozen=True)
class Indicator:
    """One measured thing: unit, direction, meaning, words and where its figures stand."""

    id: str
    unit: str
    decimals: int
    better: str
    measure: str
    frequency: str
    topic: str
    hue: str = "context"
    additive: bool = False
    signed: bool = False
    breaks: tuple[float, ...] = ()
    cautions: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    ratio: Ratio | None = None
    undefined_when_zero: str | None = None
    words: dict[str, Words] = field(default_factory=dict, hash=False)

    def title(self, lang: str = "fi") -> str:
        """The full name, as a heading has it."""
        return self._in(lang).title

    def short(self, lang: str = "fi") -> str:
        """The short name, for axes and menus."""
        return self._in(lang).short or self._in(lang).title

    def definition(self, lang: str = "fi") -> str:
        """What exactly is counted."""
        return self._in(lang).definition

    def _in(self, lang: str) -> Words:
        return self.words.get(lang) or self.words["fi"]


@dataclass(frozen=True)
class Source:
    """One published file: who published it, under what licence, when it was fetched.

    `table` is the publisher's own id; `feeds` names the table of the release it fills;
    `sha256` is the checksum of the raw file, `retrieved` the day the copy was made. A source of
    format `persons` has no file here: its rows lie in the restricted folder and nothing about
    them is published but the protected cube.
    """

    id: str
    publisher: str
    table: str
    file: str
    format: str
    licence: str
    licence_address: str
    address: str
    retrieved: date
    sha256: str = ""
    via: str = ""
    updated: date | None = None
    feeds: str = "observation"
    rows: int | None = None
    partial: bool = False
    dimensions: dict[str, str] = field(default_factory=dict, hash=False)
    fixed: dict[str, str] = field(default_factory=dict, hash=False)
    csv: dict[str, str] = field(default_factory=dict, hash=False)
    symbols: dict[str, str] = field(default_factory=dict, hash=False)
    columns: dict[str, str] = field(default_factory=dict, hash=False)
    names: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    words: dict[str, Words] = field(default_factory=dict, hash=False)

    def title(self, lang: str = "fi") -> str:
        """What the source is called."""
        return self._in(lang).title

    def short(self, lang: str = "fi") -> str:
        """The name for the line under a figure."""
        return self._in(lang).short or self._in(lang).title

    def by(self, lang: str = "fi") -> str:
        """Who published it, by the name that the publisher goes by in the language."""
        return self._in(lang).publisher or self.publisher

    def holds(self, lang: str = "fi") -> str:
        """What it holds: areas, years, measures."""
        return self._in(lang).holds

    def gaps(self, lang: str = "fi") -> str:
        """What it lacks, or an empty string."""
        return self._in(lang).gaps

    def _in(self, lang: str) -> Words:
        return self.words.get(lang) or self.words["fi"]


_OWN = Path(__file__).resolve().parent.parent / "data"


def folder() -> Path:
    """Where the catalogue lies: HANDPRINT_DATA if it holds one, or `data/` of this copy."""
    named = os.environ.get("HANDPRINT_DATA")
    if named and (Path(named) / "indicators").is_dir():
        return Path(named)
    return _OWN


def indicator(id: str) -> Indicator:
    """The indicator with this id; KeyError if there is none."""
    return _indicators_by_id(folder())[id]


def indicators() -> tuple[Indicator, ...]:
    """Every indicator, by id."""
    return tuple(_indicators_by_id(folder()).values())


def source(id: str) -> Source:
    """The source with this id; KeyError if there is none."""
    return _sources_by_id(folder())[id]


def sources() -> tuple[Source, ...]:
    """Every source, by id."""
    return tuple(_sources_by_id(folder()).values())


def read_indicators(data_dir: Path) -> tuple[Indicator, ...]:
    """The indicators written in a data folder; Incomplete if one of them is not whole."""
    return tuple(
        _indicator(path, content, f"indicators/{path.name}")
        for path, content in _files(data_dir / "indicators")
    )


def read_sources(data_dir: Path) -> tuple[Source, ...]:
    """The sources written in a data folder; Incomplete if one of them is not whole."""
    return tuple(
        _source(path, content, f"sources/{path.name}")
        for path, content in _files(data_dir / "sources")
    )


@lru_cache(maxsize=4)
def _indicators_by_id(data_dir: Path) -> dict[str, Indicator]:
    return {one.id: one for one in read_indicators(data_dir)}


@lru_cache(maxsize=4)
def _sources_by_id(data_dir: Path) -> dict[str, Source]:
    return {one.id: one for one in read_sources(data_dir)}


def _files(place: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Each TOML file of a folder and what it says, by name."""
    found = []
    for path in sorted(place.glob("*.toml")):
        name = f"{place.name}/{path.name}"
        try:
            found.append((path, tomllib.loads(path.read_text(encoding="utf-8"))))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Incomplete(name, "TOML", str(error), "valid TOML in UTF-8") from error
    return found


def _indicator(path: Path, said: dict[str, Any], file: str) -> Indicator:
    """One indicator from its file."""
    known = {
        "unit",
        "decimals",
        "better",
        "measure",
        "frequency",
        "topic",
        "hue",
        "additive",
        "signed",
        "breaks",
        "cautions",
        "from",
        "ratio",
        "undefined_when_zero",
        *LANGUAGES,
    }
    _only(said, known, file)
    columns = said.get("from", [])
    for entry in columns:
        _only(entry, {"table", "column", "where"}, file)
    ratio = said.get("ratio")
    if ratio is not None:
        _only(ratio, {"of", "by", "times"}, file)
        _typed(ratio, "of", str, file)
        _typed(ratio, "by", str, file)
    if not columns and not ratio:
        raise Incomplete(file, "from", None, "[[from]] table, column")
    return Indicator(
        id=path.stem,
        unit=_one_of(said, "unit", UNITS, file),
        decimals=_typed(said, "decimals", int, file),
        better=_one_of(said, "better", BETTER, file),
        measure=_one_of(said, "measure", MEASURES, file),
        frequency=_one_of(said, "frequency", FREQUENCIES, file),
        topic=_typed(said, "topic", str, file),
        hue=_one_of({"hue": "context", **said}, "hue", HUES, file),
        additive=bool(said.get("additive", False)),
        signed=bool(said.get("signed", False)),
        breaks=tuple(float(b) for b in said.get("breaks", ())),
        cautions=tuple(said.get("cautions", ())),
        columns=tuple(
            Column(
                table=_typed(entry, "table", str, file),
                column=_typed(entry, "column", str, file),
                where=tuple(sorted(entry.get("where", {}).items())),
            )
            for entry in columns
        ),
        ratio=Ratio(**ratio) if ratio else None,
        undefined_when_zero=said.get("undefined_when_zero"),
        words=_words(said, ("title", "definition"), file),
    )


def _source(path: Path, said: dict[str, Any], file: str) -> Source:
    """One source from its file."""
    known = {
        "publisher",
        "table",
        "file",
        "format",
        "licence",
        "licence_address",
        "address",
        "via",
        "retrieved",
        "updated",
        "sha256",
        "feeds",
        "rows",
        "partial",
        "dimensions",
        "fixed",
        "csv",
        "symbols",
        "columns",
        "names",
        *LANGUAGES,
    }
    _only(said, known, file)
    for name, keys in SECTIONS.items():
        section = said.get(name, {})
        if not isinstance(section, dict) or not all(isinstance(v, str) for v in section.values()):
            raise Incomplete(file, f"[{name}]", section, 'name = "text"')
        _only(section, keys or set(section), file)
    for status in said.get("symbols", {}).values():
        if status not in STATUSES:
            raise Incomplete(file, "[symbols]", status, " | ".join(STATUSES))
    for name in ("retrieved", "updated"):
        if name in said and type(said[name]) is not date:
            raise Incomplete(file, name, said[name], "2026-07-21")
    if "retrieved" not in said:
        raise Incomplete(file, "retrieved", None, "2026-07-21")
    return Source(
        id=path.stem,
        publisher=_typed(said, "publisher", str, file),
        table=_typed(said, "table", str, file),
        file=_typed(said, "file", str, file),
        format=_one_of(said, "format", FORMATS, file),
        licence=_typed(said, "licence", str, file),
        licence_address=_typed(said, "licence_address", str, file),
        address=_typed(said, "address", str, file),
        retrieved=said["retrieved"],
        updated=said.get("updated"),
        words=_words(said, ("title", "holds"), file),
        **{
            name: said[name]
            for name in (
                "sha256",
                "via",
                "feeds",
                "rows",
                "partial",
                "dimensions",
                "fixed",
                "csv",
                "symbols",
                "columns",
                "names",
            )
            if name in said
        },
    )


def _words(said: dict[str, Any], wanted: tuple[str, ...], file: str) -> dict[str, Words]:
    """The words of an entry in each language, with none of the wanted ones missing."""
    words = {}
    for lang in LANGUAGES:
        section = said.get(lang)
        for name in wanted:
            if not isinstance(section, dict) or str(section.get(name, "")).strip(" ?") == "":
                raise Incomplete(file, f"[{lang}] {name}", None, "a sentence")
        _only(section, {"title", "short", "definition", "holds", "gaps", "publisher"}, file)
        words[lang] = Words(**{name: " ".join(text.split()) for name, text in section.items()})
    return words


def _one_of(said: dict[str, Any], name: str, allowed: tuple[str, ...], file: str) -> str:
    if said.get(name) not in allowed:
        raise Incomplete(file, name, said.get(name), " | ".join(allowed))
    return said[name]


def _typed(said: dict[str, Any], name: str, kind: type, file: str) -> Any:
    if type(said.get(name)) is not kind:
        raise Incomplete(file, name, said.get(name), kind.__name__)
    return said[name]


def _only(said: dict[str, Any], known: set[str], file: str) -> None:
    """A misspelt key would be ignored in silence; refuse it instead."""
    for name in said:
        if name not in known:
            raise Incomplete(file, name, said[name], ", ".join(sorted(known)))
