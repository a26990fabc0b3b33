"""The frame's furniture: the answer at the top, quiet notices, the footer, failures."""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import streamlit as st

import queries
from handprint import catalog, numbers, session
from handprint.views import page_script
from handprint.words import t

_LOG = logging.getLogger("handprint")
_ASSETS = Path(__file__).parents[2] / "assets"


def dress() -> None:
    """The few rules of style that the theme cannot say, once for every page."""
    st.html(f"<style>{(_ASSETS / 'page.css').read_text(encoding='utf-8')}</style>")


def logo() -> None:
    """The name, in the ink of the theme in force: an image cannot use the page's colours."""
    dark = st.context.theme.type == "dark"
    st.logo(str(_ASSETS / ("logo-dark.svg" if dark else "logo.svg")), size="large")


def tools() -> None:
    """Language and link, top right of every page."""
    with st.container(key="frame-tools", horizontal=True, gap="small"):
        session.choice(
            "lang",
            list(session.LANGUAGES),
            label=t("frame.language"),
            shown_as=lambda code: session.LANGUAGES[code],
            label_visibility="collapsed",
            width=116,
        )
        st.session_state["_tools"] = st.container(key="frame-link", width="content")


def finish_tools() -> None:
    """The link button last: only then every choice of the page is known."""
    with st.session_state.pop("_tools"):
        page_script.link(session.link())


def opening(title: str, lede: str = "", *, stale: str = "") -> None:
    """A page opens with its answer; `stale` names the month where its data end."""
    # The title is one line of text: dots and brackets have no meaning there, these have.
    st.title(escaped(title, r"\`*_[]<>$~|"), anchor=False)
    words = [f":gray[{escaped(lede)}]"] if lede else []
    if words:
        st.markdown(" ".join(words))
    if stale:
        st.html(f'<p class="hp-stale">{escaped_html(stale)}</p>')


def notices() -> None:
    """What the reader should know before the answer: an older release, an unusable link."""
    release = queries.release()
    if release.fell_back:
        st.html(
            '<p class="hp-stale" role="status">'
            + escaped_html(t("frame.fell_back", release=release.id))
            + "</p>"
        )
    names = session.rejected()
    if names:
        labels = ", ".join(t(f"choices.{name}") for name in names)
        st.html(
            '<p class="hp-notice" role="status">'
            + escaped_html(t("frame.rejected", names=labels))
            + "</p>"
        )


def footer() -> None:
    """Sources, licences, release and the meaning of the marks, on every page."""
    release = queries.release()
    lang = session.language()
    st.html('<hr class="hp-foot-rule">')
    publishers = dict.fromkeys(
        source.by(lang).split(",")[0].split(" (")[0]
        for source in catalog.sources()
        if source.feeds != "centre_distance"
    )
    with st.container(key="frame-foot", gap="xxsmall"):
        st.markdown(
            f":small[:gray[{escaped(t('frame.sources', publishers=', '.join(publishers)))}]]"
        )
        built = numbers.date(release.manifest["built"][:10], lang)
        st.markdown(
            f":small[:gray[{escaped(t('frame.release', release=release.id, built=built))}]]"
        )


def guarded(body: Callable[[], None]) -> Callable[[], None]:
    """A page body that fails with a plain sentence and a reference, never with a traceback."""

    @wraps(body)
    def run() -> None:
        try:
            body()
        except queries.QueryFailed as failure:
            failed(failure.reference)
        except Exception:
            reference = f"K-{secrets.token_hex(2).upper()}"
            _LOG.exception("%s: a page could not be drawn", reference)
            failed(reference)

    return run


def fragment(body: Callable[[], None]) -> Callable[[], None]:
    """The part of a page that is drawn again when one of its choices changes."""
    return st.fragment(guarded(body))


def failed(reference: str) -> None:
    """The designed failure: what is still true, one way out, a number to quote."""
    with st.container(border=True, key=f"failed-{reference}"):
        st.markdown(f"**{t('frame.failed')}**")
        st.markdown(t("frame.failed_more"))
        st.button(t("frame.retry"), key=f"retry-{reference}")
        st.markdown(f":small[:gray[{t('frame.reference', reference=reference)}]]")


def escaped(text: str, signs: str = r"\`*_[]()<>#$:|~{}!+-.") -> str:
    """Text that Markdown prints as it is, whatever signs a name may carry."""
    return "".join(f"\\{sign}" if sign in signs else sign for sign in text)


def escaped_html(text: str) -> str:
    """Text that HTML prints as it is."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
