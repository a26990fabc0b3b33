"""The arithmetic between what was published and what is shown: cells, sums, shares, revisions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.catalog import Column, Indicator, Ratio, Source
from handprint.publish import cells, observations
from handprint.publish.observations import Figure, Key
from handprint.publish.places import ours
from handprint.publish.wording import Refused

COVERS = {
    "SK1": [["a", "b"]],
    "TA1": [["SK1", "c"], ["a", "b", "c"]],
    "MK19": [["SK1", "c"], ["a", "b", "c"]],
}


def counted(name: str = "u", **more: object) -> Indicator:
    """An indicator whose parts may be added up."""
    return Indicator(
        id=name, unit="persons", better="lower", measure="stock", frequency="month", topic="x",
        **{"decimals": 0, "additive": True, "columns": (Column("t", name),), **more},
    )  # fmt: skip


def figures(**by_area: float | str | None) -> dict[Key, Figure]:
    """Figures of one month: a number, or a status."""
    made = {}
    for area, value in by_area.items():
        if isinstance(value, str):
            made[Key("u", area, "2026-06")] = Figure(None, value, "s")
        else:
            made[Key("u", area, "2026-06")] = Figure(value, "value" if value else "zero", "s")
    return made


def derived(found: dict[Key, Figure], area: str) -> tuple[float | None, str] | None:
    """What is derived for an area, if anything is."""
    figure = observations.derive(found, (counted(),), COVERS).get(Key("u", area, "2026-06"))
    return figure[:2] if figure else None


def test_parts_that_are_all_known_are_added_up():
    assert derived(figures(a=1, b=2, c=3), "MK19") == (6, "value")
    assert derived(figures(a=0, b=0, c=0), "MK19") == (0, "zero")


def test_one_secret_part_makes_the_sum_withheld_and_not_one_to_four():
    assert derived(figures(a=1, b="secret", c=3), "MK19") == (None, "withheld")
    assert derived(figures(a="missing", b="secret", c=3), "MK19") == (None, "withheld")
    assert derived(figures(a=1, b="withheld", c=3), "MK19") == (None, "withheld")


def test_a_published_part_in_between_saves_the_sum_from_the_secret_below_it():
    assert derived(figures(a=1, b="secret", SK1=4, c=3), "TA1") == (7, "value")


def test_an_absent_part_gives_no_sum_at_all():
    assert derived(figures(a=1, c=3), "MK19") is None


def test_a_published_sum_is_never_computed_again():
    assert derived(figures(a=1, b=2, c=3, MK19=7), "MK19") is None


def test_shares_are_not_added_up():
    found = figures(a=1, b=2, c=3)
    assert not observations.derive(found, (counted(additive=False),), COVERS)


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c", "SK1", "MK19"]),
        st.one_of(st.integers(0, 500), st.sampled_from(["secret", "missing"])),
    )
)
def test_nothing_derived_ever_rests_on_a_cell_that_is_not_known(found):
    published = figures(**found)
    for key, figure in observations.derive(published, (counted(),), COVERS).items():
        assert key not in published
        assert figure.source == "derived"
        assert (figure.value is None) == (figure.status not in ("value", "zero"))
        if figure.value is not None:
            ways = [
                [published.get(Key("u", part, "2026-06")) for part in way]
                for way in COVERS[key.area]
            ]
            assert figure.value in [
                sum(f.value for f in way)
                for way in ways
                if all(f is not None and f.value is not None for f in way)
            ]


def test_a_share_is_recomputed_to_the_printed_digit_and_withheld_if_a_part_is_secret():
    share = counted("s", additive=False, decimals=1, ratio=Ratio("u", "l"), columns=())
    found = {
        Key("u", "a", "2026-06"): Figure(93, "value", "s"),
        Key("l", "a", "2026-06"): Figure(860, "value", "s"),
        Key("u", "b", "2026-06"): Figure(None, "secret", "s"),
        Key("l", "b", "2026-06"): Figure(860, "value", "s"),
        Key("u", "c", "2026-06"): Figure(3, "value", "s"),
        Key("l", "c", "2026-06"): Figure(0, "zero", "s"),
    }
    made = observations.derive(found, (counted(), counted("l"), share), {})
    assert {k.area: f[:2] for k, f in made.items()} == {
        "a": (10.8, "value"),
        "b": (None, "withheld"),
        "c": (None, "not_applicable"),
    }


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0.05, 1, 0.1), (2.675, 2, 2.68), (-0.25, 1, -0.3), (11.149999, 1, 11.1), (-0.01, 1, 0.0)],
)
def test_halves_are_rounded_away_from_nought_as_statistics_are(value, decimals, expected):
    result = observations.rounded(value, decimals)
    assert result == expected
    assert str(result) != "-0.0"


def source(name: str, day: int) -> Source:
    """A source retrieved on a day of January 2026."""
    return Source(
        id=name, publisher="", table="t", file="", format="csv", licence="", licence_address="",
        address="", retrieved=date(2026, 1, day),
    )  # fmt: skip


def test_the_newer_source_wins_in_whatever_order_they_are_read():
    key = Key("u", "a", "2026-06")
    old = (source("old", 1), {key: Figure(1, "value", "old")})
    new = (source("new", 2), {key: Figure(2, "value", "new")})
    for order in ([old, new], [new, old]):
        chosen, revisions = observations.newest(order)
        assert chosen[key].value == 2
        assert [(r.kept.value, r.replaced.value) for r in revisions] == [(2, 1)]


def test_sources_that_agree_are_no_revision():
    key = Key("u", "a", "2026-06")
    read = [(source(n, d), {key: Figure(1, "value", n)}) for n, d in (("x", 1), ("y", 2))]
    chosen, revisions = observations.newest(read)
    assert revisions == []
    assert chosen[key].source == "y"


def test_sources_of_one_day_that_differ_are_refused():
    key = Key("u", "a", "2026-06")
    read = [(source(n, 1), {key: Figure(v, "value", n)}) for n, v in (("x", 1), ("y", 2))]
    with pytest.raises(Refused) as refused:
        observations.newest(read)
    assert refused.value.key == "observation_contradiction"


@given(st.integers(-(10**9), 10**9), st.sampled_from([".", ","]), st.integers(0, 3))
def test_a_written_number_is_read_back(number, decimal, decimals):
    text = f"{number / 10**decimals:.{decimals}f}".replace(".", decimal)
    value, status = cells.read(text, decimal=decimal)
    assert value == pytest.approx(number / 10**decimals)
    assert status == ("zero" if value == 0 else "value")


@given(st.text(max_size=12))
def test_any_text_is_a_number_a_sign_or_refused(text):
    try:
        value, status = cells.read(text)
    except cells.NotANumber:
        return
    assert status in cells.STATUSES
    assert (value is None) == (status not in ("value", "zero"))


@given(st.text(max_size=8))
def test_any_text_is_our_area_another_area_or_no_area(text):
    known = {"047", "SK191", "TA22", "MK19", "SSS"}
    try:
        code = ours(text, known)
    except ValueError:
        return
    assert code is None or code in known


@pytest.mark.parametrize(
    ("text", "code"),
    [("KU047", "047"), ("047", "047"), ("SK191", "SK191"), ("TA22", "TA22"), ("MK19", "MK19"),
     ("SSS", "SSS"), (" KU047 ", "047"), ("KU091", None), ("MK01", None), ("ELY15", None),
     ("KUJOU", None), ("FI1D7", None), ("091", None)],
)  # fmt: skip
def test_published_forms_of_area_codes(text, code):
    assert ours(text, {"047", "SK191", "TA22", "MK19", "SSS"}) == code


@pytest.mark.parametrize("text", ["", "47", "0047", "KU47", "Inari", "MK1", "SK1911", "mk19", "X1"])
def test_what_is_no_area_code(text):
    with pytest.raises(ValueError):
        ours(text, {"047"})


@pytest.mark.parametrize(
    ("text", "form", "period"),
    [("2026M06", "", "2026-06"), ("2026-06", "", "2026-06"), ("2025", "", "2025"),
     ("2026M06", "yyyyMmm", "2026-06"), ("2026-06", "yyyyMmm", None), ("2026M13", "", None),
     ("2026M6", "", None), ("26M06", "", None), ("2026M006", "", None), ("1799", "", None),
     ("2026-06-30", "", None), ("", "", None)],
)  # fmt: skip
def test_months_and_years(text, form, period):
    assert cells.month_or_year(text, form) == period
