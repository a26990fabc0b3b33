"""Reading a picture back from its SVG, as a browser would, without looking at how it was laid."""

import re
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import strategies as st

from handprint.drawings.marks import Picture, width_of

SVG = "{http://www.w3.org/2000/svg}"

PLACES = (
    "Enontekiö", "Inari", "Kemi", "Kemijärvi", "Keminmaa", "Kittilä", "Kolari", "Muonio",
    "Pelkosenniemi", "Pello", "Posio", "Ranua", "Rovaniemi", "Salla", "Savukoski", "Simo",
    "Sodankylä", "Tervola", "Tornio", "Utsjoki", "Ylitornio",
)  # fmt: skip
OCCUPATIONS = (
    "Myyjät",
    "Lähihoitajat",
    "Ravintola- ja suurtaloustyöntekijät",
    "Kuorma-auton ja erikoisajoneuvojen kuljettajat",
    "Muut prosessinvalvonnan asiantuntijat",
    "Elintarvike-, puutyö-, vaatetus- ja jalkinealan valmistustyöntekijät ym.",
    "Business and administration associate professionals",
)
compact = st.booleans()


def shown(value: float) -> str:
    """A number as this product prints it: hard spaces, decimal comma, true minus."""
    whole = f"{value:,.1f}" if value != int(value) else f"{int(value):,}"
    return whole.replace(",", "\u00a0").replace(".", ",").replace("-", "−")


@dataclass(frozen=True)
class Word:
    """A line of text and the rectangle it fills."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def elements(picture: Picture) -> list[tuple[ElementTree.Element, dict[str, str]]]:
    """Every element with the attributes it has or inherits."""
    found = []

    def walk(element: ElementTree.Element, given: dict[str, str]) -> None:
        own = {**given, **element.attrib}
        found.append((element, own))
        for child in element:
            walk(child, {key: value for key, value in own.items() if key not in ("d", "x", "y")})

    walk(ElementTree.fromstring(picture.svg), {})
    return found


def words(picture: Picture) -> list[Word]:
    """All texts of a picture with their rectangles."""
    out = []
    for element, own in elements(picture):
        if element.tag != f"{SVG}text":
            continue
        text, size = element.text or "", float(own["font-size"])
        wide = width_of(text, size=size, weight=int(own.get("font-weight", 400)))
        x, y = float(own["x"]), float(own["y"])
        left = x - {"start": 0, "middle": 0.5, "end": 1}[own.get("text-anchor", "start")] * wide
        out.append(Word(text, left, y - 0.7 * size, left + wide, y + 0.21 * size, size))
    return out


def texts(picture: Picture) -> list[str]:
    """All texts of a picture."""
    return [word.text for word in words(picture)]


def marks(picture: Picture, tag: str, **asked: str) -> list[dict[str, str]]:
    """The attributes of every element of a kind, patterns left out, that has what is asked."""
    return [
        own
        for element, own in elements(picture)
        if element.tag == SVG + tag
        and "patternUnits" not in own
        and all(own.get(key.replace("_", "-")) == value for key, value in asked.items())
    ]


def strokes(path: str) -> list[list[tuple[int, int]]]:
    """The subpaths of a relative or absolute path of straight lines, as points."""
    out: list[list[tuple[int, int]]] = []
    for part in re.findall(r"M[^M]*", path):
        start, _, rest = part[1:].partition("l")
        x, y = (int(n) for n in re.findall(r"-?\d+", start))
        points = [(x, y)]
        steps = [int(n) for n in re.findall(r"-?\d+", rest)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        out.append(points)
    return out


def assert_readable(picture: Picture, *, least: float = 12.5) -> None:
    """Every word is inside the picture, large enough, and touches no other word."""
    found = words(picture)
    for word in found:
        assert word.size >= least, word
        assert word.left >= -1 and word.right <= picture.width + 1, word
        assert word.top >= -1 and word.bottom <= picture.height + 1, word
    ordered = sorted(found, key=lambda word: word.left)
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.left >= one.right:
                break
            assert one.bottom <= other.top + 0.6 or other.bottom <= one.top + 0.6, (one, other)


def assert_whole_units(picture: Picture) -> None:
    """Lines and words stand on whole units, so that pictures are small and edges sharp."""
    for element, own in elements(picture):
        if element.tag == f"{SVG}text":
            assert own["x"].lstrip("-").isdigit() and own["y"].lstrip("-").isdigit(), own
        if element.tag == f"{SVG}path":
            assert "." not in own["d"], own["d"]


def rising(values: list[float]) -> bool:
    """Whether values never fall."""
    return all(a <= b for a, b in pairwise(values))
