"""Recompute the digest of a graph from the statements that a store gives back."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from skillkg.errors import StoreError
from skillkg.sources.ntriples import iri
from skillkg.store.canonical import Canonical, canonicalize

if TYPE_CHECKING:
    from skillkg.store.base import Store


def digest_of_graph(store: Store, graph: str) -> Canonical:
    """Read all that a store holds of a graph, and hash it as it was hashed when it was built.

    What the store's catalog says of the graph does not count: it is what this is compared with.
    Memory is bounded; the statements are written to temporary files, some 200 bytes each.

    Args:
        store: embedded, or an endpoint. An endpoint's literals are brought into canonical form.
        graph: IRI of the graph; one that the store does not hold has no statements.

    Raises:
        StoreError: the store does not answer, or gives more or less statements than it counts.
        QueryError: an endpoint refuses to be asked for them.
        ValueError: the graph's name is no IRI.
    """
    count = count_of(store, graph)
    with TemporaryDirectory(prefix="skillkg-") as folder:
        lines = islice(store.exported(graph), count + 1)
        found = canonicalize(lines, graph, Path(folder), lambda _: None)
    if found.statements != count:
        raise miscounted(store, graph, count, found.statements)
    return found


def miscounted(store: Store, graph: str, count: int, given: int) -> StoreError:
    """Say that a store gives more or less statements of a graph than it counts."""
    return StoreError(
        f"{store.location} counts {count:,} statements of {graph}, and gives {given:,}\n"
        "  an endpoint may limit what it gives: see the settings of its server; or ask while "
        "nothing is loaded into it"
    )


def count_of(store: Store, graph: str) -> int:
    """Ask a store how many statements it has of a graph.

    Raises:
        StoreError: it does not say.
        QueryError: an endpoint refuses to be asked.
        ValueError: the graph's name is no IRI.
    """
    match store.select(f"SELECT (COUNT(*) AS ?count) FROM {iri(graph)} {{ ?s ?p ?o }}", ()).rows():
        case [{"count": int(count)}]:
            return count
    raise StoreError(f"{store.location} does not say how many statements it has of {graph}")
