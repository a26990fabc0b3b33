"""Decisions and questions: recorded, corrected and closed by entries, none of which is overwritten.

A decision is what its entries say, in their order. Its id is the number of its first entry; every
later one names it. It stays open, from meeting to meeting, until an entry closes it.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from handprint.records import journal, refusals
from handprint.records.journal import Entry, Fault, Reading
from handprint.records.refusals import Refusal, Refused, tidy

ENTRY = "decision"
KINDS = ("decision", "question")
TIED = ("goal", "indicator", "project")
"""What a decision can be about."""

State = Literal["open", "done", "dropped"]
Action = Literal["opened", "corrected", "done", "dropped", "reopened"]

STEPS: Mapping[tuple[State | None, str], State] = {
    (None, "opened"): "open",
    ("open", "corrected"): "open",
    ("open", "done"): "done",
    ("open", "dropped"): "dropped",
    ("done", "corrected"): "done",
    ("dropped", "corrected"): "dropped",
    ("done", "reopened"): "open",
    ("dropped", "reopened"): "open",
}
"""The state after an action; what is not here cannot be done. A closing in error is taken back."""

_ID = re.compile(r"[\w-]{1,80}")
_ADDRESS = re.compile(r"[a-z_]+(\?[^\s\\<>\"'`]*)?")


class Changed(Exception):
    """Somebody has written about the same decision since it was read; nothing was written."""


class Impossible(Exception):
    """The decision is not in a state in which this can be done; nothing was written."""


@dataclass(frozen=True)
class Draft:
    """What a decision says: its kind, text, who is responsible (an organisation's id), by when.

    `evidence` is the address of a view of this app (`goals?goal=G1`) or empty; `ties` are pairs
    of kind and id.
    """

    kind: str
    text: str
    organisation: str
    due: dt.date | None = None
    evidence: str = ""
    ties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Step:
    """One entry about a decision: its number, when (UTC), what it did, what it said after it."""

    number: int
    written: dt.datetime
    action: str
    draft: Draft
    note: str = ""
    held: bool = False
    """Whether the clock was behind, so that the time is that of the entry before it."""

    @property
    def day(self) -> dt.date:
        """The day of the entry where the app runs."""
        return journal.day_of(self.written)


@dataclass(frozen=True)
class Decision:
    """One decision or question as it stands after all its entries."""

    id: int
    draft: Draft
    state: State
    history: tuple[Step, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is carried forward."""
        return self.state == "open"

    @property
    def due(self) -> dt.date | None:
        """The day by which it should be done."""
        return self.draft.due

    @property
    def ties(self) -> tuple[tuple[str, str], ...]:
        """What it is about."""
        return self.draft.ties

    @property
    def touched(self) -> dt.date:
        """The day of its newest entry."""
        return self.history[-1].day

    @property
    def last(self) -> int:
        """The number of its newest entry: what a writer has seen."""
        return self.history[-1].number


@dataclass(frozen=True)
class Minutes:
    """All decisions in the order they were recorded, and what is wrong with the file.

    `unread` are the numbers of entries that could not be understood; they are kept in the file.
    `ahead` is the time of the newest entry where the clock is behind it.
    """

    decisions: tuple[Decision, ...] = ()
    fault: Fault | None = None
    unread: tuple[int, ...] = ()
    ahead: dt.datetime | None = None

    def one(self, id: int) -> Decision | None:
        """The decision of this id; None for an unknown one."""
        return next((decision for decision in self.decisions if decision.id == id), None)


def read(path: Path, *, until: dt.date | None = None) -> Minutes:
    """The decisions of a file, as they stood at the end of a day if one is given."""
    return minutes(journal.read(path), until=until)


def minutes(reading: Reading, *, until: dt.date | None = None) -> Minutes:
    """What the entries add up to; pure."""
    found: dict[int, Decision] = {}
    unread = []
    for entry in reading.of(ENTRY):
        if until is not None and entry.day > until:
            continue
        decision = _after(found, entry)
        if decision is None:
            unread.append(entry.number)
        else:
            found[decision.id] = decision
    return Minutes(tuple(found.values()), reading.fault, tuple(unread), reading.ahead())


def record(path: Path, draft: Draft) -> int:
    """Write a new decision down; its id. Raises Refused."""
    draft = checked(draft)
    return journal.append(path, ENTRY, {"action": "opened", **_body(draft)}).number


def correct(path: Path, id: int, draft: Draft, *, seen: int) -> None:
    """Say anew what a decision says. Raises Refused, Changed, Impossible."""
    _follow(path, id, "corrected", seen, _body(checked(draft)))


def close(path: Path, id: int, state: Literal["done", "dropped"], note: str, *, seen: int) -> None:
    """Close a decision; a dropped one says why. Raises Refused, Changed, Impossible."""
    note = tidy(note)
    if found := refusals.of_text(note, needed=state == "dropped"):
        raise Refused(found)
    _follow(path, id, state, seen, {"note": note})


def reopen(path: Path, id: int, note: str = "", *, seen: int) -> None:
    """Take back a closing. Raises Refused, Changed, Impossible."""
    note = tidy(note)
    if found := refusals.of_text(note, needed=False):
        raise Refused(found)
    _follow(path, id, "reopened", seen, {"note": note})


def checked(draft: Draft) -> Draft:
    """The draft with its text tidied, or Refused with every reason that needs no release."""
    text = tidy(draft.text)
    found = refusals.of_text(text)
    if draft.kind not in KINDS:
        found.append(Refusal("kind"))
    if not _ID.fullmatch(draft.organisation):
        found.append(Refusal("organisation"))
    if draft.evidence and not _ADDRESS.fullmatch(draft.evidence):
        found.append(Refusal("evidence"))
    if any(kind not in TIED or not _ID.fullmatch(id) for kind, id in draft.ties):
        found.append(Refusal("ties"))
    if found:
        raise Refused(found)
    ties = tuple(dict.fromkeys(draft.ties))
    return Draft(draft.kind, text, draft.organisation, draft.due, draft.evidence, ties)


def _follow(path: Path, id: int, action: str, seen: int, body: Mapping[str, Any]) -> None:
    def guard(reading: Reading) -> None:
        decision = minutes(reading).one(id)
        if decision is None or (decision.state, action) not in STEPS:
            raise Changed if decision and decision.last != seen else Impossible
        if decision.last != seen:
            raise Changed

    journal.append(path, ENTRY, {"action": action, "of": id, **body}, guard=guard)


def _after(found: Mapping[int, Decision], entry: Entry) -> Decision | None:
    """The decision that an entry makes or changes; None if the entry cannot be understood."""
    body = entry.body
    action, of = body.get("action"), body.get("of")
    if action == "opened":
        before, id, state = None, entry.number, None
    else:
        before = found.get(of) if isinstance(of, int) else None
        if before is None:
            return None
        id, state = before.id, before.state
    if not isinstance(action, str) or (state, action) not in STEPS:
        return None
    says = action in ("opened", "corrected")
    draft = _draft(body) if says or before is None else before.draft
    if draft is None:
        return None
    note = body.get("note")
    note = note if isinstance(note, str) else ""
    step = Step(entry.number, entry.written, action, draft, note, entry.held)
    history = (*before.history, step) if before else (step,)
    return Decision(id, draft, STEPS[state, action], history)


def _body(draft: Draft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "text": draft.text,
        "organisation": draft.organisation,
        "due": draft.due.isoformat() if draft.due else None,
        "evidence": draft.evidence,
        "ties": [list(tie) for tie in draft.ties],
    }


def _draft(body: Mapping[str, Any]) -> Draft | None:
    """What was written, as it was: a rule made later hides nothing that is there."""
    try:
        due = body["due"]
        draft = Draft(
            kind=body["kind"],
            text=body["text"],
            organisation=body["organisation"],
            due=None if due is None else dt.date.fromisoformat(due),
            evidence=body["evidence"],
            ties=tuple((str(kind), str(id)) for kind, id in body["ties"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    words = (draft.text, draft.organisation, draft.evidence)
    return draft if draft.kind in KINDS and all(isinstance(one, str) for one in words) else None
