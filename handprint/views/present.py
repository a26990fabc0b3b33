"""The presentation on its page: which story, its slides in the browser, and the audience's file."""

import datetime as dt
from dataclasses import asdict
from functools import lru_cache
from hashlib import blake2s
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from handprint import session, writing
from handprint.figures import recorded, slide_choices, stories
from handprint.figures.pack import FIRST, LAST
from handprint.figures.stories import Told
from handprint.packs import snapshot, story
from handprint.session import language
from handprint.views import own_story
from handprint.views.frame import escaped, escaped_html
from handprint.words import t

_ASSETS = Path(__file__).parents[2] / "assets"
_WORDS = (
    "start", "open_slide", "previous", "next", "leave", "help", "slide", "notes", "notes_open",
    "notes_none", "notes_next", "notes_last", "elapsed", "choices", "choices_close",
    "choices_none", "choices_wait", "choices_lost", "choices_refused",
)  # fmt: skip
_KEYS = (
    ("→ ↓ PgDn", "next"), ("← ↑ PgUp", "previous"), ("Home End", "ends"), ("", "number"),
    ("B .", "blank"), ("C", "choices"), ("O", "live"), ("D", "decide"), ("F", "full"),
    ("?", "help"), ("Esc", "leave"),
)  # fmt: skip

# Loads the real script; when even that fails, the reader is told so in words.
_LOADER = """
export default (component) => {
  const base = document.querySelector('base')?.href ?? location.origin + '/';
  let stop = () => {};
  import(new URL(component.data.script, base).href)
    .then((script) => { stop = script.mount(component) ?? stop; })
    .catch((error) => {
      console.warn(`present: ${error.message}`);
      const words = document.createElement('p');
      words.setAttribute('role', 'status');
      words.textContent = component.data.failed;
      component.parentElement.append(words);
    });
  return () => stop();
};
"""
_SET = "set"
"""The address's name for what has been chosen on the slides."""
_component = st.components.v2.component("handprint_present", js=_LOADER, isolate_styles=False)


def choices() -> Told:
    """The story to show and the day it is told from, kept in the address.

    First stand the stories that ship, then those saved here.
    """
    own = own_story.every()
    titles = {one.id: one.title for one in (*stories.every(), *own.values())}
    with st.container(key="choices-present", horizontal=True, gap="small"):
        chosen = session.choice(
            "story",
            list(titles),
            label=t("choices.story"),
            shown_as=lambda id: titles[id][language()],
        )
        day = session.day("day", label=t("choices.day"), first=FIRST, last=LAST)
    asked = session.handed(_SET, most=slide_choices.LONGEST)
    tuned = slide_choices.read(asked)
    told = recorded.added(_told(chosen, day, tuned), tuned)
    in_force = slide_choices.written(told.tuned)
    # In the order in which it was chosen too, an address means the same.
    session.settle(_SET, ["", asked if tuned == told.tuned else in_force])
    return told


def _told(id: str, day: dt.date, tuned: slide_choices.Tuned | None = None) -> Told:
    own = own_story.every()
    if id in own:
        return stories.filled(own[id], day, tuned)
    return stories.told(id, day, tuned)


def title(told: Told) -> str:
    """The page's answer: how many slides are ready."""
    if len(told.slides) == 1:
        return t("present.title_one", story=told.title)
    return t("present.title", story=told.title, count=len(told.slides))


