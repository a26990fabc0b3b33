"""Saved stories: the newest form is in force, nothing is overwritten, no person gets in."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.records import journal, stories
from handprint.records.refusals import Refused
from handprint.records.stories import Changed, Draft, Slide

SHOWS = ("meeting", "network", "family", "progress")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


def showing(*shows: str) -> tuple[Slide, ...]:
    return tuple(map(Slide, shows))


def shows(draft: Draft) -> list[str]:
    return [slide.show for slide in draft.slides]


def entries(*bodies: Mapping[str, object]) -> journal.Reading:
    return journal.Reading(
        tuple(
            journal.Entry(number, stories.KIND, None, body)
            for number, body in enumerate(bodies, start=1)
        )
    )


def test_a_story_is_saved_changed_and_taken_back_and_every_entry_stays(path: Path) -> None:
    assert stories.saved(path) == ()
    view = Slide(
        "view", "labour/municipalities", "areas-map", {"area": "698"}, "Miksi 3 kuntaa?", note="en"
    )
    id = stories.save(path, Draft("Keväänkokous", (Slide("meeting", note="ensin"), view)))
    other = stories.save(path, Draft("Toinen", showing("progress")))
    (one, _) = stories.saved(path)
    assert one.draft.slides == (
        Slide("meeting", note="ensin", number=1),
        replace(view, number=2),
    )
    stories.change(path, id, replace(one.draft.moved(2, -1), title="Kevätkokous"), seen=one.last)
    (one, two) = stories.saved(path)
    assert (one.id, one.draft.title, shows(one.draft)) == (id, "Kevätkokous", ["view", "meeting"])
    assert (two.id, shows(two.draft)) == (other, ["progress"])
    stories.withdraw(path, id, seen=one.last)
    assert [one.id for one in stories.saved(path)] == [other]
    reading = journal.read(path)
    assert len(reading.of(stories.KIND)) == 4
    assert reading.fault is None


def test_an_entry_of_names_alone_is_read_as_it_was_meant(path: Path) -> None:
    old = {
        "title": "Kuntakierros",
        "slides": ["network", "questions", "meeting"],
        "questions": ["Mitä seuraavaksi?", "Kuka tekee?"],
        "notes": ["Aloita tästä", ""],
    }
    id = journal.append(path, stories.KIND, old).number
    (one,) = stories.saved(path)
    assert one.draft == Draft(
        "Kuntakierros",
        (
            Slide("network", note="Aloita tästä", number=1),
            Slide("questions", questions=("Mitä seuraavaksi?", "Kuka tekee?"), number=2),
            Slide("meeting", number=3),
        ),
    )
    stories.add(path, id, Slide("progress"))
    (one,) = stories.saved(path)
    assert shows(one.draft) == ["network", "questions", "meeting", "progress"]
    assert one.draft.slides[1].questions == ("Mitä seuraavaksi?", "Kuka tekee?")
    assert journal.read(path).of(stories.KIND)[0].body == old


def test_the_second_of_two_who_change_one_story_is_told_and_nothing_is_lost(path: Path) -> None:
    id = stories.save(path, Draft("Kokous", showing("meeting", "network")))
    (seen,) = stories.saved(path)
    stories.change(path, id, seen.draft.moved(1, 1), seen=seen.last)
    with pytest.raises(Changed):
        stories.change(path, id, seen.draft.without(1), seen=seen.last)
    with pytest.raises(Changed):
        stories.withdraw(path, id, seen=seen.last)
    (now,) = stories.saved(path)
    assert shows(now.draft) == ["network", "meeting"]
    stories.withdraw(path, id, seen=now.last)
    with pytest.raises(Changed):
        stories.change(path, id, now.draft, seen=now.last)
    with pytest.raises(Changed):
        stories.add(path, id, Slide("family"))
    assert stories.saved(path) == ()


def test_slides_added_by_many_at_once_are_all_there(path: Path) -> None:
    id = stories.save(path, Draft("Kokous", showing("meeting")))
    writers = [
        threading.Thread(target=stories.add, args=(path, id, Slide("network", note=f"nro {n}")))
        for n in range(6)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    (now,) = stories.saved(path)
    assert sorted(slide.note for slide in now.draft.slides) == ["", *(f"nro {n}" for n in range(6))]
    assert sorted(slide.number for slide in now.draft.slides) == list(range(1, 8))


def test_the_number_of_a_slide_that_is_taken_out_is_never_given_again(path: Path) -> None:
    id = stories.save(path, Draft("Kokous", showing("meeting", "network")))
    (one,) = stories.saved(path)
    stories.change(path, id, one.draft.without(2), seen=one.last)
    stories.add(path, id, Slide("family"))
    (now,) = stories.saved(path)
    assert [(slide.show, slide.number) for slide in now.draft.slides] == [
        ("meeting", 1),
        ("family", 3),
    ]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft("  ", showing("meeting")), "empty"),
        (Draft("Kokous", ()), "slides"),
        (Draft("Kokous", showing(*["meeting"] * 41)), "slides"),
        (Draft("x" * 81, showing("meeting")), "long"),
        (Draft("Kokous", (Slide("view", heading="x" * 101),)), "long"),
        (Draft("Kokous", (Slide("questions", questions=("x" * 121,)),)), "long"),
        (Draft("Kokous", showing("questions")), "questions"),
        (Draft("Kokous", (Slide("questions", questions=("?",) * 6),)), "many_questions"),
        (Draft("Kokous", (Slide("questions", questions=("Soita 040 123 4567",)),)), "phone"),
        (Draft("Kokous", (Slide("meeting", note="kysy: joku@example.fi"),)), "email"),
        (Draft("Kokous", (Slide("view", heading="kysy: joku@example.fi"),)), "email"),
        (Draft("Kokous", (Slide("view", choices={"area": "<script>"}),)), "view"),
        (Draft("Kokous", (Slide("view", choices={"find": "joku@example.fi"}),)), "email"),
        (Draft("Kokous", (Slide("view", page="https://example.fi"),)), "view"),
    ],
)
def test_what_may_not_be_written_is_refused_and_nothing_is_written(
    draft: Draft, code: str, path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        stories.save(path, draft)
    assert code in [one.code for one in refused.value.refusals]
    assert stories.saved(path) == ()


@given(st.lists(st.lists(st.sampled_from(SHOWS), min_size=1), max_size=5))
def test_slides_keep_the_order_they_were_chosen_in(orders: list[list[str]]) -> None:
    found = stories.listed(entries(*({"title": "t", "slides": order} for order in orders)))
    assert [shows(one.draft) for one in found] == orders


@given(st.integers(1, 8), st.data())
def test_moving_loses_no_slide_and_moves_one_alone(count: int, data: st.DataObject) -> None:
    draft = Draft("t", tuple(Slide("meeting", number=n) for n in range(1, count + 1)))
    number, by = data.draw(st.integers(1, count)), data.draw(st.integers(-10, 10))
    moved = [slide.number for slide in draft.moved(number, by).slides]
    assert sorted(moved) == list(range(1, count + 1))
    assert moved.index(number) == min(max(number - 1 + by, 0), count - 1)
    assert [one for one in moved if one != number] == [
        one for one in range(1, count + 1) if one != number
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"title": 3, "slides": "meeting"},
        {"title": "t", "slides": ["meeting"], "notes": "n"},
        {"title": "t", "slides": [{"show": 3, "number": 1}]},
        {"title": "t", "slides": [{"show": "view", "number": 1}, {"show": "view", "number": 1}]},
        {"title": "t", "slides": [{"show": "view", "number": 0}]},
        {"title": "t", "slides": ["meeting", {"show": "view", "number": 1}]},
        {"title": "t", "slides": ["meeting"], "of": [1]},
        {"title": "t", "slides": ["meeting"], "of": 77},
    ],
)
def test_an_entry_that_is_no_story_is_passed_over(body: Mapping[str, object]) -> None:
    whole = {"title": "Kokous", "slides": ["network"]}
    assert [one.draft.title for one in stories.listed(entries(body, whole))] == ["Kokous"]
