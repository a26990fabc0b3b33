"""What every drawing is made of: colours, patterns, text that knows its width, and the frame.

The design tokens live beside this file (`tokens.toml`), because the drawings are the only part of
the product that needs all of them and a package that carries its own colours can be tested, moved
and packed alone. `assets/drawing.css` repeats the output of `style_sheet()`; a test keeps it true.

A drawing writes colours as `var(--seek)` and patterns as `url(#p-secret)`. `svg()` adds the
patterns that are used, under names of their own, so many pictures can share one page.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TOKENS: dict[str, Any] = tomllib.loads((HERE / "tokens.toml").read_text("utf-8"))
THEMES = ("light", "dark")
FONT = "'Source Sans','Source Sans 3','Source Sans Pro',sans-serif"
STRONG = 650

# Variable names are those of the look book; each is one colour token.
_COLOURS = {
    "bg": "bg",
    "panel": "panel",
    "ink": "ink",
    "ink2": "ink2",
    "ctx": "ctx",
    "line": "line",
    "rule": "rule",
    "ui": "ui",
    "seek": "seekers",
    "open": "openings",
    "good": "good",
    "good-t": "good_tint",
    "bad": "bad",
    "neut": "neutral",
    "on": "on_fill",
    "focus1": "focus_outer",
    "focus2": "focus_inner",
    "halo": "bg",
}
# Map classes: variable stem -> scale; `--s1` is the colour, `--s1t` the label on it.
SCALES = {
    "sequential": ("s", "sequential_5"),
    "openings": ("o", "openings_5"),
    "diverging": ("d", "diverging_7"),
    "need": ("n", "need_3"),
}
PATTERNS = ("p-secret", "p-missing", "p-gap", "p-open", "p-white")


@dataclass(frozen=True)
class Picture:
    """One finished drawing: inline SVG, its alternative text, its size in units."""

    svg: str
    alt: str
    width: int
    height: int


@lru_cache
def variables(theme: str = "light") -> dict[str, str]:
    """Return every CSS variable of a theme and its colour, `{"--bg": "#FFFFFF", …}`."""
    colours = TOKENS["colour"][theme]
    table = {f"--{name}": colours[token]["hex"] for name, token in _COLOURS.items()}
    for stem, scale in SCALES.values():
        steps = TOKENS["scale"][theme]
        pairs = zip(steps[scale], steps[f"{scale}_text"], strict=True)
        for number, (colour, label) in enumerate(pairs, start=1):
            table |= {f"--{stem}{number}": colour, f"--{stem}{number}t": label}
    return table


def style_sheet() -> str:
    """Return the variables for the screen: the page's own colour scheme chooses light or dark."""
    light, dark = variables("light"), variables("dark")
    rows = (f"{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return ":root{\n" + "\n".join(rows) + "\n}\n"


def escaped(words: str) -> str:
    """Return words safe inside SVG text and attributes."""
    return escape(words, quote=True)


def number(value: float) -> str:
    """Return a coordinate with at most one decimal, as short as SVG allows."""
    short = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 13,
    weight: int = 400,
    fill: str = "var(--ink)",
    anchor: str = "start",
    halo: str | None = None,
    extra: str = "",
) -> str:
    """Return one line of text; `halo` draws an edge of that colour behind the letters."""
    attributes = [f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"']
    if weight != 400:
        attributes.append(f'font-weight="{weight}"')
    if anchor != "start":
        attributes.append(f'text-anchor="{anchor}"')
    if halo:
        attributes.append(
            f'stroke="{halo}" stroke-width="3.2" stroke-linejoin="round" paint-order="stroke"'
        )
    if extra:
        attributes.append(extra)
    return f"<text {' '.join(attributes)}>{escaped(words)}</text>"


@lru_cache
def _widths() -> dict[bool, dict[str, int]]:
    table = tomllib.loads((HERE / "source_sans.toml").read_text("utf-8"))
    return {
        strong: {letter: int(width) for width, letters in table[part].items() for letter in letters}
        for strong, part in ((False, "regular"), (True, "strong"))
    }


def width_of(words: str, *, size: float = 13, weight: int = 400) -> float:
    """Return the width of a line in units, from measured glyphs without kerning (±2 %)."""
    table = _widths()[weight >= 550]
    return sum(table.get(letter, 550) for letter in words) * size / 1000


def wrapped(words: str, *, width: float, size: float = 13, weight: int = 400) -> list[str]:
    """Break words at spaces into lines no wider than `width` units; hard spaces never break."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size=size, weight=weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pattern(name: str, suffix: str, scale: float) -> str:
    """Return one `<pattern>` from the token table, its id ending in the picture's own suffix."""
    tokens = TOKENS["pattern"]
    token = tokens[
        {
            "p-secret": "secret",
            "p-missing": "missing",
            "p-gap": "gap",
            "p-open": "unfilled",
            "p-white": "white_spot",
        }[name]
    ]
    size, ground = token["size"], token["ground"]
    frame = f'<rect width="{size}" height="{size}" fill="var(--{ground})"/>'
    turns = [f"scale({scale:.4g})"] if scale != 1 else []
    if "dot" in token:
        middle = number(size / 2)
        mark = (
            f'<circle cx="{middle}" cy="{middle}" r="{token["radius"]}" '
            f'fill="var(--{token["dot"]})"/>'
        )
    else:
        turns.append(f"rotate({token['angle']})")
        colour = {"openings": "open"}.get(token["line"], token["line"])
        faint = f' opacity="{token["opacity"]}"' if "opacity" in token else ""
        # The line lies on the tile's edge, so half of its width is seen, as in the look book.
        mark = (
            f'<path d="M0 0V{size}" stroke="var(--{colour})" '
            f'stroke-width="{token["width"]}"{faint}/>'
        )
    turn = f' patternTransform="{" ".join(turns)}"' if turns else ""
    return (
        f'<pattern id="{name}{suffix}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse"{turn}>{frame}{mark}</pattern>'
    )


def patterns(names: tuple[str, ...] = PATTERNS, *, suffix: str = "", scale: float = 1) -> str:
    """Return `<defs>` with the named patterns, or nothing when none is named.

    `scale` enlarges them, for a group whose own units are smaller than the picture's.
    """
    parts = [_pattern(name, suffix, scale) for name in names]
    return f"<defs>{''.join(parts)}</defs>" if parts else ""


def svg(width: int, height: int, body: str, alt: str) -> Picture:
    """Frame a body as an accessible picture and add the patterns it uses.

    `body` is SVG markup in units of the view box; `url(#p-…)` in it is renamed to an id made of
    the content, so that two pictures on a page never share one.
    """
    used = tuple(name for name in PATTERNS if f"url(#{name})" in body)
    suffix = "-" + blake2s(f"{alt}{body}".encode(), digest_size=4).hexdigest()
    for name in used:
        body = body.replace(f"url(#{name})", f"url(#{name}{suffix})")
    markup = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escaped(alt)}" class="picture" font-family="{FONT}">'
        f"{patterns(used, suffix=suffix)}{body}</svg>"
    )
    return Picture(svg=markup, alt=alt, width=width, height=height)


def standalone(picture: Picture, theme: str = "light") -> str:
    """Return an SVG file that needs no page: literal colours, own ground, title and description."""
    table = variables(theme)
    markup = re.sub(r"var\((--[\w-]+)\)", lambda found: table[found[1]], picture.svg)
    head, body = markup.split(">", maxsplit=1)
    head = head.replace(' class="picture"', "")
    said, _, rest = picture.alt.partition(". ")
    return (
        f'{head} width="{picture.width}" height="{picture.height}">'
        f"<title>{escaped(said)}</title><desc>{escaped(rest or said)}</desc>"
        f'<rect width="{picture.width}" height="{picture.height}" fill="{table["--bg"]}"/>{body}\n'
    )
