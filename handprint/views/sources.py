"""The catalogue of sources: what each holds, how far it reaches and whether it is still fresh."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from handprint import catalog, glossary, numbers, session
from handprint.analysis import freshness
from handprint.releases import Release
from handprint.session import language
from handprint.views import listing
from handprint.words import capital, t, when

TOPICS = (
    "unemployment", "groups", "vacancies", "services", "occupations", "work", "population",
    "migration", "education", "income", "areas", "classifications",
)  # fmt: skip

# What a source is about when no indicator reads it: by the table of the release it fills.
_TOPIC_BY_TABLE = {
    "occupation_month": "occupations",
    "occupation_month_national": "occupations",
    "occupation": "classifications",
    "occupation_label": "classifications",
    "migration": "migration",
    "commuting": "work",
    "area": "areas",
    "geometry": "areas",
    "register": "occupations",
    "centre_distance": "areas",
    "published_figure": "unemployment",
}


@dataclass(frozen=True)
class Described:
    """One source of the release with its words, topics, freshness and secret cells."""

    id: str
    row: dict[str, object]
    words: catalog.Source
    topics: frozenset[str]
    measures: int
    cells: int
    secret: int
    is_stale: bool

    @property
    def last(self) -> str:
        """The last period it has figures for; empty for areas, maps and classifications."""
        return str(self.row["last_period"] or "")


def described(rows: pd.DataFrame, cells: pd.DataFrame, *, today: dt.date) -> list[Described]:
    """Every source of the release, newest first, those without a period last."""
    counted = cells.set_index("source")
    found = []
    for row in rows.astype(object).where(rows.notna(), None).to_dict("records"):
        source = catalog.source(row["source"])
        measures = [
            one
            for one in catalog.indicators()
            if any(column.table == source.table for column in one.columns)
        ]
        topics = {one.topic for one in measures if source.feeds == "observation"}
        topics |= {_TOPIC_BY_TABLE[source.feeds]} if source.feeds in _TOPIC_BY_TABLE else set()
        known = row["source"] in counted.index
        found.append(
            Described(
                id=row["source"],
                row=row,
                words=source,
                topics=frozenset(topics),
                measures=len(measures) if source.feeds == "observation" else 0,
                cells=int(counted.at[row["source"], "cells"]) if known else 0,
                secret=int(counted.at[row["source"], "secret"]) if known else 0,
                is_stale=bool(row["last_period"])
                and freshness.is_stale(str(row["last_period"]), today),
            )
        )
    return found


def opening(found: Sequence[Described]) -> str:
    """The page's answer: how many sources, the newest period, how many are out of date."""
    dated = [one for one in found if one.last]
    old = sum(one.is_stale for one in dated)
    key = {0: "opening_none", 1: "opening_one"}.get(old, "opening_many")
    newest = max((one.last for one in dated), key=freshness.year_of)
    return t(f"data.{key}", count=len(dated), newest=when(newest, "partitive"), stale=old)


def lede(found: Sequence[Described]) -> str:
    """What out of date means, and what else is in use."""
    return t("data.lede", others=sum(not one.last for one in found))


def chosen(found: Sequence[Described]) -> list[Described]:
    """The sources that the reader's search and topic leave."""
    with st.container(key="choices-data", horizontal=True, gap="small"):
        asked = session.text("find", label=t("data.find"), placeholder=t("data.find_hint"))
        topic = session.choice(
            "topic",
            ["all", *(one for one in TOPICS if any(one in each.topics for each in found))],
            label=t("data.topic"),
            shown_as=lambda code: t(f"data.topic_{code}"),
        )
    return [
        one
        for one in found
        if topic in ("all", *one.topics) and (not asked or _mentions(one, asked))
    ]


def heading(shown: Sequence[Described], every: Sequence[Described]) -> str:
    """What the list shows, as a finding: reach when whole, count when filtered."""
    if len(shown) < len(every):
        key = "listed_filtered_one" if len(shown) == 1 else "listed_filtered_many"
        return t(f"data.{key}", count=len(shown))
    dated = [one for one in every if one.last]
    year = max(one.last for one in dated)[:4]
    oldest = min((str(one.row["first_period"]) for one in dated), key=freshness.year_of)
    return t(
        "data.listed",
        years=capital(when(year, "genitive")),
        newest=sum(one.last.startswith(year) for one in dated),
        oldest=when(oldest, "from"),
    )


