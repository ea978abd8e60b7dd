"""Help is quick, complete, and shows how each verb is used."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from skillkg import __version__
from skillkg.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

HEAVY = ["numpy", "owlready2", "polars", "pyoxigraph", "pyshacl", "rdflib", "rich", "scipy"]
LOADED = f"""
import sys
from skillkg.cli import cli
try:
    cli(sys.argv[1:])
finally:
    print("loaded:", *sorted(set({HEAVY}) & set(sys.modules)))
"""
VERBS = sorted(cli.commands)


def test_the_verbs_are_those_of_the_manual() -> None:
    assert {"build", "fetch", "info", "query", "paths", "link", "match", "rank"} <= set(VERBS)


@pytest.mark.parametrize("args", [["--help"], ["--version"], *([verb, "--help"] for verb in VERBS)])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    command = [sys.executable, "-c", LOADED, *args]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded:"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_shows_an_example_that_it_would_accept(verb: str) -> None:
    command = cli.commands[verb]
    shown = re.findall(rf"^ +skillkg ({verb}\b.*)$", command.help or "", re.MULTILINE)
    assert shown
    options = {name for parameter in command.params for name in parameter.opts}
    for example in shown:
        assert set(re.findall(r"(?<!\S)--?[a-z][\w-]*", example)) <= options


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_says_what_it_is(verb: str) -> None:
    for parameter in cli.commands[verb].params:
        if isinstance(parameter, click.Option):
            told = (
                parameter.help or parameter.show_default or isinstance(parameter.type, click.Choice)
            )
            assert told, parameter.name


def test_version(run: Callable[..., Result]) -> None:
    assert run("--version").output == f"skillkg, version {__version__}\n"


def test_a_verb_that_is_none(run: Callable[..., Result]) -> None:
    result = run("mach")
    assert result.exit_code == 2
    assert "mach" in result.output
