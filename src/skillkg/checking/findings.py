"""What a check found: kinds of findings, each with a count and its first few places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.store.results import Term

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""Gravest first. A violation is a graph that breaks the shape it is written in; a warning is a
defect of the source that changes what queries answer; information, one that does not."""


@dataclass(frozen=True, slots=True)
class Result:
    """One place: the node that is wrong, a label of it, and the value that makes it so."""

    focus: Term
    value: Term | None = None
    path: Term | None = None
    """The property, where the constraint finds it out itself."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of defect in a graph; nothing of it was repaired."""

    graph: str
    shape: str
    """IRI of the shape in ``ontology/shapes.ttl``."""
    component: str
    """IRI of the constraint component that is not met."""
    severity: Severity
    name: str
    message: str
    meaning: str
    """What follows from it for a user."""
    count: int
    results: tuple[Result, ...]
    """The first ones, by focus node and value; ``count`` says how many there are."""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What the reasoner says of the ontology."""

    status: Literal["consistent", "inconsistent", "not run"]
    detail: str
    """Why, and what to do about it; empty where all is well."""
    unsatisfiable: tuple[str, ...] = ()
    """IRIs of the classes that can have no member."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one check found, graph by graph, gravest first."""

    location: str
    reasoning: Reasoning
    graphs: Sequence[str]
    """The graphs that were checked."""
    constraints: int
    """How many constraints each of them was checked for."""
    findings: Sequence[Finding]

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, as SHACL means it."""
        return not self.findings

    @property
    def failed(self) -> bool:
        """Whether the ontology is inconsistent or a graph breaks the shape it is written in.

        Defects of the sources are warnings and information: they are reported, and do not fail.
        """
        return any(finding.severity == "violation" for finding in self.findings)
