"""Text that a reader of a document does not see: written for machines, it is told and not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
_RULE: Final = re.compile(r"(?P<selectors>[^{}@]+)\{(?P<declarations>[^{}]*)\}")
_CONDITIONAL: Final = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""Rules that hold only where a page is printed, or a window is narrow."""
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
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

    Styles are those of elements, and of the page's own rules for classes, ids and kinds of
    elements. White letters are seen where an element around them has a background.

    Returns:
        Its texts.
    """
    taken: list[str] = []
    rules = _rules(root)
    for element in list(root.iter()):
        seen = not isinstance(element.tag, str) or not _is_hidden(element, rules)
        if not seen and element.getparent() is not None:
            taken.append("".join(element.itertext()))
            element.text = None
            for child in list(element):
                element.remove(child)
    return taken


def _rules(root: Element) -> dict[str, str]:
    """Declarations of a page's style sheets by their simple selectors: ``.note``, ``#x``, ``p``."""
    rules: dict[str, str] = {}
    for sheet in root.iter("style"):
        for match in _RULE.finditer(_CONDITIONAL.sub("", _COMMENT.sub("", sheet.text or ""))):
            for selector in match["selectors"].split(","):
                name = selector.strip().lower()
                rules[name] = f"{rules.get(name, '')};{match['declarations']}"
    return rules


def _is_hidden(element: Element, rules: Mapping[str, str]) -> bool:
    if element.get("hidden") is not None:
        return True
    match = _STYLES.search(_style(element, rules))
    if match is None:
        return False
    return not (_WHITE.match(match[0]) and any(map(_BACKGROUND.search, _styles(element, rules))))


def _style(element: Element, rules: Mapping[str, str]) -> str:
    own = element.get("style") or ""
    if not rules or not isinstance(element.tag, str):
        return own
    tag, names = element.tag.lower(), (element.get("class") or "").lower().split()
    selectors = [tag, *(f".{name}" for name in names), *(f"{tag}.{name}" for name in names)]
    selectors.append(f"#{(element.get('id') or '').lower()}")
    return ";".join([*(rules[each] for each in selectors if each in rules), own])


def _styles(element: Element, rules: Mapping[str, str]) -> Iterator[str]:
    while element is not None:
        yield _style(element, rules)
        yield f"background:{element.get('bgcolor')}" if element.get("bgcolor") else ""
        element = element.getparent()
