"""What the README shows runs as it is shown, on the bundled sample."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import polars as pl
import pytest
from click.testing import CliRunner

from skillkg.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.store.build import Built

ROOT_NAMES = {"ad.txt": "ads/data-analyst.txt", "resume.txt": "resumes/system-administrator.txt"}
ELSEWHERE = ("skillkg fetch", "skillkg build", "skillkg train", "skillkg relate other-store")
"""Verbs that want the network, the real releases or an extra; other tests run them."""


@pytest.fixture
def readme(request: pytest.FixtureRequest) -> str:
    return (request.config.rootpath / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    related_sample: tuple[Path, Built],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A folder with the files that the README speaks of."""
    examples = request.config.rootpath / "examples"
    shutil.copytree(related_sample[0], tmp_path / "my-store")
    shutil.copy(examples / "resumes" / "penetration-tester.pdf", tmp_path / "ad.pdf")
    shutil.copy(examples / "resumes" / "web-developer.docx", tmp_path / "resume.docx")
    for name, source in ROOT_NAMES.items():
        shutil.copy(examples / source, tmp_path / name)
    shutil.copytree(examples / "ads", tmp_path / "ads")
    pl.DataFrame({"text": ["You know SQL."]}).write_parquet(tmp_path / "more-ads.parquet")
    said = [(f"You write SQL for team {number}.", "SQL") for number in range(90)]
    said += [(f"Team {number} has lunch.", "") for number in range(90)]
    labelled = pl.DataFrame(said, schema=["text", "skills"], orient="row")
    labelled.write_csv(tmp_path / "labelled.csv")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLKG_STORE", "my-store")
    return tmp_path


def test_the_python_examples_run(readme: str, desk: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert desk.is_dir()


def test_the_commands_run(readme: str, desk: Path) -> None:
    blocks = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    commands = re.findall(r"^\$ (skillkg .+)$", "\n".join(blocks), re.MULTILINE)
    run = [command for command in commands if not command.startswith(ELSEWHERE)]
    assert len(run) >= 5
    for command in run:
        result = CliRunner().invoke(cli, shlex.split(command)[1:], catch_exceptions=False)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert result.output or list(desk.glob("changes.csv"))
