"""The three pages about the service answer in their first sentence, in both languages."""

import datetime as dt
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

import queries
from handprint import catalog, glossary, numbers
from handprint.analysis import freshness
from handprint.views import listing, sources
from handprint.words import catalogue, when
from tests.pages import opening

PAGES = ("data", "definitions", "accessibility")
LANGUAGES = catalog.LANGUAGES


def open_page(name: str, **query: str) -> AppTest:
    """A page of this section, opened by its address."""
    return opening.open_page(f"about/{name}", **query)


def html(app: AppTest) -> str:
    """What a page says in its lists, signs as a reader sees them."""
    return unescape("".join(body for body in bodies(app) if "hp-list" in body or "<dl" in body))


def bodies(app: AppTest) -> Iterator[str]:
    """Each piece of HTML of a page, its style apart."""
    return (e.proto.body for e in app.get("html") if not e.proto.body.startswith("<style>"))


def said(app: AppTest) -> str:
    """The first sentence of a page."""
    return app.title[0].value


def words(name: str, key: str, lang: str, **slots: object) -> str:
    """A text of one of these pages."""
    return catalogue(lang)[name][key].format(**slots)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_by_its_address_in_the_language_asked(name, lang):
    app = open_page(name, lang=lang)
    assert said(app).endswith(".")
    assert "{" not in said(app) + html(app)
    other = open_page(name, lang="en" if lang == "fi" else "fi")
    assert said(app) != said(other)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_data_page_opens_with_what_the_release_holds(lang):
    rows = queries.run("about/sources")
    dated = rows.dropna(subset="last_period")
    today = dt.date.today()
    old = sum(freshness.is_stale(last, today) for last in dated["last_period"])
    newest = max(dated["last_period"], key=freshness.year_of)
    assert old > 1, "the sentence for one stale source would be another"
    assert said(open_page("data", lang=lang)) == words(
        "data",
        "opening_many",
        lang,
        count=len(dated),
        newest=when(newest, "partitive", lang=lang),
        stale=old,
    )


def test_every_source_of_the_release_is_on_the_page_with_its_last_month():
    shown = html(open_page("data"))
    for row in queries.run("about/sources").itertuples():
        source = catalog.source(row.source)
        assert source.title("fi") in shown
        assert source.sha256[:16] in shown
        assert source.licence_address in shown
    assert "Tieto päättyy 10/2023" in shown
    assert "Tieto päättyy 8/2020" in shown


def test_a_search_leaves_what_mentions_it_and_nonsense_says_so():
    shown = html(open_page("data", find="sotkanet"))
    assert catalog.source("sotkanet127_2000_2022").title("fi") in shown
    assert catalog.source("14ww_2024").title("fi") not in shown
    app = open_page("data", find="xyzzy")
    assert words("data", "listed_none", "fi") in [block.value for block in app.markdown]


def test_a_topic_that_does_not_exist_falls_back_to_all():
    assert html(open_page("data", topic="nonsense")) == html(open_page("data"))
    assert html(open_page("data", topic="income")) != html(open_page("data"))


def test_gaps_are_told_and_their_numbers_are_those_of_the_data():
    shown = html(open_page("data"))
    assert all(note.title("fi") in shown for note in glossary.notes())
    june = queries.run(
        "labour/indicator_by_area", indicator="unemployed_men", period="2026-06", level="region"
    )
    assert numbers.count(june["value"].iloc[0], "fi") in shown


def test_no_remainder_tells_the_figure_of_one_municipality():
    for row in queries.run("about/remainders").itertuples():
        if row.remainder == row.remainder:
            assert row.secret >= 3
            assert row.secret < row.remainder < 4 * row.secret


