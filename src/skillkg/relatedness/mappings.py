"""Candidate mappings of O*NET's elements to ESCO's skills, in the words of SSSOM.

No official crosswalk of the two exists. A candidate describes a mapping and never states it: the
graph has no ``skos:relatedMatch`` between the two, and a person decides whether it should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg._version import __version__
from skillkg.sources.ntriples import iri, text, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.relatedness.edges import LearnedEdge

CLOSE = 0.9
"""Strength from which a candidate is a close match; below it is a related one."""
_MEASURE = "cosine of text vectors"
_SOURCES = {"onet": voc.ONET_HOME, "esco": voc.ESCO_HOME}


def candidate(
    node: str, edge: LearnedEdge, labels: Mapping[str, str], versions: Mapping[str, str]
) -> Iterator[str]:
    """Describe a learned edge between an element and a skill as a mapping.

    Args:
        node: the edge's term.
        edge: O*NET's element is its source, ESCO's skill its target.
        labels: preferred labels by IRI.
        versions: releases by source.
    """
    predicate = voc.SKOS_CLOSE_MATCH if edge.strength >= CLOSE else voc.SKOS_RELATED_MATCH
    yield f"{node} {iri(voc.RDF_TYPE)} {iri(voc.SSSOM_MAPPING)}"
    yield f"{node} {iri(voc.OWL_ANNOTATED_SOURCE)} {iri(edge.source)}"
    yield f"{node} {iri(voc.OWL_ANNOTATED_PROPERTY)} {iri(predicate)}"
    yield f"{node} {iri(voc.OWL_ANNOTATED_TARGET)} {iri(edge.target)}"
    yield f"{node} {iri(voc.SSSOM_JUSTIFICATION)} {iri(voc.SEMAPV_COMPOSITE)}"
    yield f"{node} {iri(voc.SSSOM_CONFIDENCE)} {typed(f'{edge.strength:.4f}', voc.XSD_DECIMAL)}"
    yield f"{node} {iri(voc.SSSOM_SIMILARITY_SCORE)} {typed(f'{edge.text:.4f}', voc.XSD_DECIMAL)}"
    yield f"{node} {iri(voc.SSSOM_SIMILARITY_MEASURE)} {text(_MEASURE)}"
    yield f"{node} {iri(voc.SSSOM_TOOL)} {text('skillkg relate')}"
    yield f"{node} {iri(voc.SSSOM_TOOL_VERSION)} {text(__version__)}"
    yield from _end(node, _SUBJECT, labels.get(edge.source, ""), "onet", versions)
    yield from _end(node, _OBJECT, labels.get(edge.target, ""), "esco", versions)


_SUBJECT = voc.SSSOM_SUBJECT_LABEL, voc.SSSOM_SUBJECT_SOURCE, voc.SSSOM_SUBJECT_SOURCE_VERSION
_OBJECT = voc.SSSOM_OBJECT_LABEL, voc.SSSOM_OBJECT_SOURCE, voc.SSSOM_OBJECT_SOURCE_VERSION


def _end(
    node: str, slots: tuple[str, str, str], label: str, source: str, versions: Mapping[str, str]
) -> Iterator[str]:
    named, home, version = slots
    if label:
        yield f"{node} {iri(named)} {text(label)}"
    if source in versions:
        yield f"{node} {iri(home)} {iri(_SOURCES[source])}"
        yield f"{node} {iri(version)} {text(versions[source])}"
