"""``link``, ``match`` and ``rank`` on the examples, and what they say of bad documents."""

from __future__ import annotations

import json
import shutil
from math import fsum
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from conftest import Process

    import skillkg


def test_link_shows_places_quotes_and_concepts(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph, ad: Path
) -> None:
    result = run("link", ad, "--kind", "ad")
    assert result.exit_code == 0
    links = sample_graph.link(sample_graph.read(ad, "ad"))
    assert links.mentions
    for mention in links.mentions:
        assert f"{mention.span.start}–{mention.span.end}" in result.output
        assert mention.concept in result.output


def test_match_prints_and_writes_one_and_the_same_fit(
    run: Callable[..., Result],
    sample_graph: skillkg.KnowledgeGraph,
    ad: Path,
    resume: Path,
    tmp_path: Path,
) -> None:
    html, record = tmp_path / "report.html", tmp_path / "record.json"
    result = run("match", ad, resume, "--html", html, "--json", record)
    assert result.exit_code == 0
    expected = sample_graph.match(ad, resume)
    assert expected.fit > 0
    assert f"Fit {expected.fit:.2f}: " in result.output
    written = json.loads(record.read_text(encoding="utf-8"))
    assert written["fit"] == expected.fit
    assert fsum(c["contribution"] for c in written["contributions"]) == expected.fit
    assert "<svg" in html.read_text(encoding="utf-8")


def test_a_kind_of_edges_can_be_left_out(
    run: Callable[..., Result],
    sample_graph: skillkg.KnowledgeGraph,
    ad: Path,
    resume: Path,
    tmp_path: Path,
) -> None:
    record, kinds = tmp_path / "record.json", ("broader", "essential")
    expected = sample_graph.match(ad, resume, without=kinds)
    assert expected.fit < sample_graph.match(ad, resume).fit
    options = [option for kind in kinds for option in ("--without", kind)]
    run("match", ad, resume, *options, "--json", record)
    written = json.loads(record.read_text(encoding="utf-8"))
    assert written["fit"] == expected.fit
    assert not {step["kind"] for c in written["contributions"] for step in c["path"]} & {*kinds}


def resumes_of(verb: str, resume: Path) -> list[str | Path]:
    """How a verb takes a resume."""
    return {"link": [], "match": [resume], "rank": ["--resumes", resume]}[verb]


@pytest.mark.parametrize("verb", ["match", "rank"])
def test_an_unknown_kind_of_edges_is_said(
    run: Callable[..., Result], ad: Path, resume: Path, verb: str
) -> None:
    result = run(verb, ad, *resumes_of(verb, resume), "--without", "sibling")
    assert result.exit_code == 1
    assert (
        "cannot leave out sibling: neither a source in the store nor one of the kinds"
        in result.output
    )


def test_rank_orders_all_and_reports_each(
    run: Callable[..., Result],
    sample_graph: skillkg.KnowledgeGraph,
    ad: Path,
    resumes: list[Path],
    tmp_path: Path,
) -> None:
    result = run("rank", ad, "--resumes", *resumes, "--reports", tmp_path / "reports")
    assert result.exit_code == 0
    ranked = sample_graph.rank(ad, resumes)
    places = [result.output.index(match.resume.name) for match in ranked]
    assert places == sorted(places)
    for place, match in enumerate(ranked, start=1):
        stem = match.resume.name.rpartition(".")[0]
        report = tmp_path / "reports" / f"{place:03}-{stem}.json"
        assert json.loads(report.read_text(encoding="utf-8"))["fit"] == match.fit
        assert report.with_suffix(".html").is_file()


def test_what_is_ranked_is_explained_by_the_fit_of_the_last_that_is_chosen(
    run: Callable[..., Result], ad: Path, resumes: list[Path], tmp_path: Path
) -> None:
    result = run("rank", ad, "--resumes", *resumes, "--reports", tmp_path, "--top", 2)
    assert result.exit_code == 0
    first, last = (
        json.loads(file.read_text(encoding="utf-8")) for file in sorted(tmp_path.glob("0*.json"))
    )
    assert first["standing"]["cut"] == first["explanation"]["cut"] == last["fit"] < first["fit"]
    assert last["explanation"]["removal"]["fit"] < last["fit"]
    flips = [[(e["rank"], e["fit"]) for e in r["explanation"]["flips"]] for r in (first, last)]
    assert flips == [[(2, last["fit"])], [(1, first["fit"])]]


