"""What has changed since last meeting: from what was frozen to the page, the overview, the pack."""

import datetime as dt
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import queries
from handprint import records
from handprint.analysis.editions import KINDS, Edition, Membership, compare, record
from handprint.drawings.lettering import folded
from handprint.figures import editions
from handprint.records import decisions, journal
from handprint.records import editions as store
from handprint.session import speaking
from handprint.views import exports
from handprint.views.editions import MOST
from handprint.words import editions as words
from handprint.words import t
from tests.altered import altered
from tests.packs.reading import numbers_kept_as_text, patterns, shown, workbook
from tests.pages.opening import FRAME, open_page, sent, text_of

PAGE = "meetings/editions"
TODAY = dt.date.today()
BEFORE = TODAY - dt.timedelta(days=40)
NEWER = (
    "insert into labour.observation by name select indicator, area_code, '2026-07' as period,"
    " 9200 as value, status, source from labour.observation"
    " where indicator = 'unemployed' and area_code = 'MK19' and period = '2026-06'"
)
REVISED = (
    "update labour.observation set value = 3000"
    " where indicator = 'open_at_month_end' and area_code = 'MK19' and period = '2026-06'"
)
REDEFINED = (
    "update projects.strategy_indicator set definition_en = 'Another meaning'"
    " where indicator = 'I22'"
)
STARTED = (
    "insert into projects.status_event by name select 'ryhti' as project,"
    f" date '{TODAY - dt.timedelta(days=5)}' as day, 'running' as state, 4 as state_order,"
    " 'day' as precision, 'recorded' as basis, 'own' as source, 'own' as status"
)
LEFT = f"update projects.organisation set left_on = date '{TODAY - dt.timedelta(days=5)}' "
LEFT += "where organisation = 'kemi'"
TRUST = (
    "update projects.organisation set status = case organisation when 'tornio' then 'own'"
    " else 'unconfirmed' end where organisation in ('tornio', 'simo')"
)


@pytest.fixture(autouse=True)
def own_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records of this test's own."""
    monkeypatch.setenv("HANDPRINT_RECORDS", str(tmp_path / "records"))
    return tmp_path / "records"


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        changed = [one.replace("labour.observation", "observation") for one in statements]
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *changed)))

    return _serve


def freeze(day: dt.date = BEFORE) -> store.Frozen:
    """Freeze what is shown now as if it had been done on an earlier day."""
    return store.freeze(records.file(), record(replace(editions.today(), day=day)))


def drawn(app: object) -> str:
    return " ".join(
        json.loads(sent(one)).get("picture", {}).get("svg", "") for one in app.get("bidi_component")
    )


def since(old: Edition) -> list[tuple[str, str]]:
    """Kinds and keys of what has changed since an edition."""
    return [(one.kind, one.key) for one in compare(old, editions.today()).all]


# The answer


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_with_nothing_frozen_the_page_says_so_and_offers_to_freeze(lang):
    app = open_page(PAGE, lang=lang)
    said = {"fi": "ei ole vielä jäädytetty", "en": "have been frozen yet"}
    assert said[lang] in app.title[0].value
    assert app.button(key="freeze")


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_same_facts_twice_are_no_change(lang):
    freeze()
    title = open_page(PAGE, lang=lang).title[0].value
    assert title.startswith({"fi": "Mikään näytetty ei ole muuttunut", "en": "Nothing that"}[lang])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fi", "1 uusi luku, 2 korjausta, 1 tilamuutos"),
        ("en", "1 new figure, 2 revisions, 1 status move"),
    ],
)
def test_the_first_sentence_counts_news_and_revisions_apart(serve, lang, said):
    freeze()
    serve(NEWER, REVISED, REDEFINED, STARTED)
    app = open_page(PAGE, lang=lang)
    assert app.title[0].value.endswith(said)
    everything = drawn(app)
    with speaking(lang):
        old = editions.edition(editions.kept()[0].record)
        rows = editions.changes(old, editions.today())
        for row in rows:
            assert row.name.split(",")[0].split(" (")[0].split()[0] in everything, row
    assert "9\u00a0200" in everything or "9,200" in everything
    assert len(app.get("page_link")) >= 3, "each changed thing leads to its own page"


