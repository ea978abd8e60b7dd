"""Who somebody is changes no fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkg.text.pronouns import without_pronouns

if TYPE_CHECKING:
    import skillkg

AD = "Data Analyst\n\nRequirements\n- write SQL queries\n- build reports for managers\n"
DONE = (
    "Data Engineer\n\nSummary\nBuilds pipelines and reports.\n{} writes SQL, and {} managers ask "
    "for more of it.\nKeeps data clean.\n\nExperience\nData Analyst, Acme Ltd, 2015 - 2019\n"
    "- Wrote SQL queries\n- Built dashboards\n- Explained {} figures to managers\n- Cleaned data\n"
)
HE, SHE, THEY = ("He", "his", "his"), ("She", "her", "her"), ("They", "their", "their")
LINES = (
    "12 Elm Street, Springfield, IL 62704",
    "Lagos, Nigeria",
    "jane@example.com",
    "[Photo]",
    "Pronouns: he/him",
    "Nationality: Turkish",
    "Date of birth: 12 March 1961",
    "Married, two children",
)
NAMES = ("James Miller", "Lakisha Washington", "Nguyễn Thị Mai", "Jane Baker")


def fit(kg: skillkg.KnowledgeGraph, text: str) -> float:
    return kg.match(kg.read_text(AD, "ad"), kg.read_text(text, "resume")).fit


@settings(max_examples=30, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    person=st.sampled_from([HE, SHE, THEY]),
    lines=st.lists(st.sampled_from(LINES), max_size=3, unique=True),
)
def test_who_somebody_is_changes_no_fit(
    name: str, person: tuple[str, ...], lines: list[str], sample_graph: skillkg.KnowledgeGraph
) -> None:
    plain = fit(sample_graph, f"James Miller\n{DONE.format(*HE)}")
    other = fit(sample_graph, "\n".join([name, *lines, DONE.format(*person)]))
    assert other == pytest.approx(plain, abs=1e-3)


def test_pronouns_leave_every_place_where_it_is() -> None:
    text = "She told HIM that theirs is here, and the theory hers."
    plain = without_pronouns(text)
    assert len(plain) == len(text)
    assert plain.split() == ["told", "that", "is", "here,", "and", "the", "theory", "."]


def test_what_a_title_names_is_covered_by_itself(sample_graph: skillkg.KnowledgeGraph) -> None:
    """However little of it the rest of the resume attests."""
    for title in ("Data Analyst", "Web Developer"):
        ad = sample_graph.read_text(f"{title}\n", "ad")
        resume = sample_graph.read_text(f"Experience\n{title}, 2010 - 2014\n", "resume")
        named = {m.concept for m in sample_graph.link(resume).mentions if m.label == title.lower()}
        rows = [row for row in sample_graph.match(ad, resume).coverage if row.requirement in named]
        assert rows
        assert all(row.skill == row.requirement for row in rows)
