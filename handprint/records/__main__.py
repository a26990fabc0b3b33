"""`python -m handprint.records backup` and `… restore FILE [unsealed]`: what `make` runs."""

import sqlite3
import sys
from pathlib import Path

from handprint import records
from handprint.records import keeping
from handprint.records.journal import Busy, Unreadable

BACKUPS = "backups"


def main(words: list[str]) -> int:
    """Do one of the two and say in one line what was done; 0 only when all is well."""
    if words == ["backup"]:
        return _backup()
    if (
        words[:1] == ["restore"]
        and words[1:2] not in ([], [""])
        and words[2:] in ([], ["unsealed"])
    ):
        return _restore(Path(words[1]), unsealed=bool(words[2:]))
    print("make backup  |  make restore FROM=data/records/backups/records-….sqlite")
    return 2


def _backup() -> int:
    try:
        kept = keeping.backed_up(records.file(), records.folder() / BACKUPS)
    except keeping.NoRecords:
        print(f"Kirjauksia ei ole vielä / nothing has been recorded yet: {records.file()}")
        return 0
    except (Unreadable, sqlite3.Error, OSError) as error:
        print(f"Varmuuskopiota ei syntynyt / no backup was made: {error}", file=sys.stderr)
        return 1
    print(f"{kept.path}: {kept.entries} kirjausta, tarkastettu / entries, verified")
    if kept.fault is not None:
        print(
            f"Ketju ei pidä kirjauksesta {kept.fault.number} alkaen; palauta vanhempi varmuuskopio"
            f" / the chain is broken from entry {kept.fault.number} on; restore an older backup",
            file=sys.stderr,
        )
        return 1
    if kept.gone:
        print(
            f"Edellisessä varmuuskopiossa on {kept.gone} kirjausta, joita kirjauksissa ei enää ole:"
            " ne on palautettu vanhempaan tilaan tai loppu on kadonnut"
            f" / the previous backup has {kept.gone} entries that the records no longer have: they"
            " were restored to an older state, or their end is lost",
            file=sys.stderr,
        )
    return 0


def _restore(source: Path, *, unsealed: bool) -> int:
    try:
        done = keeping.restored(source, records.file(), unsealed=unsealed)
    except keeping.Unsealed as error:
        print(f"Mitään ei muutettu / nothing was changed: {error}."
              " make restore FROM=… UNSEALED=1", file=sys.stderr)  # fmt: skip
        return 1
    except keeping.NotWhole as error:
        print(f"Ei ehjä varmuuskopio, mitään ei muutettu / not a whole backup, nothing was changed:"
              f" {error}", file=sys.stderr)  # fmt: skip
        return 1
    except Busy:
        print("Kirjauksiin kirjoitetaan juuri nyt, mitään ei muutettu"
              " / somebody is writing, nothing was changed", file=sys.stderr)  # fmt: skip
        return 1
    except (Unreadable, sqlite3.Error, OSError) as error:
        print("Levylle ei voi kirjoittaa, mitään ei muutettu"
              " / the disk cannot be written to, nothing was changed:"
              f" {error}", file=sys.stderr)  # fmt: skip
        return 1
    print(f"{records.file()}: {done.entries} kirjausta palautettu / entries restored")
    if done.replaced is not None:
        print(f"Entinen tiedosto / the former file: {done.replaced}"
              f" ({done.newer} uudempaa kirjausta / newer entries)")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
