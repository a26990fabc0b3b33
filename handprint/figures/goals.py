"""The figures of the page of goals: lights, the tree with its signs, and what reporting lacks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis.progress import SIGNS, Sign
from handprint.drawings import progress, signs, tiles
from handprint.drawings.marks import Picture
from handprint.figures import Column, Figure, Kind, Mark, Table, indicators
from handprint.figures.indicators import Standing
from handprint.figures.memory import remembered
from handprint.figures.printed import NONE, Printed, beside
from handprint.session import language
from handprint.words import goals as words
from handprint.words import t, when
from handprint.words.sentences import Sentence, joined
from queries import run

ALL = "all"
ASKED = (
    ("strategy/indicator_list", {}),
    ("strategy/indicator_observed", {"area": indicators.REGION}),
    ("strategy/indicator_occupations", {"area": indicators.REGION}),
    ("strategy/indicator_areas", {"level": "municipality"}),
    ("strategy/indicator_values", {}),
    ("strategy/indicator_thresholds", {}),
)
"""The questions behind every indicator; those of the records depend on the day too."""


@dataclass(frozen=True)
class Goal:
    """One of G1–G6, our grouping: names, the seed's words it rests on, its owner or none."""

    goal: str
    name: str
    short: str
    quote: str
    owner: str


@dataclass(frozen=True)
class Light:
    """One goal's light: the weakest sign among its judged indicators, and how many there are.

    `sign` is cannot_judge when no indicator of the goal could be judged. `counts` holds how many
    indicators have each sign; `example` says that some judged target is made up.
    """

    goal: str
    short: str
    sign: Sign
    judged: int
    indicators: int
    counts: Mapping[Sign, int]
    example: bool


@remembered
def all_goals() -> tuple[Goal, ...]:
    """G1–G6 in order, in the reader's language."""
    lang = language()
    return tuple(
        Goal(
            row["goal"],
            row[f"name_{lang}"],
            row[f"short_{lang}"],
            row["quote"],
            row["owner_name"] if isinstance(row["owner_name"], str) else "",
        )
        for row in run("strategy/indicator_goals").to_dict("records")
    )


def lights(*, examples: bool = True) -> tuple[Light, ...]:
    """One light for each goal, in the goals' own order."""
    standings = indicators.all_of(examples=examples)
    return tuple(_light(goal, standings) for goal in all_goals())


def of_goal(goal: str, *, examples: bool, day: dt.date) -> tuple[Standing, ...]:
    """The indicators of one goal, or of all of them (`all`), in order."""
    found = indicators.all_of(examples=examples, day=day)
    return tuple(one for one in found if goal in (ALL, one.goal))


def opening(goal: str, indicator: str, *, examples: bool, day: dt.date) -> Sentence:
    """The page's answer, and under it what the examples say, if they are shown.

    With an indicator chosen the answer is about it, else about the goal or all of them.
    """
    one = indicators.one(indicator, examples=examples, day=day)
    if one is not None:
        return Sentence(_title_of(one), t("goals.lede_grouping"))
    found = of_goal(goal, examples=examples, day=day)
    confirmed = [one for one in found if one.target is not None and not one.target_example]
    name = next((one.short for one in all_goals() if one.goal == goal), "")
    counts = indicators.counts(found)
    judged = [one.judgement.sign for one in found if one.target_example]
    return Sentence(
        words.title(
            name,
            number=len(found),
            owners=sum(bool(one.owner) for one in found),
            targets=len(confirmed),
            confirmed=[one.judgement.sign for one in confirmed],
        ),
        joined(
            [
                t("goals.lede_examples", number=len(found), **words.tally(judged))
                if judged
                else None
                if examples
                else t("goals.lede_hidden"),
                t("goals.lede_counts", **counts),
                t("goals.lede_grouping"),
            ]
        ),
    )


def _title_of(one: Standing) -> str:
    """One indicator's answer: its verdict, its figure with its period, and its target."""
    if one.known and one.target is None:
        return t(
            "goals.title_indicator_open",
            name=one.name,
            latest=latest_words(one),
            period=words.period_of(one.indicator, one.period, one.area),
        )
    kind = "example" if one.target_example else "confirmed"
    target = t(
        f"goals.title_target_{kind}",
        value=words.amount_in_text(one.target, one.unit, one.decimals),
        period=when(one.target_period, "short") if one.target_period else "–",
    )
    because = words.reason(one.judgement, one.period)
    verdict = words.sign_word(one.judgement.sign)
    return t(
        f"goals.title_indicator_{one.status}",
        name=one.name,
        verdict=f"{verdict}, {because}" if because else verdict,
        latest=latest_words(one),
        period=words.period_of(one.indicator, one.period, one.area),
        target=target,
    )


