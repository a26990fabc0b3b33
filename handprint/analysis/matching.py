"""How many seekers and openings could meet at most, and what each lever would add.

Everything is counted in cells: seekers by municipality, two-digit occupation and whether their
work ability is partial; openings by municipality, occupation, whether the work can be shaped and
whether it can be done from elsewhere. No person is ever matched, only numbers of them.

Without levers a seeker can take an opening of the same municipality and occupation, and one with
partial work ability only an opening whose work can be shaped. Four levers loosen that:

* commuting: openings whose centre lies within a radius by road;
* remote work: a share of the openings that allow it is open to all of Lapland;
* retraining: at most so many persons may take an opening of a linked occupation;
* job shaping: at most so many openings are made fit for partial work ability.

The last two are budgets placed where they help most, so the question is a maximum flow with two
side constraints. It is asked as a linear programme (HiGHS through scipy) and answered exactly:

* With one budget the whole part of the linear optimum is attained. The least cost of a flow of
  value v is convex in v and, at whole v, paid by a whole flow (Ahuja, Magnanti & Orlin 1993,
  *Network Flows*, theorem 9.10 and chapter 9), so the largest v within a whole budget is the
  largest whole v that the linear programme allows.
* With both, whole numbers of shaped openings leave a problem with one budget. Where the linear
  optimum has them whole, its whole part is the answer; where not, they and the total are declared
  whole and HiGHS branches, with no gap allowed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import floor, inf
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

ANYWHERE = "*"
"""The place of openings that are done remotely: within everybody's reach."""
LEVERS = ("radius_km", "remote_percent", "retrained", "shaped")
"""The levers in the order in which their shares are told."""
# Far above the solver's error, far below the least fraction a cost per person can leave.
_NEARLY = 1e-5


class Seekers(NamedTuple):
    """A cell of seekers; no occupation where the register knows none that can be used."""

    area: str
    occupation: str | None
    partial: bool


class Openings(NamedTuple):
    """A cell of openings."""

    area: str
    occupation: str
    shaping: bool
    remote: bool


@dataclass(frozen=True)
class Market:
    """Who seeks and what is open: persons and positions by cell, road kilometres, links.

    `road_km` holds ordered pairs of different municipalities; a pair that is missing is out of
    any reach. `links` holds (from, to) pairs of occupations between which people may retrain.
    Negative counts raise ValueError.
    """

    seekers: Mapping[Seekers, int]
    openings: Mapping[Openings, int]
    road_km: Mapping[tuple[str, str], float] = field(default_factory=dict)
    links: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        if any(number < 0 for number in (*self.seekers.values(), *self.openings.values())):
            raise ValueError("a cell cannot hold fewer than none")

    @cached_property
    def persons(self) -> int:
        """All seekers."""
        return sum(self.seekers.values())

    @cached_property
    def usable(self) -> int:
        """Seekers with an occupation: only they can meet an opening of one."""
        return sum(number for cell, number in self.seekers.items() if cell.occupation is not None)

    @cached_property
    def positions(self) -> int:
        """All openings."""
        return sum(self.openings.values())

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """Every municipality that has seekers or openings."""
        return tuple(sorted({cell.area for cell in (*self.seekers, *self.openings)}))


@dataclass(frozen=True)
class Levers:
    """How far each lever is pulled; all at zero is today's rule.

    `radius_km` by road, `remote_percent` of the openings that can be done remotely, `retrained`
    persons and `shaped` openings at most. Values outside their range raise ValueError.
    """

    radius_km: int = 0
    remote_percent: int = 0
    retrained: int = 0
    shaped: int = 0

    def __post_init__(self) -> None:
        if min(self.radius_km, self.remote_percent, self.retrained, self.shaped) < 0:
            raise ValueError("a lever cannot be pulled backwards")
        if self.remote_percent > 100:
            raise ValueError("no more than all openings can be opened")


REST = Levers()
"""Every lever at zero: today's rule."""