def catalogue(shown: Sequence[Described], every: Sequence[Described]) -> str:
    """The sources with a period, as a list: bars on one line of years show how far each reaches."""
    dated = [one for one in every if one.last]
    first = min(int(str(one.row["first_period"])[:4]) for one in dated)
    last = max(int(one.last[:4]) for one in dated) + 1
    years = [first, *range((first // 5 + 1) * 5, last - 2, 5), last - 1]
    axis = listing.row(left="", middle=listing.axis(years, first=first, last=last), right="")
    listed = [_entry(one, first=first, last=last) for one in shown if one.last]
    return axis + listing.entries(listed) if listed else ""


def others_heading(shown: Sequence[Described]) -> str:
    """How many classifications and map data sets follow; empty for none."""
    count = sum(not one.last for one in shown)
    key = "others_one" if count == 1 else "others_many"
    return t(f"data.{key}", count=count) if count else ""


def others(shown: Sequence[Described]) -> str:
    """Classifications, areas and boundaries: no period, the same details."""
    return listing.entries(_entry(one) for one in shown if not one.last)


def _entry(one: Described, *, first: int = 0, last: int = 0) -> str:
    lang, source = language(), one.words
    # Only the publishers' own table ids say something to a reader; ours are file names.
    is_official = re.fullmatch(r"[a-z]*\d+[a-z]*\d*", source.table)
    by = (
        t("data.by", publisher=source.by(lang), table=source.table)
        if is_official
        else source.by(lang)
    )
    head = listing.entry(source.title(lang), listing.words(by, quiet=True), anchor=one.id)
    if one.last:
        start = str(one.row["first_period"])
        bar = listing.track(
            freshness.year_of(start), freshness.year_of(one.last, end=True), first=first, last=last
        )
        reach = numbers.period_range(start, one.last, lang, "short")
        mark = t("data.stale", last=numbers.period(one.last, lang, "short"))
        fresh = (
            listing.stale(mark) if one.is_stale else listing.words(t("data.current"), quiet=True)
        )
        head = listing.row(left=head, middle=bar, right=listing.words(reach) + fresh)
    return (
        head + listing.words(one.words.holds(lang)) + listing.more(t("data.details"), _details(one))
    )


def _details(one: Described) -> str:
    lang, row, source = language(), one.row, one.words

    def count(name: str) -> str:
        # A boundary file is read for its shapes: it has no rows to count.
        return numbers.count(int(row[name]), lang) if row["rows_read"] else ""

    out = count("rows_out_of_scope")
    return listing.facts(
        [
            (t("data.gaps"), escape(source.gaps(lang))),
            (t("data.licence"), listing.link(source.licence_address, source.licence)),
            (t("data.address"), listing.link(source.address)),
            (t("data.via"), escape(source.via)),
            (t("data.updated"), numbers.date(source.updated, lang) if source.updated else ""),
            (t("data.retrieved"), numbers.date(source.retrieved, lang)),
            (t("data.rows_read"), count("rows_read")),
            (t("data.rows_accepted"), count("rows_accepted")),
            (
                t("data.rows_out"),
                t("data.rows_out_why", rows=out) if row["rows_out_of_scope"] else "",
            ),
            (t("data.cells"), numbers.count(one.cells, lang) if one.cells else ""),
            (
                t("data.cells_secret"),
                t(
                    "data.cells_secret_share",
                    secret=numbers.count(one.secret, lang),
                    share=numbers.percent(100 * one.secret / one.cells, lang),
                )
                if one.cells
                else "",
            ),
            (t("data.measures"), numbers.count(one.measures, lang) if one.measures else ""),
            (
                t("data.checksum"),
                # Person-level rows have none: a checksum would answer a guess at them.
                t("data.checksum_short", start=str(row["sha256"])[:16]) if row["sha256"] else "",
            ),
        ]
    )


def notes_heading() -> str:
    """How many gaps and breaks there are."""
    return t("data.notes", count=sum(note.kind != "reading" for note in glossary.notes()))


def notes() -> str:
    """Gaps, breaks and ways of reading, each in its own words."""
    return listing.entries(_note(note) for note in glossary.notes())


def _note(note: glossary.Note) -> str:
    lang = language()
    line = [t(f"data.note_{note.kind}")]
    if note.start and note.end:
        line.append(numbers.period_range(note.start, note.end, lang, "short"))
    elif note.start:
        start = numbers.period(note.start, lang, "short")
        line.append(t("data.note_since", start=start))
    source = f" · {t('data.note_source')}: {listing.site(note.address)}" if note.address else ""
    return listing.entry(
        note.title(lang),
        f'<p class="hp-quiet">{escape(" · ".join(line))}{source}</p>',
        listing.words(note.text(lang)),
        anchor=note.code,
    )


def secrets_heading(cells: pd.DataFrame) -> str:
    """The share of cells that the sources have kept secret."""
    secret, all_cells = int(cells["secret"].sum()), int(cells["cells"].sum())
    lang = language()
    return t(
        "data.secrets",
        share=numbers.percent(100 * secret / all_cells, lang),
        secret=numbers.count(secret, lang),
    )


def remainders(left: pd.DataFrame) -> str:
    """What the secret municipalities leave, by indicator, for the newest month."""
    lang = language()
    newest = left["period"].max()
    return listing.table(
        t("data.remainders", period=when(newest)),
        [
            t("data.measure"),
            t("data.secret_municipalities"),
            t("data.region_total"),
            t("data.remainder"),
        ],
        [
            (
                catalog.indicator(row.indicator).short(lang),
                numbers.count(row.secret, lang),
                numbers.count(row.total, lang),
                numbers.count(None if pd.isna(row.remainder) else row.remainder, lang),
            )
            for row in left[left["period"] == newest].itertuples()
        ],
    )


def release_heading(release: Release) -> str:
    """How many checks the release passed."""
    return t("data.release", checks=len(release.manifest["rules"]))


def release_facts(release: Release) -> str:
    """Identifier, time, hash, what was checked, and how anyone can check it again."""
    rules = "".join(
        f"<li>{escape(t(f'data.rule_{rule}'))}</li>" for rule in release.manifest["rules"]
    )
    changed = len(release.manifest["revisions"])
    key = {0: "release_revisions_none", 1: "release_revisions_one"}.get(
        changed, "release_revisions_many"
    )
    return listing.facts(
        [
            (t("data.release_id"), escape(release.id)),
            (t("data.release_built"), numbers.date(release.manifest["built"], language())),
            (t("data.release_hash"), escape(release.manifest["content"])),
            (t("data.release_rules"), f"<ul>{rules}</ul>"),
            (t("data.release_revisions"), escape(t(f"data.{key}", count=changed))),
            (t("data.release_check"), escape(t("data.release_check_how"))),
        ]
    )


def _mentions(one: Described, asked: str) -> bool:
    names = [one.id, one.words.table, one.words.publisher]
    for lang in catalog.LANGUAGES:
        said = one.words
        names += [said.by(lang), said.title(lang), said.holds(lang), said.gaps(lang)]
    return glossary.mentions(names, asked)
