"""Frozen editions: what was shown on a day, written once and found again by its content.

An edition is an entry of the journal whose name is a digest of its own facts: the same facts are
frozen once, and facts that are no longer what their name says are told as damaged.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from handprint.records import journal
from handprint.records.journal import Entry, Reading

KIND = "edition"


class Known(Exception):
    """The very same facts have been frozen already; nothing was written."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


class Behind(Exception):
    """The clock is behind the newest entry, so the day of the facts is doubtful; nothing written.

    `last` is the time of that entry. What is frozen is never put right, so no day is guessed.
    """

    def __init__(self, last: datetime) -> None:
        super().__init__(last.isoformat())
        self.last = last


@dataclass(frozen=True)
class Frozen:
    """One edition: its name, its place in the journal, when it was written, and its facts.

    `sound` is false when the facts are not those that were frozen; they are then left out.
    """

    id: str
    number: int
    written: datetime
    record: Mapping[str, Any]
    sound: bool = True


def freeze(path: Path, record: Mapping[str, Any]) -> Frozen:
    """Write the facts of a day; they are on the disk when this returns.

    Raises Known when just these facts are there already, Behind when the clock is not to be
    trusted, and what the journal raises.
    """
    id = name_of(record)

    def new(reading: Reading) -> None:
        if last := reading.ahead():
            raise Behind(last)
        if any(one.id == id and one.sound for one in listed(reading)):
            raise Known(id)

    entry = journal.append(path, KIND, {"id": id, "facts": record}, guard=new)
    return _frozen(entry, held=True)


def listed(reading: Reading) -> tuple[Frozen, ...]:
    """Every edition, newest first, damaged ones too.

    The chain of the journal answers for what stands before its first fault; from there on each
    edition is checked against its own name.
    """
    fault = reading.fault.number if reading.fault else None
    return tuple(
        _frozen(entry, held=fault is None or entry.number < fault)
        for entry in reversed(reading.of(KIND))
    )


def name_of(record: Mapping[str, Any]) -> str:
    """The name of some facts: their day and a digest of all of them."""
    whole = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{record['day']}-{digest[:12]}"


def _frozen(entry: Entry, *, held: bool) -> Frozen:
    id, facts = str(entry.body.get("id", "")), entry.body.get("facts")
    whole = isinstance(facts, dict) and "day" in facts
    sound = whole and (held or name_of(facts) == id)
    return Frozen(id, entry.number, entry.written, facts if sound else {}, sound)
