"""Links that lead out of a folder, and names of files that are no text or no name elsewhere."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import polars as pl
import pytest
from limits import run_skillkg

import skillkg
from skillkg.text.printable import printable

AD: Final = Path(__file__).parents[2] / "examples" / "ads" / "data-analyst.txt"
RESUME: Final = "Experience\nData analyst 2019 - 2021\nSQL, Python\n"
TAXONOMY: Final = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
    '<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .\n'
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a resume."""
    monkeypatch.chdir(tmp_path)
    Path("resume.txt").write_text(RESUME)
    return tmp_path


# Links ----------------------------------------------------------------------------------------


@pytest.fixture
def linked(here: Path) -> None:
    """Make a folder with links to what is in it, and to what is not."""
    (here / "folder" / "sub").mkdir(parents=True)
    (here / "secret").mkdir()
    for place in ("secret", "folder/sub"):
        (here / place / "own.txt").write_text(f"Skills\nSQL of {place}\n")
    pl.DataFrame({"text": ["SQL"]}).write_parquet(here / "secret" / "table.parquet")
    for name, target in {
        "in.txt": "sub/own.txt",
        "inside": "sub",
        "up": "..",
        "out": "../secret",
        "out.txt": "../secret/own.txt",
        "root.txt": str(here / "secret" / "own.txt"),
        "out.parquet": "../secret/table.parquet",
        "passwd.txt": "/etc/passwd",
        "chain.txt": "out.txt",
    }.items():
        (here / "folder" / name).symlink_to(target)


@pytest.mark.usefixtures("linked")
def test_documents_are_not_read_through_links_out(sample_store: Path) -> None:
    done = run_skillkg("link", "folder", "--output", "m.jsonl", store=sample_store)
    done.assert_ended(1)
    rows = [json.loads(line) for line in Path("m.jsonl").read_text().splitlines()]
    assert {row["document"] for row in rows} == {"folder/in.txt", "folder/sub/own.txt"}
    out = ("up", "out", "out.txt", "root.txt", "out.parquet", "passwd.txt", "chain.txt")
    for name in out:
        assert f"not read: folder/{name}: a link that leads out of folder\n" in done.err
    assert f"documents not read: {len(out)}" in done.out


@pytest.mark.usefixtures("linked")
def test_a_folder_that_is_a_link_is_read(sample_store: Path) -> None:
    Path("to-folder").symlink_to("secret")
    Path("secret/table.parquet").unlink()
    args = ("link", "to-folder", "--output", "m.jsonl")
    run_skillkg(*args, store=sample_store).assert_read("documents linked: 1")


@pytest.mark.parametrize("target", ["../secret", "../secret/own.ttl", "/etc/passwd", ".."])
@pytest.mark.usefixtures("linked")
def test_no_release_is_read_through_links_out(target: str) -> None:
    Path("release").mkdir()
    for place in ("release", "secret"):
        Path(place, "own.ttl").write_text(TAXONOMY)
    Path("release/link.ttl").symlink_to(target)
    told = run_skillkg("build", "store", "--overlay", "release")
    told.assert_told("release/link.ttl", "a link that leads out of release")
    assert not Path("store").exists()


# Names ----------------------------------------------------------------------------------------

NAMES: Final = [
    pytest.param(b"r\xe9sum\xe9", r"r\xe9sum\xe9", id="undecodable"),
    pytest.param(b"\xff\xfe\xed\xa0\x80", r"\xff\xfe\xed\xa0\x80", id="no-utf-8-at-all"),
    pytest.param(b"n" * 251, "n" * 251, id="longest"),
    pytest.param("é".encode() * 125, "é" * 125, id="longest-in-bytes"),
    pytest.param("😀".encode() * 62, "😀" * 62, id="longest-emoji"),
    pytest.param(b"two\nlines", r"two\x0alines", id="newline"),
    pytest.param(b"\x1b[31mred\x07", r"\x1b[31mred\x07", id="escape"),
    pytest.param("\u202egnp".encode(), r"\u202egnp", id="right-to-left"),
    pytest.param("\u2028\x85".encode(), r"\u2028\u0085", id="line-separators"),
    pytest.param(b"<script>alert(1)<", "<script>alert(1)<", id="markup"),
    pytest.param(b'a:b*c?"d|\\', 'a:b*c?"d|\\', id="reserved"),
    pytest.param(b"[a]*", "[a]*", id="pattern"),
    pytest.param(b"-html", "-html", id="option"),
    pytest.param(b"{{ 7 * 7 }}%s", "{{ 7 * 7 }}%s", id="template"),
    pytest.param(b" . ", " . ", id="dots-and-spaces"),
    pytest.param("e\u0301ﬁ\u200d".encode(), "e\u0301ﬁ\u200d", id="combining"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_resume_of_any_name_is_ranked(sample_store: Path, name: bytes, shown: str) -> None:
    resume = b"./" + name + b".txt"
    Path(os.fsdecode(resume)).write_text(RESUME)
    bad = b"./not-\xe9.odt"
    done = run_skillkg(
        "rank", AD, "--resumes", resume, "resume.txt", bad, "--reports", "out", store=sample_store
    )
    done.assert_ended(1)
    files = sorted(Path("out").iterdir())
    assert [file.name[:4] for file in files] == ["001-", "001-", "002-", "002-", "not-"]
    assert all(printable(file.name) == file.name and len(os.fsencode(file)) < 220 for file in files)
    assert all(not set(r'\/:*?"<>|') & set(file.name) for file in files)
    records = [json.loads(file.read_bytes()) for file in files if file.suffix == ".json"]
    assert f"{shown}.txt" in [record["resume"]["file_name"] for record in records[:2]]
    (told,) = records[2]["not_read"]
    assert r"not-\xe9.odt" in told
    for file in files:
        if file.suffix == ".html":
            page = file.read_text("utf-8")
            assert page.rstrip().endswith("</html>")
            assert "<script>alert" not in page


@pytest.mark.parametrize("output", ["m.jsonl", "m.parquet"])
def test_documents_of_any_name_have_rows(sample_store: Path, output: str) -> None:
    Path("in").mkdir()
    for param in NAMES:
        Path("in", os.fsdecode(param.values[0] + b".txt")).write_text(RESUME)
    run_skillkg("link", "in", "--output", output, store=sample_store).assert_ended(0)
    frame = pl.read_parquet(output) if output == "m.parquet" else pl.read_ndjson(output)
    assert set(frame["document"]) == {f"in/{param.values[1]}.txt" for param in NAMES}


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_release_of_any_name_is_built(name: bytes, shown: str) -> None:
    file = os.fsdecode(b"./" + name + b".ttl")
    Path(file).write_text(TAXONOMY)
    run_skillkg("build", "store", "--overlay", file).assert_ended(0)
    files = skillkg.open("store").query("SELECT ?name { ?file spdx:fileName ?name }")
    assert isinstance(files, skillkg.Table)
    assert files.column("name") == [f"{shown}.ttl"]


def test_a_table_is_read_by_its_own_name(sample_store: Path) -> None:
    pl.DataFrame({"text": ["Python"]}).write_parquet("a.parquet")
    for name in ("[a].parquet", "*.parquet", "?.parquet"):
        pl.DataFrame({"text": ["SQL"]}).write_parquet(name)
        args = ("link", name, "--output", "m.jsonl")
        run_skillkg(*args, store=sample_store).assert_read("documents linked: 1\n")
        assert "Python" not in Path("m.jsonl").read_text()
