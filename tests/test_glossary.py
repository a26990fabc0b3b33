"""The glossary, the notes and the accessibility facts are whole, in both languages."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint import catalog, glossary
from handprint.analysis import freshness
from handprint.words import catalogue

PAGES = Path(__file__).resolve().parent.parent / "pages"
TERMS = glossary.terms()
NOTES = glossary.notes()
STATEMENT = glossary.statement()


def is_address(text: str) -> bool:
    """Whether a text is a whole web address."""
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in text


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.code)
def test_a_term_has_both_languages_and_says_who_says_so(term):
    for lang in catalog.LANGUAGES:
        assert term.term(lang).strip() == term.term(lang) != ""
        assert term.definition(lang).endswith(".")
    assert term.source == glossary.OWN or is_address(term.address)
    assert term.source != glossary.OWN or term.address == ""


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.code)
def test_a_term_points_only_to_what_exists(term):
    assert set(term.see) <= {other.code for other in TERMS} - {term.code}
    assert set(term.indicators) <= {one.id for one in catalog.indicators()}
    assert all((PAGES / f"{page}.py").exists() for page in term.pages)


def test_no_two_terms_share_a_word_or_a_code():
    assert len({term.code for term in TERMS}) == len(TERMS)
    for lang in catalog.LANGUAGES:
        assert len({term.term(lang) for term in TERMS}) == len(TERMS)


def test_a_word_is_found_in_either_language_without_its_dots():
    assert "unemployed_jobseeker" in {term.code for term in TERMS if term.found_by("TYOTON tyonh")}
    assert "unemployed_jobseeker" in {term.code for term in TERMS if term.found_by("unemployed j")}
    assert not [term.code for term in TERMS if term.found_by("xyzzy")]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.code)
def test_a_note_has_both_languages_and_a_period_that_exists(note):
    assert note.kind in glossary.KINDS
    for lang in catalog.LANGUAGES:
        assert note.title(lang) and not note.title(lang).endswith(".")
        assert note.text(lang).endswith(".")
    assert all(re.fullmatch(r"(\d{4}(-\d{2})?)?", when) for when in (note.start, note.end))
    assert note.address == "" or is_address(note.address)
    assert set(note.indicators) <= {one.id for one in catalog.indicators()}
    assert note.start or note.kind == "reading"


def test_numbers_in_finnish_texts_never_break_at_their_spaces():
    texts = [term.definition("fi") for term in TERMS] + [note.text("fi") for note in NOTES]
    assert [text for text in texts if re.search(r"\d \d{3}\b", text)] == []


def test_every_caution_of_an_indicator_has_words():
    wanted = {key for one in catalog.indicators() for key in one.cautions}
    for lang in catalog.LANGUAGES:
        assert wanted <= set(catalogue(lang)["cautions"])


def test_the_statement_names_each_failing_with_its_rule_reason_and_way_round():
    assert STATEMENT.status in ("full", "partial", "none")
    assert (STATEMENT.status == "full") == (not STATEMENT.failings)
    for failing in STATEMENT.failings:
        assert re.fullmatch(r"[1-4]\.[1-5]\.\d{1,2}", failing.criterion)
        assert failing.level in ("A", "AA")
        assert failing.origin in ("streamlit", "ours", "data")
        assert failing.since <= STATEMENT.assessed
        for lang in catalog.LANGUAGES:
            for part in ("where", "what", "why", "alternative"):
                assert failing.says(part, lang).strip()


def test_the_statement_is_dated_and_its_supervisor_can_be_reached():
    assert dt.date(2026, 11, 1) <= STATEMENT.assessed <= STATEMENT.written
    assert STATEMENT.supervisor["procedure"] == "https://www.saavutettavuusvaatimukset.fi"
    assert all(STATEMENT.supervisor[lang] for lang in catalog.LANGUAGES)
    assert all(STATEMENT.method[lang] for lang in catalog.LANGUAGES)


def test_the_feedback_channel_is_an_address_or_openly_missing():
    channel = STATEMENT.feedback
    assert channel == "" or is_address(channel) or re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", channel)


MONTHS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))


@given(MONTHS, MONTHS)
def test_a_series_never_grows_fresher_with_time(one, other):
    early, late = sorted((one, other))
    for period in ("2019-05", "2019"):
        assert freshness.is_stale(period, early) <= freshness.is_stale(period, late)


@pytest.mark.parametrize(
    ("period", "today", "stale"),
    [
        ("2026-06", dt.date(2026, 8, 31), False),
        ("2026-06", dt.date(2026, 9, 1), True),
        ("2025-11", dt.date(2026, 1, 31), False),
        ("2025-11", dt.date(2026, 2, 1), True),
        ("2024", dt.date(2026, 12, 31), False),
        ("2023", dt.date(2026, 1, 1), True),
    ],
)
def test_a_month_is_stale_after_two_more_and_a_year_after_two_more(period, today, stale):
    assert freshness.is_stale(period, today) is stale


@given(MONTHS)
def test_a_period_ends_after_it_begins_and_where_the_next_begins(day):
    month, following = f"{day:%Y-%m}", f"{day.replace(day=28) + dt.timedelta(days=4):%Y-%m}"
    assert freshness.year_of(month) < freshness.year_of(month, end=True)
    assert freshness.year_of(month, end=True) == pytest.approx(freshness.year_of(following))
    assert freshness.year_of(f"{day.year}", end=True) == day.year + 1
