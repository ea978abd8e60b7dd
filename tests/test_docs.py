"""What README and docs show runs as it is shown, on the bundled sample."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
import pytest
from click.testing import CliRunner

import skillkg
from skillkg.cli import cli
from skillkg.explanation.record import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.store.build import Built

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RENAMED = {"ad.txt": "ads/data-analyst.txt", "resume.txt": "resumes/system-administrator.txt"}
ELSEWHERE = (
    "skillkg fetch",
    "skillkg train",
    "skillkg info http",
    "skillkg build my-store --esco esco-1.1.1",
    "skillkg build my-store --esco downloads",
    "skillkg relate",
)
"""What wants the network, an endpoint, the real releases or long; other tests run the verbs."""

_FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"\n]+)\")?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block of code; one with a title is a file."""

    language: str
    title: str
    code: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(match[1], match[2] or "", match[3], line)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def desk(
    sample_store: Path,
    related_sample: tuple[Path, Built],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A folder with the files that the pages speak of."""
    examples, folder = ROOT / "examples", tmp_path_factory.mktemp("desk")
    shutil.copytree(examples, folder / "examples")
    shutil.copytree(sample_store, folder / "demo" / "store")
    shutil.copytree(related_sample[0], folder / "my-store")
    shutil.copy(examples / "resumes" / "penetration-tester.pdf", folder / "ad.pdf")
    shutil.copy(examples / "resumes" / "web-developer.docx", folder / "resume.docx")
    for name, source in RENAMED.items():
        shutil.copy(examples / source, folder / name)
    shutil.copytree(examples / "ads", folder / "ads")
    pl.DataFrame({"text": ["You know SQL."]}).write_parquet(folder / "more-ads.parquet")
    said = [(f"You write SQL for team {number}.", "SQL") for number in range(90)]
    said += [(f"Team {number} has lunch.", "") for number in range(90)]
    labelled = pl.DataFrame(said, schema=["text", "skills"], orient="row")
    labelled.write_csv(folder / "labelled.csv")
    return folder


def run_commands(block: Block) -> None:
    """Run the commands of ours; what is printed must be what is shown, if anything is."""
    for command, shown in _COMMAND.findall(block.code):
        command = command.replace("\\\n", " ")
        if not command.startswith("skillkg ") or command.startswith(ELSEWHERE):
            continue
        result = CliRunner().invoke(cli, shlex.split(command)[1:], catch_exceptions=False)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        if shown:
            assert_shown(result.stdout, shown)


def assert_shown(printed: str, shown: str) -> None:
    """Compare line by line; ``…`` stands for the rest of a line, alone for any lines."""
    wanted = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
        for line in shown.rstrip("\n").splitlines()
    )
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    assert re.fullmatch(wanted, lines), f"shown:\n{shown}\nprinted:\n{lines}"


def run_doctest(block: Block, names: dict[str, Any], page: str) -> None:
    test = doctest.DocTestParser().get_doctest(block.code, names, page, page, block.line)
    test.globs = names  # the parser copies them, and pages go on with what they defined
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=told.append, clear_globs=False)
    assert not runner.failures, "".join(told)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_runs(
    page: Path, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLKG_STORE", "my-store")
    names: dict[str, Any] = {}
    for block in blocks(page):
        if block.title:
            Path(block.title).write_text(block.code, encoding="utf-8")
        elif block.language == "console":
            run_commands(block)
        elif block.language == "pycon":
            run_doctest(block, names, name_of(page))
        elif block.language == "python":
            code = "\n" * block.line + block.code
            exec(compile(code, name_of(page), "exec"), names)


def test_every_verb_is_shown_in_use() -> None:
    shown = "\n".join(block.code for page in PAGES for block in blocks(page))
    verbs = {
        command.split()[1] for command in re.findall(r"^\$ (skillkg \w+)", shown, re.MULTILINE)
    }
    assert verbs == cli.commands.keys()


def test_the_reference_has_the_help_of_every_verb() -> None:
    hooks = run_path(str(ROOT / "docs" / "hooks.py"))
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    written = hooks["on_page_markdown"](page)
    for verb in cli.commands:
        printed = CliRunner().invoke(
            cli, [verb, "--help"], prog_name="skillkg", terminal_width=hooks["WIDTH"]
        )
        assert f"\n## skillkg {verb}\n\n```text\n{printed.output}```\n" in written


def test_the_reference_has_every_key_of_a_record() -> None:
    hooks = run_path(str(ROOT / "docs" / "hooks.py"))
    page = (ROOT / "docs" / "reference" / "record.md").read_text("utf-8")
    rows = hooks["on_page_markdown"](page).split("\n## Keys\n")[1].splitlines()
    shown: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row.startswith("### "):
            keys = shown.setdefault(row.removeprefix("### "), [])
        elif key := re.fullmatch(r"\| `(\w+)` \| [^|]+ \| ([^|]+?)(?: \*[^*]+\.\*)? \|", row):
            keys.append((key[1], key[2]))
    assert shown == {
        name: [(key, of_key["description"]) for key, of_key in part["properties"].items()]
        for name, part in {"record": schema(), **schema()["$defs"]}.items()
        if "properties" in part
    }


def test_the_reference_has_every_public_name() -> None:
    pages = [ROOT / "docs" / "reference" / name for name in ("api.md", "model.md")]
    text = "".join(page.read_text("utf-8") for page in pages)
    named = re.findall(r"^::: skillkg\.(\w+)$", text, re.MULTILINE)
    assert sorted(named) == sorted({*skillkg.__all__, "errors"} - {"SkillkgError"})


def test_links_between_pages_lead_somewhere() -> None:
    """MkDocs checks those inside docs; README and CONTRIBUTING are read outside."""
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8"))
        assert [link for link in links if not (ROOT / link).exists()] == []
