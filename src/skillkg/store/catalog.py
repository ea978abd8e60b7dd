"""The catalog graph: what each named graph is, in the words of VoID, DCAT and PROV-O.

Written when a graph is built; ``snapshots`` reads it back.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.sources.release import Derived
from skillkg.store.snapshots import FORMAT, check_format
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.sources.release import Notes, Release, SourceFile
    from skillkg.store.canonical import Canonical
    from skillkg.store.results import Term

_CATALOG = ox.NamedNode(voc.CATALOG)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _links(iri: str) -> list[ox.NamedNode]:
    """A link, or nothing where a user's own taxonomy says nothing."""
    return [_node(iri)] if iri else []


def _number(value: int) -> ox.Literal:
    return ox.Literal(value)


class _Description:
    """Quads about one subject of the catalog."""

    def __init__(self, subject: str) -> None:
        self.subject, self.quads = _node(subject), list[ox.Quad]()

    def add(self, predicate: str, *values: ox.NamedNode | ox.Literal | str) -> _Description:
        for value in values:
            if value == "":
                continue
            term: Term = ox.Literal(value) if isinstance(value, str) else value
            self.quads.append(ox.Quad(self.subject, _node(predicate), term, _CATALOG))
        return self


def describe(
    release: Release, graph: str, written: Canonical, notes: Notes, tool: str, started: datetime
) -> list[ox.Quad]:
    """Describe a graph that was just written: release, licence, files, counts, digest, origin."""
    activity = f"{voc.SKG_DATA}build/{uuid4()}"
    files = [voc.FILE_IRI + file.sha256 for file in release.files]
    dataset = (
        _Description(graph)
        .add(voc.RDF_TYPE, *map(_node, (voc.VOID_DATASET, voc.DCAT_DATASET, voc.PROV_ENTITY)))
        .add(voc.DCT_TITLE, release.title)
        .add(voc.DCT_LICENSE, *_links(release.rights.licence))
        .add(voc.DCT_PUBLISHER, release.rights.publisher)
        .add(voc.DCAT_LANDING_PAGE, *_links(release.rights.homepage))
        .add(voc.SKG_ATTRIBUTION, release.rights.attribution)
        .add(voc.SKG_SOURCE, release.source)
        .add(voc.DCAT_VERSION, release.version)
        .add(voc.VOID_TRIPLES, _number(written.statements))
        .add(voc.SKG_DIGEST, written.digest)
        .add(voc.SKG_COMPLETE, ox.Literal(release.complete))
        .add(voc.SKG_TABLE, *sorted(release.tables))
        .add(voc.SKG_ROWS, *_rows(notes))
        .add(voc.SKG_ABSENT_TABLE, *sorted(notes.absent))
        .add(voc.SKG_WARNING, *_warnings(notes))
        .add(voc.PROV_GENERATED_BY, _node(activity))
        .add(voc.PROV_DERIVED_FROM, *map(_node, files))
        .add(voc.DCAT_DISTRIBUTION, *map(_node, files))
    )
    if isinstance(release, Derived):
        _derive(dataset, release)
    build = (
        _Description(activity)
        .add(voc.RDF_TYPE, _node(voc.PROV_ACTIVITY))
        .add(voc.PROV_STARTED, _moment(started))
        .add(voc.PROV_ENDED, _moment(datetime.now(UTC)))
        .add(voc.PROV_USED, *map(_node, files))
        .add(voc.PROV_ASSOCIATED_WITH, _node(tool))
    )
    return [*dataset.quads, *build.quads, *(q for f in release.files for q in _describe_file(f))]


def _derive(dataset: _Description, release: Derived) -> None:
    """Say which graphs a graph was learned from, as they were, and with which model."""
    for graph, digest in sorted(release.inputs.items()):
        dataset.add(voc.PROV_DERIVED_FROM, _node(graph))
        dataset.add(voc.SKG_INPUT_DIGEST, f"{graph} {digest}")
    dataset.add(voc.SKG_MODEL, release.model).add(voc.SKG_MODEL_DIGEST, release.model_digest)


def _rows(notes: Notes) -> list[str]:
    return [f"{printable(name)}: {rows}" for name, rows in sorted(notes.rows.items())]


def _warnings(notes: Notes) -> list[str]:
    return [
        f"{finding.count} × {kind} (e.g. {finding.examples[0]})"
        for kind, finding in sorted(notes.findings.items())
    ]


def _moment(value: datetime) -> ox.Literal:
    return ox.Literal(value.isoformat(timespec="seconds"), datatype=_node(voc.XSD_DATETIME))


def _describe_file(file: SourceFile) -> Iterator[ox.Quad]:
    name = voc.FILE_IRI + file.sha256
    checksum = f"{name}#checksum"
    yield from (
        _Description(name)
        .add(voc.RDF_TYPE, _node(voc.PROV_ENTITY), _node(voc.DCAT_DISTRIBUTION_CLASS))
        .add(voc.SPDX_FILE_NAME, file.name)
        .add(voc.DCAT_BYTE_SIZE, _number(file.size))
        .add(voc.SPDX_CHECKSUM, _node(checksum))
        .quads
    )
    yield from (
        _Description(checksum)
        .add(voc.RDF_TYPE, _node(voc.SPDX_CHECKSUM_CLASS))
        .add(voc.SPDX_ALGORITHM, _node(voc.SPDX_SHA256))
        .add(voc.SPDX_CHECKSUM_VALUE, file.sha256)
        .quads
    )


def claim_format(quads: ox.Store, location: str) -> None:
    """Say of a database that is being built which form it has; it may be new, or have that form.

    Raises:
        StoreError: it has another form.
    """
    pattern = _CATALOG, _node(voc.SKG_STORE_FORMAT), None, _CATALOG
    found = (quad.object for quad in quads.quads_for_pattern(*pattern))
    formats = [each.value for each in found if isinstance(each, ox.Literal)]
    if formats or quads.contains_named_graph(_CATALOG):
        check_format(formats, location)
    quads.extend(_Description(voc.CATALOG).add(voc.SKG_STORE_FORMAT, FORMAT).quads)


def digest_of(quads: ox.Store, graph: str) -> str | None:
    """Digest of a graph that a database holds; None where it holds none."""
    for quad in quads.quads_for_pattern(_node(graph), _node(voc.SKG_DIGEST), None, _CATALOG):
        if isinstance(quad.object, ox.Literal):
            return quad.object.value
    return None


def forget(quads: ox.Store, graph: str, *, statements: bool) -> None:
    """Remove a graph's description, and maybe its statements, from a store that is being built."""
    node = _node(graph)
    if statements:
        quads.remove_graph(node)
    activities = [
        quad.object
        for quad in quads.quads_for_pattern(node, _node(voc.PROV_GENERATED_BY), None, _CATALOG)
        if isinstance(quad.object, ox.NamedNode)
    ]
    for subject in (node, *activities):
        for quad in list(quads.quads_for_pattern(subject, None, None, _CATALOG)):
            quads.remove(quad)
