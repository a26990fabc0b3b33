"""The figures of the handprint: the hand, its fingers in rows, and the ledger of the palm."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis import hand as arithmetic
from handprint.analysis import season
from handprint.drawings import hand as drawing
from handprint.figures import Column, Figure, Table, Tile, headline, ledger
from handprint.figures.connections import KINDS, Connection
from handprint.figures.memory import remembered
from handprint.figures.printed import NOTHING, Printed, beside
from handprint.session import language
from handprint.words import REGION, listed, t, when
from handprint.words import handprint as words
from handprint.words.handprint import Finger, Part
from handprint.words.sentences import Sentence
from queries import run

ALL = "all"
"""The choice of no finger in particular."""

# A figure that nobody published for Lapland is made of these two, both summed over municipalities.
COMPUTED = {"job_self_sufficiency": ("jobs", "employed_residents")}
CONTEXT = ("unemployed_share", "long_term_unemployed", "open_at_month_end")
_PALM = ("projects", "organisations_named", "municipalities")
_VERDICTS = ("right", "wrong", "same", "unknown")
_ASKED = (("overview/finger_figures", {}), ("overview/finger_series", {"area": REGION}))


@remembered
def fingers(year: int) -> tuple[Finger, ...]:
    """The five fingers, thumb first, as they stand in this year."""
    table, figures = run("overview/finger_series", area=REGION), run("overview/finger_figures")
    own = f"_{language()}"
    found = []
    for code, rows in figures.groupby("finger", sort=False):
        known = rows[rows["observation"].notna()]
        whole = float(known["weight"].sum())
        parts = tuple(
            sorted(
                (
                    _part(row, table[table["observation"] == row.observation], whole, year)
                    for row in known.rename(columns={f"why{own}": "why"}).itertuples()
                ),
                key=lambda part: not part.movement.compared,
            )
        )
        first = rows.iloc[0]
        pairs = [(part.share, part.movement.verdict) for part in parts]
        found.append(
            Finger(
                code=code,
                name=first[f"name{own}"],
                note=first[f"note{own}"] if isinstance(first[f"note{own}"], str) else "",
                parts=parts,
                fill=arithmetic.fill(pairs),
            )
        )
    return tuple(found)


def codes() -> list[str]:
    """The fingers to choose from, all of them first."""
    return [ALL, *dict.fromkeys(run("overview/finger_figures")["finger"])]


def name(code: str) -> str:
    """A finger's name for the select box."""
    if code == ALL:
        return t("handprint.all")
    return next(one.name for one in fingers(this_year()) if one.code == code)


def this_year() -> int:
    """The year against which a series is found too old."""
    return dt.date.today().year


@remembered
def opening(year: int) -> Sentence:
    """The page's answer: how many indicators move which way, and what the ledger holds."""
    return words.opening(fingers(year), ledger.sentence())


@remembered
def hand_of(chosen: str, year: int, compact: bool) -> Figure:
    """The hand, filled; the finger chosen is outlined and heads it."""
    known = fingers(year)
    heading = words.hand(known, chosen)
    counts = palm()
    said = listed([f"{one.figure} {one.thing}" for one in counts]) or t("handprint.alt_palm_none")
    alt = t("handprint.alt", finding=heading, fingers=_briefly(known), palm=said)
    pictures = [
        drawing.drawn(
            [_digit(finger, chosen, short) for finger in known],
            counts,
            drawing.Key(
                *(t(f"handprint.key_{kind}") for kind in ("right", "rest", "unknown", "empty"))
            ),
            alt=alt,
            compact=short,
        )
        for short in ((True,) if compact else (False, True))
    ]
    return _figure("handprint-hand", heading, t("handprint.hand_sub"), pictures, known)


@remembered
def rows_of(chosen: str, year: int, compact: bool) -> Figure:
    """A sign for each figure of each finger."""
    known = fingers(year)
    heading = words.in_rows(known)
    held = [kind for kind in _VERDICTS if any(finger.count(kind) for finger in known)]
    pictures = [
        drawing.rows(
            [
                drawing.Row(
                    finger.name,
                    [kind for kind in _VERDICTS for _ in range(finger.count(kind))],
                    words.note(finger, short=True),
                    finger.code == chosen,
                )
                for finger in known
            ],
            [(kind, words.verdict(kind)) for kind in held],
            alt=t("handprint.alt_rows", finding=heading, fingers=_briefly(known)),
            compact=short,
        )
        for short in ((True,) if compact else (False, True))
    ]
    return _figure("handprint-rows", heading, t("handprint.rows_sub"), pictures, known)


def ledger_of(compact: bool) -> Figure:
    """The ledger: what is known and what the projects themselves have reached, by evidence."""
    return _ledger_of(compact, dt.date.today())


