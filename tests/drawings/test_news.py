"""News in rows: every word of every row is there, none covers another, signs keep their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.analysis.progress import SIGNS
from handprint.drawings import news
from handprint.drawings.news import Group, Line
from tests.drawings.reading import OCCUPATIONS, assert_readable, assert_whole_units, texts

HEADS = ("Uusia lukuja", "Ei vertailukelpoinen, eroa ei lasketa", "Puuttuu nyt")
WORDS = ("", "selvästi väärään suuntaan", "11,1\u00a0%", "ei tiedossa", "7\u00a0680 (10/2023)")


@st.composite
def lines(draw) -> Line:
    words = st.sampled_from(WORDS)
    marked = draw(st.booleans())
    return Line(
        name=draw(st.sampled_from([*OCCUPATIONS[:5], "WOT", "Lapin ELY-keskus"])),
        when=draw(st.sampled_from(["", "6/2026"])),
        before="edellä" if marked else draw(words),
        after="selvästi väärään suuntaan" if marked else draw(words),
        change=draw(st.sampled_from(["", "+2,5\u00a0%-yks. kesäkuusta 2023"])),
        note=draw(st.sampled_from(["", "kirjattu jälkikäteen, ei uusi tapahtuma; esimerkki"])),
        marks=(draw(st.sampled_from(SIGNS)), draw(st.sampled_from(SIGNS))) if marked else None,
    )


@st.composite
def groups(draw) -> list[Group]:
    found = []
    for head in HEADS[: draw(st.integers(1, 3))]:
        rows = draw(st.lists(lines(), min_size=1, max_size=4))
        found.append(Group(head, str(len(rows)), rows))
    return found


@settings(max_examples=60, deadline=None)
@given(groups(), st.booleans())
def test_no_word_covers_another_or_is_cut(found, compact):
    picture = news.drawn(found, alt="A.", compact=compact)
    assert_readable(picture)
    assert_whole_units(picture)


@settings(max_examples=60, deadline=None)
@given(groups(), st.booleans())
def test_every_word_of_every_row_is_drawn(found, compact):
    drawn = " ".join(texts(news.drawn(found, alt="A.", compact=compact)))
    for group in found:
        assert group.head in drawn
        for line in group.lines:
            for words in (line.name, line.when, line.before, line.after, line.change, line.note):
                for word in words.replace("-", " ").replace("\u00a0", " ").split():
                    assert word in drawn.replace("\u00a0", " "), (word, line)


@pytest.mark.parametrize("compact", [False, True])
def test_a_moved_sign_is_drawn_as_two_signs(compact):
    moved = Line("G1", before="tahdissa", after="jäljessä tahdista", marks=("+", "0"))
    picture = news.drawn([Group("Arvio", "1", [moved])], alt="A.", compact=compact)
    assert picture.svg.count('class="mark"') == 2
