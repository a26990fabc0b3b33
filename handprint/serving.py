"""What the web server adds around Streamlit: language, security headers, compression, own files.

Streamlit serves one fixed English shell page, no security headers and uncompressed scripts, and
imports most of what it needs at the first visit. All four are put right here, so that pages know
nothing of it.
"""

from __future__ import annotations

import base64
import functools
import gc
import gzip
import hashlib
import html
import importlib
import pkgutil
import re
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from handprint.releases import data_folder
from handprint.session import LANGUAGES
from handprint.words import t

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).resolve().parent.parent
YEAR = 31_536_000

# Files with an age of their own, which a browser may ask about with a condition.
FILES = ("/static/", "/media/", "/assets/", "/drawings/")
# What users download may be HTML too, and is never the shell page.
DOWNLOADS = "/media/"
STREAMLIT_FILE = re.compile(r"/static/(?:js|css|media)/[A-Za-z0-9._-]+(\.(?:js|css|json|svg|wasm))")
# Said here because Windows may call a script text/plain, which browsers then refuse to run.
MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
RELEASE = re.compile(r"[A-Za-z0-9-]+")
DRAWING = re.compile(r"map-[a-z_]+")
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")

# How the page looks until Streamlit draws into it, in the colours the reader's system prefers.
OPENING = (
    "position:fixed;inset:0;margin:0;display:grid;place-content:center;"
    "font:1rem sans-serif;color-scheme:light dark;background:Canvas;color:CanvasText"
)

# The parts of Streamlit that every page draws with. A browser told of them at once fetches them
# while it starts; otherwise it finds each after the last, when the page asks for it.
DRAWN_WITH = ("Selectbox", "Html", "BidiComponent", "Metric")

# Sent with every answer. The policy that lets scripts in is added to pages only.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def content_policy(*, inline_scripts: str, host: str) -> str:
    """Content-Security-Policy of a page; only this server may be asked for anything.

    `blob:` scripts and workers are how Streamlit loads the inline part of a component and how
    plotly starts its workers; inline styles are how it styles everything. Scripts made from
    text (`unsafe-eval`) are not allowed: nothing drawn here needs them.
    """
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {inline_scripts}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' blob: data:{sockets}",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


@functools.cache
def _streamlit_folder() -> Path:
    """Streamlit's folder of built pages and scripts."""
    from streamlit import file_util

    return Path(file_util.get_static_dir())


@functools.cache
def _preloads() -> str:
    """Links for what a page needs after Streamlit's first scripts: its widgets, and our own."""
    folder = _streamlit_folder() / "static" / "js"
    shell = (_streamlit_folder() / "index.html").read_text("utf-8")
    wanted = [file.name for part in DRAWN_WITH for file in sorted(folder.glob(f"{part}.*.js"))]
    found: list[str] = []
    while wanted:
        name = wanted.pop()
        if name not in found and name not in shell and (folder / name).is_file():
            found.append(name)
            wanted += re.findall(
                r"""from\s*["`']\./([\w.-]+\.js)""", (folder / name).read_text("utf-8")
            )
    return "".join(
        f'  <link rel="modulepreload" crossorigin href="./static/js/{name}">\n' for name in found
    )


@functools.cache
def _shell(lang: str) -> tuple[bytes, bytes, str]:
    """Streamlit's shell page in one language: plain, gzipped, and its inline scripts' hashes."""
    page = (_streamlit_folder() / "index.html").read_text("utf-8")
    page = page.replace('<html lang="en">', f'<html lang="{lang}">')
    page = re.sub(
        r"<title>.*?</title>", f"<title>{html.escape(t('shell.title', lang))}</title>", page
    )
    # The agent interface is off; neither its advertisement nor its advice belongs here.
    page = re.sub(r'\s*<!--(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*>', "", page, flags=re.S)
    page = re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript><p>{html.escape(t('shell.needs_scripts', lang))}</p></noscript>",
        page,
        flags=re.S,
    )
    opening = f'<p style="{OPENING}">{html.escape(t("shell.opening", lang))}</p>'
    page = page.replace('<div id="root"></div>', f'<div id="root">{opening}</div>')
    own = '  <script type="module" src="./assets/shell.js"></script>\n  </head>'
    page = page.replace("</head>", _preloads() + own)
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.S)
    hashes = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    body = page.encode()
    return body, gzip.compress(body, 9, mtime=0), " ".join(f"'sha256-{h}'" for h in hashes)


