"""Turns what was read into the table of observations: one figure per indicator, area and period.

Three steps: take each source's cells, let the newest source win where two differ (and keep a note
of it), then compute what nobody published but the published figures give exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeVar

from handprint.catalog import Column, Indicator, Source
from handprint.publish import places
from handprint.publish.body import Body, Row, hint
from handprint.publish.wording import Refused

DERIVED = "derived"
TWIN = "ELY15"
K = TypeVar("K", bound=tuple)


class Key(NamedTuple):
    """What one figure is about."""

    indicator: str
    area: str
    period: str


class Figure(NamedTuple):
    """One figure: its value in the indicator's unit, its status and the source that gave it."""

    value: float | None
    status: str
    source: str


@dataclass
class Count:
    """How the rows and cells of one source fared; rejected is always 0, or there is no release."""

    rows_read: int = 0
    rows_accepted: int = 0
    rows_out_of_scope: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    unused_columns: list[str] = field(default_factory=list)
    first_period: str | None = None
    last_period: str | None = None

    def saw(self, period: str, status: str) -> None:
        """Count one accepted cell."""
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.first_period = min(self.first_period or period, period)
        self.last_period = max(self.last_period or period, period)

    def settle(self, source: Source) -> None:
        """Accepted and out of scope must be all that was read, and as many as promised."""
        if self.rows_accepted + self.rows_out_of_scope != self.rows_read:
            raise AssertionError(f"{source.id}: a row was neither taken nor left out")
        if source.rows is not None and source.rows != self.rows_read:
            raise Refused("file_rows", file=source.file, found=self.rows_read, expected=source.rows)
        if not self.rows_accepted:
            raise Refused("file_nothing_ours", file=source.file, found=self.rows_read)


@dataclass(frozen=True)
class Revision:
    """Two sources gave different figures for the same thing; the newer one stands."""

    key: tuple[str, ...]
    kept: Figure
    replaced: Figure


def wanted_columns(source: Source, indicators: Iterable[Indicator]) -> set[str]:
    """The columns of this source's table that any indicator is made of."""
    return {c.column for i in indicators for c in i.columns if c.table == source.table}


def read(
    body: Body, indicators: tuple[Indicator, ...], known: dict[str, str]
) -> tuple[dict[Key, Figure], Count]:
    """The figures in one source's file. `known` is our areas with their levels."""
    source = body.source
    pairs = [(i, c) for i in indicators if (c := _column(i, source, body))]
    if not pairs:
        columns = wanted_columns(source, indicators)
        raise Refused(
            "body_no_indicator",
            file=source.file,
            table=source.table,
            found=", ".join(body.measures[:12]),
            hint=hint(next(iter(sorted(columns)), ""), body.measures),
        )
    used = {c.column for _, c in pairs}
    area_column, period_column = (body.role(r, measures=used) for r in ("area", "period"))
    body.need(name for _, column in pairs for name, _ in column.where)
    _no_unknown_dimension(body, pairs, area_column, period_column)
    _twins_agree(body, area_column, period_column)
    count = Count(rows_read=len(body.rows))
    roles = {area_column, period_column, *(name for _, c in pairs for name, _ in c.where)}
    count.unused_columns = [c for c in body.measures if c not in used and c not in roles]
    figures: dict[Key, Figure] = {}
    rows_of: dict[Key, Row] = {}
    for row in body.rows:
        area = body.area(row, area_column, known)
        period = body.period(row, period_column)
        here = [(i, c) for i, c in pairs if all(row.text[name] == value for name, value in c.where)]
        if area is None or not here:
            count.rows_out_of_scope += 1
            continue
        count.rows_accepted += 1
        for indicator, column in here:
            key = Key(indicator.id, area, period)
            value, status = body.number(row, column.column)
            _fits(body, row, column.column, indicator, period, value)
            if key in figures:
                raise body.refuse(
                    "cell_twice",
                    row,
                    column.column,
                    area=area,
                    period=period,
                    other=rows_of[key].line,
                )
            figures[key], rows_of[key] = Figure(value, status, source.id), row
            count.saw(period, status)
    _all_municipalities(body, figures, known)
    count.settle(source)
    return figures, count


