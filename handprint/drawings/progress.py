"""The goal tree: every indicator in one row, with its past, its pace and its sign.

A row tells where the figure came from, where it stands, where it should stand by now (the black
triangle), where it is going, and what is not known. A sparkline has its own scale and one time
axis with all the others; gaps stay open, a lone value is a dot, a figure published outside the
series a hollow one. What rests on an example is light, its track dashed, and bears the tag. On a
phone the same row is a small card. No word is left out but for lengths no screen has room for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handprint.analysis.progress import Sign
from handprint.drawings import signs
from handprint.drawings.lettering import Box, Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, svg, width_of
from handprint.drawings.picking import group, pickable
from handprint.drawings.scale import Scale, month_number, step_of

_CHIP = 19
_FURTHEST = (-0.75, 1.05)
"""Shares of the way between which a disc is drawn; beyond them it stops with an arrowhead."""


@dataclass(frozen=True)
class Spark:
    """The figure's past: `series` {period: value} of the release, `loose` published elsewhere."""

    series: Mapping[str, float]
    loose: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Track:
    """The way from baseline (0) to target (1): how much is done, how much should be by now."""

    share: float
    expected: float
    example: bool = False


@dataclass(frozen=True)
class Row:
    """One indicator in words and figures, all as printed.

    `when` is the period or periods of its figures; `stale` the words that they are old. `latest`
    may be two lines (the ends of a range, the dash at the end of the first). `why` stands where
    there is no track; `pace` under it. `sure` holds what is said of doubt and of the second
    method. `owner` empty means nobody named. `pick` is what choosing the row gives, `says` the
    words of that to a screen reader.
    """

    name: str
    when: str
    sign: Sign
    word: str
    baseline: str
    latest: Sequence[str]
    target: str
    spark: Spark | None = None
    stale: str = ""
    track: Track | None = None
    why: str = ""
    pace: Sequence[str] = ()
    sure: Sequence[str] = ()
    owner: str = ""
    due: str = ""
    chip: str = ""
    strong: bool = False
    pick: str = ""
    says: str = ""


@dataclass(frozen=True)
class Branch:
    """One goal with its rows; `rest` names what has no data yet, `rest_chip` that it has examples.

    `owner` is the goal's, `under` a line below its name.
    """

    name: str
    rows: Sequence[Row]
    under: str = ""
    rest: str = ""
    rest_chip: str = ""


@dataclass(frozen=True)
class Heads:
    """The words over the columns, the word of a missing owner, and the two marks explained."""

    goal: str
    indicator: str
    trend: str
    baseline: str
    latest: str
    target: str
    progress: str
    sign: str
    owner: str
    due: str
    missing: str
    expected: str
    actual: str
    notes: str = ""


