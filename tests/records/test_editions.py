"""Frozen once, found again, and never taken for whole when they are not."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from handprint.records import decisions, editions, journal, keeping
from handprint.records.editions import Known

FACTS = {"format": 1, "day": "2026-11-24", "values": {"I01": {"points": {"2026-06": 11.1}}}}
LATER = FACTS | {"day": "2027-02-02"}


def kept(path):
    return editions.listed(journal.read(path))


def altered(path, number: int, old: str, new: str) -> None:
    """Change an entry behind the journal's back, as a broken disk or a hand would."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("drop trigger entry_is_kept")
        file.execute(
            "update entry set body = replace(body, ?, ?) where number = ?", (old, new, number)
        )


def test_what_is_frozen_is_found_again_newest_first(tmp_path):
    path = tmp_path / "r.sqlite"
    first, second = (editions.freeze(path, facts) for facts in (FACTS, LATER))
    assert kept(path) == (second, first)
    assert first.record == FACTS and first.sound
    assert first.id.startswith("2026-11-24-") and first.id != second.id


def test_the_same_facts_are_frozen_once(tmp_path):
    path = tmp_path / "r.sqlite"
    first = editions.freeze(path, FACTS)
    with pytest.raises(Known) as known:
        editions.freeze(path, dict(reversed(FACTS.items())))
    assert known.value.id == first.id and len(kept(path)) == 1


def test_two_who_freeze_at_once_freeze_once(tmp_path):
    path = tmp_path / "r.sqlite"

    def freeze(_: int) -> bool:
        try:
            editions.freeze(path, FACTS)
        except Known:
            return False
        return True

    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(freeze, range(16))) == 1
    assert len(kept(path)) == 1 and journal.read(path).fault is None


def test_a_changed_fact_is_damage_and_its_facts_are_not_given_out(tmp_path):
    path = tmp_path / "r.sqlite"
    editions.freeze(path, FACTS)
    editions.freeze(path, LATER)
    altered(path, 1, "11.1", "11.7")
    newest, damaged = kept(path)
    assert newest.sound, "another edition still holds, though the chain is broken before it"
    assert not damaged.sound and damaged.record == {} and damaged.number == 1
    assert journal.read(path).fault is not None


@pytest.mark.parametrize("new", ['"facts":[', '"fakts":{', "{"])
def test_an_entry_that_is_no_edition_any_more_is_damage_and_no_failure(tmp_path, new):
    path = tmp_path / "r.sqlite"
    editions.freeze(path, FACTS)
    altered(path, 1, '"facts":{', new)
    assert [one.sound for one in kept(path)] == [False]


def test_damaged_facts_can_be_frozen_anew(tmp_path):
    path = tmp_path / "r.sqlite"
    editions.freeze(path, FACTS)
    altered(path, 1, "11.1", "11.7")
    assert editions.freeze(path, FACTS).sound
    assert [one.sound for one in kept(path)] == [True, False]


def test_editions_and_decisions_share_a_file_and_its_backup(tmp_path):
    path = tmp_path / "r.sqlite"
    draft = decisions.Draft("decision", "Sovitaan tapaamiset kuntien kanssa", "lapin_liitto")
    decisions.record(path, draft)
    frozen = editions.freeze(path, FACTS)
    assert len(decisions.read(path).decisions) == 1 and decisions.read(path).unread == ()
    copy = keeping.backed_up(path, tmp_path / "backups")
    assert kept(copy.path) == (frozen,)