@dataclass(frozen=True)
class LeftOver:
    """Who and what is left when the most have met, by what stops them; the parts add up.

    Seekers: `no_occupation` has none that can be used; `no_opening` has no opening of an allowed
    occupation in reach; `unfit` has some, but none fits partial work ability; `outnumbered` has
    some that others take. Openings: `nobody` has no seeker of an allowed occupation in reach;
    `unshaped` has only such whose work ability it does not fit; `unfilled` has too few seekers.
    """

    no_occupation: int
    no_opening: int
    unfit: int
    outnumbered: int
    nobody: int
    unshaped: int
    unfilled: int


def most(market: Market, levers: Levers = REST) -> int:
    """The greatest number who could meet, a whole number, exact."""
    programme = _Programme(market, levers)
    if not programme.columns:
        return 0
    value, whole = programme.solved()
    # Openings made fit are whole already where there is no such budget.
    return floor((value if whole else programme.solved_whole()) + _NEARLY)


def in_order(most_under: Callable[[Levers], int], levers: Levers) -> dict[str, int]:
    """The number who could meet as the levers are pulled one after another, `base` first.

    `most_under` answers for one setting of the levers, so that answers can be kept. What a lever
    adds depends on those before it; the order is that of `LEVERS`.
    """
    told, pulled = {"base": most_under(REST)}, REST
    last = "base"
    for lever in LEVERS:
        amount = getattr(levers, lever)
        pulled = replace(pulled, **{lever: amount})
        told[lever] = most_under(pulled) if amount else told[last]
        last = lever
    return told


def next_steps(
    most_under: Callable[[Levers], int], levers: Levers, *, step: Levers, ends: Levers
) -> dict[str, int]:
    """How many more could meet than now if one lever were pulled one step further.

    `step` holds one step of each lever and `ends` how far each goes; a lever at its end is left
    out, and a last step may be a short one. No lever loses anyone, so where as many meet as with
    all levers at their ends, no step gains and none is asked.
    """
    met, gains = most_under(levers), {}
    ceiling = most_under(ends)
    for lever in LEVERS:
        there, end = getattr(levers, lever), getattr(ends, lever)
        if there < end:
            further = min(end, there + getattr(step, lever))
            pulled = replace(levers, **{lever: further})
            gains[lever] = most_under(pulled) - met if met < ceiling else 0
    return gains


def left_over(market: Market, levers: Levers, met: int) -> LeftOver:
    """Who and what is left when `met` have met, by what stops them whoever is chosen."""
    reach, linked = _reach(market, levers), _linked(market, levers)
    open_at = _opening_nodes(market, levers)
    kept = dict.fromkeys(("no_occupation", "no_opening", "unfit"), 0)
    # What could be taken, by anyone at all and by someone whose work ability it fits.
    near: set[tuple[str, str]] = set()
    full: set[tuple[str, str]] = set()
    partly: set[tuple[str, str]] = set()
    for cell, number in market.seekers.items():
        if cell.occupation is None or not number:
            kept["no_occupation"] += number
            continue
        found = [
            (place, occupation)
            for place in reach[cell.area]
            for occupation in (cell.occupation, *linked[cell.occupation])
            if (place, occupation) in open_at
        ]
        near.update(found)
        (partly if cell.partial else full).update(found)
        if not found:
            kept["no_opening"] += number
        elif cell.partial and not levers.shaped and not any(open_at[at].shaping for at in found):
            kept["unfit"] += number
    nobody = sum(rooms.all for at, rooms in open_at.items() if at not in near)
    unshaped = 0
    if not levers.shaped:
        only_partly = partly - full
        unshaped = sum(open_at[at].all - open_at[at].shaping for at in only_partly)
    return LeftOver(
        **kept,
        outnumbered=market.persons - met - sum(kept.values()),
        nobody=nobody,
        unshaped=unshaped,
        unfilled=market.positions - met - nobody - unshaped,
    )


class _Rooms(NamedTuple):
    """Openings of one place and occupation: all, and those whose work can be shaped."""

    all: int
    shaping: int


