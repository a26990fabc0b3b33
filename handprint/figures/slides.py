"""What a slide shows: one message, one picture in large letters, and the figure behind it.

A slide is a page's figure said once more for a room: the heading is the page's own finding, the
picture is drawn from the same facts, and source, period, table and mark are the figure's own.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handprint import numbers
from handprint.analysis.succession import STAGES
from handprint.analysis.white_spots import COVERAGES, NEEDS, Coverage
from handprint.drawings import hand as gauge
from handprint.drawings import slides as drawing
from handprint.drawings.hatching import Hatch
from handprint.drawings.marks import Picture
from handprint.figures import (
    Figure,
    Mark,
    actors,
    actors_record,
    family,
    family_facts,
    goal_lights,
    goals,
    handprint,
    ledger,
    mismatch,
    mismatch_counts,
    outputs,
    situation,
    thread,
    thread_holes,
    white_spots,
)
from handprint.figures.focus import newest
from handprint.session import language
from handprint.words import REGION, place, t, when
from handprint.words import goals as goal_words
from handprint.words import handprint as finger_words
from handprint.words import white_spots as spot_words
from handprint.words.forms import capital
from handprint.words.sentences import Sentence
from queries import run

_ALL = "all"
# States that the heading counts and no stage shows.
_OUTSIDE = ("rejected", "not_known", "not_begun")
_MOST_CALLED, _MOST_LINES = 6, 5
_HATCHES: Mapping[Coverage, Hatch] = {"full": "", "some": "level", "none": "slant"}
_HUES = {"unemployed": "seek", "open_at_month_end": "open", "new_vacancies": "open"}
_END = re.compile(r"(?<=[\w”)%])\. (?=[A-ZÅÄÖ])")
"""Where one sentence ends and the next begins; a dot in a date is followed by a digit."""


@dataclass(frozen=True)
class Slide:
    """One slide: the message, the line under it, the picture in two sizes, the figure behind.

    `figure` is None where the slide asks and shows nothing. `where` says place and time. `mark`
    and `sources` are those of what the picture shows: it may be real, or rest on fewer sources,
    where the figure's table holds more; without `sources` they and the periods are the figure's.
    """

    heading: str
    lede: str
    picture: Picture
    small: Picture
    figure: Figure | None
    where: str = ""
    mark: Mark = ""
    sources: tuple[str, ...] = ()


def made(
    show: str, *, choices: Mapping[str, str], heading: str, lines: tuple[str, ...]
) -> Slide | None:
    """The slide of one of `SHOWN`; None where the release has no figures for it."""
    if show == "questions":
        return _questions(heading, lines)
    return SHOWN[show](choices)


def _drawn(draw: Callable[..., Picture], *args: object, alt: str, **options: object) -> dict:
    return {
        "picture": draw(*args, alt=alt, **options),
        "small": draw(*args, alt=alt, compact=True, **options),
    }


def _alt(heading: str, told: list[str], mark: Mark = "") -> str:
    parts = [heading.removesuffix("."), "; ".join(told)]
    if mark:
        parts.append(t(f"figure.{mark}"))
    return ". ".join(part for part in parts if part) + "."


def _split(words: str) -> tuple[str, str]:
    """A text's first sentence without its stop, and what comes after it."""
    first, *rest = _END.split(words, maxsplit=1)
    return first.removesuffix("."), rest[0] if rest else ""


def _first(words: str) -> str:
    first, _ = _split(words)
    return f"{first}." if first else ""


def _said(answer: Sentence) -> tuple[str, str]:
    """Heading and line: a page's answer, its second sentence or else its lede's first."""
    heading, rest = _split(answer.title)
    return heading, rest or _first(answer.lede)


def _phenomenon(choices: Mapping[str, str]) -> Slide | None:
    period = choices.get("period") or newest(situation.periods(), _day(choices))
    if period is None:
        return None
    heading, lede = _said(situation.opening(period))
    items = [
        drawing.Count(
            tile.value,
            tile.label,
            f"{capital(tile.when)}; {t(f'figure.{tile.measure}_short')}. {capital(tile.change)}",
            hue=next((hue for name, hue in _HUES.items() if tile.key.endswith(name)), "ink"),
        )
        for tile in situation.tiles_of(period)
    ]
    alt = _alt(heading, [f"{one.name} {one.figure}, {one.note}" for one in items])
    return Slide(
        heading,
        lede,
        figure=situation.claims_of(period, False),
        where=_region(when(period)),
        **_drawn(drawing.counts, items, alt=alt),
    )


