"""The goals' lights on the overview: one sign a goal, and what it rests on."""

import pandas as pd

from handprint.drawings import lights as drawing
from handprint.figures import Column, Figure, Table, goals
from handprint.figures.memory import remembered
from handprint.words import goals as words
from handprint.words import t


@remembered
def lights_of(compact: bool) -> Figure:
    """How many goals can be judged, and the weakest sign among each one's indicators."""
    found = goals.lights()
    judged = [one for one in found if one.judged]
    example = any(one.example for one in found)
    heading = t("now.lights", judged=len(judged), goals=len(found))
    rows = [
        (
            f"{one.goal} {one.short}",
            words.sign_word(one.sign),
            t(
                "now.light_rests_example" if one.example else "now.light_rests",
                judged=one.judged,
                indicators=one.indicators,
            ),
        )
        for one in found
    ]
    drawn = [drawing.Light(one.sign, *row) for one, row in zip(found, rows, strict=True)]
    told = ". ".join(", ".join(row) for row in rows)
    alt = ". ".join([heading, told, *([t("figure.example")] if example else [])])
    frame = pd.DataFrame(
        [
            (one.short, words.sign_word(one.sign), one.judged, "value", one.indicators, "value",
             "example" if one.example else "")
            for one in found
        ],
        columns=["goal", "sign", "judged", "judged_status", "indicators", "indicators_status",
                 "mark"],
    )  # fmt: skip
    return Figure(
        key="now-lights",
        heading=heading,
        sub=t("now.lights_sub"),
        picture=drawing.drawn(drawn, alt=alt),
        small=drawing.drawn(drawn, alt=alt, compact=True),
        table=Table(
            frame,
            {
                "goal": Column(t("now.light_goal")),
                "sign": Column(t("now.light_sign")),
                "judged": Column(t("now.light_judged"), "persons"),
                "indicators": Column(t("now.light_indicators"), "persons"),
            },
        ),
        sources=(),
        periods="",
        asked=goals.ASKED,
        cautions=("progress_method", "regional_context"),
        mark="example" if example else "",
        origins=(t("goals.origin_targets"),),
    )
