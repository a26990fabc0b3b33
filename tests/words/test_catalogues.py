"""The catalogues of both languages say the same things, and say everything the code asks for."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from handprint.words import catalogue

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fi", "en")
CODE = [
    ROOT / "dashboard.py",
    *(p for d in ("pages", "handprint", "queries") for p in sorted((ROOT / d).rglob("*.py"))),
]

DYNAMIC = {
    "cautions": "named in data/indicators/*.toml",
    "streamlit": "Streamlit's own English, handed to the browser whole; nothing to say in English",
    "frame": "names of pages and sections, from pages/_app.py",
}
"""Sections whose keys are put together from codes, and where the codes come from."""

FAMILIES = {
    "grammar": (r".+_(one|many)", r"(month|year)_.+", r"ordinal_.+", r"(secret|withheld)_.+"),
    "sentences": (
        r"(subject|things|noun|group|groups|feature)_.+",
        r"(many|others)_.+",
        r"(area|whole|map)_(subject|things|bare)(_.+)?",
        r"strip_(between|top|bottom)_(stock|flow)",
        r"(hidden|alt|groups)_(secret|withheld|missing)",
    ),
}
"""Families of keys that are put together from an indicator, a kind of figure or a number."""

FORMS = {
    "name nominative genitive partitive illative locative",
    "short long genitive inessive partitive of from to end name name_to",
    "number name abbreviation adessive",
}


def keys(lang: str) -> set[str]:
    return {f"{section}.{key}" for section, part in catalogue(lang).items() for key in part}


def fields(text: str) -> list[str]:
    return [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]


def slots(text: str) -> set[str]:
    return {field.partition(".")[0] for field in fields(text)}


@cache
def trees() -> list[tuple[str, ast.Module]]:
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in CODE
    ]


def asked_for() -> Iterator[tuple[str, ast.Call]]:
    """Every call of t with a literal key."""
    for name, tree in trees():
        for node in ast.walk(tree):
            called = getattr(node, "func", None)
            if (
                isinstance(node, ast.Call)
                and getattr(called, "id", getattr(called, "attr", "")) == "t"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield f"{name}:{node.lineno}", node


def pattern(node: ast.JoinedStr) -> str:
    """An f-string as a pattern: what is put in may be anything."""
    parts = [
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r".+"
        for part in node.values
    ]
    return "".join(parts)


def written() -> tuple[set[str], set[str]]:
    """Every string the code writes, and every f-string as a pattern.

    Patterns with fewer than three letters of their own would match anything.
    """
    constants, patterns = set(), set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                made = pattern(node)
                own = re.sub(r"\.\+|\\.", "", made)
                section = own.rstrip(".")
                if len(own) >= 3 and section not in catalogue("fi"):
                    patterns.add(made)
    return constants, patterns


def test_both_languages_have_the_same_sections_and_keys():
    fi, en = catalogue("fi"), catalogue("en")
    assert fi.keys() == en.keys()
    for section in fi.keys() - {"streamlit"}:
        assert fi[section].keys() == en[section].keys(), section


def test_both_languages_fill_the_same_slots():
    fi, en = catalogue("fi"), catalogue("en")
    different = [
        f"{section}.{key}"
        for section, part in fi.items()
        for key, text in part.items()
        if key in en[section] and slots(text) != slots(en[section][key])
    ]
    assert different == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_catalogues_are_flat_and_every_word_is_a_text(lang):
    for path in sorted((ROOT / "locales" / lang).glob("*.toml")):
        for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert isinstance(text, str), f"{path.name}: {key}"
            assert text.strip(), f"{path.name}: {key} is empty"


def test_every_key_the_code_asks_for_exists():
    known = keys("fi")
    missing = [
        f"{where} {call.args[0].value}"
        for where, call in asked_for()
        if call.args[0].value not in known
    ]
    assert missing == []


def test_every_literal_call_fills_the_slots_of_its_text():
    wrong = []
    for where, call in asked_for():
        section, _, key = call.args[0].value.partition(".")
        text = catalogue("fi").get(section, {}).get(key)
        given = {word.arg for word in call.keywords}
        if text is None or None in given:
            continue
        if slots(text) != given - {"lang"}:
            wrong.append(f"{where} {section}.{key} gives {given}, wants {slots(text)}")
    assert wrong == []


def test_no_key_is_left_unused():
    constants, patterns = written()
    made = re.compile("|".join(f"(?:{one})" for one in patterns))
    unused = []
    for section, part in catalogue("fi").items():
        for key in part:
            full = f"{section}.{key}"
            family = any(re.fullmatch(p, key) for p in FAMILIES.get(section, ()))
            if (
                section in DYNAMIC
                or family
                or {key, full} & constants
                or made.fullmatch(key)
                or made.fullmatch(full)
            ):
                continue
            unused.append(full)
    assert unused == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", ["grammar", "sentences"])
def test_every_form_a_template_asks_for_is_a_form_there_is(lang, section):
    forms = set(" ".join(FORMS).split())
    for key, text in catalogue(lang)[section].items():
        for field in fields(text):
            name, _, form = field.partition(".")
            assert name.isidentifier(), f"{key}: {field}"
            assert not form or form in forms, f"{key}: {field}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", ["grammar", "sentences"])
def test_no_template_has_a_soft_space_before_a_unit_or_a_hyphen_for_a_minus(lang, section):
    for key, text in catalogue(lang)[section].items():
        assert not re.search(r" (%|€)", text), key
        assert not re.search(r"\d-\d| - ", text), key
        assert "  " not in text, key
        assert "'" not in text, key


def test_the_known_words_belong_to_indicators_there_are():
    from handprint import catalog

    known = {one.id for one in catalog.indicators()}
    for key in catalogue("fi")["sentences"]:
        family, _, id = key.partition("_")
        if family in ("subject", "things", "feature"):
            assert id in known, key


def test_a_register_share_is_never_called_a_rate_and_no_municipality_the_worst():
    """The words these readers would be embarrassed by (`paras`, `viimeinen`, …)."""
    for section in ("sentences", "grammar"):
        for key, text in catalogue("fi")[section].items():
            assert not re.search(r"työttömyysaste|\bparas\b|huonoin|viimeinen", text), key
        for key, text in catalogue("en")[section].items():
            assert not re.search(r"unemployment rate|\bbest\b|\bworst\b", text), key
