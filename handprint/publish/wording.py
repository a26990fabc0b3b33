"""What the publisher says, in Finnish or English, from `locales/<lang>/publish.toml`."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("fi", "en")
LOCALES = Path(__file__).resolve().parents[2] / "locales"


def language(lang: str | None = None) -> str:
    """The language to speak: the one asked for, HANDPRINT_LANG, or Finnish."""
    wanted = lang or os.environ.get("HANDPRINT_LANG", "")
    return wanted if wanted in LANGUAGES else "fi"


def say(key: str, /, lang: str | None = None, **slots: object) -> str:
    """One sentence with its slots filled: `say("step_read", source="12r5_2026M06")`."""
    return _sentences(language(lang))[key].format(**slots)


@lru_cache(maxsize=len(LANGUAGES))
def _sentences(lang: str) -> dict[str, str]:
    return tomllib.loads((LOCALES / lang / "publish.toml").read_text(encoding="utf-8"))


class Refused(Exception):
    """The data cannot be published as they stand; says where, what was found, what was expected.

    A slot may itself be a pair `(key, slots)`: it is put into words in the same language.
    """

    def __init__(self, key: str, /, **slots: object) -> None:
        super().__init__(key)
        self.key, self.slots = key, slots

    def message(self, lang: str | None = None) -> str:
        """The sentence for a person."""
        slots = {
            name: say(value[0], lang, **value[1]) if isinstance(value, tuple) else value
            for name, value in self.slots.items()
        }
        return say(self.key, lang, **slots)

    def __str__(self) -> str:
        """The sentence in the language of the environment."""
        return self.message()
