"""Sentences of the what-if page: what the levers would bring, what binds, and the next step.

Every figure is an upper bound on cells, so a sentence says "at most" and never speaks of a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from handprint import numbers
from handprint.analysis.matching import LEVERS, REST, Levers
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import Few, Moment, capital, listed, lower_first
from handprint.words.sentences import Sentence, joined

NAMED = 2
"""So many levers at most are named in the name of a scenario."""


@dataclass(frozen=True)
class Facts:
    """What the page opens with.

    `base` can meet without levers, `met` under the scenario; `gains` are the next steps' and
    `alone` what each lever would add alone, pulled to its end. Totals are the cube's.
    """

    period: str
    levers: Levers
    step: Levers
    ends: Levers
    base: int
    met: int
    gains: Mapping[str, int]
    alone: Mapping[str, int]
    persons: int
    usable: int
    positions: int
    during: int
    synthetic: bool = False


def opening(facts: Facts) -> Sentence:
    """Heading: what can be filled at most, and the lever that would help most; lede: the totals."""
    number = _count(facts.met)
    more = _count(facts.met - facts.base)
    first = best(facts.gains)
    if facts.levers == REST:
        key = "what_if.now_made_up" if facts.synthetic else "what_if.now"
        said, kind, slot = t(key, met=number), "now", "now"
    elif facts.met == facts.positions:
        said = t("what_if.scenario_all", met=number, more=more)
        kind, slot = "scenario", "scenario"
    else:
        same = facts.met == facts.base
        key = "what_if.scenario_same" if same else "what_if.scenario"
        said = t(key, met=number) if same else t(key, met=number, more=more)
        kind, slot = "scenario", "scenario"
    if facts.synthetic and kind == "scenario":
        # Read aloud or projected alone, the heading still says what it rests on.
        said = t("what_if.scenario_made_up", said=lower_first(said))
    if first:
        steps = [step(lever, facts) for lever in first]
        gain = change(facts.gains[first[0]])
        if len(first) == 1:
            title = t(f"what_if.{kind}_helps", **{slot: said}, step=steps[0], gain=gain)
        else:
            title = t(f"what_if.{kind}_helps_tied", **{slot: said}, steps=listed(steps), gain=gain)
    elif facts.met == facts.positions:
        title = said
    else:
        title = t(f"what_if.{kind}_nothing", **{slot: said})
    return Sentence(title, joined([_totals(facts), _alone(facts)]))


def best(gains: Mapping[str, int]) -> list[str]:
    """The levers whose gain is the largest, in their order; none when nothing gains."""
    most = max(gains.values(), default=0)
    return [lever for lever in LEVERS if most > 0 and gains.get(lever) == most]


def name(lever: str) -> str:
    """A lever as a label: `Työmatka`."""
    return t(f"choices.{lever}")


def names(levers: list[str]) -> str:
    """Levers inside a sentence: `työmatka ja etätyö`."""
    return listed([lower_first(name(lever)) for lever in levers])


def value(lever: str, amount: int) -> str:
    """Where a lever stands: `enintään 60 km`, `ei ketään`."""
    if not amount:
        return t(f"what_if.value_{lever}_zero")
    return t(f"what_if.value_{lever}", number=_count(amount))


def short(levers: Levers) -> str:
    """A scenario in a list: `työmatka 60 km · 200 koulutettua`, `neljä keinoa yhdessä`."""
    pulled = [(lever, getattr(levers, lever)) for lever in LEVERS if getattr(levers, lever)]
    if len(pulled) > NAMED:
        return capital(t("what_if.short_many", number=Few(len(pulled), language())))
    parts = [t(f"what_if.short_{lever}", number=_count(amount)) for lever, amount in pulled]
    return capital(t("what_if.short_joined").join(parts) or t("what_if.reset"))


def step(lever: str, facts: Facts) -> str:
    """The next step of a lever inside a sentence: `50 uudelleenkoulutettua`."""
    there, end = getattr(facts.levers, lever), getattr(facts.ends, lever)
    amount = min(getattr(facts.step, lever), end - there)
    return t(f"what_if.step_{lever}", number=_count(amount))


def binding(facts: Facts) -> str:
    """What holds the number down, in words: the side that is used up, or what the levers loosen."""
    first = best(facts.gains)
    if facts.met == facts.positions:
        return t("what_if.binding_openings")
    if facts.met == facts.usable:
        return t("what_if.binding_seekers")
    if not first:
        return t("what_if.binding_other")
    words = list(dict.fromkeys(t(f"what_if.binding_{lever}") for lever in first))
    return words[0] if len(words) == 1 else t("what_if.binding_several", bindings=listed(words))


def change(number: int) -> str:
    """A gain with its sign: `+50`, `±0`."""
    return numbers.change(number, language())


def _totals(facts: Facts) -> str:
    """The totals; seekers of the cube are rounded to hundreds here and exact in the figures."""
    lang = language()
    about = float(numbers.rounded(float(facts.persons), -2) or 0)
    end = Moment(facts.period, lang).end
    return t(
        # The answer stands far from the figures and their mark: it says itself what it rests on.
        "what_if.lede_synthetic" if facts.synthetic else "what_if.lede",
        period_end=end if facts.synthetic else capital(end),
        seekers=numbers.count(about, lang),
        openings=_count(facts.positions),
        during=_count(facts.during),
    )


def _alone(facts: Facts) -> str | None:
    first = best(facts.alone)
    if not first:
        return None
    lever = first[0]
    return t(
        "what_if.lede_alone",
        lever=lower_first(name(lever)),
        value=value(lever, getattr(facts.ends, lever)),
        gain=change(facts.alone[lever]),
    )


def _count(number: int) -> str:
    return numbers.count(number, language())
