"""What did we decide, and what is overdue: recorded, refused, marked; both languages."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from handprint import numbers
from handprint.figures import decisions as figures
from handprint.records import decisions, journal
from handprint.records.decisions import Draft
from handprint.session import speaking
from handprint.views import exports
from handprint.words import catalogue
from tests.packs.reading import workbook
from tests.pages.opening import open_page, text_of

PAGE = "meetings/decisions"
TODAY = dt.date.today()
NEW = "decision-new"


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the records, in a folder of the test's own."""
    monkeypatch.setenv("HANDPRINT_RECORDS", str(tmp_path / "records"))
    monkeypatch.delenv("PUBLIC", raising=False)
    return tmp_path / "records" / "records.sqlite"


def draft(text: str, due: int | None = None, **more: object) -> Draft:
    day = None if due is None else TODAY + dt.timedelta(due)
    return Draft(**{"kind": "decision", "text": text, "organisation": "lapin_liitto", "due": day}
                 | more)  # fmt: skip


def title(app: AppTest) -> str:
    return app.title[0].value.replace("\\", "")


def refused(app: AppTest) -> list[str]:
    return [e.proto.body for e in app.get("html") if 'class="hp-refused"' in e.proto.body]


def write(app: AppTest, text: str, organisation: str = "lapin_liitto") -> AppTest:
    # The options of a box are named in this thread, which has no reader of its own.
    with speaking(app.session_state["lang"]):
        app.text_area(key=f"{NEW}-text").input(text)
        app.selectbox(key=f"{NEW}-organisation").select(organisation)
        return app.button(key=f"{NEW}-new").click().run()


# The answer


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fi", "Yhtään päätöstä tai kysymystä ei ole kirjattu."),
        ("en", "No decision or question has been recorded."),
    ],
)
def test_where_nothing_is_recorded_it_says_so_and_shows_no_example(path, lang, words):
    app = open_page(PAGE, lang=lang)
    assert title(app) == words
    assert not path.exists(), "looking writes nothing"
    assert catalogue(lang)["figure"]["example"] not in [h.value for h in app.header]
    assert len(app.header) == 2, "the list and the form, and no figure of nothing"


@pytest.mark.parametrize(
    ("dues", "fi", "en"),
    [
        ([5], "Avoinna on 1 asia, eikä se ole myöhässä; seuraava määräpäivä on {}",
         "1 matter is open, and it is not overdue; the next is due on {}"),
        ([-1], "Avoinna on 1 asia, ja se on myöhässä; tulevaa määräpäivää ei ole",
         "1 matter is open, and it is overdue; none has a due date ahead"),
        ([5, 9, None], "Avoinna on 3 asiaa, eikä mikään ole myöhässä; seuraava määräpäivä on {}",
         "3 matters are open, and none is overdue; the next is due on {}"),
        ([-1, -2, 5], "Avoinna on 3 asiaa, joista 2 on myöhässä; seuraava määräpäivä on {}",
         "3 matters are open, 2 of them overdue; the next is due on {}"),
        ([-1, -2], "Avoinna on 2 asiaa, ja kaikki ovat myöhässä; tulevaa määräpäivää ei ole",
         "2 matters are open, and all of them are overdue; none has a due date ahead"),
    ],
)  # fmt: skip
def test_the_answer_counts_open_overdue_and_next(path, dues, fi, en):
    for n, due in enumerate(dues):
        decisions.record(path, draft(f"Asia {n}", due))
    found = decisions.read(path).decisions
    for lang, words in (("fi", fi), ("en", en)):
        with speaking(lang):
            said = figures.opening(found, found, TODAY)
        assert said.title == words.format(numbers.date(TODAY + dt.timedelta(5), lang))


def test_what_a_choice_leaves_out_is_told(path):
    decisions.record(path, draft("Myöhässä oleva", -3))
    app = open_page(PAGE, goal="G1")
    assert title(app) == "Tällä rajauksella ei ole yhtään kirjattua päätöstä tai kysymystä."
    assert "Ilman rajausta avoinna 1, myöhässä 1" in text_of(app).replace("\\", "")


# Writing


