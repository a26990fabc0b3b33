"""The bench's one table: ours, plain, their ratio, and the target."""

import math
from dataclasses import dataclass

from tests.bench.browser import Seen
from tests.bench.load import (
    Cost,
    Load,
    beside_tables,
    in_tables,
    kinds,
    median,
    on_the_wire,
    percentile,
)
from tests.bench.servers import Server


@dataclass(frozen=True)
class Row:
    """One measure of both sides; `ratio_at_most` and `at_most`/`at_least` are targets for ours."""

    name: str
    ours: float
    plain: float
    unit: str
    decimals: int = 0
    ratio_at_most: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    def line(self) -> str:
        """The row as printed."""
        ratio = self.ours / self.plain if self.plain else math.nan
        target, met = "", ""
        if self.ratio_at_most is not None:
            target, met = f"ratio <= {self.ratio_at_most:.2f}", _met(ratio <= self.ratio_at_most)
        elif self.at_most is not None:
            target, met = f"<= {self.at_most:g} {self.unit}", _met(self.ours <= self.at_most)
        elif self.at_least is not None:
            target, met = f">= {self.at_least:g} {self.unit}", _met(self.ours >= self.at_least)
        ours, plain = (f"{value:,.{self.decimals}f}" for value in (self.ours, self.plain))
        shown = "" if math.isnan(ratio) else f"{ratio:.2f}"
        return f"{self.name:<46}{ours:>10}{plain:>10} {self.unit:<6}{shown:>7}  {target:<16} {met}"


HEAD = f"{'':<46}{'ours':>10}{'plain':>10} {'':<6}{'ratio':>7}  {'target':<16}"


def browser_rows(ours: Seen, plain: Seen) -> list[Row]:
    """What a reader waits for."""

    def row(name: str, of: str, share: float | None = None, **target: float) -> Row:
        pick = median if share is None else lambda values: percentile(values, share)
        return Row(name, pick(getattr(ours, of)), pick(getattr(plain, of)), "ms", **target)

    return [
        row("First visit after the server's start", "cold"),
        row("First load (empty cache) to the last figure", "first_loads", ratio_at_most=0.5),
        row("Warm load to the last figure", "warm_loads", ratio_at_most=0.6),
        row("Filter change to repaint, median", "changes", ratio_at_most=0.3),
        row("Filter change to repaint, p95", "changes", 0.95),
        row("Browser's main thread per change, CPU", "work"),
        Row("HTTP on first load", ours.http_bytes / 1e3, plain.http_bytes / 1e3, "kB"),
        Row("HTTP requests on first load", ours.requests, plain.requests, ""),
    ]


def cost_rows(ours: Cost, plain: Cost) -> list[Row]:
    """What one reader costs."""

    def cpu(cost: Cost, walk: str) -> float:
        return getattr(cost, f"{walk}_cpu") / len(getattr(cost, walk)) * 1e3

    def seconds(cost: Cost, walk: str) -> float:
        return median([answer.seconds * 1e3 for answer in getattr(cost, walk)])

    return [
        Row("Server CPU per change, area seen before", cpu(ours, "again"), cpu(plain, "again"),
            "ms", 1, ratio_at_most=0.15),
        Row("Server CPU per change, area never drawn", cpu(ours, "first"), cpu(plain, "first"),
            "ms", 1),
        Row("Script finished, area seen before, median", seconds(ours, "again"),
            seconds(plain, "again"), "ms", 1),
        Row("Script finished, area never drawn, median", seconds(ours, "first"),
            seconds(plain, "first"), "ms", 1),
        Row("Change, messages beside the tables", beside_tables(ours.again) / 1e3,
            beside_tables(plain.again) / 1e3, "kB", 1),
        Row("Change, messages of the tables", in_tables(ours.again) / 1e3,
            in_tables(plain.again) / 1e3, "kB", 1),
        # A table of ours comes when it is opened, so what travels at a change is beside it.
        Row("Change, on the wire", on_the_wire(ours.again) / 1e3,
            on_the_wire(plain.again) / 1e3, "kB", 1, at_most=10),
        Row("Opening a table, on the wire", on_the_wire(ours.doors) / 1e3,
            on_the_wire(plain.doors) / 1e3, "kB", 1),
        Row("Opening the page, on the wire", ours.opened.wire / 1e3, plain.opened.wire / 1e3,
            "kB"),
    ]  # fmt: skip


def load_rows(load: Load) -> list[Row]:
    """How many readers the servers bear."""
    rows = []
    for ours, plain in load.crowds:
        name = f"{ours.sessions} session{'s' if ours.sessions > 1 else ''}"
        goal_p50 = {"at_most": 100.0} if ours.sessions == 30 else {}
        goal_p95 = {"at_most": 350.0} if ours.sessions == 100 else {}
        p50, p95 = ([percentile(side.seconds, share) * 1e3 for side in (ours, plain)]
                    for share in (0.5, 0.95))  # fmt: skip
        rows += [
            Row(f"{name}: change to finished, p50", *p50, "ms", **goal_p50),
            Row(f"{name}: change to finished, p95", *p95, "ms", **goal_p95),
            Row(f"{name}: changes", ours.per_second, plain.per_second, "/s", 1),
            Row(f"{name}: failures", ours.failures, plain.failures, ""),
            Row(f"{name}: server CPU", ours.cpu * 100, plain.cpu * 100, "%"),
            Row(f"{name}: CPU of others meanwhile", ours.rest * 100, plain.rest * 100, "%"),
        ]
    if load.flat_out:
        ours, plain = load.flat_out
        name = f"{ours.sessions} without a pause"
        goal = {"at_least": 25.0} if ours.sessions == 30 else {}
        rows += [
            Row(f"{name}: changes", ours.per_second, plain.per_second, "/s", 1, **goal),
            Row(f"{name}: p50", median(ours.seconds) * 1e3, median(plain.seconds) * 1e3, "ms"),
        ]
    most = load.crowds[-1][0].sessions
    rows.append(Row("Memory with one reader", *load.alone, "MB"))
    if most > 1:
        grown = [
            (crowd.memory - alone) / (most - 1)
            for crowd, alone in zip(load.crowds[-1], load.alone, strict=True)
        ]
        rows.append(Row(f"Memory a session more, to {most}", *grown, "MB", 2, at_most=0.2))
    return rows


def memory_row(name: str, ours: Server, plain: Server, *, at_most: float | None = None) -> Row:
    """What the servers hold now."""
    return Row(name, ours.memory(), plain.memory(), "MB", at_most=at_most)


def by_kind(cost: Cost) -> str:
    """Bytes of one change by kind, in one line."""
    parts = (f"{kind} {size / 1e3:.1f}" for kind, size in kinds(cost.again).items())
    return "kB a change by kind: " + ", ".join(parts)


def _met(yes: bool) -> str:
    return "met" if yes else "NOT MET"
