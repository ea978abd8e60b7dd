from __future__ import annotations

from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING

import pytest
from made_matches import DATA, PHP, PYTHON, SQL, WEB

from skillkg.explanation.report.line_rows import CONTRARY, SHOWN, line_rows
from skillkg.explanation.report.requirement_rows import ON_PAPER, requirements
from skillkg.model.counterfactual import LineWorth
from skillkg.model.document import Span
from skillkg.model.match import AdSentence

if TYPE_CHECKING:
    import skillkg
    from skillkg.model.match import Match


def test_every_sentence_that_asks_has_a_row(match: Match) -> None:
    found = requirements(match)
    rows = {each.sentence.span.quote: each for each in found.sentences if each.sentence}
    assert [each.role for each in rows.values()] == ["title", *["required"] * 3]
    assert rows["Frobnicate widgets"].state == "not_understood"
    both = rows["SQL is a must, and PHP a plus"].requirements
    assert {each.concept for each in both} == {SQL, PHP}
    assert [gate.name for gate in rows["3 years;  German or French"].gates] == [
        gate.name for gate in match.gates
    ]
    assert found.others == 1


def test_a_requirement_has_its_amounts_once(match: Match) -> None:
    twice = match.sentences[3]._replace(role="duty")
    rows = requirements(replace(match, sentences=(*match.sentences, twice))).sentences
    again = [each for row in rows for each in row.requirements if each.concept == SQL]
    assert [each.is_above for each in again] == [False, True]
    assert again[1].adds == 0


def test_what_stands_in_no_sentence_is_not_lost(match: Match) -> None:
    (row,) = requirements(replace(match, sentences=())).sentences
    assert row.sentence is None
    assert {each.concept for each in row.requirements} == {SQL, PHP, PYTHON}


def test_rows_add_up_to_the_fit_and_to_what_could_be(
    related: tuple[skillkg.KnowledgeGraph, Match],
) -> None:
    match = related[1]
    found = requirements(match)
    parts = [each for row in found.sentences for each in (*row.requirements, row.smaller)]
    parts += [*found.occupations, found.smaller]
    assert fsum(each.adds for each in parts) == pytest.approx(match.fit)
    assert fsum(each.worth for each in parts) == pytest.approx(1)
    assert fsum(total.adds for total in found.totals.values()) == pytest.approx(match.fit)


def test_occupations_are_asked_for_by_no_sentence(match: Match) -> None:
    found = requirements(match)
    assert [each.concept for each in found.occupations] == [WEB]
    in_sentences = {each.concept for row in found.sentences for each in row.requirements}
    assert not in_sentences & {WEB, DATA}


def test_sentences_of_the_employer_that_ask_are_listed_by_how_they_ask(match: Match) -> None:
    odd = replace(match, sentences=(match.sentences[3]._replace(role="employer"),))
    (row, _) = requirements(odd).sentences
    assert row.role == "required"


def test_of_a_long_ad_what_matters_most_is_printed(match: Match) -> None:
    spans = (Span(1000 + 10 * n, 1008 + 10 * n, f"sentence{n:03}"[:8]) for n in range(100))
    more = tuple(AdSentence(span, "duty", is_understood=False) for span in spans)
    rows = requirements(replace(match, sentences=(*more, *match.sentences))).sentences
    printed = [row for row in rows if row.sentence and not row.is_minor]
    assert sum(row.lines for row in printed) == ON_PAPER
    assert {each.span for each in match.sentences[1:4]} <= {
        row.sentence.span for row in printed if row.sentence
    }


def test_equal_lines_are_one_row_and_contrary_ones_come_last() -> None:
    lines = [LineWorth(Span(n, n + 5, "Nurse"), 0.1, 0.4) for n in (0, 10, 20)]
    lines += [LineWorth(Span(100 + n, 101 + n, str(n)), -0.01 * n, 0.2) for n in range(1, 6)]
    lines += [LineWorth(Span(200 + n, 201 + n, str(n)), 0.001 * n, 0.0) for n in range(20)]
    rows, others = line_rows(lines)
    assert len(rows[0].spans) == 3
    assert len(rows) == SHOWN + CONTRARY
    assert [row.effect for row in rows if row.is_contrary] == [-0.05, -0.04, -0.03]
    assert others == len(lines) - sum(len(row.spans) for row in rows)
