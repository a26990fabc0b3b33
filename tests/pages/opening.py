"""Pages opened by their address, the way a reader's link does."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).resolve().parents[2] / "pages" / "_app.py"


def open_page(page: str, **query: str) -> AppTest:
    """`open_page("labour/municipalities", area="240", lang="en")`, run to its end."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.run()
    app.switch_page(f"{page}.py")
    for name, code in query.items():
        app.query_params[name] = code
    app.run()
    assert not app.exception
    return app


def text_of(app: AppTest) -> str:
    """Everything a reader can read on the page, pictures' text alternatives too."""
    parts = [element.value for kind in ("title", "header", "markdown") for element in app.get(kind)]
    parts += [element.proto.body for element in app.get("html")]
    parts += [sent(element) for element in app.get("bidi_component")]
    return "\n".join(parts)


def sent(element: object) -> str:
    """What a component of ours sent to the browser."""
    proto = element.proto
    return proto.json or proto.mixed.json


def opened(app: AppTest, door: str) -> AppTest:
    """The page with one of its doors (a popover or an expander) open, by its key."""
    app.session_state[door] = True
    app.run()
    assert not app.exception
    return app
