"""Words of what has changed since a meeting: every difference as a row, and the sentence of all."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handprint import catalog, numbers
from handprint.analysis.editions import Change, Changes, Kind, Point, Series
from handprint.session import language
from handprint.words import actors, goals
from handprint.words.catalogues import t
from handprint.words.forms import Moment, listed, lower_first, when
from handprint.words.places import place, place_codes

COUNTED: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("new", ("new",)),
    ("revised", ("revised",)),
    ("moves", ("signs", "started", "ended", "moved")),
    ("members", ("joined", "left")),
    ("overdue", ("overdue",)),
    ("settled", ("settled",)),
    ("known", ("known",)),
    ("missing", ("missing",)),
    ("sourced", ("sourced",)),
    ("redefined", ("redefined",)),
)
"""What is counted, in its order; the first three are told even when there are none.

The first six are the answer's own sentence, the rest stands under it.
"""
ALWAYS, TITLED = 3, 6
URGENT: tuple[tuple[Kind, ...], ...] = (
    ("signs", "started", "ended", "moved"),
    ("revised",),
    ("overdue",),
)
"""What a room is told first where there is no room for everything."""
_FEW = 3
_KINDS_SAID = 3


@dataclass(frozen=True)
class Facts:
    """What the rows are told with: names by kind and key, and how each measured thing is printed.

    `names` is keyed `value/I01`, `project/wot`, and gives the name by language.
    """

    names: Mapping[str, Mapping[str, str]]
    series: Mapping[str, Series]


@dataclass(frozen=True)
class Row:
    """One piece of news: its kind, what it is about, when, before and after, and what is between.

    `signs` are the codes of two progress signs, for a picture; `number` says how many differences
    the row stands for; `tie` is what the row is about as (kind, id), where a page shows it.
    `values` are the numbers, with so many `decimals`, in the words before, after and between.
    """

    kind: Kind
    name: str
    when: str = ""
    before: str = ""
    after: str = ""
    change: str = ""
    note: str = ""
    signs: tuple[str, str] | None = None
    example: bool = False
    number: int = 1
    tie: tuple[str, str] | None = None
    values: tuple[float | None, float | None, float | None] = (None, None, None)
    decimals: int = 0


def rows(changes: Changes, facts: Facts) -> tuple[Row, ...]:
    """Every difference in a row; what many places or a whole series share is one row."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    redefined = {(c.key, c.what) for c in changes.of("redefined") if c.about == "value"}
    for one in changes.all:
        if one.kind == "redefined" and one.about == "sign" and (one.key, one.what) in redefined:
            # The indicator's own row says it already.
            continue
        groups.setdefault(_group(one), []).append(one)
    return tuple(_row(group, facts) for group in groups.values())


def every(changes: Changes, facts: Facts) -> tuple[Row, ...]:
    """Every difference in a row of its own, for the table."""
    return tuple(_single(one, facts) for one in changes.all)


def title(found: Sequence[Row], since: dt.date) -> str:
    """The answer: how much is new, how much was put right, what has moved."""
    day = numbers.date(since, language())
    if not found:
        return t("editions.title_nothing", day=day)
    return t("editions.title", day=day, parts=", ".join(_counts(found, 0, TITLED)))


def besides(found: Sequence[Row]) -> str:
    """What the answer leaves out: filled in, missing, not comparable; empty for none of them."""
    parts = _counts(found, TITLED, len(COUNTED))
    return t("editions.lede_besides", parts=", ".join(parts)) if parts else ""


def pressing(found: Sequence[Row], most: int) -> tuple[Row, ...]:
    """The rows that a room should see first: moves, revisions and what is late before the rest.

    Of each of these three there is one, if there is any, before a second of another.
    """
    rank = {kind: at for at, kinds in enumerate(URGENT) for kind in kinds}
    rest = len(URGENT)
    ordered = sorted(found, key=lambda row: rank.get(row.kind, rest))
    firsts = {rank[row.kind]: row for row in reversed(ordered) if row.kind in rank}
    chosen = [firsts[at] for at in sorted(firsts)][:most]
    chosen += [row for row in ordered if row not in chosen][: most - len(chosen)]
    return tuple(row for row in ordered if row in chosen)


