"""The core stands alone, and what an extra installs is told by the extra's name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from skillkg.errors import ExtraError, SkillkgError
from skillkg.extras import Extra, needs

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]

BLOCKED = "raise ModuleNotFoundError('as if it were not installed', name={package!r})"
CALLS = """
import json
import sys
from pathlib import Path
import skillkg
from skillkg.explanation.report.environment import environment
from skillkg.sources.fetch import fetch

kg = skillkg.open(sys.argv[1])
examples = Path(sys.argv[2])
assert kg.concept("SQL").broader
assert kg.search("web programing", kind="skill")
assert kg.paths("SQL", "database administrator")
assert len(kg.query("occupation-skills", occupation="data scientist").to_polars())
kg.warm()

calls = {
    "document in a process of its own": lambda: kg.read(examples / "resumes/web-developer.docx"),
    "text": lambda: kg.read_text("You know SQL. Java is a plus."),
    "report": lambda: environment(),
    "check": lambda: kg.check(),
    "remote": lambda: skillkg.open("http://localhost:1/").snapshots,
    "pandas": lambda: kg.query("releases").to_pandas(),
    "rdflib": lambda: kg.rdf,
    "networkx": lambda: kg.to_networkx(),
    "fetch": lambda: fetch("onet", folder=Path(), progress=lambda *_: None),
    "skill2vec": lambda: skillkg.train(sys.argv[1], "vectors.kv", method="skill2vec"),
}
told = {}
for name, call in calls.items():
    try:
        call()
    except skillkg.SkillkgError as error:
        told[name] = [type(error).__name__, str(error)]
print(json.dumps(told))
"""
WANTED = {
    "document in a process of its own": "documents",
    "text": "documents",
    "report": "documents",
    "check": "check",
    "remote": "remote",
    "pandas": "pandas",
    "rdflib": "views",
    "networkx": "views",
    "fetch": "fetch",
    "skill2vec": "learn",
}


def required(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def packages_of_extras() -> list[str]:
    """What Python imports of the distributions that only extras install."""
    wanted = {name for lines in EXTRAS.values() for name in required(lines)}
    wanted -= required(PROJECT["dependencies"]) | {"skillkg"}
    return [
        package
        for package, distributions in packages_distributions().items()
        if wanted & set(map(canonicalize_name, distributions))
    ]


def run_without_extras(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a script; no process that it starts finds what only extras install, either."""
    with TemporaryDirectory() as folder:
        for package in packages_of_extras():
            Path(folder, f"{package}.py").write_text(BLOCKED.format(package=package))
        return subprocess.run(
            [sys.executable, "-c", script, *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join([folder, *filter(None, sys.path)])},
            capture_output=True,
            text=True,
        )


def test_the_core_stands_alone_and_every_call_names_its_extra(sample_store: Path) -> None:
    done = run_without_extras(CALLS, sample_store, ROOT / "examples")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told.keys() == WANTED.keys()
    for name, (error, message) in told.items():
        assert error == "ExtraError", message
        assert message.endswith(f"pip install 'skillkg[{WANTED[name]}]'")
        assert "\n" not in message


def test_the_command_line_prints_one_line(sample_store: Path) -> None:
    script = "from skillkg.cli import main; main()"
    examples = ROOT / "examples"
    pair = (examples / "ads/data-analyst.txt", examples / "resumes/career-changer.md")
    done = run_without_extras(script, "match", *pair, "--store", sample_store)
    assert done.returncode == 1
    (line,) = (line for line in done.stderr.splitlines() if not line.startswith("deriving"))
    assert line.startswith("Error: ")
    assert line.endswith("pip install 'skillkg[documents]'")


def test_an_extra_error_is_an_import_error_of_ours() -> None:
    caught = pytest.raises(ExtraError, match="no_such_package is not installed")
    with caught as error, needs("views"):
        import_module("no_such_package")
    assert isinstance(error.value, SkillkgError)
    assert isinstance(error.value, ImportError)
    assert error.value.name == "no_such_package"


def test_the_extras_in_code_are_those_of_the_project() -> None:
    named = {*get_args(Extra)}
    assert named == EXTRAS.keys() - {"all"}
    (everything,) = map(Requirement, EXTRAS["all"])
    assert everything.extras == named


def test_torch_is_bounded_wherever_it_may_come_from() -> None:
    pulling = {"torch", "accelerate", "sentence-transformers"}
    for extra, lines in EXTRAS.items():
        bounds = [line for line in lines if Requirement(line).name == "torch"]
        assert bool(bounds) == bool(pulling & required(lines)), extra
        assert all("<2.14" in line for line in bounds), extra
