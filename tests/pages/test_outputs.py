"""The page of outputs says what is known and what is missing, and tells no small group."""

import re
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

import queries
from handprint.figures import ledger, outputs
from handprint.publish.projects import writing
from handprint.views import exports
from handprint.words import catalogue
from tests.altered import altered
from tests.pages.opening import open_page, text_of

PAGE = "projects/outputs"
SOURCE = "https://example.invalid/report"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


@pytest.fixture
def report(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve what the publisher makes of rows written into outputs.csv; `second` adds a project."""
    served = queries.data_folder()

    def _report(*rows: str, second: bool = False) -> None:
        data = edited(tmp_path / "data", *rows, second=second)
        made = tmp_path / "projects.duckdb"
        writing.write(made, data)
        folder = altered(release, served, tmp_path, projects=made)
        monkeypatch.setenv("HANDPRINT_DATA", str(folder))

    return _report


def edited(folder: Path, *rows: str, second: bool = False) -> Path:
    """A copy of what people edit, with rows written into outputs.csv."""
    for name in ("network", "projects", "strategy", "indicators", "sources"):
        shutil.copytree(ROOT / "data" / name, folder / name)
    (folder / "raw").symlink_to(ROOT / "data" / "raw")
    with (folder / "projects" / "outputs.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    if second:
        with (folder / "projects" / "projects.toml").open("a", encoding="utf-8") as file:
            file.write(ANOTHER)
    return folder


def row(project: str, measure: str, result: float, *, code: str = "", period: str = "2025") -> str:
    """A row of outputs.csv."""
    return f"{project};{measure};{code};{period};;{result:g};counted;{SOURCE};official"


def esf(code: str, result: float, project: str = "ryhti") -> str:
    return row(project, "indicator", result, code=code)


def told(
    project: str,
    measure: str,
    result: float,
    *,
    evidence: str = "counted",
    code: str = "",
    period: str = "2023-12",
    target: float | None = None,
    status: str = "official",
) -> str:
    """A row of outputs with a figure that may be told, as the publisher would have written it."""
    aim = "null" if target is None else target
    return (
        f"insert into projects.output values ('{project}', '{measure}', '{code}', '{period}',"
        f" {aim}, {result}, '{'value' if result else 'zero'}', '{evidence}', '{SOURCE}',"
        f" '{status}')"
    )


def code(name: str, result: float, project: str = "ryhti", **more: object) -> str:
    return told(project, "indicator", result, code=name, **more)


SECOND = (
    "insert into projects.project (project, short_fi, short_en, name_fi, fund, programme_period,"
    " family, source, status) values ('toinen', 'Toinen', 'Second', 'Toinen', 'ESR+', '2021-2027',"
    f" 'adjacent', '{SOURCE}', 'official')"
)

ANOTHER = f"""
[[project]]
project = "toinen"
short_fi = "Toinen"
short_en = "Second"
name_fi = "Toinen"
fund = "ESR+"
programme_period = "2021-2027"
start_date = 2025-01-01
end_date = 2027-12-31
family = "adjacent"
source = "{SOURCE}"
status = "official"
"""


def everything() -> str:
    """All words of every figure of the page: pictures, alternatives, tables and files."""
    parts = []
    for figure in (
        outputs.matrix("", False),
        outputs.matrix("", True),
        outputs.codes(False),
        outputs.codes(True),
    ):
        parts += [figure.picture.svg, figure.picture.alt, figure.heading, figure.sub]
        parts.append(exports.shown(figure.table).to_csv())
        parts.append(exports.csv_file(figure).decode("utf-8-sig"))
    return "\n".join(parts)


def cells(figure, name: str) -> list[str]:
    """The words of one row of the table twin: target, result, evidence."""
    table = exports.shown(figure.table)
    row = table[table.iloc[:, 0] == name].iloc[0]
    return [row[catalogue("fi")["outputs"][f"head_{k}"]] for k in ("target", "result", "evidence")]


def shown_code(name: str, project: str) -> str:
    table = exports.shown(outputs.codes(False).table)
    at = (table["Koodi"] == name) & (table["Hanke"] == project)
    return table[at]["Tulos"].iloc[0]


# The answer


def test_the_first_sentence_says_what_is_known_and_what_is_missing():
    app = open_page(PAGE)
    assert app.title[0].value == (
        "Hankkeista tunnetaan kuusi julkaisua, mutta tuloksia ei ole kirjattu yhdestäkään"
    )
    assert "Puuttuu kaikki 50 lukua" in text_of(app).replace("\\", "")


def test_the_first_sentence_in_english():
    assert open_page(PAGE, lang="en").title[0].value == (
        "Six publications of the projects are known, but no results are recorded from any of them"
    )


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_page_opens_whole_with_and_without_a_project(lang):
    for chosen in ({}, {"project": "soma"}):
        app = open_page(PAGE, lang=lang, **chosen)
        assert len(app.header) == 6
        words = re.sub(r"<style>.*?</style>", "", text_of(app), flags=re.S)
        assert not {"nan", "NaT", *(["None"] if lang == "fi" else [])} & set(
            re.findall(r"\w+", words)
        )
        assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))


def test_a_project_in_focus_has_its_own_sentence_its_row_in_bold_and_its_ties():
    app = open_page(PAGE, project="wot")
    said = text_of(app).replace("\\", "")
    assert "WOT: viidestä tulosluvusta puuttuu viisi. Ne voi kirjata Lapin AMK." in said
    assert "Mihin WOT liittyy" in [e.value for e in app.subheader]
    assert 'font-weight="650"' in re.search(
        r"<g [^>]*>(?:(?!</g>).)*>WOT<", outputs.matrix("wot", False).picture.svg
    ).group(0)


def test_an_unknown_project_in_the_address_gives_them_all_and_a_quiet_notice():
    app = open_page(PAGE, project="' or 1=1 --")
    assert app.selectbox(key="project").value == ""
    assert any('class="hp-notice"' in e.proto.body for e in app.get("html"))


def test_a_recorded_figure_changes_the_answer(serve):
    serve(told("wot", "participants", 40, target=50))
    answer = outputs.opening()
    assert "50 tulosluvusta on kirjattu 1, ja 49 puuttuu" in answer.title
    figure = outputs.matrix("", False)
    assert figure.heading == "Tulosluvuista 1/50 on kirjattu: WOT"
    assert cells(figure, "WOT") == ["50", "40", "laskettu"]
    assert "WOT: Tavoitettuja 40, tavoite 50 (laskettu)" in figure.picture.alt


# Evidence, target, and what is not there


def test_missing_zero_not_applicable_example_and_unconfirmed_are_told_apart(serve):
    serve(
        told("wot", "participants", 0),
        told("sytyke", "participants", 7, status="example"),
        told("soma", "participants", 8, status="unconfirmed"),
        "delete from projects.output where project = 'voitto'",
    )
    figure = outputs.matrix("", False)
    assert cells(figure, "WOT") == ["–", "0", "laskettu"]
    assert cells(figure, "SYTYKE") == ["–", "7", "laskettu, esimerkki"]
    assert cells(figure, "SOMA") == ["–", "8", "laskettu, vahvistamatta"]
    assert cells(figure, "VOITTO") == ["–", "ei koske", "puuttuu"]
    assert cells(figure, "RYHTI") == ["–", "–", "puuttuu"]
    assert figure.mark == "example"
    assert "VOITTO: Tavoitettuja ei alkanut" in figure.picture.alt
    marked = [line for line in exports.csv_file(figure).decode().splitlines() if SOURCE in line]
    assert [line.endswith(";esimerkki") for line in marked] == ["SYTYKE" in line for line in marked]


def test_every_grade_of_evidence_has_its_sign_and_its_word(serve):
    serve(
        told("wot", "participants", 40),
        told("soma", "participants", 30, evidence="reported"),
        told("sytyke", "participants", 20, evidence="estimated"),
    )
    figure = outputs.matrix("", False)
    key = catalogue("fi")["ledger"]
    for grade in ("counted", "reported", "estimated", "missing"):
        assert f">{key[grade]}<" in figure.picture.svg
    assert cells(figure, "SOMA")[2] == "ilmoitettu" and cells(figure, "SYTYKE")[2] == "arvioitu"


def test_the_newest_period_stands_and_periods_are_never_summed(serve):
    serve(
        told("wot", "participants", 30, period="2022"),
        told("wot", "participants", 45, period="2023-06"),
        told("wot", "participants", 40, period="2023-05"),
    )
    assert cells(outputs.matrix("", False), "WOT")[1] == "45"
    line = next(one for one in ledger.lines() if one.measure == "participants")
    assert line.text == "45"


def test_every_project_stands_under_the_one_who_can_tell():
    figure = outputs.matrix("", False)
    svg = figure.picture.svg
    assert ">Lapin AMK: kuusi hanketta, 30 lukua puuttuu<" in svg
    assert ">EDURO-säätiö: yksi hanke, 5 lukua puuttuu<" in svg
    assert "vetäjää ei tiedetä" in svg
    table = exports.shown(figure.table)
    assert len(table) == 50 and (table["Kuka kirjaa"] != "–").all()


def test_a_fund_has_its_name_in_the_language_and_an_unknown_one_says_so():
    said = {"fi": (">ESR+<", ">EAKR<"), "en": (">ESF+<", ">ERDF<")}
    for lang, names in said.items():
        words = text_of(open_page(PAGE, lang=lang))
        assert all(name in words for name in names)
    assert ">rahastoa ei tiedetä<" in outputs.matrix("", False).picture.svg


# Small groups


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_fewer_than_five_persons_are_never_shown(report, few):
    report(row("wot", "employed", few), row("wot", "workplaces", few))
    results = queries.run("projects/output_results")
    one = results[(results["project"] == "wot") & (results["measure"] == "employed")].iloc[0]
    assert one["result_status"] == "secret" and str(one["result"]) in ("nan", "None")
    assert (one["low"], one["high"]) == (1, 4)
    figure = outputs.matrix("", False)
    assert "Työllistyneitä &lt;5" in figure.picture.svg or "&lt;5" in figure.picture.svg
    table = exports.shown(figure.table)
    mine = table[table["Hanke"] == "WOT"].set_index("Luku")["Tulos"]
    assert mine["Työllistyneitä"] == "<5"
    # A count of workplaces is a count of no persons.
    assert mine["Muuttuneita työyhteisöjä"] == str(few)
    line = next(one for one in ledger.lines() if one.measure == "employed")
    assert line.text == "1–4"


def test_a_figure_that_would_tell_a_small_group_by_subtraction_is_withheld(report):
    report(row("wot", "participants", 5433), row("wot", "completed", 5431))
    table = exports.shown(outputs.matrix("", False).table)
    mine = table[table["Hanke"] == "WOT"].set_index("Luku")["Tulos"]
    assert mine["Tavoitettuja"] == "5\u00a0433" and mine["Loppuun osallistuneita"] == "salattu"
    assert not re.search(r"5\u00a0?431", everything())
    line = next(one for one in ledger.lines() if one.measure == "completed")
    assert line.text == "5\u00a0429–5\u00a0432"


def test_small_groups_of_the_esf_indicators_take_their_neighbours_with_them(report):
    report(esf("EECO01", 30), esf("EECO02", 20), esf("EECO04", 3), esf("EECO05", 7))
    assert shown_code("EECO01", "RYHTI") == "30"
    for name in ("EECO02", "EECO04", "EECO05"):
        assert shown_code(name, "RYHTI") == "salattu", name


def test_sensitive_indicators_are_told_of_the_whole_family_only(report):
    report(esf("EECO12", 23, project=""), second=True)
    table = exports.shown(outputs.codes(False).table)
    mine = table[table["Koodi"] == "EECO12"]
    assert mine["Hanke"].tolist() == ["Koko hankeperhe"] and mine["Tulos"].tolist() == ["23"]
    raw = queries.run("projects/output_codes")
    sensitive = raw[raw["sensitive"]]
    assert sensitive["project"].isna().all()
    assert set(sensitive["code"]) == {"EECO12", "EECO14", "EECO15", "EECO16"}


@pytest.mark.parametrize("name", ["EECO12", "EECO14", "EECO15", "EECO16"])
def test_a_sensitive_figure_of_one_project_never_leaves_the_query(serve, name):
    """The publisher refuses such a row; were it there all the same, no query would read it."""
    serve(SECOND, code(name, 8611), code(name, 8612, project="toinen"))
    raw = queries.run("projects/output_codes")
    assert not raw["result"].isin([8611, 8612, 8611 + 8612]).any()
    assert shown_code(name, "Koko hankeperhe") == "–"
    assert not re.search(r"8\u00a0?61[12]|17\u00a0?223", everything())


def test_a_sensitive_figure_of_a_family_of_one_is_that_projects_and_withheld(report):
    report(esf("EECO16", 8611, project=""))
    assert shown_code("EECO16", "Koko hankeperhe") == "salattu"
    assert not re.search(r"8\u00a0?611", everything())


def test_a_small_sensitive_figure_is_secret(report):
    report(esf("EECO15", 3, project=""), second=True)
    assert shown_code("EECO15", "Koko hankeperhe") == "<5"


def test_a_figure_of_the_family_that_is_no_sensitive_one_is_not_read(serve):
    serve(SECOND, code("EECO01", 8611, project=""), told("", "participants", 8611))
    assert not re.search(r"8\u00a0?611", everything())


@pytest.mark.parametrize("result", [1, 2, 3, 4, 5])
def test_of_six_a_five_is_not_told_by_being_the_only_one_withheld(report, result):
    report(row("wot", "participants", 6), row("wot", "completed", result))
    results = queries.run("projects/output_results")
    one = results[(results["project"] == "wot") & (results["measure"] == "completed")].iloc[0]
    assert (one["result_status"], one["low"], one["high"]) == ("withheld", 1, 5)


def test_the_newest_figure_stands_also_when_it_is_secret(report):
    report(
        row("wot", "employed", 12, period="2023-06"),
        row("wot", "employed", 3, period="2023-12"),
        row("wot", "participants", 60, period="2023"),
        row("wot", "participants", 58, period="2022"),
    )
    mine = exports.shown(outputs.matrix("", False).table)
    mine = mine[mine["Hanke"] == "WOT"].set_index("Luku")["Tulos"]
    assert mine["Työllistyneitä"] == "<5" and mine["Tavoitettuja"] == "60"


def test_figures_of_the_old_list_are_counted_and_never_written(report):
    report(row("wot", "indicator", 999, code="CO01"))
    assert any("on kirjattu 1" in note for note in outputs.codes(False).notes)
    assert "999" not in everything()


# Programme periods


def test_the_two_programme_periods_are_never_summed(serve):
    serve(
        code("EECO01", 30),
        code("CO01", 999, project="wot"),
        "insert into projects.programme_indicator values ('CO01', '2014-2020', 'output',"
        f" 'työttömät', 'unemployed', false, '{SOURCE}', 'official')",
    )
    figure = outputs.codes(False)
    assert "999" not in everything() and "CO01 " not in figure.picture.svg.replace("EECO01", "")
    assert shown_code("EECO01", "RYHTI") == "30"
    assert any("on kirjattu 1" in note for note in figure.notes)
    assert set(figure.table.frame["project"]) == {"RYHTI", "Koko hankeperhe"}


def test_the_old_code_of_an_old_project_is_no_row_even_under_a_new_code(serve):
    """The publisher refuses it; were it there all the same, no query would take it in."""
    serve(code("EECO01", 777, project="wot"))
    assert "777" not in everything()


def test_the_family_is_the_sum_of_its_projects_once(serve):
    serve(SECOND, code("EECO01", 30), code("EECO01", 41, project="toinen"))
    said = re.search(r"EECO01 [^:]*: ([^;]*)", outputs.codes(False).picture.alt)[1]
    assert "Koko hankeperhe 71 (laskettu)" in said
    both = queries.run("projects/output_codes")
    assert both[both["code"] == "EECO01"]["result"].tolist() == [30, 41]


def test_a_sum_beside_a_part_that_is_left_out_is_left_out_too(report):
    report(esf("EECO17", 3), esf("EECO17", 41, project="toinen"), second=True)
    said = re.search(r"EECO17 [^:]*: ([^;]*)", outputs.codes(False).picture.alt)[1]
    assert "Koko hankeperhe salattu" in said and "44" not in said


def test_without_esf_projects_the_indicators_concern_nobody(serve):
    serve("update projects.project set fund = 'JTF' where project = 'ryhti'")
    assert outputs.codes(False).heading == "ESR+-mittarit eivät koske yhtäkään tunnettua hanketta"


# Publications


def test_every_publication_has_licence_series_isbn_year_project_and_a_link(release):
    rows = queries.run("projects/output_publications")
    html = outputs.publications().picture.html
    assert len(rows) == 6 and html.count("<h3") == 6
    for row in rows.itertuples():
        entry = next(part for part in html.split("<li>") if row.title in part)
        assert f'href="{escape(row.address)}"' in entry and str(row.year) in entry
        for value in (row.isbn, row.licence, row.project_fi, row.series):
            if isinstance(value, str):
                assert value in entry, value
        unseen = sum(
            not isinstance(value, str) for value in (row.isbn, row.licence, row.project_fi)
        )
        assert entry.count("ei kirjattu") == unseen
    assert outputs.publications().heading == (
        "Kuusi julkaisua vuosilta 2017–2024; neljällä ei ole kirjattua lisenssiä"
    )


def test_nothing_is_fetched_from_a_publication_and_a_strange_address_is_no_link(serve):
    serve(
        "update projects.publication set address = 'javascript:alert(1)', title = '<b>x</b>'"
        " where publication = 'pillars_for_social_entrepreneurship'"
    )
    html = outputs.publications().picture.html
    assert 'href="javascript' not in html and "<b>" not in html
    assert not re.search(r"<(img|script|iframe|link)\b|\bsrc=", html)


def test_no_name_of_an_author_is_on_the_page():
    said = text_of(open_page(PAGE))
    for name in ("Palmgren", "Nisula", "Viinamäki", "Puisto", "Ainonen"):
        assert name not in said


# How to report


def test_the_rows_to_fill_are_accepted_by_the_publisher_as_they_are(release, tmp_path):
    waiting = outputs.waiting()
    assert len(waiting) == 50
    target = edited(tmp_path) / "projects" / "outputs.csv"
    # And a figure of the whole family, which names no project.
    family = ";indicator;EECO12;2025;;23;reported;seed;reported\n"
    target.write_text(outputs.rows_to_fill(waiting) + family, encoding="utf-8")
    report = writing.write(tmp_path / "projects.duckdb", tmp_path)
    assert report.tables["output"] == 51


def test_a_target_that_is_known_travels_to_the_row_to_fill(serve):
    serve(
        "update projects.output set target = 60, period = '2023-12' where project = 'wot'"
        " and measure = 'participants'"
    )
    text = outputs.rows_to_fill(outputs.waiting())
    assert "wot;participants;;2023-12;60;;missing;own;own" in text.splitlines()


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_page_says_who_what_where_and_in_which_form(lang):
    said = text_of(open_page(PAGE, lang=lang)).replace("\\", "")
    assert "data/projects/outputs.csv" in said and "make data" in said
    for field in (*ledger.MEASURES, *ledger.GRADES, "period", "target", "result", "source"):
        assert field in said


def test_each_figure_names_its_questions_and_what_it_means(release):
    for figure in (outputs.matrix("", False), outputs.codes(False), outputs.publications()):
        assert figure.heading and figure.sub and figure.picture.alt and figure.origins
        assert figure.asked and figure.cautions
        for name, given in figure.asked:
            queries.run(name, **given)
        for lang in ("fi", "en"):
            assert set(figure.cautions) <= set(catalogue(lang)["cautions"])
