"""What has changed since a meeting: the facts of today, and their differences from frozen ones.

`today` gathers without any language what is shown now; `changes` compares it with an older edition
and puts every difference in words once: for the page, for the pack and for the overview.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

import queries
from handprint import catalog, numbers, records, session, writing
from handprint.analysis import overdue
from handprint.analysis.editions import (
    KINDS,
    Edition,
    Membership,
    Point,
    Project,
    Series,
    Sign,
    Unreadable,
    compare,
    edition,
)
from handprint.analysis.progress import SIGNS
from handprint.drawings import news
from handprint.drawings.marks import Picture
from handprint.figures import (
    Column,
    Figure,
    Table,
    family_facts,
    fields,
    goals,
    indicators,
    situation,
)
from handprint.figures import decisions as matters
from handprint.figures.memory import remembered
from handprint.figures.pack import Digest, News
from handprint.figures.printed import Printed, beside
from handprint.records import decisions, journal
from handprint.records import editions as store
from handprint.records.decisions import Decision
from handprint.records.editions import Frozen
from handprint.session import language
from handprint.words import editions as words
from handprint.words import place, t
from handprint.words.editions import Facts, Row
from handprint.words.sentences import Sentence, joined
from queries import run

REGION, LEVEL = situation.REGION, "municipality"
ON_MAP = "unemployed_share"
"""What the overview's map shows of every municipality."""
_RECOUNTED = {
    "I17": (indicators.OCCUPATION_DIGITS, indicators.FILLS),
    "I17b": (indicators.FILLS,),
}
"""What of our own choosing goes into a figure: another choice makes it another figure."""
_ASKED = (
    ("labour/indicator_over_time", {"indicator": ON_MAP, "area": REGION}),
    ("network/actors", {}),
)
_LIGHT = "weakest sign among the judged"


def kept() -> tuple[Frozen, ...]:
    """Every frozen edition, newest first. Raises what reading the journal raises."""
    return store.listed(journal.read(records.file()))


def fault() -> int | None:
    """The entry from which on the chain of all records does not hold; None for a whole one."""
    found = journal.read(records.file()).fault
    return found.number if found else None


def before(found: Sequence[Frozen], day: dt.date) -> Frozen | None:
    """The edition of the last meeting before a day, or else the newest; None when there is none."""
    whole = [one for one in found if one.sound]
    earlier = [one for one in whole if dt.date.fromisoformat(one.record["day"]) < day]
    # Two of one day: the later entry. A day that the clock gave wrongly may stand out of order.
    return max(earlier or whole, key=lambda one: (one.record["day"], one.number), default=None)


def today(day: dt.date | None = None) -> Edition:
    """The facts that are shown on a day (today), from the release and the records as they are."""
    day = day or dt.date.today()
    found = _shown(day)
    late = _overdue(day)
    if late is None:
        return found
    return replace(found, overdue={str(one.id): one.due for one in late})


def changes(old: Edition, new: Edition, *, texts: bool = True) -> tuple[Row, ...]:
    """Every difference of two editions in words; an empty row of them is *no change*.

    Without `texts` a decision is told by number and organisation, not by what it says.
    """
    return words.rows(compare(old, new), _facts(old, new, texts=texts))


def opening(old: Edition, new: Edition) -> Sentence:
    """The answer, and under it what is compared with what."""
    lang = language()
    lede = t(
        "editions.lede",
        day=numbers.date(old.day, lang),
        today=numbers.date(new.day, lang),
    )
    found = changes(old, new)
    same = t("editions.lede_same") if old.release == new.release else None
    besides = words.besides(found) or None
    return Sentence(words.title(found, old.day), joined([besides, lede, same]))


