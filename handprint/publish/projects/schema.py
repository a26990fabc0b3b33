"""The tables of `projects.duckdb`: their columns, in order, and what each one means.

The descriptions go into the file itself, so that it explains itself when it is opened alone.
"""

from __future__ import annotations

STATES = ("idea", "preparation", "funding_review", "running", "ended", "rejected")
"""A project's statuses: the seed's five in their order, then the one its legend lacks."""

MOVES = {
    "idea": ("preparation",),
    "preparation": ("funding_review",),
    "funding_review": ("running", "rejected"),
    "running": ("ended",),
    "ended": (),
    "rejected": (),
}
"""What may follow what."""

BLOCKS = ("municipalities", "public", "associations", "business", "education", "foundations")
"""The six blocks of the seed's slide; their headings are ours, the slide has none."""

SECTORS = ("municipality", "public", "association", "business", "education", "foundation")
ROLES = ("lead", "partner", "authority")
LEVELS = ("global", "eu", "national", "regional", "organisation", "me")
MEASURES = ("participants", "completed", "employed", "workplaces", "organisations")
"""What the ledger asks of every project that has started: reached, completed, employed,
workplaces changed, organisations joined."""

STATUSES = ("official", "reported", "own", "unconfirmed", "example")
PERIODS = ("2014-2020", "2021-2027")

_SOURCE = ("varchar not null", "address, seed (the slides of 18 April 2024) or own (our reading)")
_STATUS = (
    "varchar not null",
    "official: the strategy's, law's or authority's own document; reported: said by somebody; "
    "own: our grouping or reading; unconfirmed: to be checked; example: made up, marked so",
)
_RESULT_STATUS = (
    "missing: not seen; zero; value; secret: 1–4 persons; withheld: such a count could be reckoned "
    "from it, or it is of the list of 2014–2020; older: a later or surer row of the same stands"
)
_NOTE_FI = ("varchar", "a remark in Finnish")
_NOTE_EN = ("varchar", "the same in English")
_NAME_FI = ("varchar not null", "name in Finnish")
_NAME_EN = ("varchar", "name in English; null where none is known")

