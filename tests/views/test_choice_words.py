"""What a story keeps of an address reads in words, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint import session
from handprint.figures import choice_words, focus

NAMES = sorted({name for view in focus.VIEWS.values() for name in view.names})
SAMPLES = {
    "across": "municipality",
    "alpha": "0.5",
    "area": "698",
    "block": "foundations",
    "columns": "balance",
    "coverage": "members",
    "day": "2026-06-01",
    "digits": "4",
    "drill": "5",
    "examples": "hide",
    "finger": "employment",
    "fund": "none",
    "goal": "G1",
    "grain": "4",
    "indicator": "unemployed_share",
    "lead": "lapin_liitto",
    "level": "sub_region",
    "month": "2023-10",
    "need": "share",
    "occupation": "5131",
    "organisation": "lapin_liitto",
    "period": "2026-06",
    "radius_km": "30",
    "remote_percent": "10",
    "retrained": "100",
    "rows": "698",
    "shaped": "100",
    "span": "12",
    "state": "ahead",
    "steps": "2",
    "strategy_period": "2022-2025",
    "target": "under_25",
    "window": "2023-10",
}
OWN = {"project", "event", "item", "find"}
"""Names that are said as they are, or whose codes follow the project register."""


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_of_a_view_has_a_name_and_its_codes_have_words(name: str) -> None:
    words = set()
    for lang in session.LANGUAGES:
        with session.speaking(lang):
            assert choice_words.label(name) != name
            if name in OWN:
                continue
            code = SAMPLES[name]
            words.add(choice_words.word(name, code))
            (line,) = choice_words.said({name: code})
            assert line == f"{choice_words.label(name)}: {choice_words.word(name, code)}"
    # An English word may be spelt like its code.
    assert name in OWN or words > {code} or code not in words


@given(st.sampled_from(NAMES), st.text(max_size=12))
def test_a_code_that_nothing_knows_stands_as_it_is(name: str, code: str) -> None:
    word = choice_words.word(name, code)
    assert (word or not code) and isinstance(word, str)


def test_everything_and_nothing_are_not_said() -> None:
    idle = {"goal": "all", "indicator": "none", "examples": "show", "area": "", "shaped": "0"}
    assert choice_words.said(idle) == []


@pytest.mark.parametrize("code", ["2025-13", "9" * 80, "²", "..", "<b>", "a" * 80])
@pytest.mark.parametrize("lang", session.LANGUAGES)
def test_a_code_that_is_none_stands_as_it_is_and_stops_nothing(lang: str, code: str) -> None:
    with session.speaking(lang):
        for name in NAMES:
            (said,) = choice_words.said({name: code})
            # A strategy's period prints as a range whatever its years are.
            assert said.replace("–", "-").endswith(code), name