def scale(goal: str, compact: bool, *, examples: bool, day: dt.date) -> Picture:
    """The whole scale of signs with how many indicators have each."""
    found = [one.judgement.sign for one in of_goal(goal, examples=examples, day=day)]
    entries = [signs.Entry(sign, str(found.count(sign)), words.sign_word(sign)) for sign in SIGNS]
    told = ", ".join(t("goals.scale_count", count=e.count, word=e.word) for e in entries)
    return signs.scale(entries, alt=t("goals.scale_alt", counts=told), compact=compact)


@remembered
def tree(goal: str, chosen: str, compact: bool, examples: bool, day: dt.date) -> Figure:
    """Every indicator of the goal (or of all) in its row: past, pace, sign, owner."""
    found = of_goal(goal, examples=examples, day=day)
    heading = words.tree_heading([one.judgement.sign for one in found])
    targets = [one for one in found if one.target is not None]
    examples_among = sum(one.target_example for one in targets)
    periods = sorted({period for one in found for period in one.series if period})
    first, last = (periods[0], periods[-1]) if periods else ("2024-01", "2024-12")
    lang = language()
    notes = "goals.tree_notes" if examples_among else "goals.tree_notes_plain"
    picture = progress.drawn(
        [_branch(one, found, chosen) for one in all_goals() if goal in (ALL, one.goal)],
        heads=progress.Heads(
            **{
                name: t(f"goals.head_{name}")
                for name in (
                    "goal", "indicator", "trend", "baseline", "latest", "target", "progress",
                    "sign", "owner", "due",
                )
            },
            missing=t("goals.missing"),
            expected=t("goals.expected"),
            actual=t("goals.actual"),
            notes=t(notes, years=numbers.period_range(first[:4], last[:4], lang)),
        ),
        alt=joined([t("goals.alt_tree", goals=len({o.goal for o in found}), number=len(found)),
                    f"{heading}.", *(_alt(one) for one in found if one.known), _alt_rest(found)]),
        first=first,
        last=last,
        compact=compact,
    )  # fmt: skip
    sources, origins = sources_of(found)
    return Figure(
        key="goals-tree",
        heading=heading,
        sub=t(
            "goals.tree_sub",
            number=len(found),
            official=len(targets) - examples_among,
            example=examples_among,
        ),
        picture=picture,
        table=_table(found),
        sources=sources,
        # Nothing real, no time: the axis' own fallback is no period of a figure.
        periods=numbers.period_range(first, last, lang) if periods else "",
        asked=(*ASKED, ("strategy/indicator_records", {"day": day})),
        cautions=("progress_method", "regional_context"),
        mark=_mark(found),
        origins=origins,
    )


