"""How an explanation measures up, as a report says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skillkg.explanation.report.catalogue import Catalogue
from skillkg.explanation.report.html import render_match
from skillkg.explanation.report.markdown import markdown_match
from skillkg.explanation.report.measures import measures
from skillkg.model.explanation import PathFaithfulness

if TYPE_CHECKING:
    from skillkg.model.explanation import Explanation
    from skillkg.model.match import Match


def found(match: Match) -> dict[str, str]:
    return {each.question: " ".join(each.found) for each in measures(match, Catalogue())}


def told(match: Match) -> Explanation:
    assert match.explanation is not None
    return match.explanation


def test_every_measure_is_told(explained: Match) -> None:
    said = found(explained)
    assert list(said) == [
        "Do the parts add up to the fit?",
        "Are the lines that are shown first those that count?",
        "Do the paths that are shown carry what they are said to?",
        "Do the changes that are given really change the result?",
        "Does it change with what should not matter?",
    ]
    adds_up, lines, paths, changes, stability = said.values()
    assert "Yes: " in adds_up
    assert "0.20 is lost (comprehensiveness" in lines
    assert "0.01 is lost (sufficiency" in lines
    assert "2 parts come over paths of the graph, and add 0.20 together" in paths
    assert "25\u00a0% of that would be lost" in paths
    assert "for one of them" in paths
    assert "would carry 50\u00a0% of what the shown one does" in paths
    assert "2 changes are given: one line; 2 jobs and sections." in changes
    assert "in 2 cases of 2. One is proven" in changes
    assert "by 0.02 with its sections in the opposite order, 0 with another name" in stability
    assert "at least 80\u00a0% stay the strongest" in stability


def test_a_change_that_does_not_hold_is_told(explained: Match) -> None:
    removal = told(explained).removal
    assert removal is not None
    wrong = replace(told(explained), removal=replace(removal, fit=0.9))
    assert "in 1 cases of 2" in " ".join(found(replace(explained, explanation=wrong)).values())


def test_what_there_is_not_is_said(explained: Match) -> None:
    none = replace(
        told(explained),
        removal=None,
        sufficient=None,
        stability=None,
        paths=PathFaithfulness(0, 0.0, 0.0, 0, 0.0, 0.0),
    )
    said = " ".join(found(replace(explained, explanation=none)).values())
    assert "Nothing comes over a path" in said
    assert "No change is given" in said
    assert "`skillkg match --stability`" in said
    paths = PathFaithfulness(1, 0.2, 0.2, 0, 0.0, 0.0)
    alone = replace(none, paths=paths)
    assert "There is no placebo" in " ".join(found(replace(explained, explanation=alone)).values())


def test_a_match_of_a_ranking_says_what_was_not_computed(match: Match) -> None:
    (said,) = found(match).values()
    assert "differs from the fit by 0," in said
    assert "not computed" in said


def test_reports_have_them_unless_no_fit_is_told(explained: Match) -> None:
    heading = "How the explanation measures up"
    silent = replace(explained, abstained=("too little text",))
    for write in (render_match, markdown_match):
        assert heading in write(explained)
        assert heading not in write(silent)