class Shell:
    """Middleware: the shell page says its language and title, and carries the policy."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the rest of the server."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Replace an HTML answer on a page's address; let everything else through."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith(DOWNLOADS):
            await self.app(scope, receive, send)
            return
        if not path.startswith(FILES):
            # Streamlit would answer 304 for its own page, which is not the one sent from here.
            conditional = (b"if-none-match", b"if-modified-since", b"range")
            scope["headers"] = [h for h in scope["headers"] if h[0] not in conditional]
        replaced = False

        async def send_shell(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                is_page = headers.get("content-type", "").startswith("text/html")
                replaced = message["status"] == 200 and is_page
                if not replaced:
                    await send(message)
            elif not replaced:
                await send(message)
            elif not message.get("more_body", False):
                await self._page(scope)(scope, receive, send)

        await self.app(scope, receive, send_shell)

    @staticmethod
    def _page(scope: Scope) -> Response:
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
        lang = asked if asked in LANGUAGES else next(iter(LANGUAGES))
        plain, packed, hashes = _shell(lang)
        request = Headers(scope=scope)
        headers = {
            "Cache-Control": "no-cache",
            "Content-Language": lang,
            "Content-Security-Policy": content_policy(
                inline_scripts=hashes, host=request.get("host", "")
            ),
            "Vary": "Accept-Encoding",
        }
        if "gzip" in request.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(packed, media_type="text/html", headers=headers)
        return Response(plain, media_type="text/html", headers=headers)


class SafetyHeaders:
    """Middleware: the headers that ask a browser to be careful, on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the rest of the server."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what an answer does not say itself."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_safely)


@functools.lru_cache(maxsize=512)
def _packed(path: Path) -> bytes:
    """One of Streamlit's files, gzipped once for as long as the server lives."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class PackedFiles:
    """Middleware: Streamlit's own scripts and styles travel gzipped, a third of their size.

    Streamlit sends them plain because compressing at each request costs more than it saves.
    Their names carry a hash of their content, so here each is compressed once and kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the rest of the server."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a known file when the browser takes gzip; pass on anything else."""
        found = scope["type"] == "http" and STREAMLIT_FILE.fullmatch(scope["path"])
        if (
            not found
            or scope["method"] != "GET"
            or "gzip" not in Headers(scope=scope).get("accept-encoding", "")
            or not (file := _streamlit_folder() / scope["path"].lstrip("/")).is_file()
        ):
            await self.app(scope, receive, send)
            return
        response = Response(
            await to_thread.run_sync(_packed, file),
            media_type=MEDIA_TYPES[found[1]],
            headers={
                "Cache-Control": f"public, immutable, max-age={YEAR}",
                "Content-Encoding": "gzip",
                "Vary": "Accept-Encoding",
            },
        )
        await response(scope, receive, send)


class OwnFiles(StaticFiles):
    """The repository's `assets/`: kept by browsers, but asked about (ETag) at each visit."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Answer with the file, or with 304 when the browser has it already."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        media_type = MEDIA_TYPES.get(Path(getattr(response, "path", "")).suffix)
        if media_type:
            charset = "; charset=utf-8" if media_type.startswith("text/") else ""
            response.headers["Content-Type"] = media_type + charset
        return response


async def drawing(request: Request) -> Response:
    """Answer with one ready-made drawing of a release; its address never changes content."""
    release, name = request.path_params["release"], request.path_params["name"]
    file = data_folder() / "releases" / release / "drawings" / f"{name}.svg"
    if not (RELEASE.fullmatch(release) and DRAWING.fullmatch(name) and file.is_file()):
        return PlainTextResponse("Not found", status_code=404)
    return FileResponse(
        file,
        media_type="image/svg+xml",
        headers={
            "Cache-Control": f"public, immutable, max-age={YEAR}",
            # Opened by itself, a drawing may style itself and do nothing else.
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        },
    )


def routes() -> list[Mount]:
    """Addresses served beside Streamlit's: own scripts and styles, and ready-made drawings."""
    return [
        Mount("/drawings", routes=[Route("/{release}/{name}.svg", drawing)]),
        Mount("/assets", OwnFiles(directory=ROOT / "assets", check_dir=False)),
    ]


def middleware() -> list[Middleware]:
    """What every request passes on its way in and out, outermost first."""
    return [Middleware(SafetyHeaders), Middleware(PackedFiles), Middleware(Shell)]


def warm_up() -> None:
    """Import what the first visitor would otherwise wait for, and leave it to the collector.

    Frozen objects are never looked at again by Python's garbage collection, which otherwise
    walks through some 170 000 imported ones.
    """
    for name in ("pandas", "pyarrow", "duckdb", "queries", "handprint.words"):
        importlib.import_module(name)
    views = importlib.import_module("handprint.views")
    for module in pkgutil.iter_modules(views.__path__, "handprint.views."):
        importlib.import_module(module.name)
    for lang in LANGUAGES:
        _shell(lang)
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Warm up before the first answer, then say in one line where the app is."""
    from streamlit import config

    await to_thread.run_sync(warm_up)
    address = config.get_option("server.address") or "127.0.0.1"
    sys.stdout.write(f"Kädenjälki: http://{address}:{config.get_option('server.port')}\n")
    sys.stdout.flush()
    yield
    # Frozen objects would outlive the interpreter, and DuckDB's binding would list them as leaks.
    gc.unfreeze()
