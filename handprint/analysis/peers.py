"""Municipalities like this one, by features that are named and can be argued with."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Features = Mapping[str, Mapping[str, float | None]]
"""{area_code: {feature: value}}; None or an absent key where the value is not published."""

LOGARITHMIC = frozenset({"population"})
"""Features compared by ratio, not by difference: 1 000 is to 2 000 as 30 000 to 60 000."""

FEATURES = (
    "population",
    "share_over_64",
    "share_tertiary",
    "unemployed_share",
    "job_self_sufficiency",
)
"""What similarity means unless the caller says otherwise; each counts the same."""


@dataclass(frozen=True)
class Peer:
    """A municipality near the one in question.

    `distance` is in standard deviations of the row, averaged over `compared`. `alike` and
    `unlike` order the compared features from the closest to the farthest and the reverse;
    `skipped` could not be compared because one of the two lacks them.
    """

    area_code: str
    distance: float
    alike: tuple[str, ...]
    unlike: tuple[str, ...]
    compared: tuple[str, ...]
    skipped: tuple[str, ...]


def nearest(
    area_code: str,
    features: Features,
    *,
    k: int = 3,
    using: Sequence[str] = FEATURES,
    at_least: int = 3,
) -> tuple[Peer, ...]:
    """The k municipalities nearest to one, nearest first; ties in code order.

    Each feature is divided by its standard deviation over all areas given, so the unit does not
    matter. Two areas are compared over the features both have, if those are `at_least` as many
    (or all that vary, when fewer do). An area with too few is never a peer.
    """
    scaled = _standardised(features, using)
    enough = min(at_least, len(scaled))
    if not enough:
        return ()
    peers = [
        peer
        for code in features
        if code != area_code
        and (peer := _compared(area_code, code, scaled, using))
        and len(peer.compared) >= enough
    ]
    peers.sort(key=lambda peer: (round(peer.distance, 9), peer.area_code))
    return tuple(peers[:k])


def _standardised(features: Features, using: Sequence[str]) -> dict[str, dict[str, float]]:
    scaled = {}
    for feature in using:
        known = {
            code: measured
            for code, row in features.items()
            if (measured := _measured(feature, row.get(feature))) is not None
        }
        if len(known) < 2:
            continue
        mean = math.fsum(known.values()) / len(known)
        deviation = math.sqrt(math.fsum((x - mean) ** 2 for x in known.values()) / len(known))
        # A feature in which all are equal tells nobody apart.
        if deviation > 1e-9 * max(1e-300, abs(mean)):
            scaled[feature] = {code: (x - mean) / deviation for code, x in known.items()}
    return scaled


def _measured(feature: str, value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    if feature in LOGARITHMIC:
        return math.log(value) if value > 0 else None
    return float(value)


def _compared(
    one: str, other: str, scaled: Mapping[str, Mapping[str, float]], using: Sequence[str]
) -> Peer | None:
    gaps = {
        feature: abs(row[one] - row[other])
        for feature, row in scaled.items()
        if one in row and other in row
    }
    if not gaps:
        return None
    order = sorted(gaps, key=lambda feature: (round(gaps[feature], 9), list(using).index(feature)))
    return Peer(
        area_code=other,
        distance=math.sqrt(math.fsum(gap * gap for gap in gaps.values()) / len(gaps)),
        alike=tuple(order),
        unlike=tuple(reversed(order)),
        compared=tuple(feature for feature in using if feature in gaps),
        skipped=tuple(feature for feature in using if feature not in gaps),
    )
