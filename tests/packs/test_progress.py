"""A pack says what it is making before it makes it."""

from handprint.figures import pack
from handprint.figures.pack import Choices
from tests.packs.conftest import DAY


def test_each_section_is_told_before_it_is_made():
    told = []
    chosen = Choices("fi", DAY, "240", (), pack.DEFAULT)
    made = pack.made(chosen, told=lambda *step: told.append(step))
    assert [step for step, _, _ in told] == list(range(len(pack.DEFAULT)))
    assert {of for _, of, _ in told} == {len(pack.DEFAULT)}
    assert [name for _, _, name in told] == [one.name for one in made.sections]
