"""Tiny stores for checks: one release of a few statements, with the real ontology."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.checking.graphs import Checked, check_constraint, graphs_to_check, subclasses
from skillkg.checking.shapes import read_shapes, shapes_file
from skillkg.store.build import load_ontology
from skillkg.store.catalog import claim_format
from skillkg.store.embedded import EmbeddedStore
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from skillkg.checking.findings import Finding


def prefixes(space: str = "") -> str:
    """Declare prefixes; ``space`` sets the things of one graph apart from those of another."""
    own = {
        "": f"{voc.ESCO_DATA}{space}",
        "rated": f"{onet.RATING_IRI}{space}",
        "scale": onet.SCALE_IRI,
        "soc": f"{onet.OCCUPATION_IRI}{space}",
        "thing": f"{voc.ONET_DATA}thing/{space}",
    }
    declared = {**voc.PREFIXES, **own}
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in declared.items())


_ABOUT = """
<{graph}> a void:Dataset, dcat:Dataset ; dct:title "Tiny" ; skg:source "{source}" ;
    dcat:version "{version}" ; void:triples 1 ; skg:complete {complete} ; skg:table "{table}" ;
    skg:digest "sha256:{digest}" ; prov:wasGeneratedBy <urn:build> ; prov:wasDerivedFrom <urn:f> .
<urn:build> a prov:Activity ; prov:wasAssociatedWith <urn:tool> ;
    prov:startedAtTime "2024-01-01T00:00:00Z"^^xsd:dateTime ;
    prov:endedAtTime "2024-01-01T00:00:01Z"^^xsd:dateTime .
<urn:f> a dcat:Distribution, prov:Entity ; spdx:fileName "f" ; dcat:byteSize 1 ;
    spdx:checksum <urn:sum> .
<urn:sum> a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ;
    spdx:checksumValue "{digest}" .
"""


def tiny_store(releases: dict[str, str], *, incomplete: tuple[str, ...] = ()) -> EmbeddedStore:
    """A store with releases, by ``source/version``, each in Turtle."""
    quads = ox.Store()
    claim_format(quads, "memory")
    load_ontology(quads)
    for number, (name, turtle) in enumerate(releases.items()):
        source, _, version = name.rpartition("/")
        about = _ABOUT.format(
            graph=voc.GRAPHS + name,
            source=source,
            version=version,
            complete=str(name not in incomplete).lower(),
            table=f"table {number}",
            digest="0" * 64,
        )
        load(quads, turtle, voc.GRAPHS + name)
        load(quads, about, voc.CATALOG)
    return EmbeddedStore(quads)


def load(quads: ox.Store, turtle: str, graph: str) -> None:
    quads.load(prefixes() + turtle, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))


def checked(store: EmbeddedStore, name: str) -> Checked:
    return next(c for c in graphs_to_check(store) if c.graph == voc.GRAPHS + name)


def findings(store: EmbeddedStore, name: str = "esco/1") -> list[Finding]:
    """What the shapes find in one graph."""
    graph, below = checked(store, name), subclasses(store)
    constraints = read_shapes(shapes_file()).constraints
    found = (check_constraint(store, graph, constraint, below) for constraint in constraints)
    return [finding for finding in found if finding]


def kinds(found: list[Finding]) -> dict[str, int]:
    """How many offend each shape, by the last part of its IRI."""
    counts: Counter[str] = Counter()
    for finding in found:
        counts[finding.shape.removeprefix(voc.SHAPES)] += finding.count
    return dict(counts)
