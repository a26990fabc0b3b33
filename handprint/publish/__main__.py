"""`python -m handprint.publish`: build a release from `data/`, roll one back, list them, or draft.

A draft is the source file of a new raw file: `draft raw/pxweb/12r5_2026M07.json --save`.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import suppress
from pathlib import Path

from handprint import releases
from handprint.publish import Refused, build, draft, rollback
from handprint.publish.register.extract import FILES
from handprint.publish.wording import LANGUAGES, language, say


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if it went well, 1 if the data was refused."""
    options = _arguments(arguments)
    lang = language(options.lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    machine = options.progress == "json"
    try:
        if options.command == "rollback":
            print(say("step_rolled_back", lang, release=rollback(options.release, options.data)))
        elif options.command == "list":
            _list(options.data)
        elif options.command == "draft" and options.save:
            print(
                say("draft_saved", lang, file=draft.save(options.file, options.like, options.data))
            )
        elif options.command == "draft":
            print(draft.source_file(options.file, options.like, options.data), end="")
        else:
            release = build(
                options.data,
                progress=_told if machine else _line if sys.stderr.isatty() else None,
                lang=lang,
                accept_fewer_rows=options.accept_fewer_rows,
                allow_older=options.allow_older,
                note=lambda words: _tell(note=words) if machine else _noted(words),
            )
            _clear()
            if machine:
                _tell(release=release)
            else:
                print(say("step_done", lang, release=release))
    except Refused as refusal:
        _clear()
        if not machine:
            print(say("refused", lang, reason=refusal.message(lang)), file=sys.stderr)
        else:
            # Who started us may show it to anyone; a sentence about an extract quotes its rows.
            about_rows = (
                refusal.key.startswith("extract") or refusal.slots.get("file") in FILES.values()
            )
            reason = say("extract_kept_quiet", lang) if about_rows else refusal.message(lang)
            _tell(refused=say("refused", lang, reason=reason))
        return 1
    return 0


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m handprint.publish",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the messages (default fi)")
    parser.add_argument("--data", type=Path, help="data folder (default HANDPRINT_DATA or data/)")
    parser.add_argument(
        "--accept-fewer-rows",
        action="store_true",
        help="publish although a table has lost over 30 %% of its rows",
    )
    parser.add_argument(
        "--allow-older",
        action="store_true",
        help="take an extract of the register of an earlier month than the published one",
    )
    parser.add_argument(
        "--progress",
        choices=("line", "json"),
        default="line",
        help="json: one object a line on standard output (step, note, release, refused)",
    )
    commands = parser.add_subparsers(dest="command")
    back = commands.add_parser("rollback", help="serve an older release")
    back.add_argument("release")
    commands.add_parser("list", help="the releases there are, newest first")
    new = commands.add_parser("draft", help="print a source file for a new raw file")
    new.add_argument("file", help="below data/, for instance raw/pxweb/12r5_2026M07.json")
    new.add_argument("--like", default="", help="id of a source to copy the words from")
    new.add_argument("--save", action="store_true", help="write it into data/sources/")
    return parser.parse_args(arguments)


def _list(data_dir: Path | None) -> None:
    """Each release with a mark on the one that is served and a word if it is not whole."""
    pool = (data_dir or releases.data_folder()) / "releases"
    served = releases.newest_good(data_dir)
    for path in sorted(pool.glob("*"), reverse=True):
        if releases.NAME.fullmatch(path.name):
            mark = "*" if served and served.id == path.name else " "
            print(f"{mark} {path.name}{'' if releases.whole(path) else '  !'}")


def _line(step: int, of: int, words: str) -> None:
    """One line that is written over at each step."""
    filled = round(20 * step / of)
    print(
        f"\r\033[K[{'█' * filled}{'·' * (20 - filled)}] {words}"[:120],
        end="",
        file=sys.stderr,
        flush=True,
    )


def _noted(words: str) -> None:
    """A note on a line of its own."""
    _clear()
    print(words, file=sys.stderr)


def _told(step: int, of: int, words: str) -> None:
    """A step, for the program that started this one."""
    _tell(step=step, of=of, words=words)


def _tell(**said: object) -> None:
    """One line for the program that started this one; if that has gone, the work goes on."""
    with suppress(OSError):
        print(json.dumps(said, ensure_ascii=False), flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
