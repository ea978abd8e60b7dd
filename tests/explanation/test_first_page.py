from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from made_matches import OVER, PAST, PHP, PYTHON, SQL, TITLE

from skillkg import vocabulary as v
from skillkg.explanation.record import record_id
from skillkg.explanation.report.catalogue import VOICES, Catalogue
from skillkg.explanation.report.first_page import first_page
from skillkg.explanation.report.html import render_match
from skillkg.explanation.report.markdown import markdown_match
from skillkg.explanation.report.summary import basis, gaps, manner, reasons, worth
from skillkg.model.counterfactual import AdditionSet, RankFlip
from skillkg.model.decision import Decision, HumanReview, Standing
from skillkg.model.graph import Path
from skillkg.model.match import PublishedOffer, Repetition

if TYPE_CHECKING:
    import skillkg
    from skillkg.explanation.report.catalogue import Voice
    from skillkg.model.match import Match

CATALOGUE = Catalogue()
ANSWERS = ("gates", "why", "gaps", "change", "sure", "basis", "contest")


def result(match: Match, voice: Voice = "recruiter") -> BeautifulSoup:
    """The first page as it is read."""
    page = BeautifulSoup(render_match(match, voice), "html.parser").select_one("#result")
    assert page is not None
    return BeautifulSoup(str(page), "html.parser")


def text(page: BeautifulSoup) -> str:
    return " ".join(page.get_text().split())


def learned(match: Match) -> Match:
    """The match with its path over a learned edge."""
    graph = v.graph_iri("relatedness", "1")
    step = replace(OVER.steps[0], kind="relatedness", predicate=v.SKG_RELATED_TO, graph=graph)
    path = Path((step,))
    parts = [replace(c, path=path) if c.path.steps else c for c in match.contributions]
    covers = [replace(c, path=path) if c.path.steps else c for c in match.coverage]
    return replace(match, contributions=tuple(parts), coverage=tuple(covers))


@pytest.mark.parametrize("voice", VOICES)
def test_it_has_the_seven_answers(explained: Match, voice: Voice) -> None:
    page = result(explained, voice)
    for answer in ANSWERS:
        (section,) = page.select(f"#{answer}")
        assert section.h2 is not None
        assert len(section.get_text(strip=True)) > len(section.h2.get_text()) + 20


def test_the_result_stands_against_its_ceiling_with_its_range(explained: Match) -> None:
    page = result(explained)
    said = text(page)
    for each in ("0.20 of 1", "1 is the ceiling", "0.11 to 0.31", "It was not ranked"):
        assert each in said
    spread = page.select(".bar .spread")[0]
    assert (spread["x"], spread["width"]) == ("110.0", "200.0")


def test_the_rank_is_told_where_there_is_one(match: Match) -> None:
    ranked = replace(match, decision=Decision(standing=Standing(3, 41, 0.15)))
    said = text(result(ranked))
    assert "It stands at rank 3 of 41. The last that was chosen has 0.15." in said
    assert "Yours stands at rank 3 of 41." in text(result(ranked, "candidate"))


def test_reasons_have_quotes_of_both_sides_and_the_path(explained: Match) -> None:
    first, second = first_page(explained, CATALOGUE).reasons
    assert first.amount == "0.12"
    assert "The resume says “I know SQL, and CSS”" in first.sentences[0]
    assert first.sentences[1] == "The ad asks for “SQL”: “SQL is a must, and PHP a plus”."
    assert "“Data analyst since 2019”" in second.sentences[0]
    assert second.sentences[2] == (
        "The words speak for “data analyst”: "
        "data analyst has the essential skill Python (esco/1.1.1)."
    )


def test_what_rests_on_the_same_words_is_one_reason(match: Match) -> None:
    first = replace(match.contributions[1], contribution=0.3)
    like = replace(first, requirement="urn:like", contribution=0.1)
    found = reasons(replace(match, contributions=(first, like)))
    assert [(each.total, len(each.parts)) for each in found] == [(pytest.approx(0.4), 2)]


