"""No secret count of persons follows by subtraction from what is published."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from handprint.catalog import Indicator, Ratio
from handprint.publish.observations import Figure, Key
from handprint.publish.protection import open_to_all, protected

PERSONS = Indicator(
    id="n", unit="persons", decimals=0, better="lower", measure="stock", frequency="month",
    topic="groups", additive=True,
)  # fmt: skip
counts = st.lists(st.integers(0, 40), min_size=2, max_size=6)


def figure(count: int) -> Figure:
    if 1 <= count <= 4:
        return Figure(None, "secret", "s")
    return Figure(float(count), "value" if count else "zero", "s")


def table(groups: list[list[int]]):
    """Figures of some sub-regions and their region, and which municipalities each whole has."""
    figures, wholes, every = {}, {}, []
    for place, group in enumerate(groups):
        codes = [f"{place}{number:02}" for number in range(len(group))]
        figures |= {Key("n", c, "2026-06"): figure(v) for c, v in zip(codes, group, strict=True)}
        figures[Key("n", f"SK{place}", "2026-06")] = Figure(float(sum(group)), "value", "s")
        wholes[f"SK{place}"] = codes
        every += codes
    figures[Key("n", "MK19", "2026-06")] = Figure(float(sum(map(sum, groups))), "value", "s")
    return figures, wholes | {"MK19": every}


def possible(total: int, secret: int, withheld: int) -> set[int]:
    """Brute force: what the first secret cell may be; others are 1–4, withheld at least 5."""
    found = set()
    for cells in product(range(1, 5), repeat=secret):
        rest = total - sum(cells)
        if (withheld and rest >= 5 * withheld) or (not withheld and rest == 0):
            found.add(cells[0])
    return found


@given(st.integers(0, 60), st.integers(1, 4), st.integers(0, 2))
def test_the_rule_agrees_with_brute_force(total, secret, withheld):
    assert open_to_all(total, secret, withheld) == (
        possible(total, secret, withheld) == {1, 2, 3, 4}
    )


@given(st.lists(counts, min_size=1, max_size=4))
def test_every_secret_count_may_still_be_anything(groups):
    figures, wholes = table(groups)
    figures |= protected(figures, [PERSONS], wholes)
    for whole, parts in wholes.items():
        told = [figures[Key("n", part, "2026-06")] for part in parts]
        secret = sum(one.status == "secret" for one in told)
        withheld = sum(one.status == "withheld" for one in told)
        shown = [one for one in told if one.value]
        remainder = figures[Key("n", whole, "2026-06")].value - sum(one.value for one in shown)
        # With nothing left to withhold the total would have to go; a whole of secrets alone.
        if secret and (shown or withheld):
            assert open_to_all(remainder, secret, withheld) or not shown


def test_one_secret_municipality_takes_the_smallest_shown_one_of_its_sub_region_with_it():
    figures, wholes = table([[3, 21, 40], [10, 10]])
    hidden = protected(figures, [PERSONS], wholes)
    assert {key.area for key in hidden} == {"001"}
    assert all(one.status == "withheld" and one.value is None for one in hidden.values())


def test_the_share_of_a_withheld_count_is_withheld_too_for_it_would_tell_the_count():
    figures, wholes = table([[3, 21, 40], [10, 10]])
    share = Indicator(
        id="s", unit="percent", decimals=1, better="lower", measure="share", frequency="month",
        topic="groups", ratio=Ratio("n", "l"),
    )  # fmt: skip
    for area in ("001", "002"):
        figures[Key("s", area, "2026-06")] = Figure(10.5, "value", "s")
    hidden = protected(figures, [PERSONS, share], wholes)
    assert hidden[Key("s", "001", "2026-06")] == Figure(None, "withheld", "s")
    assert Key("s", "002", "2026-06") not in hidden


def test_the_release_tells_no_secret_count_of_persons(release):
    from queries import run

    table = run(
        "labour/indicator_by_area", indicator="unemployed_disabled", level="municipality",
        period="2026-06",
    )  # fmt: skip
    assert (table["status"] == "secret").sum() == 1
    assert (table["status"] == "withheld").sum() >= 1
