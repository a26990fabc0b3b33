"""What must hold between the rows: ids once, references kept, dates in order, allowed moves.

Each rule takes every entry and raises the refusal of the first field that breaks it. The reading
has seen to it that each field is of its kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handprint.catalog import Indicator
from handprint.publish.body import hint
from handprint.publish.projects.files import FILES, PARTS
from handprint.publish.projects.reading import Entry
from handprint.publish.projects.schema import LEVELS, MOVES, STATES, TABLES

Entries = dict[str, list[Entry]]
# The funds of each programme period, and what the old period's codes look like.
OLD_FUNDS, NEW_FUNDS = ("ESR", "EAKR"), ("ESR+", "JTF")
OLD_CODE = {"ESR": re.compile(r"S\d{5}"), "EAKR": re.compile(r"A\d{5}")}
# Where people find the ids that a field may name.
WHERE = {file.table: file.path for file in FILES} | {"observation": "indicators/"}
WHERE |= {"item": WHERE["strategy_item"], "indicator": WHERE["strategy_indicator"]}
NOT_STARTED = ("idea", "preparation")
FINGERS = 5


@dataclass(frozen=True)
class Around:
    """What the rows may point to outside their own files."""

    areas: frozenset[str]
    regions: frozenset[str]
    indicators: dict[str, Indicator]


@dataclass(frozen=True)
class Move:
    """A project entering a status: recorded by somebody, or following from its plan's days."""

    entry: Entry
    state: str
    day: date
    precision: str
    basis: str


def check(rows: Entries, around: Around) -> None:
    """Ask every rule; Refused for the first row that breaks one."""
    for rule in RULES:
        rule(rows, around)


def once(rows: Entries, _: Around) -> None:
    """No key stands twice in a table."""
    for file in FILES:
        key = [name for name in TABLES[file.table][1] if name in file.fields]
        _once(rows[file.table], key)
    _once([e for e in rows["project"] if e["code"]], ["code"])
    for e in rows["organisation_link"]:
        if e["organisation"] == e["other"]:
            raise e.wrong("other", "another")
    _once(
        [
            replace(e, values=e.values | dict(zip(("organisation", "other"), sorted(
                (e["organisation"], e["other"])), strict=True)))
            for e in rows["organisation_link"]
        ],
        ["organisation", "other", "kind"],
    )  # fmt: skip


def references(rows: Entries, around: Around) -> None:
    """What a field names is there."""
    known = {file.table: _ids(rows, file.table) for file in FILES}
    for file in FILES:
        for name, wanted in file.fields.items():
            for e in rows[file.table]:
                value = e[name]
                if wanted.kind in ("reference", "references"):
                    for id in [value] if isinstance(value, str) else value or []:
                        _known(e, name, id, known[wanted.table], wanted.table)
                elif wanted.kind == "observations":
                    for id in value:
                        _known(e, name, id, around.indicators, "observation")
                elif wanted.kind == "area" and value is not None:
                    places = around.regions if file.table == "indicator_value" else around.areas
                    if value not in places:
                        raise e.wrong(name, "area", places=", ".join(sorted(places)))
    targets = known | {
        "item": known["strategy_item"],
        "indicator": known["strategy_indicator"],
        "observation": around.indicators,
    }
    for table in ("goal_link", "strategy_link"):
        for e in rows[table]:
            _known(e, "id", e["id"], targets[e["kind"]], e["kind"])


def origins(rows: Entries, _: Around) -> None:
    """A row of ours says that it is ours, and an official one has an address."""
    for file in FILES:
        for e in rows[file.table]:
            ours = e["source"] == "own"
            if ours != (e["status"] in ("own", "example")) and not (
                ours and e["status"] == "unconfirmed"
            ):
                raise e.wrong("status", "status_of_own" if ours else "status_of_source")
            if e["status"] == "official" and not e["source"].startswith("http"):
                raise e.wrong("source", "address")


