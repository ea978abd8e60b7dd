"""A small match made by hand: one pair named by both, one joined over an occupation, one gap."""

from __future__ import annotations

import pytest

from skillkg import vocabulary as v
from skillkg.model import (
    Contribution,
    Coverage,
    Gate,
    Match,
    Path,
    Snapshot,
    Span,
    Step,
)

SKILL = v.ESCO_DATA + "skill/"
OCCUPATION = v.ESCO_DATA + "occupation/"
SQL, PYTHON, PHP = SKILL + "598de5b0", SKILL + "ccd0a1d9", SKILL + "71dd57e1"
WEB, DATA = OCCUPATION + "c40a2919", OCCUPATION + "d3edb8f8"
GRAPH = v.graph_iri("esco", "1.1.1")

TITLE = Span(0, 13, "Web developer")
PAST = Span(40, 52, "Data analyst")
ASKED = Span(80, 83, "SQL")
SAID = Span(12, 15, "SQL")


def essential(occupation: str, skill: str, *, forward: bool) -> Step:
    ends = (occupation, skill) if forward else (skill, occupation)
    return Step(*ends, "essential", v.ESCO_ESSENTIAL_SKILL, 0.8, GRAPH, forward)


OVER = Path((essential(DATA, PYTHON, forward=True), essential(WEB, PYTHON, forward=False)))

CONTRIBUTIONS = (
    Contribution(PYTHON, PYTHON, "skills", 0.1, OVER, (TITLE,), (PAST,)),
    Contribution(SQL, SQL, "skills", 0.2, Path(), (ASKED,), (SAID, Span(90, 93, "sql"))),
)

COVERAGE = (
    Coverage(PHP, "skills", 0.0, None, Path(), (Span(99, 102, "PHP"),), ()),
    Coverage(SQL, "skills", 1.0, SQL, Path(), (ASKED,), (SAID,)),
    Coverage(PYTHON, "skills", 0.64, PYTHON, OVER, (TITLE,), (PAST,)),
)

GATES = (Gate("3 years of experience", "fail", Span(20, 27, "3 years"), None, "one year found"),)

SNAPSHOTS = (
    Snapshot(
        GRAPH,
        "esco",
        "1.1.1",
        "sha256:9f2c41d07be8a3f5",
        699_607,
        attribution="This service uses the ESCO classification of the European Commission.",
        licence="https://creativecommons.org/licenses/by/4.0/",
        tables=frozenset({"skills", "occupations"}),
    ),
)

LABELS = {SQL: "SQL", PYTHON: "Python", PHP: "PHP", WEB: "web developer", DATA: "data analyst"}


@pytest.fixture
def match() -> Match:
    return Match(
        ad="ad.txt",
        resume="resume.pdf",
        contributions=CONTRIBUTIONS,
        coverage=COVERAGE,
        gates=GATES,
        snapshots=SNAPSHOTS,
        labels=LABELS,
        notes=("resume.pdf: “Vue” was not linked",),
        document_digests=("a" * 64, "b" * 64),
        parameters={"floor": 0.3, "block_weights": {"skills": 1.0}},
    )
