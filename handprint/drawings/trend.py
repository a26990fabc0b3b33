"""Lines over time that never cross what is not known.

A run of neighbouring values is one line; anything else breaks it. Where the subject has no series
a hatched band says why; a secret run lies as the secret hatch on the base line; a value that
stands alone, or was published alone, is a hollow disc; the newest value is a filled one with its
words. When words find no room among the lines, the lines give way. Only three kinds may be left
out: years on the axis (every other, every third …), the word on a missing band that repeats the
word of a wider one, and the word `secret` where the hatch is buried under lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, number, svg, width_of, wrapped
from handprint.drawings.scale import Scale, Tick, month_number, step_of

MOST_LINES = 7
_DRAWN = ("value", "zero", "carried")
# From one row of secret hatches to the next.
_HATCH = 10

Hue = Literal["seek", "open", "ctx", "ink"]


@dataclass(frozen=True)
class Point:
    """One period's value.

    `period` is "2026-06" or "2025"; `value` is None when there is none to draw and `status` says
    why (value, zero, missing, secret, not_applicable, carried). `single` marks a value published
    on its own, outside the series: a hollow disc, never joined to its neighbours.
    """

    period: str
    value: float | None
    status: str = "value"
    single: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a value to draw."""
        return self.value is not None and self.status in _DRAWN

    @property
    def alone(self) -> bool:
        """Whether the value must not be joined to its neighbours."""
        return self.single or self.status == "carried"


@dataclass(frozen=True)
class Line:
    """One series and the words at its newest point: "Kemi 17,1"."""

    points: Sequence[Point]
    text: str
    hue: Hue = "ctx"


@dataclass(frozen=True)
class Gap:
    """A stretch without a series, first and last period included, and its words."""

    first: str
    last: str
    text: str


@dataclass(frozen=True)
class Mark:
    """Words for one point of a line, the first line unless told: "12/2014: 22,3"."""

    period: str
    text: str
    line: int = 0


@dataclass(frozen=True)
class Year:
    """A place on the time axis and what is printed there."""

    period: str
    text: str


def drawn(
    lines: Sequence[Line],
    *,
    y_ticks: Sequence[Tick],
    x_ticks: Sequence[Year],
    alt: str,
    gaps: Sequence[Gap] = (),
    marks: Sequence[Mark] = (),
    missing: str = "",
    secret: str = "",
    stale: str = "",
    compact: bool = False,
    width: int | None = None,
    height: int | None = None,
) -> Picture:
    """Draw up to seven lines; the first is the subject.

    `missing` and `secret` are the words for runs of the subject that no `gap` explains; `stale`
    ("Tieto päättyy 10/2023") puts a double rule before the picture. Raises ValueError for more
    lines than can be told apart.
    """
    if len(lines) > MOST_LINES:
        raise ValueError(f"{len(lines)} lines; more than {MOST_LINES} cannot be told apart")
    width = width or (358 if compact else 588)
    height = height or (214 if compact else 206)
    series = [_Series(line) for line in lines]
    for headroom in range(5):
        chart = _Chart(Sheet(width, height), series, 14 if compact else 13)
        chart.lay_out(gaps, y_ticks, stale=stale, headroom=headroom, marked=bool(marks))
        chart.draw(y_ticks, x_ticks, missing=missing)
        if all([chart.mark(mark) for mark in marks]) and chart.complete:
            break
    chart.name_secret(secret)
    return svg(width, height, "".join(chart.body) + chart.sheet.markup(), alt)


def spark(
    points: Sequence[Point],
    *,
    alt: str,
    hue: Hue = "seek",
    width: int = 96,
    height: int = 26,
) -> Picture:
    """Draw a word-sized line on its own scale: gaps kept, lone values as discs, the last filled."""
    one = _Series(Line(points, "", hue))
    step = step_of([point.period for point in points])
    low, high = min(one.values.values(), default=0), max(one.values.values(), default=1)
    x = Scale(*_span([one], ()), 4, width - 5)
    # A flat series runs through the middle, not along the floor.
    y = Scale(low, high, height - 5, 5) if high > low else Scale(low, low + 1, height / 2, 0)
    return svg(width, height, one.markup(Sheet(width, height), x, y, step, small=True), alt)


