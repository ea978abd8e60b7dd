"""What we find by SPARQL over whole graphs is what pyshacl finds from node to node."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from check_cases import CASES
from check_stores import findings, prefixes
from pyshacl import validate
from rdflib import Graph, Namespace
from rdflib.plugins.sparql import prepareQuery

from skillkg import vocabulary as voc
from skillkg.checking import graphs
from skillkg.checking.shapes import COMPONENTS, read_shapes, shapes_file
from skillkg.store.build import load_ontology
from skillkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    import skillkg

    Results = Counter[tuple[str, str, str, str]]
    """Shape, component, focus node, value."""

SH = Namespace(voc.SH)
UNSEEN = (voc.SHAPES + "date", "2020-13")
"""pyshacl leaves lexical forms to rdflib, which does not know that a year has twelve months."""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(autouse=True)
def _keep_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "LISTED", sys.maxsize)


class PreparedGraph(Graph):
    """Parses each query once; pyshacl asks the same one at every focus node."""

    def query(self, text: Any, *args: Any, **options: Any) -> Any:
        return super().query(_prepared(text), *args, **options)


_prepared = cache(prepareQuery)


def ours(data: bytes) -> Results:
    # The catalog is checked whatever it holds: here, the statements to compare.
    quads = ox.Store()
    load_ontology(quads)
    quads.load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(voc.CATALOG))
    return Counter(
        (finding.shape, finding.component, _text(result.focus), _text(result.value))
        for finding in findings(EmbeddedStore(quads), "catalog")
        for result in finding.results
    )


def _text(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def theirs(data: bytes) -> Results:
    graph = PreparedGraph().parse(data=data, format="nt")
    _, report, _ = validate(graph, shacl_graph=str(shapes_file()), inplace=True)
    assert isinstance(report, Graph)
    return Counter(_key(report, result) for result in report.subjects(None, SH.ValidationResult))


def _key(report: Graph, result: Node) -> tuple[str, str, str, str]:
    terms = (SH.sourceShape, SH.sourceConstraintComponent, SH.focusNode, SH.value)
    shape, component, focus, value = (report.value(result, term) for term in terms)
    return str(shape), str(component), str(focus), "" if value is None else str(value)


def with_ontology(triples: Iterable[ox.Triple]) -> bytes:
    """The terms stand in the data, where SHACL looks for subclasses; they break no shape."""
    quads = ox.Store()
    load_ontology(quads)
    quads.extend(ox.Quad(*triple, ox.NamedNode(voc.ONTOLOGY)) for triple in triples)
    graph = ox.NamedNode(voc.ONTOLOGY)
    data = quads.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    assert data is not None
    return data


def test_same_results_for_every_kind_of_defect() -> None:
    texts = (prefixes(f"{n}/") + case.broken for n, case in enumerate(CASES))
    quads = (quad for text in texts for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    data = with_ontology(quad.triple for quad in quads)
    results = ours(data)
    assert {voc.SHAPES + case.shape for case in CASES} <= {shape for shape, *_ in results}
    unseen = {key for key in results if key[0] == UNSEEN[0] and key[3] == UNSEEN[1]}
    assert unseen
    assert Counter({k: n for k, n in results.items() if k not in unseen}) == theirs(data)


def test_the_comparison_covers_every_component() -> None:
    cases = {case.shape for case in CASES}
    constraints = read_shapes(shapes_file()).constraints
    covered = {c.component for c in constraints if c.shape.iri.removeprefix(voc.SHAPES) in cases}
    assert covered == COMPONENTS.keys()


@pytest.mark.parametrize("offset", [0, 7])
def test_same_results_on_a_sample_of_real_nodes(
    sample_graph: skillkg.KnowledgeGraph, offset: int
) -> None:
    """Cut out of their graph, nodes refer to what is missing: there is much to find."""
    assert isinstance(sample_graph.store, EmbeddedStore)
    quads = sample_graph.store.quads
    subjects = sorted({quad.subject for quad in quads}, key=str)[offset::60]
    triples = (
        quad.triple for node in subjects for quad in quads.quads_for_pattern(node, None, None)
    )
    data = with_ontology(triples)
    results = ours(data)
    assert len(results) > 100
    assert results == theirs(data)