def and_rest(found: Sequence[Row]) -> str:
    """How many rows are left, and of what kinds, the last of many together; empty for none."""
    if not found:
        return ""
    told = _counts(found, 0, len(COUNTED), always=0)
    if len(told) > _KINDS_SAID:
        said = [name for name, kinds in COUNTED if any(row.kind in kinds for row in found)]
        named = {k for name, kinds in COUNTED if name in said[: _KINDS_SAID - 1] for k in kinds}
        others = sum(row.kind not in named for row in found)
        told = [*told[: _KINDS_SAID - 1], t("editions.and_others", count=others)]
    key = "and_rest_one" if len(found) == 1 else "and_rest_many"
    return t(f"editions.{key}", count=len(found), parts=", ".join(told))


def heading(found: Sequence[Row]) -> str:
    """The finding of the picture: what happened apart from what was put right."""
    refused = sum(row.kind == "redefined" for row in found)
    fixed = sum(row.kind in ("revised", "known", "missing", "sourced") for row in found)
    return t("editions.heading", news=len(found) - fixed - refused, fixed=fixed, refused=refused)


def _counts(found: Sequence[Row], first: int, last: int, *, always: int = ALWAYS) -> list[str]:
    """How many rows there are of what, as words: `3 uutta lukua`, `ei tilamuutoksia`."""
    told = []
    for place_, (name, kinds) in enumerate(COUNTED[first:last], start=first):
        count = sum(row.kind in kinds for row in found)
        if count or place_ < always:
            form = "none" if not count else "one" if count == 1 else "many"
            told.append(t(f"editions.count_{name}_{form}", count=count))
    return told


def kind_word(kind: Kind) -> str:
    """What the rows of a kind are called, as a heading."""
    return t(f"editions.kind_{kind}")


def short_word(kind: Kind) -> str:
    """A kind in one short word, to stand before its news: `Uusi`, `Korjaus`."""
    return t(f"editions.short_{kind}")


def sentence(row: Row) -> str:
    """A row as one line of words, for lists, slides and alternative texts."""
    step = f"{row.before} → {row.after}" if row.before and row.after else row.after or row.before
    parts = [part for part in (step, row.change, row.note) if part]
    head = f"{row.name} ({row.when})" if row.when else row.name
    told = f"{head}: {'; '.join(parts)}" if parts else head
    # A made-up figure says so itself; a sign does not.
    return t("editions.example_row", words=told) if row.example and not row.when else told


def _group(one: Change) -> tuple[str, ...]:
    if one.kind == "redefined":
        return (one.kind, one.about, one.what)
    if _of_source(one):
        thing, area = _parts(one.key)
        many = thing if one.about == "value" and _local(area) else ""
        return (one.kind, one.about, one.what, str(one.before), str(one.after), many)
    if one.about != "value":
        return (one.kind, one.about, one.key, one.what)
    thing, area = _parts(one.key)
    return (one.kind, one.about, thing, "places" if _local(area) else area)


def _row(group: Sequence[Change], facts: Facts) -> Row:
    first = group[0]
    if first.kind == "redefined":
        return _redefined(group, facts)
    if _of_source(first):
        names = list(dict.fromkeys(_name(one, facts) for one in group))
        tie = _tie(first) if len(names) == 1 else None
        thing, area = _parts(first.key)
        if len(names) > 1 and first.about == "value" and _local(area):
            title = catalog.indicator(thing).title(language())
            name = t("editions.in_places", name=title, count=len(names))
        else:
            name = _few(names)
        return replace(_single(first, facts), name=name, number=len(group), tie=tie)
    if first.about != "value":
        return _single(first, facts)
    if len({one.key for one in group}) > 1:
        return _places(group, facts)
    newest = max(group, key=lambda one: one.period)
    row = _single(newest, facts)
    more = sum(1 + len(one.also) for one in group) - 1
    if more:
        several = t("editions.more_one" if more == 1 else "editions.more_many", count=more)
        row = replace(row, note="; ".join(part for part in (row.note, several) if part))
    return replace(row, number=len(group))


