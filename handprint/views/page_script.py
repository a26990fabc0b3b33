"""The page's small script: language of the document, Streamlit's own words, the link button."""

from collections.abc import Mapping

import streamlit as st

from handprint import session
from handprint.session import language
from handprint.words import catalogue, t

_LOADER = """
export default function (component) {
  const base = document.querySelector('base')?.href ?? location.origin + '/';
  let stop = () => {};
  import(new URL('assets/page.js', base).href)
    .then((script) => { stop = script.mount(component) ?? stop; })
    .catch(() => {});
  return () => stop();
}
"""

_mount = st.components.v2.component("handprint_page", html="<div></div>", js=_LOADER)


def link(choices: Mapping[str, str]) -> None:
    """The button that copies an address which opens this very view, in any year."""
    lang = language()
    _mount(
        key="page-script",
        data={
            "lang": lang,
            "choices": dict(choices),
            "label": t("frame.copy_link"),
            "done": t("frame.copied"),
            "failed": t("frame.copy_failed"),
            "own_words": catalogue(lang)["streamlit"],
            "narrow": session.narrow(),
        },
        height="content",
        on_narrow_change=_narrowed,
    )


def _narrowed() -> None:
    session.set_narrow(st.session_state["page-script"].get("narrow") is True)
