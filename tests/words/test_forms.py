"""Counted things, lists, ordinals and small words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.words import capital, counted, listed, month_read, ordinal, shown, t, when
from handprint.words.forms import Few, Moment, lower_first


@pytest.mark.parametrize(
    ("number", "fi", "en"),
    [
        (0, "0 työtöntä", "0 unemployed jobseekers"),
        (1, "1 työtön", "1 unemployed jobseeker"),
        (2, "2 työtöntä", "2 unemployed jobseekers"),
        (21, "21 työtöntä", "21 unemployed jobseekers"),
        (1386, "1\u00a0386 työtöntä", "1,386 unemployed jobseekers"),
    ],
)
def test_the_partitive_follows_every_number_but_one(number, fi, en):
    assert counted(number, "unemployed", lang="fi") == fi
    assert counted(number, "unemployed", lang="en") == en


def test_a_secret_number_is_counted_as_under_five():
    assert counted(None, "unemployed", "secret", "fi") == "alle 5 työtöntä"
    assert counted(1, "unemployed", "secret", "fi") == "alle 5 työtöntä"
    assert counted(None, "open_at_month_end", "secret", "en") == "under 5 openings"


def test_a_list_has_one_and():
    assert [listed(["Kemi", "Muonio", "Salla"][:n], "fi") for n in range(4)] == [
        "",
        "Kemi",
        "Kemi ja Muonio",
        "Kemi, Muonio ja Salla",
    ]
    assert listed(["Kemi", "Muonio", "Salla"], "en") == "Kemi, Muonio and Salla"


@pytest.mark.parametrize(
    ("rank", "end", "fi", "en"),
    [
        (1, "highest", "korkein", "highest"),
        (2, "highest", "toiseksi korkein", "second highest"),
        (3, "lowest", "kolmanneksi matalin", "third lowest"),
        (10, "most", "kymmenenneksi eniten", "tenth most"),
        (11, "fewest", "11. vähiten", "11th fewest"),
        (21, "highest", "21. korkein", "21st highest"),
        (22, "highest", "22. korkein", "22nd highest"),
        (23, "highest", "23. korkein", "23rd highest"),
        (112, "highest", "112. korkein", "112th highest"),
    ],
)
def test_places_in_a_row_are_words(rank, end, fi, en):
    assert ordinal(rank, end, "fi") == fi
    assert ordinal(rank, end, "en") == en


def test_a_rank_starts_from_one():
    with pytest.raises(ValueError, match="starts from one"):
        ordinal(0)


def test_small_numbers_are_words_in_the_case_of_their_place():
    assert Few(2, "fi").inessive == "kahdessa"
    assert Few(4, "fi").adessive == "neljällä"
    assert Few(12, "fi").inessive == "12"
    assert str(Few(7, "en")) == "seven"


def test_a_moment_has_every_style_of_a_period():
    assert Moment("2026-06", "fi").end == "kesäkuun 2026 lopussa"
    assert f"{Moment('2026-06', 'en')}" == "June 2026"
    assert when("2026-06", "inessive", "fi") == "kesäkuussa 2026"
    with pytest.raises(KeyError):
        _ = Moment("2026-06", "fi").nonsense


def test_abbreviations_keep_their_capitals_inside_a_sentence():
    assert lower_first("Tarjoilijat") == "tarjoilijat"
    assert lower_first("IT-tuen asiantuntijat") == "IT-tuen asiantuntijat"
    assert lower_first("15 vuotta täyttäneet") == "15 vuotta täyttäneet"
    assert lower_first("") == ""


@given(st.text())
def test_a_capital_changes_the_first_letter_only(text):
    assert capital(text)[1:].endswith(text[1:])


def test_words_are_found_by_their_key_and_filled():
    assert t("grammar.percent", lang="fi", number="11,1") == "11,1\u00a0%"
    with pytest.raises(KeyError, match="no words for grammar.nothing"):
        t("grammar.nothing", lang="fi")
    with pytest.raises(KeyError, match="wants a value"):
        t("grammar.percent", lang="fi")


def test_without_a_reader_the_language_is_finnish():
    assert shown(None, "secret", unit="persons") == "<5"
    assert shown(None, "secret", unit="persons", in_words=True) == "alle 5"


@given(
    st.integers(1990, 2040), st.integers(1, 12), st.sampled_from(["short", "long"]),
    st.sampled_from(["fi", "en"]),
)  # fmt: skip
def test_a_printed_month_is_read_back(year, month, style, lang):
    code = f"{year}-{month:02d}"
    assert month_read(when(code, style, lang), lang) == code


@pytest.mark.parametrize("words", ["", "–", "2026", "6/2026–7/2026", "13/2026", "24.11.2026"])
def test_what_is_no_month_is_read_as_none(words):
    assert month_read(words, "fi") is None