def test_resumes_of_one_name_each_get_their_report(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    copies = [tmp_path / name / "cv.txt" for name in ("one", "two")]
    for copy in copies:
        copy.parent.mkdir()
        shutil.copy(resume, copy)
    result = run("rank", ad, "--resumes", *copies, "--reports", tmp_path / "reports")
    assert result.exit_code == 0
    assert len(list((tmp_path / "reports").glob("*.html"))) == 2


def empty(file: Path) -> None:
    file.write_text(" \n")


def scanned(file: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file)


def locked(file: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)


def broken(file: Path) -> None:
    file.write_bytes(b"\x00\xff\xfe nothing that it says it is")


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("ad.txt", empty, "empty"),
        ("ad.pdf", scanned, "scan"),
        ("ad.pdf", locked, "password"),
        ("ad.pdf", broken, "ad.pdf"),
        ("ad.docx", broken, "ad.docx"),
        ("ad.json", broken, "ad.json"),
        ("ad.odt", broken, ".odt"),
        ("ad", broken, "extension"),
        ("ad.txt", None, "does not exist"),
        ("", None, "directory"),
    ],
)
@pytest.mark.parametrize("verb", ["link", "match", "rank"])
def test_a_bad_document_is_named_with_what_to_do(
    run: Callable[..., Result],
    resume: Path,
    tmp_path: Path,
    verb: str,
    name: str,
    make: Callable[[Path], None] | None,
    said: str,
) -> None:
    file = tmp_path / name
    if make is not None:
        make(file)
    result = run(verb, file, *resumes_of(verb, resume))
    assert result.exit_code in (1, 2)
    assert str(file) in result.output
    assert said in result.output.casefold()
    assert len(result.output.strip().splitlines()) >= 2


def test_bad_resumes_are_named_and_the_rest_is_ranked(
    process: Process, ad: Path, resumes: list[Path], tmp_path: Path
) -> None:
    bad, reports = [tmp_path / "bad.pdf", tmp_path / "bad.txt"], tmp_path / "reports"
    scanned(bad[0])
    empty(bad[1])
    result = process("rank", ad, "--resumes", bad[0], *resumes, bad[1], "--reports", reports)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert [result.stderr.index(f"not read: {file}: ") for file in bad] == sorted(
        result.stderr.index(f"not read: {file}: ") for file in bad
    )
    ranked = process("rank", ad, "--resumes", *resumes)
    assert ranked.returncode == 0
    assert result.stdout == ranked.stdout + "documents not read: 2\n"
    assert len(list(reports.glob("*.html"))) == len(resumes)
    told = json.loads((reports / "not-read.json").read_text(encoding="utf-8"))["not_read"]
    assert [reason.partition(": ")[0] for reason in told] == [str(file) for file in bad]
    assert all(f"not read: {reason}\n" in result.stderr for reason in told)


def test_no_resume_that_can_be_read_is_an_error(process: Process, ad: Path, tmp_path: Path) -> None:
    bad = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in bad:
        empty(file)
    result = process("rank", ad, "--resumes", *bad, "--reports", tmp_path / "reports")
    assert (result.returncode, result.stdout) == (1, "")
    assert all(f"not read: {file}: the file is empty" in result.stderr for file in bad)
    assert "Error: none of 2 documents could be read" in result.stderr
    assert not (tmp_path / "reports").exists()


