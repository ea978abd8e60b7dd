"""A match as RDF: a named graph in the words of PROV-O, to be read and checked by plain SPARQL 1.1.

It tells what the record tells of the decision, but for the profiles and mentions that led to it and
for what is personal. Quotes are digests of texts and offsets, in the words of Web Annotations. Each
step of a path is a reified statement, with the graph that makes it; ``skg:position`` orders what
has an order. So one query finds the steps that no graph has::

    SELECT ?step {
      ?step rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; skg:inGraph ?graph
      FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } }
    }
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from skillkg import vocabulary as voc
from skillkg.errors import RecordError
from skillkg.explanation.canonical import without_surrogates
from skillkg.explanation.ledger import ordered_contributions, ordered_coverage, statement
from skillkg.explanation.rdf_documents import (
    describe_document,
    describe_quote,
    file_iri,
    place_iri,
)
from skillkg.explanation.record import to_record
from skillkg.model.match import evidence_class
from skillkg.relatedness.statements import integer, statements
from skillkg.sources.ntriples import iri, slug, text, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from skillkg.model.decision import Tool
    from skillkg.model.document import Span
    from skillkg.model.graph import Step
    from skillkg.model.match import (
        BlockScale,
        Contribution,
        Coverage,
        Gate,
        Match,
        Repetition,
        Side,
        Value,
    )

    Properties = Iterator[tuple[str, str]]
    """Predicates, by IRI, and the terms that they lead to."""


def to_nquads(match: Match) -> str:
    """Write a match as canonical N-Quads (RDFC-1.0): their SHA-256 is the digest of its graph.

    The graph is named by the first 16 digits of the record's ``record_hash``. It depends on
    nothing that the hash does not depend on; equal matches give equal text. Figures are the
    record's, to the last bit.

    Raises:
        RecordError: a concept, a graph or a digest is no part of an IRI, or a number not finite.
    """
    try:
        record = to_record(match)
        name = record["record_hash"].removeprefix("sha256:")[:16]
        graph = iri(voc.graph_iri("run", name))
        lines = sorted({without_surrogates(line) for line in _statements(match, record, name)})
    except ValueError as error:
        raise RecordError(f"cannot be written as RDF: {error}") from error
    return "".join(f"{line} {graph} .\n" for line in lines)


def _statements(match: Match, record: Mapping[str, Any], name: str) -> Iterator[str]:
    node, activity = voc.MATCH_IRI + name, voc.MATCHING_IRI + name
    agent = voc.SKG_TOOL + slug(*match.tool)
    yield from statements(iri(node), _match(match, record, activity))
    yield from statements(iri(activity), _matching(match, agent))
    yield from statements(iri(agent), _agent(match.tool))
    for side in (match.ad, match.resume):
        yield from describe_document(side)
    for block, scale in match.scales.items():
        part = f"{node}/scale/{block}"
        yield from statements(iri(node), [(voc.SKG_SCALE, iri(part))])
        yield from statements(iri(part), _scale(block, scale))
    yield from _explanation(match, node)
    for side, span in _quoted(match):
        yield from describe_quote(side, span)


def _explanation(match: Match, node: str) -> Iterator[str]:
    contributions, coverage = ordered_contributions(match), ordered_coverage(match)
    yield from _parts(node, voc.SKG_CONTRIBUTION, (_contribution(match, c) for c in contributions))
    yield from _steps(node, voc.SKG_CONTRIBUTION, contributions)
    yield from _parts(node, voc.SKG_COVERAGE, (_coverage(match, c) for c in coverage))
    yield from _steps(node, voc.SKG_COVERAGE, coverage)
    yield from _parts(node, voc.SKG_REPETITION, (_repetition(match, r) for r in match.repetitions))
    yield from _gates(match, node, voc.SKG_GATE, match.gates)


def _match(match: Match, record: Mapping[str, Any], activity: str) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_MATCH)
    yield voc.RDF_TYPE, iri(voc.PROV_ENTITY)
    yield voc.PROV_GENERATED_BY, iri(activity)
    if match.decision.timestamp is not None:
        yield voc.PROV_GENERATED_AT, _moment(match.decision.timestamp)
    yield voc.SKG_RECORD_ID, text(record["record_id"])
    yield voc.SKG_RECORD_HASH, text(record["record_hash"])
    yield voc.SKG_SUBJECT_REF, text(record["subject_ref"])
    yield voc.SKG_POSITION_REF, text(record["position_ref"])
    yield voc.SKG_AD, iri(file_iri(match.ad))
    yield voc.SKG_RESUME, iri(file_iri(match.resume))
    yield voc.SKG_FIT, _figure(match.fit)
    standing = match.decision.standing
    if standing.rank is not None and standing.pool_size is not None:
        yield voc.SKG_POOL_RANK, integer(standing.rank)
        yield voc.SKG_POOL_SIZE, integer(standing.pool_size)
    if standing.cut is not None:
        yield voc.SKG_CUT, _figure(standing.cut)


def _matching(match: Match, agent: str) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_MATCHING)
    yield voc.RDF_TYPE, iri(voc.PROV_ACTIVITY)
    yield voc.PROV_ASSOCIATED_WITH, iri(agent)
    for side in (match.ad, match.resume):
        yield voc.PROV_USED, iri(file_iri(side))
    for snapshot in match.snapshots:
        yield voc.PROV_USED, iri(snapshot.graph)
        yield voc.SKG_INPUT_DIGEST, text(f"{snapshot.graph} {snapshot.digest}")


def _agent(tool: Tool) -> Properties:
    yield voc.RDF_TYPE, iri(voc.PROV_SOFTWARE_AGENT)
    yield voc.RDFS_LABEL, text(tool.name)
    yield voc.DCAT_VERSION, text(tool.version)
    yield voc.SKG_CODE_DIGEST, text(tool.code)


def _scale(block: str, scale: BlockScale) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_BLOCK_SCALE)
    yield voc.SKG_BLOCK, text(block)
    yield voc.SKG_BLOCK_WEIGHT, _figure(scale.weight)
    yield voc.SKG_BLOCK_TOTAL, _figure(scale.total)


def _parts(owner: str, predicate: str, parts: Iterable[Properties]) -> Iterator[str]:
    """State the parts of a node, each by its properties, and their order."""
    for number, properties in enumerate(parts, start=1):
        part = iri(_part(owner, predicate, number))
        yield from statements(iri(owner), [(predicate, part)])
        yield from statements(part, [(voc.SKG_POSITION, integer(number))])
        yield from statements(part, properties)


def _steps(owner: str, predicate: str, parts: Iterable[Contribution | Coverage]) -> Iterator[str]:
    """State the steps of the paths of a node's parts."""
    for number, part in enumerate(parts, start=1):
        node = _part(owner, predicate, number)
        yield from _parts(node, voc.SKG_STEP, map(_step, part.path.steps))


