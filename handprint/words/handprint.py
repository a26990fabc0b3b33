"""Sentences of the hand: how full it is, what each finger rests on, and what cannot be said."""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint import numbers
from handprint.analysis.hand import Fill, Movement
from handprint.catalog import Indicator
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import capital, listed, lower_first, when
from handprint.words.sentences import Amount, Sentence, joined, written


@dataclass(frozen=True)
class Part:
    """One figure of a finger: what it is, which way is right, its weight, and how it moves.

    `share` is its weight in the finger, 0 to 1; `latest` is the newest period and figure, if there
    is one; `summed` tells that the figure is a sum of ours over municipalities, `released` that a
    press release gave one of the two figures compared.
    """

    indicator: Indicator
    better: str
    share: float
    why: str
    movement: Movement
    latest: tuple[str, float] | None = None
    summed: bool = False
    released: bool = False


@dataclass(frozen=True)
class Finger:
    """One of the five gains, with the figures that fill it and how full that makes it."""

    code: str
    name: str
    note: str
    parts: tuple[Part, ...]
    fill: Fill | None

    def count(self, verdict: str) -> int:
        """How many of its figures have this verdict."""
        return sum(part.movement.verdict == verdict for part in self.parts)

    @property
    def compared(self) -> int:
        """How many of its figures could be compared."""
        return sum(part.movement.compared for part in self.parts)


def opening(fingers: Sequence[Finger], ledger: str, lang: str | None = None) -> Sentence:
    """The answer: how many indicators move which way; then the fullest finger and the ledger."""
    lang = lang or language()
    return Sentence(
        _title(fingers, lang),
        joined(
            [
                _bare(fingers, lang),
                f"{ledger.removesuffix('.')}.",
                say("larger", lang),
                say("own", lang),
            ]
        ),
    )


def hand(fingers: Sequence[Finger], chosen: str | None, lang: str | None = None) -> str:
    """The heading of the hand: the finger chosen, else the fullest ones."""
    lang = lang or language()
    for finger in fingers:
        if finger.code == chosen:
            return say("hand_finger", lang, finger=finger.name, note=note(finger, lang))
    full = fullest(fingers)
    if not full:
        return say("hand_none", lang)
    names = listed([lower_first(finger.name) for finger in full], lang)
    if len(full) > 1:
        return say("hand_many", lang, fingers=names)
    (one,) = full
    return say("hand_one", lang, fingers=names, right=one.count("right"), count=len(one.parts))


def in_rows(fingers: Sequence[Finger], lang: str | None = None) -> str:
    """The heading of the rows: of how many indicators the direction is known."""
    lang = lang or language()
    count = sum(len(finger.parts) for finger in fingers)
    compared = sum(finger.compared for finger in fingers)
    if not compared:
        return say("rows_none", lang)
    if compared == count:
        return say("rows_all", lang, count=count)
    return say("rows_some", lang, compared=compared, count=count)


def fullest(fingers: Sequence[Finger]) -> list[Finger]:
    """The fingers that are filled the most, none when none is filled at all."""
    filled = [finger for finger in fingers if finger.fill and finger.fill.share > 0]
    top = max((finger.fill.share for finger in filled), default=0.0)
    return [finger for finger in filled if finger.fill.share >= top - 1e-9]


def note(finger: Finger, lang: str | None = None, *, short: bool = False) -> str:
    """What stands under a finger's name: `1/2 oikeaan suuntaan`, `ei vertailua`, `ei mittaria`."""
    count = len(finger.parts)
    if not count:
        return say("note_empty", lang)
    if finger.fill is None:
        if short:
            return say("short_unknown", lang)
        return say("note_unknown_one" if count == 1 else "note_unknown", lang, count=count)
    key = "short_moves" if short else "note_moves"
    return say(key, lang, right=finger.count("right"), count=count)


def spoken(finger: Finger, lang: str | None = None) -> str:
    """A finger as it is heard: its name, how full, and each of its parts."""
    lang = lang or language()
    if not finger.parts:
        words = say("spoken_empty", lang, finger=finger.name, note=_own_note(finger, lang))
        return words.strip()
    parts = " ".join(
        say("spoken_part", lang, title=part.indicator.title(lang), words=_heard(part, lang))
        for part in finger.parts
    )
    return say("spoken", lang, finger=finger.name, note=note(finger, lang), parts=parts)


