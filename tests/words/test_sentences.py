"""Opening sentences, headings and text alternatives, in both languages."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint import catalog
from handprint.analysis import season
from handprint.analysis.peers import FEATURES, nearest
from handprint.analysis.ranking import standings
from handprint.catalog import Indicator, Words
from handprint.numbers import COUNTED, month_range
from handprint.words import (
    alternatives,
    changes,
    municipalities,
    occupations,
    overview,
    place_codes,
)
from handprint.words.municipalities import Group, Opening
from handprint.words.occupations import Occupation, Occupations
from handprint.words.overview import Overview
from handprint.words.sentences import Amount
from tests.words import spoken

HERE = Path(__file__).parent
KNOWN = spoken.figures()
SHARE = catalog.indicator("unemployed_share")
COUNT = catalog.indicator("unemployed")
OPENINGS = catalog.indicator("open_at_month_end")
UNHEARD = Indicator(
    id="unheard_of",
    unit="ratio",
    decimals=2,
    better="neither",
    measure="average",
    frequency="year",
    topic="",
    words={"fi": Words("Kireys"), "en": Words("Tightness")},
)


def small(indicator, **figures):
    """A row from `kemi=17.1, salla="secret"`."""
    codes = dict(kemi="240", salla="732", simo="751", rovaniemi="698", inari="148", pello="854")
    words = {"secret", "missing", "not_applicable"}
    table = pd.DataFrame(
        {
            "area_code": [codes[name] for name in figures],
            "value": [None if f in words else f for f in figures.values()],
            "status": [
                f if f in words else "zero" if f == 0 else "value" for f in figures.values()
            ],
        }
    )
    counted = indicator.unit in COUNTED and not indicator.signed
    return standings(table, decimals=indicator.decimals, counted=counted)


def title(indicator, area, lang="fi", region=None, **figures):
    facts = Opening(
        indicator=indicator,
        period="2026-06",
        row=small(indicator, **figures),
        area_code=area,
        region=region or Amount(None, "missing"),
    )
    return municipalities.opening(facts, lang).title


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_every_sentence_about_june_2026_is_as_it_was_accepted(lang):
    """Changed on purpose? `python -m tests.words.spoken`, and read the difference aloud."""
    accepted = (HERE / f"spoken_{lang}.txt").read_text(encoding="utf-8").splitlines()
    assert list(spoken.lines(lang)) == accepted


def test_kemi_and_lapland_open_as_the_design_says():
    told = municipalities.opening(spoken.opening_of("unemployed_share", "240", KNOWN), "fi")
    assert told.title == "Kemissä työttömien osuus työvoimasta on Lapin korkein, 17,1\u00a0%"
    assert told.lede == (
        "Kesäkuun 2026 lopussa Kemissä oli 1\u00a0386 työtöntä ja 68 avointa paikkaa. "
        "Osuus on 6,0 prosenttiyksikköä korkeampi kuin koko Lapissa, 11,1\u00a0%."
    )
    told = municipalities.opening(spoken.opening_of("unemployed_share", None, KNOWN), "fi")
    assert told.title == (
        "Lapissa työttömien osuus työvoimasta on 11,1\u00a0%: "
        "korkein Kemissä 17,1\u00a0%, matalin Sodankylässä 6,9\u00a0%"
    )
    told = municipalities.opening(spoken.opening_of("unemployed_share", "240", KNOWN), "en")
    assert told.title == (
        "Kemi has Lapland’s highest unemployed share of the labour force, 17.1\u00a0%"
    )


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("indicator", catalog.indicators(), ids=lambda one: one.id)
def test_every_indicator_of_the_catalogue_makes_a_sentence_of_every_municipality(indicator, lang):
    codes = place_codes("municipality")
    for figures in (
        [1.0 * n for n in range(21)],
        [7.0] * 21,
        [None] * 21,
        [*[None] * 10, *[8.0] * 11],
        [-3.0 * n for n in range(21)] if indicator.signed else [50.0 + n for n in range(21)],
    ):
        for status in ("secret", "missing"):
            table = pd.DataFrame(
                {
                    "area_code": codes,
                    "value": figures,
                    "status": [status if f is None else "value" for f in figures],
                }
            )
            counted = indicator.unit in COUNTED and not indicator.signed
            row = standings(table, decimals=indicator.decimals, counted=counted)
            for area in (None, codes[0], codes[9], codes[10], codes[-1]):
                period = "2026-06" if indicator.frequency == "month" else "2025"
                facts = Opening(
                    indicator=indicator,
                    period=period,
                    row=row,
                    area_code=area,
                    region=Amount(30.0),
                )
                told = municipalities.opening(facts, lang)
                heading = municipalities.strip_heading(indicator, row, area, lang)
                for text in (told.title, told.lede, heading):
                    assert_speakable(text)
                if area:
                    assert_speakable(" ".join(municipalities.box(indicator, area, row, lang)))
                text = alternatives.of_map(indicator, row, period=period, selected=area, lang=lang)
                assert_speakable(text)


def assert_speakable(text):
    assert text
    assert not re.search(r"nan|None|\{|\}|  | ,|\.\.| \.", text), text
    assert not re.search(r"\d-\d|\d %|-\d", text.replace("15-vuotiaiden", "")), text
    assert text[0] == text[0].upper(), text


def test_one_who_shares_a_place_says_with_whom():
    row = dict(kemi=17.1, salla=17.1, simo=5.0, inari=9.0)
    assert title(SHARE, "240", **row) == (
        "Kemissä työttömien osuus työvoimasta on Lapin korkein, 17,1\u00a0%, sama kuin Sallassa"
    )
    assert title(COUNT, "732", "en", kemi=12, salla=9, simo=9, inari=5, pello=3) == (
        "Salla has the second most unemployed jobseekers of Lapland’s municipalities, 9, "
        "as many as Simo"
    )


def test_many_who_share_a_place_are_counted():
    row = dict(kemi=17.0, salla=9.0, simo=9.0, inari=9.0, pello=9.0, rovaniemi=9.0)
    assert title(SHARE, "732", **row) == (
        "Sallassa työttömien osuus työvoimasta on Lapin matalin, 9,0\u00a0%, "
        "sama kuin neljässä muussa kunnassa"
    )


def test_equal_values_are_told_as_equal():
    assert title(SHARE, "240", kemi=9.0, salla=9.0) == (
        "Työttömien osuus työvoimasta on sama kaikissa Lapin kunnissa, 9,0\u00a0%"
    )
    assert title(COUNT, "240", kemi=9, salla=9) == (
        "Työttömiä on kaikissa Lapin kunnissa yhtä paljon, 9"
    )
    assert title(SHARE, None, region=Amount(9.0), kemi=9.0, salla=9.0) == (
        "Lapissa työttömien osuus työvoimasta on 9,0\u00a0%, sama kaikissa Lapin kunnissa"
    )


def test_a_secret_a_missing_and_an_inapplicable_figure_are_three_sentences():
    row = dict(kemi="secret", salla="missing", simo="not_applicable", inari=9)
    assert title(COUNT, "240", **row) == "Kemissä työttömiä on alle 5"
    assert title(SHARE, "240", **row) == "Kemissä työttömien osuus työvoimasta on salattu"
    assert title(SHARE, "732", **row) == (
        "Sallan lukua ei ole julkaistu kesäkuulta 2026: työttömien osuus työvoimasta"
    )
    assert title(SHARE, "751", **row) == "Työttömien osuus työvoimasta ei koske Simoa"


def test_a_sum_with_secret_parts_is_withheld_and_never_called_under_five():
    table = pd.DataFrame(
        {
            "area_code": ["TA22", "TA28", "TA33", "TA40"],
            "value": [40.0, None, 30.0, 20.0],
            "status": ["value", "secret", "value", "value"],
            "source": "derived",
        }
    )
    row = standings(table, decimals=0, counted=True)

    def told(area):
        facts = Opening(
            indicator=COUNT,
            period="2026-06",
            row=row,
            area_code=area,
            region=Amount(None, "withheld"),
        )
        return municipalities.opening(facts, "fi")

    assert told("TA28").title == (
        "Pohjois- ja Itä-Lapin työllisyysalueen luku on salattu: "
        "työttömät työnhakijat, kesäkuu 2026"
    )
    assert "Jonkin alueeseen kuuluvan kunnan luku on alle 5" in told("TA28").lede
    assert told("TA22").title == (
        "Julkaistujen lukujen mukaan Meri-Lapin työllisyysalueella on Lapin työllisyysalueista "
        "eniten työttömiä, 40"
    )
    assert told("TA22").lede.endswith("Salattu: Pohjois- ja Itä-Lapin työllisyysalue.")
    assert told(None).title.startswith("Lapin lukua ei ole julkaistu: työttömiä on julkaistuista")
    assert municipalities.box(COUNT, "TA28", row, "fi") == (
        "Pohjois- ja Itä-Lapin työllisyysalue salattu",
        "",
    )
    text = alternatives.of_map(COUNT, row, period="2026-06", lang="fi")
    assert text.endswith("Salattu: Pohjois- ja Itä-Lapin työllisyysalue.")


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (Amount(None, "missing"), "Lapin lukua ei ole julkaistu kesäkuulta 2026: työttömät"),
        (Amount(None, "withheld"), "Lapin luku on salattu: työttömät työnhakijat, kesäkuu 2026"),
        (Amount(None, "secret"), "Lapissa työttömiä on alle 5"),
        (Amount(7.0), "Lapissa työttömiä on 7"),
    ],
)
def test_lapland_is_told_even_when_no_municipality_is(region, expected):
    found = title(COUNT, None, region=region, kemi="missing", salla="missing")
    assert found.startswith(expected)


def test_one_published_value_is_not_ranked():
    row = dict(kemi=9.0, salla="missing", simo="missing")
    assert title(SHARE, "240", **row) == (
        "Kemissä työttömien osuus työvoimasta on 9,0\u00a0%; muualta lukua ei ole julkaistu"
    )


def test_a_rank_among_some_says_that_it_is_among_the_published():
    row = dict(kemi=9.0, salla="missing", simo=5.0, inari=4.0)
    assert title(SHARE, "240", **row) == (
        "Kemissä työttömien osuus työvoimasta on Lapin korkein julkaistu, 9,0\u00a0%"
    )
    assert title(COUNT, "240", kemi=9, salla="missing", simo=5) == (
        "Julkaistujen lukujen mukaan Kemissä on Lapin kunnista eniten työttömiä, 9"
    )
    assert title(SHARE, None, region=Amount(6.0), **row) == (
        "Lapissa työttömien osuus työvoimasta on 6,0\u00a0%: "
        "julkaistuista luvuista korkein Kemissä 9,0\u00a0%, matalin Inarissa 4,0\u00a0%"
    )


def test_nobody_is_called_fewest_while_others_are_secret():
    row = dict(kemi=9, salla="secret", simo=5, inari=8)
    assert title(COUNT, "751", **row) == "Simossa on Lapin kunnista toiseksi vähiten työttömiä, 5"
    assert title(COUNT, None, region=Amount(25), **row) == (
        "Lapissa työttömiä on 25: eniten Kemissä 9, vähiten Sallassa alle 5"
    )


def test_a_true_zero_is_told_as_none():
    row = dict(kemi=9, salla=0, simo=5)
    assert title(COUNT, "732", **row) == "Sallassa ei ole työttömiä"
    assert title(COUNT, "732", "en", **row) == "Salla has no unemployed jobseekers"


def test_nobody_anywhere_is_told_as_none():
    row = dict(kemi=0, salla=0, simo=0)
    assert title(COUNT, "732", **row) == "Sallassa ei ole työttömiä"
    assert title(COUNT, None, region=Amount(0.0, "zero"), **row) == "Lapissa ei ole työttömiä"


def test_a_flow_says_its_month_once():
    new = catalog.indicator("new_vacancies")
    facts = Opening(
        indicator=new,
        period="2026-06",
        row=small(new, kemi=42, rovaniemi=883, simo=5),
        area_code="240",
        region=Amount(930.0),
    )
    assert municipalities.opening(facts, "fi").lede == (
        "Kesäkuussa 2026 määrä oli 4,5\u00a0% koko Lapin määrästä, 930."
    )


def test_the_middle_is_the_middle():
    row = dict(kemi=9.0, salla=7.0, simo=5.0)
    assert title(SHARE, "732", **row) == (
        "Sallassa työttömien osuus työvoimasta on Lapin kuntien keskimmäinen, 7,0\u00a0%"
    )
    assert title(COUNT, "732", kemi=9, salla=7, simo=5) == (
        "Sallassa työttömiä on 7, Lapin kuntien keskimmäinen määrä"
    )


def test_an_indicator_without_words_of_its_own_keeps_its_title_as_it_is():
    assert title(UNHEARD, "240", kemi=0.5, salla=0.25, simo=0.75, inari=0.8) == (
        "Kemi: Kireys 0,50, Lapin toiseksi matalin"
    )
    assert title(UNHEARD, None, region=Amount(0.5), kemi=0.5, salla=0.25) == (
        "Lappi: Kireys 0,50, korkein Kemissä 0,50, matalin Sallassa 0,25"
    )
    assert title(UNHEARD, "240", kemi=0.5, salla=0.5, simo=0.1, inari=0.2) == (
        "Kemi: Kireys 0,50, Lapin korkein; sama luku: Salla"
    )


def test_a_difference_carries_its_sign_and_flows_are_in_the_past():
    net = catalog.indicator("net_migration")
    assert title(net, "240", kemi=-153.0, salla=-12.0, rovaniemi=120.0, simo=1.0) == (
        "Kemissä kokonaisnettomuutto on Lapin matalin, \u2212153"
    )
    assert title(net, "698", kemi=-153.0, salla=-12.0, rovaniemi=120.0, simo=1.0) == (
        "Rovaniemellä kokonaisnettomuutto on Lapin korkein, +120"
    )
    new = catalog.indicator("new_vacancies")
    assert title(new, "698", kemi=42, rovaniemi=883, simo="secret") == (
        "Rovaniemellä oli Lapin kunnista eniten uusia avoimia työpaikkoja, 883"
    )


def test_an_annual_figure_says_its_year():
    age = catalog.indicator("mean_age")
    facts = Opening(
        indicator=age,
        period="2025",
        row=small(age, kemi=47.0, salla=55.5, simo=50.1),
        area_code="732",
        region=Amount(46.9),
    )
    told = municipalities.opening(facts, "fi")
    assert told.title == "Sallassa keski-ikä on Lapin korkein, 55,5\u00a0vuotta"
    assert told.lede == (
        "Luvut ovat vuodelta 2025. Luku on 8,6 vuotta korkeampi kuin koko Lapissa, "
        "46,9\u00a0vuotta."
    )


def test_the_lede_adds_up_with_what_is_shown():
    """17.14 and 11.06 are shown as 17.1 and 11.1, so their difference is 6.0, not 6.1."""
    facts = Opening(
        indicator=SHARE,
        period="2026-06",
        row=small(SHARE, kemi=17.14, salla=9.0),
        area_code="240",
        region=Amount(11.06),
    )
    assert "6,0 prosenttiyksikköä" in municipalities.opening(facts, "fi").lede


def test_a_hidden_figure_in_the_lede_is_under_five_or_left_out():
    facts = dict(indicator=SHARE, period="2026-06", row=small(SHARE, kemi=9.0, salla=5.0))
    facts |= dict(area_code="240", region=Amount(9.0), unemployed=Amount(20.0))
    secret = municipalities.opening(Opening(**facts, openings=Amount(None, "secret")), "fi")
    assert "20 työtöntä ja alle 5 avointa paikkaa" in secret.lede
    missing = municipalities.opening(Opening(**facts, openings=Amount(None, "missing")), "fi")
    assert missing.lede.startswith("Kesäkuun 2026 lopussa Kemissä oli 20 työtöntä. ")


def test_the_strip_tells_a_ratio_only_where_it_makes_sense():
    strip = municipalities.strip_heading
    ends = small(SHARE, kemi=17.1, salla=9.0, simo=6.9)
    expected = "Kemin osuus on 2,5-kertainen Simoon verrattuna"
    assert strip(SHARE, ends, "240", "fi") == expected
    assert strip(SHARE, ends, "751", "fi") == expected
    assert strip(SHARE, ends, None, "fi") == expected
    assert strip(SHARE, ends, "240", "en") == "Kemi’s share is 2.5 times Simo’s"
    assert strip(SHARE, small(SHARE, kemi=18.0, simo=9.0), "240", "fi") == (
        "Kemin osuus on kaksinkertainen Simoon verrattuna"
    )
    assert strip(SHARE, small(SHARE, kemi=18.0, simo=9.0), "240", "en") == (
        "Kemi’s share is twice Simo’s"
    )
    near = small(SHARE, kemi=10.0, salla=9.5, simo=9.0)
    assert strip(SHARE, near, "240", "fi") == "Missään osuus ei ole korkeampi kuin Kemissä"
    zero = small(SHARE, kemi=10.0, salla=9.5, simo=0)
    assert strip(SHARE, zero, "751", "fi") == "Missään osuus ei ole matalampi kuin Simossa"
    assert strip(COUNT, small(COUNT, kemi=1000, salla=10, simo=9), "240", "fi") == (
        "Missään ei ole enemmän työttömiä kuin Kemissä"
    )


def test_the_strip_tells_a_place_otherwise():
    row = small(SHARE, kemi=17.1, salla=9.0, simo=6.9, inari="missing")
    assert municipalities.strip_heading(SHARE, row, "732", "fi") == (
        "Julkaistujen lukujen mukaan yhdessä kunnassa osuus on korkeampi kuin Sallassa, "
        "yhdessä kunnassa matalampi"
    )
    assert municipalities.strip_heading(SHARE, row, "148", "fi") == (
        "Inarin paikkaa rivissä ei voi näyttää, koska luku puuttuu"
    )


def test_the_fact_box_says_figure_and_place():
    row = spoken.row_of(SHARE, KNOWN["unemployed_share"])
    assert municipalities.box(SHARE, "742", row, "fi") == (
        "Savukoski 15,8\u00a0%",
        "toiseksi korkein",
    )
    young = catalog.indicator("unemployed_under_20")
    row = spoken.row_of(young, KNOWN["unemployed_under_20"])
    assert municipalities.box(young, "047", row, "fi") == ("Enontekiö alle 5", "")


def line(months, values):
    return dict(zip(months, values, strict=True))


MONTHS = month_range("2024-01", "2025-08")


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (20, "Kemi on ollut Lapin tason yläpuolella koko ajan"),
        (18, "Kemi on ollut Lapin tason yläpuolella lähes koko ajan"),
        (12, "Kemi on ollut Lapin tason yläpuolella enimmän aikaa"),
        (10, "Kemi on ollut vuoroin Lapin tason ylä- ja alapuolella"),
        (8, "Kemi on ollut Lapin tason alapuolella enimmän aikaa"),
        (2, "Kemi on ollut Lapin tason alapuolella lähes koko ajan"),
        (0, "Kemi on ollut Lapin tason alapuolella koko ajan"),
    ],
)
def test_a_line_is_above_for_as_long_as_it_is(above, expected):
    own = line(MONTHS, [12.0] * above + [8.0] * (20 - above))
    told = municipalities.trend(
        SHARE, "240", own, other_code="MK19", other=line(MONTHS, [10.0] * 20), lang="fi"
    )
    assert told.title == expected
    assert f"Yläpuolella {above}/20 kuukautta" in told.lede


def test_a_line_at_the_same_level_is_told_so():
    level = line(MONTHS, [10.0] * 20)
    told = municipalities.trend(
        SHARE, "240", level, other_code="MK19", other=line(MONTHS, [10.04] * 20), lang="fi"
    )
    assert told.title == "Kemi on ollut enimmän aikaa Lapin tasolla"


def test_a_count_or_a_lone_or_short_line_tells_its_peak():
    counts = {"2025-01": 30.0, "2025-02": 50.0, "2025-03": 20.0, "2025-04": 25.0}
    told = municipalities.trend(COUNT, "240", counts, lang="fi")
    assert told.title == "Kemissä työttömiä oli eniten helmikuussa 2025, 50"
    assert told.lede == (
        "Vähiten oli maaliskuussa 2025, 20. Uusin julkaistu luku on 25, huhtikuu 2025."
    )
    shares = {"2025-01": 8.0, "2025-02": 9.0}
    told = municipalities.trend(SHARE, "240", shares, other_code="MK19", other=shares, lang="fi")
    assert told.title.endswith("oli korkeimmillaan helmikuussa 2025, 9,0\u00a0%")


def test_the_lowest_count_is_never_a_shown_one_while_some_are_secret():
    counts = {"2025-01": 30.0, "2025-02": 50.0, "2025-03": 5.0}
    told = municipalities.trend(COUNT, "240", counts, secret=2, lang="fi")
    assert "Alimmillaan luku on ollut alle 5." in told.lede
    zeros = {"2025-01": 0.0, "2025-02": 0.0}
    told = municipalities.trend(COUNT, "240", zeros, secret=1, lang="fi")
    assert told.title == "Kemin luku on ollut enimmillään alle 5"
    text = alternatives.of_trend(COUNT, "240", counts, secret=2, lang="fi")
    assert "matalin alle 5;" in text
    assert text.endswith("Salattuja kausia on 2.")


def test_a_line_with_withheld_sums_tells_only_the_published_peak():
    counts = {"2025-01": 30.0, "2025-02": 50.0}
    told = municipalities.trend(COUNT, "TA22", counts, withheld=3, lang="fi")
    assert told.title == (
        "Julkaistujen lukujen mukaan Meri-Lapin työllisyysalueella työttömiä oli eniten "
        "helmikuussa 2025, 50"
    )
    assert told.lede == ""


def test_one_value_and_none_are_no_trend():
    assert municipalities.trend(SHARE, "240", {"2026-06": 17.1}, lang="fi").title == (
        "Kemin luku on julkaistu vain kesäkuulta 2026: 17,1\u00a0%"
    )
    assert municipalities.trend(SHARE, "240", {}, lang="fi").title == (
        "Kemin lukuja ei ole julkaistu"
    )
    assert municipalities.trend(COUNT, "240", line(MONTHS, [7.0] * 20), lang="fi").title == (
        "Kemin luku on ollut koko ajan 7"
    )


def changed(indicator, series, period="2026-06", lang="fi"):
    change = season.same_month_last_year(series, period)
    return (
        changes.change_sentence(indicator, "240", change, lang),
        changes.change_note(indicator, change, lang),
        changes.change_row(indicator, change, Amount(series.get(period)), lang),
    )


def test_a_change_from_a_year_before_needs_no_apology():
    told, note, row = changed(COUNT, {"2025-06": 8765.0, "2026-06": 9137.0})
    assert told.title == (
        "Kemissä työttömiä on 372 enemmän kuin vuotta aiemmin: 8\u00a0765 → 9\u00a0137"
    )
    assert told.lede == ""
    assert note == "+372 vuotta aiemmasta"
    assert (row.figure, row.words) == (
        "+372",
        "työtöntä vuotta aiempaan verrattuna: 8\u00a0765 → 9\u00a0137",
    )


def test_a_change_from_an_older_month_names_it():
    told, note, row = changed(OPENINGS, {"2023-06": 4713.0, "2026-06": 2515.0})
    assert "kuin kesäkuun 2023 lopussa: 4\u00a0713 → 2\u00a0515" in told.title
    assert told.lede == (
        "Vuoden takaista lukua (6/2025) ei ole julkaistu, joten vertailu on uusimpaan "
        "aiempaan julkaistuun kesäkuuhun 2023."
    )
    assert note == "\u22122\u00a0198 kesäkuusta 2023"
    assert row.figure == "\u22122\u00a0198"
    assert row.words.startswith("avointa paikkaa kesäkuuhun 2023 verrattuna")


def test_a_change_of_a_share_is_in_percentage_points():
    told, note, row = changed(SHARE, {"2025-06": 10.8, "2026-06": 11.1})
    assert told.title == (
        "Kemissä työttömien osuus työvoimasta on 0,3 prosenttiyksikköä korkeampi kuin "
        "vuotta aiemmin: 10,8 → 11,1\u00a0%"
    )
    assert note == "+0,3\u00a0%-yks. vuotta aiemmasta"
    assert (row.figure, row.words) == (
        "+0,3",
        "prosenttiyksikköä vuotta aiempaan verrattuna: "
        "työttömien osuus työvoimasta 10,8 → 11,1\u00a0%",
    )
    english, note, _ = changed(SHARE, {"2023-06": 12.1, "2026-06": 10.8}, lang="en")
    assert english.title.startswith("Kemi’s unemployed share of the labour force is 1.3 percentage")
    assert note == "\u22121.3\u00a0pp from June 2023"


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("indicator", [COUNT, SHARE, OPENINGS])
@pytest.mark.parametrize("older", ["2025-06", "2023-06"])
def test_a_row_never_says_less_after_a_minus(indicator, older, lang):
    *_, row = changed(indicator, {older: 900.0, "2026-06": 613.0}, lang=lang)
    assert row.figure.startswith("\u2212")
    assert not re.search("vähemmän|matalampi|fewer|less|lower", row.words)


def test_no_change_and_nothing_to_compare_with_are_told():
    told, note, row = changed(COUNT, {"2025-06": 5.0, "2026-06": 5.0})
    assert told.title == "Kemissä työttömiä on yhtä paljon kuin vuotta aiemmin, 5"
    assert note == "±0 vuotta aiemmasta"
    assert row.figure == "±0"
    told, note, row = changed(COUNT, {"2026-06": 5.0})
    assert told.title.startswith("Kemin muutosta ei voi laskea")
    assert (row.figure, note) == ("–", "muutosta ei voi laskea")


def test_one_more_is_one_and_two_are_many():
    _, _, row = changed(COUNT, {"2025-06": 5.0, "2026-06": 6.0})
    assert row.words.startswith("työtön vuotta aiempaan")


def test_an_annual_change_names_the_year():
    told, note, _ = changed(
        catalog.indicator("population"), {"2020": 20000.0, "2025": 19000.0}, "2025"
    )
    assert told.title == (
        "Kemissä asukkaita on 1\u00a0000 vähemmän kuin vuoden 2020 lopussa: "
        "20\u00a0000 → 19\u00a0000"
    )
    assert note == "\u22121\u00a0000 vuodesta 2020"


def group(id, own, theirs):
    return Group(catalog.indicator(id), own, Amount(theirs))


def test_the_group_that_differs_most_makes_the_heading():
    shares = [
        group("long_term_unemployed", Amount(34.5), 27.4),
        group("unemployed_over_50", Amount(35.4), 35.5),
        group("unemployed_under_20", Amount(None, "secret"), 3.6),
    ]
    told = municipalities.groups("240", shares, lang="fi")
    assert told.title == "Kemin työttömissä on suhteessa Lappia enemmän pitkäaikaistyöttömiä"
    assert told.lede == (
        "Osuus on 34,5\u00a0%, Lapissa 27,4\u00a0%. Alle 5 henkilöä: alle 20-vuotiaat."
    )
    fewer = municipalities.groups(
        "698", [group("unemployed_over_50", Amount(27.7), 35.5)], lang="fi"
    )
    assert fewer.title == "Rovaniemen työttömissä on suhteessa Lappia vähemmän yli 50-vuotiaita"


def test_groups_that_hardly_differ_are_alike_and_hidden_ones_say_nothing():
    alike = municipalities.groups("240", [group("laid_off", Amount(8.0), 7.5)], lang="fi")
    assert alike.title == "Kemin työttömien ryhmät ovat lähes samansuuruiset kuin Lapissa"
    hidden = [group("laid_off", Amount(None, "secret"), 7.5)]
    told = municipalities.groups("240", hidden, lang="fi")
    assert told.title == "Kemin työttömien ryhmistä ei ole julkaistu lukuja"
    assert told.lede == "Alle 5 henkilöä: kokoaikaisesti lomautetut."
    itself = municipalities.groups("MK19", [group("laid_off", Amount(7.5), 7.5)], lang="fi")
    assert itself.title == "Suurin ryhmä Lapin työttömissä: kokoaikaisesti lomautetut, 7,5\u00a0%"


def test_peers_are_named_with_their_reasons_and_the_method():
    features = {
        "240": dict.fromkeys(FEATURES, 1000.0),
        "851": dict.fromkeys(FEATURES, 1100.0),
        "698": dict.fromkeys(FEATURES, 3000.0) | {"share_tertiary": 1000.0},
        "047": dict.fromkeys(FEATURES, 9000.0),
    }
    for row in features.values():
        row["job_self_sufficiency"] = None
    found = nearest("240", features, k=2)
    told = municipalities.peers("240", found, lang="fi")
    assert told.title == "Kemiä muistuttavat eniten Tornio ja Rovaniemi"
    assert "Rovaniemi: lähimpänä korkea-asteen tutkinnon suorittaneiden osuus" in told.lede
    assert municipalities.peers("240", found[:1], lang="fi").title == (
        "Kemiä muistuttaa eniten Tornio"
    )
    method = municipalities.peers_method(found, using=FEATURES, lang="fi")
    assert method.endswith("Vertaamatta, koska luku puuttuu: työpaikkaomavaraisuus.")
    assert municipalities.peers("240", (), lang="fi").title.startswith("Kemiä muistuttavia kuntia")


ROWS = [
    Occupation("5131", "Tarjoilijat", 91.2, 453.4),
    Occupation("7115", "Kirvesmiehet ja rakennuspuusepät", 307.0, 62.0),
    Occupation("9112", "Siivoojat", 144.0, 336.0),
    Occupation("0110", "Upseerit", 5.0, 5.4),
]


def test_the_occupations_open_with_the_largest_shortage_and_surplus():
    facts = Occupations(
        rows=ROWS,
        start="2022-11",
        end="2023-10",
        hidden=92,
        unemployed=Amount(8129.0),
        openings=Amount(4301.0),
    )
    told = occupations.opening(facts, "fi")
    assert told.title == (
        "Eniten pulaa: tarjoilijat, 453 avointa paikkaa ja 91 työtöntä. Eniten ylitarjontaa: "
        "kirvesmiehet ja rakennuspuusepät, 62 avointa paikkaa ja 307 työtöntä."
    )
    assert told.lede == (
        "Lapissa oli 11/2022–10/2023 keskimäärin 8\u00a0129 työtöntä ja 4\u00a0301 avointa "
        "paikkaa. Pulaa on kahdessa ammatissa, ylitarjontaa yhdessä ammatissa. "
        "Laskematta 92 ammattia, koska työttömiä tai paikkoja on alle 5."
    )


@pytest.mark.parametrize(
    ("rows", "starts"),
    [
        (
            ROWS[:1],
            "Eniten pulaa: tarjoilijat, 453 avointa paikkaa ja 91 työtöntä. Ylitarjontaa ei",
        ),
        (ROWS[1:2], "Eniten ylitarjontaa: kirvesmiehet"),
        (ROWS[3:], "Missään ammatissa ei ole pulaa eikä ylitarjontaa"),
        ([], "Ammattien lukuja ei ole julkaistu: 10/2023"),
    ],
)
def test_without_a_shortage_or_a_surplus_the_opening_says_so(rows, starts):
    told = occupations.opening(Occupations(rows=rows, start="2023-10", end="2023-10"), "fi")
    assert told.title.startswith(starts)


def test_one_occupation_tells_since_when():
    unemployed = line(MONTHS, [50.0] * 20)
    openings = line(MONTHS, [10.0] * 5 + [90.0] * 15)
    told = occupations.one_occupation("Tarjoilijat", unemployed, openings, months=22, lang="fi")
    assert told.title == (
        "Tarjoilijat: avoimia paikkoja on ollut työttömiä enemmän kesäkuusta 2024 lähtien"
    )
    assert told.lede.endswith("Salattuja tai puuttuvia kuukausia on 2/22.")
    always = occupations.one_occupation("Metsurit", openings, {m: 5.0 for m in MONTHS}, lang="fi")
    assert always.title == "Metsurit: työttömiä on ollut avoimia paikkoja enemmän koko ajan"
    turns = line(MONTHS, [10.0, 90.0] * 10)
    mixed = occupations.one_occupation("Oppaat", unemployed, turns, lang="fi")
    assert mixed.title == "Oppaat: työttömiä ja avoimia paikkoja on ollut vuoroin enemmän"
    few = occupations.one_occupation("Oppaat", {"2025-01": 9.0}, {"2025-01": 7.0}, lang="fi")
    assert few.title == "Oppaat: tammikuun 2025 lopussa työttömiä oli avoimia paikkoja enemmän"
    none = occupations.one_occupation("Oppaat", {"2025-01": 9.0}, {}, lang="fi")
    assert "ei voi verrata" in none.title


def test_the_peak_of_an_occupation_is_not_a_zero_among_secrets():
    zeros = line(MONTHS, [0.0] * 20)
    told = occupations.one_occupation("Upseerit", zeros, line(MONTHS, [6.0] * 20), lang="fi")
    assert "Työttömiä oli eniten" not in told.lede
    assert "Avoimia paikkoja oli eniten elokuussa 2025, 6." in told.lede


JUNE = dict(period="2026-06", unemployed=Amount(9137.0), openings=Amount(2515.0))


@pytest.mark.parametrize(
    ("claimed", "ends"),
    [
        ((8000, 10000), "Puhe 8\u00a0000 työttömästä ja 10\u00a0000 paikasta on vanhentunut."),
        ((9000, 2500), "Puhe 9\u00a0000 työttömästä ja 2\u00a0500 paikasta pitää yhä likimain"),
        ((9000, 10000), "Puhe 10\u00a0000 paikasta on vanhentunut, mutta puhe 9\u00a0000"),
        ((8000, 2500), "Puhe 8\u00a0000 työttömästä on vanhentunut, mutta puhe 2\u00a0500"),
        ((None, 10000), "Puhe 10\u00a0000 paikasta on vanhentunut."),
    ],
)
def test_the_claim_is_measured_against_the_newest_figures(claimed, ends):
    facts = Overview(**JUNE, claimed_unemployed=claimed[0], claimed_openings=claimed[1])
    told = overview.opening(facts, "fi")
    first = (
        "Kesäkuun 2026 lopussa Lapissa oli 9\u00a0137 työtöntä ja 2\u00a0515 avointa työpaikkaa. "
    )
    assert told.title.startswith(first + ends)


def test_the_overview_without_a_claim_is_one_sentence():
    told = overview.opening(Overview(**JUNE), "fi")
    assert told.title.endswith("2\u00a0515 avointa työpaikkaa")
    assert told.lede == "Yhtä avointa paikkaa kohti on 3,6 työtöntä."


def test_the_lede_of_the_overview_tells_what_moved():
    facts = Overview(
        **JUNE,
        before=("2022-10", Amount(7915.0), Amount(4763.0)),
        peak=("2022-09", 6070.0),
    )
    assert overview.opening(facts, "fi").lede == (
        "Paikat ovat vähentyneet ja työttömyys on kasvanut: yhtä avointa paikkaa kohti on "
        "3,6 työtöntä. Lokakuussa 2022 luku oli 1,7. Kuukauden lopussa avoinna on ollut "
        "enimmillään 6\u00a0070 paikkaa, syyskuussa 2022."
    )


@pytest.mark.parametrize("openings", [Amount(None, "secret"), Amount(None, "missing"), Amount(0.0)])
def test_nothing_is_divided_by_what_is_not_known(openings):
    facts = Overview(period="2026-06", unemployed=Amount(20.0), openings=openings)
    told = overview.opening(facts, "fi")
    assert told.lede == ""
    assert_speakable(told.title)


def test_a_text_alternative_says_kind_measure_month_area_finding_ends_and_the_hidden():
    young = catalog.indicator("unemployed_under_20")
    row = spoken.row_of(young, KNOWN["unemployed_under_20"])
    text = alternatives.of_map(
        young, row, period="2026-06", finding="Nuoria on eniten Rovaniemellä", selected="047"
    )
    assert text.startswith(
        "Kartta: alle 20-vuotiaat työttömät työnhakijat, kesäkuu 2026, Lapin kunnat. "
        "Nuoria on eniten Rovaniemellä. Korkein Rovaniemi 154, matalin Salla ja Utsjoki 0. "
        "Valittu Enontekiö: alle 5. Alle 5: Enontekiö, Inari,"
    )


def test_the_alternatives_of_lines_strips_groups_bars_and_claims():
    row = spoken.row_of(SHARE, KNOWN["unemployed_share"])
    strip = alternatives.of_strip(
        SHARE, row, period="2026-06", selected="240", rules=[("MK19", Amount(11.1))]
    )
    assert "Lappi 11,1\u00a0%. Valittu Kemi: 17,1\u00a0%, korkein." in strip
    own = {"2023-09": 12.0, "2023-10": 13.0, "2026-06": 17.1}
    text = alternatives.of_trend(
        SHARE, "240", own, other_code="MK19", other={"2026-06": 11.1}, gaps=season.gaps(own)
    )
    assert "Kemi: korkein 17,1\u00a0%, 6/2026; matalin 12,0\u00a0%, 9/2023; uusin" in text
    assert text.endswith("Sarjassa on aukko 11/2023–5/2026.")
    dumbbell = alternatives.of_dumbbell("047", spoken.groups_of("047", KNOWN), period="2026-06")
    assert "alle 20-vuotiaat: alle 5 henkilöä, Lappi 3,6\u00a0%." in dumbbell
    bars = alternatives.of_bars(ROWS, start="2022-11", end="2023-10")
    assert "Pulaa: tarjoilijat +362; siivoojat +192." in bars
    assert "Ylitarjontaa: kirvesmiehet ja rakennuspuusepät \u2212245." in bars
    claims = alternatives.of_claims(
        "työttömät ja avoimet työpaikat",
        [("8\u00a0000", "Lapin AMK 2023")],
        [
            alternatives.Claimed("Työttömät", ("2026-06", Amount(9137.0))),
            alternatives.Claimed("Avoinna kuukauden aikana", None, [("2022-10", Amount(8900.0))]),
        ],
    )
    assert "Väite 8\u00a0000, Lapin AMK 2023." in claims
    assert "Avoinna kuukauden aikana: uusinta ei julkaistu, 8\u00a0900 (10/2022)." in claims


@settings(max_examples=60)
@given(st.data())
def test_no_sentence_discloses_a_secret_even_when_it_is_handed_over(data):
    """Secret cells are given telltale values; no text may hold them."""
    codes = place_codes("municipality")
    secret = data.draw(st.sets(st.sampled_from(codes), min_size=1))
    indicator = data.draw(st.sampled_from([COUNT, SHARE, OPENINGS]))
    table = pd.DataFrame(
        {
            "area_code": codes,
            "value": [7777.7 if code in secret else 10.0 + n for n, code in enumerate(codes)],
            "status": ["secret" if code in secret else "value" for code in codes],
        }
    )
    row = standings(table, decimals=indicator.decimals, counted=indicator.unit in COUNTED)
    lang = data.draw(st.sampled_from(["fi", "en"]))
    area = data.draw(st.sampled_from([None, *codes]))
    facts = Opening(
        indicator=indicator,
        period="2026-06",
        row=row,
        area_code=area,
        region=Amount(7777.7, "secret"),
        unemployed=Amount(7777.7, "secret"),
        openings=Amount(7777.7, "secret"),
    )
    told = municipalities.opening(facts, lang)
    texts = [
        told.title,
        told.lede,
        municipalities.strip_heading(indicator, row, area, lang),
        municipalities.map_heading(indicator, row, lang),
        alternatives.of_map(indicator, row, period="2026-06", selected=area, lang=lang),
    ]
    if area:
        texts += municipalities.box(indicator, area, row, lang)
    assert not any("777" in text or "7\u00a0778" in text for text in texts)
