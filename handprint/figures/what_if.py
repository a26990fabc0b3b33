"""What would help most: a scenario of four levers on the publication cube, and its figures.

Everything is computed from cells of the cube and of the openings; each setting of the levers is
solved once for a release and remembered, and one step of a slider meets answers already there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.analysis import matching
from handprint.analysis.matching import LEVERS, REST, LeftOver, Levers, Market, Openings, Seekers
from handprint.drawings import stairs
from handprint.drawings.stairs import Step
from handprint.figures import Column, Figure, Table, mismatch_counts
from handprint.figures.memory import remembered
from handprint.figures.mismatch_counts import NONE, Register
from handprint.levers import settings
from handprint.session import language
from handprint.words import t, what_if, when
from handprint.words.forms import lower_first
from handprint.words.sentences import Sentence
from handprint.words.what_if import Facts, best, change
from queries import run

ASKED = ("seekers", "openings", "distances", "links")
SOURCES = ("centre_distances", "isco08")
CAUTIONS = ("upper_bound", "vacancy_concepts")
LEFT_SEEKERS = ("no_occupation", "no_opening", "unfit", "outnumbered")
LEFT_OPENINGS = ("nobody", "unshaped", "unfilled")


@dataclass(frozen=True)
class Scenario:
    """One setting of the levers, answered: the facts of its sentences, and the parts of them.

    `told` holds the number who could meet as the levers are pulled in order.
    """

    register: Register
    facts: Facts
    told: dict[str, int]
    left: LeftOver


def opening(levers: Levers) -> Sentence | None:
    """The answer in a sentence; None where the release holds no person-level data."""
    found = scenario(levers)
    return what_if.opening(found.facts) if found else None


@remembered
def market() -> Market:
    """Seekers and openings by cell, roads and links, as the release has them."""
    rows = {name: run(f"labour/what_if_{name}").itertuples(index=False) for name in ASKED}
    factor = settings().road_factor
    return Market(
        {
            Seekers(
                row.area_code,
                None if row.occupation_code == NONE else row.occupation_code,
                bool(row.partial),
            ): int(row.persons)
            for row in rows["seekers"]
        },
        {
            Openings(row.area_code, row.occupation_code, bool(row.shaping), bool(row.remote)): int(
                row.positions
            )
            for row in rows["openings"]
        },
        {(row.from_code, row.to_code): row.geodesic_km * factor for row in rows["distances"]},
        frozenset((row.occupation_code, row.neighbour_code) for row in rows["links"]),
    )


@remembered
def met(levers: Levers) -> int:
    """The greatest number who could meet under the levers, exact."""
    return matching.most(market(), levers)


@remembered
def scenario(levers: Levers) -> Scenario | None:
    """A setting of the levers with all that is told of it; None without person-level data."""
    register = mismatch_counts.register()
    if register is None:
        return None
    limits, here = settings(), market()
    told = matching.in_order(met, levers)
    alone = {
        lever: met(Levers(**{lever: getattr(limits.ends, lever)})) - told["base"]
        for lever in LEVERS
    }
    facts = Facts(
        period=register.month,
        levers=levers,
        step=limits.step,
        ends=limits.ends,
        base=told["base"],
        met=told[LEVERS[-1]],
        gains=matching.next_steps(met, levers, step=limits.step, ends=limits.ends),
        alone=alone,
        persons=here.persons,
        usable=here.usable,
        positions=here.positions,
        during=register.during,
        synthetic=register.synthetic,
    )
    return Scenario(register, facts, told, matching.left_over(here, levers, facts.met))


@remembered
def reached(levers: Levers) -> Figure:
    """What the scenario reaches: the base, each lever's share in order, and the bounds.

    With every lever at rest, what each would add alone, pulled to its end.
    """
    found = _found(levers)
    facts, resting = found.facts, levers == REST
    shares = _each_alone(facts) if resting else _in_order(levers, found.told)
    gains = {share.lever: share.added for share in shares}
    share_of_openings = _share(facts.base, facts.positions)
    rest = t("what_if.reach_rest", share=share_of_openings)
    steps = [
        Step(
            t("what_if.seekers"),
            _count(facts.persons),
            facts.persons,
            under=t("what_if.seekers_rest", number=_count(facts.persons - facts.usable)),
            hue="seek",
        ),
        Step(
            t("what_if.openings"),
            _count(facts.positions),
            facts.positions,
            under=t("what_if.openings_rest"),
        ),
        Step(
            t("what_if.base"),
            _count(facts.base),
            facts.base,
            under=t("what_if.base_under"),
            rest=t("what_if.share_of_openings", share=share_of_openings),
            head=t("what_if.reach_head"),
        ),
        *(_share_step(share) for share in shares),
    ]
    if not resting:
        steps.append(
            Step(
                t("what_if.sum"),
                _count(facts.met),
                facts.met,
                rest=t("what_if.sum_rest", number=_count(facts.positions - facts.met)),
                whole=facts.positions,
            )
        )
    table = _table(
        {
            "row": Column(t("what_if.column_row")),
            "measure": Column(t("what_if.column_measure")),
            "setting": Column(t("what_if.column_setting")),
            "met": Column(t("what_if.column_met"), "vacancies"),
            "added": Column(t("what_if.column_added"), "vacancies"),
        },
        [
            (t("what_if.seekers"), t("what_if.measure_total"), "–", facts.persons, None),
            (t("what_if.openings"), t("what_if.measure_total"), "–", facts.positions, None),
            (t("what_if.base"), t("what_if.measure_met"), "–", facts.base, None),
            *(
                (
                    what_if.name(share.lever),
                    t("what_if.measure_met"),
                    what_if.value(share.lever, share.amount),
                    share.before + share.added,
                    share.added,
                )
                for share in shares
            ),
        ],
    )
    return _figure(
        found,
        "what_if_reached",
        f"{rest}; {_led('alone', gains)}" if resting else _led("reach", gains),
        t("what_if.alone_sub" if resting else "what_if.reach_sub", period_end=_end(facts)),
        "alt_alone" if resting else "alt_reach",
        steps,
        table,
    )


@remembered
def next_steps(levers: Levers) -> Figure:
    """The gain of each lever's next step, largest first, and what binds."""
    found = _found(levers)
    facts = found.facts
    ranked = sorted(LEVERS, key=lambda lever: -facts.gains.get(lever, -1))
    steps = [_gain_step(lever, facts) for lever in ranked]
    table = _table(
        {
            "lever": Column(t("what_if.column_lever")),
            "setting": Column(t("what_if.column_setting")),
            "next": Column(t("what_if.column_next")),
            "gain": Column(t("what_if.column_gain"), "vacancies"),
            "end": Column(t("what_if.column_end")),
            "alone": Column(t("what_if.column_alone"), "vacancies"),
        },
        [
            (
                what_if.name(lever),
                what_if.value(lever, getattr(levers, lever)),
                _next(lever, facts) if lever in facts.gains else t("what_if.at_end"),
                facts.gains.get(lever),
                what_if.value(lever, getattr(facts.ends, lever)),
                facts.alone[lever],
            )
            for lever in ranked
        ],
    )
    heading = _led("gains", facts.gains)
    sub = t("what_if.gains_sub", binding=what_if.binding(facts))
    return _figure(found, "what_if_next", heading, sub, "alt_gains", steps, table, half=True)