@remembered
def completeness(goal: str, compact: bool, examples: bool, day: dt.date) -> Figure:
    """How many of the indicators have data, target, owner and an agreed next figure."""
    found = of_goal(goal, examples=examples, day=day)
    number = len(found)
    asked: list[tuple[str, list[tiles.Tile]]] = [
        (
            "data",
            [
                "there" if one.known else "example" if one.status == "example" else "missing"
                for one in found
            ],
        ),
        ("fresh", ["there" if _fresh(one) else "missing" for one in found]),
        (
            "target",
            [
                "missing" if one.target is None else "example" if one.target_example else "there"
                for one in found
            ],
        ),
        (
            "judged",
            [
                "missing" if not one.judged else "example" if one.target_example else "there"
                for one in found
            ],
        ),
        ("owner", ["there" if one.owner else "missing" for one in found]),
        ("due", ["there" if one.next_due else "missing" for one in found]),
    ]
    rows = [
        {
            "item": t(f"goals.complete_{key}"),
            "count": kinds.count("there"),
            "example": kinds.count("example"),
            "lacking": kinds.count("missing"),
        }
        for key, kinds in asked
    ]
    told = [
        t(
            "goals.complete_alt_row",
            name=row["item"],
            count=row["count"],
            number=number,
            example=row["example"],
        )
        for row in rows
    ]
    picture = tiles.drawn(
        [
            tiles.Line(
                row["item"],
                sorted(kinds, key=("there", "example", "missing").index),
                t("goals.complete_count", count=row["count"], number=number),
                t("goals.complete_examples", number=row["example"]) if row["example"] else "",
            )
            for row, (_, kinds) in zip(rows, asked, strict=True)
        ],
        alt=t("goals.complete_alt", rows="; ".join(told)),
        compact=compact,
    )
    by_key = {key: row for (key, _), row in zip(asked, rows, strict=True)}
    frame = pd.DataFrame(rows)
    for name in ("count", "example", "lacking"):
        frame[f"{name}_status"] = ["value" if value else "zero" for value in frame[name]]
    return Figure(
        key="goals-completeness",
        heading=t(
            "goals.complete_heading",
            owners=by_key["owner"]["count"],
            targets=by_key["target"]["count"],
            real=by_key["data"]["count"],
            number=number,
        ),
        sub=t("goals.complete_sub", number=number, day=numbers.date(day, language())),
        picture=picture,
        table=Table(
            frame,
            {
                "item": Column(t("goals.complete_column_item")),
                "count": Column(t("goals.complete_column_count"), "persons"),
                "example": Column(t("goals.complete_column_example"), "persons"),
                "lacking": Column(t("goals.complete_column_lacking"), "persons"),
            },
        ),
        sources=(),
        periods=numbers.date(day, language()),
        asked=(("strategy/indicator_list", {}),),
        origins=(t("goals.origin_targets"),),
        mark=_mark(found),
    )


def row_of(one: Standing, chosen: str = "") -> progress.Row:
    """One indicator as the tree prints it."""
    unit, decimals = one.unit, one.decimals
    judgement = one.judgement
    if judgement.keep and judgement.sign == "cannot_judge" and judgement.reason != "one_point":
        why = words.reason(judgement, one.period)
    elif judgement.keep:
        band = numbers.decimal(one.band, decimals, language())
        kept = t("goals.keep", band=band)
        because = words.reason(judgement, one.period)
        why = f"{because}, {kept}" if because else kept
    else:
        why = words.reason(judgement, one.period)
    latest = (words.amount(one.latest, unit, decimals),)
    if one.low is not None and one.high is not None:
        low, high = (words.amount(end, unit, decimals) for end in (one.low, one.high))
        if low != high:
            latest = (t("goals.range_low", low=low), t("goals.range_high", high=high))
    track = None
    if one.judged and judgement.p is not None:
        track = progress.Track(judgement.p, judgement.elapsed, one.target_example)
    return progress.Row(
        name=words.named_with_unit(one.name, unit),
        when=when_words(one),
        sign=judgement.sign,
        word=words.sign_word(judgement.sign),
        baseline=words.amount(one.baseline, unit, decimals) if one.baseline is not None else "–",
        latest=latest,
        target=words.target_words(
            one.target, one.baseline, unit, decimals, example=one.target_example
        ),
        spark=progress.Spark(
            one.series,
            {p.period: p.value for p in one.published if p.period and p.area == one.area},
        )
        if one.series
        else None,
        stale=t("goals.stale") if one.stale else "",
        track=track,
        why=why,
        pace=words.pace_lines(one.pace, decimals) if one.judged else (),
        sure=(words.doubt_line(one.doubt), words.second_line(one.second, one.disagrees))
        if one.judged
        else (),
        owner=one.owner,
        due=words.due_words(one.next_due, overdue=one.overdue),
        chip=t("figure.example") if one.target_example else "",
        strong=one.indicator == chosen,
        pick=one.indicator,
        says=t(
            "goals.pick",
            name=one.name,
            latest=latest_words(one),
            word=words.sign_word(judgement.sign),
        ),
    )


def when_words(one: Standing) -> str:
    """The periods of a row's figures: `6/2023 → 6/2026`, or the newest alone."""
    newest = words.period_of(one.indicator, one.period, one.area)
    if one.baseline is None or one.baseline_period == one.period:
        return newest
    # A mean of twelve months goes by its last month, or two such periods would not fit in a row.
    mean = one.indicator == "I17"
    return t(
        "goals.period_mean_from" if mean else "goals.period_from",
        first=when(one.baseline_period, "short"),
        last=when(one.period, "short") if mean else newest,
    )


