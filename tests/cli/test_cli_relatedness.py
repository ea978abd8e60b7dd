"""``skillkg relate``, ``skillkg related`` and ``--without`` on every verb."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import skillkg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from skillkg.store.build import Built


@pytest.fixture
def store(related_sample: tuple[Path, Built]) -> Path:
    return related_sample[0]


@pytest.fixture
def ask(run: Callable[..., Result], store: Path) -> Callable[..., Result]:
    def call(*args: Any) -> Result:
        return run(*args, SKILLKG_STORE=str(store))

    return call


def test_relate_tells_edges_and_calibration(process: Any, store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "store")
    done = process("relate", tmp_path / "store")
    assert done.returncode == 0, done.stderr
    assert "relatedness/" in done.stdout
    assert "skill – skill" in done.stdout
    assert "shipped" in done.stdout
    assert "writing" in done.stderr


def test_related_shows_what_the_library_gives(ask: Callable[..., Result], store: Path) -> None:
    kg = skillkg.open(store)
    concept = next(iter(kg.graph.edges(["relatedness"]))).source
    shown = json.loads(ask("related", concept, "--json", "--limit", "3").output)
    expected = kg.related(concept, limit=3)
    assert [(row["IRI"], row["strength"]) for row in shown] == [
        (r.concept.iri, r.strength) for r in expected
    ]
    table = ask("related", concept, "--limit", "3").output
    assert all(f"{r.strength}" in table for r in expected)
    assert expected[0].step.graph in table
    nothing = ask("related", concept, "--min-strength", "1", "--kind", "element")
    assert "Nothing was learned" in nothing.output


def test_related_without_learned_edges(run: Callable[..., Result]) -> None:
    result = run("related", "SQL")
    assert result.exit_code == 1
    assert "skillkg relate" in result.output


def test_every_verb_leaves_out(
    ask: Callable[..., Result], store: Path, ad: Path, resume: Path
) -> None:
    step = next(iter(skillkg.open(store).graph.edges(["relatedness"])))
    off = ("--without", "relatedness")
    text = "SELECT * { ?one skg:relatedTo ?other } LIMIT 3"
    assert "skill" in ask("query", "--text", text).output
    assert "0 rows" in ask("query", "--text", text, *off).output
    ends = ("paths", step.source, step.target, "-k", "9", "--json")
    kinds = {s["kind"] for path in json.loads(ask(*ends).output) for s in path["steps"]}
    less = {s["kind"] for path in json.loads(ask(*ends, *off).output) for s in path["steps"]}
    assert "relatedness" in kinds - less
    assert "not in the default view" not in ask("info", store).output
    assert "not in the default view" in ask("info", store, *off).output
    for args in (("link", ad), ("match", ad, resume), ("rank", ad, "--resumes", resume)):
        assert ask(*args, *off).exit_code == 0
    refused = ask("match", ad, resume, "--without", "nothing")
    assert refused.exit_code == 1
    assert "cannot leave out nothing" in refused.output


def test_stale_edges_are_said_on_standard_error(
    process: Any, store: Path, overlay: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(store, folder)
    skillkg.build(folder, overlay=[overlay])
    done = process("info", folder)
    assert "is not in view" in done.stderr
    assert f"skillkg relate {folder}" in done.stderr
    assert "not in the default view" in done.stdout


def test_train_tells_what_is_wrong_with_sentences(
    run: Callable[..., Result], store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "labelled.csv"
    file.write_text("text,skills\nYou juggle.,juggle\n")
    options = ("--to", tmp_path / "t", "--method", "transformer", "--sentences", file)
    done = run("train", store, *options)
    assert done.exit_code != 0
    assert "skill of the graph: row 1: 'juggle' is none; 1 in all" in done.output
    assert "Give preferred labels or IRIs" in done.output


def test_a_taught_encoder_reads_by_its_examples(process: Any, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "labelled.csv"
    rows = [f"You write SQL for team {number}.,SQL" for number in range(90)]
    rows += [f"Our team {number} has lunch.," for number in range(90)]
    file.write_text("\n".join(["text,skills", *rows]) + "\n")
    done = process("teach", store, "--sentences", file, "--to", tmp_path / "reader")
    assert done.stdout.strip() == str(tmp_path / "reader")
    assert "reading sentences" in done.stderr
    ad = tmp_path / "ad.txt"
    ad.write_text("Developer\n\nYou write SQL for us.\n")
    out = tmp_path / "linked.json"
    process("link", ad, "--store", store, "--model", tmp_path / "reader", "--json", out)
    assert json.loads(out.read_text())["classifiers"]["skills"]["examples"].startswith("sha256:")
