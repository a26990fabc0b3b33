"""Writing a decision down, correcting it, closing it; what is refused need not be typed again."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from handprint import records, session, writing
from handprint.figures import decisions as figures
from handprint.records import decisions, refusals
from handprint.records.decisions import Changed, Decision, Draft, Impossible
from handprint.records.journal import Busy, Unreadable
from handprint.records.refusals import Refusal, Refused
from handprint.views.frame import escaped
from handprint.words import t

_FIRST, _LAST = dt.date(2020, 1, 1), dt.date(2049, 12, 31)
_SAID, _REFUSED, _NAME = "decisions-said", "decisions-refused", "decisions-name"


def new(day: dt.date, about: tuple[str, str]) -> None:
    """The form of a new matter; what is in view and a handed-over address are filled in."""
    with st.container(key="decisions-new", gap="small"):
        st.header(t("decisions.new_heading"), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('decisions.new_sub'))}]]")
        prefix = "decision-new"
        _fill(prefix, "evidence", handed())
        _fill(prefix, "ties", [":".join(about)] if about != figures.ANYTHING else [])
        _fields(prefix, Draft("decision", "", "", day + dt.timedelta(30)))
        _button("new", prefix, lambda: _record(prefix))


def handed() -> str:
    """The address of the view that the reader came from to record something about it."""
    return session.handed("evidence", most=refusals.ADDRESS_MOST)


def _fill(prefix: str, name: str, value: object) -> None:
    """Fill a field once with what the reader came with; what is typed over it stays."""
    last = f"{prefix}-{name}-filled"
    if value and st.session_state.get(last) != value:
        st.session_state[last] = value
        st.session_state[f"{prefix}-{name}"] = value


def following(one: Decision) -> None:
    """What can be done with a matter: close it, or open it again, and correct it."""
    if one.is_open:
        _overtaken(f"decision-{one.id}-reopen")
        _closing(one)
    else:
        _overtaken(f"decision-{one.id}-close")
        _reopening(one)
    st.subheader(t("decisions.correct_heading"), anchor=False)
    st.markdown(f":small[:gray[{escaped(t('decisions.correct_sub'))}]]")
    prefix = f"decision-{one.id}"
    _refresh(prefix, one)
    _fields(prefix, one.draft)
    _button("correct", prefix, lambda: _correct(one, prefix))


def _refresh(prefix: str, one: Decision) -> None:
    """Show the newest content, unless the reader has typed something over what was shown."""
    shown = st.session_state.get(f"{prefix}-seen")
    before = next((step.draft for step in one.history if step.number == shown), None)
    if before is None or _as_fields(before) == _typed(prefix):
        for name, value in _as_fields(one.draft).items():
            st.session_state[f"{prefix}-{name}"] = value
        st.session_state[f"{prefix}-seen"] = one.last


def said() -> str:
    """What has just been written, in words, once; empty when nothing was."""
    return st.session_state.pop(_SAID, "")


def pages() -> Mapping[str, str]:
    """The addresses of the app's own views and the scripts behind them."""
    folder = Path(__file__).parents[2] / "pages"
    return {
        path.stem: path.relative_to(folder).as_posix()
        for path in sorted(folder.glob("*/*.py"))
        if path.stem != "home"
    }


def _fields(prefix: str, draft: Draft) -> None:
    """The fields of a matter; what has been typed stays, also after a refusal."""
    names = figures.organisations()
    known = {":".join(tie): name for tie, name in figures.things().items()}
    for name, value in _as_fields(draft).items():
        st.session_state.setdefault(f"{prefix}-{name}", value)
    st.radio(
        t("decisions.field_kind"),
        decisions.KINDS,
        format_func=lambda code: t(f"decisions.kind_{code}"),
        horizontal=True,
        **_keyed(prefix, "kind"),
    )
    st.text_area(t("decisions.field_text"), height=96, **_keyed(prefix, "text"))
    st.selectbox(
        t("decisions.field_organisation"),
        ["", *names],
        format_func=lambda code: names.get(code) or t("decisions.organisation_none"),
        **_keyed(prefix, "organisation"),
    )
    st.date_input(
        t("decisions.field_due"),
        min_value=_FIRST,
        max_value=_LAST,
        format="DD.MM.YYYY" if session.language() == "fi" else "DD/MM/YYYY",
        **_keyed(prefix, "due"),
    )
    st.multiselect(
        t("decisions.field_ties"),
        list(known),
        format_func=lambda code: known[code],
        placeholder=t("decisions.field_ties_hint"),
        **_keyed(prefix, "ties"),
    )
    st.text_input(
        t("decisions.field_evidence"),
        placeholder=t("decisions.field_evidence_hint"),
        **_keyed(prefix, "evidence"),
    )
    if st.session_state.get(_NAME) == prefix:
        st.checkbox(t("decisions.field_no_name"), key=f"{prefix}-no-name")


def _as_fields(draft: Draft) -> dict[str, Any]:
    """What the fields hold for a draft; what the release no longer knows is left out."""
    things = figures.things()
    return {
        "kind": draft.kind,
        "text": draft.text,
        "organisation": draft.organisation if draft.organisation in figures.organisations() else "",
        "due": draft.due,
        "ties": [":".join(tie) for tie in draft.ties if tie in things],
        "evidence": draft.evidence,
    }


def _typed(prefix: str) -> dict[str, Any]:
    """What the fields hold now."""
    names = ("kind", "text", "organisation", "due", "ties", "evidence")
    return {name: st.session_state.get(f"{prefix}-{name}") for name in names}


def _overtaken(prefix: str) -> None:
    """What a form said that somebody else's entry has taken away, and what was typed on it."""
    note = st.session_state.get(f"{prefix}-note")
    _told(prefix, [t("decisions.kept_note", note=note)] if note else [])


