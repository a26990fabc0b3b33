"""The cloud of points: valid for plotly, balance on the diagonal, words that do not collide."""

import json

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.charts import labels, points, style
from handprint.drawings.marks import THEMES, variables

WORDS = points.Words(
    x_title="unemployed →",
    y_title="↑ openings",
    ticks=[(0, "0"), (5, "5"), (10, "10"), (100, "100"), (1000, "1 000")],
    above="shortage: more openings →",
    below="← surplus: more unemployed",
    diagonal="as many of both",
    tip="%{customdata[1]}",
)
CORNER = points.Corner(5, "both under 5: 12", "12")
PHONE = range(4)
FRAME = slice(5, 9)
DESK = slice(11, None)


@st.composite
def clouds(draw):
    size = draw(st.integers(1, 60))
    cloud = []
    for number in range(size):
        x, y = draw(st.integers(0, 1200)), draw(st.integers(0, 1200))
        side = "short" if y > x else "long" if x > y else "even"
        spread = draw(st.sampled_from([0, 0, 0, 1.5]))
        cloud.append(
            points.Point(
                code=str(number),
                x=x,
                y=y,
                x_limits=(max(x - spread, 0), x + spread),
                y_limits=(y, y),
                side=side,
                tip=(f"name {number}",),
                label=draw(st.text("abcdefgh ", min_size=3, max_size=40)),
                chosen=number == 0,
            )
        )
    return cloud


def drawn(cloud, corner=None):
    return points.balance(cloud, words=WORDS, corner=corner)


@settings(deadline=None, max_examples=40)
@given(clouds(), st.sampled_from([None, CORNER]))
def test_plotly_accepts_every_cloud_and_so_does_json(cloud, corner):
    spec = drawn(cloud, corner)
    for theme in THEMES:
        coloured = style.coloured(spec, variables(theme))
        figure = go.Figure(coloured)
        assert "var(" not in json.dumps(coloured)
        assert len(figure.data) == len(spec["data"])


@settings(deadline=None, max_examples=40)
@given(clouds())
def test_each_point_is_drawn_once_and_carries_its_code(cloud):
    codes = [c[0] for trace in drawn(cloud)["data"] for c in trace.get("customdata", ())]
    assert sorted(codes) == sorted(p.code for p in cloud)


@given(st.floats(0, 5000), st.floats(0, 5000))
def test_more_stands_further_on_and_zero_at_zero(one, other):
    assert points.position(0) == 0
    if one > other:
        assert points.position(one) >= points.position(other)


def test_small_points_are_a_hatched_corner_and_not_points():
    cloud = [
        points.Point("a", 2, 3, (1, 4), (1, 4), "even", ("a",), "a"),
        points.Point("b", 200, 3, (200, 200), (1, 4), "long", ("b",), "b"),
    ]
    spec = drawn(cloud, CORNER)
    codes = [c[0] for trace in spec["data"] for c in trace.get("customdata", ())]
    assert codes == ["b"]
    hatched = [t for t in spec["data"] if "fillpattern" in t]
    assert len(hatched) == 1
    said = [a["text"] for a in spec["layout"]["annotations"]]
    assert said[4] == "12" and said[9] == "both under 5: 12"


@settings(deadline=None, max_examples=60)
@given(clouds())
def test_no_label_touches_another_or_leaves_the_picture(cloud):
    spec = drawn(cloud, CORNER)
    reach = spec["layout"]["xaxis"]["range"][1]
    notes = spec["layout"]["annotations"]
    broad = [a for a in notes[DESK] if a["text"].strip()]
    few = [notes[n] for n in PHONE if notes[n]["text"].strip()]
    for shown, width in ((broad, points.BROAD), (few, points.NARROW)):
        room = labels.Room(width - 56, points.HEIGHT - 70)
        boxes = [box(a, room, reach) for a in shown]
        for place, one in enumerate(boxes):
            assert one.left > -2 and one.right < room.width + 2
            for other in boxes[place + 1 :]:
                near = labels.Box(one.left + 2, one.top + 2, one.right - 2, one.bottom - 2)
                assert not near.meets(other)


def box(note, room, reach):
    """Where an annotation lies, worked out from the specification alone."""
    wide = labels.wide(note["text"], strong=note["font"].get("weight") == 650)
    x = (note["x"] + 0.02) / (reach + 0.02) * room.width + note["xshift"]
    y = room.height - (note["y"] + 0.02) / (reach + 0.02) * room.height - note["yshift"]
    left = x - {"left": 0, "center": wide / 2, "right": wide}[note["xanchor"]]
    return labels.Box(left, y - 8, left + wide, y + 8)


@settings(deadline=None, max_examples=40)
@given(clouds())
def test_the_order_of_the_words_is_what_the_style_counts_on(cloud):
    notes = drawn(cloud)["layout"]["annotations"]
    assert [n["text"] for n in notes[FRAME]] == [
        "↑ openings",
        "unemployed →",
        "shortage: more openings →",
        "← surplus:<br>more unemployed",
    ]
    assert notes[10]["text"] == "as many of both"


def test_the_chosen_point_is_ringed_and_named_in_bold():
    cloud = [points.Point("a", 90, 450, (90, 90), (450, 450), "short", ("a",), "Waiters", True)]
    spec = drawn(cloud)
    rings = [t for t in spec["data"] if t.get("marker", {}).get("size") == 17]
    assert len(rings) == 1
    bold = [a["text"] for a in spec["layout"]["annotations"] if a["text"] == "Waiters"]
    assert len(bold) == 2, "once for the phone, once for the desk"


def test_no_fact_moves_zooms_or_needs_a_toolbar():
    layout = drawn([points.Point("a", 9, 9, (9, 9), (9, 9), "even", ("a",))])["layout"]
    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"] and layout["yaxis"]["fixedrange"]


def test_an_unknown_colour_is_refused():
    with pytest.raises(KeyError):
        style.coloured({"a": ["var(--nonsense)"]}, variables("light"))