def _part(owner: str, predicate: str, number: int) -> str:
    return f"{owner}/{predicate.removeprefix(voc.SKG)}/{number}"


def _contribution(match: Match, c: Contribution) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_CONTRIBUTION_CLASS)
    yield voc.SKG_BLOCK, text(c.block)
    yield voc.SKG_REQUIREMENT, iri(c.requirement)
    yield voc.SKG_SKILL, iri(c.skill)
    yield voc.SKG_STATUS, text(evidence_class(c.path))
    yield voc.SKG_AMOUNT, _figure(c.contribution)
    yield voc.SKG_REQUIREMENT_WEIGHT, _figure(c.requirement_weight)
    yield voc.SKG_PATH_STRENGTH, _figure(c.relatedness)
    yield voc.SKG_SKILL_WEIGHT, _figure(c.skill_weight)
    yield voc.SKG_OFFER, _figure(c.offer)
    yield from _quotes(match, c.requirement_spans, c.skill_spans)


def _coverage(match: Match, c: Coverage) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_COVERAGE_CLASS)
    yield voc.SKG_BLOCK, text(c.block)
    yield voc.SKG_REQUIREMENT, iri(c.requirement)
    if c.skill is not None:
        yield voc.SKG_SKILL, iri(c.skill)
    yield voc.SKG_STATUS, text(c.status)
    yield voc.SKG_COVERAGE_STRENGTH, _figure(c.strength)
    yield from _quotes(match, c.requirement_spans, c.skill_spans)


def _repetition(match: Match, repetition: Repetition) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_REPETITION_CLASS)
    yield voc.SKG_AMOUNT, _figure(repetition.contribution)
    yield voc.SKG_WORDS, integer(repetition.words)
    yield from _quotes(match, [repetition.requirement], [repetition.evidence])


