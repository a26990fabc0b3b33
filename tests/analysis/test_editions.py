"""Two editions: every difference is told once, and a changed meaning is never subtracted."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handprint.analysis.editions import (
    Change,
    Edition,
    Membership,
    Point,
    Project,
    Series,
    Sign,
    Unreadable,
    compare,
    edition,
    record,
)

MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))
FIRST, SECOND = dt.date(2025, 6, 1), dt.date(2025, 12, 1)
KEYS = st.sampled_from(["I01", "I02", "unemployed/MK19"])
NAMES = st.sampled_from(["wot", "ryhti", "soma", "kela"])
SOURCES, STATUSES = st.sampled_from(["", "seed", "own"]), st.sampled_from(["", "own", "example"])
STATES = st.sampled_from([None, "idea", "preparation", "running", "ended", "rejected"])


@st.composite
def points(draw) -> Point:
    status = draw(
        st.sampled_from(["value", "value", "value", "carried", "missing", "secret", "example"])
    )
    number = draw(st.integers(0, 4)) if status in ("value", "carried", "example") else None
    return Point(None if number is None else float(number), status)


@st.composite
def serieses(draw) -> Series:
    monthly = draw(st.booleans())
    periods = (
        st.sampled_from([*MONTHS[-6:], ""])
        if monthly
        else st.sampled_from(["2023", "2024", "2025"])
    )
    return Series(
        draw(st.sampled_from("ab")),
        draw(st.sampled_from(["percent", "persons"])),
        draw(st.sampled_from(["higher", "lower"])),
        draw(st.integers(0, 1)),
        draw(st.dictionaries(periods, points(), max_size=5)),
        draw(SOURCES),
    )


def facts(day: dt.date) -> st.SearchStrategy[Edition]:
    some = st.one_of(st.none(), DAYS)
    digests = st.sampled_from("ab")
    signs = st.builds(
        Sign, st.sampled_from(["++", "+", "0"]), digests, digests, digests, st.booleans()
    )
    said_by = (SOURCES, STATUSES)
    return st.builds(
        Edition,
        release=st.sampled_from(["one", "two"]),
        day=st.just(day),
        values=st.dictionaries(KEYS, serieses(), max_size=3),
        signs=st.dictionaries(KEYS, signs, max_size=3),
        projects=st.dictionaries(
            NAMES, st.builds(Project, STATES, some, some, some, *said_by), max_size=3
        ),
        organisations=st.dictionaries(
            NAMES, st.builds(Membership, some, some, *said_by), max_size=3
        ),
        overdue=st.one_of(st.none(), st.dictionaries(NAMES, DAYS, max_size=3)),
    )


def comparable(old: Series, new: Series) -> bool:
    """Whether only the points of two series differ, and every known point says its period."""
    same = replace(old, points={}, source="") == replace(new, points={}, source="")
    lengths = [{len(p) for p, point in one.points.items() if point.known} for one in (old, new)]
    mixed = all(lengths) and lengths[0] != lengths[1]
    return same and not mixed and not any(0 in one for one in lengths)


def series(**figures: float) -> Series:
    """`series(m2026_06=9137)`: months and their figures."""
    told = {name[1:].replace("_", "-"): Point(value, "value") for name, value in figures.items()}
    return Series("a", "persons", "lower", 0, told)


def only(old: Series, new: Series) -> tuple[Change, ...]:
    return compare(
        Edition("one", FIRST, values={"I01": old}), Edition("two", SECOND, values={"I01": new})
    ).all


# Any two editions


@given(facts(FIRST))
def test_the_same_edition_twice_is_no_change(one):
    assert compare(one, one).nothing
    assert compare(one, replace(one, release="another", day=SECOND)).nothing


@given(facts(FIRST), facts(SECOND))
def test_every_difference_is_told_once_and_nothing_else_is(old, new):
    told: list[tuple[str, ...]] = []
    for one in compare(old, new).all:
        if one.kind == "sourced" and one.what != "value":
            told.append((one.about, one.key, one.what))
        elif one.about == "value" and one.kind != "redefined":
            # A placeholder without a period is told with the figure that replaces it.
            replaced = one.before_period != one.period and stands_alone(old, new, one.key)
            periods = [one.period, *one.also, *([""] if replaced else [])]
            told += [("value", one.key, period) for period in periods]
        elif one.about == "value":
            told.append(("series", one.key))
        elif one.about == "project" and one.what in ("state", "entered", "listed"):
            told.append(("project", one.key, "state"))
        else:
            what = one.what if one.about in ("project", "organisation") else ""
            told.append((one.about, one.key, "since" if what == "listed" else what))
    assert len(told) == len(set(told)), "twice"
    assert set(told) == differences(old, new)


def stands_alone(old: Edition, new: Edition, key: str) -> bool:
    """Whether the older edition alone has a point without a period."""
    return "" in old.values[key].points and "" not in new.values[key].points


def differences(old: Edition, new: Edition) -> set[tuple[str, ...]]:
    """Every fact in which two editions differ, found by looking at each alone."""
    found: set[tuple[str, ...]] = set()
    for key in old.values.keys() | new.values.keys():
        one, other = old.values.get(key), new.values.get(key)
        if one is None or other is None:
            found.add(("series", key))
        elif not comparable(one, other):
            if replace(one, source="") != replace(other, source=""):
                found.add(("series", key))
        else:
            last = max(one.points, default="")
            for period in one.points.keys() | other.points.keys():
                nothing = Point(None, "missing")
                same = one.points.get(period, nothing) == other.points.get(period, nothing)
                newer = period > last and period in other.points
                given_way = (
                    not period
                    and stands_alone(old, new, key)
                    and max(other.points, default="") > last
                )
                if not same or newer or given_way:
                    found.add(("value", key, period))
    for about, before, after in (
        ("value", old.values, new.values),
        ("project", old.projects, new.projects),
        ("organisation", old.organisations, new.organisations),
    ):
        for key in before.keys() & after.keys():
            for part in ("source", "status"):
                said = {getattr(one[key], part, "") for one in (before, after)}
                # Who said it then is not known where it was not kept.
                if len(said) == 2 and "" not in said:
                    found.add((about, key, part))
    for about, before, after, parts in (
        ("sign", old.signs, new.signs, None),
        ("project", old.projects, new.projects, ("start", "end")),
        ("organisation", old.organisations, new.organisations, ("since", "until")),
        ("decision", old.overdue or {}, new.overdue or {}, None),
    ):
        if about == "decision" and (old.overdue is None or new.overdue is None):
            continue
        for key in before.keys() | after.keys():
            one, other = before.get(key), after.get(key)
            if one == other:
                continue
            if parts is None:
                found.add((about, key, ""))
            elif one is None or other is None:
                found.add((about, key, "state" if about == "project" else "since"))
            else:
                if about == "project" and (one.state, one.entered) != (other.state, other.entered):
                    found.add((about, key, "state"))
                found |= {
                    (about, key, part)
                    for part in parts
                    if getattr(one, part) != getattr(other, part)
                }
    return found


@given(facts(FIRST), facts(SECOND))
def test_a_changed_definition_never_yields_a_delta(old, new):
    for one in compare(old, new).all:
        if one.kind == "redefined":
            assert one.delta is None and one.what
        elif one.about == "value" and one.what == "value":
            assert comparable(old.values[one.key], new.values[one.key])
    redefined = {c.key for c in compare(old, new).of("redefined") if c.about == "value"}
    others = {c.key for c in compare(old, new).all if c.about == "value" and c.what == "value"}
    assert not redefined & others


@given(
    st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 9).map(float), min_size=2, max_size=9),
    st.data(),
)
def test_a_revised_old_value_is_under_revisions_only(figures, data):
    period = data.draw(st.sampled_from(sorted(figures)))
    changed = data.draw(st.integers(10, 20).map(float))
    old = series(**{f"m{p.replace('-', '_')}": v for p, v in figures.items()})
    new = replace(old, points={**old.points, period: Point(changed, "value")})
    (one,) = only(old, new)
    assert one.kind == "revised" and one.period == period
    assert one.delta == changed - figures[period]


@given(facts(FIRST), facts(SECOND))
def test_a_difference_is_of_figures_that_were_both_read(old, new):
    for one in compare(old, new).all:
        if one.delta is not None:
            assert one.kind in ("new", "revised") and one.about == "value"
            points = new.values[one.key].points
            assert one.after == points[one.period] and one.after.known


@given(facts(FIRST))
def test_an_edition_survives_its_record_and_the_record_its_json(one):
    written = record(one)
    assert edition(json.loads(json.dumps(written))) == one
    assert record(edition(written)) == written


@given(facts(FIRST), st.data())
def test_a_record_that_lacks_a_part_is_told_as_unreadable(one, data):
    written = record(one)
    assume(written)
    del written[data.draw(st.sampled_from(sorted(set(written))))]
    with pytest.raises(Unreadable):
        edition(written)


# One thing at a time


def test_a_newer_month_is_news_and_is_set_against_the_same_month_a_year_before():
    (one,) = only(
        series(m2025_06=8765, m2026_05=9000),
        series(m2025_06=8765, m2026_05=9000, m2026_06=9137),
    )
    assert (one.kind, one.period, one.before_period) == ("new", "2026-06", "2026-05")
    assert one.like_period == "2025-06" and one.delta == 372


def test_a_newer_month_and_a_revised_one_are_two_pieces_of_news():
    changes = only(series(m2026_05=9000), series(m2026_05=9010, m2026_06=9137, m2026_07=9200))
    assert [(one.kind, one.period) for one in changes] == [
        ("new", "2026-07"),
        ("revised", "2026-05"),
    ]
    assert changes[0].also == ("2026-06",) and changes[0].delta is None


def test_a_hole_that_is_filled_is_known_now_and_a_figure_that_goes_is_missing():
    (known,) = only(series(m2026_04=1, m2026_06=3), series(m2026_04=1, m2026_05=2, m2026_06=3))
    assert (known.kind, known.period) == ("known", "2026-05")
    (gone,) = only(series(m2026_05=2, m2026_06=3), series(m2026_06=3))
    assert (gone.kind, gone.period, gone.delta) == ("missing", "2026-05", None)


def test_a_placeholder_that_gives_way_to_a_real_figure_is_known_now():
    made_up = Series("a", "persons", "higher", 0, {"": Point(50.0, "example")})
    (one,) = only(made_up, series_like(made_up, m2026_06=12))
    assert one.kind == "known" and one.example and one.delta is None


def series_like(one: Series, **figures: float) -> Series:
    return replace(one, points=series(**figures).points)


@pytest.mark.parametrize(
    ("part", "value", "reason"),
    [("definition", "b", "definition"), ("unit", "percent", "unit"), ("decimals", 1, "unit"),
     ("better", "higher", "direction")],
)  # fmt: skip
def test_another_meaning_is_refused_with_its_reason(part, value, reason):
    old = series(m2026_05=9000)
    new = replace(series(m2026_05=9010, m2026_06=9137), **{part: value})
    (one,) = only(old, new)
    assert (one.kind, one.what, one.delta) == ("redefined", reason, None)


def test_a_yearly_series_turned_monthly_is_refused():
    (one,) = only(
        Series("a", "persons", "lower", 0, {"2025": Point(1.0, "value")}), series(m2026_01=1)
    )
    assert (one.kind, one.what) == ("redefined", "frequency")


def test_a_figure_without_a_period_can_be_neither_news_nor_a_revision():
    undated = Series("a", "persons", "lower", 0, {"": Point(1.0, "value")})
    (one,) = only(undated, replace(undated, points={"": Point(2.0, "value")}))
    assert (one.kind, one.what, one.delta) == ("redefined", "undated", None)


def test_a_sign_judged_by_another_target_has_not_moved():
    old = Edition("one", FIRST, signs={"I01": Sign("+", "a", "a", "a")})
    moved = Edition("two", SECOND, signs={"I01": Sign("0", "a", "a", "a")})
    aimed = Edition("two", SECOND, signs={"I01": Sign("0", "a", "b", "a")})
    assert [one.kind for one in compare(old, moved).all] == ["signs"]
    assert [(one.kind, one.what) for one in compare(old, aimed).all] == [("redefined", "target")]


def test_an_example_of_a_target_that_becomes_real_is_told_as_that():
    """Even where the target's own figures stay as they were."""
    example = Sign("+", "a", "a", "a", example=True)
    for old, new in (
        (example, replace(example, example=False)),
        (replace(example, example=False), example),
    ):
        (one,) = compare(
            Edition("one", FIRST, signs={"I01": old}), Edition("two", SECOND, signs={"I01": new})
        ).all
        assert (one.kind, one.what) == ("redefined", "example") and one.example
    aimed = replace(example, target="b", example=False)
    (one,) = compare(
        Edition("one", FIRST, signs={"I01": example}), Edition("two", SECOND, signs={"I01": aimed})
    ).all
    assert one.what == "example"


