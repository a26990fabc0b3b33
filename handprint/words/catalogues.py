"""The words of each language: one TOML file a section, under `locales/<lang>/`."""

import tomllib
from functools import cache
from pathlib import Path

from handprint.session import language

_LOCALES = Path(__file__).parents[2] / "locales"


def t(key: str, /, lang: str | None = None, **values: object) -> str:
    """The text for `section.key`, its slots filled: `t("figure.updated", month="6/2026")`.

    A key that does not exist and a slot that is not given both raise KeyError.
    """
    section, _, name = key.partition(".")
    try:
        template = catalogue(lang or language())[section][name]
    except KeyError:
        raise KeyError(f"no words for {key} in {lang or language()}") from None
    try:
        return template.format(**values)
    except KeyError as slot:
        raise KeyError(f"{key} wants a value for {slot}") from None


@cache
def catalogue(lang: str) -> dict[str, dict[str, str]]:
    """Every section of one language: `catalogue("fi")["figure"]["source"]`."""
    return {
        file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted((_LOCALES / lang).glob("*.toml"))
    }
