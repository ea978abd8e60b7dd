"""Results say at which commit they were measured, and the README which of them are outdated."""

from __future__ import annotations

import re
import subprocess

import pytest
from common import ROOT, git
from outdated import LIST, README, listed, measured_at, outdated


@pytest.fixture(scope="module")
def history() -> None:
    """Skip where the history is not at hand: in a source archive, or a shallow clone."""
    try:
        shallow = git("rev-parse", "--is-shallow-repository")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"{ROOT} is no git repository")
    if shallow == "true":
        pytest.skip("the clone is shallow")


def test_every_result_names_a_commit_without_changes() -> None:
    commits = measured_at()
    assert commits
    for name, commit in commits.items():
        assert re.fullmatch(r"[0-9a-f]{10}", commit), name


@pytest.mark.usefixtures("history")
def test_every_commit_is_in_the_history() -> None:
    for commit in measured_at().values():
        git("merge-base", "--is-ancestor", commit, "HEAD")


@pytest.mark.usefixtures("history")
def test_the_readme_lists_the_results_that_are_older_than_the_code() -> None:
    """``python benchmarks/outdated.py --write`` writes the list."""
    (text,) = LIST.findall(README.read_text(encoding="utf-8"))
    assert text == listed(outdated())
