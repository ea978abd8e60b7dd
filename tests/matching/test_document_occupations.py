"""What a whole document is about: a distribution over occupations, with its quotes."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

import pytest

import skillkg

if TYPE_CHECKING:
    from pathlib import Path

AD = """Data Analyst

You will
- clean and join data, and build reports for our managers
- write SQL queries and explain what they show
- model data for dashboards
Our office has a kitchen and a cat.
"""


@pytest.fixture(scope="module")
def kg(sample_store: Path) -> skillkg.KnowledgeGraph:
    return skillkg.open(sample_store)


def test_nearer_quotes_make_an_occupation_more_probable(kg: skillkg.KnowledgeGraph) -> None:
    document = kg.read_text(AD, "ad")
    found = kg.view.occupations(document)
    assert isclose(sum(each.probability for each in found), 1)
    assert [o.probability for o in found] == sorted((o.probability for o in found), reverse=True)
    nearness = [
        0.3 * each.evidence[0].value + 0.7 * sum(e.value for e in each.evidence[1:]) / 3
        for each in found
    ]
    assert nearness == pytest.approx(sorted(nearness, reverse=True))
    for quote in (evidence.span for each in found for evidence in each.evidence):
        assert document.text[quote.start : quote.end] == quote.quote


def test_title_and_statements_speak_for_what_the_ad_is_about(kg: skillkg.KnowledgeGraph) -> None:
    best = kg.view.occupations(kg.read_text(AD, "ad"))[0]
    assert kg.concepts.label(best.concept) == "data analyst"
    quotes = [evidence.span.quote for evidence in best.evidence]
    assert quotes[0] == "Data Analyst"
    assert len(quotes) == 4
    assert not any("cat" in quote for quote in quotes)


def test_what_is_said_once_more_changes_nothing(kg: skillkg.KnowledgeGraph) -> None:
    assert kg.view.occupations(kg.read_text(AD, "ad")) == kg.view.occupations(
        kg.read_text(AD, "ad")
    )


@pytest.mark.parametrize(("text", "quotes"), [("Data Analyst", 1), ("We write SQL queries.", 1)])
def test_titles_or_statements_alone_speak_for_all(
    kg: skillkg.KnowledgeGraph, text: str, quotes: int
) -> None:
    best = kg.view.occupations(kg.read_text(text, "ad"))[0]
    assert len(best.evidence) == quotes
    assert best.evidence[0].value > 0.35


def test_what_is_not_read_speaks_for_nothing(kg: skillkg.KnowledgeGraph) -> None:
    """Protected attributes and other languages."""
    text = f"{AD}\nNationality: data scientist\n数据分析师，软件开发人员。\n"
    with_more = kg.view.occupations(kg.read_text(text, "ad"))
    assert with_more == kg.view.occupations(kg.read_text(AD, "ad"))


def test_only_occupations_of_esco_are_asked(kg: skillkg.KnowledgeGraph) -> None:
    found = kg.view.occupations(kg.read_text(AD, "ad"))
    assert all("/esco/" in each.concept for each in found)


def test_without_occupations_there_are_none(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
        '<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .\n'
    )
    kg = skillkg.load(overlay=[file])
    assert kg.view.occupations(kg.read_text(AD, "ad")) == []