def since(old: Edition, new: Edition, compact: bool, *, texts: bool = True) -> Figure:
    """Every change since an edition, by kind; its table has each difference in a row of its own."""
    found = changes(old, new, texts=texts)
    heading = words.heading(found)
    lang = language()
    draw = [_picture(found, heading, compact=small) for small in (False, True)]
    table = words.every(compare(old, new), _facts(old, new, texts=texts))
    marked = any(row.example for row in found)
    days = numbers.date(old.day, lang), numbers.date(new.day, lang)
    return Figure(
        key="editions-since",
        heading=heading,
        sub=t("editions.sub"),
        picture=draw[compact],
        small=draw[True],
        table=_table(table),
        sources=(),
        periods=f"{days[0]} → {days[1]}",
        asked=(*goals.ASKED, *_ASKED, ("projects/states_on", {"day": new.day})),
        origins=(t("editions.origin", old=old.release, new=new.release),),
        cautions=("editions",),
        mark="example" if marked else "",
    )


def digests(day: dt.date, lang: str) -> tuple[Digest, ...]:
    """What has changed since the last meeting before a day, for the first page of a pack.

    Compared with today, or with the newest edition of the day when it is past. Empty where nobody
    may write, when nothing has been frozen or nothing can be read.
    """
    with session.speaking(lang):
        pair = compared(day)
        if pair is None:
            return ()
        older, new = pair
        rows = changes(older, new)
        heading = words.title(rows, older.day)
        news = tuple(News(words.short_word(row.kind), words.sentence(row)) for row in rows)
        nothing = (News("–", t("editions.same_as_then")),)
        return (Digest(heading, opening(older, new).lede, news or nothing),)


def compared(day: dt.date) -> tuple[Edition, Edition] | None:
    """The last meeting's edition before a day and what was shown on the day.

    None where nobody may write, when nothing has been frozen or nothing can be read.
    """
    if not writing.allowed():
        return None
    try:
        found = kept()
        old = before(found, day)
        new = _then(found, day)
        if old is None or new is None or old.record["day"] > new.day.isoformat():
            return None
        return edition(old.record), new
    except (Unreadable, journal.Unreadable, journal.Busy, OSError):
        return None


def _then(found: Sequence[Frozen], day: dt.date) -> Edition | None:
    """What was shown on a day: today's facts, or those frozen last by a day that is past."""
    if day >= dt.date.today():
        return today()
    frozen = [one for one in found if one.sound and one.record["day"] <= day.isoformat()]
    return edition(frozen[0].record) if frozen else None


def _overdue(day: dt.date) -> list[Decision] | None:
    """The decisions that are late on a day; None when they cannot be read."""
    try:
        found = decisions.read(records.file())
    except (journal.Unreadable, journal.Busy, OSError):
        return None
    return [one for one in found.decisions if overdue.is_overdue(one, day)]


def _facts(old: Edition, new: Edition, *, texts: bool = True) -> Facts:
    names = {**old.names, **new.names, **_matters(old, new, texts=texts)}
    return Facts(names, {**old.values, **new.values})


def _matters(old: Edition, new: Edition, *, texts: bool) -> dict[str, dict[str, str]]:
    """What the overdue matters are called: by their text as the journal has it now.

    Without `texts`, and where the journal no longer has one, by number and organisation.
    """
    ids = {*(old.overdue or ()), *(new.overdue or ())}
    try:
        found = decisions.read(records.file()) if ids else decisions.Minutes()
    except (journal.Unreadable, journal.Busy, OSError):
        found = decisions.Minutes()
    called = {}
    for id in ids:
        one = found.one(int(id)) if id.isdecimal() else None
        words = t("editions.matter_unknown", number=id) if one is None else _called(one, texts)
        called[f"decision/{id}"] = {lang: words for lang in session.LANGUAGES}
    return called


def _called(one: Decision, texts: bool) -> str:
    organisation = matters.organisation_name(one.draft)
    if texts:
        text = one.draft.text.rstrip(".")
        return t("editions.matter_said", text=text, organisation=organisation)
    return t(f"editions.matter_{one.draft.kind}", number=one.id, organisation=organisation)