def organisations(rows: Entries, _: Around) -> None:
    """Validity in order, places and municipalities once, successors of what has ended."""
    places: dict[tuple[str, int], Entry] = {}
    municipalities: dict[str, Entry] = {}
    ended = {}
    for e in rows["organisation"]:
        _in_order(e, "valid_from", "valid_to")
        _in_order(e, "joined", "left_on")
        for name, other in (
            ("block", "position"),
            ("position", "block"),
            ("block", "named_on"),
            ("valid_to", "ended_source"),
            ("area_code", "area_source"),
        ):
            if e[name] is not None and e[other] is None:
                raise e.wrong(other, "filled_with", other=name)
        if e["block"] is not None and places.setdefault((e["block"], e["position"]), e) is not e:
            raise e.wrong("position", "once")
        # Coverage counts municipalities by their codes, so each is there once and has one.
        if e["block"] == "municipalities":
            if e["area_code"] is None:
                raise e.wrong("area_code", "filled_with", other="block")
            if municipalities.setdefault(e["area_code"], e) is not e:
                raise e.wrong("area_code", "once")
        ended[e["organisation"]] = e
    earlier = defaultdict(set)
    for e in rows["organisation_successor"]:
        before, after = ended[e["organisation"]], ended[e["successor"]]
        if before["valid_to"] is None:
            raise e.wrong("organisation", "ended")
        if e["organisation"] == e["successor"]:
            raise e.wrong("successor", "another")
        earlier[e["successor"]].add(e["organisation"])
        if e["successor"] in _reach(e["organisation"], earlier):
            raise e.wrong("successor", "no_circle")
        if after["valid_from"] is not None and after["valid_from"] <= before["valid_to"]:
            raise e.wrong("successor", "later_than", other=before["valid_to"].isoformat())
    for e in rows["organisation_link"]:
        _in_order(e, "since", "until")


def projects(rows: Entries, _: Around) -> None:
    """Days in order, codes and funds of one programme period, nothing granted to an idea."""
    granted = defaultdict(list)
    for e in rows["funding"]:
        if e["amount_eur"] <= 0:
            raise e.wrong("amount_eur", "positive")
        granted[e["project"]].append(e)
    states = _recorded(rows)
    for e in rows["project"]:
        _in_order(e, "start_date", "end_date")
        _in_order(e, "start_year", "end_year")
        for day, year in (("start_date", "start_year"), ("end_date", "end_year")):
            if e[day] is not None and e[year] not in (None, e[day].year):
                raise e.wrong(year, "year_of", other=day)
        if (e["source_state"] is None) != (e["source_state_means"] is None):
            empty = "source_state" if e["source_state"] is None else "source_state_means"
            raise e.wrong(empty, "filled_with", other="source_state")
        for funds, period in ((OLD_FUNDS, "2014-2020"), (NEW_FUNDS, "2021-2027")):
            if e["fund"] in funds and e["programme_period"] != period:
                raise e.wrong("programme_period", "period_of_fund", fund=e["fund"], period=period)
        shape = OLD_CODE.get(e["fund"] or "")
        if e["code"] and shape and not shape.fullmatch(e["code"]):
            raise e.wrong("code", "code_of_fund", fund=e["fund"], shape=shape.pattern[0] + "12345")
        last = states.get(e["project"], [None])[-1]
        if last is not None and last["state"] in NOT_STARTED:
            if e["code"] is not None:
                raise e.wrong("code", "no_code")
            for money in granted[e["project"]]:
                if money["kind"] in ("granted", "spent"):
                    raise money.wrong("kind", "not_granted", project=e["project"])


def predecessors(rows: Entries, _: Around) -> None:
    """Nothing comes before itself, by any way round, and nothing continues what began later."""
    of = {e["project"]: e for e in rows["project"]}
    before = defaultdict(set)
    for e in rows["project_link"]:
        if e["project"] == e["predecessor"]:
            raise e.wrong("predecessor", "another")
        starts = [of[e[name]]["start_date"] for name in ("predecessor", "project")]
        if e["kind"] == "continues" and None not in starts and starts[0] > starts[1]:
            raise e.wrong("predecessor", "earlier", other=e["project"])
        before[e["project"]].add(e["predecessor"])
        if e["project"] in _reach(e["predecessor"], before):
            raise e.wrong("predecessor", "no_circle")


def participations(rows: Entries, _: Around) -> None:
    """One leader, each organisation once among the implementers, none that had ended before."""
    of = {e["project"]: e for e in rows["project"]}
    there = {e["organisation"]: e for e in rows["organisation"]}
    leads, implementers = {}, {}
    for e in rows["participation"]:
        if e["role"] == "lead" and leads.setdefault(e["project"], e) is not e:
            raise e.wrong("role", "one_lead", other=leads[e["project"]]["organisation"])
        if e["role"] != "authority":
            pair = e["project"], e["organisation"]
            if implementers.setdefault(pair, e) is not e:
                raise e.wrong("organisation", "once")
        start = of[e["project"]]["start_date"]
        ended = there[e["organisation"]]["valid_to"]
        if start is not None and ended is not None and ended < start:
            raise e.wrong("organisation", "not_ended", day=ended.isoformat())
        if of[e["project"]]["applicants"] == "sole" and e["role"] == "partner":
            raise e.wrong("role", "sole")