def test_gaps_say_how_to_close_them(explained: Match) -> None:
    (gap,) = first_page(explained, CATALOGUE).gaps
    assert gap.heading == "PHP"
    said = " ".join(gap.sentences)
    assert "The ad asks for “PHP”: “SQL is a must, and PHP a plus”." in said
    assert "The resume does not show it." in said
    assert "a line that names “PHP” and where it was used. It would add about 0.25." in said
    assert "Nearest to it the resume has “CSS”." in said


def test_without_an_explanation_no_way_to_close_a_gap_is_claimed(match: Match) -> None:
    (gap,) = first_page(match, CATALOGUE).gaps
    assert not any("Cheapest" in each for each in gap.sentences)
    assert "Not computed for this match" in text(result(match))


def test_what_only_the_title_implies_is_no_demand(match: Match) -> None:
    assert manner(match, "skills", PYTHON, (TITLE,)) == "title"
    assert manner(match, "skills", SQL, match.contributions[1].requirement_spans) == "asks"
    assert manner(match, "skills", PYTHON, ()) == "silent"
    said = text(result(match))
    assert "The ad’s title alone implies “Python”: “Web developer”." in said
    assert "The ad asks for “Python”" not in said


def test_an_occupation_is_what_an_ad_is_about(match: Match) -> None:
    spans = (match.sentences[3].span,)
    assert manner(match, "occupations", "urn:o", spans) == "about"


def test_what_was_learned_is_never_said_to_be_published(match: Match) -> None:
    page = BeautifulSoup(render_match(learned(match)), "html.parser")
    said = text(page)
    assert "data analyst is possibly related (learned) to Python (relatedness/1)" in said
    assert "published statement" not in text(result(learned(match)))
    assert "With learned edges switched off the fit is 0.12." in said
    (gap, *_) = [each for each in gaps(learned(match)) if each.cover.requirement == PYTHON]
    assert gap.cover.status == "learned"


def test_what_published_statements_offer_is_shown_beside_a_stronger_learned_path(
    match: Match,
) -> None:
    first, *others = learned(match).contributions
    told = replace(first, published=PublishedOffer(first.skill, OVER, 0.8, 0.5))
    page = BeautifulSoup(render_match(replace(match, contributions=(told, *others))), "html.parser")
    said = text(page)
    assert "over published statements alone: data analyst ─ essential → Python" in said


def test_unknown_demands_are_as_prominent_as_failed_ones(match: Match) -> None:
    failed, other = match.gates
    unknown = replace(other, status="unknown")
    page = result(replace(match, gates=(replace(failed, status="pass"), unknown, failed)))
    shown = page.select("#gates li")
    assert [each["class"] for each in shown] == [["fail"], ["unknown"], ["pass"]]
    bad, open_, good = shown
    for mark in (".badge", ".demand", "p + p"):
        assert len(bad.select(mark)) == len(open_.select(mark)) == 1
    assert not good.select("p + p")
    assert "2 demands are not met or unknown" in text(page)


def test_an_abstained_match_shows_no_figure(explained: Match) -> None:
    silent = replace(explained, abstained=("The ad has too little text.",))
    whole = BeautifulSoup(render_match(silent), "html.parser")
    page = result(silent)
    said = text(page)
    assert "No fit is told" in said
    assert "The ad has too little text." in said
    assert not page.select(".figure, .bar, #why, #gaps, #change")
    figures = re.compile(r"\b0\.\d|below 0")
    assert not figures.search(said.replace("skillkg 0.1.0", ""))
    assert whole.title is not None
    assert whole.title.get_text() == "No fit told: resume.pdf for ad.txt"
    cells = [cell.get_text() for cell in whole.select("#requirements td.n")]
    assert cells
    assert set(cells) == {"–"}
    assert not figures.search(markdown_match(silent).replace("skillkg 0.1.0", ""))


