"""Stories that users save, kept with the records: read, written, and their slides named in words.

They exist only for those who may write; what is refused need not be typed again.
"""

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

import streamlit as st

from handprint import records, session, writing
from handprint.figures import decisions as figures
from handprint.figures import focus, slides, stories
from handprint.figures.stories import Frame, Story
from handprint.figures.view_slides import VIEW
from handprint.records import refusals
from handprint.records import stories as kept
from handprint.records.journal import Busy, Unreadable
from handprint.records.refusals import Refusal, Refused
from handprint.records.stories import Changed, Saved, Slide
from handprint.words import t

QUESTIONS = "questions"
_PREFIX = "own-"
_OWN_WORDS = ("slides", "questions", "many_questions", "name", "view", "changed")


def every() -> dict[str, Story]:
    """The saved stories by the id that stands in the address; none where nobody may write."""
    return {address(one.id): _story(one) for one in saved()}


def saved() -> tuple[Saved, ...]:
    """The saved stories; none where nobody may write or nothing can be read."""
    if not writing.allowed():
        return ()
    try:
        return kept.saved(records.file())
    except (Unreadable, Busy, OSError):
        return ()


def one(id: str) -> Saved | None:
    """The saved story of an address's id; None for one that ships."""
    return next((one for one in saved() if address(one.id) == id), None)


def address(id: int) -> str:
    """What stands for a saved story in the address."""
    return f"{_PREFIX}{id}"


def written(act: Callable[[], None], texts: Iterable[str] = ()) -> list[Refusal]:
    """Do it unless a text seems to name a person; why nothing was written, or nothing at all."""
    if not writing.allowed():
        return [Refusal("closed")]
    known = figures.known_names()
    if names := [found for text in texts for found in refusals.of_names(text, known)]:
        return names
    try:
        act()
    except Refused as refused:
        return list(refused.refusals)
    except Changed:
        return [Refusal("changed")]
    except Busy:
        return [Refusal("busy")]
    except (Unreadable, OSError):
        return [Refusal("unreadable")]
    return []


def why(refusal: Refusal) -> str:
    """Why nothing was written, in words."""
    group = "present" if refusal.code in _OWN_WORDS else "decisions"
    slots = {"what": refusal.what} if refusal.what else {}
    return t(f"{group}.refused_{refusal.code}", **slots)


def alert(words: Iterable[str]) -> None:
    """Why nothing was written, said at once to a screen reader too."""
    said = "".join(f"<p>{escape(one)}</p>" for one in words)
    st.html(f'<div class="hp-refused" role="alert">{said}</div>')


def named(slide: Slide) -> str:
    """What a slide shows: the name of one of the ready ones, or of the page of a view."""
    if slide.show == VIEW:
        try:
            page = t(f"frame.{Path(slide.page).name}")
        except KeyError:
            # A page that this version of the app does not have is called as it was.
            page = slide.page
        return t("present.view_of", page=page)
    return t(f"present.show_{slide.show}") if slide.show in slides.SHOWN else slide.show


def frame(slide: Slide, title: str) -> Frame:
    """A saved slide as those of the stories that ship: the same words in every language."""
    if slide.show in slides.SHOWN:
        asks = slide.show == QUESTIONS
        heading = (slide.heading or title) if asks else ""
        return stories.frame(slide.show, heading=heading, lines=slide.questions, note=slide.note)
    # What nothing here can show keeps its place too, and is left out where the story is told.
    return stories.frame(
        VIEW,
        page=slide.page,
        focus=slide.focus if known(slide) else "",
        choices=slide.choices,
        heading=slide.heading,
        note=slide.note,
    )


def known(slide: Slide) -> bool:
    """Whether this version of the app can show what a slide asks for."""
    if slide.show == VIEW:
        return slide.focus in focus.KEYS
    return slide.show in slides.SHOWN


def _story(one: Saved) -> Story:
    title = one.draft.title
    frames = tuple(frame(slide, title) for slide in one.draft.slides)
    return Story(address(one.id), dict.fromkeys(session.LANGUAGES, title), frames)