def newest(
    read_by_source: list[tuple[Source, dict[K, Figure]]],
) -> tuple[dict[K, Figure], list[Revision]]:
    """One figure for each key: the newest source's where sources differ, with the differences."""
    age: dict[str, tuple[date, date]] = {}
    chosen: dict[K, Figure] = {}
    revisions: list[Revision] = []
    for source, figures in sorted(read_by_source, key=lambda pair: _age(pair[0])):
        age[source.id] = _age(source)
        for key, figure in figures.items():
            before = chosen.get(key)
            if before and before[:2] != figure[:2]:
                if age[before.source] == age[source.id]:
                    raise Refused(
                        "observation_contradiction",
                        key=", ".join(key),
                        found=_shown(figure),
                        expected=_shown(before),
                        first=before.source,
                        second=source.id,
                    )
                revisions.append(Revision(key, figure, before))
            chosen[key] = figure
    return chosen, revisions


def undefined(figures: dict[Key, Figure], indicators: tuple[Indicator, ...]) -> None:
    """A mean over nothing is no figure: where the count beside it is zero, say so."""
    for indicator in indicators:
        if not indicator.undefined_when_zero:
            continue
        for key in [k for k in figures if k.indicator == indicator.id]:
            count = figures.get(key._replace(indicator=indicator.undefined_when_zero))
            if count and count.status == "zero":
                figures[key] = Figure(None, "not_applicable", figures[key].source)


def derive(
    figures: dict[Key, Figure],
    indicators: tuple[Indicator, ...],
    covers: dict[str, list[list[str]]],
) -> dict[Key, Figure]:
    """Sums and shares for the areas nobody published, where the parts give them exactly.

    `covers` names for each area the ways to put it together, the best first: an employment area
    of whole sub-regional units is their sum even where a municipality inside is secret.
    """
    derived: dict[Key, Figure] = {}
    periods: dict[str, set[str]] = {}
    for key in figures:
        periods.setdefault(key.indicator, set()).add(key.period)
    for indicator in indicators:
        if not indicator.additive:
            continue
        for period in periods.get(indicator.id, ()):
            for area, ways in covers.items():
                key = Key(indicator.id, area, period)
                if key not in figures and (figure := _sum(figures, key, ways)):
                    derived[key] = figure
    everything = figures | derived
    for indicator in indicators:
        if not indicator.ratio:
            continue
        for key in [k for k in everything if k.indicator == indicator.ratio.of]:
            ours = key._replace(indicator=indicator.id)
            below = everything.get(key._replace(indicator=indicator.ratio.by))
            if ours not in figures and below:
                derived[ours] = _ratio(everything[key], below, indicator)
    return derived


def rounded(value: float, decimals: int) -> float:
    """Rounded as statistics are: halves away from zero, on the decimal digits."""
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return float(exact) + 0.0


def _column(indicator: Indicator, source: Source, body: Body) -> Column | None:
    """Where an indicator stands in this source: the first of its columns that is here."""
    for column in indicator.columns:
        if column.table == source.table and column.column in body.measures:
            return column
    return None


def _fits(
    body: Body, row: Row, column: str, indicator: Indicator, period: str, value: float | None
) -> None:
    """A figure must be possible for its indicator: right frequency, sign and wholeness."""
    if (indicator.frequency == "month") != ("-" in period):
        raise body.refuse(
            "cell_frequency",
            row,
            column,
            period=period,
            expected=(f"frequency_{indicator.frequency}", {}),
        )
    if value is None:
        return
    if value < 0 and not indicator.signed:
        raise body.refuse("cell_negative", row, column, indicator=indicator.id)
    if indicator.additive and indicator.decimals == 0 and value != int(value):
        raise body.refuse("cell_not_whole", row, column, indicator=indicator.id)


