"""Attack 8 and 12: what the pages show of seekers is what the public file says, in every state."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from handprint.words import place
from tests.attack import recompute, screens
from tests.attack.attacker import BASE

pytestmark = pytest.mark.attack

ROOT = Path(__file__).resolve().parents[2]
# Pages with figures that rest on the cube, and the least number of different states of each.
PAGES = {
    "labour/mismatch": 1500,
    "labour/groups": 15,
    "labour/what_if": 1000,
    "overview/now": 200,
}
LANGUAGES = ("fi", "en")
DRAWS = 2000
# Columns that count seekers of one place, occupation or group: 0 reads 0–4, else at least five.
SEEKERS = {
    "groups-wanted": ("persons", "everyone"),
    "groups-where": ("persons", "everyone"),
    "mismatch_places": ("seekers",),
}


@pytest.fixture(scope="module")
def known(both) -> recompute.Recomputed:
    return recompute.Recomputed(str(both.release.database))


@pytest.fixture(scope="module")
def watch():
    with screens.watching() as noted:
        yield noted


class Judge:
    """Compares states with the public file; keeps what is wrong and how much was compared."""

    def __init__(self, known: recompute.Recomputed, lang: str) -> None:
        self.known, self.lang = known, lang
        self.wrong: list[str] = []
        self.tried: Counter[str] = Counter()
        said = [
            number
            for path in (ROOT / "locales" / lang).glob("*.toml")
            for words in tomllib.loads(path.read_text("utf-8")).values()
            for number, _ in screens.persons_told(str(words))
        ]
        stops = tomllib.loads((ROOT / "data" / "what_if.toml").read_text("utf-8"))
        top = max(int(n) for n in np.ravel(list(stops["retrained"].values())))
        self.words = set(said) | set(range(0, top + 1, 50))
        self._ladders = {digits: known.ladder(digits) for digits in (1, 2)}
        self._kept: dict[tuple, dict] = {}

    def look(self, shown: screens.Shown) -> None:
        """Judge one state."""
        self.tried["states"] += 1
        self.tried["characters"] += len(shown.text)
        self.tried["files"] += len(shown.downloads)
        for one in shown.figures:
            self._figure(one, shown)
        self._words(shown)
        self._files(shown)

    def _say(self, shown: screens.Shown, words: str) -> None:
        self.wrong.append(f"{self.lang} {shown.choices}: {words}")

    def _figure(self, one, shown: screens.Shown) -> None:
        for column in SEEKERS.get(one.key, ()):
            values = one.table.frame[column].dropna().to_numpy(float)
            self.tried["counts of seekers"] += len(values)
            for small in values[(values > 0) & (values < BASE)]:
                self._say(shown, f"{one.key} {column} tells {small:g}")
        judged = {
            "groups-wanted": self._wanted,
            "groups-where": self._where,
            "mismatch_places": self._places,
            "mismatch_ladder": self._ladder,
            "what_if_reached": self._reached,
            "what_if_left": self._left,
        }.get(one.key)
        if judged is not None:
            self.tried["tables recomputed"] += 1
            for words in judged(one, shown):
                self._say(shown, f"{one.key} {words}")

    def _remembered(self, key: tuple, make) -> dict:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def _wanted(self, one, shown):
        wanted = self._remembered(
            ("wanted", shown.choices["target"]),
            lambda: self.known.groups(shown.choices["target"], "occupation_code"),
        )
        wanted = {code: row for code, row in wanted.items() if code != "none"}
        return recompute.wrong_counts(
            one, "occupation_code", wanted, ("persons", "everyone", "openings", "shaping")
        )

    def _where(self, one, shown):
        level, target = shown.choices["level"], shown.choices["target"]
        wanted = self._remembered(
            ("where", target, level), lambda: self.known.groups(target, "area_code", level)
        )
        named = {self._area(code): row for code, row in wanted.items()}
        return recompute.wrong_counts(
            one, "area", named, ("persons", "everyone", "openings", "shaping")
        )

    def _places(self, one, shown):
        level, drill = shown.choices["across"], shown.choices["drill"]
        wanted = self._remembered(("places", level, drill), lambda: self.known.places(level, drill))
        left = {
            (self._group(group), self._area(area)): both for (group, area), both in wanted.items()
        }
        named = self._remembered(("named",), lambda: self.known.occupation_names(self.lang))
        for row in one.table.frame.to_dict("records"):
            group = row["group"] if row["group"] in named else "none"
            seekers, openings = left.pop((group, row["place"]), (0, 0))
            shown_seekers = 0 if pd.isna(row["seekers"]) else int(row["seekers"])
            if (shown_seekers, int(row["openings"])) != (seekers, openings):
                yield f"{row['group']} in {row['place']}: {shown_seekers}, recomputed {seekers}"
            if seekers and row["balance"] != openings - seekers:
                yield f"{row['group']} in {row['place']}: balance {row['balance']}"
        for key, both in left.items():
            if any(both):
                yield f"{key} is missing: {both}"

    def _ladder(self, one, shown):
        digits = int(shown.choices["grain"])
        rows = one.table.frame
        made_up = rows[rows["data"] != rows["data"].iloc[0]]["value"].tolist()
        totals = self.known.totals
        wanted = {
            0: totals["seekers"],
            1: totals["seekers"] - totals["usable"],
            4: totals["openings"],
            5: self._ladders[2]["region"],
            6: self._ladders[2]["area"],
        }
        if digits in self._ladders:
            ladder = self._ladders[digits]
            wanted |= {7: ladder["occupation"], 8: ladder["joint"], 9: ladder["capacity"]}
        for at, number in wanted.items():
            if made_up[at] != number:
                yield f"row {at}: {made_up[at]}, recomputed {number}"

    def _reached(self, one, shown):
        met = one.table.frame["met"].tolist()
        chosen = {name: int(shown.choices[name]) for name in ("radius_km", "remote_percent")}
        budgets = int(shown.choices["retrained"]), int(shown.choices["shaped"])
        totals = self.known.totals
        wanted = [totals["seekers"], totals["openings"], self._ladders[2]["capacity"]]
        if met[:3] != wanted:
            yield f"{met[:3]}, recomputed {wanted}"
        if max(met[2:]) > min(totals["usable"], totals["openings"]):
            yield f"{max(met[2:])} are more than there are"
        if budgets == (0, 0):
            least = self._remembered(
                ("reached", *chosen.values()), lambda: {"met": self.known.reached(**chosen)}
            )["met"]
            self.tried["flows recomputed"] += 1
            if any(chosen.values()) and met[-1] != least:
                yield f"{chosen}: {met[-1]}, recomputed {least}"

    def _left(self, one, shown):
        rows = one.table.frame
        sides = list(dict.fromkeys(rows["side"]))
        reached = shown.figure("what_if_reached").table.frame["met"].tolist()
        pulled = any(int(shown.choices[name]) for name in ("radius_km", "remote_percent")) or any(
            int(shown.choices[name]) for name in ("retrained", "shaped")
        )
        met = reached[-1] if pulled else reached[2]
        totals = (self.known.totals["seekers"], self.known.totals["openings"])
        for side, total in zip(sides, totals, strict=True):
            numbers = rows[rows["side"] == side]["number"].fillna(0)
            if int(numbers.sum()) != total - met:
                yield f"{side}: {int(numbers.sum())} left, recomputed {total - met}"
        small = rows[(rows["side"] == sides[0]) & rows["number"].between(1, BASE - 1)]
        self.tried["seekers left over, 1–4"] += len(small)

    def _words(self, shown: screens.Shown) -> None:
        """Persons in words are numbers of the tables on the page, or stand in the words as such."""
        told = screens.persons_told(shown.text)
        allowed = screens.numbers_of(shown.figures) | self.words | set(self.known.totals.values())
        allowed |= {self.known.totals["seekers"] - self.known.totals["usable"]}
        if (left := shown.figure("what_if_left")) is not None:
            allowed |= set(left.table.frame.groupby("side")["number"].sum().astype(int))
        if "target" in shown.choices:
            ours = self.known.persons(*recompute.GROUPS[shown.choices["target"]])
            outside = ours[ours.index.get_level_values("occupation_code") == "none"]
            allowed |= {int(ours.sum()), int(outside.sum())}
        self.tried["persons in words"] += len(told)
        for number, around in told:
            if number not in allowed and number not in self.official:
                self._say(shown, f"{number} is in no table: …{around}…")
            elif 0 < number < BASE and number not in self.words:
                self._say(shown, f"{number} persons: …{around}…")

    @property
    def official(self) -> set[int]:
        """Persons that the statistics and public statements give for the region."""
        return self.known.official

    def _files(self, shown: screens.Shown) -> None:
        """The file of each figure holds the numbers of its table, row by row."""
        for one in shown.figures:
            data = shown.downloads.get(f"{one.key}.csv")
            if data is None or one.table.frame.empty:
                continue
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
            at = 0
            for name, column in one.table.columns.items():
                measured = column.unit != "text"
                if measured and column.unit in ("persons", "vacancies"):
                    written = [row[at].replace(",", ".") for row in rows[1:]]
                    for value, status, cell in zip(
                        one.table.frame[name],
                        one.table.frame[f"{name}_status"],
                        written,
                        strict=True,
                    ):
                        self.tried["cells of files"] += 1
                        if status in ("value", "zero", "carried"):
                            if abs(float(cell) - float(value)) > 0.5:
                                self._say(shown, f"{one.key}.csv {name}: {cell}, table {value}")
                        elif any(
                            sign.isdigit() for sign in cell.replace("0–4", "").replace("<5", "")
                        ):
                            self._say(shown, f"{one.key}.csv {name}: {cell} is {status}")
                # An amount of mixed units has its number, its status and its unit.
                at += 3 if column.kind == "amount" else 2 if measured else 1

    def _area(self, code: str) -> str:
        return place(code, self.lang).name

    def _group(self, code: str) -> str:
        return code if code == "none" else self.known.occupation_name(code, self.lang)


@pytest.mark.parametrize("page", PAGES)
def test_8_every_number_of_seekers_follows_from_the_public_file(page, both, known, watch, tell):
    chance = np.random.default_rng(list(PAGES).index(page))
    judges = {lang: Judge(known, lang) for lang in LANGUAGES}
    seen: dict[str, set] = {lang: set() for lang in LANGUAGES}
    pages = {lang: screens.Page(watch, page, lang) for lang in LANGUAGES}
    singles = screens.single_states(pages["fi"])
    drawn = screens.pairs(pages["fi"], singles, draws=DRAWS, chance=chance)
    plan = [(lang, state) for state in singles for lang in LANGUAGES]
    plan += [(LANGUAGES[at % 2], state) for at, state in enumerate(drawn)]
    first: dict[tuple, str] = {}
    for lang, state in plan:
        key = tuple(sorted(state.items()))
        if key in seen[lang]:
            continue
        seen[lang].add(key)
        shown = pages[lang].at(state)
        judges[lang].look(shown)
        if len(first) < 20:
            first[lang, key] = shown.said()
    for (lang, key), said in first.items():
        assert pages[lang].at(dict(key)).said() == said, f"{lang} {key} differs when seen again"
    wrong = [words for judge in judges.values() for words in judge.wrong]
    tried = sum((judge.tried for judge in judges.values()), Counter())
    tell(
        f"8 {page}: {len(singles)} single states in 2 languages, {len(drawn)} pairs drawn, "
        f"{len(set(map(lambda s: tuple(sorted(s.items())), drawn)))} different; {dict(tried)}; "
        f"{len(wrong)} wrong"
    )
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:12])
    assert tried["states"] >= PAGES[page]


@pytest.mark.parametrize("page", ["labour/mismatch", "labour/groups", "labour/what_if"])
def test_a_page_that_rests_on_another_cube_is_noticed(page, both, watch):
    other = recompute.Recomputed(str(both.release.database))
    other.cube.loc[other.cube["field"] == "none", "persons"] += 1
    other.everybody = other.cube[other.cube["field"] == "none"]
    judge = Judge(other, "fi")
    judge.look(screens.Page(watch, page, "fi").at({}))
    assert judge.wrong


def test_a_small_count_in_words_is_noticed(known, watch):
    judge = Judge(known, "fi")
    shown = screens.Page(watch, "labour/groups", "fi").at({})
    judge.look(shown)
    assert not judge.wrong
    shown.text += "\nSavukoskella on 3 työtöntä ja 12\u00a0345 hakijaa, joista 0–4 henkilöä."
    judge.look(shown)
    assert len(judge.wrong) == 2