def source_of(one: Standing) -> str:
    """Where a figure comes from, as printed."""
    sources, origins = sources_of((one,))
    return ", ".join([*(catalog.source(s).short(language()) for s in sources), *origins])


def _light(goal: Goal, standings: tuple[Standing, ...]) -> Light:
    own = [standing for standing in standings if standing.goal == goal.goal]
    judged = [standing for standing in own if standing.judged]
    counts = {sign: sum(one.judgement.sign == sign for one in own) for sign in SIGNS}
    worst = max((one.judgement.sign for one in judged), key=SIGNS.index, default="cannot_judge")
    return Light(
        goal=goal.goal,
        short=goal.short,
        sign=worst,
        judged=len(judged),
        indicators=len(own),
        counts=counts,
        example=any(one.target_example for one in judged),
    )


def _branch(goal: Goal, found: tuple[Standing, ...], chosen: str) -> progress.Branch:
    """A goal with the rows of its real indicators; the others are named in one paragraph."""
    own = [one for one in found if one.goal == goal.goal]
    rest = [one for one in own if not one.known]
    example = [one for one in rest if one.status == "example"]
    key = "goals.rest_example" if example else "goals.rest_none"
    return progress.Branch(
        name=f"{goal.goal}{numbers.HARD_SPACE} {goal.name}",
        under=t("goals.goal_owner", owner=goal.owner)
        if goal.owner
        else t("goals.goal_owner_missing"),
        rows=[row_of(one, chosen) for one in own if one.known],
        rest=t(key, names="; ".join(_rest_item(one) for one in rest)) if rest else "",
        rest_chip=t("figure.example") if example else "",
    )


def _rest_item(one: Standing) -> str:
    if one.latest is None:
        return one.name
    value = words.amount_in_text(one.latest, one.unit, one.decimals)
    return t("goals.rest_item", name=one.name, value=value.replace(" ", numbers.HARD_SPACE))


def _alt(one: Standing) -> str:
    """One indicator in the text alternative of the tree."""
    target = t("goals.alt_no_target")
    if one.target is not None:
        target = t(
            "goals.alt_target",
            value=words.amount_in_text(one.target, one.unit, one.decimals),
            period=when(one.target_period, "short"),
            example=t("goals.alt_example") if one.target_example else "",
        )
    period = words.period_of(one.indicator, one.period, one.area)
    verdict = words.sign_word(one.judgement.sign)
    because = words.reason(one.judgement, one.period)
    sentence = f"{verdict}: {because}." if because else f"{verdict}."
    return t(
        "goals.alt_row",
        name=one.name,
        period=period + (t("goals.alt_stale") if one.stale else ""),
        latest=latest_words(one),
        target=target,
        word=sentence[:1].upper() + sentence[1:],
    )


def latest_words(one: Standing) -> str:
    """The newest figure away from its row, its range where it is one."""
    if one.low is not None and one.high is not None:
        low, high = (words.amount(end, one.unit, one.decimals) for end in (one.low, one.high))
        if low != high:
            return f"{low}–{high}"
    return words.amount_in_text(one.latest, one.unit, one.decimals)


def _alt_rest(found: tuple[Standing, ...]) -> str | None:
    rest = [_rest_item(one) for one in found if not one.known]
    return t("goals.alt_rest", names="; ".join(rest)) if rest else None


def _fresh(one: Standing) -> bool:
    """Whether the figure is up to date by an agreed interval."""
    return one.known and bool(one.frequency) and not one.stale


def freshness_words(one: Standing) -> str:
    """The period of the newest figure, and whether it is as new as its own cycle lets it be."""
    word = "stale" if one.stale else "fresh" if one.frequency else "fresh_unknown"
    newest = when(one.period, "short") if one.period else t("goals.period_unknown")
    return f"{newest}, {t(f'goals.{word}')}"


def _mark(found: tuple[Standing, ...]) -> Mark:
    """The mark of the figure: some of its rows rest on an example."""
    return "example" if any(_example(one) for one in found) else ""


def _example(one: Standing) -> bool:
    return one.target_example or one.status == "example"


