"""The municipalities page as it is usually written in Streamlit: the other side of the bench.

Nothing here is slow on purpose. Whole tables are read once with `st.cache_data` and filtered with
pandas, the figures are plotly express, the tables `st.dataframe`, and every choice runs the whole
script again: what the tutorials show, on Streamlit's default settings. It is not part of the
product, so its words stay in this file.
"""

import json
import os
from pathlib import Path

import duckdb
import pandas as pd
import plotly.express as px
import streamlit as st

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("HANDPRINT_DATA") or ROOT / "data")
GEO = ROOT / "data" / "raw" / "geo"

LEVELS = {
    "municipality": "Kunnat",
    "sub_region": "Seutukunnat",
    "employment_area": "Työllisyysalueet",
}
SHAPES = {
    "municipality": ("lapland_municipalities.geojson", "code", "{}"),
    "sub_region": ("lapland_subregions.geojson", "seutukunta_code", "SK{}"),
    "employment_area": ("lapland_employment_areas.geojson", "tyollisyysalue_code", "TA{}"),
}
GROUPS = {
    "long_term_unemployed": "Pitkäaikaistyöttömät",
    "unemployed_over_50": "Yli 50-vuotiaat",
    "unemployed_under_25": "Alle 25-vuotiaat",
    "unemployed_disabled": "Vammaiset ja pitkäaikaissairaat",
    "unemployed_foreign": "Ulkomaalaiset",
}
HEADLINES = ["unemployed", "open_at_month_end", "new_vacancies"]
FACTS = ["population", "share_over_64", "share_tertiary", "median_income"]
PEERS_BY = ["population", "share_over_64", "share_tertiary", "median_income"]
REGION = "MK19"
COUNTRY = "SSS"

st.set_page_config(page_title="Lapin kunnat", layout="wide")


def release_file() -> Path:
    """The labour database of the release in force."""
    current = json.loads((DATA / "releases" / "CURRENT").read_text("utf-8"))
    return DATA / "releases" / current["release"] / "labour.duckdb"


@st.cache_data
def load(table: str, file: str) -> pd.DataFrame:
    """Read one whole table."""
    with duckdb.connect(file, read_only=True) as connection:
        return connection.execute(f"select * from {table}").df()


@st.cache_data
def load_titles() -> dict[str, str]:
    """Read the indicators' Finnish titles."""
    import tomllib

    titles = {}
    for path in (ROOT / "data" / "indicators").glob("*.toml"):
        titles[path.stem] = tomllib.loads(path.read_text("utf-8"))["fi"]["short"]
    return titles


@st.cache_data
def load_shapes(level: str) -> dict:
    """Read the areas' outlines, with our codes as ids."""
    name, field, pattern = SHAPES[level]
    shapes = json.loads((GEO / name).read_text("utf-8"))
    for feature in shapes["features"]:
        feature["id"] = pattern.format(feature["properties"][field])
    return shapes


file = str(release_file())
observations = load("observation", file)
areas = load("area", file)
published = load("published_figure", file)
titles = load_titles()
names = areas.set_index("area_code")["name_fi"]


def title(indicator: str) -> str:
    """Name an indicator."""
    return titles.get(indicator, indicator)


# Filters
columns = st.columns(4)
level = columns[0].selectbox("Aluetaso", list(LEVELS), format_func=LEVELS.get, key="level")
here = areas[areas["level"] == level].sort_values("name_fi")
of_level = observations[observations["area_code"].isin(here["area_code"])]
of_level = of_level[of_level["status"] != "missing"]
indicators = sorted(of_level["indicator"].unique(), key=title)
indicator = columns[1].selectbox(
    "Mittari",
    indicators,
    index=indicators.index("unemployed_share"),
    format_func=title,
    key="indicator",
)
of_indicator = observations[observations["indicator"] == indicator]
periods = sorted(of_level[of_level["indicator"] == indicator]["period"].unique(), reverse=True)
period = columns[2].selectbox("Ajankohta", periods, key="period")
area = columns[3].selectbox(
    "Alue", [REGION, *here["area_code"]], format_func=lambda code: names[code], key="area"
)

now = here[["area_code", "name_fi"]].merge(
    of_indicator[of_indicator["period"] == period][["area_code", "value", "status"]],
    on="area_code",
    how="left",
)
now = now.sort_values("value", ascending=False)
now["rank"] = now["value"].rank(ascending=False, method="min")


def value_of(measure: str, code: str, when: str) -> float | None:
    """Look up one figure."""
    row = observations[
        (observations["indicator"] == measure)
        & (observations["area_code"] == code)
        & (observations["period"] == when)
    ]
    return None if row.empty or pd.isna(row["value"].iloc[0]) else row["value"].iloc[0]


# Heading
value = value_of(indicator, area, period)
region_value = value_of(indicator, REGION, period)
country_value = value_of(indicator, COUNTRY, period)
if value is None:
    st.title(f"{names[area]}: {title(indicator)} ei tiedossa")
elif area == REGION:
    st.title(f"{names[area]}: {title(indicator)} {value:n}")
else:
    rank = now.set_index("area_code")["rank"].get(area)
    st.title(f"{names[area]}: {title(indicator)} {value:n}, sija {rank:.0f}/{len(now)}")
unemployed = value_of("unemployed", area, period)
openings = value_of("open_at_month_end", area, period)
lede = f"{period}: työttömiä {unemployed}, avoimia paikkoja {openings}."
if value is not None and region_value is not None and area != REGION:
    lede += f" Lappi {region_value:n}, ero {value - region_value:+.1f}."
