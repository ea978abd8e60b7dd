"""Candidate mappings of O*NET's elements to ESCO's skills, in the words of SSSOM.

No official crosswalk of the two exists. A candidate describes a mapping and never states it: the
graph has no ``skos:relatedMatch`` between the two, and a person decides whether it should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as voc
from skillkg._version import __version__
from skillkg.model.features import TEXT
from skillkg.relatedness.statements import decimal
from skillkg.sources.ntriples import iri, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.relatedness.edges import LearnedEdge

CLOSE: Final = 0.9
"""Strength from which a candidate is a close match; below it is a related one."""
_MEASURE: Final = "cosine of text vectors"


def mapping(
    edge: LearnedEdge, labels: Mapping[str, str], versions: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Give the properties by which a learned edge is a candidate mapping: predicates and terms.

    Args:
        edge: O*NET's element is its source, ESCO's skill its target.
        labels: preferred labels by IRI.
        versions: releases by source.
    """
    predicate = voc.SKOS_CLOSE_MATCH if edge.strength >= CLOSE else voc.SKOS_RELATED_MATCH
    yield voc.RDF_TYPE, iri(voc.SSSOM_MAPPING)
    yield voc.OWL_ANNOTATED_SOURCE, iri(edge.source)
    yield voc.OWL_ANNOTATED_PROPERTY, iri(predicate)
    yield voc.OWL_ANNOTATED_TARGET, iri(edge.target)
    yield voc.SSSOM_JUSTIFICATION, iri(voc.SEMAPV_COMPOSITE)
    yield voc.SSSOM_CONFIDENCE, decimal(edge.strength)
    yield voc.SSSOM_SIMILARITY_SCORE, decimal(edge.features[TEXT.name])
    yield voc.SSSOM_SIMILARITY_MEASURE, text(_MEASURE)
    yield voc.SSSOM_TOOL, text("skillkg relate")
    yield voc.SSSOM_TOOL_VERSION, text(__version__)
    if subject := labels.get(edge.source):
        yield voc.SSSOM_SUBJECT_LABEL, text(subject)
    if target := labels.get(edge.target):
        yield voc.SSSOM_OBJECT_LABEL, text(target)
    if onet := versions.get("onet"):
        yield voc.SSSOM_SUBJECT_SOURCE, iri(voc.ONET_HOME)
        yield voc.SSSOM_SUBJECT_SOURCE_VERSION, text(onet)
    if esco := versions.get("esco"):
        yield voc.SSSOM_OBJECT_SOURCE, iri(voc.ESCO_HOME)
        yield voc.SSSOM_OBJECT_SOURCE_VERSION, text(esco)
