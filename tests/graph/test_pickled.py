"""Concepts go to other processes, which open the same view."""

from __future__ import annotations

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg import Concept, Hit


def describe(concept: Concept) -> tuple[str, list[Concept], int, list[str]]:
    return (
        concept.label,
        [*concept.broader],
        len(concept.statements),
        [relation.step.kind for relation in concept.skills],
    )


def hit_of(concept: Concept) -> Hit:
    return skillkg.Hit(concept, concept.label, 0.5)


def test_a_concept_says_the_same_in_other_processes(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample_store.parent)
    kg = skillkg.open(sample_store.name, without=["optional"])
    concepts = [kg.concept("SQL"), kg.concept("web developer")]
    _ = concepts[0].statements  # kept by the object, and left behind
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert [*pool.map(describe, concepts)] == [*map(describe, concepts)]
        assert [*pool.map(hit_of, concepts)] == [*map(hit_of, concepts)]
    assert "optional" not in describe(concepts[1])[3]


def test_many_concepts_open_a_store_once(sample_graph: skillkg.KnowledgeGraph) -> None:
    sent = pickle.dumps(sample_graph.search("data"))
    hits, again = pickle.loads(sent), pickle.loads(sent)
    assert hits == again == sample_graph.search("data")
    assert len({id(hit.concept._concepts) for hit in [*hits, *again]}) == 1
    assert len(sent) < 10_000


def test_a_store_in_memory_cannot_be_sent(sample_memory: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(StoreError, match="in memory cannot be sent to another process"):
        pickle.dumps(sample_memory.concept("SQL"))