def _single(one: Change, facts: Facts) -> Row:
    name, lang = _name(one, facts), language()
    if one.kind == "redefined":
        return Row(
            one.kind, name, note=t(f"editions.why_{one.what}"), example=one.example, tie=_tie(one)
        )
    if _of_source(one):
        said = [_said_by(one, str(part)) for part in (one.before, one.after)]
        note = t(f"editions.fact_{one.what}")
        return Row(one.kind, name, before=said[0], after=said[1], note=note,
                   example=one.example, tie=_tie(one))  # fmt: skip
    if one.about == "value":
        return _value(one, name, facts)
    if one.about == "sign":
        before, after = str(one.before), str(one.after)
        words = [goals.sign_word(sign) for sign in (before, after)]
        return Row(one.kind, name, before=words[0], after=words[1], signs=(before, after),
                   example=one.example, tie=_tie(one))  # fmt: skip
    said = [_fact(one, part) for part in (one.before, one.after)]
    if one.about == "project" and one.what in ("state", "listed"):
        note = t("editions.late") if one.kind == "revised" else ""
        if one.new:
            return Row(one.kind, name, after=said[1], note=t("editions.now_listed"), tie=_tie(one))
        if one.what == "listed":
            return Row(one.kind, name, before=said[0], note=t("editions.not_listed"), tie=_tie(one))
        return Row(one.kind, name, before=said[0], after=said[1], note=note, tie=_tie(one))
    if one.about == "organisation":
        day = one.after if isinstance(one.after, dt.date) else None
        told = numbers.date(day, lang) if day else ""
        if one.kind in ("joined", "left"):
            note = t(f"editions.fact_{one.what}")
            return Row(one.kind, name, after=told, note=note, tie=_tie(one))
        if one.what == "listed":
            return Row(one.kind, name, note=t("editions.not_listed"), tie=_tie(one))
        if one.kind == "known" and one.new:
            return Row(one.kind, name, after=told, note=t("editions.found_member"), tie=_tie(one))
        note = t(f"editions.fact_{one.what}")
        return Row(one.kind, name, before=said[0], after=said[1], note=note, tie=_tie(one))
    if one.about == "decision":
        due = one.after or one.before
        return Row(
            one.kind, name, note=t("editions.due", day=numbers.date(due, lang)), tie=_tie(one)
        )
    note = t(f"editions.fact_{one.what}")
    return Row(one.kind, name, before=said[0], after=said[1], note=note, tie=_tie(one))


def _value(one: Change, name: str, facts: Facts) -> Row:
    series = facts.series[one.key]
    before, after = (_figure(point, series) for point in (one.before, one.after))
    shown = _period(one.period)
    note = ""
    if one.kind == "new":
        if one.before_period and one.before_period != one.period:
            before = t("editions.at", value=before, period=_period(one.before_period))
    elif one.before_period != one.period and isinstance(one.before, Point) and one.before_period:
        before = t("editions.at", value=before, period=_period(one.before_period))
    if one.kind == "known" and isinstance(one.before, Point) and one.before.example:
        note = t("editions.was_example")
    if one.kind == "sourced" and isinstance(one.after, Point):
        carried = one.after.status == "carried"
        note = t("editions.carried_now" if carried else "editions.carried_before")
    return Row(
        one.kind,
        name if "/" in one.key else goals.named_with_unit(name, series.unit),
        when=shown,
        before=before,
        after=after,
        change=_delta(one, series),
        note=note,
        example=one.example and not (isinstance(one.after, Point) and one.after.known),
        tie=_tie(one),
        values=(_number(one.before), _number(one.after), one.delta),
        decimals=series.decimals,
    )


def _number(point: Point | str | dt.date | None) -> float | None:
    return point.value if isinstance(point, Point) and (point.known or point.example) else None


def _delta(one: Change, series: Series) -> str:
    """The signed difference with what it is from; empty where none may be computed."""
    if one.delta is None:
        return t("editions.no_like") if one.kind == "new" else ""
    lang = language()
    if series.unit == "points":
        signed = numbers.points(one.delta, lang, series.decimals)
    else:
        signed = numbers.difference(
            one.delta, unit=series.unit, decimals=series.decimals, lang=lang
        )
    if one.kind == "revised":
        return signed
    if one.like_period == numbers.months_before(one.period):
        return t("editions.change_year", change=signed)
    return t("editions.change_since", change=signed, period=Moment(one.like_period, lang))


