"""The storyboard of a saved story: its slides in order, each to move, change or take out.

Every change is an entry of its own, so what was before it stays. Whoever changes a story that
somebody else has changed meanwhile is told so, sees the newest form, and keeps what they typed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from handprint import records, session, writing
from handprint.figures import choice_words, focus, slides
from handprint.figures.stories import Told
from handprint.figures.view_slides import VIEW
from handprint.records import stories as kept
from handprint.records.stories import Draft, Saved, Slide
from handprint.views import frame, own_story
from handprint.views.frame import escaped
from handprint.views.own_story import QUESTIONS
from handprint.words import t

_SAID, _REFUSED, _UNDO, _WRITTEN = (
    f"storyboard-{name}" for name in ("said", "refused", "undo", "written")
)
_NEW = "own-story-new"
_FIELDS = ("heading", "questions", "note")


def show(told: Told) -> None:
    """The slides of the saved story in view, in order; nothing for one that ships."""
    if not writing.allowed():
        return
    # Filled last: only then is it known which refusal found no place of its own any more.
    top = st.container(key="storyboard-told")
    if own_story.one(told.id) is not None:
        # Drawn again alone while its doors open and close; a change draws the page again.
        frame.fragment(lambda: _board(told))()
    with top:
        _orphaned()
        if said := st.session_state.pop(_SAID, ""):
            _status(said)


def new() -> None:
    """The form of a new story of ready slides; only for those who may write."""
    if not writing.allowed():
        return
    door = st.expander(t("present.own_new"), key="own-new", on_change="rerun")
    if door.open:
        with door:
            _fields_of_new()


def _board(told: Told) -> None:
    """The slides in order, and what can be done with the story."""
    if st.session_state.pop(_WRITTEN, False):
        st.rerun()
    one = own_story.one(told.id)
    if one is None:
        st.rerun()
    with st.container(key="storyboard", gap="small"):
        st.header(t("present.board"), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('present.board_sub'))}]]")
        # A place of its own also when empty: what is said in it must not move the slides to new
        # elements, which would take the reader's focus.
        with st.container(key="storyboard-news", gap="small"):
            _refused("board")
            _done(one)
        with st.container(key="storyboard-slides", gap="small"):
            for at in range(len(one.draft.slides)):
                _row(one, at, told)
        _add(one)
        with st.container(key="board-doors-story", horizontal=True, gap="medium"):
            _renaming(one)
            st.button(
                t("present.own_withdraw"),
                key=f"board-{one.id}-withdraw",
                type="tertiary",
                on_click=_withdraw,
                args=(one,),
            )


def _row(one: Saved, at: int, told: Told) -> None:
    """One slide: what it shows, its choices, heading and note in words, and what can be done."""
    slide, place, last = one.draft.slides[at], at + 1, len(one.draft.slides)
    prefix = _prefix(one, slide)
    with st.container(key=f"board-row-{place}", gap=None):
        st.subheader(f"{place}. {escaped(own_story.named(slide))}", anchor=False)
        st.html("".join(_lines(slide, at, told)))
        with st.container(key=f"board-doors-{place}", horizontal=True, gap="medium"):
            for name, by, stuck in (("up", -1, place == 1), ("down", 1, place == last)):
                st.button(
                    t(f"present.slide_{name}", at=place),
                    key=f"board-{one.id}-{place}-{name}",
                    type="tertiary",
                    disabled=stuck,
                    on_click=_move,
                    args=(one, slide.number, by),
                )
            # A slide that others have moved has another door: what was typed stands open in it.
            if _REFUSED in st.session_state and st.session_state[_REFUSED][0] == prefix:
                st.session_state[f"{prefix}-edit"] = True
            door = st.popover(
                t("present.slide_edit", at=place),
                type="tertiary",
                key=f"{prefix}-edit",
                on_change="rerun",
            )
            if door.open:
                with door:
                    _edit(one, slide)
            st.button(
                t("present.slide_out", at=place),
                key=f"board-{one.id}-{place}-out",
                type="tertiary",
                on_click=_out,
                args=(one, slide),
            )


def _lines(slide: Slide, at: int, told: Told) -> list[str]:
    """What stands under a slide's name."""
    shown = told.numbers.index(at + 1) if at + 1 in told.numbers else None
    said: list[tuple[str, str]] = []
    if not own_story.known(slide):
        said.append(("", t("present.slide_unknown")))
    elif shown is None:
        said.append(("", t("present.slide_empty")))
    # In the page's order, as the reader met them there.
    known = focus.own(slide.focus, slide.choices) if slide.focus in focus.KEYS else slide.choices
    if choices := choice_words.said(known):
        said.append(("", "; ".join(choices)))
    if slide.heading:
        said.append((t("present.slide_heading"), slide.heading))
        if shown is not None and slide.show == VIEW:
            said.append((t("present.slide_under"), told.slides[shown].lede))
    elif shown is not None and slide.show != QUESTIONS:
        said.append((t("present.slide_finding"), told.slides[shown].heading))
    if slide.questions:
        said.append((t("present.slide_questions"), " · ".join(slide.questions)))
    if slide.note:
        said.append((t("present.slide_note"), slide.note))
    return [
        f'<p class="hp-board">{f"<b>{escape(name)}</b> " if name else ""}{escape(words)}</p>'
        for name, words in said
    ]


