"""The furniture of the page of the thread: what to show, the evidence, the holes by name."""

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from handprint import session
from handprint.figures import thread, thread_holes
from handprint.figures.thread_holes import Holes
from handprint.views import links, listing
from handprint.views.frame import escaped
from handprint.words import t


def focus() -> thread.Thing:
    """Whose thread is shown: an item, a goal, a project or an organisation."""
    return session.one_of(
        thread.choosable(),
        label=t("thread.focus"),
        shown_as=lambda kind, code: t(
            f"thread.choice_{kind}", name=thread.nodes()[(kind, code)].short, id=code
        ),
        default=thread.first(),
    )


def chosen(pick: str) -> None:
    """Bring what a mark of the picture stands for into view."""
    kind, _, code = pick.partition(":")
    session.view((kind, code), thread.KINDS)


def let_go() -> None:
    """Bring the first thing into view again, as Escape does."""
    session.view(thread.first(), thread.KINDS)


def period() -> str:
    """The strategy period; first the newest one whose priorities are known."""
    codes = [one.code for one in thread.periods()]
    return session.choice(
        "strategy_period",
        codes,
        label=t("choices.strategy_period"),
        shown_as=lambda code: code.replace("-", "–"),
        default=thread.known_period(),
    )


def day() -> dt.date:
    """The day on which a project is running or not."""
    return session.day(
        "day",
        label=t("choices.day"),
        first=thread.DAYS[0],
        last=thread.DAYS[1],
    )


def evidence(in_view: thread.Thing, period: str) -> None:
    """What each tie of the thing in view rests on, with the source's own words."""
    found = thread.evidence(in_view, period)
    name = thread.nodes()[in_view].name
    _head("evidence", t("thread.evidence", name=name), t("thread.evidence_sub"))
    if not found:
        st.markdown(t("thread.evidence_none"))
        return
    for column, way in zip(st.columns(2, gap="large"), ("above", "below"), strict=True):
        rows = [_tie(one) for one in found if one.way == way]
        with column, st.container(key=f"thread-{way}", gap="small"):
            st.subheader(escaped(t(f"thread.evidence_{way}")), anchor=False)
            if rows:
                st.html(listing.entries(rows))
            else:
                st.markdown(t("thread.evidence_none"))


def _head(key: str, words: str, sub: str) -> None:
    """A heading and the line under it, kept together."""
    with st.container(gap="xxsmall", key=f"head-{key}"):
        st.header(escaped(words), anchor=False)
        st.markdown(f":small[:gray[{escaped(sub)}]]")


def _tie(one: thread.Evidence) -> str:
    name = listing.link(thread.address(one.node.kind, one.node.id), one.node.name)
    quote = listing.words(t("thread.quoted", quote=one.quote)) if one.quote else ""
    told = "" if one.status == one.origin else f", {escape(one.status)}"
    source = listing.link(one.address, one.origin) if one.address else escape(one.origin)
    return (
        f'<strong>{name}</strong> <span class="hp-remark">{escape(one.level)}</span>{quote}'
        f'<p class="hp-quiet">{source}{told}</p>'
    )


def holes(found: Sequence[Holes]) -> None:
    """The four kinds of holes, each a list of names with the page where it is mended."""
    _head("holes", t("thread.holes"), t("thread.holes_sub"))
    for pair in (found[:2], found[2:]):
        for column, one in zip(st.columns([0.4, 0.6], gap="large"), pair, strict=True):
            with column, st.container(key=f"thread-holes-{one.kind}", gap="small"):
                _holes(one)


def _holes(one: Holes) -> None:
    st.subheader(escaped(one.heading), anchor=False)
    st.markdown(f":small[:gray[{escaped(one.meaning)}]]")
    if not one.holes:
        st.markdown(t("thread.holes_none"))
        return
    # What is said of many of them is said once, over their names.
    remarks = dict.fromkeys(hole.remark for hole in one.holes)
    shared = len(one.holes) > 2 * len(remarks)
    body = ""
    for remark in remarks if shared else [None]:
        mine = [hole for hole in one.holes if remark is None or hole.remark == remark]
        if shared and remark:
            body += f'<p class="hp-remark">{escape(remark)}: {len(mine)}</p>'
        names = [listing.link(_to(hole), hole.name) + _remark(hole, shared) for hole in mine]
        # Names of places are short, and many of them fit side by side.
        kind = "hp-names hp-short" if one.kind == thread_holes.MUNICIPALITIES else "hp-names"
        body += f'<ul class="{kind}">{"".join(f"<li>{name}</li>" for name in names)}</ul>'
    st.html(body)
    links.to(one.page, one.mend)


def _remark(hole: thread_holes.Hole, shared: bool) -> str:
    told = not shared and hole.remark
    return f' <span class="hp-remark">{escape(hole.remark)}</span>' if told else ""


def _to(hole: thread_holes.Hole) -> str:
    """The address of a hole on its own page, beside this one."""
    page = hole.page.rpartition("/")[2].removesuffix(".py")
    return page + thread.address(hole.choice, hole.id)


def beside() -> None:
    """The change factors, values and enablers, each with its indicator or without any."""
    _head("beside", t("thread.beside"), t("thread.beside_sub"))
    groups = thread_holes.measured()
    for column, (sort, rows) in zip(
        st.columns(len(groups), gap="large"), groups.items(), strict=True
    ):
        with column:
            st.subheader(escaped(t(f"thread.beside_{sort}")), anchor=False)
            st.html(
                '<ul class="hp-names hp-one">'
                + "".join(f"<li>{escape(row.name)} {_measures(row)}</li>" for row in rows)
                + "</ul>"
            )


def _measures(row: thread_holes.Measured) -> str:
    if not row.by:
        return listing.missing(t("thread.no_indicator"))
    named = [
        listing.link("goals" + thread.address("indicator", code), name) if code else escape(name)
        for name, code in row.by
    ]
    return f'<span class="hp-remark">{"; ".join(named)}</span>'
