"""What the sources say of concepts, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.store.base import Store


def read_descriptions(store: Store, graph: str, language: str) -> Iterator[tuple[str, str]]:
    """Concepts with their descriptions and definitions, as one graph states them.

    ESCO's texts are held by nodes, other sources' are literals. A text without a language counts
    for every language.
    """
    tags = {language, ""}
    nodes = _node_literals(store, graph, tags)
    for concept, value, tag in store.statements(graph, voc.DCT_DESCRIPTION):
        if tag is None:
            yield from ((concept, text) for text in nodes.get(value, ()))
        elif tag in tags:
            yield concept, value
    for concept, value, tag in store.statements(graph, voc.SKOS_DEFINITION):
        if tag in tags:
            yield concept, value


def _node_literals(store: Store, graph: str, tags: set[str]) -> dict[str, list[str]]:
    """Texts by the node that holds them."""
    languages = store.statements(graph, voc.ESCO_LANGUAGE)
    known = {node for node, language, _ in languages if language in tags}
    texts: dict[str, list[str]] = {node: [] for node in known}
    for node, text, tag in store.statements(graph, voc.ESCO_NODE_LITERAL_TEXT):
        if node in known and tag is not None:
            texts[node].append(text)
    return texts
