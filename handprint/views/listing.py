"""Lists and small tables as plain HTML: readable by a screen reader, on paper and at 320 px."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from handprint import session
from handprint.drawings.heat import Grid

_STYLE = Path(__file__).parents[2] / "assets" / "listing.css"
_HEAT = _STYLE.with_name("heat.css")


def dress() -> None:
    """The style of every list of a page, sent once."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")


def entries(items: Iterable[str]) -> str:
    """A list of ready entries."""
    return f'<ul class="hp-list">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def entry(title: str, *parts: str, anchor: str = "", level: int = 3) -> str:
    """One entry: a heading and ready parts under it."""
    mark = f' id="{escape(anchor)}"' if anchor else ""
    return f"<h{level}{mark}>{escape(title)}</h{level}>{''.join(parts)}"


def opened(body: str) -> str:
    """An entry that the address opens: set off by a rule at its edge."""
    return f'<div class="hp-list hp-chosen">{body}</div>'


def empty(text: str, *, clear: Sequence[str], label: str) -> None:
    """Nothing is left: say so, and offer the way out that clears the named choices."""
    st.markdown(text)
    st.button(label, key=f"clear-{clear[0]}", on_click=_clear, args=(tuple(clear),))


def _clear(names: Sequence[str]) -> None:
    for name in names:
        session.choose(name, "", default="")


def words(text: str, *, quiet: bool = False) -> str:
    """A paragraph; `quiet` for what stands beside the matter."""
    if not text:
        return ""
    return f"<p{' class=hp-quiet' if quiet else ''}>{escape(text)}</p>"


def stale(text: str) -> str:
    """The mark of a series older than its own cycle: a double rule and the words."""
    return f'<p class="hp-stale">{escape(text)}</p>'


def missing(text: str) -> str:
    """The mark of something that must be filled in: a dashed empty chip."""
    return f'<span class="hp-missing">{escape(text)}</span>'


def link(address: str, text: str = "") -> str:
    """A link that shows where it leads, unless a text is given."""
    shown = text or address.removeprefix("https://").removeprefix("http://").removeprefix("mailto:")
    return f'<a href="{escape(address)}">{escape(shown)}</a>'


def site(address: str) -> str:
    """A link that shows only whose site it leads to."""
    return link(address, urlsplit(address).netloc.removeprefix("www."))


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and what they are, as a description list. The second of a pair is ready HTML."""
    body = "".join(f"<dt>{escape(name)}</dt><dd>{what}</dd>" for name, what in pairs if what)
    return f'<dl class="hp-facts">{body}</dl>'


def more(label: str, body: str) -> str:
    """A door that opens on details; print opens it too."""
    return f"<details class=hp-more><summary>{escape(label)}</summary>{body}</details>"


def row(*, left: str, middle: str, right: str) -> str:
    """Three columns on a desk, one under the other on a phone."""
    return (
        f'<div class="hp-row"><div>{left}</div><div>{middle}</div>'
        f'<div class="hp-when">{right}</div></div>'
    )


def meaning(name: str, text: str) -> str:
    """A word beside what it means; one under the other on a phone."""
    return f'<div class="hp-meaning"><div>{name}</div><div>{text}</div></div>'


def line(pairs: Iterable[tuple[str, str]]) -> str:
    """Small print in one line: names and what they are. The second of a pair is ready HTML."""
    parts = " · ".join(f"{escape(name)}: {what}" for name, what in pairs if what)
    return f'<p class="hp-quiet">{parts}</p>'


def track(start: float, end: float, *, first: float, last: float) -> str:
    """A bar on a line of years from `first` to `last`; the words beside it say the same."""
    width = last - first
    left, span = 100 * (start - first) / width, 100 * (end - start) / width
    return (
        '<div class="hp-track" aria-hidden="true">'
        f'<i style="left:{min(left, 99):.2f}%;width:{span:.2f}%"></i></div>'
    )


def axis(years: Sequence[int], *, first: float, last: float) -> str:
    """The years under which tracks stand."""
    marks = "".join(
        f'<span style="left:{100 * (year - first) / (last - first):.2f}%">{year}</span>'
        for year in years
    )
    return f'<div class="hp-axis" aria-hidden="true">{marks}</div>'


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A small table that scrolls inside itself; a row is a name and its figures."""
    top = "".join(
        f'<th scope="col"{" class=hp-number" if place else ""}>{escape(head)}</th>'
        for place, head in enumerate(heads)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(cells[0])}</th>'
        + "".join(f'<td class="hp-number">{escape(cell)}</td>' for cell in cells[1:])
        + "</tr>"
        for cells in rows
    )
    return (
        f'<div class="hp-table" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def grid(painted: Grid) -> None:
    """A painted table with its own style; its summary is read before it."""
    st.html(f"<style>{_HEAT.read_text(encoding='utf-8')}</style>")
    st.html(painted.html)
