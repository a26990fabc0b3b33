"""What keeps seekers and openings apart: place and occupation as two parts of one loss.

Two measures whose parts add up exactly, each in both orders and their mean. The indices M and D
have no such parts and are never stacked.
"""

from collections.abc import Sequence

import pandas as pd

from handprint import numbers
from handprint.analysis import mismatch as measures
from handprint.analysis.ladder import Ladder, Loss
from handprint.drawings import parts
from handprint.figures import Column, Figure, Table
from handprint.figures.memory import remembered
from handprint.figures.mismatch import INDICATORS
from handprint.figures.mismatch_counts import FINEST_IN_CUBE, NONE, cells, cube, register
from handprint.figures.mismatch_rungs import data_name
from handprint.session import language
from handprint.words import t, when
from handprint.words.forms import capital
from handprint.words.sentences import joined


@remembered
def loss(level: int) -> Figure | None:
    """How much of what cannot be filled is place and how much occupation; None without persons."""
    about, met = register(), cube(level)
    if about is None or met is None:
        return None
    level = min(level, FINEST_IN_CUBE)
    split = met.shapley
    chain = _chain(level)
    heading = t("mismatch.parts_none")
    if met.lost:
        shares = _percents(split)
        heading = t("mismatch.parts_heading", area=shares[0], occupation=shares[1])
    groups = [_persons_group(met)]
    if chain.parts.total:
        groups.append(_divergence_group(chain.parts))
    alt = joined(
        [
            t("mismatch.alt_parts", data=capital(data_name(about))),
            f"{heading}.",
            *(
                t(
                    "mismatch.alt_way",
                    way=capital(way.name),
                    area=way.texts[0],
                    occupation=way.texts[1],
                )
                for group in groups
                for way in group.ways
            ),
        ]
    )
    lang = language()
    return Figure(
        key="mismatch_parts",
        heading=heading,
        sub=t(
            "mismatch.parts_sub",
            condition=t(f"mismatch.condition_{level}"),
            lost=numbers.count(met.lost, lang),
            month=when(about.month, "short"),
        ),
        picture=parts.drawn(groups, alt=alt, example=about.synthetic),
        small=parts.drawn(groups, alt=alt, example=about.synthetic, compact=True),
        table=_parts_table(met, chain),
        sources=(about.source,),
        periods=when(about.month, "short"),
        asked=(("labour/mismatch_cells", {}),),
        indicators=INDICATORS,
        cautions=("vacancy_concepts", "two_margins"),
        notes=(
            t(
                "mismatch.parts_left_out",
                openings=numbers.decimal(chain.openings_left_out, 1, lang),
                seekers=numbers.decimal(chain.seekers_left_out, 1, lang),
            ),
            t("mismatch.parts_margins"),
            t("mismatch.protected" if about.synthetic else "mismatch.protected_register"),
        ),
        mark=about.mark,
    )


@remembered
def _chain(level: int) -> measures.CommonDecomposition:
    """The divergence of openings from seekers who have an occupation, by place and occupation."""
    table = cells()
    table = table[table["occupation_code"] != NONE]
    grouped = (
        table.assign(occupation_code=table["occupation_code"].str[:level])
        .groupby(["area_code", "occupation_code"])[["persons", "positions"]]
        .sum()
    )
    return measures.decomposition_of_common(grouped["persons"], grouped["positions"])


def _percents(split: Loss) -> tuple[str, str]:
    """Two whole percentages that add up to a hundred."""
    area = int(numbers.rounded(100 * split.area / split.total, 0) or 0)
    return numbers.count(area, language()), numbers.count(100 - area, language())


def _persons_group(met: Ladder) -> parts.Group:
    lang = language()
    ways = [
        parts.Way(
            name=t(f"mismatch.way_{key}"),
            first=split.area,
            second=split.occupation,
            texts=(_halves(split.area, lang), _halves(split.occupation, lang)),
            whole=numbers.count(split.total, lang),
            strong=key == "mean",
        )
        for key, split in _ways(met)
    ]
    return parts.Group(t("mismatch.parts_persons"), _part_names(), ways)


def _divergence_group(chain: measures.Decomposition) -> parts.Group:
    lang = language()
    whole = chain.total or 1.0
    ways = []
    for key, area, occupation in _orders(chain):
        shares = 100 * area / whole, 100 * occupation / whole
        ways.append(
            parts.Way(
                name=t(f"mismatch.way_{key}"),
                first=shares[0],
                second=shares[1],
                texts=(numbers.percent(shares[0], lang, 0), numbers.percent(shares[1], lang, 0)),
                whole=numbers.percent(100, lang, 0),
                strong=key == "mean",
            )
        )
    return parts.Group(t("mismatch.parts_divergence"), _part_names(), ways)


def _part_names() -> tuple[str, str]:
    return t("mismatch.parts_area"), t("mismatch.parts_occupation")


def _ways(met: Ladder) -> Sequence[tuple[str, Loss]]:
    return (
        ("area_first", met.area_first),
        ("occupation_first", met.occupation_first),
        ("mean", met.shapley),
    )


def _orders(chain: measures.Decomposition) -> Sequence[tuple[str, float, float]]:
    found = (
        ("area_first", chain.area, chain.occupation_within_area),
        ("occupation_first", chain.area_within_occupation, chain.occupation),
        ("mean", chain.shapley_area, chain.shapley_occupation),
    )
    return tuple((key, area or 0.0, occupation or 0.0) for key, area, occupation in found)


def _halves(value: float, lang: str) -> str:
    """A count, or a half of two counts: `641,5`."""
    return numbers.decimal(value, 0 if value == int(value) else 1, lang)


def _parts_table(met: Ladder, chain: measures.CommonDecomposition) -> Table:
    rows: list[dict[str, object]] = []
    for key, split in _ways(met):
        rows.append(_parts_row("parts_persons", key, split.area, split.occupation))
    if chain.parts.total:
        whole = 100 / chain.parts.total
        for key, area, occupation in _orders(chain.parts):
            rows.append(_parts_row("parts_divergence", key, whole * area, whole * occupation))
    return Table(
        pd.DataFrame(rows),
        {
            "measure": Column(t("mismatch.column_measure")),
            "way": Column(t("mismatch.column_way")),
            "area": Column(t("mismatch.column_area"), "index", 1),
            "occupation": Column(t("mismatch.column_occupation"), "index", 1),
            "whole": Column(t("mismatch.column_whole"), "index", 1),
        },
    )


def _parts_row(measure: str, way: str, area: float, occupation: float) -> dict[str, object]:
    row: dict[str, object] = {
        "measure": t(f"mismatch.{measure}"),
        "way": t(f"mismatch.way_{way}"),
    }
    for name, value in (("area", area), ("occupation", occupation), ("whole", area + occupation)):
        row[name] = value
        row[f"{name}_status"] = "value" if value else "zero"
    return row
