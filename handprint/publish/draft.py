"""Drafts the source file of a new raw file, so that nobody has to type a checksum.

`python -m handprint.publish draft raw/pxweb/12r5_2026M07.json --like 12r5_2026M06` prints the
file; a person reads it through and saves it as `data/sources/12r5_2026M07.toml`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from handprint import catalog, releases
from handprint.catalog import Source
from handprint.publish.wording import Refused


def source_file(file: str, like: str = "", data_dir: Path | None = None) -> str:
    """The text of a source file for `file` (below data/), with another source's words if asked."""
    folder = data_dir or catalog.folder()
    path = folder / file
    if not path.is_file():
        raise Refused("file_absent", file=file, hint="")
    model = _model(folder, like)
    kind, found = _kind(path)
    holds = (
        {
            "fi": f"Samat tiedot kuin lähteessä {model.id}, tiedostosta {path.name}.",
            "en": f"The same measures as in source {model.id}, from {path.name}.",
        }
        if model
        else dict.fromkeys(catalog.LANGUAGES, "?")
    )
    retrieved = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    lines = [
        f'publisher       = "{model.publisher if model else "?"}"',
        f'table           = "{model.table if model else "?"}"',
        f'file            = "{file}"',
        f'format          = "{kind}"',
        f'licence         = "{model.licence if model else "CC BY 4.0"}"',
        f'licence_address = "{model.licence_address if model else "?"}"',
        f'address         = "{model.address if model else "?"}"',
        f"retrieved       = {retrieved}",
        *([f"updated         = {found['updated']}"] if found.get("updated") else []),
        f'sha256          = "{releases.checksum(path)}"',
        "",
    ]
    for lang in catalog.LANGUAGES:
        title = model.title(lang) if model else "?"
        lines += [f"[{lang}]", f'title = "{title}"', f'holds = "{holds[lang]}"']
        if model and model.by(lang) != model.publisher:
            lines.append(f'publisher = "{model.by(lang)}"')
        lines.append("")
    return "\n".join(lines)


def save(file: str, like: str = "", data_dir: Path | None = None) -> str:
    """Write the draft into `sources/` under the raw file's name, unless a file is there already."""
    folder = data_dir or catalog.folder()
    name = f"sources/{Path(file).name.split('.')[0]}.toml"
    text = source_file(file, like, folder)
    if (folder / name).exists():
        raise Refused("draft_exists", file=name)
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return name


def _model(folder: Path, like: str) -> Source | None:
    """The source whose words are copied."""
    if not like:
        return None
    for source in catalog.read_sources(folder):
        if source.id == like:
            return source
    raise Refused("file_absent", file=f"sources/{like}.toml", hint="")


def _kind(path: Path) -> tuple[str, dict[str, str]]:
    """The format of a raw file by its content, and the day the publisher released it."""
    if path.suffix not in (".json", ".geojson"):
        return "csv", {}
    try:
        body = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return "json-stat2", {}
    if body.get("type") == "FeatureCollection":
        return "geojson", {}
    if "columns" in body and "data" in body:
        stamp = (body.get("metadata") or [{}])[0].get("updated", "")
        return "pxweb-json", {"updated": stamp[:10]}
    return "json-stat2", {"updated": str(body.get("updated", ""))[:10]}
