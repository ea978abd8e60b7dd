"""Read SHACL shapes into constraints, as far as ``ontology/shapes.ttl`` uses the language.

Anything else of SHACL is refused by name: a constraint that nobody checks would be worse than
none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from skillkg import resources
from skillkg import vocabulary as voc
from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph, URIRef
    from rdflib.term import Node

    from skillkg.checking.findings import Severity

COMPONENTS = {
    "class": "Class",
    "datatype": "Datatype",
    "disjoint": "Disjoint",
    "in": "In",
    "maxCount": "MaxCount",
    "maxInclusive": "MaxInclusive",
    "minCount": "MinCount",
    "minExclusive": "MinExclusive",
    "minInclusive": "MinInclusive",
    "nodeKind": "NodeKind",
    "pattern": "Pattern",
    "sparql": "SPARQL",
    "uniqueLang": "UniqueLang",
}
"""The constraint components that are understood, by their parameter."""
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_ABOUT = {"name", "message", "description", "severity", "path", "property", *_TARGETS}
_SEVERITIES: dict[str, Severity] = {
    voc.SH_VIOLATION: "violation",
    voc.SH_WARNING: "warning",
    voc.SH_INFO: "info",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Which nodes a shape is about: ``kind`` is the name of SHACL's property."""

    kind: str
    iri: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What one shape says of itself, and which nodes it is about."""

    iri: str
    name: str
    message: str
    meaning: str
    severity: Severity
    targets: tuple[Target, ...]
    path: tuple[str, ...]
    """Properties, as SPARQL terms, any of which leads to a value node; none where the focus node
    is its own value."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One demand of a shape: a component and its parameter's value, in SPARQL terms."""

    shape: Shape
    component: str
    """Name of the component's parameter; a key of ``COMPONENTS``."""
    parameter: tuple[str, ...]
    """Terms as SPARQL writes them; the members of a list; the text of a query or a pattern."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of a file: what they demand, and those that code looks after."""

    constraints: tuple[Constraint, ...]
    untargeted: dict[str, Shape]
    """By IRI: shapes without targets or constraints, which only describe a kind of finding."""


def shapes_file() -> Path:
    """The shapes that come with skillkg."""
    return resources.folder("ontology") / "shapes.ttl"


def read_shapes(file: Path) -> Shapes:
    """Read a file of shapes.

    Raises:
        NotImplementedError: it uses a part of SHACL that is not understood.
    """
    with needs("check"):
        from rdflib import RDF, Graph, URIRef

    graph = Graph().parse(file)
    nodes = sorted(graph.subjects(RDF.type, URIRef(voc.SH_NODE_SHAPE)), key=str)
    constraints = tuple(c for node in nodes for c in _node_shape(graph, node))
    demanded = {constraint.shape.iri for constraint in constraints}
    described = (_shape(graph, node, ()) for node in nodes)
    lone = {s.iri: s for s in described if s.message and s.iri not in demanded}
    return Shapes(constraints, lone)


def _node_shape(graph: Graph, node: Node) -> Iterator[Constraint]:
    targets = tuple(
        Target(kind, str(iri)) for kind in _TARGETS for iri in _values(graph, node, kind)
    )
    for shape in (node, *_values(graph, node, "property")):
        yield from _constraints(graph, shape, targets)


def _constraints(graph: Graph, node: Node, targets: tuple[Target, ...]) -> Iterator[Constraint]:
    shape = _shape(graph, node, targets)
    terms = {str(term) for term in graph.predicates(node)}
    stated = {term.removeprefix(voc.SH) for term in terms if term.startswith(voc.SH)}
    if unknown := sorted(stated - _ABOUT - COMPONENTS.keys()):
        raise NotImplementedError(f"{node}: sh:{unknown[0]} is not understood")
    for component in sorted(stated & COMPONENTS.keys()):
        for value in _values(graph, node, component):
            if component == "sparql":
                message, select = _text(graph, value, "message"), _text(graph, value, "select")
                yield Constraint(replace(shape, message=message), component, (select,))
            else:
                yield Constraint(shape, component, _parameter(graph, component, value))


def _shape(graph: Graph, node: Node, targets: tuple[Target, ...]) -> Shape:
    path = _values(graph, node, "path")
    return Shape(
        str(node),
        name=_text(graph, node, "name"),
        message=_text(graph, node, "message"),
        meaning=_text(graph, node, "description"),
        severity=_SEVERITIES[_text(graph, node, "severity") or voc.SH_VIOLATION],
        targets=targets,
        path=tuple(term for node in path for term in _path(graph, node)),
    )


def _path(graph: Graph, node: Node) -> list[str]:
    from rdflib import BNode

    alternatives = _values(graph, node, "alternativePath")
    members = list(graph.items(alternatives[0])) if alternatives else [node]
    if any(isinstance(member, BNode) for member in members):
        raise NotImplementedError("a path that is neither a property nor one of several")
    return [cast("URIRef", member).n3() for member in members]


def _parameter(graph: Graph, component: str, value: Node) -> tuple[str, ...]:
    if component == "in":
        return tuple(cast("URIRef", member).n3() for member in graph.items(value))
    if component == "pattern":
        return (str(value),)
    return (cast("URIRef", value).n3(),)


def _values(graph: Graph, node: Node, name: str) -> list[Node]:
    from rdflib import URIRef

    return sorted(graph.objects(node, URIRef(voc.SH + name)), key=str)


def _text(graph: Graph, node: Node, name: str) -> str:
    return " ".join(str(value) for value in _values(graph, node, name))
