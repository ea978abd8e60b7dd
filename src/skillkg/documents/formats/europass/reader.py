"""Europass XML to text.

What the score must not see (address, date of birth, nationality, picture, …) is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.europass.candidate import read_candidate
from skillkg.documents.formats.europass.elements import Texts, local_name
from skillkg.documents.formats.europass.passport import read_passport
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from skillkg.documents.formats.europass.elements import Element
    from skillkg.documents.formats.parsed import ParsedFile

_READERS: Final[dict[str, Callable[[Element, Texts], ParsedFile]]] = {
    "Candidate": read_candidate,
    "SkillsPassport": read_passport,
    "Europass": read_passport,
}
"""Readers by the name of the root."""


def is_europass(data: bytes) -> bool:
    """Whether this is XML with the root of a Europass resume."""
    from lxml import etree  # type: ignore[import-untyped]

    try:
        return local_name(_parse(data)) in _READERS
    except etree.XMLSyntaxError:
        return False


def read_xml(data: bytes, path: Path) -> ParsedFile:
    """Read a Europass resume.

    Raises:
        DocumentError: it is not XML, or no Europass resume.
    """
    from lxml import etree

    try:
        root = _parse(data)
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            f"{path}:{error.lineno}: not XML ({error.msg})\n  export the resume again"
        ) from None
    name = local_name(root)
    if name not in _READERS:
        raise DocumentError(
            f"{path}: no Europass resume (its root is <{name}>)\n"
            f"  a Europass resume has one of {', '.join(_READERS)}; save anything else as text"
        )
    return _READERS[name](root, Texts(path))


def _parse(data: bytes) -> Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