def _meeting(choices: Mapping[str, str]) -> Slide | None:
    last = choices.get("window") or newest(mismatch_counts.windows(), _day(choices))
    if last is None:
        return None
    level = int(choices.get("grain", mismatch_counts.LEVELS[0]))
    window = mismatch_counts.stretch(last)
    counted, lang = mismatch_counts.counted(level, window), language()
    heading = mismatch.opening(level, window).title
    met, whole = counted.occupation.value, counted.openings
    filled = min(10, max(0, int(numbers.rounded(10 * met / whole, 0))))
    noun = t(f"mismatch.noun_{level}")
    names = (t("present.met"), t("present.unmet"))
    notes = (t("present.met_note", noun=noun), t("present.unmet_note", noun=noun))
    # The share of ten is an upper limit; tens are what secret cells leave certain.
    about = numbers.count(round(met, -1), lang)
    # The slide before it may count the openings of another month: both say which they mean.
    lede = t(
        "present.meeting_lede",
        periods=window.printed(),
        openings=numbers.count(whole, lang),
        met=about,
        noun=noun,
    )
    alt = _alt(heading, [f"{filled}/10 {names[0]}", f"{10 - filled}/10 {names[1]}"])
    return Slide(
        heading,
        lede,
        figure=mismatch.rungs(level, window),
        where=_region(t("present.average", periods=window.printed())),
        sources=mismatch_counts.sources_of_statistics(level, window),
        **_drawn(drawing.tenths, filled, names=names, notes=notes, alt=alt),
    )


def _network(choices: Mapping[str, str]) -> Slide | None:
    day = _day(choices)
    first, last = actors_record.span()
    if not first <= day <= last or not actors_record.on(day).named:
        return None
    net, view = actors_record.on(day), actors.View(day)
    heading, lede = actors.opening(view).title, t("present.network_lede")
    members = Counter(net.actors[id].block for id in net.named)
    tied = Counter(net.actors[id].block for id in net.named if net.named[id])
    items = [
        drawing.Circles(
            t(f"actors.block_{block}"),
            tied[block],
            members[block],
            t("present.of", part=tied[block], whole=members[block]),
        )
        for block in sorted(members, key=lambda one: -members[one])
    ]
    figure = actors.picture(view)
    return Slide(
        heading,
        lede,
        figure=figure,
        **_drawn(drawing.circles, items, alt=_alt(heading, [f"{o.name} {o.count}" for o in items])),
    )


def _family(choices: Mapping[str, str]) -> Slide | None:
    day, today = _day(choices), dt.date.today()
    goal = choices.get("goal", _ALL)
    chosen = (goal, choices.get("fund", _ALL), choices.get("lead", _ALL))
    figure = family.pipeline_of(day, today, *chosen, False)
    heading, lede = _said(family.opening(day, today, *chosen, ""))
    rows = figure.table.frame.to_dict("records")
    items = [
        drawing.Stage(
            row["state"],
            numbers.count(row["count"], language()) if known else "–",
            _projects(row["projects"]) if known else t("family.not_recorded"),
            known,
        )
        for row in rows[: len(STAGES)]
        for known in [row["count_status"] in ("value", "zero")]
    ]
    told = [f"{one.name} {one.figure}, {one.note}" for one in items]
    # The heading counts these too, and no stage of the picture holds them.
    outside = {t(f"family.{one}"): f"present.outside_{one}" for one in _OUTSIDE}
    for row in rows[len(STAGES) :]:
        if row["count_status"] == "value":
            told.append(f"{row['state']}: {row['projects']}")
            said = t(outside[row["state"]], count=numbers.count(row["count"], language()))
            lede = f"{lede} {said}".lstrip()
    return Slide(
        heading,
        lede,
        figure=figure,
        where=_goal(goal),
        **_drawn(drawing.stages, items, alt=_alt(heading, told)),
    )


def _goal(goal: str) -> str:
    """The goal that a slide is narrowed to, for its corner; nothing for all of them."""
    short = family_facts.goals().get(goal)
    return f"{goal} {short}" if short else ""


def _projects(names: str) -> str:
    """The newest two of the listed projects, without their times, and that there are more."""
    found = re.sub(r" \([^)]*\)", "", names).split(", ")
    return t("present.newest", names=", ".join(found[-2:])) if len(found) > 2 else names


def _progress(choices: Mapping[str, str]) -> Slide | None:
    figure = goal_lights.lights_of(False)
    answer = goals.opening(_ALL, "", examples=True, day=dt.date.today())
    heading, lede = _said(answer)
    items = [
        drawing.Light(
            one.sign,
            f"{one.goal} {one.short}",
            goal_words.sign_word(one.sign),
            t("present.judged", judged=one.judged, indicators=one.indicators),
        )
        for one in goals.lights()
    ]
    told = [f"{one.name}, {one.word}, {one.rests_on}" for one in items]
    return Slide(
        heading,
        lede,
        figure=figure,
        where=of_any_day(t("present.own_grouping"), choices),
        mark=figure.mark,
        **_drawn(drawing.lights, items, alt=_alt(heading, told, figure.mark)),
    )


