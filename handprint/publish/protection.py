"""Secondary suppression: a secret count must not follow by subtraction from a published total.

A count of one to four persons is secret in the source, but the source also publishes the total
and every other part. With one secret municipality its count is the difference. So the smallest
shown part of the same sub-region is withheld too, until every secret count could be anything
from one to four (the rule of our own that `docs/decisions/009-secondary-suppression.md` argues).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from handprint.catalog import Indicator
from handprint.publish.observations import Figure, Key

LEAST_SHOWN = 5


def open_to_all(remainder: float, secret: int, withheld: int) -> bool:
    """Whether each of `secret` counts of 1–4 may still be anything, given their sum with others.

    `remainder` is the total less the shown parts; each of the `withheld` is known to be at least
    five, since a smaller one would be secret itself.
    """
    if withheld:
        return remainder >= 4 + (secret - 1) + LEAST_SHOWN * withheld
    return secret + 3 <= remainder <= 4 * secret - 3


def protected(
    figures: Mapping[Key, Figure], indicators: Sequence[Indicator], wholes: Mapping[str, list[str]]
) -> dict[Key, Figure]:
    """The figures to put in place of shown ones, status `withheld`, by key.

    `wholes` gives the municipalities of each published whole (sub-regions and the region).
    Only additive counts of persons are protected: an opening is nobody's secret.
    """
    hidden: dict[Key, Figure] = {}
    wanted = {one.id for one in indicators if one.additive and one.unit == "persons"}
    secret: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, figure in figures.items():
        if key.indicator in wanted and figure.status == "secret":
            secret[key.indicator, key.period].add(key.area)
    # Smaller wholes first: what is withheld for a sub-region also counts in the region.
    for (indicator, period), areas in sorted(secret.items()):
        for whole, parts in sorted(wholes.items(), key=lambda item: (len(item[1]), item[0])):
            total = figures.get(Key(indicator, whole, period))
            if total is None or total.value is None or not areas & set(parts):
                continue
            _withhold(figures, hidden, indicator, period, total.value, parts)
    # A share beside its denominator would tell the count that it is a share of.
    for one in indicators:
        if one.ratio:
            for key in [key for key in hidden if key.indicator == one.ratio.of]:
                share = key._replace(indicator=one.id)
                if share in figures:
                    hidden[share] = Figure(None, "withheld", figures[share].source)
    return hidden


def _withhold(
    figures: Mapping[Key, Figure],
    hidden: dict[Key, Figure],
    indicator: str,
    period: str,
    total: float,
    parts: list[str],
) -> None:
    keys = [Key(indicator, part, period) for part in parts]
    if any(key not in figures for key in keys):
        return
    while True:
        secret = [key for key in keys if figures[key].status == "secret"]
        shown = [key for key in keys if figures[key].value and key not in hidden]
        withheld = [key for key in keys if key in hidden]
        known = sum(figures[key].value or 0 for key in shown)
        if open_to_all(total - known, len(secret), len(withheld)) or not shown:
            return
        smallest = min(shown, key=lambda key: (figures[key].value, key.area))
        hidden[smallest] = Figure(None, "withheld", figures[smallest].source)
