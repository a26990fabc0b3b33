"""The figures of the page of outputs: who has told what, ESF+ indicators, publications.

What is missing is a row of its own, with the organisation that could tell it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

import queries
from handprint import numbers
from handprint.analysis import successors
from handprint.drawings import evidence, shelf
from handprint.drawings.evidence import Cell, Grade, Row
from handprint.figures import Column, Figure, Kind, Table, fields, ledger
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import outputs, t
from handprint.words.sentences import Sentence
from queries import run

FIELDS = (
    "project",
    "measure",
    "code",
    "period",
    "target",
    "result",
    "evidence",
    "source",
    "status",
)
_UNSURE = ("example", "unconfirmed")
_HIDDEN = ("secret", "withheld")
_RESULTS, _REPORTERS = "projects/output_results", "projects/output_reporters"
_CODES, _PUBLICATIONS = "projects/output_codes", "projects/output_publications"
_SHELF: dict[str, Kind] = {"year": "time", "isbn": "code"}
_SUCCESSORS = "projects/ledger_successors"


@remembered
def opening(project: str = "") -> Sentence:
    """The page's answer: what is known, and how much of what should be told is missing.

    With a `project` its own part of the answer comes after it.
    """
    table = run(_RESULTS)
    answer = outputs.opening(
        len(run(_PUBLICATIONS)), table["project"].nunique(), *_asked_and_told(table)
    )
    if not project:
        return answer
    who = run(_REPORTERS).set_index("project").at[project, f"organisation_{language()}"]
    own = _asked_and_told(table[table["project"] == project])
    return Sentence(
        answer.title, outputs.one_project(projects()[project], *own, reporter=fields.text(who))
    )


def projects() -> dict[str, str]:
    """Every project's id and short name in the reader's language, by first day."""
    table = run(_REPORTERS)
    return dict(zip(table["project"], table[f"short_{language()}"], strict=True))


@remembered
def matrix(project: str, compact: bool) -> Figure:
    """Which project has told which figure, on what evidence; `project` is set in bold."""
    table, reporters = run(_RESULTS), run(_REPORTERS)
    asked, told = _asked_and_told(table)
    names = projects()
    fullest = table[table["asked"] & (table["evidence"] != "missing")]["project"]
    heading = outputs.matrix(asked, told, [names[one] for one in dict.fromkeys(fullest)])
    by_project = {
        one: rows.set_index("measure") for one, rows in table.groupby("project", sort=False)
    }
    rows: list[Row] = []
    for head, group in _by_reporter(reporters, table).items():
        for at, line in enumerate(group):
            cells = [_result(row) for _, row in by_project[line.project].iterrows()]
            rows.append(
                Row(
                    name=names[line.project],
                    under=outputs.fund(line.fund),
                    head="" if at else head,
                    cells=(*cells, _published(line.publications)),
                    strong=line.project == project,
                )
            )
    rows.append(_total())
    columns = [t(f"outputs.column_{name}") for name in (*ledger.MEASURES, "publications")]
    mark = "example" if (fullest_status(table) == "example").any() else ""
    picture = evidence.drawn(
        columns,
        rows,
        words=_grades(),
        every=t("outputs.every_missing"),
        alt=_alt_matrix(heading, columns, rows),
        width=evidence.DESK,
        compact=compact,
    )
    return Figure(
        key="outputs-matrix",
        heading=heading,
        sub=t("outputs.matrix_sub"),
        picture=picture,
        table=_matrix_table(table, reporters),
        sources=(),
        origins=(t("outputs.origin"),),
        periods=_as_built(),
        asked=((_RESULTS, {}), (_REPORTERS, {}), (_SUCCESSORS, {})),
        cautions=("five_results", "newest_result", "counted_once"),
        notes=(t("outputs.note_small"), t("outputs.note_unsure")),
        mark=mark,
    )


@remembered
def codes(compact: bool) -> Figure:
    """The common indicators of ESF+ 2021–2027, project by project, sensitive ones for all alone."""
    table = run(_CODES)
    names = projects()
    ids = list(dict.fromkeys(table["project"].dropna()))
    single = table[table["project"].notna()]
    told = int((single["evidence"] != "missing").sum())
    heading = outputs.codes(len(single), told, [names[one] for one in ids])
    rows, before = [], ""
    for code, group in table.groupby("code", sort=False):
        first = group.iloc[0]
        cells = [_code_cell(group, one) for one in ids]
        head = t(f"outputs.codes_{first['kind']}") if first["kind"] != before else ""
        before = first["kind"]
        rows.append(
            Row(
                name=f"{code} {first[f'name_{language()}']}",
                cells=(*cells, _family(group)),
                head=head,
            )
        )
    columns = [*(names[one] for one in ids), t("outputs.codes_family")]
    sensitive = list(dict.fromkeys(table[table["sensitive"]]["code"]))
    notes = [t("outputs.codes_sensitive", codes=", ".join(sensitive)), t("outputs.codes_withheld")]
    old = run("projects/output_old_codes").iloc[0]
    key = "outputs.old_some" if old["figures"] else "outputs.old_none"
    notes.append(t(key, count=int(old["figures"]), projects=int(old["projects"])))
    notes.append(t("outputs.codes_unconfirmed"))
    return Figure(
        key="outputs-codes",
        heading=heading,
        sub=t("outputs.codes_sub"),
        picture=evidence.drawn(
            columns,
            rows,
            words=_grades(),
            every=t("outputs.every_missing"),
            alt=_alt_codes(heading, columns, rows),
            width=evidence.HALF,
            compact=compact,
        ),
        table=_codes_table(table, names),
        sources=(),
        origins=(t("outputs.origin"),),
        periods=_as_built(),
        asked=((_CODES, {}), ("projects/output_old_codes", {}), (_SUCCESSORS, {})),
        cautions=("two_programme_periods", "counted_once"),
        notes=tuple(notes),
        mark="example" if (table["status"] == "example").any() else "",
    )


@remembered
def publications() -> Figure:
    """The publications of the family, each with series, ISBN, licence, project and address."""
    table = run(_PUBLICATIONS)
    lang = language()
    unlicensed = int(table["licence"].isna().sum())
    years = (int(table["year"].min()), int(table["year"].max())) if len(table) else (0, 0)
    heading = outputs.shelf(len(table), *years, unlicensed)
    items = [
        shelf.Item(
            title=row.title,
            language=row.language,
            under=" · ".join(
                part
                for part in (
                    str(row.year) if pd.isna(row.day) else numbers.date(str(row.day)[:10], lang),
                    fields.text(getattr(row, f"publisher_{lang}")),
                    fields.text(row.series),
                )
                if part
            ),
            facts=(
                (t("outputs.shelf_licence"), fields.text(row.licence)),
                (t("outputs.shelf_isbn"), fields.text(row.isbn)),
                (t("outputs.shelf_project"), fields.text(getattr(row, f"project_{lang}"))),
            ),
            address=row.address,
            mark=t(f"outputs.{row.status}") if row.status == "unconfirmed" else _example(row),
        )
        for row in table.itertuples()
    ]
    frame = pd.DataFrame(
        {
            "title": table["title"],
            "year": table["year"].astype(str),
            "publisher": table[f"publisher_{lang}"],
            "series": table["series"],
            "isbn": table["isbn"],
            "licence": table["licence"],
            "language": [t(f"outputs.language_{code}") for code in table["language"]],
            "project": table[f"project_{lang}"],
            "address": table["address"],
            "mark": ["example" if one == "example" else "" for one in table["status"]],
        }
    )
    heads = [name for name in frame.columns if name != "mark"]
    # What has not been seen is a blank that says so, not an empty cell.
    for name in heads:
        frame[name] = frame[name].where(frame[name].notna(), t("outputs.shelf_missing"))
    return Figure(
        key="outputs-publications",
        heading=heading,
        sub=t("outputs.shelf_sub"),
        picture=shelf.drawn(
            items,
            alt=heading,
            missing=t("outputs.shelf_missing"),
            opens=t("outputs.shelf_opens", site="{site}"),
        ),
        table=Table(
            frame,
            {
                name: Column(t(f"outputs.shelf_{name}"), kind=_SHELF.get(name, "words"))
                for name in heads
            },
        ),
        sources=(),
        origins=(t("outputs.origin"),),
        periods=_as_built(),
        asked=((_PUBLICATIONS, {}),),
        cautions=("not_seen",),
        mark="example" if (table["status"] == "example").any() else "",
    )


def waiting() -> tuple[tuple[str, str, str, str], ...]:
    """Project, measure, period and target of every figure that should be told and is not."""
    table = run(_RESULTS)
    lacking = table[table["asked"] & (table["evidence"] == "missing")]
    return tuple(
        (
            row.project,
            row.measure,
            fields.text(row.target_period),
            "" if pd.isna(row.target) else f"{row.target:g}",
        )
        for row in lacking.itertuples()
    )


def rows_to_fill(rows: Iterable[tuple[str, str, str, str]]) -> str:
    """The header row and a row for each missing figure, as `data/projects/outputs.csv` has them.

    Each says `missing` until somebody fills it, and is accepted as it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(FIELDS)
    for project, measure, period, target in rows:
        writer.writerow([project, measure, "", period, target, "", "missing", "own", "own"])
    return out.getvalue()


