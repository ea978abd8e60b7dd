"""Is the ontology consistent: asked of HermiT, through owlready2, on the terms alone."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.checking.findings import Reasoning
from skillkg.extras import needs

if TYPE_CHECKING:
    from owlready2 import World  # type: ignore[import-untyped]

    from skillkg.store.base import Store

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?p != owl:imports) }"
_NO_JAVA = (
    "The reasoner did not run: it needs Java, and there is no {!r} on the path. Install a Java "
    "runtime (Debian and Ubuntu: apt install default-jre-headless; macOS: brew install openjdk; "
    "Windows: winget install EclipseAdoptium.Temurin.21.JRE) and check again. "
    "The structure of the ontology was checked all the same."
)


def check_consistency(store: Store) -> Reasoning:
    """Reason over the ontology graph of a store.

    Nothing is fetched: an ``owl:imports`` is not followed.
    """
    with needs("check"):
        import owlready2

    if shutil.which(owlready2.JAVA_EXE) is None:
        return Reasoning("not run", _NO_JAVA.format(owlready2.JAVA_EXE))
    world = _load(store)
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoning("inconsistent", "The axioms contradict each other.")
    except owlready2.OwlReadyJavaError as error:
        return Reasoning("not run", f"The reasoner failed: {_told(error)}")
    impossible = sorted(cls.iri for cls in world.inconsistent_classes() if hasattr(cls, "iri"))
    impossible = [iri for iri in impossible if not iri.startswith(voc.OWL)]
    if impossible:
        named = f"These classes can have no member: {', '.join(impossible)}"
        return Reasoning("inconsistent", named, tuple(impossible))
    return Reasoning("consistent", "")


def _load(store: Store) -> World:
    import owlready2

    data = io.BytesIO()
    ox.serialize(store.construct(_ALL, [voc.ONTOLOGY]), data, ox.RdfFormat.N_TRIPLES)
    data.seek(0)
    world = owlready2.World()
    world.get_ontology(voc.ONTOLOGY).load(fileobj=data)
    return world


def _told(error: Exception) -> str:
    """Give what Java said, without the places in its code."""
    lines = (line.strip() for line in str(error).splitlines())
    return " ".join(line for line in lines if line and not line.startswith("at "))
