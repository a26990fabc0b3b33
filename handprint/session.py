"""The reader's choices: the one module that touches session state and the address.

The address is the state. Streamlit's own `bind="query-params"` writes a widget's *label*
to the address, so a link made in Finnish would lose its choices when opened in English;
we share codes instead. A choice is changed by a callback that writes the address first,
so that links, the back button and a reload all mean the same view.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Code = TypeVar("Code", int, str, dt.date)

LANGUAGES = {"fi": "Suomi", "en": "English"}

_PAGE = "_page"
_RESTORING = "_restoring"
_REJECTED = "_rejected"
_OFFERED = "_offered"
_RELEASE = "_release"
_NARROW = "_narrow"
_SPOKEN: ContextVar[str | None] = ContextVar("spoken", default=None)
_VIEWED = "_viewed"


def language() -> str:
    """The language in force, `fi` or `en`; Finnish until the reader says otherwise."""
    if (spoken := _SPOKEN.get()) is not None:
        return spoken
    if get_script_run_ctx(suppress_warning=True) is None:
        return "fi"
    return st.session_state.get("lang", "fi")


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Everything made inside is in one language, whatever the reader's own is.

    A pack for a meeting, or a file made without a reader, is not in the page's language.
    """
    before = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def begin(page: str) -> None:
    """Start a full run of a page: called by the frame, before anything is chosen.

    On arrival from another page the address is bare, so earlier choices are restored
    from the session; on the same page a bare address means the defaults (the back button).
    """
    st.session_state[_RESTORING] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    st.session_state[_REJECTED] = []
    st.session_state[_OFFERED] = {}


def settle(name: str, codes: Sequence[Code], *, default: Code | None = None) -> Code:
    """Bring one choice, its session value and the address into agreement; return the code."""
    fallback = codes[0] if default is None else default
    known = {str(code): code for code in codes}
    asked = st.query_params.get(name)
    if asked is not None:
        if asked not in known:
            st.session_state.setdefault(_REJECTED, []).append(name)
        code = known.get(asked, fallback)
    elif st.session_state.get(_RESTORING) and st.session_state.get(name) in codes:
        code = st.session_state[name]
    else:
        code = fallback
    # An unchanged value written again would make Streamlit send the whole select box anew.
    if st.session_state.get(name) != code:
        st.session_state[name] = code
    st.session_state.setdefault(_OFFERED, {})[name] = code
    _write(name, code, fallback)
    return code


def choice(
    name: str,
    codes: Sequence[Code],
    *,
    label: str,
    shown_as: Callable[[Code], str] = str,
    default: Code | None = None,
    label_visibility: str = "visible",
    width: Any = "stretch",
) -> Code:
    """A select box that keeps its choice in the address as `?name=code`.

    The default (the first code unless given) leaves no trace in the address. An unknown
    code in the address gives the default, and `rejected()` names it.
    """
    return st.selectbox(
        label,
        codes,
        format_func=shown_as,
        label_visibility=label_visibility,
        width=width,
        **_kept(name, codes, default),
    )


