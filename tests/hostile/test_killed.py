"""Killed in the midst of writing: what has its name is whole, and the next run clears the rest."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import polars as pl
import pytest

import skillkg

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
AD: Final = EXAMPLES / "ads" / "data-analyst.txt"
RESUMES: Final = sorted((EXAMPLES / "resumes").glob("*.txt"))

HOOK: Final = """
import os, signal, sys
root, last = sys.argv.pop(1), int(sys.argv.pop(1))
done = 0
def kill():
    os.kill(os.getpid(), signal.SIGKILL)
def written(frame, event, called):
    if event == "c_return" and called.__name__ == "write":
        kill()
def hook(event, args):
    global done
    writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"):
        if isinstance(args[0], (str, os.PathLike)) and os.fspath(args[0]).startswith(root):
            done += 1
            if done == last:
                sys.setprofile(written)
            if done == last + 1:
                kill()
sys.addaudithook(hook)
from skillkg.cli import main
try:
    main()
finally:
    print(f"writes: {done}")
"""
"""Kills itself in the n-th step of writing under a folder: once something is written, or before the
next step."""


@dataclass(frozen=True)
class Work:
    """A verb that writes under a folder."""

    verb: Callable[[Path], list[str | Path]]
    prepare: Callable[[Path, Path], object] = lambda *_: None
    """Called with the folder and a store of the sample."""
    kills: int = 5


def taxonomy(folder: Path, name: str) -> Path:
    file = folder / f"{name}.ttl"
    skills = (
        f'<https://example.org/{name}{n}> a esco:Skill ; skos:prefLabel "{name} {n}"@en .\n'
        for n in range(50)
    )
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n" + "".join(skills)
    )
    return file


def link(name: str) -> Work:
    return Work(lambda root: ["link", *RESUMES, "--output", root / name])


WORKS: Final = {
    "build": Work(
        lambda root: ["build", root / "store", "--overlay", taxonomy(root.parent, "two")],
        lambda root, _: skillkg.build(root / "store", overlay=[taxonomy(root.parent, "one")]),
    ),
    "first build": Work(
        lambda root: ["build", root / "store", "--overlay", taxonomy(root.parent, "two")]
    ),
    "relate": Work(
        lambda root: ["relate", root / "store"],
        lambda root, sample: shutil.copytree(sample, root / "store"),
        kills=3,
    ),
    "rank": Work(lambda root: ["rank", AD, "--resumes", *RESUMES, "--reports", root / "reports"]),
    "link jsonl": link("m.jsonl"),
    "link parquet": link("m.parquet"),
}


def run(
    root: Path, args: list[str | Path], store: Path, last: int = -1
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HOOK, root, str(last), *args],
        env=os.environ | {"SKILLKG_STORE": str(store)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def graphs(store: Path) -> frozenset[tuple[str, str]] | None:
    """Names and digests of what a store holds; None where it was never built."""
    if not (store / "current").exists():
        return None
    kg = skillkg.open(store)
    kg.concepts.search("data", limit=1)
    return frozenset((each.graph, each.digest) for each in kg.store.snapshots())


def state(root: Path) -> dict[str, object]:
    """What there is under final names; each is opened, which fails where it is not whole."""
    found: dict[str, object] = {}
    for file in root.glob("reports/[!.]*"):
        if file.suffix == ".html":
            assert file.read_text(encoding="utf-8").rstrip().endswith("</html>"), file
        else:
            json.loads(file.read_bytes())
        found[file.name] = file.name
    for file in root.glob("[!.]*.jsonl"):
        found[file.name] = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    for file in root.glob("[!.]*.parquet"):
        found[file.name] = pl.read_parquet(file).rows()
    if (root / "store").is_dir():
        found["store"] = graphs(root / "store")
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")
@pytest.mark.parametrize("name", WORKS)
def test_what_is_killed_leaves_nothing_half_written(
    tmp_path: Path, sample_store: Path, name: str
) -> None:
    work, root = WORKS[name], tmp_path / "root"
    root.mkdir()
    work.prepare(root, sample_store)
    before, args = state(root), work.verb(root)
    kept = tmp_path / "kept"
    shutil.copytree(root, kept)
    whole = run(root, args, sample_store)
    assert whole.returncode == 0, whole.stderr
    after, steps = state(root), int(whole.stdout.rpartition("writes: ")[2])
    for last in sorted(Random(name).sample(range(steps), min(work.kills, steps))):
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        assert run(root, args, sample_store, last).returncode == -signal.SIGKILL
        found = state(root)
        for each, value in found.items():
            assert value in (before.get(each), after.get(each)), (last, each)
        assert before.keys() <= found.keys()
        assert run(root, args, sample_store).returncode == 0
        assert state(root) == after
        assert not list(root.rglob(".*")), last
