"""A claim against the statistics."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import claims
from handprint.drawings.claims import Claim, Measure, Older, Topic
from handprint.drawings.marks import Picture
from handprint.drawings.scale import Tick
from tests.drawings.reading import (
    assert_readable,
    assert_whole_units,
    compact,
    marks,
    shown,
    texts,
)

PEOPLE = Measure(
    "Työttömät työnhakijat",
    "kuukauden lopussa · varanto",
    9137,
    shown(9137),
    older=[Older(7470, "10/2024: 7\u00a0470"), Older(7915, "10/2022: 7\u00a0915")],
)
DURING = Measure(
    "Avoinna kuukauden aikana",
    "varanto ja virta yhdessä",
    None,
    "ei julkaistu",
    flow=True,
    older=[
        Older(6000, "9/2019: yli 6\u00a0000"),
        Older(8740),
        Older(8900, "10/2022: yli 8\u00a0900"),
        Older(10200, "2023: 10\u00a0200"),
    ],
)
NEW = Measure("Uudet kuukauden aikana", "virta", 1662, shown(1662), flow=True)


def picture(topics: list[Topic], *, small: bool = False) -> Picture:
    values = range(0, 10_001, 5_000 if small else 2_000)
    ticks = [Tick(value, shown(value)) for value in values]
    return claims.drawn(topics, ticks=ticks, alt="Väite.", newest_head="6/2026", compact=small)


def real(*, small: bool = False) -> Picture:
    return picture(
        [
            Topic([PEOPLE], [Claim(8000, "väite 8\u00a0000")]),
            Topic([DURING, NEW], [Claim(10_000, "väite 10\u00a0000")], "Avoimet työpaikat", "open"),
        ],
        small=small,
    )


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    values = draw(st.lists(st.integers(0, 11_000), max_size=5))
    newest = draw(st.none() | st.integers(0, 11_000))
    return Measure(
        draw(st.sampled_from([PEOPLE.name, DURING.name, NEW.name])),
        draw(st.sampled_from([PEOPLE.kind, DURING.kind, ""])),
        newest,
        "ei julkaistu" if newest is None else shown(newest),
        flow=draw(st.booleans()),
        older=[Older(value, f"10/20{10 + i}: {shown(value)}") for i, value in enumerate(values)],
    )


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(st.lists(measures(), min_size=1, max_size=4), min_size=1, max_size=2),
    said=st.lists(st.integers(0, 11_000), max_size=3),
    small=compact,
)
def test_no_word_touches_another_or_is_cut_and_none_is_left_out(
    rows: list[list[Measure]], said: list[int], small: bool
) -> None:
    heard = [Claim(value, f"väite {shown(value)}") for value in said]
    topics = [Topic(row, heard, "Avoimet työpaikat" if i else "") for i, row in enumerate(rows)]
    drawing = picture(topics, small=small)
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)
    written = texts(drawing)
    wanted = [older.text for row in rows for measure in row for older in measure.older]
    wanted += [claim.text for claim in heard] * len(rows)
    assert all(written.count(text) >= wanted.count(text) for text in wanted)


def test_a_stock_is_a_disc_and_a_flow_a_pill() -> None:
    stock = picture([Topic([PEOPLE])])
    flow = picture([Topic([NEW], hue="open")])
    assert len(marks(stock, "circle")) == 3 and not marks(stock, "rect")
    assert len(marks(flow, "rect")) == 1 and not marks(flow, "circle")


def test_the_newest_is_filled_and_the_older_ones_are_hollow() -> None:
    drawing = picture([Topic([PEOPLE])])
    assert len(marks(drawing, "circle", fill="var(--seek)")) == 1
    assert len(marks(drawing, "circle", fill="var(--bg)")) == 2


def test_what_was_not_published_says_so_and_has_no_filled_mark() -> None:
    drawing = picture([Topic([DURING], hue="open")])
    assert "ei julkaistu" in texts(drawing)
    assert marks(drawing, "rect", fill="var(--open)") == []
    assert len(marks(drawing, "rect", fill="var(--bg)")) == 4


def test_a_claim_is_a_dotted_ink_rule_never_in_the_colour_of_data() -> None:
    (rule,) = marks(real(), "path", stroke_dasharray="0 5")
    assert rule["stroke"] == "var(--ink)"
    assert rule["d"].count("M") == 2


def test_the_newest_number_is_the_largest_text() -> None:
    from tests.drawings.reading import words

    largest = max(words(real()), key=lambda word: word.size)
    assert largest.text in (shown(9137), shown(1662)) and largest.size == 24


def test_the_whole_argument_is_small() -> None:
    for small in (False, True):
        assert len(real(small=small).svg.encode()) <= 4_000