def test_what_is_written_is_on_the_disk_and_on_the_page(path):
    app = open_page(PAGE, goal="G1")
    assert app.multiselect(key=f"{NEW}-ties").value == ["goal:G1"], "what is in view is filled in"
    app.text_input(key=f"{NEW}-evidence").input("/goals?goal=G1&lang=fi")
    app.radio(key=f"{NEW}-kind").set_value("question")
    app = write(app, "Kuka omistaa tavoitteen?")
    assert refused(app) == [] and "1 asia" in title(app)
    (one,) = decisions.read(path).decisions
    assert one.draft == Draft(
        "question",
        "Kuka omistaa tavoitteen?",
        "lapin_liitto",
        TODAY + dt.timedelta(30),
        "goals?goal=G1&lang=fi",
        (("goal", "G1"),),
    )
    assert app.text_area(key=f"{NEW}-text").value == ""
    assert "Kirjattu numerolla 1." in text_of(app)
    app.run()
    assert "Kirjattu numerolla 1." not in text_of(app), "said once"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("fi", "Kysytään osoitteesta joku@kunta.fi", "Poista sähköpostiosoite joku@kunta.fi"),
        ("en", "Call 040 123 4567", "Remove the telephone number 040 123 4567"),
        ("fi", "Asian hoitaa Etunimi Sukunimi", "Etunimi Sukunimi näyttää henkilön nimeltä"),
        ("en", "", "Write the text."),
    ],
)
def test_a_refusal_is_one_clear_sentence_and_the_text_stays(path, lang, text, words):
    app = write(open_page(PAGE, lang=lang), text)
    (said,) = refused(app)
    assert words in said and said.count("<p>") == 1
    assert app.text_area(key=f"{NEW}-text").value == text
    assert not path.exists()


def test_a_name_that_is_none_can_be_confirmed(path):
    app = write(open_page(PAGE), "Kutsutaan Suomen Akatemia mukaan")
    if refused(app):
        app.checkbox(key=f"{NEW}-no-name").check()
        app = app.button(key=f"{NEW}-new").click().run()
    assert refused(app) == [] and len(decisions.read(path).decisions) == 1


@pytest.mark.parametrize("address", ["https://evil.example/goals", "nowhere", "javascript:1"])
def test_evidence_elsewhere_is_refused(path, address):
    app = open_page(PAGE)
    app.text_input(key=f"{NEW}-evidence").input(address)
    app = write(app, "Sovitaan ehdoista")
    assert "Näyttö ei ole" in refused(app)[0] and not path.exists()


def test_without_an_organisation_nothing_is_written(path):
    app = write(open_page(PAGE), "Sovitaan ehdoista", "")
    assert "Valitse vastuutaho" in refused(app)[0] and not path.exists()


def test_a_view_can_hand_its_address_over(path):
    app = open_page(PAGE, evidence="goals?goal=G2")
    assert app.text_input(key=f"{NEW}-evidence").value == "goals?goal=G2"
    app = write(app, "Sovitaan ehdoista")
    assert decisions.read(path).decisions[0].draft.evidence == "goals?goal=G2"
    assert "evidence" not in app.query_params


def test_a_decision_is_closed_and_its_whole_past_is_seen(path):
    id = decisions.record(path, draft("Alkuperäinen sanamuoto", 9, evidence="goals?goal=G1"))
    app = open_page(PAGE, decision=str(id))
    key = f"decision-{id}"
    app.text_area(key=f"{key}-text").input("Korjattu sanamuoto")
    app = app.button(key=f"{key}-correct").click().run()
    assert decisions.read(path).one(id).draft.text == "Korjattu sanamuoto"
    close = f"decision-{id}-close"
    app = app.button(key=f"{close}-dropped").click().run()
    assert "Kerro, miksi luovuttiin." in refused(app)[0]
    app.text_input(key=f"{close}-note").input("Tehty kokouksessa")
    app = app.button(key=f"{close}-done").click().run()
    assert decisions.read(path).one(id).state == "done"
    body = text_of(app)
    for words in ("Alkuperäinen sanamuoto", "Korjattu sanamuoto", "Tehty kokouksessa"):
        assert words in body
    app.button(key=f"decision-{id}-reopen-reopen").click().run()
    assert decisions.read(path).one(id).state == "open"


def test_somebody_elses_entry_in_between_is_told_and_the_text_stays(path):
    id = decisions.record(path, draft("Sovitaan ehdoista"))
    app = open_page(PAGE, decision=str(id))
    decisions.correct(path, id, draft("Toisen korjaus"), seen=id)
    app.text_area(key=f"decision-{id}-text").input("Oma korjaus")
    app = app.button(key=f"decision-{id}-correct").click().run()
    assert "Joku muu kirjasi" in refused(app)[0] and "Toisen korjaus" in text_of(app)
    assert app.text_area(key=f"decision-{id}-text").value == "Oma korjaus"
    assert decisions.read(path).one(id).draft.text == "Toisen korjaus"
    app = app.button(key=f"decision-{id}-correct").click().run()
    assert refused(app) == [], "now it has been seen"
    assert decisions.read(path).one(id).draft.text == "Oma korjaus"


