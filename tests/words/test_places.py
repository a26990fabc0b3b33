"""Place names in the cases of sentences."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from handprint.words import named, place, place_codes
from handprint.words.places import Places

FORMS = """
047 Enontekiö Enontekiön Enontekiötä Enontekiöön Enontekiöllä
148 Inari Inarin Inaria Inariin Inarissa
240 Kemi Kemin Kemiä Kemiin Kemissä
241 Keminmaa Keminmaan Keminmaata Keminmaahan Keminmaassa
261 Kittilä Kittilän Kittilää Kittilään Kittilässä
273 Kolari Kolarin Kolaria Kolariin Kolarissa
320 Kemijärvi Kemijärven Kemijärveä Kemijärveen Kemijärvellä
498 Muonio Muonion Muoniota Muonioon Muoniossa
583 Pelkosenniemi Pelkosenniemen Pelkosenniemeä Pelkosenniemeen Pelkosenniemellä
614 Posio Posion Posiota Posioon Posiolla
683 Ranua Ranuan Ranuaa Ranuaan Ranualla
698 Rovaniemi Rovaniemen Rovaniemeä Rovaniemeen Rovaniemellä
732 Salla Sallan Sallaa Sallaan Sallassa
742 Savukoski Savukosken Savukoskea Savukoskeen Savukoskella
751 Simo Simon Simoa Simoon Simossa
758 Sodankylä Sodankylän Sodankylää Sodankylään Sodankylässä
845 Tervola Tervolan Tervolaa Tervolaan Tervolassa
851 Tornio Tornion Torniota Tornioon Torniossa
854 Pello Pellon Pelloa Pelloon Pellossa
890 Utsjoki Utsjoen Utsjokea Utsjokeen Utsjoella
976 Ylitornio Ylitornion Ylitorniota Ylitornioon Ylitorniolla
SK192 Kemi-Tornio Kemi-Tornion Kemi-Torniota Kemi-Tornioon Kemi-Torniossa
SK193 Torniolaakso Torniolaakson Torniolaaksoa Torniolaaksoon Torniolaaksossa
SK194 Itä-Lappi Itä-Lapin Itä-Lappia Itä-Lappiin Itä-Lapissa
SK196 Tunturi-Lappi Tunturi-Lapin Tunturi-Lappia Tunturi-Lappiin Tunturi-Lapissa
SK197 Pohjois-Lappi Pohjois-Lapin Pohjois-Lappia Pohjois-Lappiin Pohjois-Lapissa
MK19 Lappi Lapin Lappia Lappiin Lapissa
"""
CASES = [line.split() for line in FORMS.strip().splitlines()]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("code", "nominative", "genitive", "partitive", "illative", "locative"), CASES
)
def test_a_name_bends_as_its_people_bend_it(
    code, nominative, genitive, partitive, illative, locative
):
    there = place(code, "fi")
    assert (there.name, there.nominative, str(there)) == (nominative,) * 3
    assert there.genitive == genitive
    assert there.partitive == partitive
    assert there.illative == illative
    assert there.locative == locative


@pytest.mark.parametrize(
    ("code", "genitive", "locative", "english"),
    [
        (
            "SK191",
            "Rovaniemen seutukunnan",
            "Rovaniemen seutukunnassa",
            "in the Rovaniemi sub-region",
        ),
        (
            "TA22",
            "Meri-Lapin työllisyysalueen",
            "Meri-Lapin työllisyysalueella",
            "in the Meri-Lappi employment area",
        ),
        (
            "TA28",
            "Pohjois- ja Itä-Lapin työllisyysalueen",
            "Pohjois- ja Itä-Lapin työllisyysalueella",
            "in the North and East Lapland employment area",
        ),
        (
            "TA33",
            "Rovaseudun työllisyysalueen",
            "Rovaseudun työllisyysalueella",
            "in the Rovaseutu employment area",
        ),
        (
            "TA40",
            "Tunturi-Lapin ja Pellon työllisyysalueen",
            "Tunturi-Lapin ja Pellon työllisyysalueella",
            "in the Tunturi-Lappi–Pello employment area",
        ),
        ("SSS", "koko maan", "koko maassa", "in the whole country"),
    ],
)
def test_areas_of_several_words_bend_too(code, genitive, locative, english):
    assert place(code, "fi").genitive == genitive
    assert place(code, "fi").locative == locative
    assert place(code, "en").locative == english


def test_every_municipality_reads_well_in_english():
    for code in place_codes("municipality"):
        there = place(code, "en")
        assert there.locative == f"in {there.name}"
        assert there.genitive == f"{there.name}’s"
        assert there.name == place(code, "fi").name


def test_a_label_has_no_article_and_running_text_does():
    assert place("SSS", "en").name == "whole country"
    assert str(place("SSS", "en")) == "the whole country"
    assert place("TA22", "fi").short == "Meri-Lappi"


def test_the_names_are_those_of_the_published_key():
    with (ROOT / "data/raw/geo/lapland_membership.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["code"] for row in rows} == set(place_codes("municipality"))
    for row in rows:
        there = place(row["code"], "fi")
        assert there.name == row["name_fi"]
        assert there.also.get("sv", there.name) == row["name_sv"]
        assert place(row["code"], "sv").name == row["name_sv"]
        for sami in ("se", "smn", "sms"):
            assert there.also.get(sami, "") == row[f"name_{sami}"]
        assert f"SK{row['seutukunta_code']}" in place_codes("sub_region")
        assert f"TA{row['tyollisyysalue_code']}" in place_codes("employment_area")


def test_all_levels_are_there():
    levels = ["municipality", "sub_region", "employment_area", "region", "country"]
    assert [len(place_codes(level)) for level in levels] == [21, 6, 4, 1, 1]


def test_an_unknown_code_is_not_given_a_name():
    with pytest.raises(KeyError):
        place("091", "fi")


def test_several_places_bend_each_by_itself():
    both = Places(("240", "698", "732"), "fi")
    assert both.locative == "Kemissä, Rovaniemellä ja Sallassa"
    assert both.illative == "Kemiin, Rovaniemeen ja Sallaan"
    assert Places(("240", "698"), "en").genitive == "Kemi’s and Rovaniemi’s"


def test_names_stand_beside_codes_and_unknown_areas_keep_theirs():
    table = pd.DataFrame(
        {
            "origin_code": ["240", None],
            "origin_name": ["?", "Helsinki"],
            "destination_code": ["047", "698"],
            "moves": [3, 4],
        }
    )
    out = named(table, "fi")
    assert list(out["origin_name"]) == ["Kemi", "Helsinki"]
    assert list(out["destination_name"]) == ["Enontekiö", "Rovaniemi"]
    assert list(table.columns) == ["origin_code", "origin_name", "destination_code", "moves"]


def test_an_occupation_code_is_never_taken_for_a_municipality():
    table = pd.DataFrame(
        {"occupation_code": ["241"], "name_fi": ["Asiantuntijat"], "name_en": ["Professionals"]}
    )
    assert list(named(table, "en").iloc[0]) == ["241", "Professionals"]
    assert list(named(table, "fi").iloc[0]) == ["241", "Asiantuntijat"]
