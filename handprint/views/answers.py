"""Short lists on the overview: what changed, and the questions that other pages answer."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from handprint.figures.ask_first import Question
from handprint.figures.family import Endings
from handprint.views import links
from handprint.views.frame import escaped
from handprint.words import t
from handprint.words.changes import ChangeRow

COLUMNS = 3
FAMILY = "projects/family.py"


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


def ending(heading: str, endings: Endings) -> None:
    """What ends soon, as a sentence, and each project of it as a link to its card."""
    with st.container(key="figure-ending"):
        st.header(escaped(heading), anchor=False)
        st.markdown(f":small[{escaped(endings.sentence)}]")
        with st.container(key="links-ending", gap=None):
            for row in endings.rows:
                links.to(FAMILY, row.name, {"project": row.id})
            if not endings.rows:
                more(FAMILY, t("now.ending_more"), key="ending")


def more(page: str, label: str, *, key: str) -> None:
    """A link to the page that tells the rest."""
    with st.container(key=f"links-more-{key}"):
        links.to(page, label)


def asked(heading: str, questions: Sequence[Question]) -> None:
    """Each question as a link to the view that answers it, the answer under it.

    Read row by row where the page is wide, one under another where it is narrow.
    """
    with st.container(key="figure-asked"):
        st.header(escaped(heading), anchor=False)
    with st.container(key="asked"):
        for first in range(0, len(questions), COLUMNS):
            row = questions[first : first + COLUMNS]
            for column, one in zip(st.columns(COLUMNS, gap="medium"), row, strict=False):
                with column, st.container(gap=None):
                    links.to(one.page, one.question, dict(one.choices))
                    st.markdown(f":small[:gray[{escaped(one.answer)}]]")