def _gates(match: Match, owner: str, predicate: str, gates: Sequence[Gate]) -> Iterator[str]:
    """State gates, with the rules that they follow and the values that these were given."""
    yield from _parts(owner, predicate, (_gate(match, gate) for gate in gates))
    for number, gate in enumerate(gates, start=1):
        node = _part(owner, predicate, number)
        yield from statements(iri(voc.RULE_IRI + gate.rule), _rule(gate.rule))
        for name, value in gate.values.items():
            part = f"{node}/value/{name}"
            yield from statements(iri(node), [(voc.SKG_GATE_VALUE, iri(part))])
            yield from statements(iri(part), _value(name, value))
        yield from _gates(match, node, voc.SKG_ALTERNATIVE, gate.alternatives)


def _gate(match: Match, gate: Gate) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_GATE_CLASS)
    yield voc.RDFS_LABEL, text(gate.name)
    yield voc.SKG_STATUS, text(gate.status)
    yield voc.SKG_RULE, iri(voc.RULE_IRI + gate.rule)
    yield from _quotes(match, *_spans(gate))


def _rule(rule: str) -> Properties:
    yield voc.RDF_TYPE, iri(voc.SKG_RULE_CLASS)
    yield voc.RDF_TYPE, iri(voc.PROV_PLAN)
    yield voc.SKOS_NOTATION, text(rule)


def _value(name: str, value: Value) -> Properties:
    """What was parsed; where nothing was, its name stands alone."""
    yield voc.RDF_TYPE, iri(voc.SKG_GATE_VALUE_CLASS)
    yield voc.SKOS_NOTATION, text(name)
    match value:
        case bool():
            yield voc.RDF_VALUE, typed(str(value).lower(), voc.XSD_BOOLEAN)
        case int() | float():  # JSON does not tell them apart
            yield voc.RDF_VALUE, _figure(float(value))
        case str():
            yield voc.RDF_VALUE, text(value)


def _step(step: Step) -> Properties:
    graph, subject, predicate, object_ = map(iri, statement(step))
    yield voc.RDF_TYPE, iri(voc.SKG_STEP_CLASS)
    yield voc.RDF_TYPE, iri(voc.RDF_STATEMENT)
    yield voc.RDF_SUBJECT, subject
    yield voc.RDF_PREDICATE, predicate
    yield voc.RDF_OBJECT, object_
    yield voc.SKG_IN_GRAPH, graph
    yield voc.SKG_EDGE_KIND, iri(voc.SKG + step.kind)
    yield voc.SKG_FORWARD, typed(str(step.forward).lower(), voc.XSD_BOOLEAN)
    yield voc.SKG_STRENGTH, typed(f"{Decimal(repr(step.strength)):f}", voc.XSD_DECIMAL)


def _quotes(match: Match, asked: Iterable[Span], found: Iterable[Span]) -> Properties:
    for span in asked:
        yield voc.SKG_AD_QUOTE, iri(place_iri(match.ad, span))
    for span in found:
        yield voc.SKG_RESUME_QUOTE, iri(place_iri(match.resume, span))


def _quoted(match: Match) -> Iterator[tuple[Side, Span]]:
    """Every quote of what is told here, and the document that it stands in."""
    pairs = [(c.requirement_spans, c.skill_spans) for c in match.contributions]
    pairs += [(c.requirement_spans, c.skill_spans) for c in match.coverage]
    pairs += [((r.requirement,), (r.evidence,)) for r in match.repetitions]
    pairs += [_spans(gate) for gate in _with_alternatives(match.gates)]
    for asked, found in pairs:
        yield from ((match.ad, span) for span in asked)
        yield from ((match.resume, span) for span in found)


def _with_alternatives(gates: Iterable[Gate]) -> Iterator[Gate]:
    for gate in gates:
        yield gate
        yield from _with_alternatives(gate.alternatives)


def _spans(gate: Gate) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    asked = () if gate.requirement is None else (gate.requirement,)
    return asked, () if gate.evidence is None else (gate.evidence,)


def _figure(value: float) -> str:
    """Write a figure, to the last bit."""
    return typed(repr(value), voc.XSD_DOUBLE)


def _moment(time: str) -> str:
    return typed(datetime.fromisoformat(time).isoformat(), voc.XSD_DATETIME)
