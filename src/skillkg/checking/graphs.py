"""Check the graphs of a store against the shapes, each by SPARQL over all its nodes at once."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.checking.closures import CLOSURES
from skillkg.checking.compile import Compiler
from skillkg.checking.findings import Finding, Result
from skillkg.checking.shapes import COMPONENTS
from skillkg.store.default_view import in_view, rivals
from skillkg.store.results import to_python
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from skillkg.checking.shapes import Constraint, Shape
    from skillkg.model.graph import Snapshot
    from skillkg.store.base import Store
    from skillkg.store.results import Term

LISTED = 100
"""How many places of a kind of finding are kept; all are counted."""
_SELF_CONTAINED = ("esco", "onet")
"""Sources that refer to nothing but themselves."""

_TERMS = """
SELECT DISTINCT ?term ?role {
  VALUES ?graph { skg:example }
  { GRAPH ?graph { ?node a ?term } BIND("class" AS ?role) }
  UNION { GRAPH ?graph { ?node ?term ?value } BIND("property" AS ?role) }
}"""
_SUBCLASSES = (
    "SELECT DISTINCT ?class ?below { ?below rdfs:subClassOf+ ?class FILTER(isIRI(?below)) }"
)
_LABELS = """
SELECT ?node (MIN(STR(?label)) AS ?name) {
  VALUES ?node { skg:example }
  { ?node skos:prefLabel ?label } UNION { ?node rdfs:label ?label }
} GROUP BY ?node"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A graph to check, and the graphs that it is read with."""

    graph: str
    context: tuple[str, ...]
    """Where what it refers to may be described: itself first."""
    classes: frozenset[str]
    properties: frozenset[str]
    """What its statements use."""


def graphs_to_check(store: Store) -> Iterator[Checked]:
    """Every release of a store, the catalog and the ontology.

    A complete release of ESCO or O*NET has to describe all that it refers to; one that is not
    complete is read with what it supplements. A crosswalk or an overlay is read with all
    releases in view.
    """
    snapshots = store.snapshots()
    for snapshot in snapshots:
        yield _checked(store, snapshot.graph, _context(snapshot, snapshots))
    for graph in (voc.CATALOG, voc.ONTOLOGY):
        yield _checked(store, graph, ())


def _context(snapshot: Snapshot, snapshots: Iterable[Snapshot]) -> list[str]:
    if snapshot.source not in _SELF_CONTAINED:
        return [other.graph for other in in_view(snapshots) if not rivals(snapshot, other)]
    if snapshot.complete:
        return []
    kin = (other for other in in_view(snapshots) if other.source == snapshot.source)
    return [other.graph for other in kin if not rivals(snapshot, other)]


def _checked(store: Store, graph: str, others: Iterable[str]) -> Checked:
    terms = store.select(bind(_TERMS, {"graph": [ox.NamedNode(graph)]}), [graph])
    classes, properties = (
        frozenset(term for term, role in terms if role == wanted)
        for wanted in ("class", "property")
    )
    return Checked(graph, (graph, *others), classes, properties)


def subclasses(store: Store) -> Mapping[str, Sequence[str]]:
    """Of each class of the ontology that has any, the subclasses at any depth."""
    below: dict[str, list[str]] = {}
    for class_, subclass in store.select(_SUBCLASSES, [voc.ONTOLOGY]):
        below.setdefault(class_, []).append(subclass)
    return {class_: sorted(names) for class_, names in below.items()}


def check_constraint(
    store: Store, checked: Checked, constraint: Constraint, below: Mapping[str, Sequence[str]]
) -> Finding | None:
    """Check one constraint in one graph; None where nothing offends it.

    Args:
        store: where the graph is.
        checked: the graph.
        constraint: what its shape demands.
        below: the subclasses of each class.
    """
    if not _applies(constraint, checked, below):
        return None
    compiler = Compiler(checked.graph, below)
    rows = list(_offenders(store, checked, constraint, compiler))
    nodes = list(dict.fromkeys(row["this"] for row in rows))
    if not nodes:
        return None
    about = bind(compiler.targets(constraint.shape), {"this": nodes})
    targets = {node for (node,) in store.select(about, checked.context).terms}
    rows = [row for row in rows if row["this"] in targets]
    return finding(store, checked, constraint.shape, rows, constraint.component)


def _offenders(
    store: Store, checked: Checked, constraint: Constraint, compiler: Compiler
) -> Iterator[dict[str, Term]]:
    if closure := CLOSURES.get(constraint.shape.iri):
        yield from ({"this": t, "value": v} for t, v in closure(store, checked.context))
        return
    offenders = store.select(compiler.offenders(constraint), checked.context)
    for row in offenders.terms:
        named = zip(offenders.columns, row, strict=True)
        yield {name: term for name, term in named if term is not None}


def _applies(constraint: Constraint, checked: Checked, below: Mapping[str, Sequence[str]]) -> bool:
    """Whether the graph has any target, and the property where only values can offend."""
    used = checked.classes | checked.properties
    shape = constraint.shape
    aims = ({t.iri, *below.get(t.iri, ())} for t in shape.targets)
    if all(used.isdisjoint(aim) for aim in aims):
        return False
    absent = {term[1:-1] for term in shape.path}.isdisjoint(checked.properties)
    return not (shape.path and absent and constraint.component != "minCount")


def finding(
    store: Store,
    checked: Checked,
    shape: Shape,
    rows: Sequence[Mapping[str, Term | None]],
    component: str = "sparql",
) -> Finding | None:
    """Count what was found and keep the first places with their labels; None where there is none.

    Args:
        store: where the labels are.
        checked: the graph in which it was found.
        shape: the shape that tells what it means.
        rows: ``this``, the focus node, and maybe ``value`` and ``path``.
        component: which of the shape's demands is not met.
    """
    if not rows:
        return None
    first = nsmallest(LISTED, rows, key=lambda row: (str(row["this"]), str(row.get("value"))))
    labels = _labels(store, checked, [row["this"] for row in first])
    results = (_result(row, labels) for row in first)
    return Finding(
        checked.graph,
        shape.iri,
        f"{voc.SH}{COMPONENTS[component]}ConstraintComponent",
        shape.severity,
        shape.name,
        shape.message,
        shape.meaning,
        len(rows),
        tuple(results),
    )


def _result(row: Mapping[str, Term | None], labels: Mapping[str, str]) -> Result:
    focus = row["this"]
    assert focus is not None
    return Result(focus, row.get("value"), row.get("path"), labels.get(str(focus), ""))


def _labels(store: Store, checked: Checked, nodes: Iterable[Term | None]) -> dict[str, str]:
    named = [node for node in nodes if isinstance(node, ox.NamedNode)]
    labels = store.select(bind(_LABELS, {"node": named}), checked.context)
    return {str(node): to_python(name) for node, name in labels.terms}
