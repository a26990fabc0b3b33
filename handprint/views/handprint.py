"""The hand's furniture: the parts of each finger in the open, and the context of the ledger."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from handprint.figures import handprint as figures
from handprint.session import language
from handprint.views import tile
from handprint.views.frame import escaped
from handprint.words import handprint as words
from handprint.words import t
from handprint.words.forms import lower_first
from handprint.words.handprint import Finger, Part

_STYLE = Path(__file__).parents[2] / "assets" / "hand.css"


def parts(fingers: Sequence[Finger]) -> None:
    """Every figure of the fingers: from, to, time compared, direction, weight and why."""
    one = fingers[0] if len(fingers) == 1 else None
    heading = (
        t("handprint.parts_one", finger=lower_first(one.name)) if one else t("handprint.parts")
    )
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    with st.container(key="figure-handprint-parts"):
        st.header(escaped(heading), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('handprint.parts_sub'))}]]")
        st.html(f'<div class="hp-hand">{"".join(_finger(finger) for finger in fingers)}</div>')


def context() -> None:
    """Regional figures beside the ledger, and the words that they are no effect."""
    with st.container(key="figure-handprint-context"):
        st.header(escaped(t("handprint.context")), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('handprint.context_sub'))}]]")
    tile.row(figures.context())


def cost() -> None:
    """Cost avoided in words: the range with its basis, or why there is none."""
    with st.container(key="figure-handprint-cost"):
        st.markdown(f":small[{escaped(figures.cost_words())}]")


def _finger(finger: Finger) -> str:
    note = f" <span>{escape(words.note(finger))}</span>"
    rows = "".join(f"<li>{_part(part)}</li>" for part in finger.parts)
    body = f"<ul>{rows}</ul>" if rows else ""
    own = f"<p>{escape(finger.note)}</p>" if finger.note else ""
    return f"<section><h3>{escape(finger.name)}{note}</h3>{body}{own}</section>"


def _part(part: Part) -> str:
    verdict = part.movement.verdict
    strong = "b" if part.movement.compared else "em"
    figures = (
        f"<{strong}>{escape(words.moved(part))}</{strong}><span>{escape(words.span(part))}</span>"
        if part.latest
        else ""
    )
    rule = f"{words.weight(part)}, {t(f'handprint.{part.better}')}"
    return (
        f'<div class="hp-hand-way"><i class="hp-way-{verdict}"></i>'
        f"<b>{escape(words.verdict(verdict))}</b></div>"
        f"<div><b>{escape(part.indicator.title(language()))}</b>"
        f"<span>{escape(part.why)}</span></div>"
        f'<div class="hp-hand-figure">{figures}<span>{escape(words.reason(part))}</span>'
        f"<span>{escape(rule[:1].upper() + rule[1:])}</span></div>"
    )
