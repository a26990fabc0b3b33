"""The goal tree, the signs and the squares of completeness: readable, honest, three carriers."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.analysis.progress import SIGNS
from handprint.drawings import progress, signs, tiles
from handprint.drawings.progress import Branch, Heads, Row, Spark, Track
from tests.drawings.reading import assert_readable, assert_whole_units, marks, texts

HEADS = Heads(
    goal="Tavoite (G1–G6)", indicator="Mittari", trend="Kehitys", baseline="Lähtö", latest="Nyt",
    target="Tavoite", progress="Eteneminen", sign="Arvio", owner="Omistaja",
    due="seuraava tieto", missing="puuttuu", expected="missä pitäisi olla nyt",
    actual="toteutunut", notes="Kehitys: 2006–2026, katkot näkyvät.",
)  # fmt: skip
WORDS = dict(
    zip(
        SIGNS,
        ("edellä", "tahdissa", "jäljessä tahdista", "väärään suuntaan",
         "selvästi väärään suuntaan", "ei voi arvioida"),
        strict=True,
    )
)  # fmt: skip
NAMES = (
    "Työttömien osuus työvoimasta",
    "Verkoston yritykset ja elinkeinoelämän järjestöt",
    "Labour market tightness (month-end openings)",
    "I",
)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """Any row: judged or not, with or without past, example or real."""
    sign = draw(st.sampled_from(SIGNS))
    judged = sign != "cannot_judge"
    months = draw(st.lists(st.integers(0, 245), max_size=40, unique=True))
    series = {f"{2006 + m // 12}-{m % 12 + 1:02d}": draw(st.floats(-5, 20)) for m in sorted(months)}
    example = draw(st.booleans())
    return Row(
        name=draw(st.sampled_from(NAMES)),
        when=draw(st.sampled_from(["6/2023 → 6/2026", "keskiarvo 11/2022–10/2023", ""])),
        sign=sign,
        word=WORDS[sign],
        baseline=draw(st.sampled_from(["–", "10,7\u00a0%", "0,0054"])),
        latest=draw(st.sampled_from([("11,1\u00a0%",), ("0,387–", "0,389"), ("41",)])),
        target=draw(st.sampled_from(["–", "↓ 11,0\u00a0%*", "↑ 0,0200*"])),
        spark=Spark(series, {"2025-10": 9.4}) if series else None,
        stale=draw(st.sampled_from(["", "vanhentunut"])),
        track=Track(draw(st.floats(-9, 9)), draw(st.floats(0, 1)), example) if judged else None,
        why="" if judged else draw(st.sampled_from(["ei tavoitetta", "yksi havainto"])),
        pace=("toteutunut +0,13/v", "tarvitaan −1,05/v") if judged else (),
        sure=("epävarma, 0 … −−", "2. tapa: eri mieltä") if judged else (),
        owner=draw(st.sampled_from(["", "Lapin liitto", "Pohjois-Suomen elinvoimakeskus"])),
        due=draw(st.sampled_from(["ei sovittu", "myöhässä, piti 1.2.2026"])),
        chip="esimerkki" if example else "",
    )


@settings(deadline=None, max_examples=60)
@given(
    own=st.lists(rows(), max_size=4),
    rest=st.sampled_from(["", "Ei vielä tietoa: Hankkeen keskikoko 350\u00a0000\u00a0€."]),
    compact=st.booleans(),
)
def test_no_word_touches_another_or_is_cut(own: list[Row], rest: str, compact: bool) -> None:
    branch = Branch(
        "G1 Heikommassa työmarkkina-asemassa olevien työllistyminen",
        own,
        under="omistaja puuttuu",
        rest=rest,
        rest_chip="esimerkki" if rest else "",
    )
    drawing = progress.drawn(
        [branch, branch], heads=HEADS, alt="", first="2006-01", last="2026-06", compact=compact
    )
    assert_readable(drawing, least=14 if compact else 12.5)
    assert_whole_units(drawing)
    for row in own:
        joined = " ".join(texts(drawing))
        assert row.word.split(" ")[0] in joined and row.name.split(" ")[0] in joined


def one(row: Row, *, compact: bool = False):
    return progress.drawn(
        [Branch("G1", [row])], heads=HEADS, alt="a", first="2006-01", last="2026-06",
        compact=compact,
    )  # fmt: skip


PLAIN = Row("Nimi", "6/2026", "0", "jäljessä tahdista", "10", ("9",), "↓ 5")


@pytest.mark.parametrize("share", [-0.6, -0.2, 0.3, 0.9])
def test_the_disc_lies_where_the_figure_is_and_left_of_the_start_when_it_moves_away(share):
    drawing = one(replace(PLAIN, track=Track(share, 0.5)))
    (disc,) = [m for m in marks(drawing, "circle", r="5.5") if "neut" in m["fill"]]
    rail = next(m["d"] for m in marks(drawing, "path") if m.get("stroke-width") == "5")
    zero, end = (int(n) for n in re.findall(r"M(\d+) \d+H(\d+)", rail)[0])
    assert abs((int(disc["cx"]) - zero) / (end - zero) - share) < 0.03
    triangle = next(
        m["d"] for m in marks(drawing, "path") if m["d"].endswith("Z") and "ink" in m["fill"]
    )
    left, right = (int(n) for n in re.findall(r"M(\d+) \d+H(\d+)", triangle)[0])
    assert abs(((left + right) / 2 - zero) / (end - zero) - 0.5) < 0.03


def test_what_lies_beyond_the_track_is_an_arrowhead_and_not_a_disc():
    drawing = one(replace(PLAIN, sign="--", track=Track(-3, 0.5)))
    assert not [m for m in marks(drawing, "circle", r="5.5") if "bad" in m["fill"]]


def test_the_way_of_an_example_is_dashed_and_of_a_real_target_is_not():
    for example in (True, False):
        drawing = one(replace(PLAIN, track=Track(0.4, 0.5, example)))
        bars = [m for m in marks(drawing, "path") if "neut" in m.get("stroke", "")]
        assert any("stroke-dasharray" in bar for bar in bars) is example


def test_a_gap_in_the_past_stays_open_and_a_lone_value_is_a_dot():
    series = {"2010-01": 1.0, "2010-02": 2.0, "2015-06": 1.5, "2026-06": 2.5}
    drawing = one(replace(PLAIN, spark=Spark(series, {"2020-01": 1.2})))
    line = next(m["d"] for m in marks(drawing, "path") if m.get("stroke-width") == "1.4")
    assert line.count("M") == 1, "one run only: nothing is drawn across the gaps"
    assert len(marks(drawing, "circle", r="2.5")) == 2
    assert len(marks(drawing, "circle", r="4")) == 1


def test_a_missing_owner_is_a_dashed_tag_and_never_a_blank():
    for compact in (False, True):
        lacking = one(PLAIN, compact=compact)
        named = one(replace(PLAIN, owner="Lapin liitto"), compact=compact)
        assert "puuttuu" in texts(lacking) and "puuttuu" not in texts(named)
        assert len(marks(lacking, "rect")) == 1 and not marks(named, "rect")


def test_each_sign_differs_by_shape_and_glyph_even_without_its_colour():
    drawn = {re.sub(r"var\(--\w+\)", "x", signs.mark(sign, 0, 0)) for sign in SIGNS}
    assert len(drawn) == len(SIGNS)
    up, down = (re.findall(r'd="(.*?)"', signs.mark(sign, 0, 0))[0] for sign in ("+", "-"))
    assert up != down and 'fill="none"' in signs.mark("-", 0, 0)


def test_the_scale_names_every_sign_with_its_count_also_those_nobody_has():
    entries = [signs.Entry(sign, str(n), WORDS[sign]) for n, sign in enumerate(SIGNS)]
    for compact in (False, True):
        drawing = signs.scale(entries, alt="a", compact=compact)
        assert_readable(drawing, least=14 if compact else 12.5)
        assert {str(n) for n in range(6)} <= set(texts(drawing))


@settings(deadline=None, max_examples=40)
@given(
    kinds=st.lists(st.sampled_from(["there", "example", "missing"]), max_size=29),
    compact=st.booleans(),
)
def test_each_square_is_one_thing_of_its_kind(kinds: list[str], compact: bool) -> None:
    count = f"{kinds.count('there')}/{len(kinds)}"
    line = tiles.Line("Seuraava tieto sovittu", kinds, count, "esimerkkejä 2")
    drawing = tiles.drawn([line, line], alt="a", compact=compact)
    assert_readable(drawing, least=14 if compact else 12.5)
    assert_whole_units(drawing)
    found = [m["d"].count("M") for m in marks(drawing, "path")]
    assert sum(found) == 2 * len(kinds)
    filled = [m for m in marks(drawing, "path") if m.get("fill") == "var(--ink2)"]
    assert sum(m["d"].count("M") for m in filled) == 2 * kinds.count("there")
