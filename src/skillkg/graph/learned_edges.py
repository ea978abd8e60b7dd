"""What the learned statements of paths rest on: features, weights, model and training data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.model.features import FEATURES, NAMES
from skillkg.model.graph import LearnedEdge, Relating
from skillkg.sources.ntriples import slug
from skillkg.sources.release import LEARNED
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.model.graph import Step
    from skillkg.store.base import Store

_FEATURES: Final = [f"?feature{number}" for number, _ in enumerate(FEATURES)]


def _properties(predicates: Iterable[str]) -> str:
    pairs = zip(predicates, _FEATURES, strict=True)
    return " ; ".join(f"<{predicate}> {variable}" for predicate, variable in pairs)


_EDGES: Final = f"""
SELECT ?node ?source ?target ?activity ?strength ?score ?rank {" ".join(_FEATURES)} {{
  VALUES ?node {{ skg:Relatedness }}
  ?node skg:relatednessSource ?source ; skg:relatednessTarget ?target ;
        prov:wasGeneratedBy ?activity ; skg:strength ?strength ; skg:score ?score ;
        skg:rank ?rank ; {_properties(each.predicate for each in FEATURES)} .
}} ORDER BY ?node
"""
_RELATING: Final = f"""
SELECT ?activity ?model ?digest ?training ?intercept ?shift ?low ?high {" ".join(_FEATURES)} {{
  VALUES ?activity {{ skg:Relating }}
  ?activity skg:model ?model ; skg:modelDigest ?digest ; skg:trainingDataDigest ?training ;
            skg:intercept ?intercept ; skg:curveShift ?shift ; skg:curveLow ?low ;
            skg:curveHigh ?high ; {_properties(each.weight for each in FEATURES)} .
}} ORDER BY ?activity
"""


@dataclass(frozen=True, eq=False)
class LearnedEdges:
    """Looks up learned edges in a store; what was looked up is kept."""

    store: Store
    _edges: dict[str, LearnedEdge | None] = field(default_factory=dict, init=False)
    _activities: dict[str, Relating] = field(default_factory=dict, init=False)

    def of(self, steps: Iterable[Step]) -> tuple[LearnedEdge, ...]:
        """The edges behind the learned ones of some steps, in order of their nodes."""
        nodes = {
            node: step.graph for step in steps if step.kind == LEARNED for node in _nodes(step)
        }
        for graph in set(nodes.values()):
            missing = [
                each for each, of in nodes.items() if of == graph and each not in self._edges
            ]
            self._edges.update(dict.fromkeys(missing))
            self._edges.update(
                {edge.node: edge for edge in self._looked_up(graph, missing)} if missing else {}
            )
        found = (self._edges[node] for node in sorted(nodes))
        return tuple(edge for edge in found if edge is not None)

    def relating(self, edges: Iterable[LearnedEdge]) -> tuple[Relating, ...]:
        """The activities that found some edges, in order of their names."""
        graphs = {edge.relating: edge.graph for edge in edges}
        for activity, graph in graphs.items():
            if activity not in self._activities:
                terms = {"activity": [ox.NamedNode(activity)]}
                ((iri, *values),) = self.store.select(bind(_RELATING, terms), [graph])
                self._activities[iri] = _relating(iri, values)
        return tuple(self._activities[activity] for activity in sorted(graphs))

    def _looked_up(self, graph: str, nodes: Sequence[str]) -> list[LearnedEdge]:
        query = bind(_EDGES, {"node": [ox.NamedNode(node) for node in nodes]})
        return [
            LearnedEdge(
                node=node,
                source=source,
                target=target,
                graph=graph,
                relating=activity,
                strength=float(strength),
                score=float(score),
                rank=rank,
                features=dict(zip(NAMES, map(float, values), strict=True)),
            )
            for node, source, target, activity, strength, score, rank, *values in self.store.select(
                query, [graph]
            )
        ]


def _nodes(step: Step) -> tuple[str, str]:
    """The names that the edge of a step can have: an edge has a direction, its statement both."""
    version = step.graph.rpartition("/")[2]

    def node(one: str, other: str) -> str:
        return voc.RELATION_IRI + slug(version, one, other)

    return node(step.source, step.target), node(step.target, step.source)


def _relating(activity: str, values: Sequence[object]) -> Relating:
    model, digest, training, *numbers = values
    intercept, shift, low, high, *weights = map(float, numbers)  # type: ignore[arg-type]
    return Relating(
        activity,
        str(model),
        str(digest),
        str(training),
        intercept,
        dict(zip(NAMES, weights, strict=True)),
        (shift, low, high),
    )