def _places(group: Sequence[Change], facts: Facts) -> Row:
    """One thing in many municipalities: how many moved which way, and where most."""
    first = group[0]
    thing, _ = _parts(first.key)
    areas = {one.key for one in group}
    name = t(
        "editions.in_places", name=catalog.indicator(thing).title(language()), count=len(areas)
    )
    deltas = [(one.delta, one) for one in group if one.delta is not None]
    change, note = "", ""
    if deltas:
        change = t(
            "editions.places_moved",
            up=sum(delta > 0 for delta, _ in deltas),
            down=sum(delta < 0 for delta, _ in deltas),
            same=sum(delta == 0 for delta, _ in deltas),
        )
        _, most = max(deltas, key=lambda pair: (abs(pair[0]), pair[1].key))
        told = _delta(most, facts.series[most.key])
        note = t("editions.places_most", place=place(_parts(most.key)[1]).name, change=told)
    periods = sorted({one.period for one in group})
    shown = numbers.period_range(periods[0], periods[-1], language()) if all(periods) else ""
    return Row(first.kind, name, when=shown, change=change, note=note, number=len(group))


def _redefined(group: Sequence[Change], facts: Facts) -> Row:
    """Things that cannot be compared for one and the same reason."""
    names = list(dict.fromkeys(_name(one, facts) for one in group))
    first = group[0]
    what = "signs" if first.about == "sign" and first.what == "definition" else first.what
    return Row(
        first.kind,
        _few(names),
        note=t(f"editions.why_{what}"),
        number=len(group),
        example=any(one.example for one in group),
        tie=_tie(first) if len(names) == 1 else None,
    )


def _few(names: Sequence[str]) -> str:
    """The first names, and how many there are besides."""
    shown = names[:_FEW]
    if len(names) == len(shown):
        return listed(shown)
    return t("editions.and_more", names=", ".join(shown), count=len(names) - len(shown))


def _of_source(one: Change) -> bool:
    """Whether who says so has changed, or how far that is to be trusted; not the thing itself."""
    return one.kind == "sourced" and one.what in ("source", "status")


def _said_by(one: Change, said: str) -> str:
    """A source or a status as printed."""
    if one.what == "status":
        return t(f"actors.status_{said}")
    return "; ".join(_source(part) for part in said.split("; "))


def _source(said: str) -> str:
    """One who says so: a publisher by its name in the language, a site, the seed or ourselves."""
    if said == "own":
        return t("actors.status_own")
    if said == "seed" or said.startswith("http"):
        return actors.source(said)
    lang = language()
    known = {f"{one.publisher}, {one.table}": one for one in catalog.sources()}
    return f"{known[said].by(lang)}, {known[said].table}" if said in known else said


def _name(one: Change, facts: Facts) -> str:
    names = facts.names.get(f"{one.about}/{one.key}", {})
    return names.get(language()) or names.get("fi") or one.key


def _tie(one: Change) -> tuple[str, str] | None:
    if one.about in ("project", "organisation"):
        return one.about, one.key
    thing, area = _parts(one.key)
    if one.about == "decision":
        return "decision", one.key
    if area:
        return ("area", area) if _local(area) else None
    return ("goal" if thing.startswith("G") else "indicator", thing)


def _fact(one: Change, said: Point | str | dt.date | None) -> str:
    """A status or a day as printed; `ei tiedossa` where nobody knew."""
    if isinstance(said, dt.date):
        return numbers.date(said, language())
    if one.about == "project" and one.what in ("state", "listed") and isinstance(said, str):
        return lower_first(t(f"family.{said}"))
    return t("editions.not_known")


def _figure(point: Point | str | dt.date | None, series: Series) -> str:
    if not isinstance(point, Point):
        return t("editions.not_known")
    if point.example:
        return t("editions.example", value=goals.amount(point.value, series.unit, series.decimals))
    if point.known:
        return goals.amount_in_text(point.value, series.unit, series.decimals)
    lang, unit = language(), "persons" if series.unit in numbers.COUNTED else "percent"
    return numbers.cell(None, point.status, unit=unit, decimals=0, lang=lang, in_words=True)


def _period(period: str) -> str:
    return when(period, "short") if period else t("goals.period_unknown")


def _parts(key: str) -> tuple[str, str]:
    """The thing and the area of a value's key; an indicator of the goals has no area."""
    thing, _, area = key.partition("/")
    return thing, area


def _local(area: str) -> bool:
    """Whether an area is a municipality, by its code of digits."""
    return area.isdigit() and area in place_codes()