@pytest.mark.parametrize(
    ("lang", "said", "kept"),
    [
        ("fi", "Joku muu kirjasi tähän asiaan", "Kirjoitit: Rahoitus puuttuu"),
        ("en", "Somebody else", "You wrote: Rahoitus puuttuu"),
    ],
)
def test_a_closing_that_somebody_else_was_faster_with_is_told_and_its_words_stay(
    path, lang, said, kept
):
    id = decisions.record(path, draft("Asia"))
    app = open_page(PAGE, lang=lang, decision=str(id))
    # The options of a box are named in this thread, which has no reader of its own.
    with speaking(lang):
        app.text_input(key=f"decision-{id}-close-note").set_value("Rahoitus puuttuu")
        decisions.close(path, id, "done", "", seen=id)
        app.button(key=f"decision-{id}-close-dropped").click().run()
        assert said in refused(app)[0] and kept in refused(app)[0]
        assert decisions.read(path).one(id).state == "done"
        # Opened anew, the form is there again with the words; once written, they are gone.
        app.button(key=f"decision-{id}-reopen-reopen").click().run()
        assert app.text_input(key=f"decision-{id}-close-note").value == "Rahoitus puuttuu"
        app.button(key=f"decision-{id}-close-dropped").click().run()
        assert not refused(app) and decisions.read(path).one(id).state == "dropped"
        app.button(key=f"decision-{id}-reopen-reopen").click().run()
        assert app.text_input(key=f"decision-{id}-close-note").value == ""


def test_a_form_nobody_has_touched_follows_the_newest_entry(path):
    id = decisions.record(path, draft("Sovitaan ehdoista"))
    app = open_page(PAGE, decision=str(id))
    decisions.correct(path, id, draft("Toisen korjaus", 3), seen=id)
    app.run()
    assert app.text_area(key=f"decision-{id}-text").value == "Toisen korjaus"
    assert app.date_input(key=f"decision-{id}-due").value == TODAY + dt.timedelta(3)


def test_what_is_written_is_shown_as_it_is_and_runs_nowhere(path):
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) $x$ =HYPERLINK(1)"
    id = decisions.record(path, draft(hostile, -1))
    app = open_page(PAGE, decision=str(id))
    assert "<img" not in "".join(e.proto.body for e in app.get("html") if "hp-" in e.proto.body)
    found = decisions.read(path).decisions
    assert f"'{hostile}" not in exports.csv_file(figures.dues_of(found, TODAY, False)).decode()
    other = decisions.record(path, draft("=1+1", -1))
    figure = figures.dues_of([decisions.read(path).one(other)], TODAY, False)
    assert "'=1+1" in exports.csv_file(figure).decode("utf-8-sig")
    # Reading the workbook refuses any cell that holds a formula.
    assert workbook(exports.xlsx_file(figure))


# What is wrong with the file


def test_a_broken_chain_is_told_and_nothing_is_hidden(path):
    for n in range(3):
        decisions.record(path, draft(f"Asia {n}"))
    with closing(sqlite3.connect(path)) as file:
        file.execute("drop trigger entry_is_kept")
        file.execute("update entry set body = replace(body, 'Asia 1', 'Muutettu') where number = 2")
        file.commit()
    app = open_page(PAGE)
    body = text_of(app)
    assert "ketju ei pidä kirjauksesta 2 alkaen (2 kirjausta)" in body
    assert "3 asiaa" in title(app)
    assert "the chain is broken from entry 2 on" in text_of(open_page(PAGE, lang="en"))
    app = write(app, "Kokous jatkuu")
    assert len(decisions.read(path).decisions) == 4


