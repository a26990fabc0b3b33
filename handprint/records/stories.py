"""Stories that users have saved: what each slide shows, in which order, its heading and note.

An entry says the whole story; a later one of the same story is in force instead, and one that
takes it back leaves it out. Nothing is overwritten. Every slide has a number of its own that stays
when slides move, so that two who change one story never mean different slides by one place.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from handprint.records import journal, refusals
from handprint.records.journal import Entry, Reading
from handprint.records.refusals import Refusal, Refused, tidy

KIND = "story"
SLIDES_MOST, QUESTIONS_MOST = 40, 5
TITLE_MOST, HEADING_MOST, QUESTION_MOST = 80, 100, 120
"""Characters: what stands on a slide in large letters fits there."""
_TRIES = 50

_NAME = re.compile(r"[a-z][a-z0-9_/-]{0,60}")
_CODE = re.compile(r"[^<>\\\x00-\x1f\x7f]{1,80}")


class Changed(Exception):
    """Somebody has changed or taken back the story since it was read; nothing was written."""


@dataclass(frozen=True)
class Slide:
    """One slide: what it shows and, where that is a view, its page, figure and choices by code.

    `number` tells it from the story's other slides; 0 until it is written down.
    """

    show: str
    page: str = ""
    focus: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""
    questions: tuple[str, ...] = ()
    note: str = ""
    number: int = 0


@dataclass(frozen=True)
class Draft:
    """A story as its maker has it: title and slides in order."""

    title: str
    slides: tuple[Slide, ...]

    def one(self, number: int) -> Slide | None:
        """The slide of this number, or None."""
        return next((slide for slide in self.slides if slide.number == number), None)

    def moved(self, number: int, by: int) -> "Draft":
        """The same slides, one of them so many places later; at the ends it stays there."""
        order = [slide.number for slide in self.slides]
        if number not in order:
            return self
        at = order.index(number)
        rest = [*self.slides[:at], *self.slides[at + 1 :]]
        to = min(max(at + by, 0), len(rest))
        return replace(self, slides=(*rest[:to], self.slides[at], *rest[to:]))

    def without(self, number: int) -> "Draft":
        """The story with one slide taken out."""
        return replace(self, slides=tuple(one for one in self.slides if one.number != number))

    def put(self, slide: Slide, at: int | None = None) -> "Draft":
        """The story with a slide in place of the one of its number, or new at a place: the end."""
        if slide.number and self.one(slide.number):
            slides = tuple(slide if one.number == slide.number else one for one in self.slides)
        else:
            at = len(self.slides) if at is None else at
            slides = (*self.slides[:at], slide, *self.slides[at:])
        return replace(self, slides=slides)


@dataclass(frozen=True)
class Saved:
    """A saved story: its id is the number of its first entry, `last` of the one in force.

    `used` is the greatest number that any slide of it has ever had.
    """

    id: int
    draft: Draft
    last: int = 0
    used: int = 0


def saved(path: Path) -> tuple[Saved, ...]:
    """The stories in force, in the order they were first saved; raises what the journal raises."""
    return listed(journal.read(path))


def listed(reading: Reading) -> tuple[Saved, ...]:
    """What the entries add up to; an entry that cannot be understood is passed over."""
    return tuple(one for one in _every(reading).values() if one is not None)


def save(path: Path, draft: Draft) -> int:
    """Write a new story; return its id. Raises Refused."""
    kept = checked(draft)
    return journal.append(path, KIND, _body(kept, used=0)).number


def change(path: Path, id: int, draft: Draft, *, seen: int) -> None:
    """Write a newer form of a story whose entry `seen` was read. Raises Refused, Changed."""
    kept = checked(draft)
    one = _every(journal.read(path)).get(id)
    if one is None or one.last != seen:
        raise Changed
    body = {**_body(kept, used=one.used), "of": id}
    journal.append(path, KIND, body, guard=_unchanged(id, seen))


def add(path: Path, id: int, slide: Slide) -> None:
    """Put a slide at the end of a story, whatever others do to it meanwhile.

    Raises Refused, and Changed when the story is not there any more.
    """
    for left in reversed(range(_TRIES)):
        one = _every(journal.read(path)).get(id)
        if one is None:
            raise Changed
        try:
            return change(path, id, one.draft.put(replace(slide, number=0)), seen=one.last)
        except Changed:
            if not left:
                raise
    return None


def withdraw(path: Path, id: int, *, seen: int) -> None:
    """Take a story back; its entries stay in the file. Raises Changed."""
    journal.append(path, KIND, {"of": id, "withdrawn": True}, guard=_unchanged(id, seen))


def checked(draft: Draft) -> Draft:
    """The draft with its texts tidied, or Refused with every reason that needs no release."""
    kept = Draft(tidy(draft.title), tuple(map(_tidied, draft.slides)))
    found = [*refusals.of_text(kept.title), *_length(kept.title, TITLE_MOST)]
    if not 0 < len(kept.slides) <= SLIDES_MOST:
        found.append(Refusal("slides", str(SLIDES_MOST)))
    for slide in kept.slides:
        found += _faults(slide)
    if found:
        raise Refused(tuple(dict.fromkeys(found)))
    return kept


def _faults(slide: Slide) -> list[Refusal]:
    found: list[Refusal] = []
    for text in (slide.heading, slide.note, *slide.questions, *slide.choices.values()):
        found += refusals.of_text(text, needed=False)
    found += _length(slide.heading, HEADING_MOST)
    for line in slide.questions:
        found += _length(line, QUESTION_MOST)
    if len(slide.questions) > QUESTIONS_MOST:
        found.append(Refusal("many_questions", str(QUESTIONS_MOST)))
    if slide.show == "questions" and not slide.questions:
        found.append(Refusal("questions"))
    names = (slide.show, *filter(None, (slide.page, slide.focus)), *slide.choices)
    codes = slide.choices.values()
    if not (all(map(_NAME.fullmatch, names)) and all(map(_CODE.fullmatch, codes))):
        found.append(Refusal("view"))
    return found


def _length(text: str, most: int) -> list[Refusal]:
    return [Refusal("long", str(most))] if len(text) > most else []


def _tidied(slide: Slide) -> Slide:
    questions = tuple(line for line in map(tidy, slide.questions) if line)
    return replace(slide, heading=tidy(slide.heading), note=tidy(slide.note), questions=questions)


def _unchanged(id: int, seen: int) -> Callable[[Reading], None]:
    """Looks, while nobody else can write, whether the story is still as the writer read it."""

    def guard(reading: Reading) -> None:
        one = _every(reading).get(id)
        if one is None or one.last != seen:
            raise Changed

    return guard


def _body(draft: Draft, *, used: int) -> dict[str, Any]:
    """What an entry holds; slides that have no number yet get numbers never used before."""
    rows = []
    for slide in draft.slides:
        if not slide.number:
            used += 1
            slide = replace(slide, number=used)
        rows.append({name: value for name, value in asdict(slide).items() if value})
    return {"title": draft.title, "slides": rows}


def _every(reading: Reading) -> dict[int, Saved | None]:
    """Every story that was ever saved; None for one that has been taken back."""
    found: dict[int, Saved | None] = {}
    used: dict[int, int] = {}
    for entry in reading.of(KIND):
        id = entry.body.get("of", entry.number)
        if not isinstance(id, int) or (id != entry.number and id not in found):
            continue
        if entry.body.get("withdrawn"):
            found[id] = None
        elif (draft := _draft(entry)) is not None:
            numbers = (slide.number for slide in draft.slides)
            used[id] = max(used.get(id, 0), *numbers, 0)
            found[id] = Saved(id, draft, entry.number, used[id])
    return found


def _draft(entry: Entry) -> Draft | None:
    """What was written, as it was: a rule made later hides nothing that is there."""
    title, rows = entry.body.get("title"), entry.body.get("slides")
    if not isinstance(title, str) or not isinstance(rows, list):
        return None
    if all(isinstance(row, str) for row in rows):
        slides = _of_names(rows, entry.body)
    else:
        slides = [_slide(row) for row in rows]
    numbers = [slide.number for slide in slides if slide is not None]
    if None in slides or len(set(numbers)) != len(slides):
        return None
    return Draft(title, tuple(slides))


def _of_names(names: Sequence[str], body: Mapping[str, Any]) -> list[Slide | None]:
    """The slides of an entry from before slides had fields: names, notes beside, questions once."""
    notes, questions = body.get("notes", []), body.get("questions", [])
    if not isinstance(notes, list) or not isinstance(questions, list):
        return [None]
    notes = [*map(str, notes), *[""] * len(names)]
    asked = tuple(map(str, questions))
    return [
        Slide(show, questions=asked if show == "questions" else (), note=note, number=number)
        for number, (show, note) in enumerate(zip(names, notes, strict=False), start=1)
    ]


def _slide(row: Any) -> Slide | None:
    if not isinstance(row, dict):
        return None
    texts = {name: row.get(name, "") for name in ("show", "page", "focus", "heading", "note")}
    choices, questions = row.get("choices", {}), row.get("questions", [])
    number = row.get("number")
    sound = (
        all(isinstance(text, str) for text in texts.values())
        and isinstance(choices, dict)
        and isinstance(questions, list)
        and isinstance(number, int)
        and number > 0
    )
    if not sound:
        return None
    return Slide(
        **texts,
        choices={str(name): str(code) for name, code in choices.items()},
        questions=tuple(map(str, questions)),
        number=number,
    )