def test_a_newer_month_is_news_and_no_revision(serve):
    old = editions.edition(freeze().record)
    serve(NEWER)
    assert since(old) == [("new", "unemployed/MK19")]
    (row,) = editions.changes(old, editions.today())
    assert (row.when, row.before) == ("7/2026", "9\u00a0137 (6/2026)")
    # July of the years between has never been published.
    assert row.change.endswith(" heinäkuusta 2023") and row.change.startswith("+")


def test_a_newer_month_is_set_against_the_year_before_where_it_is_published(serve):
    old = editions.edition(freeze().record)
    serve(NEWER, NEWER.replace("2026-07", "2025-07").replace("9200", "9000"))
    (row,) = [r for r in editions.changes(old, editions.today()) if r.kind == "new"]
    assert row.change == "+200 vuotta aiemmasta"


def test_a_revised_old_value_is_under_revisions_only(serve):
    """The figure itself, and the tightness that is computed from it."""
    old = editions.edition(freeze().record)
    serve(REVISED)
    assert since(old) == [("revised", "I16"), ("revised", "open_at_month_end/MK19")]
    (row,) = [r for r in editions.changes(old, editions.today()) if "Avoimet" in r.name]
    assert row.before == "2\u00a0515" and row.after == "3\u00a0000" and row.change == "+485"


def test_a_changed_definition_refuses_the_delta_and_says_why(serve):
    old = editions.edition(freeze().record)
    serve(REDEFINED, "delete from projects.participation where false")
    found = compare(old, editions.today()).all
    assert {one.kind for one in found} == {"redefined"} and all(one.delta is None for one in found)
    rows = editions.changes(old, editions.today())
    assert any("määritelmä tai laskutapa on muuttunut" in row.note for row in rows)
    assert all(not row.change for row in rows)


def test_a_changed_target_is_no_move_of_the_sign(serve):
    old = editions.edition(freeze().record)
    serve("update projects.target set target_value = 20 where indicator = 'I01'")
    found = compare(old, editions.today()).all
    assert {(one.kind, one.what) for one in found} == {("redefined", "target")}
    assert {one.key for one in found} == {"I01", "G1"}


def test_started_left_and_recorded_late_are_told_apart(serve):
    old = editions.edition(freeze().record)
    late = STARTED.replace(str(TODAY - dt.timedelta(days=5)), str(BEFORE - dt.timedelta(days=5)))
    serve(LEFT, late.replace("'ryhti'", "'social_entrepreneurship'"), STARTED)
    found = set(since(old))
    assert ("started", "ryhti") in found and ("left", "kemi") in found
    assert ("known", "social_entrepreneurship") in found


def test_a_decision_that_has_become_late_is_told_with_its_words():
    due = TODAY - dt.timedelta(days=3)
    draft = decisions.Draft("decision", "Sovitaan tapaamiset kuntien kanssa", "lapin_liitto", due)
    decisions.record(records.file(), draft)
    old = replace(editions.today(), day=BEFORE, overdue={})
    (row,) = editions.changes(old, editions.today())
    assert row.kind == "overdue" and row.name == f"{draft.text} (Lapin liitto)"


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_an_edition_holds_no_words_of_a_decision_and_tells_them_as_they_read_now(lang):
    due = TODAY - dt.timedelta(days=3)
    draft = decisions.Draft("decision", "Sovitaan tapaamiset kuntien kanssa", "kemi", due)
    id = decisions.record(records.file(), draft)
    frozen = freeze()
    assert draft.text not in json.dumps(frozen.record, ensure_ascii=False)
    assert frozen.record["overdue"] == {str(id): due.isoformat()}
    corrected = replace(draft, text="Sovitaan tapaamiset")
    decisions.correct(records.file(), id, corrected, seen=id)
    decisions.close(
        records.file(), id, "done", "", seen=decisions.read(records.file()).one(id).last
    )
    with speaking(lang):
        old, new = editions.edition(frozen.record), editions.today()
        (row,) = editions.changes(old, new)
        assert (row.kind, row.name) == ("settled", f"{corrected.text} (Kemi)")
        (row,) = editions.changes(old, new, texts=False)
        assert row.name == {"fi": f"Päätös {id}, Kemi", "en": f"Decision {id}, Kemi"}[lang]
        table = editions.since(old, new, False, texts=False).table.frame
        assert not table.astype(str).apply(lambda c: c.str.contains("Sovitaan")).any().any()