def fullest_status(table: pd.DataFrame) -> pd.Series:
    """The status of the rows that are shown: a result's, or else its target's."""
    return table["status"].where(table["status"].notna(), table["target_status"])


def _asked_and_told(table: pd.DataFrame) -> tuple[int, int]:
    asked = table[table["asked"]]
    real = (asked["evidence"] != "missing") & (asked["status"] != "example")
    return len(asked), int(real.sum())


def _by_reporter(reporters: pd.DataFrame, table: pd.DataFrame) -> dict[str, list]:
    """The projects under the organisation that could tell their figures, most missing first."""
    lang = language()
    asked = table[table["asked"]]
    missing = asked[asked["evidence"] == "missing"].groupby("project").size()
    groups: dict[tuple[str, str], list] = {}
    for row in reporters.itertuples():
        known = isinstance(row.organisation, str)
        key = (row.role, getattr(row, f"organisation_{lang}")) if known else ("", "")
        groups.setdefault(key, []).append(row)
    found = {}
    for (role, name), rows in groups.items():
        lacking = sum(int(missing.get(row.project, 0)) for row in rows)
        if role == "partner":
            name = t("outputs.partner_tells", organisation=name)
        head = outputs.waiting(name or t("outputs.nobody_tells"), len(rows), lacking)
        found[head] = (role != "lead", -lacking, rows)
    return {head: found[head][2] for head in sorted(found, key=lambda head: found[head][:2])}


