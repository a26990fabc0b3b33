"""Names beside codes: queries speak in codes, so one cached answer serves every language."""

import pandas as pd

from handprint.session import language
from handprint.words.places import place, place_codes

# Only these columns hold area codes: "241" is Keminmaa here and an ISCO group elsewhere.
_AREAS = frozenset(
    {
        "area_code",
        "municipality_code",
        "sub_region_code",
        "employment_area_code",
        "region_code",
        "origin_code",
        "destination_code",
        "from_code",
        "to_code",
    }
)


def named(frame: pd.DataFrame, lang: str | None = None) -> pd.DataFrame:
    """The same table with an `x_name` beside every `x_code` of an area or an occupation.

    Occupations bring their own `name_fi`, `name_sv`, `name_en`; the one in force becomes
    `occupation_name` and the three are left out. A name already in the table (a migration's
    origin outside Lapland, which has no code of ours) is kept where there is no code.
    """
    lang = lang or language()
    out = frame.copy()
    for column in frame.columns:
        if column in _AREAS:
            name = column.removesuffix("_code") + "_name"
            words = {code: place(code, lang).name for code in place_codes()}
            names = frame[column].map(words).astype(object)
            if name in frame.columns:
                names = names.where(names.notna(), frame[name])
            names = names.where(names.notna(), None)
            _put(out, name, names, after=column)
    spoken = [c for c in ("name_fi", "name_sv", "name_en") if c in frame.columns]
    if "occupation_code" in frame.columns and f"name_{lang}" in spoken:
        _put(out, "occupation_name", frame[f"name_{lang}"], after="occupation_code")
        out = out.drop(columns=spoken)
    return out


def _put(frame: pd.DataFrame, name: str, values: pd.Series, *, after: str) -> None:
    if name in frame.columns:
        frame[name] = values
    else:
        frame.insert(frame.columns.get_loc(after) + 1, name, values)
