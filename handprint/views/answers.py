"""Short lists on the overview: what changed, and the questions that other pages answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from handprint.views.frame import escaped
from handprint.words.changes import ChangeRow


@dataclass(frozen=True)
class Question:
    """A question, its answer in a sentence, and the view that shows it."""

    question: str
    answer: str
    page: str
    choices: Mapping[str, str] = field(default_factory=dict)


def changed(heading: str, sub: str, rows: Iterable[ChangeRow]) -> None:
    """Signed figures first, each with the words that say what it is compared with."""
    with st.container(key="figure-changed"):
        st.header(escaped(heading), anchor=False)
        st.markdown(f":small[:gray[{escaped(sub)}]]")
        body = "".join(
            f"<li><strong>{escape(row.figure)}</strong><span>{escape(row.words)}</span></li>"
            for row in rows
        )
        st.html(f'<ul class="hp-changes">{body}</ul>')


def asked(heading: str, questions: Sequence[Question]) -> None:
    """Each question as a link to the view that answers it, the answer under it."""
    with st.container(key="figure-asked"):
        st.header(escaped(heading), anchor=False)
    with st.container(key="asked", gap="small"):
        for one in questions:
            with st.container(gap=None):
                st.page_link(one.page, label=escaped(one.question), query_params=dict(one.choices))
                st.markdown(f":small[:gray[{escaped(one.answer)}]]")
