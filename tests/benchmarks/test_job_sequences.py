"""The latest job is hidden: its title, its text, and what was written by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quality.job_sequences import SURE, job_sequences, read_task

if TYPE_CHECKING:
    import skillkg

RESUME = """Cloud engineer

Summary
Cloud engineer with a past in databases

Experience

Cloud engineer, March 2021 - present
- Deployed clusters

Database administrator, 2018 - February 2021
- Tuned queries

Web developer, 2015 - 2018
- Wrote JavaScript

Skills
Kubernetes
"""


def test_only_the_earlier_jobs_are_told(sample_graph: skillkg.KnowledgeGraph) -> None:
    (sequence,) = job_sequences([sample_graph.read_text(RESUME, "resume")])
    assert sequence.held_out.title.quote == "Cloud engineer"
    assert [job.title.quote for job in sequence.jobs] == ["Database administrator", "Web developer"]
    told = sequence.earlier.text
    assert not any(hidden in told for hidden in ("Cloud", "clusters", "Kubernetes", "Summary"))
    assert "Tuned queries" in told
    assert "Wrote JavaScript" in told
    for span in (*sequence.earlier.titles, *(job.title for job in sequence.jobs)):
        assert told[span.start : span.end] == span.quote


def test_jobs_of_the_same_time_are_not_earlier(sample_graph: skillkg.KnowledgeGraph) -> None:
    twice = RESUME.replace("2018 - February 2021", "2021 - 2022")
    (sequence,) = job_sequences([sample_graph.read_text(twice, "resume")])
    assert [job.title.quote for job in sequence.jobs] == ["Web developer"]


def test_a_single_job_is_no_sequence(sample_graph: skillkg.KnowledgeGraph) -> None:
    single = RESUME.split("Database")[0]
    assert not list(job_sequences([sample_graph.read_text(single, "resume")]))


def test_truth_is_the_occupation_of_the_held_out_title(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    careers = sample_graph.view.matcher().careers
    task = read_task(job_sequences([sample_graph.read_text(RESUME, "resume")]), careers)
    (truth,) = task.truth
    assert sample_graph.concepts.label(task.occupations[truth]) == "cloud engineer"
    assert task.confidence[0] >= SURE