@remembered
def _ledger_of(compact: bool, day: dt.date) -> Figure:
    facts, lines, avoided = ledger.facts(day), ledger.lines(), ledger.avoided()
    heading = ledger.sentence().removesuffix(".")
    known = [_entry(one.title, one.text, one.evidence) for one in facts]
    results = [_entry(one.title, one.text, one.evidence) for one in lines]
    results.append(_avoided(avoided))
    groups = [
        drawing.Group(t("handprint.ledger_known"), known),
        drawing.Group(t("handprint.ledger_results"), results),
    ]
    said = listed(
        [
            t("handprint.ledger_line", title=one.name, figure=one.figure, evidence=one.word)
            for one in (*known, *results)
        ]
    )
    alt = t("handprint.ledger_alt", finding=heading, lines=f"{said}.")
    pictures = [
        drawing.ledger(groups, alt=alt, compact=short)
        for short in ((True,) if compact else (False, True))
    ]
    frame = pd.DataFrame(
        [
            (
                one.title,
                Printed(one.text, one.value),
                ledger.evidence_word(one.evidence),
                one.basis,
            )
            for one in facts
        ]
        + [
            (
                one.title,
                _reached(one),
                ledger.evidence_word(one.evidence),
                t("handprint.told_by", told=one.asked - one.missing, asked=one.asked),
            )
            for one in lines
        ]
        + [(results[-1].name, Printed(results[-1].figure), results[-1].word, avoided.basis)],
        columns=["what", "figure", "how", "basis"],
    )
    heads = {
        name: Column(t(f"handprint.ledger_{name}"), kind="amount" if name == "figure" else "words")
        for name in frame.columns
    }
    return Figure(
        key="handprint-ledger",
        heading=heading,
        sub=t("handprint.ledger_sub"),
        picture=pictures[0],
        small=pictures[-1],
        table=Table(beside(frame, ("figure",)), heads),
        sources=(),
        origins=(
            t("ledger.records"),
            *dict.fromkeys(one.basis for one in facts if one.evidence == "reported"),
        ),
        periods="",
        asked=(
            ("projects/ledger_facts", {"day": day}),
            ("projects/output_results", {}),
            ("projects/ledger_successors", {}),
            ("projects/ledger_unit_costs", {}),
        ),
        notes=(cost_words(), ledger.rule()),
    )


def _reached(line: ledger.Line) -> Printed:
    """What the projects tell; sums of several grades and ranges are no single number."""
    amounts = line.amounts
    single = len(amounts) == 1 and amounts[0].low == amounts[0].high
    return Printed(line.text, amounts[0].low if single else None)


def cost_words() -> str:
    """Cost avoided as a range with its basis, or why it is not computed and from what it would."""
    avoided = ledger.avoided()
    if avoided.low is not None:
        return t("handprint.avoided_known", text=avoided.text, basis=avoided.basis)
    said = t("handprint.avoided", reason=avoided.reason[:1].lower() + avoided.reason[1:])
    return f"{said} {t('handprint.avoided_basis', basis=avoided.basis)}" if avoided.basis else said


def palm() -> tuple[drawing.Count, ...]:
    """The counts of the palm: results of the projects if any are counted, then what is known."""
    found = [
        (line.measure, amount.text, amount.high)
        for line in ledger.lines()
        for amount in line.amounts
        if amount.evidence == "counted"
    ]
    facts = {one.key: one for one in ledger.facts() if one.evidence == "counted"}
    found += [
        (key, facts[key].text, facts[key].whole or facts[key].value)
        for key in _PALM
        if key in facts
    ]
    return tuple(
        drawing.Count(text, words.counted(key, int(number))) for key, text, number in found[:3]
    )


@remembered
def ties(finger: str) -> dict[str, tuple[Connection, ...]]:
    """What of the strategy rests on the figures of one finger, by kind."""
    found = [
        Connection(row.kind, row.id, getattr(row, f"name_{language()}"))
        for row in run("overview/finger_ties", finger=finger).itertuples(index=False)
    ]
    by_kind = {kind: tuple(one for one in found if one.kind == kind) for kind in KINDS}
    return {kind: held for kind, held in by_kind.items() if held}


@remembered
def context() -> tuple[Tile, ...]:
    """Regional figures beside the ledger: what the projects work in, never what they did."""
    periods = run("labour/periods_by_indicator", indicator=CONTEXT[0], level="region")["period"]
    newest = max(periods)
    return tuple(headline.tile(indicator, REGION, newest) for indicator in CONTEXT)


def _part(row: object, table: pd.DataFrame, whole: float, year: int) -> Part:
    indicator = catalog.indicator(row.observation)
    series = season.values(table)
    newest = max(series, default=None)
    return Part(
        indicator=indicator,
        better=row.better,
        share=row.weight / whole,
        why=row.why,
        movement=arithmetic.movement(
            series, better=row.better, decimals=indicator.decimals, year=year
        ),
        latest=(newest, series[newest]) if newest else None,
        summed=bool(newest) and headline.summed(table),
        released=_is_released(table, newest),
    )


