"""What is told of a match besides its parts: how sure it is, on what it rests, when none is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import skillkg

if TYPE_CHECKING:
    from skillkg.model.match import Match
    from skillkg.store.build import Built

EXAMPLES = Path(__file__).parents[2] / "examples"
AD = EXAMPLES / "ads" / "database-administrator.json"
RESUME = EXAMPLES / "resumes" / "system-administrator.txt"
FRENCH = """Expérience professionnelle

Administrateur de bases de données, 2015 - 2021
Conception et exploitation des bases de données de l'entreprise, sauvegardes et restaurations.
Rédaction de la documentation technique et formation des utilisateurs aux nouveaux outils.
Participation aux astreintes et au support des applications métiers de production.
"""


@pytest.fixture(scope="module")
def related(related_sample: tuple[Path, Built]) -> skillkg.KnowledgeGraph:
    return skillkg.open(related_sample[0])


@pytest.fixture(scope="module")
def match(related: skillkg.KnowledgeGraph) -> Match:
    return related.explain(AD, RESUME)


def test_it_is_the_match_and_more(related: skillkg.KnowledgeGraph, match: Match) -> None:
    plain, told = related.match(AD, RESUME), match.explanation
    assert (plain.fit, plain.contributions, plain.gates) == (
        match.fit,
        match.contributions,
        match.gates,
    )
    assert plain.explanation is None
    assert told is not None
    assert told.cut == match.fit / 2
    assert told.removal is not None
    assert told.removal.fit < told.cut <= told.worth.fit == match.fit
    assert told.additions is None
    named = {step.target for step in match.steps} | {each.concept for each in match.additions}
    assert named <= match.labels.keys()
    assert all(match.labels[concept] for concept in named)


def test_a_cut_above_asks_for_more(related: skillkg.KnowledgeGraph, match: Match) -> None:
    told = related.explain(AD, RESUME, cut=match.fit + 0.05).explanation
    assert told is not None
    assert told.removal is None
    assert told.additions is not None
    assert told.additions.fit >= told.cut


def test_learned_edges_are_switched_off_by_what_stands_beside_them(
    related: skillkg.KnowledgeGraph, match: Match
) -> None:
    off = related.match(AD, RESUME, without=["relatedness"])
    assert match.learned
    assert match.fit_without_learned == pytest.approx(off.fit, abs=1e-12)
    assert match.fit_without_learned < match.fit
    assert off.fit_without_learned == off.fit


def test_a_range_holds_what_is_plausible(related: skillkg.KnowledgeGraph, match: Match) -> None:
    assert match.explanation is not None
    sure = match.explanation.sureness
    assert 0 <= sure.low < sure.high <= 1
    again = related.explain(AD, RESUME).explanation
    assert again is not None
    assert again.sureness == sure
    ad = related.read(AD, "ad")
    same = related.explain(ad, related.read_text(ad.text, "resume")).explanation
    assert same is not None
    assert same.sureness.high > 0.99, "all is repeated but what is no statement"


@pytest.mark.parametrize(
    ("ad", "resume", "said"),
    [
        (None, "Nurse", "The resume has too little text: 1 words"),
        (None, FRENCH, "Of the resume, "),
        ("Zyx\n", None, "The ad has too little text: 1 words"),
        (
            "Welder\n\nRequirements\n- Must love mornings\n- Must have own boots and socks\n"
            "- Must be up for it all\n- Must like the sea\n",
            None,
            "sentences of the ad that ask for something",
        ),
    ],
)
def test_no_fit_is_told_where_the_reading_carries_none(
    sample_graph: skillkg.KnowledgeGraph, ad: str | None, resume: str | None, said: str
) -> None:
    pair = (
        AD if ad is None else sample_graph.read_text(ad, "ad"),
        RESUME if resume is None else sample_graph.read_text(resume, "resume"),
    )
    assert any(said in reason for reason in sample_graph.match(*pair).abstained)


def test_a_fit_is_told_of_plain_documents(sample_graph: skillkg.KnowledgeGraph) -> None:
    for ad in (EXAMPLES / "ads").iterdir():
        assert sample_graph.match(ad, RESUME).abstained == ()
