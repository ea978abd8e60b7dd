"""Learned edges as statements: a node per pair, ``skg:relatedTo`` both ways, and their origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.relatedness.mappings import candidate
from skillkg.sources.ntriples import iri, slug, text, typed
from skillkg.sources.release import Rights
from skillkg.store.view import LEARNED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from skillkg.model.graph import Snapshot
    from skillkg.relatedness.calibration import Bin, Calibration
    from skillkg.relatedness.edges import LearnedEdge, Pairing
    from skillkg.sources.release import Notes, SourceFile

A = f" {iri(voc.RDF_TYPE)} "
_RELATED = f" {iri(voc.SKG_RELATED_TO)} "
_METHOD = (
    "For each concept the nearest {one} and {other} of all, by the weighted sum of text "
    "similarity, lexical similarity, co-occurrence and structural similarity. {weights} The "
    "weights were fitted by logistic regression and the strengths by beta calibration on a "
    "third of the labelled pairs, and tried on another third."
)
_OWN = "The labelled pairs are of these kinds."
_BORROWED = "Nobody has labelled such pairs: the weights are those of pairs of skills."
_SHIPPED = "The graph has too few labelled pairs: the weights are those that come with skillkg."


@dataclass(frozen=True)
class Relatedness:
    """Learned edges, ready to be written; see ``skillkg.sources.release.Release``."""

    version: str
    """16 hexadecimal digits: of the input graphs, the model, the parameters."""
    model: str
    model_digest: str
    origins: Sequence[Snapshot]
    """The graphs in view that they were learned from."""
    found: Mapping[Pairing, Sequence[LearnedEdge]]
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
        return sum(map(len, self.found.values()))

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every edge, and how the edges of each pair of kinds were found."""
        versions = {o.source: o.version for o in self.origins if o.complete}
        for pairing, edges in self.found.items():
            activity = iri(f"{voc.RELATING_IRI}{self.version}/{pairing.name}")
            yield from self._activity(activity, pairing)
            for edge in edges:
                node = iri(voc.RELATION_IRI + slug(self.version, edge.source, edge.target))
                yield from _edge(node, edge, activity)
                if pairing.one == "element":
                    yield from candidate(node, edge, self.labels, versions)
            notes.rows[pairing.name] = len(edges)
            progress(len(edges))

    def _activity(self, node: str, pairing: Pairing) -> Iterator[str]:
        calibration = self.calibrations[pairing]
        weights = _SHIPPED if calibration.shipped else _BORROWED if pairing.borrowed else _OWN
        method = _METHOD.format(one=pairing.one, other=pairing.other, weights=weights)
        yield f"{node}{A}{iri(voc.SKG_RELATING)}"
        yield f"{node} {iri(voc.SKG_METHOD)} {text(method)}"
        yield f"{node} {iri(voc.SKG_MODEL)} {text(self.model)}"
        yield f"{node} {iri(voc.SKG_MODEL_DIGEST)} {text(self.model_digest)}"
        yield f"{node} {iri(voc.SKG_TRAINING_DATA_DIGEST)} {text(calibration.training_data)}"
        for origin in self.origins:
            yield f"{node} {iri(voc.PROV_USED)} {iri(origin.graph)}"
        yield f"{node} {iri(voc.SKG_LABELLED_PAIRS)} {_count(calibration.pairs)}"
        for predicate, value in _figures(calibration).items():
            yield f"{node} {iri(predicate)} {_decimal(value)}"
        for line in calibration.table:
            yield from _bin(node, line)


def _figures(calibration: Calibration) -> dict[str, float]:
    weights = calibration.weights
    return {
        voc.SKG_INTERCEPT: weights.intercept,
        voc.SKG_TEXT_WEIGHT: weights.weights[0],
        voc.SKG_LEXICAL_WEIGHT: weights.weights[1],
        voc.SKG_CO_OCCURRENCE_WEIGHT: weights.weights[2],
        voc.SKG_STRUCTURE_WEIGHT: weights.weights[3],
        voc.SKG_CURVE_SHIFT: weights.beta[0],
        voc.SKG_CURVE_LOW: weights.beta[1],
        voc.SKG_CURVE_HIGH: weights.beta[2],
        voc.SKG_CALIBRATION_ERROR: calibration.error,
        voc.SKG_PRECISION_RANDOM: calibration.against_random["combined"],
        voc.SKG_PRECISION_SIBLINGS: calibration.against_siblings["combined"],
    }


def _bin(activity: str, line: Bin) -> Iterator[str]:
    node = iri(f"{activity[1:-1]}/{line.lower:.1f}")
    yield f"{activity} {iri(voc.SKG_RELIABILITY)} {node}"
    yield f"{node}{A}{iri(voc.SKG_RELIABILITY_BIN)}"
    yield f"{node} {iri(voc.SKG_LOWER_BOUND)} {_decimal(line.lower)}"
    yield f"{node} {iri(voc.SKG_PAIRS)} {_count(line.pairs)}"
    yield f"{node} {iri(voc.SKG_MEAN_STRENGTH)} {_decimal(line.mean_strength)}"
    yield f"{node} {iri(voc.SKG_SHARE_RELATED)} {_decimal(line.share_related)}"


_IS_EDGE = f"{A}{iri(voc.SKG_RELATEDNESS)}"
_SOURCE, _TARGET = f" {iri(voc.SKG_RELATEDNESS_SOURCE)} ", f" {iri(voc.SKG_RELATEDNESS_TARGET)} "
_RANK, _SCORE = f" {iri(voc.SKG_RANK)} ", f" {iri(voc.SKG_SCORE)} "
_STRENGTH, _TEXT = f" {iri(voc.SKG_STRENGTH)} ", f" {iri(voc.SKG_TEXT_SIMILARITY)} "
_LEXICAL = f" {iri(voc.SKG_LEXICAL_SIMILARITY)} "
_TOGETHER = f" {iri(voc.SKG_CO_OCCURRENCE)} "
_STRUCTURE = f" {iri(voc.SKG_STRUCTURAL_SIMILARITY)} "
_FOUND = f" {iri(voc.PROV_GENERATED_BY)} "


def _edge(node: str, edge: LearnedEdge, activity: str) -> Iterator[str]:
    source, target = iri(edge.source), iri(edge.target)
    yield f"{source}{_RELATED}{target}"
    yield f"{target}{_RELATED}{source}"
    yield f"{node}{_IS_EDGE}"
    yield f"{node}{_SOURCE}{source}"
    yield f"{node}{_TARGET}{target}"
    yield f"{node}{_RANK}{_count(edge.rank)}"
    yield f"{node}{_SCORE}{_decimal(edge.score)}"
    yield f"{node}{_STRENGTH}{_decimal(edge.strength)}"
    yield f"{node}{_TEXT}{_decimal(edge.text)}"
    yield f"{node}{_LEXICAL}{_decimal(edge.lexical)}"
    yield f"{node}{_TOGETHER}{_decimal(edge.cooccurrence)}"
    yield f"{node}{_STRUCTURE}{_decimal(edge.structure)}"
    yield f"{node}{_FOUND}{activity}"


def _decimal(value: float) -> str:
    """Four decimals; without minus zero, which has two spellings of one number."""
    return typed(f"{value + 0.0:.4f}" if round(value, 4) else "0.0000", voc.XSD_DECIMAL)


def _count(value: int) -> str:
    return typed(str(value), voc.XSD_INTEGER)
