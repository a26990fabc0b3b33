"""Numbers, periods and dates as the reader of each language writes them.

Pure: figures and a language code in, text out. The marks come from Babel, the words from
`locales/<lang>/grammar.toml`. Anything that is not a finite number is drawn as a dash, so
neither NaN nor None ever reaches a screen.
"""

import datetime as dt
import math
import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale

HARD_SPACE = "\u00a0"
MINUS = "\u2212"

COUNTED = frozenset({"persons", "vacancies", "jobs", "moves"})
"""Units in which a secret cell is known to be one to four."""

_LOCALES = Path(__file__).parent.parent / "locales"


def count(x: float | None, lang: str) -> str:
    """A whole number: `9 137`, `9,137`."""
    return decimal(x, 0, lang)


def decimal(x: float | None, digits: int, lang: str) -> str:
    """A number with exactly `digits` decimals, halves rounded away from zero.

    Rounding starts from the shortest decimal that names the float: 0.25 gives 0.3, which is
    what a reader with a pocket calculator expects, where Python's own rounding gives 0.2.
    """
    exact = rounded(x, digits)
    return _grammar(lang)["undefined"] if exact is None else _written(exact, lang)


def percent(x: float | None, lang: str, digits: int = 1) -> str:
    """A share: `11,1 %`, with a hard space in every language."""
    return value(x, unit="percent", decimals=digits, lang=lang)


def change(x: float | None, lang: str, digits: int = 0) -> str:
    """A change, its sign always written: `−2 198`, `+372`, `±0`."""
    exact = rounded(x, digits)
    if exact is None:
        return _grammar(lang)["undefined"]
    if not exact:
        return _grammar(lang)["zero_change"].format(number=_written(exact, lang))
    return ("+" if exact > 0 else "") + _written(exact, lang)


def points(x: float | None, lang: str, digits: int = 1) -> str:
    """A difference of two shares: `+0,3 %-yks.`, `+0.3 pp`."""
    return _with_words("points", change(x, lang, digits), x, lang)


def money(x: float | None, lang: str, digits: int = 0) -> str:
    """Euros: `23 450 €`, `€23,450`."""
    return value(x, unit="euros", decimals=digits, lang=lang)


def about(x: float | None, lang: str) -> str:
    """An estimate rounded to tens, because secret cells make it a range: `≈ 2 520`."""
    tens = rounded(x, -1)
    return _with_words("about", count(None if tens is None else float(tens), lang), x, lang)


def times(x: float | None, lang: str, digits: int = 1) -> str:
    """How many times one figure is another: `2,5-kertainen`, `2.5 times`."""
    return _with_words("times", decimal(x, digits, lang), x, lang)


def value(x: float | None, *, unit: str, decimals: int, lang: str) -> str:
    """A figure with its unit where the unit is written beside it: percent, euros, years, days.

    Persons, vacancies, jobs, moves, indices and ratios stand alone.
    """
    words = unit if unit in ("percent", "euros", "years", "days") else None
    number = decimal(x, decimals, lang)
    return _with_words(words, number, x, lang) if words else number


def difference(x: float | None, *, unit: str, decimals: int, lang: str) -> str:
    """A change in an indicator's own unit: percentage points for shares, a signed figure else."""
    if unit == "percent":
        return points(x, lang, decimals)
    number = change(x, lang, decimals)
    return _with_words(unit, number, x, lang) if unit in ("euros", "years", "days") else number


def cell(
    x: float | None,
    status: str,
    *,
    unit: str,
    decimals: int,
    lang: str,
    in_words: bool = False,
) -> str:
    """A table cell (or, `in_words`, a label or sentence part) for a figure of any status.

    A secret count is one to four and reads `<5`. A secret share has no such bound and reads
    `salattu`, since `<5` beside percentages would be taken for under five per cent; so does a
    `withheld` figure, the sum over areas of which some are secret. `rounded` is a cell of the
    publication cube that protection has made empty: nought to four, never nothing.
    """
    form = "words" if in_words else "cell"
    words = _grammar(lang)
    if status == "secret" and unit in COUNTED:
        return words[f"secret_{form}"]
    if status in ("secret", "withheld"):
        return words[f"withheld_{form}"]
    if status == "rounded":
        return words["rounded"]
    if status == "not_applicable":
        return words[f"not_applicable_{form}"]
    if status == "zero":
        return value(0.0, unit=unit, decimals=decimals, lang=lang)
    if status == "missing" or rounded(x, decimals) is None:
        return words[f"missing_{form}"]
    number = value(x, unit=unit, decimals=decimals, lang=lang)
    return words["carried"].format(number=number) if status == "carried" else number


