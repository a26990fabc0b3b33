"""Decisions on the screen: the choices, the list, one matter with its past, and the writing."""

import datetime as dt
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from handprint import numbers, records, session, writing
from handprint.analysis import overdue
from handprint.figures import decisions as figures
from handprint.figures import goals
from handprint.records import decisions, refusals
from handprint.records.decisions import Changed, Decision, Draft, Impossible, Minutes
from handprint.records.journal import Busy, Unreadable
from handprint.records.refusals import Refusal, Refused
from handprint.views import frame, listing
from handprint.views.frame import escaped
from handprint.views.links import SHOWN_ON
from handprint.words import t

PAGE = "meetings/decisions.py"
MOST = 40
"""So many matters are listed at once; the table holds all."""
_FIRST, _LAST = dt.date(2020, 1, 1), dt.date(2049, 12, 31)
_SAID, _REFUSED, _NAME = "decisions-said", "decisions-refused", "decisions-name"


def read() -> Minutes | None:
    """The decisions; None, and a page that says so in words, where they cannot be read."""
    try:
        return decisions.read(records.file())
    except (Unreadable, OSError):
        frame.opening(t("decisions.title_unreadable"), t("decisions.lede_unreadable"))
    except Busy:
        frame.opening(t("decisions.title_busy"), t("decisions.lede_busy"))
    return None


def choices() -> tuple[str, str, str]:
    """Open, closed or all; whose; about which goal."""
    names = figures.organisations()
    short = {one.goal: f"{one.goal} {one.short}" for one in goals.all_goals()}
    with st.container(key="choices-decisions", horizontal=True):
        show = session.choice(
            "show",
            list(figures.SHOWN),
            label=t("choices.show"),
            shown_as=lambda code: t(f"decisions.show_{code}"),
        )
        whose = session.choice(
            "organisation",
            [figures.ALL, *names],
            label=t("choices.organisation"),
            shown_as=lambda code: names.get(code) or t("decisions.everyone"),
        )
        goal = session.choice(
            "goal",
            [figures.ALL, *short],
            label=t("choices.goal"),
            shown_as=lambda code: short.get(code) or t("decisions.anything"),
        )
    return show, whose, goal


def chosen(found: Minutes) -> Decision | None:
    """The matter that the address asks for, or none."""
    id = session.settle("decision", [0, *(one.id for one in found.decisions)])
    return found.one(id)


def notices(found: Minutes) -> None:
    """What has just been written, and what is wrong with the file."""
    if said := st.session_state.pop(_SAID, None):
        st.html(f'<p class="hp-notice" role="status">{escape(said)}</p>')
    if found.fault is not None:
        words = t("decisions.fault", number=found.fault.number, following=found.fault.following)
        st.html(f'<p class="hp-stale" role="status">{escape(words)}</p>')
    if found.unread:
        words = t("decisions.unread", number=", ".join(str(one) for one in found.unread))
        st.html(f'<p class="hp-stale" role="status">{escape(words)}</p>')


def rows(found: tuple[Decision, ...], show: str, day: dt.date) -> None:
    """The list: each matter a link to its own view, under it who, when and about what."""
    listed = figures.listed(found, show)
    listing.dress()
    with st.container(key="decisions-list", gap="small"):
        st.header(t(f"decisions.list_{show}"), anchor=False)
        if not listed:
            st.markdown(f":gray[{escaped(t('decisions.list_empty'))}]")
        for one in listed[:MOST]:
            with st.container(gap=None):
                st.page_link(
                    PAGE,
                    label=escaped(one.draft.text),
                    query_params=_kept(decision=str(one.id)),
                )
                st.html(_line(one, day))
        if len(listed) > MOST:
            words = t("decisions.list_more", shown=MOST, number=len(listed))
            st.markdown(f":gray[{escaped(words)}]")


def _line(one: Decision, day: dt.date) -> str:
    """Who, when and about what, under the text of a matter; late ones bear a mark."""
    when = escape(figures.due_words(one, day))
    if overdue.is_overdue(one, day):
        when = f'<span class="hp-chip">{when}</span>'
    parts = [
        escape(t(f"decisions.kind_{one.draft.kind}")),
        escape(figures.organisation_name(one.draft)),
        when,
        *([escape(t("decisions.still"))] if overdue.is_still(one, day) else []),
        *(escape(name) for name in figures.tie_names(one.draft)),
    ]
    return f'<p class="hp-remark">{" · ".join(parts)}</p>'


