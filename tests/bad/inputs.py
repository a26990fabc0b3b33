"""The catalogue's bad CSV files C01–C40, each as one generator of one or more damaged pairs.

Every case starts from the same good pair of files and damages one thing in it. What must come of
it stands in `expected.toml`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

SEEKERS = (
    "jobseeker;municipality;occupation;education;age_band;months_unemployed;status;long_term;"
    "partial_work_ability;foreign_background;hours_wanted;commuting_km"
)
OPENINGS = (
    "opening;municipality;occupation;education;posted;closed;positions;working_time;duration;"
    "shaping;remote"
)
ABOUT = b'reference_month = "2026-06"\ndelivered = 2026-07-21\n'
PLACES = ("047", "148", "240", "698", "758")
JOBS = ("5131", "9112", "7115", "5321")


@dataclass(frozen=True)
class Pair:
    """The files of one extract, as bytes; `sizes` makes a file that long without writing it."""

    jobseekers: bytes
    openings: bytes
    about: bytes = ABOUT
    size: int = 0

    def files(self) -> dict[str, bytes]:
        """The files by their names."""
        return {
            "jobseekers.csv": self.jobseekers,
            "openings.csv": self.openings,
            "extract.toml": self.about,
        }


def good(seekers: int = 60, openings: int = 60) -> Pair:
    """A pair in which everything is as the contract says."""
    people = [
        f"h{n:05d};{PLACES[n % 5]};{JOBS[n % 4] if n % 7 else ''};upper_secondary;25_50;"
        f"{n % 20};unemployed;{'yes' if n % 20 >= 12 else 'no'};no;no;full_time;{10 * (n % 9)}"
        for n in range(seekers)
    ]
    jobs = [
        f"p{n:05d};{PLACES[n % 5]};{JOBS[n % 4]};none;2026-{4 + n % 3:02d}-{1 + n % 28:02d};"
        f"{'2026-06-30' if n % 2 else ''};1;full_time;seasonal;no;no"
        for n in range(openings)
    ]
    return Pair(*("\n".join([head, *rows, ""]).encode() for head, rows in (
        (SEEKERS, people), (OPENINGS, jobs)
    )))  # fmt: skip


GOOD = good()
Cases = Iterator[tuple[str, Pair]]
CATALOGUE: dict[str, Callable[[], Cases]] = {}


def catalogued(case: Callable[[], Cases]) -> Callable[[], Cases]:
    """Enter a generator into the catalogue under its own name."""
    CATALOGUE[case.__name__.upper()] = case
    return case


def cells(table: str, column: str, *values: str, first: int = 2, pair: Pair = GOOD) -> Pair:
    """The pair with some cells of a column replaced, from line `first` on."""
    lines = getattr(pair, table).decode().split("\n")
    at = lines[0].split(";").index(column)
    for line, value in enumerate(values, first - 1):
        row = lines[line].split(";")
        row[at] = value
        lines[line] = ";".join(row)
    return replace(pair, **{table: "\n".join(lines).encode()})


def seekers(change: Callable[[str], str | bytes]) -> Pair:
    """The good pair with the text of jobseekers.csv changed."""
    changed = change(GOOD.jobseekers.decode())
    return replace(GOOD, jobseekers=changed if isinstance(changed, bytes) else changed.encode())


def with_column(table: str, heading: str, *values: str, pair: Pair = GOOD) -> Pair:
    """The pair with one more column, empty where `values` end."""
    lines = getattr(pair, table).decode().rstrip("\n").split("\n")
    filled = [heading, *values, *[""] * len(lines)]
    text = "\n".join(f"{line};{cell}" for line, cell in zip(lines, filled, strict=False))
    return replace(pair, **{table: (text + "\n").encode()})


def identity_code(birth: str = "010190", sign: str = "-", number: str = "903") -> str:
    """A made-up personal identity code with a right check character."""
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(birth + number) % 31]
    return f"{birth}{sign}{number}{check}"


@catalogued
def c01() -> Cases:
    yield "seekers", replace(GOOD, jobseekers=b"")
    yield "openings", replace(GOOD, openings=b" \n\n")


@catalogued
def c02() -> Cases:
    yield "", seekers(lambda text: text.split("\n")[0] + "\n")


@catalogued
def c03() -> Cases:
    yield "", replace(GOOD, jobseekers=b"\xef\xbb\xbf" + GOOD.jobseekers)


@catalogued
def c04() -> Cases:
    named = cells("jobseekers", "municipality", "Enontekiö", "Sodankylä", "Kemijärvi")
    yield "", replace(named, jobseekers=named.jobseekers.decode().encode("iso-8859-1"))


@catalogued
def c05() -> Cases:
    named = cells("jobseekers", "municipality", "Enontekiö")
    noted = with_column("jobseekers", "palkkatoive", "2 000 – 2 500 €", pair=named)
    yield "", replace(noted, jobseekers=noted.jobseekers.decode().encode("windows-1252"))


@catalogued
def c06() -> Cases:
    named = cells("jobseekers", "municipality", "Enontekiö").jobseekers.decode()
    yield "marked", replace(GOOD, jobseekers=b"\xff\xfe" + named.encode("utf-16-le"))
    yield "unmarked", replace(GOOD, jobseekers=named.encode("utf-16-le"))


@catalogued
def c07() -> Cases:
    named = cells("jobseekers", "municipality", *["Enontekiö"] * 60).jobseekers.split(b"\n")
    named[39] = named[39].decode().encode("iso-8859-1")
    yield "", replace(GOOD, jobseekers=b"\n".join(named))


@catalogued
def c08() -> Cases:
    yield "", cells("jobseekers", "municipality", "Ina\x00ri", first=3)


@catalogued
def c09() -> Cases:
    yield "whole", cells("jobseekers", "commuting_km", "50,0")
    yield "part", cells("jobseekers", "commuting_km", "50,5")


@catalogued
def c10() -> Cases:
    yield "", cells("jobseekers", "commuting_km", "1.234")


@catalogued
def c11() -> Cases:
    written = ("1 234", "1\u00a0234", "1\u2009234", "1 234,0")
    yield "declared", cells("jobseekers", "commuting_km", *written)
    yield "undeclared", cells("openings", "positions", "1 000")


@catalogued
def c12() -> Cases:
    yield "", cells("jobseekers", "commuting_km", "1.234,5")


@catalogued
def c13() -> Cases:
    yield "declared", cells("jobseekers", "commuting_km", "..", "...", ".", "-")
    yield "undeclared", cells("jobseekers", "months_unemployed", "..")


@catalogued
def c14() -> Cases:
    yield "declared", cells("jobseekers", "commuting_km", "-1", "−1")
    yield "undeclared", cells("openings", "positions", "-1")


@catalogued
def c15() -> Cases:
    yield "", seekers(lambda text: text.replace(";full_time;30\n", ";30\n", 1))


@catalogued
def c16() -> Cases:
    yield "", seekers(lambda text: text.replace(";full_time;30\n", ";full_time;30;\n", 1))


@catalogued
def c17() -> Cases:
    yield "to the end", seekers(lambda text: text.replace("h00003;", '"h00003;'))
    quoted = "\n".join(
        f'"{cell}"'.replace(";", '";"') if at else cell
        for at, cell in enumerate(GOOD.jobseekers.decode().rstrip("\n").split("\n"))
    )
    yield (
        "to the next quotation mark",
        replace(GOOD, jobseekers=quoted.replace('"h00003";', '"h00003;').encode()),
    )


@catalogued
def c18() -> Cases:
    yield "comma", seekers(lambda text: text.replace(";", ","))
    yield "tab", seekers(lambda text: text.replace(";", "\t"))
    yield "unknown", seekers(lambda text: text.replace(";", "^"))


@catalogued
def c19() -> Cases:
    yield "CR", seekers(lambda text: text.replace("\n", "\r"))
    yield "CRLF", seekers(lambda text: text.replace("\n", "\r\n"))
    yield "mixed", seekers(lambda text: text.replace("\n", "\r\n", 20).replace("\n", "\r", 40))


@catalogued
def c20() -> Cases:
    yield "the same name", with_column("jobseekers", "education", "tertiary")
    yield "two names of one column", with_column("jobseekers", "kunta", "148")


@catalogued
def c21() -> Cases:
    yield "misspelt", seekers(lambda text: text.replace("municipality;", "kunat;", 1))
    yield (
        "lost",
        seekers(lambda text: "\n".join(line.rpartition(";")[0] for line in text.split("\n"))),
    )


@catalogued
def c22() -> Cases:
    yield "", with_column("jobseekers", "huomautus", "soittaa aamulla")


@catalogued
def c23() -> Cases:
    finnish = {
        "jobseeker": "Työnhakija", "municipality": "Kunta", "occupation": "ammatti",
        "commuting_km": "TYÖMATKA_KM",
    }  # fmt: skip

    def turned(text: str) -> str:
        head, *rows = (line.split(";")[::-1] for line in text.rstrip("\n").split("\n"))
        return "\n".join(";".join(r) for r in [[finnish.get(h, h) for h in head], *rows])

    yield "", seekers(turned)


@catalogued
def c24() -> Cases:
    yield "", cells("jobseekers", "municipality", "Inari ", "\u00a0Inari", " 148\u2009")


@catalogued
def c25() -> Cases:
    parted = unicodedata.normalize("NFD", "Enontekiö")
    yield "", cells("jobseekers", "municipality", parted, parted)


@catalogued
def c26() -> Cases:
    yield "", cells("jobseekers", "municipality", "Sodankyla", first=4)


@catalogued
def c27() -> Cases:
    yield "code", cells("jobseekers", "municipality", "699")
    yield "name", cells("openings", "municipality", "Rovaniemen maalaiskunta")


@catalogued
def c28() -> Cases:
    yield "", cells("jobseekers", "municipality", "47", "047")


@catalogued
def c29() -> Cases:
    yield "", cells("jobseekers", "jobseeker", "h00001", first=10)


@catalogued
def c33() -> Cases:
    for name, day in (
        ("no such day", "31.2.2026"), ("no such month", "2026-13-01"), ("strokes", "1/2/2026")
    ):  # fmt: skip
        yield name, cells("openings", "posted", day)
    yield "Finnish", cells("openings", "closed", "30.6.2026", pair=cells(
        "openings", "posted", "1.2.2026"
    ))  # fmt: skip


@catalogued
def c34() -> Cases:
    yield "posted", cells("openings", "posted", "2026-07-22")
    yield "closed", cells("openings", "closed", "1.1.2027")


@catalogued
def c35() -> Cases:
    for text in ("-5", "1e308", "NaN", "inf", "1e3", "١٢"):
        yield text, cells("jobseekers", "months_unemployed", text)
    yield "positions", cells("openings", "positions", "1e308")


@catalogued
def c36() -> Cases:
    yield "age", cells("jobseekers", "age_band", "250")
    yield "months", cells("jobseekers", "months_unemployed", "3000")


@catalogued
def c37() -> Cases:
    yield "key", cells("jobseekers", "jobseeker", identity_code(), first=5)
    yield "new sign", cells("openings", "opening", identity_code("311299", "Y", "0Y"[0] + "12"))
    yield (
        "ignored column",
        with_column("openings", "lisätieto", f"soita {identity_code('150303', 'A', '234')} puh."),
    )
    yield "no header", seekers(lambda text: f"{identity_code()};{text[10:]}")
    yield (
        "broken file",
        seekers(lambda text: text.replace("h00003;", f'"{identity_code().lower()};')),
    )


@catalogued
def c38() -> Cases:
    yield (
        "ignored column",
        with_column(
            "openings",
            "yhteystiedot",
            "Matti, matti.meika@yritys.fi, 040 123 4567",
            "+358401234567",
        ),
    )
    yield "key", cells("openings", "opening", "matti.meika@yritys.fi")
    yield "column of ours", cells("openings", "education", "kysy 040 123 4567", first=3)


@catalogued
def c39() -> Cases:
    yield "3 MB", cells("openings", "opening", "9" * 3_000_000, first=7)
    yield "a million columns", seekers(lambda text: ";" * 1_000_000 + "\n" + text)


@catalogued
def c40() -> Cases:
    yield "", replace(GOOD, size=200_000_000)
