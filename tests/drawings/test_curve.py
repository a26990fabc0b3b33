"""The Beveridge curve: a path in time order, its years where there is room."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import curve
from handprint.drawings.curve import Alone, Place
from handprint.drawings.marks import Picture, standalone
from handprint.drawings.scale import Tick, nice
from tests.drawings.reading import assert_readable, assert_whole_units, marks, shown, texts

MONTHS = [f"{year}-{month:02}" for year in range(2006, 2024) for month in range(1, 13)]


def path(points: list[tuple[float, float]]) -> list[Place]:
    return [
        Place(month, x, y, month[:4] if month.endswith("-12") else "")
        for month, (x, y) in zip(MONTHS, points, strict=False)
    ]


def picture(points: list[tuple[float, float]], **more: object) -> Picture:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if alone := more.get("alone"):
        xs, ys = [*xs, alone.x], [*ys, alone.y]  # type: ignore[attr-defined]
    options: dict[str, object] = {
        "x_ticks": [Tick(v, shown(v)) for v in nice(min(xs), max(xs), about=5)],
        "y_ticks": [Tick(v, shown(v)) for v in nice(0, max(ys), about=4)],
        "x_title": "työttömien osuus työvoimasta, % →",
        "y_title": "↑ avointen paikkojen osuus, %",
        "last": "10/2023",
        "alt": "Käyrä.",
    }
    return curve.drawn(path(points), **{**options, **more})  # type: ignore[arg-type]


step = st.tuples(st.floats(-0.4, 0.4), st.floats(-0.3, 0.3))


def walked(steps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    x, y, out = 14.0, 3.0, []
    for dx, dy in steps:
        x, y = max(1.0, x + dx), max(0.1, y + dy)
        out.append((x, y))
    return out


@settings(deadline=None, max_examples=40)
@given(steps=st.lists(step, min_size=1, max_size=203), compact=st.booleans(), lone=st.booleans())
def test_no_word_touches_another_or_is_cut(
    steps: list[tuple[float, float]], compact: bool, lone: bool
) -> None:
    points = walked(steps)
    drawing = picture(
        points,
        compact=compact,
        alone=Alone(points[0][0], 3.3, "6/2026", "(yksi kuukausi)") if lone else None,
        chosen=MONTHS[len(points) // 2],
        chosen_words="10/2015",
    )
    assert_readable(drawing, least=14 if compact else 12.5)
    assert_whole_units(drawing)
    assert "10/2023" in texts(drawing)
    if lone:
        assert "6/2026" in texts(drawing) and "(yksi kuukausi)" in texts(drawing)


def steps_of(own: dict[str, str]) -> list[tuple[int, int]]:
    start, _, rest = own["d"][1:].partition("l")
    x, y = (int(n) for n in start.split())
    found = [(x, y)]
    numbers = [int(n) for n in re.findall(r"-?\d+", rest)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def strokes(drawing: Picture) -> list[dict[str, str]]:
    return [own for own in marks(drawing, "path", fill="none") if "l" in own["d"]]


def test_the_path_is_one_line_in_time_order_old_pale_and_new_dark() -> None:
    points = [(10 + i / 10, 2 + (i % 7) / 4) for i in range(60)]
    drawing = picture(points)
    parts = strokes(drawing)
    assert [own["stroke"] for own in parts] == ["var(--line)", "var(--ctx)", "var(--ink)"]
    runs = [steps_of(own) for own in parts]
    assert runs[0][-1] == runs[1][0] and runs[1][-1] == runs[2][0]
    walked_ = [*runs[0], *runs[1][1:], *runs[2][1:]]
    assert len(walked_) == len(points)
    across = [x for x, _ in walked_]
    assert across == sorted(across)
    widths = [float(own["stroke-width"]) for own in parts]
    assert widths == sorted(widths)


def test_the_newest_point_is_filled_and_a_single_month_is_a_dashed_ring_off_the_path() -> None:
    points = [(12.0 + i / 20, 3.0) for i in range(40)]
    drawing = picture(points, alone=Alone(11.0, 5.0, "6/2026", "(yksi kuukausi)"))
    (last,) = marks(drawing, "circle", fill="var(--ink)")
    end = steps_of(strokes(drawing)[-1])[-1]
    assert (int(last["cx"]), int(last["cy"])) == end
    (ring,) = [own for own in marks(drawing, "circle") if "stroke-dasharray" in own]
    assert ring["fill"] == "var(--bg)"
    spot = int(ring["cx"]), int(ring["cy"])
    assert all(spot != point for own in strokes(drawing) for point in steps_of(own))


def test_a_dot_is_drawn_only_where_its_year_is_written() -> None:
    crowd = [(12 + (i // 12 % 4) * 0.5, 4 + (i // 48) * 0.35) for i in range(200)]
    drawing = picture([(5, 1), *crowd, (20, 9)])
    years = [text for text in texts(drawing) if re.fullmatch(r"20\d\d", text)]
    dots = [own for own in marks(drawing, "circle") if own["r"] == "3.4"]
    assert 16 > len(dots) == len(years) > 0


def test_the_chosen_period_is_ringed_and_named_unless_it_is_the_newest() -> None:
    points = [(12.0 + i / 10, 3.0 + i / 30) for i in range(30)]
    chosen = picture(points, chosen=MONTHS[10], chosen_words="11/2006")
    assert "11/2006" in texts(chosen)
    newest = picture(points, chosen=MONTHS[29], chosen_words="6/2008")
    assert "6/2008" not in texts(newest)


def test_no_path_at_all_is_still_a_picture() -> None:
    drawing = curve.drawn(
        [], x_ticks=[Tick(0, "0"), Tick(1, "1")], y_ticks=[Tick(0, "0"), Tick(1, "1")],
        x_title="x", y_title="y", last="", alt="",
    )  # fmt: skip
    assert drawing.svg.startswith("<svg")


def test_paper_and_dark_have_every_colour() -> None:
    drawing = picture([(12.0 + i / 10, 3.0) for i in range(30)])
    for theme in ("light", "dark"):
        assert "var(" not in standalone(drawing, theme)