@remembered
def left(levers: Levers) -> Figure:
    """Who and what is left, by the reason that holds whoever meets."""
    found = _found(levers)
    facts = found.facts
    rows = [
        (side, reason, getattr(found.left, reason))
        for side, reasons in (("seekers", LEFT_SEEKERS), ("openings", LEFT_OPENINGS))
        for reason in reasons
    ]
    heading = t(
        "what_if.left",
        seekers=_count(facts.persons - facts.met),
        openings=_count(facts.positions - facts.met),
    )
    heads = {LEFT_SEEKERS[0]: "left_seekers", LEFT_OPENINGS[0]: "left_openings"}
    steps = [
        Step(
            t(f"what_if.{reason}"),
            _count(number),
            number,
            head=t(f"what_if.{heads[reason]}") if reason in heads else "",
            hue="seek" if side == "seekers" else "open",
        )
        for side, reason, number in rows
    ]
    table = _table(
        {
            "side": Column(t("what_if.column_side")),
            "reason": Column(t("what_if.column_reason")),
            "number": Column(t("what_if.column_met"), "persons"),
        },
        [
            (t(f"what_if.left_{side}"), t(f"what_if.{reason}"), number)
            for side, reason, number in rows
        ],
    )
    sub = t("what_if.left_sub")
    return _figure(found, "what_if_left", heading, sub, "alt_left", steps, table, half=True)


@remembered
def assumptions() -> tuple[str, ...]:
    """What the calculation assumes, in print: one sentence or two each."""
    links = run("labour/what_if_links")
    # Both directions are listed; the Council names a pair once.
    pairs = int((links["basis"] == "council").sum()) // 2
    factor = numbers.decimal(settings().road_factor, 2, language())
    return (
        t("what_if.assume_bound"),
        t("what_if.assume_capacity"),
        t("what_if.assume_distance", factor=factor),
        t("what_if.assume_remote"),
        t(
            "what_if.assume_retrained",
            council=t("what_if.assume_council", number=_count(pairs)) if pairs else "",
        ),
        t("what_if.assume_steps"),
        t("what_if.assume_exact"),
        t("what_if.assume_cells"),
    )


