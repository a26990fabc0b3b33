"""No group under five can be reckoned from what is shown of a project's participants."""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from handprint.analysis.small_counts import FEW, PARTS, WITHIN, withheld

(EVERYONE, WORK), (_, SCHOOL) = PARTS


@st.composite
def participants(draw) -> dict[str, int]:
    """A project whose parts add up."""
    work = draw(st.tuples(*[st.integers(0, 14)] * 3))
    whole = sum(work)
    assume(whole)
    low = draw(st.integers(0, whole))
    middle = draw(st.integers(0, whole - low))
    school = (low, middle, whole - low - middle)
    counts = {EVERYONE: whole, **dict(zip(WORK, work, strict=True))}
    counts |= dict(zip(SCHOOL, school, strict=True))
    counts["EECO03"] = draw(st.integers(0, work[0]))
    counts["EECO07"] = draw(st.integers(0, whole))
    return counts


def known(counts: dict[str, int]) -> dict[str, int | None]:
    """The counts as the query gives them: under five is None."""
    return {code: None if 0 < count < FEW else count for code, count in counts.items()}


@given(participants())
def test_every_small_group_of_an_equation_could_be_more_than_one_number(counts):
    """Among all parts that agree with what is shown, each hidden one takes at least two values."""
    given_ = known(counts)
    hidden = withheld(given_)
    for everyone, parts in PARTS:
        whole = given_[everyone]
        if whole is None:
            continue
        choices = []
        for code in parts:
            if code in hidden:
                choices.append(range(1, whole + 1))
            elif given_[code] is None:
                choices.append(range(1, FEW))
            else:
                choices.append((given_[code],))
        fitting = [one for one in product(*choices) if sum(one) == whole]
        for place, code in enumerate(parts):
            if 0 < counts[code] < FEW:
                assert len({one[place] for one in fitting}) > 1, code


@given(participants())
def test_no_shown_part_leaves_a_small_group_of_its_whole(counts):
    given_ = known(counts)
    hidden = withheld(given_)
    for code in given_.keys() - {EVERYONE} - hidden:
        whole = given_.get(WITHIN.get(code, EVERYONE))
        if given_[code] and whole is not None:
            assert not 0 < whole - given_[code] < FEW, code


def test_a_small_part_takes_its_neighbours_with_it():
    counts = {"EECO01": 30, "EECO02": 20, "EECO04": None, "EECO05": 7}
    assert withheld(counts) == {"EECO02", "EECO04", "EECO05"}


def test_large_parts_and_true_zeros_stay():
    assert withheld({"EECO01": 30, "EECO02": 20, "EECO04": 0, "EECO05": 10}) == frozenset()


def test_what_a_part_leaves_of_its_whole_is_a_group_too():
    assert withheld({"EECO01": 30, "EECO07": 28}) == {"EECO07"}
    assert withheld({"EECO01": 40, "EECO02": 20, "EECO03": 18}) == {"EECO03"}


def test_organisations_are_no_small_group():
    assert withheld({"EECO01": 30, "EECO19": 28, "EECO18": None}) == frozenset()


def test_no_figure_that_is_withheld_or_under_five_could_be_only_one_number():
    """Whatever stands beside the whole, at least two parts look the same when one group is small.

    What is shown is a number, the words under five, or that it is withheld.
    """
    for whole in range(FEW, 40):
        looks: dict[object, list[int]] = {}
        for part in range(whole + 1):
            given_ = known({"participants": whole, "employed": part})
            shown = "withheld" if "employed" in withheld(given_) else given_["employed"]
            looks.setdefault("under five" if shown is None else shown, []).append(part)
        for parts in looks.values():
            if any(0 < part < FEW or 0 < whole - part < FEW for part in parts):
                assert len(parts) > 1, (whole, parts)
