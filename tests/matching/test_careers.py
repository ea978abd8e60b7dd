"""Next occupations: scores that are sums, paths that are statements, gaps that are real."""

from __future__ import annotations

from dataclasses import replace
from math import fsum, isclose
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import skillkg
from skillkg.documents.read import read_titles
from skillkg.errors import ConceptError, DocumentError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path as FilePath

    from skillkg.documents.document import Document
    from skillkg.model.career import CareerPaths
    from skillkg.model.graph import Step
    from skillkg.store.build import Built

RESUME = """Experience

Database administrator, 2019 - 2023
- Tuned SQL queries and restored backups
- No knowledge of data warehouses

Web developer, 2015 - 2018
- Wrote JavaScript for shops
"""


@pytest.fixture(scope="module")
def resume(sample_graph: skillkg.KnowledgeGraph) -> Document:
    return sample_graph.read_text(RESUME, "resume", "resume.txt")


@pytest.fixture(scope="module")
def careers(sample_graph: skillkg.KnowledgeGraph, resume: Document) -> CareerPaths:
    return sample_graph.next_occupations(resume)


def steps_of(careers: CareerPaths) -> Iterator[Step]:
    for occupation in careers.occupations:
        for part in occupation.transitions:
            for path in (part.path, *part.shared):
                yield from () if path is None else path.steps
        for skill in occupation.skills:
            yield from (skill.step, *skill.coverage.path.steps)


def labels(careers: CareerPaths) -> list[str]:
    return [careers.labels[occupation.concept] for occupation in careers.occupations]


def test_scores_are_the_sums_of_their_parts(careers: CareerPaths) -> None:
    shares = {origin.concept: origin.share for origin in careers.origins}
    assert isclose(fsum(shares.values()), 1)
    assert len(careers.occupations) == 10
    for each in careers.occupations:
        assert isclose(each.score, fsum(part.contribution for part in each.transitions))
        for part in each.transitions:
            assert isclose(part.contribution, shares[part.origin] * part.probability)
    scores = [each.score for each in careers.occupations]
    assert scores == sorted(scores, reverse=True)


def test_probabilities_follow_from_what_the_result_says(careers: CareerPaths) -> None:
    staying = careers.parameters["staying"]
    for each in careers.occupations:
        for part in each.transitions:
            moving = (1 - staying) * part.closeness * each.commonness / part.total
            stays = part.origin == each.concept
            assert isclose(part.probability, staying if stays else moving)
            strength = 0.0 if part.path is None else part.path.strength
            assert isclose(part.closeness, max(strength, part.overlap), abs_tol=1e-8)


def test_weights_follow_from_titles_and_the_whole_text(careers: CareerPaths) -> None:
    for origin in careers.origins:
        titled = fsum(title.recency * title.probability for title in origin.titles)
        assert isclose(origin.weight, 0.7 * titled + 0.3 * origin.entry.weight)


def test_the_scores_of_all_occupations_sum_to_one(
    sample_graph: skillkg.KnowledgeGraph, resume: Document
) -> None:
    every = sample_graph.next_occupations(resume, k=10_000).occupations
    assert isclose(fsum(each.score for each in every), 1)
    assert len({each.concept for each in every}) == len(every)


def test_more_are_the_same_and_some_more(
    sample_graph: skillkg.KnowledgeGraph, resume: Document, careers: CareerPaths
) -> None:
    few = sample_graph.next_occupations(resume, k=3)
    assert few.occupations == careers.occupations[:3]


def test_every_step_is_a_statement_of_its_graph(
    sample_graph: skillkg.KnowledgeGraph, careers: CareerPaths
) -> None:
    for step in set(steps_of(careers)):
        subject, obj = (step.source, step.target)[:: 1 if step.forward else -1]
        ask = f"ASK {{ GRAPH <{step.graph}> {{ <{subject}> <{step.predicate}> <{obj}> }} }}"
        assert sample_graph.store.ask(ask, [step.graph]), step


def test_paths_lead_from_origins_to_the_next_occupation(careers: CareerPaths) -> None:
    for each in careers.occupations:
        for part in each.transitions:
            for path in (part.path, *part.shared):
                if path is not None and path.steps:
                    assert (path.concepts[0], path.concepts[-1]) == (part.origin, each.concept)
            assert (part.path is not None and not part.path.steps) == (part.origin == each.concept)


def test_every_origin_is_tied_to_quotes(resume: Document, careers: CareerPaths) -> None:
    for origin in careers.origins:
        assert origin.spans
        for span in origin.spans:
            assert resume.text[span.start : span.end] == span.quote


def test_the_latest_job_counts_most(careers: CareerPaths) -> None:
    titles = {title.title.quote: title.recency for o in careers.origins for title in o.titles}
    assert titles["Database administrator"] == pytest.approx(2 / 3)
    assert titles["Web developer"] == pytest.approx(1 / 3)
    assert labels(careers)[0] == "database administrator"


def test_skills_are_shared_or_lacking(
    sample_graph: skillkg.KnowledgeGraph, careers: CareerPaths
) -> None:
    for each in careers.occupations:
        essential = {
            relation.concept.iri
            for relation in sample_graph.concept(each.concept).skills
            if relation.step.kind == "essential"
        }
        assert {skill.step.target for skill in each.skills} == essential
        assert isclose(fsum(skill.share for skill in each.skills), 1)
        assert {*each.shared, *each.gap} == {*each.skills}
        assert all(skill.coverage.skill is None for skill in each.gap)


