"""Shapes from the committed geography, and paints with a value, a secret and a missing area."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from handprint.drawings.hatching import HATCHES, Hatch
from handprint.drawings.map import Kind, Mark, Paint, Words
from handprint.publish import geometry

DATA = Path(__file__).resolve().parents[2] / "data"
BREAKS = (8, 10, 12, 14)
NEED = (10, 12)
# June 2026: unemployed share of the labour force, %.
SHARES = {
    "047": 10.8, "148": 10.5, "240": 17.1, "241": 8.6, "261": 8.9, "273": 11.0, "320": 13.7,
    "498": 13.4, "583": 12.2, "614": 12.4, "683": 10.4, "698": 10.5, "732": 11.9, "742": 15.8,
    "751": 10.4, "758": 6.9, "845": 9.5, "851": 11.1, "854": 8.3, "890": 9.8, "976": 10.7,
}  # fmt: skip
SECRET = ("047", "148", "240", "583")
MISSING = ("758",)
WORDS = Words(
    secret="alle 5",
    missing="puuttuu",
    not_applicable="ei määritelty",
    inset="Meri-Lappi suurennettuna",
    around=("Norja", "Ruotsi", "Venäjä"),
    title="Kartta: työttömien osuus työvoimasta",
    keys="Nuolinäppäimet siirtävät lähimmälle alueelle, Enter valitsee.",
    chosen="Valittu",
    loading="Haetaan karttaa …",
    failed="Kuvaa ei voitu piirtää.",
    retry="Yritä uudelleen",
)


@lru_cache(maxsize=1)
def made() -> dict[str, pd.DataFrame]:
    return geometry.tables(DATA)


def tables(level: str = "municipality") -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of `shape` and `map_layer` of one level."""
    shape, layer = made()["shape"], made()["map_layer"]
    return shape[shape["level"] == level], layer[layer["level"] == level]


@lru_cache(maxsize=8)
def names(level: str) -> dict[str, str]:
    """Finnish names of a level's areas by code."""
    table = pd.read_csv(DATA / "raw" / "geo" / "lapland_membership.csv", dtype=str)
    column, prefix, name = geometry.LEVELS[level]
    return {f"{prefix}{code}": words.replace(" - ", "–") for code, words in
            zip(table[column], table[name], strict=True)}  # fmt: skip


def painted(
    level: str = "municipality", *, measure: str = "share", selected: str | None = None
) -> Paint:
    """A paint of shares, or (`measure="few"`) of small counts with secret and missing cells.

    `measure="need"` has three classes and, over the network's absence, a hatch.
    """
    marks = []
    for number, (code, name) in enumerate(sorted(names(level).items())):
        kind: Kind = "value"
        if measure == "few":
            kind = "secret" if code in SECRET else "missing" if code in MISSING else "value"
        few = measure == "few"
        value = float(number * 5) if few else SHARES.get(code, 9.5 + number)
        printed = f"{value:.0f}" if few else f"{value:.1f}".replace(".", ",")
        text = {"value": printed, "secret": "<5", "missing": "–"}.get(kind, "")
        said = {"secret": "alle 5", "missing": "puuttuu"}.get(kind, f"{printed}\u00a0%")
        breaks = NEED if measure == "need" else BREAKS
        step = sum(value >= b for b in breaks) + 1 if kind == "value" else None
        hatch: Hatch = HATCHES[number % 3] if measure == "need" else ""
        note = "korkein" if code == "240" else ""
        marks.append(Mark(code, kind, name, text, f"{name} {said}", note, step, hatch))
    printed_breaks = tuple(str(b) for b in BREAKS)
    alt = "Kartta, kesäkuu 2026. Korkein Kemi 17,1\u00a0%, matalin Sodankylä 6,9\u00a0%."
    if measure == "need":
        hatches = (("", "jäsenkunta"), ("level", "muu jäsen, ei kunta"), ("slant", "ei jäsentä"))
        ends = tuple(str(b) for b in NEED)
        return Paint(tuple(marks), WORDS, ends, "%", alt, "need", selected, hatches)
    return Paint(tuple(marks), WORDS, printed_breaks, "%", alt, selected=selected)
