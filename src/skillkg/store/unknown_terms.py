"""Classes and properties that a query asks for and no graph in view has: what is meant, perhaps.

A query with a misspelt term has no error in SPARQL: it has no answer, which looks like one.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.store.prefixes import shortened
from skillkg.store.sparql import QUOTED, bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.store.base import Store

_SCHEMAS: Final = (voc.ESCO, voc.SKOS, voc.SKOSXL, voc.SKG, voc.ONET)
"""Namespaces of the terms that are looked for."""
_TERM: Final = re.compile(
    rf"{QUOTED}|\bPREFIX\b\s*+(?P<declared>[\w-]*+):\s*+<(?P<namespace>[^<>\s]*+)>|"
    r"<(?P<iri>[^<>\"{}|^`\\\s]*+)>|(?<![\w:?$@-])(?P<prefix>[\w-]*+):(?P<local>[\w-]++)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_UNUSED: Final = """
SELECT ?term {
  VALUES ?term { skos:Concept }
  FILTER NOT EXISTS { ?s ?term ?o }
  FILTER NOT EXISTS { ?s a ?term }
  FILTER NOT EXISTS {
    ?term a ?kind
    FILTER(?kind NOT IN (
      owl:Class, owl:ObjectProperty, owl:DatatypeProperty, owl:AnnotationProperty
    ))
  }
}
"""
_DESCRIBED: Final = "SELECT DISTINCT ?term { ?term a ?kind FILTER(ISIRI(?term)) }"
_INSTEAD: Final = {
    f"{voc.SKOS}narrower": "skos:broader the other way round (^skos:broader)",
    f"{voc.SKOS}narrowerTransitive": "^skos:broader+",
    f"{voc.SKOS}broaderTransitive": "skos:broader+",
    f"{voc.SKOS}semanticRelation": "skos:broader, skos:related",
    f"{voc.SKOS}member": "skos:inScheme, for ESCO's collections",
    f"{voc.ESCO}AssociationObject": "esco:relatedEssentialSkill and esco:relatedOptionalSkill",
    f"{voc.ESCO}hasAssociation": "esco:relatedEssentialSkill and esco:relatedOptionalSkill",
    f"{voc.ESCO}isAssociationFor": "esco:isEssentialSkillFor and esco:isOptionalSkillFor",
    f"{voc.ESCO}hasNACECode": "esco:memberOfISCOGroup; the releases for download have no NACE",
}
"""What public queries over ESCO use, and what says the same here."""


def terms(sparql: str) -> list[str]:
    """IRIs of the terms of known vocabularies that a query has, in its order."""
    namespaces, found = dict(voc.PREFIXES), list[str]()
    for match in _TERM.finditer(sparql):
        if match["namespace"] is not None:
            namespaces[match["declared"]] = match["namespace"]
        elif match["iri"] is not None:
            found.append(match["iri"])
        elif match["local"] is not None:
            found.append(namespaces.get(match["prefix"], "") + match["local"])
    return list(dict.fromkeys(term for term in found if term.startswith(_SCHEMAS)))


def hints(sparql: str, store: Store, graphs: Sequence[str]) -> Iterator[str]:
    """Say of each term of a query that nothing uses or describes what may be meant.

    Args:
        sparql: a query that is well-formed.
        store: where it is asked.
        graphs: whose statements are the default graph.
    """
    if not (used := terms(sparql)):
        return
    unused = store.select(bind(_UNUSED, {"term": list(map(ox.NamedNode, used))}), graphs)
    for term in unused.column("term"):
        instead = _INSTEAD.get(term) or _nearest(term, store)
        told = f"ask for {instead}" if instead else "skillkg query properties lists what there is"
        yield f"nothing in view has {shortened(term)}; {told}"


def _nearest(term: str, store: Store) -> str:
    """Terms that are written alike; none of one that is right, though nothing uses it."""
    described = store.select(_DESCRIBED, [voc.ONTOLOGY]).column("term")
    known, name = _SKOS_TERMS.union(map(shortened, described)), shortened(term)
    return "" if name in known else ", ".join(get_close_matches(name, sorted(known), 2, 0.8))


_SKOS_TERMS: Final = {
    shortened(value)
    for name, value in vars(voc).items()
    if name.startswith(("SKOS_", "SKOSXL_")) and isinstance(value, str)
}