def matter(one: Decision, day: dt.date) -> None:
    """One matter: what it says, what it is about, every entry about it, and what can be done."""
    with st.container(key="decisions-matter", gap="small"):
        st.header(escaped(one.draft.text), anchor=False)
        listing.dress()
        st.html(_facts(one, day))
        with st.container(key="links-decision", gap=None):
            _ties(one)
        st.subheader(t("decisions.one_history"), anchor=False)
        st.html(_history(one))
        st.page_link(PAGE, label=t("decisions.one_back"), query_params=_kept())
        if one.is_open:
            _closing(one)
        else:
            _reopening(one)
        st.subheader(t("decisions.correct_heading"), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('decisions.correct_sub'))}]]")
        prefix = f"decision-{one.id}-{one.last}"
        _fields(prefix, one.draft)
        _button("correct", prefix, lambda: _correct(one, prefix))


def new(day: dt.date, goal: str) -> None:
    """The form of a new matter; a goal in view and a handed-over address are filled in."""
    with st.container(key="decisions-new", gap="small"):
        st.header(t("decisions.new_heading"), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('decisions.new_sub'))}]]")
        ties = (("goal", goal),) if goal != figures.ALL else ()
        handed = session.handed("evidence", most=refusals.ADDRESS_MOST)
        prefix = "decision-new"
        if handed and st.session_state.get(f"{prefix}-handed") != handed:
            st.session_state[f"{prefix}-handed"] = handed
            st.session_state[f"{prefix}-evidence"] = handed
        _fields(prefix, Draft("decision", "", "", day + dt.timedelta(30), ties=ties))
        _button("new", prefix, lambda: _record(prefix))


def marks(goal: str, indicator: str, day: dt.date) -> None:
    """Open, late and still matters of what is in view, each a link; nothing where there are none.

    With one goal or indicator in view its own, otherwise the late and still ones of all of them.
    """
    if not writing.allowed():
        return
    try:
        found = decisions.read(records.file()).decisions
    except (Unreadable, Busy, OSError):
        return
    late, still, waits = (
        overdue.marks(found, day),
        overdue.still(found, day),
        overdue.waiting(found),
    )
    asked = [("goal", goal), ("indicator", indicator)]
    told = []
    for tie, name in figures.things().items():
        seen = tie in asked
        kind, count = next(
            (
                (key, counts[tie])
                for key, counts in (("late", late), ("still", still), ("open", waits))
                if counts.get(tie) and (seen or key != "open") and tie[0] != "project"
            ),
            ("", 0),
        )
        if count:
            told.append((tie, figures.mark_words(kind, count, name)))
    if not told:
        return
    with st.container(key="links-decision-marks", gap=None):
        st.markdown(f":small[:gray[{escaped(t('decisions.marks_label'))}]]")
        for (kind, id), words in told:
            # The page filters by goal; an indicator's matters are found in the list itself.
            asks = {"goal": id} if kind == "goal" else {}
            st.page_link(PAGE, label=escaped(words), query_params=asks)


# What is shown of one matter


def _facts(one: Decision, day: dt.date) -> str:
    pairs = [
        (t("decisions.fact_number"), str(one.id)),
        (t("decisions.fact_state"), escape(figures.state_word(one))),
        (t("decisions.fact_organisation"), escape(figures.organisation_name(one.draft))),
        (t("decisions.fact_due"), escape(figures.due_words(one, day)) if one.is_open else ""),
    ]
    return f'<div class="hp-list">{listing.facts(pairs)}</div>'


def _ties(one: Decision) -> None:
    """Links to what the matter is about and to its evidence."""
    for (kind, id), name in zip(one.ties, figures.tie_names(one.draft), strict=True):
        if (kind, id) in figures.things():
            page, choice = SHOWN_ON[kind]
            st.page_link(page, label=escaped(name), query_params={choice: id})
    address = urlsplit(one.draft.evidence)
    if script := pages().get(address.path):
        st.page_link(
            script,
            label=escaped(t("decisions.one_evidence", page=t(f"frame.{address.path}"))),
            query_params=dict(parse_qsl(address.query)),
        )