def several(
    name: str,
    codes: Sequence[str],
    *,
    label: str,
    shown_as: Callable[[str], str] = str,
    default: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """Any number of codes at once, kept in the address as `?name=one.two`, in their own order.

    The default (all of them unless given) leaves no trace in the address; `none` stands for
    none. An unknown code is left out, and `rejected()` names it.
    """
    fallback = list(codes if default is None else default)
    widget = f"{name}-several"
    asked = st.query_params.get(name)
    if asked is None and st.session_state.get(_RESTORING):
        asked = st.session_state.get(name)
    found = [part for part in (asked or "").split(".") if part not in ("", "none")]
    if any(part not in codes for part in found):
        st.session_state.setdefault(_REJECTED, []).append(name)
    chosen = [code for code in codes if code in found]
    if asked != "none" and not chosen:
        chosen = fallback
    if st.session_state.get(widget) != chosen:
        st.session_state[widget] = chosen

    def kept(chosen: Sequence[str]) -> None:
        usual = set(chosen) == set(fallback)
        said = ".".join(code for code in codes if code in chosen) or "none"
        st.session_state[name] = None if usual else said
        _write(name, None if usual else said, None)
        st.session_state.setdefault(_OFFERED, {})[name] = said

    kept(chosen)
    st.pills(
        label,
        codes,
        selection_mode="multi",
        format_func=shown_as,
        key=widget,
        on_change=lambda: kept(st.session_state[widget]),
    )
    return tuple(chosen)


def slider(
    name: str,
    codes: Sequence[Code],
    *,
    label: str,
    shown_as: Callable[[Code], str] = str,
    default: Code | None = None,
) -> Code:
    """A slider over the codes in their order, kept in the address as a `choice` is.

    The default is the first code unless given. `shown_as` says the position in words, on the
    screen and to a screen reader.
    """
    return st.select_slider(label, codes, format_func=shown_as, **_kept(name, codes, default))


def day(
    name: str, *, label: str, first: dt.date, last: dt.date, default: dt.date | None = None
) -> dt.date:
    """A day from `first` to `last`, kept in the address as `?name=2026-11-24`.

    The default is today unless given, or the end of the range that is nearer to it. A day in the
    address that is none, or outside the range, gives the default, and `rejected()` names it; a day
    that the reader wipes out gives the default too.
    """
    fallback = min(max(default or dt.date.today(), first), last)
    held = (_day_of(st.query_params.get(name)), st.session_state.get(name))
    inside = [one for one in held if isinstance(one, dt.date) and first <= one <= last]
    return st.date_input(
        label,
        min_value=first,
        max_value=last,
        format="DD.MM.YYYY" if language() == "fi" else "DD/MM/YYYY",
        **_kept(name, [fallback, *inside], fallback),
    )


def _day_of(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def _kept(name: str, codes: Sequence[Code], default: Code | None) -> dict[str, Any]:
    """What makes a widget over codes a choice: settled from the address, written back to it."""
    settle(name, codes, default=default)
    fallback = codes[0] if default is None else default
    return {
        "key": name,
        "persist_state": "session",
        "on_change": _chosen,
        "args": (name, fallback),
    }


def one_of(
    kinds: Mapping[str, Sequence[str]],
    *,
    label: str,
    shown_as: Callable[[str, str], str],
    default: tuple[str, str],
) -> tuple[str, str]:
    """A select box over things of several kinds, one of them in the address as `?kind=code`.

    `kinds` gives the codes of each kind. What the address asks for wins over what was in view
    before; an unknown code gives the default, and `rejected()` names its kind.
    """
    known = [(kind, code) for kind, codes in kinds.items() for code in codes]
    asked = next(((k, st.query_params[k]) for k in kinds if k in st.query_params), None)
    held = st.session_state.get(_VIEWED)
    if asked is not None and asked not in known:
        st.session_state.setdefault(_REJECTED, []).append(asked[0])
    if asked in known:
        thing = asked
    elif asked is None and st.session_state.get(_RESTORING) and held in known:
        thing = held
    else:
        thing = default
    if held != thing:
        st.session_state[_VIEWED] = thing
    offered = st.session_state.setdefault(_OFFERED, {})
    # A part of the page drawn again alone may have had another kind in view before.
    for kind in kinds:
        offered.pop(kind, None)
    offered[thing[0]] = thing[1]
    _view(thing, tuple(kinds), default)
    return st.selectbox(
        label,
        known,
        format_func=lambda one: shown_as(*one),
        key=_VIEWED,
        persist_state="session",
        on_change=_viewed,
        args=(tuple(kinds), default),
    )


def view(thing: tuple[str, str], kinds: Sequence[str]) -> None:
    """Bring one thing into view for the reader, as a callback of a picture does."""
    _view(thing, kinds, None)


def _viewed(kinds: Sequence[str], default: tuple[str, str]) -> None:
    _view(st.session_state[_VIEWED], kinds, default)


def _view(thing: tuple[str, str], kinds: Sequence[str], default: tuple[str, str] | None) -> None:
    for kind in kinds:
        _write(kind, thing[1] if kind == thing[0] and thing != default else None, None)


def choose_all(chosen: Mapping[str, Code], *, default: Code) -> None:
    """Make several choices for the reader at once, as a callback of a button does."""
    for name, code in chosen.items():
        st.session_state[name] = code
        _write(name, code, default)


def choose(name: str, code: str, *, default: str | None = None) -> None:
    """Make a choice for the reader, as a callback of a map or a link does."""
    _write(name, code, default)


def give_up(name: str) -> None:
    """Forget a choice for the reader: its default is in force again, as on a first arrival."""
    # From the session too: after an arrival from another page it is asked before the default.
    st.session_state.pop(name, None)
    st.query_params.pop(name, None)


def text(name: str, *, label: str, placeholder: str | None = None) -> str:
    """A search box whose text lives in the address; at most 80 characters of it are used."""
    asked = (st.query_params.get(name) or "")[:80]
    if st.session_state.get(_RESTORING) and not asked:
        asked = st.session_state.get(name) or ""
    if st.session_state.get(name) != asked:
        st.session_state[name] = asked
    if asked:
        st.session_state.setdefault(_OFFERED, {})[name] = asked
    _write(name, asked, "")
    return st.text_input(
        label,
        key=name,
        placeholder=placeholder,
        persist_state="session",
        on_change=_chosen,
        args=(name, ""),
    ).strip()


def handed(name: str, *, most: int) -> str:
    """What another view hands over in the address, as `?name=…`: text, and no choice of the page.

    Empty for what is longer than `most` characters.
    """
    given = st.query_params.get(name) or ""
    return given if len(given) <= most else ""


def rejected() -> list[str]:
    """Names of the choices whose code in the address was not usable, in order met."""
    return list(dict.fromkeys(st.session_state.get(_REJECTED, [])))


def link() -> Mapping[str, str]:
    """Every choice in force, defaults too: a copied link must mean the same view next year."""
    return {name: str(code) for name, code in st.session_state.get(_OFFERED, {}).items()}


def pinned_release() -> str | None:
    """The release this reader's page was drawn from, so that one page never mixes two."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return st.session_state.get(_RELEASE)


def pin_release(release_id: str) -> None:
    """Hold one release for this page until its next full run."""
    st.session_state[_RELEASE] = release_id


def narrow() -> bool:
    """Whether the reader's window is as narrow as a phone, where drawings are drawn anew.

    The page's script reports the real width; until it has, the browser's own name decides.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return False
    if _NARROW not in st.session_state:
        st.session_state[_NARROW] = "Mobile" in (st.context.headers.get("User-Agent") or "")
    return st.session_state[_NARROW]


def set_narrow(narrow: bool) -> None:
    """Remember what the page's script reported."""
    st.session_state[_NARROW] = narrow


def _chosen(name: str, fallback: Code) -> None:
    _write(name, st.session_state[name], fallback)


def _write(name: str, code: Code, fallback: Code | None) -> None:
    if code == fallback or code is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != str(code):
        st.query_params[name] = str(code)
