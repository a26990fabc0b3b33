"""Measure our municipalities page beside a plain Streamlit page over the same release.

    python -m tests.bench                         everything, about fifteen minutes
    python -m tests.bench --quick                 a look, about two minutes
    python -m tests.bench --only load --sessions 1,10
    python -m tests.bench --only growth           the cube, what-if and queries with more persons
    python -m tests.bench --only packs            a meeting's pack, the first and the next
    python -m tests.bench --profile               where our page's time goes

Both pages are measured in turns in one run, so that a busy machine is busy for both: the ratios
are what to keep. Nothing is judged here and nothing is written; the exit code is always 0.
"""

import argparse
import asyncio
import random
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.bench import packs, persons, report
from tests.bench.client import Failed
from tests.bench.servers import OURS, USUAL, NotStarted, Server

PAUSE = 0.3


def main() -> None:
    """Read the options, measure, print."""
    options = _options()
    packages = ("streamlit", "duckdb", "pandas", "plotly")
    print(f"{psutil.cpu_count()} cores, load {_busy()}; ", end="")
    print(", ".join(f"{name} {version(name)}" for name in packages))
    with tempfile.TemporaryDirectory() as folder:
        try:
            if options.profile:
                from tests.bench import profiling

                profiling.show(Path(folder))
            elif options.only == "growth":
                persons.show(Path(folder))
            elif options.only == "packs":
                packs.show()
            else:
                _measure(options, Path(folder))
        except NotStarted as failure:
            print(f"A server did not start.\n{failure}")
    print(f"load {_busy()} at the end")


def _measure(options: argparse.Namespace, folder: Path) -> None:
    sides = (OURS, USUAL)
    servers = []
    try:
        for side in sides:
            servers.append(Server(side, log=folder / f"{side.name}.log"))
        print(
            "started in "
            + ", ".join(f"{server.side.name} {server.start_seconds:.1f} s" for server in servers)
        )
        idle = report.memory_row("Memory before the first visit", *servers, at_most=250)
        _print("At rest", [idle])
        for half, measure in (("browser", _browser), ("load", _load)):
            if options.only in (None, half):
                try:
                    measure(servers, options)
                except Failed as failure:
                    print(f"The {half} part stopped. {failure}")
    finally:
        for server in servers:
            server.stop()
    if options.rows > 1:
        _growth(folder, options.rows)
    if options.only is None and not options.quick:
        persons.show(folder)
    if options.only is None:
        packs.show()


def _browser(servers: list[Server], options: argparse.Namespace) -> None:
    from tests.bench import browser as seen_by
    from tests.browser import executable

    if executable.find() is None:
        print(f"Browser part skipped: {executable.NONE_FOUND}")
        return
    loads, changes = options.loads, options.changes
    seen = [seen_by.Seen() for _ in servers]
    both = list(zip(servers, seen, strict=True))
    with seen_by.running() as browser:
        for server, what in both:
            context = seen_by.fresh(browser)
            seen_by.load(context, server, what, warm=False)
            what.cold, what.first_loads = what.first_loads, []
            context.close()
        for _ in range(loads):
            for server, what in both:
                context = seen_by.fresh(browser)
                seen_by.load(context, server, what, warm=False).close()
                for _ in range(2):
                    seen_by.load(context, server, what, warm=True).close()
                context.close()
        pages = []
        for server, _ in both:
            page = seen_by.load(seen_by.fresh(browser), server, seen_by.Seen(), warm=False)
            pages.append((page, seen_by.Clock(page)))
        chance = random.Random(1)
        names: list[str] = []
        while len(names) < changes + 1:
            names += [name for name in chance.sample(seen_by.AREAS, 4) if [name] != names[-1:]]
        for number, name in enumerate(names[: changes + 1]):
            for (page, clock), (server, what) in zip(pages, both, strict=True):
                page.bring_to_front()
                took, worked = seen_by.change(page, clock, server, name)
                if number:  # the first change loads what later ones have
                    what.changes.append(took)
                    what.work.append(worked)
                time.sleep(PAUSE)
    _print(f"A browser, {loads} first loads and {changes} changes each", report.browser_rows(*seen))
    for server, what in both:
        if what.foreign:
            print(f"{server.side.name} asked other hosts: {', '.join(sorted(what.foreign))}")


def _load(servers: list[Server], options: argparse.Namespace) -> None:
    from tests.bench import load

    found = asyncio.run(load.costs(servers))
    _print("One reader, every area twice (protocol level)", report.cost_rows(*found))
    for server, cost in zip(servers, found, strict=True):
        print(f"{server.side.name}: {report.by_kind(cost)}")
    loaded = asyncio.run(load.crowds(servers, options.sessions, options.seconds))
    _print(
        f"Readers who change the area every {load.THINK:.0f} s, for {options.seconds:.0f} s",
        report.load_rows(loaded),
    )


def _busy() -> str:
    """The machine's load over the last minute: who else was at work on it."""
    return f"{psutil.getloadavg()[0]:.1f}"


def _growth(folder: Path, times: int) -> None:
    """Measure one reader on a release with many more rows, on fresh servers."""
    from tests.bench import growth, load

    data = growth.grown(folder, times)
    with (
        Server(OURS, log=folder / "ours-grown.log", HANDPRINT_DATA=str(data)) as ours,
        Server(USUAL, log=folder / "plain-grown.log", HANDPRINT_DATA=str(data)) as plain,
    ):
        found = asyncio.run(load.costs([ours, plain]))
        title = f"One reader, {times} times the observations"
        _print(
            title,
            [
                *report.cost_rows(*found)[:4],
                report.memory_row("Memory with one reader", ours, plain),
            ],
        )


def _print(title: str, rows: list[report.Row]) -> None:
    print(f"\n{title}\n{report.HEAD}")
    for row in rows:
        print(row.line())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="fewer of everything")
    parser.add_argument("--sessions", default="", help="numbers of readers, e.g. 1,10,30,100")
    parser.add_argument("--rows", type=int, help="also with so many times the rows (0: not)")
    parser.add_argument("--only", choices=("browser", "load", "growth", "packs"), help="one part")
    parser.add_argument("--profile", action="store_true", help="where our page's time goes")
    options = parser.parse_args()
    options.sessions = [
        int(count)
        for count in (options.sessions or ("1,10" if options.quick else "1,10,30,100")).split(",")
    ]
    if options.rows is None:
        options.rows = 0 if options.quick else 100
    options.loads, options.changes, options.seconds = (2, 8, 12) if options.quick else (5, 24, 40)
    return options


if __name__ == "__main__":
    main()
