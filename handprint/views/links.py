"""What hangs together with the thing in view, as links to where each is shown."""

from collections.abc import Mapping, Sequence

import streamlit as st

from handprint.figures.connections import Connection
from handprint.session import language
from handprint.views.frame import escaped
from handprint.words import t

SHOWN_ON = {
    "goal": ("strategy/goals.py", "goal"),
    "indicator": ("strategy/goals.py", "indicator"),
    "project": ("projects/family.py", "project"),
    "organisation": ("network/actors.py", "organisation"),
    "member": ("network/actors.py", "organisation"),
    "other": ("network/actors.py", "organisation"),
    "area": ("labour/municipalities.py", "area"),
    "item": ("strategy/thread.py", "item"),
}
"""Where each kind of thing is shown, and the choice that brings it into view there."""


def connected(heading: str, ties: Mapping[str, Sequence[Connection]], *, key: str) -> None:
    """The ties by kind, each a link that opens the thing on its own page; says so when none."""
    with st.container(key=f"links-{key}", gap="small"):
        st.subheader(escaped(heading), anchor=False)
        if not ties:
            st.markdown(f":gray[{escaped(t('links.none'))}]")
        for kind, found in ties.items():
            page, choice = SHOWN_ON[kind]
            with st.container(horizontal=True, gap="small", key=f"links-{key}-{kind}"):
                st.markdown(f":small[:gray[{escaped(t(f'links.{kind}'))}]]", width=110)
                # In a box of their own, so that a second row starts under the first link.
                with st.container(horizontal=True, gap="small", width="stretch"):
                    for one in found:
                        to(page, _named(one), {choice: one.id})


def to(page: str, words: str, choices: Mapping[str, str] | None = None) -> None:
    """A link to a page with some choices made there, in the reader's own language.

    On the page itself a bare address would mean Finnish, so also after a second click.
    """
    asked = {**(choices or {}), "lang": language()}
    st.page_link(page, label=escaped(words), query_params=asked, width="content")


def _named(one: Connection) -> str:
    """Goals and indicators go by their codes on every page, so also here."""
    return f"{one.id} {one.name}" if one.kind in ("goal", "indicator") else one.name