def _result(row: pd.Series) -> Cell:
    """One project's figure: the number or why there is none, its target under it."""
    if row["result_status"] == "not_applicable":
        return Cell("none", t("outputs.not_started"))
    under = [
        t("outputs.target", number=numbers.count(row["target"], language()))
        if pd.notna(row["target"])
        else ""
    ]
    if row["result_status"] == "missing":
        return Cell("missing", t("ledger.missing"), _joined(under))
    under.append(_unsure(row["status"]))
    return Cell(_grade(row), _shown(row), _joined(under))


def _published(count: int) -> Cell:
    if count:
        return Cell("counted", numbers.count(count, language()))
    return Cell("missing", t("outputs.no_publication"))


def _total() -> Row:
    """The ledger's sums, and how much of each is missing."""
    cells = []
    for line in ledger.lines():
        missing = t("outputs.missing_of", missing=line.missing, asked=line.asked)
        if not line.amounts:
            cells.append(Cell("missing", missing))
        else:
            best, *others = line.amounts
            under = [
                t("ledger.graded", text=one.text, evidence=ledger.evidence_word(one.evidence))
                for one in others
            ]
            under.append(missing if line.missing else "")
            cells.append(Cell(best.evidence, best.text, _joined(under)))
    cells.append(_published(len(run(_PUBLICATIONS))))
    return Row(t("outputs.total"), cells, under=t("outputs.total_under"), total=True)


def _code_cell(group: pd.DataFrame, project: str) -> Cell:
    if group["sensitive"].iloc[0]:
        return Cell("none", t("outputs.codes_only_family"))
    return _result(group[group["project"] == project].iloc[0])


def _family(group: pd.DataFrame) -> Cell:
    """The whole family: the query's sum of a sensitive code, or the sum of what all have told."""
    if group["sensitive"].iloc[0]:
        return _result(group.iloc[0])
    told = group[(group["evidence"] != "missing") & ~group["status"].isin(_UNSURE)]
    if told.empty:
        return Cell("missing", t("ledger.missing"))
    if told["result_status"].isin(_HIDDEN).any():
        # A sum beside its other parts would tell the one that is left out.
        return Cell("hidden", numbers.cell(None, "withheld", **_persons()))
    pairs = run(_SUCCESSORS)
    figures = {
        row.project: [float(row.result) if row.evidence == one else 0.0 for one in ledger.GRADES]
        for row in told.itertuples()
    }
    kept = successors.without_overlap(
        figures, zip(pairs["project"], pairs["predecessor"], strict=True)
    )
    summed = told[told["project"].isin(kept)]
    weakest = max(summed["evidence"], key=ledger.GRADES.index)
    return Cell(weakest, numbers.count(float(summed["result"].sum()), language()))


def _grade(row: pd.Series) -> Grade:
    return "hidden" if row["result_status"] in _HIDDEN else row["evidence"]