class _Series:
    """One line's points by month number, and how it is drawn."""

    def __init__(self, line: Line) -> None:
        points = {month_number(point.period): point for point in line.points}
        self.points = dict(sorted(points.items()))
        self.values = {
            at: point.value
            for at, point in self.points.items()
            if point.known and point.value is not None
        }
        self.text, self.hue, self.strong = line.text, line.hue, line.hue != "ctx"
        self.newest = max(self.points, default=None)
        # A secret newest value leaves no filled disc behind on an older one.
        self.ends_secret = self.newest is not None and self.status(self.newest) == "secret"
        self.last = None if self.ends_secret else max(self.values, default=None)

    def runs(self, step: int) -> Iterator[list[int]]:
        """Yield stretches of neighbouring periods that may be joined."""
        run: list[int] = []
        for at in self.values:
            joined = run and at - run[-1] == step
            if joined and not self.points[at].alone and not self.points[run[-1]].alone:
                run.append(at)
                continue
            if run:
                yield run
            run = [at]
        if run:
            yield run

    def status(self, at: int) -> str:
        """Return the status of a period; one that is not there is missing."""
        point = self.points.get(at)
        if point is None or (point.value is None and point.status in _DRAWN):
            return "missing"
        return point.status

    def markup(self, sheet: Sheet, x: Scale, y: Scale, step: int, *, small: bool = False) -> str:
        """Return the line, its lone values and its last point, and keep words off them."""
        path, hollow = "", []
        for run in self.runs(step):
            spots = [(x(at), y(self.values[at])) for at in run]
            _block(sheet, spots)
            if len(run) == 1 and run[0] == self.last:
                continue
            around = (self.status(run[0] - step), self.status(run[-1] + step))
            if len(run) > 1 or ("secret" in around and not self.points[run[0]].alone):
                path += _path(spots)
            else:
                hollow += spots
        stroke = (2.4 if self.strong else 1.5) * (0.7 if small else 1)
        radius = (4.2 if self.strong else 2.7) * (0.6 if small else 1)
        out = ""
        if path:
            out += (
                f'<path d="{path}" fill="none" stroke="var(--{self.hue})" '
                f'stroke-width="{number(stroke)}" stroke-linejoin="round" stroke-linecap="round"/>'
            )
        if hollow:
            discs = "".join(
                f'<circle cx="{cx}" cy="{cy}" r="{number(radius)}"/>' for cx, cy in hollow
            )
            out += (
                f'<g fill="var(--bg)" stroke="var(--{self.hue})" '
                f'stroke-width="{number(stroke - 0.2)}">{discs}</g>'
            )
            for cx, cy in hollow:
                sheet.block_point(cx, cy, radius + 1)
        if self.last is not None:
            cx, cy = x(self.last), y(self.values[self.last])
            radius = (5 if self.strong else 4) * (0.6 if small else 1)
            paint = f'fill="var(--{self.hue})"'
            if self.points[self.last].single:
                # A month of its own is never drawn as the end of a series.
                paint = f'fill="var(--bg)" stroke="var(--{self.hue})" stroke-width="2"'
            out += f'<circle cx="{cx}" cy="{cy}" r="{number(radius)}" {paint}/>'
            sheet.block_point(cx, cy, radius)
        return out


@dataclass(frozen=True)
class _Band:
    """A hatched stretch in units; `must` when its words may not be left out."""

    left: int
    right: int
    text: str
    must: bool