def _picture(found: Sequence[Row], heading: str, *, compact: bool) -> Picture:
    groups = [(kind, [row for row in found if row.kind == kind]) for kind in KINDS]
    told = [
        f"{words.kind_word(kind)}: {'; '.join(words.sentence(row) for row in rows)}."
        for kind, rows in groups
        if rows
    ]
    return news.drawn(
        [
            news.Group(words.kind_word(kind), str(len(rows)), [_line(row) for row in rows])
            for kind, rows in groups
            if rows
        ],
        alt=joined([f"{heading}.", *told]),
        compact=compact,
    )


def _line(row: Row) -> news.Line:
    # A made-up figure says so itself; a sign does not.
    made_up = row.example and not row.when
    note = [row.note, t("figure.example")] if made_up else [row.note]
    return news.Line(
        row.name,
        row.when,
        row.before,
        row.after,
        row.change,
        "; ".join(part for part in note if part),
        row.signs,
    )


def _table(rows: Sequence[Row]) -> Table:
    columns = ("kind", "name", "when", "before", "after", "change", "note")
    frame = pd.DataFrame(
        [
            {
                "kind": words.kind_word(row.kind),
                **{name: getattr(row, name) or "–" for name in columns[1:]},
                **{
                    name: Printed(getattr(row, name) or "–", value, row.decimals)
                    for name, value in zip(_AMOUNTS, row.values, strict=True)
                },
                "mark": "example" if row.example else "",
            }
            for row in rows
        ],
        columns=[*columns, "mark"],
    )
    kinds = dict.fromkeys(_AMOUNTS, "amount") | {"when": "time"}
    return Table(
        beside(frame, _AMOUNTS),
        {
            name: Column(t(f"editions.column_{name}"), kind=kinds.get(name, "words"))
            for name in columns
        },
    )


_AMOUNTS = ("before", "after", "change")


@remembered
def _shown(day: dt.date) -> Edition:
    values, signs, names = _indicators(day)
    for name, area in _headlines():
        indicator = catalog.indicator(name)
        values[f"{name}/{area}"] = Series(
            definition=_digest(
                *(indicator.definition(lang) for lang in session.LANGUAGES),
                indicator.measure,
                str(indicator.ratio),
            ),
            unit=indicator.unit,
            better=indicator.better,
            decimals=indicator.decimals,
            points=_points(name, area, indicator.decimals),
            source=_newest_source(name, area),
        )
        names[f"value/{name}/{area}"] = {
            lang: f"{indicator.title(lang)}, {place(area, lang).name}" for lang in session.LANGUAGES
        }
    projects = {
        one.project.id: Project(
            one.state,
            one.since,
            one.project.start,
            one.project.end,
            one.project.source,
            one.project.status,
        )
        for one in family_facts.standings(day)
    }
    members = run("network/actors")
    members = members[members["block"].notna()]
    organisations = {
        row["organisation"]: membership
        for row in members.to_dict("records")
        if (membership := _membership(row, day)) is not None
    }
    for lang in session.LANGUAGES:
        with session.speaking(lang):
            for one in family_facts.projects():
                names.setdefault(f"project/{one.id}", {})[lang] = one.name
        for row in members.to_dict("records"):
            names.setdefault(f"organisation/{row['organisation']}", {})[lang] = row[f"name_{lang}"]
    return Edition(
        release=queries.release().id,
        day=day,
        values=values,
        signs=signs,
        projects=projects,
        organisations=organisations,
        names=names,
    )


