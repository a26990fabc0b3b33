"""Stories that users save: composed of slides in the order they are chosen, kept with the records.

They exist only for those who may write; what is refused need not be typed again.
"""

from html import escape

import streamlit as st

from handprint import records, session, writing
from handprint.figures import decisions as figures
from handprint.figures import slides, stories
from handprint.figures.stories import Story
from handprint.records import refusals
from handprint.records import stories as kept
from handprint.records.journal import Busy, Unreadable
from handprint.records.refusals import Refusal, Refused
from handprint.records.stories import Draft, Saved
from handprint.words import t

_PREFIX = "own-"
_SAID, _REFUSED = "own-story-said", "own-story-refused"


def every() -> dict[str, Story]:
    """The saved stories by the id that stands in the address; none where nobody may write."""
    if not writing.allowed():
        return {}
    try:
        found = kept.saved(records.file())
    except (Unreadable, Busy, OSError):
        return {}
    return {f"{_PREFIX}{one.id}": _story(one) for one in found}


def compose(id: str) -> None:
    """The form of a new story, filled from the one in view; only for those who may write."""
    if not writing.allowed():
        return
    own = next((one for one in _saved() if f"{_PREFIX}{one.id}" == id), None)
    door = st.expander(t("present.own_change" if own else "present.own_new"), key=f"own-{id}")
    with door:
        prefix = f"own-story-{own.id if own else 'new'}"
        st.markdown(f":small[:gray[{t('present.own_lede')}]]")
        _fields(prefix, own)
        if refused := st.session_state.pop(_REFUSED, None):
            said = "".join(f"<p>{escape(words)}</p>" for words in refused)
            st.html(f'<div class="hp-refused" role="alert">{said}</div>')
        with st.container(horizontal=True, gap="small"):
            of = own.id if own else None
            st.button(
                t("present.own_save"), key=f"{prefix}-save", on_click=_save, args=(prefix, of)
            )
            if own:
                st.button(
                    t("present.own_withdraw"),
                    key=f"{prefix}-withdraw",
                    on_click=_withdraw,
                    args=(own.id,),
                )
    if said := st.session_state.pop(_SAID, ""):
        st.html(f'<p class="hp-notice" role="status">{escape(said)}</p>')


def _fields(prefix: str, own: Saved | None) -> None:
    draft = own.draft if own else Draft("", ())
    values = {
        "title": draft.title,
        "slides": [one for one in draft.slides if one in slides.SHOWN],
        "questions": "\n".join(draft.questions),
        "notes": "\n".join(draft.notes),
    }
    for name, value in values.items():
        st.session_state.setdefault(f"{prefix}-{name}", value)
    st.text_input(
        t("present.own_title"), key=f"{prefix}-title", max_chars=kept.TITLE_MOST,
        persist_state="session",
    )  # fmt: skip
    st.multiselect(
        t("present.own_slides"),
        list(slides.SHOWN),
        format_func=lambda show: t(f"present.show_{show}"),
        placeholder=t("present.own_slides_hint"),
        key=f"{prefix}-slides",
        persist_state="session",
    )
    for name in ("questions", "notes"):
        st.text_area(
            t(f"present.own_{name}"), key=f"{prefix}-{name}", height=96, persist_state="session"
        )


def _save(prefix: str, of: int | None) -> None:
    typed = {name: st.session_state.get(f"{prefix}-{name}") for name in vars(Draft("", ()))}
    lines = {name: tuple((typed[name] or "").split("\n")) for name in ("questions", "notes")}
    draft = Draft(typed["title"] or "", tuple(typed["slides"] or ()), **lines)
    texts = (draft.title, *draft.questions, *draft.notes)
    names = [one for text in texts for one in refusals.of_names(text, figures.known_names())]

    def act() -> int:
        if names:
            raise Refused(names)
        if "questions" in draft.slides and not any(map(str.strip, draft.questions)):
            raise Refused([Refusal("questions")])
        return kept.save(records.file(), draft, of=of)

    if (id := _done(act)) is not None:
        for name in typed:
            st.session_state.pop(f"{prefix}-{name}", None)
        st.session_state[_SAID] = t("present.own_saved")
        session.choose("story", f"{_PREFIX}{id}")


def _withdraw(id: int) -> None:
    def act() -> int:
        kept.withdraw(records.file(), id)
        return id

    if _done(act) is not None:
        st.session_state[_SAID] = t("present.own_withdrawn")
        session.choose("story", "", default="")


def _done(act: object) -> int | None:
    """Do it, or remember in words why nothing was written."""
    codes: list[Refusal] = []
    if not writing.allowed():
        codes = [Refusal("closed")]
    else:
        try:
            return act()
        except Refused as refused:
            codes = list(refused.refusals)
        except Busy:
            codes = [Refusal("busy")]
        except (Unreadable, OSError):
            codes = [Refusal("unreadable")]
    st.session_state[_REFUSED] = [_why(one) for one in codes]
    return None


def _why(one: Refusal) -> str:
    own = one.code in ("slides", "questions", "name")
    group = "present" if own else "decisions"
    return t(f"{group}.refused_{one.code}", **({"what": one.what} if one.what else {}))


def _saved() -> tuple[Saved, ...]:
    try:
        return kept.saved(records.file())
    except (Unreadable, Busy, OSError):
        return ()


def _story(one: Saved) -> Story:
    """A saved story as those that ship: the same words in every language."""
    draft = one.draft
    notes = [*draft.notes, *[""] * len(draft.slides)]
    everywhere = dict.fromkeys(session.LANGUAGES, draft.title)
    frames = tuple(
        stories.frame(
            show,
            heading=draft.title if show == "questions" else "",
            lines=draft.questions if show == "questions" else (),
            note=note,
        )
        for show, note in zip(draft.slides, notes, strict=False)
        if show in slides.SHOWN
    )
    return Story(f"{_PREFIX}{one.id}", everywhere, frames)
