"""``next`` on the examples, and what it says of bad arguments."""

from __future__ import annotations

import json
from math import fsum
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    import skillkg


def test_next_prints_and_writes_the_same_occupations(
    run: Callable[..., Result],
    sample_graph: skillkg.KnowledgeGraph,
    resume: Path,
    tmp_path: Path,
) -> None:
    result = run("next", resume, "-k", "4", "--json", tmp_path / "careers.json", COLUMNS="200")
    assert result.exit_code == 0
    written = json.loads((tmp_path / "careers.json").read_text(encoding="utf-8"))
    expected = sample_graph.next_occupations(resume, k=4)
    assert [each["concept"] for each in written["occupations"]] == [
        each.concept for each in expected.occupations
    ]
    for each in written["occupations"]:
        assert f"{each['score']:.4f}" in result.output
        parts = fsum(part["contribution"] for part in each["transitions"])
        assert parts == pytest.approx(each["score"])
        assert all(iri in written["labels"] for iri in (each["concept"], *_skills(each)))


def _skills(occupation: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    return [skill["step"]["to"] for skill in occupation["skills"]]


def test_next_takes_titles(run: Callable[..., Result]) -> None:
    titles = ("--title", "web developer", "--title", "ICT technician")
    result = run("next", *titles, "-k", "1", COLUMNS="200")
    assert result.exit_code == 0
    assert "“web developer”" in result.output


@pytest.mark.parametrize("arguments", [(), ("--title", "welder")])
def test_next_takes_a_resume_or_titles(
    run: Callable[..., Result], resume: Path, arguments: tuple[str, ...]
) -> None:
    result = run("next", *([resume] if arguments else []), *arguments)
    assert result.exit_code == 2
    assert "give a RESUME, or job titles with --title" in result.output


def test_next_tells_of_a_title_that_means_nothing(run: Callable[..., Result]) -> None:
    result = run("next", "--title", "qqqq")
    assert result.exit_code == 1
    assert "no occupation answers to the job title 'qqqq'" in result.output
    assert "Traceback" not in result.output
