"""The ladder: two kinds of bars on one scale, and what cannot be filled."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import ladder
from handprint.drawings.ladder import Measure, Rung
from handprint.drawings.marks import Picture, standalone
from tests.drawings.reading import assert_readable, assert_whole_units, marks, shown, texts, words

CHIP = "esimerkkiaineisto"


def solid(value: float, **more: object) -> Measure:
    return Measure(value, shown(value), **more)  # type: ignore[arg-type]


def dashed(value: float, **more: object) -> Measure:
    return Measure(value, shown(value), example=True, **more)  # type: ignore[arg-type]


def rows(
    seekers: int = 8129, openings: int = 4301, area: int = 4070, occupation: int = 3020
) -> tuple[list[Rung], list[Rung]]:
    totals = [
        Rung(
            "Työttömät työnhakijat",
            [
                solid(seekers, rest="tilasto, keskiarvo 11/2022–10/2023"),
                dashed(8000, rest="kesäkuun 2026 lopussa", chip=CHIP),
            ],
            hue="seek",
        ),
        Rung(
            "Avoimet työpaikat",
            [solid(openings), dashed(4233, rest="kuukauden aikana avoinna 10\u00a0000")],
            under="avoinna kuukauden lopussa",
            strand="start",
        ),
    ]
    rungs = [
        Rung(
            "sama kunta",
            [
                solid(area, whole=openings, rest="−230: työtön on muussa kunnassa"),
                dashed(3804, whole=4233, rest="−429"),
            ],
            strand="left",
        ),
        Rung(
            "sama ammattiryhmä",
            [
                solid(
                    occupation,
                    whole=openings,
                    low=occupation - 100,
                    high=occupation + 60,
                    rest="≈\u00a0−1\u00a0280: ei täsmää; vaihteluväli 2\u00a0906–3\u00a0087",
                ),
                dashed(3223, whole=4233, rest="−1\u00a0010"),
            ],
            strand="right",
        ),
        Rung(
            "sama kunta ja sama ammattiryhmä",
            [dashed(2611, whole=4233, rest="−1\u00a0622: työtön on muualla", chip=CHIP)],
            strand="both",
        ),
        Rung(
            "molemmat, ja työ sopii työkykyyn",
            [dashed(2590, whole=4233, rest="−1\u00a0643: työtä ei voi muokata", chip=CHIP)],
            under="osatyökykyiselle muokattava työ",
            strand="both",
        ),
    ]
    return totals, rungs


def picture(*, compact: bool = False, **counts: int) -> Picture:
    totals, rungs = rows(**counts)
    return ladder.drawn(
        totals,
        rungs,
        head="Voi kohdata enintään, jos vaaditaan",
        alt="Tikkaat.",
        compact=compact,
    )


def boxes(path: str) -> list[tuple[int, int, int, int]]:
    """Left, right, top and height of every bar of a path."""
    found = re.findall(r"M(\d+) (\d+)H(\d+)v(\d+)H\d+z", path)
    return [(int(a), int(c), int(b), int(d)) for a, b, c, d in found]


def bars(drawing: Picture, **asked: str) -> list[tuple[int, int, int, int]]:
    return [box for own in marks(drawing, "path", **asked) for box in boxes(own["d"])]


@settings(deadline=None, max_examples=60)
@given(
    openings=st.integers(200, 12_000),
    seekers=st.integers(200, 18_000),
    shares=st.tuples(st.floats(0, 1), st.floats(0.2, 1)),
    compact=st.booleans(),
)
def test_no_word_touches_another_or_is_cut(
    openings: int, seekers: int, shares: tuple[float, float], compact: bool
) -> None:
    area, occupation = (round(openings * share) for share in shares)
    drawing = picture(
        compact=compact, seekers=seekers, openings=openings, area=area, occupation=occupation
    )
    assert_readable(drawing, least=14 if compact else 12.5)
    assert_whole_units(drawing)
    assert not any("…" in text for text in texts(drawing))


def test_every_bar_is_on_one_scale_from_one_axis() -> None:
    drawing = picture()
    filled = bars(drawing, fill="var(--seek)") + bars(drawing, fill="var(--open)")
    outlined = [
        box
        for hue in ("seek", "open")
        for box in bars(drawing, fill="none", stroke=f"var(--{hue})", stroke_dasharray="5 4")
    ]
    assert len({left for left, *_ in filled + outlined}) == 1
    left = filled[0][0]
    unit = (filled[0][1] - left) / 8129
    lengths = [right - left for _, right, _, _ in filled]
    for length, value in zip(lengths, (8129, 4301, 4070, 2920), strict=True):
        assert abs(length - value * unit) <= 1
    for (_, right, _, _), value in zip(outlined, (8000, 4233, 3804, 3223, 2611, 2590), strict=True):
        assert abs(right - left - value * unit) <= 1


def test_what_cannot_be_filled_goes_on_from_the_bar_to_the_openings() -> None:
    drawing = picture()
    openings = bars(drawing, fill="var(--open)")[0][1]
    (pattern,) = [own["fill"] for own in marks(drawing, "path") if "p-open" in own.get("fill", "")]
    hatched = bars(drawing, fill=pattern)
    assert [right for _, right, _, _ in hatched] == [openings, openings]
    solid_ends = [box[1] for box in bars(drawing, fill="var(--open)")]
    assert hatched[0][0] == solid_ends[1]
    (secret,) = [own for own in marks(drawing, "path") if "p-secret" in own.get("fill", "")]
    ((start, stop, _, _),) = boxes(secret["d"])
    assert start == solid_ends[2] and stop == hatched[1][0]


def test_demonstration_data_are_dashed_light_and_tagged_and_the_statistics_are_not() -> None:
    drawing = picture()
    assert texts(drawing).count(CHIP) == 3
    weights = {
        own_text: own.get("font-weight")
        for own_text, own in zip(texts(drawing), marks(drawing, "text"), strict=True)
    }
    assert weights["4\u00a0301"] == "650" and weights["4\u00a0233"] is None
    real = replace(rows()[1][2], bars=[solid(2611, whole=4233)])
    drawing = ladder.drawn(rows()[0], [real], head="", alt="")
    assert len(bars(drawing, fill="var(--open)")) == 2


def test_siblings_hang_from_the_openings_in_strands_of_their_own_and_meet_below() -> None:
    drawing = picture()
    discs = [(int(own["cx"]), int(own["cy"])) for own in marks(drawing, "circle")]
    start, left, right, both, last = sorted(discs, key=lambda disc: disc[1])
    assert start[0] == both[0] == last[0]
    assert left[0] < start[0] < right[0]
    (thread,) = [own["d"] for own in marks(drawing, "path") if "C" in own["d"]]
    for side in (left, right):
        assert f"{side[0]} {start[1]}" not in thread
        assert f"V{side[1]}" in thread
    assert thread.count(f"M{start[0]} {start[1]}C") == 2


def test_a_condition_that_cannot_be_computed_says_why_instead_of_a_bar() -> None:
    why = "Ei voi laskea: kunnittain lähes kaikissa ammateissa on 1–4 työtöntä."
    totals, rungs = rows()
    for compact in (False, True):
        drawing = ladder.drawn(
            totals,
            [*rungs[:2], Rung("sama kunta ja sama ammatti", [], strand="both", absent=why)],
            head="Voi kohdata enintään",
            alt="",
            compact=compact,
        )
        assert why.replace(" ", "") in "".join(texts(drawing)).replace(" ", "")
        assert_readable(drawing, least=14 if compact else 12.5)
        assert len(bars(drawing, stroke_dasharray="5 4")) == 4


def test_rows_keep_the_order_they_are_given() -> None:
    tops = {word.text: word.top for word in words(picture())}
    names = ["Työttömät työnhakijat", "Avoimet työpaikat", "sama kunta", "sama ammattiryhmä"]
    assert [tops[name] for name in names] == sorted(tops[name] for name in names)


def test_paper_and_dark_have_every_colour() -> None:
    for compact in (False, True):
        for theme in ("light", "dark"):
            assert "var(" not in standalone(picture(compact=compact), theme)
