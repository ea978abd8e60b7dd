"""All labels of the concepts in view, in one language."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg import vocabulary as voc
from skillkg.arguments import check_text
from skillkg.graph.graph_arrays import KIND_NAMES
from skillkg.model.graph import Label, LabelRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.graph.graph_arrays import GraphArrays
    from skillkg.store.base import Store

ROLES: dict[LabelRole, str] = {
    "preferred": voc.SKOS_PREF_LABEL,
    "alternative": voc.SKOS_ALT_LABEL,
    "hidden": voc.SKOS_HIDDEN_LABEL,
}
ROLE_NAMES: tuple[LabelRole, ...] = tuple(ROLES)


def same_whatever_case(text: str) -> str:
    """Give the form that a label and a name for it have in common."""
    return text.strip().casefold()


def read_labels(store: Store, graphs: Sequence[str], concepts: GraphArrays, language: str) -> Parts:
    """Read labels as parts for the cache.

    Labels come in the order of concept, role and text, so that whatever breaks a tie by
    position breaks it the same way everywhere. Untagged labels count for every language.
    """
    numbers = {iri: number for number, iri in enumerate(concepts.iris)}
    rows = sorted(
        {
            (numbers[concept], code, text)
            for code, predicate in enumerate(ROLES.values())
            for graph in graphs
            for concept, text, tag in store.statements(graph, predicate)
            if concept in numbers and _in_language(tag, language) and text.strip()
        }
    )
    folded = [same_whatever_case(text) for _, _, text in rows]
    written = [text.encode() for _, _, text in rows]
    arrays: dict[str, NDArray[Any]] = {
        "concepts": np.array([concept for concept, _, _ in rows], dtype=np.int64),
        "roles": np.array([role for _, role, _ in rows], dtype=np.int8),
        "texts": np.frombuffer(b"".join(written), dtype=np.uint8),
        "ends": np.cumsum([0, *map(len, written)], dtype=np.int64),
        "by_text": np.array(sorted(range(len(rows)), key=folded.__getitem__), dtype=np.int64),
    }
    return arrays, {}


def _in_language(tag: str | None, language: str) -> bool:
    """Whether a label counts: it has no language, or one in the range (RFC 4647's basic filter)."""
    if not tag:
        return tag is not None
    return language == "*" or f"{tag}-".lower().startswith(f"{language}-".lower())


class Labels:
    """The labels that ``read_labels`` gave, by position; read from the cache one by one.

    A process that asks for one concept shall not wait until all labels are objects.
    """

    def __init__(self, parts: Parts, concepts: GraphArrays) -> None:
        arrays, _ = parts
        self.concepts: NDArray[np.int64] = arrays["concepts"]
        """Number of each label's concept; ascending."""
        self.roles: NDArray[np.int8] = arrays["roles"]
        """Index of each label's role in ``ROLE_NAMES``."""
        self._texts, self._ends = arrays["texts"].tobytes(), arrays["ends"].data
        self._by_text: NDArray[np.int64] = arrays["by_text"]
        self._graph = concepts

    def __len__(self) -> int:
        return len(self.concepts)

    def __getitem__(self, position: int) -> Label:
        concept = self.concepts[position]
        return Label(
            self.text(position),
            self._graph.iris[concept],
            KIND_NAMES[self._graph.concept_kinds[concept]],
            ROLE_NAMES[self.roles[position]],
        )

    def __iter__(self) -> Iterator[Label]:
        return map(self.__getitem__, range(len(self)))

    def text(self, position: int) -> str:
        """Text of one label."""
        return self._texts[self._ends[position] : self._ends[position + 1]].decode()

    def preferred(self, iri: str) -> str | None:
        """The preferred label of a concept; None where there is none, or no such concept."""
        number = bisect_left(self._graph.iris, iri)
        position = int(np.searchsorted(self.concepts, number))
        if iri not in self._graph.iris[number : number + 1] or position == len(self):
            return None
        first = self.concepts[position] == number and ROLE_NAMES[self.roles[position]]
        return self.text(position) if first == "preferred" else None

    def named(self, name: str) -> list[Label]:
        """All labels that are a name, whatever its case."""
        check_text(name, "name")

        def folded(position: int) -> str:
            return same_whatever_case(self.text(position))

        wanted = same_whatever_case(name)
        first = bisect_left(self._by_text, wanted, key=folded)
        named: list[Label] = []
        for position in self._by_text[first:]:
            if folded(position) != wanted:
                break
            named.append(self[position])
        return named
