"""Check a store: its ontology, then every graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.checking.beyond import check_languages, check_terms
from skillkg.checking.findings import SEVERITIES, Report
from skillkg.checking.graphs import Checked, check_constraint, finding, graphs_to_check, subclasses
from skillkg.checking.reasoning import check_consistency
from skillkg.checking.shapes import read_shapes, shapes_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillkg.checking.findings import Finding, Reasoning
    from skillkg.checking.shapes import Shape, Shapes
    from skillkg.progress import Progress
    from skillkg.store.base import Store


def check(store: Store, progress: Progress) -> Report:
    """Check the ontology with a reasoner and every graph of a store with the shapes.

    Every release in the store is checked, in view or not, and the catalog and the ontology too.
    Nothing is changed: what is found is counted and told, by the shape that it breaks.

    Args:
        store: the store; a remote one answers the same queries, as fast as it can.
        progress: told about each constraint.
    """
    shapes = read_shapes(shapes_file())
    progress("reasoner", 0, 1)
    reasoning = check_consistency(store)
    progress("reasoner", 1, 1)
    below = subclasses(store)
    graphs = list(graphs_to_check(store))
    findings = [*_contradictions(store, reasoning, shapes.untargeted)]
    for checked in graphs:
        findings += _check_graph(store, checked, shapes, below, progress)
    findings.sort(key=lambda each: (_rank(each, graphs), each.shape, each.component))
    return Report(
        store.location,
        reasoning,
        [checked.graph for checked in graphs],
        len(shapes.constraints) + len(shapes.untargeted),
        findings,
    )


def _rank(one: Finding, graphs: Sequence[Checked]) -> tuple[int, int]:
    names = [checked.graph for checked in graphs]
    return names.index(one.graph), SEVERITIES.index(one.severity)


def _contradictions(
    store: Store, reasoning: Reasoning, shapes: Mapping[str, Shape]
) -> Iterator[Finding]:
    if reasoning.status == "inconsistent":
        ontology = Checked(voc.ONTOLOGY, (voc.ONTOLOGY,), frozenset(), frozenset())
        about = reasoning.unsatisfiable or (voc.ONTOLOGY,)
        rows = [{"this": ox.NamedNode(iri)} for iri in about]
        contradiction = finding(store, ontology, shapes[voc.SHAPE_CONSISTENCY], rows)
        assert contradiction is not None
        yield contradiction


def _check_graph(
    store: Store,
    checked: Checked,
    shapes: Shapes,
    below: Mapping[str, Sequence[str]],
    progress: Progress,
) -> Iterator[Finding]:
    name = checked.graph.removeprefix(voc.GRAPHS)
    total = len(shapes.constraints) + 2
    for done, constraint in enumerate(shapes.constraints):
        progress(name, done, total)
        if offence := check_constraint(store, checked, constraint, below):
            yield offence
    for done, test in enumerate((check_languages, check_terms), start=total - 2):
        progress(name, done, total)
        if offence := test(store, checked, shapes.untargeted):
            yield offence
    progress(name, total, total)
