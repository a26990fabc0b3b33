"""The charts of real Lapland, drawn from a release: what the pages will show, without the pages."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from handprint.drawings import bars, claims, dumbbell, strip, trend
from handprint.drawings.bars import Bar
from handprint.drawings.claims import Claim, Measure, Older, Topic
from handprint.drawings.dumbbell import Group, Heads
from handprint.drawings.marks import Picture
from handprint.drawings.scale import Tick, nice
from handprint.drawings.strip import Absent, Dot, Rule
from handprint.drawings.trend import Gap, Line, Mark, Point, Year
from tests.drawings.reading import shown

NEWEST = "2026-06"
GROUPS = {
    "long_term_unemployed": "Pitkäaikaistyöttömät",
    "unemployed_over_50": "Yli 50-vuotiaat",
    "unemployed_under_25": "Alle 25-vuotiaat",
    "unemployed_under_20": "Alle 20-vuotiaat",
    "unemployed_disabled": "Vammaiset ja pitkäaikaissairaat",
    "unemployed_foreign": "Ulkomaalaiset",
}


def percent(value: float) -> str:
    """A share with its decimal, zero or not: "17,0"."""
    return f"{value:.1f}".replace(".", ",")


@dataclass
class Lapland:
    """Real figures as the drawings want them."""

    file: Path

    @cached_property
    def _base(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.file), read_only=True)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def ask(self, question: str, *given: object) -> list[tuple]:  # type: ignore[type-arg]
        """Rows of one question."""
        return self._base.execute(question, list(given)).fetchall()

    def places(self) -> dict[str, str]:
        """Names of the 21 municipalities by code."""
        return dict(
            self.ask(
                "select area_code, name_fi from area where level = 'municipality' order by name_fi"
            )
        )

    def month(self, indicator: str) -> dict[str, tuple[float | None, str]]:
        """Every area's newest value and status."""
        rows = self.ask(
            "select area_code, value, status from observation where indicator = ? and period = ?",
            indicator, NEWEST,
        )  # fmt: skip
        return {code: (value, status) for code, value, status in rows}

    def strip(self, indicator: str, chosen: str, *, small: bool) -> Picture:
        """The 21 municipalities on one line."""
        values, names = self.month(indicator), self.places()
        share = indicator.endswith("_share")
        words = percent if share else shown
        dots = [
            Dot(code, name, value, words(value), code == chosen)
            for code, name in names.items()
            for value, _ in [values[code]]
            if value is not None
        ]
        secret = [name for code, name in names.items() if values[code][1] == "secret"]
        known = [dot.value for dot in dots] or [0.0]
        region, country = values["MK19"][0], values["SSS"][0]
        return strip.drawn(
            dots,
            ticks=[Tick(v, shown(v)) for v in nice(min(known), max(known), about=5)],
            region=Rule(region, f"Lappi {words(region)}") if share and region else None,
            country=Rule(country, f"koko maa {words(country)}") if share and country else None,
            absent=[Absent("secret", f"alle 5: {', '.join(secret)}")] if secret else [],
            hue="open" if "vacanc" in indicator or indicator.startswith("open") else "seek",
            alt=f"Kunnat janalla, kesäkuu 2026. Salattu {len(secret)} kunnassa.",
            compact=small,
        )

    def points(self, indicator: str, area: str) -> list[Point]:
        """A monthly series, and what was published alone where the series is missing."""
        rows = self.ask(
            "select period, value, status from observation where indicator = ? and area_code = ?",
            indicator, area,
        )  # fmt: skip
        have = {period: Point(period, value, status) for period, value, status in rows}
        for period, value in self.ask(
            "select period, max(value) from published_figure where indicator = ? and area_code = ?"
            " and value is not null group by period",
            indicator, area,
        ):  # fmt: skip
            if period not in have:
                have[period] = Point(period, value, single=True)
        return [have[period] for period in sorted(have)]

    def trend(self, indicator: str, area: str, name: str, *, small: bool) -> Picture:
        """One municipality since 2006, a share beside the region."""
        share = indicator.endswith("_share")
        words = percent if share else shown
        points = self.points(indicator, area)
        lines = [Line(points, f"{name} {self._last(points, words)}", "seek" if share else "open")]
        if share:
            region = self.points(indicator, "MK19")
            lines.append(Line(region, f"Lappi {self._last(region, words)}"))
        known = [point for point in points if point.known and not point.single]
        top = max(known, key=lambda point: point.value or 0)
        high = max(p.value or 0 for line in lines for p in line.points)
        year, month = top.period.split("-")
        return trend.drawn(
            lines,
            y_ticks=[Tick(v, shown(v)) for v in nice(0, high, about=3) if v <= high],
            x_ticks=[Year(str(y), str(y)) for y in range(2006, 2027, 4)],
            gaps=[Gap("2023-11", "2026-05", "ei kuntasarjaa 11/2023–5/2026")],
            marks=[Mark(top.period, f"{int(month)}/{year}: {words(top.value or 0)}")],
            missing="puuttuu",
            secret="alle 5",
            alt=f"{name} kuukausittain 2006–2026.",
            compact=small,
        )

    @staticmethod
    def _last(points: list[Point], words: object) -> str:
        value = points[-1].value
        return "alle 5" if value is None else words(value)  # type: ignore[operator]

    def dumbbell(self, area: str, name: str, *, small: bool) -> Picture:
        """The target groups of one municipality against the region."""
        of = self.month("unemployed")
        whole, all_region = of[area][0] or 1, of["MK19"][0] or 1
        groups = []
        for indicator, words in GROUPS.items():
            month = self.month(indicator)
            value, status = month[area]
            region = 100 * (month["MK19"][0] or 0) / all_region
            if value is None:
                groups.append(Group(words, None, "alle 5", "<5", region, "secret"))
            else:
                part = 100 * value / whole
                text = f"{percent(part)}\u00a0%"
                groups.append(Group(words, part, text, shown(value), region, status))  # type: ignore[arg-type]
        high = max(v for group in groups for v in (group.shown, group.region) if v is not None)
        values = nice(0, high, about=4)
        return dumbbell.drawn(
            groups,
            heads=Heads(name, "henkilöä", "Lappi"),
            ticks=[Tick(v, shown(v) + ("\u00a0%" if v == values[-1] else "")) for v in values],
            alt=f"Ryhmien osuus työttömistä, {name} ja Lappi.",
            compact=small,
        )

    def claims(self, *, small: bool) -> Picture:
        """Eight thousand and ten thousand against what is counted."""

        def newest(indicator: str) -> tuple[float, str]:
            value = self.month(indicator)["MK19"][0] or 0
            return value, shown(value)

        def older(*pairs: tuple[float, str]) -> list[Older]:
            return [Older(value, f"{said}{shown(value)}" if said else "") for value, said in pairs]

        people = Measure(
            "Työttömät työnhakijat", "kuukauden lopussa · varanto", *newest("unemployed"),
            older=older((7470, "10/2024: "), (7915, "10/2022: ")),
        )  # fmt: skip
        during = Measure(
            "Avoinna kuukauden aikana", "varanto ja virta yhdessä", None, "ei julkaistu", flow=True,
            older=older(
                (6000, "9/2019: yli "), (8740, ""), (8900, "10/2022: yli "), (10200, "2023: ")
            ),
        )  # fmt: skip
        end = Measure(
            "Avoinna kuukauden lopussa", "varanto", *newest("open_at_month_end"),
            older=older((4763, "10/2022: "), (6070, "huippu 9/2022: ")),
        )  # fmt: skip
        new = Measure(
            "Uudet kuukauden aikana", "virta", *newest("new_vacancies"), flow=True,
            older=older((2270, ""), (3420, "10/2022: "), (5300, "1/2022: ")),
        )  # fmt: skip
        return claims.drawn(
            [
                Topic([people], [Claim(8000, f"väite {shown(8000)}")]),
                Topic(
                    [during, end, new],
                    [Claim(10000, f"väite {shown(10000)}")],
                    "Avoimet työpaikat",
                    "open",
                ),
            ],
            ticks=[Tick(v, shown(v)) for v in range(0, 10001, 5000 if small else 2000)],
            newest_head="6/2026",
            alt="Väite ja tilasto, Lappi.",
            compact=small,
        )

    def balance(self, digits: int, *, small: bool) -> Picture:
        """Openings minus unemployed by occupation, the twelve months to October 2023."""
        rows = self.ask(
            """
            with part as (
                select substr(m.occupation_code, 1, ?) as code,
                       coalesce(openings, 2.5) - coalesce(unemployed, 2.5) as middle,
                       coalesce(openings, 1) - coalesce(unemployed, 4) as least,
                       coalesce(openings, 4) - coalesce(unemployed, 1) as most
                from occupation_month m join occupation o using (occupation_code)
                where m.period between '2022-11' and '2023-10' and o.is_isco)
            select name_fi, sum(middle) / 12 as middle, sum(least) / 12, sum(most) / 12
            from part join occupation on occupation_code = code
            group by code, name_fi order by middle desc
            """,
            digits,
        )
        found = []
        for name, middle, least, most in rows[:7] + rows[-7:][::-1]:
            unsure = most - least >= 1
            about, sign = "≈\u00a0" if unsure else "", "+" if middle > 0 else ""
            text = f"{about}{sign}{shown(round(middle))}"
            limits = (least, most) if unsure else (None, None)
            found.append(Bar(name, middle, text, *limits))
        return bars.diverging(
            found,
            left_head="← ylitarjontaa: hakijoita enemmän",
            right_head="pulaa: paikkoja enemmän →",
            alt="Avoimet paikat miinus työttömät ammateittain.",
            compact=small,
        )

    def ranking(self, chosen: str, *, small: bool) -> Picture:
        """Openings at the end of June 2026, the most first."""
        values, names = self.month("open_at_month_end"), self.places()
        found = [
            Bar(name, value, "alle 5", status="secret")
            if value is None
            else Bar(name, value, shown(value), status=status, strong=code == chosen)  # type: ignore[arg-type]
            for code, name in names.items()
            for value, status in [values[code]]
        ]
        found.sort(key=lambda bar: -1 if bar.value is None else bar.value, reverse=True)
        return bars.ranked(found, hue="open", alt="Avoimet paikat kunnittain.", compact=small)

    def occupation(self, code: str, name: str, *, small: bool) -> Picture:
        """One occupation's seekers and openings through eighteen years."""
        rows = self.ask(
            "select period, unemployed, unemployed_status, openings, openings_status"
            " from occupation_month where occupation_code = ? and area_code = 'MK19' order by 1",
            code,
        )
        people = [Point(period, value, status) for period, value, status, _, _ in rows]
        jobs = [Point(period, value, status) for period, _, _, value, status in rows]
        high = max(p.value or 0 for p in people + jobs)
        return trend.drawn(
            [
                Line(people, f"työttömiä {self._last(people, shown)}", "seek"),
                Line(jobs, f"avoimia paikkoja {self._last(jobs, shown)}", "open"),
            ],
            y_ticks=[Tick(v, shown(v)) for v in nice(0, high, about=3) if v <= high],
            x_ticks=[Year(str(y), str(y)) for y in range(2006, 2027, 4)],
            gaps=[Gap("2023-11", NEWEST, "ei uudempaa tietoa")],
            secret="alle 5",
            stale="Tieto päättyy 10/2023",
            alt=f"{name}: työttömät ja avoimet paikat 2006–2023.",
            compact=small,
            width=None if small else 1128,
            height=None if small else 260,
        )

    def gallery(self, *, small: bool) -> dict[str, Picture]:
        """One of each kind, the telling cases."""
        names = self.places()
        code = {name: code for code, name in names.items()}
        return {
            "strip-kemi": self.strip("unemployed_share", code["Kemi"], small=small),
            "strip-rovaniemi": self.strip("unemployed_share", code["Rovaniemi"], small=small),
            "strip-young": self.strip("unemployed_under_20", code["Tornio"], small=small),
            "strip-new": self.strip("new_vacancies", code["Inari"], small=small),
            "trend-kemi": self.trend("unemployed_share", code["Kemi"], "Kemi", small=small),
            "trend-muonio": self.trend("unemployed_share", code["Muonio"], "Muonio", small=small),
            "trend-savukoski": self.trend(
                "open_at_month_end", code["Savukoski"], "Savukoski", small=small
            ),
            "occupation": self.occupation("5131", "Tarjoilijat", small=small),
            "dumbbell-kemi": self.dumbbell(code["Kemi"], "Kemi", small=small),
            "dumbbell-enontekio": self.dumbbell(code["Enontekiö"], "Enontekiö", small=small),
            "claims": self.claims(small=small),
            "balance-4": self.balance(4, small=small),
            "balance-2": self.balance(2, small=small),
            "ranking": self.ranking(code["Inari"], small=small),
        }
