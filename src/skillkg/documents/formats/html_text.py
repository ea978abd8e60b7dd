"""HTML as text: what a reader of a page would see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from skillkg.documents.formats.parsed import clean
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

    Element = Any
    """An element of lxml, which has no types."""

_HIDDEN: Final = ("script", "style", "noscript", "template", "head", "svg", "iframe", "object")
_BLOCKS: Final = (
    "address", "article", "blockquote", "body", "div", "dl", "fieldset", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section", "table", "ul",
)  # fmt: skip
"""Elements that begin and end a line."""
_ROWS: Final = {"br": "", "dd": "", "dt": "", "tr": "", "li": "- "}
"""Elements that only begin a line, and what the line begins with."""
_CELLS: Final = ("td", "th")
_LINE_END: Final = "\ufdd0"
"""Unicode keeps this code point for uses like this; white space in HTML ends no line."""


def html_to_text(markup: str, path: Path) -> str:
    """Text of a piece of HTML: blocks on their own lines, list items behind a dash.

    Raises:
        DocumentError: it is nested too deep.
    """
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


def visible_text(root: Element) -> str:
    """Text of a parsed page, whose elements are marked for it and are not to be used again."""
    from lxml import etree

    etree.strip_elements(root, *_HIDDEN, with_tail=False)
    for block in root.iter(*_BLOCKS):
        block.text = _LINE_END + (block.text or "")
        block.tail = _LINE_END + (block.tail or "")
    for row in root.iter(*_ROWS):
        row.text = _LINE_END + _ROWS[row.tag] + (row.text or "")
    for cell in root.iter(*_CELLS):
        cell.tail = " | " + (cell.tail or "")
    text = etree.tostring(root, encoding="unicode", method="text")
    return clean("\n".join(map(_tidied, text.split(_LINE_END))))


def _tidied(line: str) -> str:
    """A line without white space that is not seen, and bars that part no cells."""
    line = " ".join(line.split()).removesuffix("|").rstrip()
    return line.removeprefix("| ")
