"""What the server adds around Streamlit: language, headers, compression, own files."""

import gzip
import urllib.error
import urllib.request
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.conftest import Server

LANGUAGES = ("fi", "en")


def answer(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (lower case) and body of one plain request."""
    request = urllib.request.Request(server.url + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, _lower(response.headers), response.read()
    except urllib.error.HTTPError as error:
        return error.code, _lower(error.headers), error.read()


def _lower(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_its_language_before_any_script_has_run(lang: str, server: Server) -> None:
    _, headers, body = answer(server, f"/municipalities?lang={lang}")
    assert f'<html lang="{lang}">'.encode() in body
    assert headers["content-language"] == lang
    assert b"<title>Streamlit</title>" not in body


def test_an_unknown_language_is_finnish(server: Server) -> None:
    _, headers, body = answer(server, "/municipalities?lang=%22%3E%3Cscript%3E")
    assert b'<html lang="fi">' in body
    assert headers["content-language"] == "fi"
    assert b'"><script>' not in body


def test_pages_carry_a_policy_that_lets_nothing_in_from_elsewhere(server: Server) -> None:
    _, headers, _ = answer(server, "/now")
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_streamlits_scripts_travel_gzipped_and_unchanged(server: Server) -> None:
    _, _, page = answer(server, "/")
    script = page.split(b'src="./static/js/')[1].split(b'"')[0].decode()
    _, plain_headers, plain = answer(server, f"/static/js/{script}")
    _, headers, packed = answer(server, f"/static/js/{script}", **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain_headers
    assert headers["content-encoding"] == "gzip"
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]
    assert gzip.decompress(packed) == plain


def test_own_scripts_are_asked_about_at_each_visit_and_sent_only_when_changed(
    server: Server,
) -> None:
    status, headers, body = answer(server, "/assets/drawing.js")
    assert status == 200
    assert body
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "no-cache"
    again, _, _ = answer(server, "/assets/drawing.js", **{"If-None-Match": headers["etag"]})
    assert again == 304


def test_a_drawing_of_the_release_is_served_to_be_kept_for_good(
    server: Server, release: str
) -> None:
    status, headers, body = answer(server, f"/drawings/{release}/map-municipality.svg")
    assert status == 200
    assert headers["content-type"] == "image/svg+xml"
    assert "immutable" in headers["cache-control"]
    assert b"<svg" in body


@pytest.mark.parametrize(
    "path",
    [
        "/drawings/../CURRENT.svg",
        "/drawings/%2e%2e/map-municipality.svg",
        "/drawings/{release}/..%2flabour.svg",
        "/drawings/{release}/labour.duckdb",
        "/drawings/{release}/manifest.svg",
        "/drawings/{release}/map-municipality.svg%00",
        "/drawings/nosuchrelease/map-municipality.svg",
        "/assets/../dashboard.py",
        "/assets/%2e%2e/dashboard.py",
        "/assets/..%5cdashboard.py",
        "/static/js/../../../../dashboard.py",
    ],
)
def test_no_path_reaches_a_file_that_is_not_meant_to_be_served(
    path: str, server: Server, release: str
) -> None:
    status, headers, body = answer(server, path.replace("{release}", release))
    # Below /static Streamlit answers an unknown path with its page; that is not a file of ours.
    shell = path.startswith("/static") and b'<div id="root">' in body
    assert status in (400, 404) or (shell and "content-security-policy" in headers)
    assert b"st.App" not in body


def test_the_two_addresses_streamlit_probes_below_a_page_stay_unanswered(server: Server) -> None:
    for probe in ("health", "host-config"):
        assert answer(server, f"/municipalities/_stcore/{probe}")[0] == 404
        assert answer(server, f"/_stcore/{probe}")[0] == 200


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("own", "own", 101),
        ("own", "https://elsewhere.example", 403),
        ("elsewhere.example", "http://elsewhere.example", 403),
    ],
)
def test_the_socket_refuses_other_sites_and_other_names_for_this_machine(
    host: str, origin: str, status: int, server: Server
) -> None:
    own = urlsplit(server.url).netloc
    connection = HTTPConnection(own, timeout=10)
    connection.putrequest("GET", "/_stcore/stream", skip_host=True)
    for name, value in {
        "Host": own if host == "own" else host,
        "Origin": server.url if origin == "own" else origin,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "aGFuZHByaW50LWxhcGlucw==",
        "Sec-WebSocket-Protocol": "streamlit",
    }.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


@pytest.mark.attack
@pytest.mark.parametrize("sent", [b"", b"\x00" * 64, b"\xff" * 4096, "text", "\u202e" * 99])
def test_noise_on_the_socket_disturbs_nobody_else(sent: bytes | str, server: Server) -> None:
    stream = server.url.replace("http", "ws") + "/_stcore/stream"
    with connect(stream, origin=server.url, subprotocols=["streamlit"]) as socket:
        socket.send(sent)
        with suppress(ConnectionClosed, TimeoutError):
            socket.recv(timeout=1)
    assert answer(server, "/_stcore/health")[0] == 200
