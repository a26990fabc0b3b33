"""The thread shows all it is given: what is on it large, what is not beside it, holes dashed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import reach, thread
from handprint.drawings.thread import Band, Box, Chip, Level, Part, Tie, Words
from tests.drawings.reading import OCCUPATIONS, assert_readable, marks, texts, words

HEADS = ("Globaali", "EU", "Kansallinen", "Alueellinen", "Oma organisaatio", "Minä")
SAID = Words("Ei tässä langassa", "lähde sanoo yhteyden", "oma tulkintamme tai tarkistettava")
HOLE = "Aukko: yhteyttä ei ole kirjattu"
NAMES = (
    "Agenda 2030",
    "Lappi-sopimus 2022–2025",
    "8 Ihmisarvoista työtä ja talouskasvua",
    "Uudistuva ja osaava Suomi 2021–2027",
    "Yhdyskuntasuunnittelu",
    "Regional development",
    *OCCUPATIONS[:2],
)


def levels(counts: list[int], parts: int) -> list[Level]:
    """Levels with so many boxes each, every one with so many parts, and two faded names."""
    return [
        Level(
            head=head,
            boxes=tuple(
                Box(
                    pick=f"item:{at}-{row}",
                    text=NAMES[(at + row) % len(NAMES)],
                    said=f"{at}-{row}",
                    under="päättyi 31.12.2025" if row else "",
                    parts=tuple(
                        Part(f"item:{at}-{row}-{n}", NAMES[(at + n) % len(NAMES)], "osa")
                        for n in range(parts)
                    ),
                    focus=(at, row) == (3, 0),
                )
                for row in range(count)
            ),
            rest=(
                Part(f"item:rest-{at}", NAMES[at], "muu"),
                Part(f"item:more-{at}", "ESR+", "muu"),
            ),
            hole=HOLE,
        )
        for at, (head, count) in enumerate(zip(HEADS, counts, strict=True))
    ]


def ties(counts: list[int]) -> list[Tie]:
    """From each level's first box to every box of the levels after it, odd ones unsure."""
    return [
        Tie(f"item:{at}-0", f"item:{other}-{row}", (at + row) % 2 == 0)
        for at in range(6)
        for other in range(at, 6)
        for row in range(counts[other])
        if counts[at] and (at, 0) != (other, row)
    ]


BANDS = [
    Band(
        "Tavoitteet (oma ryhmittelymme)",
        tuple(
            Chip(f"goal:G{n}", f"G{n} Moninaisuusvalmius", f"G{n}", "hanketta ei käynnissä", n != 2)
            for n in range(1, 7)
        ),
        6,
    ),
    Band("Hankkeet", tuple(Chip(f"project:{n}", "WOT", "WOT") for n in range(7)), 5),
]


def picture(counts: list[int], parts: int, compact: bool):
    return thread.drawn(
        levels(counts, parts), BANDS, ties(counts), words=SAID, alt="Lanka.", compact=compact
    )


some = st.lists(st.integers(0, 4), min_size=6, max_size=6)


@settings(max_examples=25, deadline=None)
@given(some, st.integers(0, 3), st.booleans())
def test_every_word_is_said_whole_and_none_lies_on_another(counts, parts, compact):
    drawn = picture(counts, parts, compact)
    assert_readable(drawn)
    said = " ".join(texts(drawn))
    assert "…" not in said
    for head in HEADS:
        assert head in said
    assert said.count("Aukko:") == counts.count(0)


@pytest.mark.parametrize("compact", [False, True])
def test_everything_can_be_chosen_and_tab_stops_once_at_what_is_in_view(compact):
    counts = [2, 1, 0, 3, 1, 1]
    svg = picture(counts, 1, compact).svg
    buttons = re.findall(r'<g role="button" tabindex="(-?\d)" data-pick="([^"]*)"', svg)
    picks = {pick for _, pick in buttons}
    assert len(picks) == len(buttons) == 2 * sum(counts) + 12 + 13
    assert [pick for tab, pick in buttons if tab == "0"] == ["item:3-0"]
    assert svg.count('aria-pressed="true"') == 1
    assert 'role="group"' in svg and 'role="img"' not in svg


@pytest.mark.parametrize("compact", [False, True])
def test_a_level_that_is_not_reached_is_dashed_and_says_so(compact):
    whole, broken = picture([1] * 6, 0, compact), picture([1, 0, 1, 1, 0, 1], 0, compact)
    assert "Aukko:" not in whole.svg and whole.svg.count('dasharray="5 4"') == 0
    assert broken.svg.count('dasharray="5 4"') == 2
    if compact:
        assert 'dasharray="2 6"' in broken.svg and 'dasharray="2 6"' not in whole.svg


@settings(max_examples=25, deadline=None)
@given(some)
def test_a_line_past_a_level_never_runs_behind_a_box_of_it(counts):
    drawn = picture(counts, 0, False)
    boxes = [
        {key: float(mark[key]) for key in ("x", "y", "width", "height")}
        for mark in marks(drawn, "rect", fill="var(--bg)")
        if "stroke" in mark and mark["stroke"] == "var(--ink)" and mark["stroke-width"] == "2"
    ]
    for mark in marks(drawn, "path"):
        for start, y, end in re.findall(r"([\d.]+) ([\d.]+)H([\d.]+)C", mark["d"]):
            for box in boxes:
                over = float(start) < box["x"] + box["width"] and float(end) > box["x"]
                assert not (over and box["y"] < float(y) < box["y"] + box["height"]), (mark, box)


def test_what_is_on_the_thread_is_larger_than_what_is_not():
    drawn = picture([1] * 6, 0, False)
    sizes = [word.size for word in words(drawn) if word.text == "Agenda 2030"]
    assert max(sizes) >= 20 and min(sizes) == 14


ROWS = [
    reach.Row("G1 Työllistyminen", (True, True, False), "2/3", "Aukot: Mittarin omistaja"),
    reach.Row("G2 Yhteiskuntavastuu", (True, True, True), "3/3", ""),
]


@pytest.mark.parametrize("compact", [False, True])
def test_each_goal_shows_what_holds_and_names_its_holes(compact):
    drawn = reach.drawn(
        ROWS,
        heads=["Globaali", "EU", "Mittarin omistaja"],
        on="lanka pitää",
        off="aukko",
        alt="Langat.",
        compact=compact,
    )
    assert_readable(drawn)
    said = " ".join(texts(drawn))
    assert "2/3" in said and "3/3" in said and "Mittarin omistaja" in said
    if not compact:
        # One of each more in the key under the rows.
        assert len(marks(drawn, "circle", fill="var(--ink)")) == 5 + 1
        assert drawn.svg.count("stroke-dasharray") == 1 + 1
        lines = sorted(float(m["d"].split("H")[1]) for m in marks(drawn, "path") if "2.4" in str(m))
        assert len(lines) == 3 and all(a <= b for a, b in pairwise(lines))
