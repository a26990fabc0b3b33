"""Saved stories: the newest form is in force, nothing is overwritten, no person gets in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.records import journal, stories
from handprint.records.refusals import Refused
from handprint.records.stories import Draft


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


def test_a_story_is_saved_changed_and_taken_back_and_every_entry_stays(path: Path) -> None:
    assert stories.saved(path) == ()
    id = stories.save(path, Draft("Keväänkokous", ("meeting", "network"), notes=("ensin",)))
    other = stories.save(path, Draft("Toinen", ("progress",)))
    assert stories.save(path, Draft("Kevätkokous", ("network", "meeting")), of=id) == id
    assert [(one.id, one.draft.title, one.draft.slides) for one in stories.saved(path)] == [
        (id, "Kevätkokous", ("network", "meeting")),
        (other, "Toinen", ("progress",)),
    ]
    stories.withdraw(path, id)
    assert [one.id for one in stories.saved(path)] == [other]
    reading = journal.read(path)
    assert len(reading.of(stories.KIND)) == 4
    assert reading.fault is None


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft("  ", ("meeting",)), "empty"),
        (Draft("Kokous", ()), "slides"),
        (Draft("x" * 81, ("meeting",)), "long"),
        (Draft("Kokous", ("questions",), ("Soita 040 123 4567",)), "phone"),
        (Draft("Kokous", ("meeting",), notes=("kysy: joku@example.fi",)), "email"),
    ],
)
def test_what_may_not_be_written_is_refused_and_nothing_is_written(
    draft: Draft, code: str, path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        stories.save(path, draft)
    assert code in [one.code for one in refused.value.refusals]
    assert stories.saved(path) == ()


@given(
    st.lists(st.lists(st.sampled_from(["meeting", "network", "family"]), min_size=1), max_size=5)
)
def test_slides_keep_the_order_they_were_chosen_in(orders: list[list[str]]) -> None:
    entries = tuple(
        journal.Entry(number, stories.KIND, None, {"title": "t", "slides": order})
        for number, order in enumerate(orders, start=1)
    )
    found = stories.listed(journal.Reading(entries))
    assert [list(one.draft.slides) for one in found] == orders


def test_an_entry_that_is_no_story_is_passed_over() -> None:
    entry = journal.Entry(1, stories.KIND, None, {"title": 3, "slides": "meeting"})
    assert stories.listed(journal.Reading((entry,))) == ()
