"""Publications as a shelf: a list of titles with what is known of each, as plain HTML.

A picture would say no more than the words do, so the words are the picture. Nothing is fetched
from an address: a link is opened by the reader or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from handprint.drawings.heat import Grid


@dataclass(frozen=True)
class Item:
    """One publication: title in its own language, a line about it, names and what they are.

    A fact without a value is printed as `missing`; `mark` is a word for a row that is an example
    or unconfirmed, else empty.
    """

    title: str
    language: str
    under: str
    facts: Sequence[tuple[str, str]]
    address: str
    mark: str = ""


def drawn(items: Sequence[Item], *, alt: str, missing: str, opens: str) -> Grid:
    """The list; `opens` is what a link is called, `{site}` standing for whose site it leads to."""
    body = "".join(f"<li>{_entry(item, missing, opens)}</li>" for item in items)
    return Grid(f'<ul class="hp-list" aria-label="{escape(alt)}">{body}</ul>', alt)


def _entry(item: Item, missing: str, opens: str) -> str:
    mark = f' <span class="hp-missing">{escape(item.mark)}</span>' if item.mark else ""
    facts = " · ".join(f"{escape(name)}: {escape(value or missing)}" for name, value in item.facts)
    site = urlsplit(item.address).netloc.removeprefix("www.")
    # Other schemes are shown as words only: they could run something.
    shown = escape(opens.format(site=site))
    link = (
        f'<a href="{escape(item.address)}" rel="noreferrer" '
        f'aria-label="{escape(item.title)}, {shown}">{shown}</a>'
        if item.address.startswith(("https://", "http://"))
        else escape(item.address)
    )
    return (
        f'<h3 lang="{escape(item.language)}">{escape(item.title)}{mark}</h3>'
        f"<p>{escape(item.under)}</p><p class=hp-quiet>{facts}</p><p class=hp-quiet>{link}</p>"
    )
