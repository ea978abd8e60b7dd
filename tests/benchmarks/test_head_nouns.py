"""Which words of labels name a role; the shipped ones are those of the real labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from role_words import MIN_LABELS, heads_of, rarer_words, role_words

from skillkg.documents.structure import role_words as shipped
from skillkg.model.graph import Label

if TYPE_CHECKING:
    import skillkg

HEADS = ["welder", "gardener", "pilot", "sales", "cook"]


def occupation(text: str) -> Label:
    return Label(text, "http://e.org/a", "occupation", "preferred")


def skill(text: str) -> Label:
    return Label(text, "http://e.org/b", "skill", "preferred")


def test_heads_of_enough_labels_name_a_role() -> None:
    kinds = ["arc", "spot", "laser", "gas"]
    of_five = ["Welders, pipe", "gardener of parks", "Pilot (river)", "sales", "cook"]
    labels = [*of_five, *(f"{kind} {noun}" for kind in kinds for noun in HEADS)]
    labels += [f"sales {noun}" for noun in ("pilot", *"abcdefg")]
    counted = heads_of([*map(occupation, labels), occupation("barista"), skill("run a bar")])
    assert MIN_LABELS == 5
    assert role_words(counted) == ["cook", "lead", "pilot", "trainee"]
    assert "barista" in rarer_words(counted, role_words(counted))


def test_words_of_skills_are_no_rarer_heads() -> None:
    counted = heads_of([occupation("bar"), *(skill(f"run bar {n}") for n in "abcd")])
    assert not rarer_words(counted, ())


def test_the_shipped_words_are_those_of_the_labels(full_graph: skillkg.KnowledgeGraph) -> None:
    counted = heads_of(full_graph.concepts.labels)
    words = role_words(counted)
    assert words == sorted(shipped.role_words())
    assert rarer_words(counted, words) == sorted(shipped.rarer_role_words())
