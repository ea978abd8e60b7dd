"""Degrees and other qualifications by the level of the European Qualifications Framework.

The levels of names are those of national referencing reports, in ``qualifications.toml``; a name
without a level of its own (``a relevant qualification``) has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.matching.gates.alternatives import without_failing
from skillkg.matching.gates.demands import KEPT
from skillkg.matching.gates.held import holding
from skillkg.model.document import Span
from skillkg.model.match import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands
    from skillkg.model.match import GateStatus

_OR: Final = re.compile(r"^\s*(?:,|/|or\b|,\s*or\b|and\b|degree|\s)*\s*$", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r"\bor (?:equivalent|relevant|related|comparable|\d+)\b", re.IGNORECASE
)


_DENIED: Final = re.compile(
    r"\b(?:no|without an?|don['’]t have an?|do not have an?|(?:have|has)(?: not|n['’]t) (?:done"
    r"|got|completed|finished) an?)"
    r"\s+(?:university |formal |college |bachelor['’]?s? |master['’]?s? )*(?:degree"
    r"|qualifications|ph\.?d|msc|bsc|ba|ma|mba)\b",
    re.IGNORECASE,
)
_UPPER: Final = re.compile(r"\b(?:2[:.]1|upper second|first[- ]class|1st class)\b", re.IGNORECASE)
_LOWER: Final = re.compile(r"\b(?:2[:.]2|lower second|third[- ]class|3rd class)\b", re.IGNORECASE)
"""Classes of honours, above and below what ads ask for."""
_DEGREE: Final = 6
"""The level of a first degree."""


class Qualification(NamedTuple):
    """A qualification that a text names."""

    level: int
    """Of the European Qualifications Framework, 1 to 8."""
    span: Span


@lru_cache(KEPT)
def qualifications(text: str) -> tuple[Qualification, ...]:
    """Find qualifications whose level is known, in text order."""
    return tuple(
        Qualification(int(str(match.lastgroup)[1:]), Span(*match.span(), match[0]))
        for match in _pattern().finditer(text)
    )


@cache
def _pattern() -> re.Pattern[str]:
    text = files("skillkg.matching.gates").joinpath("qualifications.toml").read_text("utf-8")
    levels: dict[str, str] = tomllib.loads(text)
    groups = (
        f"(?P<l{level}>{'|'.join(f'(?:{line})' for line in lines.strip().splitlines())})"
        for level, lines in sorted(levels.items(), reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE)


def degree_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check the qualification that an ad demands; of alternatives the lowest one is enough."""
    forces = {q: demands.force(q.span.start, q.span.end) for q in qualifications(demands.text)}
    demanded = [q for q, force in forces.items() if force != "none"]
    if demanded:
        lowest = min(_first_group(demands.text, demanded), key=lambda q: q.level)
        gate = _checked(demands, lowest, resume)
        yield gate if forces[lowest] == "demanded" else without_failing(gate)


def _checked(demands: Demands, lowest: Qualification, resume: Document) -> Gate:
    told = {q: holding(resume.text, q.span.start, q.span.end) for q in qualifications(resume.text)}
    held = [q for q, of in told.items() if of == "held"]
    pending = [q for q, of in told.items() if of == "pending" and q.level >= lowest.level]
    best = max(held, key=lambda q: q.level, default=None)
    name = f"Qualification of EQF level {lowest.level}"
    if best is not None and best.level >= lowest.level:
        note = f"The resume names one of level {best.level}; whether its field fits is not checked."
        return _by_class(demands, Gate(name, "pass", lowest.span, best.span, note), resume)
    denied = _DENIED.search(resume.text)
    if best is None and denied is not None and lowest.level >= _DEGREE:
        span = Span(*denied.span(), denied[0])
        status: GateStatus = "unknown" if _takes_other(demands, lowest) else "fail"
        return Gate(name, status, lowest.span, span, "The resume says that there is none.")
    if pending:
        note = "The resume does not say that it is completed."
        return Gate(name, "unknown", lowest.span, pending[0].span, note)
    if best is None:
        note = "The resume names no qualification whose level is known."
        return Gate(name, "unknown", lowest.span, None, note)
    otherwise = _takes_other(demands, lowest)
    note = f"The resume names one of level {best.level}."
    note += " The ad takes something equivalent." if otherwise else ""
    return Gate(name, "unknown" if otherwise else "fail", lowest.span, best.span, note)


def _by_class(demands: Demands, gate: Gate, resume: Document) -> Gate:
    """A passed gate; not passed where the ad asks for a class of honours that is not stated."""
    assert gate.requirement is not None
    sentence = demands.text[slice(*demands.sentences.around(gate.requirement.start))]
    if not _UPPER.search(sentence) or _LOWER.search(sentence) or _UPPER.search(resume.text):
        return gate
    lower = _LOWER.search(resume.text)
    if lower is None:
        note = "The resume does not state the class of its degree."
        return Gate(gate.name, "unknown", gate.requirement, gate.evidence, note)
    evidence = Span(*lower.span(), lower[0])
    return Gate(gate.name, "fail", gate.requirement, evidence, f"The resume states {lower[0]}.")


def _takes_other(demands: Demands, lowest: Qualification) -> bool:
    """Whether something equivalent is enough."""
    sentence = demands.text[slice(*demands.sentences.around(lowest.span.start))]
    return _OTHERWISE.search(sentence) is not None


def _first_group(text: str, demanded: Sequence[Qualification]) -> list[Qualification]:
    """The first qualification, and its alternatives right behind it."""
    group = [demanded[0]]
    for each in demanded[1:]:
        if not _OR.match(text[group[-1].span.end : each.span.start]):
            break
        group.append(each)
    return group
