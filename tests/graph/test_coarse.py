"""Coarse codes of concepts: of the bundled sample, and of small hierarchies made here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.graph.coarse_codes import coarse_codes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def kg(sample_store: Path) -> skillkg.KnowledgeGraph:
    return skillkg.open(sample_store)


@pytest.mark.parametrize(
    ("label", "code"),
    [("JavaScript", "K06"), ("computer programming", "K06"), ("project management", "K04")],
)
def test_knowledge_has_the_code_of_its_field(
    kg: skillkg.KnowledgeGraph, label: str, code: str
) -> None:
    assert kg.concepts.find(label, kind="skill").coarse_codes == (code,)


def test_codes_are_those_of_main_groups(kg: skillkg.KnowledgeGraph) -> None:
    every = [kg.concepts.get(iri).coarse_codes for iri in kg.graph.concepts("skill")]
    found = {code for codes in every for code in codes}
    assert len(found) > 3
    assert all(re.fullmatch(r"S[1-8]|T[1-6]|L[12]|K\d\d", code) for code in found)


def test_an_occupation_has_none(kg: skillkg.KnowledgeGraph) -> None:
    assert kg.concepts.get(kg.graph.concepts("occupation")[0]).coarse_codes == ()


@dataclass
class Node:
    """As much of a concept as the codes rest on."""

    iri: str
    code: str | None = None
    broader: tuple[Node, ...] = ()

    @property
    def kind(self) -> str:
        return "skill group" if self.code or "isced" in self.iri else "skill"


TOP = Node("s", "S")
FOUR = Node("s4", "S4", (TOP,))
SUPERVISING = Node("s48", "S4.8.1", (FOUR,))
LEADING = Node("t44", "T4.4", (Node("t4", "T4"),))
FIELD = Node("http://data.europa.eu/esco/isced-f/0613")


@pytest.mark.parametrize(
    ("above", "codes"),
    [
        ((SUPERVISING,), ("S4",)),
        ((FIELD,), ("K06",)),
        ((LEADING, SUPERVISING), ("S4", "T4")),
        ((Node("a", broader=(LEADING,)), SUPERVISING), ("S4",)),
        ((Node("a", broader=(Node("b", broader=(FIELD,)),)),), ("K06",)),
        ((TOP,), ()),
        ((), ()),
    ],
)
def test_the_nearest_groups_say_it(above: tuple[Node, ...], codes: tuple[str, ...]) -> None:
    assert coarse_codes(Node("x", broader=above)) == codes  # type: ignore[arg-type]


def test_a_group_has_its_own_and_a_circle_ends() -> None:
    assert coarse_codes(SUPERVISING) == ("S4",)  # type: ignore[arg-type]
    one, other = Node("one"), Node("other")
    one.broader, other.broader = (other,), (one,)
    assert coarse_codes(one) == ()  # type: ignore[arg-type]
