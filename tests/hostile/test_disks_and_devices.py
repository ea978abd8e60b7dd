"""Files that are none, names that are no text, links that lead out, and disks that are full."""

from __future__ import annotations

import json
import os
import shutil
import socket
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from limits import Outcome, run_python, run_skillkg

import skillkg

AD: Final = Path(__file__).parents[2] / "examples" / "ads" / "data-analyst.txt"
RESUME: Final = "Experience\nData analyst 2019 - 2021\nSQL, Python\n"
TAXONOMY: Final = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
    '<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .\n'
)
QUERY: Final = ("query", "--text", "SELECT * { ?s ?p ?o } LIMIT 500", "--format")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a resume."""
    monkeypatch.chdir(tmp_path)
    Path("resume.txt").write_text(RESUME)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# What is written ------------------------------------------------------------------------------

WRITERS: Final = [
    pytest.param(("match", AD, "resume.txt", "--html"), id="match-html"),
    pytest.param(("match", AD, "resume.txt", "--json"), id="match-json"),
    pytest.param(("link", "resume.txt", "--html"), id="link-html"),
    pytest.param(("link", "resume.txt", "--json"), id="link-json"),
    pytest.param((*QUERY, "table", "--output"), id="query-table"),
    pytest.param((*QUERY, "csv", "--output"), id="query-csv"),
    pytest.param((*QUERY, "json", "--output"), id="query-json"),
    pytest.param((*QUERY, "parquet", "--output"), id="query-parquet"),
]
"""Verbs that write to the file that follows."""


@pytest.mark.parametrize("args", WRITERS)
def test_a_full_device_is_told(sample_store: Path, args: tuple[str, ...]) -> None:
    told = run_skillkg(*args, "/dev/full", store=sample_store)
    told.assert_told("/dev/full: No space left on device", "make room")


@pytest.mark.parametrize("args", WRITERS)
def test_a_full_disk_leaves_the_old_file(
    here: Path, sample_store: Path, args: tuple[str, ...]
) -> None:
    Path("out").write_text("old")
    run_full(*args, "out", store=sample_store).assert_told("out: File too large", "make room")
    assert Path("out").read_text() == "old"
    assert names(here) == ["out", "resume.txt"]


def run_full(*args: str | Path, store: Path) -> Outcome:
    """Run a verb where no file may get longer than 1 kB, as on a disk that is full."""
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from skillkg.cli import main; main()"
    )
    return run_python(code, *args, SKILLKG_STORE=str(store))


@pytest.mark.parametrize("name", ["m.jsonl", "m.parquet"])
def test_a_full_disk_leaves_the_old_table(here: Path, sample_store: Path, name: str) -> None:
    Path(name).write_text("old")
    told = run_full("link", "resume.txt", "--output", name, store=sample_store)
    told.assert_told(f"{name}: File too large", "make room")
    assert Path(name).read_text() == "old"
    assert names(here) == [name, "resume.txt"]


def test_a_full_disk_leaves_old_reports(sample_store: Path) -> None:
    args = ("rank", AD, "--resumes", "resume.txt", "--reports", "reports")
    run_skillkg(*args, store=sample_store).assert_read("resume.txt")
    before = {file.name: file.read_bytes() for file in Path("reports").iterdir()}
    run_full(*args, store=sample_store).assert_told("reports/001-resume.html: File too large")
    assert {file.name: file.read_bytes() for file in Path("reports").iterdir()} == before


def test_a_full_device_has_no_room_for_findings(here: Path) -> None:
    Path("own.ttl").write_text(TAXONOMY)
    skillkg.build("store", overlay=["own.ttl"])
    told = run_skillkg("check", here / "store", "--report", "/dev/full")
    told.assert_told("/dev/full: No space left on device")


TARGETS: Final = [
    pytest.param("absent/out", 1, "absent/out: No such file or directory", id="no-folder"),
    pytest.param("resume.txt/out", 1, "resume.txt/out: Not a directory", id="folder-is-a-file"),
    pytest.param("loop", 1, "loop: Too many levels of symbolic links", id="link-loop"),
    pytest.param("pipe", 1, "pipe: No such device or address", id="pipe-without-reader"),
    pytest.param("socket", 1, "socket: No such device or address", id="socket"),
    pytest.param("n" * 300, 1, "File name too long", id="name-too-long"),
    pytest.param("folder", 2, "is a directory", id="folder"),
    pytest.param("/proc/out", 1, "/proc/out: No such file or directory", id="proc"),
]


@pytest.mark.parametrize(("target", "status", "said"), TARGETS)
def test_a_target_that_cannot_be_is_told(
    here: Path, sample_store: Path, target: str, status: int, said: str
) -> None:
    make_special(here)
    args = ("match", AD, "resume.txt", "--html", target)
    run_skillkg(*args, store=sample_store).assert_told(said, status=status)


def test_a_report_goes_to_standard_output(sample_store: Path) -> None:
    args = ("match", AD, "resume.txt", "--json", "/dev/stdout")
    printed = run_skillkg(*args, store=sample_store)
    printed.assert_read("data-analyst.txt")
    record, _ = json.JSONDecoder().raw_decode(printed.out)
    assert record


def test_a_full_disk_leaves_the_store(here: Path) -> None:
    Path("own.ttl").write_text(TAXONOMY)
    skillkg.build("store", overlay=["own.ttl"])
    before = skillkg.open("store").snapshots
    shutil.copy("own.ttl", "other.ttl")
    told = run_full("build", "store", "--overlay", "other.ttl", store=here)
    assert told.status == 1
    assert "nothing was changed" in told.err
    assert skillkg.open("store").snapshots == before
    assert not list(Path("store").rglob(".*"))


# What is no file ------------------------------------------------------------------------------


def make_special(folder: Path) -> None:
    """Put what is no file into a folder, under names that documents and releases have."""
    for suffix in ("", ".txt", ".pdf", ".parquet", ".csv", ".ttl", ".zip"):
        os.mkfifo(folder / f"pipe{suffix}")
        (folder / f"loop{suffix}").symlink_to(f"loop{suffix}")
        (folder / f"gone{suffix}").symlink_to("nothing")
        (folder / f"zero{suffix}").symlink_to("/dev/zero")
        (folder / f"folder{suffix}").mkdir()
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(os.path.relpath(folder / f"socket{suffix}"))


KINDS: Final = {
    "pipe": "a named pipe",
    "socket": "a socket",
    "zero": "a device",
    "loop": "Too many levels of symbolic links",
    "gone": "a link to nothing",
    "folder": "a folder",
}
"""What is no file; of a ranking, folders may be."""
NAMED_BY_CLICK: Final = {"loop": KINDS["loop"], "gone": "does not exist", "folder": "directory"}
ENTRIES: Final = {
    "document": (lambda name: ("match", AD, f"{name}.txt"), True),
    "resume": (lambda name: ("rank", AD, "--resumes", f"{name}.txt"), False),
    "sentences": (lambda name: ("teach", "--sentences", f"{name}.csv", "--to", "taught"), True),
    "vacancies": (lambda name: ("relate", "--vacancies", f"{name}.parquet"), True),
}
"""Verbs that read a file, and whether click looks at it first."""


@pytest.mark.parametrize(
    ("entry", "kind"), [pair for pair in product(ENTRIES, KINDS) if pair != ("resume", "folder")]
)
def test_what_is_no_file_is_called_what_it_is(
    here: Path, sample_store: Path, entry: str, kind: str
) -> None:
    make_special(here)
    args, is_checked = ENTRIES[entry]
    told = run_skillkg(*args(kind), store=sample_store)
    if is_checked and kind in NAMED_BY_CLICK:
        told.assert_told(kind, NAMED_BY_CLICK[kind], status=2)
    else:
        told.assert_told(kind, KINDS[kind])


@pytest.mark.parametrize(
    ("option", "suffix", "kind"),
    [
        *(("--overlay", ".ttl", kind) for kind in KINDS if kind != "folder"),
        *(("--esco", ".zip", kind) for kind in ("pipe", "zero")),
        ("--onet", ".zip", "pipe"),
        ("--crosswalk", ".csv", "pipe"),
    ],
)
def test_no_release_is_read_from_what_is_no_file(
    here: Path, option: str, suffix: str, kind: str
) -> None:
    make_special(here)
    told = run_skillkg("build", "store", option, f"{kind}{suffix}")
    told.assert_told(f"{kind}{suffix}: {KINDS[kind]}")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("folder", "zero")])
def test_no_release_is_read_from_a_folder_with_what_is_no_file(here: Path, kind: str) -> None:
    make_special(here)
    Path("release").mkdir()
    Path("release", "own.ttl").write_text(TAXONOMY)
    shutil.move(f"{kind}.ttl", "release/x.ttl")
    if kind == "loop":
        Path("release/x.ttl").unlink()
        Path("release/x.ttl").symlink_to("x.ttl")
    told = run_skillkg("build", "store", "--overlay", "release")
    told.assert_told("release/x.ttl", KINDS[kind])


def test_files_of_a_model_that_are_none_are_missing(sample_store: Path) -> None:
    Path("model").mkdir()
    os.mkfifo("model/modules.json")
    told = run_skillkg("relate", sample_store, "--model", "model")
    told.assert_told("model/modules.json: missing")


def test_a_folder_of_documents_tells_what_is_none(here: Path, sample_store: Path) -> None:
    make_special(here)
    done = run_skillkg("link", ".", "--output", "m.jsonl", store=sample_store)
    done.assert_ended(1)
    assert "documents linked: 1" in done.out
    for kind in ("pipe", "socket", "loop", "gone"):
        assert f"not read: {kind}.txt: {KINDS[kind]}" in done.err
    assert "not read: zero.txt: a link that leads out of ." in done.err
