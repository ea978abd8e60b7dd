"""What paths carry: less is left without them, and no placebo is the path itself, or better."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkg.matching.fit import contributions
from skillkg.matching.kernel import Kernel
from skillkg.matching.path_faithfulness import path_faithfulness, without_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import skillkg
    from skillkg.matching.kernel import Implying
    from skillkg.matching.matcher import Matcher
    from skillkg.matching.profile import Profile
    from skillkg.model.graph import Step
    from skillkg.model.match import Contribution, Match
    from skillkg.model.mention import Block
    from skillkg.store.build import Built

AD = """Database administrator

Requirements
- administer databases and write SQL queries
- Java is a plus
"""
LINES = (
    "System administrator, 2015 - 2020",
    "- Kept servers running and wrote scripts in Python",
    "- Managed relational databases",
    "Web developer, 2012 - 2015",
    "- Built web sites with PHP and MySQL",
    "Cook, 2010 - 2012",
    "- Cooked soups",
)
RESUMES = st.lists(st.sampled_from(LINES), min_size=1, unique=True).map("\n".join)


class CutKernel(Kernel):
    """A kernel in which two concepts are not related."""

    ends: tuple[str, str]

    def near(self, block: Block, requirement: str) -> Mapping[str, Step]:
        near = super().near(block, requirement)
        return {c: step for c, step in near.items() if {c, requirement} != set(self.ends)}

    def implied_by(self, skill: str) -> Implying:
        implied = super().implied_by(skill)
        keep = [{step.source, skill} != set(self.ends) for step in implied.steps]
        left = [step for step, kept in zip(implied.steps, keep, strict=True) if kept]
        return implied._replace(
            numbers=implied.numbers[keep], strengths=implied.strengths[keep], steps=left
        )


@pytest.fixture(scope="module")
def kg(related_sample: tuple[Path, Built]) -> skillkg.KnowledgeGraph:
    import skillkg

    return skillkg.open(related_sample[0])


def made(kg: skillkg.KnowledgeGraph, text: str) -> tuple[Profile, Profile, Match]:
    matcher: Matcher = kg.view.matcher()
    ad = matcher.read(kg.read_text(AD, "ad"))
    resume = matcher.profile(kg.read_text(f"Experience\n\n{text}\n", "resume"))
    return ad, resume, matcher.explain(ad, resume)


def left(ad: Profile, resume: Profile, match: Match, part: Contribution) -> float:
    """What of a contribution is left over a kernel that does not relate the ends of its path."""
    kernel = CutKernel(resume.graph, resume.numbers)
    kernel.ends = (part.skill, part.requirement)
    parts = contributions(ad, replace(resume, kernel=kernel), match.scales)
    found = (p for p in parts if (p.block, p.requirement) == (part.block, part.requirement))
    return next((each.contribution for each in found), 0.0)


@settings(max_examples=25, deadline=None)
@given(text=RESUMES)
def test_what_is_left_is_what_a_kernel_without_the_path_gives(
    kg: skillkg.KnowledgeGraph, text: str
) -> None:
    ad, resume, match = made(kg, text)
    for part in [part for part in match.contributions if part.path.steps][:6]:
        tried = without_path(resume, part)
        assert tried.left == pytest.approx(left(ad, resume, match, part), abs=1e-12)
        assert 0 <= tried.left <= tried.contribution == part.contribution
        assert tried.placebo is None or 0 < tried.placebo <= tried.left + 1 / 4096


@settings(max_examples=25, deadline=None)
@given(text=RESUMES)
def test_sums_are_possible_and_parts_add_up(kg: skillkg.KnowledgeGraph, text: str) -> None:
    _, resume, match = made(kg, text)
    told = path_faithfulness(resume, match)
    over = [part.contribution for part in match.contributions if part.path.steps]
    assert told.paths == len(over)
    assert told.contributed == pytest.approx(sum(over), abs=1e-12)
    assert 0 <= told.lost <= told.contributed
    assert 0 <= told.placebo <= told.comparable <= told.contributed + 1e-12
    assert told.compared <= told.paths
    assert match.additivity <= 1e-15


def test_a_placebo_is_another_path_of_the_same_kind(kg: skillkg.KnowledgeGraph) -> None:
    _, resume, match = made(kg, "\n".join(LINES))
    some = [p for p in match.contributions if p.path.steps and p.block == "occupations"]
    values = {part.requirement: list(of_its_kind(resume, part)) for part in some}
    assert any(values.values())
    for part in some:
        placebo, others = without_path(resume, part).placebo, values[part.requirement]
        mean = part.contribution / part.offer * sum(others) / len(others) if others else None
        assert placebo == (None if mean is None else pytest.approx(mean))


def of_its_kind(resume: Profile, part: Contribution) -> Iterator[float]:
    """What other occupations offer for an occupation over statements of the kind of its path."""
    (shown,) = part.path.steps
    for concept, step in resume.kernel.near("occupations", part.requirement).items():
        if concept in resume.numbers and concept != part.skill and step.kind == shown.kind:
            value = float(resume.occupations[resume.numbers[concept]]) * step.strength
            if value > 0:
                yield value


def test_nothing_is_lost_where_nothing_comes_over_a_path(kg: skillkg.KnowledgeGraph) -> None:
    _, resume, match = made(kg, "\n".join(LINES))
    same = [part for part in match.contributions if not part.path.steps]
    assert same
    alone = replace(match, contributions=tuple(same))
    assert path_faithfulness(resume, alone) == (0, 0, 0, 0, 0, 0)
