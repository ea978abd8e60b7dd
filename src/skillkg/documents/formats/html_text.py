"""HTML as text: what a reader of a page would see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from skillkg.documents.formats.parsed import clean
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    Element = Any
    """An element of lxml, which has no types."""

_SPACE: Final = re.compile(r"\s+")
UNSEEN: Final = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object"}
AROUND: Final = {"nav", "footer", "form", "aside"}
_ROWS: Final = {"br", "dd", "dt", "li", "tr"}
_BLOCKS: Final = {
    "address", "article", "blockquote", "body", "div", "dl", "fieldset", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip


def html_to_text(markup: str, path: Path) -> str:
    """Text of a piece of HTML: blocks on their own lines, list items behind a dash."""
    return visible_text(parse_html(markup, path))


def parse_html(markup: str, path: Path) -> Element:
    """Parse a page or a piece of one.

    Raises:
        DocumentError: it is nested too deep.
    """
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


def visible_text(root: Element, unwanted: Collection[str] = UNSEEN) -> str:
    """Text of an element, without that of unwanted elements in it."""
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
