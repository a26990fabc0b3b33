"""A decision is what its entries say: nothing overwritten or closed twice, no person in it."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handprint.analysis import overdue
from handprint.records import decisions, journal, refusals
from handprint.records.decisions import Changed, Draft, Impossible
from handprint.records.refusals import Refused

DRAFT = Draft(
    "decision",
    "Sovitaan kuntien kanssa hankintojen ehdoista",
    "lapin_liitto",
    dt.date(2026, 12, 1),
    "goals?goal=G1",
    (("goal", "G1"), ("project", "wot")),
)


def with_text(text: str) -> Draft:
    return Draft("decision", text, "lapin_liitto")


# What is written down and read back


def test_a_recorded_decision_is_open_and_says_what_was_written(tmp_path):
    path = tmp_path / "r.sqlite"
    id = decisions.record(path, DRAFT)
    (one,) = decisions.read(path).decisions
    assert (one.id, one.state, one.draft) == (id, "open", DRAFT)
    assert [step.action for step in one.history] == ["opened"]


def test_closing_and_correcting_are_new_entries_and_the_old_ones_stay(tmp_path):
    path = tmp_path / "r.sqlite"
    id = decisions.record(path, DRAFT)
    other = decisions.record(path, with_text("Kuka vetää jatkohanketta?"))
    later = Draft(**(vars(DRAFT) | {"due": dt.date(2027, 1, 31)}))
    decisions.correct(path, id, later, seen=id)
    seen = decisions.read(path).one(id).last
    decisions.close(path, id, "done", "Ehdot sovittu", seen=seen)
    one = decisions.read(path).one(id)
    assert one.state == "done" and one.draft == later
    assert [step.action for step in one.history] == ["opened", "corrected", "done"]
    assert one.history[0].draft.due == dt.date(2026, 12, 1), "what it said first is still there"
    assert one.history[-1].note == "Ehdot sovittu"
    assert decisions.read(path).one(other).state == "open", "carried forward"
    assert len(journal.read(path).entries) == 4


def test_a_closing_made_in_error_is_taken_back_by_an_entry(tmp_path):
    path = tmp_path / "r.sqlite"
    id = decisions.record(path, DRAFT)
    decisions.close(path, id, "dropped", "Ei rahoitusta", seen=id)
    decisions.reopen(path, id, seen=decisions.read(path).one(id).last)
    assert decisions.read(path).one(id).state == "open"


def test_a_dropped_decision_says_why(tmp_path):
    path = tmp_path / "r.sqlite"
    id = decisions.record(path, DRAFT)
    with pytest.raises(Refused):
        decisions.close(path, id, "dropped", "  ", seen=id)
    assert decisions.read(path).one(id).state == "open"


def test_two_who_act_on_the_same_reading_do_not_undo_each_other(tmp_path):
    path = tmp_path / "r.sqlite"
    id = decisions.record(path, DRAFT)
    decisions.correct(path, id, with_text("Toisin sanottu"), seen=id)
    for late in (
        lambda: decisions.correct(path, id, with_text("Kolmas"), seen=id),
        lambda: decisions.close(path, id, "done", "", seen=id),
    ):
        with pytest.raises(Changed):
            late()
    assert len(journal.read(path).entries) == 2


def test_what_is_not_there_or_closed_cannot_be_closed(tmp_path):
    path = tmp_path / "r.sqlite"
    with pytest.raises(Impossible):
        decisions.close(path, 7, "done", "", seen=7)
    id = decisions.record(path, DRAFT)
    decisions.close(path, id, "done", "", seen=id)
    with pytest.raises(Impossible):
        decisions.close(path, id, "done", "", seen=decisions.read(path).one(id).last)
    with pytest.raises(Impossible):
        decisions.reopen(path, 99, seen=99)


def test_the_past_can_be_asked_for(tmp_path):
    path = tmp_path / "r.sqlite"
    days = iter(dt.datetime(2026, month, 1, 12, tzinfo=dt.UTC) for month in (1, 3))
    with journal.Journal(path, clock=lambda: next(days)) as book:
        book.append("decision", {"action": "opened", **decisions._body(DRAFT)})
        book.append("decision", {"action": "done", "of": 1, "note": ""})
    assert decisions.read(path, until=dt.date(2026, 2, 1)).decisions[0].state == "open"
    assert decisions.read(path, until=dt.date(2026, 3, 1)).decisions[0].state == "done"
    assert decisions.read(path, until=dt.date(2025, 12, 31)).decisions == ()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"action": "opened"},
        {"action": "done", "of": 99},
        {"action": "done", "of": "1"},
        {"action": "erased", "of": 1},
        {"action": ["done"], "of": 1},
        {"action": "opened", **decisions._body(DRAFT), "due": "soon"},
        {"action": "opened", **decisions._body(DRAFT), "ties": [1]},
        {"action": "opened", **decisions._body(DRAFT), "text": 5},
    ],
)
def test_an_entry_that_cannot_be_understood_is_counted_and_hides_nothing(tmp_path, body):
    path = tmp_path / "r.sqlite"
    id = decisions.record(path, DRAFT)
    number = journal.append(path, "decision", body).number
    found = decisions.read(path)
    assert found.one(id).draft == DRAFT and found.unread == (number,) and found.fault is None


def test_other_kinds_of_entries_are_none_of_its_business(tmp_path):
    path = tmp_path / "r.sqlite"
    journal.append(path, "story", {"name": "x"})
    id = decisions.record(path, DRAFT)
    assert id == 2 and decisions.read(path).unread == ()


# The state machine, against a model that knows only the rules of the issue


class Minute(RuleBasedStateMachine):
    """Any order of actions, by somebody who has read or who has not."""

    @initialize()
    def empty(self) -> None:
        self.entries: list[journal.Entry] = []
        self.model: dict[int, str] = {}
        self.texts: dict[int, list[str]] = {}

    def write(self, body: dict) -> int:
        number = len(self.entries) + 1
        moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number)
        self.entries.append(journal.Entry(number, "decision", moment, body))
        return number

    @rule(text=st.sampled_from(["yksi", "kaksi"]))
    def opened(self, text: str) -> None:
        id = self.write({"action": "opened", **decisions._body(with_text(text))})
        self.model[id], self.texts[id] = "open", [text]

    @precondition(lambda self: self.model)
    @rule(data=st.data(), action=st.sampled_from(["done", "dropped", "reopened", "corrected"]))
    def followed(self, data: st.DataObject, action: str) -> None:
        id = data.draw(st.sampled_from([*self.model, 999]))
        text = f"{action} {len(self.entries)}"
        body = {"action": action, "of": id, "note": ""}
        if action == "corrected":
            body |= decisions._body(with_text(text))
        self.write(body)
        if id not in self.model:
            return
        if action == "corrected":
            self.texts[id].append(text)
        elif action == "reopened":
            self.model[id] = "open"
        elif self.model[id] == "open":
            self.model[id] = action

    @invariant()
    def every_decision_stands_as_the_rules_say(self) -> None:
        found = decisions.minutes(journal.Reading(tuple(self.entries)))
        assert {one.id: one.state for one in found.decisions} == self.model
        for one in found.decisions:
            said = [s.draft.text for s in one.history if s.action in ("opened", "corrected")]
            assert said == self.texts[one.id] and one.draft.text == said[-1]
            numbers = [step.number for step in one.history]
            assert numbers == sorted(set(numbers)) and numbers[0] == one.id
        kept = sum(len(one.history) for one in found.decisions)
        assert kept + len(found.unread) == len(self.entries), "no entry is forgotten"


Minute.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
test_any_order_of_actions_ends_where_the_rules_say = Minute.TestCase


# Persons and addresses


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \u200b\u00a0\n", "empty"),
        ("a" * 601, "long"),
        ("kysy etunimi.sukunimi@kunta.fi", "email"),
        ("etunimi (at) kunta.fi", "email"),
        ("soita 040 123 4567", "phone"),
        ("soita +358 40 123 4567 huomenna", "phone"),
        ("soita (016) tai 016-1234567", "phone"),
        ("numero 0401234567.", "phone"),
    ],
)
def test_contacts_and_nothing_are_refused(tmp_path, text, code):
    with pytest.raises(Refused) as refused:
        decisions.record(tmp_path / "r.sqlite", with_text(text))
    assert [one.code for one in refused.value.refusals] == [code]
    assert not (tmp_path / "r.sqlite").exists()


@pytest.mark.parametrize(
    "text",
    [
        "Haetaan 1 000 000 euroa kaudelle 2027–2033, viimeistään 31.12.2026",
        "Kokous 01-12-2026 ja 2026-12-01",
        "Nosta osuus 0,5 prosentista 10 prosenttiin; 9 500 työtöntä",
        "Korvataan koodi 05 006 uudella",
        "Sovitaan 12 @-merkillä",
        "Hankekoodi S30123, rivi 0-4 ja 16–64-vuotiaat 2025",
    ],
)
def test_sums_dates_and_codes_are_no_contacts(text):
    assert refusals.of_text(refusals.tidy(text)) == []


KNOWN = ("Lapin liitto", "Rovaniemi", "Kemi", "Lapin yliopisto", "Työkykyä Lappiin")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Etunimi Sukunimi hoitaa asian", "Etunimi Sukunimi"),
        ("Asian hoitaa Etunimi Suku-Nimi.", "Etunimi Suku-Nimi"),
        ("Sovittiin Rovaniemen kanssa", None),
        ("Lapin Yliopisto selvittää", None),
        ("Kuka kysyy Kemin kaupungilta?", None),
        ("TE-palvelut ja KEHA raportoivat", None),
    ],
)
def test_two_words_in_capitals_that_name_nothing_known_may_be_a_person(text, name):
    assert [one.what for one in refusals.of_names(text, KNOWN)] == ([name] if name else [])


OWN = {"pages": ("goals", "family"), "hosts": ("127.0.0.1:8501",)}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("goals?goal=G1", "goals?goal=G1"),
        ("/goals/?goal=G1&lang=en", "goals?goal=G1&lang=en"),
        ("http://127.0.0.1:8501/family?project=wot", "family?project=wot"),
        ("family", "family"),
        ("https://evil.example/goals", None),
        ("//evil.example/goals", None),
        ("http://127.0.0.1:8501@evil.example/goals", None),
        ("javascript:alert(1)", None),
        ("goals?x=<script>", None),
        ("../goals", None),
        ("goals\\..", None),
        ("goals#x", None),
        ("nowhere", None),
        ("", None),
        ("http://[", None),
        ("goals?find=etunimi%40kunta.fi", None),
        ("goals?" + "a" * 1000, None),
    ],
)
def test_evidence_is_an_address_of_this_app_and_no_other(address, kept):
    assert refusals.own_address(address, **OWN) == kept


@given(text=st.text() | st.text(alphabet="goals?/:.@#&=%\\ htp"))
def test_no_text_makes_an_address_that_leads_elsewhere(text):
    kept = refusals.own_address(text, **OWN)
    assert kept is None or kept.split("?")[0] in OWN["pages"]
    assert kept is None or decisions._ADDRESS.fullmatch(kept)


@given(text=st.text())
def test_tidying_is_done_once_and_hides_nothing(text):
    once = refusals.tidy(text)
    assert refusals.tidy(once) == once and "\n" not in once and "\x00" not in once


# Late and still

DAY = dt.date(2026, 11, 24)


def matter(
    due: int | None, *, state: str = "open", touched: int = 0, ties=()
) -> decisions.Decision:
    draft = Draft(
        "decision", "x", "y", None if due is None else DAY + dt.timedelta(due), ties=tuple(ties)
    )
    moment = dt.datetime(2026, 11, 24, tzinfo=dt.UTC) + dt.timedelta(touched)
    return decisions.Decision(1, draft, state, (decisions.Step(1, moment, "opened", draft),))


def test_a_matter_is_late_the_day_after_its_due_day_and_only_while_open():
    assert not overdue.is_overdue(matter(0), DAY)
    assert overdue.is_overdue(matter(-1), DAY)
    assert not overdue.is_overdue(matter(-1, state="done"), DAY)
    assert not overdue.is_overdue(matter(None), DAY)


def test_a_matter_stands_still_after_half_a_year():
    assert not overdue.is_still(matter(9, touched=-182), DAY)
    assert overdue.is_still(matter(9, touched=-183), DAY)
    assert not overdue.is_still(matter(9, touched=-183, state="dropped"), DAY)


def test_marks_count_each_late_matter_once_for_each_thing_it_is_about():
    g1, i1 = ("goal", "G1"), ("indicator", "I01")
    found = [matter(-1, ties=[g1, i1, g1]), matter(-9, ties=[g1]), matter(5, ties=[i1])]
    assert overdue.marks(found, DAY) == {g1: 2, i1: 1}
    assert overdue.waiting(found) == {g1: 2, i1: 2}
    assert overdue.marks([], DAY) == {}


def test_the_next_due_is_the_first_from_this_day_on():
    found = [matter(-3), matter(4), matter(None), matter(2), matter(1, state="done")]
    assert overdue.next_due(found, DAY).due == DAY + dt.timedelta(2)
    assert overdue.next_due(found[:1], DAY) is None


@given(st.lists(st.tuples(st.none() | st.integers(-400, 400), st.sampled_from(["open", "done"]))))
def test_the_order_keeps_every_matter_and_puts_the_longest_late_first(pairs):
    found = [matter(due, state=state) for due, state in pairs]
    ordered = overdue.in_order(found)
    assert len(ordered) == len(found)
    waits = [one for one in ordered if one.is_open]
    assert ordered[: len(waits)] == waits
    dues = [one.due or dt.date.max for one in waits]
    assert dues == sorted(dues)
