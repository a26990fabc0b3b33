"""Place names in the cases a sentence needs, from `locales/places.toml`."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from handprint.session import language
from handprint.words.catalogues import catalogue
from handprint.words.forms import listed

REGION, COUNTRY = "MK19", "SSS"
"""The codes of Lapland and of the whole country."""
LEVELS = ("municipality", "sub_region", "employment_area")
"""What the region is divided into; the two latter do not nest."""
_FILE = Path(__file__).parents[2] / "locales" / "places.toml"


@dataclass(frozen=True)
class Place:
    """One area's name: `place("240").locative` is `Kemissä`, in English `in Kemi`.

    `name` is the label (`whole country`), `nominative` the form in running text
    (`the whole country`), `short` the label where the kind of area is already said.
    `partitive` and `illative` are the forms of comparison (`Kemiä enemmän`,
    `Kemiin verrattuna`); in English both are the nominative. `also` holds the official
    names in other languages, by language code.
    """

    code: str
    level: str
    name: str
    short: str
    nominative: str
    genitive: str
    partitive: str
    illative: str
    locative: str
    also: dict[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """The form in running text, so that a bare slot reads well."""
        return self.nominative


@dataclass(frozen=True)
class Places:
    """Several places in one slot, each form a list: `Kemissä, Muoniossa ja Sallassa`."""

    codes: tuple[str, ...]
    lang: str

    @property
    def nominative(self) -> str:
        """`Kemi ja Muonio`."""
        return self._listed("nominative")

    @property
    def genitive(self) -> str:
        """`Kemin ja Muonion`."""
        return self._listed("genitive")

    @property
    def illative(self) -> str:
        """`Kemiin ja Muonioon`."""
        return self._listed("illative")

    @property
    def locative(self) -> str:
        """`Kemissä ja Muoniossa`."""
        return self._listed("locative")

    def __str__(self) -> str:
        """The form in running text."""
        return self.nominative

    def _listed(self, form: str) -> str:
        return listed([getattr(_place(code, self.lang), form) for code in self.codes], self.lang)


def place(area_code: str, lang: str | None = None) -> Place:
    """The place behind an area code; KeyError for a code that is not an area of ours."""
    return _place(area_code, lang or language())


def place_codes(level: str | None = None) -> tuple[str, ...]:
    """Every area code we have words for, in code order; or those of one level."""
    return tuple(c for c, row in _rows().items() if level is None or row["level"] == level)


@cache
def _place(code: str, lang: str) -> Place:
    row = _rows()[code]
    # A language without its own names uses the official local ones, or else the Finnish.
    own = row.get(lang, {"name": row.get("also", {}).get(lang, row["fi"]["name"])})
    in_text = own.get("in_text", own["name"])
    grammar = catalogue(lang).get("grammar", {})
    return Place(
        code=code,
        level=row["level"],
        name=own["name"],
        short=own.get("short", own["name"]),
        nominative=in_text,
        genitive=own.get("genitive", grammar.get("place_genitive", "{name}").format(name=in_text)),
        partitive=own.get("partitive", in_text),
        illative=own.get("illative", in_text),
        locative=own.get("locative", grammar.get("place_locative", "{name}").format(name=in_text)),
        also=dict(row.get("also", {})),
    )


@cache
def _rows() -> dict[str, dict]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