def test_an_edition_frozen_with_words_of_a_decision_does_not_tell_them():
    old = replace(editions.today(), day=BEFORE, overdue={"7": BEFORE})
    old = replace(old, names={**old.names, "decision/7": {"fi": "Vanha teksti", "en": "Old"}})
    (row,) = editions.changes(old, editions.today())
    assert row.name == "Kirjaus 7, jota ei enää ole"


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_another_source_and_another_trust_are_told_in_words(serve, lang):
    old = editions.edition(freeze().record)
    serve(
        "update projects.organisation set status = 'unconfirmed' where organisation = 'kemi'",
        "update projects.project set source = 'own' where project = 'ryhti'",
        "update labour.observation set source = '11re_2025' where indicator = 'unemployed_share'",
    )
    with speaking(lang):
        rows = editions.changes(old, editions.today())
        assert {row.kind for row in rows} == {"sourced"}
        told = {row.tie or row.name: row for row in rows}
        kemi = told["organisation", "kemi"]
        said = {"fi": ("kerrottu", "vahvistamatta"), "en": ("reported", "unconfirmed")}
        assert (kemi.before, kemi.after) == said[lang]
        assert (
            told["project", "ryhti"].after == {"fi": "oma päätelmä", "en": "our own reading"}[lang]
        )
        shares = [row for row in rows if row.number > 1]
        places = {"fi": "Työttömien osuus työvoimasta, 21\u00a0kuntaa",
                  "en": "Unemployed share of the labour force, 21\u00a0municipalities"}  # fmt: skip
        assert places[lang] in [row.name for row in shares]
        keha = {"fi": "KEHA-keskus", "en": "KEHA Centre"}[lang]
        office = {"fi": "Tilastokeskus", "en": "Statistics Finland"}[lang]
        assert shares[0].after == f"{office}, 11re" and shares[0].before.startswith(keha)
        title = words.title(rows, BEFORE)
        assert words.heading(rows) and title


def test_the_next_months_file_of_the_same_table_is_no_other_source(serve):
    old = editions.edition(freeze().record)
    serve(NEWER.replace("status, source from", "status, '12r5_2006_2023' as source from"))
    assert since(old) == [("new", "unemployed/MK19")]


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_an_example_of_a_target_that_turns_real_is_told(serve, lang):
    old = editions.edition(freeze().record)
    serve(
        "update projects.target set status = 'own' where indicator ="
        " (select min(indicator) from projects.target where status = 'example')"
    )
    with speaking(lang):
        rows = editions.changes(old, editions.today())
        notes = {row.note for row in rows}
        said = {"fi": "esimerkkitavoite on vaihtunut oikeaksi", "en": "an example target has been"}
        assert any(note.startswith(said[lang]) for note in notes)


# The clock


def write_ahead(hours: int = 48) -> dt.datetime:
    """An entry made while the clock was ahead."""
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    with journal.Journal(records.file(), clock=lambda: moment) as book:
        book.append("test", {})
    return moment


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_nothing_is_frozen_while_the_clock_is_behind_the_records(lang):
    write_ahead()
    app = open_page(PAGE, lang=lang)
    app.button(key="freeze").click().run()
    said = {"fi": "tarkista kello", "en": "check the clock"}
    assert said[lang] in text_of(app) and editions.kept() == ()


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_meeting_that_the_clock_says_is_to_come_is_not_compared_with(lang):
    freeze(TODAY + dt.timedelta(days=3))
    app = open_page(PAGE, lang=lang)
    said = {"fi": "vasta tulossa", "en": "still to come"}
    assert said[lang] in app.title[0].value and not app.exception
    assert open_page("overview/now", lang=lang).title
    assert editions.digests(TODAY, lang) == ()
    before = freeze()
    assert editions.before(editions.kept(), TODAY).id == before.id


# What a room is told first


def rows_of(**kinds: int) -> list[words.Row]:
    return [words.Row(kind, f"{kind} {n}") for kind in KINDS for n in range(kinds.get(kind, 0))]


