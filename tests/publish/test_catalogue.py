"""The catalogue says what each figure means, in both languages, and never what it is not."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from handprint import catalog, releases
from handprint.publish import wording

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
INDICATORS = catalog.read_indicators(DATA)
SOURCES = catalog.read_sources(DATA)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.id)
def test_an_indicator_has_a_title_a_short_name_and_a_definition_in_both_languages(one):
    for lang in catalog.LANGUAGES:
        assert one.title(lang)
        assert len(one.short(lang)) <= 42
        assert one.definition(lang).endswith(".")
    assert one.title("fi") != one.title("en")


def test_the_register_share_is_never_called_an_unemployment_rate():
    for one in INDICATORS:
        words = " ".join(
            text
            for lang in catalog.LANGUAGES
            for text in (one.title(lang), one.short(lang), one.definition(lang))
        ).lower()
        if one.id != "unemployment_rate_survey":
            assert "työttömyysaste" not in words, one.id
            assert "unemployment rate" not in words, one.id


def test_the_unemployed_are_never_called_jobseekers_alone():
    for one in INDICATORS:
        title = one.title("fi").lower()
        if one.id != "jobseekers" and "työnhakij" in title:
            assert "työt" in title, one.id


def test_every_vacancy_figure_says_which_of_the_three_it_is():
    for one in INDICATORS:
        if one.unit == "vacancies":
            assert re.search(r"kuukauden (?:aikana|lopussa)", one.title("fi")), one.id
            assert "vacancy_concepts" in one.cautions


def test_the_monthly_measures_of_table_12r5_are_all_taken():
    columns = {c.column for one in INDICATORS for c in one.columns if c.table == "12r5"}
    assert len(columns - {"rate_pct"}) == 23


def test_every_caution_is_explained_in_both_languages():
    for lang in catalog.LANGUAGES:
        explained = tomllib.loads((ROOT / "locales" / lang / "cautions.toml").read_text("utf-8"))
        for one in INDICATORS:
            assert set(one.cautions) <= set(explained), one.id


@pytest.mark.parametrize("one", SOURCES, ids=lambda one: one.id)
def test_a_source_is_the_file_it_says_with_its_licence_and_address(one):
    if one.feeds == "register":
        # Persons' rows are no published file: what stands in for an address is their contract.
        assert not one.file
        assert (ROOT / one.address).is_file()
    else:
        assert releases.checksum(DATA / one.file) == one.sha256
        assert one.address.startswith("https://")
    assert one.licence
    assert one.licence_address.startswith("https://")
    for lang in catalog.LANGUAGES:
        assert one.title(lang)
        assert one.holds(lang).endswith(".")
        assert bool(one.gaps("fi")) == bool(one.gaps(lang))


def test_every_raw_file_has_a_source():
    described = {one.file for one in SOURCES if one.feeds != "register"}
    there = {p.relative_to(DATA).as_posix() for p in (DATA / "raw").rglob("*") if p.is_file()}
    assert there == described


def test_what_is_said_in_releases_is_quoted_word_for_word():
    claims = tomllib.loads((DATA / "claims.toml").read_text("utf-8"))["claim"]
    published = (DATA / "raw" / "published" / "published_facts_lapland.csv").read_text("utf-8")
    for claim in claims:
        figure = f"{claim['value']:,}".replace(",", " ")
        assert figure in claim["quote"], claim["claim"]
        if claim["claim"].startswith("ely"):
            assert claim["quote"].rstrip(".") in published, claim["claim"]
            assert claim["url"] in published, claim["claim"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "handprint" / "publish").rglob("*.py")), ids=lambda p: p.name
)
def test_every_sentence_the_publisher_asks_for_exists_and_gets_its_slots(path):
    sentences = wording._sentences("fi")
    text = path.read_text(encoding="utf-8")
    for call in re.finditer(r'(?:Refused|refuse|say|step|told)\(\s*"(\w+)"', text):
        assert call[1] in sentences, call[1]


def test_finnish_and_english_have_the_same_sentences_with_the_same_slots():
    finnish, english = (wording._sentences(lang) for lang in catalog.LANGUAGES)
    assert set(finnish) == set(english)
    for key, sentence in finnish.items():
        assert slots(sentence) == slots(english[key]), key


def test_no_sentence_is_idle():
    code = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "handprint" / "publish").rglob("*.py")
    )
    for key in wording._sentences("fi"):
        words = key.split("_")
        begun = ["_".join(words[:n]) for n in range(1, len(words))]
        assert f'"{key}"' in code or any(f'f"{start}_{{' in code for start in begun), key


def slots(sentence: str) -> set[str]:
    """The names of the slots in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
