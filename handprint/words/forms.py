"""The small grammar of sentences: counted things, lists, ordinals, capitals."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from handprint import numbers
from handprint.session import language
from handprint.words.catalogues import catalogue


def shown(
    value: float | None,
    status: str = "value",
    *,
    unit: str,
    decimals: int = 0,
    in_words: bool = False,
    lang: str | None = None,
) -> str:
    """A figure of any status as the reader sees it: `11,1 %`, `<5`, `–`; in_words: `alle 5`."""
    return numbers.cell(
        value,
        status,
        unit=unit,
        decimals=decimals,
        lang=lang or language(),
        in_words=in_words,
    )


def when(period: str, style: str = "long", lang: str | None = None) -> str:
    """A month or a year in words: `when("2026-06", "end")` is `kesäkuun 2026 lopussa`."""
    return numbers.period(period, lang or language(), style)


def month_read(printed: str, lang: str | None = None) -> str | None:
    """The code of a month as `when` prints it, short or long: `6/2026` is `2026-06`; else None.

    The tables hold months as the reader sees them; a picture or a file needs to count with them.
    """
    return _printed_months(lang or language()).get(printed)


@lru_cache(maxsize=4)
def _printed_months(lang: str) -> dict[str, str]:
    codes = (f"{year}-{month:02d}" for year in range(1990, 2041) for month in range(1, 13))
    return {when(code, style, lang): code for code in codes for style in ("short", "long")}


def counted(
    number: float | None, thing: str, status: str = "value", lang: str | None = None
) -> str:
    """A number and what it counts: `1 työtön`, `2 työtöntä`, `alle 5 työtöntä`.

    `thing` names a pair of grammar keys: `unemployed` is `unemployed_one`, `unemployed_many`.
    """
    lang = lang or language()
    words = catalogue(lang)["grammar"]
    figure = numbers.cell(
        number,
        status,
        unit="persons",
        decimals=0,
        lang=lang,
        in_words=status in ("secret", "withheld"),
    )
    one = status not in ("secret", "withheld", "missing") and numbers.rounded(number, 0) == 1
    return words["counted"].format(
        number=figure, thing=words[f"{thing}_one" if one else f"{thing}_many"]
    )


def listed(items: Sequence[object], lang: str | None = None) -> str:
    """A list in a sentence: `Kemi, Muonio ja Salla`; empty for nothing."""
    items = [str(item) for item in items]
    if len(items) < 2:
        return "".join(items)
    words = catalogue(lang or language())["grammar"]
    return words["list_many"].format(first=words["list_comma"].join(items[:-1]), last=items[-1])


def ordinal(rank: int, superlative: str = "highest", lang: str | None = None) -> str:
    """A place in a row: `korkein`, `toiseksi korkein`, `11. korkein`.

    `superlative` is highest, lowest, most or fewest.
    """
    words = catalogue(lang or language())["grammar"]
    if rank < 1:
        raise ValueError(f"a rank starts from one, not {rank}")
    if rank == 1:
        return words[superlative]
    if rank <= 10:
        position = words[f"ordinal_{rank}"]
    else:
        last = rank % 10
        teen = rank % 100 in (11, 12, 13)
        key = f"ordinal_above_{last}" if last in (1, 2, 3) and not teen else "ordinal_above"
        position = words[key].format(number=rank)
    return words["ranked"].format(ordinal=position, superlative=words[superlative])


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it opens with an abbreviation (`IT-…`)."""
    return text if text[1:2].isupper() or not text[1:2].isalpha() else text[:1].lower() + text[1:]


@dataclass(frozen=True)
class Moment:
    """A period for the slots of a sentence: `{period.end}`, `{period.inessive}`.

    Every style of `numbers.period` is an attribute; alone it is the long form.
    """

    code: str
    lang: str

    def __getattr__(self, style: str) -> str:
        """The period in one style."""
        if style.startswith("_"):
            raise AttributeError(style)
        return numbers.period(self.code, self.lang, style)

    def __str__(self) -> str:
        """The period in its long form."""
        return numbers.period(self.code, self.lang, "long")


@dataclass(frozen=True)
class Few:
    """A small whole number in words, in the cases of `kahdessa kunnassa`; digits from eleven on."""

    number: int
    lang: str

    @property
    def inessive(self) -> str:
        """The form of `kahdessa kunnassa`."""
        return self._word("few_inessive")

    @property
    def adessive(self) -> str:
        """The form of `kahdella työllisyysalueella`."""
        return self._word("few_adessive")

    def __str__(self) -> str:
        """The plain form, `kaksi`."""
        return self._word("few")

    def _word(self, key: str) -> str:
        words = catalogue(self.lang)["grammar"][key].split()
        if 1 <= self.number <= len(words):
            return words[self.number - 1]
        return numbers.count(self.number, self.lang)
