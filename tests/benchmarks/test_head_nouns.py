"""Which words of labels name a role; the shipped ones are those of the real labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from role_words import MIN_LABELS, role_words

from skillkg.documents.structure import role_words as shipped

if TYPE_CHECKING:
    import skillkg

HEADS = ["welder", "gardener", "pilot", "sales", "cook"]


def test_heads_of_enough_labels_name_a_role() -> None:
    kinds = ["arc", "spot", "laser", "gas"]
    of_five = ["Welders, pipe", "gardener of parks", "Pilot (river)", "sales", "cook"]
    labels = [*of_five, *(f"{kind} {noun}" for kind in kinds for noun in HEADS)]
    labels += [f"sales {noun}" for noun in ("welder", "pilot", *"abcdef")]
    assert MIN_LABELS == 5
    assert role_words(labels) == ["cook", "lead", "pilot", "trainee"]


def test_the_shipped_words_are_those_of_the_labels(full_graph: skillkg.KnowledgeGraph) -> None:
    labels = full_graph.concepts.labels
    words = role_words(label.text for label in labels if label.kind == "occupation")
    assert words == sorted(shipped.role_words())
