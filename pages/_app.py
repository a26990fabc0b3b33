"""The frame around every page: language, navigation, footer. No content lives here."""

import streamlit as st

import queries
from handprint import session, writing
from handprint.views import building, frame
from handprint.words import t

st.set_page_config(page_icon="assets/icon.svg", layout="wide", initial_sidebar_state=232)


def page(path: str, **options: object) -> st.Page:
    """`pages/{path}.py`, titled in the reader's language; its address is its file name."""
    return st.Page(f"{path}.py", title=t(f"frame.{path.split('/')[-1]}"), **options)


session.settle("lang", list(session.LANGUAGES))
WRITTEN = ("decisions", "editions") if writing.allowed() else ()
SECTIONS = {
    "overview": ("now", "handprint"),
    "labour": ("mismatch", "occupations", "municipalities", "groups", "what_if"),
    "network": ("actors", "white_spots"),
    "projects": ("family", "outputs"),
    "strategy": ("goals", "thread"),
    "meetings": ("present", "pack", *WRITTEN),
    "about": ("data", "definitions", "accessibility"),
}
home = st.Page("overview/home.py", title=t("frame.app"), default=True, visibility="hidden")
chosen = st.navigation(
    {"": [home]}
    | {
        t(f"frame.section_{name}"): [page(f"{name}/{one}") for one in SECTIONS[name]]
        for name in SECTIONS
    }
)


@frame.guarded
def page_in_frame() -> None:
    """The page between its tools and its footer, all from one release."""
    st.set_page_config(page_title=f"{chosen.title} – {t('frame.app')}")
    frame.dress()
    frame.logo()
    session.begin(chosen.url_path)
    session.settle("lang", list(session.LANGUAGES))
    if not building.ready():
        return
    queries.pin()
    frame.tools()
    notices = st.container(key="frame-notices")
    frame.guarded(chosen.run)()
    with notices:
        frame.notices()
    frame.finish_tools()
    frame.footer()


page_in_frame()
