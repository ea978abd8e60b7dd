"""Web pages: the JobPosting that a page embeds, or else what a reader of the page would see."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from skillkg.documents.posting import find_posting, read_posting
from skillkg.documents.reading import Reading, clean, decode
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    Element = Any
    """An element of lxml, which has no types."""

_DECLARED: Final = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s+")
_UNSEEN: Final = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object"}
_AROUND: Final = {"nav", "footer", "form", "aside"}
_ROWS: Final = {"br", "dd", "dt", "li", "tr"}
_BLOCKS: Final = {
    "address", "article", "blockquote", "body", "div", "dl", "fieldset", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip


def read_html(data: bytes, path: Path) -> Reading:
    """Read a page: its ``JobPosting`` (JSON-LD) where it has one, its visible text otherwise."""
    root = _parse(_decode(data, path), path)
    notes: list[str] = []
    posting = _embedded(root, notes)
    if posting is not None:
        reading = read_posting(posting, path)
        reading.media_type = "text/html"
        reading.notes.append(
            "read from the JobPosting in the page; its own text was not read again"
        )
        return reading
    if next(root.iter(*_AROUND), None) is not None:
        notes.append("navigation, side bars, forms and footer were not read")
    heading = next(root.iter("h1"), None)
    title = None if heading is None else _visible(heading, _UNSEEN).replace("\n", " ")
    text = _visible(root, _UNSEEN | _AROUND)
    return Reading("text/html", text, title=title or None, notes=notes)


def html_to_text(markup: str, path: Path) -> str:
    """Text of a piece of HTML: blocks on their own lines, list items behind a dash."""
    return _visible(_parse(markup, path), _UNSEEN)


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


def _parse(markup: str, path: Path) -> Element:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    # The wrapper gives even an empty page a root; the parser drops an element that comes twice.
    root = etree.fromstring(f"<html>{clean(markup)}</html>".encode(), parser)
    if any("depth" in error.message for error in parser.error_log):
        raise DocumentError(
            f"{path}: HTML nested too deep\n  copy its text from the browser, and save it as .txt"
        )
    return root


def _embedded(root: Element, notes: list[str]) -> dict[str, object] | None:
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            posting = find_posting(json.loads(script.text or ""))
        except (ValueError, RecursionError) as error:
            notes.append(f"JSON-LD in the page is broken and was not read: {error}")
            continue
        if posting is not None:
            return posting
    return None


def _visible(root: Element, unwanted: Collection[str]) -> str:
    text = "".join(_pieces(root, unwanted))
    return clean("\n".join(map(_without_edges, text.split("\n"))))


def _without_edges(line: str) -> str:
    """A line without the bars that part no cells: a cell may end with a block."""
    line = " ".join(line.split()).removesuffix("|").rstrip()
    return line.removeprefix("| ")


def _pieces(root: Element, unwanted: Collection[str]) -> Iterator[str]:
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in unwanted:
                walk.skip_subtree()
            else:
                yield _before(element.tag) + _flat(element.text)
        else:
            yield "\n" if element.tag in _BLOCKS else " | " if element.tag in ("td", "th") else ""
            if element is not root:
                yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")


def _before(tag: str) -> str:
    if tag in _BLOCKS or tag in _ROWS:
        return "\n- " if tag == "li" else "\n"
    return ""