def test_a_room_is_told_moves_revisions_and_what_is_late_before_the_rest():
    many = rows_of(new=9, signs=2, moved=7, revised=3, overdue=1, known=4)
    assert [row.name for row in words.pressing(many, 4)] == [
        "signs 0", "signs 1", "revised 0", "overdue 0",
    ]  # fmt: skip
    assert [row.name for row in words.pressing(rows_of(new=3, known=1, overdue=1), 4)] == [
        "overdue 0", "new 0", "new 1", "new 2",
    ]  # fmt: skip
    assert words.pressing([], 4) == ()


@given(
    st.dictionaries(st.sampled_from(KINDS), st.integers(0, 6)),
    st.integers(1, 6),
)
def test_what_is_not_shown_is_counted(kinds, most):
    found = rows_of(**kinds)
    shown = words.pressing(found, most)
    assert len(shown) == min(most, len(found)) and set(shown) <= set(found)
    with speaking("fi"):
        rest = words.and_rest([row for row in found if row not in shown])
    left = len(found) - len(shown)
    assert bool(rest) == bool(left)
    assert not left or rest.startswith(f"ja {left} muu")
    assert sum(int(n) for n in re.findall(r"\b\d+\b", rest)) == 2 * left
    assert len(folded(rest, width=900, size=27, lines=9)) <= 2, "two lines of a slide"


def test_an_ended_organisation_of_the_release_has_left_by_its_last_day(release):
    ely = editions.today().organisations["lapin_ely"]
    assert replace(ely, source="", status="") == Membership(
        dt.date(2024, 4, 18), dt.date(2025, 12, 31)
    )
    assert ely.source and ely.status


def test_the_table_holds_every_difference_in_a_row_of_its_own(serve):
    old = editions.edition(freeze().record)
    serve(NEWER, REVISED, REDEFINED, STARTED, LEFT)
    new = editions.today()
    figure = editions.since(old, new, False)
    assert len(exports.shown(figure.table)) == len(compare(old, new).all)
    assert figure.heading in figure.picture.alt
    for row in editions.changes(old, new):
        assert row.name in figure.picture.alt, row


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_file_of_the_changes_has_numbers_for_before_after_and_between(serve, lang):
    old = editions.edition(freeze().record)
    serve(NEWER, REVISED, REDEFINED, STARTED, LEFT)
    with speaking(lang):
        figure = editions.since(old, editions.today(), False)
        made = exports.xlsx_file(figure)
        name = t("exports.sheet_table")
        sheet, shapes = workbook(made)[name], patterns(made)[name]
        assert numbers_kept_as_text(figure, sheet, 1) == []
    columns = list(figure.table.columns)
    told = 0
    for down, row in enumerate(figure.table.frame.to_dict("records"), start=1):
        for key in ("before", "after", "change"):
            cell = sheet[down, columns.index(key)]
            if isinstance(cell, float):
                told += 1
                number = row[f"{key}_number"]
                # A day that somebody joined is a date, and has no number of its own.
                assert number != number or cell == pytest.approx(number)
                assert shown(cell, shapes[down, columns.index(key)], lang) == row[key]
    assert told >= 6


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_an_edition_holds_no_language(lang):
    with speaking(lang):
        told = record(editions.today())
    with speaking("fi"):
        assert told == record(editions.today())


# Freezing


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_button_freezes_once_and_says_what_it_did(lang):
    app = open_page(PAGE, lang=lang)
    app.button(key="freeze").click().run()
    (frozen,) = editions.kept()
    assert frozen.id in text_of(app) and frozen.record["day"] == TODAY.isoformat()
    assert editions.edition(frozen.record) == editions.today()
    app.button(key="freeze").click().run()
    assert len(editions.kept()) == 1
    said = {"fi": "on jo jäädytetty", "en": "are frozen already"}
    assert said[lang] in text_of(app)


def test_in_a_public_process_there_is_no_page_no_overview_and_no_pack(monkeypatch):
    freeze()
    assert open_page("overview/now").get("page_link")
    monkeypatch.setenv("PUBLIC", "1")
    app = open_page("overview/now")
    assert "Edellisestä kokouksesta" not in text_of(app)
    with pytest.raises(Exception, match="editions"):
        open_page(PAGE)
    assert editions.digests(TODAY, "fi") == ()


# What is damaged


