"""Words of the page of goals: signs, reasons, paces and doubts, the same in picture and table."""

import datetime as dt
from collections.abc import Mapping, Sequence

from handprint import numbers
from handprint.analysis.progress import SIGNS, Course, Doubt, Judgement, Pace, Sign
from handprint.session import language
from handprint.words.catalogues import catalogue, t
from handprint.words.forms import when

SIGN_KEYS: Mapping[Sign, str] = {
    "++": "up2",
    "+": "up",
    "0": "level",
    "-": "down",
    "--": "down2",
    "cannot_judge": "none",
}
GLYPHS: Mapping[Sign, str] = {"++": "++", "+": "+", "0": "0", "-": "−", "--": "−−"}
WRONG: frozenset[Sign] = frozenset({"-", "--"})
_MEAN = "I17"
"""The one indicator whose figure of a month is the mean of the twelve that end with it."""


def sign_word(sign: Sign) -> str:
    """A sign's word: `tahdissa`, `selvästi väärään suuntaan`."""
    return t(f"goals.sign_{SIGN_KEYS[sign]}")


def reason(judgement: Judgement, period: str) -> str:
    """Why there is no sign: `yksi havainto`, `ei tavoitetta`; empty where there is one."""
    if judgement.reason is None:
        return ""
    return t(f"goals.reason_{judgement.reason}", period=when(period, "short") if period else "–")


def amount(value: float | None, unit: str, decimals: int) -> str:
    """A figure as printed in its row; the unit stands beside it for shares, money and days."""
    if unit == "points":
        unit = "ratio"
    return numbers.value(value, unit=unit, decimals=decimals, lang=language())


def amount_in_text(value: float | None, unit: str, decimals: int) -> str:
    """A figure alone, away from its row: its unit is never left to the reader."""
    printed = amount(value, unit, decimals)
    return f"{printed}{numbers.HARD_SPACE}{t('goals.unit_points')}" if unit == "points" else printed


def named_with_unit(name: str, unit: str) -> str:
    """The name with the unit that its figures do not carry: `Alueiden välinen ero, %-yks.`."""
    key = f"unit_{unit}"
    if key not in catalogue(language())["goals"]:
        return name
    return t("goals.name_unit", name=name, unit=t(f"goals.{key}"))


def change_a_year(value: float | None, decimals: int) -> str:
    """A change a year, its sign always written, one decimal finer than the figure."""
    return numbers.change(value, language(), decimals + 1)


def period_of(indicator: str, period: str, area: str) -> str:
    """The period that a figure speaks of: `6/2026`, `keskiarvo 11/2022–10/2023`."""
    if not period:
        return t("goals.period_unknown")
    if indicator == _MEAN:
        first = numbers.months_before(period, 11)
        return t("goals.period_mean", range=numbers.period_range(first, period, language()))
    printed = when(period, "short")
    return t("goals.period_country", period=printed) if area == "SSS" else printed


def target_words(
    target: float | None,
    baseline: float | None,
    unit: str,
    decimals: int,
    *,
    example: bool,
) -> str:
    """A target with the way it lies, and a star where it is an example; a dash for none."""
    if target is None or baseline is None:
        return "–"
    way = "keep" if target == baseline else "down" if target < baseline else "up"
    printed = t(f"goals.target_{way}", value=amount(target, unit, decimals))
    return t("goals.target_example", value=printed) if example else printed


def pace_lines(pace: Pace | None, decimals: int) -> tuple[str, ...]:
    """Actual and needed change a year, for the row."""
    if pace is None:
        return ()
    lines = []
    if pace.actual is not None:
        lines.append(t("goals.pace_actual", value=change_a_year(pace.actual, decimals)))
    if pace.needed is None:
        lines.append(t("goals.pace_over"))
    else:
        lines.append(t("goals.pace_needed", value=change_a_year(pace.needed, decimals)))
    return tuple(lines)


def pace_sentence(pace: Pace | None, unit: str, decimals: int) -> str:
    """Planned, actual and needed change a year and where the figure should stand now."""
    if pace is None:
        return ""
    return t(
        "goals.pace_long",
        planned=change_a_year(pace.planned, decimals),
        actual=change_a_year(pace.actual, decimals),
        needed=change_a_year(pace.needed, decimals),
        expected=amount_in_text(pace.expected, unit, decimals),
    )


