"""Numbers, periods and dates as the reader of each language writes them."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint import numbers

LANGUAGES = ["fi", "en"]
FLOATS = st.floats(-1e12, 1e12, allow_nan=False)
MONTHS = st.builds(lambda y, m: f"{y:04d}-{m:02d}", st.integers(1900, 2100), st.integers(1, 12))


def parsed(text: str, lang: str) -> float:
    """The number a reader sees, read back."""
    plain = text.replace("\u2212", "-").replace("+", "").replace("±", "")
    if lang == "fi":
        return float(plain.replace("\u00a0", "").replace(",", "."))
    return float(plain.replace(",", ""))


@pytest.mark.parametrize(
    ("written", "fi", "en"),
    [
        (lambda lang: numbers.count(9137, lang), "9\u00a0137", "9,137"),
        (lambda lang: numbers.count(1234567, lang), "1\u00a0234\u00a0567", "1,234,567"),
        (lambda lang: numbers.count(999, lang), "999", "999"),
        (lambda lang: numbers.percent(11.1, lang), "11,1\u00a0%", "11.1\u00a0%"),
        (lambda lang: numbers.change(-2198, lang), "\u22122\u00a0198", "\u22122,198"),
        (lambda lang: numbers.change(372, lang), "+372", "+372"),
        (lambda lang: numbers.change(0, lang), "±0", "±0"),
        (lambda lang: numbers.change(-0.04, lang, 1), "±0,0", "±0.0"),
        (lambda lang: numbers.points(0.3, lang), "+0,3\u00a0%-yks.", "+0.3\u00a0pp"),
        (lambda lang: numbers.money(23450, lang), "23\u00a0450\u00a0€", "€23,450"),
        (lambda lang: numbers.money(-5, lang), "\u22125\u00a0€", "\u2212€5"),
        (lambda lang: numbers.about(2517, lang), "≈\u00a02\u00a0520", "≈\u00a02,520"),
        (
            lambda lang: numbers.value(51.2, unit="years", decimals=1, lang=lang),
            "51,2\u00a0vuotta",
            "51.2\u00a0years",
        ),
        (
            lambda lang: numbers.value(38, unit="days", decimals=0, lang=lang),
            "38\u00a0päivää",
            None,
        ),
        (lambda lang: numbers.value(7, unit="persons", decimals=0, lang=lang), "7", "7"),
        (
            lambda lang: numbers.difference(1.25, unit="percent", decimals=1, lang=lang),
            "+1,3\u00a0%-yks.",
            "+1.3\u00a0pp",
        ),
        (
            lambda lang: numbers.difference(-120, unit="euros", decimals=0, lang=lang),
            "\u2212120\u00a0€",
            "\u2212€120",
        ),
        (lambda lang: numbers.times(2.478, lang), "2,5-kertainen", "2.5 times"),
    ],
)
def test_each_kind_of_number_is_written_as_its_readers_do(written, fi, en):
    assert written("fi") == fi
    if en:
        assert written("en") == en


@pytest.mark.parametrize(
    ("x", "digits", "shown"),
    [(0.25, 1, "0,3"), (2.5, 0, "3"), (1.005, 2, "1,01"), (0.5, 0, "1"), (2.675, 2, "2,68")],
)
def test_halves_are_rounded_up_as_by_hand(x, digits, shown):
    assert numbers.decimal(x, digits, "fi") == shown


@given(FLOATS, st.integers(0, 4), st.sampled_from(LANGUAGES))
def test_what_is_shown_reads_back_as_the_number(x, digits, lang):
    shown = numbers.decimal(x, digits, lang)
    assert math.isclose(parsed(shown, lang), x, abs_tol=0.5000001 * 10.0**-digits, rel_tol=1e-12)
    assert len(re.split(r"[,.]" if lang == "fi" else r"\.", shown)[-1]) == digits or not digits


@given(FLOATS, st.sampled_from(LANGUAGES))
def test_no_number_breaks_over_a_line_or_carries_a_hyphen_as_its_minus(x, lang):
    for shown in (
        numbers.count(x, lang),
        numbers.percent(x, lang),
        numbers.change(x, lang, 1),
        numbers.points(x, lang),
        numbers.money(x, lang),
        numbers.value(x, unit="years", decimals=1, lang=lang),
    ):
        assert " " not in shown
        assert "-" not in shown.replace("%-yks.", "")
        assert not shown.endswith("\u00a0")


@given(FLOATS, st.sampled_from(LANGUAGES))
def test_a_change_always_shows_its_sign(x, lang):
    assert numbers.change(x, lang)[0] in "+\u2212±"


@given(
    st.one_of(st.none(), st.sampled_from([float("nan"), float("inf"), -float("inf"), np.nan])),
    st.sampled_from(LANGUAGES),
)
def test_what_is_no_number_is_a_dash(x, lang):
    for shown in (
        numbers.count(x, lang),
        numbers.decimal(x, 1, lang),
        numbers.percent(x, lang),
        numbers.change(x, lang),
        numbers.points(x, lang),
        numbers.about(x, lang),
        numbers.money(x, lang),
        numbers.cell(x, "value", unit="persons", decimals=0, lang=lang),
    ):
        assert shown == "–"


@pytest.mark.parametrize("x", [np.float64(17.1), np.int64(9137), np.float32(2.5), 3, True])
def test_numbers_of_tables_are_numbers(x):
    assert numbers.decimal(x, 1, "en") == numbers.decimal(float(x), 1, "en")


CELLS = {
    ("value", "persons"): ("93", "93"),
    ("zero", "persons"): ("0", "0"),
    ("secret", "persons"): ("<5", "alle 5"),
    ("secret", "vacancies"): ("<5", "alle 5"),
    ("secret", "percent"): ("salattu", "salattu"),
    ("withheld", "persons"): ("salattu", "salattu"),
    ("missing", "persons"): ("–", "puuttuu"),
    ("not_applicable", "percent"): ("ei koske", "ei koske tätä aluetta"),
    ("carried", "persons"): ("93\u00a0(aiempi)", "93\u00a0(aiempi)"),
}


@pytest.mark.parametrize(("case", "words"), CELLS.items())
def test_each_status_has_a_cell_and_a_word_of_its_own(case, words):
    status, unit = case
    value = 93 if status in ("value", "carried") else None
    shown = [
        numbers.cell(value, status, unit=unit, decimals=0, lang="fi", in_words=in_words)
        for in_words in (False, True)
    ]
    assert tuple(shown) == words


@given(st.sampled_from(["persons", "vacancies", "jobs", "moves", "percent", "ratio", "euros"]))
def test_a_secret_value_is_never_shown_even_if_it_is_passed(unit):
    for lang in LANGUAGES:
        shown = numbers.cell(3, "secret", unit=unit, decimals=1, lang=lang)
        assert "3" not in shown
        withheld = numbers.cell(3, "withheld", unit=unit, decimals=1, lang=lang)
        assert not any(character.isdigit() for character in withheld)


PERIODS = {
    "short": ("6/2026", "Jun 2026", "2025", "2025"),
    "long": ("kesäkuu 2026", "June 2026", "vuosi 2025", "2025"),
    "genitive": ("kesäkuun 2026", "June 2026", "vuoden 2025", "2025"),
    "inessive": ("kesäkuussa 2026", "in June 2026", "vuonna 2025", "in 2025"),
    "partitive": ("kesäkuuta 2026", "June 2026", "vuotta 2025", "2025"),
    "of": ("kesäkuulta 2026", "for June 2026", "vuodelta 2025", "for 2025"),
    "from": ("kesäkuusta 2026", "from June 2026", "vuodesta 2025", "from 2025"),
    "to": ("kesäkuuhun 2026", "to June 2026", "vuoteen 2025", "to 2025"),
    "end": (
        "kesäkuun 2026 lopussa",
        "at the end of June 2026",
        "vuoden 2025 lopussa",
        "at the end of 2025",
    ),
}


@pytest.mark.parametrize(("style", "forms"), PERIODS.items())
def test_a_period_is_written_in_every_form(style, forms):
    asked = [("2026-06", "fi"), ("2026-06", "en"), ("2025", "fi"), ("2025", "en")]
    assert tuple(numbers.period(code, lang, style) for code, lang in asked) == forms


def test_every_finnish_month_takes_its_cases():
    stems = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"
    for month, stem in enumerate(stems.split(), 1):
        code = f"2023-{month:02d}"
        assert numbers.period(code, "fi", "inessive") == f"{stem}kuussa 2023"
        assert numbers.period(code, "fi", "end") == f"{stem}kuun 2023 lopussa"
        assert numbers.period(code, "fi", "name_to") == f"{stem}kuuhun"


def test_ranges_and_dates_use_the_en_dash_and_the_order_of_each_language():
    assert numbers.period_range("2022-11", "2023-10", "fi") == "11/2022–10/2023"
    assert numbers.period_range("2022-11", "2023-10", "en") == "Nov 2022–Oct 2023"
    assert numbers.period_range("2006", "2023", "fi") == "2006–2023"
    assert numbers.period_range("2026-06", "2026-06", "fi") == "6/2026"
    assert numbers.date("2023-12-31", "fi") == "31.12.2023"
    assert numbers.date("2023-12-31", "en") == "31 Dec 2023"
    assert numbers.date("2023-12-31T10:00:00Z", "fi", year=False) == "31.12."


@given(MONTHS, st.integers(-600, 600))
def test_months_move_forth_and_back(month, steps):
    there = numbers.months_before(month, steps)
    assert numbers.months_before(there, -steps) == month
    assert numbers.months_between(there, month) == steps


@given(MONTHS, st.integers(0, 60))
def test_a_range_of_months_holds_both_ends_and_every_month_between(start, length):
    end = numbers.months_before(start, -length)
    months = numbers.month_range(start, end)
    assert (months[0], months[-1], len(months)) == (start, end, length + 1)
    assert months == sorted(set(months))


def test_a_year_moves_by_whole_years_only():
    assert numbers.months_before("2025") == "2024"
    assert numbers.months_before("2025", 60) == "2020"
    assert numbers.months_between("2020", "2025") == 60
    with pytest.raises(ValueError, match="2025 is a year"):
        numbers.months_before("2025", 6)


@pytest.mark.parametrize("code", ["2026-13", "2026-00"])
def test_a_month_that_does_not_exist_is_refused(code):
    with pytest.raises(ValueError, match="not a month"):
        numbers.months_before(code)
