"""What hangs together with a goal, indicator, project, organisation, municipality or item."""

from dataclasses import dataclass

from handprint.figures.memory import remembered
from handprint.session import language
from queries import run

KINDS = ("goal", "indicator", "project", "organisation", "area", "item")
"""The kinds of things, in the order they are listed."""


@dataclass(frozen=True)
class Connection:
    """One thing tied to another: its kind, its id, its name in the reader's language."""

    kind: str
    id: str
    name: str


@remembered
def of(kind: str, id: str) -> dict[str, tuple[Connection, ...]]:
    """The things directly tied to one thing, by kind; kinds without any are left out."""
    rows = run("strategy/connected", kind=kind, id=id)
    found = [
        Connection(row.kind, row.id, getattr(row, f"name_{language()}"))
        for row in rows.itertuples(index=False)
    ]
    by_kind = {one: tuple(c for c in found if c.kind == one) for one in KINDS}
    return {one: ties for one, ties in by_kind.items() if ties}
