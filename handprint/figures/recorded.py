"""What the records add to a story for those who may write: news since a meeting, open matters.

Nothing of this is in the audience's file or in a process for everybody: `told` is filled there
without it, and the slides stand as the story has them.
"""

import datetime as dt
import re
from dataclasses import replace

from handprint import records, writing
from handprint.drawings import slides as drawing
from handprint.figures import decisions, editions
from handprint.figures.slides import Slide
from handprint.figures.stories import Frame, Told
from handprint.records import decisions as store
from handprint.records import journal
from handprint.words import editions as words
from handprint.words import t

SINCE = "since"
"""What a slide shows in place of `changed` once an edition is frozen."""
_PAGE = "meetings/editions"
_MOST = 5
_COUNTED = re.compile(r"(?<=\d) (?=[a-zåäö])")


def added(told: Told) -> Told:
    """A story that tells what changed, told since the last meeting and ended by what is open.

    As it is where nobody may write, where nothing is frozen or nothing can be read.
    """
    shows = [frame.show for frame in told.frames]
    if "changed" not in shows or not writing.allowed():
        return told
    slides, frames = list(told.slides), list(told.frames)
    news = _since(told.day)
    for at, show in enumerate(shows):
        if show == "changed" and news is not None:
            slides[at], frames[at] = news, Frame(SINCE, _PAGE, note=frames[at].note)
    if shows[-1] == "questions" and (waiting := _waiting(told.day)):
        slides[-1] = replace(slides[-1], lede=waiting)
    return replace(told, slides=tuple(slides), frames=tuple(frames))


def _since(day: dt.date) -> Slide | None:
    compared = editions.compared(day)
    if compared is None:
        return None
    rows = editions.changes(*compared)
    figure = editions.since(*compared, False)
    # A number stays on the line of what it counts, and a room has no use for names of releases.
    heading = _COUNTED.sub("\u00a0", words.title(rows, compared[0].day))
    figure = replace(figure, origins=(t("present.since_origin"),))
    items = [drawing.Line(words.short_word(row.kind), words.sentence(row)) for row in rows[:_MOST]]
    items = items or [drawing.Line("–", t("editions.same_as_then"), quiet=True)]
    lede = ""
    if rows:
        key = "since_lede_some" if len(rows) > _MOST else "since_lede"
        slots = {"shown": len(items)} if len(rows) > _MOST else {}
        lede = t(f"present.{key}", count=len(rows), **slots)
    alt = f"{heading}. " + "; ".join(f"{one.lead} {one.words}" for one in items) + "."
    return Slide(
        heading,
        lede,
        figure=figure,
        mark="example" if any(row.example for row in rows[:_MOST]) else "",
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