def _is_released(table: pd.DataFrame, newest: str | None) -> bool:
    """Whether a press release gave the newest figure or the like one a year before."""
    found = table[table["source"] == headline.RELEASES]["period"]
    return newest is not None and bool(found.isin([newest, numbers.months_before(newest)]).any())


def _digit(finger: Finger, chosen: str, short: bool) -> drawing.Digit:
    fill = finger.fill
    return drawing.Digit(
        pick=ALL if finger.code == chosen else finger.code,
        name=finger.name,
        note=words.note(finger, short=short or fill is None),
        spoken=words.spoken(finger),
        right=fill.right if fill else 0.0,
        rest=fill.same + fill.wrong if fill else 0.0,
        unknown=fill.unknown if fill else float(bool(finger.parts)),
        empty=not finger.parts,
        chosen=finger.code == chosen,
    )


def _entry(title: str, text: str, evidence: ledger.Evidence) -> drawing.Entry:
    return drawing.Entry(title, text, evidence, ledger.evidence_word(evidence))


def _avoided(avoided: ledger.Avoided) -> drawing.Entry:
    title = t("ledger.avoided")
    if avoided.low is None:
        return drawing.Entry(title, avoided.text, "missing", t("handprint.not_computed"))
    return _entry(title, avoided.text, "estimated")


def _briefly(known: Sequence[Finger]) -> str:
    return listed([f"{finger.name} {words.note(finger)}" for finger in known]) + "."


def _figure(
    key: str, heading: str, sub: str, pictures: list[drawing.Picture], known: tuple[Finger, ...]
) -> Figure:
    parts = [part for finger in known for part in finger.parts]
    periods = sorted({part.latest[0] for part in parts if part.latest})
    return Figure(
        key=key,
        heading=heading,
        sub=sub,
        picture=pictures[0],
        small=pictures[-1],
        table=_table(known),
        sources=_sources(parts),
        periods=", ".join(when(period, "short") for period in periods),
        asked=_ASKED,
        indicators=tuple(part.indicator.id for part in parts),
        cautions=tuple(dict.fromkeys(key for part in parts for key in part.indicator.cautions)),
        notes=(t("handprint.own"),),
    )


def _table(known: Sequence[Finger]) -> Table:
    rows = []
    for finger in known:
        for part in finger.parts:
            change, latest = part.movement.change, part.latest
            rows.append(
                (
                    finger.name,
                    part.indicator.title(language()),
                    t(f"handprint.{part.better}"),
                    _amount(part, change.before_value if change else None),
                    when(change.before_period, "short") if change else "",
                    _amount(part, latest[1] if latest else None),
                    when(latest[0], "short") if latest else "",
                    Printed(str(change.years), change.years) if change else NOTHING,
                    words.verdict(part.movement.verdict),
                    Printed(words.weight(part), 100 * part.share),
                    " ".join(filter(None, (part.why, words.reason(part)))),
                )
            )
        if not finger.parts:
            empty = ("", NOTHING, "", NOTHING, "", NOTHING)
            rows.append((finger.name, words.note(finger), *empty, "", NOTHING, finger.note))
    names = (
        "finger", "figure", "way", "before", "before_at", "newest", "newest_at", "years",
        "verdict", "share", "why",
    )  # fmt: skip
    kinds = dict.fromkeys(_AMOUNTS, "amount") | dict.fromkeys(("before_at", "newest_at"), "time")
    return Table(
        beside(pd.DataFrame(rows, columns=list(names)), _AMOUNTS),
        {name: Column(t(f"handprint.{name}"), kind=kinds.get(name, "words")) for name in names},
    )


_AMOUNTS = ("before", "newest", "years", "share")


def _amount(part: Part, value: float | None) -> Printed:
    if value is None:
        return NOTHING
    return Printed(words.figure(part, value), value, part.indicator.decimals)


def _sources(parts: Sequence[Part]) -> tuple[str, ...]:
    """The sources of every figure that is laid beside another, or stands alone."""
    table, found = run("overview/finger_series", area=REGION), []
    for part in parts:
        if not part.latest:
            continue
        change = part.movement.change
        periods = {part.latest[0], *([change.before_period] if change else [])}
        for name in COMPUTED.get(part.indicator.id, (part.indicator.id,)):
            mine = table[
                (table["observation"] == part.indicator.id) & table["period"].isin(periods)
            ]
            for period in sorted(periods):
                at = mine[mine["period"] == period]
                found += headline.sources_of(at, name, period, period)
    return tuple(dict.fromkeys(found))