st.write(lede)

left, right = st.columns(2)

# Map
with left:
    st.subheader(f"{title(indicator)}, {period}")
    figure = px.choropleth_map(
        now,
        geojson=load_shapes(level),
        locations="area_code",
        color="value",
        hover_name="name_fi",
        color_continuous_scale="Blues",
        map_style="white-bg",
        center={"lat": 67.6, "lon": 26.2},
        zoom=4.6,
        height=640,
    )
    figure.update_traces(
        marker_line_width=[3 if code == area else 0.5 for code in now["area_code"]]
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    st.plotly_chart(figure, key="map")
    with st.expander("Taulukko"):
        st.dataframe(
            now[["name_fi", "value", "status", "rank"]].rename(columns={"name_fi": "Alue"}),
            hide_index=True,
        )

with right:
    # Rank strip
    st.subheader("Alueet janalla")
    strip = now.assign(selected=now["area_code"].eq(area))
    figure = px.strip(strip, x="value", color="selected", hover_name="name_fi", height=220)
    for rule, text in ((region_value, "Lappi"), (country_value, "Koko maa")):
        if rule is not None:
            figure.add_vline(x=rule, annotation_text=text)
    st.plotly_chart(figure, key="strip")
    with st.expander("Taulukko"):
        st.dataframe(strip[["rank", "name_fi", "value"]], hide_index=True)

    # Trend
    st.subheader(f"{title(indicator)} vuodesta 2006")
    series = of_indicator[of_indicator["area_code"].isin([area, REGION])]
    series = series.assign(
        Alue=series["area_code"].map(names), date=pd.to_datetime(series["period"])
    ).sort_values("date")
    figure = px.line(series, x="date", y="value", color="Alue", height=360)
    points = published[
        (published["indicator"] == indicator) & published["area_code"].isin([area, REGION])
    ]
    if not points.empty:
        figure.add_scatter(
            x=pd.to_datetime(points["period"]),
            y=points["value"],
            mode="markers",
            name="Julkaistu luku",
        )
    figure.update_yaxes(rangemode="tozero")
    st.plotly_chart(figure, key="trend")
    with st.expander("Taulukko"):
        st.dataframe(
            series.pivot_table(index="period", columns="Alue", values="value").sort_index(
                ascending=False
            )
        )

    # Target groups
    month = observations[observations["indicator"] == "long_term_unemployed"]["period"].max()
    groups = observations[
        (observations["period"] == month)
        & observations["area_code"].isin([area, REGION])
        & observations["indicator"].isin([*GROUPS, "unemployed"])
    ].pivot_table(index="indicator", columns="area_code", values="value")
    shares = (
        (groups / groups.loc["unemployed"] * 100)
        .reindex(list(GROUPS))
        .rename(index=GROUPS, columns=names)
        .reset_index(names="Ryhmä")
        .melt("Ryhmä", var_name="Alue", value_name="share")
    )
    st.subheader(f"Kohderyhmät, {month}")
    figure = px.bar(
        shares, x="share", y="Ryhmä", color="Alue", barmode="group", orientation="h", height=360
    )
    st.plotly_chart(figure, key="groups")
    with st.expander("Taulukko"):
        st.dataframe(
            groups.reindex(list(GROUPS)).rename(index=GROUPS, columns=names), width="stretch"
        )

# Headline numbers
month = period if len(period) == 7 else month
year_before = f"{int(month[:4]) - 1}{month[4:]}"
for column, measure in zip(st.columns(3), HEADLINES, strict=True):
    figure_now = value_of(measure, area, month)
    figure_then = value_of(measure, area, year_before)
    delta = figure_now - figure_then if None not in (figure_now, figure_then) else None
    column.metric(title(measure), figure_now, delta, help=f"{month}, ero vuoden takaiseen")

# Peers
features = observations[observations["indicator"].isin(PEERS_BY)].sort_values("period")
features = features.drop_duplicates(["indicator", "area_code"], keep="last")
features = features.pivot(index="area_code", columns="indicator", values="value")
features = features.reindex(areas[areas["level"] == "municipality"]["area_code"])
if area in features.index:
    st.subheader("Verrokkikunnat")
    scaled = (features - features.mean()) / features.std()
    distance = ((scaled - scaled.loc[area]) ** 2).sum(axis=1) ** 0.5
    nearest = [area, *distance.drop(area).nsmallest(4).index]
    peers = of_indicator[of_indicator["period"] == period].set_index("area_code")
    peers = peers.reindex(nearest)[["value", "status"]].assign(Kunta=[names[n] for n in nearest])
    figure = px.bar(
        peers,
        x="value",
        y="Kunta",
        orientation="h",
        color=[code == area for code in nearest],
        text_auto=True,
        height=300,
    )
    figure.update_yaxes(categoryorder="array", categoryarray=peers["Kunta"][::-1])
    figure.update_layout(showlegend=False)
    st.plotly_chart(figure, key="peers")
    with st.expander("Taulukko"):
        st.dataframe(peers[["Kunta", "value", "status"]], hide_index=True)

# Background
facts = observations[observations["area_code"] == area].sort_values("period")
facts = facts.drop_duplicates("indicator", keep="last").set_index("indicator")
regional = observations[observations["area_code"] == REGION].set_index(["indicator", "period"])
for column, measure in zip(st.columns(4), FACTS, strict=True):
    if measure in facts.index:
        fact = facts.loc[measure]
        lapland = regional["value"].get((measure, fact["period"]))
        column.metric(title(measure), fact["value"], help=f"{fact['period']}, Lappi {lapland}")