def _no_unknown_dimension(
    body: Body, pairs: list[tuple[Indicator, Column]], *roles: str | None
) -> None:
    """A dimension nobody has spoken for would mix figures that differ only by it."""
    if body.place == "place_csv":
        return
    spoken = {*roles, *(name for _, column in pairs for name, _ in column.where)}
    for code in body.dimensions:
        if code not in spoken:
            raise Refused(
                "body_unknown_dimension",
                file=body.source.file,
                column=code,
                found=", ".join(sorted({row.text[code] for row in body.rows})[:6]),
            )


def _twins_agree(body: Body, area_column: str | None, period_column: str | None) -> None:
    """The area of the Lapland centre and the region are the same 21 municipalities."""
    if area_column is None:
        return
    twins: dict[tuple[str, ...], dict[str, Row]] = {}
    others = [d for d in body.dimensions if d != area_column and body.place != "place_csv"]
    if body.place == "place_csv":
        others = [period_column] if period_column else []
    for row in body.rows:
        if row.text[area_column] in (TWIN, places.REGION):
            key = tuple(row.text[d] for d in others)
            twins.setdefault(key, {})[row.text[area_column]] = row
    for pair in twins.values():
        if len(pair) < 2:
            continue
        for column in body.measures:
            if column == area_column or (body.place == "place_csv" and not _numeric(body, column)):
                continue
            ours, theirs = pair[places.REGION].text[column], pair[TWIN].text[column]
            if ours != theirs:
                raise body.refuse("cell_twins", pair[TWIN], column, expected=ours)


def _numeric(body: Body, column: str) -> bool:
    """Whether a CSV column holds figures rather than names."""
    return any(c.isdigit() for c in body.rows[0].text[column])


def _all_municipalities(body: Body, figures: dict[Key, Figure], known: dict[str, str]) -> None:
    """Either every municipality is there for a period, or none: a lost one must not go unseen."""
    if body.source.partial:
        return
    wanted = {code for code, level in known.items() if level == "municipality"}
    seen: dict[tuple[str, str], set[str]] = {}
    for key in figures:
        if key.area in wanted:
            seen.setdefault((key.indicator, key.period), set()).add(key.area)
    for (indicator, period), there in seen.items():
        if there != wanted:
            absent = sorted(wanted - there)
            raise Refused(
                "body_municipalities",
                file=body.source.file,
                indicator=indicator,
                period=period,
                found=len(there),
                expected=len(wanted),
                absent=", ".join(absent[:8]),
            )


def _age(source: Source) -> tuple[date, date]:
    return source.retrieved, source.updated or source.retrieved


def _shown(figure: Figure) -> str:
    return figure.status if figure.value is None else f"{figure.value:g}"


def _sum(figures: dict[Key, Figure], key: Key, ways: list[list[str]]) -> Figure | None:
    """The sum of the parts; the first way whose parts are all known, or why none is."""
    fallback: Figure | None = None
    for parts in ways:
        found = [figures.get(key._replace(area=part)) for part in parts]
        if any(f is None for f in found):
            continue
        statuses = {f.status for f in found if f}
        for status in ("secret", "withheld", "missing", "not_applicable"):
            if status in statuses:
                # A sum with a secret part is no count of one to four: it is withheld.
                told = "withheld" if status == "secret" else status
                fallback = Figure(None, told, DERIVED)
                break
        else:
            total = float(sum(f.value or 0 for f in found if f))
            return Figure(total, "value" if total else "zero", DERIVED)
    return fallback


def _ratio(above: Figure, below: Figure, indicator: Indicator) -> Figure:
    """A share recomputed from its parts; the worse status of the two where one is unknown."""
    for status in ("secret", "withheld", "missing", "not_applicable"):
        if status in (above.status, below.status):
            return Figure(None, "withheld" if status == "secret" else status, DERIVED)
    if not below.value or above.value is None or indicator.ratio is None:
        return Figure(None, "not_applicable", DERIVED)
    share = rounded(indicator.ratio.times * above.value / below.value, indicator.decimals)
    return Figure(share, "value" if share else "zero", DERIVED)