def damage(old: str, new: str) -> None:
    with closing(sqlite3.connect(records.file())) as file, file:
        file.execute("drop trigger entry_is_kept")
        file.execute("update entry set body = replace(body, ?, ?)", (old, new))


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_damaged_edition_is_told_in_words_and_never_compared_with(lang):
    freeze()
    damage('"release":"20', '"release":"19')
    app = open_page(PAGE, lang=lang)
    said = {"fi": "vioittunut", "en": "damaged"}
    assert said[lang] in text_of(app) and not drawn(app)
    assert editions.before(editions.kept(), TODAY) is None


def test_a_damaged_edition_beside_a_whole_one_can_be_asked_for_and_says_so():
    damaged, whole = freeze(BEFORE), freeze(BEFORE - dt.timedelta(days=9))
    damage(damaged.record["day"] + '","format', 'x","format')
    app = open_page(PAGE)
    assert app.selectbox(key="edition").value == whole.id
    app = open_page(PAGE, edition=damaged.id)
    assert "vioittuneet" in app.title[0].value


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_file_that_cannot_be_read_leaves_the_page_and_the_overview_standing(lang, own_records):
    own_records.mkdir()
    records.file().write_bytes(b"no database at all" * 100)
    said = {"fi": "ei voi lukea", "en": "cannot be read"}
    assert said[lang] in open_page(PAGE, lang=lang).title[0].value
    assert open_page("overview/now", lang=lang).title
    assert editions.digests(TODAY, lang) == ()


# The pack


def test_the_pack_gets_the_changes_by_its_own_language_and_day(serve):
    freeze()
    serve(NEWER, REVISED)
    (digest,) = editions.digests(TODAY, "en")
    assert digest.heading.endswith("1 new figure, 2 revisions, no status moves")
    assert any("9,137 (Jun 2026) → 9,200" in row.words for row in digest.rows)
    assert editions.digests(BEFORE - dt.timedelta(days=1), "en") == ()


def test_the_last_meeting_is_the_newest_one_before_the_day():
    first, second = freeze(BEFORE - dt.timedelta(days=30)), freeze(BEFORE)
    kept = editions.kept()
    assert editions.before(kept, TODAY).id == second.id
    assert editions.before(kept, BEFORE).id == first.id
    assert editions.before(kept, dt.date(2020, 1, 1)).id == second.id


# The overview


@pytest.fixture
def overview(tmp_path: Path) -> Callable[[], AppTest]:
    """The frame with an overview that holds the editions' opening and nothing else."""
    pages = tmp_path / "pages"
    shutil.copytree(FRAME.parent, pages)
    script = "from handprint.views import editions, frame\nframe.opening('–')\neditions.opening()\n"
    (pages / "overview" / "now.py").write_text(script, encoding="utf-8")

    def _open() -> AppTest:
        app = AppTest.from_file(str(pages / "_app.py"), default_timeout=60)
        app.run()
        app.switch_page("overview/now.py")
        app.run()
        assert not app.exception
        return app

    return _open


def test_the_overview_opens_with_the_changes_and_leads_to_all_of_them(serve, overview):
    freeze()
    serve(NEWER, REVISED, STARTED)
    app = overview()
    told = text_of(app).replace("\\", "")
    assert "1 uusi luku, 2 korjausta, 1 tilamuutos" in told
    assert "Uusi</strong>" in told and "Korjaus</strong>" in told and "Alkoi</strong>" in told
    assert len(app.get("page_link")) == 1


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_overview_counts_what_it_leaves_out(serve, lang):
    freeze()
    serve(NEWER, REVISED, REDEFINED, STARTED, LEFT, TRUST)
    with speaking(lang):
        rows = editions.changes(editions.edition(editions.kept()[0].record), editions.today())
        rest = words.and_rest([row for row in rows if row not in words.pressing(rows, MOST)])
    assert len(rows) > MOST and rest
    assert rest in text_of(open_page("overview/now", lang=lang)).replace("\\", "")


def test_the_overview_says_that_nothing_has_changed_and_is_silent_before_the_first_freezing(
    overview, monkeypatch
):
    assert not overview().get("page_link")
    freeze()
    app = overview()
    assert "Mikään näytetty ei ole muuttunut" in text_of(app) and len(app.get("page_link")) == 1
    monkeypatch.setenv("PUBLIC", "1")
    app = overview()
    assert not app.get("page_link") and [one.value for one in app.title] == ["–"]
    assert "Sivua ei voitu" not in text_of(app)
