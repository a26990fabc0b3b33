"""What every sentence about a figure is made of.

A sentence is chosen by facts and filled with words in the right case. Indicators we know well
have inflected words of their own in `locales/<lang>/sentences.toml` (`subject_…` for what has a
level, `things_…` for what is counted); any other indicator gets a sentence in which its title
may stay as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from handprint import numbers
from handprint.analysis.ranking import Standing, ends, hidden
from handprint.catalog import Indicator
from handprint.words.catalogues import catalogue, t
from handprint.words.forms import Few, capital, counted, listed, lower_first, ordinal
from handprint.words.places import Places, place

NAMED_AT_MOST = 3
"""More tied areas than this are counted, not named, in a sentence."""

LISTED_AT_MOST = 4
"""More hidden areas than this are counted, not named, under a heading."""


@dataclass(frozen=True)
class Sentence:
    """A heading that is a finding, and the line under it."""

    title: str
    lede: str = ""


@dataclass(frozen=True)
class Amount:
    """A figure and its status, as the release has them."""

    value: float | None
    status: str = "value"

    @property
    def known(self) -> bool:
        """Whether there is a number to compute with."""
        return self.status in ("value", "zero", "carried") and (
            self.status == "zero" or numbers.rounded(self.value, 0) is not None
        )

    @property
    def number(self) -> float:
        """The number itself, zero for a true zero; only where `known`."""
        return 0.0 if self.status == "zero" or self.value is None else self.value


@dataclass(frozen=True)
class Wording:
    """How one indicator is spoken of: as a level, as things counted, or by its bare title."""

    kind: Literal["subject", "things", "bare"]
    words: str
    title: str
    noun: str
    tense: Literal["stock", "flow"]


def wording(indicator: Indicator, lang: str) -> Wording:
    """The way to speak of an indicator that its unit and our words allow."""
    words = catalogue(lang)["sentences"]
    things = words.get(f"things_{indicator.id}")
    subject = words.get(f"subject_{indicator.id}")
    title = indicator.title(lang)
    noun = words.get(f"noun_{indicator.id}", words["noun_figure"])
    tense = "flow" if indicator.measure == "flow" else "stock"
    if things and indicator.unit in numbers.COUNTED and not indicator.signed:
        return Wording("things", things, title, noun, tense)
    if subject:
        return Wording("subject", subject, title, noun, tense)
    return Wording("bare", title, title, noun, tense)


def say(key: str, lang: str, **slots: object) -> str:
    """One sentence of `locales/<lang>/sentences.toml`."""
    return t(f"sentences.{key}", lang=lang, **slots)


def written(indicator: Indicator, amount: Amount, lang: str) -> str:
    """An indicator's figure in running text: `17,1 %`, `alle 5`, `puuttuu`, `+120`."""
    if indicator.signed and amount.known:
        return numbers.change(amount.number, lang, indicator.decimals)
    return numbers.cell(
        amount.value,
        amount.status,
        unit=indicator.unit,
        decimals=indicator.decimals,
        lang=lang,
        in_words=True,
    )


def written_standing(indicator: Indicator, standing: Standing, lang: str) -> str:
    """The figure behind a standing, in running text."""
    return written(indicator, Amount(standing.value, standing.status), lang)


def difference(indicator: Indicator, newer: float, older: float) -> float:
    """The difference of two figures as they are shown, so that a reader can check it."""
    shown = numbers.rounded(newer, indicator.decimals), numbers.rounded(older, indicator.decimals)
    return float(shown[0] - shown[1])


def apart(indicator: Indicator, distance: float, lang: str) -> str | None:
    """A distance in words, `6,0 prosenttiyksikköä`; None for a unit that has no words."""
    key = f"apart_{indicator.unit}"
    if key not in catalogue(lang)["sentences"]:
        return None
    number = numbers.decimal(abs(distance), indicator.decimals, lang)
    return say(key, lang, number=number)


def level_of(row: Mapping[str, Standing]) -> str:
    """The level of the areas in a row; municipality for an empty one."""
    return next((place(code, "fi").level for code in row), "municipality")