def _edit(one: Saved, slide: Slide) -> None:
    """The fields of a slide; what has been typed stays, also when others change it meanwhile."""
    prefix = _prefix(one, slide)
    _refresh(prefix, _as_fields(slide))
    if slide.show in (VIEW, QUESTIONS):
        st.text_input(
            t("present.field_heading" if slide.show == VIEW else "present.field_heading_asks"),
            max_chars=kept.HEADING_MOST,
            **_keyed(prefix, "heading"),
        )
    if slide.show == QUESTIONS:
        st.text_area(t("present.own_questions"), height=120, **_keyed(prefix, "questions"))
    st.text_area(t("present.field_note"), height=96, **_keyed(prefix, "note"))
    _refused(prefix)
    st.button(
        t("present.slide_save"),
        key=f"{prefix}-save",
        type="primary",
        on_click=_keep,
        args=(one, slide, prefix),
    )


def _add(one: Saved) -> None:
    """One of the ready slides at the end; views come from the figures on their own pages."""
    prefix = f"board-{one.id}-add"
    with st.container(key="storyboard-add", gap="small"):
        st.selectbox(
            t("present.add_show"),
            list(slides.SHOWN),
            format_func=lambda show: t(f"present.show_{show}"),
            **_keyed(prefix, "show"),
        )
        if st.session_state.get(f"{prefix}-show") == QUESTIONS:
            st.text_area(t("present.own_questions"), height=120, **_keyed(prefix, "questions"))
        _refused(prefix)
        st.button(t("present.add"), key=f"{prefix}-save", on_click=_append, args=(one, prefix))


def _renaming(one: Saved) -> None:
    prefix = f"board-{one.id}"
    door = st.popover(
        t("present.rename"), type="tertiary", key=f"{prefix}-rename", on_change="rerun"
    )
    if door.open:
        with door:
            _refresh(f"{prefix}-name", {"title": one.draft.title})
            st.text_input(
                t("present.own_title"),
                max_chars=kept.TITLE_MOST,
                **_keyed(f"{prefix}-name", "title"),
            )
            _refused(f"{prefix}-name")
            st.button(
                t("present.rename_save"), key=f"{prefix}-name-save", on_click=_rename, args=(one,)
            )


