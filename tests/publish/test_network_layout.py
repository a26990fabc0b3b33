"""The picture of the network stands still: the same rows in any order give the same places."""

import datetime as dt
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from handprint.publish.projects import layout
from handprint.publish.projects.layout import Member, Undertaking, placed
from handprint.publish.projects.schema import BLOCKS

IDS = [f"o{n:02}" for n in range(30)]
blocks = st.sampled_from([*BLOCKS, None])
members = st.lists(st.tuples(st.sampled_from(IDS), blocks), unique_by=lambda m: m[0]).map(
    lambda drawn: [
        Member(id, id.upper(), block, None if block is None else at)
        for at, (id, block) in enumerate(drawn)
    ]
)
days = st.none() | st.dates(dt.date(2014, 1, 1), dt.date(2030, 12, 31))
undertakings = st.lists(
    st.tuples(
        st.sampled_from(["project", "event"]),
        st.sampled_from([f"p{n}" for n in range(20)]),
        days,
        st.lists(st.sampled_from(IDS), max_size=5).map(tuple),
    ),
    unique_by=lambda u: u[:2],
).map(lambda drawn: [Undertaking(*one) for one in drawn])


@given(members, undertakings, st.integers(0, 3), st.randoms())
def test_the_order_of_the_rows_changes_nothing(members, undertakings, unnamed, random):
    before = placed(members, undertakings, unnamed)
    random.shuffle(members)
    random.shuffle(undertakings)
    assert placed(members, undertakings, unnamed) == before


@given(members, undertakings, st.integers(0, 3))
def test_everyone_has_one_place_and_nobody_stands_on_another(members, undertakings, unnamed):
    places = placed(members, undertakings, unnamed)
    nodes = [(p.kind, p.id) for p in places]
    assert len(nodes) == len(set(nodes))
    assert {id for kind, id in nodes if kind == "organisation"} == {m.id for m in members}
    assert sum(kind == "unnamed" for kind, _ in nodes) == unnamed
    assert {(u.kind, u.id) for u in undertakings} <= set(nodes)
    for side in ("left", "right"):
        rows = sorted(p.row for p in places if p.side == side)
        assert all(low + 1 <= high for low, high in zip(rows, rows[1:], strict=False))


@given(members, undertakings)
def test_blocks_stay_whole_and_keep_the_order_of_the_slide(members, undertakings):
    places = placed(members, undertakings, 0)
    of = {m.id: m for m in members}
    by_block = defaultdict(list)
    for place in sorted(places, key=lambda p: p.row):
        if place.kind == "organisation":
            by_block[place.side, place.block].append(place)
    assert len({block for _, block in by_block}) == len(by_block), "a block is in one column"
    for (side, block), inside in by_block.items():
        assert block in layout.SIDES[side]
        rows = [place.row for place in inside]
        assert rows == [rows[0] + at for at in range(len(rows))], "and in one piece"
        if block != layout.OUTSIDE:
            positions = [of[place.id].position for place in inside]
            assert positions == sorted(positions)


@given(undertakings)
def test_what_began_first_stands_first_and_what_has_no_day_last(undertakings):
    places = [p for p in placed([], undertakings, 0) if p.side == "middle"]
    began = {(u.kind, u.id): u.began or dt.date.max for u in undertakings}
    order = [began[p.kind, p.id] for p in sorted(places, key=lambda p: p.row)]
    assert order == sorted(order)


def test_who_is_not_on_the_slide_stands_near_what_it_takes_part_in():
    outside = [Member("late", "Late", None, None), Member("idle", "Idle", None, None),
               Member("early", "Zearly", None, None)]  # fmt: skip
    done = [
        Undertaking("project", "first", dt.date(2019, 1, 1), ("early",)),
        Undertaking("project", "second", dt.date(2020, 1, 1), ("late",)),
    ]
    rows = {p.id: p.row for p in placed(outside, done, 0) if p.kind == "organisation"}
    assert sorted(rows, key=rows.get) == ["early", "late", "idle"]
