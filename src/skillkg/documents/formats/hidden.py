"""Text that a reader of a document does not see: written for machines, it is told and not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Element = Any
    """An element of lxml, which has no types."""

_QUOTED: Final = 60
"""Characters of hidden text that a note quotes."""
_STYLES: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*(?:0|[01](?:\.\d+)?(?:px|pt))\s*(?:;|$|!)"
    r"|(?:text-indent|left|top)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0"
    r"|(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?\b|transparent|rgba?\([^)]*,\s*0\s*\))",
    re.IGNORECASE,
)
_BACKGROUND: Final = re.compile(r"background(?:-color|-image)?\s*:", re.IGNORECASE)
_WHITE: Final = re.compile(r"(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?\b)", re.IGNORECASE)


def hidden_note(texts: Sequence[str]) -> list[str]:
    """What to tell of hidden texts; nothing where there are none."""
    whole = " ".join(" ".join(texts).split())
    if not whole:
        return []
    quote = printable(whole[:_QUOTED]) + ("…" if len(whole) > _QUOTED else "")
    return [f"hidden text was not read: {len(whole):,} characters, “{quote}”"]


def take_hidden(root: Element) -> list[str]:
    """Take what no reader of a web page sees out of it.

    White letters are seen where an element around them has a background.

    Returns:
        Its texts.
    """
    taken: list[str] = []
    for element in list(root.iter()):
        if isinstance(element.tag, str) and _is_hidden(element) and element.getparent() is not None:
            taken.append("".join(element.itertext()))
            element.text = None
            for child in list(element):
                element.remove(child)
    return taken


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style") or ""
    match = _STYLES.search(style)
    if match is None:
        return False
    return not (_WHITE.match(match[0]) and any(map(_BACKGROUND.search, _styles(element))))


def _styles(element: Element) -> Iterator[str]:
    while element is not None:
        yield element.get("style") or ""
        yield f"background:{element.get('bgcolor')}" if element.get("bgcolor") else ""
        element = element.getparent()
