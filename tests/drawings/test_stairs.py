"""Stairs say every word, in rows that add up, and show demonstration data as what they are."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import stairs
from handprint.drawings.stairs import Step
from tests.drawings.reading import OCCUPATIONS, assert_readable, assert_whole_units, marks, texts

SHAPES = [{}, {"compact": True}, {"half": True}]


def rows(most: int, parts: list[int]) -> list[Step]:
    """A total of seekers and of openings, a base, parts on top of it, and their sum."""
    base = most // 2
    steps = [
        Step(
            "Työttömät työnhakijat", str(2 * most), 2 * most, hue="seek", under="joista 738 muuta"
        ),
        Step("Avoimet paikat", str(most), most),
        Step("Ilman keinoja", str(base), base, head="Voi täyttyä enintään", rest="50 % paikoista"),
    ]
    at = base
    for number, part in enumerate(parts):
        steps.append(
            Step(
                OCCUPATIONS[number],
                f"+{part}",
                at + part,
                start=at,
                rest=f"yhteensä {at + part}",
                part=True,
            )
        )
        at += part
    steps.append(Step("Työn muokkaus", "ei käytössä", None))
    steps.append(Step("Kaikki", str(at), at, whole=most, rest="täyttymättä jää vähintään 12"))
    return steps


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 200_000),
    st.lists(st.integers(0, 9), max_size=5),
    st.sampled_from(SHAPES),
    st.booleans(),
)
def test_every_word_is_whole_readable_and_touches_no_other(most, tenths, shape, example):
    steps = rows(most, [most * tenth // 100 for tenth in tenths])
    chip = "synteettinen aineisto" if example else ""
    picture = stairs.drawn(steps, alt="Kuvio.", example=example, chip=chip, **shape)
    assert_readable(picture, least=14 if shape.get("compact") else 12.5)
    assert_whole_units(picture)
    said = " ".join(texts(picture))
    for step in steps:
        for words in (step.name, step.text, step.under, step.rest, step.head):
            assert all(word in said for word in words.split()), words
    assert said.count("synteettinen aineisto") == example
    assert "…" not in said


@pytest.mark.parametrize("shape", SHAPES, ids=["desk", "phone", "half"])
def test_a_part_begins_where_the_row_before_it_ends(shape):
    picture = stairs.drawn(rows(4000, [400, 200]), alt="Kuvio.", **shape)
    paths = "".join(own["d"] for own in marks(picture, "path"))
    bars = sorted(
        (int(top), int(start), int(end))
        for start, top, end in re.findall(r"M(\d+) (\d+)H(\d+)v", paths)
    )
    _, _, base, first, second, *_ = [span[1:] for span in bars]
    assert base[1] == first[0] and first[1] == second[0]
    assert first[1] - first[0] == pytest.approx(2 * (second[1] - second[0]), abs=2)


def test_demonstration_data_are_dashed_and_never_filled_with_the_colour_of_data():
    steps = rows(4000, [400, 3])
    made_up = stairs.drawn(steps, alt="Kuvio.", example=True, chip="esimerkki").svg
    real = stairs.drawn(steps, alt="Kuvio.").svg
    assert 'fill="var(--open)"/>' not in made_up and 'fill="var(--seek)"/>' not in made_up
    assert "stroke-dasharray" in made_up and "stroke-dasharray" not in real
    assert "url(#p-open" in real and "url(#p-open" not in made_up


def test_a_row_at_rest_has_words_and_no_bar():
    resting = stairs.drawn([Step("Etätyö", "ei käytössä", None)], alt="Kuvio.")
    assert texts(resting) == ["Etätyö", "ei käytössä"]
    assert not [own for own in marks(resting, "path") if "H" in own["d"]]