def _indicators(
    day: dt.date,
) -> tuple[dict[str, Series], dict[str, Sign], dict[str, dict[str, str]]]:
    """The goals' indicators, their signs and the goals' own, and what all of them are called."""
    rows = {row["indicator"]: row for row in run("strategy/indicator_list").to_dict("records")}
    method = _digest(str(indicators.thresholds()), indicators.OLD_MONTHS)
    values: dict[str, Series] = {}
    signs: dict[str, Sign] = {}
    names: dict[str, dict[str, str]] = {}
    # In English the names of occupations have a source of their own; an edition has no language.
    with session.speaking("fi"):
        sources = {one.indicator: one.sources for one in indicators.all_of(day=day)}
    for one in indicators.all_of(day=day):
        row = rows[one.indicator]
        parts = ("definition_fi", "definition_en", "basis", "part", "observation")
        definition = _digest(*(str(row[part]) for part in parts), _RECOUNTED.get(one.indicator))
        points = {
            period: Point(_printed(value, one.decimals), "value")
            for period, value in one.series.items()
        }
        if one.status != "none":
            status = "example" if one.status == "example" else "value"
            points[one.period] = Point(_printed(one.latest, one.decimals), status)
        said_by = "; ".join(_said_by(id) for id in sources[one.indicator])
        values[one.indicator] = Series(
            definition, one.unit, one.better, one.decimals, points, said_by
        )
        aim = (one.target, one.target_period, one.band, one.target_example)
        start = (one.baseline, one.baseline_period) if one.baseline_of_target else ()
        signs[one.indicator] = Sign(
            one.judgement.sign, definition, _digest(aim, start), method, one.target_example
        )
        names[f"value/{one.indicator}"] = names[f"sign/{one.indicator}"] = {
            lang: row[f"name_{lang}"] for lang in session.LANGUAGES
        }
    for row in run("strategy/indicator_goals").to_dict("records"):
        own = [signs[id] for id, one in rows.items() if one["goal"] == row["goal"]]
        judged = [one for one in own if one.sign != "cannot_judge"]
        signs[row["goal"]] = Sign(
            max((one.sign for one in judged), key=SIGNS.index, default="cannot_judge"),
            _digest(_LIGHT, [one.definition for one in own]),
            _digest([one.target for one in own]),
            method,
            any(one.example for one in judged),
        )
        names[f"sign/{row['goal']}"] = {
            lang: f"{row['goal']} {row[f'short_{lang}']}" for lang in session.LANGUAGES
        }
    return values, signs, names


def _headlines() -> list[tuple[str, str]]:
    """The overview's own figures and places, but for those that an indicator of a goal is."""
    listed = set(run("strategy/indicator_list")["observation"].dropna())
    region = [(name, REGION) for name in situation.CHANGES if name not in listed]
    areas = run("labour/areas_by_level", level=LEVEL)["area_code"]
    return [*region, *((ON_MAP, area) for area in areas)]


def _points(name: str, area: str, decimals: int) -> dict[str, Point]:
    found = {}
    for row in run("labour/indicator_over_time", indicator=name, area=area).itertuples():
        value = 0.0 if row.status == "zero" else row.value
        known = row.status in ("value", "zero", "carried") and pd.notna(value)
        # A zero is a figure like any other, and what is hidden keeps the word for why.
        status = row.status if not known or row.status == "carried" else "value"
        found[row.period] = Point(_printed(float(value), decimals) if known else None, status)
    return found


def _newest_source(name: str, area: str) -> str:
    sources = run("labour/indicator_over_time", indicator=name, area=area)["source"]
    return _said_by(sources.iloc[-1]) if len(sources) else ""


def _said_by(source: str) -> str:
    """Publisher and table: each month's file has an id of its own, and that is no news."""
    try:
        known = catalog.source(source)
    except KeyError:
        return source
    return f"{known.publisher}, {known.table}"


def _membership(row: Mapping[str, Any], day: dt.date) -> Membership | None:
    """A member's days as they are known on a day; None for one that is named only later."""
    since = _date(row["joined"]) or _date(row["named_on"])
    if since is not None and since > day:
        return None
    last = min((d for d in (_date(row["left_on"]), _date(row["valid_to"])) if d), default=None)
    until = last if last is not None and last < day else None
    return Membership(since, until, fields.text(row["source"]), fields.text(row["status"]))


def _printed(value: float, decimals: int) -> float | None:
    """A figure as readers saw it: what lies beyond its last decimal is neither news nor revised."""
    exact = numbers.rounded(value, decimals)
    return None if exact is None else float(exact)


def _date(value: Any) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _digest(*parts: object) -> str:
    said = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.blake2s(said.encode("utf-8"), digest_size=8).hexdigest()