class _Chart:
    """One attempt at the picture with a given room for words above the lines."""

    def __init__(self, sheet: Sheet, series: Sequence[_Series], size: int) -> None:
        self.sheet, self.series, self.size = sheet, series, size
        self.body: list[str] = []
        self.complete = True

    def lay_out(
        self,
        gaps: Sequence[Gap],
        ticks: Sequence[Tick],
        *,
        stale: str,
        headroom: int,
        marked: bool,
    ) -> None:
        """Fix the scales: room left for the ticks, right for the last words, above for marks."""
        size, sheet = self.size, self.sheet
        self.gaps = gaps
        self.step = step_of([p.period for one in self.series for p in one.points.values()])
        first, last = _span(self.series, gaps)
        self.folds = {
            id(one): folded(
                one.text, width=sheet.width * 0.32, size=size, strong=one.strong, lines=3
            )
            for one in self.series
            if one.text
        }
        # Words of a line that ends before the axis stand beside its last point, not at the side.
        self.early = {
            id(one)
            for one in self.series
            if one.last is not None and one.last < last and last > first
        }
        sides = [
            width_of(words, size=size, weight=STRONG if one.strong else 400)
            for one in self.series
            if id(one) not in self.early
            for words in self.folds.get(id(one), ())
        ]
        # More than two labels may have to move away from their points and need leaders.
        self.aside = 12 if len(sides) < 3 else 26
        left = max([4, *(round(width_of(tick.text, size=size)) + 9 for tick in ticks)])
        right = sheet.width - max([10, *(wide + self.aside + 2 for wide in sides)])
        for one in self.series:
            if id(one) in self.early and id(one) in self.folds and one.last > first:
                room = sheet.width - max(label.width for label in self._words(one)) - 13 - left
                right = min(right, left + room * (last - first) / (one.last - first))
        right = max(right, left + sheet.width / 4)
        self.top = 8 + (self._stale(stale) if stale else 0)
        roof = self.top + (size if marked else 0) + headroom * (size + 2)
        heights = [value for one in self.series for value in one.values.values()]
        heights += [tick.value for tick in ticks]
        low, high = min(heights, default=0), max(heights, default=1)
        self.base = round(sheet.height - size - 9)
        self.x = Scale(first, last, left, right)
        self.y = Scale(low, high if high > low else low + 1, self.base, roof)

    def draw(self, y_ticks: Sequence[Tick], x_ticks: Sequence[Year], *, missing: str) -> None:
        """Draw bands, axes and lines, then write what must be written."""
        bands = [*self._given(), *self._missing(missing)]
        shapes = "".join(
            f"M{band.left} {self.top}H{band.right}V{self.base}H{band.left}z" for band in bands
        )
        if shapes:
            self.body.append(f'<path d="{shapes}" fill="url(#p-gap)"/>')
        self._axes(y_ticks, x_ticks)
        self._secret()
        for one in self.series[::-1]:
            self.body.append(one.markup(self.sheet, self.x, self.y, self.step))
        self._last_words()
        for band in sorted(bands, key=lambda band: band.left - band.right):
            self._band_words(band)

    def mark(self, mark: Mark) -> bool:
        """Write words at a point, on the side where the line is not; tell whether they fit."""
        one, at = self.series[mark.line], month_number(mark.period)
        if at not in one.values:
            return True
        cx, cy = self.x(at), self.y(one.values[at])
        reach = 6 * self.step
        around = [self.y(value) for other, value in one.values.items() if abs(other - at) <= reach]
        upwards = cy <= sum(around) / len(around)
        label = Label(mark.text, size=self.size, halo=True)
        half = label.width / 2
        spots = []
        for way, off in ((way, off) for way in (upwards, not upwards) for off in range(0, 60, 4)):
            row = cy - 8 - off if way else cy + self.size + 6 + off
            beside = cy + self.size * 0.3 + (off if way else -off) * 0.5
            spots += [
                Spot(cx - 8, beside, "end"), Spot(cx, row, "middle"), Spot(cx + 8, beside),
                Spot(cx - half - 4, row, "middle"), Spot(cx + half + 4, row, "middle"),
            ]  # fmt: skip
        if self.sheet.place(label, spots, gap=2):
            return True
        # Further off the words need a leader: the nearest free place of all.
        rows = range(self.top + self.size, self.base - 6, 8)
        columns = range(round(half) + 1, round(self.x.end - half), 8)
        spots = [Spot(column, row, "middle") for row in rows for column in columns]
        spots.sort(key=lambda spot: (spot.x - cx) ** 2 + 4 * (spot.y - cy) ** 2)
        placed = self.sheet.place(label, spots, gap=2)
        if placed:
            box = placed.box
            nearest = min(max(cx, box.left), box.right), min(max(cy, box.top), box.bottom)
            end = " ".join(str(round(unit)) for unit in nearest)
            self.body.append(f'<path d="M{cx} {cy}L{end}" stroke="var(--line)"/>')
        return placed is not None

    def name_secret(self, words: str) -> None:
        """Write the word for secret over the widest secret run, if there is one."""
        if words and self.hatch:
            left, right = max(self.hatch, key=lambda run: run[1] - run[0])
            at = (left + right) / 2
            lowest = self.base - 4 - _HATCH * self.hatched
            # Far from its hatch the word would name something else.
            rows = range(lowest, max(self.top + self.size, lowest - 3 * self.size), -6)
            spots = [Spot(at + off, row, "middle") for row in rows for off in (0, 24, -24)]
            self.sheet.place(Label(words, size=self.size, halo=True), spots)

    def _stale(self, words: str) -> int:
        """Write the stale mark on a line of its own and return its height."""
        end = self.size + 7
        self.body.append(
            f'<path d="M2 2V{end}M6 2V{end}" stroke="var(--ink2)" stroke-width="1.5"/>'
        )
        self.sheet.write(Label(words, 14, self.size + 2, size=self.size, ink="ink"))
        return self.size + 14

    def _edge(self, at: int, side: int) -> int:
        """Return the unit half a period before (−1) or after (1) a period, inside the axis."""
        half = (self.x(at + self.step) - self.x(at)) / 2
        return round(min(max(self.x(at) + side * half, self.x.start), self.x.end))

    def _given(self) -> list[_Band]:
        ends = [(month_number(gap.first), month_number(gap.last), gap.text) for gap in self.gaps]
        return [
            _Band(self._edge(first, -1), self._edge(last, 1), text, must=True)
            for first, last, text in ends
        ]

    def _missing(self, words: str) -> list[_Band]:
        """Return bands for the subject's missing runs that no given gap covers."""
        if not self.series or not self.series[0].points:
            return []
        subject = self.series[0]
        covered = [(month_number(gap.first), month_number(gap.last)) for gap in self.gaps]
        runs: list[tuple[int, int]] = []
        for at in range(min(subject.points), max(subject.points) + 1, self.step):
            given = any(first <= at <= last for first, last in covered)
            if given or subject.status(at) != "missing":
                continue
            left, right = self._edge(at, -1), max(self._edge(at, 1), self._edge(at, -1) + 2)
            if runs and runs[-1][1] >= left:
                left = runs.pop()[0]
            runs.append((left, right))
        widest = max(runs, key=lambda run: run[1] - run[0], default=None)
        return [_Band(left, right, words, must=(left, right) == widest) for left, right in runs]

    def _secret(self) -> None:
        """Draw secret periods as a hatch along the base line, one row for each coloured line.

        A grey line is context, and its secret periods only break it.
        """
        self.hatch: list[tuple[int, int]] = []
        self.hatched = 1
        coloured = [one for place, one in enumerate(self.series) if not place or one.strong]
        for row, one in enumerate(coloured):
            runs: list[tuple[int, int]] = []
            for at in one.points:
                if one.status(at) == "secret":
                    left = self._edge(at, -1)
                    right = max(self._edge(at, 1), left + 2)
                    if runs and runs[-1][1] >= left:
                        left = runs.pop()[0]
                    runs.append((left, right))
            foot = self.base - _HATCH * row
            shapes = "".join(
                f"M{left} {foot}h{right - left}v-9h{left - right}z" for left, right in runs
            )
            if shapes:
                self.hatched = row + 1
                # Two rows need to be told apart, one does not.
                stroke = one.hue if len(coloured) > 1 else "ctx"
                self.body.append(
                    f'<path d="{shapes}" fill="url(#p-secret)" stroke="var(--{stroke})" '
                    'stroke-width=".6"/>'
                )
            self.hatch += runs

    def _axes(self, y_ticks: Sequence[Tick], x_ticks: Sequence[Year]) -> None:
        """Draw both axes: faint lines at the ticks, a firm one at zero or, without it, below."""
        left, right, size = round(self.x.start), round(self.x.end), self.size
        zero = self.y.low <= 0 <= self.y.high
        faint, firm = "", f"M{left} {self.y(0) if zero else self.base}H{right}"
        for tick in y_ticks:
            at = self.y(tick.value)
            if tick.value or not zero:
                faint += f"M{left} {at}H{right}"
            spot = Spot(left - 7, at + size * 0.34, "end")
            self.sheet.place(Label(tick.text, size=size), [spot], 1)
        years = [(month_number(year.period), year.text) for year in x_ticks]
        years = [(self.x(at), text) for at, text in years if self.x.low <= at <= self.x.high]
        for at, text in _thinned(years, size):
            firm += f"M{at} {self.base}v4"
            half = width_of(text, size=size) / 2 + 1
            middle = min(max(at, half), self.sheet.width - half)
            spot = Spot(middle, self.base + size + 6, "middle")
            self.sheet.place(Label(text, size=size), [spot], 1)
        if faint:
            self.body.append(f'<path d="{faint}" stroke="var(--rule)"/>')
        self.body.append(f'<path d="{firm}" stroke="var(--line)"/>')

    def _last_words(self) -> None:
        """Write each line's last words: at the side, or beside the point of one that ends early."""
        pitch = self.size + 3
        at_side: list[tuple[int, int, _Series]] = []
        early: list[tuple[int, int, _Series]] = []
        for one in self.series:
            if id(one) not in self.folds:
                continue
            if one.ends_secret and one.newest is not None:
                at_side.append((self.x(one.newest), self.base - 5, one))
            elif one.last is not None:
                cx, cy = self.x(one.last), self.y(one.values[one.last])
                (early if id(one) in self.early else at_side).append((cx, cy, one))
        self._at_side(at_side, pitch)
        # The words at the side have but one place, so those inside look for theirs after them.
        homeless = [item for item in early if not self._beside(item[2], *item[:2], pitch)]
        if homeless:
            self._at_side(homeless, pitch)
            self.complete = False

    def _at_side(self, at_side: list[tuple[int, int, _Series]], pitch: int) -> None:
        """Write words in a column right of the lines, each as near its point as it can be."""
        at_side.sort(key=lambda item: item[1])
        talls = [len(self.folds[id(one)]) * pitch for _, _, one in at_side]
        tops = _apart([cy for _, cy, _ in at_side], talls, self.base + self.size)
        column, leaders = round(self.x.end) + self.aside, ""
        for (cx, cy, one), tall, top in zip(at_side, talls, tops, strict=True):
            for row, label in enumerate(self._words(one)):
                line = round(top + row * pitch + self.size * 0.85 + 1)
                self.sheet.write(label.at(Spot(column, line)))
            middle = round(top + tall / 2)
            if abs(middle - cy) > self.size / 2 and self.aside > 20 and cx > self.x.end - 2:
                leaders += f"M{cx + 7} {cy}L{column - 4} {middle}"
        if leaders:
            self.body.append(f'<path d="{leaders}" stroke="var(--line)"/>')

    def _words(self, one: _Series) -> list[Label]:
        ink = one.hue if one.strong else "ink2"
        plain = Label("", size=self.size, strong=one.strong, ink=ink)
        return [replace(plain, text=words) for words in self.folds[id(one)]]

    def _beside(self, one: _Series, cx: int, cy: int, pitch: int) -> bool:
        """Write a line's words near its last point, never with a leader across a gap."""
        labels = [replace(label, halo=True) for label in self._words(one)]
        wide = max(label.width for label in labels)
        up = (len(labels) - 1) * pitch
        spots = []
        for off in range(0, 80, 4):
            for way in (-1, 1):
                middle = cy + self.size * 0.34 - up / 2 + way * off
                spots.append(Spot(cx + 10, middle))
                if off > 10:
                    spots += [Spot(cx + 4, middle, "end"), Spot(cx - 12 - wide, middle)]
        return self.sheet.place_lines(labels, spots, pitch=pitch, gap=2)

    def _band_words(self, band: _Band) -> None:
        """Write a gap's words over its band: one place after another until they are free."""
        if not band.text:
            return
        pitch = self.size + 2
        middle = (band.left + band.right) / 2
        inside = band.right - band.left - 6
        longest = max(width_of(word, size=self.size) for word in band.text.split(" "))
        rooms = [max(inside, longest), longest + 40, 10_000] if band.must else [inside]
        for room in rooms:
            texts = wrapped(band.text, width=room, size=self.size)
            wide = max(width_of(text, size=self.size) for text in texts)
            if not band.must and wide > inside:
                return
            near = min(max(middle, wide / 2 + 1), self.sheet.width - wide / 2 - 1)
            rows = range(self.top + self.size, self.base - 10 - pitch * (len(texts) - 1), 6)
            offs = (middle, near, *(near - off for off in (12, 24, 36) if band.must))
            spots = [Spot(at, row, "middle") for row in rows for at in offs]
            lines = [Label(text, size=self.size, ink="ink", halo=True) for text in texts]
            if self.sheet.place_lines(lines, spots, pitch=pitch, gap=1):
                return
        self.complete = self.complete and not band.must


