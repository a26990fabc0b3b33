"""Stories that users have saved: which slides in which order, their questions and notes.

An entry says the whole story; a later one of the same story is in force instead, and one that
takes it back leaves it out. Nothing is overwritten.
"""

from dataclasses import dataclass
from pathlib import Path

from handprint.records import journal, refusals
from handprint.records.journal import Reading
from handprint.records.refusals import Refusal, Refused, tidy

KIND = "story"
SLIDES_MOST, TITLE_MOST = 40, 80


@dataclass(frozen=True)
class Draft:
    """A story as its maker has it: title, what each slide shows, questions, a note for each."""

    title: str
    slides: tuple[str, ...]
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saved:
    """A saved story; its id is the number of its first entry."""

    id: int
    draft: Draft


def saved(path: Path) -> tuple[Saved, ...]:
    """The stories in force, in the order they were first saved; raises what the journal raises."""
    return listed(journal.read(path))


def listed(reading: Reading) -> tuple[Saved, ...]:
    """What the entries add up to; an entry that cannot be understood is passed over."""
    found: dict[int, Draft | None] = {}
    for entry in reading.of(KIND):
        body = entry.body
        id = body.get("of", entry.number)
        if body.get("withdrawn"):
            found[id] = None
            continue
        texts = {name: body.get(name, []) for name in ("slides", "questions", "notes")}
        if isinstance(body.get("title"), str) and all(isinstance(t, list) for t in texts.values()):
            rows = {name: tuple(str(one) for one in text) for name, text in texts.items()}
            found[id] = Draft(body["title"], **rows)
    return tuple(Saved(id, draft) for id, draft in found.items() if draft is not None)


def save(path: Path, draft: Draft, *, of: int | None = None) -> int:
    """Write a story, or a newer form of the story `of`; return its id. Raises Refused."""
    kept = Draft(
        tidy(draft.title),
        draft.slides,
        tuple(line for line in map(tidy, draft.questions) if line),
        tuple(map(tidy, draft.notes)),
    )
    found = [*refusals.of_text(kept.title)]
    for line in (*kept.questions, *kept.notes):
        found += refusals.of_text(line, needed=False)
    if len(kept.title) > TITLE_MOST:
        found.append(Refusal("long", str(TITLE_MOST)))
    if not 0 < len(kept.slides) <= SLIDES_MOST:
        found.append(Refusal("slides"))
    if found:
        raise Refused(found)
    body = {**vars(kept), **({} if of is None else {"of": of})}
    entry = journal.append(path, KIND, body)
    return entry.number if of is None else of


def withdraw(path: Path, id: int) -> None:
    """Take a story back; its entries stay in the file."""
    journal.append(path, KIND, {"of": id, "withdrawn": True})
