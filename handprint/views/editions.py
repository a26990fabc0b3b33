"""What has changed since a meeting, on the screen: which meeting, what is frozen, the freezing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from handprint import numbers, records, session, writing
from handprint.analysis.editions import Edition, Unreadable, edition, record
from handprint.figures import editions
from handprint.records import editions as store
from handprint.records import journal
from handprint.records.editions import Behind, Frozen, Known
from handprint.views import decisions, frame, listing
from handprint.views.frame import escaped
from handprint.views.links import SHOWN_ON, to
from handprint.words import editions as words
from handprint.words import t
from handprint.words.editions import Row

PAGE = "meetings/editions.py"
MOST = 6
"""So many changes stand on the overview, the weightiest first; the page has them all."""
_SAID = "editions-said"


def kept() -> tuple[Frozen, ...] | None:
    """The frozen editions, newest first; None, and an opening that says so, where unreadable."""
    try:
        return editions.kept()
    except (journal.Unreadable, journal.Busy, OSError):
        frame.opening(t("editions.title_unreadable"), t("editions.lede_unreadable"))
    return None


def chosen(found: Sequence[Frozen], day: dt.date) -> Frozen | None:
    """The edition to compare with: the last meeting's unless the reader chooses another."""
    default = editions.before(found, day)
    if default is None:
        return None
    by_id = {one.id: one for one in found if one.id}
    labels = {id: _label(one, found) for id, one in by_id.items()}
    with st.container(key="choices-editions", horizontal=True):
        id = session.choice(
            "edition",
            list(by_id),
            label=t("choices.edition"),
            shown_as=labels.__getitem__,
            default=default.id,
        )
    return by_id[id]


def opened(one: Frozen | None) -> Edition | None:
    """The facts of the chosen edition; None, and an opening that says why, when there are none."""
    if one is None:
        frame.opening(t("editions.title_none"), t("editions.lede_none"))
        return None
    try:
        found = edition(one.record)
    except Unreadable:
        frame.opening(t("editions.title_damaged"), t("editions.lede_damaged"))
        return None
    today, lang = dt.date.today(), session.language()
    if found.day > today:
        days = {"day": numbers.date(found.day, lang), "today": numbers.date(today, lang)}
        frame.opening(t("editions.title_ahead"), t("editions.lede_ahead", **days))
        return None
    return found


def links(rows: Sequence[Row]) -> None:
    """Every thing that has changed as a link to the page that shows it."""
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.tie is not None and row.tie[0] in SHOWN_ON:
            found.setdefault(row.tie, row.name)
    if not found:
        return
    with st.container(key="editions-links", gap="small"):
        st.header(escaped(t("editions.links")), anchor=False)
    with st.container(key="links-editions", gap="small"):
        for (kind, id), name in found.items():
            page, choice = SHOWN_ON[kind]
            to(page, name, {choice: id})


def freezing(found: Sequence[Frozen]) -> None:
    """The button that freezes today's figures, and every edition that is kept."""
    with st.container(key="editions-freeze", gap="small"):
        st.header(escaped(t("editions.freeze_heading")), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('editions.freeze_sub'))}]]")
        if writing.allowed():
            st.button(t("editions.freeze"), key="freeze", type="primary", on_click=_freeze)
        if said := st.session_state.pop(_SAID, None):
            st.html(f'<p class="hp-notice" role="status">{escape(said)}</p>')
    if not found:
        return
    with st.container(key="editions-list", gap="small"):
        st.header(escaped(t("editions.list_heading")), anchor=False)
        if number := editions.fault():
            st.html(listing.stale(t("editions.list_fault", number=number)))
        listing.dress()
        st.html(listing.entries(_entry(one) for one in found))


def opening() -> None:
    """For the overview: what has changed since the last meeting, and the way to all of it.

    Nothing at all where nobody may write, where nothing is frozen or nothing can be read.
    """
    if not writing.allowed():
        return
    try:
        old = editions.before(editions.kept(), dt.date.today())
        older = edition(old.record) if old else None
    except (Unreadable, journal.Unreadable, journal.Busy, OSError):
        return
    if older is None or older.day > dt.date.today():
        return
    new = editions.today()
    rows = editions.changes(older, new)
    with st.container(key="figure-editions-opening"):
        st.header(escaped(t("frame.editions")), anchor=False)
        st.markdown(f":small[{escaped(words.title(rows, older.day))}.]")
        if rows:
            first = words.pressing(rows, MOST)
            st.html(changed(first))
            if rest := words.and_rest([row for row in rows if row not in first]):
                st.markdown(f":small[:gray[{escaped(rest)}]]")
        with st.container(key="links-more-editions"):
            to(PAGE, t("editions.more"))


def changed(rows: Sequence[Row]) -> str:
    """Changes as a list: what kind of news, then the news."""
    body = "".join(
        f"<li><strong>{escape(words.short_word(row.kind))}</strong>"
        f"<span>{escape(words.sentence(row))}</span></li>"
        for row in rows
    )
    return f'<ul class="hp-changes">{body}</ul>'


def _freeze() -> None:
    """Freeze what is shown now, and remember in words what became of it."""
    if not writing.allowed():
        st.session_state[_SAID] = t("editions.frozen_not")
        return
    try:
        frozen = store.freeze(records.file(), record(editions.today()))
    except Known as known:
        st.session_state[_SAID] = t("editions.frozen_known", id=known.id)
    except Behind as behind:
        now = decisions.moment(dt.datetime.now(dt.UTC))
        said = t("editions.frozen_clock", now=now, last=decisions.moment(behind.last))
        st.session_state[_SAID] = said
    except (journal.Unreadable, journal.Busy, OSError):
        st.session_state[_SAID] = t("editions.frozen_not")
    else:
        st.session_state[_SAID] = t("editions.frozen", day=_day(frozen.record), id=frozen.id)


def _label(one: Frozen, found: Sequence[Frozen]) -> str:
    """The day of an edition; two of one day are told apart by what they are called."""
    if not one.sound:
        return t("editions.choice_damaged", day=one.id[:10])
    same = [other for other in found if other.sound and other.record["day"] == one.record["day"]]
    day = _day(one.record)
    return day if len(same) == 1 else f"{day} · {one.id[-4:]}"


def _entry(one: Frozen) -> str:
    if not one.sound:
        return listing.words(t("editions.list_damaged", number=one.number))
    release = str(one.record.get("release", "–"))
    told = t("editions.list_one", release=release, id=one.id)
    return listing.words(_day(one.record)) + listing.words(told, quiet=True)


def _day(facts: Mapping[str, object]) -> str:
    return numbers.date(str(facts["day"]), session.language())
