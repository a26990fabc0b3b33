"""The network's drawing keeps every name, invents no line, and can be walked to every node."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.drawings import marks, network
from handprint.drawings.network import Block, Key, Organisation, Tie, Undertaking, Walked, drawn

SVG = "{http://www.w3.org/2000/svg}"
LEFT = [
    Organisation("organisation:a", "Alfa-säätiö", "left", 1, "triangle", "Alfa. Yksi.", tied=True),
    Organisation("organisation:b", "Beeta", "left", 2, "square", "Beeta.", ended=True),
]
RIGHT = [
    Organisation("organisation:c", "Gamma & <Delta>", "right", 1, "diamond", "Gamma.", tied=True),
    Organisation("unnamed:1", "ei nimetty lähteessä", "right", 3, "unknown", "Ei nimetty."),
]
MIDDLE = [
    Undertaking("project:p", "Yhteinen", "2021–2023", 0.5, "Yhteinen.", joint=True),
    Undertaking("event:e", "Seminaari kaukana", "2018", 2.5, "Seminaari.", kind="event"),
]
TIES = [
    Tie("organisation:a", "project:p", "partner", joint=True),
    Tie("organisation:c", "project:p", "lead", joint=True),
    Tie("organisation:b", "project:p", "authority"),
    Tie("organisation:c", "event:e", "event"),
]
BLOCKS = [
    Block("Vasen 2", "left", 0, ("organisation:a", "organisation:b")),
    Block("Oikea 1", "right", 0, ("organisation:c",)),
    Block("Ei nimetty 1", "right", 2, ("unnamed:1",)),
]


def picture(ties: list[Tie] = TIES, *, compact: bool = False, **changed: object) -> Walked:
    """The small network, some of its organisations changed by code."""
    return drawn(
        [changed.get(o.code, o) for o in (*LEFT, *RIGHT)],
        [changed.get(u.code, u) for u in MIDDLE],
        ties,
        BLOCKS,
        middle="Hankkeet",
        legend=[Key("tied", "sidottu"), Key("authority", "rahoittaja")],
        alt="Verkosto. Neljä.",
        compact=compact,
        alone="Ilman viivaa",
    )


def lines(shown: Walked) -> dict[tuple[str, str], ET.Element]:
    found = ET.fromstring(shown.svg).iter(f"{SVG}path")
    return {(p.get("data-a"), p.get("data-b")): p for p in found if p.get("class") == "tie"}


@pytest.mark.parametrize("compact", [False, True], ids=["desk", "phone"])
def test_every_name_is_drawn_and_every_node_says_what_it_is(compact):
    shown = picture(compact=compact)
    root = ET.fromstring(shown.svg)
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for node in (*LEFT, *RIGHT, *MIDDLE):
        assert all(part in words for part in node.name.split()), node.name
    said = {g.get("data-code"): g.get("data-says") for g in root.iter(f"{SVG}g")}
    assert {n.code: n.says for n in (*LEFT, *RIGHT, *MIDDLE)}.items() <= said.items()
    assert sorted(shown.order) == sorted(n.code for n in (*LEFT, *RIGHT, *MIDDLE))
    assert shown.idle == ("unnamed:1",)
    if compact:
        assert "Ilman viivaa" in words


@pytest.mark.parametrize("compact", [False, True], ids=["desk", "phone"])
def test_there_is_a_line_for_each_tie_and_no_other(compact):
    assert set(lines(picture(compact=compact))) == {(t.left, t.right) for t in TIES}
    assert lines(picture([], compact=compact)) == {}


def test_granting_money_is_dotted_and_an_example_is_dashed_and_work_is_whole():
    made_up = Tie("organisation:b", "event:e", "event", example=True)
    found = lines(picture([*TIES, made_up]))
    assert found["organisation:a", "project:p"].get("stroke-dasharray") is None
    assert found["organisation:b", "project:p"].get("stroke-dasharray") == "1.4 3.6"
    assert found["organisation:b", "event:e"].get("stroke-dasharray") == "5 4"


def test_what_is_faded_is_still_there_and_its_text_still_reads():
    faint = Organisation(**{**vars(LEFT[0]), "light": "faded"})
    shown = picture(**{"organisation:a": faint})
    before = picture()
    assert shown.order == before.order and set(lines(shown)) == set(lines(before))
    node = re.search(r'data-code="organisation:a".*?</g></g>', shown.svg)[0]
    assert "opacity" not in node
    # Context grey on the page: 4.8 in light, 7.0 in dark.
    assert 'fill="var(--ctx)"' in node
    for theme in marks.THEMES:
        assert marks.TOKENS["colour"][theme]["ctx"]["on_bg"] >= 4.5


def test_a_running_project_is_filled_and_one_without_days_is_dotted():
    def box(state: str) -> str:
        one = Undertaking(**{**vars(MIDDLE[0]), "state": state})
        svg = picture(**{"project:p": one}).svg
        return re.search(r'data-code="project:p".*?(<rect class="hit".*?/>)', svg)[1]

    assert 'fill="var(--ui)"' in box("running")
    assert 'fill="var(--bg)"' in box("past") and "dasharray" not in box("past")
    assert "stroke-dasharray" in box("unknown")


def test_boxes_never_lie_on_one_another_however_long_their_names():
    many = [
        Undertaking(f"project:{n}", "Pitkä nimi " * (1 + n % 4), "2020", n * 2.6, "x")
        for n in range(12)
    ]
    rows = [Organisation(f"organisation:{n}", f"O{n}", "left", n, "circle", "x") for n in range(32)]
    shown = drawn(rows, many, [], [], middle="", legend=[], alt="x")
    rects = [
        r
        for r in ET.fromstring(shown.svg).iter(f"{SVG}rect")
        if r.get("class") == "hit" and r.get("rx")
    ]
    edges = sorted((float(r.get("y")), float(r.get("y")) + float(r.get("height"))) for r in rects)
    assert len(edges) == 12
    assert all(low[1] < high[0] for low, high in zip(edges, edges[1:], strict=False))


def test_the_file_for_paper_needs_no_page_and_carries_the_alternative_text():
    file = marks.standalone(picture())
    assert "var(--" not in file
    root = ET.fromstring(file)
    assert root.find(f"{SVG}title").text == "Verkosto"


names = st.sampled_from([f"n{n}" for n in range(12)])
columns = st.lists(st.lists(names, max_size=5), min_size=1, max_size=3).map(
    lambda drawn: [
        [f"{at}{name}" for name in dict.fromkeys(column)] for at, column in enumerate(drawn)
    ]
)


@given(columns, st.data())
def test_every_node_is_reached_by_arrows_from_every_other(columns, data):
    nodes = [node for column in columns for node in column]
    if not nodes:
        assert network.ways(columns, {}, []) == {}
        return
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))))
    heights = {node: data.draw(st.floats(0, 100)) for node in nodes}
    ways = network.ways(columns, heights, pairs)
    assert set(ways) == set(nodes)
    for start in nodes:
        found, waiting = {start}, [start]
        while waiting:
            new = set(ways[waiting.pop()]) - found
            found |= new
            waiting += new
        assert found == set(nodes)


def test_an_arrow_across_follows_a_line_where_there_is_one():
    columns = [["a", "b"], ["p", "q"]]
    heights = {"a": 0.0, "b": 10.0, "p": 0.0, "q": 10.0}
    ways = network.ways(columns, heights, [("a", "q")])
    assert ways["a"] == ("a", "q", "b", "a")
    assert ways["b"] == ("a", "q", "b", "b"), "without a line, the nearest"
    assert ways["q"][3] == "a"
