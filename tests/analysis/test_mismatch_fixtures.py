"""Every formula gives what the reference says it gives, on made and on real numbers."""

import csv
import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from handprint.analysis import beveridge, ladder, mismatch
from handprint.analysis.cells import total
from handprint.catalog import Indicator
from handprint.publish.observations import Figure, Key
from handprint.publish.protection import LEAST_SHOWN, protected

REFERENCE = json.loads((Path(__file__).parent / "mismatch.json").read_text(encoding="utf-8"))
RAW = Path(__file__).parents[2] / "data" / "raw"
LATER = {"goal_progress", "progress_sign", "sroi", "network_pairs", "count"}
"""Formulas of goals, impact and network: not of this part of the analysis."""
Inputs = dict[str, Any]


def pairs(counts: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """Counts by `area|occupation`, labelled by the two."""
    return {tuple(label.split("|")): count for label, count in counts.items()}  # type: ignore[misc]


def margins(inputs: Inputs, index: Callable[[Any, Any], float | None], name: str) -> Inputs:
    """An index of the cells, or of place × occupation and of both margins when a key says so."""
    if "key" not in inputs:
        return {name: index(inputs["U"], inputs["V"])}
    seekers, openings = pd.Series(pairs(inputs["U"])), pd.Series(pairs(inputs["V"]))
    return {
        "joint": index(seekers, openings),
        "area": index(seekers.groupby(level=0).sum(), openings.groupby(level=0).sum()),
        "occupation": index(seekers.groupby(level=1).sum(), openings.groupby(level=1).sum()),
    }


def tightness(inputs: Inputs) -> Inputs:
    seekers, openings = inputs["U"], inputs["V"]
    return {
        "U_total": total(seekers),
        "V_total": total(openings),
        "theta": mismatch.tightness(seekers, openings),
        "inverse": mismatch.seekers_per_opening(seekers, openings),
        "theta_i": mismatch.tightness_by_cell(seekers, openings),
    }


def sahin(inputs: Inputs) -> Inputs:
    return margins(inputs, lambda u, v: mismatch.sahin(u, v, inputs["alpha"]), "m")


def mismatch_unemployment(inputs: Inputs) -> Inputs:
    told = mismatch.mismatch_unemployment(inputs["s"], inputs["f"], inputs["M"])
    assert told is not None
    return dict(zip(("u", "f_star", "u_star", "gap_pp"), told, strict=True))


def matching_efficiency(inputs: Inputs) -> Inputs:
    told = mismatch.matching_efficiency(inputs["U"], inputs["V"], inputs["H"], inputs["alpha"])
    return dict(zip(("m", "f", "q"), told, strict=True))


def job_finding_decomposition(inputs: Inputs) -> Inputs:
    before, after = (
        mismatch.Market(inputs[time]["U"], inputs[time]["V"], inputs[time]["H"])
        for time in ("t0", "t1")
    )
    told = mismatch.job_finding_decomposition(before, after, inputs["alpha"])
    assert told is not None
    return dict(zip(("dln_f", "efficiency", "tightness"), told, strict=True))


def kl_decomposition(inputs: Inputs) -> Inputs:
    told = mismatch.decomposition(pairs(inputs["U"]), pairs(inputs["V"]))
    shares = {}
    if told.total is not None and told.area is not None:
        shares = {"area_share_pct": mismatch.percent(told.area, told.total)}
    return told._asdict() | shares


def meeting_ladder(inputs: Inputs) -> Inputs:
    told = ladder.rungs(pairs(inputs["U"]), pairs(inputs["V"]))
    return {
        "region": told.region,
        "area": told.area,
        "occupation": told.occupation,
        "area_occupation": told.joint,
    }


def lilien(inputs: Inputs) -> Inputs:
    return {
        f"sigma_{weights}_weights": mismatch.lilien(inputs["e0"], inputs["e1"], weights)
        for weights in ("current", "mean")
    }


def vacancy_stock_flow(inputs: Inputs) -> Inputs:
    told = mismatch.vacancy_stock_flow(
        inputs["V_start"], inputs["new"], inputs["V_end"], inputs["filled"],
        days=inputs.get("days_per_month", mismatch.DAYS_PER_MONTH),
    )  # fmt: skip
    names = ("closed", "turnover_pct", "mean_open_days", "filled_rate_pct")
    return dict(zip(names, told, strict=True))


def shimer(inputs: Inputs) -> Inputs:
    told = mismatch.shimer(inputs["U_t"], inputs["U_t1"], inputs["short_term_t1"])
    return dict(zip(("f", "hazard", "mean_duration_months"), told, strict=True))


def beveridge_unemployment(inputs: Inputs) -> Inputs:
    share = beveridge.unemployed_share(inputs["U"], inputs["E"])
    assert share is not None
    return {"L": mismatch.implied_labour_force(inputs["U"], share), "pct": share}


def share(inputs: Inputs) -> Inputs:
    return {"pct": mismatch.percent(inputs["numerator"], inputs["denominator"])}


def secondary_suppression(inputs: Inputs) -> Inputs:
    """The fixture's row as published figures of a whole: which are withheld on top."""
    assert inputs["threshold"] == LEAST_SHOWN
    persons = Indicator(
        id="n", unit="persons", decimals=0, better="lower", measure="stock", frequency="month",
        topic="groups", additive=True,
    )  # fmt: skip
    figures = {
        Key("n", area, "2026-06"): Figure(float(count), "value", "s")
        if count >= LEAST_SHOWN
        else Figure(None, "secret", "s")
        for area, count in inputs["row"].items()
    }
    secret = [key.area for key, figure in figures.items() if figure.status == "secret"]
    figures[Key("n", "MK19", "2026-06")] = Figure(float(inputs["total"]), "value", "s")
    hidden = protected(figures, [persons], {"MK19": list(inputs["row"])})
    return {"primary": secret, "secondary": [key.area for key in hidden]}


def real_indices(inputs: Inputs) -> Inputs:
    table = real_table(inputs).fillna(inputs["suppressed_as"])
    if "first 2 digits" in inputs["rows"] or "first 3 digits" in inputs["rows"]:
        table = table.groupby(table.index.str[: 2 if "first 2" in inputs["rows"] else 3]).sum()
    if "seutukunta" in inputs["rows"]:
        table = table.groupby(sub_regions()).sum()
    return {
        "cells": len(table),
        "U_total": total(table["U"]),
        "V_total": total(table["V"]),
        "mi": mismatch.dissimilarity(table["U"], table["V"]),
        "m_alpha_0_5": mismatch.sahin(table["U"], table["V"], 0.5),
    }


def sub_regions() -> dict[str, str]:
    """The sub-region of each municipality of Lapland, by its code in the labour statistics."""
    with (RAW / "geo" / "lapland_membership.csv").open(encoding="utf-8") as file:
        return {"KU" + row["code"]: row["seutukunta_code"] for row in csv.DictReader(file)}


def real_table(inputs: Inputs) -> pd.DataFrame:
    """The rows a fixture names, from the sources in the repository, secret cells unknown."""
    name = Path(inputs["file"]).name
    if name == "tyonv_12r5_lapland_2026M06.csv":
        body = json.loads((RAW / "pxweb" / "12r5_2026M06.json").read_text(encoding="utf-8"))
        rows = [[*row["key"], *row["values"]] for row in body["data"]]
        table = pd.DataFrame(rows, columns=[column["code"] for column in body["columns"]])
        table = table[table["Alue"].isin(sub_regions())].set_index("Alue")
    elif name == "tyonv_12r5_lapland_monthly_2006-01_2023-10.csv":
        table = pd.read_csv(RAW / "stats" / name)
        table = table[table["alue"].str.startswith("KU") & (table["month"] >= "2022-11")]
        table = table.fillna(inputs["suppressed_as"])
        table = table.groupby("alue")[[inputs["U"], inputs["V"]]].mean()
    else:
        # The means of 12 months with one decimal, as the fixture's own file has them.
        with gzip.open(
            RAW / "stats" / "tyonv_12ti_MK19_occupations_monthly_2006-01_2023-10.csv.gz"
        ) as file:
            table = pd.read_csv(file, dtype={"ammattiryhma": str})
        table = table[table["month"] >= "2022-11"]
        table = table[table["ammattiryhma"].str.fullmatch(r"\d{4}")].groupby("ammattiryhma")
        table = table[["TYOTTOMATLOPUSSA", "AVPAIKATLOPUSSA"]].mean().round(1)
        table = table.add_suffix("_mean12m")
    sides = [pd.to_numeric(table[inputs[side]], errors="coerce") for side in ("U", "V")]
    return pd.concat(sides, axis=1, keys=["U", "V"])


FORMULAS: dict[str, Callable[[Inputs], Inputs]] = {
    "tightness": tightness,
    "jackman_roper_dissimilarity": lambda i: margins(i, mismatch.dissimilarity, "mi"),
    "jackman_roper_persons": lambda i: {"persons": mismatch.dissimilarity_persons(i["U"], i["V"])},
    "sstv_homogeneous": sahin,
    "jls_relative_variance": lambda i: {
        "mean_rate": total(i["U"]) / total(i["L"]),
        "mi": mismatch.relative_variance(i["U"], i["L"]),
    },
    "matching_efficiency": matching_efficiency,
    "mismatch_unemployment_steady_state": mismatch_unemployment,
    "beveridge_vacancy_rate_pct": lambda i: {"pct": beveridge.vacancy_rate(i["V"], i["E"])},
    "beveridge_unemployment_share_pct": beveridge_unemployment,
    "job_finding_decomposition": job_finding_decomposition,
    "kl_decomposition": kl_decomposition,
    "meeting_ladder": meeting_ladder,
    "lilien": lilien,
    "vacancy_stock_flow": vacancy_stock_flow,
    "shimer_job_finding": shimer,
    "activation_rate_pct": lambda i: {
        "pct": mismatch.activation_rate(i["in_services"], i["unemployed"])
    },
    "vacancies_per_unemployed": lambda i: {"ratio": mismatch.tightness(i["U"], i["V"])},
    "ltu_share_pct": share,
    "under_25_share_pct": share,
    "share_pct": share,
    "implied_labour_force": lambda i: {"L": mismatch.implied_labour_force(i["U"], i["rate_pct"])},
    "secondary_suppression": secondary_suppression,
    "jackman_roper_and_sstv": real_indices,
}

FIXTURES = [one for one in REFERENCE["fixtures"] if one["formula"] not in LATER]


def close(found: Any, wanted: Any, tolerance: float) -> bool:
    """Whether a result is what is wanted: None exactly, numbers within the tolerance."""
    if isinstance(wanted, dict):
        return set(found) == set(wanted) and all(
            close(found[key], wanted[key], tolerance) for key in wanted
        )
    if wanted is None or isinstance(wanted, list):
        return found == wanted
    return found is not None and abs(found - wanted) <= tolerance + 1e-12


@pytest.mark.parametrize("fixture", FIXTURES, ids=[one["id"] for one in FIXTURES])
def test_a_formula_gives_what_the_reference_says(fixture):
    found = FORMULAS[fixture["formula"]](fixture["inputs"])
    wanted = {k: v for k, v in fixture["expected"].items() if k != "alternative"}
    told = {key: found.get(key, "nothing") for key in wanted}
    assert all(close(told[key], wanted[key], fixture["tolerance"]) for key in wanted), told


def test_no_formula_is_left_out_but_those_of_goals_impact_and_network():
    named = {one["formula"] for one in REFERENCE["fixtures"]}
    assert len(REFERENCE["fixtures"]) == 91
    assert named - set(FORMULAS) == LATER and set(FORMULAS) == named - LATER
    assert len(FIXTURES) == 69