def _history(one: Decision) -> str:
    """Every entry about the matter, oldest first; a correction says what it said anew."""
    lang = session.language()
    items, before = [], None
    for step in one.history:
        head = t(
            "decisions.step",
            day=numbers.date(step.written.date(), lang),
            action=t(f"decisions.step_{step.action}"),
        )
        told = [step.note] if step.note else []
        if before is None or step.draft != before:
            told.append(step.draft.text)
            due = step.draft.due
            told.append(
                t("decisions.due", day=numbers.date(due, lang)) if due else t("decisions.due_none")
            )
            told.append(figures.organisation_name(step.draft))
        before = step.draft
        items.append(
            f"<strong>{escape(head)}</strong>{listing.words(' · '.join(told), quiet=True)}"
        )
    return listing.entries(items)


# The writing


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
    wanted = {
        "kind": draft.kind,
        "text": draft.text,
        "organisation": draft.organisation if draft.organisation in names else "",
        "due": draft.due,
        "ties": [":".join(tie) for tie in draft.ties if ":".join(tie) in known],
        "evidence": draft.evidence,
    }
    for name, value in wanted.items():
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


def _closing(one: Decision) -> None:
    prefix = f"decision-{one.id}-{one.last}-close"
    st.subheader(t("decisions.close_heading"), anchor=False)
    st.text_input(t("decisions.field_note"), **_keyed(prefix, "note"))
    if st.session_state.get(_NAME) == prefix:
        st.checkbox(t("decisions.field_no_name"), key=f"{prefix}-no-name")
    with st.container(horizontal=True, gap="small"):
        _button("done", prefix, lambda: _close(one, prefix, "done"))
        _button("dropped", prefix, lambda: _close(one, prefix, "dropped"), told=False)


def _reopening(one: Decision) -> None:
    prefix = f"decision-{one.id}-{one.last}-reopen"
    _button("reopen", prefix, lambda: _reopen(one, prefix))


def _button(name: str, prefix: str, act: Callable[[], None], *, told: bool = True) -> None:
    """A button that writes; before it stands why nothing was written the last time."""
    refused = st.session_state.get(_REFUSED)
    if told and refused and refused[0] == prefix:
        said = "".join(f"<p>{escape(words)}</p>" for words in refused[1])
        st.html(f'<div class="hp-refused" role="alert">{said}</div>')
    st.button(
        t(f"decisions.save_{name}"),
        key=f"{prefix}-{name}",
        type="primary" if name == "new" else "secondary",
        on_click=act,
    )


def _record(prefix: str) -> None:
    def act() -> str:
        id = decisions.record(records.file(), _draft(prefix))
        return t("decisions.saved_opened", number=id)

    if _written(prefix, act):
        for name in ("text", "evidence", "ties", "no-name", "handed"):
            st.session_state.pop(f"{prefix}-{name}", None)
        session.choose("evidence", "", default="")


def _correct(one: Decision, prefix: str) -> None:
    def act() -> str:
        decisions.correct(records.file(), one.id, _draft(prefix), seen=one.last)
        return t("decisions.saved_corrected")

    _written(prefix, act)


def _close(one: Decision, prefix: str, state: str) -> None:
    def act() -> str:
        note = st.session_state.get(f"{prefix}-note", "")
        if state == "dropped" and not refusals.tidy(note):
            raise Refused([Refusal("empty_note")])
        if found := _names(note, prefix):
            raise Refused(found)
        decisions.close(records.file(), one.id, state, note, seen=one.last)
        return t(f"decisions.saved_{state}")

    _written(prefix, act)


def _reopen(one: Decision, prefix: str) -> None:
    def act() -> str:
        decisions.reopen(records.file(), one.id, seen=one.last)
        return t("decisions.saved_reopened")

    _written(prefix, act)


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
    said = {
        name: st.session_state.get(f"{prefix}-{name}")
        for name in ("kind", "text", "organisation", "due", "ties", "evidence")
    }
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


def _kept(**more: str) -> dict[str, str]:
    """The choices of the list in force, and more, for a link within the page."""
    link = session.link()
    return {name: link[name] for name in ("show", "organisation", "goal") if name in link} | more