def test_a_file_that_cannot_be_read_is_told_and_left_alone(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all" * 300)
    before = path.read_bytes()
    assert "vioittunut" in title(open_page(PAGE))
    assert "damaged" in title(open_page(PAGE, lang="en"))
    assert not open_page("strategy/goals").exception
    assert path.read_bytes() == before


def test_an_entry_nobody_understands_is_counted(path):
    decisions.record(path, draft("Asia"))
    journal.append(path, "decision", {"action": "erased", "of": 1})
    assert "Kirjauksia, joita ei ymmärretä: 2." in text_of(open_page(PAGE))


def test_the_form_survives_a_writer_who_does_not_let_go(path, monkeypatch):
    monkeypatch.setattr(journal, "PATIENCE", 0.1)
    decisions.record(path, draft("Asia"))
    app = open_page(PAGE)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        app = write(app, "Tämä ei saa kadota")
        assert "Toinen kirjaus on kesken" in refused(app)[0]
        assert app.text_area(key=f"{NEW}-text").value == "Tämä ei saa kadota"
        other.execute("rollback")
    app.button(key=f"{NEW}-new").click().run()
    assert len(decisions.read(path).decisions) == 2


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_where_nothing_can_be_written_the_form_says_so_and_keeps_the_text(
    tmp_path, monkeypatch, lang
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("HANDPRINT_RECORDS", str(tmp_path / "file" / "records"))
    app = write(open_page(PAGE, lang=lang), "Tämä ei saa kadota")
    said = {"fi": "Tiedostoon ei voi kirjoittaa", "en": "The file cannot be written to"}
    assert said[lang] in refused(app)[0]
    assert app.text_area(key=f"{NEW}-text").value == "Tämä ei saa kadota"
    app = open_page("meetings/editions", lang=lang)
    app.button(key="freeze").click().run()
    said = {"fi": "ei voi nyt kirjoittaa", "en": "cannot be written to"}
    assert said[lang] in text_of(app) and not app.exception
    assert open_page("strategy/goals", lang=lang).title and open_page("meetings/present").title


# The clock


def set_back(path: Path, hours: int = 30) -> None:
    """An entry made by a clock that stood so many hours ahead of the true one."""
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    with journal.Journal(path, clock=lambda: moment) as book:
        book.append("test", {})


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_clock_behind_the_records_is_told_and_no_matter_is_closed_before_it_was_opened(
    path, lang
):
    id = decisions.record(path, draft("Asia", 5))
    said = {"fi": "Kello ja kirjaukset eivät täsmää", "en": "The clock and the records disagree"}
    assert said[lang] not in text_of(open_page(PAGE, lang=lang))
    set_back(path)
    assert said[lang] in text_of(open_page(PAGE, lang=lang))
    decisions.close(path, id, "done", "", seen=id)
    one = decisions.read(path).one(id)
    assert one.touched >= one.history[0].day and [s.held for s in one.history] == [False, True]
    shown = text_of(open_page(PAGE, lang=lang, decision=str(id)))
    assert {"fi": "kello oli jäljessä", "en": "the clock was behind"}[lang] in shown


# Marks on the goals


def links_of(app: AppTest) -> list[tuple[str, str]]:
    return [(e.proto.label.replace("\\", ""), e.proto.query_string) for e in app.get("page_link")]


def test_an_overdue_matter_is_marked_on_its_goal_and_indicator(path):
    ties = (("goal", "G2"), ("indicator", "I17"))
    decisions.record(path, draft("Myöhässä", -1, ties=ties))
    decisions.record(path, draft("Tulossa", 5, ties=(("goal", "G1"),)))
    marks = [one for one in links_of(open_page("strategy/goals")) if "myöhässä" in one[0]]
    assert [q for _, q in marks] == ["goal=G2&lang=fi", "indicator=I17&lang=fi"]
    assert all(label.endswith("1 avoin asia on myöhässä") for label, _ in marks)
    assert not [one for one in links_of(open_page("strategy/goals", goal="G1")) if "I17" in one[1]]
    own = [one for one in links_of(open_page("strategy/goals", goal="G1", lang="en"))]
    assert any(label.endswith("1 open matter") for label, _ in own)


@pytest.mark.parametrize(
    ("lang", "late", "still"),
    [
        ("fi", "1 avoin asia on myöhässä", "koskematta"),
        ("en", "1 open matter is overdue", "untouched"),
    ],
)
def test_marks_come_and_go_by_the_day(path, lang, late, still):
    """Late from the day after the due day on; still after half a year without an entry."""
    tie = (("goal", "G2"), ("indicator", "I17"))
    due = draft("Sovitaan", 0, ties=tie)
    id = decisions.record(path, due)

    def marks(words: str) -> list[str]:
        return [
            q for label, q in links_of(open_page("strategy/goals", lang=lang)) if words in label
        ]

    both = [f"goal=G2&lang={lang}", f"indicator=I17&lang={lang}"]
    assert marks(late) == marks(still) == [], "on the due day itself it is in time"
    decisions.correct(path, id, draft("Sovitaan", -1, ties=tie), seen=id)
    assert marks(late) == both
    decisions.close(path, id, "done", "", seen=id + 1)
    assert marks(late) == []
    decisions.reopen(path, id, seen=id + 2)
    assert marks(late) == both
    decisions.correct(path, id, draft("Sovitaan", 1, ties=tie), seen=id + 3)
    assert marks(late) == []


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize(("days", "marked"), [(182, False), (183, True)])
def test_a_matter_that_nobody_touches_for_half_a_year_stands_still(path, lang, days, marked):
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    body = {"action": "opened", "kind": "question", "text": "Kuka?", "organisation": "kemi",
            "due": None, "evidence": "", "ties": [["goal", "G2"]]}  # fmt: skip
    with journal.Journal(path, clock=lambda: moment) as book:
        id = book.append("decision", body).number
    said = {"fi": "koskematta", "en": "untouched"}[lang]

    def marks() -> list[str]:
        return [q for label, q in links_of(open_page("strategy/goals", lang=lang)) if said in label]

    assert bool(marks()) == marked
    decisions.correct(
        path, id, draft("Kuka?", None, kind="question", ties=(("goal", "G2"),)), seen=id
    )
    assert marks() == [], "an entry starts the half year anew"


def test_a_matter_leads_on_in_the_language_of_its_reader_not_of_who_pasted_its_evidence(path):
    more = {"ties": (("goal", "G1"),), "evidence": "goals?goal=G1&lang=fi"}
    decisions.record(path, draft("Sovittu", 5, **more))
    found = links_of(open_page(PAGE, decision="1", lang="en"))
    assert len(found) >= 4, "the list, the goal, the evidence, and back"
    assert all("lang=en" in query and "lang=fi" not in query for _, query in found)


def test_where_nothing_is_late_the_goals_bear_no_mark(path):
    decisions.record(path, draft("Tulossa", 5, ties=(("goal", "G1"),)))
    assert not [one for one in links_of(open_page("strategy/goals")) if "avoin" in one[0]]


# The figure and its files


def test_picture_table_and_files_say_the_same(path):
    for n, due in enumerate([-40, -1, 3, 3, 400, None]):
        decisions.record(path, draft(f"Asia {n}", due))
    closed = decisions.record(path, draft("Valmis", 2))
    decisions.close(path, closed, "done", "Sovittu", seen=closed)
    found = decisions.read(path).decisions
    figure = figures.dues_of(found, TODAY, False)
    assert figure.heading == "Avoimista on myöhässä 2, muita on 4"
    table = exports.shown(figure.table)
    assert len(table) == 7 and list(table["Myöhässä"]).count("kyllä") == 2
    assert list(table["Miten päättyi"])[-1] == "Sovittu"
    sheet = next(iter(workbook(exports.xlsx_file(figure)).values()))
    texts = [sheet[at] for at in sorted(sheet) if at[1] == 2][1:]
    assert texts == list(table["Teksti"])
    csv = exports.csv_file(figure).decode("utf-8-sig").splitlines()
    assert len(csv) == 8 and all(row.split(";")[2] == text for row, text in
                                 zip(csv[1:], table["Teksti"], strict=True))  # fmt: skip
    for compact, most in ((False, 7), (True, 4)):
        columns = figures.months([one for one in found if one.is_open], TODAY, most)
        assert len(columns) == most and sum(one.now for one in columns) == 1
        assert (sum(one.late for one in columns), sum(one.coming for one in columns)) == (2, 3)
        assert "Ilman määräpäivää 1" in figures.dues_of(found, TODAY, compact).picture.alt


# Who may write


def test_a_public_process_has_no_page_and_no_marks(path, monkeypatch):
    decisions.record(path, draft("Myöhässä", -1, ties=(("goal", "G1"),)))
    monkeypatch.setenv("PUBLIC", "1")
    app = open_page("strategy/goals")
    assert not [one for one in links_of(app) if "myöhässä" in one[0]]


@pytest.mark.parametrize(
    ("address", "public", "allowed"),
    [
        ("127.0.0.1", "", True),
        ("::1", "0", True),
        ("localhost", "", True),
        ("127.0.0.1", "1", False),
        ("127.0.0.1", "yes", False),
        ("0.0.0.0", "", False),
        ("", "", False),
        (None, "", False),
        ("192.168.1.4", "", False),
        ("example.fi", "", False),
    ],
)
def test_only_a_process_that_this_computer_alone_reaches_lets_write(
    monkeypatch, address, public, allowed
):
    import streamlit as st

    from handprint import writing

    before = st.config.get_option("server.address")
    monkeypatch.setenv("PUBLIC", public)
    try:
        st.config.set_option("server.address", address)
        assert writing.allowed() is allowed
    finally:
        st.config.set_option("server.address", before)
