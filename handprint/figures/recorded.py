"""What the records add to a story for those who may write: news since a meeting, open matters.

Nothing of this is in the audience's file or in a process for everybody: `told` is filled there
without it, and the slides stand as the story has them. What a decision says is shown to a room
only where the presenter has chosen so on the slide; otherwise its number, organisation and day.
"""

import datetime as dt
import re
from dataclasses import replace

from handprint import records, writing
from handprint.drawings import slides as drawing
from handprint.figures import decisions, editions
from handprint.figures.slide_choices import Control, Tuned
from handprint.figures.slides import Slide
from handprint.figures.stories import Frame, Told
from handprint.records import decisions as store
from handprint.records import journal
from handprint.words import editions as words
from handprint.words import t

SINCE = "since"
"""What a slide shows in place of `changed` once an edition is frozen."""
TEXTS = ("hidden", "shown")
"""Whether the slide tells what late decisions say; the first unless the presenter chooses."""
_PAGE = "meetings/editions"
_MOST = 5
_COUNTED = re.compile(r"(?<=\d) (?=[a-zåäö])")


def added(told: Told, tuned: Tuned | None = None) -> Told:
    """A story that tells what changed, told since the last meeting and ended by what is open.

    `tuned` are the choices made on the slides. The story as it is where nobody may write, where
    nothing is frozen or nothing can be read.
    """
    shows = [frame.show for frame in told.frames]
    if "changed" not in shows or not writing.allowed():
        return told
    slides, frames, kept = list(told.slides), list(told.frames), dict(told.tuned)
    for at, show in enumerate(shows):
        if show != "changed":
            continue
        number = told.numbers[at]
        asked = (tuned or {}).get(number, {}).get("texts")
        texts = asked if asked in TEXTS else TEXTS[0]
        if (news := _since(told.day, texts)) is None:
            break
        slides[at], frames[at] = news, Frame(SINCE, _PAGE, note=frames[at].note)
        kept.pop(number, None)
        if texts != TEXTS[0]:
            kept[number] = {"texts": texts}
    if shows[-1] == "questions" and (waiting := _waiting(told.day)):
        slides[-1] = replace(slides[-1], lede=waiting)
    return replace(told, slides=tuple(slides), frames=tuple(frames), tuned=kept)


def controls(told: Told, at: int) -> tuple[Control, ...]:
    """The choices that can be made on one slide, also on one that the records tell."""
    if told.frames[at].show != SINCE:
        return told.controls(at)
    chosen = told.tuned.get(told.numbers[at], {}).get("texts", TEXTS[0])
    codes = tuple((code, t(f"present.texts_{code}")) for code in TEXTS)
    return (Control("texts", t("present.texts"), chosen, codes),)


def _since(day: dt.date, texts: str) -> Slide | None:
    compared = editions.compared(day)
    if compared is None:
        return None
    said = texts == "shown"
    rows = editions.changes(*compared, texts=said)
    figure = editions.since(*compared, False, texts=said)
    # A number stays on the line of what it counts, and a room has no use for names of releases.
    heading = _COUNTED.sub("\u00a0", words.title(rows, compared[0].day))
    figure = replace(figure, origins=(t("present.since_origin"),))
    most = _MOST if len(rows) <= _MOST else _MOST - 1
    shown = words.pressing(rows, most)
    items = [drawing.Line(words.short_word(row.kind), words.sentence(row)) for row in shown]
    items = items or [drawing.Line("–", t("editions.same_as_then"), quiet=True)]
    if rest := words.and_rest([row for row in rows if row not in shown]):
        items.append(drawing.Line("+", rest, quiet=True))
    lede = t("present.since_lede", count=len(rows)) if rows else ""
    alt = f"{heading}. " + "; ".join(f"{one.lead} {one.words}" for one in items) + "."
    return Slide(
        heading,
        lede,
        figure=figure,
        mark="example" if any(row.example for row in shown) else "",
        picture=drawing.lines(items, alt=alt),
        small=drawing.lines(items, alt=alt, compact=True),
    )


def _waiting(day: dt.date) -> str:
    """How many decisions and questions are open and overdue; empty when they cannot be read."""
    past = day if day < dt.date.today() else None
    try:
        found = store.read(records.file(), until=past).decisions
    except (journal.Unreadable, journal.Busy, OSError):
        return ""
    return f"{decisions.opening(found, found, day).title}."
