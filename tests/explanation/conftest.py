"""Two small matches: one made by hand, and one made from a graph with related skills."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from made_matches import (
    CSS,
    DATA,
    GRAPH,
    OVER,
    PARAMETERS,
    PAST,
    PHP,
    PYTHON,
    RUST,
    SQL,
    TITLE,
    WEB,
)

import skillkg
from skillkg.matching.gates.judging import any_of, gate_of
from skillkg.matching.gates.rules import LanguageRule, YearsRule
from skillkg.model.counterfactual import (
    Addition,
    AdditionSet,
    Lift,
    LineSet,
    LineWorth,
    RankFlip,
    Worth,
)
from skillkg.model.decision import Tool
from skillkg.model.document import Parser, Position, Span
from skillkg.model.explanation import Explanation, Faithfulness, Moved, PathFaithfulness, Sureness
from skillkg.model.graph import Path, Snapshot
from skillkg.model.match import (
    AdSentence,
    BlockScale,
    Contribution,
    Coverage,
    Entry,
    Evidence,
    Match,
    Side,
)
from skillkg.model.mention import Level, Mention

if TYPE_CHECKING:
    from skillkg.model.mention import Block

ASKED = Span(80, 83, "SQL")
SAID = Span(12, 15, "SQL")
ASKED_PHP = Span(99, 102, "PHP")
SAID_CSS = Span(17, 20, "CSS")
OFFERED = round(0.8 * 0.8 * 4096) / 4096

CONTRIBUTIONS = (
    Contribution(
        PYTHON,
        DATA,
        "skills",
        0.5 * (0.25 * OFFERED),
        OVER,
        (TITLE,),
        (PAST,),
        0.25,
        0.8,
        0.8,
        OFFERED,
    ),
    Contribution(SQL, SQL, "skills", 0.125, Path(), (ASKED,), (SAID, Span(90, 93, "sql")), 0.25),
)

COVERAGE = (
    Coverage(PHP, "skills", 0.0, None, Path(), (ASKED_PHP,), ()),
    Coverage(SQL, "skills", 1.0, SQL, Path(), (ASKED,), (SAID,)),
    Coverage(PYTHON, "skills", 0.64, DATA, OVER, (TITLE,), (PAST,)),
)

SENTENCES = (
    AdSentence(TITLE, "title", is_understood=True),
    AdSentence(Span(20, 46, "3 years;  German or French"), "required", is_understood=True),
    AdSentence(Span(60, 78, "Frobnicate widgets"), "required", is_understood=False),
    AdSentence(Span(80, 109, "SQL is a must, and PHP a plus"), "required", is_understood=True),
    AdSentence(Span(110, 126, "Acme sells paint"), "employer", is_understood=False),
)

GATES = (
    gate_of(
        YearsRule(
            demanded_years=3.0,
            field="",
            stated_years=None,
            covered_months=12,
            total_months=12,
            fitting_jobs=1,
            dated_jobs=1,
            goes_on=False,
            denied=False,
            certain=True,
        ),
        Span(20, 27, "3 years"),
        {"total_months": PAST},
    ),
    any_of(
        [
            gate_of(
                LanguageRule(
                    language=language,
                    demanded_level="B2",
                    stated=spoken is not None,
                    spoken_level=spoken,
                    denied=False,
                    certain=True,
                ),
                Span(start, start + 6, language),
                {"stated": Span(60, 66, language)},
            )
            for language, spoken, start in (("German", "A2", 30), ("French", None, 40))
        ]
    ),
)

SNAPSHOTS = (
    Snapshot(
        GRAPH,
        "esco",
        "1.1.1",
        "sha256:" + 4 * "9f2c41d07be8a3f5",
        699_607,
        attribution="This service uses the ESCO classification of the European Commission.",
        licence="https://creativecommons.org/licenses/by/4.0/",
        tables=frozenset({"skills", "occupations"}),
    ),
)

LABELS = {
    SQL: "SQL",
    PYTHON: "Python",
    PHP: "PHP",
    CSS: "CSS",
    RUST: "Rust",
    WEB: "web developer",
    DATA: "data analyst",
}

SCALES: dict[Block, BlockScale] = {
    "skills": BlockScale(0.5, 1.0),
    "occupations": BlockScale(0.5, 1.0),
}

AD_PROFILE = (
    Entry(SQL, "skills", 0.5, (ASKED,)),
    Entry(PHP, "skills", 1.0, (ASKED_PHP,)),
    Entry(PYTHON, "skills", 0.5, (TITLE,), is_described=True),
    Entry(WEB, "occupations", 1.0, (TITLE,)),
)

RESUME_PROFILE = (
    Entry(SQL, "skills", 1.0, (SAID, Span(90, 93, "sql"))),
    Entry(CSS, "skills", 1.0, (SAID_CSS,)),
    Entry(DATA, "occupations", 0.8, (PAST,), evidence=(Evidence(PAST, "titles", 0.9),)),
)

POSITION = Position(PAST, "2019", "present")
AD_MENTIONS = (
    Mention(ASKED, SQL, "SQL", "skills", "requirements", (CSS,), demand="required"),
    Mention(
        ASKED_PHP, PHP, "PHP", "skills", demand="preferred", demand_cue=Span(103, 109, "a plus")
    ),
)
RESUME_MENTIONS = (
    Mention(SAID, SQL, "SQL", "skills", levels=(Level(Span(2, 10, "5+ years"), 5.0),)),
    Mention(
        Span(30, 34, "Rust"),
        RUST,
        "Rust",
        "skills",
        "experience",
        stance="wished",
        stance_cue=Span(21, 29, "to learn"),
        position=POSITION,
    ),
)

TAXONOMY = """
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix s: <https://example.org/skill/> .
@prefix o: <https://example.org/occupation/> .

