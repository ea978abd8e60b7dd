"""What is found over all nodes at once is what the query of the shape finds from each."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg import vocabulary as voc
from skillkg.checking.closures import CLOSURES
from skillkg.checking.shapes import read_shapes, shapes_file
from skillkg.store.embedded import EmbeddedStore

GRAPH = "http://e.org/g"
RELATED = [
    f"{voc.SKOS}{name}"
    for name in (
        "broader", "narrower", "related", "broadMatch", "narrowMatch", "exactMatch", "relatedMatch"
    )
]  # fmt: skip
LEARNED = [voc.SKG_RELATED_TO, voc.SKG_RELATEDNESS_SOURCE, voc.SKG_RELATEDNESS_TARGET]
QUERIES = {
    each.shape.iri: each.parameter[0]
    for each in read_shapes(shapes_file()).constraints
    if each.shape.iri in CLOSURES
}
nodes = st.integers(0, 4).map(lambda number: ox.NamedNode(f"http://e.org/{number}"))


@pytest.mark.parametrize("shape", CLOSURES)
@given(data=st.data())
def test_the_same_is_found(shape: str, data: st.DataObject) -> None:
    predicates = LEARNED if shape == voc.SHAPE_RELATED_BOTH_WAYS else RELATED
    statement = st.tuples(nodes, st.sampled_from(predicates), nodes)
    quads = ox.Store()
    for subject, predicate, target in data.draw(st.lists(statement, max_size=14)):
        quads.add(ox.Quad(subject, ox.NamedNode(predicate), target, ox.NamedNode(GRAPH)))
    store = EmbeddedStore(quads)
    expected = {tuple(row) for row in store.select(QUERIES[shape], [GRAPH]).terms}
    assert set(CLOSURES[shape](store, [GRAPH])) == expected