def show(told: Told) -> None:
    """The storyboard; the address may open a slide at once, or the presenter's notes."""
    lang, may_write = language(), writing.allowed()
    # A phone would see the same comparison as everybody, not what the records tell.
    codes = [
        "" if frame.show == recorded.SINCE else story.code(story.address(told, at, lang))
        for at, frame in enumerate(told.frames)
    ]
    with_notes = may_write and st.query_params.get("notes") == "1"
    data = {
        "script": f"assets/present.js?v={_version()}",
        "failed": t("present.script_failed"),
        "lang": lang,
        "story": told.id,
        "title": told.title,
        "at": _at(len(told.slides)),
        "slides": [
            {
                "html": story.slide(told, at, code=codes[at]),
                "heading": told.slides[at].heading,
                "live": _live(told, at),
                "number": told.numbers[at],
                "controls": [asdict(one) for one in recorded.controls(told, at)],
                # The decision carries the address of what was in view when it was made.
                "decide": "decisions?" + urlencode({"evidence": _live(told, at), "lang": lang})
                if may_write
                else "",
            }
            for at in range(len(told.slides))
        ],
        "keys": [[name or t("present.key_name_number"), t(f"present.key_{what}")]
                 for name, what in _KEYS if may_write or what != "decide"],
        "words": {name: _raw(name) for name in _WORDS},
        "asked": _asked(),
        "set": slide_choices.written(told.tuned),
        "notes": "present?" + urlencode(
            {"story": told.id, "day": told.day, "slide": 1, "notes": 1, "lang": lang}
            | ({_SET: slide_choices.written(told.tuned)} if told.tuned else {})
        )
        if may_write
        else "",
    }  # fmt: skip
    if with_notes:
        data["told"] = [told.note(at, lang) for at in range(len(told.slides))]

    def tuned() -> None:
        asked = _asked()
        # The notes take over all choices of the slides; a slide adds one to those in force.
        whole = asked.split("~")[1:2] == ["="]
        handed = "" if whole else session.handed(_SET, most=slide_choices.LONGEST)
        chosen = slide_choices.read(handed)
        for number, own in slide_choices.read(asked).items():
            chosen[number] = chosen.get(number, {}) | own
        session.choose(_SET, slide_choices.written(chosen), default="")

    _component(key="present", data=data, on_tuned_change=tuned)
    if not any(codes):
        key = "no_address" if told.shipped else "own_no_code"
        st.html(f'<p class="hp-remark">{escaped_html(t(f"present.{key}"))}</p>')


def take(told: Told) -> None:
    """The audience's file in each language."""
    st.header(escaped(t("present.snapshot")), anchor=False)
    st.markdown(f":gray[{escaped(t('present.snapshot_lede'))}]")
    with st.container(key="take-snapshot", horizontal=True, gap="small"):
        for lang in session.LANGUAGES:
            content = _file(told, lang)
            st.download_button(
                t("present.take", tongue=session.LANGUAGES[lang], size=len(content) // 1024 + 1),
                content,
                file_name=snapshot.file_name(told.id, lang),
                mime="text/html",
                key=f"take-snapshot-{lang}",
                on_click="ignore",
            )


def _asked() -> str:
    """What was chosen on a slide just now, as the browser sent it: a serial number leads it."""
    asked = st.session_state.get("present", {}).get("tuned")
    # It goes back to the browser: what no slide of ours sends is not carried along.
    return asked if isinstance(asked, str) and len(asked) <= 2 * slide_choices.LONGEST else ""


def _file(told: Told, lang: str) -> bytes:
    with session.speaking(lang):
        return snapshot.page(_told(told.id, told.day), lang)


def _at(slides: int) -> int:
    """The number of the slide that the address opens; 0 for none."""
    asked = st.query_params.get("slide", "")
    return min(int(asked), slides) if asked.isdecimal() and len(asked) < 4 else 0


def _live(told: Told, at: int) -> str:
    frame = told.frames[at]
    past = {} if told.day == dt.date.today() else {"day": told.day.isoformat()}
    query = urlencode({**past, **frame.choices, "lang": language()})
    return f"{frame.page.split('/')[-1]}?{query}"


def _raw(name: str) -> str:
    """A sentence whose slots the browser fills."""
    slots = {
        "open_slide": {"at": "{at}", "heading": "{heading}"},
        "slide": {"at": "{at}", "of": "{of}"},
    }
    return t(f"present.{name}", **slots.get(name, {}))


@lru_cache(maxsize=1)
def _version() -> str:
    """A mark of the assets' content, so that a browser never mixes two versions."""
    names = ("present.js", "present.css", "slide.css", "drawing.css")
    content = b"".join((_ASSETS / name).read_bytes() for name in names)
    return blake2s(content, digest_size=4).hexdigest()