def _white_spots(choices: Mapping[str, str]) -> Slide | None:
    day = _day(choices)
    measure = "unmet" if choices.get("need") == "unmet" else "share"
    by = "projects" if choices.get("coverage") == "projects" else "members"
    period = choices.get("month") or newest(white_spots.periods(measure), day)
    if period is None or day < white_spots.first_day():
        return None
    view = (measure, period, by, day)
    heading, lede = _said(white_spots.opening(*view, white_spots.REGION))
    spots = white_spots.every(*view)
    covered = {
        one: t(f"white_spots.projects_{one}") if by == "projects" else t(f"present.cover_{one}")
        for one in COVERAGES
    }
    called = [
        drawing.Called(
            one.code,
            place(one.code).name,
            spot_words.printed(one.value, measure, one.status),
            covered[one.coverage],
        )
        for one in [spot for spot in spots if spot.value is not None][:_MOST_CALLED]
    ]
    if not called:
        return None
    greatest = t(f"present.greatest_{measure}", count=len(called), period=when(period))
    painted = {
        one.code: drawing.Area(
            NEEDS.index(one.need) + 1 if one.need else None, _HATCHES[one.coverage]
        )
        for one in spots
    }
    covers = [one for one in COVERAGES[::-1] if any(spot.coverage == one for spot in spots)]
    keys = [
        *(
            drawing.Key(drawing.Area(NEEDS.index(need) + 1), t(f"white_spots.need_{need}"))
            for need in NEEDS[::-1]
        ),
        *(
            drawing.Key(drawing.Area(None, _HATCHES[cover]), covered[cover])
            for cover in covers
            if _HATCHES[cover]
        ),
    ]
    told = [f"{one.name} {one.text}, {one.note}" for one in called]
    return Slide(
        heading,
        lede,
        figure=white_spots.by_row(*view, white_spots.REGION),
        where="; ".join(part for part in (greatest, _other_day(day)) if part),
        **_drawn(
            drawing.areas,
            run("labour/shapes_by_level", level=white_spots.LEVEL),
            run("labour/map_layers_by_level", level=white_spots.LEVEL),
            painted,
            called=called,
            keys=keys,
            alt=_alt(heading, told),
        ),
    )


def _handprint(choices: Mapping[str, str]) -> Slide | None:
    year = handprint.this_year()
    heading, lede = _said(handprint.opening(year))
    found = handprint.fingers(year)
    digits = [
        gauge.Digit(
            pick=one.code,
            name=one.name,
            note=finger_words.note(one),
            spoken="",
            right=one.fill.right if one.fill else 0.0,
            rest=one.fill.same + one.fill.wrong if one.fill else 0.0,
            unknown=one.fill.unknown if one.fill else float(bool(one.parts)),
            empty=not one.parts,
        )
        for one in found
    ]
    figure = handprint.hand_of(_ALL, year, False)
    alt = _alt(heading, [f"{one.name} {one.note}" for one in digits])
    return Slide(
        heading,
        lede,
        figure=figure,
        where=of_any_day(_region(""), choices),
        **_drawn(drawing.hand, digits, key=t("present.hand_key"), alt=alt),
    )


def _changed(choices: Mapping[str, str]) -> Slide | None:
    period = choices.get("period") or newest(situation.periods(), _day(choices))
    rows = situation.changed(period) if period else ()
    if period is None or not rows:
        return None
    known = [row for row in rows if row.figure[:1] in "+−"]
    # The rows tell from what to what.
    heading = situation.first_change(period).split(":")[0] or t("now.changed")
    items = [
        # From and to stay on one line.
        drawing.Line(row.figure, row.words.replace(" → ", "\u00a0→\u00a0"), row not in known)
        for row in rows[:_MOST_LINES]
    ]
    told = [f"{one.lead} {one.words}" for one in items]
    return Slide(
        heading,
        t("present.changed_lede"),
        figure=situation.claims_of(period, False),
        where=_region(when(period)),
        **_drawn(drawing.lines, items, alt=_alt(heading, told)),
    )