def figure(part: Part, value: float, lang: str | None = None) -> str:
    """A figure of a part with its unit, signed where it may be negative."""
    return written(part.indicator, Amount(value), lang or language())


def moved(part: Part, lang: str | None = None) -> str:
    """From what to what: `10,7 % → 11,1 %`; the newest figure alone, or a dash for none."""
    lang = lang or language()
    change = part.movement.change
    if change is not None:
        old, new = figure(part, change.before_value, lang), figure(part, change.value, lang)
        return say("moved", lang, old=old, new=new)
    return figure(part, part.latest[1], lang) if part.latest else numbers.count(None, lang)


def span(part: Part, lang: str | None = None) -> str:
    """The periods compared and the years between: `6/2023 → 6/2026, 3 vuotta`."""
    lang = lang or language()
    change = part.movement.change
    if change is None:
        return when(part.latest[0], "short", lang) if part.latest else ""
    return say(
        "span_one" if change.years == 1 else "span",
        lang,
        before=when(change.before_period, "short", lang),
        period=when(change.period, "short", lang),
        years=change.years,
    )


def reason(part: Part, lang: str | None = None) -> str:
    """Why a figure is not compared, or what a reader of its comparison should know."""
    lang = lang or language()
    change, kind = part.movement.change, part.movement.reason
    words = []
    if kind == "no_figure":
        words.append(say("no_figure", lang))
    elif kind == "one_figure":
        words.append(say("one_figure", lang))
    elif kind == "old" and change is not None:
        words.append(say("old", lang, year=change.period[:4]))
    elif change is not None and change.years > 1:
        month = numbers.is_month(change.period)
        words.append(say("gone_by_month" if month else "gone_by_year", lang))
    if part.released and change is not None:
        words.append(say("released", lang))
    if part.summed:
        words.append(say("summed", lang))
    return joined(words)


def weight(part: Part, lang: str | None = None) -> str:
    """A part's weight in its finger: `paino 33 % sormesta`."""
    lang = lang or language()
    return say("weight", lang, share=numbers.percent(100 * part.share, lang, 0))


def verdict(kind: str, lang: str | None = None) -> str:
    """The word of a verdict: `oikeaan suuntaan`."""
    return say(kind, lang)


def counted(fact: str, number: int, lang: str | None = None) -> str:
    """The thing a count of the palm counts, after its number."""
    return say(f"palm_{fact}_one" if number == 1 else f"palm_{fact}", lang)


def say(key: str, lang: str | None = None, **slots: object) -> str:
    """One text of `locales/<lang>/handprint.toml`."""
    return t(f"handprint.{key}", lang, **slots)


def _title(fingers: Sequence[Finger], lang: str) -> str:
    count = sum(len(finger.parts) for finger in fingers)
    right, wrong, same, unknown = (
        sum(finger.count(kind) for finger in fingers)
        for kind in ("right", "wrong", "same", "unknown")
    )
    if not count:
        return say("title_empty", lang)
    if unknown == count:
        return say("title_none", lang, count=count)
    key = {0: "title_nothing", 1: "title_one"}.get(right, "title")
    words = say(key, lang, count=count, right=right)
    if wrong:
        words += say("title_wrong" if right else "title_wrong_only", lang, wrong=wrong)
    if same:
        words += say("title_same", lang, same=same)
    if unknown:
        words += say("title_unknown", lang, unknown=unknown)
    return words


def _bare(fingers: Sequence[Finger], lang: str) -> str | None:
    bare = [lower_first(finger.name) for finger in fingers if not finger.parts]
    if not bare:
        return None
    key = "bare_one" if len(bare) == 1 else "bare_many"
    return say(key, lang, fingers=listed(bare, lang))


def _heard(part: Part, lang: str) -> str:
    facts = [moved(part, lang), span(part, lang)] if part.latest else []
    facts += [verdict(part.movement.verdict, lang), weight(part, lang)]
    return f"{', '.join(facts)}. {reason(part, lang)}".removesuffix(" ").removesuffix(".")


def _own_note(finger: Finger, lang: str) -> str:
    # The note of a finger without figures opens with the very words that are said before it.
    said = capital(say("note_empty", lang))
    return capital(finger.note.removeprefix(f"{said}: "))
