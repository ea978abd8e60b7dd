"""Texts of XML elements, by paths of names without the namespaces, which differ between tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillkg.documents.formats.html_text import html_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Element = Any
    """An element of lxml, which has no types."""


def local_name(element: Element) -> str:
    """Name of an element without its namespace."""
    from lxml import etree  # type: ignore[import-untyped]

    return str(etree.QName(element).localname)


def not_read(element: Element, known: set[str]) -> list[str]:
    """A note on the parts of an element that say something and are not known."""
    parts = [part for part in element.iterchildren("*") if "".join(part.itertext()).strip()]
    unknown = sorted({local_name(part) for part in parts} - known)
    return [f"parts not read: {', '.join(unknown)}"] if unknown else []


def find_all(element: Element, path: str) -> Sequence[Element]:
    """All elements that a path leads to."""
    elements: Sequence[Element] = element.findall(_without_namespaces(path))
    return elements


def _without_namespaces(path: str) -> str:
    return "/".join(f"{{*}}{name}" for name in path.split("/"))


class Texts:
    """Reads texts of a file's elements, their HTML as plain text.

    Raises:
        DocumentError: the HTML is nested too deep.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def first(self, element: Element, *paths: str) -> str:
        """The text of the first path that leads to one; empty where none does."""
        for path in paths:
            part = element.find(_without_namespaces(path))
            text = "" if part is None else "".join(part.itertext()).strip()
            if text:
                return html_to_text(text, self._path) if "<" in text or "&" in text else text
        return ""
