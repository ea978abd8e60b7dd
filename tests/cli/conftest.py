"""The command line, called in this process or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from click.testing import CliRunner, Result

import skillkg
from skillkg.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = [sys.executable, "-c", "from skillkg.cli import main; main()"]
EXAMPLES = Path(__file__).parents[2] / "examples"


class Process(Protocol):
    """Runs the command line as a process, with SKILLKG_STORE set unless told otherwise."""

    def __call__(
        self, *args: str | Path, store: Path | None = ..., **options: Any
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def run(sample_store: Path) -> Callable[..., Result]:
    """The command line in this process, with SKILLKG_STORE set to the sample."""

    def call(*args: str | Path, **env: str) -> Result:
        environment = {"SKILLKG_STORE": str(sample_store), **env}
        result = CliRunner(env=environment).invoke(cli, [str(arg) for arg in args])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def program() -> list[str]:
    return PROGRAM


@pytest.fixture
def process(sample_store: Path) -> Process:
    def call(
        *args: str | Path, store: Path | None = sample_store, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key != "SKILLKG_STORE"}
        environment |= {} if store is None else {"SKILLKG_STORE": str(store)}
        return subprocess.run(
            [*PROGRAM, *map(str, args)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **options,
        )

    return call


@pytest.fixture(scope="session")
def ad() -> Path:
    return EXAMPLES / "ads" / "data-analyst.txt"


@pytest.fixture(scope="session")
def resume() -> Path:
    return EXAMPLES / "resumes" / "system-administrator.txt"


@pytest.fixture(scope="session")
def resumes() -> list[Path]:
    return sorted((EXAMPLES / "resumes").iterdir())


@pytest.fixture(scope="session")
def sample_sources() -> list[str]:
    """Options that build the sample."""
    (esco,) = (EXAMPLES / "sample").glob("esco-*.zip")
    (onet,) = (EXAMPLES / "sample").glob("db_*.zip")
    return ["--esco", f"1.1.1-sample={esco}", "--onet", f"29.2-sample={onet}"]


@pytest.fixture(scope="session")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A taxonomy of one's own, with markup in a label and an ambiguous one."""
    file = tmp_path_factory.mktemp("overlay") / "own.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
        '<https://example.org/a> a esco:Skill ; skos:prefLabel "[bold]brew[/] tea"@en .\n'
        '<https://example.org/b> a esco:Skill ; skos:prefLabel "twin"@en ;\n'
        "    skos:broader <https://example.org/a> .\n"
        '<https://example.org/c> a esco:Skill ; skos:prefLabel "Twin"@en .\n',
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="session")
def own_store(overlay: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "store"
    skillkg.build(folder, overlay=[overlay])
    return folder