def _fields_of_new() -> None:
    prefix = _NEW
    st.markdown(f":small[:gray[{escaped(t('present.own_lede'))}]]")
    st.text_input(t("present.own_title"), max_chars=kept.TITLE_MOST, **_keyed(prefix, "title"))
    st.multiselect(
        t("present.own_slides"),
        list(slides.SHOWN),
        format_func=lambda show: t(f"present.show_{show}"),
        placeholder=t("present.own_slides_hint"),
        **_keyed(prefix, "slides"),
    )
    if QUESTIONS in (st.session_state.get(f"{prefix}-slides") or ()):
        st.text_area(t("present.own_questions"), height=120, **_keyed(prefix, "questions"))
    _refused(prefix)
    st.button(t("present.own_save"), key=f"{prefix}-save", on_click=_create, args=(prefix,))


def _create(prefix: str) -> None:
    typed = _typed(prefix, ("title", "slides", "questions"))
    asked = _asked(typed["questions"])
    shown = tuple(
        Slide(show, questions=asked if show == QUESTIONS else ()) for show in typed["slides"] or ()
    )
    draft = Draft(typed["title"] or "", shown)

    def act() -> None:
        id = kept.save(records.file(), draft)
        session.choose("story", own_story.address(id))

    if _write(prefix, act, (draft.title, *asked), said=t("present.own_saved")):
        _empty(prefix, title="", slides=[], questions="")


def _keep(one: Saved, slide: Slide, prefix: str) -> None:
    typed = _typed(prefix, _FIELDS)
    asked = _asked(typed["questions"])
    newer = replace(
        slide, heading=typed["heading"] or "", questions=asked, note=typed["note"] or ""
    )
    texts = (newer.heading, newer.note, *asked)
    overtaken = _overtaken(prefix, _as_fields(slide))
    if _change(
        one, prefix, one.draft.put(newer), texts, said=t("present.slide_saved"), overtaken=overtaken
    ):
        st.session_state.pop(f"{prefix}-shown", None)
        st.session_state[f"{prefix}-edit"] = False


def _move(one: Saved, number: int, by: int) -> None:
    draft = one.draft.moved(number, by)
    at = [slide.number for slide in draft.slides].index(number) + 1
    _change(one, "board", draft, said=t("present.slide_moved", at=at))


def _out(one: Saved, slide: Slide) -> None:
    at = one.draft.slides.index(slide)
    if _change(one, "board", one.draft.without(slide.number), said=t("present.slide_gone")):
        st.session_state[_UNDO] = (one.id, slide, at)


def _back(one: Saved, slide: Slide, at: int) -> None:
    """Put a slide that was taken out back where it was."""
    _change(one, "board", one.draft.put(slide, at), said=t("present.slide_back"))


def _append(one: Saved, prefix: str) -> None:
    typed = _typed(prefix, ("show", "questions"))
    asked = _asked(typed["questions"]) if typed["show"] == QUESTIONS else ()
    slide = Slide(typed["show"], questions=asked)

    def act() -> None:
        kept.add(records.file(), one.id, slide)

    if _write(prefix, act, asked, said=t("present.slide_added")):
        _empty(prefix, questions="")


def _rename(one: Saved) -> None:
    prefix = f"board-{one.id}-name"
    title = _typed(prefix, ("title",))["title"] or ""
    draft = replace(one.draft, title=title)
    overtaken = _overtaken(prefix, {"title": one.draft.title})
    if _change(one, prefix, draft, (title,), said=t("present.renamed"), overtaken=overtaken):
        st.session_state.pop(f"{prefix}-shown", None)
        st.session_state[f"board-{one.id}-rename"] = False


def _withdraw(one: Saved) -> None:
    def act() -> None:
        kept.withdraw(records.file(), one.id, seen=one.last)
        session.choose("story", "", default="")

    _write("board", act, said=t("present.own_withdrawn"))


def _change(
    one: Saved,
    place: str,
    draft: Draft,
    texts: tuple[str, ...] = (),
    *,
    said: str,
    overtaken: bool = False,
) -> bool:
    """Write a newer form of a story as it was when its reader saw it, unless overtaken."""

    def act() -> None:
        if overtaken:
            raise kept.Changed
        kept.change(records.file(), one.id, draft, seen=one.last)

    return _write(place, act, texts, said=said)


