"""The choices a reader can make on a page."""

from handprint import catalog, numbers, session
from handprint.session import language
from handprint.words import LEVELS, REGION, place, t
from queries import run


def level() -> str:
    """Municipalities, sub-regions or employment areas; the two middle levels do not nest."""
    return session.choice(
        "level",
        LEVELS,
        label=t("choices.level"),
        shown_as=lambda code: t(f"choices.{code}"),
    )


def indicator(level: str, *, first: str) -> str:
    """An indicator that has figures for the level; `first` is the default."""
    known = run("labour/indicators_by_level", level=level)["indicator"].tolist()
    codes = [first, *sorted((code for code in known if code != first), key=_title)]
    return session.choice("indicator", codes, label=t("choices.indicator"), shown_as=_title)


def period(indicator: str, level: str) -> str:
    """A month or a year for which the indicator has figures, newest first."""
    codes = run("labour/periods_by_indicator", indicator=indicator, level=level)["period"].tolist()
    return session.choice(
        "period",
        codes,
        label=t("choices.period"),
        shown_as=lambda code: numbers.period(code, language(), "long"),
    )


def area(level: str) -> str:
    """Lapland as a whole (the default) or one area of the level."""
    codes = run("labour/areas_by_level", level=level)["area_code"].tolist()
    return session.choice(
        "area",
        [REGION, *codes],
        label=t(f"choices.area_{level}"),
        shown_as=lambda code: place(code).nominative,
    )


def _title(code: str) -> str:
    return catalog.indicator(code).short(language())