s:mining a esco:Skill ; skos:prefLabel "data mining"@en ;
    esco:relatedEssentialSkill s:statistics, s:databases .
s:statistics a esco:Skill ; skos:prefLabel "statistics"@en .
s:databases a esco:Skill ; skos:prefLabel "databases"@en ; skos:broader s:storage .
s:storage a esco:Skill ; skos:prefLabel "data storage"@en .
s:reporting a esco:Skill ; skos:prefLabel "reporting"@en ;
    esco:relatedOptionalSkill s:statistics .
o:analyst a esco:Occupation ; skos:prefLabel "data analyst"@en ;
    esco:relatedEssentialSkill s:mining, s:reporting .
o:miner a esco:Occupation ; skos:prefLabel "data miner"@en ;
    esco:relatedEssentialSkill s:mining, s:statistics .
"""
AD = "Data analyst\n\nWe need statistics and databases.\n"
RESUME = "Experience\n\n2019 - 2021 Data miner\n\nSkills: databases, data storage, statistics\n"


@pytest.fixture
def match() -> Match:
    return Match(
        ad=Side(
            "ad.txt",
            "a" * 64,
            (),
            AD_PROFILE,
            AD_MENTIONS,
            text_digest="sha256:" + 64 * "c",
            parser=Parser("skillkg", "0.1.0"),
        ),
        resume=Side(
            "resume.pdf",
            "b" * 64,
            (0, 50),
            RESUME_PROFILE,
            RESUME_MENTIONS,
            text_digest="sha256:" + 64 * "d",
            parser=Parser("pypdfium2", "5.0.0"),
        ),
        contributions=CONTRIBUTIONS,
        coverage=COVERAGE,
        gates=GATES,
        snapshots=SNAPSHOTS,
        parameters=PARAMETERS,
        labels=LABELS,
        notes=("resume.pdf: “Vue” was not linked",),
        sentences=SENTENCES,
        scales=SCALES,
        tool=Tool(version="0.1.0", code="sha256:" + 64 * "9"),
    )


SQL_LINE = Span(5, 24, "I know SQL, and CSS")
PAST_LINE = Span(40, 63, "Data analyst since 2019")


@pytest.fixture
def explained(match: Match) -> Match:
    """The match with what would change it."""
    lines = (
        LineWorth(SQL_LINE, 0.125, 0.125),
        LineWorth(PAST_LINE, -0.02, 0.08),
        LineWorth(Span(70, 80, "I like tea"), 0.0, 0.0),
    )
    addition = Addition(PHP, "skills", 0.7, 0.25, CSS, 0.0, Path())
    explanation = Explanation(
        cut=match.fit / 2,
        worth=Worth(match.fit, lines, ()),
        removal=LineSet((SQL_LINE,), "line", 0.08, 1, 1),
        sufficient=LineSet((SQL_LINE, PAST_LINE), "part", 0.2, 1, 4),
        additions=None,
        flips=(
            RankFlip(1, 0.4, None, AdditionSet((addition,), 0.41, 1)),
            RankFlip(3, 0.1, LineSet((SQL_LINE,), "line", 0.08, 1, 1), None),
        ),
        lifts=(Lift(PHP, "skills", 0.5, addition),),
        sureness=Sureness(0.11, 0.31, 128, 0.75, 0.9),
        additivity=match.additivity,
        faithfulness=Faithfulness(3, 0.2, 0.01),
        paths=PathFaithfulness(2, 0.2, 0.05, 1, 0.125, 0.0625),
        stability=(Moved("order", 1, -0.02, 0.8), Moved("name", 2, 0.0, 1.0)),
    )
    return replace(match, explanation=explanation)


@pytest.fixture(scope="session")
def related(tmp_path_factory: pytest.TempPathFactory) -> tuple[skillkg.KnowledgeGraph, Match]:
    """A match in which skills are related to others, in both lists and between them."""
    folder = tmp_path_factory.mktemp("related")
    for name, text in (("own.ttl", TAXONOMY), ("ad.txt", AD), ("resume.txt", RESUME)):
        (folder / name).write_text(text, encoding="utf-8")
    kg = skillkg.load(overlay=[folder / "own.ttl"])
    ad, resume = kg.read(folder / "ad.txt", "ad"), kg.read(folder / "resume.txt", "resume")
    return kg, kg.match(ad, resume)