@lru_cache(maxsize=65536)
def rounded(x: float | None, digits: int) -> Decimal | None:
    """The number as it will be shown, or None when there is no finite number to show."""
    if x is None or not math.isfinite(x):
        return None
    exact = Decimal(int(x)) if isinstance(x, int) else Decimal(repr(float(x)))
    # Adding zero turns a negative zero into a plain one.
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0


def period(code: str, lang: str, style: str = "long") -> str:
    """A month (`2026-06`) or a year (`2025`) in words.

    Styles: short `6/2026`, long `kesäkuu 2026`, genitive, inessive `kesäkuussa 2026`, partitive,
    from, to, end `kesäkuun 2026 lopussa`; for months also name, name_genitive, name_inessive and
    name_to, without the year.
    """
    return _period(code, lang, style)


def period_range(start: str, end: str, lang: str, style: str = "short") -> str:
    """A stretch of months or years: `11/2022–10/2023`; a single period when both ends meet."""
    first, last = period(start, lang, style), period(end, lang, style)
    return first if start == end else _grammar(lang)["range"].format(start=first, end=last)


def date(day: dt.date | str, lang: str, *, year: bool = True) -> str:
    """A day: `31.12.2023`, `31 Dec 2023`; `year=False` leaves the year out."""
    day = dt.date.fromisoformat(day[:10]) if isinstance(day, str) else day
    month = _months(lang)[day.month - 1]
    template = _grammar(lang)["date" if year else "day_month"]
    return template.format(day=day.day, month=month, year=day.year)


def is_month(code: str) -> bool:
    """Whether a period is a month rather than a year."""
    return len(code) == 7


def months_before(code: str, months: int = 12) -> str:
    """The period so many months earlier; a year moves by whole years, so by twelves only."""
    if not is_month(code):
        years, odd = divmod(months, 12)
        if odd:
            raise ValueError(f"{code} is a year: it cannot move by {months} months")
        return f"{int(code) - years:04d}"
    return _month_code(_month_number(code) - months)


def month_range(start: str, end: str) -> list[str]:
    """Every month from start to end, both included; empty when end comes first."""
    return [_month_code(n) for n in range(_month_number(start), _month_number(end) + 1)]


def months_between(start: str, end: str) -> int:
    """How many months from one period to another; negative when end comes first."""
    if is_month(start) != is_month(end):
        raise ValueError(f"{start} and {end} are not both months or both years")
    if not is_month(start):
        return 12 * (int(end) - int(start))
    return _month_number(end) - _month_number(start)


@dataclass(frozen=True)
class _Month:
    number: int
    name: str
    abbreviation: str

    def __str__(self) -> str:
        return self.name


def _with_words(key: str, number: str, x: float | None, lang: str) -> str:
    words = _grammar(lang)
    if rounded(x, 0) is None:
        return words["undefined"]
    # "€−5" reads badly: a sign goes before a currency mark that stands before its number.
    sign, bare = (number[0], number[1:]) if number[0] in f"+±{MINUS}" else ("", number)
    return sign + words[key].format(number=bare)


def _written(exact: Decimal, lang: str) -> str:
    group, mark = _marks(lang)
    plain = f"{exact:,f}"
    return plain.translate({ord(","): group, ord("."): mark, ord("-"): MINUS})


@lru_cache(maxsize=8192)
def _period(code: str, lang: str, style: str) -> str:
    words = _grammar(lang)
    if not is_month(code):
        return words[f"year_{style}"].format(year=int(code))
    year, number = int(code[:4]), int(code[5:])
    month = _months(lang)[number - 1]
    return words[f"month_{style}"].format(month=month, year=year)


def _month_number(code: str) -> int:
    year, month = int(code[:4]), int(code[5:])
    if not 1 <= month <= 12:
        raise ValueError(f"{code} is not a month")
    return 12 * year + month - 1


def _month_code(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{year:04d}-{month + 1:02d}"


@cache
def _marks(lang: str) -> tuple[str, str]:
    symbols = Locale.parse(lang).number_symbols["latn"]
    # Some locales group with a narrow or an ordinary space; ours never breaks a line.
    group = HARD_SPACE if symbols["group"].isspace() else symbols["group"]
    return group, symbols["decimal"]


@cache
def _months(lang: str) -> tuple[_Month, ...]:
    months = Locale.parse(lang).months
    return tuple(
        _Month(n, months["stand-alone"]["wide"][n], months["format"]["abbreviated"][n])
        for n in range(1, 13)
    )


@cache
def _grammar(lang: str) -> dict[str, str]:
    return tomllib.loads((_LOCALES / lang / "grammar.toml").read_text(encoding="utf-8"))
