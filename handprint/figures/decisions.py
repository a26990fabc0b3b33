"""What was decided, and what is overdue: the page's answer, its picture of due days, its table."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from handprint import numbers
from handprint.analysis import overdue
from handprint.drawings import dues
from handprint.drawings.marks import Picture
from handprint.figures import Column, Figure, Table, goals, indicators
from handprint.figures.memory import remembered
from handprint.records.decisions import Decision, Draft
from handprint.session import language
from handprint.words import t
from handprint.words.sentences import Sentence, joined
from queries import run

ALL = "all"
ANYTHING = ("goal", ALL)
SHOWN = ("open", "all", "closed")
NAMES = "network/actors"


@remembered
def organisations() -> dict[str, str]:
    """Who can be responsible: ids and names, by name."""
    lang = language()
    rows = run(NAMES)
    names = dict(zip(rows["organisation"], rows[f"name_{lang}"], strict=True))
    return dict(sorted(names.items(), key=lambda one: one[1].lower()))


@remembered
def things() -> dict[tuple[str, str], str]:
    """What a decision can be about: goals, indicators and projects with their names."""
    lang = language()
    projects = run("projects/family")
    return (
        {("goal", one.goal): f"{one.goal} {one.short}" for one in goals.all_goals()}
        | {
            ("indicator", one.indicator): f"{one.indicator} {one.name}"
            for one in indicators.all_of()
        }
        | {
            ("project", id): name
            for id, name in zip(projects["project"], projects[f"short_{lang}"], strict=True)
        }
    )


@remembered
def known_names() -> tuple[str, ...]:
    """Every name of an organisation, thing or place in both languages: none of them a person."""
    actors, projects = run(NAMES), run("projects/family")
    places = run("labour/areas_by_level", level="municipality")
    columns = [
        *(actors[name] for name in ("name_fi", "name_en", "long_name_fi")),
        *(projects[name] for name in ("short_fi", "short_en", "name_fi", "name_en")),
        *(places[name] for name in places.columns if name.startswith("name")),
    ]
    return tuple({one for column in columns for one in column.dropna()})


def within(
    found: Sequence[Decision], *, organisation: str = ALL, about: tuple[str, str] = ANYTHING
) -> tuple[Decision, ...]:
    """The decisions of one organisation and about one thing, or of and about all."""
    return tuple(
        one
        for one in found
        if organisation in (ALL, one.draft.organisation)
        and (about == ANYTHING or about in one.ties)
    )


def listed(found: Sequence[Decision], show: str) -> list[Decision]:
    """The open, the closed or all of them, the most urgent first."""
    wanted = {"open": (True,), "closed": (False,), "all": (True, False)}[show]
    return [one for one in overdue.in_order(found) if one.is_open in wanted]


def opening(found: Sequence[Decision], whole: Sequence[Decision], day: dt.date) -> Sentence:
    """How many are open and overdue, and what is due next; says so when nothing is recorded.

    `found` are those within the choices, `whole` all of them: what the choices leave out is told,
    so that nothing overdue is hidden by a choice made on another page.
    """
    answer = _answer(found, whole, day)
    if len(found) == len(whole):
        return answer
    waits = [one for one in whole if one.is_open]
    rest = t(
        "decisions.lede_whole",
        open=len(waits),
        late=sum(overdue.is_overdue(one, day) for one in waits),
    )
    return Sentence(answer.title, joined([answer.lede, rest]))


def _answer(found: Sequence[Decision], whole: Sequence[Decision], day: dt.date) -> Sentence:
    if not found:
        if whole:
            return Sentence(t("decisions.title_none_here"))
        return Sentence(t("decisions.title_none"), t("decisions.lede_none"))
    waits = [one for one in found if one.is_open]
    if not waits:
        if len(found) == 1:
            return Sentence(t("decisions.title_closed_one"), t("decisions.lede_none"))
        return Sentence(
            t("decisions.title_closed_many", number=len(found)), t("decisions.lede_none")
        )
    coming = overdue.next_due(waits, day)
    after = (
        t("decisions.next", day=numbers.date(coming.due, language()))
        if coming
        else t("decisions.next_none")
    )
    title = t(
        "decisions.title_open",
        open=_many("open", len(waits)),
        late=_late(len(waits), sum(overdue.is_overdue(one, day) for one in waits)),
        next=after,
    )
    return Sentence(title, _lede(waits, coming, day))


def _lede(waits: Sequence[Decision], coming: Decision | None, day: dt.date) -> str:
    kinds = Counter(one.draft.kind for one in waits)
    still = sum(overdue.is_still(one, day) for one in waits)
    return joined(
        [
            t(
                "decisions.lede_next",
                day=numbers.date(coming.due, language()),
                text=coming.draft.text.rstrip("."),
                organisation=organisation_name(coming.draft),
            )
            if coming
            else None,
            t(
                "decisions.lede_kinds",
                decisions=kinds.get("decision", 0),
                questions=kinds.get("question", 0),
            ),
            t("decisions.lede_still", number=still) if still else None,
        ]
    )


def organisation_name(draft: Draft) -> str:
    """The responsible organisation by name; its id, and that it has gone, if it has."""
    id = draft.organisation
    return organisations().get(id) or t("decisions.unknown_organisation", id=id)


def late_words(one: Decision, day: dt.date) -> str:
    """How late it is; empty for what is not."""
    return _many("late_by", (day - one.due).days) if overdue.is_overdue(one, day) else ""


def due_words(one: Decision) -> str:
    """When it is due, or how and when it was closed."""
    lang = language()
    if not one.is_open:
        return t("decisions.closed_on", state=state_word(one), day=numbers.date(one.touched, lang))
    if one.due is None:
        return t("decisions.due_none")
    return t("decisions.due", day=numbers.date(one.due, lang))


def state_word(one: Decision) -> str:
    """Open, done or dropped."""
    return t(f"decisions.state_{one.state}")


def tie_names(draft: Draft) -> list[str]:
    """What it is about, by name; an id that is no longer known stands as it is."""
    return [things().get(tie, tie[1]) for tie in draft.ties]


def dues_of(found: Sequence[Decision], day: dt.date, compact: bool) -> Figure:
    """Open matters by the month in which they are due, and all of them in a table."""
    waits = [one for one in found if one.is_open]
    late = sum(overdue.is_overdue(one, day) for one in waits)
    date = numbers.date(day, language())
    wide, narrow = (_picture(waits, day, small) for small in (False, True))
    return Figure(
        key="decisions-dues",
        heading=_heading(late, len(waits)),
        sub=t("decisions.dues_sub", day=date),
        picture=narrow if compact else wide,
        small=narrow,
        table=_table(found, day),
        sources=(),
        origins=(t("decisions.origin"),),
        periods=t("decisions.periods", day=date),
        asked=((NAMES, {}),),
        cautions=("open_matters",),
        notes=(t("decisions.note_history"),),
    )


def _heading(late: int, waits: int) -> str:
    if not waits:
        return t("decisions.dues_heading_closed")
    if late:
        return t("decisions.dues_heading_late", late=late, coming=waits - late)
    return t("decisions.dues_heading_coming", coming=waits)


def _picture(waits: Sequence[Decision], day: dt.date, compact: bool) -> Picture:
    columns = months(waits, day, dues.MOST_NARROW if compact else dues.MOST_WIDE)
    without = sum(one.due is None for one in waits)
    told = [
        t("decisions.dues_alt_column", name=one.name, late=one.late, coming=one.coming)
        for one in columns
        if one.late or one.coming
    ]
    if without:
        columns.append(dues.Column(t("decisions.dues_none"), 0, without))
        told.append(t("decisions.dues_alt_none", number=without))
    return dues.drawn(
        columns,
        late=t("decisions.dues_late"),
        coming=t("decisions.dues_coming"),
        alt=t("decisions.dues_alt", columns=" ".join(told)),
        compact=compact,
    )


def months(waits: Sequence[Decision], day: dt.date, most: int) -> list[dues.Column]:
    """One column a month, at most so many; what lies further off is gathered at the two ends.

    The day's own month is always among them. Matters without a due day are left out.
    """
    lang, now = language(), _month(day)
    dated = [one for one in waits if one.due is not None]
    first = min([now, *(_month(one.due) for one in dated)])
    last = max([now, *(_month(one.due) for one in dated)])
    if last - first + 1 > most:
        # The day's own month stands in the middle, unless there is room for all of one end.
        first = max(first, min(now - most // 2 + 1, last - most + 1))
        last = first + most - 1
    counts: dict[int, list[int]] = {month: [0, 0] for month in range(first, last + 1)}
    for one in dated:
        month = min(max(_month(one.due), first), last)
        counts[month][0 if one.due < day else 1] += 1
    earlier = any(_month(one.due) < first for one in dated)
    later = any(_month(one.due) > last for one in dated)
    columns = []
    for month, (late, coming) in counts.items():
        name = numbers.period(f"{month // 12}-{month % 12 + 1:02d}", lang, "short")
        if month == first and earlier:
            name = f"≤\u00a0{name}"
        elif month == last and later:
            name = f"≥\u00a0{name}"
        columns.append(dues.Column(name, late, coming, now=month == now))
    return columns


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _table(found: Sequence[Decision], day: dt.date) -> Table:
    """Every decision within the choices, the most urgent first, as text."""
    names = (
        "number", "kind", "text", "organisation", "due", "state", "late", "ties", "evidence",
        "recorded", "touched", "note",
    )  # fmt: skip
    rows = [_row(one, day) for one in overdue.in_order(found)]
    return Table(
        pd.DataFrame(rows, columns=list(names)),
        {
            name: Column(t(f"decisions.column_{name}"), kind=_KINDS.get(name, "words"))
            for name in names
        },
    )


_KINDS = {"number": "code", "due": "time", "recorded": "time", "touched": "time"}


def _row(one: Decision, day: dt.date) -> dict[str, str]:
    lang = language()
    return {
        "number": str(one.id),
        "kind": t(f"decisions.kind_{one.draft.kind}"),
        "text": one.draft.text,
        "organisation": organisation_name(one.draft),
        "due": numbers.date(one.due, lang) if one.due else "–",
        "state": state_word(one),
        "late": t("decisions.yes" if overdue.is_overdue(one, day) else "decisions.no"),
        "ties": "; ".join(tie_names(one.draft)) or "–",
        "evidence": one.draft.evidence or "–",
        "recorded": numbers.date(one.history[0].day, lang),
        "touched": numbers.date(one.touched, lang),
        "note": (one.history[-1].note or "–") if not one.is_open else "–",
    }


def mark_words(kind: str, count: int, name: str) -> str:
    """A mark beside a thing: how many matters about it are late, still, or open."""
    return t(f"decisions.mark_{kind}_{'one' if count == 1 else 'many'}", name=name, number=count)


def _late(waits: int, late: int) -> str:
    if waits == 1:
        return t("decisions.late_only" if late else "decisions.late_only_not")
    if late in (0, waits):
        return t("decisions.late_all" if late else "decisions.late_none")
    return t("decisions.late_some", number=late)


def _many(key: str, number: int) -> str:
    """Words of a number: singular for one."""
    if number == 1:
        return t(f"decisions.{key}_one")
    return t(f"decisions.{key}_many", number=number)
