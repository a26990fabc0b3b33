"""The furniture of the project family's page: its choices, the card of one project, emptiness."""

import datetime as dt
from html import escape

import streamlit as st

from handprint import session
from handprint.figures import connections, family, family_card, family_facts
from handprint.figures.family_facts import ALL, NONE
from handprint.views import links, listing
from handprint.words import t

FILTERS = ("goal", "fund", "lead")


def day() -> dt.date:
    """The day that statuses are seen from; today unless told otherwise."""
    return session.day("day", label=t("family.day"), first=family.FIRST, last=family.last_day())


def chosen() -> tuple[str, str, str]:
    """Goal, fund and lead: everything, what is missing, or one of those there are."""
    found = family_facts.projects()
    funds = sorted({one.fund for one in found if one.fund})
    named = {
        "goal": family_facts.goals(),
        "fund": {f: f for f in funds},
        "lead": family_facts.leads(),
    }
    missing = {
        "goal": False,
        "fund": any(not one.fund for one in found),
        "lead": any(not one.leads for one in found),
    }
    codes = {name: [ALL, *named[name], *([NONE] if missing[name] else [])] for name in FILTERS}
    return tuple(_choice(name, codes[name], named[name]) for name in FILTERS)


def project() -> str:
    """The project in view, or none."""
    names = {one.id: one.name for one in family_facts.projects()}
    return session.choice(
        "project",
        ["", *names],
        label=t("family.project"),
        shown_as=lambda code: names.get(code) or t("family.project_all"),
    )


def card(project: str, day: dt.date, today: dt.date, *, outside: bool) -> None:
    """Everything known of one project, and what hangs together with it."""
    known = family_card.card_of(project, day, today)
    with st.container(key="family-card"):
        facts, ties = st.columns([0.6, 0.4], gap="large")
        with facts:
            st.header(t("family.card_heading", name=known.name), anchor=False)
            listing.dress()
            source = listing.site(known.address) if known.address else t("family.origin_seed")
            st.html(
                listing.facts(
                    [
                        *(
                            (
                                fact.name,
                                listing.missing(fact.text) if fact.missing else escape(fact.text),
                            )
                            for fact in known.facts
                        ),
                        (t("family.card_source"), f"{source} ({escape(known.origin)})"),
                    ]
                )
            )
            if outside:
                st.markdown(f":small[:gray[{t('family.card_outside')}]]")
            st.button(
                t("family.card_close"),
                key="family-close",
                on_click=session.give_up,
                args=("project",),
            )
        with ties:
            links.connected(t("links.heading"), connections.of("project", project), key="family")


def empty() -> None:
    """No project is left by the filters: say so, with one way out."""
    listing.empty(t("family.empty"), clear=FILTERS, label=t("family.empty_clear"))


def _choice(name: str, codes: list[str], named: dict[str, str]) -> str:
    words = (
        {ALL: t(f"family.{name}_all"), NONE: t(f"family.{name}_none")}
        if name != "goal"
        else {ALL: t("family.goal_all")}
    )
    return session.choice(
        name,
        codes,
        label=t(f"family.{name}"),
        shown_as=lambda code: words.get(code) or named[code],
    )
