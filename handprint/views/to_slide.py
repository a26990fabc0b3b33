"""The door under a figure that makes it a slide of a saved story, as it is in view.

What is kept are the codes of the choices, never the picture: the slide is drawn anew from the
figures of the day on which it is shown. What is refused need not be typed again.
"""

from html import escape

import streamlit as st

from handprint import records, session, writing
from handprint.figures import Figure, choice_words, focus
from handprint.figures.choice_words import TIMES
from handprint.figures.view_slides import VIEW
from handprint.records import stories as kept
from handprint.records.stories import Draft, Saved, Slide
from handprint.views import own_story
from handprint.views.frame import escaped
from handprint.views.links import to
from handprint.words import t

_LAST, _DONE, _REFUSED = "to-slide-last", "to-slide-done", "to-slide-refused"
_PAGE = "meetings/present.py"
_NEW = 0


def offered(key: str) -> bool:
    """Whether the reader may write and the figure can be shown on a slide."""
    return key in focus.KEYS and writing.allowed()


def inside(figure: Figure) -> None:
    """The open door: which story, a heading and a note, and what has been saved just now."""
    prefix = f"to-slide-{figure.key}"
    _said(figure.key)
    saved = own_story.saved()
    story = _story(prefix, saved)
    if story == _NEW:
        st.text_input(t("present.own_title"), max_chars=kept.TITLE_MOST, **_keyed(prefix, "title"))
    st.text_input(
        t("present.field_heading"),
        max_chars=kept.HEADING_MOST,
        placeholder=figure.heading,
        **_keyed(prefix, "heading"),
    )
    st.text_area(t("present.field_note"), height=80, **_keyed(prefix, "note"))
    _view(prefix, figure.key)
    if (refused := st.session_state.get(_REFUSED)) and refused[0] == figure.key:
        del st.session_state[_REFUSED]
        own_story.alert(refused[1])
    st.button(
        t("present.to_save"),
        key=f"{prefix}-save",
        type="primary",
        on_click=_save,
        args=(figure.key, prefix),
    )


def _story(prefix: str, saved: tuple[Saved, ...]) -> int:
    """The story that is chosen: the one saved to last, else the newest, else a new one."""
    titles = {one.id: one.draft.title for one in reversed(saved)}
    key = f"{prefix}-story"
    if st.session_state.get(key) not in {*titles, _NEW}:
        last = st.session_state.get(_LAST)
        st.session_state[key] = last if last in titles else next(iter(titles), _NEW)
    return st.selectbox(
        t("present.to_story"),
        [*titles, _NEW],
        format_func=lambda id: titles.get(id) or t("present.to_new"),
        **_keyed(prefix, "story"),
    )


def _view(prefix: str, key: str) -> None:
    """Which choices the slide keeps, in words; a time is kept only if the reader says so."""
    choices = _in_force(key)
    times = {name: code for name, code in choices.items() if name in TIMES}
    rest = {name: code for name, code in choices.items() if name not in TIMES}
    if said := choice_words.said(rest):
        st.markdown(f":small[:gray[{escaped('; '.join(said))}]]")
    if times:
        words = "; ".join(choice_words.said(times))
        st.session_state.setdefault(
            f"{prefix}-time", any(name in st.query_params for name in times)
        )
        st.checkbox(t("present.to_time", words=words), **_keyed(prefix, "time"))


def _in_force(key: str) -> dict[str, str]:
    """The choices in force that the figure reads, by their names in the address."""
    read = focus.own(key, session.link())
    return {name: code for name, code in read.items() if not choice_words.idle(name, code)}


def _save(key: str, prefix: str) -> None:
    typed = {
        name: st.session_state.get(f"{prefix}-{name}")
        for name in ("story", "title", "heading", "note", "time")
    }
    choices = {
        name: code for name, code in _in_force(key).items() if typed["time"] or name not in TIMES
    }
    slide = Slide(
        VIEW,
        page=focus.page_of(key),
        focus=key,
        choices=choices,
        heading=typed["heading"] or "",
        note=typed["note"] or "",
    )
    title, id = typed["title"] or "", typed["story"]

    def act() -> None:
        if id == _NEW:
            st.session_state[_LAST] = kept.save(records.file(), Draft(title, (slide,)))
        else:
            kept.add(records.file(), id, slide)
            st.session_state[_LAST] = id

    # A word that was searched for is kept too, and may be a person's name as any text.
    texts = (slide.heading, slide.note, choices.get("find", ""), title if id == _NEW else "")
    if codes := own_story.written(act, texts):
        st.session_state[_REFUSED] = (key, [own_story.why(one) for one in codes])
        return
    st.session_state[_DONE] = key
    st.session_state[f"{prefix}-story"] = st.session_state[_LAST]
    # Emptied, not forgotten: the browser would keep what is typed in a field it knows.
    for name in ("title", "heading", "note"):
        st.session_state[f"{prefix}-{name}"] = ""


def _said(key: str) -> None:
    """What has just been saved, once, with the way to the story."""
    if st.session_state.get(_DONE) != key:
        return
    del st.session_state[_DONE]
    id = st.session_state.get(_LAST)
    one = next((one for one in own_story.saved() if one.id == id), None)
    if one is None:
        return
    said = t("present.to_saved", at=len(one.draft.slides), title=one.draft.title)
    with st.container(key=f"links-to-slide-{key}", gap=None):
        st.html(f'<p class="hp-notice" role="status">{escape(said)}</p>')
        to(_PAGE, t("present.to_open"), {"story": own_story.address(one.id)})


def _keyed(prefix: str, name: str) -> dict[str, str]:
    return {"key": f"{prefix}-{name}", "persist_state": "session"}