def doubt_line(doubt: Doubt | None) -> str:
    """Whether the sign is sure, for the row: `epävarma, 0 … −−`."""
    if doubt is None:
        return ""
    if doubt.certain:
        return t("goals.doubt_certain")
    found = sorted(set(doubt.signs), key=SIGNS.index)
    return t("goals.doubt_short", **{"from": GLYPHS[found[0]], "to": GLYPHS[found[-1]]})


def doubt_sentence(doubt: Doubt | None, decimals: int) -> str:
    """The same as a sentence, with the margin."""
    if doubt is None:
        return ""
    margin = numbers.decimal(doubt.margin, decimals + 1, language())
    if doubt.certain:
        return t("goals.doubt_long_certain", margin=margin)
    found = sorted(set(doubt.signs), key=SIGNS.index)
    return t("goals.doubt_long", margin=margin, signs=", ".join(sign_word(sign) for sign in found))


def second_line(second: Course | None, disagrees: bool | None) -> str:
    """What the second method says of the first, for the row."""
    if second is None or disagrees is None:
        return t("goals.second_none")
    return t("goals.second_disagrees" if disagrees else "goals.second_agrees")


def second_sentence(
    second: Course | None,
    *,
    target: float,
    target_period: str,
    unit: str,
    decimals: int,
    needed: float,
) -> str:
    """Where the slope of the last twelve months leads, beside the target."""
    if second is None:
        return t("goals.second_long_none", needed=numbers.count(needed, language()))
    return t(
        "goals.second_long",
        points=second.points,
        slope=change_a_year(second.slope, decimals),
        period=when(target_period, "inessive"),
        projected=amount_in_text(second.projected, unit, decimals),
        target=amount_in_text(target, unit, decimals),
    )


def agreement(disagrees: bool | None) -> str:
    """Whether the two methods agree; empty where one of them says nothing."""
    if disagrees is None:
        return ""
    return t("goals.disagree" if disagrees else "goals.agree")


def due_words(next_due: dt.date | None, *, overdue: bool) -> str:
    """When the next figure is due: a day, late, or not agreed."""
    if next_due is None:
        return t("goals.due_none")
    day = numbers.date(next_due, language())
    return t("goals.due_over" if overdue else "goals.due", day=day)


def tally(signs: Sequence[Sign]) -> dict[str, int]:
    """How many are judged, on pace, behind and going the wrong way."""
    return {
        "judged": sum(sign != "cannot_judge" for sign in signs),
        "on_pace": sum(sign in ("++", "+") for sign in signs),
        "behind": sum(sign == "0" for sign in signs),
        "wrong": sum(sign in WRONG for sign in signs),
    }


def title(goal: str, *, number: int, owners: int, targets: int, confirmed: Sequence[Sign]) -> str:
    """The answer: are we on pace? With no confirmed target nobody knows, and the title says so.

    `confirmed` are the signs of the indicators with a confirmed target, `owners` how many have one.
    """
    part = "goal" if goal else "all"
    slots = {"goal": goal} if goal else {}
    if not targets:
        tail = "owned" if owners else "unowned"
        return t(f"goals.title_{part}_no_targets_{tail}", number=number, **slots)
    return t(f"goals.title_{part}_judged", targets=targets, **tally(confirmed), **slots)


def tree_heading(signs: Sequence[Sign]) -> str:
    """The finding of the tree in figures."""
    counted = tally(signs)
    if not counted["judged"]:
        return t("goals.tree_heading_none")
    return t("goals.tree_heading", number=len(signs), **counted)


def card_heading(
    name: str, status: str, latest: str, period: str, before: str = "", before_period: str = ""
) -> str:
    """The finding of one indicator: its figure and period, beside the like one before."""
    if status != "real":
        return t(f"goals.card_heading_{status}", name=name)
    if before:
        return t(
            "goals.card_heading_past",
            name=name,
            latest=latest,
            period=period,
            before=before,
            before_period=before_period,
        )
    return t("goals.card_heading", name=name, latest=latest, period=period)
