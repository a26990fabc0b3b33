"""Each rule sees the contradiction it is there for, and a documented exception lets one through."""

import shutil
from pathlib import Path

import duckdb
import pytest

from handprint import catalog
from handprint.publish import Refused, build, validity
from handprint.publish.wording import say
from handprint.releases import Release

# What somebody could do to the tables, and the rule that must notice.
TAMPERED = {
    "a group larger than the whole": (
        "update observation set value = 9138 where indicator = 'long_term_unemployed'"
        " and area_code = 'MK19' and period = '2026-06'",
        "parts_within_wholes",
    ),
    "under 25s fewer than under 20s": (
        "update observation set value = 50 where indicator = 'unemployed_under_25'"
        " and area_code = '240' and period = '2026-06'",
        "parts_within_wholes",
    ),
    "more unemployed than labour force": (
        "update observation set value = 92 where indicator = 'labour_force'"
        " and area_code = '047' and period = '2026-06'",
        "parts_within_wholes",
    ),
    "more new than open during the month": (
        "update observation set value = 2 where indicator = 'open_during_month'"
        " and area_code = '698' and period = '2020-08'",
        "parts_within_wholes",
    ),
    "more open at month end than during the month": (
        "update observation set value = (select value from observation"
        " where indicator = 'open_during_month' and area_code = '698' and period = '2020-08') + 1"
        " where indicator = 'open_at_month_end' and area_code = '698' and period = '2020-08'",
        "parts_within_wholes",
    ),
    "five where a secret whole holds four at most": (
        "update observation set value = 5, status = 'value'"
        " where indicator = 'unemployed_under_20' and area_code = '047' and period = '2026-06';"
        " update observation set value = null, status = 'secret'"
        " where indicator = 'unemployed_under_25' and area_code = '047' and period = '2026-06'",
        "parts_within_wholes",
    ),
    "a municipality with one too many": (
        "update observation set value = value + 1 where indicator = 'unemployed'"
        " and area_code = '240' and period = '2023-10'",
        "sums_meet_published",
    ),
    "a remainder too large for its secret cells": (
        "update observation set value = value + 4 where indicator = 'open_at_month_end'"
        " and area_code = 'MK19' and period = '2026-06'",
        "sums_meet_published",
    ),
    "a remainder of five for one secret cell": (
        # Torniolaakso: Pello is secret and Ylitornio is 17 of 21.
        "update observation set value = value - 1 where indicator = 'open_at_month_end'"
        " and area_code = '976' and period = '2026-06'",
        "sums_meet_published",
    ),
    "a remainder too small for its secret cells": (
        "update observation set value = value + 7 where indicator = 'open_at_month_end'"
        " and area_code = '698' and period = '2026-06'",
        "sums_meet_published",
    ),
    "an employment area that is not its municipalities": (
        "update observation set value = value + 1 where indicator = 'population'"
        " and area_code = 'TA22' and period = '2025'",
        "sums_meet_published",
    ),
    "a share that is another division": (
        "update observation set value = 11.2 where indicator = 'unemployed_share'"
        " and area_code = 'MK19' and period = '2026-06'",
        "shares_match_counts",
    ),
    "births less deaths that differ": (
        "update observation set value = value + 1 where indicator = 'births' and area_code = '047'",
        "differences_hold",
    ),
    "a secret cell with a value": (
        "update observation set value = 3 where status = 'secret' and period = '2026-06'",
        "values_agree_with_status",
    ),
    "a secret cell made nought": (
        "update occupation_month set unemployed = 0 where unemployed_status = 'secret'",
        "values_agree_with_status",
    ),
    "a value that is no number": (
        "update observation set value = 'nan' where indicator = 'gini' and area_code = 'SSS'",
        "values_agree_with_status",
    ),
    "a code that lost its nought": (
        "update observation set area_code = '47' where area_code = '047' and period = '2025'",
        "codes_are_known",
    ),
    "twenty municipalities": (
        "delete from observation where area_code = '047'; delete from area where area_code = '047'",
        "codes_are_known",
    ),
    "a month that does not exist": (
        "update observation set period = '2026-13' where period = '2026-06'",
        "codes_are_known",
    ),
    "occupations that exceed their total": (
        "update occupation_month set unemployed = unemployed + 2000 where occupation_code = '5131'"
        " and unemployed_status = 'value'",
        "occupations_meet_total",
    ),
    "commuters who do not add up": (
        "update commuting set out_commuters = out_commuters + 1 where area_code = '240'",
        "commuters_add_up",
    ),
}


@pytest.fixture
def writable(published: Release, tmp_path: Path):
    """A copy of the real tables that may be tampered with."""
    path = tmp_path / "labour.duckdb"
    shutil.copyfile(published.database, path)
    with duckdb.connect(str(path)) as connection:
        validity.additive(connection, catalog.indicators())
        yield connection


def test_the_real_tables_break_no_rule_and_need_no_exception(writable, tmp_path):
    assert validity.check(writable, tmp_path) == []


@pytest.mark.parametrize("case", TAMPERED)
def test_a_rule_sees_what_it_is_there_for(writable, tmp_path, case):
    statement, rule = TAMPERED[case]
    writable.execute(statement)
    allowed = set(validity.names()) - {rule}
    with pytest.raises(Refused) as refused:
        validity.check(writable, tmp_path)
    # Another rule may notice first; the one that is meant must notice too.
    path = validity.RULES / f"{rule}.sql"
    assert writable.execute(path.read_text(encoding="utf-8")).fetchall(), allowed
    assert refused.value.key == "rule_broken"


def test_every_rule_is_tried_by_some_tampering():
    assert {rule for _, rule in TAMPERED.values()} == set(validity.names())


@pytest.mark.parametrize("rule", validity.names())
def test_every_rule_begins_with_its_sentence_and_has_words_in_both_languages(rule):
    text = (validity.RULES / f"{rule}.sql").read_text(encoding="utf-8")
    assert text.startswith("-- ")
    assert text.splitlines()[0].endswith(".")
    assert say(f"rule_{rule}", "fi") != say(f"rule_{rule}", "en")


def test_a_refusal_names_the_place_the_figure_and_what_was_expected(writable, tmp_path):
    writable.execute(TAMPERED["a municipality with one too many"][0])
    with pytest.raises(Refused) as refused:
        validity.check(writable, tmp_path)
    for lang in ("fi", "en"):
        sentence = refused.value.message(lang)
        assert say("rule_sums_meet_published", lang) in sentence
        for word in ("unemployed", "MK19", "2023-10", "7680", "7681"):
            assert word in sentence


EXCEPTION = """
[[exception]]
rule      = "differences_hold"
indicator = "natural_increase"
area      = "047"
periods   = ["2025"]
reason    = "Lähteen oma virhe."
"""


def test_a_documented_exception_lets_its_own_contradiction_through_and_is_listed(
    writable, tmp_path
):
    writable.execute(TAMPERED["births less deaths that differ"][0])
    (tmp_path / "exceptions.toml").write_text(EXCEPTION, encoding="utf-8")
    [through] = validity.check(writable, tmp_path)
    assert through["reason"] == "Lähteen oma virhe."
    assert (through["area"], through["period"], through["found"]) == ("047", "2025", "-12")
    writable.execute("update observation set value = value + 1 where indicator = 'deaths'")
    with pytest.raises(Refused, match="differences_hold|natural_increase"):
        validity.check(writable, tmp_path)


def test_an_exception_that_no_longer_occurs_must_go(small):
    (small / "exceptions.toml").write_text(EXCEPTION, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        build(small)
    assert refused.value.key == "rule_idle_exception"
    assert "047" in refused.value.message("fi")
