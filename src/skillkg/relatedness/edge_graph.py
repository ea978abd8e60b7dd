"""Learned edges as statements: a node per pair, ``skg:relatedTo`` both ways, and their origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as voc
from skillkg.model.features import FEATURES
from skillkg.relatedness.mappings import mapping
from skillkg.relatedness.statements import decimal, integer, statements
from skillkg.sources.ntriples import iri, slug, text
from skillkg.sources.release import LEARNED, Rights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from skillkg.model.graph import Snapshot
    from skillkg.relatedness.calibration import Bin, Calibration
    from skillkg.relatedness.edges import LearnedEdge, Pairing
    from skillkg.sources.release import Notes, SourceFile

    Properties = Iterator[tuple[str, str]]
    """Predicates, by IRI, and the terms that they lead to."""

_METHOD: Final = (
    "For each concept the nearest {one} and {other} of all, by the weighted sum of text "
    "similarity, lexical similarity, co-occurrence and structural similarity. {weights} The "
    "weights were fitted by logistic regression and the strengths by beta calibration on a "
    "third of the labelled pairs, and tried on another third."
)
_OWN: Final = "The labelled pairs are of these kinds."
_BORROWED: Final = "Nobody has labelled such pairs: the weights are those of pairs of skills."
_SHIPPED: Final = (
    "The graph has too few labelled pairs: the weights are those that come with skillkg."
)


@dataclass(frozen=True)
class Relatedness:
    """Learned edges, ready to be written; see ``skillkg.sources.release.Release``."""

    version: str
    """16 hexadecimal digits: of the input graphs, the model, the parameters."""
    model: str
    model_digest: str
    origins: Sequence[Snapshot]
    """The graphs in view that they were learned from."""
    edges: Mapping[Pairing, Sequence[LearnedEdge]]
    calibrations: Mapping[Pairing, Calibration]
    labels: Mapping[str, str]
    """Preferred labels of the ends of candidate mappings."""
    files: Sequence[SourceFile] = ()
    """The vacancies, where some were used."""
    source: str = field(default=LEARNED, init=False)
    tables: frozenset[str] = field(default=frozenset({"relatedness"}), init=False)
    complete: bool = field(default=True, init=False)

    @property
    def title(self) -> str:
        """Name of the edges for a reader."""
        return f"Learned relatedness {self.version} ({self.model})"

    @property
    def rights(self) -> Rights:
        """Derived from the inputs, so their owners are credited."""
        words = dict.fromkeys(origin.attribution for origin in self.origins if origin.attribution)
        return Rights(voc.CC_BY_4, " ".join(words), "skillkg", "")

    @property
    def inputs(self) -> Mapping[str, str]:
        """Digests of the graphs that these edges were learned from, by their IRIs."""
        return {origin.graph: origin.digest for origin in self.origins}

    @property
    def size(self) -> int:
        """How many edges there are."""
        return sum(map(len, self.edges.values()))

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every edge, and how the edges of each pair of kinds were found."""
        versions = {origin.source: origin.version for origin in self.origins if origin.complete}
        for pairing, edges in self.edges.items():
            activity = voc.RELATING_IRI + f"{self.version}/{pairing.name}"
            calibration = self.calibrations[pairing]
            yield from statements(iri(activity), self._activity(pairing, calibration))
            yield from _reliability(activity, calibration.table)
            for edge in edges:
                node = iri(voc.RELATION_IRI + slug(self.version, edge.source, edge.target))
                yield from _shortcuts(edge)
                yield from statements(node, _edge(edge, activity))
                if pairing.one == "element":
                    yield from statements(node, mapping(edge, self.labels, versions))
            notes.rows[pairing.name] = len(edges)
            progress(len(edges))

    def _activity(self, pairing: Pairing, calibration: Calibration) -> Properties:
        weights = _SHIPPED if calibration.shipped else _BORROWED if pairing.borrowed else _OWN
        method = _METHOD.format(one=pairing.one, other=pairing.other, weights=weights)
        yield voc.RDF_TYPE, iri(voc.SKG_RELATING)
        yield voc.SKG_METHOD, text(method)
        yield voc.SKG_MODEL, text(self.model)
        yield voc.SKG_MODEL_DIGEST, text(self.model_digest)
        yield voc.SKG_TRAINING_DATA_DIGEST, text(calibration.training_data)
        for origin in self.origins:
            yield voc.PROV_USED, iri(origin.graph)
        yield from _calibration(calibration)


def _calibration(calibration: Calibration) -> Properties:
    weights = calibration.weights
    shift, low, high = weights.beta
    yield voc.SKG_LABELLED_PAIRS, integer(calibration.pairs)
    yield voc.SKG_INTERCEPT, decimal(weights.intercept)
    for feature, weight in zip(FEATURES, weights.weights, strict=True):
        yield feature.weight, decimal(weight)
    yield voc.SKG_CURVE_SHIFT, decimal(shift)
    yield voc.SKG_CURVE_LOW, decimal(low)
    yield voc.SKG_CURVE_HIGH, decimal(high)
    yield voc.SKG_CALIBRATION_ERROR, decimal(calibration.error)
    yield voc.SKG_PRECISION_RANDOM, decimal(calibration.against_random["combined"])
    yield voc.SKG_PRECISION_SIBLINGS, decimal(calibration.against_siblings["combined"])


def _reliability(activity: str, table: Sequence[Bin]) -> Iterator[str]:
    """State the lines of a reliability table, each a node of its own."""
    for line in table:
        node = iri(f"{activity}/{line.lower:.1f}")
        yield from statements(iri(activity), [(voc.SKG_RELIABILITY, node)])
        yield from statements(node, _bin(line))


def _bin(line: Bin) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_RELIABILITY_BIN)
    yield voc.SKG_LOWER_BOUND, decimal(line.lower)
    yield voc.SKG_PAIRS, integer(line.pairs)
    yield voc.SKG_MEAN_STRENGTH, decimal(line.mean_strength)
    yield voc.SKG_SHARE_RELATED, decimal(line.share_related)


def _shortcuts(edge: LearnedEdge) -> Iterator[str]:
    """State that the ends are related, each to the other, for property paths."""
    source, target = iri(edge.source), iri(edge.target)
    yield from statements(source, [(voc.SKG_RELATED_TO, target)])
    yield from statements(target, [(voc.SKG_RELATED_TO, source)])


def _edge(edge: LearnedEdge, activity: str) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_RELATEDNESS)
    yield voc.SKG_RELATEDNESS_SOURCE, iri(edge.source)
    yield voc.SKG_RELATEDNESS_TARGET, iri(edge.target)
    yield voc.SKG_RANK, integer(edge.rank)
    yield voc.SKG_SCORE, decimal(edge.score)
    yield voc.SKG_STRENGTH, decimal(edge.strength)
    for feature in FEATURES:
        yield feature.predicate, decimal(edge.features[feature.name])
    yield voc.PROV_GENERATED_BY, iri(activity)
