"""Which counts of a project's participants must stay untold, so that none under five can be had.

A count under five is secret already. It could still be reckoned from its whole and the other
parts, or as what a part leaves of its whole; those parts are withheld too.
"""

from collections.abc import Mapping

FEW = 5
EVERYONE = "EECO01"
PARTS = (
    # Work and education: every participant is in exactly one of each.
    (EVERYONE, ("EECO02", "EECO04", "EECO05")),
    (EVERYONE, ("EECO09", "EECO10", "EECO11")),
)
WITHIN = {"EECO03": "EECO02", "completed": "participants", "employed": "participants"}
"""Counts within another than everyone."""
NO_PERSONS = ("EECO18", "EECO19")
"""Counts of organisations: no person is told by them."""


def withheld(counts: Mapping[str, float | None]) -> frozenset[str]:
    """The codes among `counts` whose figure may not be told, besides those under five.

    `counts` are one project's participants by code or by the ledger's measure, None for a count
    under five that is not zero. A code under five is in the answer too where the bare word "under
    five" beside its total would give it away.
    """
    persons = {code: count for code, count in counts.items() if code not in NO_PERSONS}
    hidden = set()
    for code, count in persons.items():
        whole = persons.get(WITHIN.get(code, EVERYONE))
        if code == EVERYONE or count == 0 or whole is None:
            continue
        # Of six only a five is withheld, and would be told by that: its neighbours are so too.
        if (count is None and FEW < whole < FEW + 2) or (count and 0 < whole - count < FEW):
            hidden.add(code)
    for everyone, parts in PARTS:
        there = [code for code in parts if code in persons and persons[code] != 0]
        if persons.get(everyone) is None:
            continue
        if any(persons[code] is None or code in hidden for code in there):
            hidden |= set(there)
    return frozenset(hidden)
