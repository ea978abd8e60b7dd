"""Concepts, statements and paths in words, the same in every report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from skillkg import vocabulary as v
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.model.graph import Path, Step
    from skillkg.model.match import Match, Status

PHRASES: Final[Mapping[str, str]] = {
    v.ESCO_ESSENTIAL_SKILL: "has the essential skill",
    v.ESCO_OPTIONAL_SKILL: "has the optional skill",
    v.ESCO_ESSENTIAL_SKILL_FOR: "is an essential skill for",
    v.ESCO_OPTIONAL_SKILL_FOR: "is an optional skill for",
    onet.RELATED_OCCUPATION: "is related to the occupation",
    onet.USES_TECHNOLOGY: "uses the technology",
    v.SKG_RELATED_TO: "is possibly related (learned) to",
    v.SKOS_BROADER: "has the broader concept",
    v.SKOS_BROAD_MATCH: "has the broader match",
    v.SKOS_CLOSE_MATCH: "has the close match",
    v.SKOS_EXACT_MATCH: "has the exact match",
    v.SKOS_NARROW_MATCH: "has the narrower match",
}
"""How a statement reads between its subject and its object; other predicates by their names."""

KINDS: Final = {"relatedness": "possibly related"}
"""Kinds of steps that are told otherwise than by their names."""

BLOCKS: Final = {"skills": "Skills, knowledge, technologies", "occupations": "Occupations"}

SIGNS: Final[Mapping[Status, str]] = {
    "missing": "○",
    "learned": "◔",
    "crosswalk": "◑",
    "asserted": "◕",
    "same": "●",
}
"""How coverage is marked, by what an offer rests on."""

SOURCES: Final = {v.ESCO_DATA: "ESCO", v.SKG_DATA + "onet/": "O*NET"}
"""Whose concepts begin like this."""

_IRI = re.compile(r"https?://[^\s,;<>\"]+")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def one_line(text: str) -> str:
    """Text on one line, each character fit for a terminal, HTML and XML.

    White space becomes single spaces; control characters (a terminal would obey them, XML
    forbids them) become U+FFFD.
    """
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


def file_name(name: str) -> str:
    """The name of a document without the folders that it stands in."""
    return one_line(name.rstrip("/").rpartition("/")[2] or name)


def printable(text: str) -> str:
    """Text with its line breaks and tabs, the rest as in :func:`one_line`."""
    return _UNPRINTABLE.sub(lambda c: c[0] if c[0] in "\n\t" else "\ufffd", text)


def local_name(iri: str) -> str:
    """The part of an IRI after its last ``#`` or ``/``; the IRI itself where that is empty."""
    return re.split(r"[#/]", iri)[-1] or iri


class Labelled(Protocol):
    """What carries the labels of its concepts: a match, or career paths."""

    @property
    def labels(self) -> Mapping[str, str]:
        """By IRI."""
        ...


def label(result: Labelled, concept: str) -> str:
    """The label of a concept, or the end of its IRI where the result carries none."""
    return one_line(result.labels.get(concept) or local_name(concept))


def phrase(predicate: str) -> str:
    """A predicate as a verb phrase: ``has the essential skill``."""
    if predicate in PHRASES:
        return PHRASES[predicate]
    return spaced(local_name(predicate))


def spaced(name: str) -> str:
    """A name in camel case as words: ``broad match``, ``member of ISCO group``."""
    words = _HUMP.sub(" ", name).split()
    return one_line(" ".join(word if word.isupper() else word.lower() for word in words))


def family(graph: str) -> str:
    """The kind of source that a named graph holds: ``esco``, ``onet``, ``crosswalk``, ….

    Graphs that skillkg did not name are ``other``.
    """
    if not graph.startswith(v.GRAPHS):
        return "other"
    return graph.removeprefix(v.GRAPHS).split("/")[0]


def graph_name(graph: str) -> str:
    """A named graph in short: ``esco/1.1.1``."""
    return one_line(graph.removeprefix(v.GRAPHS))


def arrow(step: Step) -> str:
    """The kind of a step, with an arrow the way that the statement points."""
    kind = KINDS.get(step.kind) or spaced(step.kind)
    return f"{kind} →" if step.forward else f"← {kind}"


def chain(result: Labelled, path: Path) -> str:
    """A path on one line: ``web developer ─ essential → JavaScript``; empty for the empty path."""
    if not path.steps:
        return ""
    parts = [label(result, path.steps[0].source)]
    for step in path.steps:
        link = f"─ {arrow(step)}" if step.forward else f"{arrow(step)} ─"
        parts += [link, label(result, step.target)]
    return " ".join(parts)


def chain_said(result: Labelled, path: Path) -> str:
    """A path in a sentence: each statement with the graph that it stands in; empty where none."""
    said = (
        f"{label(result, start)} {phrase(step.predicate)} {label(result, end)}"
        f" ({graph_name(step.graph)})"
        for step in path.steps
        for start, end in [
            (step.source, step.target) if step.forward else (step.target, step.source)
        ]
    )
    return "; ".join(said)


def with_labels(match: Match, note: str) -> str:
    """A note whose IRIs are replaced by label and source where the match has a label."""
    return one_line(_IRI.sub(lambda iri: _with_source(match, iri[0]), note))


def _with_source(match: Match, iri: str) -> str:
    if iri not in match.labels:
        return iri
    source = next((name for start, name in SOURCES.items() if iri.startswith(start)), iri)
    return f"{match.labels[iri]} ({source})"


def short_digest(digest: str) -> str:
    """The first twelve digits of a digest, without the name of its algorithm."""
    return one_line(digest.rpartition(":")[2])[:12]
