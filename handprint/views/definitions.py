"""The glossary as the reader meets it: one term opened, the rest to search and read."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from handprint import catalog, glossary, session
from handprint.session import language
from handprint.views import listing
from handprint.words import capital, t

GROUPS = ("seekers", "openings", "matching", "areas", "figures", "handprint")
MEASURES = "measures"


@dataclass(frozen=True)
class Asked:
    """What the reader wants: one term opened, a word searched for, a group of terms."""

    term: glossary.Term | None
    word: str
    group: str


def asked() -> Asked:
    """The reader's choices. A term in the address is opened first."""
    lang = language()
    known = {term.code: term for term in glossary.terms()}
    codes = sorted(known, key=lambda code: known[code].term(lang).casefold())
    with st.container(key="choices-definitions", horizontal=True, gap="small"):
        term = session.choice(
            "term",
            ["", *codes],
            label=t("definitions.term"),
            shown_as=lambda code: known[code].term(lang) if code else t("definitions.term_none"),
        )
        word = session.text(
            "word", label=t("definitions.word"), placeholder=t("definitions.word_hint")
        )
        group = session.choice(
            "group",
            ["all", *GROUPS, MEASURES],
            label=t("definitions.group"),
            shown_as=lambda code: t(f"definitions.group_{code}"),
        )
    return Asked(term=known.get(term), word=word, group=group)


def opening(chosen: glossary.Term | None) -> str:
    """The answer: the chosen term and what it means, or what the glossary holds."""
    if chosen is None:
        return t(
            "definitions.opening",
            terms=len(glossary.terms()),
            measures=len(catalog.indicators()),
        )
    lang = language()
    sentence = chosen.definition(lang).split(". ")[0].removesuffix(".")
    return t(
        "definitions.opening_term",
        term=capital(chosen.term(lang)),
        definition=f"{sentence}.",
    )


def lede(chosen: glossary.Term | None) -> str:
    """Whose definitions these are."""
    if chosen is None:
        own = sum(term.source == glossary.OWN for term in glossary.terms())
        return t("definitions.lede", own=own)
    return t(
        "definitions.lede_term",
        terms=len(glossary.terms()),
        measures=len(catalog.indicators()),
    )


def found(wish: Asked) -> tuple[list[glossary.Term], list[catalog.Indicator]]:
    """The terms and the measures that the reader's word and group leave."""
    terms = [
        term
        for term in glossary.terms()
        if wish.group in ("all", term.topic) and (not wish.word or term.found_by(wish.word))
    ]
    measures = [
        one
        for one in catalog.indicators()
        if wish.group in ("all", MEASURES) and (not wish.word or _mentions(one, wish.word))
    ]
    return terms, measures


def opened(term: glossary.Term) -> str:
    """The term that the address opens, set off from the rest."""
    return listing.opened(entry(term, level=2))


def heading(wish: Asked, count: int) -> str:
    """What the search found."""
    key = "found_one" if count == 1 else "found_many"
    return t(f"definitions.{key}", word=wish.word, count=count)


def groups(terms: Sequence[glossary.Term]) -> list[tuple[str, list[glossary.Term]]]:
    """Headings and their terms, group by group in the page's order."""
    parts = []
    for group in GROUPS:
        inside = [term for term in terms if term.topic == group]
        if inside:
            title = t("definitions.heading", group=t(f"definitions.group_{group}"))
            parts.append((title, inside))
    return parts


def terms(shown: Sequence[glossary.Term]) -> str:
    """The terms as a list; empty for none."""
    return listing.entries(entry(term) for term in shown) if shown else ""


def entry(term: glossary.Term, level: int = 3) -> str:
    """One term: the word, the other language's word, the meaning, source, pages, kin."""
    lang = language()
    other = next(code for code in catalog.LANGUAGES if code != lang)
    source = (
        escape(t("definitions.own"))
        if term.source == glossary.OWN
        else listing.link(term.address, term.source)
    )
    small_print = [
        (t("definitions.source"), source),
        (t("definitions.used_in"), ", ".join(_page(page) for page in term.pages)),
        (t("definitions.see"), ", ".join(_term(code) for code in term.see)),
    ]
    return listing.meaning(
        listing.entry(
            term.term(lang),
            listing.words(t("definitions.other_language", term=term.term(other)), quiet=True),
            anchor=term.code,
            level=level,
        ),
        listing.words(term.definition(lang)) + listing.line(small_print),
    )


def measures_heading(measures: Sequence[catalog.Indicator]) -> str:
    """How many measures are listed."""
    return t("definitions.measures_heading", count=len(measures))


def measures(shown: Sequence[catalog.Indicator], *, folded: bool = False) -> str:
    """The measures by name: meaning, unit, stock or flow, how often, from which table."""
    if not shown:
        return ""
    lang = language()
    listed = listing.entries(
        _measure(one) for one in sorted(shown, key=lambda one: one.title(lang).casefold())
    )
    return listing.more(t("definitions.measures_open"), listed) if folded else listed


def _measure(one: catalog.Indicator) -> str:
    lang = language()
    line = t(
        "definitions.measure_line",
        unit=t(f"unit.{one.unit}"),
        measure=t(f"figure.{one.measure}"),
        frequency=t(f"definitions.frequency_{one.frequency}"),
    )
    tables = {column.table for column in one.columns}
    named = {
        source.table: f"{source.by(lang)}: {source.title(lang)}, {source.table}"
        for source in catalog.sources()
        if source.table in tables
    }
    cautions = " ".join(t(f"cautions.{key}") for key in one.cautions)
    source = "; ".join(escape(name) for name in named.values())
    return listing.meaning(
        listing.entry(one.title(lang), listing.words(line, quiet=True), anchor=f"measure-{one.id}"),
        listing.words(one.definition(lang))
        + listing.words(cautions, quiet=True)
        + listing.line([(t("definitions.source"), source)]),
    )


def _page(page: str) -> str:
    name = page.split("/")[-1]
    return listing.link(f"{name}?lang={language()}", t(f"frame.{name}"))


def _term(code: str) -> str:
    known = {term.code: term for term in glossary.terms()}
    lang = language()
    return listing.link(f"definitions?lang={lang}&term={code}", known[code].term(lang))


def _mentions(one: catalog.Indicator, word: str) -> bool:
    names = [one.id, *(column.column for column in one.columns)]
    for lang in catalog.LANGUAGES:
        names += [one.title(lang), one.short(lang), one.definition(lang)]
    return glossary.mentions(names, word)