def test_the_change_is_told_with_proof_or_gap(explained: Match) -> None:
    change = first_page(explained, CATALOGUE).change
    assert change[0] == "Measured at half of the fit, 0.10, as no cut was given."
    assert change[1].startswith("Without one line the fit falls below it: “I know SQL, and CSS”.")
    assert change[1].endswith("Fewer do not: proven.")
    assert change[2].startswith("2 jobs and sections alone reach it, those that begin with “I know")
    assert change[2].endswith(
        "Whether fewer do is open; it takes at least one. No 3 lines do: proven."
    )
    assert change[3].startswith("With one addition it would come level with rank 1 (0.40): “PHP”.")
    assert change[4].startswith("Without one line it would stand behind rank 3 (0.10): “I know SQL")


def test_what_is_open_or_out_of_reach_is_told(explained: Match) -> None:
    told = explained.explanation
    assert told is not None
    assert told.sufficient is not None
    parts = replace(told.sufficient, least_lines=2)
    more = AdditionSet((), explained.fit, 4)
    flips = (
        RankFlip(1, 0.5, None, None),
        RankFlip(2, 0.4, None, more),
        RankFlip(4, 0.1, parts, None),
    )
    other = replace(told, cut=0.3, removal=parts, sufficient=None, additions=more, flips=flips)
    _, removal, additions, *others = first_page(
        replace(explained, explanation=other), CATALOGUE
    ).change
    assert removal.startswith("Without 2 jobs and sections the fit falls below it: those that")
    assert removal.endswith("Whether few lines do is open; it takes at least 2.")
    assert additions == "With additions it would reach it; it takes at least 4."
    assert others[:2] == [
        "Not even all additions together would bring it level with rank 1 (0.50).",
        "With additions it would come level with rank 2 (0.40); it takes at least 4.",
    ]
    assert others[2].startswith("Without 2 jobs and sections it would stand behind rank 4 (0.10)")
    never = replace(other, additions=None)
    assert (
        first_page(replace(explained, explanation=never), CATALOGUE).change[2]
        == "Not even all additions together would reach it."
    )


def test_the_shares_of_what_it_rests_on_are_the_fit(match: Match) -> None:
    span = match.resume.mentions[0].span
    repeated = replace(
        match, ad=replace(match.ad, words=10), repetitions=(Repetition(span, span, 1, 0.1),)
    )
    parts = basis(repeated)
    assert [each.kind for each in parts] == ["same", "asserted", "repeated"]
    assert sum(each.amount for each in parts) == pytest.approx(repeated.fit)
    assert text(result(repeated)).count("the same words in both") >= 1


def test_who_reviewed_it_is_told(match: Match) -> None:
    assert "Nobody yet." in text(result(match))
    review = HumanReview("desk-7", "overridden", "The licence is there.", "2026-11-28T09:30:00Z")
    said = text(result(replace(match, decision=Decision(human_review=(review,)))))
    assert "desk-7, 2026-11-28T09:30:00Z: overridden. The licence is there." in said


def test_the_record_is_named(match: Match) -> None:
    assert record_id(match) in text(result(match))


def test_what_the_requirements_could_add_is_one(
    related: tuple[skillkg.KnowledgeGraph, Match],
) -> None:
    whole = related[1]
    assert sum(worth(whole).values()) == pytest.approx(1 - whole.repeated)


@pytest.mark.parametrize("voice", VOICES)
def test_a_candidate_is_spoken_to_and_others_are_not(explained: Match, voice: Voice) -> None:
    said = text(result(explained, voice))
    assert bool(re.search(r"\b[Yy]our?\b", said)) is (voice == "candidate")


def test_gaps_are_those_of_the_coverage(match: Match) -> None:
    assert [each.cover.requirement for each in gaps(match)] == [PHP]
    assert PAST.quote in text(result(match))