def drawn(
    branches: Sequence[Branch],
    *,
    heads: Heads,
    alt: str,
    first: str,
    last: str,
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the tree; `first` and `last` are the periods at the ends of every sparkline."""
    width = width or (358 if compact else 1128)
    page = (_Phone if compact else _Desk)(width, heads, first, last)
    y = page.head()
    for branch in branches:
        y = page.branch(branch, y)
    y = page.foot(y)
    return group(svg(width, round(y), page.markup(), alt))


class _Page:
    """What both layouts share: the shapes gathered by kind, and how each is drawn."""

    def __init__(self, width: int, heads: Heads, first: str, last: str) -> None:
        self.width, self.heads = width, heads
        self.sheet = Sheet(width)
        self.span = (month_number(first), max(month_number(last), month_number(first) + 1))
        self.rules = self.strong_rules = self.lines = self.chips = self.stale = self.over = ""
        self.dots = self.loose = self.picks = ""

    def write(self, words: str, x: float, y: float, anchor: str = "start", **how: object) -> Label:
        """Write one line."""
        return self.sheet.write(Label(words, **how).at(Spot(x, y, anchor)))

    def chip(self, words: str, x: float, middle: float, size: int, *, right: bool = False) -> float:
        """Draw a dashed tag from `x` on, or ending there; return its width."""
        wide = round(1.02 * width_of(words, size=size)) + 14
        left, top = round(x - wide if right else x), round(middle - _CHIP / 2)
        self.chips += (
            f'<rect x="{left}" y="{top}" width="{wide}" height="{_CHIP}" rx="4" fill="none" '
            'stroke="var(--ctx)" stroke-width="1.2" stroke-dasharray="5 4"/>'
        )
        self.write(words, left + 7, middle + size * 0.35, size=size)
        return wide

    def pick(self, row: Row, top: float, bottom: float, left: float) -> float:
        """Make the row a button from `left` to the edge; return its lower edge as it was."""
        if row.pick:
            area = Box(left, top + 1, self.width - 1, bottom - 1)
            self.picks += pickable(row.pick, row.says, area, chosen=row.strong)
        return bottom

    def spark(self, spark: Spark, box: Box) -> None:
        """Draw the past in a box: runs as lines, gaps open, the newest value filled."""
        values = [*spark.series.values(), *spark.loose.values()]
        if not values:
            return
        x = Scale(*self.span, box.left + 4, box.right - 5)
        low, high = min(values), max(values)
        pad = 0 if high > low else 1
        y = Scale(low - pad, high + pad, box.bottom - 4, box.top + 4)
        periods = sorted(spark.series)
        step = step_of(periods)
        runs: list[list[str]] = []
        for period in periods:
            if runs and month_number(period) - month_number(runs[-1][-1]) <= step:
                runs[-1].append(period)
            else:
                runs.append([period])
        for run in runs:
            spots = [(x(month_number(p)), y(spark.series[p])) for p in run]
            if len(run) == 1:
                if run[0] != periods[-1]:
                    self.dots += f'<circle cx="{spots[0][0]}" cy="{spots[0][1]}" r="2.5"/>'
                continue
            path, before = f"M{spots[0][0]} {spots[0][1]}", spots[0]
            for spot in spots[1:]:
                if spot != before:
                    path += f"L{spot[0]} {spot[1]}"
                before = spot
            self.lines += path
        for period, value in spark.loose.items():
            self.loose += f'<circle cx="{x(month_number(period))}" cy="{y(value)}" r="2.5"/>'
        if periods:
            at = x(month_number(periods[-1])), y(spark.series[periods[-1]])
            self.over += f'<circle cx="{at[0]}" cy="{at[1]}" r="4" fill="var(--ink)"/>'

    def track(self, track: Track, sign: Sign, left: float, right: float, middle: float) -> None:
        """Draw the way from baseline to target, the disc where it is, the triangle where due."""
        x = Scale(*_FURTHEST, left + 6, right - 6)
        share = min(max(track.share, _FURTHEST[0]), _FURTHEST[1])
        zero, one, at, due = x(0), x(1), x(share), x(track.expected)
        y, hue = round(middle), f"var(--{signs.hue(sign)})"
        dash = ' stroke-dasharray="5 3"' if track.example else ""
        self.over += f'<path d="M{zero} {y}H{one}" stroke="var(--rule)" stroke-width="5"/>'
        self.over += f'<path d="M{zero} {y - 7}v14" stroke="var(--line)" stroke-width="1.5"/>'
        self.over += f'<path d="M{one} {y - 8}v16" stroke="var(--ink)" stroke-width="2.2"/>'
        if at != zero:
            bar = f'<path d="M{zero} {y}H{at}" stroke="{hue}" stroke-width="5"'
            self.over += f"{bar}{dash}/>"
        if share != track.share:
            way = -1 if share < track.share else 1
            way = 1 if track.share > _FURTHEST[1] else -1
            self.over += (
                f'<path d="M{at - way * 5} {y - 6}L{at + way * 3} {y}L{at - way * 5} {y + 6}Z" '
                f'fill="{hue}"/>'
            )
        else:
            self.over += f'<circle cx="{at}" cy="{y}" r="5.5" fill="{hue}"/>'
        self.over += f'<path d="M{due - 5} {y - 17}H{due + 5}L{due} {y - 9}Z" fill="var(--ink)"/>'

    def foot(self, y: float) -> float:
        """Close with a rule and the meaning of the triangle and the disc."""
        size = 14 if isinstance(self, _Phone) else 13
        y = round(y)
        self.strong_rules += f"M0 {y}H{self.width}"
        level, x = y + size + 8, 0.0
        self.over += f'<path d="M0 {level - 10}H10L5 {level - 1}Z" fill="var(--ink)"/>'
        x = self.write(self.heads.expected, 15, level, size=size).box.right + 16
        if x + 16 + width_of(self.heads.actual, size=size) > self.width:
            x, level = 0.0, level + size + 5
        middle = round(level - size * 0.35)
        self.over += f'<circle cx="{round(x) + 6}" cy="{middle}" r="5.5" fill="var(--ctx)"/>'
        x = self.write(self.heads.actual, round(x) + 16, level, size=size).box.right + 16
        if self.heads.notes:
            room = self.width - x
            if width_of(self.heads.notes, size=size) * 1.02 <= room:
                self.write(self.heads.notes, x, level, size=size)
            else:
                for line in folded(self.heads.notes, width=0.97 * self.width, size=size, lines=6):
                    level += size + 5
                    self.write(line, 0, level, size=size)
        return level + 7

    def markup(self) -> str:
        """Everything gathered, words on top."""
        out = f'<path d="{self.rules}" stroke="var(--rule)" fill="none"/>' if self.rules else ""
        out += f'<path d="{self.strong_rules}" stroke="var(--line)" stroke-width="1.5"/>'
        if self.lines:
            out += (
                f'<path d="{self.lines}" fill="none" stroke="var(--ctx)" stroke-width="1.4" '
                'stroke-linejoin="round"/>'
            )
        if self.dots:
            out += f'<g fill="var(--ctx)">{self.dots}</g>'
        if self.loose:
            out += f'<g fill="var(--bg)" stroke="var(--ctx)" stroke-width="1.3">{self.loose}</g>'
        if self.stale:
            out += f'<path d="{self.stale}" stroke="var(--ink2)" stroke-width="1.2"/>'
        return out + self.over + self.chips + self.sheet.markup() + self.picks


class _Desk(_Page):
    """One line a row, columns under their heads."""

    def __init__(self, width: int, heads: Heads, first: str, last: str) -> None:
        super().__init__(width, heads, first, last)
        k = width / 1128
        self.name, self.name_end = 168 * k, 420 * k
        self.trend = (430 * k, 520 * k)
        self.base_end, self.now_end, self.target_end = 574 * k, 650 * k, 716 * k
        self.way = (732 * k, 876 * k)
        self.sign = 898 * k
        self.word, self.word_end = 918 * k, 1040 * k
        self.owner = 1050 * k

    def head(self) -> float:
        """Write the heads; return where the first goal begins."""
        heads, y, size = self.heads, 34, 13
        self.write(heads.owner, self.owner, y - 16, size=size)
        for words, x, anchor in (
            (heads.goal, 0, "start"),
            (heads.indicator, self.name, "start"),
            (heads.trend, self.trend[0], "start"),
            (heads.baseline, self.base_end, "end"),
            (heads.latest, self.now_end, "end"),
            (heads.target, self.target_end, "end"),
            (heads.progress, self.way[0], "start"),
            (heads.sign, self.sign - 12, "start"),
            (heads.due, self.owner, "start"),
        ):
            self.write(words, x, y, anchor, size=size)
        return y + 9

    def branch(self, branch: Branch, y: float) -> float:
        """Draw a goal and its rows from `y` on; return where the next one begins."""
        y = round(y)
        self.strong_rules += f"M0 {y}H{self.width}"
        level = y + 19
        for line in folded(branch.name, width=self.name - 18, size=14, strong=True, lines=6):
            self.write(line, 0, level, size=14, strong=True, ink="ink")
            level += 18
        for line in folded(branch.under, width=self.name - 18, size=13, lines=3):
            if line:
                self.write(line, 0, level, size=13)
                level += 16
        bottom = y
        for place, row in enumerate(branch.rows):
            if place:
                self.rules += f"M{round(self.name)} {round(bottom)}H{self.width}"
            bottom = self.pick(row, bottom, self.row(row, bottom), self.name - 6)
        if branch.rest:
            bottom = self.rest(branch, bottom)
        return max(bottom, level + 2)

    def row(self, row: Row, y: float) -> float:
        """Draw one indicator; return its lower edge."""
        top = y + 19
        ends = [top]
        room = self.name_end - self.name
        tag = round(1.02 * width_of(row.chip, size=13)) + 22 if row.chip else 0
        level = top
        for line in folded(row.name, width=room - tag, size=14, lines=3, strong=row.strong):
            self.write(line, self.name, level, size=14, ink="ink", strong=row.strong)
            level += 17
        if row.chip:
            self.chip(row.chip, self.name_end, top - 5, 13, right=True)
        x = self.name
        if row.when:
            x = self.write(row.when, x, level, size=13).box.right + 10
        if row.stale:
            at = round(x)
            self.stale += f"M{at} {round(level) - 11}v14M{at + 3} {round(level) - 11}v14"
            self.write(row.stale, at + 9, level, size=13)
        ends.append(level)
        if row.spark:
            self.spark(row.spark, Box(self.trend[0], y + 5, self.trend[1], y + 40))
        self.write(row.baseline, self.base_end, top, "end", size=14)
        for place, line in enumerate(row.latest):
            self.write(line, self.now_end, top + 16 * place, "end", size=14, strong=True, ink="ink")
        self.write(row.target, self.target_end, top, "end", size=14)
        ends.append(self._way(row, y, top))
        ends.append(self._sign(row, y, top))
        if row.owner:
            level = top
            for line in folded(row.owner, width=self.width - self.owner, size=13, lines=3):
                self.write(line, self.owner, level, size=13, ink="ink")
                level += 16
        else:
            self.chip(self.heads.missing, self.owner, top - 5, 13)
            level = top + 20
        for line in folded(row.due, width=self.width - self.owner, size=13, lines=2):
            if line:
                self.write(line, self.owner, level, size=13)
                ends.append(level)
                level += 16
        return max(*ends, y + 36) + 11

    def _way(self, row: Row, y: float, top: float) -> float:
        """The track with its pace, or the words why there is none; return the last line."""
        level = top
        if row.track:
            self.track(row.track, row.sign, self.way[0], self.way[1], y + 23)
            level = y + 48
        else:
            for line in folded(row.why, width=self.way[1] - self.way[0], size=13, lines=3):
                self.write(line, self.way[0], level, size=13)
                level += 16
        for line in row.pace:
            for part in folded(line, width=self.way[1] - self.way[0], size=13, lines=2):
                self.write(part, self.way[0], level, size=13)
                level += 16
        return level - 16

    def _sign(self, row: Row, y: float, top: float) -> float:
        """The sign with its word, then doubt and second method; return the last line."""
        self.over += signs.mark(row.sign, round(self.sign), round(y + 20), size=25)
        judged = row.sign != "cannot_judge"
        level = top
        ink = "ink" if judged else "ink2"
        for line in folded(
            row.word, width=self.word_end - self.word, size=14, strong=judged, lines=3
        ):
            self.write(line, self.word, level, size=14, strong=judged, ink=ink)
            level += 17
        for words in row.sure:
            for line in folded(words, width=self.word_end - self.word, size=13, lines=4):
                self.write(line, self.word, level, size=13)
                level += 16
        return level - 16

    def rest(self, branch: Branch, y: float) -> float:
        """One paragraph for the indicators without data."""
        if branch.rows:
            self.rules += f"M{round(self.name)} {round(y)}H{self.width}"
        level, x = y + 18, self.name
        if branch.rest_chip:
            x += self.chip(branch.rest_chip, x, level - 5, 13) + 10
        words = branch.rest
        line = folded(words, width=self.width - x, size=13, lines=9)[0]
        self.write(line, x, level, size=13)
        left = words[len(line) :].strip()
        for line in folded(left, width=self.width - self.name, size=13, lines=5) if left else ():
            level += 17
            self.write(line, self.name, level, size=13)
        return level + 12


class _Phone(_Page):
    """One card a row."""

    def head(self) -> float:
        """A phone needs no heads: each figure is named."""
        return 6

    def branch(self, branch: Branch, y: float) -> float:
        """Draw a goal and its cards from `y` on; return where the next one begins."""
        y = round(y)
        self.strong_rules += f"M0 {y}H{self.width}"
        level = y + 22
        for line in folded(branch.name, width=self.width * 0.97, size=17, strong=True, lines=4):
            self.write(line, 0, level, size=17, strong=True, ink="ink")
            level += 21
        for line in folded(branch.under, width=self.width * 0.97, size=14, lines=3):
            if line:
                self.write(line, 0, level, size=14)
                level += 18
        y = level - 8
        for place, row in enumerate(branch.rows):
            if place:
                self.rules += f"M0 {round(y)}H{self.width}"
            y = self.pick(row, y, self.row(row, y), 1)
        if branch.rest:
            if branch.rows:
                self.rules += f"M0 {round(y)}H{self.width}"
            level = y + 22
            if branch.rest_chip:
                self.chip(branch.rest_chip, 0, level - 5, 14)
                level += 22
            for line in folded(branch.rest, width=self.width * 0.97, size=14, lines=14):
                self.write(line, 0, level, size=14)
                level += 18
            y = level - 4
        return y + 8

    def row(self, row: Row, y: float) -> float:
        """Draw one indicator as a card; return its lower edge."""
        wide, level = self.width * 0.97, y + 21
        for line in folded(row.name, width=wide, size=15, lines=3, strong=True):
            self.write(line, 0, level, size=15, ink="ink", strong=True)
            level += 19
        x = self.write(row.when, 0, level, size=14).box.right + 10 if row.when else 0
        if row.stale:
            if x + 9 + width_of(row.stale, size=14) > wide:
                x, level = 0, level + 18
            at = round(x)
            self.stale += f"M{at} {round(level) - 12}v15M{at + 3} {round(level) - 12}v15"
            self.write(row.stale, at + 9, level, size=14)
        level += 8
        if row.spark:
            self.spark(row.spark, Box(0, level, 120, level + 38))
        number = "".join(row.latest)
        self.write(number, 132, level + 24, size=20, strong=True, ink="ink")
        heads = self.heads
        told = [f"{heads.baseline} {row.baseline}", f"{heads.target} {row.target}"]
        level += 42
        if (row.baseline, row.target) != ("–", "–"):
            level += 18
            for x, words in zip((0, 150), told, strict=True):
                self.write(words, x, level, size=14)
        if row.chip:
            level += 24
            self.chip(row.chip, 0, level - 5, 14)
        if row.track:
            level += 30
            self.track(row.track, row.sign, 0, self.width, level)
            level += 12
        for words in row.pace:
            for line in folded(words, width=wide, size=14, lines=2):
                level += 18
                self.write(line, 0, level, size=14)
        level += 26
        self.over += signs.mark(row.sign, 13, round(level - 5), size=25)
        judged = row.sign != "cannot_judge"
        for line in folded(row.word, width=wide - 34, size=15, strong=judged, lines=2):
            self.write(line, 34, level, size=15, strong=judged, ink="ink")
            level += 18
        for words in (*row.sure, "" if row.track else row.why):
            for line in folded(words, width=wide - 34, size=14, lines=4) if words else ():
                self.write(line, 34, level, size=14)
                level += 18
        level += 7
        words = f"{heads.owner}:"
        x = self.write(words, 0, level, size=14).box.right + 8
        if row.owner:
            lines = folded(row.owner, width=wide - x, size=14, lines=2)
            for place, line in enumerate(lines):
                self.write(line, x, level + 18 * place, size=14, ink="ink")
            level += 18 * (len(lines) - 1)
        else:
            x += self.chip(heads.missing, x, level - 5, 14) + 14
        due = f"{heads.due}: {row.due}"
        if row.owner or x + 1.02 * width_of(due, size=14) > wide:
            x, level = 0, level + 20
        for place, line in enumerate(folded(due, width=wide - x, size=14, lines=2)):
            level += 18 if place else 0
            self.write(line, x, level, size=14)
        return level + 14
