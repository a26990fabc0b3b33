"""Decisions on the screen: the choices, the list, one matter with its past, marks elsewhere."""

import datetime as dt
from html import escape
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from handprint import numbers, records, session, writing
from handprint.analysis import overdue
from handprint.figures import decisions as figures
from handprint.records import decisions
from handprint.records.decisions import Decision, Minutes
from handprint.records.journal import Busy, Unreadable
from handprint.views import deciding, frame, listing
from handprint.views.frame import escaped
from handprint.views.links import SHOWN_ON, to
from handprint.words import t

PAGE = "meetings/decisions.py"
MOST = 40
"""So many matters are listed at once; the table holds all."""


def read() -> Minutes | None:
    """The decisions; None, and a page that says so in words, where they cannot be read."""
    try:
        return decisions.read(records.file())
    except (Unreadable, OSError):
        frame.opening(t("decisions.title_unreadable"), t("decisions.lede_unreadable"))
    except Busy:
        frame.opening(t("decisions.title_busy"), t("decisions.lede_busy"))
    return None


def choices() -> tuple[str, str, tuple[str, str]]:
    """Open, closed or all; whose; about which goal, indicator or project."""
    names, things = figures.organisations(), figures.things()
    kinds = {kind: [id for one, id in things if one == kind] for kind in decisions.TIED}
    kinds["goal"].insert(0, figures.ALL)
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
        about = session.one_of(
            kinds,
            label=t("decisions.about"),
            shown_as=lambda kind, id: things.get((kind, id)) or t("decisions.anything"),
            default=figures.ANYTHING,
        )
    return show, whose, about


def chosen(found: Minutes) -> Decision | None:
    """The matter that the address asks for, or none."""
    id = session.settle("decision", [0, *(one.id for one in found.decisions)])
    return found.one(id)


def notices(found: Minutes) -> None:
    """What has just been written, and what is wrong with the file."""
    if said := deciding.said():
        st.html(f'<p class="hp-notice" role="status">{escape(said)}</p>')
    if found.fault is not None:
        words = t("decisions.fault", number=found.fault.number, following=found.fault.following)
        st.html(f'<p class="hp-stale" role="status">{escape(words)}</p>')
    if found.ahead is not None:
        now = dt.datetime.now(dt.UTC)
        words = t("decisions.clock", now=moment(now), last=moment(found.ahead))
        st.html(f'<p class="hp-stale" role="status">{escape(words)}</p>')
    if found.unread:
        words = t("decisions.unread", number=", ".join(str(one) for one in found.unread))
        st.html(f'<p class="hp-stale" role="status">{escape(words)}</p>')


def moment(when: dt.datetime) -> str:
    """A day and a time of day where the app runs."""
    here = when.astimezone()
    day = numbers.date(here.date(), session.language())
    return t("decisions.moment", day=day, hour=f"{here:%H}", minute=f"{here:%M}")


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
                to(PAGE, one.draft.text, _kept(decision=str(one.id)))
                st.html(_line(one, day))
        if len(listed) > MOST:
            words = t("decisions.list_more", shown=MOST, number=len(listed))
            st.markdown(f":gray[{escaped(words)}]")


def _line(one: Decision, day: dt.date) -> str:
    """Who, when and about what, under the text of a matter; late ones bear a mark."""
    late = figures.late_words(one, day)
    parts = [
        *([f'<span class="hp-late">{escape(late)}</span>'] if late else []),
        escape(figures.due_words(one)),
        escape(t(f"decisions.kind_{one.draft.kind}")),
        escape(figures.organisation_name(one.draft)),
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
        with st.container(key="links-decision", gap="small"):
            _ties(one)
        st.subheader(t("decisions.one_history"), anchor=False)
        st.html(_history(one))
        to(PAGE, t("decisions.one_back"), _kept())
        deciding.following(one)


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
    kinds = [("late", overdue.marks(found, day)), ("still", overdue.still(found, day))]
    things = {tie: name for tie, name in figures.things().items() if tie[0] != "project"}
    asked = [tie for tie in (("goal", goal), ("indicator", indicator)) if tie in things]
    if asked:
        kinds.append(("open", overdue.waiting(found)))
    told = []
    for tie in asked or things:
        kind, count = next(((key, n[tie]) for key, n in kinds if tie in n), ("", 0))
        if count:
            told.append((tie, figures.mark_words(kind, count, things[tie])))
    if not told:
        return
    with st.container(key="links-decision-marks", horizontal=True, gap="medium"):
        st.markdown(f":small[:gray[{escaped(t('decisions.marks_label'))}]]")
        for (kind, id), words in told:
            to(PAGE, words, {kind: id})


# What is shown of one matter


def _facts(one: Decision, day: dt.date) -> str:
    pairs = [
        (t("decisions.fact_number"), str(one.id)),
        (t("decisions.fact_state"), escape(figures.state_word(one))),
        (t("decisions.fact_organisation"), escape(figures.organisation_name(one.draft))),
        (t("decisions.fact_due"), _due(one, day) if one.is_open else ""),
    ]
    return f'<div class="hp-list">{listing.facts(pairs)}</div>'


def _due(one: Decision, day: dt.date) -> str:
    if one.due is None:
        return listing.missing(t("decisions.due_none"))
    late = figures.late_words(one, day)
    said = escape(numbers.date(one.due, session.language()))
    return f'{said} <span class="hp-late">{escape(late)}</span>' if late else said


def _ties(one: Decision) -> None:
    """Links to what the matter is about and to its evidence."""
    for (kind, id), name in zip(one.ties, figures.tie_names(one.draft), strict=True):
        if (kind, id) in figures.things():
            page, choice = SHOWN_ON[kind]
            to(page, name, {choice: id})
    address = urlsplit(one.draft.evidence)
    if script := deciding.pages().get(address.path):
        # The address may be in the language of who pasted it; the reader's own is kept.
        to(
            script,
            t("decisions.one_evidence", page=t(f"frame.{address.path}")),
            dict(parse_qsl(address.query)),
        )


def _history(one: Decision) -> str:
    """Every entry about the matter, oldest first; a correction says what it said anew."""
    lang = session.language()
    items, before = [], None
    for step in one.history:
        head = t(
            "decisions.step",
            day=numbers.date(step.day, lang),
            action=t(f"decisions.step_{step.action}"),
        )
        told = [step.note] if step.note else []
        if step.held:
            told.append(t("decisions.step_held"))
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


def _kept(**more: str) -> dict[str, str]:
    """The choices of the list in force, and more, for a link within the page."""
    link = session.link()
    names = ("show", "organisation", *decisions.TIED)
    return {name: link[name] for name in names if name in link} | more