def _found(levers: Levers) -> Scenario:
    found = scenario(levers)
    if found is None:
        raise LookupError("there is no scenario without person-level data")
    return found


@dataclass(frozen=True)
class _Share:
    """What a lever adds at a position, over what could meet before it."""

    lever: str
    amount: int
    before: int
    added: int


def _in_order(levers: Levers, told: dict[str, int]) -> list[_Share]:
    """Each lever's share when they are pulled one after another."""
    pairs = zip(LEVERS, told.values(), list(told.values())[1:], strict=False)
    return [
        _Share(lever, getattr(levers, lever), before, after - before)
        for lever, before, after in pairs
    ]


def _each_alone(facts: Facts) -> list[_Share]:
    """What each lever would add alone, pulled to its end."""
    return [
        _Share(lever, getattr(facts.ends, lever), facts.base, facts.alone[lever])
        for lever in LEVERS
    ]


def _share_step(share: _Share) -> Step:
    if not share.amount:
        return Step(what_if.name(share.lever), t("what_if.off"), None)
    after = share.before + share.added
    return Step(
        what_if.name(share.lever),
        change(share.added),
        after,
        start=share.before,
        under=what_if.value(share.lever, share.amount),
        rest=t("what_if.sum_so_far", number=_count(after)),
        part=True,
    )


def _led(kind: str, gains: Mapping[str, int]) -> str:
    """The lever that brings most, in a heading; `kind` begins the keys of its words."""
    first = best(gains)
    if not first:
        return t(f"what_if.{kind}_none")
    key = f"what_if.{kind}_most" if len(first) == 1 else f"what_if.{kind}_most_tied"
    return t(key, levers=what_if.names(first), gain=change(gains[first[0]]))


def _gain_step(lever: str, facts: Facts) -> Step:
    rest = t(
        "what_if.alone",
        value=what_if.value(lever, getattr(facts.ends, lever)),
        gain=change(facts.alone[lever]),
    )
    gain = facts.gains.get(lever)
    if gain is None:
        return Step(what_if.name(lever), t("what_if.at_end"), None, rest=rest)
    under = t("what_if.next", value=_next(lever, facts))
    return Step(what_if.name(lever), change(gain), gain, under=under, rest=rest)


def _next(lever: str, facts: Facts) -> str:
    further = getattr(facts.levers, lever) + getattr(facts.step, lever)
    return what_if.value(lever, min(further, getattr(facts.ends, lever)))


def _figure(
    found: Scenario,
    key: str,
    heading: str,
    sub: str,
    alt: str,
    steps: Sequence[Step],
    table: Table,
    *,
    half: bool = False,
) -> Figure:
    mark = found.register.mark
    example = mark == "synthetic"
    chip = t(f"figure.{mark}") if mark else ""
    rows = _rows_in_words(steps)
    said = t(f"what_if.{alt}", period_end=_end(found.facts), heading=heading, rows=rows)
    if example:
        said = t("what_if.alt_synthetic", alt=said)
    return Figure(
        key=key,
        heading=heading,
        sub=sub,
        picture=stairs.drawn(steps, alt=said, example=example, chip=chip, half=half),
        small=stairs.drawn(steps, alt=said, example=example, chip=chip, compact=True),
        table=table,
        sources=(found.register.source, *SOURCES),
        periods=when(found.facts.period, "short"),
        asked=tuple((f"labour/what_if_{name}", {}) for name in ASKED),
        cautions=CAUTIONS,
        notes=assumptions(),
        mark=mark,
    )


def _table(columns: dict[str, Column], rows: Sequence[Sequence[object]]) -> Table:
    frame: dict[str, list[object]] = {}
    for (name, column), values in zip(columns.items(), zip(*rows, strict=True), strict=True):
        frame[name] = list(values)
        if column.unit != "text":
            frame[f"{name}_status"] = [
                "missing" if value is None else "value" if value else "zero" for value in values
            ]
    return Table(pd.DataFrame(frame), columns)


def _rows_in_words(steps: Sequence[Step]) -> str:
    return t("what_if.alt_rows").join(
        t("what_if.alt_row", name=lower_first(step.name), text=step.text) for step in steps
    )


def _end(facts: Facts) -> str:
    return when(facts.period, "end")


def _share(part: int, whole: int) -> str:
    return numbers.percent(100 * part / whole, language(), 0) if whole else "–"


def _count(number: int) -> str:
    return numbers.count(number, language())