def test_secret_cells_are_counted_from_the_release():
    cells = queries.run("about/cells_by_source").set_index("source")
    assert (cells["secret"] <= cells["cells"]).all()
    occupations = cells.loc["12ti_lapland_2006_2023"]
    assert occupations["cells"] == 2 * 87_336
    assert 0.15 < occupations["secret"] / occupations["cells"] < 0.25


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_of_the_release_has_words(lang):
    for rule in queries.release().manifest["rules"]:
        assert words("data", f"rule_{rule}", lang)


def test_every_topic_of_a_source_has_words():
    described = sources.described(
        queries.run("about/sources"),
        queries.run("about/cells_by_source"),
        today=dt.date(2026, 11, 24),
    )
    assert {topic for one in described for topic in one.topics} == set(sources.TOPICS)
    assert [one.id for one in described if not one.topics] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_glossary_opens_with_how_much_it_holds(lang):
    assert said(open_page("definitions", lang=lang)) == words(
        "definitions",
        "opening",
        lang,
        terms=len(glossary.terms()),
        measures=len(catalog.indicators()),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_to_a_term_opens_on_it(lang):
    app = open_page("definitions", lang=lang, term="tightness")
    term = next(one for one in glossary.terms() if one.code == "tightness")
    name = term.term(lang)
    assert said(app).startswith(name[0].upper() + name[1:] + ": ")
    assert 'class="hp-list hp-chosen"' in html(app)


def test_a_term_that_does_not_exist_gives_the_whole_glossary():
    app = open_page("definitions", term="nonsense", group="nonsense")
    assert said(app) == said(open_page("definitions"))
    assert html(app) == html(open_page("definitions"))


def test_a_word_is_found_in_the_other_language():
    shown = html(open_page("definitions", word="tightness"))
    assert "kireys" in shown
    assert "seutukunta</h3>" not in shown
    empty = open_page("definitions", word="xyzzy")
    assert any("xyzzy" in block.value for block in empty.markdown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_statement_opens_with_its_state_its_failings_and_what_is_missing(lang):
    app = open_page("accessibility", lang=lang)
    statement = glossary.statement()
    assert words("accessibility", f"status_{statement.status}", lang) in said(app)
    assert str(len(statement.failings)) in said(app) or len(statement.failings) < 2
    missing = words("accessibility", "feedback_missing", lang)
    assert (missing in said(app)) == (not statement.feedback)
    shown = html(app)
    assert "Traficom" in shown
    assert "https://www.saavutettavuusvaatimukset.fi" in shown
    assert "14" in shown
    assert all(failing.says("what", lang) in shown for failing in statement.failings)


class Tags(HTMLParser):
    """Which tags are open at the end, and which closed one that was not the last opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("name", PAGES)
def test_every_tag_that_is_opened_is_closed(name):
    for body in bodies(open_page(name)):
        tags = Tags()
        tags.feed(body.replace('<hr class="hp-foot-rule">', ""))
        assert (tags.open, tags.wrong) == ([], [])


def test_nothing_a_file_says_can_become_markup():
    sharp = '<img src=x onerror="alert(1)">'
    made = [
        listing.entry(sharp, anchor=sharp),
        listing.words(sharp),
        listing.stale(sharp),
        listing.missing(sharp),
        listing.link(sharp),
        listing.link("https://stat.fi", sharp),
        listing.facts([(sharp, "x")]),
        listing.line([(sharp, "x")]),
        listing.more(sharp, "x"),
        listing.table(sharp, [sharp, sharp], [(sharp, sharp)]),
    ]
    assert [part for part in made if "<img" in part] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_choice_that_a_link_gets_wrong_can_be_named(lang):
    assert {"topic", "group", "term"} <= set(catalogue(lang)["choices"])


def test_a_publisher_goes_by_its_own_name_in_each_language():
    for lang, name, other in (
        ("fi", "Tilastokeskus", "Statistics Finland"),
        ("en", "Statistics Finland", "Tilastokeskus"),
    ):
        text = opening.text_of(open_page("data", lang=lang))
        assert name in text and other not in text