def test_reports_say_that_all_was_read(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    assert run("rank", ad, "--resumes", resume, "--reports", tmp_path).exit_code == 0
    assert json.loads((tmp_path / "not-read.json").read_text()) == {"not_read": []}


def test_an_ad_that_says_nothing_the_graph_knows_is_said(
    run: Callable[..., Result], resume: Path, tmp_path: Path
) -> None:
    file = tmp_path / "ad.txt"
    file.write_text("Lorem ipsum dolor sit amet.\n")
    result = run("match", file, resume)
    assert result.exit_code == 0
    assert "names no occupation and no skill" in " ".join(result.output.split())


@pytest.mark.parametrize("option", ["--html", "--json"])
def test_a_report_that_cannot_be_written_is_said(
    process: Process, ad: Path, resume: Path, tmp_path: Path, option: str
) -> None:
    target = tmp_path / "absent" / "report"
    result = process("match", ad, resume, option, target)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert f"Error: {target}: No such file or directory" in result.stderr


def test_reports_into_a_file_are_refused(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    (tmp_path / "reports").write_text("")
    result = run("rank", ad, "--resumes", resume, "--reports", tmp_path / "reports")
    assert result.exit_code == 2
    assert "is a file" in result.output


@pytest.mark.parametrize("verb", ["link", "match", "rank"])
def test_a_missing_store_is_said_before_any_document_is_read(
    process: Process, ad: Path, verb: str
) -> None:
    result = process(verb, ad, *resumes_of(verb, ad), store=None)
    assert result.returncode == 2
    assert "SKILLKG_STORE" in result.stderr


def test_link_marks_and_writes_what_is_set_apart(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    file, html, record = (tmp_path / name for name in ("cv.txt", "cv.html", "cv.json"))
    file.write_text("Skills\nPython (5 years)\nno experience in SQL\n")
    result = run("link", file, "--kind", "resume", "--html", html, "--json", record)
    assert result.exit_code == 0
    assert "negated: not there, or not asked for" in result.output
    assert "negated, by “no experience in”" in result.output
    written = json.loads(record.read_text(encoding="utf-8"))
    stances = {m["span"]["quote"]: m["stance"] for m in written["mentions"]}
    assert stances == {"Python": "stated", "SQL": "negated"}
    assert [level["years"] for m in written["mentions"] for level in m["levels"]] == [5.0]
    assert '<mark class="negated skills"' in html.read_text(encoding="utf-8")


def test_what_a_resume_denies_does_not_enter_its_fit(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph, tmp_path: Path
) -> None:
    ad, resume, record = (tmp_path / name for name in ("ad.txt", "cv.txt", "record.json"))
    ad.write_text("Requirements\n- Python\n- SQL\n")
    resume.write_text("Skills\nPython\nno experience in SQL\n")
    result = run("match", ad, resume, "--json", record)
    assert result.exit_code == 0
    assert "read in the resume and not counted: 1" in result.output
    written = json.loads(record.read_text(encoding="utf-8"))
    sql = sample_graph.concept("SQL").iri
    assert sql not in {entry["concept"] for entry in written["profiles"]["resume"]}
    assert [m["concept"] for m in written["mentions"]["resume"] if m["stance"] == "negated"] == [
        sql
    ]
    assert {m["demand"] for m in written["mentions"]["ad"]} == {"required"}


def test_link_shows_the_pages_of_a_pdf(
    run: Callable[..., Result], resumes: list[Path], tmp_path: Path
) -> None:
    html, record = tmp_path / "cv.html", tmp_path / "cv.json"
    (file,) = (resume for resume in resumes if resume.name == "software-engineer.pdf")
    result = run("link", file, "--kind", "resume", "--html", html, "--json", record)
    assert result.exit_code == 0
    written = json.loads(record.read_text(encoding="utf-8"))
    page = html.read_text(encoding="utf-8")
    assert page.count('src="data:image/webp;base64,') == 1
    assert len(page) < 300_000
    boxes = [box for mention in written["mentions"] for box in mention["boxes"]]
    assert len(boxes) >= len(written["mentions"]) > 10
    assert page.count('<a class="frame named ') == len(boxes)
    assert {box["page"] for box in boxes} == {1}
    span = written["mentions"][0]["span"]
    assert f"{span['start']}–{span['end']} p. 1" in result.output


def test_match_tells_the_page_of_a_quote(
    run: Callable[..., Result], ad: Path, resumes: list[Path], tmp_path: Path
) -> None:
    html, record = tmp_path / "report.html", tmp_path / "record.json"
    (file,) = (resume for resume in resumes if resume.name == "software-engineer.pdf")
    assert run("match", ad, file, "--html", html, "--json", record).exit_code == 0
    written = json.loads(record.read_text(encoding="utf-8"))
    assert (written["ad"]["pages"], written["resume"]["pages"]) == ([], [0])
    span = written["contributions"][0]["skill_spans"][0]
    assert f"p. 1, {span['start']}–{span['end']}" in html.read_text(encoding="utf-8")