def _write(place: str, act: Callable[[], None], texts: tuple[str, ...] = (), *, said: str) -> bool:
    """Do it, or remember in words why it was not done and what was typed."""
    st.session_state.pop(_UNDO, None)
    codes = own_story.written(act, texts)
    st.session_state[_WRITTEN] = True
    if codes:
        st.session_state[_REFUSED] = (place, [own_story.why(one) for one in codes], texts)
    else:
        st.session_state.pop(_REFUSED, None)
        st.session_state[_SAID] = said
    return not codes


def _done(one: Saved) -> None:
    """What has just been written, in words, once; a slide that was taken out can be put back."""
    if not (said := st.session_state.pop(_SAID, "")):
        return
    with st.container(key="storyboard-done", horizontal=True, vertical_alignment="center"):
        _status(said)
        undo = st.session_state.get(_UNDO)
        if undo and undo[0] == one.id:
            st.button(
                t("present.slide_undo"),
                key=f"board-{one.id}-undo",
                type="tertiary",
                on_click=_back,
                args=(one, *undo[1:]),
            )


def _status(said: str) -> None:
    st.html(f'<p class="hp-notice" role="status">{escape(said)}</p>', width="content")


def _refused(place: str) -> None:
    """Why nothing was written the last time, beside what was typed, once."""
    refused = st.session_state.get(_REFUSED)
    if refused and refused[0] == place:
        del st.session_state[_REFUSED]
        own_story.alert(refused[1])


def _orphaned() -> None:
    """A refusal whose slide or story is gone meanwhile, with the words that were typed for it."""
    refused = st.session_state.get(_REFUSED)
    if refused and refused[0] != _NEW:
        _, words, texts = st.session_state.pop(_REFUSED)
        typed = [t("present.typed", words=text) for text in texts if text.strip()]
        own_story.alert([*words, *typed])


def _refresh(prefix: str, values: Mapping[str, str]) -> None:
    """Fill the fields with the newest content, but for those that were typed over.

    What a field held when the reader began to type in it is kept beside: see `_overtaken`.
    """
    shown = st.session_state.setdefault(f"{prefix}-shown", {})
    typed = _typed(prefix, values)
    for name, value in values.items():
        if name not in shown or (typed[name] or "") == shown[name]:
            st.session_state[f"{prefix}-{name}"] = shown[name] = value


def _overtaken(prefix: str, values: Mapping[str, str]) -> bool:
    """Whether others have written to a field that was typed over; known to the reader from now.

    The story's newest entry alone does not tell: the form is drawn again at each touch, and its
    doors then know of entries that came after the first letter typed.
    """
    shown = st.session_state.get(f"{prefix}-shown", values)
    st.session_state[f"{prefix}-shown"] = dict(values)
    return dict(shown) != dict(values)


def _prefix(one: Saved, slide: Slide) -> str:
    """How the keys of a slide's fields begin, wherever it stands."""
    return f"board-{one.id}-slide{slide.number}"


def _as_fields(slide: Slide) -> dict[str, str]:
    return {
        "heading": slide.heading,
        "questions": "\n".join(slide.questions),
        "note": slide.note,
    }


def _asked(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in (text or "").split("\n") if line.strip())


def _typed(prefix: str, names: Iterable[str]) -> dict[str, Any]:
    return {name: st.session_state.get(f"{prefix}-{name}") for name in names}


def _empty(prefix: str, **fields: object) -> None:
    """Empty fields, not forget them: the browser would keep what is typed in one it knows."""
    for name, value in fields.items():
        st.session_state[f"{prefix}-{name}"] = value


def _keyed(prefix: str, name: str) -> dict[str, str]:
    return {"key": f"{prefix}-{name}", "persist_state": "session"}