def rank_words(
    indicator: Indicator, standing: Standing, lang: str, *, published: bool = True
) -> str:
    """`toiseksi korkein`, `kolmanneksi vähiten`, from the nearer end of the row.

    With `published`, a rank among some of the areas only says so: `korkein julkaistu`.
    """
    things = wording(indicator, lang).kind == "things"
    high, low = ("most", "fewest") if things else ("highest", "lowest")
    down = standing.rank_from_top <= standing.rank_from_bottom
    rank = standing.rank_from_top if down else standing.rank_from_bottom
    words = ordinal(rank, high if down else low, lang)
    if published and standing.unknown and not things:
        return say("rank_published", lang, rank=words)
    return words


def tie_words(indicator: Indicator, standing: Standing, lang: str, level: str) -> str:
    """`, sama kuin Muoniossa`; empty for an area that is tied with nobody."""
    if not standing.tied:
        return ""
    key = "tie_things" if wording(indicator, lang).kind == "things" else "tie"
    if len(standing.tied) <= NAMED_AT_MOST:
        return say(key, lang, others=Places(standing.tied, lang))
    return say(f"{key}_many", lang, others=how_many("others", len(standing.tied), level, lang))


def how_many(key: str, number: int, level: str, lang: str) -> str:
    """`seitsemässä kunnassa` for `many`, `yhdessä muussa kunnassa` for `others`."""
    if number == 1:
        return say(f"{key}_one_{level}", lang)
    return say(f"{key}_{level}", lang, number=Few(number, lang))


def top_and_bottom(row: Mapping[str, Standing]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas to name as highest and lowest.

    Among counts the secret ones (1–4) stand under all shown figures but zero, so where no shown
    area is lowest, the secret ones are.
    """
    top, bottom = ends(row)
    secret = hidden(row, "secret")
    ranked = any(standing.ranked for standing in row.values())
    return (top or (secret if ranked else ())), (bottom or (secret if ranked else ()))


def end_words(
    key: str, codes: tuple[str, ...], indicator: Indicator, row: Mapping[str, Standing], lang: str
) -> str:
    """One end of a row by the template `key`: `Kemissä 17,1 %`, `viidessä kunnassa alle 5`."""
    value = written_standing(indicator, row[codes[0]], lang)
    if len(codes) <= NAMED_AT_MOST:
        return say(key, lang, places=Places(codes, lang), value=value)
    many = how_many("many", len(codes), level_of(row), lang)
    return say(f"{key}_many", lang, places=many, value=value)


def hidden_words(
    indicator: Indicator,
    row: Mapping[str, Standing],
    lang: str,
    *,
    prefix: str = "hidden",
    at_most: int | None = LISTED_AT_MOST,
) -> list[str]:
    """What a picture of the row cannot show, one sentence a status: `Alle 5: Inari ja Salla.`."""
    level = level_of(row)
    secret, withheld = hidden(row, "secret"), hidden(row, "withheld")
    if indicator.unit not in numbers.COUNTED:
        # Only a count is known to be under five because it is secret.
        secret, withheld = (), secret + withheld
    told = (("secret", secret), ("withheld", withheld), ("missing", hidden(row, "missing")))
    return [
        say(f"{prefix}_{key}", lang, areas=_areas(codes, level, lang, at_most))
        for key, codes in told
        if codes
    ]


def joined(parts: Iterable[str | None]) -> str:
    """Sentences one after another, each with a capital letter; the empty ones left out."""
    return " ".join(capital(part) for part in parts if part)


def by_published(standing: Standing, sentence: str, lang: str) -> str:
    """A sentence about a place in the row, with a warning when some could stand anywhere."""
    return say("by_published", lang, sentence=sentence) if standing.unknown else sentence


def in_text(title: str) -> str:
    """A title inside a sentence: with a small letter, unless it opens with an abbreviation."""
    return lower_first(title)


def _areas(codes: tuple[str, ...], level: str, lang: str, at_most: int | None) -> str:
    if at_most is not None and len(codes) > at_most:
        things = {"municipality": "municipalities"}.get(level, f"{level}s")
        return counted(len(codes), things, lang=lang)
    return listed([place(code, lang).name for code in codes], lang)
