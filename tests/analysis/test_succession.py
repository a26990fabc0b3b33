"""A status on any day follows from events, and so does how many projects run at once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis import succession
from handprint.analysis.succession import STATES, Event, Step
from handprint.publish.projects import schema

FIRST, LAST = dt.date(2023, 12, 1), dt.date(2024, 3, 10)
DAYS = st.dates(FIRST, LAST)
EVENTS = st.lists(st.builds(Event, DAYS, st.sampled_from(STATES), st.booleans()), max_size=6)
FAMILIES = st.lists(EVENTS, max_size=5)


def brute(events: list[Event], day: dt.date) -> str | None:
    """The status on a day, walked day by day as an archivist would."""
    state = None
    for event in sorted(events, key=lambda event: (event.day, STATES.index(event.state))):
        if event.day <= day:
            state = event.state
    return state


def test_the_statuses_are_those_of_the_data_in_the_seeds_order():
    assert STATES == schema.STATES
    assert succession.STAGES == ("idea", "preparation", "funding_review", "running", "ended")


@given(EVENTS, DAYS)
def test_the_status_on_a_day_is_the_last_one_entered_by_it(events, day):
    found = succession.state_on(events, day)
    assert (found.state if found else None) == brute(events, day)
    assert found is None or found.day <= day


@given(EVENTS, DAYS, DAYS)
def test_a_later_event_never_changes_an_earlier_day(events, day, other):
    if other > day:
        more = [*events, Event(other, "ended")]
        assert brute(more, day) == brute(events, day)
        before, after = succession.state_on(events, day), succession.state_on(more, day)
        assert before == after


@given(EVENTS, DAYS)
def test_a_project_runs_exactly_in_its_stretches(events, day):
    inside = [
        span
        for span in succession.spans(events)
        if span.start <= day and (span.end is None or day < span.end)
    ]
    assert len(inside) == (brute(events, day) == "running")


@given(FAMILIES, DAYS)
def test_the_number_at_once_is_a_count_of_the_running(family, day):
    steps = succession.at_once(family)
    assert [step.day for step in steps] == sorted({step.day for step in steps})
    assert succession.running_on(steps, day).total == sum(
        brute(events, day) == "running" for events in family
    )


@given(FAMILIES, DAYS)
def test_in_a_gap_nobody_runs_on_any_day_of_it(family, day):
    steps = succession.at_once(family)
    since = succession.gap_before(steps, day)
    running = any(brute(events, day) == "running" for events in family)
    if since is None:
        begun = any(e.state == "running" and e.day <= day for events in family for e in events)
        # A start that another event of the same day undoes is no start.
        assert running or not begun or not steps or steps[0].day > day
        return
    assert not running and since <= day
    assert any(brute(events, since - dt.timedelta(days=1)) == "running" for events in family)
    for days in range((day - since).days + 1):
        there = since + dt.timedelta(days=days)
        assert not any(brute(events, there) == "running" for events in family)


def test_days_known_by_their_year_are_counted_apart():
    exact = [Event(dt.date(2021, 1, 1), "running"), Event(dt.date(2022, 1, 1), "ended")]
    rough = [Event(one.day, one.state, exact=False) for one in exact]
    assert succession.at_once([exact, rough]) == (
        Step(dt.date(2021, 1, 1), 1, 1),
        Step(dt.date(2022, 1, 1), 0, 0),
    )


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("2024-01-01", "2026-11-24", 34),
        ("2021-11-01", "2022-05-02", 6),
        ("2022-01-31", "2022-02-28", 0),
        ("2022-05-02", "2023-01-01", 7),
        ("2023-01-01", "2022-05-02", -7),
        ("2022-05-02", "2022-05-02", 0),
    ],
)
def test_whole_months_between_days(first, last, whole):
    assert succession.months(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == whole


@given(DAYS, st.integers(0, 60))
def test_the_same_day_later_is_so_many_whole_months_later_or_the_end_of_a_short_month(day, by):
    later = succession.later(day, by)
    assert (later.year - day.year) * 12 + later.month - day.month == by
    assert later.day == day.day or (later + dt.timedelta(days=1)).month != later.month


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_every_project_lies_deeper_than_what_came_before_it(pairs):
    ties: dict[str, list[str]] = {}
    for one, other in pairs:
        if one != other:
            ties.setdefault(str(max(one, other)), []).append(str(min(one, other)))
    depth = succession.layers(ties)
    for later, before in ties.items():
        assert depth[later] == max(depth[one] for one in before) + 1


def test_a_circle_is_refused_and_named():
    with pytest.raises(ValueError, match="a, b"):
        succession.layers({"a": ["b"], "b": ["a"]})