def test_a_title_implies_what_its_occupation_needs(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    found = sample_graph.next_occupations(["web developer"])
    best = found.occupations[0]
    assert found.labels[best.concept] == "web developer"
    assert best.skills
    assert not best.gap
    for skill in best.shared:
        (step,) = skill.coverage.path.steps
        assert (step.source, step.target) == (best.concept, skill.step.target)
        assert [span.quote for span in skill.coverage.skill_spans] == ["web developer"]


def test_what_a_resume_denies_is_not_implied(sample_graph: skillkg.KnowledgeGraph) -> None:
    best = sample_graph.next_occupations(["web developer"]).occupations[0]
    labels = [sample_graph.concepts.label(skill.step.target) for skill in best.skills]
    assert "computer programming" in labels
    text = (
        "Experience\n\nWeb developer, 2019 - 2023\n- I have no knowledge of computer programming.\n"
    )
    found = sample_graph.next_occupations(sample_graph.read_text(text, "resume"))
    (again,) = (each for each in found.occupations if each.concept == best.concept)
    assert [found.labels[skill.step.target] for skill in again.gap] == ["computer programming"]


def test_a_skill_that_is_stated_is_no_gap(sample_graph: skillkg.KnowledgeGraph) -> None:
    titles = sample_graph.next_occupations(["web developer"])
    (other, *_) = (each for each in titles.occupations if len(each.gap) > 3)
    missing = other.gap[0].step.target
    text = f"Experience\n\nWeb developer, 2019 - 2023\n\nSkills\n\n{titles.labels[missing]}\n"
    found = sample_graph.next_occupations(sample_graph.read_text(text, "resume"), k=100)
    (again,) = (each for each in found.occupations if each.concept == other.concept)
    (skill,) = (skill for skill in again.skills if skill.step.target == missing)
    assert skill.coverage.status == "same"
    assert not skill.is_gap


def test_titles_come_latest_first(sample_graph: skillkg.KnowledgeGraph) -> None:
    titles = ["database administrator", "web developer"]
    assert labels(sample_graph.next_occupations(titles))[0] == titles[0]
    assert labels(sample_graph.next_occupations(titles[::-1]))[0] == titles[1]


def test_titles_are_quoted(sample_graph: skillkg.KnowledgeGraph) -> None:
    found = sample_graph.next_occupations(["  Web\ndeveloper "])
    assert {span.quote for origin in found.origins for span in origin.spans} == {"Web developer"}


def test_undated_jobs_count_as_they_stand(sample_graph: skillkg.KnowledgeGraph) -> None:
    document = read_titles(["web developer", "database administrator"])
    dated = replace(document.positions[1], start="2020")
    assert labels(sample_graph.next_occupations(document))[0] == "web developer"
    later = replace(document, positions=(document.positions[0], dated), name="dated")
    assert labels(sample_graph.next_occupations(later))[0] == "database administrator"


def test_what_is_left_out_is_not_walked(
    related_sample: tuple[FilePath, Built], resume: Document
) -> None:
    kg = skillkg.open(related_sample[0])
    walked = {step.kind for step in steps_of(kg.next_occupations(resume))}
    assert {"relatedness", "essential"} <= walked
    found = kg.next_occupations(resume, without=["relatedness", "essential"])
    assert not {"relatedness", "essential"} & {step.kind for step in steps_of(found)}
    assert not any(each.skills for each in found.occupations)


def test_a_learned_edge_closes_no_gap(
    related_sample: tuple[FilePath, Built], resume: Document
) -> None:
    found = skillkg.open(related_sample[0]).next_occupations(resume).occupations
    learned = [s for each in found for s in each.skills if s.coverage.status == "learned"]
    assert learned
    assert all(skill.is_gap for skill in learned)


@given(st.permutations(["web developer", "data analyst", "ICT technician"]))
def test_the_same_titles_give_the_same_result(
    sample_graph: skillkg.KnowledgeGraph, titles: list[str]
) -> None:
    found = sample_graph.next_occupations(titles, k=3)
    assert found == sample_graph.next_occupations(titles, k=3)
    assert labels(found)[0] in titles


@pytest.mark.parametrize("k", [0, -1, True, 2.5])
def test_k_is_a_number_of_occupations(
    sample_graph: skillkg.KnowledgeGraph, resume: Document, k: int
) -> None:
    with pytest.raises(QueryError, match="k takes a whole number from 1"):
        sample_graph.next_occupations(resume, k=k)


def test_a_title_that_means_nothing_is_told(sample_graph: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(ConceptError, match="no occupation answers to the job title 'qqqq'"):
        sample_graph.next_occupations(["web developer", "qqqq"])


@pytest.mark.parametrize("titles", [[], [""], ["web developer", " \n"]])
def test_titles_need_words(sample_graph: skillkg.KnowledgeGraph, titles: Iterable[str]) -> None:
    with pytest.raises(DocumentError, match="give one or more titles"):
        sample_graph.next_occupations([*titles])


def test_an_empty_resume_is_told(sample_graph: skillkg.KnowledgeGraph, tmp_path: FilePath) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(DocumentError, match="the file is empty"):
        sample_graph.next_occupations(tmp_path / "empty.txt")
    with pytest.raises(DocumentError, match="nothing in it speaks for an occupation"):
        sample_graph.next_occupations(sample_graph.read_text("2019 – 2021\n", "resume"))


def test_a_title_is_not_taken_for_a_file(sample_graph: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(DocumentError, match="web developer: no such file"):
        sample_graph.next_occupations("web developer")


def test_a_weak_resume_is_called_so(sample_graph: skillkg.KnowledgeGraph) -> None:
    document = sample_graph.read_text("I like cats and long walks by the sea.\n", "resume")
    (note,) = sample_graph.next_occupations(document).notes[-1:]
    assert "little more than a guess" in note
