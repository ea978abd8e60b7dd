"""A match shown again from its record."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_a_match_is_shown_again_from_its_record(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record = tmp_path / "r.json"
    pages, graphs = ([tmp_path / f"{name}.{end}" for name in "ab"] for end in ("html", "nq"))
    matched = run("match", ad, resume, "--json", record, "--html", pages[0], "--rdf", graphs[0])
    shown = run("report", record, "--html", pages[1], "--rdf", graphs[1], SKILLKG_STORE="")
    assert shown.exit_code == 0
    assert shown.output == matched.output
    for first, again in (pages, graphs):
        assert first.stat().st_size > 0
        assert again.read_bytes() == first.read_bytes()


def test_what_does_not_follow_is_said_and_nothing_is_written(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record, page = tmp_path / "r.json", tmp_path / "page.html"
    run("match", ad, resume, "--json", record)
    changed = json.loads(record.read_text(encoding="utf-8")) | {"fit": 0.99}
    record.write_text(json.dumps(changed), encoding="utf-8")
    result = run("report", record, "--html", page)
    assert result.exit_code == 1
    assert f"{record}: the record.fit is 0.99, not " in result.output
    assert not page.exists()


def test_a_record_is_verified_and_made_again(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record, verdict = tmp_path / "r.json", tmp_path / "verdict.json"
    given = ["--documents", ad, "--documents", resume]
    run("match", ad, resume, "--json", record, "--subject-ref", "person-1")
    before = record.read_bytes()
    verified = run("verify", record, *given, "--json", verdict)
    assert verified.exit_code == 0
    assert f"holds  {record}" in verified.stdout
    (found,) = json.loads(verdict.read_text(encoding="utf-8"))
    assert {check["outcome"] for check in found["checks"]} == {"holds", "unchecked"}
    replayed = run("replay", record, *given)
    assert replayed.exit_code == 0
    assert f"the same  {record}" in replayed.stdout
    assert record.read_bytes() == before


def test_without_graph_and_documents_it_is_said_what_was_not_looked_at(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record = tmp_path / "r.json"
    run("match", ad, resume, "--json", record)
    result = run("verify", record, SKILLKG_STORE="")
    assert result.exit_code == 0
    assert "– steps: give the store or an endpoint that holds the graph" in result.output
    assert "– replay: give both documents and the store" in result.output


def test_a_match_is_set_beside_another(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    one, other, found = (tmp_path / name for name in ("one.json", "other.json", "found.json"))
    run("match", ad, resume, "--json", one)
    run("match", ad, resume, "--without", "essential", "--json", other)
    result = run("contrast", one, other, "--json", found)
    assert result.exit_code == 0
    told = json.loads(found.read_text(encoding="utf-8"))
    fits = [json.loads(file.read_text(encoding="utf-8"))["fit"] for file in (one, other)]
    parts = told["repeated"] + sum(row["difference"] for row in told["rows"])
    assert abs(parts - (fits[0] - fits[1])) < 1e-9
    assert f"{fits[0] - fits[1]:+.6f}" in result.output


def test_the_time_is_given_or_now(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record = tmp_path / "r.json"

    def timestamp(*args: str, **env: str) -> str:
        assert run("match", ad, resume, "--json", record, *args, **env).exit_code == 0
        return str(json.loads(record.read_text(encoding="utf-8"))["timestamp"])

    assert timestamp("--timestamp", "2026-11-28T09:30:00+01:00") == "2026-11-28T09:30:00+01:00"
    assert timestamp(SOURCE_DATE_EPOCH="1700000000") == "2023-11-14T22:13:20Z"
    assert timestamp() > "2026"
    wrong = run("match", ad, resume, "--timestamp", "yesterday")
    assert wrong.exit_code == 1
    assert "no time by RFC 3339" in wrong.output


def test_the_text_that_was_read_is_given(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record, text = tmp_path / "r.json", tmp_path / "text"
    run("match", ad, resume, "--json", record)
    printed = run("read", resume, "--text")
    run("read", resume, "--text", "--output", text)
    assert printed.stdout_bytes == text.read_bytes()
    told = json.loads(record.read_text(encoding="utf-8"))
    assert told["resume"]["text_digest"] == f"sha256:{sha256(text.read_bytes()).hexdigest()}"
    read = text.read_text(encoding="utf-8")
    for part in told["contributions"]:
        for span in part["skill_spans"]:
            assert read[span["start"] : span["end"]] == span["quote"]
    assert run("read", ad, resume, "--text").exit_code == 2
    assert run("read", resume, "--output", tmp_path / "x.parquet").exit_code == 2


def test_ranks_are_stated(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(resume.read_text(encoding="utf-8") + "\nMining data.\n", encoding="utf-8")
    reports = tmp_path / "reports"
    run("rank", ad, "--resumes", resume, other, "--top", "1", "--reports", reports)
    (file,) = (each for each in reports.glob("*.json") if each.name != "not-read.json")
    record = json.loads(file.read_text(encoding="utf-8"))
    assert record["standing"] == {"rank": 1, "pool_size": 2, "cut": record["fit"]}
    documents = [word for each in (ad, resume, other) for word in ("--documents", each)]
    verified = run("verify", reports, *documents)
    assert verified.exit_code == 0, verified.output


def test_reports_of_a_record_are_those_of_the_match(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record = tmp_path / "r.json"
    written = {}
    for verb in (("match", ad, resume, "--json", record), ("report", record)):
        html, markdown = tmp_path / f"{verb[0]}.html", tmp_path / f"{verb[0]}.md"
        told = run(*verb, "--for", "candidate", "--html", html, "--markdown", markdown)
        assert told.exit_code == 0, told.output
        assert "What speaks for you" in told.output
        written[verb[0]] = html.read_bytes(), markdown.read_bytes()
    assert written["match"] == written["report"]
    assert b"Your match report" in written["report"][0]


def test_a_pdf_without_a_browser_is_an_error_that_helps(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record, pdf = tmp_path / "r.json", tmp_path / "r.pdf"
    run("match", ad, resume, "--json", record)
    told = run("report", record, "--pdf", pdf, PATH=str(tmp_path))
    assert told.exit_code == 1
    assert "apt-get install chromium" in told.output
    assert not pdf.exists()


def test_queries_ask_for_every_step_and_what_is_no_record_has_none(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record, other = tmp_path / "r.json", tmp_path / "other.json"
    run("match", ad, resume, "--json", record)
    other.write_bytes(b"\xff\xfe")
    told = run("verify", record, other, "--queries")
    assert told.exit_code == 1
    asked = [line for line in told.stdout.splitlines() if line.startswith("ASK ")]
    steps = {
        (step["from"], step["to"], step["predicate"])
        for part in json.loads(record.read_text(encoding="utf-8"))["contributions"]
        for step in part["path"]
    }
    assert len(asked) >= len(steps) > 0
    assert run("query", asked[0]).stdout.strip() == "true"
