"""The choices of the page of target groups, its words on work ability, and its empty state."""

import streamlit as st

from handprint import numbers, session
from handprint.figures import groups
from handprint.figures.groups_seeking import Register
from handprint.figures.target_groups import GROUPS
from handprint.session import language
from handprint.views import links
from handprint.views.frame import escaped
from handprint.words import capital, t
from handprint.words.groups import case

TERMS = (
    ("partial", "partially_able"),
    ("precise", "precisely_able"),
    ("official", "disabled_unemployed"),
)


def period(level: str) -> str:
    """The newest month with figures of the groups; a choice once there is more than one."""
    codes = groups.periods(level)
    if len(codes) < 2:
        return session.settle("period", codes)
    return session.choice(
        "period",
        codes,
        label=t("choices.period"),
        shown_as=lambda code: numbers.period(code, language(), "long"),
    )


def group(level: str, period: str) -> str:
    """One of the five groups; without a choice, the one that the answer is about."""
    return session.choice(
        "target",
        list(GROUPS),
        label=t("choices.target"),
        default=groups.standing_out(level, period),
        shown_as=lambda code: capital(case("nominative", code)),
    )


def seeking(code: str, known: Register) -> None:
    """What the two figures on the cube rest on, before either is read."""
    kind = "synthetic" if known.synthetic else "extract"
    data = t(
        f"groups.seeking_{kind}",
        seekers=numbers.count(round(known.seekers, -2), language()),
        openings=numbers.count(known.openings, language()),
    )
    stand_in = t(f"groups.stand_in_{code}") if GROUPS[code].stand_in else ""
    st.markdown(t("groups.seeking", data=data, stand_in=stand_in))


def empty() -> None:
    """What is not there, why, and one way on."""
    with st.container(key="figure-groups-empty"):
        st.header(escaped(t("groups.empty_title")), anchor=False)
        st.markdown(t("groups.empty_why"))
        links.to("about/data.py", t("groups.empty_way"))


def work_ability() -> None:
    """Three words that are easily taken for one, each with its source one click away."""
    with st.container(key="figure-groups-words"):
        st.header(escaped(t("groups.words_title")), anchor=False)
        for column, (name, term) in zip(st.columns(3, gap="large"), TERMS, strict=True):
            with column:
                st.markdown(t(f"groups.words_{name}"))
                links.to("about/definitions.py", t(f"groups.term_{name}"), {"term": term})
