"""The hand: a finger is filled as far as it says, is heard whole, and is never only a colour."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import hand
from handprint.drawings.marks import TOKENS, standalone
from tests.drawings.reading import assert_readable, elements, marks, texts

KEY = hand.Key("oikeaan suuntaan", "ei oikeaan suuntaan", "ei vertailua", "ei mittaria")
COUNTS = (hand.Count("10", "hanketta"), hand.Count("39", "toimijaa"), hand.Count("8/21", "kuntaa"))
NAMES = ("Hyvinvointi", "Työllisyys", "Elinvoima", "Huoltovarmuus", "Omavaraisuus")
DIGITS = (
    hand.Digit("wellbeing", NAMES[0], "ei vertailua", "Hyvinvointi: ei vertailua.", unknown=1),
    hand.Digit("employment", NAMES[1], "0/2 oikeaan suuntaan", "Työllisyys", rest=0.5, unknown=0.5),
    hand.Digit("vitality", NAMES[2], "1/2 oikeaan suuntaan", "Elinvoima", right=0.5, unknown=0.5),
    hand.Digit("security_of_supply", NAMES[3], "ei mittaria", "Huoltovarmuus", empty=True),
    hand.Digit("self_sufficiency", NAMES[4], "1/1 oikeaan suuntaan", "Omavaraisuus", right=1),
)


def drawn(digits=DIGITS, counts=COUNTS, **options):
    return hand.drawn(digits, counts, KEY, alt="Käsi. Suunta.", **options)


@pytest.mark.parametrize("compact", [False, True])
def test_every_word_is_readable_and_touches_no_other(compact):
    picture = drawn(compact=compact)
    assert_readable(picture, least=14)
    assert set(NAMES) <= set(texts(picture))
    assert {digit.note for digit in DIGITS} <= set(texts(picture))


@pytest.mark.parametrize("compact", [False, True])
def test_english_is_longer_and_fits_too(compact):
    names = ("Well-being", "Employment", "Vitality", "Security of supply", "Self-sufficiency")
    note = "0/2" if compact else "0/2 the right way"
    digits = [
        replace(digit, name=name, note=note) for digit, name in zip(DIGITS, names, strict=True)
    ]
    digits[0] = replace(digits[0], note="no comparison")
    digits[4] = replace(digits[4], note="no comparison")
    counts = (
        hand.Count("10", "projects"),
        hand.Count("39", "organisations"),
        hand.Count("8/21", "municipalities"),
    )
    assert_readable(drawn(digits, counts, compact=compact), least=14)


def filled(picture) -> list[float]:
    """How far each finger is filled, from the rectangle in its own direction."""
    shares = []
    for at, axis in enumerate(hand._AXES):
        group = picture.svg.split('role="button"')[at + 1]
        found = re.search(
            r'mask="url\(#hand-o.*?y="(-[\d.]+)"[^>]*fill="var\(--good\)"',
            group.split("</text>")[0],
        )
        length = TOKENS["hand"][axis]["length"]
        shares.append(min(1.0, -float(found[1]) / length) if found else 0.0)
    return shares


@settings(max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_a_finger_is_filled_from_its_base_by_its_share(shares):
    digits = [
        replace(digit, right=share, rest=1 - share, unknown=0.0, empty=False)
        for digit, share in zip(DIGITS, shares, strict=True)
    ]
    assert filled(drawn(digits)) == pytest.approx(shares, abs=0.002)


def test_nothing_is_filled_where_nothing_moves_the_right_way():
    assert filled(drawn()) == pytest.approx([0, 0, 0.5, 0, 1], abs=0.002)


def test_what_cannot_be_compared_is_dotted_and_a_finger_without_figures_is_an_outline():
    groups = drawn().svg.split('role="button"')[1:6]
    assert ["p-missing" in group.split("</text>")[0] for group in groups] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert 'stroke="var(--ctx)"' in groups[3] and "--good" not in groups[3].split("</text>")[0]


def test_five_fingers_are_buttons_and_are_heard():
    picture = drawn([replace(digit, chosen=digit.pick == "vitality") for digit in DIGITS])
    buttons = marks(picture, "g", role="button")
    tops = [own for own in buttons if own.get("tabindex") == "0" and "data-pick" in own]
    codes = list(dict.fromkeys(own["data-pick"] for own in tops))
    assert codes == [digit.pick for digit in DIGITS]
    heard = dict.fromkeys(
        (own["data-pick"], own["aria-label"], own["aria-pressed"]) for own in tops
    )
    assert [label for _, label, _ in heard] == [digit.spoken for digit in DIGITS]
    assert [pressed for _, _, pressed in heard].count("true") == 1
    assert 'role="group"' in picture.svg and 'role="img"' not in picture.svg


def test_words_that_are_heard_already_are_not_heard_twice():
    hidden = [own.get("aria-hidden") for element, own in elements(drawn()) if element.text]
    assert hidden and set(hidden) == {"true"}


def test_a_hand_is_never_a_footprint():
    """No orange, no heather: what is not the right way is pale, and wrong has its own sign."""
    assert not re.search(r"var\(--(?:bad|open|seek)\)", drawn().svg)


def test_two_hands_on_a_page_share_no_name():
    one, other = drawn(), drawn(compact=True)
    names = [set(re.findall(r'id="([^"]+)"', picture.svg)) for picture in (one, other)]
    assert names[0] and not names[0] & names[1]


def test_on_paper_there_is_nothing_to_press():
    still = hand.plain(drawn())
    assert "button" not in still.svg and "tabindex" not in still.svg and "ring" not in still.svg
    assert 'role="img"' in still.svg and texts(still) == texts(drawn())
    assert "var(" not in standalone(still)


def test_a_hand_has_five_fingers():
    with pytest.raises(ValueError, match="five"):
        drawn(DIGITS[:4])


# Rows and ledger

ROWS = [
    hand.Row("Hyvinvointi", ["unknown"] * 3, "ei vertailua"),
    hand.Row("Työllisyys", ["wrong", "same", "unknown"], "0/3", chosen=True),
    hand.Row("Elinvoima", ["right", "unknown"], "1/2"),
    hand.Row("Huoltovarmuus", [], "ei mittaria"),
]
SIGNS = [("right", "oikeaan suuntaan"), ("wrong", "väärään suuntaan"), ("unknown", "ei vertailua")]


@pytest.mark.parametrize("compact", [False, True])
def test_each_figure_has_a_sign_with_a_shape_of_its_own(compact):
    picture = hand.rows(ROWS, SIGNS, alt="Rivit.", compact=compact)
    assert_readable(picture, least=14)
    assert len(marks(picture, "path", d=hand._TRIANGLE_UP)) == 1 + 1
    wrong = marks(picture, "path", d=hand._TRIANGLE_DOWN)
    assert len(wrong) == 1 + 1 and all(own["fill"] == "none" for own in wrong)
    assert len(marks(picture, "circle")) == 5 + 1


@pytest.mark.parametrize("compact", [False, True])
def test_the_ledger_shows_how_each_figure_is_known(compact):
    groups = [
        hand.Group(
            "Tiedossa",
            [
                hand.Entry("Tunnettuja hankkeita", "10", "counted", "laskettu"),
                hand.Entry("Henkilöitä lähteen mukaan", "141", "reported", "ilmoitettu"),
                hand.Entry(
                    "Vältetty kustannus vuodessa", "36 000–110 000 €", "estimated", "arvioitu"
                ),
            ],
        ),
        hand.Group(
            "Tulokset", [hand.Entry("Mukaan tulleita organisaatioita", "–", "missing", "puuttuu")]
        ),
    ]
    picture = hand.ledger(groups, alt="Tilikirja.", compact=compact)
    assert_readable(picture, least=14)
    assert {"10", "141", "–", "puuttuu"} <= set(texts(picture)) and "0" not in texts(picture)
    assert len(marks(picture, "circle")) == 4
    assert len(marks(picture, "circle", stroke_dasharray="3 2.3")) == 1