def test_another_source_is_told_and_is_neither_news_nor_a_revision():
    old = replace(series(m2026_05=9000), source="KEHA, 12r5")
    (one,) = only(old, replace(old, source="seed"))
    assert (one.kind, one.what, one.before, one.after) == (
        "sourced",
        "source",
        "KEHA, 12r5",
        "seed",
    )
    assert one.delta is None
    # An edition frozen before sources were kept cannot tell that they have changed.
    assert only(replace(old, source=""), old) == ()


def test_the_same_figure_carried_forward_is_told_as_that():
    old = series(m2026_05=9000)
    carried = replace(old, points={"2026-05": Point(9000.0, "carried")})
    for before, after in ((old, carried), (carried, old)):
        (one,) = only(before, after)
        assert (one.kind, one.what, one.period, one.delta) == ("sourced", "value", "2026-05", None)
    (one,) = only(old, replace(old, points={"2026-05": Point(9001.0, "carried")}))
    assert one.kind == "revised"


@pytest.mark.parametrize("about", ["projects", "organisations"])
def test_how_far_something_is_to_be_trusted_is_told_when_it_changes(about):
    made = {
        "projects": lambda *said: Project("running", None, None, None, *said),
        "organisations": lambda *said: Membership(None, None, *said),
    }[about]
    old, new = made("seed", "reported"), made("seed", "unconfirmed")
    editions = [
        Edition(n, d, **{about: {"wot": one}})
        for n, d, one in (("one", FIRST, old), ("two", SECOND, new))
    ]
    (one,) = compare(*editions).all
    assert (one.kind, one.what, one.before, one.after) == (
        "sourced",
        "status",
        "reported",
        "unconfirmed",
    )


