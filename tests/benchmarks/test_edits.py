"""Edits of resumes and titles change what they say, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from quality import edits, personal
from quality.changes import Unedited
from quality.edits import Edited
from quality.wordings import WORDINGS

from skillkg.documents.read import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillkg import KnowledgeGraph

DONE = "Kept the books and closed them every month.\n" * 6


def resume(title: str) -> str:
    return (
        f"{title.upper()}\n\nSummary\n\nA career of twenty years.\n\nExperience\n\n"
        f"2012 to 2016\nSenior {title}, Acme Ltd\n\n{DONE}\n2008 to 2011\n{title}, Savoy Ltd\n\n"
        f"{DONE}\nEducation\n\nA school, 2007\n\nSkills\n\nExcel\n"
    )


@pytest.fixture
def edited() -> Edited:
    both = [read_text(resume(title), "resume") for title in ("Accountant", "Nurse")]
    return Edited(both[0], both[1], "0")


def test_jobs_are_told_by_their_paragraphs(edited: Edited) -> None:
    assert [job.header for job in edited.jobs] == [
        "2012 to 2016\nSenior Accountant, Acme Ltd",
        "2008 to 2011\nAccountant, Savoy Ltd",
    ]
    assert all(job.done == DONE.strip() for job in edited.jobs)
    assert edits.can_be_edited(edited.document)


@pytest.mark.parametrize(
    ("edit", "years"),
    [
        (edits.older_job, [2012, 2008, 2002]),
        (edits.newest_job, [2015, 2012, 2008]),
        (edits.gap, [2012, 2003]),
        (edits.shorter_job, [2016, 2008]),
        (edits.undated_job, [2012]),
        (edits.reversed_sections, [2012, 2008]),
        (edits.hobby, [2012, 2008]),
    ],
)
def test_edits_move_jobs(edited: Edited, edit: Callable[[Edited], str], years: list[int]) -> None:
    jobs = read_text(edit(edited), "resume").positions
    assert [int(job.start or 0) for job in jobs] == years


def test_neutral_edits_say_the_same(edited: Edited) -> None:
    assert edits.blank_lines(edited).split() == edited.text.split()
    typo = edits.typo(edited)
    assert sorted(typo) == sorted(edited.text)
    assert sum(a != b for a, b in zip(typo, edited.text, strict=True)) in (0, 2)
    assert "Nurse" not in edits.own_job(edited)


def test_a_list_and_a_job_say_the_same_words(edited: Edited) -> None:
    asked = ["bake bread", "mix dough"]
    for text in (edits.listed(edited, "Baker", asked), edits.held(edited, "Baker", asked)):
        assert all(text.count(words) == 1 for words in ("Baker", *asked))
    assert len(read_text(edits.held(edited, "Baker", asked), "resume").positions) == 3


def test_families_have_something_to_compare_with() -> None:
    for name, texts in personal.families("Nurse\nSkills\nKind").items():
        assert len(set(texts)) == len(texts) > 1, name


@pytest.mark.parametrize(
    ("wording", "title"),
    [
        ("words shortened (Mgr., Asst., Sr.)", "Sr. Sales Mgr., HR"),
        ("abbreviations in full (RN, HR, IT)", "Senior Sales Manager, Human Resources"),
        ("Junior", "Junior Sales Manager, HR"),
        ("in the plural", "Senior Sales Managers, HR"),
        ("commas and dashes as slashes", "Senior Sales Manager / HR"),
        ("one of its skills in brackets", "Senior Sales Manager, HR (sell)"),
    ],
)
def test_wordings(wording: str, title: str) -> None:
    assert WORDINGS[wording]("Senior Sales Manager, HR", "sell") == title


def test_ranks_are_those_in_the_pool_that_stays(sample_graph: KnowledgeGraph) -> None:
    titles = ("Data Analyst", "Web Developer", "Database Administrator")
    ads = [sample_graph.read_text(f"{title}\n", "ad") for title in titles]
    resumes = [sample_graph.read_text(resume(title), "resume") for title in titles]
    pool = Unedited(sample_graph, ads, resumes)
    own = pool.ranks(pool.fits, range(3))
    assert np.array_equal(np.sort(own * 3, axis=1), [[0, 1, 2]] * 3)
    again = pool.of_resumes(resumes)
    changes = pool.changes(pool.fits, again, range(3))
    assert not changes.fits.any()
    assert not changes.ranks.any()
    best = pool.ranks(np.ones((3, 3)), range(3))
    assert not best.any()