# table: (what it holds, its key, {column: (type, what it means)})
TABLES: dict[str, tuple[str, tuple[str, ...], dict[str, tuple[str, str]]]] = {
    "organisation": (
        "Organisations: those the seed names, and others that its projects or successors name.",
        ("organisation",),
        {
            "organisation": ("varchar not null", "id"),
            "name_fi": ("varchar not null", "name as the source writes it"),
            "name_en": _NAME_EN,
            "long_name_fi": ("varchar", "full name where a source gives it"),
            "block": ("varchar", "block on the seed's slide, heading ours; null: not on it"),
            "position": ("integer", "place within the block, as on the slide"),
            "sector": ("varchar not null", " | ".join(SECTORS)),
            "area_code": ("varchar", "municipality of the seat; null: not known"),
            "area_source": ("varchar", "where the seat is told"),
            "named_on": ("date", "the day of the source that names it a member"),
            "joined": ("date", "the day it joined, if recorded"),
            "left_on": ("date", "the last day as a member, if recorded"),
            "valid_from": (
                "date",
                "first day the organisation existed, if it matters and is known",
            ),
            "valid_to": (
                "date",
                "last day it existed; null: it exists or is not known to have ended",
            ),
            "ended_source": ("varchar", "where the end is told"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "organisation_successor": (
        "Who carries on the tasks of an organisation that has ended.",
        ("organisation", "successor"),
        {
            "organisation": ("varchar not null", "the one that ended"),
            "successor": ("varchar not null", "the one that carries on; there may be several"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "organisation_link": (
        "Ties between two organisations that are recorded outside projects and events.",
        ("organisation", "other", "kind"),
        {
            "organisation": ("varchar not null", "one end"),
            "other": ("varchar not null", "the other end; the tie has no direction"),
            "kind": ("varchar not null", "agreement | cooperation | membership | other"),
            "since": ("date", "first day, if known"),
            "until": ("date", "last day, if known"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "event": (
        "Network days, seminars and meetings.",
        ("event",),
        {
            "event": ("varchar not null", "id"),
            "day": ("date not null", "day it was held"),
            "kind": ("varchar not null", "network_day | seminar | workshop | meeting | training"),
            "name_fi": _NAME_FI,
            "name_en": _NAME_EN,
            "organisations_reported": ("integer", "how many organisations were said to take part"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "event_participation": (
        "Organisations recorded as taking part in an event.",
        ("event", "organisation"),
        {
            "event": ("varchar not null", "see table event"),
            "organisation": ("varchar not null", "see table organisation"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "network_place": (
        "Where every node of the network's picture stands: computed when the release is made.",
        ("kind", "id"),
        {
            "kind": ("varchar not null", "block | organisation | unnamed | project | event"),
            "id": ("varchar not null", "see the table of that kind; unnamed are numbered"),
            "side": ("varchar not null", "column: left | middle | right"),
            "block": ("varchar", "block on the seed's slide, outside or unnamed; null: middle"),
            "row": ("double not null", "row from the top, in heights of one organisation"),
        },
    ),
    "reported": (
        "Counts that somebody has said and that the rows here do not add up to.",
        ("claim",),
        {
            "claim": ("varchar not null", "id"),
            "subject": ("varchar not null", "organisations or persons"),
            "value": ("integer not null", "the figure said"),
            "quote": ("varchar not null", "word for word"),
            "said_on": ("date not null", "day"),
            "said_by": ("varchar not null", "organisation and occasion"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "project": (
        "The project family: the core project, those the seed names behind it, and adjacent ones.",
        ("project",),
        {
            "project": ("varchar not null", "id"),
            "short_fi": ("varchar not null", "short name"),
            "short_en": ("varchar not null", "short name in English"),
            "name_fi": _NAME_FI,
            "name_en": _NAME_EN,
            "code": ("varchar", "code of the funding authority; null: none or not seen"),
            "fund": ("varchar", "ESR, EAKR, ESR+, JTF, Interreg Europe …; null: not seen"),
            "programme_period": ("varchar", " or ".join(PERIODS) + "; indicators never cross it"),
            "priority": ("varchar", "line of the programme (TL), as on the card"),
            "objective": ("varchar", "specific objective, as on the card"),
            "start_date": ("date", "first day of the plan, if seen"),
            "end_date": ("date", "last day of the plan, if seen"),
            "start_year": ("integer", "first year, where only that is known too"),
            "end_year": ("integer", "last year, where only that is known too"),
            "family": ("varchar not null", "core | background (named in the seed) | adjacent"),
            "applicants": ("varchar", "sole | joint, as on the card; null: not said"),
            "source_state": ("varchar", "status as the source words it; it may be out of date"),
            "source_state_means": ("varchar", "that status among ours"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "project_link": (
        "What came before what.",
        ("project", "predecessor"),
        {
            "project": ("varchar not null", "the later project"),
            "predecessor": ("varchar not null", "the earlier one"),
            "kind": (
                "varchar not null",
                "continues: said to carry on from it; background: the seed names it as background",
            ),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "participation": (
        "Who takes part in a project, and as what.",
        ("project", "organisation", "role"),
        {
            "project": ("varchar not null", "see table project"),
            "organisation": ("varchar not null", "see table organisation"),
            "role": (
                "varchar not null",
                "lead | partner | authority (grants the money, no partner)",
            ),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "status_event": (
        "When a project entered a status. On a day it is in the last one entered by then.",
        ("project", "day", "state"),
        {
            "project": ("varchar not null", "see table project"),
            "day": (
                "date not null",
                "first day in the status; 1 January where only the year is known",
            ),
            "state": ("varchar not null", " | ".join(STATES)),
            "state_order": ("integer not null", "1 to 5 in the seed's order; 6 rejected"),
            "precision": ("varchar not null", "day or year"),
            "basis": ("varchar not null", "recorded, or dates: follows from the project's plan"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "funding": (
        "Sums of money that have been published, of a project or of a whole fund.",
        ("funding",),
        {
            "funding": ("varchar not null", "id"),
            "project": ("varchar", "see table project; null: of the fund in Lapland as a whole"),
            "fund": ("varchar not null", "fund"),
            "granted_by": ("varchar", "organisation, if the sum is its part only"),
            "kind": ("varchar not null", "envelope | applied | granted | spent | cost"),
            "amount_eur": ("double not null", "euros"),
            "qualifier": ("varchar", "about, over or nearly, if it was said"),
            "as_of": ("date", "the day it is about, if known"),
            "as_of_words": ("varchar", "how the source words the time, where no date can be told"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "output": (
        "What a project reached, as far as it is reported; a missing figure is a row of its own.",
        ("project", "measure", "code", "period"),
        {
            "project": (
                "varchar not null",
                "see table project; an empty text: the whole family, sensitive indicators only",
            ),
            "measure": ("varchar not null", " | ".join(MEASURES) + " | indicator"),
            "code": ("varchar not null", "code of the programme's indicator, or an empty text"),
            "period": ("varchar not null", "2023-12 or 2023 it was counted to, or an empty text"),
            "target": ("double", "target in the project's plan; null: not seen"),
            "result": ("double", "result; never a count of 1–4 persons; null: see result_status"),
            "result_status": ("varchar not null", _RESULT_STATUS),
            "evidence": ("varchar not null", "counted | reported | estimated | missing"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "programme_indicator": (
        "Common indicators of ESF+ 2021–2027. Those of 2014–2020 are another list: never summed.",
        ("code",),
        {
            "code": ("varchar not null", "EECO01 …, EECR01 …"),
            "programme_period": ("varchar not null", "2021-2027"),
            "kind": ("varchar not null", "output or result"),
            "name_fi": _NAME_FI,
            "name_en": ("varchar not null", "name in English, shortened"),
            "sensitive": (
                "boolean not null",
                "health, origin or housing: project family level only",
            ),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "publication": (
        "Publications of the family; the authors' names are on the publications themselves.",
        ("publication",),
        {
            "publication": ("varchar not null", "id"),
            "title": ("varchar not null", "title in its own language"),
            "year": ("integer not null", "year of publication"),
            "day": ("date", "day, if known"),
            "publisher": ("varchar", "see table organisation; null: not one of them"),
            "series": ("varchar", "series and number, as printed"),
            "isbn": ("varchar", "ISBN of the electronic edition"),
            "licence": ("varchar", "licence, if stated"),
            "language": ("varchar not null", "fi or en"),
            "project": ("varchar", "see table project; null: not stated"),
            "address": ("varchar not null", "where it is"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "goal": (
        "Goals G1–G6: our grouping of the seed's aims, not a list of the seed or the Council.",
        ("goal",),
        {
            "goal": ("varchar not null", "G1 … G6"),
            "position": ("integer not null", "order"),
            "name_fi": _NAME_FI,
            "name_en": ("varchar not null", "name in English"),
            "short_fi": ("varchar not null", "short name"),
            "short_en": ("varchar not null", "short name in English"),
            "quote": ("varchar not null", "the seed's words it rests on"),
            "owner": ("varchar", "see table organisation; null: nobody named"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "goal_link": (
        "What a goal hangs together with; its indicators stand in strategy_indicator.",
        ("goal", "kind", "id"),
        {
            "goal": ("varchar not null", "see table goal"),
            "kind": ("varchar not null", "item | project | organisation"),
            "id": ("varchar not null", "its id in that table"),
            "quote": ("varchar", "the words it rests on, where there are some"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "strategy_item": (
        "The chain of will, level by level, and what stands beside it in the seed.",
        ("item",),
        {
            "item": ("varchar not null", "id"),
            "level": ("varchar not null", " | ".join(LEVELS)),
            "kind": (
                "varchar not null",
                "sdg | sdg_target | programme | fund | law | strategy | priority | theme | "
                "measure | funding_line | vision | choice | focus_area | spearhead | value | "
                "enabler | change_factor | commitment",
            ),
            "parent": ("varchar", "the item it is part of, on the same level"),
            "position": ("integer not null", "order among its siblings"),
            "name_fi": _NAME_FI,
            "name_en": ("varchar not null", "name in English, ours where none is official"),
            "quote": ("varchar", "the source's own words"),
            "period": ("varchar", "strategy period, such as 2022-2025"),
            "valid_to": ("date", "last day in force or deadline, if it has one"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "strategy_link": (
        "How the levels hang together, and what measures a change factor, a value or an enabler.",
        ("item", "kind", "id"),
        {
            "item": ("varchar not null", "see table strategy_item: the upper level"),
            "kind": ("varchar not null", "item (the lower level) | indicator | observation"),
            "id": ("varchar not null", "item, strategy_indicator, or indicator of labour.duckdb"),
            "quote": ("varchar", "the words it rests on, where there are some"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "strategy_indicator": (
        "The 29 indicators of the goals: a proposal of ours, with what each rests on.",
        ("indicator",),
        {
            "indicator": ("varchar not null", "I01 … I26, I17b, I17c, I17d"),
            "goal": ("varchar not null", "see table goal"),
            "position": ("integer not null", "order"),
            "name_fi": _NAME_FI,
            "name_en": ("varchar not null", "name in English"),
            "definition_fi": ("varchar not null", "how it is computed"),
            "definition_en": ("varchar not null", "the same in English"),
            "unit": ("varchar not null", "percent persons euros index ratio points days …"),
            "decimals": ("integer not null", "decimals to print"),
            "better": ("varchar not null", "lower, higher or neither"),
            "impact_level": ("varchar", "input | output | outcome | impact (IOOI); null: not set"),
            "sdg": ("varchar", "see table strategy_item: the SDG target it is tagged with"),
            "basis": (
                "varchar not null",
                "observation: from labour.duckdb; records: from the rows of this file; published: "
                "single published figures; none: no data yet",
            ),
            "context": (
                "boolean not null",
                "a regional outcome: context, never a project's effect",
            ),
            "owner": ("varchar", "see table organisation; null: nobody named"),
            "frequency": ("varchar", "month | year | event | survey; null: not agreed"),
            "next_due": ("date", "when the next figure is due; null: not agreed"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "indicator_part": (
        "Which observations of labour.duckdb an indicator is computed from.",
        ("indicator", "part", "observation"),
        {
            "indicator": ("varchar not null", "see table strategy_indicator"),
            "part": (
                "varchar not null",
                "value: the figure itself; numerator, denominator: the sums of a share; spread: "
                "highest less lowest municipality",
            ),
            "observation": ("varchar not null", "indicator of labour.duckdb"),
        },
    ),
    "indicator_value": (
        "Single figures of indicators that do not come from the release, rival ones too.",
        ("indicator", "period", "area_code", "kind"),
        {
            "indicator": ("varchar not null", "see table strategy_indicator"),
            "period": ("varchar not null", "2025-10, 2022 or an empty text: not said"),
            "area_code": ("varchar not null", "MK19 or SSS"),
            "kind": ("varchar not null", "published | placeholder"),
            "value": ("double not null", "in the indicator's unit"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "target": (
        "Targets. The real ones are not public: a row marked example can be hidden.",
        ("indicator", "status"),
        {
            "indicator": ("varchar not null", "see table strategy_indicator"),
            "baseline_period": ("varchar not null", "month or year the progress is counted from"),
            "baseline_value": ("double not null", "the figure then, in the indicator's unit"),
            "target_period": ("varchar not null", "month or year by which it should be met"),
            "target_value": ("double not null", "the figure aimed at; equal to the baseline: keep"),
            "band": ("double", "how far a kept figure may drift; only where target = baseline"),
            "decided_by": ("varchar", "see table organisation; null for an example"),
            "decided_on": ("date", "day of the decision; null for an example"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "progress_threshold": (
        "Where one progress sign ends and the next begins: data/strategy/progress.toml.",
        ("name",),
        {
            "name": ("varchar not null", "ahead, on_pace, behind, slipping, too_early, slope_…"),
            "value": ("double not null", "share of the elapsed time; months or points for slope_…"),
        },
    ),
    "unit_cost": (
        "What a year of unemployment costs or its end saves, as published: for ranges only.",
        ("unit_cost",),
        {
            "unit_cost": ("varchar not null", "id"),
            "position": ("integer not null", "order"),
            "name_fi": _NAME_FI,
            "name_en": ("varchar not null", "name in English"),
            "eur_per_year": ("double not null", "euros a person a year"),
            "qualifier": ("varchar", "about, over or nearly, if it was said"),
            "price_year": ("integer", "the year whose money it is; null: not said"),
            "kind": ("varchar not null", "benefits: unemployment benefits only; broad: taxes too"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "finger": (
        "The five gains of the seed, in its order, from thumb to little finger.",
        ("finger",),
        {
            "finger": ("varchar not null", "id"),
            "position": ("integer not null", "1 thumb … 5 little finger"),
            "name_fi": _NAME_FI,
            "name_en": ("varchar not null", "name in English"),
            "quote": ("varchar not null", "the seed's word"),
            "note_fi": _NOTE_FI,
            "note_en": _NOTE_EN,
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
    "finger_indicator": (
        "Which figures fill a finger: our own way of drawing it, not an official index.",
        ("finger", "observation"),
        {
            "finger": ("varchar not null", "see table finger"),
            "observation": ("varchar not null", "indicator of labour.duckdb"),
            "better": ("varchar not null", "which way is right: lower or higher"),
            "weight": ("double not null", "weight within the finger"),
            "why_fi": ("varchar not null", "why it belongs here"),
            "why_en": ("varchar not null", "the same in English"),
            "source": _SOURCE,
            "status": _STATUS,
        },
    ),
}

MAY_BE_EMPTY = ("organisation_link",)
"""Tables nothing is known for yet; rows come when the Council writes them."""