def _shown(row: pd.Series) -> str:
    return numbers.cell(row["result"], row["result_status"], **_persons())


def _persons() -> dict:
    return {"unit": "persons", "decimals": 0, "lang": language()}


def _unsure(status: object) -> str:
    if status == "example":
        return t("figure.example")
    return t("outputs.unconfirmed") if status == "unconfirmed" else ""


def _example(row: object) -> str:
    return t("figure.example") if row.status == "example" else ""


def _grades() -> Mapping[Grade, str]:
    words: dict[Grade, str] = {one: ledger.evidence_word(one) for one in ledger.GRADES}
    return words | {
        "hidden": t("outputs.hidden"),
        "missing": t("ledger.missing"),
        "none": t("outputs.not_applicable"),
    }


def _alt_matrix(heading: str, columns: Sequence[str], rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        results = row.cells[:-1]
        if not row.total and all(cell.grade == "missing" for cell in results):
            told = [t("outputs.alt_all_missing"), _alt_cell(columns[-1], row.cells[-1])]
        else:
            told = [_alt_cell(*pair) for pair in zip(columns, row.cells, strict=True)]
        lines.append(t("outputs.alt_row", name=row.name, cells=", ".join(told)))
    return f"{heading}. {'; '.join(lines)}."


def _alt_codes(heading: str, columns: Sequence[str], rows: Sequence[Row]) -> str:
    told = [
        t(
            "outputs.alt_row",
            name=row.name,
            cells=", ".join(_alt_cell(*pair) for pair in zip(columns, row.cells, strict=True)),
        )
        for row in rows
    ]
    return f"{heading}. {'; '.join(told)}."


def _alt_cell(column: str, cell: Cell) -> str:
    text = _joined([cell.text, cell.under])
    if not cell.figure:
        return t("outputs.alt_cell", column=column, text=text)
    return t(
        "outputs.alt_graded",
        column=column,
        text=text,
        evidence=ledger.evidence_word(cell.grade),
    )


def _matrix_table(table: pd.DataFrame, reporters: pd.DataFrame) -> Table:
    lang = language()
    who = reporters.set_index("project")
    names = projects()
    frame = pd.DataFrame(
        {
            "project": [names[one] for one in table["project"]],
            "reporter": [
                fields.text(who.at[one, f"organisation_{lang}"]) or t("outputs.nobody_tells")
                for one in table["project"]
            ],
            "measure": [t(f"outputs.column_{one}") for one in table["measure"]],
            **_measured(table),
        }
    )
    return Table(
        frame,
        {
            "project": Column(t("outputs.head_project")),
            "reporter": Column(t("outputs.head_reporter")),
            "measure": Column(t("outputs.head_measure")),
            **_measured_heads(),
        },
    )


def _codes_table(table: pd.DataFrame, names: Mapping[str, str]) -> Table:
    frame = pd.DataFrame(
        {
            "code": table["code"],
            "name": table[f"name_{language()}"],
            "project": [
                names[one] if isinstance(one, str) else t("outputs.codes_family")
                for one in table["project"]
            ],
            **_measured(table),
        }
    )
    return Table(
        frame,
        {
            "code": Column(t("outputs.head_code")),
            "name": Column(t("outputs.head_name")),
            "project": Column(t("outputs.head_project")),
            **_measured_heads(),
        },
    )


def _measured(table: pd.DataFrame) -> dict[str, Iterable]:
    """The columns that both tables share."""
    return {
        "target": table["target"],
        "target_status": ["missing" if pd.isna(one) else "value" for one in table["target"]],
        "result": table["result"],
        "result_status": list(table["result_status"]),
        "evidence": [
            _joined([ledger.evidence_word(row.evidence), _unsure(row.status)])
            for row in table.itertuples()
        ],
        "period": [
            numbers.period(one, language(), "short") if one else "" for one in _texts(table)
        ],
        "source": [fields.text(one) for one in table["source"]],
        "mark": ["example" if one == "example" else "" for one in table["status"]],
    }


def _measured_heads() -> dict[str, Column]:
    return {
        "target": Column(t("outputs.head_target"), "persons"),
        "result": Column(t("outputs.head_result"), "persons"),
        "evidence": Column(t("outputs.head_evidence")),
        "period": Column(t("outputs.head_period"), kind="time"),
        "source": Column(t("outputs.head_source")),
    }


def _texts(table: pd.DataFrame) -> list[str]:
    return [fields.text(one) for one in table["period"]]


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _as_built() -> str:
    day = queries.release().manifest["built"][:10]
    return t("outputs.as_built", day=numbers.date(day, language()))
