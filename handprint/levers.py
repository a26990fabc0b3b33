"""How far each lever of the what-if page goes, as written in `data/what_if.toml`.

People at the Council edit that file. It is read once, and a mistake in it is told by file, field
and what would be right (`catalog.Incomplete`).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handprint import catalog
from handprint.analysis.matching import LEVERS, Levers
from handprint.catalog import Incomplete

FILE = "what_if.toml"


@dataclass(frozen=True)
class Settings:
    """The road factor, one step of each lever, how far it goes, and the scenarios offered."""

    road_factor: float
    step: Levers
    ends: Levers
    scenarios: tuple[Levers, ...]

    def stops(self, lever: str) -> tuple[int, ...]:
        """Every position of a lever, from rest to its end."""
        step = getattr(self.step, lever)
        return tuple(range(0, getattr(self.ends, lever) + step, step))


@cache
def settings() -> Settings:
    """The settings in force: those of the data folder, else this copy's own."""
    place = catalog.folder() / FILE
    own = Path(__file__).parent.parent / "data" / FILE
    return read(place if place.is_file() else own)


def read(path: Path) -> Settings:
    """The settings of one file; `Incomplete` tells what is missing, unknown or out of range."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Incomplete(FILE, "TOML", str(error), "a file in the form of TOML") from error
    _known(said, {"road_factor", "scenario", *LEVERS}, "")
    factor = said.get("road_factor")
    if isinstance(factor, bool) or not isinstance(factor, int | float) or not 1 <= factor <= 3:
        raise Incomplete(FILE, "road_factor", factor, "a number from 1 to 3")
    steps, ends = {}, {}
    for lever in LEVERS:
        section = said.get(lever)
        if not isinstance(section, dict):
            raise Incomplete(FILE, lever, section, f"a section [{lever}] with step and end")
        _known(section, {"step", "end"}, f"{lever}.")
        most = 100 if lever == "remote_percent" else 100_000
        steps[lever] = _whole(section, "step", lever, least=1, most=most)
        ends[lever] = _whole(section, "end", lever, least=steps[lever], most=most)
        if ends[lever] % steps[lever]:
            raise Incomplete(
                FILE, f"{lever}.end", ends[lever], f"a whole number of steps of {steps[lever]}"
            )
    settings = Settings(float(factor), Levers(**steps), Levers(**ends), ())
    scenarios = [_scenario(one, at, settings) for at, one in enumerate(said.get("scenario", []), 1)]
    return Settings(settings.road_factor, settings.step, settings.ends, tuple(scenarios))


def _scenario(said: dict[str, Any], at: int, settings: Settings) -> Levers:
    _known(said, set(LEVERS), f"scenario {at}, ")
    for lever, value in said.items():
        if type(value) is not int or value not in settings.stops(lever):
            raise Incomplete(
                FILE,
                f"scenario {at}, {lever}",
                value,
                f"a whole number of steps of {getattr(settings.step, lever)}, "
                f"at most {getattr(settings.ends, lever)}",
            )
    return Levers(**said)


def _whole(section: dict[str, Any], name: str, lever: str, *, least: int, most: int) -> int:
    value = section.get(name)
    if type(value) is not int or not least <= value <= most:
        raise Incomplete(FILE, f"{lever}.{name}", value, f"a whole number from {least} to {most}")
    return value


def _known(said: dict[str, Any], known: set[str], where: str) -> None:
    for name in said:
        if name not in known:
            raise Incomplete(FILE, f"{where}{name}", said[name], ", ".join(sorted(known)))
