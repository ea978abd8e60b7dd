"""All labels of the concepts in view, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.model import Label, LabelRole
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.store.base import Store
    from skillkg.store.results import Table, Term

ROLES: dict[LabelRole, str] = {
    "preferred": voc.SKOS_PREF_LABEL,
    "alternative": voc.SKOS_ALT_LABEL,
    "hidden": voc.SKOS_HIDDEN_LABEL,
}
ROLE_NAMES: tuple[LabelRole, ...] = tuple(ROLES)


def read_labels(
    store: Store, graphs: Sequence[str], graph: SkillGraph, language: str
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Read labels as parts for the cache: texts, and the concept and role of each.

    Labels come in the order of concept, role and text, so that whatever breaks a tie by
    position breaks it the same way everywhere. Untagged labels count for every language.
    """
    numbers = {iri: number for number, iri in enumerate(graph.arrays.iris)}
    rows = sorted(
        {
            (numbers[concept], ROLE_NAMES.index(role), text)
            for role in ROLE_NAMES
            for concept, text in _read_role(store, graphs, role, language)
            if concept in numbers and text.strip()
        }
    )
    concepts, roles, texts = zip(*rows, strict=True) if rows else ((), (), ())
    arrays: dict[str, NDArray[Any]] = {
        "concepts": np.array(concepts, dtype=np.int64),
        "roles": np.array(roles, dtype=np.int8),
    }
    return arrays, {"texts": list(texts)}


_LABELS = """
SELECT ?concept ?label WHERE {
  VALUES ?predicate { skos:prefLabel }
  VALUES ?language { "en" }
  ?concept ?predicate ?label
  FILTER(LANG(?label) = "" || LANGMATCHES(LANG(?label), ?language))
}
"""


def _read_role(store: Store, graphs: Sequence[str], role: LabelRole, language: str) -> Table:
    terms: dict[str, list[Term]] = {
        "predicate": [ox.NamedNode(ROLES[role])],
        "language": [ox.Literal(language)],
    }
    return cast("Table", store.query(bind(_LABELS, terms), graphs))


def as_labels(
    arrays: dict[str, NDArray[Any]], values: dict[str, Any], graph: SkillGraph
) -> list[Label]:
    """Turn the parts that ``read_labels`` gave into labels."""
    iris, kinds = graph.arrays.iris, {iri: graph.kind(iri) for iri in graph.arrays.iris}
    return [
        Label(text, iris[concept], kinds[iris[concept]], ROLE_NAMES[role])
        for text, concept, role in zip(
            values["texts"], arrays["concepts"].tolist(), arrays["roles"].tolist(), strict=True
        )
    ]
