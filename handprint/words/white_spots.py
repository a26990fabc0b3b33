"""Sentences of the page of white spots: where need is great and the network or projects absent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint import numbers
from handprint.analysis.white_spots import Coverage, Limits, Need, Range
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import Few, Moment, capital
from handprint.words.places import Places, place
from handprint.words.sentences import LISTED_AT_MOST, NAMED_AT_MOST, Sentence, joined

Measure = Literal["share", "unmet"]
By = Literal["members", "projects"]


@dataclass(frozen=True)
class Spot:
    """One municipality: its need and its class, who of the network is there, and which projects."""

    code: str
    value: Range | None
    status: str
    need: Need | None
    coverage: Coverage
    municipal: bool
    members: int
    projects: int
    running: int
    member_names: str = ""
    project_names: str = ""

    @property
    def white(self) -> bool:
        """Whether great need meets no coverage."""
        return self.need == "high" and self.coverage == "none"


@dataclass(frozen=True)
class Network:
    """How much of the network is known to be where: members on the day, of them placed."""

    named: int
    ended: int
    members: int
    placed: int
    reported: int | None
    unnamed: int | None


def printed(value: Range | None, measure: Measure, status: str = "value") -> str:
    """A need: `17,1 %`, or `94–99 %` where a secret count leaves a range."""
    lang = language()
    if value is None:
        return numbers.cell(
            None, status, unit="percent", decimals=digits(measure), lang=lang, in_words=True
        )
    ends = [numbers.percent(end, lang, digits(measure)) for end in value]
    if ends[0] == ends[1]:
        return ends[0]
    return f"{numbers.decimal(value.low, digits(measure), lang)}–{ends[1]}"


def digits(measure: Measure) -> int:
    """The decimals of a measure as printed."""
    return 1 if measure == "share" else 0


def opening(
    spots: Sequence[Spot],
    region: Range | None,
    ends: Limits | None,
    network: Network,
    *,
    measure: Measure,
    by: By,
    period: str,
    area: str | None = None,
) -> Sentence:
    """The answer: in which municipalities need is greatest and coverage thinnest."""
    lang = language()
    moment = Moment(period, lang)
    own = next((spot for spot in spots if spot.code == area), None)
    if region is None or ends is None:
        title = t("white_spots.title_unknown", period=moment.inessive)
        return Sentence(title, joined([_members(spots), _own(own, measure)]))
    white = tuple(spot.code for spot in spots if spot.white)
    suffix = "" if by == "members" else "_projects"
    if not white:
        title = t(f"white_spots.title_none{suffix}")
    elif len(white) <= LISTED_AT_MOST:
        title = t(f"white_spots.title_some{suffix}", places=Places(white, lang))
    else:
        title = t(
            f"white_spots.title_many{suffix}",
            number=Few(len(white), lang).inessive,
        )
    need = t(
        f"white_spots.need_{measure}",
        many=t(f"white_spots.many_{'one' if len(white) == 1 else 'more'}"),
        period=moment.end,
        limit=numbers.percent(ends.high, lang, digits(measure)),
        region=printed(region, measure),
    )
    listed = len(white) > LISTED_AT_MOST
    names = t("white_spots.listed", places=Places(white, lang)) if listed else None
    placed = _placed(network) if by == "members" else t("white_spots.placed_projects")
    parts = [names, need if white else None, _members(spots), placed, _own(own, measure)]
    return Sentence(title, joined(parts))


def on_map(spots: Sequence[Spot], *, measure: Measure, by: By) -> str:
    """The heading of the map: where need is greatest, and where it is so without coverage."""
    suffix = "" if by == "members" else "_projects"
    known = [spot for spot in spots if spot.value is not None]
    if not known:
        return t("white_spots.map_unknown")
    first = greatest(known, measure)
    top = t("white_spots.map_top", top=_where(first), value=_values(first, measure))
    without = greatest([spot for spot in known if spot.coverage == "none"], measure)
    if not without:
        return top
    if without == first:
        return t(f"white_spots.map_only_bare{suffix}", top=top)
    slots = {"bare": _where(without), "other": _values(without, measure)}
    return t(f"white_spots.map_bare{suffix}", top=top, **slots)


def greatest(spots: Sequence[Spot], measure: Measure) -> tuple[Spot, ...]:
    """Those that may have the greatest need: as printed, ties and overlapping ranges included."""

    def shown(end: float) -> float:
        return float(numbers.rounded(end, digits(measure)) or 0)

    known = [(spot, spot.value) for spot in spots if spot.value is not None]
    most = max((shown(value.low) for _, value in known), default=0.0)
    return tuple(spot for spot, value in known if shown(value.high) >= most)


def crossed(spots: Sequence[Spot], *, by: By) -> str:
    """The heading of the grid: how many municipalities have great need and no coverage."""
    suffix = "" if by == "members" else "_projects"
    if all(spot.need is None for spot in spots):
        return t("white_spots.matrix_unknown")
    number = sum(spot.white for spot in spots)
    if not number:
        return t(f"white_spots.matrix_none{suffix}")
    lang = language()
    many = (
        t("sentences.many_one_municipality")
        if number == 1
        else t("sentences.many_municipality", number=Few(number, lang))
    )
    return capital(t(f"white_spots.matrix_some{suffix}", places=many))


def by_row(spots: Sequence[Spot], *, by: By) -> str:
    """The heading of the rows: how many municipalities are outside, and the share that is in."""
    inside = [spot for spot in spots if within(spot, by)]
    slots = {
        "all": len(spots),
        "inside": len(inside),
        "outside": len(spots) - len(inside),
        "share": numbers.percent(100 * len(inside) / len(spots), language()),
    }
    if by == "members":
        return t(f"white_spots.rows_{'heading' if slots['outside'] else 'all'}", **slots)
    return t(f"white_spots.rows_projects{'' if slots['outside'] else '_all'}", **slots)


def of_area(spot: Spot) -> str:
    """What the page of a municipality says of its network: how many members and projects."""
    lang = language()
    counts = {
        kind: t(f"white_spots.{kind}_{'one' if number == 1 else 'many'}", number=number)
        for kind, number in (("members", spot.members), ("projects", spot.projects))
    }
    key = (
        "both"
        if spot.members and spot.projects
        else "only_members"
        if spot.members
        else "only_projects"
        if spot.projects
        else "none"
    )
    return capital(t(f"white_spots.area_{key}", area=place(spot.code, lang), **counts))


def within(spot: Spot, by: By) -> bool:
    """Whether the municipality itself is a member, or a project is recorded in it."""
    return spot.municipal if by == "members" else spot.projects > 0


def _where(spots: Sequence[Spot]) -> str:
    lang = language()
    if len(spots) <= NAMED_AT_MOST:
        return t("white_spots.map_where", places=Places(tuple(s.code for s in spots), lang))
    return t("sentences.many_municipality", number=Few(len(spots), lang))


def _values(spots: Sequence[Spot], measure: Measure) -> str:
    ends = [spot.value for spot in spots if spot.value is not None]
    return printed(Range(min(one.low for one in ends), max(one.high for one in ends)), measure)


def _members(spots: Sequence[Spot]) -> str:
    inside = sum(spot.municipal for spot in spots)
    slots = {
        "all": len(spots),
        "inside": inside,
        "outside": len(spots) - inside,
        "share": numbers.percent(100 * inside / len(spots), language()),
    }
    return t("white_spots.members" if slots["outside"] else "white_spots.members_all", **slots)


def _placed(network: Network) -> str:
    """How many can be put on the map, of the same number of named ones as the network's page has.

    Once somebody joins later the members are no part of those named, and are told alone.
    """
    slots = {"members": network.members, "placed": network.placed}
    if network.members + network.ended == network.named:
        return t("white_spots.placed_named", named=network.named, **slots)
    return t("white_spots.placed", **slots)


def _own(spot: Spot | None, measure: Measure) -> str | None:
    """What is known of the municipality that the reader chose."""
    if spot is None:
        return None
    told = {
        kind: t(f"white_spots.area_{kind}", names=names)
        if names
        else t(f"white_spots.area_{kind}_none")
        for kind, names in (("members", spot.member_names), ("projects", spot.project_names))
    }
    return t(
        "white_spots.area_some",
        area=place(spot.code).name,
        need=printed(spot.value, measure, spot.status),
        **told,
    )
