"""The choices of the page of occupations; every code in the address means the same in any year."""

from handprint import numbers, session
from handprint.figures.occupation_counts import FIRST, LEVELS, SPANS, Stretch, months, names
from handprint.session import language
from handprint.words import t


def level() -> int:
    """Occupations as published (four digits), or the groups that the first two digits make."""
    return int(
        session.choice(
            "digits",
            LEVELS,
            label=t("choices.digits"),
            shown_as=lambda code: t(f"occupations.digits_{code}"),
            width=168,
        )
    )


def stretch() -> Stretch:
    """The mean of twelve months that end in a month (the newest, unless chosen), or one month."""
    span = int(
        session.choice(
            "span",
            SPANS,
            label=t("choices.span"),
            shown_as=lambda code: t(f"occupations.span_{code}"),
            width=205,
        )
    )
    known = months()
    last = session.choice(
        "month",
        known[: len(known) - span + 1],
        label=t("choices.month"),
        shown_as=lambda month: _ending(month, span),
        label_visibility="collapsed",
        width=160,
    )
    return Stretch(numbers.months_before(last, span - 1), last)


def occupation(level: int) -> str:
    """One occupation of the level, found by typing its Finnish or English name or its code."""
    known = names(level)
    order = sorted(known, key=lambda code: known[code][0].casefold())
    return session.choice(
        "occupation",
        order,
        label=t("choices.occupation"),
        default=FIRST[level] if FIRST[level] in known else None,
        shown_as=lambda code: t(
            "occupations.option", name=known[code][0], other=known[code][1], code=code
        ),
    )


def _ending(month: str, span: int) -> str:
    if span == 1:
        return numbers.period(month, language(), "long")
    return numbers.period_range(numbers.months_before(month, span - 1), month, language())