def moves(rows: Entries, _: Around) -> None:
    """A project moves only as MOVES allows, and enters one status a day."""
    for steps in statuses(rows).values():
        for before, after in zip(steps, steps[1:], strict=False):
            if after.state not in MOVES[before.state]:
                at = after if after.basis == "recorded" else before
                name = "state" if at.basis == "recorded" else "end_date"
                raise at.entry.wrong(
                    name,
                    "move",
                    found=f"{before.state} → {after.state}",
                    before=before.state,
                    allowed=" | ".join(MOVES[before.state]) or "–",
                )
            if after.day == before.day and after.basis == "recorded":
                raise after.entry.wrong("day", "later_than", other=before.day.isoformat())


def statuses(rows: Entries) -> dict[str, list[Move]]:
    """Each project's statuses in the order of their first days.

    What is recorded stands. Running and ended also follow from the plan's days, unless a record
    says where the project is before running, or that it was rejected: days of a plan then prove
    nothing. The day of `ended` is the one after the last.
    """
    recorded = _recorded(rows)
    found = {}
    for e in rows["project"]:
        own = [Move(r, r["state"], r["day"], "day", "recorded") for r in recorded[e["project"]]]
        told = {m.state for m in own}
        if not told:
            own += _from_plan(e, "running", e["start_date"], e["start_year"])
        if "ended" not in told and (not told or "running" in told):
            last = e["end_date"] and e["end_date"] + timedelta(days=1)
            own += _from_plan(e, "ended", last, e["end_year"] and e["end_year"] + 1)
        found[e["project"]] = sorted(own, key=lambda m: (m.day, STATES.index(m.state)))
    return found


def outputs(rows: Entries, _: Around) -> None:
    """Codes of the right programme period, evidence for what is there, parts within their whole."""
    of = {e["project"]: e for e in rows["project"]}
    codes = {e["code"]: e for e in rows["programme_indicator"]}
    sums: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for e in rows["output"]:
        if (e["measure"] == "indicator") != (e["code"] is not None):
            raise e.wrong("code", "code_of_measure")
        if (e["result"] is None) != (e["evidence"] == "missing"):
            raise e.wrong("evidence", "evidence_of_result")
        for name in ("target", "result"):
            # Persons, workplaces, organisations, and what the programmes' codes count.
            if e[name] is not None and (e[name] < 0 or e[name] % 1):
                raise e.wrong(name, "whole")
        known = e["code"] if e["code"] and e["code"].startswith("EEC") else None
        if known:
            _known(e, "code", known, codes, "programme_indicator")
        if e["project"] is None:
            # Of the whole family, and only what no project tells alone.
            if not known or not codes[known]["sensitive"]:
                raise e.wrong("project", "filled")
            continue
        if e["code"] is None:
            # Those who took part to the end and those who found work are among those reached.
            sums[e["project"], e["period"] or ""][e["measure"]] = e
            continue
        project = of[e["project"]]
        if known:
            if project["programme_period"] != "2021-2027" or project["fund"] != "ESR+":
                raise e.wrong("code", "new_period", project=e["project"])
            if codes[e["code"]]["sensitive"]:
                raise e.wrong("code", "family_level")
            sums[e["project"], e["period"] or ""][e["code"]] = e
        elif project["programme_period"] == "2021-2027":
            raise e.wrong("code", "new_codes", project=e["project"])
    for there in sums.values():
        for part, whole in (
            ("EECO03", "EECO02"),
            ("EECO02", "EECO01"),
            ("completed", "participants"),
            ("employed", "participants"),
        ):
            counts = [there[c]["result"] if c in there else None for c in (part, whole)]
            if None not in counts and counts[0] > counts[1]:
                raise there[part].wrong("result", "at_most", other=f"{whole} = {counts[1]:g}")


def items(rows: Entries, _: Around) -> None:
    """A parent is on the same level and never its own child; links lead down the levels."""
    of = {e["item"]: e for e in rows["strategy_item"]}
    before = defaultdict(set)
    for e in rows["strategy_item"]:
        if e["parent"] is None:
            continue
        if of[e["parent"]]["level"] != e["level"]:
            raise e.wrong("parent", "same_level", level=e["level"])
        before[e["item"]].add(e["parent"])
        if e["item"] in _reach(e["parent"], before):
            raise e.wrong("parent", "no_circle")
    for e in rows["strategy_link"]:
        if e["kind"] == "item":
            ends = [LEVELS.index(of[e[name]]["level"]) for name in ("item", "id")]
            if ends[0] > ends[1] or e["item"] == e["id"]:
                raise e.wrong("id", "lower_level", level=of[e["item"]]["level"])