def _timeline(choices: Mapping[str, str]) -> Slide | None:
    day, today = _day(choices), dt.date.today()
    goal = choices.get("goal", _ALL)
    chosen = (goal, choices.get("fund", _ALL), choices.get("lead", _ALL))
    figure = family.timeline_of(day, today, *chosen, "", False)
    items = []
    for one in family_facts.chosen(day, *chosen):
        run = one.project.run
        known = run is not None and one.project.last_day is not None
        items.append(
            drawing.Span(
                one.project.name,
                _year(run.start) if known else None,
                _year(one.project.last_day + dt.timedelta(days=1)) if known else None,
                family_facts.days(one.project),
                exact=known and run.exact,
            )
        )
    alt = _alt(figure.heading, [f"{one.name} {one.text}" for one in items])
    first = min([family.FIRST.year, *(int(one.first) for one in items if one.first)])
    options = {
        "first": first,
        "last": max([day.year + 1, *(int(one.last) for one in items if one.last)]),
        "today": _year(day),
        "today_text": numbers.date(day, language()),
    }
    return Slide(
        figure.heading,
        t("present.timeline_lede"),
        figure=figure,
        where=_goal(goal),
        **_drawn(drawing.spans, items, alt=alt, **options),
    )


def _ending(choices: Mapping[str, str]) -> Slide | None:
    day = _day(choices)
    found = family.ending_within(day)
    heading, _ = _split(found.sentence)
    items = []
    for one in found.rows[:_MOST_LINES]:
        after = ", ".join(one.successors)
        words = t("present.followed", name=one.name, next=after) if after else ""
        words = words or t("present.alone", name=one.name)
        items.append(drawing.Line(numbers.date(one.last_day, language()), words))
    for one in family_facts.standings(day):
        if not one.project.events and len(items) < _MOST_LINES:
            words = f"{one.project.name}: {family_facts.days(one.project)}"
            items.append(drawing.Line(t("present.missing"), words, quiet=True))
    if not items:
        return None
    figure = family.timeline_of(day, dt.date.today(), _ALL, _ALL, _ALL, "", False)
    return Slide(
        heading,
        "",
        figure=figure,
        **_drawn(
            drawing.lines, items, alt=_alt(heading, [f"{one.lead} {one.words}" for one in items])
        ),
    )


def _outputs(choices: Mapping[str, str]) -> Slide | None:
    figure = outputs.matrix("", False)
    answer = outputs.opening("")
    items = [
        drawing.Circles(
            one.title,
            one.asked - one.missing,
            one.asked,
            t("present.of", part=one.asked - one.missing, whole=one.asked),
        )
        for one in ledger.lines()
    ]
    alt = _alt(answer.title, [f"{one.name} {one.count}" for one in items], figure.mark)
    return Slide(
        answer.title,
        t("present.outputs_lede"),
        figure=figure,
        where=of_any_day("", choices),
        mark=figure.mark,
        **_drawn(drawing.circles, items, alt=alt),
    )


def _holes(choices: Mapping[str, str]) -> Slide | None:
    day, period = _day(choices), thread.known_period()
    heading, lede = _said(thread_holes.opening(day, period))
    items = [
        drawing.Bar(
            t(f"present.hole_{one.kind}"),
            len(one.holes),
            numbers.count(len(one.holes), language()),
        )
        for one in thread_holes.every(day)
    ]
    return Slide(
        heading,
        t("present.holes_lede"),
        figure=thread_holes.table(day, period, False),
        where="; ".join(part for part in (t("present.own_grouping"), _other_day(day)) if part),
        **_drawn(
            drawing.bars, items, hue="ctx", alt=_alt(heading, [f"{o.name} {o.text}" for o in items])
        ),
    )


def _questions(heading: str, lines: tuple[str, ...]) -> Slide:
    return Slide(
        heading,
        "",
        figure=None,
        **_drawn(drawing.questions, lines, alt=_alt(heading, list(lines))),
    )


def _region(words: str) -> str:
    return ", ".join(part for part in (place(REGION).name, words) if part)


def of_any_day(words: str, choices: Mapping[str, str]) -> str:
    """Says of figures that no day narrows, on a slide of another day, that they are the newest."""
    if _day(choices) == dt.date.today():
        return words
    return "; ".join(part for part in (words, t("present.newest_only")) if part)


def _other_day(day: dt.date) -> str:
    """Says of what a slide shows of another day than today which one it is."""
    if day == dt.date.today():
        return ""
    return t("present.as_of", day=numbers.date(day, language()))


def _day(choices: Mapping[str, str]) -> dt.date:
    """The day a slide is seen from: the choice `day`, else today."""
    return dt.date.fromisoformat(choices["day"]) if "day" in choices else dt.date.today()


def _year(day: dt.date) -> float:
    """A day as a decimal year."""
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


SHOWN: dict[str, Callable[[Mapping[str, str]], Slide | None]] = {
    "phenomenon": _phenomenon,
    "meeting": _meeting,
    "network": _network,
    "family": _family,
    "progress": _progress,
    "white_spots": _white_spots,
    "handprint": _handprint,
    "changed": _changed,
    "timeline": _timeline,
    "ending": _ending,
    "outputs": _outputs,
    "holes": _holes,
    "questions": lambda choices: None,
}
"""What a slide can show, by the name a story's file uses; `questions` shows its own words."""
