"""Every sentence about June 2026, in one list: read it aloud, then accept it.

`python -m tests.words.spoken` writes `spoken_fi.txt` and `spoken_en.txt` anew beside this file;
a change in them is a change in what strategists read, and is reviewed as such.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis.ranking import Standing, standings
from handprint.catalog import Indicator
from handprint.words import municipalities, place_codes
from handprint.words.municipalities import Group, Opening
from handprint.words.sentences import Amount

HERE = Path(__file__).parent
PERIOD = "2026-06"
INDICATORS = (
    "unemployed_share",
    "unemployed",
    "unemployed_under_20",
    "unemployed_foreign",
    "unemployed_disabled",
    "long_term_unemployed",
    "open_at_month_end",
    "new_vacancies",
)
GROUPS = (
    "long_term_unemployed",
    "unemployed_over_50",
    "unemployed_under_25",
    "unemployed_disabled",
    "unemployed_foreign",
    "unemployed_under_20",
)


def figures() -> dict[str, dict[str, Amount]]:
    """{indicator: {area_code: amount}} as published for June 2026, `...` being secret."""
    with (HERE / "june_2026.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        indicator: {row["area_code"]: _amount(row[indicator]) for row in rows}
        for indicator in rows[0]
        if indicator != "area_code"
    }


def row_of(
    indicator: Indicator, amounts: dict[str, Amount], level: str = "municipality"
) -> dict[str, Standing]:
    """The standings of one level's areas."""
    codes = [code for code in place_codes(level) if code in amounts]
    table = pd.DataFrame(
        {
            "area_code": codes,
            "value": [amounts[code].value for code in codes],
            "status": [amounts[code].status for code in codes],
        }
    )
    counted = indicator.unit in numbers.COUNTED
    return standings(table, decimals=indicator.decimals, counted=counted)


def opening_of(
    id: str, area: str | None, known: dict[str, dict[str, Amount]], level: str = "municipality"
) -> Opening:
    """The facts of one area's opening."""
    indicator = catalog.indicator(id)
    return Opening(
        indicator=indicator,
        period=PERIOD,
        row=row_of(indicator, known[id], level),
        area_code=area,
        region=known[id]["MK19"],
        unemployed=known["unemployed"][area or "MK19"],
        openings=known["open_at_month_end"][area or "MK19"],
    )


def groups_of(area: str, known: dict[str, dict[str, Amount]]) -> list[Group]:
    """The target groups of one area beside Lapland's."""

    def share(id: str, code: str) -> Amount:
        amount, everyone = known[id][code], known["unemployed"][code]
        if not amount.known:
            return amount
        return Amount(100 * amount.number / everyone.number, amount.status)

    return [Group(catalog.indicator(g), share(g, area), share(g, "MK19")) for g in GROUPS]


def lines(lang: str) -> Iterator[str]:
    """Heading, lede, strip and fact box of every municipality and indicator, and the groups."""
    known = figures()
    for id in INDICATORS:
        yield f"# {catalog.indicator(id).title(lang)}"
        for level in ("municipality", "sub_region"):
            for area in (None, *place_codes(level)):
                facts = opening_of(id, area, known, level)
                told = municipalities.opening(facts, lang)
                strip = municipalities.strip_heading(facts.indicator, facts.row, area, lang)
                yield f"{told.title} | {told.lede} | {strip}"
                if area:
                    yield "    " + ", ".join(
                        part
                        for part in municipalities.box(facts.indicator, area, facts.row, lang)
                        if part
                    )
    for area in place_codes("municipality"):
        told = municipalities.groups(area, groups_of(area, known), lang=lang)
        yield f"{told.title} | {told.lede}"


def _amount(cell: str) -> Amount:
    if cell == "...":
        return Amount(None, "secret")
    return Amount(float(cell), "value" if float(cell) else "zero")


if __name__ == "__main__":
    for language in ("fi", "en"):
        text = "\n".join(lines(language)) + "\n"
        (HERE / f"spoken_{language}.txt").write_text(text, encoding="utf-8")
        sys.stdout.write(f"spoken_{language}.txt: {text.count(chr(10))} lines\n")
