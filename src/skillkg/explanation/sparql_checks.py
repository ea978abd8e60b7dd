"""SPARQL for a reader to run elsewhere: whether the statements stand, and what K is made of.

The queries are printed, so their terms are written out and checked as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as v
from skillkg.graph.kinds import CONCEPT_KINDS
from skillkg.matching.kernel import MEMBERS
from skillkg.sources.ntriples import iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.explanation.ledger import StatedTriple
    from skillkg.model.match import Match
    from skillkg.model.mention import Block

_CUT: Final = re.compile(r"(.+[/#])(\w[\w-]*)", re.ASCII).fullmatch
"""Cuts an IRI into a namespace and a name to write after a prefix. SPARQL allows dots in such
names, but not every parser reads ``n:1.1.1``."""

_AROUND: Final = """\
PREFIX skg: {skg}
SELECT ?concept (SUM(?best) AS ?around) WHERE {{
  {{
    SELECT ?concept ?other (MAX(?strength) AS ?best) WHERE {{
      VALUES ?concept {{
        {concepts}
      }}
      VALUES ?kind {{ {kinds} }}
      VALUES ?graph {{ {graphs} }}
      VALUES ?member {{ {members} }}
      GRAPH {ontology} {{
        ?kind skg:edgePredicate ?predicate ; skg:strength ?strength .
        OPTIONAL {{ ?kind skg:edgeSubject ?class }}
      }}
      {{ GRAPH ?graph {{ ?concept ?predicate ?other }} BIND(?concept AS ?subject) }}
      UNION
      {{ GRAPH ?graph {{ ?other ?predicate ?concept }} BIND(?other AS ?subject) }}
      GRAPH ?home {{ ?other a ?member }}
      FILTER(?other != ?concept && ?strength >= {floor})
      FILTER(!BOUND(?class) || EXISTS {{ GRAPH ?any {{ ?subject a ?class }} }})
    }} GROUP BY ?concept ?other
  }}
}} GROUP BY ?concept ORDER BY ?concept"""


def ask(each: StatedTriple) -> str:
    """The SPARQL question whether a statement is in its graph."""
    graph, *terms = map(iri, each)
    return f"ASK {{ GRAPH {graph} {{ {' '.join(terms)} }} }}"


def absent_query(numbered: Mapping[StatedTriple, int]) -> str:
    """A SPARQL query for the statements that a store lacks: no rows where all paths stand.

    It is printed for a reader to run elsewhere, so its terms are written out.
    """
    namespaces = sorted({parts[1] for each in numbered for term in each if (parts := _CUT(term))})
    prefixes = {namespace: f"n{i}" for i, namespace in enumerate(namespaces, start=1)}
    lines = (
        f"    ({n} {' '.join(_abbreviated(term, prefixes) for term in each)})"
        for each, n in numbered.items()
    )
    return "\n".join(
        (
            *(f"PREFIX {name}: {iri(namespace)}" for namespace, name in prefixes.items()),
            "SELECT ?number ?subject ?predicate ?object WHERE {",
            "  VALUES (?number ?graph ?subject ?predicate ?object) {",
            *lines,
            "  }",
            "  FILTER NOT EXISTS { GRAPH ?graph { ?subject ?predicate ?object } }",
            "}",
        )
    )


def _abbreviated(term: str, prefixes: Mapping[str, str]) -> str:
    parts = _CUT(term)
    return f"{prefixes[parts[1]]}:{parts[2]}" if parts else iri(term)


def related_concepts(match: Match, block: Block) -> list[str]:
    """The concepts of a block that stand in a pair of different concepts, ascending."""
    scale = match.scales[block]
    concepts = {iri for *pair, _ in (*scale.ad_pairs, *scale.resume_pairs) for iri in pair}
    for c in match.contributions:
        if c.block == block and c.requirement != c.skill:
            concepts |= {c.requirement, c.skill}
    return sorted(concepts)


def around_query(match: Match, block: Block) -> str:
    """A SPARQL query for D, what each related concept of a block has around it in the graph.

    K of two different concepts is the strength of their best statement over the larger D, or
    over 1 where both are smaller. The query is empty where K is not made of single statements
    or no two concepts are related.
    """
    kernel = match.parameters.kernel
    concepts = related_concepts(match, block)
    if kernel.max_hops != 1 or not concepts:
        return ""
    members = [name for name, kind in CONCEPT_KINDS.items() if kind in MEMBERS[block]]
    return _AROUND.format(
        skg=iri(v.SKG),
        ontology=iri(v.ONTOLOGY),
        kinds=" ".join(f"skg:{kind}" for kind in kernel.kinds[block]),
        members=" ".join(map(iri, members)),
        graphs=" ".join(iri(snapshot.graph) for snapshot in match.snapshots),
        floor=kernel.floor,
        concepts="\n        ".join(map(iri, concepts)),
    )
