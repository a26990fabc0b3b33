"""The choices of the page of goals, the scale of signs, and the card of one indicator."""

import datetime as dt
from html import escape

import streamlit as st

from handprint import session
from handprint.drawings.marks import Picture
from handprint.figures import connections, goals, goals_card, indicators
from handprint.figures.indicators import Standing
from handprint.views import drawing, figure, links, listing
from handprint.views.frame import escaped
from handprint.words import t

NONE = "none"


def goal() -> str:
    """One of G1–G6, or all of them."""
    names = {one.goal: one.short for one in goals.all_goals()}
    return session.choice(
        "goal",
        [goals.ALL, *names],
        label=t("choices.goal"),
        shown_as=lambda code: (
            t("goals.goal_all")
            if code == goals.ALL
            else t("goals.goal_named", goal=code, name=names[code])
        ),
    )


def indicator() -> str:
    """One of the 29 indicators for its card, or none."""
    names = {one.indicator: one.name for one in indicators.all_of()}
    return session.choice(
        "indicator",
        [NONE, *names],
        label=t("goals.head_indicator"),
        shown_as=lambda code: (
            t("goals.indicator_none")
            if code == NONE
            else t("goals.indicator_named", indicator=code, name=names[code])
        ),
    )


def examples() -> bool:
    """Whether made-up targets and placeholders are shown; the one setting that hides them."""
    return (
        session.choice(
            "examples",
            ["show", "hide"],
            label=t("choices.examples"),
            shown_as=lambda code: t(f"goals.examples_{code}"),
        )
        == "show"
    )


def scale(picture: Picture, small: Picture) -> None:
    """The scale of signs with its counts, above the tree."""
    drawing.show(picture, key="goals-scale", small=small)


def card(one: Standing, narrow: bool, *, examples: bool, day: dt.date) -> None:
    """One indicator: its past, its facts, rival figures, and what hangs together with it."""
    past = goals_card.past(one.indicator, narrow, examples, day)
    with st.container(key="goals-card"):
        left, right = st.columns([0.52, 0.48], gap="large")
        with left:
            if past is not None:
                figure.show(past)
            else:
                st.header(escaped(goals_card.heading(one)), anchor=False)
                st.markdown(f":small[:gray[{escaped(goals_card.sub(one))}]]")
            links.connected(
                t("goals.connected", name=one.name),
                connections.of("indicator", one.indicator),
                key="indicator",
            )
        with right:
            st.header(t("goals.card_title"), anchor=False)
            listing.dress()
            st.html(_facts(one, day))


def tied(goal: str) -> None:
    """What hangs together with the goal in view."""
    name = next(one.name for one in goals.all_goals() if one.goal == goal)
    links.connected(t("goals.connected", name=name), connections.of("goal", goal), key="goal")


def _facts(one: Standing, day: dt.date) -> str:
    """The facts as a description list; what is missing has its dashed chip."""
    missing = t("goals.missing")
    pairs = [
        (name, listing.missing(text) if text == missing else escape(text))
        for name, text in goals_card.facts(one, day)
        if text
    ]
    rivals = "<br>".join(
        f"{escape(words)}{f' ({escape(p.note)})' if p.note else ''} "
        f"{listing.site(p.source) if p.source.startswith('http') else ''}"
        for words, p in goals_card.rivals(one)
    )
    pairs.append((t("goals.fact_rivals"), rivals))
    return f'<div class="hp-list">{listing.facts(pairs)}</div>'