def _closing(one: Decision) -> None:
    prefix = f"decision-{one.id}-close"
    st.subheader(t("decisions.close_heading"), anchor=False)
    st.text_input(t("decisions.field_note"), **_keyed(prefix, "note"))
    if st.session_state.get(_NAME) == prefix:
        st.checkbox(t("decisions.field_no_name"), key=f"{prefix}-no-name")
    with st.container(horizontal=True, gap="small"):
        _button("done", prefix, lambda: _close(one, prefix, "done"))
        _button("dropped", prefix, lambda: _close(one, prefix, "dropped"), told=False)


def _reopening(one: Decision) -> None:
    prefix = f"decision-{one.id}-reopen"
    _button("reopen", prefix, lambda: _reopen(one, prefix))


def _button(name: str, prefix: str, act: Callable[[], None], *, told: bool = True) -> None:
    """A button that writes; before it stands why nothing was written the last time."""
    if told:
        _told(prefix)
    st.button(
        t(f"decisions.save_{name}"),
        key=f"{prefix}-{name}",
        type="primary" if name == "new" else "secondary",
        on_click=act,
    )


def _told(prefix: str, more: Sequence[str] = ()) -> None:
    """Why a form wrote nothing the last time, and more to it; nothing when it did."""
    refused = st.session_state.get(_REFUSED)
    if refused and refused[0] == prefix:
        said = "".join(f"<p>{escape(words)}</p>" for words in (*refused[1], *more))
        st.html(f'<div class="hp-refused" role="alert">{said}</div>')


def _record(prefix: str) -> None:
    def act() -> str:
        id = decisions.record(records.file(), _draft(prefix))
        return t("decisions.saved_opened", number=id)

    if _written(prefix, act):
        for name in ("text", "evidence", "ties", "no-name", "evidence-filled", "ties-filled"):
            st.session_state.pop(f"{prefix}-{name}", None)
        session.choose("evidence", "", default="")


def _correct(one: Decision, prefix: str) -> None:
    def act() -> str:
        draft, seen = _draft(prefix), st.session_state.get(f"{prefix}-seen", one.last)
        try:
            decisions.correct(records.file(), one.id, draft, seen=seen)
        except Changed:
            # The next attempt is made by somebody who has been shown the newest entry.
            st.session_state[f"{prefix}-seen"] = _last(one.id, seen)
            raise
        return t("decisions.saved_corrected")

    if _written(prefix, act):
        st.session_state.pop(f"{prefix}-seen", None)


def _close(one: Decision, prefix: str, state: str) -> None:
    def act() -> str:
        note = st.session_state.get(f"{prefix}-note", "")
        if state == "dropped" and not refusals.tidy(note):
            raise Refused([Refusal("empty_note")])
        if found := _names(note, prefix):
            raise Refused(found)
        decisions.close(records.file(), one.id, state, note, seen=one.last)
        return t(f"decisions.saved_{state}")

    if _written(prefix, act):
        st.session_state.pop(f"{prefix}-note", None)


def _reopen(one: Decision, prefix: str) -> None:
    def act() -> str:
        decisions.reopen(records.file(), one.id, seen=one.last)
        return t("decisions.saved_reopened")

    _written(prefix, act)


def _last(id: int, seen: int) -> int:
    one = decisions.read(records.file()).one(id)
    return one.last if one else seen


def _written(prefix: str, act: Callable[[], str]) -> bool:
    """Do it, or remember in words why it was not done; what was typed is left as it is."""
    codes: list[Refusal] = []
    if not writing.allowed():
        codes = [Refusal("closed")]
    else:
        try:
            st.session_state[_SAID] = act()
        except Refused as refused:
            codes = list(refused.refusals)
        except Changed:
            codes = [Refusal("changed")]
        except Impossible:
            codes = [Refusal("impossible")]
        except Busy:
            codes = [Refusal("busy")]
        except (Unreadable, OSError):
            codes = [Refusal("unreadable")]
    st.session_state[_REFUSED] = (prefix, [_why(one) for one in codes]) if codes else None
    if any(one.code == "name" for one in codes):
        st.session_state[_NAME] = prefix
    elif not codes:
        st.session_state.pop(_NAME, None)
    return not codes


def _draft(prefix: str) -> Draft:
    """What the fields say; Refused where only the release or this app's own address tells."""
    said = _typed(prefix)
    text = refusals.tidy(said["text"] or "")
    found = [*refusals.of_text(text), *_names(text, prefix)]
    if said["organisation"] not in figures.organisations():
        found.append(Refusal("organisation"))
    address = (said["evidence"] or "").strip()
    evidence = refusals.own_address(address, pages=pages(), hosts=_hosts()) if address else ""
    if evidence is None:
        found.append(Refusal("evidence"))
    ties = tuple(tuple(one.split(":", 1)) for one in said["ties"] or ())
    if any(tie not in figures.things() for tie in ties):
        found.append(Refusal("ties"))
    if found:
        raise Refused(found)
    return Draft(said["kind"], text, said["organisation"], said["due"], evidence, ties)


def _names(text: str, prefix: str) -> list[Refusal]:
    """A probable name of a person, unless the writer has said that it is none."""
    if st.session_state.get(f"{prefix}-no-name"):
        return []
    return refusals.of_names(text, figures.known_names())


def _why(one: Refusal) -> str:
    return t(f"decisions.refused_{one.code}", **({"what": one.what} if one.what else {}))


def _hosts() -> tuple[str, ...]:
    """What the reader calls this app, as a link copied from it begins."""
    own = urlsplit(st.context.url or "").netloc
    return (own,) if own else ()


def _keyed(prefix: str, name: str) -> dict[str, str]:
    return {"key": f"{prefix}-{name}", "persist_state": "session"}