def sources_of(found: tuple[Standing, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the statistical sources behind the figures, and the other origins as printed."""
    known = {source.id for source in catalog.sources()}
    named = [source for one in found for source in one.sources]
    kinds = {one.basis for one in found if one.known}
    origins = [t("goals.origin_records")] if "records" in kinds else []
    if "published" in kinds or any(one.published for one in found):
        origins.append(t("goals.origin_published"))
    if any(one.target is not None for one in found):
        origins.append(t("goals.origin_targets"))
    return tuple(dict.fromkeys(s for s in named if s in known)), tuple(origins)


def _table(found: tuple[Standing, ...]) -> Table:
    """The tree in words and figures: the same as the picture, and what it has no room for."""
    names = {one.goal: one.short for one in all_goals()}
    return Table(
        beside(pd.DataFrame([_line(one, names[one.goal]) for one in found]), _AMOUNTS),
        {name: Column(t(f"goals.column_{name}"), kind=_kind(name)) for name in _COLUMNS},
    )


def _kind(name: str) -> Kind:
    return "amount" if name in _AMOUNTS else "time" if name in _TIMES else "words"


_COLUMNS = (
    "indicator", "id", "goal", "data", "period", "latest", "baseline", "baseline_period", "target",
    "target_period", "target_kind", "done", "elapsed", "expected", "actual", "needed", "sign",
    "reason", "doubt", "second", "agree", "owner", "updated", "due", "source",
)  # fmt: skip
_AMOUNTS = (
    "latest", "baseline", "target", "done", "elapsed", "expected", "actual", "needed",
)  # fmt: skip
_TIMES = ("period", "baseline_period", "target_period")


def _line(one: Standing, goal: str) -> dict[str, str | Printed]:
    """One row of the table; what is not known is a dash."""
    unit, decimals = one.unit, one.decimals
    judgement, pace = one.judgement, one.pace if one.judged else None
    kind = "none" if one.target is None else "example" if one.target_example else "official"
    if one.target is None and one.baseline is not None:
        kind = "base"
    share = judgement.p if one.judged else None
    told = {
        "indicator": words.named_with_unit(one.name, unit),
        "id": one.indicator,
        "goal": f"{one.goal} {goal}",
        "data": t(f"goals.data_{one.status}"),
        "period": words.period_of(one.indicator, one.period, one.area) if one.known else "–",
        "latest": _latest(one),
        "baseline": Printed(words.amount(one.baseline, unit, decimals), one.baseline, decimals),
        "baseline_period": when(one.baseline_period, "short") if one.baseline_period else "–",
        "target": Printed(words.amount(one.target, unit, decimals), one.target, decimals),
        "target_period": when(one.target_period, "short") if one.target_period else "–",
        "target_kind": t(f"goals.kind_{kind}"),
        "done": _percent(share),
        "elapsed": _percent(judgement.elapsed if one.judged else None),
        "expected": Printed(words.amount(pace.expected, unit, decimals), pace.expected, decimals)
        if pace
        else NONE,
        "actual": _a_year(pace.actual if pace else None, decimals),
        "needed": _a_year(pace.needed if pace else None, decimals),
        "sign": words.sign_word(judgement.sign),
        "reason": words.reason(judgement, one.period) or "–",
        "doubt": words.doubt_sentence(one.doubt, decimals) or "–",
        "second": second_words(one) or "–",
        "agree": words.agreement(one.disagrees) or "–",
        "owner": one.owner or t("goals.missing"),
        "updated": freshness_words(one) if one.known else t("goals.missing"),
        "due": words.due_words(one.next_due, overdue=one.overdue),
        "source": source_of(one) or "–",
    }
    return told | {"mark": "example" if _example(one) else ""}


def _latest(one: Standing) -> Printed:
    """The newest figure; a range has two numbers and none of its own."""
    if one.latest is None:
        return Printed(t("goals.missing"))
    said = latest_words(one)
    ranged = said != words.amount_in_text(one.latest, one.unit, one.decimals)
    return Printed(said, None if ranged else one.latest, one.decimals)


def _percent(share: float | None) -> Printed:
    whole = None if share is None else 100 * share
    return Printed(numbers.percent(whole, language(), 0), whole)


def _a_year(change: float | None, decimals: int) -> Printed:
    return Printed(words.change_a_year(change, decimals), change, decimals + 1)


def second_words(one: Standing) -> str:
    """The second method in a sentence; empty where there is no sign to compare it with."""
    if not one.judged or one.target is None:
        return ""
    return words.second_sentence(
        one.second,
        target=one.target,
        target_period=one.target_period,
        unit=one.unit,
        decimals=one.decimals,
        needed=indicators.thresholds().slope_points,
    )