def _reach(market: Market, levers: Levers) -> dict[str, tuple[str, ...]]:
    """The places whose openings the seekers of each municipality can take."""
    return {
        home: (
            *(
                place
                for place in market.areas
                if place == home or market.road_km.get((home, place), inf) <= levers.radius_km
            ),
            ANYWHERE,
        )
        for home in market.areas
    }


def _alike(reach: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """For each place one that stands for it: the first that reaches, and is reached from, the same.

    Whoever and whatever is in either has the same choices, so that they may be counted together.
    """
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for home, places in reach.items():
        for place in places:
            homes[place].add(home)
    first: dict[tuple[frozenset[str], frozenset[str]], str] = {}
    alike = {ANYWHERE: ANYWHERE}
    for home, places in reach.items():
        alike[home] = first.setdefault((frozenset(places), frozenset(homes[home])), home)
    return alike


def _linked(market: Market, levers: Levers) -> defaultdict[str, tuple[str, ...]]:
    """The other occupations that people of each may retrain to; none without a budget."""
    to: defaultdict[str, set[str]] = defaultdict(set)
    if levers.retrained:
        for home, other in market.links:
            to[home].add(other)
    return defaultdict(tuple, {home: tuple(sorted(others)) for home, others in to.items()})


def _opening_nodes(market: Market, levers: Levers) -> dict[tuple[str, str], _Rooms]:
    """Openings by place and occupation; those opened to all of Lapland have a place of their own.

    The number opened is rounded down cell by cell, so that a larger share never closes one.
    """
    rooms: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for cell, number in sorted(market.openings.items()):
        opened = number * levers.remote_percent // 100 if cell.remote else 0
        for place, part in ((ANYWHERE, opened), (cell.area, number - opened)):
            if part:
                rooms[place, cell.occupation][0] += part
                rooms[place, cell.occupation][1] += part * cell.shaping
    return {at: _Rooms(*counts) for at, counts in rooms.items()}


class _Programme:
    """The flow as rows (≤) and columns (≥ 0), few enough to be quick and still exact.

    From seekers of a cell either straight to a pool of their own occupation or, at the cost of
    one retraining, by a hub to the pools of the linked ones; from a pool to the openings of its
    occupation in reach. Openings hold two rows: all seekers, and those with partial work ability,
    whose room grows by the openings shaped for it.
    """

    def __init__(self, market: Market, levers: Levers) -> None:
        self.limits: list[float] = []
        self.columns: list[tuple[tuple[int, float], ...]] = []
        self.gain: list[float] = []
        self.shaped: list[int] = []
        self._rows: dict[tuple[object, ...], int] = {}
        self._levers = levers
        reach = _reach(market, levers)
        alike = _alike(reach)
        self._seekers: Counter[Seekers] = Counter()
        for cell, number in sorted(market.seekers.items(), key=str):
            if number and cell.occupation is not None:
                self._seekers[cell._replace(area=alike[cell.area])] += number
        self._open_at: dict[tuple[str, str], _Rooms] = {}
        for (place, occupation), rooms in _opening_nodes(market, levers).items():
            at = (alike[place], occupation)
            known = self._open_at.get(at, _Rooms(0, 0))
            self._open_at[at] = _Rooms(known.all + rooms.all, known.shaping + rooms.shaping)
        self._build(
            {
                home: tuple(dict.fromkeys(alike[place] for place in reach[home]))
                for home in set(alike.values()) - {ANYWHERE}
            },
            _linked(market, levers),
        )

    def solved(self) -> tuple[float, bool]:
        """The linear optimum, and whether its shaped openings are whole."""
        found = linprog(
            -np.array(self.gain),
            A_ub=self._matrix(),
            b_ub=self.limits,
            method="highs-ds",
            # Looking for simplifications takes longer than a flow this size does.
            options={"presolve": False},
        )
        if found.status != 0:
            raise ArithmeticError(found.message)
        shaped = found.x[self.shaped]
        return -found.fun, bool(np.all(np.abs(shaped - np.round(shaped)) < _NEARLY))

    def solved_whole(self) -> float:
        """The optimum with whole numbers of shaped openings and a whole total."""
        total = len(self.columns)
        row = self._row(("total",), 0)
        counted = [
            (*entries, (row, -gain)) if gain else entries
            for entries, gain in zip(self.columns, self.gain, strict=True)
        ]
        whole = np.zeros(total + 1)
        whole[[*self.shaped, total]] = 1
        found = milp(
            np.append(np.zeros(total), -1.0),
            integrality=whole,
            bounds=Bounds(0, inf),
            constraints=LinearConstraint(
                self._matrix([*counted, ((row, 1.0),)]), -inf, self.limits
            ),
            options={"mip_rel_gap": 0.0},
        )
        if found.status != 0:
            raise ArithmeticError(found.message)
        return -found.fun

    def _build(
        self, reach: Mapping[str, tuple[str, ...]], linked: Mapping[str, tuple[str, ...]]
    ) -> None:
        wanted = {occupation for _, occupation in self._open_at}
        pools: dict[tuple[str, str, bool], None] = {}
        hubs: dict[tuple[str, frozenset[str], bool], None] = {}
        for cell, number in self._seekers.items():
            home, occupation, partial = cell
            others = wanted.intersection(linked[occupation])
            if occupation in wanted:
                pools[cell] = None
            if others:
                # Occupations with the same choice share a hub; one's own is harmless in it.
                hub = (home, frozenset({*others, occupation} & wanted), partial)
                hubs[hub] = None
                self._column(
                    (self._row(("seekers", *cell), number), 1),
                    (self._row(("hub", *hub), 0), -1),
                    (self._row(("retrained",), self._levers.retrained), 1),
                )
        for hub in hubs:
            home, occupations, partial = hub
            for occupation in sorted(occupations):
                pool = (home, occupation, partial)
                self._column((self._row(("hub", *hub), 0), 1), (self._row(("pool", *pool), 0), -1))
                pools[pool] = None
        for pool in pools:
            self._take(pool, self._seekers[Seekers(*pool)], reach[pool[0]])
        if self._levers.shaped:
            self._shape()

    def _take(self, pool: tuple[str, str, bool], own: int, places: Iterable[str]) -> None:
        """Columns from a pool to the openings in its reach."""
        _, occupation, partial = pool
        mixed = ("pool", *pool) in self._rows
        if mixed and own:
            self._column(
                (self._row(("seekers", *pool), own), 1), (self._row(("pool", *pool), 0), -1)
            )
        out = self._row(("pool", *pool), 0) if mixed else self._row(("seekers", *pool), own)
        for place in places:
            rooms = self._open_at.get((place, occupation))
            if rooms is None or (partial and not (rooms.shaping or self._levers.shaped)):
                continue
            taken = [(out, 1.0), (self._row(("all", place, occupation), rooms.all), 1.0)]
            if partial:
                taken.append((self._row(("fit", place, occupation), rooms.shaping), 1.0))
            self._column(*taken, gain=1)

    def _shape(self) -> None:
        """Columns that make room for partial work ability, each opening at the cost of one."""
        budget = self._row(("shaped",), self._levers.shaped)
        for kind, *at in list(self._rows):
            if kind == "fit":
                rooms = self._open_at[at[0], at[1]]
                if rooms.all > rooms.shaping:
                    self.shaped.append(len(self.columns))
                    fit = self._row(("fit", *at), 0)
                    self._column((fit, -1), (budget, 1))

    def _row(self, name: tuple[object, ...], limit: int) -> int:
        if name not in self._rows:
            self._rows[name] = len(self.limits)
            self.limits.append(float(limit))
        return self._rows[name]

    def _column(self, *entries: tuple[int, float], gain: float = 0) -> None:
        self.columns.append(entries)
        self.gain.append(gain)

    def _matrix(self, columns: list[tuple[tuple[int, float], ...]] | None = None) -> csr_array:
        columns = self.columns if columns is None else columns
        across = np.repeat(np.arange(len(columns)), [len(entries) for entries in columns])
        rows, values = zip(*(entry for entries in columns for entry in entries), strict=True)
        return csr_array((values, (rows, across)), shape=(len(self.limits), len(columns)))
