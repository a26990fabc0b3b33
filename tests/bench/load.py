"""Protocol-level sessions: what changes cost one reader, and how many readers a server bears."""

import asyncio
import random
import statistics
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import psutil
from websockets.exceptions import WebSocketException

from tests.bench.client import Answer, Failed, Session
from tests.bench.servers import Server

THINK = 5.0
CHOICE = "area"


@dataclass
class Cost:
    """What changes of the area cost one reader alone."""

    first: list[Answer] = field(default_factory=list)
    again: list[Answer] = field(default_factory=list)
    first_cpu: float = 0.0
    again_cpu: float = 0.0
    opened: Answer = field(default_factory=Answer)
    doors: list[Answer] = field(default_factory=list)


@dataclass
class Crowd:
    """How one server did under a number of readers."""

    sessions: int
    seconds: list[float]
    failures: int
    per_second: float
    cpu: float
    rest: float
    memory: float
    opened_per_second: float


def _rest(server: Server) -> float:
    """Seconds of processor time used by everybody but the server and this client."""
    now = psutil.cpu_times()
    own = psutil.Process().cpu_times()
    busy = now.user + now.system + getattr(now, "nice", 0.0)
    return busy - server.cpu() - own.user - own.system


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies (nearest rank); NaN when empty."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: list[float]) -> float:
    """The median; NaN when empty."""
    return statistics.median(values) if values else float("nan")


def whole(answer: Answer, server: Server) -> Answer:
    """The answer, if it holds the page's figures; a page that failed is not measured."""
    side = server.side
    # A figure the browser has already may come as a reference.
    figures = answer.counts.get(side.kind, 0) + answer.counts.get("ref_hash", 0)
    if figures < side.least:
        raise Failed(f"{side.name}: {figures} of {side.least} figures came: {answer.counts}")
    return answer


async def costs(servers: list[Server], *, block: int = 7) -> list[Cost]:
    """Walk through all areas twice on both servers, a few changes on one, then on the other.

    The first walk finds no area drawn before; the second is what later readers meet.
    """
    found = [Cost() for _ in servers]
    async with AsyncExitStack() as stack:
        readers = []
        for server, cost in zip(servers, found, strict=True):
            reader = Session(server.base, server.side.page)
            readers.append(await stack.enter_async_context(reader))
            cost.opened = await reader.open()
        areas = [reader.options(CHOICE)[1:] for reader in readers]
        for walk in ("first", "again"):
            for start in range(0, min(map(len, areas)), block):
                for server, reader, names, cost in zip(servers, readers, areas, found, strict=True):
                    used = server.cpu()
                    for name in names[start : start + block]:
                        answer = await reader.select(CHOICE, name)
                        getattr(cost, walk).append(whole(answer, server))
                        await asyncio.sleep(0.05)
                    await asyncio.sleep(0.2)
                    setattr(cost, f"{walk}_cpu", getattr(cost, f"{walk}_cpu") + server.cpu() - used)
        for server, reader, cost in zip(servers, readers, found, strict=True):
            for door in server.side.doors:
                cost.doors.append(await reader.toggle(door, opened=True))
                await reader.toggle(door, opened=False)
    return found


def kinds(answers: list[Answer]) -> dict[str, float]:
    """Mean bytes a change by kind of message or element, largest first."""
    total: Counter[str] = Counter()
    for answer in answers:
        total.update(answer.sizes)
    return {kind: size / len(answers) for kind, size in total.most_common()}


def beside_tables(answers: list[Answer]) -> float:
    """Mean bytes a change without the tables."""
    return statistics.fmean(answer.raw - answer.tables for answer in answers)


def in_tables(answers: list[Answer]) -> float:
    """Mean bytes a change of the tables."""
    return statistics.fmean(answer.tables for answer in answers)


def on_the_wire(answers: list[Answer]) -> float:
    """Mean bytes an answer as they travel; 0 when there are none."""
    return statistics.fmean(answer.wire for answer in answers) if answers else 0.0


class Readers:
    """A growing crowd at one server; those who came stay until the end."""

    def __init__(self, server: Server, *, seed: int) -> None:
        """Prepare; nobody has come yet."""
        self.server = server
        self.readers: list[Session] = []
        self._chance = random.Random(seed)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> "Readers":
        """Use as a context."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Everybody leaves."""
        await self._stack.aclose()

    async def grow(self, count: int) -> float:
        """Let readers come, four at a time, until there are `count`; arrivals a second."""
        gate = asyncio.Semaphore(4)
        coming = count - len(self.readers)

        async def come() -> None:
            async with gate:
                reader = Session(self.server.base, self.server.side.page)
                await self._stack.enter_async_context(reader)
                await reader.open()
                self.readers.append(reader)

        if coming <= 0:
            return 0.0
        start = time.perf_counter()
        await asyncio.gather(*(come() for _ in range(coming)))
        return coming / (time.perf_counter() - start)

    async def read(
        self, seconds: float, *, opened_per_second: float = 0.0, think: float = THINK
    ) -> Crowd:
        """Everybody changes the area, looks at it for about `think` seconds, and so on."""
        took: list[float] = []
        failures = 0
        start = last = time.perf_counter()
        end = start + seconds
        used, rest = self.server.cpu(), _rest(self.server)

        async def one(reader: Session, chance: random.Random) -> None:
            nonlocal failures, last
            names = reader.options(CHOICE)[1:]
            await asyncio.sleep(chance.uniform(0, think))
            while time.perf_counter() < end:
                chosen = reader.chosen(CHOICE)
                name = chance.choice([name for name in names if name != chosen])
                try:
                    took.append((await reader.select(CHOICE, name)).seconds)
                except (Failed, OSError, WebSocketException):
                    failures += 1
                    return
                last = time.perf_counter()
                await asyncio.sleep(think * chance.uniform(0.8, 1.2))

        await asyncio.gather(
            *(one(reader, random.Random(self._chance.random())) for reader in self.readers)
        )
        lasted = time.perf_counter() - start
        rest = _rest(self.server) - rest
        return Crowd(
            sessions=len(self.readers),
            seconds=took,
            failures=failures,
            per_second=len(took) / max(last - start, 1e-9),
            cpu=(self.server.cpu() - used) / lasted,
            rest=rest / lasted,
            memory=self.server.memory(),
            opened_per_second=opened_per_second,
        )


@dataclass
class Load:
    """Both servers under growing crowds, then with nobody pausing."""

    alone: list[float]
    crowds: list[list[Crowd]]
    flat_out: list[Crowd]


async def crowds(
    servers: list[Server], counts: list[int], seconds: float, *, busy: int = 30
) -> Load:
    """For each number of readers, each server's crowd; the other server rests meanwhile.

    `flat_out` is taken when `busy` readers (or as many as ever come) are there: they change
    again as soon as they are answered, which shows how much a server can do.
    """
    load = Load([], [], [])
    async with AsyncExitStack() as stack:
        halls = [
            await stack.enter_async_context(Readers(server, seed=number))
            for number, server in enumerate(servers)
        ]
        for hall in halls:
            await hall.grow(1)
            load.alone.append(hall.server.memory())
        for count in counts:
            row = []
            for hall in halls:
                rate = await hall.grow(count)
                row.append(await hall.read(seconds, opened_per_second=rate))
            load.crowds.append(row)
            if count == min(busy, max(counts)):
                load.flat_out = [await hall.read(8, think=0) for hall in halls]
    return load
