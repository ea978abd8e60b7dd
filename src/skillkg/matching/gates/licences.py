"""Driving licences, clearances, work permits and registrations: stated or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.model.document import Span
from skillkg.model.match import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands


class _Kind(NamedTuple):
    name: str
    pattern: re.Pattern[str]


def _kind(name: str, pattern: str) -> _Kind:
    return _Kind(name, re.compile(pattern, re.IGNORECASE))


_KINDS: Final = (
    _kind(
        "Driving licence",
        r"\b(?:driv(?:ing|er['’]?s?['’]?)\s+licen[cs]e|licen[cs]e to drive|full uk licen[cs]e"
        r"|clean licen[cs]e|category [bcd]\+?e? licen[cs]e"
        r"|(?:hgv|lgv|pcv)(?: class [12])? licen[cs]e|cdl(?: class [abc])?"
        r"|f[üu]hrerschein|permis de conduire)\b",
    ),
    _kind(
        "Security clearance",
        r"\b(?:(?:sc|dv|security|secret|top secret|nato|ts/sci)[- ]clear(?:ance|ed)"
        r"|security[- ]cleared)\b",
    ),
    _kind(
        "Background check",
        r"\b(?:(?:enhanced |full )?(?:dbs|crb|pvg)(?: check(?:ed)?| clear\w+| disclosure)?"
        r"|(?:criminal )?background check|enhanced disclosure)\b",
    ),
    _kind(
        "Right to work",
        r"\b(?:right to work|(?:valid )?work (?:permit|visa|authori[sz]ation)|eligib\w+ to work"
        r"|authori[sz]ed to work|legally (?:entitled|allowed) to work)\b",
    ),
    _kind("CSCS card", r"\bcscs(?: card)?\b"),
    _kind(
        "Forklift licence",
        r"\b(?:fork[- ]?lift|counter ?balance|reach truck) (?:truck )?licen[cs]e\b",
    ),
    _kind("First aid certificate", r"\bfirst aid (?:certificate|qualification|trained)\b"),
    _kind(
        "Nursing registration",
        r"\b(?:nmc (?:registration|registered|pin)|registered with the nmc)\b",
    ),
)
_DENIED: Final = re.compile(
    r"\b(?:no|not|without|lack|don['’]t|do not|never)\b[^.,;\n]{0,25}$", re.IGNORECASE
)


def licence_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check what an ad demands that is had or not."""
    for kind in _KINDS:
        wanted = next(
            (m for m in kind.pattern.finditer(demands.text) if demands.hold(*m.span())), None
        )
        if wanted is not None:
            yield _checked(kind, Span(*wanted.span(), wanted[0]), resume)


def _checked(kind: _Kind, wanted: Span, resume: Document) -> Gate:
    denied = None
    for match in kind.pattern.finditer(resume.text):
        evidence = Span(*match.span(), match[0])
        if not _DENIED.search(resume.text[: match.start()][-60:]):
            return Gate(kind.name, "pass", wanted, evidence)
        denied = evidence
    if denied is not None:
        return Gate(kind.name, "fail", wanted, denied, "The resume denies it.")
    return Gate(kind.name, "unknown", wanted, None, "The resume does not state it.")