def _path(spots: list[tuple[int, int]]) -> str:
    """Return one run as a relative path, a lone spot as a line of no length (a round dot)."""
    (x0, y0), *rest = spots
    parts = [f"M{x0} {y0}"]
    command = "l"
    for x1, y1 in rest or [(x0, y0)]:
        dx, dy = x1 - x0, y1 - y0
        parts.append(f"{command}{dx}{'' if dy < 0 else ' '}{dy}")
        command = " "
        x0, y0 = x1, y1
    return "".join(parts)


def _block(sheet: Sheet, spots: list[tuple[int, int]]) -> None:
    """Keep words off a run: off its points and off the lines between them."""
    for (x0, y0), (x1, y1) in zip(spots, spots[1:], strict=False):
        pieces = max(1, abs(x1 - x0) // 4, abs(y1 - y0) // 4)
        for part in range(pieces + 1):
            share = part / pieces
            sheet.block_point(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, 1.5)


def _span(series: Sequence[_Series], gaps: Sequence[Gap]) -> tuple[int, int]:
    periods = [at for one in series for at in one.points]
    periods += [month_number(end) for gap in gaps for end in (gap.first, gap.last)]
    return min(periods, default=0), max(periods, default=1)


def _thinned(years: list[tuple[int, str]], size: int) -> list[tuple[int, str]]:
    """Return every year, or every second, third … so that none touches the next."""
    for skip in range(1, len(years) + 1):
        shown = years[::skip]
        halves = [width_of(text, size=size) / 2 for _, text in shown]
        if all(
            shown[i + 1][0] - shown[i][0] > halves[i] + halves[i + 1] + 8
            for i in range(len(shown) - 1)
        ):
            return shown
    return []


def _apart(middles: Sequence[float], talls: Sequence[float], floor: float) -> list[float]:
    """Return tops for blocks near their middles: in order, not overlapping, above the floor."""
    tops: list[float] = []
    for middle, tall in zip(middles, talls, strict=True):
        above = tops[-1] + talls[len(tops) - 1] if tops else 0.0
        tops.append(max(middle - tall / 2, above))
    limit = floor
    for row in range(len(tops) - 1, -1, -1):
        tops[row] = min(tops[row], limit - talls[row])
        limit = tops[row]
    return tops