@given(facts(FIRST))
def test_a_record_frozen_before_sources_were_kept_is_still_read(one):
    written = record(one)
    for part in ("values", "projects", "organisations"):
        for said in written[part].values():
            for name in ("source", "status"):
                said.pop(name, None)
    old = edition(written)
    assert not compare(old, replace(one, day=SECOND)).of("sourced")
    assert compare(old, replace(one, day=SECOND)).nothing


@pytest.mark.parametrize(
    ("before", "state", "entered", "kind"),
    [
        ("preparation", "running", dt.date(2025, 9, 1), "started"),
        ("running", "ended", dt.date(2025, 9, 1), "ended"),
        ("idea", "preparation", dt.date(2025, 9, 1), "moved"),
        ("running", "ended", dt.date(2024, 9, 1), "revised"),
        (None, "ended", dt.date(2024, 9, 1), "known"),
        (None, "running", dt.date(2025, 9, 1), "started"),
        ("running", None, None, "missing"),
    ],
)
def test_what_happened_is_apart_from_what_was_recorded_late(before, state, entered, kind):
    old = Edition("one", FIRST, projects={"wot": Project(before, None, None, None)})
    new = Edition("two", SECOND, projects={"wot": Project(state, entered, None, None)})
    assert [one.kind for one in compare(old, new).all] == [kind]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (None, Membership(dt.date(2025, 9, 1), None), "joined"),
        (None, Membership(dt.date(2024, 4, 18), None), "known"),
        (Membership(None, None), Membership(None, dt.date(2025, 9, 1)), "left"),
        (Membership(None, None), Membership(None, dt.date(2024, 9, 1)), "revised"),
        (Membership(None, None), None, "missing"),
    ],
)
def test_an_organisation_joins_leaves_or_is_put_right(old, new, kind):
    editions = [
        Edition(release, day, organisations={"kela": one} if one else {})
        for release, day, one in (("one", FIRST, old), ("two", SECOND, new))
    ]
    assert [one.kind for one in compare(*editions).all] == [kind]


def test_decisions_become_late_or_are_done_and_are_left_alone_where_none_are_kept():
    late = {"1": dt.date(2025, 9, 1)}
    editions = {
        name: Edition(name, FIRST, overdue=overdue)
        for name, overdue in (("none", None), ("nobody", {}), ("late", late))
    }
    assert [one.kind for one in compare(editions["nobody"], editions["late"]).all] == ["overdue"]
    assert [one.kind for one in compare(editions["late"], editions["nobody"]).all] == ["settled"]
    assert compare(editions["none"], editions["late"]).nothing


def test_a_newer_edition_is_never_the_older_one():
    with pytest.raises(ValueError, match="later"):
        compare(Edition("two", SECOND), Edition("one", FIRST))