def indicators(rows: Entries, around: Around) -> None:
    """An indicator names what it is computed from, and a finger is filled the right way round."""
    for e in rows["strategy_indicator"]:
        parts = [part for part in PARTS if e[part]]
        pairs = (("numerator", "denominator"), ("seekers", "openings"))
        if (e["basis"] == "observation") != bool(parts):
            raise e.wrong("basis", "basis", found=e["basis"])
        for one, other in [*pairs, *(pair[::-1] for pair in pairs)]:
            if e[one] and not e[other]:
                raise e.wrong(other, "filled_with", other=one)
        if e["decimals"] > 4:
            raise e.wrong("decimals", "at_most", other="4")
    for e in rows["finger"]:
        for inner in e["filled_by"]:
            id = inner["observation"]
            _known(inner, "observation", id, around.indicators, "observation")
            known = around.indicators[id].better
            if known != "neither" and known != inner["better"]:
                raise inner.wrong("better", "way", way=known)
            if inner["weight"] <= 0:
                raise inner.wrong("weight", "positive")
        _once(e["filled_by"], ["observation"])


def targets(rows: Entries, _: Around) -> None:
    """A target lies later than its baseline and on the better side; a kept one has a band."""
    of = {e["indicator"]: e for e in rows["strategy_indicator"]}
    for e in rows["target"]:
        if len(e["baseline_period"]) != len(e["target_period"]):
            raise e.wrong("target_period", "like", other=e["baseline_period"])
        if e["baseline_period"] >= e["target_period"]:
            raise e.wrong("target_period", "later_than", other=e["baseline_period"])
        keep = e["target_value"] == e["baseline_value"]
        if keep != (e["band"] is not None) or (keep and e["band"] <= 0):
            raise e.wrong("band", "band")
        better = of[e["indicator"]]["better"]
        if better == "neither":
            raise e.wrong("indicator", "directed")
        if not keep and (e["target_value"] > e["baseline_value"]) != (better == "higher"):
            raise e.wrong("target_value", f"target_{better}", other=f"{e['baseline_value']:g}")
        for name in ("decided_by", "decided_on"):
            if (e[name] is None) != (e["status"] == "example"):
                raise e.wrong(name, "decided")


def publications(rows: Entries, _: Around) -> None:
    """The day of a publication is in its year."""
    for e in rows["publication"]:
        if e["day"] is not None and e["year"] != e["day"].year:
            raise e.wrong("year", "year_of", other="day")


def order(rows: Entries, _: Around) -> None:
    """Goals, indicators and fingers stand in one order, and a hand has five fingers."""
    for table in ("goal", "strategy_indicator", "finger"):
        _once(rows[table], ["position"])
    fingers = rows["finger"]
    for e in fingers:
        if not 1 <= e["position"] <= FINGERS or len(fingers) != FINGERS:
            raise e.wrong("position", "five_fingers", number=len(fingers))


RULES: tuple[Callable[[Entries, Around], None], ...] = (
    once,
    references,
    origins,
    organisations,
    projects,
    predecessors,
    participations,
    moves,
    outputs,
    items,
    indicators,
    targets,
    publications,
    order,
)


def _ids(rows: Entries, table: str) -> dict[str, Entry]:
    key = TABLES[table][1][0]
    return {e[key]: e for e in rows[table]}


def _once(entries: Iterable[Entry], key: list[str]) -> None:
    first: dict[tuple[object, ...], Entry] = {}
    for e in entries:
        values = tuple(e[name] for name in key)
        if values in first:
            raise e.wrong(key[-1], "once", found=" · ".join(map(str, values)))
        first[values] = e


def _known(e: Entry, name: str, id: str, known: Iterable[str], table: str) -> None:
    if id not in known:
        raise e.wrong(name, "known", found=id, file=WHERE[table], hint=hint(id, list(known)))


def _in_order(e: Entry, first: str, second: str) -> None:
    if e[first] is not None and e[second] is not None and e[first] > e[second]:
        raise e.wrong(second, "not_before", other=f"{first} {e[first]}")


def _recorded(rows: Entries) -> dict[str, list[Entry]]:
    by_project: dict[str, list[Entry]] = defaultdict(list)
    for e in sorted(rows["status_event"], key=lambda e: e["day"]):
        by_project[e["project"]].append(e)
    return by_project


def _from_plan(e: Entry, state: str, day: date | None, year: int | None) -> list[Move]:
    if day is not None:
        return [Move(e, state, day, "day", "dates")]
    return [Move(e, state, date(year, 1, 1), "year", "dates")] if year is not None else []


def _reach(start: str, before: dict[str, set[str]]) -> set[str]:
    """Everything that comes before, the start included."""
    found, waiting = set(), [start]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += before.get(at, ())
    return found
