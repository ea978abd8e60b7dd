"""Web pages: the JobPosting that a page embeds, or else what a reader of the page would see."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from skillkg.documents.formats.hidden import hidden_note, take_hidden
from skillkg.documents.formats.html_text import parse_html, visible_text
from skillkg.documents.formats.job_posting import find_postings, read_posting
from skillkg.documents.formats.parsed import ParsedFile, clean, decode
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skillkg.documents.formats.json_fields import Record

    Element = Any
    """An element of lxml, which has no types."""

_AROUND: Final = ("nav", "footer", "form", "aside")
"""Elements around what a page is about."""
_DECLARED: Final = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def read_html(data: bytes, path: Path) -> ParsedFile:
    """Read a page: its ``JobPosting`` (JSON-LD) where it has one, its visible text otherwise.

    Raises:
        DocumentError: it is not in the encoding that it declares, or is nested too deep.
    """
    root = parse_html(_decode(data, path), path)
    notes: list[str] = []
    postings = list(_embedded_postings(root, notes))
    if not postings:
        return _read_page(root, notes)
    parsed = read_posting(postings, path)
    parsed.media_type = "text/html"
    parsed.notes += [
        "read from the JobPosting in the page; its own text was not read again",
        *notes,
    ]
    return parsed


def _read_page(root: Element, notes: list[str]) -> ParsedFile:
    from lxml import etree  # type: ignore[import-untyped]

    if next(root.iter(*_AROUND), None) is not None:
        notes.append("navigation, side bars, forms and footer were not read")
    etree.strip_elements(root, *_AROUND, with_tail=False)
    notes += hidden_note(take_hidden(root))
    heading = next(root.iter("h1"), None)
    title = "" if heading is None else clean(" ".join("".join(heading.itertext()).split()))
    return ParsedFile("text/html", visible_text(root), title=title or None, notes=notes)


def _decode(data: bytes, path: Path) -> str:
    declared = _DECLARED.search(data, 0, 4096)
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if encoding.lower() in ("utf-8", "utf8") or data.startswith(b"\xef\xbb\xbf"):
        return decode(data, path)
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        raise DocumentError(
            f"{path}: the page says that it is {encoding}, and it is not\n"
            "  save it again as UTF-8 from the browser"
        ) from None


def _embedded_postings(root: Element, notes: list[str]) -> Iterator[Record]:
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            # Many pages have line feeds inside strings, which strict JSON forbids.
            yield from list(find_postings(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError) as error:
            notes.append(f"JSON-LD in the page is broken and was not read: {error}")
