"""Write what a check found as a SHACL validation report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.atomic import write
from skillkg.checking.shapes import shapes_file

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import IdentifiedNode, Node

    from skillkg.checking.findings import Finding, Report, Result, Severity
    from skillkg.store.results import Term

_SEVERITIES: dict[Severity, str] = {
    "violation": voc.SH_VIOLATION,
    "warning": voc.SH_WARNING,
    "info": voc.SH_INFO,
}


def write_report(report: Report, file: Path) -> None:
    """Write a report as Turtle.

    Every kind of finding has its first ``graphs.LISTED`` results; each says how many there are of
    its kind. ``sh:conforms`` is false where there is any result, as SHACL defines it.

    Raises:
        OutputError: the file cannot be written.
    """
    from rdflib import BNode, Graph, Literal

    shapes, written = Graph().parse(shapes_file()), Graph()
    for prefix in ("sh", "dct", "rdfs", "skos", "esco", "onet", "skg", "xsd"):
        written.bind(prefix, {**voc.PREFIXES, "sh": voc.SH}[prefix])
    written.bind("shape", voc.SHAPES)
    top = BNode()
    _add(written, top, voc.RDF_TYPE, _iri(voc.SH_REPORT))
    _add(written, top, voc.SH_CONFORMS, Literal(report.conforms))
    _add(written, top, voc.DCT_DESCRIPTION, Literal(_summary(report), lang="en"))
    for finding in report.findings:
        for result in finding.results:
            _add(written, top, voc.SH_RESULT, _result(written, shapes, finding, result))
    write(file, written.serialize(format="turtle"))


def _summary(report: Report) -> str:
    graphs = ", ".join(report.graphs)
    reasoner = f"Reasoner: {report.reasoning.status}. {report.reasoning.detail}".strip()
    return f"Check of {report.location} ({graphs}). {reasoner} Nothing was repaired."


def _result(written: Graph, shapes: Graph, finding: Finding, result: Result) -> Node:
    from rdflib import BNode, Literal

    node = BNode()
    _add(written, node, voc.RDF_TYPE, _iri(voc.SH_VALIDATION_RESULT))
    _add(written, node, voc.SH_FOCUS_NODE, _node(result.focus))
    _add(written, node, voc.SH_SEVERITY, _iri(_SEVERITIES[finding.severity]))
    _add(written, node, voc.SH_SOURCE_SHAPE, _iri(finding.shape))
    _add(written, node, voc.SH_COMPONENT, _iri(finding.component))
    _add(written, node, voc.SH_MESSAGE, Literal(_message(finding), lang="en"))
    _add(written, node, voc.DCT_SOURCE, _iri(finding.graph))
    if result.value is not None:
        _add(written, node, voc.SH_VALUE, _node(result.value))
    path = _node(result.path) if result.path else _path(written, shapes, finding.shape)
    if path is not None:
        _add(written, node, voc.SH_RESULT_PATH, path)
    return node


def _message(finding: Finding) -> str:
    shown = len(finding.results)
    cut = f"; the first {shown:,} are listed" if shown < finding.count else ""
    return f"{finding.message} ({finding.count:,} of this kind in the graph{cut})"


def _path(written: Graph, shapes: Graph, shape: str) -> Node | None:
    """Copy a shape's path; one of several properties is a list, each result has its own."""
    from rdflib import BNode
    from rdflib.collection import Collection

    path = shapes.value(_iri(shape), _iri(voc.SH_PATH))
    if not isinstance(path, BNode):
        return path
    copy, members = BNode(), BNode()
    listed = shapes.value(path, _iri(voc.SH_ALTERNATIVE_PATH))
    Collection(written, members, list(shapes.items(listed)) if listed else [])
    _add(written, copy, voc.SH_ALTERNATIVE_PATH, members)
    return copy


def _add(written: Graph, subject: IdentifiedNode, predicate: str, value: Node) -> None:
    written.add((subject, _iri(predicate), value))


def _iri(iri: str) -> IdentifiedNode:
    from rdflib import URIRef

    return URIRef(iri)


def _node(term: Term) -> Node:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    return BNode(str(term).removeprefix("_:"))
